//! Constraints: what they refuse, by which chain of answers, and what would resolve it.

use super::{Settlement, basis::basis};
use crate::diag::{Message, locate};
use crate::model::prose::InstrumentProse;
use crate::model::{Book, Constraint, Later, Library};
use crate::space::{Change, Selection, Space, allowed};
use std::collections::BTreeSet;

/// Constraints that refuse, with their chain and the smallest changes that resolve them; and those
/// that warn.
pub(super) fn judge(
    library: &Library,
    book: &Book,
    settled: &Settlement,
    changed: &dyn Fn(&[Change]) -> Option<Selection>,
) -> (Vec<Message>, Vec<String>) {
    let Settlement { selection, accepted, .. } = settled;
    let (parties, aside) = (settled.parties(), settled.set_aside(book));
    if let Some(warned) = allowed(&book.instrument, &aside, selection) {
        return (vec![], warned.into_iter().map(|rule| rule.id.clone()).collect());
    }
    let space = Space::new(&book.instrument, parties.len().max(1), &aside);
    let violated = space.violated(selection);
    let refused = violated.refused;
    let text = library.sources.get(&book.file).map(String::as_str).unwrap_or("");
    let mut messages = Vec::new();
    // Only what would be accepted is suggested: the answers are settled anew with each change.
    let stands = |changes: &[Change]| {
        changed(changes).is_some_and(|after| match allowed(&book.instrument, &aside, &after) {
            Some(_) => true,
            None => after.has_open() && space.violated(&after).refused.is_empty(),
        })
    };
    let repairs = if refused.is_empty() { vec![] } else { space.repairs(selection, &stands) };
    for constraint in refused {
        if accepted.contains_key(&constraint.id) && !constraint.contradicts() {
            continue;
        }
        let index = book.instrument.constraint.iter().position(|c| c.id == constraint.id).unwrap_or(0).to_string();
        let mut message =
            Message::error("refused", format!("`{}`: {}", constraint.id, reason(book, &constraint.id, None)))
                .at(locate(&settled.file, &settled.text, &["options"]), chain(constraint, settled))
                .at(locate(&book.file, text, &["constraint", &index, "id"]), "the rule");
        for repair in &repairs {
            let changes: Vec<String> = repair
                .iter()
                .map(|change| {
                    let values: Vec<&str> = change.values.iter().map(String::as_str).collect();
                    let party = change.party.and_then(|index| parties.get(index));
                    let party = party.map(|party| format!(" of {party}")).unwrap_or_default();
                    format!("`{}`{party} to {}", change.option, values.join(", "))
                })
                .collect();
            message = message.help(format!("it would do to change {}", changes.join(" and ")));
        }
        if let Some(basis) = basis(library, settled, constraint.treaty.as_ref(), &constraint.origin, "en") {
            message = message.help(format!("it binds by the profile: {basis}"));
        }
        if !constraint.contradicts() {
            message = message.help(format!("or write, under [accept]: {} = \"the reason\"", constraint.id));
        }
        messages.push(message);
    }
    (messages, violated.warned.iter().map(|c| c.id.clone()).collect())
}

/// The answers that a rule speaks of, each with whose it is: `works = paint (answers); …`
fn chain(rule: &Constraint, settled: &Settlement) -> String {
    let mut options: Vec<&String> = Vec::new();
    for conditions in [Some(&rule.when), rule.requires.as_ref(), rule.excludes.as_ref()].into_iter().flatten() {
        options.extend(conditions.alternatives().iter().flat_map(|table| table.keys()));
    }
    let mut told: Vec<String> = options.into_iter().map(|option| settled.said(option)).collect();
    let mut seen = BTreeSet::new();
    told.retain(|line| seen.insert(line.clone()));
    told.join("; ")
}

/// The reason of a constraint or rule in a language, or in the first that has it.
pub fn reason(book: &Book, id: &str, language: Option<&str>) -> String {
    let keys = [format!("constraint.{id}"), format!("rule.{id}")];
    let section = |prose: &'_ InstrumentProse| keys.iter().find_map(|key| prose.sections.get(key)).cloned();
    let of = |prose: &Later<InstrumentProse>| section(prose).map(|s| s.source.trim().replace('\n', " "));
    language
        .and_then(|l| book.prose.get(l))
        .and_then(of)
        .or_else(|| book.prose.values().find_map(of))
        .unwrap_or_else(|| id.to_string())
}
