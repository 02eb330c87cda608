//! `clausier new`: a commented answers file.

use super::args::{Args, New};
use super::report::Report;
use super::{Failure, source, write};
use crate::model::{Book, Library, Placeholder, PlaceholderKind};
use std::fmt::Write;

pub fn run(args: &Args, new: &New, report: &Report) -> Result<(), Failure> {
    let library = source::sound(args, report)?;
    let Some(book) = library.books.get(&new.instrument) else {
        let known: Vec<&str> = library.books.keys().map(String::as_str).collect();
        return Err(Failure::Usage(format!("unknown instrument `{}`; known: {}", new.instrument, known.join(", "))));
    };
    let text = template(&library, book, &new.lang);
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
