//! `clausier show`

use super::args::{Args, Show};
use super::report::Report;
use super::{Failure, rules, source};
use crate::diag::did_you_mean;

pub fn run(args: &Args, show: &Show, report: &Report) -> Result<(), Failure> {
    let library = source::sound(args, report)?;
    let (instrument, id) = show.what.split_once('/').unwrap_or((show.what.as_str(), ""));
    let Some(book) = library.books.get(instrument) else {
        return Err(unknown("instrument", instrument, library.books.keys()));
    };
    let id = id.strip_prefix("definitions/").unwrap_or(id);
    if let Some(entry) = book.provisions.get(id).or_else(|| book.definitions.get(id)) {
        report.print(library.sources.get(&entry.file).map(String::as_str).unwrap_or(""));
        let Some(prose) = entry.prose.get(&show.lang) else {
            return Err(unknown("language", &show.lang, entry.prose.keys()));
        };
        report.print("\n");
        report.print(library.sources.get(&prose.file).map(String::as_str).unwrap_or(""));
        return Ok(());
    }
    if let Some(option) = book.instrument.option.get(id) {
        let section = book.prose.get(&show.lang).and_then(|p| p.sections.get(&format!("option.{id}")));
        report.print(&format!("{id}\n\n{}\n", section.map(|s| s.source.trim()).unwrap_or("")));
        report.print(&format!("\nvalues: {}\n", option.values.join(", ")));
        if let Some(default) = &option.default {
            report.print(&format!("default: {}\n", default.values().join(", ")));
        }
        return Ok(());
    }
    if let Some(rule) = rules::told(&library, book, id, &show.lang) {
        report.print(&rule);
        return Ok(());
    }
    let known = book.provisions.keys().chain(book.definitions.keys()).chain(book.instrument.option.keys());
    Err(unknown("provision or option", id, known))
}

fn unknown<'a>(what: &str, name: &str, known: impl Iterator<Item = &'a String>) -> Failure {
    let known: Vec<&str> = known.map(String::as_str).collect();
    let hint = match did_you_mean(name, known.iter().copied()) {
        Some(near) => format!("; did you mean `{near}`?"),
        None => format!("; known: {}", known.join(", ")),
    };
    Failure::Usage(format!("unknown {what} `{name}`{hint}"))
}
