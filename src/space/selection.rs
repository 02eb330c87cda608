//! Answers, option by option.

use super::formula::Who;
use crate::model::{Condition, Conditions, Instrument};
use std::collections::{BTreeMap, BTreeSet};

/// What was answered to one option.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// One set per Party for an option answered per Party, else one. Empty: not asked.
    pub values: Vec<BTreeSet<String>>,
    /// Left in brackets on purpose: every value that the constraints allow stays possible.
    pub open: bool,
}

impl Settled {
    /// One answer, common to all.
    pub fn common<'a>(values: impl IntoIterator<Item = &'a str>) -> Settled {
        Settled::per_party([values])
    }

    /// One answer per Party, in the order of the Parties.
    pub fn per_party<'a, V: IntoIterator<Item = &'a str>>(values: impl IntoIterator<Item = V>) -> Settled {
        let values = values.into_iter().map(|entry| entry.into_iter().map(String::from).collect()).collect();
        Settled { values, open: false }
    }

    /// Left open.
    pub fn open() -> Settled {
        Settled { values: vec![], open: true }
    }
}

/// Option → answer. An option that does not stand here is unconstrained.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    pub options: BTreeMap<String, Settled>,
}

impl Selection {
    /// These answers.
    pub fn of<'a>(answers: impl IntoIterator<Item = (&'a str, Settled)>) -> Selection {
        Selection { options: answers.into_iter().map(|(option, settled)| (option.to_string(), settled)).collect() }
    }

    /// Whether the answer bears the value: of this Party, or of any.
    pub fn holds(&self, option: &str, value: &str, who: Who) -> bool {
        let Some(settled) = self.options.get(option) else { return false };
        match who {
            Who::Party(index) => settled.values.get(index).is_some_and(|entry| entry.contains(value)),
            Who::Common | Who::Some | Who::This => settled.values.iter().any(|entry| entry.contains(value)),
        }
    }

    /// Whether a condition holds under answers that are all settled; in text repeated for each Party,
    /// for this one. The same as the condition's formula evaluated, without making it.
    pub fn meets(&self, conditions: &Conditions, instrument: &Instrument, host: Option<usize>) -> bool {
        conditions.alternatives().iter().any(|table| self.meets_all(table, instrument, host))
    }

    /// The same for one table: every line of it holds.
    pub fn meets_all(&self, table: &Condition, instrument: &Instrument, host: Option<usize>) -> bool {
        table.iter().all(|(option, accepted)| {
            let Some(declared) = instrument.option.get(option) else { return false };
            let who = match (declared.per, host) {
                (None, _) => Who::Common,
                (Some(_), None) => Who::Some,
                (Some(_), Some(index)) => Who::Party(index),
            };
            let known = |value: &str| declared.values.iter().any(|other| other == value);
            accepted.values().into_iter().any(|value| known(value) && self.holds(option, value, who))
        })
    }

    /// Whether some option is left in brackets.
    pub fn has_open(&self) -> bool {
        self.options.values().any(|settled| settled.open)
    }
}
