//! Where a draft discharges a duty.

use crate::model::coverage::Found;
use crate::model::draft::{Draft, DraftProvision, Label, Level};
use crate::model::form::FormWords;
use std::collections::BTreeMap;

/// Duty of this treaty → where the draft discharges it, in the order printed.
pub fn found(draft: &Draft, treaty: &str) -> BTreeMap<String, Vec<Found>> {
    let mut all: BTreeMap<String, Vec<Found>> = BTreeMap::new();
    let concerned = |duty: &&String| duty.split('.').next() == Some(treaty);
    for provision in draft.provisions() {
        let at = |id: &str, below: &[&Label], bracketed: bool| Found {
            id: id.to_string(),
            cited: cited(&draft.words, provision, below),
            heading: provision.title.clone(),
            bracketed,
        };
        let mut add = |duty: &String, found: Found| {
            let here = all.entry(duty.clone()).or_default();
            if !here.contains(&found) {
                here.push(found);
            }
        };
        for duty in provision.obligation.iter().filter(concerned) {
            add(duty, at(&provision.id, &[], provision.doubtful.contains(duty)));
        }
        let mut above: Vec<(usize, &Label)> = Vec::new();
        for block in &provision.blocks {
            above.retain(|(depth, _)| *depth < block.depth);
            above.extend(block.label.as_ref().map(|label| (block.depth, label)));
            let labels: Vec<&Label> = above.iter().map(|(_, label)| *label).collect();
            for duty in block.obligation.iter().filter(concerned) {
                let id = block.id.as_deref().unwrap_or(&provision.id);
                add(duty, at(id, &labels, block.doubtful.contains(duty)));
            }
        }
    }
    all
}

/// Units and numbers from the provision down; empty for one without number.
fn cited(words: &FormWords, provision: &DraftProvision, below: &[&Label]) -> String {
    let labels = provision.label.iter().chain(below.iter().copied());
    let named: Vec<String> = labels.filter(|label| !label.cited.is_empty()).map(|label| unit(words, label)).collect();
    named.join(", ")
}

/// `Article 5`, `paragraph 2`, in the words of the form.
fn unit(words: &FormWords, label: &Label) -> String {
    let unit = words.unit.get(label.level.key()).and_then(|unit| unit.prep.get(""));
    match unit.map(|unit| unit.one.as_str()).unwrap_or_default() {
        "" if label.level == Level::Provision => label.text.clone(),
        "" => label.cited.clone(),
        word if word.contains("{n}") => word.replace("{n}", &label.cited),
        word => format!("{word}\u{a0}{}", label.cited),
    }
}
