//! Declared and never used: options, values, placeholders, conditions, lists, terms.

use super::walk;
use crate::diag::{Message, locate};
use crate::model::condition::Conditions;
use crate::model::prose::{Cited, TagKind};
use crate::model::{Book, Library};
use std::collections::BTreeSet;

pub fn check(library: &Library, book: &Book) -> Vec<Message> {
    let used = Used::of(book);
    let instrument = &book.instrument;
    let text = library.sources.get(&book.file).map(String::as_str).unwrap_or("");
    let mut wrong = Vec::new();
    let mut warn = |code: &str, what: String, path: &[&str]| {
        // What a shared file declares stands elsewhere, and may serve another instrument.
        let place = locate(&book.file, text, path);
        if place.end > place.start {
            wrong.push(Message::warning(code, what).at(place, "declared here").help("use it, or delete it"));
        }
    };
    for (id, option) in &instrument.option {
        if !used.options.contains(id) {
            warn("unused-option", format!("no wording depends on option `{id}`"), &["option", id]);
            continue;
        }
        let silent: Vec<&String> =
            option.values.iter().filter(|v| !used.values.contains(&(id.clone(), (*v).clone()))).collect();
        // The last value may be the one of "else".
        if silent.len() > 1 {
            for (index, value) in option.values.iter().enumerate().filter(|(_, v)| silent.contains(v)) {
                warn(
                    "unused-value",
                    format!("no wording depends on the value `{value}` of `{id}`"),
                    &["option", id, "values", &index.to_string()],
                );
            }
        }
    }
    for id in instrument.blank.keys().filter(|id| !used.blanks.contains(*id)) {
        warn("unused-blank", format!("nothing prints `{id}`"), &["blank", id]);
    }
    for (kind, record) in &instrument.record {
        let lists: Vec<&String> =
            instrument.records.iter().filter(|(_, l)| l.of == *kind).map(|(name, _)| name).collect();
        for field in record.field.keys() {
            let printed = lists.iter().any(|list| used.blanks.contains(&format!("{list}.{field}")));
            if !printed {
                warn("unused-blank", format!("nothing prints `{kind}.{field}`"), &["record", kind, "field", field]);
            }
        }
    }
    for name in instrument.when.keys().filter(|name| !used.named.contains(*name)) {
        warn("unused-condition", format!("nothing asks `{name}`"), &["when", name]);
    }
    for entry in walk::entries(book) {
        let text = library.sources.get(&entry.file).map(String::as_str).unwrap_or("");
        let own = entry
            .provision
            .when
            .keys()
            .filter(|name| !used.named.contains(*name))
            .map(|n| ("unused-condition", "when", n));
        let lists = entry
            .provision
            .query
            .keys()
            .filter(|name| !used.queries.contains(*name))
            .map(|n| ("unused-query", "query", n));
        for (code, table, name) in own.chain(lists) {
            wrong.push(
                Message::warning(code, format!("nothing uses `{name}`"))
                    .at(locate(&entry.file, text, &[table, name]), "declared here")
                    .help("use it, or delete it"),
            );
        }
    }
    for (id, entry) in book.definitions.iter().filter(|(id, _)| !library.glossary.term.contains_key(*id)) {
        wrong.push(
            Message::error("unknown-term", format!("the definition `{id}` defines no term of the glossary"))
                .at(locate(&entry.file, "", &[]), "this folder")
                .near(id, library.glossary.term.keys().map(String::as_str)),
        );
    }
    let glossary = "clauses/terms.toml";
    let text = library.sources.get(glossary).map(String::as_str).unwrap_or("");
    let elsewhere: BTreeSet<String> = library.books.values().flat_map(|b| Used::of(b).terms).collect();
    for id in library.glossary.term.keys().filter(|id| !elsewhere.contains(*id)) {
        wrong.push(
            Message::warning("unused-term", format!("no text uses the term `{id}`"))
                .at(locate(glossary, text, &["term", id]), "declared here")
                .help("use it with `{{term}}`, or delete it"),
        );
    }
    wrong
}

#[derive(Default)]
struct Used {
    options: BTreeSet<String>,
    values: BTreeSet<(String, String)>,
    blanks: BTreeSet<String>,
    named: BTreeSet<String>,
    queries: BTreeSet<String>,
    terms: BTreeSet<String>,
}

impl Used {
    fn of(book: &Book) -> Used {
        let mut used = Used::default();
        let instrument = &book.instrument;
        instrument.when.values().for_each(|c| used.conditions(c));
        instrument.option.values().for_each(|o| used.conditions(&o.when));
        for constraint in &instrument.constraint {
            used.conditions(&constraint.when);
            constraint.requires.iter().chain(&constraint.excludes).for_each(|c| used.conditions(c));
        }
        instrument.rule.iter().for_each(|rule| used.conditions(&rule.when));
        instrument.companion.values().for_each(|c| used.conditions(&c.when));
        instrument.form_when.iter().for_each(|rule| used.conditions(&rule.when));
        instrument.chapter.values().flat_map(|c| &c.title).for_each(|rule| used.conditions(&rule.when));
        for entry in walk::entries(book) {
            let provision = &entry.provision;
            used.conditions(&provision.present);
            provision.variant.values().for_each(|v| used.conditions(&v.when));
            provision.when.values().for_each(|c| used.conditions(c));
            for paragraph in provision.paragraph.values() {
                used.conditions(&paragraph.present);
                used.options.extend(paragraph.same_when.iter().cloned());
            }
        }
        for site in walk::sites(book) {
            for when in walk::whens(site.section) {
                for (test, _) in &when.branches {
                    used.named.extend(test.named.iter().cloned());
                    used.conditions(&Conditions::All(test.table.clone()));
                }
            }
            for tag in walk::tags(site.section) {
                match &tag.kind {
                    TagKind::Blank { name, .. } => {
                        used.blanks.insert(name.replace("other.", "parties."));
                    }
                    TagKind::Term { id, .. } => {
                        used.terms.insert(id.clone());
                    }
                    TagKind::Ref { cited: Cited::Query(query), .. }
                    | TagKind::Agree { cited: Cited::Query(query), .. } => {
                        used.queries.insert(query.clone());
                    }
                    _ => {}
                }
            }
        }
        used
    }

    fn conditions(&mut self, conditions: &Conditions) {
        for (option, values) in conditions.alternatives().iter().flat_map(|table| table.iter()) {
            self.options.insert(option.clone());
            self.values.extend(values.values().into_iter().map(|v| (option.clone(), v.to_string())));
        }
    }
}
