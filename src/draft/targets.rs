//! What can be cited: every provision, paragraph and row, with its number and its place in the text.

use super::assemble::Assembled;
use super::cite::Target;
use super::piece::{Piece, RawBlock, RawProvision};
use std::collections::BTreeMap;

/// Id → what can be cited under it: one, or one for each entry.
pub fn targets(a: &Assembled) -> BTreeMap<String, Vec<Target>> {
    let mut found: BTreeMap<String, Vec<Target>> = BTreeMap::new();
    let mut order = 0;
    for layer in &a.layers {
        for provision in layer.divisions.iter().flat_map(|d| &d.provisions) {
            order += 1;
            let own = provision.label.clone().map(|label| (provision.id.clone(), label));
            let annex = layer.label.clone().map(|label| (layer.id.clone(), label));
            let target = Target {
                order,
                home: provision.id.clone(),
                top: own.or(annex),
                below: vec![],
                heading: heading(&provision.heading),
                open: provision.bracket.is_some(),
            };
            found.entry(provision.folder.clone()).or_default().push(target.clone());
            for block in &provision.blocks {
                below(provision, block, &target, &mut order, &mut found);
            }
        }
    }
    found
}

fn below(
    provision: &RawProvision,
    block: &RawBlock,
    above: &Target,
    order: &mut usize,
    found: &mut BTreeMap<String, Vec<Target>>,
) {
    *order += 1;
    let mut here = above.clone();
    here.order = *order;
    here.open |= block.bracket.is_some();
    if let (Some(label), Some(id)) = (&block.label, &block.id) {
        here.below.push((format!("{}#{id}", provision.id), label.clone()));
    }
    let ids = block.id.iter().chain(block.rows.iter().filter_map(|row| row.id.as_ref()));
    for id in ids {
        let plain = id.split('@').next().unwrap_or(id);
        found.entry(format!("{}#{plain}", provision.folder)).or_default().push(here.clone());
    }
    for child in &block.children {
        below(provision, child, &here, order, found);
    }
}

fn heading(pieces: &[Piece]) -> String {
    pieces.iter().filter_map(|p| if let Piece::Text(text, _) = p { Some(text.as_str()) } else { None }).collect()
}
