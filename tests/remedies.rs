//! What a refusal says would do, does: the answers changed so are allowed, whatever they were.

#[path = "random/answers.rs"]
mod drawn;
mod support;

use clausier::draft::{Given, choose};
use clausier::model::answers::OptionAnswer;
use clausier::model::condition::OneOrMany;
use clausier::model::{Answers, Library};
use clausier::read;
use proptest::prelude::RngExt;
use proptest::test_runner::{RngAlgorithm, TestRng};
use std::collections::BTreeSet;
use std::sync::LazyLock;

static LIBRARY: LazyLock<Library> = LazyLock::new(|| read::library(&support::files(&support::root()), None).0);

/// A change as it is told: `option`, of whom, and the values.
type Change = (String, Option<String>, Vec<String>);

/// Each way out that a refusal offers, read from its words.
fn offered(help: &str) -> Option<Vec<Change>> {
    let changes = help.strip_prefix("it would do to change ")?;
    let one = |change: &str| {
        let (option, rest) = change.trim_start_matches('`').split_once('`').expect("an option");
        let (whose, values) = rest.split_once(" to ").expect("values");
        let party = whose.strip_prefix(" of ").map(String::from);
        let values = values.split(", ").filter(|value| !value.is_empty()).map(String::from).collect();
        (option.to_string(), party, values)
    };
    Some(changes.split(" and `").map(one).collect())
}

/// The answers with the changes made in them.
fn with(given: &Given, changes: &[Change]) -> Given {
    let mut given = given.clone();
    for (option, party, values) in changes {
        let values = OneOrMany::Many(values.clone());
        let answer = match party {
            None => OptionAnswer::Same(values),
            Some(party) => {
                // The other Party keeps what it said.
                let others = match given.answers.options.get(option) {
                    Some(OptionAnswer::PerParty(map)) => map.clone(),
                    Some(OptionAnswer::Same(same)) => {
                        let parties = drawn::parties(&given.answers);
                        parties.into_iter().map(|party| (party, same.clone())).collect()
                    }
                    None => Default::default(),
                };
                OptionAnswer::PerParty(others.into_iter().chain([(party.clone(), values)]).collect())
            }
        };
        given.answers.options.insert(option.clone(), answer);
    }
    given
}

#[test]
fn a_change_that_would_be_refused_again_is_not_suggested() {
    // With pursuit, the answer on arrest counts again, which the restriction on use is lacking for.
    let sets = [
        ("observation", "prior"),
        ("liability", "initiative"),
        ("pursuit", "none"),
        ("arrest", "hand-over"),
        ("use-limit", "off"),
    ];
    let answers = Answers { extends: Some("light".into()), ..Answers::default() };
    let sets = sets.iter().map(|(option, value)| (option.to_string(), value.to_string())).collect();
    let messages = choose(&LIBRARY, &Given { answers, sets, ..Given::default() }).expect_err("refused");
    let ways: Vec<Vec<Change>> = messages.iter().flat_map(|m| &m.help).filter_map(|help| offered(help)).collect();
    let options: BTreeSet<&str> = ways.iter().flatten().map(|(option, ..)| option.as_str()).collect();
    assert!(options.contains("liability") && !options.contains("pursuit"), "{ways:?}");
}

#[test]
fn every_change_that_a_refusal_suggests_is_allowed() {
    let bases = drawn::bases(&LIBRARY);
    let mut rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let (mut refused, mut tried) = (0, 0);
    while refused < 40 {
        let answers = drawn::draw(&LIBRARY, &bases, &mut rng);
        // Where much is refused at once nothing so small helps.
        if !(1..=2).contains(&drawn::refusals(&LIBRARY, &answers)) {
            continue;
        }
        let given = Given { answers, ..Given::default() };
        let messages = choose(&LIBRARY, &given).expect_err("refused");
        refused += 1;
        let helps = messages.iter().flat_map(|message| &message.help);
        let ways: BTreeSet<Vec<Change>> = helps.filter_map(|help| offered(help)).collect();
        // Where two answers must change the ways are many: some of them.
        let step = (ways.len() / 8).max(1);
        for way in ways.iter().skip(rng.random_range(0..step)).step_by(step) {
            let changed = with(&given, way);
            assert!(drawn::stands(&LIBRARY, &changed.answers), "{way:?} does not help {:?}", given.answers.options);
            tried += 1;
        }
    }
    assert!(tried > 10, "hardly any remedy was offered: {tried}");
}
