//! What the user filled in: records, blanks, and what is accepted with a reason.

use super::{Choice, Records};
use crate::diag::Message;
use crate::draft::values;
use crate::model::placeholder::Value;
use std::collections::{BTreeMap, BTreeSet};

impl Choice<'_> {
    pub(super) fn records(&mut self) -> Records {
        let lists = &self.book.instrument.records;
        for name in self.merged.records.keys() {
            if !lists.contains_key(name) {
                self.unknown("record", name, &["records", name], lists.keys().cloned().collect());
            }
        }
        let mut records = BTreeMap::new();
        for (name, list) in lists {
            let fields = self.book.instrument.record.get(&list.of).map(|kind| &kind.field);
            let mut entries = Vec::new();
            let mut seen = BTreeSet::new();
            for (index, entry) in self.merged.records.get(name).into_iter().flatten().enumerate() {
                let at = index.to_string();
                let path = ["records", name.as_str(), at.as_str()];
                let mut entry = entry.clone();
                let id = match entry.remove("id") {
                    Some(Value::Text(id)) if !id.is_empty() => id,
                    _ => {
                        let place = self.place(&path);
                        self.wrong.push(
                            Message::error("missing-id", format!("an entry of `{name}` has no id"))
                                .at(place, "here")
                                .help("give it one, such as `id = \"arlandia\"`; options per Party use it"),
                        );
                        continue;
                    }
                };
                for field in entry.keys() {
                    if fields.is_none_or(|fields| !fields.contains_key(field)) {
                        let known = fields.map(|f| f.keys().cloned().collect()).unwrap_or_default();
                        self.unknown("field", field, &["records", name, &at, field], known);
                    }
                }
                if !seen.insert(id.clone()) {
                    let place = self.place(&path);
                    self.wrong.push(
                        Message::error("repeated-id", format!("`{id}` stands twice in `{name}`"))
                            .at(place, "again here"),
                    );
                }
                entries.push((id, entry));
            }
            if entries.is_empty() {
                entries = list.ids.iter().map(|id| (id.clone(), BTreeMap::new())).collect();
            }
            if entries.len() < list.min || list.max.is_some_and(|max| entries.len() > max) {
                let bounds = match list.max {
                    Some(max) if max == list.min => format!("{max}"),
                    Some(max) => format!("{} to {max}", list.min),
                    None => format!("at least {}", list.min),
                };
                let place = self.place(&["records", name]);
                self.wrong.push(
                    Message::error("record-count", format!("`{name}` has {} entries", entries.len()))
                        .at(place, format!("it takes {bounds}")),
                );
            }
            records.insert(name.clone(), entries);
        }
        for (name, list) in lists {
            let Some(outer) = list.subset_of.as_ref().and_then(|outer| records.get(outer)).cloned() else { continue };
            let Some(entries) = records.get_mut(name) else { continue };
            if entries.is_empty() {
                entries.clone_from(&outer);
            }
            // An entry is one of the outer list: what it does not say itself is said there.
            let outer: BTreeMap<String, BTreeMap<String, Value>> = outer.into_iter().collect();
            for (id, own) in entries.iter_mut() {
                for (field, value) in outer.get(id).into_iter().flatten() {
                    own.entry(field.clone()).or_insert_with(|| value.clone());
                }
            }
            let missing: Vec<String> =
                entries.iter().map(|(id, _)| id.clone()).filter(|id| !outer.contains_key(id)).collect();
            for id in missing {
                let place = self.place(&["records", name]);
                self.wrong.push(
                    Message::error(
                        "not-in-list",
                        format!("`{id}` stands in `{name}` but not in the list that contains it"),
                    )
                    .at(place, "here")
                    .help(format!("add it to `{}`, or remove it here", list.subset_of.clone().unwrap_or_default())),
                );
            }
        }
        records
    }

    pub(super) fn blanks(&mut self) {
        let known = &self.book.instrument.blank;
        for (name, value) in &self.merged.blanks {
            let Some(placeholder) = known.get(name) else {
                self.unknown("blank", name, &["blanks", name], known.keys().cloned().collect());
                continue;
            };
            let place = |choice: &Choice| choice.place(&["blanks", name]);
            let amount = match value {
                Value::Integer(n) => Some(*n as f64),
                Value::Number(n) => Some(*n),
                Value::Text(text) => values::parts(text).map(|(n, _)| n as f64),
                _ => None,
            };
            let outside = amount
                .filter(|n| placeholder.min.is_some_and(|min| *n < min) || placeholder.max.is_some_and(|max| *n > max));
            if outside.is_some() {
                let bounds =
                    [placeholder.min.map(|n| format!("at least {n}")), placeholder.max.map(|n| format!("at most {n}"))];
                let bounds: Vec<String> = bounds.into_iter().flatten().collect();
                self.wrong.push(
                    Message::error("out-of-bounds", format!("`{name}` is outside its bounds"))
                        .at(place(self), bounds.join(", ")),
                );
            }
            let outer = placeholder.subset_of.as_ref().and_then(|outer| self.list_of(outer));
            if let (Some(outer), Value::List(items)) = (outer, value) {
                let strange = items.iter().filter_map(|item| if let Value::Text(t) = item { Some(t) } else { None });
                for item in strange.filter(|item| !outer.contains(item)) {
                    self.wrong.push(
                        Message::error(
                            "not-in-list",
                            format!("`{item}` stands in `{name}` but not in the list that contains it"),
                        )
                        .at(place(self), "here")
                        .help(format!(
                            "add it to `{}`, or remove it here",
                            placeholder.subset_of.clone().unwrap_or_default()
                        )),
                    );
                }
            }
            let unit = if let Value::Text(text) = value { values::parts(text).map(|(_, unit)| unit) } else { None };
            if let Some(unit) =
                unit.filter(|unit| !placeholder.units.is_empty() && placeholder.units.iter().all(|u| u != unit))
            {
                self.wrong.push(
                    Message::error("wrong-unit", format!("`{name}` can't be given in {unit}"))
                        .at(place(self), format!("it is given in {}", placeholder.units.join(" or "))),
                );
            }
        }
    }

    /// The entries of a list blank, or the ids of a list of records.
    pub(super) fn list_of(&self, name: &str) -> Option<Vec<String>> {
        let text = |value: &Value| if let Value::Text(text) = value { Some(text.clone()) } else { None };
        match self.merged.blanks.get(name) {
            Some(Value::List(items)) => Some(items.iter().filter_map(text).collect()),
            _ => self
                .merged
                .records
                .get(name)
                .map(|list| list.iter().filter_map(|e| e.get("id").and_then(text)).collect()),
        }
    }

    pub(super) fn accepted(&mut self) -> BTreeMap<String, String> {
        let instrument = &self.book.instrument;
        let ids = instrument.constraint.iter().map(|rule| &rule.id).chain(instrument.rule.iter().map(|rule| &rule.id));
        let known: Vec<String> = ids.cloned().collect();
        for (id, reason) in &self.merged.accept {
            match known.iter().find(|known| *known == id) {
                None => self.unknown("constraint", id, &["accept", id], known.clone()),
                Some(_) if reason.trim().is_empty() => {
                    let place = self.place(&["accept", id]);
                    self.wrong.push(
                        Message::error("missing-reason", format!("`{id}` is accepted without a reason"))
                            .at(place, "here")
                            .help("say why: the reason is printed with the draft"),
                    );
                }
                Some(_) => {}
            }
        }
        self.merged.accept.clone()
    }
}
