//! Files that serve every instrument: glossary, traditions, profiles, treaties, shared placeholders.

use super::condition::OneOrMany;
use super::instrument::InstrumentKind;
use super::placeholder::{Placeholder, RecordKind, RecordList, Value};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// `clauses/shared.toml`: placeholders and records common to instruments.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Shared {
    /// The version of the library, as the answers name it.
    pub version: String,
    #[serde(default)]
    pub blank: BTreeMap<String, Placeholder>,
    #[serde(default)]
    pub record: BTreeMap<String, RecordKind>,
    #[serde(default)]
    pub records: BTreeMap<String, RecordList>,
    /// Kind of record → the kinds of instrument that have it. Records not named here are had by all.
    #[serde(default)]
    pub only: BTreeMap<String, Vec<InstrumentKind>>,
}

impl Shared {
    /// Whether an instrument of this kind has records of that kind.
    pub fn reaches(&self, record: &str, kind: InstrumentKind) -> bool {
        self.only.get(record).is_none_or(|kinds| kinds.contains(&kind))
    }
}

/// `clauses/terms.toml`: one concept, its term in each language.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Glossary {
    pub term: BTreeMap<String, Term>,
}

/// A concept. Language → form → words; `one` is the form printed by `{{term "id"}}`.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Term {
    /// It needs no definition where it is used.
    #[serde(default)]
    pub undefined: bool,
    /// Where the term is found.
    pub source: Option<String>,
    /// Tradition → the same, in the words of that tradition. A wording may not type such a term.
    #[serde(default)]
    pub tradition: BTreeMap<String, BTreeMap<String, BTreeMap<String, String>>>,
    /// Language → form → words.
    #[serde(flatten)]
    pub words: BTreeMap<String, BTreeMap<String, String>>,
}

impl Term {
    /// The words in a language, form by form: those of the first of these traditions that has its own,
    /// else those common to all.
    pub fn forms(&self, language: &str, traditions: &[&str]) -> Option<&BTreeMap<String, String>> {
        let own = traditions.iter().find_map(|tradition| self.tradition.get(*tradition)?.get(language));
        own.or_else(|| self.words.get(language))
    }
}

/// `clauses/traditions/<tradition>.toml`: a bundle of option defaults and a drafting form.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Tradition {
    /// The tradition whose defaults it starts from.
    pub extends: Option<String>,
    /// Kind of instrument (`law`, `agreement`, `request`) → form.
    #[serde(default)]
    pub form: BTreeMap<String, String>,
    /// Instrument → option → default.
    #[serde(default)]
    pub options: BTreeMap<String, BTreeMap<String, OneOrMany>>,
    /// Instrument → blank → what it holds where the answers do not say.
    #[serde(default)]
    pub blanks: BTreeMap<String, BTreeMap<String, Value>>,
    /// Kind of instrument → what a text of it must say of itself on its first page and in its header.
    #[serde(default)]
    pub notice: BTreeMap<String, Notice>,
    /// Names, per language.
    pub name: BTreeMap<String, String>,
}

/// What a text says of itself where it is not in the language that the tradition requires.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Notice {
    /// The languages in which it is not printed.
    #[serde(default)]
    pub unless: Vec<String>,
    /// Language → words.
    pub text: BTreeMap<String, String>,
}

/// `clauses/profiles/<profile>.toml`: a set of treaties a State is bound by.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Profile {
    pub treaties: Vec<String>,
    pub name: BTreeMap<String, String>,
}

/// `clauses/treaties/<treaty>.toml`: duties by paragraph.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Treaty {
    /// Names, per language.
    pub name: BTreeMap<String, String>,
    /// Duty → what it asks. The id in provisions is `<treaty>.<duty>`.
    pub duty: BTreeMap<String, Duty>,
}

/// One duty that a treaty puts on the State.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Duty {
    /// The place in the treaty, checked in its own text. None: known by its subject only.
    pub place: Option<String>,
    pub modal: Modal,
    /// How it is done, where that is not by a provision of law.
    pub kind: Option<DutyKind>,
    /// Whether it counts as proof. What was not read in the treaty's own text is only shown.
    #[serde(default = "yes")]
    pub counted: bool,
    /// Duties of the same treaty of which one is enough: meeting one of them meets this.
    #[serde(default)]
    pub or: Vec<String>,
    /// In our own words, per language.
    pub subject: BTreeMap<String, String>,
}

fn yes() -> bool {
    true
}

/// What a duty wants where it is not a provision of law.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DutyKind {
    /// Something is told to the depositary.
    Notification,
    /// Something is agreed with other States.
    Agreement,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Modal {
    #[default]
    Must,
    MustIf,
    Consider,
    May,
    MustNot,
}

impl Modal {
    pub const ALL: [Modal; 5] = [Modal::Must, Modal::MustNot, Modal::MustIf, Modal::Consider, Modal::May];

    /// Its key among the words of the interface.
    pub fn key(self) -> &'static str {
        match self {
            Modal::Must => "coverage-must",
            Modal::MustIf => "coverage-must-if",
            Modal::Consider => "coverage-consider",
            Modal::May => "coverage-may",
            Modal::MustNot => "coverage-must-not",
        }
    }

    /// The key of the word for what a provision is that meets it.
    pub fn status_key(self) -> &'static str {
        match self {
            Modal::Must => "status-must",
            Modal::MustIf => "status-must-if",
            Modal::Consider => "status-should",
            Modal::May => "status-may",
            Modal::MustNot => "status-must-not",
        }
    }
}
