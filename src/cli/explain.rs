//! `clausier explain`: the page of a code, or a rule of an instrument.

use super::args::{Args, Explain};
use super::report::Report;
use super::{Failure, rules, source};
use crate::check::pages;

pub fn run(args: &Args, explain: &Explain, report: &Report) -> Result<(), Failure> {
    let Some(code) = &explain.code else {
        for (code, page) in pages::all() {
            let title = page.lines().next().unwrap_or("").trim_start_matches(['#', ' ']);
            report.print(&format!("{code:28} {title}\n"));
        }
        return Ok(());
    };
    if let Some(page) = pages::page(code) {
        report.print(page);
        return Ok(());
    }
    let library = source::sound(args, report)?;
    let rules: Vec<String> =
        library.books.values().filter_map(|book| rules::told(&library, book, code, "en")).collect();
    if !rules.is_empty() {
        report.print(&rules.join("\n"));
        return Ok(());
    }
    let instruments = || library.books.values().map(|book| &book.instrument);
    let constraints = instruments().flat_map(|instrument| instrument.constraint.iter().map(|rule| rule.id.as_str()));
    let demands = instruments().flat_map(|instrument| instrument.rule.iter().map(|rule| rule.id.as_str()));
    let near = crate::diag::did_you_mean(code, pages::all().map(|(code, _)| code).chain(constraints).chain(demands));
    let hint = near.map(|n| format!("; did you mean `{n}`?")).unwrap_or_default();
    Err(Failure::Usage(format!("unknown code `{code}`{hint}")))
}
