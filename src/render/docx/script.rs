//! Which stretches of a text are written from right to left.

/// A stretch in one direction.
#[derive(Debug, PartialEq)]
pub struct Stretch<'a> {
    pub text: &'a str,
    pub rtl: bool,
}

/// Splits a text by script. What has no direction (digits, blanks, punctuation) goes with the
/// paragraph, unless letters of the other direction stand on both sides.
pub fn stretches(text: &str, paragraph_rtl: bool) -> Vec<Stretch<'_>> {
    if !paragraph_rtl && text.chars().all(|c| direction(c) != Some(true)) {
        return if text.is_empty() { Vec::new() } else { vec![Stretch { text, rtl: false }] };
    }
    let marks: Vec<(usize, Option<bool>)> = text.char_indices().map(|(at, c)| (at, direction(c))).collect();
    let mut before = paragraph_rtl;
    let mut settled: Vec<bool> = Vec::with_capacity(marks.len());
    for (_, mark) in &marks {
        before = mark.unwrap_or(before);
        settled.push(before);
    }
    let mut after = paragraph_rtl;
    for (at, (_, mark)) in marks.iter().enumerate().rev() {
        after = mark.unwrap_or(after);
        if mark.is_none() && settled[at] != after {
            settled[at] = paragraph_rtl;
        }
    }
    let mut out: Vec<Stretch> = Vec::new();
    let mut start = 0;
    for at in 1..=marks.len() {
        if at == marks.len() || settled[at] != settled[at - 1] {
            let end = marks.get(at).map_or(text.len(), |(byte, _)| *byte);
            out.push(Stretch { text: &text[start..end], rtl: settled[at - 1] });
            start = end;
        }
    }
    out
}

/// Right to left, left to right, or neither.
fn direction(c: char) -> Option<bool> {
    match c {
        'a'..='z' | 'A'..='Z' => Some(false),
        '0'..='9' | '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}' => None,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' => Some(true),
        c if c.is_alphabetic() => Some(false),
        _ => None,
    }
}
