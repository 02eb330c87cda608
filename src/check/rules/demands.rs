//! Rules on what stands look for what exists, and demand something.

use super::shared::place;
use super::skeleton;
use crate::diag::{Message, Place};
use crate::model::rule::Pattern;
use crate::model::{Book, Library};
use std::collections::BTreeSet;

pub fn check(library: &Library, book: &Book) -> Vec<Message> {
    let mut wrong = Vec::new();
    let mut seen = BTreeSet::new();
    for (index, rule) in book.instrument.rule.iter().enumerate() {
        let index = index.to_string();
        let at = |key: &str| place(library, &book.file, &["rule", &index, key]);
        if !seen.insert(&rule.id) {
            let message = Message::error("repeated-id", format!("two rules are called `{}`", rule.id));
            wrong.push(message.at(at("id"), "again here").help("choose another id: it is what `accept` names"));
        }
        if rule.then.is_none() && rule.never.is_none() {
            wrong.push(
                Message::error("empty-rule", format!("the rule `{}` demands nothing", rule.id))
                    .at(at("id"), "declared here")
                    .help("say under `then` what must stand, or under `never` what must not"),
            );
        }
        for plan in rule.plan.iter().flat_map(|plans| plans.values()) {
            if !book.instrument.plan.contains_key(plan) {
                wrong.push(
                    Message::error("unknown-plan", format!("unknown plan `{plan}`"))
                        .at(at("plan"), "no plan has this name")
                        .near(plan, book.instrument.plan.keys().map(String::as_str)),
                );
            }
        }
        for (key, pattern) in rule.patterns() {
            if pattern.tags.is_empty() && pattern.obligation.is_empty() && pattern.stands.is_empty() {
                wrong.push(
                    Message::error("empty-rule", format!("`{key}` of the rule `{}` looks for nothing", rule.id))
                        .at(at(key), "declared here")
                        .help("name `tags`, `obligation` or `stands`"),
                );
            }
            names(library, book, pattern, &at(key), &mut wrong);
        }
    }
    wrong
}

/// The duties, provisions and paragraphs that it names exist.
fn names(library: &Library, book: &Book, pattern: &Pattern, at: &Place, wrong: &mut Vec<Message>) {
    for duty in &pattern.obligation {
        let (treaty, id) = duty.split_once('.').unwrap_or((duty, ""));
        if library.treaties.get(treaty).is_none_or(|treaty| !treaty.duty.contains_key(id)) {
            wrong.push(
                Message::error("unknown-obligation", format!("unknown obligation `{duty}`"))
                    .at(at.clone(), "no file in treaties/ lists it"),
            );
        }
    }
    for stands in &pattern.stands {
        let (id, paragraph) = stands.split_once('#').map_or((stands.as_str(), None), |(id, p)| (id, Some(p)));
        let Some(entry) = book.provisions.get(id) else {
            wrong.push(
                Message::error("unknown-provision", format!("unknown provision `{id}`"))
                    .at(at.clone(), "no folder has this name")
                    .near(id, book.provisions.keys().map(String::as_str)),
            );
            continue;
        };
        let sections = entry.prose.values().flat_map(|prose| prose.wording.values());
        let known: BTreeSet<String> = sections.flat_map(skeleton::ids).collect();
        if let Some(paragraph) = paragraph.filter(|paragraph| !known.contains(*paragraph)) {
            wrong.push(
                Message::error("unknown-paragraph", format!("unknown paragraph `{paragraph}`"))
                    .at(at.clone(), format!("`{id}` has no paragraph of this name"))
                    .near(paragraph, known.iter().map(String::as_str)),
            );
        }
    }
}
