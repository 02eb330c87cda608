//! The lists as Word's multilevel numbering.

use super::counting;
use super::gaps::Gaps;
use super::gate;
use super::lists::{self, Kind, List};
use super::styles::INDENT;
use crate::model::draft::{Draft, Level};
use crate::render::Edition;
use docx_rs::{
    AbstractNumbering, BuildXML, IndentLevel, Level as WordLevel, LevelJc, LevelSuffixType, LevelText, NumberFormat,
    Numbering, NumberingId, Numberings, SpecialIndentType, Start, Style,
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

/// Every list of the draft, and that of the items of commentary where there is any.
pub fn build(draft: &Draft, all: &[List], gaps: Gaps, edition: Edition) -> Vec<u8> {
    let mut out = Numberings::new();
    let mut add = |id: usize, levels: Vec<WordLevel>| {
        let mut numbering = AbstractNumbering::new(id);
        numbering.multi_level_type = Some("multilevel".to_string());
        let numbering = levels.into_iter().fold(numbering, AbstractNumbering::add_level);
        out = std::mem::take(&mut out).add_abstract_numbering(numbering).add_numbering(Numbering::new(id, id));
    };
    for (at, list) in all.iter().enumerate() {
        let levels = levels(list.kind).iter().map(|level| word_level(draft, list, gaps, *level));
        add(num_id(at), levels.collect());
    }
    if edition != Edition::Clean {
        let (left, hanging) = (INDENT / 2, SpecialIndentType::Hanging(INDENT / 2));
        let level =
            WordLevel::new(0, Start::new(1), NumberFormat::new("bullet"), LevelText::new("–"), LevelJc::new("left"));
        add(num_id(all.len()), vec![level.suffix(LevelSuffixType::Tab).indent(Some(left), Some(hanging), None, None)]);
    }
    out.build()
}

/// The style of an item of commentary.
pub fn is_bulleted(style: &str) -> bool {
    style.ends_with("Item")
}

/// With the list of the items of commentary, if it is their style.
pub fn bulleted(mut style: Style, all: &[List]) -> Style {
    if is_bulleted(&style.style_id) {
        let list = NumberingId::new(num_id(all.len()));
        style.paragraph_property = style.paragraph_property.numbering(list, IndentLevel::new(0));
    }
    style
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

fn word_level(draft: &Draft, list: &List, gaps: Gaps, level: Level) -> WordLevel {
    let ilvl = lists::place(level).1;
    let format = lists::level_format(draft, level);
    // A level that Word can't count still has to be there: the levels below it are counted by position.
    let (name, text) = match format.and_then(|f| Some((counting::format(f.style)?, f))) {
        Some((name, f)) => (name, counting::level_text(f, ilvl)),
        None => ("none", String::new()),
    };
    let (left, hanging) = gaps.indent(level);
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
    word
}
