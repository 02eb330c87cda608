//! The answers file: what every command reads and writes. A preset is a named one.

use super::condition::OneOrMany;
use super::placeholder::Value;
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
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub profile: Vec<String>,
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

/// One value, several, or one per Party.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum OptionAnswer {
    Same(OneOrMany),
    PerParty(BTreeMap<String, OneOrMany>),
}
