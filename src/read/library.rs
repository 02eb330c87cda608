//! All files → one library.

use super::{Files, overlay::overlay, typed};
use crate::diag::{Message, Place, tidy};
use crate::model::provision::Provision;
use crate::model::shared::Shared;
use crate::model::{Book, Entry, Instrument, Library, fingerprint};
use crate::prose;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

/// Reads a library; `top` is laid over `base`.
pub fn library(base: &Files, top: Option<&Files>) -> (Library, Vec<Message>) {
    let files = match top {
        Some(top) => overlay(base, top),
        None => base.clone(),
    };
    let mut reader = Reader { files: &files, wrong: vec![] };
    let mut library = reader.library();
    let wrong = reader.wrong;
    library.fingerprint = fingerprint::of_files(&files);
    library.sources = files;
    (library, tidy(wrong))
}

struct Reader<'a> {
    files: &'a Files,
    wrong: Vec<Message>,
}

impl Reader<'_> {
    fn library(&mut self) -> Library {
        let shared: Shared = self.one("clauses/shared.toml").unwrap_or_default();
        let mut library = Library {
            version: shared.version.clone(),
            forms: self.folder("clauses/forms/"),
            languages: self.folder("clauses/languages/"),
            traditions: self.folder("clauses/traditions/"),
            profiles: self.folder("clauses/profiles/"),
            treaties: self.folder("clauses/treaties/"),
            interface: self.folder("clauses/interface/"),
            presets: self.folder("presets/"),
            glossary: self.one("clauses/terms.toml").unwrap_or_default(),
            source_names: self.one("clauses/sources.toml").unwrap_or_default(),
            ..Library::default()
        };
        let books: Vec<String> = self
            .files
            .keys()
            .filter_map(|path| path.strip_prefix("clauses/")?.strip_suffix("/instrument.toml"))
            .filter(|id| !id.contains('/'))
            .map(str::to_string)
            .collect();
        if books.is_empty() {
            self.wrong.push(
                Message::error("no-library", "the library holds no instrument")
                    .help("a library is a folder with clauses/<instrument>/instrument.toml in it"),
            );
        }
        for id in books {
            let book = self.book(&id, &shared);
            library.books.insert(id, book);
        }
        library
    }

    fn one<T: DeserializeOwned + JsonSchema>(&mut self, path: &str) -> Option<T> {
        let text = self.files.get(path)?;
        let (value, wrong) = typed(path, text);
        self.wrong.extend(wrong);
        value
    }

    /// Every `<name>.toml` directly in a folder.
    fn folder<T: DeserializeOwned + JsonSchema>(&mut self, folder: &str) -> BTreeMap<String, T> {
        let names: Vec<String> = self
            .files
            .keys()
            .filter_map(|path| path.strip_prefix(folder)?.strip_suffix(".toml"))
            .filter(|name| !name.contains('/'))
            .map(str::to_string)
            .collect();
        names.into_iter().filter_map(|name| Some((name.clone(), self.one(&format!("{folder}{name}.toml"))?))).collect()
    }

    fn book(&mut self, id: &str, shared: &Shared) -> Book {
        let root = format!("clauses/{id}/");
        let file = format!("{root}instrument.toml");
        let mut instrument: Instrument = self.one(&file).unwrap_or_default();
        for (name, blank) in &shared.blank {
            instrument.blank.entry(name.clone()).or_insert_with(|| blank.clone());
        }
        for (name, kind) in &shared.record {
            let here = instrument.record.entry(name.clone()).or_default();
            for (field, placeholder) in &kind.field {
                here.field.entry(field.clone()).or_insert_with(|| placeholder.clone());
            }
        }
        for (name, list) in &shared.records {
            instrument.records.entry(name.clone()).or_insert_with(|| list.clone());
        }
        let mut book = Book { id: id.into(), file, instrument, ..Book::default() };
        for language in self.languages(&root) {
            let path = format!("{root}{language}.md");
            let (prose, wrong) = prose::instrument_file(&path, &self.files[&path]);
            self.wrong.extend(wrong);
            book.prose.insert(language, prose);
        }
        book.provisions = self.entries(&root);
        book.definitions = self.entries(&format!("{root}definitions/"));
        book
    }

    /// The folders with words or a provision.toml directly below `root`.
    fn entries(&mut self, root: &str) -> BTreeMap<String, Entry> {
        let mut ids: Vec<String> = self
            .files
            .keys()
            .filter_map(|path| path.strip_prefix(root)?.split_once('/'))
            .filter(|(_, rest)| !rest.contains('/'))
            .map(|(id, _)| id.to_string())
            .collect();
        ids.dedup();
        ids.into_iter().map(|id| (id.clone(), self.entry(&id, &format!("{root}{id}/")))).collect()
    }

    fn entry(&mut self, id: &str, root: &str) -> Entry {
        let file = format!("{root}provision.toml");
        if !self.files.contains_key(&file) {
            self.wrong.push(
                Message::error("missing-structure", format!("`{id}` has words but no provision.toml"))
                    .at(Place::new(&file, 0..0), "expected here")
                    .help("add the file; it says at least `origin = []`"),
            );
        }
        let provision: Provision = self.one(&file).unwrap_or_default();
        let mut entry = Entry { id: id.into(), file, provision, prose: BTreeMap::new() };
        for language in self.languages(root) {
            let path = format!("{root}{language}.md");
            let (prose, wrong) = prose::provision_file(&path, &self.files[&path]);
            self.wrong.extend(wrong);
            entry.prose.insert(language, prose);
        }
        entry
    }

    /// The languages with a file of words directly in a folder.
    fn languages(&self, root: &str) -> Vec<String> {
        self.files
            .keys()
            .filter_map(|path| path.strip_prefix(root)?.strip_suffix(".md"))
            .filter(|name| !name.contains('/') && name.len() <= 3)
            .map(str::to_string)
            .collect()
    }
}
