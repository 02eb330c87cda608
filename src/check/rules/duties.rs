//! Treaties, reviewers' orders, and what an instrument claims to serve, agree.

use super::walk;
use crate::diag::{Message, locate};
use crate::model::instrument::under;
use crate::model::shared::{Duty, Modal, Treaty};
use crate::model::{Book, Library};
use std::collections::{BTreeMap, BTreeSet};

/// What is wrong in treaties/ and orders/.
pub fn shared(library: &Library) -> Vec<Message> {
    let mut wrong = Vec::new();
    for (name, treaty) in &library.treaties {
        let file = format!("clauses/treaties/{name}.toml");
        for (id, duty) in &treaty.duty {
            this(library, &file, treaty, id, duty, &mut wrong);
        }
    }
    let known = all(library);
    for (name, order) in &library.orders {
        let file = format!("clauses/orders/{name}.toml");
        for (at, group) in order.group.iter().enumerate() {
            let at = at.to_string();
            for (index, duty) in group.duties.iter().enumerate() {
                let path = ["group", &at, "duties", &index.to_string()];
                wrong.extend(unknown(library, &known, duty, &file, &path));
            }
            let path = ["group", at.as_str(), "title"];
            wrong.extend(unworded(library, &order.name, &group.title, &file, &path));
        }
    }
    wrong
}

fn this(library: &Library, file: &str, treaty: &Treaty, id: &str, duty: &Duty, wrong: &mut Vec<Message>) {
    let place = |path: &[&str]| super::shared::place(library, file, path);
    if duty.counted && duty.place.as_ref().is_none_or(|place| place.trim().is_empty()) {
        wrong.push(
            Message::error("placeless-duty", format!("`{id}` counts as proof, but has no place in the treaty"))
                .at(place(&["duty", id]), "no `place`")
                .help("read the treaty and add `place`, or write `counted = false`: it is then only shown"),
        );
    }
    for (index, other) in duty.or.iter().enumerate() {
        if other == id || !treaty.duty.contains_key(other) {
            wrong.push(
                Message::error("unknown-obligation", format!("unknown obligation `{other}`"))
                    .at(place(&["duty", id, "or", &index.to_string()]), "another duty of the same treaty is wanted")
                    .near(other, treaty.duty.keys().map(String::as_str)),
            );
        }
    }
    wrong.extend(unworded(library, &treaty.name, &duty.subject, file, &["duty", id, "subject"]));
}

/// Words in all the languages in which the file has a name.
fn unworded(
    library: &Library,
    names: &BTreeMap<String, String>,
    words: &BTreeMap<String, String>,
    file: &str,
    path: &[&str],
) -> Option<Message> {
    let lacks = |language: &&String| words.get(*language).is_none_or(|words| words.trim().is_empty());
    let missing: Vec<&str> = names.keys().filter(lacks).map(String::as_str).collect();
    let message = || {
        Message::error("missing-words", format!("no words in {}", missing.join(", ")))
            .at(super::shared::place(library, file, path), "here")
            .help("the file has a name in these languages: say this in them too")
    };
    (!missing.is_empty()).then(message)
}

/// Every duty, by its full id.
fn all(library: &Library) -> BTreeSet<String> {
    let duties = library.treaties.iter();
    duties.flat_map(|(name, treaty)| treaty.duty.keys().map(move |id| format!("{name}.{id}"))).collect()
}

/// A duty, or an article, under which no treaty has anything.
fn unknown(library: &Library, known: &BTreeSet<String>, duty: &str, file: &str, path: &[&str]) -> Option<Message> {
    if known.iter().any(|other| under(duty, other)) {
        return None;
    }
    Some(
        Message::error("unknown-obligation", format!("unknown obligation `{duty}`"))
            .at(super::shared::place(library, file, path), "no file in treaties/ lists it")
            .near(duty, known.iter().map(String::as_str)),
    )
}

/// What an instrument claims to serve exists; and what it claims to serve, some wording of it discharges.
pub fn check(library: &Library, book: &Book) -> Vec<Message> {
    let mut wrong = Vec::new();
    let known = all(library);
    let discharged = discharged(book);
    let text = library.sources.get(&book.file).map(String::as_str).unwrap_or("");
    for (name, articles) in &book.instrument.claims {
        let Some(treaty) = library.treaties.get(name) else {
            wrong.push(
                Message::error("unknown-treaty", format!("unknown treaty `{name}`"))
                    .at(locate(&book.file, text, &["claims", name]), "no file in treaties/ has this name")
                    .near(name, library.treaties.keys().map(String::as_str)),
            );
            continue;
        };
        for (index, article) in articles.iter().enumerate() {
            let path = ["claims", name, &index.to_string()];
            wrong.extend(unknown(library, &known, &format!("{name}.{article}"), &book.file, &path));
        }
        let met = |id: &str| discharged.contains(&format!("{name}.{id}"));
        for (id, duty) in &treaty.duty {
            let must = matches!(duty.modal, Modal::Must | Modal::MustNot) && duty.kind.is_none() && duty.counted;
            let claim = articles.iter().position(|article| under(article, id));
            let Some(claim) = claim.filter(|_| must && !met(id) && !duty.or.iter().any(|other| met(other))) else {
                continue;
            };
            let file = format!("clauses/treaties/{name}.toml");
            wrong.push(
                Message::warning("undischarged-duty", format!("no wording discharges `{name}.{id}`"))
                    .at(locate(&book.file, text, &["claims", name, &claim.to_string()]), "claimed here")
                    .at(super::shared::place(library, &file, &["duty", id]), "the duty")
                    .help(format!("add `obligation = [\"{name}.{id}\"]` to the wording that does, or write one")),
            );
        }
    }
    wrong
}

/// Every duty that some wording discharges.
fn discharged(book: &Book) -> BTreeSet<&String> {
    let mut all = BTreeSet::new();
    for entry in walk::entries(book) {
        let provision = &entry.provision;
        all.extend(&provision.obligation);
        all.extend(provision.variant.values().flat_map(|variant| &variant.obligation));
        all.extend(provision.paragraph.values().flat_map(|paragraph| &paragraph.obligation));
    }
    all
}
