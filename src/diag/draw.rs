//! Draws a message with the lines it speaks of.

use super::{Level, Message, Sources};
use annotate_snippets::{AnnotationKind, Group, Level as Head, Renderer, Snippet};

/// The message as printed on a terminal, in colour or not.
pub fn draw(message: &Message, sources: &Sources, colour: bool) -> String {
    let head = match message.level {
        Level::Error => Head::ERROR,
        Level::Warning => Head::WARNING,
    };
    let mut group = Group::with_title(head.primary_title(message.text.as_str()).id(message.code.as_str()));
    let mut drawn: Vec<&str> = Vec::new();
    // Places with no text to show: a file that is missing, a word of the command line.
    let mut absent: Vec<String> = Vec::new();
    for mark in &message.marks {
        let file = mark.place.file.as_str();
        if file.is_empty() {
            absent.push(mark.text.clone());
            continue;
        }
        if drawn.contains(&file) {
            continue;
        }
        drawn.push(file);
        let text = sources.get(file).map(String::as_str).unwrap_or("");
        if text.is_empty() {
            absent.push(format!("{file}: {}", mark.text));
            continue;
        }
        let mut snippet = Snippet::source(text).path(file).fold(true);
        for (index, other) in message.marks.iter().enumerate().filter(|(_, m)| m.place.file == file) {
            let kind = if index == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
            let range = within(text, other.place.start, other.place.end);
            snippet = snippet.annotation(kind.span(range).label(other.text.as_str()));
        }
        group = group.element(snippet);
    }
    for place in &absent {
        group = group.element(Head::NOTE.message(place.as_str()));
    }
    for help in &message.help {
        group = group.element(Head::HELP.message(help.as_str()));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group]).to_string()
}

/// The range, moved to character boundaries inside the text.
fn within(text: &str, start: usize, end: usize) -> std::ops::Range<usize> {
    let floor = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = floor(start);
    start..floor(end.max(start))
}
