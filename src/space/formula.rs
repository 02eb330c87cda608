//! Conditions as formulas over (option, value, Party).

use super::selection::Selection;
use crate::model::instrument::Instrument;
use crate::model::{Condition, Conditions};
use std::collections::BTreeSet;
use std::ops::Not;

/// Whose answer an atom speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// The option is common to all.
    Common,
    /// Some Party answers so.
    Some,
    /// The Party for which repeated text is printed; until [`Formula::host`] names it, some Party.
    This,
    /// This Party, by its place in the list.
    Party(usize),
}

/// When something holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Formula {
    True,
    False,
    Atom { option: String, value: String, party: Who },
    Not(Box<Formula>),
    And(Vec<Formula>),
    Or(Vec<Formula>),
}

impl Formula {
    /// The formula of a condition outside repeated text. An option or value that does not exist never holds.
    pub fn of(conditions: &Conditions, instrument: &Instrument) -> Formula {
        Formula::or(conditions.alternatives().iter().map(|table| Formula::table(table, instrument)))
    }

    /// One table: every line holds.
    pub fn table(table: &Condition, instrument: &Instrument) -> Formula {
        Formula::and(table.iter().map(|(option, accepted)| {
            let Some(declared) = instrument.option.get(option) else { return Formula::False };
            let party = if declared.per.is_some() { Who::Some } else { Who::Common };
            let known = accepted.values().into_iter().filter(|value| declared.values.iter().any(|v| v == value));
            Formula::or(known.map(|value| Formula::atom(option, value, party)))
        }))
    }

    pub fn atom(option: &str, value: &str, party: Who) -> Formula {
        Formula::Atom { option: option.to_string(), value: value.to_string(), party }
    }

    /// All of them hold.
    pub fn and(parts: impl IntoIterator<Item = Formula>) -> Formula {
        let mut all = BTreeSet::new();
        for part in parts {
            match part {
                Formula::True => {}
                Formula::False => return Formula::False,
                Formula::And(inner) => all.extend(inner),
                other => {
                    all.insert(other);
                }
            }
        }
        if opposed(&all) {
            return Formula::False;
        }
        single(all, Formula::True, Formula::And)
    }

    /// At least one of them holds.
    pub fn or(parts: impl IntoIterator<Item = Formula>) -> Formula {
        let mut any = BTreeSet::new();
        for part in parts {
            match part {
                Formula::False => {}
                Formula::True => return Formula::True,
                Formula::Or(inner) => any.extend(inner),
                other => {
                    any.insert(other);
                }
            }
        }
        if opposed(&any) {
            return Formula::True;
        }
        single(any, Formula::False, Formula::Or)
    }

    /// Where `self` holds, so does `then`.
    pub fn implies(self, then: Formula) -> Formula {
        Formula::or([!self, then])
    }

    /// Read in text repeated for each Party, at its `index`th entry: a line speaks of this Party.
    pub fn host(self, index: usize) -> Formula {
        self.map_who(&|who| match who {
            Who::Some | Who::This => Who::Party(index),
            other => other,
        })
    }

    /// Read in text repeated for each Party, no entry named yet.
    pub fn repeated(self) -> Formula {
        self.map_who(&|who| if who == Who::Some { Who::This } else { who })
    }

    fn map_who(self, change: &dyn Fn(Who) -> Who) -> Formula {
        match self {
            Formula::True | Formula::False => self,
            Formula::Atom { option, value, party } => Formula::Atom { option, value, party: change(party) },
            Formula::Not(inner) => !inner.map_who(change),
            Formula::And(parts) => Formula::and(parts.into_iter().map(|part| part.map_who(change))),
            Formula::Or(parts) => Formula::or(parts.into_iter().map(|part| part.map_who(change))),
        }
    }

    /// Whether it holds under answers that are all settled. An open option counts by the values it bears.
    pub fn eval(&self, selection: &Selection) -> bool {
        match self {
            Formula::True => true,
            Formula::False => false,
            Formula::Atom { option, value, party } => selection.holds(option, value, *party),
            Formula::Not(inner) => !inner.eval(selection),
            Formula::And(parts) => parts.iter().all(|part| part.eval(selection)),
            Formula::Or(parts) => parts.iter().any(|part| part.eval(selection)),
        }
    }

