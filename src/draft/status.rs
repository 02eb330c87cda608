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
    let mut duties: BTreeSet<&String> = provision.obligation.iter().collect();
    collect(&provision.blocks, &mut duties);
    let semicolon = library.languages.get(language).map_or("; ", |grammar| grammar.semicolon());
    let mut asked: BTreeMap<(usize, &str), Vec<String>> = BTreeMap::new();
    for duty in duties {
        let Some((treaty, id)) = duty.split_once('.').filter(|(treaty, _)| profile.contains(*treaty)) else { continue };
        let Some(found) = library.treaties.get(treaty).and_then(|treaty| treaty.duty.get(id)) else { continue };
        let rank = Modal::ALL.iter().position(|modal| *modal == found.modal).unwrap_or_default();
        let places = asked.entry((rank, treaty)).or_default();
        places.extend(found.place.iter().filter(|place| !places.contains(place)).cloned().collect::<Vec<_>>());
    }
    let parts = Modal::ALL.iter().enumerate().filter_map(|(rank, modal)| {
        let of_rank = asked.range((rank, "")..(rank + 1, ""));
        let named: Vec<String> = of_rank
            .map(|((_, treaty), places)| {
                let name = treaty_name(library, treaty, language);
                [vec![name], places.clone()].concat().join(", ")
            })
            .collect();
        (!named.is_empty())
            .then(|| format!("{} ({})", word(library, language, modal.status_key()), named.join(semicolon)))
    });
    let mut parts: Vec<String> = parts.collect();
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
