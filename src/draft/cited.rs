//! What the assembled text cites: an annex that nothing outside it cites by name is not printed.
//!
//! A list computed by tags names what stands; it is no reason for an annex to stand.

use super::piece::{Piece, RawBlock, RawLayer, RawProvision};
use crate::model::prose::{Cited, TagKind};
use std::collections::{BTreeMap, BTreeSet};

/// Layers that something outside them cites by name.
pub fn cited_layers(layers: &[RawLayer]) -> BTreeSet<String> {
    let home: BTreeMap<&str, &str> = layers
        .iter()
        .flat_map(|l| l.divisions.iter().flat_map(|d| &d.provisions).map(|p| (p.folder.as_str(), l.id.as_str())))
        .collect();
    let mut cited = BTreeSet::new();
    for layer in layers {
        for provision in layer.divisions.iter().flat_map(|d| &d.provisions) {
            provision.each_tag(&mut |kind| {
                let TagKind::Ref { cited: Cited::Targets(targets), .. } = kind else { return };
                for target in targets {
                    let folder = target.split('#').next().unwrap_or("");
                    if let Some(there) = home.get(folder).filter(|there| **there != layer.id) {
                        cited.insert(there.to_string());
                    }
                }
            });
        }
    }
    cited
}

impl RawProvision {
    /// Calls `visit` for every tag in the provision's text (not its commentary).
    pub fn each_tag(&self, visit: &mut dyn FnMut(&TagKind)) {
        fn walk(blocks: &[RawBlock], visit: &mut dyn FnMut(&TagKind)) {
            for block in blocks {
                for piece in block.pieces.iter().chain(block.rows.iter().flat_map(|r| r.cells.iter().flatten())) {
                    if let Piece::Tag(tag, _) = piece {
                        visit(&tag.kind);
                    }
                }
                walk(&block.children, visit);
            }
        }
        walk(&self.blocks, visit);
    }
}
