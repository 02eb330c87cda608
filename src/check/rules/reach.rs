//! What a plan prints cites only what the same plan prints: a reference can't leave its document.

use super::walk::{Part, sites, tags};
use crate::diag::Message;
use crate::model::instrument::{LayerKind, Plan};
use crate::model::prose::{Cited, TagKind};
use crate::model::{Book, Library};
use std::collections::BTreeMap;

pub fn check(_: &Library, book: &Book) -> Vec<Message> {
    let plans: Vec<(&String, BTreeMap<&str, &str>)> =
        book.instrument.plan.iter().map(|(name, plan)| (name, layers(plan))).collect();
    let mut wrong = Vec::new();
    for site in sites(book).iter().filter(|site| site.part == Part::Wording) {
        let Some(home) = site.entry.map(|entry| entry.id.as_str()) else { continue };
        for tag in tags(site.section) {
            let TagKind::Ref { cited: Cited::Targets(targets), otherwise: None, .. } = &tag.kind else { continue };
            for target in targets.iter().filter_map(|target| target.split('#').next()).filter(|t| !t.is_empty()) {
                for (name, layers) in plans.iter().filter(|(_, layers)| layers.contains_key(home)) {
                    let why = match layers.get(target) {
                        None if book.provisions.contains_key(target) => format!("the plan `{name}` does not list it"),
                        Some(layer) if decree(book, layer) && layers.get(home) != Some(layer) => {
                            "it stands in a decree, which is not always printed".to_string()
                        }
                        _ => continue,
                    };
                    wrong.push(
                        Message::error("dangling-reference", format!("`{home}` cites `{target}`, which can be absent"))
                            .at(tag.place.clone(), why)
                            .help("say what to print instead with `else=\"…\"`, or put both into the same plan"),
                    );
                }
            }
        }
    }
    wrong
}

/// Provision → the layer in which the plan prints it.
fn layers(plan: &Plan) -> BTreeMap<&str, &str> {
    let parts = plan.part.iter();
    parts.flat_map(|part| part.provisions.iter().map(|id| (id.as_str(), part.layer.as_str()))).collect()
}

fn decree(book: &Book, layer: &str) -> bool {
    book.instrument.layer.get(layer).is_some_and(|layer| layer.kind == LayerKind::Decree)
}
