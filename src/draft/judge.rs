//! Whether a condition holds, given the settlement: yes, no, or left open.

use super::piece::Entry;
use crate::model::condition::{Condition, Conditions};
use crate::model::prose::Test;
use crate::model::{Book, Provision};
use crate::prose::Truth;
use crate::space::{Formula, Given, Selection, Space};
use std::collections::BTreeMap;

pub struct Judge<'a> {
    pub book: &'a Book,
    pub selection: &'a Selection,
    /// Where something is left open: what the constraints still allow.
    pub open: Option<Open<'a>>,
    pub language: &'a str,
}

/// The Party for which text is repeated, if it is repeated for Parties.
pub fn host(entry: Option<&Entry>) -> Option<usize> {
    entry.filter(|entry| entry.list == "parties").map(|entry| entry.index)
}

/// What is left open: the space of all answers, and those that are settled, as the space reads them.
pub struct Open<'a> {
    pub space: &'a Space<'a>,
    pub given: &'a Given,
}

impl Judge<'_> {
    /// A condition, in the context of an entry and of what holds around it.
    pub fn conditions(&self, conditions: &Conditions, entry: Option<&Entry>, around: &Formula) -> Truth {
        match &self.open {
            None if self.settled(conditions, entry) => Truth::Holds,
            None => Truth::Fails,
            Some(open) => open.truth(&self.formula(conditions, entry), around, || self.labels(conditions)),
        }
    }

    /// A branch of `{{#when}}`: none of those passed over, and this one (or none of them, for else).
    pub fn branch(
        &self,
        provision: &Provision,
        passed: &[&Test],
        test: Option<&Test>,
        entry: Option<&Entry>,
        around: &Formula,
    ) -> Truth {
        let Some(open) = &self.open else {
            // The branches passed over have all failed.
            let Some(test) = test else { return Truth::Holds };
            let named = test.named.as_ref().and_then(|name| self.named(provision, name));
            let named = named.is_none_or(|named| self.settled(named, entry));
            let host = host(entry);
            let table = self.selection.meets_all(&test.table, &self.book.instrument, host);
            return if named && table { Truth::Holds } else { Truth::Fails };
        };
        let before = passed.iter().map(|t| !self.test(provision, t, entry));
        let own = test.map(|t| self.test(provision, t, entry));
        let formula = Formula::and(before.chain(own));
        open.truth(&formula, around, || match test {
            Some(test) => self.test_labels(provision, test),
            None => self.other_labels(provision, passed),
        })
    }

    /// What a condition adds to what holds around the text that it governs. Where nothing is open,
    /// nothing is asked of it.
    pub fn around(&self, conditions: &Conditions, entry: Option<&Entry>) -> Formula {
        if self.open.is_some() { self.formula(conditions, entry) } else { Formula::True }
    }

    /// The formula of a condition where repeated text is printed for a Party.
    fn formula(&self, conditions: &Conditions, entry: Option<&Entry>) -> Formula {
        let formula = Formula::of(conditions, &self.book.instrument);
        match host(entry) {
            Some(index) => formula.host(index),
            None => formula,
        }
    }

    fn test(&self, provision: &Provision, test: &Test, entry: Option<&Entry>) -> Formula {
        let named = test.named.as_ref().and_then(|name| self.named(provision, name));
        let table = Conditions::All(test.table.clone());
        Formula::and(named.into_iter().chain([&table]).map(|c| self.formula(c, entry)))
    }

    fn named<'b>(&'b self, provision: &'b Provision, name: &str) -> Option<&'b Conditions> {
        provision.when.get(name).or_else(|| self.book.instrument.when.get(name))
    }

    fn settled(&self, conditions: &Conditions, entry: Option<&Entry>) -> bool {
        self.selection.meets(conditions, &self.book.instrument, host(entry))
    }

    fn test_labels(&self, provision: &Provision, test: &Test) -> String {
        match test.named.as_ref().and_then(|name| self.named(provision, name)) {
            Some(conditions) => self.labels(conditions),
            None => self.labels(&Conditions::All(test.table.clone())),
        }
    }

    /// The values that make a condition hold, by the labels of those left open: values of one
    /// option parted by `/`, options that must hold together by `+`.
    fn labels(&self, conditions: &Conditions) -> String {
        let mut alternatives: Vec<String> = Vec::new();
        for table in conditions.alternatives() {
            let open = table.iter().filter(|(option, _)| self.is_open(option));
            let together: Vec<String> = open
                .map(|(option, values)| {
                    let labels: Vec<String> =
                        values.values().into_iter().map(|value| self.label(option, value)).collect();
                    labels.join(" / ")
                })
                .collect();
            let together = together.join(" + ");
            if !together.is_empty() && !alternatives.contains(&together) {
                alternatives.push(together);
            }
        }
        alternatives.join(" / ")
    }

    /// The values of the open options that no earlier branch takes.
    fn other_labels(&self, provision: &Provision, passed: &[&Test]) -> String {
        let mut taken: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let mut named: Vec<&Condition> = Vec::new();
        for test in passed {
            named.push(&test.table);
            if let Some(conditions) = test.named.as_ref().and_then(|name| self.named(provision, name)) {
                named.extend(conditions.alternatives());
            }
        }
        for table in named {
            for (option, values) in table.iter().filter(|(option, _)| self.is_open(option)) {
                taken.entry(option).or_default().extend(values.values());
            }
        }
        let mut labels = Vec::new();
        for (option, values) in taken {
            let all = self.book.instrument.option.get(option).map(|o| o.values.as_slice()).unwrap_or_default();
            labels.extend(all.iter().filter(|v| !values.contains(&v.as_str())).map(|v| self.label(option, v)));
        }
        labels.join(" / ")
    }

    fn is_open(&self, option: &str) -> bool {
        self.selection.options.get(option).is_some_and(|settled| settled.open)
    }

    /// The label of a value, from `- value: label` in the instrument's words.
    fn label(&self, option: &str, value: &str) -> String {
        let section = self.book.prose.get(self.language).and_then(|p| p.sections.get(&format!("option.{option}")));
        let line = section.and_then(|s| {
            s.source.lines().find_map(|line| line.trim().strip_prefix("- ")?.strip_prefix(value)?.strip_prefix(':'))
        });
        line.map(|label| label.trim().to_string()).unwrap_or_else(|| value.to_string())
    }
}

impl Open<'_> {
    /// Judged where `around` holds: inside a wording left open, what it implies is settled.
    fn truth(&self, formula: &Formula, around: &Formula, label: impl FnOnce() -> String) -> Truth {
        match (
            self.space.possible(&Formula::and([around.clone(), formula.clone()]), self.given),
            self.space.certain(&around.clone().implies(formula.clone()), self.given),
        ) {
            (_, true) => Truth::Holds,
            (false, _) => Truth::Fails,
            _ => Truth::Open(label()),
        }
    }
}
