//! Blanks become words; those still open, and those without the form needed, are noted.

use super::piece::Entry;
use super::refer::Pass;
use super::values::{self, Words};
use crate::diag::{Message, Place, locate};
use crate::model::draft::{OpenBlank, Run};
use crate::model::placeholder::{Placeholder, Value};

impl Pass<'_> {
    /// A blank, or a field of this entry, of the other one, or of all as a list.
    pub(super) fn blank(&self, name: &str, form: &str, entry: Option<&Entry>) -> Vec<Run> {
        let (a, instrument) = (self.a, &self.a.book.instrument);
        let Some((list, field)) = name.split_once('.') else {
            let Some(placeholder) = instrument.blank.get(name) else { return vec![] };
            return vec![self.value(a.settlement.blanks.get(name), placeholder, name, form, name)];
        };
        let other = list == "other";
        let list = if other { "parties" } else { list };
        let records = a.settlement.records.get(list).map(Vec::as_slice).unwrap_or_default();
        let kind = instrument.records.get(list).and_then(|l| instrument.record.get(&l.of));
        let Some(placeholder) = kind.and_then(|k| k.field.get(field)) else { return vec![] };
        let label = format!("{}.{field}", instrument.records.get(list).map(|l| l.of.as_str()).unwrap_or(list));
        let here = entry.filter(|e| e.list == list);
        let chosen = records.iter().enumerate().filter(|(index, _)| match here {
            Some(entry) => (*index == entry.index) != other,
            None => true,
        });
        let words: Vec<Run> = chosen
            .map(|(_, (id, fields))| {
                self.value(fields.get(field), placeholder, &format!("{list}.{id}.{field}"), form, &label)
            })
            .collect();
        let count = words.len();
        let mut runs = Vec::new();
        for (index, word) in words.into_iter().enumerate() {
            if index > 0 {
                runs.push(Run::text(if index + 1 == count {
                    a.grammar.and.clone()
                } else {
                    a.grammar.separator.clone()
                }));
            }
            runs.push(word);
        }
        runs
    }

    /// The printed value of one placeholder; open and wrong ones are noted.
    fn value(&self, value: Option<&Value>, placeholder: &Placeholder, name: &str, form: &str, label: &str) -> Run {
        let a = self.a;
        self.note_label(name, label);
        let printed = |text: String, open: bool| Run::Blank { name: name.into(), form: form.into(), text, open };
        match values::words(value, placeholder, a.grammar, a.language, &self.languages, form) {
            Words::Text(text) => printed(text, false),
            Words::Open => {
                self.note_open(name);
                printed(a.words.open.clone(), true)
            }
            Words::MissingForm => {
                let place = self.place(name);
                self.wrong.borrow_mut().push(
                    Message::error("missing-form", format!("`{name}` has no form `{form}` in `{}`", a.language))
                        .at(place, "answered here")
                        .help(format!(
                            "write {{ {} = {{ {form} = \"…\" }} }}: forms are {}",
                            a.language,
                            a.grammar.forms.join(", ")
                        )),
                );
                printed(a.words.open.clone(), true)
            }
            Words::Wrong(expected) => {
                let place = self.place(name);
                self.wrong.borrow_mut().push(
                    Message::error("wrong-value", format!("`{name}` is not a {expected}"))
                        .at(place, "answered here")
                        .help("clauses/README.md shows how each type is written"),
                );
                printed(a.words.open.clone(), true)
            }
        }
    }

    fn place(&self, name: &str) -> Place {
        let settlement = self.a.settlement;
        let parts: Vec<&str> = name.split('.').collect();
        match parts.as_slice() {
            [list, id, field] => {
                let index =
                    settlement.records.get(*list).and_then(|l| l.iter().position(|(i, _)| i == id)).unwrap_or(0);
                locate(&settlement.file, &settlement.text, &["records", list, &index.to_string(), field])
            }
            _ => locate(&settlement.file, &settlement.text, &["blanks", name]),
        }
    }

    pub(super) fn note_open(&self, name: &str) {
        if !self.told.borrow_mut().insert(name.to_string()) {
            return;
        }
        let label = self.labels.borrow().get(name).cloned().unwrap_or_default();
        self.open.borrow_mut().push(OpenBlank { name: name.into(), label });
    }

    /// What the placeholder asks for, in the words of the instrument.
    fn note_label(&self, name: &str, label: &str) {
        let mut labels = self.labels.borrow_mut();
        if labels.contains_key(name) {
            return;
        }
        let prose = self.a.book.prose.get(self.a.language);
        let section = prose.and_then(|p| {
            p.sections.get(&format!("blank.{label}")).or_else(|| p.sections.get(&format!("record.{label}")))
        });
        let text = section.and_then(|s| s.source.trim().lines().next()).unwrap_or(name);
        labels.insert(name.into(), text.trim().to_string());
    }
}
