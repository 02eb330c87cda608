//! A drafting form: how a text is numbered, laid out and voiced, per language. It never changes substance.

mod front;
mod level;
mod words;

pub use front::{Enacting, FrontPart, Mark, Promulgation, Stage, StateForm};
pub use level::{Levels, NumberStyle};
pub use words::{Affixes, Cite, CiteStyle, FormWords, ListMarks, ModalWords, StageWords, Unit, UnitWords, Visas};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// `clauses/forms/<form>.toml`.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Form {
    /// The form whose data it starts from: a table of this one lies over the same table of that.
    pub extends: Option<String>,
    /// Names, per language.
    #[serde(default)]
    pub name: BTreeMap<String, String>,
    /// In what order definitions stand.
    #[serde(default)]
    pub definitions: DefinitionOrder,
    /// Definitions bear labels. Default: all orders but the alphabetical one.
    pub definition_labels: Option<bool>,
    /// A provision with one paragraph prints it without a number.
    #[serde(default = "yes")]
    pub collapse_single: bool,
    /// Provisions count on through chapters (else they start again in each).
    #[serde(default = "yes")]
    pub continuous: bool,
    /// Chapters count on through the groups above them (else they start again in each).
    #[serde(default)]
    pub chapters_continue: bool,
    /// Where the heading of a provision stands.
    #[serde(default)]
    pub heading: HeadingPlace,
    /// What stands between the title and the first provision, in order.
    #[serde(default)]
    pub front: Vec<FrontPart>,
    /// Who brings the law into force, where the State is not named.
    #[serde(default)]
    pub promulgation: Promulgation,
    /// Where the form is used with differences: State → what differs there.
    #[serde(default)]
    pub state: BTreeMap<String, StateForm>,
    /// How each level is counted.
    pub level: Levels,
    /// The words, per language.
    pub language: BTreeMap<String, FormWords>,
}

fn yes() -> bool {
    true
}

impl Form {
    /// Whether definitions bear labels.
    pub fn labels_definitions(&self) -> bool {
        self.definition_labels.unwrap_or(self.definitions != DefinitionOrder::Alphabetical)
    }
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

/// Where the heading of a provision stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum HeadingPlace {
    /// On the line of the number, above the text.
    #[default]
    Above,
    /// Not printed: the number stands alone above the text.
    None,
}
