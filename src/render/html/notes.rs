//! The edition with notes: commentary gathered behind the text, each note linked both ways.

use super::Page;
use crate::model::draft::DraftProvision;
use crate::render::Edition;

/// What a note's number and its way back are called in the page. No permanent id begins with a line.
fn note(number: usize) -> String {
    format!("_note-{number}")
}

fn mark(number: usize) -> String {
    format!("_mark-{number}")
}

impl<'a> Page<'a> {
    /// The number of the note on a provision, where this edition has notes and it has one.
    pub(super) fn noted(&mut self, provision: &'a DraftProvision) -> Option<usize> {
        if self.options.edition != Edition::Footnotes || provision.commentary.is_empty() {
            return None;
        }
        self.notes.push(provision);
        Some(self.notes.len())
    }

    /// The mark that leads to a note.
    pub(super) fn note_mark(&mut self, number: usize) {
        let name = format!("{} {number}", self.word("commentary"));
        let (id, to) = (mark(number), format!("#{}", note(number)));
        let link = [("class", "note"), ("id", id.as_str()), ("href", &to), ("aria-label", &name)];
        self.tags.line("a", &link, &number.to_string());
    }

    /// The notes, behind the text.
    pub(super) fn endnotes(&mut self) {
        if self.notes.is_empty() {
            return;
        }
        let word = self.word("commentary");
        self.tags.open("section", &[("class", "layer notes"), ("aria-label", word)]);
        self.tags.line("h2", &[], word);
        for (at, provision) in std::mem::take(&mut self.notes).into_iter().enumerate() {
            let number = at + 1;
            self.tags.open("div", &[("class", "commentary"), ("role", "note"), ("id", &note(number))]);
            let label = provision.label.as_ref().map(|label| label.text.as_str()).filter(|text| !text.is_empty());
            let title = label.map_or(provision.title.clone(), |label| format!("{label} · {}", provision.title));
            self.tags.open("p", &[]);
            self.tags.span("a", &[("href", &format!("#{}", mark(number)))], &format!("{number}. {title}"));
            self.tags.close();
            self.blocks(provision, &provision.commentary, 3);
            self.tags.close();
        }
        self.tags.close();
    }
}
