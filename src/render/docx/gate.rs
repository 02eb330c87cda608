//! The one gate through which every string enters the document.
//!
//! docx-rs 0.4.22 escapes what goes into text, style names and fonts, but writes field instructions,
//! level texts and bookmark names as they come. So: [`clean`] for what it escapes and for what this
//! module writes itself, [`raw`] for what it does not, and bookmark names are made of letters, digits
//! and `_` only (see `names`).

use std::borrow::Cow;

/// The longest title or tag of a content control that Word takes, in UTF-16 units.
const LONGEST: usize = 64;

/// Without the characters that XML can't hold; line breaks and tabs become spaces.
pub fn clean(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}')) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\t' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Cleaned and cut to what Word takes as the title or the tag of a content control.
pub fn name(text: &str) -> String {
    let mut left = LONGEST;
    let kept = |c: &char| {
        let units = c.len_utf16();
        let fits = units <= left;
        left = if fits { left - units } else { 0 };
        fits
    };
    clean(text).chars().take_while(kept).collect()
}

/// Without the characters that XML can't hold; its line breaks stay.
pub fn lines(text: &str) -> String {
    text.split('\n').map(clean).collect::<Vec<_>>().join("\n")
}

/// Cleaned and escaped, for the places where docx-rs does not escape.
pub fn raw(text: &str) -> String {
    escaped(&clean(text))
}

/// Escaped only: for text of this module's own, whose tabs have a meaning.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    escape_into(text, &mut out);
    out
}

/// With the characters that mean something to XML written as entities.
pub fn escape_into(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"']) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}
