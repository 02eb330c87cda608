//! What a draft says about itself: options, what is open, what was accepted, what is warned of.

use super::choose::{Settlement, reason};
use crate::model::Book;
use crate::model::draft::{Accepted, OpenOption, SettledOption, Warning};

/// Options left open, with their questions.
pub fn open_options(book: &Book, settlement: &Settlement, language: &str) -> Vec<OpenOption> {
    let open = book.option_order().into_iter().filter(|id| settlement.selection.options.get(id).is_some_and(|s| s.open));
    open.map(|id| OpenOption { question: question(book, &id, language), id }).collect()
}

/// The first line under `## option.<id>`.
pub fn question(book: &Book, id: &str, language: &str) -> String {
    let section = book.prose.get(language).and_then(|p| p.sections.get(&format!("option.{id}")));
    section.and_then(|s| s.source.trim().lines().next()).unwrap_or(id).to_string()
}

/// Constraints set aside, with the reasons given.
pub fn accepted(book: &Book, settlement: &Settlement, language: &str) -> Vec<Accepted> {
    let given = settlement.accepted.iter();
    given
        .map(|(id, why)| Accepted { constraint: id.clone(), reason: reason(book, id, Some(language)), accepted: why.clone() })
        .collect()
}

/// Constraints that warn, with their reasons.
pub fn warnings(book: &Book, settlement: &Settlement, language: &str) -> Vec<Warning> {
    let ids = settlement.warnings.iter();
    ids.map(|id| Warning { constraint: id.clone(), reason: reason(book, id, Some(language)) }).collect()
}

/// Every option as settled, in the order asked.
pub fn options(book: &Book, settlement: &Settlement) -> Vec<SettledOption> {
    let parties = settlement.parties();
    let settled = |id: String| {
        let given = settlement.selection.options.get(&id)?;
        let values = given.values.iter().enumerate().map(|(index, values)| {
            let party = if given.values.len() > 1 { parties.get(index).cloned().unwrap_or_default() } else { String::new() };
            (party, values.iter().cloned().collect())
        });
        let source = settlement.sources.get(&id).cloned().unwrap_or_default();
        Some(SettledOption { values: values.collect(), source, open: given.open, id })
    };
    book.option_order().into_iter().filter_map(settled).collect()
}
