//! Each Party's own original: the same text, in which that Party is named first.

mod support;

use clausier::draft::{Settlement, choose, draft};
use clausier::model::Library;
use clausier::model::draft::{Draft, DraftProvision, Run};
use std::collections::BTreeMap;
use support::toy;

fn originals(library: &Library, settlement: &Settlement, language: &str) -> [Draft; 2] {
    [0, 1].map(|party| draft(library, &settlement.original(party), language).expect("it drafts").0)
}

#[test]
fn each_original_names_its_own_party_first() {
    let library = toy::library();
    let (settlement, _) = choose(&library, &toy::given("tests/golden/names.toml", &[])).expect("it settles");
    let [north, south] = originals(&library, &settlement, "fr").map(|d| clausier::model::draft::plain(&d.title));
    assert_eq!(north, "Accord entre la Ville du Nord et la Ville du Sud sur leur pont");
    assert_eq!(south, "Accord entre la Ville du Sud et la Ville du Nord sur leur pont");
}

/// The words of each provision, counted, whatever their order; a reference counts as what it leads to.
fn words(draft: &Draft) -> BTreeMap<String, BTreeMap<String, usize>> {
    let provisions = draft.layers.iter().flat_map(|l| &l.divisions).flat_map(|d| &d.provisions);
    let mut all: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    for provision in provisions {
        let counted = all.entry(provision.id.split('@').next().unwrap_or_default().to_string()).or_default();
        for run in runs(provision) {
            let text = match run {
                Run::Ref { anchor, .. } => anchor.clone(),
                other => other.printed().to_string(),
            };
            let words = text.split(|c: char| !c.is_alphanumeric() && !"#@-’".contains(c));
            words
                .filter(|word| !word.is_empty())
                .for_each(|word| *counted.entry(word.to_lowercase()).or_default() += 1);
        }
    }
    all
}

fn runs(provision: &DraftProvision) -> impl Iterator<Item = &Run> {
    let cells = provision.blocks.iter().flat_map(|b| b.rows.iter().flat_map(|r| r.cells.iter().flatten()));
    provision.heading.iter().chain(provision.blocks.iter().flat_map(|b| &b.runs)).chain(cells)
}

#[test]
fn the_originals_differ_in_order_only() {
    let real = clausier::read::library(&support::files(&support::root()), None).0;
    let arlandia = toy::given("examples/arlandia-borduria/answers.toml", &[]);
    for (library, given) in [(&toy::library(), toy::given("paid", &["night.north=closed"])), (&real, arlandia)] {
        let (settlement, _) = choose(library, &given).expect("it settles");
        for language in library.books[&settlement.book].languages() {
            let [one, other] = originals(library, &settlement, &language);
            assert_ne!(clausier::render::json(&one), clausier::render::json(&other), "nothing was turned");
            assert_eq!(words(&one), words(&other), "{language}");
        }
    }
}

#[test]
fn the_languages_differ_in_words_only() {
    let real = clausier::read::library(&support::files(&support::root()), None).0;
    let (settlement, _) =
        choose(&real, &toy::given("examples/arlandia-borduria/answers.toml", &[])).expect("it settles");
    let skeleton = |language: &str| -> Vec<(Option<String>, Option<usize>)> {
        let draft = draft(&real, &settlement.original(1), language).expect("it drafts").0;
        let provisions = draft.layers.iter().flat_map(|l| &l.divisions).flat_map(|d| &d.provisions);
        provisions.flat_map(|p| &p.blocks).map(|b| (b.id.clone(), b.label.as_ref().map(|l| l.number))).collect()
    };
    assert_eq!(skeleton("en"), skeleton("fr"));
}
