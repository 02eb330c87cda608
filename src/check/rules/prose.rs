//! The text itself: no typed numbers, no typed closing punctuation, ids, joiners, declared forms.

use super::references::every_branch;
use super::walk::{self, Part, Site};
use crate::diag::{Message, Place};
use crate::model::language::Language;
use crate::model::placeholder::PlaceholderKind;
use crate::model::prose::{Node, TagKind};
use crate::model::{Book, Library};
use crate::prose::{Block, Inline, Kind};

pub fn check(library: &Library, book: &Book) -> Vec<Message> {
    let mut wrong = Vec::new();
    for site in walk::sites(book) {
        let Some(language) = library.languages.get(site.language) else { continue };
        if site.part != Part::Commentary && site.part != Part::Instrument {
            typed_numbers(&site, language, &mut wrong);
        }
        if matches!(site.part, Part::Wording | Part::Effect) {
            typed_modals(&site, language, &mut wrong);
        }
        articles(book, &site, language, &mut wrong);
        if site.part == Part::Wording {
            let defined = site
                .entry
                .is_some_and(|e| book.definitions.contains_key(&e.id) && !book.provisions.contains_key(&e.id));
            blocks(&site, &every_branch(site.section), defined, &mut wrong);
        }
    }
    wrong
}

/// A unit word followed by a number: references are computed.
fn typed_numbers(site: &Site, language: &Language, wrong: &mut Vec<Message>) {
    let words: Vec<(usize, &str)> = words(&site.section.source);
    for pair in words.windows(2) {
        let [(at, unit), (next_at, next)] = pair else { continue };
        let (unit, number) = (unit.to_lowercase(), next.to_lowercase());
        let digits = number.chars().next().is_some_and(|c| c.is_numeric());
        let unit_word = language.unit_words.contains(&unit);
        if unit_word && (digits || language.numerals.contains(&number)) {
            let start = site.section.place.start + at;
            let end = site.section.place.start + next_at + next.len();
            wrong.push(
                Message::error("typed-number", format!("`{unit} {next}` is typed"))
                    .at(Place::new(&site.section.place.file, start..end), "numbers are computed")
                    .help("write `{{ref \"provision\"}}`, or `{{ref \"provision#paragraph\"}}`"),
            );
        }
    }
}

/// A modal that the form chooses.
fn typed_modals(site: &Site, language: &Language, wrong: &mut Vec<Message>) {
    for (at, word) in words(&site.section.source) {
        if language.modals.contains(&word.to_lowercase()) {
            let start = site.section.place.start + at;
            wrong.push(
                Message::error("typed-modal", format!("`{word}` is typed"))
                    .at(
                        Place::new(&site.section.place.file, start..start + word.len()),
                        "the form says which modal it is",
                    )
                    .help("write `{{duty}}`, `{{prohibition}}` or `{{power}}`"),
            );
        }
    }
}

/// Words with their offsets, markup and tags passed over.
pub(super) fn words(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut depth = 0usize;
    let mut start = None;
    for (at, ch) in text.char_indices().chain([(text.len(), ' ')]) {
        match ch {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let inside = depth == 0 && (ch.is_alphanumeric());
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                found.push((from, &text[from..at]));
                start = None;
            }
            _ => {}
        }
        // A tag between two words parts them.
        if ch == '{' {
            found.push((at, "{"));
        }
    }
    found
}

