//! Places and messages: what is wrong, where in every file concerned, and what to do.

mod draw;
mod locate;
mod suggest;

pub use draw::draw;
pub use locate::locate;
pub use suggest::did_you_mean;

use serde::Serialize;
use std::collections::BTreeMap;
use std::ops::Range;

/// A stretch of a file, in bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    pub file: String,
    pub start: usize,
    pub end: usize,
}

impl Place {
    /// The stretch `range` of `file`.
    pub fn new(file: &str, range: Range<usize>) -> Place {
        Place { file: file.to_string(), start: range.start, end: range.end }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    Error,
    Warning,
}

/// A message: a code that `explain` documents, a sentence, places, and remedies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Message {
    pub code: String,
    pub level: Level,
    pub text: String,
    /// The first is where the fault is; the others are what it conflicts with.
    pub marks: Vec<Mark>,
    /// What to do.
    pub help: Vec<String>,
}

/// A place, and what is said of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mark {
    pub place: Place,
    pub text: String,
}

impl Message {
    /// An error without a place yet.
    pub fn error(code: &str, text: impl Into<String>) -> Message {
        Message { code: code.into(), level: Level::Error, text: text.into(), marks: vec![], help: vec![] }
    }

    /// A warning without a place yet.
    pub fn warning(code: &str, text: impl Into<String>) -> Message {
        Message { level: Level::Warning, ..Message::error(code, text) }
    }

    /// Adds a place.
    pub fn at(mut self, place: Place, text: impl Into<String>) -> Message {
        self.marks.push(Mark { place, text: text.into() });
        self
    }

    /// Adds a remedy.
    pub fn help(mut self, text: impl Into<String>) -> Message {
        self.help.push(text.into());
        self
    }

    /// Adds "did you mean", where something near enough exists.
    pub fn near<'a>(self, given: &str, known: impl IntoIterator<Item = &'a str>) -> Message {
        match did_you_mean(given, known) {
            Some(best) => self.help(format!("did you mean `{best}`?")),
            None => self,
        }
    }
}

/// The texts of the files that messages point into.
pub type Sources = BTreeMap<String, String>;

/// Sorted by place, without repetitions.
pub fn tidy(mut messages: Vec<Message>) -> Vec<Message> {
    messages.sort_by(|a, b| {
        let key = |m: &Message| (m.marks.first().map(|mark| mark.place.clone()), m.code.clone(), m.text.clone());
        key(a).cmp(&key(b))
    });
    messages.dedup();
    messages
}

/// Whether any of them is an error.
pub fn fatal(messages: &[Message]) -> bool {
    messages.iter().any(|m| m.level == Level::Error)
}
