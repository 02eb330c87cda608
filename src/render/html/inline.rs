//! Runs: every kind is marked by its element, and none by its colour alone.

use super::Page;
use crate::model::draft::{Emphasis, Run};

impl<'a> Page<'a> {
    pub(super) fn runs(&mut self, runs: &'a [Run]) {
        runs.iter().for_each(|run| self.run(run));
    }

    fn run(&mut self, run: &'a Run) {
        match run {
            Run::Text { text, emphasis } => match emphasis {
                Emphasis::None => self.tags.text(text),
                Emphasis::Italic => self.tags.span("em", &[], text),
                Emphasis::Bold => self.tags.span("strong", &[], text),
            },
            Run::Blank { name, text, open: true, .. } => {
                let draft = self.draft;
                let label = draft.open_blanks.iter().find(|blank| blank.name == *name);
                let label = label.map_or("", |blank| blank.label.as_str());
                self.tags.span("mark", &[("class", "blank"), ("title", label)], text);
            }
            Run::Blank { text, .. } => self.tags.span("span", &[("class", "filled")], text),
            Run::Ref { anchor, text } => match self.names.get(anchor) {
                Some(name) => self.tags.span("a", &[("class", "ref"), ("href", &format!("#{name}"))], text),
                None => self.tags.text(text),
            },
            Run::Term { text, defining: true, .. } => self.tags.span("dfn", &[], text),
            Run::Term { id, text, .. } => self.term(id, text),
            Run::Bracket { text } => self.tags.span("b", &[("class", "bracket")], text),
        }
    }

    /// The first use of a term in each provision leads to its definition; more links would be noise.
    fn term(&mut self, id: &'a str, text: &str) {
        match self.names.term(id) {
            Some(name) if self.linked.insert(id) => {
                let to = format!("#{name}");
                self.tags.span("a", &[("class", "term"), ("href", &to)], text);
            }
            _ => self.tags.span("span", &[("class", "term")], text),
        }
    }
}
