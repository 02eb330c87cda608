//! When a wording applies: a table of option → accepted values, or a list of such tables.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One value or several, written `"a"` or `["a", "b"]`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl OneOrMany {
    /// The values, in the order written.
    pub fn values(&self) -> Vec<&str> {
        match self {
            OneOrMany::One(value) => vec![value],
            OneOrMany::Many(values) => values.iter().map(String::as_str).collect(),
        }
    }
}

/// Option → accepted values; every line must hold.
///
/// For an option answered per Party, a line holds where *some* Party gives one of the values;
/// inside text repeated for each Party, where *this* Party does.
pub type Condition = BTreeMap<String, OneOrMany>;

/// A condition, or a list of conditions of which one must hold.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Conditions {
    All(Condition),
    Any(Vec<Condition>),
}

impl Conditions {
    /// The alternatives, of which one must hold. An empty table always holds.
    pub fn alternatives(&self) -> &[Condition] {
        match self {
            Conditions::All(one) => std::slice::from_ref(one),
            Conditions::Any(many) => many,
        }
    }
}

impl Default for Conditions {
    fn default() -> Self {
        Conditions::All(Condition::new())
    }
}