/// An article or eliding word before a State or authority: the form carries it.
fn articles(book: &Book, site: &Site, language: &Language, wrong: &mut Vec<Message>) {
    let mut last = String::new();
    walk::visit(&site.section.nodes, &mut |node| match node {
        Node::Text(text) => last.clone_from(text),
        Node::Tag(tag) => {
            let before = std::mem::take(&mut last);
            let TagKind::Blank { name, form } = &tag.kind else { return };
            let bare = form.as_deref().unwrap_or("bare") == "bare";
            if !bare || !inflects(book, name) {
                return;
            }
            let tail = before.trim_end_matches([' ', '\u{a0}']).to_lowercase();
            let word = tail.rsplit([' ', '\n', '\u{a0}', '(']).next().unwrap_or("");
            if language.articles.iter().any(|a| a == word) {
                wrong.push(
                    Message::error("undeclared-form", format!("`{word}` before `{name}`"))
                        .at(tag.place.clone(), "the article belongs to the form of the name")
                        .help(format!(
                            "write {{{{blank \"{name}\" form=\"…\"}}}} with one of {}",
                            language.forms.join(", ")
                        )),
                );
            }
        }
        Node::When(_) => last.clear(),
    });
}

fn inflects(book: &Book, name: &str) -> bool {
    let instrument = &book.instrument;
    let placeholder = match name.split_once('.') {
        None => instrument.blank.get(name),
        Some((list, field)) => {
            let list = if list == "other" { "parties" } else { list };
            let kind = instrument.records.get(list).and_then(|l| instrument.record.get(&l.of));
            kind.and_then(|k| k.field.get(field))
        }
    };
    placeholder.is_some_and(|p| matches!(p.kind, PlaceholderKind::State | PlaceholderKind::Authority))
}

fn blocks(site: &Site, all: &[Block], inside_definition: bool, wrong: &mut Vec<Message>) {
    for block in all {
        let place = || near(site, block);
        let points = block.children.iter().any(|c| c.kind == Kind::Item);
        if block.kind == Kind::Item && block.id.is_none() {
            wrong.push(
                Message::error("missing-id", "a numbered paragraph or point has no id")
                    .at(place(), "this one")
                    .help("end it with `{#id}`: the id is permanent and the same in every language"),
            );
        }
        let ends = text_end(block);
        if block.kind == Kind::Item && ends.is_some_and(|c| matches!(c, '.' | ';' | ',' | ':' | '؛' | '،')) {
            wrong.push(
                Message::error("typed-punctuation", "a paragraph or point closes with punctuation")
                    .at(place(), "the form adds what closes it")
                    .help("delete the last mark"),
            );
        }
        let declared = site
            .provision()
            .and_then(|p| p.paragraph.get(block.id.as_deref().unwrap_or("")))
            .is_some_and(|p| p.definitions);
        if points && block.joiner.is_none() && !declared && !inside_definition {
            wrong.push(
                Message::error("missing-joiner", "a list of points does not say how they are joined")
                    .at(place(), "its lead-in")
                    .help("end the lead-in with `{and}` (all) or `{or}` (any), before the id"),
            );
        }
        if !points && block.joiner.is_some() && !declared {
            wrong.push(
                Message::error("needless-joiner", "`{and}` or `{or}` without points under it").at(place(), "here"),
            );
        }
        blocks(site, &block.children, inside_definition, wrong);
    }
}

/// The last character of a block's own text.
fn text_end(block: &Block) -> Option<char> {
    match block.inlines.last()? {
        Inline::Text(text, _) => text.chars().last(),
        Inline::Mark(_) => None,
    }
}

/// The line of the file in which a block stands, found by its id or its first words.
fn near(site: &Site, block: &Block) -> Place {
    let source = &site.section.source;
    let by_id = block.id.as_ref().and_then(|id| source.find(&format!("{{#{id}}}")));
    let by_text = block.inlines.iter().find_map(|inline| match inline {
        Inline::Text(text, _) => {
            source.find(text.trim().split(['’', '“', '”']).next()?).filter(|_| !text.trim().is_empty())
        }
        Inline::Mark(_) => None,
    });
    let at = by_id.or(by_text).unwrap_or(0);
    let start = source[..at].rfind('\n').map(|i| i + 1).unwrap_or(0);
    let end = source[at..].find('\n').map(|i| i + at).unwrap_or(source.len());
    let base = site.section.place.start;
    Place::new(&site.section.place.file, base + start..base + end)
}
