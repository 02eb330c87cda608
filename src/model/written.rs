//! A document as it is read back: its words, and nothing of its look.

use std::collections::BTreeMap;

/// A document read back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The text in reading order, cells of tables one after another; empty paragraphs are left out.
    pub paragraphs: Vec<Paragraph>,
    /// The texts of headers, footers and notes, each once.
    pub margins: Vec<String>,
    /// Tracked changes of text and of paragraphs.
    pub tracked: usize,
    /// Tracked changes of formatting.
    pub reformatted: usize,
    pub comments: usize,
    /// What the document says of itself: property → value.
    pub properties: BTreeMap<String, String>,
}

/// A paragraph, and the permanent marks that begin in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paragraph {
    pub marks: Vec<String>,
    pub text: String,
}
