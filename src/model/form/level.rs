//! How the numbers of each level are written.

use crate::model::draft::Level;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The style of numbers at each level.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Levels {
    /// What stands above chapters: titles, parts, books.
    #[serde(default)]
    pub group: NumberStyle,
    pub chapter: NumberStyle,
    pub provision: NumberStyle,
    /// The provisions of a decree, where they are counted otherwise.
    pub decree: Option<NumberStyle>,
    pub paragraph: NumberStyle,
    pub point: NumberStyle,
    pub subpoint: NumberStyle,
    pub annex: NumberStyle,
}

impl Levels {
    /// The style of one level.
    pub fn of(&self, level: Level) -> NumberStyle {
        match level {
            Level::Group => self.group,
            Level::Chapter => self.chapter,
            Level::Provision => self.provision,
            Level::Paragraph => self.paragraph,
            Level::Point => self.point,
            Level::Subpoint => self.subpoint,
            Level::Annex => self.annex,
        }
    }
}

impl NumberStyle {
    /// Counted and cited, but not printed.
    pub fn silent(self) -> bool {
        matches!(self, NumberStyle::Counted | NumberStyle::CountedLines)
    }
}

/// How a number is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NumberStyle {
    #[default]
    Decimal,
    UpperRoman,
    LowerRoman,
    UpperLatin,
    /// a, b, c …, or the letters that the form lists for the language.
    LowerLatin,
    /// أ ب ج د ه و ز ح ط
    Abjad,
    /// In words, from the list of ordinals of the language that the unit names.
    Ordinal,
    /// Not printed, but counted, and cited by an ordinal in words: the French *alinéa*.
    Counted,
    /// The same, where every line that begins anew counts: unnumbered paragraphs, and each point and sub-point.
    CountedLines,
    /// No number, no label.
    None,
}
