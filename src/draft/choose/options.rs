//! Every option gets its values, or the question is asked.

use super::Choice;
use super::layers::Layer;
use crate::diag::{Message, locate};
use crate::model::answers::OptionAnswer;
use crate::model::condition::OneOrMany;
use crate::model::{Book, Instrument, Opt};
use crate::space::{Change, Selection, Settled};
use std::collections::{BTreeMap, BTreeSet};

impl Choice<'_> {
    pub(super) fn settle(&mut self, layers: &[Layer], parties: &[String]) -> (Selection, BTreeMap<String, String>) {
        let options = &self.book.instrument.option;
        for layer in layers {
            let given = layer.options.keys().map(|id| (id, "options")).chain(layer.open.iter().map(|id| (id, "open")));
            for (id, table) in given.filter(|(id, _)| !options.contains_key(*id)) {
                let place = locate(layer.file, layer.text, &[table, id]);
                self.wrong.push(
                    Message::error("unknown-option", format!("unknown option `{id}`"))
                        .at(place, format!("no option of `{}` has this name", self.book.id))
                        .near(id, options.keys().map(String::as_str)),
                );
            }
        }
        let mut selection = Selection::default();
        let mut sources = BTreeMap::new();
        let mut missing = Vec::new();
        for (id, option) in options {
            let count = if option.per.is_some() { parties.len().max(1) } else { 1 };
            let mut values: Vec<Option<BTreeSet<String>>> = vec![option.default.as_ref().map(set); count];
            let mut whose = "library".to_string();
            let mut open = false;
            for layer in layers {
                if layer.open.contains(id) {
                    open = true;
                    whose.clone_from(&layer.name);
                }
                let Some(answer) = layer.options.get(id) else { continue };
                open = layer.open.contains(id);
                whose.clone_from(&layer.name);
                self.apply(id, option, answer, layer, parties, &mut values);
            }
            if !open {
                missing.extend(values.iter().enumerate().filter(|(_, v)| v.is_none()).map(|(i, _)| (id, i)));
            }
            let values = values.into_iter().map(Option::unwrap_or_default).collect();
            selection.options.insert(id.clone(), Settled { values, open });
            sources.insert(id.clone(), whose);
        }
        let unasked = leave_out(&self.book.instrument, &mut selection);
        let mut asked: Vec<&String> =
            missing.into_iter().filter(|(id, i)| !unasked.contains(&((*id).clone(), *i))).map(|(id, _)| id).collect();
        asked.dedup();
        for id in asked {
            self.unanswered(id, &options[id]);
        }
        (selection, sources)
    }

    /// What is settled once these answers are changed; none where it raises a question.
    pub(super) fn changed(&self, layers: &[Layer], parties: &[String], changes: &[Change]) -> Option<Selection> {
        let mut layers = layers.to_vec();
        for change in changes {
            let values = OneOrMany::Many(change.values.iter().cloned().collect());
            let answer = match change.party {
                Some(index) => OptionAnswer::PerParty(BTreeMap::from([(parties.get(index)?.clone(), values)])),
                None => OptionAnswer::Same(values),
            };
            let options = BTreeMap::from([(change.option.clone(), answer)]);
            layers.push(Layer { name: String::new(), file: "", text: "", options, open: vec![] });
        }
        let mut trial =
            Choice { library: self.library, book: self.book, given: self.given, merged: self.merged, wrong: vec![] };
        let (selection, _) = trial.settle(&layers, parties);
        trial.wrong.is_empty().then_some(selection)
    }

    pub(super) fn apply(
        &mut self,
        id: &str,
        option: &Opt,
        answer: &OptionAnswer,
        layer: &Layer,
        parties: &[String],
        values: &mut [Option<BTreeSet<String>>],
    ) {
        match answer {
            OptionAnswer::Same(same) => {
                self.check_values(id, option, same, layer, &["options", id]);
                values.fill(Some(set(same)));
            }
            OptionAnswer::PerParty(_) if option.per.is_none() => self.wrong.push(
                Message::error("not-per-party", format!("`{id}` takes one answer, common to all"))
                    .at(locate(layer.file, layer.text, &["options", id]), "a table of answers")
                    .help(format!("write `{id} = \"value\"`")),
            ),
            OptionAnswer::PerParty(map) => {
                for (party, one) in map {
                    match parties.iter().position(|p| p == party) {
                        Some(index) => {
                            self.check_values(id, option, one, layer, &["options", id, party]);
                            values[index] = Some(set(one));
                        }
                        None => self.wrong.push(
                            Message::error("unknown-party", format!("unknown Party `{party}`"))
                                .at(
                                    locate(layer.file, layer.text, &["options", id, party]),
                                    format!("known: {}", parties.join(", ")),
                                )
                                .near(party, parties.iter().map(String::as_str)),
                        ),
                    }
                }
            }
        }
    }

    fn check_values(&mut self, id: &str, option: &Opt, given: &OneOrMany, layer: &Layer, path: &[&str]) {
        let values = given.values();
        let place = || locate(layer.file, layer.text, path);
        for value in &values {
            if !option.values.iter().any(|v| v == value) {
                self.wrong.push(
                    Message::error("unknown-value", format!("`{id}` has no value `{value}`"))
                        .at(place(), format!("its values are {}", option.values.join(", ")))
                        .near(value, option.values.iter().map(String::as_str)),
                );
            }
        }
        let (min, max) = if option.many { (option.min.unwrap_or(0), option.max.unwrap_or(usize::MAX)) } else { (1, 1) };
        if values.len() < min {
            self.wrong.push(
                Message::error("too-few-values", format!("`{id}` has {} values", values.len()))
                    .at(place(), format!("it needs at least {min}")),
            );
        }
        if values.len() > max {
            self.wrong.push(
                Message::error("too-many-values", format!("`{id}` has {} values", values.len()))
                    .at(place(), format!("it takes at most {max}")),
            );
        }
    }

    pub(super) fn unanswered(&mut self, id: &str, option: &Opt) {
        let question = question(self.book, id);
        self.wrong.push(
            Message::error("unanswered-option", format!("`{id}` is not answered{question}"))
                .at(self.place(&["options"]), "answers are written here")
                .help(format!(
                    "write `{id} = \"…\"` with one of {}, or name it under `open`",
                    option.values.join(", ")
                )),
        );
    }
}

