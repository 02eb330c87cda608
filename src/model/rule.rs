//! Rules on what stands in the text: where one thing does, another must, or must not.

use super::condition::{Conditions, OneOrMany};
use super::instrument::{Severity, concerns};
use super::provision::Origin;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A demand on the text. Its reason stands in the prose under `## rule.<id>`; where it bears the id of a
/// constraint, both are set aside together and the reason stands there.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Rule {
    /// The code by which a user accepts that it is broken.
    pub id: String,
    pub severity: Severity,
    /// The treaty, or treaties, that make it a rule: it binds only those whom one of them binds.
    pub treaty: Option<OneOrMany>,
    /// The plans of which it speaks. None: every plan that is no companion's.
    pub plan: Option<OneOrMany>,
    /// Where the rule applies.
    #[serde(default)]
    pub when: Conditions,
    /// What must stand for the rule to apply.
    #[serde(rename = "if")]
    pub given: Option<Patterns>,
    /// What must then stand.
    pub then: Option<Patterns>,
    /// What must then not stand.
    pub never: Option<Patterns>,
    /// Where the rule comes from.
    #[serde(default)]
    pub origin: Vec<Origin>,
}

impl Rule {
    /// Whether it concerns those whom these treaties bind.
    pub fn concerns(&self, bound: &BTreeSet<String>) -> bool {
        concerns(self.treaty.as_ref(), bound)
    }

    /// Everything that its patterns look for.
    pub fn patterns(&self) -> impl Iterator<Item = (&'static str, &Pattern)> {
        let parts = [("if", &self.given), ("then", &self.then), ("never", &self.never)];
        parts
            .into_iter()
            .flat_map(|(key, part)| part.iter().flat_map(move |part| part.any().iter().map(move |p| (key, p))))
    }
}

/// A pattern, or a list of patterns of which one is enough.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Patterns {
    One(Pattern),
    Any(Vec<Pattern>),
}

impl Patterns {
    /// The patterns of which one is enough.
    pub fn any(&self) -> &[Pattern] {
        match self {
            Patterns::One(one) => std::slice::from_ref(one),
            Patterns::Any(any) => any,
        }
    }
}

/// What stands in the text; all of it.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pattern {
    /// A provision that bears every one of these tags.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Every one of these duties, discharged by what stands; with `tags`, in provisions that bear them.
    #[serde(default)]
    pub obligation: Vec<String>,
    /// Every one of these: `provision` or `provision#paragraph`.
    #[serde(default)]
    pub stands: Vec<String>,
}
