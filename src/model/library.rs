//! The library, loaded: every file's structure and words.

use super::answers::Answers;
use super::form::Form;
use super::instrument::Instrument;
use super::language::Language;
use super::prose::{InstrumentProse, ProvisionProse};
use super::provision::Provision;
use super::shared::{Glossary, Profile, Tradition, Treaty};
use crate::diag::Sources;
use std::collections::BTreeMap;

/// Everything under `clauses/` and `presets/`.
#[derive(Clone, Debug, Default)]
pub struct Library {
    pub version: String,
    /// The SHA-256 of the files it was read from, those of an overlay included.
    pub fingerprint: String,
    pub books: BTreeMap<String, Book>,
    pub forms: BTreeMap<String, Form>,
    pub languages: BTreeMap<String, Language>,
    pub traditions: BTreeMap<String, Tradition>,
    pub profiles: BTreeMap<String, Profile>,
    pub treaties: BTreeMap<String, Treaty>,
    pub glossary: Glossary,
    /// Language → instrument or place as named in origins → its name in that language.
    pub source_names: BTreeMap<String, BTreeMap<String, String>>,
    /// Language → key → word.
    pub interface: BTreeMap<String, BTreeMap<String, String>>,
    pub presets: BTreeMap<String, Answers>,
    /// The text of every file, by its path, for messages.
    pub sources: Sources,
}

/// One instrument with all its provisions.
#[derive(Clone, Debug, Default)]
pub struct Book {
    pub id: String,
    /// The path of its instrument.toml.
    pub file: String,
    /// Its structure, with the shared placeholders and records merged in.
    pub instrument: Instrument,
    /// Language → title, questions, reasons.
    pub prose: BTreeMap<String, InstrumentProse>,
    /// Provision → structure and words.
    pub provisions: BTreeMap<String, Entry>,
    /// Term → its definition.
    pub definitions: BTreeMap<String, Entry>,
}

/// A provision or definition: structure, and words by language.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    pub id: String,
    /// The path of its provision.toml.
    pub file: String,
    pub provision: Provision,
    pub prose: BTreeMap<String, ProvisionProse>,
}

impl Book {
    /// The languages in which the title and every provision and definition exist.
    pub fn languages(&self) -> Vec<String> {
        let whole = |language: &String| {
            self.provisions.values().chain(self.definitions.values()).all(|entry| entry.prose.contains_key(language))
        };
        self.prose.keys().filter(|language| whole(language)).cloned().collect()
    }

    /// The ids of the options in the order in which they are asked.
    pub fn option_order(&self) -> Vec<String> {
        let options = &self.instrument.option;
        let mut order: Vec<String> =
            self.instrument.order.iter().filter(|id| options.contains_key(*id)).cloned().collect();
        for (id, option) in options {
            if !order.contains(id) {
                match option.after.as_ref().and_then(|after| order.iter().position(|o| o == after)) {
                    Some(at) => order.insert(at + 1, id.clone()),
                    None => order.push(id.clone()),
                }
            }
        }
        order
    }
}