/// Takes away the values of questions that are not put, and says which these are (option, entry).
///
/// A question whose condition speaks of an open option stays.
fn leave_out(instrument: &Instrument, selection: &mut Selection) -> BTreeSet<(String, usize)> {
    let mut unasked = BTreeSet::new();
    // A question can depend on one that itself falls away, so again until nothing changes.
    loop {
        let before = unasked.len();
        for (id, option) in &instrument.option {
            let named = option.when.alternatives().iter().flat_map(|table| table.keys());
            if named.into_iter().any(|other| selection.options.get(other).is_some_and(|s| s.open)) {
                continue;
            }
            let count = selection.options.get(id).map(|s| s.values.len()).unwrap_or(0);
            for entry in 0..count {
                if !selection.meets(&option.when, instrument, option.per.map(|_| entry))
                    && unasked.insert((id.clone(), entry))
                    && let Some(settled) = selection.options.get_mut(id)
                {
                    settled.values[entry].clear();
                    settled.open &= settled.values.len() > 1;
                }
            }
        }
        if unasked.len() == before {
            return unasked;
        }
    }
}

fn set(values: &OneOrMany) -> BTreeSet<String> {
    values.values().into_iter().map(str::to_string).collect()
}

/// The first sentence of the question, in the first language that has one.
fn question(book: &Book, id: &str) -> String {
    let key = format!("option.{id}");
    let text = book.prose.values().find_map(|prose| prose.sections.get(&key)).map(|s| s.source.trim());
    text.and_then(|t| t.lines().next()).map(|line| format!(": {line}")).unwrap_or_default()
}
