//! What a provision is under the profile: a must, a should, or an option.

use super::choose::treaty_name;
use super::piece::{RawBlock, RawProvision};
use super::summary::{labelled, word};
use crate::model::Library;
use crate::model::draft::DraftBlock;
use crate::model::shared::Modal;
use std::collections::{BTreeMap, BTreeSet};

/// The paragraph that opens a commentary: how strongly each treaty of the profile asks for what stands in
/// the provision, and where. Nothing without a profile.
pub fn status(
    library: &Library,
    profile: &BTreeSet<String>,
    language: &str,
    provision: &RawProvision,
) -> Option<DraftBlock> {
    if profile.is_empty() {
        return None;
    }
    let mut asked: BTreeSet<&String> = provision.obligation.iter().collect();
    collect(&provision.blocks, &mut asked);
    let semicolon = library.languages.get(language).map_or("; ", |grammar| grammar.semicolon());
    let mut parts = Vec::new();
    for modal in Modal::ALL {
        let mut places: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for (treaty, id) in asked.iter().filter_map(|duty| duty.split_once('.')) {
            let treaties = library.treaties.get(treaty).filter(|_| profile.contains(treaty));
            if let Some(duty) = treaties.and_then(|t| t.duty.get(id)).filter(|duty| duty.modal == modal) {
                let named = places.entry(treaty).or_insert_with(|| vec![treaty_name(library, treaty, language)]);
                named.extend(duty.place.clone().filter(|place| !named.contains(place)));
            }
        }
        let named: Vec<String> = places.values().map(|named| named.join(", ")).collect();
        if !named.is_empty() {
            parts.push(format!("{} ({})", word(library, language, modal.status_key()), named.join(semicolon)));
        }
    }
    if parts.is_empty() {
        parts.push(word(library, language, "status-optional"));
    }
    Some(labelled(library, language, "status", &parts))
}

fn collect<'a>(blocks: &'a [RawBlock], duties: &mut BTreeSet<&'a String>) {
    for block in blocks {
        duties.extend(&block.obligation);
        collect(&block.children, duties);
    }
}
