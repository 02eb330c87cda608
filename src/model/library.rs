//! The library, loaded: every file's structure and words.

use super::answers::Answers;
use super::form::Form;
use super::instrument::Instrument;
use super::language::Language;
use super::later::Later;
use super::order::Order;
use super::prose::{InstrumentProse, ProvisionProse};
use super::provision::Provision;
use super::shared::{Glossary, Profile, Tradition, Treaty};
use crate::diag::Sources;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Everything under `clauses/` and `presets/`. What a file says is read when it is first asked for.
#[derive(Clone, Debug, Default)]
pub struct Library {
    pub version: String,
    /// The SHA-256 of the files it was read from, those of an overlay included.
    pub fingerprint: Later<String>,
    pub books: BTreeMap<String, Book>,
    pub forms: BTreeMap<String, Later<Form>>,
    pub languages: BTreeMap<String, Later<Language>>,
    pub traditions: BTreeMap<String, Later<Tradition>>,
    pub profiles: BTreeMap<String, Later<Profile>>,
    pub treaties: BTreeMap<String, Later<Treaty>>,
    pub orders: BTreeMap<String, Later<Order>>,
    pub glossary: Later<Glossary>,
    /// Language → instrument or place as named in origins → its name in that language.
    pub source_names: Later<BTreeMap<String, BTreeMap<String, String>>>,
    /// Language → key → word.
    pub interface: BTreeMap<String, Later<BTreeMap<String, String>>>,
    pub presets: BTreeMap<String, Later<Answers>>,
    /// The text of every file, by its path.
    pub sources: Arc<Sources>,
}

/// One instrument with all its provisions.
#[derive(Clone, Debug, Default)]
pub struct Book {
    pub id: String,
    /// The path of its instrument.toml.
    pub file: String,
    /// Its structure, with the shared placeholders and records merged in.
    pub instrument: Later<Instrument>,
    /// Language → title, questions, reasons.
    pub prose: BTreeMap<String, Later<InstrumentProse>>,
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
    pub provision: Later<Provision>,
    pub prose: BTreeMap<String, Later<ProvisionProse>>,
}

impl Library {
    /// A tradition and those it extends, the most special first. What extends itself ends where it began.
    pub fn lineage<'l>(&'l self, tradition: Option<&str>) -> Vec<(&'l str, &'l Later<Tradition>)> {
        let mut line: Vec<(&str, &Later<Tradition>)> = Vec::new();
        let mut next = tradition.and_then(|name| self.traditions.get_key_value(name));
        while let Some((name, found)) = next.filter(|(name, _)| line.iter().all(|(seen, _)| seen != name)) {
            line.push((name, found));
            next = found.extends.as_ref().and_then(|base| self.traditions.get_key_value(base));
        }
        line
    }
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
