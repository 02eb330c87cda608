//! `clausier new`: a commented answers file.

use super::args::{Args, New};
use super::report::Report;
use super::{Failure, source, write};
use crate::model::shared::DutyKind;
use crate::model::{Book, Library, Placeholder, PlaceholderKind};
use std::fmt::Write;

pub fn run(args: &Args, new: &New, report: &Report) -> Result<(), Failure> {
    let library = source::sound(args, report)?;
    let Some(book) = library.books.get(&new.instrument) else {
        let known: Vec<&str> = library.books.keys().map(String::as_str).collect();
        return Err(Failure::Usage(format!("unknown instrument `{}`; known: {}", new.instrument, known.join(", "))));
    };
    let text = if new.state { state(&library, book, &new.lang) } else { template(&library, book, &new.lang) };
    match &new.output {
        Some(path) => {
            write::create(path, text.as_bytes())?;
            report.note(&format!("wrote {}", path.display()));
        }
        None => report.print(&text),
    }
    Ok(())
}

fn template(library: &Library, book: &Book, language: &str) -> String {
    let mut out = String::new();
    let section =
        |key: &str| book.prose.get(language).and_then(|p| p.sections.get(key)).map(|s| s.source.trim()).unwrap_or("");
    let mut line = |text: &str| {
        let _ = writeln!(out, "{text}");
    };
    line(&format!("instrument = \"{}\"", book.id));
    line(&format!("library    = \"{}\"", library.version));
    let traditions: Vec<&str> = library.traditions.keys().map(String::as_str).collect();
    line(&format!("# tradition = \"…\"   # {}", traditions.join(", ")));
    line("open = []");
    line("\n[options]");
    for id in book.option_order() {
        let option = &book.instrument.option[&id];
        line("");
        section(&format!("option.{id}")).lines().for_each(|text| line(format!("# {text}").trim_end()));
        match &option.default {
            Some(default) => {
                let values: Vec<String> = default.values().iter().map(|v| format!("\"{v}\"")).collect();
                let value = if option.many { format!("[{}]", values.join(", ")) } else { values.join("") };
                line(&format!("# {id} = {value}"));
            }
            None => line(&format!("{id} = \"\"   # {}", option.values.join(", "))),
        }
    }
    line("\n[blanks]");
    for (id, placeholder) in &book.instrument.blank {
        line("");
        section(&format!("blank.{id}")).lines().for_each(|text| line(format!("# {text}").trim_end()));
        line(&format!("# {id} = {}", empty(placeholder, library, language)));
    }
    for (name, list) in &book.instrument.records {
        for id in list.ids.iter().take(list.min.max(1)) {
            line(&format!("\n# [[records.{name}]]"));
            line(&format!("# id = \"{id}\""));
            let Some(kind) = book.instrument.record.get(&list.of) else { continue };
            for (field, placeholder) in &kind.field {
                let label = section(&format!("record.{}.{field}", list.of)).lines().next().unwrap_or("");
                line(format!("# {field} = {}   # {label}", empty(placeholder, library, language)).trim_end());
            }
        }
    }
    out
}

/// A State's file to fill in: the treaties that the instrument serves, and what notifications meet.
fn state(library: &Library, book: &Book, language: &str) -> String {
    let mut out = String::new();
    let mut line = |text: &str| {
        let _ = writeln!(out, "{}", text.trim_end());
    };
    let words = |names: &std::collections::BTreeMap<String, String>| {
        names.get(language).or(names.get("en")).cloned().unwrap_or_default()
    };
    line(&format!("name = {{ {language} = \"\" }}"));
    line("# date = \"2026-03-01\"   # the day on which all this is so");
    let claims = &book.instrument.claims;
    for (id, treaty) in library.treaties.iter().filter(|(id, _)| claims.is_empty() || claims.contains_key(*id)) {
        line(&format!("\n# {}", words(&treaty.name)));
        line(&format!("# [treaty.{id}]"));
        line("# since     = \"2004-05-17\"");
        line(&format!("# languages = [\"{language}\"]"));
        line(&format!("\n# [[treaty.{id}.authority]]"));
        line("# task    = \"\"\n# name    = \"\"\n# address = \"\"");
        line(&format!("\n# [[treaty.{id}.reservation]]"));
        line(&format!("# duties = [\"{id}.…\"]\n# text   = \"\"\n# date   = \"2004-05-17\""));
        let notified = treaty.duty.iter().filter(|(_, duty)| duty.kind == Some(DutyKind::Notification));
        for (duty, said) in notified {
            line(&format!("\n# {}", words(&said.subject)));
            line(&format!("# [elsewhere.\"{id}.{duty}\"]"));
            line("# notification = \"\"   # or law, measure, declaration");
        }
    }
    out
}

/// An empty answer in the shape that the placeholder wants.
fn empty(placeholder: &Placeholder, library: &Library, language: &str) -> String {
    match placeholder.kind {
        PlaceholderKind::State | PlaceholderKind::Authority => {
            let forms = library.languages.get(language).map(|l| l.forms.clone()).unwrap_or_default();
            let forms: Vec<String> = forms.iter().map(|form| format!("{form} = \"\"")).collect();
            format!("{{ {language} = {{ {} }} }}", forms.join(", "))
        }
        PlaceholderKind::Date => "\"2026-03-01\"".into(),
        PlaceholderKind::Duration => "\"6 months\"".into(),
        PlaceholderKind::Number => "1".into(),
        PlaceholderKind::Money => "{ amount = 1000, currency = \"EUR\" }".into(),
        PlaceholderKind::Penalty => "{ years = 4 }".into(),
        PlaceholderKind::List => "[\"\"]".into(),
        PlaceholderKind::Text | PlaceholderKind::Person => "\"\"".into(),
    }
}
