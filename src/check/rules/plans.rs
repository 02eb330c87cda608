//! Plans name provisions and layers that exist; every provision stands in some plan.

use crate::diag::{Message, Place, locate};
use crate::model::{Book, Library};
use std::collections::BTreeSet;

pub fn check(library: &Library, book: &Book) -> Vec<Message> {
    let text = library.sources.get(&book.file).map(String::as_str).unwrap_or("");
    let place = |path: &[&str]| locate(&book.file, text, path);
    let mut wrong = Vec::new();
    let mut planned = BTreeSet::new();
    for (name, plan) in &book.instrument.plan {
        let mut here = BTreeSet::new();
        for (index, part) in plan.part.iter().enumerate() {
            let at = index.to_string();
            for id in &part.provisions {
                let at = place(&["plan", name, "part", &at, "provisions"]);
                if !book.provisions.contains_key(id) {
                    wrong.push(
                        Message::error("unknown-provision", format!("the plan names `{id}`"))
                            .at(at.clone(), "no folder has this name")
                            .near(id, book.provisions.keys().map(String::as_str)),
                    );
                }
                if !here.insert(id) {
                    wrong.push(
                        Message::error("repeated-provision", format!("`{id}` stands twice in one plan"))
                            .at(at, "again here"),
                    );
                }
                planned.insert(id);
            }
            if part.layer != "main" && !book.instrument.layer.contains_key(&part.layer) {
                wrong.push(
                    Message::error("unknown-layer", format!("unknown layer `{}`", part.layer))
                        .at(place(&["plan", name, "part", &at, "layer"]), "no `[layer.…]` has this name")
                        .near(&part.layer, book.instrument.layer.keys().map(String::as_str)),
                );
            }
        }
    }
    if book.instrument.plan.is_empty() {
        wrong.push(
            Message::error("missing-plan", format!("`{}` has no plan", book.id))
                .at(Place::new(&book.file, 0..0), "in this file")
                .help("add `[plan.main]` with its parts"),
        );
    }
    for (id, entry) in book.provisions.iter().filter(|(id, _)| !planned.contains(id)) {
        wrong.push(
            Message::error("orphan-provision", format!("`{id}` stands in no plan"))
                .at(Place::new(&entry.file, 0..0), "it can never be printed")
                .help("name it in a plan of instrument.toml, or delete the folder"),
        );
    }
    wrong
}
