//! The answers file: what every command reads and writes. A preset is a named one.

use super::condition::OneOrMany;
use super::form::Stage;
use super::placeholder::Value;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An answers file or a preset.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct Answers {
    /// The instrument; may come from the preset it extends.
    pub instrument: Option<String>,
    /// For whom it is (presets), per language.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub about: BTreeMap<String, String>,
    /// The version of the library it was written for.
    pub library: Option<String>,
    /// A preset whose answers are taken first.
    pub extends: Option<String>,
    pub tradition: Option<String>,
    pub form: Option<String>,
    pub plan: Option<String>,
    /// What the document is, beside the answers of substance.
    #[serde(default, skip_serializing_if = "Document::is_empty")]
    pub document: Document,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub profile: Vec<String>,
    /// The State's file, from the folder of the answers: what binds it, and what it does elsewhere.
    #[serde(rename = "state-file", skip_serializing_if = "Option::is_none")]
    pub state_file: Option<String>,
    /// Options left in brackets on purpose.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub open: Vec<String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub options: BTreeMap<String, OptionAnswer>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub blanks: BTreeMap<String, Value>,
    /// List → its entries; each has an `id`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub records: BTreeMap<String, Vec<BTreeMap<String, Value>>>,
    /// Constraint → the reason for which it is set aside.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub accept: BTreeMap<String, String>,
}

/// What a document is: how far it has come, from when, and for which State.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct Document {
    /// What the header says of it ("second reading draft"), in one language or by language.
    pub status: Option<Worded>,
    /// What the first page and the header must say of it, in the place of what the tradition has there;
    /// empty: nothing.
    pub notice: Option<Worded>,
    /// The drafting date, `YYYY-MM-DD`: enacting words are those in force on it.
    #[schemars(with = "Option<String>")]
    pub date: Option<Date>,
    /// Bill or act, where the form tells them apart.
    pub stage: Option<Stage>,
    /// The State whose enacting words and way of promulgation the form knows.
    pub state: Option<String>,
    /// The instruments recited before the enacting words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub visas: Vec<Worded>,
    /// Party → the language that stands first in its own original, where two stand side by side.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub originals: BTreeMap<String, String>,
}

impl Document {
    fn is_empty(&self) -> bool {
        *self == Document::default()
    }
}

/// Words: the same in every language, or language → words.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Worded {
    Same(String),
    By(BTreeMap<String, String>),
}

impl Worded {
    /// The words in a language, if there are any.
    pub fn words(&self, language: &str) -> Option<&str> {
        match self {
            Worded::Same(text) => Some(text),
            Worded::By(languages) => languages.get(language).map(String::as_str),
        }
    }
}

/// One value, several, or one per Party.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum OptionAnswer {
    Same(OneOrMany),
    PerParty(BTreeMap<String, OneOrMany>),
}
