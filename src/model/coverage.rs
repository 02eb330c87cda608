//! How each duty of a treaty is met: what coverage prints.

use super::draft::Accepted;
use super::language::{Direction, Language};
use super::shared::{DutyKind, Modal};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// The duties that bind, each with how it is met.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Coverage {
    pub instrument: String,
    /// The instrument's title, in plain words.
    pub title: String,
    pub language: String,
    pub tag: String,
    pub direction: Direction,
    /// The State, where its file was given.
    pub state: Option<String>,
    /// The day on which what its file says was so.
    pub stated: Option<String>,
    /// The drafting date: duties bind that bound on it.
    pub date: Option<String>,
    /// The name of the reviewers' order, if one was asked for.
    pub order: Option<String>,
    pub library: String,
    pub fingerprint: String,
    pub treaties: Vec<Bond>,
    pub groups: Vec<Group>,
    /// Binding, counted duties, by modal.
    pub totals: Vec<Total>,
    /// Constraints set aside, with the reason given.
    pub accepted: Vec<Accepted>,
    /// Duties that the instrument does not claim to serve, and that nothing meets: left out of the groups.
    pub left_out: usize,
    /// Words of the interface, by key.
    #[serde(skip)]
    pub words: BTreeMap<String, String>,
    /// How the language writes dates and lists.
    #[serde(skip)]
    pub grammar: Language,
}

impl Coverage {
    /// Every row, once, in the order of the groups.
    pub fn rows(&self) -> Vec<&Row> {
        let mut seen = std::collections::BTreeSet::new();
        self.groups.iter().flat_map(|group| &group.rows).filter(|row| seen.insert(&row.duty)).collect()
    }

    /// What a State must do (or not do) and nothing meets.
    pub fn unmet_musts(&self) -> Vec<&Row> {
        self.rows().into_iter().filter(|row| row.unmet_must()).collect()
    }

    /// A date (`2026-03-01`) in words.
    pub fn dated(&self, date: &str) -> String {
        date.parse().map_or_else(|_| date.to_string(), |date| self.grammar.dated(date))
    }

    /// A word of the interface.
    pub fn word(&self, key: &str) -> String {
        self.words.get(key).cloned().unwrap_or_else(|| key.to_string())
    }
}

/// A treaty, and whether it binds.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Bond {
    pub treaty: String,
    pub name: String,
    pub binds: Binds,
    /// Since when, or from when on.
    pub since: Option<String>,
    /// The languages in which requests are accepted.
    pub languages: Vec<String>,
    /// Task and name of each authority designated.
    pub authorities: Vec<(String, String)>,
}

/// On what ground the duties of a treaty are counted, or why they are not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Binds {
    /// The State is a party on the drafting date.
    Party,
    /// The profile of the answers names it.
    Profile,
    /// Nobody says what binds: the instrument claims to serve it.
    Claimed,
    /// It binds the State only after the drafting date.
    Later,
    /// The profile names it, but the State's file does not.
    NotParty,
}

impl Binds {
    /// Whether its duties are counted.
    pub fn now(self) -> bool {
        matches!(self, Binds::Party | Binds::Profile | Binds::Claimed)
    }

    /// Its key among the words of the interface.
    pub fn key(self) -> &'static str {
        match self {
            Binds::Party => "coverage-party",
            Binds::Profile => "coverage-profile",
            Binds::Claimed => "coverage-claimed",
            Binds::Later => "coverage-later",
            Binds::NotParty => "coverage-not-party",
        }
    }
}

/// Duties under one heading.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Group {
    pub title: String,
    /// The heading is from general knowledge.
    pub recalled: bool,
    pub rows: Vec<Row>,
}

/// A duty, and how it is met.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Row {
    /// `untoc.18.13`
    pub duty: String,
    /// Its place in the treaty; none where it is known by its subject only.
    pub place: Option<String>,
    pub subject: String,
    pub modal: Modal,
    pub kind: Option<DutyKind>,
    /// Whether it counts as proof.
    pub counted: bool,
    /// Whether it binds on the drafting date, no reservation standing against it.
    pub binds: bool,
    pub answer: Answer,
    /// Where it stands in the draft.
    pub found: Vec<Found>,
    /// What is cited for it, the text of a reservation, or the duty that is met instead.
    pub said: Option<String>,
    /// What of the library would meet it, where nothing does.
    pub lacking: Vec<Lacking>,
}

impl Row {
    /// A counted, binding must or must-not that nothing surely meets.
    pub fn unmet_must(&self) -> bool {
        self.binds && self.counted && !self.answer.met() && matches!(self.modal, Modal::Must | Modal::MustNot)
    }
}

/// How a duty is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// By a provision of this draft.
    Draft,
    /// By other law, cited.
    Law,
    /// By an administrative measure, cited.
    Measure,
    /// By a notification made.
    Notification,
    /// By a declaration made.
    Declaration,
    /// Another duty, of which one is enough, is met.
    Instead,
    /// Only by a wording left open in this draft.
    Bracketed,
    /// A reservation stands against it.
    Reserved,
    /// Not addressed.
    Nothing,
}

impl Answer {
    pub const ALL: [Answer; 9] = [
        Answer::Draft,
        Answer::Law,
        Answer::Measure,
        Answer::Notification,
        Answer::Declaration,
        Answer::Instead,
        Answer::Bracketed,
        Answer::Reserved,
        Answer::Nothing,
    ];

    /// Whether the duty is surely met.
    pub fn met(self) -> bool {
        !matches!(self, Answer::Bracketed | Answer::Reserved | Answer::Nothing)
    }

    /// Its key among the words of the interface.
    pub fn key(self) -> &'static str {
        match self {
            Answer::Draft => "coverage-draft",
            Answer::Law => "coverage-law",
            Answer::Measure => "coverage-measure",
            Answer::Notification => "coverage-notification",
            Answer::Declaration => "coverage-declaration",
            Answer::Instead => "coverage-instead",
            Answer::Bracketed => "coverage-bracketed",
            Answer::Reserved => "coverage-reserved",
            Answer::Nothing => "coverage-nothing",
        }
    }
}

/// Where a duty stands in the draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Found {
    /// The id of the provision or paragraph.
    pub id: String,
    /// As it is cited: unit, number, paragraph and point.
    pub cited: String,
    /// The heading of the provision.
    pub heading: String,
    /// The wording is left open.
    pub bracketed: bool,
}

/// A provision of the library that would meet a duty, and why it does not stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Lacking {
    /// The id of the provision or paragraph.
    pub id: String,
    pub heading: String,
    pub cause: Cause,
}

/// Why a wording does not stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// These answers keep it out.
    Options(Vec<Setting>),
    /// The plan does not list it.
    Plan(String),
    /// Nothing that stands cites it, or nothing in it stands.
    Empty,
}

/// An answer that keeps a wording out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Setting {
    pub option: String,
    /// Its values; empty where it was not asked.
    pub values: Vec<String>,
    /// Whose answer it is: `library`, `tradition gulf`, `preset full`, `answers`, `--set`.
    pub source: String,
    /// The values with which the wording would stand.
    pub wanted: Vec<String>,
}

/// How the duties of one modal are met.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Total {
    pub modal: Modal,
    pub count: usize,
    /// Answer → how many; those that occur.
    pub answers: BTreeMap<Answer, usize>,
}
