//! What hangs on a treaty names one that the library has, says where it is found, and can be set aside.

use super::shared::place;
use crate::diag::{Message, Place};
use crate::model::condition::OneOrMany;
use crate::model::provision::Origin;
use crate::model::{Book, Library};

pub fn check(library: &Library, book: &Book) -> Vec<Message> {
    let mut wrong = Vec::new();
    for (index, rule) in book.instrument.constraint.iter().enumerate() {
        let index = index.to_string();
        let at = |key: &str| place(library, &book.file, &["constraint", &index, key]);
        bound(library, &rule.id, rule.treaty.as_ref(), &rule.origin, &at, &mut wrong);
        if rule.treaty.is_some() && rule.contradiction {
            wrong.push(
                Message::error(
                    "treaty-contradiction",
                    format!("`{}` hangs on a treaty and can't be set aside", rule.id),
                )
                .at(at("contradiction"), "declared here")
                .at(at("treaty"), "but it binds only by this")
                .help("delete one of the two: what a treaty forbids can be set aside with a reason"),
            );
        }
    }
    for (index, rule) in book.instrument.rule.iter().enumerate() {
        let at = |key: &str| place(library, &book.file, &["rule", &index.to_string(), key]);
        bound(library, &rule.id, rule.treaty.as_ref(), &rule.origin, &at, &mut wrong);
    }
    wrong
}

/// Its treaties exist, and it says where in them it is found.
fn bound(
    library: &Library,
    id: &str,
    treaty: Option<&OneOrMany>,
    origin: &[Origin],
    at: &dyn Fn(&str) -> Place,
    wrong: &mut Vec<Message>,
) {
    let Some(treaty) = treaty else { return };
    for treaty in treaty.values().into_iter().filter(|treaty| !library.treaties.contains_key(*treaty)) {
        wrong.push(
            Message::error("unknown-treaty", format!("unknown treaty `{treaty}`"))
                .at(at("treaty"), "no file in treaties/ has this name")
                .near(treaty, library.treaties.keys().map(String::as_str)),
        );
    }
    if origin.is_empty() {
        wrong.push(
            Message::error("missing-origin", format!("`{id}` names a treaty, but no origin"))
                .at(at("treaty"), "where in it?")
                .help("add `origin = [{ instrument = \"…\", place = \"…\", relation = \"follows\" }]`"),
        );
    }
}
