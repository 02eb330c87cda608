//! Two wordings of a paragraph, word by word.

use serde::Serialize;
use similar::{Algorithm, DiffTag, capture_diff_slices};

/// Paragraphs of more words are not compared word by word.
pub(super) const MAX_WORDS: usize = 20_000;

/// A stretch of words with the blanks behind them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Word {
    pub kind: WordKind,
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum WordKind {
    Kept,
    Old,
    New,
}

/// The words of both, kept, old and new.
pub fn words(old: &str, new: &str) -> Vec<Word> {
    let (before, after): (Vec<&str>, Vec<&str>) = (old.split(' ').collect(), new.split(' ').collect());
    if before.len().max(after.len()) > MAX_WORDS {
        let word = |kind, text: &str| Word { kind, text: text.to_string() };
        return vec![word(WordKind::Old, old), word(WordKind::New, new)];
    }
    let mut words = Vec::new();
    for op in capture_diff_slices(Algorithm::Patience, &before, &after) {
        let (old, new) = (before[op.old_range()].join(" "), after[op.new_range()].join(" "));
        let mut add = |kind, text| words.push(Word { kind, text });
        match op.tag() {
            DiffTag::Equal => add(WordKind::Kept, old),
            DiffTag::Delete => add(WordKind::Old, old),
            DiffTag::Insert => add(WordKind::New, new),
            DiffTag::Replace => {
                add(WordKind::Old, old);
                add(WordKind::New, new);
            }
        }
    }
    words
}
