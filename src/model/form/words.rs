//! The words of a form in one language.

use super::{NumberStyle, Stage};
use crate::model::instrument::InstrumentKind;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The form's words in one language.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct FormWords {
    /// The units: `group`, `chapter`, `provision`, `paragraph`, `point`, `subpoint`, `annex`; and `decree`, for
    /// the provisions of a decree where they bear labels of their own.
    pub unit: BTreeMap<String, Unit>,
    /// Names of the text itself: `instrument`, `provision`, `paragraph`, `annex` → preposition → words.
    /// `agreement`, `law` and `request` name an instrument of that kind, where `instrument` does not.
    #[serde(rename = "self")]
    pub own: BTreeMap<String, BTreeMap<String, String>>,
    /// `duty`, `prohibition`, `power` → the modal by which this form says it.
    #[serde(default)]
    pub modal: BTreeMap<String, ModalWords>,
    /// Where a level is counted in this language otherwise than in the form.
    #[serde(default)]
    pub level: BTreeMap<String, NumberStyle>,
    /// The letters of `lower-latin` in their order, where they are not those of the English alphabet.
    pub letters: Option<String>,
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
    /// What closes a heading.
    #[serde(default)]
    pub heading_end: String,
    /// The long title; `{text}` is what the instrument says of its purpose.
    pub long_title: Option<String>,
    /// The instruments recited before the enacting words.
    pub visas: Option<Visas>,
    /// What differs while the text is a bill, and once it is an act.
    #[serde(default)]
    pub stage: BTreeMap<Stage, StageWords>,
}

impl FormWords {
    /// Preposition → the text's own name, as a whole or in one of its units.
    pub fn own_name(&self, unit: &str, kind: InstrumentKind) -> Option<&BTreeMap<String, String>> {
        let of_kind = self.own.get(kind.key()).filter(|_| unit == "instrument");
        of_kind.or_else(|| self.own.get(unit))
    }
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
    /// The list of ordinals of the language in which it is counted.
    pub ordinals: Option<String>,
    /// The list of ordinals in which it is cited, where the language inflects them.
    pub ordinals_cited: Option<String>,
    /// Preposition → the words before one number and before several. The empty preposition is the bare form.
    /// Where the number does not stand last, `{n}` says where ("le {n} alinéa").
    pub prep: BTreeMap<String, UnitWords>,
}

#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct UnitWords {
    pub one: String,
    /// Before exactly two numbers, in languages with a dual.
    pub two: Option<String>,
    pub other: String,
}

/// A modal verb, with its plural where the language inflects it.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct ModalWords {
    pub one: String,
    pub other: Option<String>,
}

/// How several numbers and several levels are cited together.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Cite {
    /// Between items but the last two.
    pub separator: String,
    /// Between the last two.
    pub and: String,
    /// Before the first number of a range.
    #[serde(default)]
    pub from: String,
    /// Between the ends of a range.
    pub to: String,
    /// Between the numbers of a paragraph and its point, `4(c)`, `4 c)`; and, where the levels are named by
    /// one word, between those of an article and its paragraph, `5.1`.
    #[serde(default)]
    pub path: String,
    /// The preposition that joins a lower unit to the one above it ("of", "de").
    pub within: String,
    /// In what order the levels are named.
    #[serde(default)]
    pub style: CiteStyle,
}

/// In what order the levels of a citation are named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CiteStyle {
    /// "paragraph 2(a) of Article 5"
    #[default]
    Path,
    /// "section 5(2)(a)": the word names the highest level.
    Nested,
    /// "paragraph 5(2)(a)": the word names the lowest level.
    Lowest,
    /// "le 1° du deuxième alinéa de l'article 5": each level has its word.
    Climb,
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

/// How the instruments recited before the enacting words are written, one a line; `{text}` is the instrument.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Visas {
    /// The first line.
    pub first: String,
    /// The lines that follow.
    pub other: String,
}

/// What the stage of a text changes.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct StageWords {
    /// The line above the title.
    #[serde(default)]
    pub line: String,
    /// Unit → the unit as commentary cites it at this stage.
    #[serde(default)]
    pub note: BTreeMap<String, Unit>,
}
