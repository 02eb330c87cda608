//! What `verify` found, told to the user.

use super::Failure;
use super::manifest::{self, Print};
use super::report::Report;
use crate::compare::{Comparison, Edit, Word, WordKind};
use crate::model::written::Written;
use crate::render::Edition;
use serde_json::json;
use std::fmt::Write;
use std::path::Path;

/// Kept words printed on either side of an edit.
const CONTEXT: usize = 8;

/// A draft that came back, against one edition of what the answers make.
pub struct Verdict {
    pub identical: bool,
    pub print: Print,
    pub comparison: Comparison,
}

impl Verdict {
    /// How far it is from that edition.
    pub fn weight(&self) -> usize {
        if self.identical { 0 } else { 1 + self.comparison.weight() }
    }

    /// Says it all, and fails where text differs or changes are pending.
    pub fn tell(&self, path: &Path, back: &Written, rejected: bool, report: &Report) -> Result<(), Failure> {
        let same = self.comparison.same() && back.tracked == 0;
        if report.json() {
            let text = serde_json::to_string_pretty(&json!({
                "identical": self.identical,
                "same": same,
                "edition": manifest::edition(self.print.word.edition),
                "counterpart": self.print.counterpart,
                "original": self.print.original,
                "tracked": back.tracked,
                "reformatted": back.reformatted,
                "comments": back.comments,
                "read-as": if rejected { "rejected" } else { "accepted" },
                "differences": self.comparison,
            }));
            report.print(&format!("{}\n", text.unwrap_or_default()));
        } else {
            report.print(&self.text(path, back, rejected));
        }
        if same { Ok(()) } else { Err(Failure::Differs) }
    }

    /// Whose original it is, behind these words; nothing where it is one document for all.
    fn original(&self, words: &str) -> String {
        self.print.original.as_ref().map_or(String::new(), |party| format!("{words}`{party}`"))
    }

    fn text(&self, path: &Path, back: &Written, rejected: bool) -> String {
        let mut out = format!("{}: ", path.display());
        let line = |out: &mut String, text: &str| {
            let _ = writeln!(out, "{text}");
        };
        if self.identical {
            let whose = self.original(", the original of ");
            line(&mut out, &format!("byte for byte what these answers make{whose}"));
            return out;
        }
        let edition = match (self.print.word.edition, self.print.counterpart) {
            (Edition::Annotated, _) => "the annotated edition",
            (Edition::Footnotes, _) => "the edition with footnotes",
            (Edition::Clean, true) => "the edition for the counterpart",
            (Edition::Clean, false) => "the clean edition",
        };
        let edition = format!("{edition}{}", self.original(", the original of "));
        if self.comparison.same() {
            line(
                &mut out,
                &format!("the same text as {edition}; only the packaging differs (formatting is not compared)"),
            );
        } else {
            let count = self.comparison.provisions.len();
            let plural = if count == 1 { "" } else { "s" };
            line(
                &mut out,
                &format!("{count} provision{plural} differ{} from {edition}", if count == 1 { "s" } else { "" }),
            );
        }
        if back.tracked + back.reformatted > 0 {
            let read = if rejected { "rejected" } else { "accepted" };
            let other = if rejected { "without" } else { "with" };
            line(
                &mut out,
                &format!(
                    "tracked changes are pending: {} of text, {} of formatting; read as if {read} (compare {other} --rejected)",
                    back.tracked, back.reformatted
                ),
            );
        }
        if back.comments > 0 {
            line(&mut out, &format!("comments: {}", back.comments));
        }
        if self.comparison.unmarked {
            line(&mut out, "the permanent marks are gone: provisions are told by their text");
        }
        for change in &self.comparison.provisions {
            let what = match (change.removed, change.moved) {
                (true, _) => ": removed",
                (_, true) => ": moved",
                _ => "",
            };
            line(&mut out, &format!("\n{} ({}){what}", change.name, change.id));
            change.edits.iter().for_each(|edit| line(&mut out, &told(edit)));
        }
        for (name, edits) in [
            ("outside of any provision", &self.comparison.outside),
            ("headers, footers and notes", &self.comparison.margins),
        ] {
            if !edits.is_empty() {
                line(&mut out, &format!("\n{name}"));
                edits.iter().for_each(|edit| line(&mut out, &told(edit)));
            }
        }
        out
    }
}

fn told(edit: &Edit) -> String {
    match edit {
        Edit::Changed { words } => format!("  changed: {}", harmless(&marked(words))),
        Edit::Added { text } => format!("  added:   {}", harmless(text)),
        Edit::Removed { text } => format!("  removed: {}", harmless(text)),
    }
}

/// Text of a stranger, without what would command the terminal or turn the line around.
fn harmless(text: &str) -> String {
    let commands = |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().map(|c| if commands(c) { c.escape_unicode().to_string() } else { c.to_string() }).collect()
}

/// `… a toll of [-two-] {+three+} coins`
fn marked(words: &[Word]) -> String {
    let mut out = Vec::new();
    for (at, word) in words.iter().enumerate().filter(|(_, word)| !word.text.is_empty()) {
        out.push(match word.kind {
            WordKind::Old => format!("[-{}-]", word.text),
            WordKind::New => format!("{{+{}+}}", word.text),
            WordKind::Kept => kept(&word.text, at > 0, at + 1 < words.len()),
        });
    }
    out.join(" ")
}

/// Kept words near an edit before or after them; the rest as dots.
fn kept(text: &str, before: bool, after: bool) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let (head, tail) = (if before { CONTEXT } else { 0 }, if after { CONTEXT } else { 0 });
    if words.len() <= head + tail + 1 {
        return text.to_string();
    }
    let parts = [words[..head].join(" "), "…".to_string(), words[words.len() - tail..].join(" ")];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
