//! Input and whole output side by side.

use super::*;
use crate::model::Instrument;
use std::collections::BTreeSet;

const PURSUIT: &str = r#"
    kind = "agreement"
    form = "treaty"
    order = ["scope", "domains", "pursuit", "arrest", "channel"]
    option.scope    = { values = ["all", "domains"], default = "all" }
    option.domains  = { values = ["drugs", "arms", "fraud"], many = true, max = 2, when = { scope = "domains" } }
    option.pursuit  = { values = ["none", "zone"], default = "none", per = "party" }
    option.arrest   = { values = ["hold", "hand-over"], per = "party", when = { pursuit = "zone" } }
    option.channel  = { values = ["direct", "central"] }

    [[constraint]]
    id = "hand-over-needs-all"
    severity = "refuse"
    when = { arrest = "hand-over" }
    requires = { scope = "all" }

    [[constraint]]
    id = "no-direct-zone"
    severity = "refuse"
    contradiction = true
    when = { channel = "direct" }
    excludes = { pursuit = "zone" }

    [[constraint]]
    id = "central-is-slow"
    severity = "warn"
    when = { channel = "central" }
    excludes = {}
"#;

fn instrument(text: &str) -> Instrument {
    toml::from_str(text).unwrap()
}

fn is(option: &str, value: &str) -> Formula {
    Formula::atom(option, value, Who::Some)
}

fn none() -> Given {
    Given::default()
}

fn shown(choices: Option<Vec<Choice>>) -> Option<String> {
    choices.map(|choices| choices.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))
}

#[test]
fn a_refusal_binds_the_allowed_space_only_a_contradiction_both() {
    let instrument = instrument(PURSUIT);
    let refused = Formula::and([is("arrest", "hand-over"), is("scope", "domains")]);
    let contradicted = Formula::and([is("channel", "direct"), is("pursuit", "zone")]);
    let set_aside = BTreeSet::from(["hand-over-needs-all".to_string(), "no-direct-zone".to_string()]);
    let spaces = [
        Space::new(&instrument, 2, &BTreeSet::new()),
        Space::new(&instrument, 2, &set_aside),
        Space::sound(&instrument, 2),
    ];
    let possible = spaces.each_ref().map(|s| (s.possible(&refused, &none()), s.possible(&contradicted, &none())));
    assert_eq!(possible, [(false, false), (true, false), (true, false)]);
}

#[test]
fn an_option_bears_values_only_where_it_is_asked_and_of_the_same_party() {
    let instrument = instrument(PURSUIT);
    let space = Space::sound(&instrument, 2);
    let party = |option: &str, value: &str, index| Formula::atom(option, value, Who::Party(index));
    let arrests = party("arrest", "hold", 0);
    assert!(space.certain(&arrests.clone().implies(party("pursuit", "zone", 0)), &none()));
    assert!(!space.certain(&arrests.implies(party("pursuit", "zone", 1)), &none()));
    let all_three = Formula::and([is("domains", "drugs"), is("domains", "arms"), is("domains", "fraud")]);
    assert!(!space.possible(&all_three, &none()));
}

#[test]
fn a_witness_is_the_fewest_answers_that_force_it() {
    let instrument = instrument(PURSUIT);
    let space = Space::sound(&instrument, 2);
    for (formula, expected) in [
        (is("pursuit", "zone"), Some("pursuit = zone (Party 2)")),
        (!is("pursuit", "zone"), Some("pursuit = none (Party 1), pursuit = none (Party 2)")),
        (Formula::and([is("scope", "domains"), !is("domains", "arms")]), Some("scope = domains, domains without arms")),
        (Formula::True, Some("")),
        (Formula::and([is("scope", "all"), is("domains", "arms")]), None),
    ] {
        assert_eq!(shown(space.witness(&formula)).as_deref(), expected, "{formula:?}");
    }
}

