//! An instrument's own words: questions, labels, reasons, titles, and nothing that answers to no id.

use crate::diag::{Message, Place, locate};
use crate::model::instrument::InstrumentKind;
use crate::model::prose::InstrumentProse;
use crate::model::{Book, Library};
use std::collections::BTreeSet;

pub fn check(library: &Library, book: &Book) -> Vec<Message> {
    let mut wrong = Vec::new();
    let wanted = wanted(book);
    for prose in book.prose.values() {
        for key in &wanted {
            if prose.sections.get(key).is_none_or(|section| section.source.trim().is_empty()) {
                wrong.push(missing(library, book, prose, key));
            }
        }
        for (key, section) in prose.sections.iter().filter(|(key, _)| !wanted.contains(*key)) {
            wrong.push(
                Message::error("unknown-section", format!("unknown section `{key}`"))
                    .at(section.place.clone(), "nothing in instrument.toml has this id")
                    .near(key, wanted.iter().map(String::as_str)),
            );
        }
        labels(book, prose, &mut wrong);
    }
    wrong
}

/// The keys that every language file must have.
fn wanted(book: &Book) -> BTreeSet<String> {
    let instrument = &book.instrument;
    let mut keys: BTreeSet<String> = BTreeSet::new();
    keys.extend(instrument.option.keys().map(|id| format!("option.{id}")));
    keys.extend(instrument.constraint.iter().map(|c| format!("constraint.{}", c.id)));
    let alone = |id: &String| instrument.constraint.iter().all(|rule| rule.id != *id);
    keys.extend(instrument.rule.iter().map(|rule| &rule.id).filter(|id| alone(id)).map(|id| format!("rule.{id}")));
    keys.extend(instrument.blank.keys().map(|id| format!("blank.{id}")));
    keys.extend(instrument.layer.keys().map(|id| format!("layer.{id}")));
    keys.extend(instrument.companion.keys().map(|id| format!("companion.{id}")));
    for list in instrument.records.values() {
        let fields = instrument.record.get(&list.of).into_iter().flat_map(|kind| kind.field.keys());
        keys.extend(fields.map(|field| format!("record.{}.{field}", list.of)));
    }
    if instrument.kind == InstrumentKind::Law {
        keys.insert("long-title".into());
    }
    let groups = instrument.plan.values().flat_map(|plan| plan.part.iter().filter_map(|part| part.group.as_ref()));
    keys.extend(groups.map(|id| format!("group.{id}")));
    let chapters = instrument.plan.values().flat_map(|plan| plan.part.iter().filter_map(|part| part.chapter.as_ref()));
    for id in chapters {
        match instrument.chapter.get(id).filter(|chapter| !chapter.title.is_empty()) {
            Some(chapter) => keys.extend(chapter.title.iter().map(|rule| format!("chapter.{id} [{}]", rule.name))),
            None => {
                keys.insert(format!("chapter.{id}"));
            }
        }
    }
    keys
}

fn missing(library: &Library, book: &Book, prose: &InstrumentProse, key: &str) -> Message {
    let text = library.sources.get(&book.file).map(String::as_str).unwrap_or("");
    let path: Vec<&str> = key.split(['.', ' ']).collect();
    let declared = match path.as_slice() {
        ["constraint", id, ..] => {
            let index = book.instrument.constraint.iter().position(|c| c.id == *id).unwrap_or(0);
            locate(&book.file, text, &["constraint", &index.to_string(), "id"])
        }
        ["rule", id, ..] => {
            let index = book.instrument.rule.iter().position(|rule| rule.id == *id).unwrap_or(0);
            locate(&book.file, text, &["rule", &index.to_string(), "id"])
        }
        ["record", kind, field, ..] => locate(&book.file, text, &["record", kind, "field", field]),
        path => locate(&book.file, text, &path[..path.len().min(2)]),
    };
    Message::error("missing-words", format!("`{key}` has no words"))
        .at(Place::new(&prose.file, prose.title.place.start..prose.title.place.end), "in this file")
        .at(declared, "declared here")
        .help(format!("add a section `## {key}`"))
}

/// Every value of an option has a label, and every label a value.
fn labels(book: &Book, prose: &InstrumentProse, wrong: &mut Vec<Message>) {
    for (id, option) in &book.instrument.option {
        let Some(section) = prose.sections.get(&format!("option.{id}")) else { continue };
        let labelled: Vec<&str> = section
            .source
            .lines()
            .filter_map(|line| line.trim().strip_prefix("- ")?.split_once(':'))
            .map(|(v, _)| v.trim())
            .collect();
        for value in option.values.iter().filter(|value| !labelled.contains(&value.as_str())) {
            wrong.push(
                Message::error("missing-words", format!("the value `{value}` of `{id}` has no label"))
                    .at(section.place.clone(), "in this section")
                    .help(format!("add a line `- {value}: …`")),
            );
        }
        for label in labelled.iter().filter(|label| !option.values.iter().any(|v| v == *label)) {
            wrong.push(
                Message::error("unknown-value", format!("`{id}` has no value `{label}`"))
                    .at(section.place.clone(), format!("labelled here; its values are {}", option.values.join(", ")))
                    .near(label, option.values.iter().map(String::as_str)),
            );
        }
    }
}
