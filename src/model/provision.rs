//! A provision's structure: `provision.toml`. Its words stand beside it, in one file a language.

use super::condition::Conditions;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// `clauses/<instrument>/<provision>/provision.toml`, and the same for a definition.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Provision {
    /// When the provision stands in the draft at all.
    #[serde(default)]
    pub present: Conditions,
    /// It bears a number. Preamble, signatures and the text of an annex bear none.
    #[serde(default = "yes")]
    pub numbered: bool,
    /// Print the whole provision once for each entry of this list of records.
    pub each: Option<String>,
    /// What the provision is about, for lists that are computed.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Alternative wordings, of which exactly one applies. None: one wording, always.
    #[serde(default)]
    pub variant: BTreeMap<String, Variant>,
    /// Conditions with a name, used as `{{#when "name"}}`.
    #[serde(default)]
    pub when: BTreeMap<String, Conditions>,
    /// Lists of provisions by tag, used as `{{ref query="name"}}`.
    #[serde(default)]
    pub query: BTreeMap<String, Query>,
    /// What is said about single paragraphs, by their `{#id}`.
    #[serde(default)]
    pub paragraph: BTreeMap<String, Paragraph>,
    /// Where the wording comes from. An empty list must be said on purpose: `origin = []`.
    pub origin: Option<Vec<Origin>>,
    /// Treaty duties that the whole provision discharges, by id (`untoc.20.1`).
    #[serde(default)]
    pub obligation: Vec<String>,
    /// What it brings about, for tables of effects; each has its line under `## effect.<id>`.
    #[serde(default)]
    pub effect: Vec<Effect>,
    /// Only for definitions: what is defined, for forms that order by kind.
    pub kind: Option<DefinitionKind>,
}

fn yes() -> bool {
    true
}

/// One wording of a provision.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Variant {
    #[serde(default)]
    pub when: Conditions,
    pub origin: Option<Vec<Origin>>,
    #[serde(default)]
    pub obligation: Vec<String>,
    /// What it brings about, for tables of effects; each has its line under `## effect.<id>`.
    #[serde(default)]
    pub effect: Vec<Effect>,
}

/// What is said about one paragraph, point or table row.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Paragraph {
    /// When it stands in the text.
    #[serde(default)]
    pub present: Conditions,
    /// Print it once for each entry of this list of records.
    pub each: Option<String>,
    /// The id of the paragraph printed once instead, where every entry would read alike.
    pub same: Option<String>,
    /// A row of a companion's table: print it once for each provision of the main text that has this effect.
    pub each_effect: Option<Effect>,
    /// Options whose equal answers make the entries alike; needed with `same`.
    #[serde(default)]
    pub same_when: Vec<String>,
    /// Fill it with the definitions of the terms used.
    #[serde(default)]
    pub definitions: bool,
    pub origin: Option<Vec<Origin>>,
    #[serde(default)]
    pub obligation: Vec<String>,
    /// What it brings about, for tables of effects; each has its line under `## effect.<id>`.
    #[serde(default)]
    pub effect: Vec<Effect>,
}

/// What a provision brings about that a ministry wants listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    Offence,
    CoercivePower,
    DelegatedPower,
    Body,
    Cost,
    PersonalData,
    TimeLimit,
}

impl Effect {
    /// Its id, as in `## effect.<id>`.
    pub fn key(self) -> &'static str {
        match self {
            Effect::Offence => "offence",
            Effect::CoercivePower => "coercive-power",
            Effect::DelegatedPower => "delegated-power",
            Effect::Body => "body",
            Effect::Cost => "cost",
            Effect::PersonalData => "personal-data",
            Effect::TimeLimit => "time-limit",
        }
    }
}

impl Provision {
    /// The effects of the whole, of a variant, or of a paragraph, each once.
    pub fn effects(&self) -> BTreeSet<Effect> {
        let variants = self.variant.values().flat_map(|variant| &variant.effect);
        let paragraphs = self.paragraph.values().flat_map(|paragraph| &paragraph.effect);
        self.effect.iter().chain(variants).chain(paragraphs).copied().collect()
    }
}

/// Provisions that bear every one of these tags.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Query {
    pub tags: Vec<String>,
}

/// Where a wording comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
pub struct Origin {
    /// The instrument, as it is commonly named.
    pub instrument: String,
    /// Article or subject. A number only where it was checked in the source's own text.
    pub place: Option<String>,
    pub relation: Relation,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// The same elements in the same structure, in our own words.
    #[default]
    Follows,
    /// The same elements, changed for the purpose.
    Adapts,
    InspiredBy,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DefinitionKind {
    Institution,
    Concept,
    Offence,
}
