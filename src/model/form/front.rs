//! What stands before the first provision of a law, and what differs from State to State.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A part of what stands between the title and the first provision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FrontPart {
    /// "An Act to …", from the instrument's `## long-title`.
    LongTitle,
    /// The opening words of the authority that enacts.
    Opening,
    /// The instruments recited.
    Visas,
    /// The enacting words.
    Enacting,
}

/// Who brings a law into force.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Promulgation {
    /// The law itself, by its own enacting words and last provisions.
    #[default]
    InLaw,
    /// A decree with articles of its own, to which the law is annexed.
    DecreePlusAnnex,
}

/// How far a text has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Before the legislature.
    Bill,
    /// Enacted.
    Act,
}

/// What differs in one State.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct StateForm {
    /// Names, per language.
    pub name: BTreeMap<String, String>,
    pub promulgation: Option<Promulgation>,
    /// The enacting words in the course of time.
    #[serde(default)]
    pub enacting: Vec<Enacting>,
}

/// Enacting words, in force from one date to another. They name a monarch, a chamber, a constitution:
/// the words in force on the drafting date are printed, and words without a date never are.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Enacting {
    /// First day on which they are used, `YYYY-MM-DD`.
    #[schemars(with = "Option<String>")]
    pub from: Option<Date>,
    /// Last day on which they are used, `YYYY-MM-DD`. None: still in use.
    #[schemars(with = "Option<String>")]
    pub to: Option<Date>,
    /// Where they were found.
    pub source: String,
    pub mark: Mark,
    /// Language → what stands before the instruments recited.
    #[serde(default)]
    pub opening: BTreeMap<String, String>,
    /// Language → the words themselves.
    pub text: BTreeMap<String, String>,
}

/// How a fact was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// In the text itself.
    Read,
    /// In part of the text, or in a description of it.
    Part,
    /// From memory: to be confirmed.
    #[default]
    Recall,
}

impl Enacting {
    /// In use on this day, by its dates. Words without a first day never are.
    pub fn in_use(&self, day: Date) -> bool {
        self.from.is_some_and(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}
