//! What a draft says about itself: options, what is open, what was accepted, what is warned of.

use super::choose::{Settlement, basis, reason};
use super::piece::{RawBlock, RawProvision};
use crate::model::draft::{Accepted, BlockKind, DraftBlock, Emphasis, OpenOption, Run, SettledOption, Warning};
use crate::model::provision::{Origin, Relation};
use crate::model::{Book, Library};

/// Options left open, with their questions.
pub fn open_options(book: &Book, settlement: &Settlement, language: &str) -> Vec<OpenOption> {
    let open =
        book.option_order().into_iter().filter(|id| settlement.selection.options.get(id).is_some_and(|s| s.open));
    open.map(|id| OpenOption { question: question(book, &id, language), id }).collect()
}

/// The first line under `## option.<id>`.
pub fn question(book: &Book, id: &str, language: &str) -> String {
    let section = book.prose.get(language).and_then(|p| p.sections.get(&format!("option.{id}")));
    section.and_then(|s| s.source.trim().lines().next()).unwrap_or(id).to_string()
}

/// Constraints set aside, with the reasons given.
pub fn accepted(library: &Library, book: &Book, settlement: &Settlement, language: &str) -> Vec<Accepted> {
    let given = settlement.accepted.iter();
    given
        .map(|(id, why)| Accepted {
            constraint: id.clone(),
            reason: grounded(library, book, settlement, id, language),
            accepted: why.clone(),
        })
        .collect()
}

/// Constraints that warn, with their reasons.
pub fn warnings(library: &Library, settlement: &Settlement, language: &str) -> Vec<Warning> {
    warned(library, settlement, &settlement.warnings, language)
}

/// What warns, by id, with the reasons.
pub fn warned(library: &Library, settlement: &Settlement, ids: &[String], language: &str) -> Vec<Warning> {
    let reason = |id: &String| grounded(library, &library.books[&settlement.book], settlement, id, language);
    ids.iter().map(|id| Warning { constraint: id.clone(), reason: reason(id) }).collect()
}

/// The reason of a constraint or rule, and the treaty by which it binds.
fn grounded(library: &Library, book: &Book, settlement: &Settlement, id: &str, language: &str) -> String {
    let reason = reason(book, id, Some(language));
    let constraints = book.instrument.constraint.iter().map(|rule| (&rule.id, &rule.treaty, &rule.origin));
    let rules = book.instrument.rule.iter().map(|rule| (&rule.id, &rule.treaty, &rule.origin));
    let found = constraints.chain(rules).find(|(own, ..)| *own == id);
    let basis = found.and_then(|(_, treaty, origin)| basis(library, settlement, treaty.as_ref(), origin, language));
    basis.map(|basis| format!("{reason} ({basis})")).unwrap_or(reason)
}

/// Every option as settled, in the order asked.
pub fn options(book: &Book, settlement: &Settlement) -> Vec<SettledOption> {
    let parties = settlement.parties();
    let settled = |id: String| {
        let given = settlement.selection.options.get(&id)?;
        let values = given.values.iter().enumerate().map(|(index, values)| {
            let party =
                if given.values.len() > 1 { parties.get(index).cloned().unwrap_or_default() } else { String::new() };
            (party, values.iter().cloned().collect())
        });
        let source = settlement.sources.get(&id).cloned().unwrap_or_default();
        Some(SettledOption { values: values.collect(), source, open: given.open, id })
    };
    book.option_order().into_iter().filter_map(settled).collect()
}

/// The paragraph that closes a commentary: where the wording comes from, each source once.
pub fn origins(library: &Library, language: &str, provision: &RawProvision) -> Option<DraftBlock> {
    let mut all: Vec<&Origin> = provision.origin.iter().collect();
    collect(&provision.blocks, &mut all);
    let mut named: Vec<String> = Vec::new();
    for origin in all {
        let text = written(library, language, origin);
        if !named.contains(&text) {
            named.push(text);
        }
    }
    if named.is_empty() {
        return None;
    }
    Some(labelled(library, language, "origin", &named))
}

/// A paragraph of the commentary that opens with a word of the interface: `Origin: one; two`.
pub fn labelled(library: &Library, language: &str, key: &str, parts: &[String]) -> DraftBlock {
    let grammar = library.languages.get(language);
    let (colon, semicolon) = grammar.map_or((": ".into(), "; "), |g| (g.colon(), g.semicolon()));
    let head = Run::Text { text: word(library, language, key), emphasis: Emphasis::Italic };
    let text = format!("{colon}{}", parts.join(semicolon));
    DraftBlock {
        id: None,
        kind: BlockKind::Plain,
        label: None,
        runs: vec![head, Run::text(text)],
        rows: vec![],
        depth: 0,
        origin: vec![],
        obligation: vec![],
        doubtful: vec![],
    }
}

fn collect<'a>(blocks: &'a [RawBlock], all: &mut Vec<&'a Origin>) {
    for block in blocks {
        all.extend(&block.origin);
        collect(&block.children, all);
    }
}

/// `adapts: Prüm Treaty, 2005, Article 25`
fn written(library: &Library, language: &str, origin: &Origin) -> String {
    let names = library.source_names.get(language);
    let name = |text: &str| names.and_then(|n| n.get(text)).cloned().unwrap_or_else(|| text.to_string());
    let relation = match origin.relation {
        Relation::Follows => "follows",
        Relation::Adapts => "adapts",
        Relation::InspiredBy => "inspired-by",
    };
    let place = origin.place.as_ref().map(|place| format!(", {}", name(place))).unwrap_or_default();
    format!("{}{place} ({})", name(&origin.instrument), word(library, language, relation))
}

/// A word of the interface.
pub fn word(library: &Library, language: &str, key: &str) -> String {
    library.interface.get(language).and_then(|words| words.get(key)).cloned().unwrap_or_else(|| key.to_string())
}
