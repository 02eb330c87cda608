//! The effects that a provision has as it stands, each with its line.

use super::effects::borne;
use super::piece::{Entry, Piece, RawBlock};
use super::text::Writer;
use crate::model::Provision;
use crate::model::prose::ProvisionProse;
use crate::model::provision::Effect;

/// Each effect that the whole, a variant that may apply or a paragraph that may stand brings about: the
/// label of what decides on it, and its line. `variants`: those that may apply, with their labels.
pub fn effects(
    writer: &Writer,
    provision: &Provision,
    prose: &ProvisionProse,
    variants: &[(String, Option<String>)],
    blocks: &[RawBlock],
    entry: Option<&Entry>,
) -> Vec<(Effect, Option<String>, Vec<Piece>)> {
    let bears =
        |name: &String, effect| provision.variant.get(name).is_some_and(|variant| variant.effect.contains(&effect));
    let mut found = Vec::new();
    for effect in provision.effects() {
        let Some(lines) = prose.effect.get(effect.key()) else { continue };
        let in_text = borne(blocks, effect);
        for (name, label) in variants {
            let label = match (provision.effect.contains(&effect) || bears(name, effect), &in_text) {
                (true, _) => label.clone(),
                (false, Some(bracket)) => bracket.clone().or_else(|| label.clone()),
                (false, None) => continue,
            };
            // One line for all variants is said once.
            let common = lines.get("");
            if common.is_some() && found.iter().any(|(other, _, _)| *other == effect) {
                continue;
            }
            let whole = provision.effect.contains(&effect) || variants.iter().all(|(name, _)| bears(name, effect));
            let label = label.filter(|_| common.is_none() || !whole);
            if let Some(line) = common.or_else(|| lines.get(name)) {
                found.push((effect, label, writer.line(provision, line, entry)));
            }
        }
    }
    found
}
