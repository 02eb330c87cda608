//! Conditions settled: the tree becomes Markdown text in which every remaining tag is a mark.

use super::{MARK_CLOSE, MARK_OPEN};
use crate::model::prose::{Node, Tag, Test, When};

/// Whether a condition holds, given the answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Truth {
    Holds,
    Fails,
    /// Left open: the words by which the values that make it hold are called.
    Open(String),
}

/// What a mark stands for.
#[derive(Clone, Debug)]
pub enum Spot {
    Tag(Tag),
    /// `[` with the label of the value.
    Open(String),
    Close,
    /// The whole paragraph, point or row stands in brackets.
    Whole(String),
}

/// Markdown with marks, and what each mark stands for.
#[derive(Clone, Debug, Default)]
pub struct Marked {
    pub text: String,
    pub spots: Vec<Spot>,
}

impl Marked {
    fn mark(&mut self, spot: Spot) -> String {
        self.spots.push(spot);
        format!("{MARK_OPEN}{}{MARK_CLOSE}", self.spots.len() - 1)
    }
}

/// Settles every condition by `judge`.
///
/// `judge` is given the branches already passed over and the branch asked about, so that what is
/// left open is judged as a whole; the test is `None` for `{{else}}`.
pub fn settle(nodes: &[Node], judge: &mut dyn FnMut(&[&Test], Option<&Test>) -> Truth) -> Marked {
    let mut marked = Marked::default();
    write(nodes, judge, &mut marked);
    marked
}

fn write(nodes: &[Node], judge: &mut dyn FnMut(&[&Test], Option<&Test>) -> Truth, marked: &mut Marked) {
    for node in nodes {
        match node {
            Node::Text(text) => marked.text.push_str(text),
            Node::Tag(tag) => {
                let mark = marked.mark(Spot::Tag(tag.clone()));
                marked.text.push_str(&mark);
            }
            Node::When(when) => branch(when, judge, marked),
        }
    }
}

fn branch(when: &When, judge: &mut dyn FnMut(&[&Test], Option<&Test>) -> Truth, marked: &mut Marked) {
    let mut passed: Vec<&Test> = Vec::new();
    for (test, inside) in &when.branches {
        match judge(&passed, Some(test)) {
            Truth::Holds => return write(inside, judge, marked),
            Truth::Fails => {}
            Truth::Open(label) => bracketed(&label, inside, judge, marked),
        }
        passed.push(test);
    }
    match judge(&passed, None) {
        Truth::Holds => write(&when.otherwise, judge, marked),
        Truth::Fails => {}
        Truth::Open(label) => bracketed(&label, &when.otherwise, judge, marked),
    }
}

/// Writes the text in brackets: around it where it is part of a line, paragraph by paragraph where
/// it is whole lines.
fn bracketed(
    label: &str,
    inside: &[Node],
    judge: &mut dyn FnMut(&[&Test], Option<&Test>) -> Truth,
    marked: &mut Marked,
) {
    let start = marked.text.len();
    let line_start = marked.text.is_empty() || marked.text.ends_with('\n');
    write(inside, judge, marked);
    let written = marked.text.split_off(start);
    if written.trim().is_empty() {
        marked.text.push_str(&written);
    } else if line_start && written.ends_with('\n') {
        for line in written.split_inclusive('\n') {
            let at = text_of_line(line);
            // The line between a table's head and body must stay as it is.
            let ruled =
                line.trim().starts_with('|') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\n' | '\r'));
            if line[at..].trim().is_empty() || ruled {
                marked.text.push_str(line);
                continue;
            }
            let mark = marked.mark(Spot::Whole(label.to_string()));
            marked.text.push_str(&line[..at]);
            marked.text.push_str(&mark);
            marked.text.push_str(&line[at..]);
        }
    } else {
        let open = marked.mark(Spot::Open(label.to_string()));
        let close = marked.mark(Spot::Close);
        marked.text.push_str(&open);
        marked.text.push_str(&written);
        marked.text.push_str(&close);
    }
}

/// Where the text of a line begins, behind its indent and list marker.
fn text_of_line(line: &str) -> usize {
    let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
    let rest = &line[indent..];
    let marker = rest.find([' ', '\t']).filter(|&at| {
        let word = &rest[..at];
        word == "-"
            || word == "*"
            || word.trim_end_matches(['.', ')']).chars().all(|c| c.is_ascii_digit()) && word.len() > 1
    });
    match marker {
        Some(at) => indent + at + 1,
        None if rest.starts_with('|') => indent + 1,
        None => indent,
    }
}
