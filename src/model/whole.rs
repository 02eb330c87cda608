//! Everything that reading has to say.

use super::{Book, Entry, Later, Library};
use crate::diag::Message;

impl Library {
    /// Reads whatever is still unread, and gathers the messages of every file.
    pub fn messages(&self) -> Vec<Message> {
        let mut all = Vec::new();
        parts(self.forms.values(), &mut all);
        parts(self.languages.values(), &mut all);
        parts(self.traditions.values(), &mut all);
        parts(self.profiles.values(), &mut all);
        parts(self.treaties.values(), &mut all);
        parts(self.orders.values(), &mut all);
        parts(self.interface.values(), &mut all);
        parts(self.presets.values(), &mut all);
        parts([&self.glossary], &mut all);
        parts([&self.source_names], &mut all);
        all.extend(self.books.values().flat_map(Book::messages));
        all
    }
}

impl Book {
    /// The same, of one instrument.
    pub fn messages(&self) -> Vec<Message> {
        let mut all = Vec::new();
        parts([&self.instrument], &mut all);
        parts(self.prose.values(), &mut all);
        parts(self.prose.values().flat_map(|prose| prose.sections()).map(|section| &section.nodes), &mut all);
        for Entry { provision, prose, .. } in self.provisions.values().chain(self.definitions.values()) {
            parts([provision], &mut all);
            parts(prose.values(), &mut all);
            parts(prose.values().flat_map(|prose| prose.sections()).map(|section| &section.nodes), &mut all);
        }
        all
    }
}

fn parts<'a, T: 'a>(parts: impl IntoIterator<Item = &'a Later<T>>, all: &mut Vec<Message>) {
    all.extend(parts.into_iter().flat_map(|part| part.messages().iter().cloned()));
}
