//! Files that serve every instrument: traditions and profiles agree with the rest.

use crate::diag::{Message, Place, locate};
use crate::model::condition::OneOrMany;
use crate::model::{Library, Opt};

pub fn check(library: &Library) -> Vec<Message> {
    let mut wrong = Vec::new();
    traditions(library, &mut wrong);
    for (name, profile) in &library.profiles {
        let file = format!("clauses/profiles/{name}.toml");
        for treaty in profile.treaties.iter().filter(|t| !library.treaties.contains_key(*t)) {
            wrong.push(
                Message::error("unknown-treaty", format!("unknown treaty `{treaty}`"))
                    .at(place(library, &file, &["treaties"]), "no file in treaties/ has this name")
                    .near(treaty, library.treaties.keys().map(String::as_str)),
            );
        }
    }
    for (id, book) in &library.books {
        let form = &book.instrument.form;
        if !library.forms.contains_key(form) {
            wrong.push(
                Message::error("unknown-form", format!("unknown form `{form}`"))
                    .at(
                        place(library, &format!("clauses/{id}/instrument.toml"), &["form"]),
                        "no file in forms/ has this name",
                    )
                    .near(form, library.forms.keys().map(String::as_str)),
            );
        }
    }
    wrong
}

pub(super) fn place(library: &Library, file: &str, path: &[&str]) -> Place {
    locate(file, library.sources.get(file).map(String::as_str).unwrap_or(""), path)
}

fn traditions(library: &Library, wrong: &mut Vec<Message>) {
    for (name, tradition) in &library.traditions {
        let file = format!("clauses/traditions/{name}.toml");
        let mut few = Vec::new();
        let mut unknown = |what: &str, given: &str, path: &[&str], known: Vec<&str>| {
            wrong.push(
                Message::error(&format!("unknown-{what}"), format!("unknown {what} `{given}`"))
                    .at(place(library, &file, path), format!("no {what} has this name"))
                    .near(given, known),
            );
        };
        if let Some(base) = tradition.extends.as_ref().filter(|base| !library.traditions.contains_key(*base)) {
            unknown("tradition", base, &["extends"], library.traditions.keys().map(String::as_str).collect());
        }
        for (kind, form) in tradition.form.iter().filter(|(_, form)| !library.forms.contains_key(*form)) {
            unknown("form", form, &["form", kind], library.forms.keys().map(String::as_str).collect());
        }
        // A draft in any language has the notice, but for those excepted.
        for (kind, notice) in &tradition.notice {
            let spoken = library.languages.keys().filter(|l| !notice.unless.contains(l));
            for language in spoken.filter(|l| !notice.text.contains_key(*l)) {
                few.push((
                    Message::error("missing-notice", format!("the notice of `{name}` has no words in `{language}`")),
                    ["notice".into(), kind.clone(), "text".into()],
                ));
            }
        }
        for (instrument, blanks) in &tradition.blanks {
            let Some(book) = library.books.get(instrument) else {
                let known = library.books.keys().map(String::as_str).collect();
                unknown("instrument", instrument, &["blanks", instrument], known);
                continue;
            };
            let known = &book.instrument.blank;
            for id in blanks.keys().filter(|id| !known.contains_key(*id)) {
                unknown("blank", id, &["blanks", instrument, id], known.keys().map(String::as_str).collect());
            }
        }
        for (instrument, options) in &tradition.options {
            let Some(book) = library.books.get(instrument) else {
                unknown(
                    "instrument",
                    instrument,
                    &["options", instrument],
                    library.books.keys().map(String::as_str).collect(),
                );
                continue;
            };
            for (id, values) in options {
                let path = ["options", instrument.as_str(), id.as_str()];
                match book.instrument.option.get(id) {
                    None => unknown("option", id, &path, book.instrument.option.keys().map(String::as_str).collect()),
                    Some(option) => {
                        for value in values.values().into_iter().filter(|v| !option.values.iter().any(|o| o == v)) {
                            unknown("value", value, &path, option.values.iter().map(String::as_str).collect());
                        }
                        few.extend(number(option, values).map(|said| (said, path.map(String::from))));
                    }
                }
            }
        }
        for (message, path) in few {
            let path: Vec<&str> = path.iter().map(String::as_str).collect();
            wrong.push(message.at(place(library, &file, &path), "in this tradition"));
        }
        // A chain of `extends` that comes back to its start.
        let mut seen = vec![name];
        let mut next = tradition.extends.as_ref();
        while let Some(base) = next {
            if seen.contains(&base) {
                wrong.push(
                    Message::error("cyclic-tradition", format!("tradition `{name}` extends itself"))
                        .at(place(library, &file, &["extends"]), "by way of this"),
                );
                break;
            }
            seen.push(base);
            next = library.traditions.get(base).and_then(|t| t.extends.as_ref());
        }
    }
}

/// What is wrong with the number of values that a default gives an option.
fn number(option: &Opt, default: &OneOrMany) -> Option<Message> {
    let (min, max) = if option.many { (option.min.unwrap_or(0), option.max.unwrap_or(usize::MAX)) } else { (1, 1) };
    match default.values().len() {
        few if few < min => {
            Some(Message::error("too-few-values", format!("{few} values, but at least {min} are needed")))
        }
        many if many > max => {
            Some(Message::error("too-many-values", format!("{many} values, but it takes at most {max}")))
        }
        _ => None,
    }
}
