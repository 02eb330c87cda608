//! A State's file against the library, and what it says of a duty.

use crate::diag::{Message, locate};
use crate::model::Library;
use crate::model::answers::Worded;
use crate::model::coverage::{Answer, Row};
use crate::model::language::Language;
use crate::model::state::{Elsewhere, State};
use std::collections::BTreeMap;

/// What is wrong with a State's file.
///
/// Errors: `unknown-treaty`, `unknown-obligation`, `one-way` (a duty met elsewhere in none or several
/// of the four ways), `missing-words` (a citation without words). Warning: `unbound-duty`.
pub fn check(library: &Library, state: &State, file: &str, text: &str) -> Vec<Message> {
    let mut wrong = Vec::new();
    for (id, party) in &state.treaty {
        if !library.treaties.contains_key(id) {
            wrong.push(
                Message::error("unknown-treaty", format!("unknown treaty `{id}`"))
                    .at(locate(file, text, &["treaty", id]), "no file in treaties/ has this name")
                    .near(id, library.treaties.keys().map(String::as_str)),
            );
            continue;
        }
        for (index, reservation) in party.reservation.iter().enumerate() {
            let at = index.to_string();
            for (number, duty) in reservation.duties.iter().enumerate() {
                let path = ["treaty", id, "reservation", &at, "duties", &number.to_string()];
                wrong.extend(unknown(library, duty, Some(id), file, text, &path));
            }
            wrong.extend(silent(&reservation.text, file, text, &["treaty", id, "reservation", &at, "text"]));
        }
        for (index, declaration) in party.declaration.iter().enumerate() {
            let at = index.to_string();
            let path = ["treaty", id.as_str(), "declaration", &at, "duty"];
            wrong.extend(unknown(library, &declaration.duty, Some(id), file, text, &path));
            wrong.extend(silent(&declaration.text, file, text, &["treaty", id, "declaration", &at, "text"]));
        }
    }
    for (duty, elsewhere) in &state.elsewhere {
        let path = ["elsewhere", duty.as_str()];
        if let Some(message) = unknown(library, duty, None, file, text, &path) {
            wrong.push(message);
            continue;
        }
        let ways = ways(elsewhere);
        if ways.len() != 1 {
            wrong.push(
                Message::error("one-way", format!("`{duty}` is met elsewhere in {} ways", ways.len()))
                    .at(locate(file, text, &path), "here")
                    .help("write exactly one of `law`, `measure`, `notification` and `declaration`, with what it is"),
            );
        }
        for (_, key, said) in ways {
            wrong.extend(silent(said, file, text, &["elsewhere", duty, key]));
        }
        let treaty = duty.split('.').next().unwrap_or_default();
        if !state.treaty.contains_key(treaty) {
            wrong.push(
                Message::warning("unbound-duty", format!("`{duty}` is met elsewhere, but does not bind the State"))
                    .at(locate(file, text, &path), format!("the file has no [treaty.{treaty}]"))
                    .help(format!("write, under [treaty.{treaty}], since when it binds: since = \"2004-05-17\"")),
            );
        }
    }
    wrong
}

/// A duty that no treaty has, or that is not one of this treaty.
fn unknown(
    library: &Library,
    duty: &str,
    within: Option<&str>,
    file: &str,
    text: &str,
    path: &[&str],
) -> Option<Message> {
    let (treaty, id) = duty.split_once('.').unwrap_or((duty, ""));
    let known = library.treaties.get(treaty).is_some_and(|treaty| treaty.duty.contains_key(id));
    if known && within.is_none_or(|within| within == treaty) {
        return None;
    }
    let treaties = library.treaties.iter().filter(|(name, _)| within.is_none_or(|within| within == *name));
    let all: Vec<String> =
        treaties.flat_map(|(name, treaty)| treaty.duty.keys().map(move |id| format!("{name}.{id}"))).collect();
    let why = match within.filter(|_| known) {
        Some(within) => format!("it is no duty of `{within}`"),
        None => "no file in treaties/ lists it".to_string(),
    };
    Some(
        Message::error("unknown-obligation", format!("unknown obligation `{duty}`"))
            .at(locate(file, text, path), why)
            .near(duty, all.iter().map(String::as_str)),
    )
}

fn silent(said: &Worded, file: &str, text: &str, path: &[&str]) -> Option<Message> {
    let empty = match said {
        Worded::Same(words) => words.trim().is_empty(),
        Worded::By(words) => words.is_empty() || words.values().any(|words| words.trim().is_empty()),
    };
    empty.then(|| {
        Message::error("missing-words", "nothing is cited")
            .at(locate(file, text, path), "no words here")
            .help("say which law, measure, notification or declaration, so that a reader finds it")
    })
}

/// The ways that are filled in: answer, key, words.
fn ways(elsewhere: &Elsewhere) -> Vec<(Answer, &'static str, &Worded)> {
    let all = [
        (Answer::Law, "law", &elsewhere.law),
        (Answer::Measure, "measure", &elsewhere.measure),
        (Answer::Notification, "notification", &elsewhere.notification),
        (Answer::Declaration, "declaration", &elsewhere.declaration),
    ];
    all.into_iter().filter_map(|(answer, key, said)| Some((answer, key, said.as_ref()?))).collect()
}

/// Adds to a duty what the State's file says of it: a reservation against it, or how it is met elsewhere.
pub fn apply(state: &State, row: &mut Row, language: &str, grammar: &Language) {
    let party = row.duty.split('.').next().and_then(|treaty| state.treaty.get(treaty));
    let reserved = party.into_iter().flat_map(|party| &party.reservation).find(|r| r.duties.contains(&row.duty));
    if let Some(reservation) = reserved {
        row.binds = false;
        row.said = worded(&reservation.text, language).map(|text| dated(text, reservation.date, grammar));
        if !row.answer.met() {
            row.answer = Answer::Reserved;
        }
        return;
    }
    let declared = party.into_iter().flat_map(|party| &party.declaration).find(|d| d.duty == row.duty);
    let declared =
        declared.and_then(|d| Some((Answer::Declaration, dated(worded(&d.text, language)?, d.date, grammar))));
    let elsewhere = state.elsewhere.get(&row.duty).map(ways).into_iter().flatten().next();
    let elsewhere = elsewhere.and_then(|(answer, _, said)| Some((answer, worded(said, language)?)));
    let Some((answer, said)) = elsewhere.or(declared) else { return };
    row.said = Some(said);
    if !row.answer.met() {
        row.answer = answer;
    }
}

fn dated(text: String, date: Option<jiff::civil::Date>, grammar: &Language) -> String {
    match date {
        Some(date) => format!("{text} ({})", grammar.dated(date)),
        None => text,
    }
}

/// The words in a language; in English, or in the first language there is, where it has none.
pub fn worded(said: &Worded, language: &str) -> Option<String> {
    let by = |words: &BTreeMap<String, String>| words.get("en").or_else(|| words.values().next()).cloned();
    match (said.words(language), said) {
        (Some(words), _) => Some(words.to_string()),
        (None, Worded::By(words)) => by(words),
        (None, Worded::Same(_)) => None,
    }
}
