//! A build reads what it needs and nothing else: any other file may be broken, and a broken one that
//! is needed is named.

mod support;
#[path = "../benches/synthetic/mod.rs"]
mod synthetic;

use clausier::diag::{Message, fatal};
use clausier::draft::{choose, draft, without_commentary};
use clausier::read::{self, Files};
use clausier::render::{Edition, markdown};
use support::toy::{files, given};

/// The clean text of the preset `paid` in English, with these answers.
fn build(files: &Files, sets: &[&str]) -> Result<String, Vec<Message>> {
    made(files, sets, false)
}

fn made(files: &Files, sets: &[&str], commentary: bool) -> Result<String, Vec<Message>> {
    let (library, messages) = read::lazily(files.clone(), None);
    if fatal(&messages) {
        return Err(messages);
    }
    let (settlement, _) = choose(&library, &given("paid", sets))?;
    let made = if commentary { draft } else { without_commentary };
    Ok(markdown(&made(&library, &settlement, "en")?.0, Edition::Clean))
}

/// A text that can't be read, whatever the file.
fn broken(path: &str) -> String {
    if path.ends_with(".md") { "no heading\n".into() } else { "= nothing\n".into() }
}

/// The files without which, or with which broken, the text can't be made.
fn needed(sets: &[&str]) -> Vec<String> {
    let whole = files();
    let text = build(&whole, sets).expect("the toy library builds");
    let mut needed = Vec::new();
    for path in whole.keys() {
        let mut files = whole.clone();
        files.insert(path.clone(), broken(path));
        match build(&files, sets) {
            Ok(other) => assert_eq!(other, text, "{path} is not needed, but changes the text"),
            Err(messages) => {
                let told: Vec<&str> = messages.iter().map(|m| m.marks[0].place.file.as_str()).collect();
                assert!(told.contains(&path.as_str()), "{path} is broken, but what is told is {messages:?}");
                needed.push(path.clone());
            }
        }
    }
    needed
}

#[test]
fn one_language_of_one_instrument_needs_no_file_of_another() {
    let mut expected: Vec<String> = [
        "clauses/bridge/en.md",
        "clauses/bridge/instrument.toml",
        "clauses/forms/plain.toml",
        "clauses/interface/en.toml",
        "clauses/languages/en.toml",
        "clauses/shared.toml",
        "clauses/terms.toml",
        "clauses/traditions/strict.toml",
        "presets/paid.toml",
    ]
    .map(String::from)
    .into();
    // Not of `letter`, which only the companion document prints.
    for folder in [
        "bounds",
        "crossing",
        "definitions/keeper",
        "definitions/toll",
        "night",
        "opening",
        "tariff",
        "terms",
        "upkeep",
    ] {
        expected.extend(["en.md", "provision.toml"].map(|file| format!("clauses/bridge/{folder}/{file}")));
    }
    expected.sort();
    assert_eq!(needed(&[]), expected);
}

#[test]
fn words_of_a_provision_that_does_not_stand_are_not_needed() {
    let here = needed(&["toll=free", "works=deck"]);
    let there = needed(&[]);
    let only: Vec<&String> = there.iter().filter(|path| !here.contains(path)).collect();
    // Nobody pays a toll, so the word is defined nowhere, and nothing is in the list of prices.
    assert_eq!(
        only,
        [
            "clauses/bridge/definitions/toll/en.md",
            "clauses/bridge/definitions/toll/provision.toml",
            "clauses/bridge/tariff/en.md"
        ]
    );
}

#[test]
fn commentary_is_needed_only_where_it_is_printed() {
    let mut files = files();
    let path = "clauses/bridge/upkeep/en.md";
    let text = files[path].replace("Shares the cost.", "Shares the {{cost}}.");
    files.insert(path.into(), text);
    assert!(build(&files, &[]).is_ok());
    let told = made(&files, &[], true).expect_err("the commentary is broken");
    assert_eq!(told.iter().map(|m| m.code.as_str()).collect::<Vec<_>>(), ["unknown-tag"]);
    assert_eq!(told[0].marks[0].place.file, path);
}

#[test]
fn everything_wrong_with_what_is_needed_is_told_at_once() {
    let mut files = files();
    for path in ["clauses/terms.toml", "clauses/languages/en.toml", "clauses/bridge/upkeep/en.md"] {
        files.insert(path.into(), broken(path));
    }
    let told = build(&files, &[]).expect_err("three files are broken");
    let mut places: Vec<&str> = told.iter().map(|m| m.marks[0].place.file.as_str()).collect();
    places.dedup();
    assert_eq!(places, ["clauses/bridge/upkeep/en.md", "clauses/languages/en.toml", "clauses/terms.toml"]);
}

#[test]
fn where_the_structure_is_broken_everything_wrong_with_the_instrument_is_told() {
    let mut files = files();
    for path in ["clauses/bridge/instrument.toml", "clauses/bridge/upkeep/fr.md"] {
        files.insert(path.into(), broken(path));
    }
    let told = build(&files, &[]).expect_err("the structure is broken");
    let mut places: Vec<&str> = told.iter().map(|m| m.marks[0].place.file.as_str()).collect();
    places.dedup();
    assert_eq!(places, ["clauses/bridge/instrument.toml", "clauses/bridge/upkeep/fr.md"]);
}

#[test]
fn the_text_that_speed_is_measured_on_is_sound_and_as_long_as_it_says() {
    let files = synthetic::library(60);
    let wrong = support::toy::everything_wrong(&files);
    assert!(!fatal(&wrong), "{wrong:?}");
    let (library, _) = read::lazily(files, None);
    let (settlement, _) = choose(&library, &given("long", &[])).expect("the answers settle");
    let (draft, _) = without_commentary(&library, &settlement, "en").expect("the text is drafted");
    let provisions: Vec<_> = draft.layers.iter().flat_map(|l| &l.divisions).flat_map(|d| &d.provisions).collect();
    assert_eq!(provisions.len(), 61);
    for provision in &provisions[1..] {
        let words: usize = provision
            .blocks
            .iter()
            .map(|b| b.runs.iter().map(|r| r.printed().split_whitespace().count()).sum::<usize>())
            .sum();
        assert!(words.abs_diff(synthetic::WORDS) <= 25, "{} has {words} words", provision.id);
    }
}
