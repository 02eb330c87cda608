//! How Word counts: the numbers its formats print, and the level texts they stand in.

use crate::model::draft::LevelFormat;
use crate::model::form::NumberStyle;
use crate::model::numerals::{Counting, numeral};

/// Word's name for a style of numbers; none where Word can't count so.
pub fn format(style: NumberStyle) -> Option<&'static str> {
    match style {
        NumberStyle::Decimal => Some("decimal"),
        NumberStyle::UpperRoman => Some("upperRoman"),
        NumberStyle::LowerRoman => Some("lowerRoman"),
        NumberStyle::UpperLatin => Some("upperLetter"),
        NumberStyle::LowerLatin => Some("lowerLetter"),
        NumberStyle::Abjad => Some("arabicAbjad"),
        NumberStyle::Ordinal | NumberStyle::Counted | NumberStyle::CountedLines | NumberStyle::None => None,
    }
}

/// A number as Word prints it; none beyond what its formats reach.
pub fn number(style: NumberStyle, n: usize) -> Option<String> {
    let most = match style {
        NumberStyle::UpperRoman | NumberStyle::LowerRoman => 3999,
        NumberStyle::Abjad => 28,
        NumberStyle::Ordinal | NumberStyle::Counted | NumberStyle::CountedLines | NumberStyle::None => 0,
        _ => usize::MAX,
    };
    (1..=most).contains(&n).then(|| numeral(n, style, Counting::default()))
}

/// The label that Word's own numbering prints at this level for `n`.
pub fn label(level: &LevelFormat, n: usize) -> Option<String> {
    let plain = level.pattern.matches("{n}").count() == 1 && !level.pattern.contains('%');
    if plain { Some(level.pattern.replace("{n}", &number(level.style, n)?)) } else { None }
}

/// The pattern as a level text: `Article {n}` → `Article %1`.
pub fn level_text(level: &LevelFormat, ilvl: usize) -> String {
    level.pattern.replace("{n}", &format!("%{}", ilvl + 1))
}
