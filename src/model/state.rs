//! A State's file: which treaties bind it, and what it does elsewhere than in the draft.

use super::answers::Worded;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A State, as its file tells it.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
pub struct State {
    /// Its name, in one language or by language.
    pub name: Worded,
    /// The day on which what the file says was so, `YYYY-MM-DD`.
    #[schemars(with = "Option<String>")]
    pub date: Option<Date>,
    /// Treaty → how it binds the State.
    #[serde(default)]
    pub treaty: BTreeMap<String, Adherence>,
    /// Duty (`untoc.18.13`) → how it is met elsewhere than in the draft.
    #[serde(default)]
    pub elsewhere: BTreeMap<String, Elsewhere>,
}

/// How a treaty binds the State.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
pub struct Adherence {
    /// The day on which it began to bind the State, `YYYY-MM-DD`.
    #[schemars(with = "String")]
    pub since: Date,
    /// The languages in which requests are accepted (`en`).
    #[serde(default)]
    pub languages: Vec<String>,
    #[serde(default)]
    pub reservation: Vec<Reservation>,
    #[serde(default)]
    pub declaration: Vec<Declaration>,
    #[serde(default)]
    pub authority: Vec<Authority>,
}

/// Duties that the State took on itself not to owe.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
pub struct Reservation {
    /// The duties, each by its id (`budapest.29.3.dual`).
    pub duties: Vec<String>,
    pub text: Worded,
    #[schemars(with = "Option<String>")]
    pub date: Option<Date>,
}

/// What the State declared or notified under a treaty.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
pub struct Declaration {
    /// The duty that it meets, by its id.
    pub duty: String,
    pub text: Worded,
    #[schemars(with = "Option<String>")]
    pub date: Option<Date>,
}

/// An authority designated under a treaty.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
pub struct Authority {
    /// What it is designated for.
    pub task: Worded,
    pub name: Worded,
    pub address: Option<String>,
    pub telephone: Option<String>,
    pub email: Option<String>,
    /// When it can be reached.
    pub hours: Option<Worded>,
}

/// How a duty is met elsewhere: by exactly one of four.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Elsewhere {
    /// A provision of law already in force, cited.
    pub law: Option<Worded>,
    /// An administrative measure, cited.
    pub measure: Option<Worded>,
    /// A notification made, cited.
    pub notification: Option<Worded>,
    /// A declaration made, cited.
    pub declaration: Option<Worded>,
}