#[test]
fn a_witness_does_not_depend_on_what_was_asked_before() {
    let instrument = instrument(PURSUIT);
    let questions = [is("arrest", "hold"), is("domains", "fraud"), !is("channel", "central"), is("pursuit", "zone")];
    let space = Space::sound(&instrument, 2);
    let forwards: Vec<_> = questions.iter().map(|it| space.witness(it)).collect();
    let space = Space::sound(&instrument, 2);
    let mut backwards: Vec<_> = questions.iter().rev().map(|it| space.witness(it)).collect();
    backwards.reverse();
    assert_eq!(forwards, backwards);
}

#[test]
fn what_is_left_open_may_hold_and_an_answer_counts_only_where_it_is_asked() {
    let instrument = instrument(PURSUIT);
    let space = Space::sound(&instrument, 2);
    let selection = Selection::of([
        ("scope", Settled::common(["all"])),
        ("pursuit", Settled::open()),
        ("arrest", Settled::per_party([["hold"], ["hold"]])),
    ]);
    let given = space.settled(&selection);
    let answers = [is("pursuit", "zone"), is("pursuit", "none"), is("arrest", "hand-over"), is("scope", "all")];
    let said = answers.map(|it| (space.possible(&it, &given), space.certain(&it, &given)));
    assert_eq!(said, [(true, false), (true, false), (false, false), (true, true)]);
}

#[test]
fn broken_constraints_and_the_smallest_changes_that_mend_them() {
    let instrument = instrument(PURSUIT);
    let space = Space::new(&instrument, 2, &BTreeSet::new());
    let selection = Selection::of([
        ("scope", Settled::common(["domains"])),
        ("domains", Settled::common(["arms"])),
        ("pursuit", Settled::per_party([["zone"], ["none"]])),
        ("arrest", Settled::per_party([vec!["hand-over"], vec![]])),
        ("channel", Settled::common(["central"])),
    ]);
    let violated = space.violated(&selection);
    let ids = |rules: Vec<&crate::model::Constraint>| rules.iter().map(|rule| rule.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(violated.refused), ["hand-over-needs-all"]);
    assert_eq!(ids(violated.warned), ["central-is-slow"]);
    let change = |option: &str, party, value: &str| {
        vec![Change { option: option.into(), party, values: BTreeSet::from([value.to_string()]) }]
    };
    assert_eq!(
        space.repairs(&selection, &|_| true),
        [change("scope", None, "all"), change("pursuit", Some(0), "none"), change("arrest", Some(0), "hold")],
    );
}

#[test]
fn open_options_that_together_leave_nothing_name_the_constraints_that_clash() {
    let instrument = instrument(
        r#"
        kind = "law"
        form = "act"
        option = { a = { values = ["x", "y"] }, b = { values = ["on", "off"] } }
        constraint = [
            { id = "no-x", severity = "refuse", when = { b = "on" }, excludes = { a = "x" } },
            { id = "no-y", severity = "refuse", when = { b = "on" }, excludes = { a = "y" } },
        ]
        "#,
    );
    let space = Space::new(&instrument, 2, &BTreeSet::new());
    let selection = Selection::of([("a", Settled::open()), ("b", Settled::common(["on"]))]);
    let refused: Vec<&str> = space.violated(&selection).refused.iter().map(|rule| rule.id.as_str()).collect();
    assert_eq!(refused, ["no-x", "no-y"]);
    assert_eq!(space.dead_values(), [("b".to_string(), "on".to_string())]);
}

#[test]
fn combinations_are_counted_exactly_part_by_part() {
    let instrument = instrument(PURSUIT);
    // Scope and domains: 1 + (3 + 3). Per Party: none, or zone with one of two powers. Channel: 2.
    assert_eq!(Space::sound(&instrument, 1).count(), Count::Exactly((7 * (3 + 1)).to_string()));
    // Two Parties: 9 with central, 1 (none, none) with direct.
    assert_eq!(Space::sound(&instrument, 2).count(), Count::Exactly((7 * (9 + 1)).to_string()));
    // Hand-over by either (5 of 9) only with the scope "all".
    let allowed = Space::new(&instrument, 2, &BTreeSet::new());
    assert_eq!(allowed.count(), Count::Exactly((9 + 1 + 6 * (4 + 1)).to_string()));
}

