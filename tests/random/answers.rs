//! Answers drawn by chance from all that the library allows.

#![allow(dead_code)]

use clausier::draft::{Given, Settlement, choose};
use clausier::model::answers::OptionAnswer;
use clausier::model::condition::OneOrMany;
use clausier::model::placeholder::Value;
use clausier::model::{Answers, Library, Opt};
use clausier::space::{Space, allowed as allowed_by};
use proptest::prelude::{Rng, RngExt};
use proptest::test_runner::{RngAlgorithm, TestRng};
use std::collections::{BTreeMap, BTreeSet};

/// The answers of a seed, and what they settle. They start from a preset or a story of `examples/`, of
/// which some, many or all answers are drawn anew; what is refused is drawn again.
pub fn allowed(library: &Library, seed: u64) -> (Answers, Settlement) {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let mut rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let bases = bases(library);
    loop {
        let answers = draw(library, &bases, &mut rng);
        if stands(library, &answers) {
            let given = Given { answers: answers.clone(), ..Given::default() };
            let (settlement, _) = choose(library, &given).expect("nothing refuses them");
            return (answers, settlement);
        }
    }
}

/// Whether no rule refuses the answers.
pub fn stands(library: &Library, answers: &Answers) -> bool {
    refusals(library, answers) == 0
}

/// How many rules refuse the answers: the same as choosing, without looking for remedies.
pub fn refusals(library: &Library, answers: &Answers) -> usize {
    let mut tried = answers.clone();
    let rules = &library.books["police-agreement"].instrument;
    tried.accept = rules.constraint.iter().map(|rule| (rule.id.clone(), "tried".to_string())).collect();
    let (settlement, _) =
        choose(library, &Given { answers: tried, ..Given::default() }).expect("whatever is refused can be set aside");
    if allowed_by(rules, &BTreeSet::new(), &settlement.selection).is_some() {
        return 0;
    }
    let space = Space::new(rules, settlement.parties().len(), &BTreeSet::new());
    space.violated(&settlement.selection).refused.len()
}

/// Answers that nobody judged yet.
pub fn draw(library: &Library, bases: &[Answers], rng: &mut impl Rng) -> Answers {
    let mut answers = bases[rng.random_range(0..bases.len())].clone();
    let parties = parties(&answers);
    // How many questions of a hundred are answered by chance.
    let share = [3, 20, 50, 100][rng.random_range(0..4)];
    let book = answers.instrument.as_ref().map_or("police-agreement", String::as_str);
    for (id, option) in &library.books[book].instrument.option {
        if rng.random_range(0..100) >= share {
            continue;
        }
        let answer = if option.per.is_some() && rng.random_range(0..2) == 0 {
            OptionAnswer::PerParty(parties.iter().map(|party| (party.clone(), value(option, rng))).collect())
        } else {
            OptionAnswer::Same(value(option, rng))
        };
        answers.options.insert(id.clone(), answer);
    }
    answers
}

/// The ids of the Parties.
pub fn parties(answers: &Answers) -> Vec<String> {
    match answers.records.get("parties") {
        Some(list) => {
            let id =
                |entry: &BTreeMap<String, Value>| serde_json::to_value(&entry["id"]).ok()?.as_str().map(String::from);
            list.iter().filter_map(id).collect()
        }
        None => vec!["first-party".to_string(), "second-party".to_string()],
    }
}

/// One value, or as many as the option takes.
fn value(option: &Opt, rng: &mut impl Rng) -> OneOrMany {
    if !option.many {
        return OneOrMany::One(option.values[rng.random_range(0..option.values.len())].clone());
    }
    let (fewest, most) = (option.min.unwrap_or(0), option.max.unwrap_or(option.values.len()));
    let count = rng.random_range(fewest..=most);
    let mut left = option.values.clone();
    OneOrMany::Many((0..count).map(|_| left.remove(rng.random_range(0..left.len()))).collect())
}

/// Presets of the agreement, which name no Parties, and the stories, which do.
pub fn bases(library: &Library) -> Vec<Answers> {
    let presets = library.presets.keys().map(|name| Answers { extends: Some(name.clone()), ..Answers::default() });
    let mut all: Vec<Answers> = presets.collect();
    let mut stories: Vec<_> =
        std::fs::read_dir(crate::support::root().join("examples")).expect("examples").flatten().collect();
    stories.sort_by_key(std::fs::DirEntry::path);
    for story in stories {
        let text = std::fs::read_to_string(story.path().join("answers.toml")).expect("answers.toml");
        all.extend(clausier::read::typed::<Answers>("answers.toml", &text).0);
    }
    let of = |answers: &Answers| {
        let given = Given { answers: answers.clone(), ..Given::default() };
        choose(library, &given).is_ok_and(|(settlement, _)| settlement.book == "police-agreement")
    };
    all.retain(of);
    assert!(all.len() > 5, "presets and stories");
    all
}
