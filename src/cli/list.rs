//! `clausier list`

use super::args::{Args, List};
use super::report::Report;
use super::{Failure, source};
use crate::model::Library;
use serde_json::{Value, json};

pub fn run(args: &Args, list: &List, report: &Report) -> Result<(), Failure> {
    let library = source::sound(args, report)?;
    let all = sections(&library);
    let chosen: Vec<&(String, Vec<(String, String)>)> = match list.what.as_deref() {
        None => all.iter().filter(|(name, _)| !library.books.contains_key(name)).collect(),
        Some(what) => {
            let found: Vec<_> = all.iter().filter(|(name, _)| name == what).collect();
            if found.is_empty() {
                let near = crate::diag::did_you_mean(what, all.iter().map(|(name, _)| name.as_str()));
                let hint = near.map(|n| format!("; did you mean `{n}`?")).unwrap_or_default();
                return Err(Failure::Usage(format!("there is nothing called `{what}` to list{hint}")));
            }
            found
        }
    };
    if report.json() {
        let row = |id: &String, about: &String| match library.books.get(id) {
            Some(book) => json!({ "id": id, "about": about, "languages": book.languages() }),
            None => json!({ "id": id, "about": about }),
        };
        let map: serde_json::Map<String, Value> = chosen
            .iter()
            .map(|(name, rows)| (name.clone(), rows.iter().map(|(id, about)| row(id, about)).collect()))
            .collect();
        report.print(&format!("{}\n", serde_json::to_string_pretty(&map).unwrap_or_default()));
        return Ok(());
    }
    for (name, rows) in chosen {
        report.print(&format!("{name}\n"));
        let width = rows.iter().map(|(id, _)| id.chars().count()).max().unwrap_or(0);
        for (id, about) in rows {
            report.print(format!("  {id:width$}  {about}").trim_end());
            report.print("\n");
        }
        report.print("\n");
    }
    Ok(())
}

type Section = (String, Vec<(String, String)>);

fn sections(library: &Library) -> Vec<Section> {
    let first = |map: &std::collections::BTreeMap<String, String>| {
        map.get("en").or(map.values().next()).cloned().unwrap_or_default()
    };
    let mut all: Vec<Section> = vec![
        ("instruments".into(), library.books.values().map(|b| (b.id.clone(), instrument(b))).collect()),
        ("presets".into(), library.presets.iter().map(|(id, p)| (id.clone(), first(&p.about))).collect()),
        ("traditions".into(), library.traditions.iter().map(|(id, t)| (id.clone(), first(&t.name))).collect()),
        ("profiles".into(), library.profiles.iter().map(|(id, p)| (id.clone(), first(&p.name))).collect()),
        ("orders".into(), library.orders.iter().map(|(id, o)| (id.clone(), first(&o.name))).collect()),
        (
            "forms".into(),
            library
                .forms
                .iter()
                .map(|(id, f)| (id.clone(), f.language.keys().cloned().collect::<Vec<_>>().join(", ")))
                .collect(),
        ),
        ("languages".into(), library.languages.iter().map(|(id, l)| (id.clone(), l.name.clone())).collect()),
    ];
    for book in library.books.values() {
        let provisions = book.provisions.iter().map(|(id, entry)| {
            let prose = entry.prose.get("en").or(entry.prose.values().next());
            (id.clone(), prose.map(|p| p.heading.source.to_string()).unwrap_or_default())
        });
        all.push((book.id.clone(), provisions.collect()));
    }
    all
}

/// Its languages, and how much lacks in those that are not complete.
fn instrument(book: &crate::model::Book) -> String {
    let complete = book.languages();
    let total = book.provisions.len() + book.definitions.len();
    let begun: std::collections::BTreeSet<&String> = book.provisions.values().flat_map(|e| e.prose.keys()).collect();
    let partial = begun.into_iter().filter(|l| !complete.contains(l)).map(|l| {
        let done =
            book.provisions.values().chain(book.definitions.values()).filter(|e| e.prose.contains_key(l)).count();
        format!("{l}: {done} of {total} provisions")
    });
    let mut parts = vec![complete.join(", ")];
    parts.extend(partial);
    parts.join("; ")
}
