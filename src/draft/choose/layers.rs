//! Whose answers count: tradition, presets, the answers, `--set`, one layer over the other.

use super::Choice;
use crate::model::answers::OptionAnswer;
use crate::model::condition::OneOrMany;
use crate::model::shared::Tradition;
use crate::model::{Answers, Later, Library};
use std::collections::{BTreeMap, BTreeSet};

/// One layer of answers, as the order of settling has it.
#[derive(Clone)]
pub(super) struct Layer<'a> {
    pub name: String,
    pub file: &'a str,
    pub text: &'a str,
    pub options: BTreeMap<String, OptionAnswer>,
    pub open: Vec<String>,
}

pub(super) fn source<'a>(library: &'a Library, path: &str) -> (&'a str, &'a str) {
    library.sources.get_key_value(path).map(|(k, v)| (k.as_str(), v.as_str())).unwrap_or(("", ""))
}

/// What the tradition says of blanks, where neither presets nor answers do.
pub(super) fn traditional_blanks(library: &Library, merged: &mut Answers) {
    let Some(book) = merged.instrument.clone() else { return };
    for (_, tradition) in library.lineage(merged.tradition.as_deref()) {
        for (name, value) in tradition.blanks.get(&book).into_iter().flatten() {
            merged.blanks.entry(name.clone()).or_insert_with(|| value.clone());
        }
    }
}

impl<'a> Choice<'a> {
    pub(super) fn plan(&mut self) -> String {
        let plans = &self.book.instrument.plan;
        let default = plans.iter().find(|(_, plan)| plan.default).or(plans.iter().next()).map(|(id, _)| id.clone());
        let plan = self.merged.plan.clone().or(default).unwrap_or_default();
        if !plans.contains_key(&plan) {
            let known = plans.keys().cloned().collect();
            self.unknown("plan", &plan, &["plan"], known);
        }
        plan
    }

    /// The treaties of the profile.
    pub(super) fn profiles(&mut self) -> BTreeSet<String> {
        let mut treaties = BTreeSet::new();
        for name in &self.merged.profile {
            match self.library.profiles.get(name) {
                Some(profile) => {
                    self.wrong.extend_from_slice(profile.messages());
                    treaties.extend(profile.treaties.iter().cloned());
                }
                None => {
                    let known = self.library.profiles.keys().cloned().collect();
                    self.unknown("profile", name, &["profile"], known);
                }
            }
        }
        treaties
    }

    /// The tradition and those it extends, the most general first.
    pub(super) fn traditions(&self) -> Vec<(&'a str, &'a Later<Tradition>)> {
        let mut chain = self.library.lineage(self.merged.tradition.as_deref());
        chain.reverse();
        chain
    }

    pub(super) fn tradition_layers(&mut self) -> Vec<Layer<'a>> {
        if let Some(name) = self.merged.tradition.clone().filter(|n| !self.library.traditions.contains_key(n)) {
            let known = self.library.traditions.keys().cloned().collect();
            self.unknown("tradition", &name, &["tradition"], known);
        }
        let chain = self.traditions();
        self.wrong.extend(chain.iter().flat_map(|(_, tradition)| tradition.messages().iter().cloned()));
        chain
            .into_iter()
            .map(|(name, tradition)| {
                let (file, text) = source(self.library, &format!("clauses/traditions/{name}.toml"));
                let options = tradition.options.get(&self.book.id).cloned().unwrap_or_default();
                let options = options.into_iter().map(|(id, value)| (id, OptionAnswer::Same(value))).collect();
                Layer { name: format!("tradition {name}"), file, text, options, open: vec![] }
            })
            .collect()
    }

    /// `--set option=value`, `--set option=a,b`, `--set option=` for none, `--set option.party=value`.
    pub(super) fn set_layer(&mut self) -> Layer<'a> {
        let mut layer = Layer { name: "--set".into(), file: "--set", text: "", options: BTreeMap::new(), open: vec![] };
        for (key, value) in &self.given.sets {
            if value == "open" {
                layer.open.push(key.clone());
                continue;
            }
            let values = match value.split_once(',') {
                Some(_) => OneOrMany::Many(value.split(',').map(|v| v.trim().to_string()).collect()),
                None if value.is_empty() => OneOrMany::Many(vec![]),
                None => OneOrMany::One(value.clone()),
            };
            match key.split_once('.') {
                Some((option, party)) => {
                    let entry =
                        layer.options.entry(option.to_string()).or_insert(OptionAnswer::PerParty(BTreeMap::new()));
                    if let OptionAnswer::PerParty(map) = entry {
                        map.insert(party.to_string(), values);
                    }
                }
                None => {
                    layer.options.insert(key.clone(), OptionAnswer::Same(values));
                }
            }
        }
        layer
    }
}
