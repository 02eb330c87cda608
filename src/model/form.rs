//! A drafting form: how a text is numbered and voiced, per language. It never changes substance.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// `clauses/forms/<form>.toml`.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Form {
    /// In what order definitions stand.
    #[serde(default)]
    pub definitions: DefinitionOrder,
    /// A provision with one paragraph prints it without a number.
    #[serde(default = "yes")]
    pub collapse_single: bool,
    /// Articles count on through chapters (else they start again in each).
    #[serde(default = "yes")]
    pub continuous: bool,
    /// How each level is counted.
    pub level: Levels,
    /// The words, per language.
    pub language: BTreeMap<String, FormWords>,
}

fn yes() -> bool {
    true
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DefinitionOrder {
    /// The instrument's own order: the same letter in every authentic language.
    #[default]
    AsWritten,
    /// By the term, in the language printed, unlabelled.
    Alphabetical,
    /// Institutions, then concepts, then offences.
    InstitutionsFirst,
}

/// How the numbers of each level are written.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Levels {
    pub chapter: NumberStyle,
    pub provision: NumberStyle,
    pub paragraph: NumberStyle,
    pub point: NumberStyle,
    pub subpoint: NumberStyle,
    pub annex: NumberStyle,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NumberStyle {
    #[default]
    Decimal,
    UpperRoman,
    LowerRoman,
    UpperLatin,
    LowerLatin,
    /// أ ب ج د ه و ز ح ط
    Abjad,
    /// In words of the language, as listed in the form.
    Ordinal,
    /// No number, no label.
    None,
}

/// The form's words in one language.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct FormWords {
    /// The units: `chapter`, `provision`, `paragraph`, `point`, `subpoint`, `annex`.
    pub unit: BTreeMap<String, Unit>,
    /// Names of the text itself: `instrument`, `provision`, `paragraph`, `annex` → preposition → words.
    #[serde(rename = "self")]
    pub own: BTreeMap<String, BTreeMap<String, String>>,
    /// Where a level is counted in this language otherwise than in the form.
    #[serde(default)]
    pub level: BTreeMap<String, NumberStyle>,
    /// Ordinals in words, for `ordinal`: the first is number one.
    #[serde(default)]
    pub ordinals: Vec<String>,
    /// Ordinals as cited after a preposition, where the language inflects them.
    #[serde(default)]
    pub ordinals_cited: Vec<String>,
    /// What joins a list of cited numbers.
    pub cite: Cite,
    /// What closes the items of a list.
    pub list: ListMarks,
    /// What stands before and after a defined term where it is defined (quotation marks).
    pub defined: Affixes,
    /// Between a defined term and its meaning.
    pub means: String,
    /// Placeholder not filled in.
    pub open: String,
}

/// A unit's label and the words by which it is cited.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Unit {
    /// The printed label; `{n}` is the number.
    pub label: String,
    /// The whole label of number one, where it differs ("Article premier").
    pub first: Option<String>,
    /// Number one as cited ("premier", after "article").
    pub first_cited: Option<String>,
    /// How the number stands in a citation; `{n}` is the number. Default: `{n}`.
    pub cited: Option<String>,
    /// Preposition → the words before one number and before several. The empty preposition is the bare form.
    pub prep: BTreeMap<String, UnitWords>,
}

#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct UnitWords {
    pub one: String,
    pub other: String,
}

/// How several numbers and several levels are cited together.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Cite {
    /// Between items but the last two.
    pub separator: String,
    /// Between the last two.
    pub and: String,
    /// Between the ends of a range.
    pub to: String,
    /// Between the numbers of a paragraph and its point: `4(c)`, `4 c)`.
    #[serde(default)]
    pub path: String,
    /// The preposition that joins a paragraph to its article ("of", "de").
    pub within: String,
    /// Paragraph and points run together behind the article: `5(2)(a)`.
    #[serde(default)]
    pub nested: bool,
}

/// What closes the items of a list whose items carry no punctuation of their own.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct ListMarks {
    /// After a lead-in.
    pub lead: String,
    pub separator: String,
    /// After the last item but one, in an "and" list.
    pub and: String,
    /// After the last item but one, in an "or" list.
    pub or: String,
    /// After a numbered paragraph, and after the last item.
    pub end: String,
}

#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Affixes {
    pub before: String,
    pub after: String,
}
