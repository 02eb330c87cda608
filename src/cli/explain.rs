//! `clausier explain`

use super::Failure;
use super::args::Explain;
use super::report::Report;
use crate::check::pages;

pub fn run(explain: &Explain, report: &Report) -> Result<(), Failure> {
    let Some(code) = &explain.code else {
        for (code, page) in pages::all() {
            let title = page.lines().next().unwrap_or("").trim_start_matches(['#', ' ']);
            report.print(&format!("{code:28} {title}\n"));
        }
        return Ok(());
    };
    match pages::page(code) {
        Some(page) => {
            report.print(page);
            Ok(())
        }
        None => {
            let near = crate::diag::did_you_mean(code, pages::all().map(|(code, _)| code));
            let hint = near.map(|n| format!("; did you mean `{n}`?")).unwrap_or_default();
            Err(Failure::Usage(format!("unknown code `{code}`{hint}")))
        }
    }
}
