//! The grammar of one language that no drafting form changes.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// `clauses/languages/<language>.toml`.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Language {
    /// Its name in itself.
    pub name: String,
    /// Full tag for documents: `en-GB`, `fr-FR`, `ar`.
    pub tag: String,
    pub direction: Direction,
    /// Grammatical forms that a State or an authority can have (`bare` always is one).
    pub forms: Vec<String>,
    /// Words that join a list: separator, last of an "and" list, last of an "or" list.
    pub and: String,
    pub or: String,
    pub separator: String,
    /// The twelve months.
    pub months: Vec<String>,
    /// How a date is written, with `{day}`, `{month}`, `{year}`.
    pub date: String,
    /// The first of the month, where it is not the bare digit ("1er").
    pub first_day: Option<String>,
    /// Numbers in words from zero on, used for small durations; empty: digits.
    #[serde(default)]
    pub number_words: Vec<String>,
    /// How money is written, with `{amount}` and `{currency}`.
    pub money: String,
    /// Units of time of which one is said otherwise than in `number_words` ("une heure").
    #[serde(default)]
    pub feminine_one: BTreeMap<String, String>,
    /// Unit of time → CLDR plural category → word.
    pub duration: BTreeMap<String, BTreeMap<String, String>>,
    /// Lists of ordinals in words, by the name under which units of forms ask for them: the first is number one.
    #[serde(default)]
    pub ordinals: BTreeMap<String, Vec<String>>,
    /// Modal verbs that prose may not type, because the form chooses between them.
    #[serde(default)]
    pub modals: Vec<String>,
    /// Articles and eliding words after which a blank needs a declared form.
    #[serde(default)]
    pub articles: Vec<String>,
    /// Words that change with the word behind them, and so can't stand before a term that traditions
    /// word differently.
    #[serde(default)]
    pub agreeing: Vec<String>,
    /// Number words that may not follow a unit word in prose.
    #[serde(default)]
    pub numerals: Vec<String>,
    /// Unit words that prose may not use with a number: references are computed.
    #[serde(default)]
    pub unit_words: Vec<String>,
    /// What a bracketed alternative's label is followed by.
    pub label: String,
    /// Marks before which a no-break space stands (French: `;`, `:`, `?`, `!`, `»`).
    #[serde(default)]
    pub space_before: Vec<String>,
    /// Marks after which a no-break space stands (French: `«`).
    #[serde(default)]
    pub space_after: Vec<String>,
}

impl Language {
    /// A date in words.
    pub fn dated(&self, date: Date) -> String {
        let day = match (&self.first_day, date.day()) {
            (Some(first), 1) => first.clone(),
            (_, day) => day.to_string(),
        };
        let month = self.months.get(date.month() as usize - 1).cloned().unwrap_or_default();
        let written = self.date.replace("{day}", &day).replace("{month}", &month);
        written.replace("{year}", &date.year().to_string())
    }

    /// What parts two members of a list of clauses: a semicolon, with the space that the language wants.
    pub fn semicolon(&self) -> &'static str {
        if self.space_before.iter().any(|mark| mark == ";") { "\u{a0}; " } else { "; " }
    }

    /// What stands between a label and what it labels.
    pub fn colon(&self) -> String {
        match self.label.strip_prefix(' ') {
            Some(rest) => format!("\u{a0}{rest}"),
            None => self.label.clone(),
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    #[default]
    Ltr,
    Rtl,
}
