//! What may hold, what surely holds, and the fewest answers that show it.

use super::encode::{Given, Space};
use super::formula::{Formula, Who};
use crate::model::Constraint;
use batsat::Lit;
use std::cmp::Reverse;
use std::fmt;

/// One answer: `scope = list`, `pursuit = zone (Party 2)`, `domains without drugs`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Choice {
    pub option: String,
    pub value: String,
    /// For an option answered per Party: whose answer, by its place in the list.
    pub party: Option<usize>,
    /// False where the value is left out of an option of several values.
    pub chosen: bool,
}

impl fmt::Display for Choice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Choice { option, value, party, chosen } = self;
        write!(f, "{option} {} {value}", if *chosen { "=" } else { "without" })?;
        match party {
            Some(index) => write!(f, " (Party {})", index + 1),
            None => Ok(()),
        }
    }
}

impl Space<'_> {
    /// Whether the formula can hold under what is given.
    pub fn possible(&self, formula: &Formula, given: &Given) -> bool {
        let holds = self.solve.borrow_mut().literal(formula);
        self.reachable(given.0.iter().copied().chain([holds]))
    }

    /// Whether the formula always holds under what is given. Of what can't be, everything is certain.
    pub fn certain(&self, formula: &Formula, given: &Given) -> bool {
        let holds = self.solve.borrow_mut().literal(formula);
        !self.reachable(given.0.iter().copied().chain([!holds]))
    }

    /// Whether the rules of this space allow all of these together.
    pub(super) fn reachable(&self, assumed: impl IntoIterator<Item = Lit>) -> bool {
        let assumed: Vec<Lit> = self.rules.iter().map(|(_, bound)| *bound).chain(assumed).collect();
        self.solve.borrow_mut().satisfiable(&assumed)
    }

    /// Whether the rule can ever apply, were it not for itself.
    pub fn applies(&self, rule: &Constraint) -> bool {
        let when = self.solve.borrow_mut().literal(&Formula::of(&rule.when, self.instrument));
        let others = self.rules.iter().filter(|(index, _)| self.instrument.constraint[*index].id != rule.id);
        let assumed: Vec<Lit> = others.map(|(_, bound)| *bound).chain([when]).collect();
        self.solve.borrow_mut().satisfiable(&assumed)
    }

    /// The fewest answers under which the formula must hold; none where it never does.
    ///
    /// It starts from the combination nearest to the defaults, in the order asked, and drops every
    /// answer that is not needed, so that what remains is what makes the difference.
    pub fn witness(&self, formula: &Formula) -> Option<Vec<Choice>> {
        let holds = self.solve.borrow_mut().literal(formula);
        if !self.reachable([holds]) {
            return None;
        }
        let mut kept = self.nearest(holds);
        let mut order: Vec<usize> = (0..kept.len()).collect();
        let depends = |choice: &Choice| self.instrument.option[&choice.option].when != Default::default();
        order.sort_by_key(|at| (kept[*at].0.chosen, !depends(&kept[*at].0), Reverse(*at)));
        let mut dropped = vec![false; kept.len()];
        for at in order {
            dropped[at] = true;
            let rest = kept.iter().zip(&dropped).filter(|(_, dropped)| !**dropped).map(|((_, literal), _)| *literal);
            dropped[at] = !self.reachable(rest.chain([!holds]));
        }
        let mut at = 0;
        kept.retain(|_| {
            at += 1;
            !dropped[at - 1]
        });
        Some(kept.into_iter().map(|(choice, _)| choice).collect())
    }

    /// Every answer of the combination that is nearest to the defaults and makes the literal hold.
    fn nearest(&self, holds: Lit) -> Vec<(Choice, Lit)> {
        let mut assumed = vec![holds];
        let mut kept = Vec::new();
        for (id, index) in self.slots() {
            let option = &self.instrument.option[id];
            let defaults = option.default.as_ref().map(|default| default.values()).unwrap_or_default();
            let mut values = self.solve.borrow().slots[id][index].clone();
            values.sort_by_key(|(value, _)| !defaults.contains(&value.as_str()));
            let can = |assumed: &[Lit], more: Lit| self.reachable(assumed.iter().copied().chain([more]));
            if !values.iter().any(|(_, literal)| can(&assumed, *literal)) {
                continue;
            }
            for (value, literal) in values {
                // Of several values the defaults are wanted in and the others out; of one, the first that can be.
                let wanted = !option.many || defaults.contains(&value.as_str());
                let chosen = can(&assumed, if wanted { literal } else { !literal }) == wanted;
                if !chosen && !option.many {
                    continue;
                }
                let literal = if chosen { literal } else { !literal };
                assumed.push(literal);
                kept.push((
                    Choice { option: id.to_string(), value, party: option.per.map(|_| index), chosen },
                    literal,
                ));
                if !option.many {
                    break;
                }
            }
        }
        kept
    }

    /// The values that no combination here bears, as (option, value).
    pub fn dead_values(&self) -> Vec<(String, String)> {
        let mut dead = Vec::new();
        for (id, option) in &self.instrument.option {
            for value in super::encode::distinct(&option.values) {
                if !self.possible(&Formula::atom(id, value, Who::Some), &Given::default()) {
                    dead.push((id.clone(), value.clone()));
                }
            }
        }
        dead
    }

    /// Where no combination is left: the fewest constraints that together exclude all.
    pub fn contradictory(&self) -> Option<Vec<String>> {
        self.clash(&Given::default())
    }

    /// Where the rules here leave nothing of what is given: the fewest constraints that clash with it.
    pub(super) fn clash(&self, given: &Given) -> Option<Vec<String>> {
        if self.reachable(given.0.iter().copied()) {
            return None;
        }
        let mut kept = self.rules.clone();
        for rule in &self.rules {
            let rest = kept.iter().filter(|other| *other != rule).map(|(_, bound)| *bound);
            let assumed: Vec<Lit> = rest.chain(given.0.iter().copied()).collect();
            if !self.solve.borrow_mut().satisfiable(&assumed) {
                kept.retain(|other| other != rule);
            }
        }
        Some(kept.into_iter().map(|(index, _)| self.instrument.constraint[index].id.clone()).collect())
    }
}
