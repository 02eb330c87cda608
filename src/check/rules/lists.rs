//! Lists of records, orders and companions name things that exist.

use super::walk;
use crate::diag::{Message, locate};
use crate::model::{Book, Library};

pub fn check(library: &Library, book: &Book) -> Vec<Message> {
    let mut wrong = Vec::new();
    let instrument = &book.instrument;
    let mut unknown = |what: &str, name: &str, file: &str, path: &[&str], known: Vec<&String>| {
        let text = library.sources.get(file).map(String::as_str).unwrap_or("");
        wrong.push(
            Message::error(&format!("unknown-{what}"), format!("unknown {what} `{name}`"))
                .at(locate(file, text, path), format!("no {what} has this name"))
                .near(name, known.into_iter().map(String::as_str)),
        );
    };
    let file = book.file.as_str();
    for (name, list) in &instrument.records {
        if !instrument.record.contains_key(&list.of) {
            unknown("record", &list.of, file, &["records", name, "of"], instrument.record.keys().collect());
        }
        if let Some(outer) = list.subset_of.as_ref().filter(|outer| !instrument.records.contains_key(*outer)) {
            unknown("record", outer, file, &["records", name, "subset_of"], instrument.records.keys().collect());
        }
    }
    for (name, blank) in &instrument.blank {
        let known = |outer: &String| instrument.blank.contains_key(outer) || instrument.records.contains_key(outer);
        if let Some(outer) = blank.subset_of.as_ref().filter(|outer| !known(outer)) {
            let all = instrument.blank.keys().chain(instrument.records.keys()).collect();
            unknown("blank", outer, file, &["blank", name, "subset_of"], all);
        }
    }
    for id in instrument.order.iter().filter(|id| !instrument.option.contains_key(*id)) {
        unknown("option", id, file, &["order"], instrument.option.keys().collect());
    }
    for (id, option) in &instrument.option {
        if let Some(after) = option.after.as_ref().filter(|after| !instrument.option.contains_key(*after)) {
            unknown("option", after, file, &["option", id, "after"], instrument.option.keys().collect());
        }
    }
    for (id, companion) in &instrument.companion {
        if !instrument.plan.contains_key(&companion.plan) {
            unknown("plan", &companion.plan, file, &["companion", id, "plan"], instrument.plan.keys().collect());
        }
        if let Some(form) = companion.form.as_ref().filter(|form| !library.forms.contains_key(*form)) {
            unknown("form", form, file, &["companion", id, "form"], library.forms.keys().collect());
        }
    }
    for (index, rule) in instrument.form_when.iter().enumerate() {
        for form in rule.forms.iter().filter(|form| !library.forms.contains_key(*form)) {
            let at = index.to_string();
            unknown("form", form, file, &["form_when", &at, "forms"], library.forms.keys().collect());
        }
    }
    for entry in walk::entries(book) {
        let provision = &entry.provision;
        let whole = provision.each.iter().map(|list| (vec!["each"], list));
        let parts = provision
            .paragraph
            .iter()
            .filter_map(|(id, p)| p.each.as_ref().map(|list| (vec!["paragraph", id, "each"], list)));
        for (path, list) in whole.chain(parts).filter(|(_, list)| !instrument.records.contains_key(*list)) {
            unknown("record", list, &entry.file, &path, instrument.records.keys().collect());
        }
    }
    wrong
}
