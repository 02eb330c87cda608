//! Typography that text needs whoever prints it: no-break spaces, capitals, closing marks.

use crate::model::draft::Run;
use crate::model::language::Language;

/// Curly apostrophes, and no-break spaces where the language wants them.
pub fn spaces(text: &str, language: &Language) -> String {
    let mut text = if text.contains('\'') { apostrophes(text) } else { text.to_string() };
    for mark in &language.space_before {
        if text.match_indices(mark.as_str()).any(|(at, _)| text[..at].ends_with(' ')) {
            text = text.replace(&format!(" {mark}"), &format!("\u{a0}{mark}"));
        }
    }
    for mark in &language.space_after {
        if text.match_indices(mark.as_str()).any(|(at, _)| text[at + mark.len()..].starts_with(' ')) {
            text = text.replace(&format!("{mark} "), &format!("{mark}\u{a0}"));
        }
    }
    text
}

/// A straight apostrophe between letters is a curly one.
fn apostrophes(text: &str) -> String {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let mut before = None;
    let mut rest = text.chars().peekable();
    let mut out = String::with_capacity(text.len());
    while let Some(ch) = rest.next() {
        let between = ch == '\'' && letter(before) && letter(rest.peek().copied());
        out.push(if between { '’' } else { ch });
        before = Some(ch);
    }
    out
}

/// Makes the first letter a capital.
pub fn capitalise(runs: &mut [Run]) {
    let Some(run) = runs.iter_mut().find(|run| !run.printed().is_empty() && !matches!(run, Run::Bracket { .. })) else {
        return;
    };
    let text = match run {
        Run::Text { text, .. } | Run::Blank { text, .. } | Run::Term { text, .. } => text,
        Run::Ref { .. } | Run::Bracket { .. } => return,
    };
    let mut chars = text.chars();
    if let Some(first) = chars.next().filter(|c| c.is_lowercase()) {
        *text = first.to_uppercase().chain(chars).collect();
    }
}

/// Whether what follows these runs begins a sentence.
pub fn sentence_starts(runs: &[Run]) -> bool {
    let text = runs.last().map(Run::printed).unwrap_or("x");
    let trimmed = text.trim_end();
    trimmed.len() < text.len() && trimmed.ends_with(['.', '!', '?'])
}

/// Puts the closing mark behind the text, unless it has one.
pub fn close(runs: &mut Vec<Run>, mark: &str) {
    if mark.is_empty() || runs.is_empty() {
        return;
    }
    match runs.last_mut() {
        Some(Run::Text { text, .. }) => text.push_str(mark),
        _ => runs.push(Run::text(mark)),
    }
}
