//! The lists as Word's multilevel numbering.

use super::counting;
use super::gate;
use super::lists::{self, Kind, List};
use super::styles::{HANG, INDENT};
use crate::model::draft::{Draft, Level};
use docx_rs::{
    AbstractNumbering, Docx, Level as WordLevel, LevelJc, LevelSuffixType, LevelText, NumberFormat, Numbering,
    SpecialIndentType, Start,
};

/// docx-rs keeps number one for a list of its own, which the post-processor drops.
const FIRST: usize = 2;

/// The id of a list's numbering.
pub fn num_id(list: usize) -> usize {
    list + FIRST
}

/// The id of the list linked to a level's style, and the level in it.
pub fn linked(lists: &[List], level: Level) -> Option<(usize, usize)> {
    let (kind, ilvl) = lists::place(level);
    let at = lists.iter().position(|list| list.linked && list.kind == kind)?;
    Some((num_id(at), ilvl))
}

/// Adds every list to the document.
pub fn add(mut docx: Docx, draft: &Draft, all: &[List]) -> Docx {
    for (at, list) in all.iter().enumerate() {
        let id = num_id(at);
        let mut numbering = AbstractNumbering::new(id);
        numbering.multi_level_type = Some("multilevel".to_string());
        for level in levels(list.kind) {
            if let Some(word) = word_level(draft, list, *level) {
                numbering = numbering.add_level(word);
            }
        }
        docx = docx.add_abstract_numbering(numbering).add_numbering(Numbering::new(id, id));
    }
    docx.document_rels.has_numberings = true;
    docx
}

fn levels(kind: Kind) -> &'static [Level] {
    match kind {
        Kind::Groups => &[Level::Group],
        Kind::Chapters => &[Level::Chapter],
        Kind::Body => &[Level::Provision, Level::Paragraph, Level::Point, Level::Subpoint],
        Kind::Annexes => &[Level::Annex],
    }
}

/// The style of a level's paragraphs.
pub fn style(level: Level) -> &'static str {
    match level {
        Level::Group => "GroupHeading",
        Level::Chapter => "ChapterHeading",
        Level::Provision => "ProvisionHeading",
        Level::Paragraph => "Paragraph",
        Level::Point => "Point",
        Level::Subpoint => "Subpoint",
        Level::Annex => "AnnexHeading",
    }
}

/// Where a level's text and its label stand, in twentieths of a point.
pub fn indent(level: Level) -> (i32, i32) {
    match level {
        Level::Group | Level::Chapter | Level::Provision | Level::Annex => (HANG, HANG),
        Level::Paragraph => (INDENT, INDENT),
        Level::Point => (2 * INDENT, INDENT),
        Level::Subpoint => (3 * INDENT, INDENT),
    }
}

fn word_level(draft: &Draft, list: &List, level: Level) -> Option<WordLevel> {
    let ilvl = lists::place(level).1;
    let format = lists::level_format(draft, level);
    // A level that Word can't count still has to be there: the levels below it are counted by position.
    let (name, text) = match format.and_then(|f| Some((counting::format(f.style)?, f))) {
        Some((name, f)) => (name, counting::level_text(f, ilvl)),
        None => ("none", String::new()),
    };
    let (left, hanging) = indent(level);
    let mut word = WordLevel::new(
        ilvl,
        Start::new(list.start[ilvl]),
        NumberFormat::new(name),
        LevelText::new(gate::raw(&text)),
        LevelJc::new("left"),
    )
    .suffix(LevelSuffixType::Tab)
    .indent(Some(left), Some(SpecialIndentType::Hanging(hanging)), None, None);
    if list.linked {
        word = word.paragraph_style(style(level));
    }
    Some(word)
}
