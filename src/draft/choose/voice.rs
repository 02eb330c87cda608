//! The drafting form: that of the answers, what they call for, the tradition's, the instrument's.

use super::{Choice, said};
use crate::diag::Message;
use crate::model::instrument::FormRule;
use crate::space::Selection;
use std::collections::BTreeMap;

impl Choice<'_> {
    /// The form, which must be one that the answers allow where they call for one.
    pub(super) fn form(&mut self, selection: &Selection, sources: &BTreeMap<String, String>) -> String {
        let instrument = &self.book.instrument;
        let settled = |rule: &&FormRule| {
            let mut named = rule.when.alternatives().iter().flat_map(|table| table.keys());
            !named.any(|option| selection.options.get(option).is_some_and(|settled| settled.open))
        };
        // While it is open what the answers call for, any form may be tried.
        let (called, other): (Vec<&FormRule>, Vec<&FormRule>) =
            instrument.form_when.iter().filter(settled).partition(|rule| selection.meets(&rule.when, instrument, None));
        let kind = instrument.kind.key();
        let traditional = || self.traditions().iter().rev().find_map(|(_, t)| t.form.get(kind).cloned());
        let own = called.first().and_then(|rule| rule.forms.first().cloned());
        let form = self.merged.form.clone().or(own).or_else(traditional).unwrap_or_else(|| instrument.form.clone());
        if !self.library.forms.contains_key(&form) {
            let known = self.library.forms.keys().cloned().collect();
            self.unknown("form", &form, &["form"], known);
            return form;
        }
        let place = self.place(&["form"]);
        if let Some(rule) = called.iter().find(|rule| !rule.forms.contains(&form)) {
            let options = rule.when.alternatives().iter().flat_map(|table| table.keys());
            let answers: Vec<String> = options.map(|id| said(id, selection, sources, &[])).collect();
            self.wrong.push(
                Message::error("unfit-form", format!("the answers do not go with the form `{form}`"))
                    .at(place, answers.join("; "))
                    .help(format!("leave the form out, or take {}; or change that answer", rule.forms.join(" or "))),
            );
        } else if let Some(rule) = other.iter().find(|rule| called.is_empty() && rule.forms.contains(&form)) {
            let table = rule.when.alternatives().first();
            let lines =
                table.into_iter().flatten().map(|(id, one)| format!("`{id}` with {}", one.values().join(" or ")));
            self.wrong.push(
                Message::warning("unfit-form", format!("the form `{form}` is meant for other answers"))
                    .at(place, "the words change, the answers do not")
                    .help(format!("answer {}, or leave the form out", lines.collect::<Vec<_>>().join(" and "))),
            );
        }
        form
    }
}
