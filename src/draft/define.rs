//! The definitions: exactly those of the terms used, in the form's order.

use super::piece::{Piece, RawBlock};
use super::vocabulary::Vocabulary;
use crate::model::form::DefinitionOrder;
use crate::model::prose::TagKind;
use crate::model::{Book, Library};
use icu_collator::{Collator, options::CollatorOptions};
use icu_locale_core::Locale;
use std::collections::{BTreeMap, BTreeSet};

/// The terms that stand in these blocks.
pub fn terms_in(blocks: &[RawBlock], found: &mut BTreeSet<String>) {
    for block in blocks {
        let cells = block.rows.iter().flat_map(|row| row.cells.iter().flatten());
        for piece in block.pieces.iter().chain(cells) {
            if let Piece::Tag(tag, _) = piece
                && let TagKind::Term { id, .. } = &tag.kind
                && !found.contains(id)
            {
                found.insert(id.clone());
            }
        }
        terms_in(&block.children, found);
    }
}

/// The ids of the definitions, in the order in which they are printed.
pub fn ordered(
    library: &Library,
    book: &Book,
    ids: &BTreeSet<String>,
    order: DefinitionOrder,
    vocabulary: &Vocabulary,
) -> Vec<String> {
    let mut ids: Vec<String> = ids.iter().filter(|id| book.definitions.contains_key(*id)).cloned().collect();
    match order {
        // The order of the glossary's file is the instrument's own; it is the same in every language.
        DefinitionOrder::AsWritten => {
            let places = places(library);
            ids.sort_by_key(|id| place(&places, id));
        }
        DefinitionOrder::Alphabetical => alphabetical(&mut ids, vocabulary),
        DefinitionOrder::InstitutionsFirst => {
            let places = places(library);
            ids.sort_by_key(|id| (book.definitions[id].provision.kind, place(&places, id)));
        }
    }
    ids
}

/// Where each term stands in the glossary's file.
fn places(library: &Library) -> BTreeMap<&str, usize> {
    let text = library.sources.get("clauses/terms.toml").map(String::as_str).unwrap_or("");
    let mut places = BTreeMap::new();
    for (at, head) in text.match_indices("[term.") {
        let rest = &text[at + head.len()..];
        if let Some(end) = rest.find(']') {
            places.entry(&rest[..end]).or_insert(at);
        }
    }
    places
}

fn place(places: &BTreeMap<&str, usize>, id: &str) -> usize {
    places.get(id).copied().unwrap_or(usize::MAX)
}

fn alphabetical(ids: &mut [String], vocabulary: &Vocabulary) {
    let locale: Locale = vocabulary.language.parse().unwrap_or(Locale::UNKNOWN);
    match Collator::try_new((&locale).into(), CollatorOptions::default()) {
        Ok(collator) => ids.sort_by(|a, b| collator.compare(vocabulary.word(a), vocabulary.word(b))),
        Err(_) => ids.sort_by(|a, b| vocabulary.word(a).cmp(vocabulary.word(b))),
    }
}
