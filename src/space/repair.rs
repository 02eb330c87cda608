//! Broken constraints, and the smallest changes that mend them.

use super::encode::{Given, Space, asked, binds, bounds, broken, distinct};
use super::formula::Formula;
use super::selection::Selection;
use crate::model::instrument::{Constraint, Severity};
use crate::model::{Conditions, Instrument};
use std::collections::BTreeSet;

/// The constraints that answers break.
#[derive(Clone, Debug, Default)]
pub struct Violated<'a> {
    /// They forbid the draft: refusals not set aside, and contradictions (which can't be).
    pub refused: Vec<&'a Constraint>,
    /// Set aside by the user, with a reason.
    pub accepted: Vec<&'a Constraint>,
    pub warned: Vec<&'a Constraint>,
}

/// Another answer to one option.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    pub option: String,
    /// For an option answered per Party: whose answer, by its place in the list.
    pub party: Option<usize>,
    /// The values it then bears.
    pub values: BTreeSet<String>,
}

/// The constraints that warn, where the answers are all settled and nothing refuses them. `None`:
/// something is open or refused, and a [`Space`] can say more.
pub fn allowed<'a>(
    instrument: &'a Instrument,
    accepted: &BTreeSet<String>,
    selection: &Selection,
) -> Option<Vec<&'a Constraint>> {
    if selection.has_open() {
        return None;
    }
    let meets = |conditions: &Conditions| selection.meets(conditions, instrument, None);
    let broken = instrument.constraint.iter().filter(|rule| {
        let missing = rule.requires.as_ref().is_some_and(|required| !meets(required));
        meets(&rule.when) && (missing || rule.excludes.as_ref().is_some_and(meets))
    });
    let broken: Vec<&Constraint> = broken.collect();
    let warns = |rule: &&Constraint| rule.severity == Severity::Warn && !accepted.contains(&rule.id);
    let refused = broken.iter().any(|rule| binds(rule, accepted));
    (!refused).then(|| broken.into_iter().filter(warns).collect())
}

impl<'a> Space<'a> {
    /// The constraints that the answers break. With options left open: those broken whatever is
    /// chosen for them, and, where only together they leave nothing to choose, the fewest that do.
    pub fn violated(&self, selection: &Selection) -> Violated<'a> {
        let given = self.settled(selection);
        let mut violated = Violated::default();
        for rule in &self.instrument.constraint {
            let broken = broken(rule, self.instrument);
            let surely = if selection.has_open() { self.free(&given, broken) } else { broken.eval(selection) };
            if !surely {
                continue;
            }
            if self.binds(rule) {
                violated.refused.push(rule);
            } else if self.accepted.contains(&rule.id) {
                violated.accepted.push(rule);
            } else if rule.severity == Severity::Warn {
                violated.warned.push(rule);
            }
        }
        if violated.refused.is_empty() && selection.has_open() {
            let clash = self.clash(&given).unwrap_or_default();
            violated.refused = self.instrument.constraint.iter().filter(|rule| clash.contains(&rule.id)).collect();
        }
        violated
    }

    fn binds(&self, rule: &Constraint) -> bool {
        self.rules.iter().any(|(index, _)| self.instrument.constraint[*index].id == rule.id)
    }

    /// Whether the formula holds in every combination of answers, the constraints left out of account.
    fn free(&self, given: &Given, formula: Formula) -> bool {
        let mut solve = self.solve.borrow_mut();
        let holds = solve.literal(&formula);
        let assumed: Vec<_> = given.0.iter().copied().chain([!holds]).collect();
        !solve.satisfiable(&assumed)
    }

    /// The smallest changes after which no constraint refuses the answers: every way to change one
    /// answer, or, where none suffices, two. Empty where nothing is refused, or nothing this small helps.
    ///
    /// A change can bring up a question that was not put before. What is then answered to it the space
    /// does not know: `stands` says of each change whether the answers are allowed once it is made.
    pub fn repairs(&self, selection: &Selection, stands: &dyn Fn(&[Change]) -> bool) -> Vec<Vec<Change>> {
        let refused = self.violated(selection).refused;
        if refused.is_empty() {
            return vec![];
        }
        let touched = self.touched(&refused);
        let (first, second): (Vec<Change>, Vec<Change>) =
            self.changes(selection).into_iter().partition(|change| touched.contains(&change.option));
        let singles: Vec<Vec<Change>> = first.iter().map(|change| vec![change.clone()]).collect();
        let mends = |changes: &Vec<Change>| self.mends(selection, changes) && stands(changes);
        let found: Vec<_> = singles.into_iter().filter(mends).collect();
        if !found.is_empty() {
            return found;
        }
        let mut pairs = Vec::new();
        for (at, one) in first.iter().enumerate() {
            for other in first[at + 1..].iter().chain(&second) {
                if (&one.option, one.party) != (&other.option, other.party) {
                    pairs.push(vec![one.clone(), other.clone()]);
                }
            }
        }
        pairs.retain(mends);
        pairs
    }

    /// The options that decide whether the rules are broken, through the options they depend on.
    fn touched(&self, rules: &[&Constraint]) -> BTreeSet<String> {
        let mut todo: Vec<String> = Vec::new();
        for rule in rules {
            todo.extend(broken(rule, self.instrument).options().into_iter().map(String::from));
        }
        let mut touched = BTreeSet::new();
        while let Some(option) = todo.pop() {
            if touched.insert(option.clone()) {
                todo.extend(asked(self.instrument, &option, 0).options().into_iter().map(String::from));
            }
        }
        touched
    }

    /// Every other answer to one option: another value, or, of several values, one more or one less.
    fn changes(&self, selection: &Selection) -> Vec<Change> {
        let mut changes = Vec::new();
        for (id, index) in self.slots() {
            let option = &self.instrument.option[id];
            let settled = selection.options.get(id);
            if settled.is_none_or(|settled| settled.open) {
                continue;
            }
            let now = settled.and_then(|settled| settled.values.get(index)).cloned().unwrap_or_default();
            for value in distinct(&option.values) {
                let mut values = now.clone();
                if !option.many {
                    values = BTreeSet::from([value.clone()]);
                } else if !values.remove(value) {
                    values.insert(value.clone());
                }
                let (fewest, most) = bounds(option);
                if values != now && !values.is_empty() && (fewest..=most).contains(&values.len()) {
                    changes.push(Change { option: id.to_string(), party: option.per.map(|_| index), values });
                }
            }
        }
        changes
    }

    /// Whether nothing is refused after the changes, each of which must then be asked.
    fn mends(&self, selection: &Selection, changes: &[Change]) -> bool {
        let mut rest = selection.clone();
        let mut given = Given::default();
        for change in changes {
            let index = change.party.unwrap_or(0);
            if let Some(entry) = rest.options.get_mut(&change.option).and_then(|settled| settled.values.get_mut(index))
            {
                entry.clear();
            }
            self.answer(&change.option, index, &change.values, &mut given);
            let put = self.solve.borrow_mut().literal(&asked(self.instrument, &change.option, index));
            given.0.push(put);
        }
        given.0.extend(self.settled(&rest).0);
        self.reachable(given.0)
    }
}
