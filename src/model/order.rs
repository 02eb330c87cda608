//! An order in which reviewers go through a State's duties.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// `clauses/orders/<order>.toml`.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Order {
    /// Names, per language.
    pub name: BTreeMap<String, String>,
    /// Its groups, in the order printed.
    pub group: Vec<OrderGroup>,
}

/// Duties that are reviewed together.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct OrderGroup {
    /// Titles in our own words, per language.
    pub title: BTreeMap<String, String>,
    /// Duties by id; `untoc.18` stands for all of that article.
    pub duties: Vec<String>,
    /// The number and subject are from general knowledge, to be checked in the reviewers' own text.
    #[serde(default)]
    pub recalled: bool,
}
