//! The solver: formulas become literals, and literals are assumed.

use super::formula::{Formula, Who};
use batsat::{BasicSolver, Lit, SolverInterface, lbool};
use std::collections::BTreeMap;

/// Option → entry (one per Party, or one) → value and its literal, in the order declared.
pub(super) type Slots = BTreeMap<String, Vec<Vec<(String, Lit)>>>;

/// One incremental solver, and the literal of every formula asked so far.
pub(super) struct Solve {
    solver: BasicSolver,
    truth: Lit,
    cache: BTreeMap<Formula, Lit>,
    pub slots: Slots,
    pub queries: usize,
}

impl Solve {
    pub fn new() -> Solve {
        let mut solver = BasicSolver::default();
        let truth = Lit::new(solver.new_var_default(), true);
        let mut solve = Solve { solver, truth, cache: BTreeMap::new(), slots: Slots::new(), queries: 0 };
        solve.clause([truth]);
        solve
    }

    pub fn fresh(&mut self) -> Lit {
        Lit::new(self.solver.new_var_default(), true)
    }

    /// One of them holds, always.
    pub fn clause(&mut self, literals: impl IntoIterator<Item = Lit>) {
        let mut clause: Vec<Lit> = literals.into_iter().collect();
        self.solver.add_clause_reuse(&mut clause);
    }

    /// Whether all of them can hold together.
    pub fn satisfiable(&mut self, assumed: &[Lit]) -> bool {
        self.queries += 1;
        self.solver.solve_limited(assumed) == lbool::TRUE
    }

    /// The literal that holds exactly where the formula does.
    pub fn literal(&mut self, formula: &Formula) -> Lit {
        match formula {
            Formula::True => return self.truth,
            Formula::False => return !self.truth,
            Formula::Not(inner) => return !self.literal(inner),
            _ => {}
        }
        if let Some(known) = self.cache.get(formula) {
            return *known;
        }
        let literal = match formula {
            Formula::And(parts) => {
                let negated: Vec<Lit> = parts.iter().map(|part| !self.literal(part)).collect();
                !self.any(negated)
            }
            Formula::Or(parts) => {
                let parts: Vec<Lit> = parts.iter().map(|part| self.literal(part)).collect();
                self.any(parts)
            }
            Formula::Atom { option, value, party } => {
                let held = self.held(option, value, *party);
                self.any(held)
            }
            Formula::True | Formula::False | Formula::Not(_) => self.truth,
        };
        self.cache.insert(formula.clone(), literal);
        literal
    }

    /// The literals of an atom, of which one must hold.
    fn held(&self, option: &str, value: &str, who: Who) -> Vec<Lit> {
        let Some(entries) = self.slots.get(option) else { return vec![] };
        let of =
            |entry: &Vec<(String, Lit)>| entry.iter().find(|(known, _)| known == value).map(|(_, literal)| *literal);
        match who {
            // An option common to all answers alike for every Party.
            Who::Party(index) if entries.len() > 1 => entries.get(index).and_then(of).into_iter().collect(),
            Who::Party(_) | Who::Common | Who::Some | Who::This => entries.iter().filter_map(of).collect(),
        }
    }

    /// A literal that holds exactly where one of them does.
    fn any(&mut self, parts: Vec<Lit>) -> Lit {
        match parts[..] {
            [] => !self.truth,
            [one] => one,
            _ => {
                let gate = self.fresh();
                for part in &parts {
                    self.clause([!*part, gate]);
                }
                self.clause(parts.into_iter().chain([!gate]));
                gate
            }
        }
    }

    /// At most `most` of them hold, unless `unless` does (sequential counter).
    pub fn at_most(&mut self, literals: &[Lit], most: usize, unless: Lit) {
        if most >= literals.len() {
            return;
        }
        // counted[j]: at least j + 1 of the literals so far hold.
        let mut counted: Vec<Lit> = Vec::new();
        for literal in literals {
            if most == 0 {
                self.clause([!*literal, unless]);
                continue;
            }
            let next: Vec<Lit> = (0..most).map(|_| self.fresh()).collect();
            self.clause([!*literal, next[0]]);
            for (j, before) in counted.iter().enumerate() {
                self.clause([!*before, next[j]]);
                match next.get(j + 1) {
                    Some(more) => self.clause([!*literal, !*before, *more]),
                    None => self.clause([!*literal, !*before, unless]),
                }
            }
            counted = next;
        }
    }
}
