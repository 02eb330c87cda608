//! How many combinations a space has: one decision diagram per connected part, within a limit.

use super::encode::{Space, asked, bounds, broken, entries};
use super::formula::{Formula, Who};
use biodivine_lib_bdd::{Bdd, BddVariable, BddVariableSet, op_function};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Largest diagram of one part. Unit: nodes.
const MAX_NODES: usize = 100_000;
/// Most variables of one part.
const MAX_VARIABLES: usize = 10_000;

/// A number of combinations, in decimal digits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Count {
    Exactly(String),
    /// Some part was too large to count; it has at least one combination.
    AtLeast(String),
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Count::Exactly(number) => f.write_str(number),
            Count::AtLeast(number) => write!(f, "at least {number}"),
        }
    }
}

impl Space<'_> {
    /// How many combinations of answers this space has.
    pub fn count(&self) -> Count {
        self.count_within(MAX_NODES)
    }

    pub(super) fn count_within(&self, limit: usize) -> Count {
        if self.contradictory().is_some() {
            return Count::Exactly("0".into());
        }
        let mut total = BddVariableSet::new_anonymous(0).mk_true().exact_cardinality();
        let mut exact = true;
        for part in self.parts() {
            match self.diagram(&part, limit) {
                Some(diagram) => total *= diagram.exact_cardinality(),
                None => exact = false,
            }
        }
        if exact { Count::Exactly(total.to_string()) } else { Count::AtLeast(total.to_string()) }
    }

    /// What must hold beside the number of values of each option: no rule is broken.
    fn rules_kept(&self) -> Vec<Formula> {
        self.rules.iter().map(|(index, _)| !broken(&self.instrument.constraint[*index], self.instrument)).collect()
    }

    /// The options, in parts that nothing links; within a part, linked ones stand near each other.
    fn parts(&self) -> Vec<Vec<&str>> {
        let mut links: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        let conditions = self.instrument.option.keys().map(|id| (Some(id.as_str()), asked(self.instrument, id, 0)));
        for (id, formula) in conditions.chain(self.rules_kept().into_iter().map(|rule| (None, rule))) {
            let known = |option: &str| self.instrument.option.get_key_value(option).map(|(id, _)| id.as_str());
            let linked: BTreeSet<&str> = formula.options().into_iter().filter_map(known).chain(id).collect();
            for one in &linked {
                links.entry(one).or_default().extend(&linked);
            }
        }
        let mut seen = BTreeSet::new();
        let mut parts = Vec::new();
        for (id, _) in self.slots() {
            let mut part = Vec::new();
            let mut todo = std::collections::VecDeque::from([id]);
            while let Some(next) = todo.pop_front() {
                if seen.insert(next) {
                    part.push(next);
                    todo.extend(links.get(next).into_iter().flatten());
                }
            }
            if !part.is_empty() {
                parts.push(part);
            }
        }
        parts
    }

    fn diagram(&self, part: &[&str], limit: usize) -> Option<Bdd> {
        let mut order: Vec<(&str, usize, &str)> = Vec::new();
        for id in part {
            let option = &self.instrument.option[*id];
            for index in 0..entries(option, self.parties) {
                order.extend(
                    super::encode::distinct(&option.values).into_iter().map(|value| (*id, index, value.as_str())),
                );
            }
        }
        if order.len() > MAX_VARIABLES {
            return None;
        }
        let set = BddVariableSet::new_anonymous(order.len() as u16);
        let of = order.into_iter().zip(set.variables()).collect();
        let build = Build { set, of, limit };
        let mut all = build.set.mk_true();
        for id in part {
            let option = &self.instrument.option[*id];
            for index in 0..entries(option, self.parties) {
                let variables = build.variables(id, Some(index), None);
                let asked = build.formula(&asked(self.instrument, id, index))?;
                let counted = build.between(&variables, bounds(option))?;
                let none = build.between(&variables, (0, 0))?;
                let here = build.or(&build.and(&asked, &counted)?, &build.and(&asked.not(), &none)?)?;
                all = build.and(&all, &here)?;
            }
        }
        for rule in self.rules_kept() {
            if rule.options().iter().any(|option| part.contains(option)) {
                all = build.and(&all, &build.formula(&rule)?)?;
            }
        }
        Some(all)
    }
}

/// Diagrams over the values of one part.
struct Build<'a> {
    set: BddVariableSet,
    of: BTreeMap<(&'a str, usize, &'a str), BddVariable>,
    limit: usize,
}

impl Build<'_> {
    fn and(&self, left: &Bdd, right: &Bdd) -> Option<Bdd> {
        Bdd::binary_op_with_limit(self.limit, left, right, op_function::and)
    }

    fn or(&self, left: &Bdd, right: &Bdd) -> Option<Bdd> {
        Bdd::binary_op_with_limit(self.limit, left, right, op_function::or)
    }

    fn variables(&self, option: &str, index: Option<usize>, value: Option<&str>) -> Vec<BddVariable> {
        let of = self.of.iter().filter(|((o, i, v), _)| {
            *o == option && index.is_none_or(|index| index == *i) && value.is_none_or(|value| value == *v)
        });
        of.map(|(_, variable)| *variable).collect()
    }

    fn formula(&self, formula: &Formula) -> Option<Bdd> {
        match formula {
            Formula::True => Some(self.set.mk_true()),
            Formula::False => Some(self.set.mk_false()),
            Formula::Not(inner) => Some(self.formula(inner)?.not()),
            Formula::And(parts) => {
                parts.iter().try_fold(self.set.mk_true(), |all, part| self.and(&all, &self.formula(part)?))
            }
            Formula::Or(parts) => {
                parts.iter().try_fold(self.set.mk_false(), |any, part| self.or(&any, &self.formula(part)?))
            }
            Formula::Atom { option, value, party } => {
                let index = if let Who::Party(index) = party { Some(*index) } else { None };
                let held = self.variables(option, index, Some(value));
                held.iter().try_fold(self.set.mk_false(), |any, held| self.or(&any, &self.set.mk_literal(*held, true)))
            }
        }
    }

    /// Between `fewest` and `most` of the variables hold.
    fn between(&self, variables: &[BddVariable], (fewest, most): (usize, usize)) -> Option<Bdd> {
        let most = most.min(variables.len());
        // exactly[n]: n of the variables so far hold.
        let mut exactly = vec![self.set.mk_true()];
        for variable in variables {
            let (held, absent) = (self.set.mk_literal(*variable, true), self.set.mk_literal(*variable, false));
            let mut next = Vec::new();
            for n in 0..=exactly.len().min(most) {
                let stays = match exactly.get(n) {
                    Some(same) => self.and(same, &absent)?,
                    None => self.set.mk_false(),
                };
                let grows = match n.checked_sub(1).and_then(|less| exactly.get(less)) {
                    Some(less) => self.and(less, &held)?,
                    None => self.set.mk_false(),
                };
                next.push(self.or(&stays, &grows)?);
            }
            exactly = next;
        }
        let mut wanted = exactly.iter().skip(fewest);
        wanted.try_fold(self.set.mk_false(), |any, one| self.or(&any, one))
    }
}