    /// The options it speaks of.
    pub fn options(&self) -> BTreeSet<&str> {
        let mut found = BTreeSet::new();
        self.gather(&mut found);
        found
    }

    fn gather<'a>(&'a self, found: &mut BTreeSet<&'a str>) {
        match self {
            Formula::True | Formula::False => {}
            Formula::Atom { option, .. } => {
                found.insert(option);
            }
            Formula::Not(inner) => inner.gather(found),
            Formula::And(parts) | Formula::Or(parts) => parts.iter().for_each(|part| part.gather(found)),
        }
    }
}

impl Not for Formula {
    type Output = Formula;

    fn not(self) -> Formula {
        match self {
            Formula::True => Formula::False,
            Formula::False => Formula::True,
            Formula::Not(inner) => *inner,
            other => Formula::Not(Box::new(other)),
        }
    }
}

/// Some part and its negation are both among the parts.
fn opposed(parts: &BTreeSet<Formula>) -> bool {
    parts.iter().any(|part| matches!(part, Formula::Not(inner) if parts.contains(inner.as_ref())))
}

fn single(parts: BTreeSet<Formula>, none: Formula, several: fn(Vec<Formula>) -> Formula) -> Formula {
    let mut parts: Vec<Formula> = parts.into_iter().collect();
    match parts.len() {
        0 => none,
        1 => parts.remove(0),
        _ => several(parts),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::space::Settled;

    fn instrument() -> Instrument {
        toml::from_str(
            r#"
            kind = "agreement"
            form = "treaty"
            option.scope.values = ["all", "list"]
            option.pursuit = { values = ["none", "zone"], per = "party" }
            "#,
        )
        .unwrap()
    }

    fn formula(condition: &str) -> Formula {
        #[derive(serde::Deserialize)]
        struct Holder {
            when: Conditions,
        }
        Formula::of(&toml::from_str::<Holder>(&format!("when = {condition}")).unwrap().when, &instrument())
    }

    #[test]
    fn a_table_is_an_and_a_list_of_tables_an_or_and_what_does_not_exist_never_holds() {
        let scope = |value| Formula::atom("scope", value, Who::Common);
        let pursuit = |value| Formula::atom("pursuit", value, Who::Some);
        for (condition, expected) in [
            ("{}", Formula::True),
            ("[]", Formula::False),
            (r#"{ scope = "list" }"#, scope("list")),
            (r#"{ scope = ["list", "typo"] }"#, scope("list")),
            (r#"{ colour = "red" }"#, Formula::False),
            (r#"{ scope = "all", pursuit = "zone" }"#, Formula::And(vec![pursuit("zone"), scope("all")])),
            (r#"[{ scope = "all" }, { pursuit = "zone" }]"#, Formula::Or(vec![pursuit("zone"), scope("all")])),
        ] {
            assert_eq!(formula(condition), expected, "{condition}");
        }
    }

    #[test]
    fn outside_repeated_text_a_line_speaks_of_some_party_inside_of_this_one() {
        let selection = Selection::of([("pursuit", Settled::per_party([vec!["zone"], vec!["none"]]))]);
        let zone = formula(r#"{ pursuit = "zone" }"#);
        assert_eq!(zone.clone().host(1), Formula::atom("pursuit", "zone", Who::Party(1)));
        let said = [zone.clone(), !zone.clone(), zone.clone().host(0), zone.clone().host(1), !zone.host(1)];
        assert_eq!(said.map(|formula| formula.eval(&selection)), [true, false, true, false, true]);
    }

    #[test]
    fn what_is_plain_is_made_plain_at_once() {
        let a = Formula::atom("scope", "all", Who::Common);
        assert_eq!(Formula::and([a.clone(), !a.clone()]), Formula::False);
        assert_eq!(Formula::or([a.clone(), !a.clone()]), Formula::True);
        assert_eq!(Formula::and([a.clone(), Formula::True, a.clone()]), a);
        assert_eq!(!!a.clone(), a);
    }
}
