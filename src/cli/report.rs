//! What the user is told, on the error stream.

use super::Failure;
use crate::diag::{Message, Sources, draw};
use std::io::{IsTerminal, Write};

pub struct Report {
    json: bool,
    quiet: bool,
    colour: bool,
}

impl Report {
    pub fn new(json: bool, quiet: bool) -> Report {
        let wanted = std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
        Report { json, quiet, colour: wanted && std::io::stderr().is_terminal() }
    }

    /// Whether somebody looks on who wants to see more than errors.
    pub fn lively(&self) -> bool {
        !self.quiet && !self.json && std::io::stderr().is_terminal()
    }

    /// Whether lists are printed as JSON.
    pub fn json(&self) -> bool {
        self.json
    }

    /// Messages, drawn with the lines they speak of.
    pub fn messages(&self, messages: &[Message], sources: &Sources) {
        if messages.is_empty() {
            return;
        }
        if self.json {
            let text = serde_json::to_string_pretty(messages).unwrap_or_default();
            return self.line(&text);
        }
        for message in messages {
            if !self.quiet || message.level == crate::diag::Level::Error {
                self.line(&format!("{}\n", draw(message, sources, self.colour)));
            }
        }
    }

    /// A remark that `--quiet` silences.
    pub fn note(&self, text: &str) {
        if !self.quiet && !self.json {
            self.line(text);
        }
    }

    pub fn failure(&self, failure: &Failure) {
        match failure {
            Failure::Wrong(messages, sources) => self.messages(messages, sources),
            Failure::Differs => {}
            Failure::Usage(text) | Failure::Input(text) | Failure::Output(text) if self.json => {
                self.line(&serde_json::json!([{ "level": "error", "text": text }]).to_string())
            }
            Failure::Usage(text) | Failure::Input(text) | Failure::Output(text) => self.line(&format!("error: {text}")),
        }
    }

    /// Text of a result, on the output stream. A closed pipe is no error.
    pub fn print(&self, text: &str) {
        let _ = std::io::stdout().lock().write_all(text.as_bytes());
    }

    fn line(&self, text: &str) {
        let _ = writeln!(std::io::stderr().lock(), "{text}");
    }
}
