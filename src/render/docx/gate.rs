//! The one gate through which every string enters the document.
//!
//! docx-rs 0.4.22 escapes what goes into text, style names and fonts, but writes field instructions,
//! level texts and bookmark names as they come. So: [`clean`] for what it escapes, [`raw`] for what it
//! does not, and bookmark names are made of letters, digits and `_` only (see `names`).

/// Without the characters that XML can't hold; line breaks and tabs become spaces.
pub fn clean(text: &str) -> String {
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
    out
}

/// Without the characters that XML can't hold; its line breaks stay.
pub fn lines(text: &str) -> String {
    text.split('\n').map(clean).collect::<Vec<_>>().join("\n")
}

/// Cleaned and escaped, for the places where docx-rs does not escape.
pub fn raw(text: &str) -> String {
    escape(&clean(text))
}

/// With the five characters that mean something to XML written as entities.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}
