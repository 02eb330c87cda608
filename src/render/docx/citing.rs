//! How a cited number stays alive.
//!
//! Four ways, by what the two word processors print when they update fields:
//!
//! * the whole label is cited ("(a)"): `REF x \n \h`, which Word and LibreOffice both count;
//! * the label carries a word or a closing full stop that the citation does not ("Article 5" → "5",
//!   "2." → "2"): `x \n \t \h`. Word takes a bookmark's name alone for `REF` and drops the words by
//!   `\t`; LibreOffice does not know `\t` and would print the word, but leaves a field that begins with
//!   a bookmark's name as it stands;
//! * the label is literal text: its number has a bookmark of its own, `REF n_x \h`;
//! * else (an inflected ordinal, other brackets than the label's): a link to the bookmark.

use super::flow::{Para, Piece};
use super::lists::Mark;
use super::names::{self, Names};
use crate::model::draft::Label;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The first letter of the abjad, which LibreOffice counts without its hamza: there such a field has
/// to stay as it stands, too.
const ALEF: char = 'أ';

/// How one reference is written.
#[derive(Clone, Debug, PartialEq)]
pub enum Cite {
    /// A field with this instruction.
    Field(String),
    /// A link to this bookmark.
    Link(String),
    /// The target is not in this document.
    Plain,
}

/// What can be cited.
#[derive(Debug)]
pub struct Targets<'a> {
    pub names: Names,
    labels: BTreeMap<Cow<'a, str>, (&'a Label, Mark)>,
}

impl<'a> Targets<'a> {
    /// Gives every anchor its bookmark; an anchor met twice keeps its first place.
    pub fn collect(pieces: &mut [Piece<'a>], prefix: &'static str) -> Targets<'a> {
        let mut out = Targets { names: Names::new(prefix), labels: BTreeMap::new() };
        for piece in pieces {
            match piece {
                Piece::Para(para) => {
                    para.anchors.retain(|anchor| !anchor.is_empty() && out.names.add(anchor));
                    // The last anchor is the paragraph's own; those before it are only waiting for a paragraph.
                    if let (Some(anchor), Some(label)) = (para.anchors.last(), para.label) {
                        out.labels.insert(anchor.clone(), (label, para.mark));
                    }
                }
                Piece::Table(table) => {
                    for row in &mut table.rows {
                        row.anchor = row.anchor.filter(|anchor| !anchor.is_empty() && out.names.add(anchor));
                    }
                }
                // Commentary is cited by nobody.
                Piece::Boxed(_) => {}
            }
        }
        out
    }

    /// How to cite `text` at `anchor`.
    pub fn cite(&self, anchor: &str, text: &str) -> Cite {
        let Some(name) = self.names.get(anchor) else { return Cite::Plain };
        match self.labels.get(anchor) {
            Some((label, Mark::Counted { .. })) if text == label.text && !text.ends_with('.') => {
                let keyword = if text.contains(ALEF) { "" } else { "REF " };
                Cite::Field(format!("{keyword}{name} \\n \\h"))
            }
            Some((label, Mark::Counted { .. })) if text == bare(label) => Cite::Field(format!("{name} \\n \\t \\h")),
            Some((label, Mark::Literal)) if text == label.cited && split(label).is_some() => {
                Cite::Field(format!("REF {} \\h", names::number(name)))
            }
            _ => Cite::Link(name.to_string()),
        }
    }
}

/// The label without its words and closing full stops: what Word prints for `\n \t`.
fn bare(label: &Label) -> String {
    let words = label.text.split(|c: char| c.is_whitespace() || c == '\u{a0}');
    let kept: Vec<&str> =
        words.filter(|word| word.trim_end_matches('.') == label.cited || word.contains(&*label.cited)).collect();
    kept.last().map_or(String::new(), |word| word.trim_end_matches('.').to_string())
}

/// A literal label in three: before its number, the number, after it.
pub fn split(label: &Label) -> Option<(&str, &str, &str)> {
    if label.cited.is_empty() {
        return None;
    }
    let at = label.text.rfind(&label.cited)?;
    let end = at + label.cited.len();
    Some((&label.text[..at], &label.text[at..end], &label.text[end..]))
}

/// The name of the bookmark around a literal label's number, where the paragraph has one.
pub fn number_bookmark(para: &Para, names: &Names) -> Option<String> {
    let own = para.anchors.last()?;
    Some(names::number(names.get(own)?))
}
