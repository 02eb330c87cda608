//! An instrument's structure: `instrument.toml`. Words stand beside it, in one file a language.

use super::condition::{Conditions, OneOrMany};
use super::placeholder::{Placeholder, RecordKind, RecordList};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// `clauses/<instrument>/instrument.toml`.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Instrument {
    /// What it is: a law, an agreement, a request.
    pub kind: InstrumentKind,
    /// The drafting form used when neither the tradition nor the answers name one.
    pub form: String,
    /// Answers that call for a form of their own.
    #[serde(default)]
    pub form_when: Vec<FormRule>,
    /// Tables of contents. One of them is the default.
    #[serde(default)]
    pub plan: BTreeMap<String, Plan>,
    /// Annexes, schedules and decrees with a numbering of their own. `main` need not be declared.
    #[serde(default)]
    pub layer: BTreeMap<String, Layer>,
    /// Chapters whose title depends on what stands in them.
    #[serde(default)]
    pub chapter: BTreeMap<String, Chapter>,
    /// Further documents from the same answers.
    #[serde(default)]
    pub companion: BTreeMap<String, Companion>,
    /// The questions that the enacting State or the Parties answer.
    #[serde(default)]
    pub option: BTreeMap<String, Opt>,
    /// The order in which the options are asked; those not named follow by id.
    #[serde(default)]
    pub order: Vec<String>,
    /// Rules between option values.
    #[serde(default)]
    pub constraint: Vec<Constraint>,
    /// Rules on what stands in the text.
    #[serde(default)]
    pub rule: Vec<super::rule::Rule>,
    /// What the user fills in.
    #[serde(default)]
    pub blank: BTreeMap<String, Placeholder>,
    /// Kinds of record: fields that repeat together.
    #[serde(default)]
    pub record: BTreeMap<String, RecordKind>,
    /// Lists of records that the answers fill.
    #[serde(default)]
    pub records: BTreeMap<String, RecordList>,
    /// Conditions with a name, usable in every provision of the instrument.
    #[serde(default)]
    pub when: BTreeMap<String, Conditions>,
    /// Treaty → the articles, or single duties, that the instrument claims to serve.
    #[serde(default)]
    pub claims: BTreeMap<String, Vec<String>>,
}

impl Instrument {
    /// Whether it claims to serve a duty, by the duty's full id; one that claims nothing answers for all.
    pub fn claimed(&self, duty: &str) -> bool {
        let within =
            |treaty: &String, articles: &Vec<String>| articles.iter().any(|a| under(&format!("{treaty}.{a}"), duty));
        self.claims.is_empty() || self.claims.iter().any(|(treaty, articles)| within(treaty, articles))
    }
}

/// Whether a duty is the one of this id, or stands under it: `untoc.18` holds `untoc.18.13`.
pub fn under(above: &str, duty: &str) -> bool {
    duty.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum InstrumentKind {
    #[default]
    Agreement,
    Law,
    Request,
}

impl InstrumentKind {
    /// Its key in forms and traditions.
    pub fn key(self) -> &'static str {
        match self {
            InstrumentKind::Agreement => "agreement",
            InstrumentKind::Law => "law",
            InstrumentKind::Request => "request",
        }
    }
}

/// Where the answers are such, the text speaks in one of these forms, and elsewhere in none of them.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct FormRule {
    /// The first is used when the answers name no form.
    pub forms: Vec<String>,
    pub when: Conditions,
}

/// A table of contents over an instrument's provisions.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Plan {
    /// The plan used when the answers name none.
    #[serde(default)]
    pub default: bool,
    /// Its parts, in the order in which they are printed.
    pub part: Vec<Part>,
}

