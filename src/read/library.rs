//! All files → one library.

use super::{Files, extend, overlay::overlay, typed};
use crate::diag::{Message, Place, tidy};
use crate::model::provision::Provision;
use crate::model::shared::Shared;
use crate::model::{Book, Entry, Form, Instrument, Later, Library, fingerprint};
use crate::prose;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Reads a library, every file of it; `top` is laid over `base`.
pub fn library(base: &Files, top: Option<&Files>) -> (Library, Vec<Message>) {
    let (library, mut wrong) = lazily(base.clone(), top);
    wrong.extend(library.messages());
    (library, tidy(wrong))
}

/// A library of which each file is read when something asks for what it says. The messages are those
/// of the whole; each part has those of its own.
pub fn lazily(base: Files, top: Option<&Files>) -> (Library, Vec<Message>) {
    let files = match top {
        Some(top) => overlay(base, top),
        None => base,
    };
    let mut reader = Reader { files: Arc::new(files), wrong: vec![] };
    let library = reader.library();
    (library, tidy(reader.wrong))
}

struct Reader {
    files: Arc<Files>,
    wrong: Vec<Message>,
}

impl Reader {
    fn library(&mut self) -> Library {
        let shared: Later<Shared> = self.one("clauses/shared.toml");
        self.wrong.extend_from_slice(shared.messages());
        let files = self.files.clone();
        let mut library = Library {
            version: shared.version.clone(),
            fingerprint: Later::new(move || (fingerprint::of_files(&files), vec![])),
            forms: self.forms(),
            languages: self.folder("clauses/languages/"),
            traditions: self.folder("clauses/traditions/"),
            profiles: self.folder("clauses/profiles/"),
            treaties: self.folder("clauses/treaties/"),
            orders: self.folder("clauses/orders/"),
            interface: self.folder("clauses/interface/"),
            presets: self.folder("presets/"),
            glossary: self.one("clauses/terms.toml"),
            source_names: self.one("clauses/sources.toml"),
            books: BTreeMap::new(),
            sources: self.files.clone(),
        };
        let files = self.files.clone();
        for id in names(&files, "clauses/", "/instrument.toml") {
            library.books.insert(id.to_string(), self.book(id, &shared));
        }
        if library.books.is_empty() {
            self.wrong.push(
                Message::error("no-library", "the library holds no instrument")
                    .help("a library is a folder with clauses/<instrument>/instrument.toml in it"),
            );
        }
        library
    }

