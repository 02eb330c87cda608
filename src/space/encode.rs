//! An instrument's options and constraints, encoded.

use super::formula::{Formula, Who};
use super::selection::Selection;
use super::solve::Solve;
use crate::model::instrument::{Constraint, Instrument, Opt, Severity};
use batsat::Lit;
use std::cell::RefCell;
use std::collections::BTreeSet;

/// Every combination of answers that an instrument allows.
pub struct Space<'a> {
    pub(super) instrument: &'a Instrument,
    pub(super) parties: usize,
    pub(super) accepted: BTreeSet<String>,
    /// The constraints that bind here: place in the instrument, and the literal that switches it on.
    pub(super) rules: Vec<(usize, Lit)>,
    pub(super) solve: RefCell<Solve>,
}

/// What is taken for granted in a query: made by [`Space::given`] and [`Space::settled`].
#[derive(Clone, Default)]
pub struct Given(pub(super) Vec<Lit>);

impl<'a> Space<'a> {
    /// The allowed combinations: no contradiction, and no refusal but those `accepted` (by id).
    pub fn new(instrument: &'a Instrument, parties: usize, accepted: &BTreeSet<String>) -> Space<'a> {
        Space::build(instrument, parties, accepted, &|rule| binds(rule, accepted))
    }

    /// The combinations that a user can reach by setting every refusal aside: no contradiction.
    pub fn sound(instrument: &'a Instrument, parties: usize) -> Space<'a> {
        Space::build(instrument, parties, &BTreeSet::new(), &Constraint::contradicts)
    }

    fn build(
        instrument: &'a Instrument,
        parties: usize,
        accepted: &BTreeSet<String>,
        bind: &dyn Fn(&Constraint) -> bool,
    ) -> Space<'a> {
        let mut solve = Solve::new();
        for (id, option) in &instrument.option {
            let entries = (0..entries(option, parties))
                .map(|_| distinct(&option.values).into_iter().map(|value| (value.clone(), solve.fresh())).collect())
                .collect();
            solve.slots.insert(id.clone(), entries);
        }
        for (id, option) in &instrument.option {
            for index in 0..entries(option, parties) {
                let asked = solve.literal(&asked(instrument, id, index));
                let values = solve.slots[id][index].iter().map(|(_, literal)| *literal).collect::<Vec<_>>();
                ask(&mut solve, option, asked, &values);
            }
        }
        let mut rules = Vec::new();
        for (index, rule) in instrument.constraint.iter().enumerate().filter(|(_, rule)| bind(rule)) {
            let broken = solve.literal(&broken(rule, instrument));
            let bound = solve.fresh();
            solve.clause([!bound, !broken]);
            rules.push((index, bound));
        }
        Space { instrument, parties, accepted: accepted.clone(), rules, solve: RefCell::new(solve) }
    }

    /// Takes formulas for granted.
    pub fn given(&self, formulas: &[Formula]) -> Given {
        let mut solve = self.solve.borrow_mut();
        Given(formulas.iter().map(|formula| solve.literal(formula)).collect())
    }

    /// Takes answers for granted. What is open, unanswered or not asked stays unconstrained; an
    /// answer counts only where its option is asked, which may depend on what is open.
    pub fn settled(&self, selection: &Selection) -> Given {
        let mut given = Given::default();
        for (id, option) in &self.instrument.option {
            let Some(settled) = selection.options.get(id).filter(|settled| !settled.open) else { continue };
            for index in 0..entries(option, self.parties) {
                let Some(chosen) = settled.values.get(index).filter(|chosen| !chosen.is_empty()) else { continue };
                self.answer(id, index, chosen, &mut given);
            }
        }
        given
    }

    pub(super) fn answer(&self, id: &str, index: usize, chosen: &BTreeSet<String>, given: &mut Given) {
        let mut solve = self.solve.borrow_mut();
        for (value, literal) in solve.slots[id][index].clone() {
            if !chosen.contains(&value) {
                given.0.push(!literal);
            } else {
                let holds = Formula::atom(id, &value, Who::Party(index));
                given.0.push(solve.literal(&asked(self.instrument, id, index).implies(holds)));
            }
        }
    }

    /// How often the solver was asked.
    pub fn queries(&self) -> usize {
        self.solve.borrow().queries
    }

    /// The options and entries, in the order in which they are asked.
    pub(super) fn slots(&self) -> Vec<(&'a str, usize)> {
        let options = &self.instrument.option;
        let named = self.instrument.order.iter().filter(|id| options.contains_key(*id));
        let mut order: Vec<&str> = Vec::new();
        for id in named.chain(options.keys()) {
            if !order.contains(&id.as_str()) {
                order.push(id);
            }
        }
        order
            .into_iter()
            .flat_map(|id| (0..entries(&options[id], self.parties)).map(move |index| (id, index)))
            .collect()
    }
}

/// Whether the rule forbids: a contradiction, or a refusal that is not set aside.
pub(super) fn binds(rule: &Constraint, accepted: &BTreeSet<String>) -> bool {
    rule.contradicts() || (rule.severity == Severity::Refuse && !accepted.contains(&rule.id))
}

/// How many answers an option has.
pub(super) fn entries(option: &Opt, parties: usize) -> usize {
    if option.per.is_some() { parties } else { 1 }
}

/// When the option is put, to this Party if it is answered per Party.
pub(super) fn asked(instrument: &Instrument, id: &str, index: usize) -> Formula {
    let Some(option) = instrument.option.get(id) else { return Formula::False };
    let when = Formula::of(&option.when, instrument);
    if option.per.is_some() { when.host(index) } else { when }
}

/// When the rule is broken: it applies, and what it requires fails or what it excludes holds.
pub(super) fn broken(rule: &Constraint, instrument: &Instrument) -> Formula {
    let of = |conditions| Formula::of(conditions, instrument);
    let missing = rule.requires.as_ref().map(|required| !of(required));
    let present = rule.excludes.as_ref().map(of);
    Formula::and([of(&rule.when), Formula::or(missing.into_iter().chain(present))])
}

/// The fewest and most values that an asked option bears.
pub(super) fn bounds(option: &Opt) -> (usize, usize) {
    if option.many { (option.min.unwrap_or(1), option.max.unwrap_or(option.values.len())) } else { (1, 1) }
}

/// The values without repetitions, in the order declared.
pub(super) fn distinct(values: &[String]) -> Vec<&String> {
    let mut seen = BTreeSet::new();
    values.iter().filter(|value| seen.insert(value.as_str())).collect()
}

/// Where the option is asked, it bears as many values as it should; elsewhere none.
fn ask(solve: &mut Solve, option: &Opt, asked: Lit, values: &[Lit]) {
    let (fewest, most) = bounds(option);
    for value in values {
        solve.clause([!*value, asked]);
    }
    let never = solve.literal(&Formula::False);
    solve.at_most(values, most, never);
    match fewest {
        0 => {}
        1 => solve.clause(values.iter().copied().chain([!asked])),
        _ if fewest > values.len() => solve.clause([!asked]),
        _ => {
            let absent: Vec<Lit> = values.iter().map(|value| !*value).collect();
            solve.at_most(&absent, values.len() - fewest, !asked);
        }
    }
}
