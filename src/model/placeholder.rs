//! What the user fills in: typed placeholders and records.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// `[blank.<id>]`: one thing that the user fills in.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Placeholder {
    #[serde(rename = "type")]
    pub kind: PlaceholderKind,
    /// The value printed when the user gives none; without it the blank stays open as `[…]`.
    pub default: Option<Value>,
    /// The smallest number, or the shortest duration in the unit of the answer.
    pub min: Option<f64>,
    /// The largest number, or the longest duration in the unit of the answer.
    pub max: Option<f64>,
    /// For lists and records: every entry must also stand in this list.
    pub subset_of: Option<String>,
    /// Only for durations: the units that may be used (`hours`, `days`, `months`, `years`).
    #[serde(default)]
    pub units: Vec<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PlaceholderKind {
    #[default]
    Text,
    /// `2026-03-01`, printed in words of the language.
    Date,
    /// `5 hours`, `6 months`.
    Duration,
    Number,
    /// `{ amount = 1000, currency = "EUR" }`
    Money,
    /// `{ years = 4 }` or a text.
    Penalty,
    List,
    /// A State: has the grammatical forms of the language.
    State,
    /// An authority: has the grammatical forms of the language.
    Authority,
    /// A person or an office.
    Person,
}

/// `[record.<kind>]`: fields that repeat together.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct RecordKind {
    /// Field → what it holds.
    pub field: BTreeMap<String, Placeholder>,
}

/// `[records.<list>]`: a list of records of one kind that the answers fill.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct RecordList {
    /// The kind of record.
    pub of: String,
    /// Fewest entries.
    #[serde(default)]
    pub min: usize,
    /// Most entries.
    pub max: Option<usize>,
    /// Every entry's id must also stand in this list, which says whatever the entry does not say itself.
    /// Without entries of its own the list is the same as that one.
    pub subset_of: Option<String>,
    /// The ids of the entries used when the answers give none (all their fields are then open).
    #[serde(default)]
    pub ids: Vec<String>,
}

/// An answer to a blank, as typed. Which shapes are right depends on the kind of the placeholder.
///
/// A table is either language → value, or form → words, or the parts of money and penalty.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Value {
    Text(String),
    Integer(i64),
    Number(f64),
    List(Vec<Value>),
    Table(BTreeMap<String, Value>),
}
