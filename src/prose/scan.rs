//! Finds the tags of a section, each at its place, before the parser sees them.

use super::{MARK_CLOSE, MARK_OPEN, MAX_DEPTH, MAX_SECTION};
use crate::diag::{Message, Place};
use crate::model::prose::MODALS;

/// What a tag is, by its first word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Open,
    ElseWhen,
    Else,
    Close,
    Print,
}

/// A tag as written.
#[derive(Clone, Debug)]
pub struct Found {
    pub shape: Shape,
    /// Its first word.
    pub word: String,
    /// From `{{` to `}}`, in the file.
    pub place: Place,
    /// The keys written `key=`, with their places.
    pub keys: Vec<(String, Place)>,
}

const PRINTING: [&str; 6] = ["blank", "ref", "term", "self", "agree", "effect"];

/// The tags of `text`, which starts at `offset` in `file`; or everything that is wrong with them.
pub fn scan(file: &str, text: &str, offset: usize) -> Result<Vec<Found>, Vec<Message>> {
    let mut wrong = Vec::new();
    let place = |start: usize, end: usize| Place::new(file, offset + start..offset + end);
    if text.len() > MAX_SECTION {
        wrong.push(
            Message::error("section-too-long", format!("a section of {} bytes", text.len()))
                .at(place(0, text.len().min(80)), format!("sections may have {MAX_SECTION} bytes"))
                .help("split the provision, or turn part of it into a provision of its own"),
        );
        return Err(wrong);
    }
    for (at, ch) in text.char_indices() {
        if ch == MARK_OPEN || ch == MARK_CLOSE || (ch.is_control() && ch != '\n' && ch != '\t' && ch != '\r') {
            wrong.push(
                Message::error("illegal-character", format!("the character U+{:04X} can't stand in a text", ch as u32))
                    .at(place(at, at + ch.len_utf8()), "here")
                    .help("delete it"),
            );
        }
    }
    let mut found = Vec::new();
    let mut open: Vec<(Place, usize)> = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find("{{").map(|i| at + i) {
        let Some(end) = end_of_tag(text, start + 2) else {
            wrong.push(
                Message::error("broken-tag", "a tag is opened but not closed")
                    .at(place(start, start + 2), "opened here")
                    .help("close it with `}}`"),
            );
            break;
        };
        let inner = text[start + 2..end - 2].trim();
        let here = place(start, end);
        at = end;
        if start > 0 && text.as_bytes()[start - 1] == b'\\' || inner.starts_with(['{', '!', '&', '>', '~', '*', '^']) {
            wrong.push(unknown_tag(inner, here));
            continue;
        }
        let word = inner.split_whitespace().next().unwrap_or("");
        let shape = match word {
            "#when" => Shape::Open,
            "/when" if inner == "/when" => Shape::Close,
            "else" if inner == "else" => Shape::Else,
            "else" if inner.split_whitespace().nth(1) == Some("when") => Shape::ElseWhen,
            word if PRINTING.contains(&word) || MODALS.contains(&word) => Shape::Print,
            _ => {
                wrong.push(unknown_tag(inner, here));
                continue;
            }
        };
        let keys = keys(&text[start..end], place(start, end));
        for (index, (key, second)) in keys.iter().enumerate() {
            if let Some((_, first)) = keys[..index].iter().find(|(k, _)| k == key) {
                wrong.push(
                    Message::error("repeated-key", format!("`{key}` is said twice in one tag"))
                        .at(second.clone(), "said again here")
                        .at(first.clone(), "said first here")
                        .help("keep one; several values are written `[\"a\",\"b\"]`"),
                );
            }
        }
        match shape {
            Shape::Open => open.push((here.clone(), 0)),
            Shape::Close if open.pop().is_none() => {
                wrong.push(Message::error("broken-tag", "`{{/when}}` closes nothing").at(here.clone(), "here"))
            }
            Shape::Else | Shape::ElseWhen => match open.last_mut() {
                Some((_, chain)) => *chain += 1,
                None => wrong.push(
                    Message::error("broken-tag", "`{{else}}` stands outside any `{{#when}}`").at(here.clone(), "here"),
                ),
            },
            _ => {}
        }
        if open.len() > MAX_DEPTH || open.last().is_some_and(|(_, chain)| *chain > MAX_DEPTH) {
            wrong.push(
                Message::error(
                    "nested-too-deep",
                    format!("more than {MAX_DEPTH} conditions inside or after each other"),
                )
                .at(here, "here")
                .help("turn the alternatives into variants"),
            );
            return Err(wrong);
        }
        found.push(Found { shape, word: word.to_string(), place: here, keys });
    }
    for (place, _) in open {
        wrong.push(
            Message::error("broken-tag", "`{{#when}}` is not closed")
                .at(place, "opened here")
                .help("close it with `{{/when}}`"),
        );
    }
    if wrong.is_empty() { Ok(found) } else { Err(wrong) }
}

fn unknown_tag(inner: &str, here: Place) -> Message {
    let word: String = inner.chars().take_while(|c| !c.is_whitespace()).collect();
    let bare = word.trim_start_matches(['#', '/', '{', '!']);
    Message::error("unknown-tag", format!("unknown tag `{word}`"))
        .at(here, "no tag of the format has this name")
        .near(bare, PRINTING.iter().copied().chain(MODALS).chain(["when", "else"]))
}

/// The end (exclusive) of the tag whose inside starts at `from`; strings may contain braces.
fn end_of_tag(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut quoted = false;
    let mut at = from;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if quoted => at += 1,
            b'"' => quoted = !quoted,
            b'}' if !quoted && bytes.get(at + 1) == Some(&b'}') => return Some(at + 2),
            _ => {}
        }
        at += 1;
    }
    None
}

/// The keys of a tag: words directly followed by `=`, outside strings.
fn keys(tag: &str, place: Place) -> Vec<(String, Place)> {
    let bytes = tag.as_bytes();
    let (mut keys, mut quoted, mut start, mut at) = (Vec::new(), false, 0, 0);
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if quoted => at += 1,
            b'"' => quoted = !quoted,
            b' ' | b'\n' | b'\t' if !quoted => start = at + 1,
            b'=' if !quoted && start < at => {
                let from = place.start + start;
                keys.push((tag[start..at].to_string(), Place::new(&place.file, from..place.start + at)));
                start = at + 1;
            }
            _ => {}
        }
        at += 1;
    }
    keys
}
