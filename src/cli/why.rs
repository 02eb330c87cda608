//! `clausier why`: question → answer or whose default → condition → wording → origin.

use super::args::{Args, Why};
use super::report::Report;
use super::{Failure, input, source};
use crate::draft::{Settlement, draft};
use crate::model::Book;
use crate::model::draft::{Draft, DraftProvision};

pub fn run(args: &Args, why: &Why, report: &Report) -> Result<(), Failure> {
    let library = source::sound(args, report)?;
    let settlement = input::settled(&library, &why.given)?.settlement;
    let (draft, _) = draft(&library, &settlement, &why.lang).map_err(|m| Failure::Wrong(m, library.sources.clone()))?;
    let book = &library.books[&settlement.book];
    let all: Vec<&DraftProvision> = provisions(&draft);
    let chosen: Vec<&DraftProvision> = match &why.provision {
        None => all,
        Some(id) => {
            let found: Vec<_> = all.iter().copied().filter(|p| p.id.split('@').next() == Some(id)).collect();
            if found.is_empty() {
                return absent(book, &settlement, id, why, report);
            }
            found
        }
    };
    for provision in chosen {
        report.print(&explain(book, provision, &why.lang));
    }
    Ok(())
}

fn provisions(draft: &Draft) -> Vec<&DraftProvision> {
    draft.layers.iter().flat_map(|l| &l.divisions).flat_map(|d| &d.provisions).collect()
}

fn explain(book: &Book, provision: &DraftProvision, language: &str) -> String {
    let label = provision.label.as_ref().map(|l| format!("{} — ", l.text)).unwrap_or_default();
    let mut out = format!("{}: {label}{}\n", provision.id, provision.title);
    if provision.because.is_empty() {
        out.push_str("  stands in every draft, in one wording\n");
    }
    for said in &provision.because {
        let option = said.split([' ', ':']).next().unwrap_or("");
        out.push_str(&format!("  {}\n    {said}\n", crate::draft::question(book, option, language)));
    }
    let folder = provision.id.split('@').next().unwrap_or("");
    if let Some(entry) = book.provisions.get(folder) {
        out.push_str(&format!("  condition: {}\n", entry.file));
        out.push_str(&format!("  wording: {}\n", entry.prose.get(language).map(|p| p.file.as_str()).unwrap_or("")));
    }
    let blocks = provision.blocks.iter().flat_map(|b| &b.origin);
    for origin in provision.origin.iter().chain(blocks) {
        let place = origin.place.as_ref().map(|p| format!(", {p}")).unwrap_or_default();
        out.push_str(&format!("  origin: {}{place}\n", origin.instrument));
    }
    for duty in &provision.obligation {
        out.push_str(&format!("  discharges: {duty}\n"));
    }
    out.push('\n');
    out
}

/// A provision that is in the library but not in this draft: the answers that keep it out.
fn absent(book: &Book, settlement: &Settlement, id: &str, why: &Why, report: &Report) -> Result<(), Failure> {
    let Some(entry) = book.provisions.get(id) else {
        let near = crate::diag::did_you_mean(id, book.provisions.keys().map(String::as_str));
        let hint = near.map(|n| format!("; did you mean `{n}`?")).unwrap_or_default();
        return Err(Failure::Usage(format!("`{}` has no provision `{id}`{hint}", book.id)));
    };
    report.print(&format!("{id}: not in this draft\n"));
    let tables = entry.provision.present.alternatives();
    for option in tables.iter().flat_map(|table| table.keys()) {
        let question = crate::draft::question(book, option, &why.lang);
        report.print(&format!("  {question}\n    {}\n", settlement.said(option)));
    }
    for table in tables {
        let lines: Vec<String> = table.iter().map(|(o, v)| format!("{o} = {}", v.values().join(" or "))).collect();
        report.print(&format!(
            "  it stands where {}\n",
            if lines.is_empty() { "something cites it".into() } else { lines.join(" and ") }
        ));
    }
    Ok(())
}