#[test]
fn a_part_too_large_to_count_is_said_so() {
    let instrument = instrument(PURSUIT);
    let count = Space::sound(&instrument, 2).count_within(10);
    assert_eq!(count.to_string(), "at least 1");
}

#[test]
fn where_nothing_is_allowed_the_fewest_constraints_say_why() {
    let instrument = instrument(
        r#"
        kind = "law"
        form = "act"
        option = { a = { values = ["x", "y"] }, b = { values = ["on", "off"] } }
        constraint = [
            { id = "innocent", severity = "refuse", when = { b = "on" }, excludes = { a = "x" } },
            { id = "no-x", severity = "refuse", excludes = { a = "x" } },
            { id = "no-y", severity = "refuse", excludes = { a = "y" } },
        ]
        "#,
    );
    let space = Space::new(&instrument, 2, &BTreeSet::new());
    assert_eq!(space.contradictory(), Some(vec!["no-x".to_string(), "no-y".to_string()]));
    assert_eq!(space.count(), Count::Exactly("0".into()));
}

#[test]
fn odd_declarations_are_answered_not_panicked_on() {
    for (text, expected) in [
        ("", "1"),
        ("option.a = { values = [] }", "0"),
        ("option.a = { values = [\"x\", \"x\"] }", "1"),
        ("option.a = { values = [\"x\"], many = true, min = 2 }", "0"),
        ("option.a = { values = [\"x\"], many = true, min = 0, max = 9 }", "2"),
        ("option.a = { values = [\"x\", \"y\", \"z\"], many = true, min = 2 }", "4"),
        ("option.a = { values = [\"x\"], when = { a = \"x\" } }", "2"),
        ("option.a = { values = [\"x\"], when = { nowhere = \"x\" } }", "1"),
    ] {
        let instrument = instrument(&format!("kind = \"law\"\nform = \"act\"\n{text}"));
        assert_eq!(Space::sound(&instrument, 0).count().to_string(), expected, "{text}");
    }
}

#[test]
fn settled_answers_are_judged_without_a_solver_as_with_one() {
    let instrument = instrument(PURSUIT);
    let none = BTreeSet::new();
    for scope in ["all", "domains"] {
        for channel in ["direct", "central"] {
            for pursuit in [["none", "none"], ["zone", "none"], ["zone", "zone"]] {
                let arrest = pursuit.map(|it| if it == "zone" { vec!["hand-over"] } else { vec![] });
                let selection = Selection::of([
                    ("scope", Settled::common([scope])),
                    ("channel", Settled::common([channel])),
                    ("pursuit", Settled::per_party(pursuit.map(|it| [it]))),
                    ("arrest", Settled::per_party(arrest)),
                ]);
                let violated = Space::new(&instrument, 2, &none).violated(&selection);
                let expected = violated.refused.is_empty().then_some(violated.warned.len());
                let told = allowed(&instrument, &none, &selection).map(|warned| warned.len());
                assert_eq!(told, expected, "{selection:?}");
                for rule in &instrument.constraint {
                    for conditions in [Some(&rule.when), rule.requires.as_ref(), rule.excludes.as_ref()] {
                        let Some(conditions) = conditions else { continue };
                        for host in [None, Some(0), Some(1)] {
                            let formula = Formula::of(conditions, &instrument);
                            let formula = host.map_or(formula.clone(), |index| formula.host(index));
                            let meets = selection.meets(conditions, &instrument, host);
                            assert_eq!(meets, formula.eval(&selection), "{conditions:?} for {host:?}");
                        }
                    }
                }
            }
        }
    }
}
