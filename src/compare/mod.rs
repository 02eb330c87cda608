//! A draft that comes back against the draft that was sent: what was edited, provision by provision.
//!
//! Both are read by the same reader. The permanent marks of the one that was sent say to which provision
//! each paragraph of the other belongs; inside a provision paragraphs are aligned by their text. The
//! whole text is never compared at once, so that a moved provision is not taken for two edits.

mod align;
mod sections;
mod words;

use crate::model::written::{Paragraph, Written};
use serde::Serialize;
pub use words::{Word, WordKind};

/// A provision, and the marks of its paragraphs in the draft that was sent.
#[derive(Clone, Debug, Default)]
pub struct Section {
    /// Permanent id.
    pub id: String,
    /// As a reader would name it: number and heading.
    pub name: String,
    pub marks: Vec<String>,
}

/// Everything that differs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Comparison {
    pub provisions: Vec<Change>,
    /// Text that belongs to no provision: titles, headings of chapters, what stands before the first.
    pub outside: Vec<Edit>,
    /// Headers, footers and notes.
    pub margins: Vec<Edit>,
    /// The permanent marks are gone: provisions were told by their text.
    pub unmarked: bool,
}

impl Comparison {
    /// The text is the same.
    pub fn same(&self) -> bool {
        self.provisions.is_empty() && self.outside.is_empty() && self.margins.is_empty()
    }

    /// How much differs, to tell the nearer of two drafts.
    pub fn weight(&self) -> usize {
        let provisions = self.provisions.iter().map(|change| 1 + change.edits.len());
        provisions.sum::<usize>() + self.outside.len() + self.margins.len()
    }
}

/// What was done to a provision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    pub id: String,
    pub name: String,
    pub removed: bool,
    pub moved: bool,
    pub edits: Vec<Edit>,
}

/// What was done to a paragraph.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "edit", rename_all = "kebab-case")]
pub enum Edit {
    Changed { words: Vec<Word> },
    Added { text: String },
    Removed { text: String },
}

/// Compares what came back with what was sent.
pub fn compare(sent: &Written, back: &Written, provisions: &[Section]) -> Comparison {
    let homes = sections::of(sent, provisions);
    let (places, unmarked) = sections::found(sent, &homes, back, provisions);
    let texts = |written: &Written, homes: &[Option<usize>], home: Option<usize>| -> Vec<String> {
        let all = written.paragraphs.iter().zip(homes);
        all.filter(|(_, at)| **at == home).map(|(paragraph, _)| normal(paragraph)).collect()
    };
    let moved = sections::moved(&homes, &places);
    let mut comparison = Comparison { unmarked, ..Comparison::default() };
    for (index, section) in provisions.iter().enumerate() {
        let old = texts(sent, &homes, Some(index));
        let new = texts(back, &places, Some(index));
        let removed = new.is_empty() && !old.is_empty();
        let edits = if removed { Vec::new() } else { align::edits(&old, &new) };
        let moved = moved.contains(&index);
        if removed || moved || !edits.is_empty() {
            let (id, name) = (section.id.clone(), section.name.clone());
            comparison.provisions.push(Change { id, name, removed, moved, edits });
        }
    }
    comparison.outside = align::edits(&texts(sent, &homes, None), &texts(back, &places, None));
    comparison.margins = align::edits(&sent.margins, &back.margins);
    comparison
}

/// A paragraph's text with what no reader sees made alike: kinds of space, marks of direction.
fn normal(paragraph: &Paragraph) -> String {
    let seen = paragraph.text.chars().filter(|c| !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'));
    let seen: String = seen.map(|c| if c == '\u{2011}' { '-' } else { c }).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
