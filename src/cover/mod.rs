//! Duties → how each is met: in the draft, elsewhere, or not at all, and then why not.
//!
//! A draft says which duties its wording discharges. A State's file says which treaties bind, which
//! duties are reserved, and what is done elsewhere. What neither meets is looked up in the library:
//! which wordings would meet it, and by which answers they do not stand.

mod absent;
mod bonds;
mod draft;
mod order;
mod sheet;
mod state;
mod tables;
mod words;

pub use sheet::sheet;
pub use state::check as check_state;
pub use tables::tables;
pub use words::{bond, duty, labels, place, totals as total_words, wherever};

use crate::diag::Message;
use crate::model::coverage::{Answer, Coverage, Group, Row, Total};
use crate::model::draft::{Draft, plain};
use crate::model::shared::{Duty, Modal};
use crate::model::state::State;
use crate::model::{Book, Library};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// What coverage is asked for.
#[derive(Clone, Debug, Default)]
pub struct Asked<'a> {
    /// The treaties of the profile.
    pub profile: BTreeSet<String>,
    pub state: Option<&'a State>,
    /// The drafting date.
    pub date: Option<Date>,
    /// The reviewers' order, by its name.
    pub order: Option<&'a str>,
    /// Also what the instrument does not claim to serve.
    pub all: bool,
    /// Look up what would meet a duty that nothing meets.
    pub reasons: bool,
}

/// How each duty that concerns the draft is met, and what is wrong with the files that say what they are.
pub fn cover(library: &Library, book: &Book, draft: &Draft, asked: &Asked) -> (Coverage, Vec<Message>) {
    let language = draft.language.as_str();
    let bonds = bonds::bonds(library, book, asked, language);
    let mut faults = Vec::new();
    let mut rows = Vec::new();
    for bond in &bonds {
        let Some(treaty) = library.treaties.get(&bond.treaty) else { continue };
        faults.extend_from_slice(treaty.messages());
        let mut found = draft::found(draft, &bond.treaty);
        for (id, duty) in &treaty.duty {
            let full = format!("{}.{id}", bond.treaty);
            let found = found.remove(&full).unwrap_or_default();
            let mut row = row(full, duty, language, bond.binds.now());
            if !found.is_empty() {
                row.answer = if found.iter().all(|f| f.bracketed) { Answer::Bracketed } else { Answer::Draft };
            }
            row.found = found;
            rows.push(row);
        }
    }
    let grammar = library.languages.get(language).map(|grammar| (**grammar).clone()).unwrap_or_default();
    if let Some(state) = asked.state {
        rows.iter_mut().for_each(|row| state::apply(state, row, language, &grammar));
    }
    instead(library, &mut rows);
    let kept = |row: &Row| asked.all || row.answer != Answer::Nothing || book.instrument.claimed(&row.duty);
    let whole = rows.len();
    rows.retain(kept);
    let left_out = whole - rows.len();
    if asked.reasons {
        let dischargers = absent::Dischargers::of(library, book, draft);
        for row in rows.iter_mut().filter(|row| row.answer == Answer::Nothing) {
            row.lacking = dischargers.lacking(&row.duty, language);
        }
    }
    rows.sort_by(|a, b| order::natural(&a.duty).cmp(&order::natural(&b.duty)));
    let chosen = asked.order.and_then(|name| library.orders.get(name));
    faults.extend(chosen.iter().flat_map(|order| order.messages().iter().cloned()));
    let groups = match chosen {
        Some(order) => order::groups(order, &rows, language),
        None => by_treaty(&bonds.iter().map(|b| (b.treaty.as_str(), b.name.as_str())).collect::<Vec<_>>(), rows),
    };
    let words = library.interface.get(language).map(|words| (**words).clone()).unwrap_or_default();
    let mut coverage = Coverage {
        instrument: draft.instrument.clone(),
        title: plain(&draft.title),
        language: language.to_string(),
        tag: draft.tag.clone(),
        direction: draft.direction,
        state: asked.state.and_then(|state| state::worded(&state.name, language)),
        stated: asked.state.and_then(|state| state.date).map(|date| date.to_string()),
        date: asked.date.map(|date| date.to_string()),
        order: chosen.map(|order| named(&order.name, language)),
        library: draft.library.clone(),
        fingerprint: draft.fingerprint.clone(),
        treaties: bonds,
        groups,
        totals: vec![],
        accepted: draft.accepted.clone(),
        left_out,
        words,
        grammar,
    };
    coverage.totals = totals(&coverage);
    (coverage, faults)
}

fn row(id: String, duty: &Duty, language: &str, binds: bool) -> Row {
    Row {
        duty: id,
        place: duty.place.clone(),
        subject: named(&duty.subject, language),
        modal: duty.modal,
        kind: duty.kind,
        counted: duty.counted,
        binds,
        answer: Answer::Nothing,
        found: vec![],
        said: None,
        lacking: vec![],
    }
}

/// Where one of several duties is enough, the others are met by it.
fn instead(library: &Library, rows: &mut [Row]) {
    let met: BTreeSet<String> = rows.iter().filter(|row| row.answer.met()).map(|row| row.duty.clone()).collect();
    for row in rows.iter_mut().filter(|row| matches!(row.answer, Answer::Nothing | Answer::Bracketed)) {
        let Some((treaty, id)) = row.duty.split_once('.') else { continue };
        let duty = library.treaties.get(treaty).and_then(|treaty| treaty.duty.get(id));
        let others = duty.into_iter().flat_map(|duty| &duty.or).map(|other| format!("{treaty}.{other}"));
        if let Some(other) = others.into_iter().find(|other| met.contains(other)) {
            row.answer = Answer::Instead;
            row.said = Some(other);
        }
    }
}

fn by_treaty(treaties: &[(&str, &str)], rows: Vec<Row>) -> Vec<Group> {
    let of = |treaty: &str| rows.iter().filter(|row| row.duty.split('.').next() == Some(treaty)).cloned().collect();
    let groups = treaties.iter().map(|(id, name)| Group { title: name.to_string(), recalled: false, rows: of(id) });
    groups.filter(|group| !group.rows.is_empty()).collect()
}

/// The duties that bind and count, by modal.
fn totals(coverage: &Coverage) -> Vec<Total> {
    let rows = coverage.rows();
    let counted = |modal: Modal| rows.iter().filter(move |row| row.modal == modal && row.counted && row.binds);
    Modal::ALL
        .into_iter()
        .map(|modal| {
            let mut answers: BTreeMap<Answer, usize> = BTreeMap::new();
            counted(modal).for_each(|row| *answers.entry(row.answer).or_default() += 1);
            Total { modal, count: answers.values().sum(), answers }
        })
        .filter(|total| total.count > 0)
        .collect()
}

/// The words in a language; in English, or in the first language there is, where it has none.
fn named(names: &BTreeMap<String, String>, language: &str) -> String {
    names.get(language).or_else(|| names.get("en")).or_else(|| names.values().next()).cloned().unwrap_or_default()
}