    /// One TOML file; a default where there is none.
    fn one<T: DeserializeOwned + JsonSchema + Default + 'static>(&self, path: &str) -> Later<T> {
        let (files, path) = (self.files.clone(), path.to_string());
        Later::new(move || structure(&files, &path))
    }

    /// Every `<name>.toml` directly in a folder.
    fn folder<T: DeserializeOwned + JsonSchema + Default + 'static>(&self, folder: &str) -> BTreeMap<String, Later<T>> {
        let names = names(&self.files, folder, ".toml");
        names.map(|name| (name.to_string(), self.one(&format!("{folder}{name}.toml")))).collect()
    }

    /// Every form, with what it takes from the forms it extends.
    fn forms(&self) -> BTreeMap<String, Later<Form>> {
        let later = |name: &str| {
            let (files, path) = (self.files.clone(), format!("clauses/forms/{name}.toml"));
            Later::new(move || {
                let (text, mut wrong) = extend::form(&files, &path);
                let (form, more) = typed(&path, &text);
                wrong.extend(more);
                (form.unwrap_or_default(), wrong)
            })
        };
        names(&self.files, "clauses/forms/", ".toml").map(|name| (name.to_string(), later(name))).collect()
    }

    fn book(&self, id: &str, shared: &Later<Shared>) -> Book {
        let root = format!("clauses/{id}/");
        let file = format!("{root}instrument.toml");
        let (files, path, shared) = (self.files.clone(), file.clone(), shared.clone());
        let instrument = Later::new(move || {
            let (own, wrong) = structure(&files, &path);
            (merged(own, &shared), wrong)
        });
        let (provisions, definitions) = (self.entries(&root), self.entries(&format!("{root}definitions/")));
        Book {
            id: id.into(),
            file,
            instrument,
            prose: self.words(&root, prose::instrument_file),
            provisions,
            definitions,
        }
    }

    /// The folders with words or a provision.toml directly below `root`.
    fn entries(&self, root: &str) -> BTreeMap<String, Entry> {
        let mut entries: BTreeMap<String, Entry> = BTreeMap::new();
        for (id, rest) in below(&self.files, root).filter_map(|path| path.split_once('/')) {
            if !rest.contains('/') && !entries.contains_key(id) {
                entries.insert(id.to_string(), self.entry(id, &format!("{root}{id}/")));
            }
        }
        entries
    }

    fn entry(&self, id: &str, root: &str) -> Entry {
        let file = format!("{root}provision.toml");
        let provision = if self.files.contains_key(&file) {
            self.one::<Provision>(&file)
        } else {
            let missing = Message::error("missing-structure", format!("`{id}` has words but no provision.toml"))
                .at(Place::new(&file, 0..0), "expected here")
                .help("add the file; it says at least `origin = []`");
            Later::new(|| (Provision::default(), vec![missing]))
        };
        Entry { id: id.into(), provision, prose: self.words(root, prose::provision_file), file }
    }

    /// Language → its file of words directly in a folder.
    fn words<T: 'static>(&self, root: &str, read: fn(&str, &str) -> (T, Vec<Message>)) -> BTreeMap<String, Later<T>> {
        let languages = names(&self.files, root, ".md").filter(|name| name.len() <= 3);
        let later = |language: &str| {
            let (files, path) = (self.files.clone(), format!("{root}{language}.md"));
            Later::new(move || read(&path, files.get(&path).map(String::as_str).unwrap_or("")))
        };
        languages.map(|language| (language.to_string(), later(language))).collect()
    }
}

/// What a file says; a default where there is none.
fn structure<T: DeserializeOwned + JsonSchema + Default>(files: &Files, path: &str) -> (T, Vec<Message>) {
    let (value, wrong) = files.get(path).map(|text| typed(path, text)).unwrap_or((None, vec![]));
    (value.unwrap_or_default(), wrong)
}

/// The paths that begin with `root`, without it.
fn below<'a>(files: &'a Files, root: &str) -> impl Iterator<Item = &'a str> {
    let paths = files.range::<str, _>((std::ops::Bound::Included(root), std::ops::Bound::Unbounded));
    let root = root.to_string();
    paths.map_while(move |(path, _)| path.strip_prefix(&root))
}

/// The names of `root<name>end` that are no paths.
fn names<'a>(files: &'a Files, root: &str, end: &'static str) -> impl Iterator<Item = &'a str> {
    below(files, root).filter_map(move |path| path.strip_suffix(end)).filter(|name| !name.contains('/'))
}

/// The instrument's structure with the placeholders and records common to instruments.
fn merged(mut instrument: Instrument, shared: &Shared) -> Instrument {
    for (name, blank) in &shared.blank {
        instrument.blank.entry(name.clone()).or_insert_with(|| blank.clone());
    }
    let kind = instrument.kind;
    let reaches = |record: &String| shared.reaches(record, kind);
    for (name, kind) in shared.record.iter().filter(|(name, _)| reaches(name)) {
        let here = instrument.record.entry(name.clone()).or_default();
        for (field, placeholder) in &kind.field {
            here.field.entry(field.clone()).or_insert_with(|| placeholder.clone());
        }
    }
    for (name, list) in shared.records.iter().filter(|(_, list)| reaches(&list.of)) {
        instrument.records.entry(name.clone()).or_insert_with(|| list.clone());
    }
    instrument
}
