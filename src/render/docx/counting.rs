//! How Word counts: the numbers its formats print, and the level texts they stand in.

use crate::model::draft::LevelFormat;
use crate::model::form::NumberStyle;

/// The letters of the abjad as Word's `arabicAbjad` prints them.
const ABJAD: [&str; 28] = [
    "أ", "ب", "ج", "د", "ه", "و", "ز", "ح", "ط", "ي", "ك", "ل", "م", "ن", "س", "ع", "ف", "ص", "ق", "ر", "ش", "ت", "ث",
    "خ", "ذ", "ض", "ظ", "غ",
];

/// Word's name for a style of numbers; none where Word can't count so.
pub fn format(style: NumberStyle) -> Option<&'static str> {
    match style {
        NumberStyle::Decimal => Some("decimal"),
        NumberStyle::UpperRoman => Some("upperRoman"),
        NumberStyle::LowerRoman => Some("lowerRoman"),
        NumberStyle::UpperLatin => Some("upperLetter"),
        NumberStyle::LowerLatin => Some("lowerLetter"),
        NumberStyle::Abjad => Some("arabicAbjad"),
        NumberStyle::Ordinal | NumberStyle::None => None,
    }
}

/// A number as Word prints it.
pub fn number(style: NumberStyle, n: usize) -> Option<String> {
    match style {
        NumberStyle::Decimal => Some(n.to_string()),
        NumberStyle::UpperRoman => roman(n),
        NumberStyle::LowerRoman => roman(n).map(|text| text.to_lowercase()),
        NumberStyle::UpperLatin => latin(n, b'A'),
        NumberStyle::LowerLatin => latin(n, b'a'),
        NumberStyle::Abjad => n.checked_sub(1).and_then(|at| ABJAD.get(at)).map(|text| text.to_string()),
        NumberStyle::Ordinal | NumberStyle::None => None,
    }
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

fn roman(mut n: usize) -> Option<String> {
    const STEPS: [(usize, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4000).contains(&n) {
        return None;
    }
    let mut out = String::new();
    for (value, letters) in STEPS {
        while n >= value {
            out.push_str(letters);
            n -= value;
        }
    }
    Some(out)
}

/// a … z, then aa, bb …, as Word counts.
fn latin(n: usize, first: u8) -> Option<String> {
    let at = n.checked_sub(1)?;
    let letter = char::from(first + (at % 26) as u8);
    Some(std::iter::repeat_n(letter, at / 26 + 1).collect())
}