/// A run of provisions in one layer, under a chapter title or none.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Part {
    /// The layer it belongs to: `main` unless said otherwise.
    #[serde(default = "main_layer")]
    pub layer: String,
    /// The group of chapters it belongs to, whose title is looked up as `group.<id>`.
    pub group: Option<String>,
    /// The chapter, whose title is looked up as `chapter.<id>`. None: no heading (preamble, closing).
    pub chapter: Option<String>,
    /// Provisions, by the name of their folder.
    pub provisions: Vec<String>,
}

fn main_layer() -> String {
    "main".into()
}

/// A piece of the document with a numbering of its own.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Layer {
    pub kind: LayerKind,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LayerKind {
    #[default]
    Main,
    /// Numbered among the annexes; dropped when nothing present cites it by name.
    Annex,
    Schedule,
    /// The decree that brings a law into force: printed where the form or the State promulgates so.
    Decree,
}

/// A chapter's titles; the first whose condition holds is printed.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Chapter {
    #[serde(default)]
    pub title: Vec<TitleRule>,
}

/// One title of a chapter. Its words stand under `## chapter.<chapter> [<name>]`.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct TitleRule {
    pub name: String,
    #[serde(default)]
    pub when: Conditions,
}

/// A further document from the same answers: a plan of its own over the same provisions.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Companion {
    /// The plan that lists its provisions.
    pub plan: String,
    /// Its drafting form, if not the instrument's.
    pub form: Option<String>,
    /// When it is made at all.
    #[serde(default)]
    pub when: Conditions,
}

/// A question with listed values.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Opt {
    /// The values, in the order shown.
    pub values: Vec<String>,
    /// The value (or values) taken when nobody says otherwise. None: the question must be answered.
    pub default: Option<OneOrMany>,
    /// Several values may be chosen.
    #[serde(default)]
    pub many: bool,
    /// For `many`: the fewest values. Unit: values.
    pub min: Option<usize>,
    /// For `many`: the most values. Unit: values.
    pub max: Option<usize>,
    /// Each Party (as the host of the measure) answers for itself.
    pub per: Option<Per>,
    /// The question is put only where this holds; elsewhere no value of it holds.
    #[serde(default)]
    pub when: Conditions,
    /// In an overlay: the option after which it is asked.
    pub after: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Per {
    Party,
}

/// A rule between option values. Its reason stands in the prose under `## constraint.<id>`.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Constraint {
    /// The code by which a user accepts it.
    pub id: String,
    pub severity: Severity,
    /// The treaty, or treaties, that make it a rule: it binds only those whom one of them binds.
    pub treaty: Option<OneOrMany>,
    /// Where the rule applies.
    #[serde(default)]
    pub when: Conditions,
    /// What must then hold.
    pub requires: Option<Conditions>,
    /// What must then not hold.
    pub excludes: Option<Conditions>,
    /// The values contradict each other: no draft could be right, so it can't be accepted.
    #[serde(default)]
    pub contradiction: bool,
    /// Where the rule comes from.
    #[serde(default)]
    pub origin: Vec<super::provision::Origin>,
}

impl Constraint {
    /// Whether it concerns those whom these treaties bind.
    pub fn concerns(&self, bound: &BTreeSet<String>) -> bool {
        concerns(self.treaty.as_ref(), bound)
    }

    /// Whether it can't be set aside. What a treaty forbids can be, by its nature.
    pub fn contradicts(&self) -> bool {
        self.contradiction && self.treaty.is_none()
    }
}

/// Whether what hangs on a treaty, or on none, concerns those whom these treaties bind.
pub fn concerns(treaty: Option<&OneOrMany>, bound: &BTreeSet<String>) -> bool {
    treaty.is_none_or(|treaty| treaty.values().into_iter().any(|treaty| bound.contains(treaty)))
}

impl Instrument {
    /// The constraints that do not concern those whom these treaties bind, by id.
    pub fn unconcerned(&self, bound: &BTreeSet<String>) -> BTreeSet<String> {
        self.constraint.iter().filter(|rule| !rule.concerns(bound)).map(|rule| rule.id.clone()).collect()
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    #[default]
    Refuse,
    Warn,
}
