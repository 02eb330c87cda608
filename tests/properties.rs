//! What holds for any answers and any text.

mod support;

use clausier::diag::fatal;
use clausier::draft::{Given, choose, draft};
use clausier::model::draft::{Draft, Run};
use clausier::model::{Answers, Library};
use clausier::read::{self, typed};
use clausier::render::{Edition, docx, json};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::LazyLock;

static TOY: LazyLock<Library> = LazyLock::new(support::toy::library);
static REAL: LazyLock<Library> = LazyLock::new(|| read::library(&support::files(&support::root()), None).0);

/// Random answers to every option of an instrument, some of them open.
fn sets(library: &'static Library, book: &str) -> impl Strategy<Value = Vec<(String, String)>> {
    let options = library.books[book].instrument.option.clone();
    let one = options.into_iter().map(|(id, option)| {
        let values = option.values.clone();
        let count = values.len();
        (0..=count, 0..count, 0..10usize).prop_map(move |(first, second, open)| {
            let pick = |i: usize| values[i.min(count - 1)].clone();
            let value = match (open, option.many, option.per.is_some()) {
                (0, _, _) => "open".to_string(),
                (_, true, _) => format!("{},{}", pick(first), pick(second)),
                _ => pick(first),
            };
            let mut all = vec![(id.clone(), value)];
            if option.per.is_some() && open > 5 {
                all.push((format!("{id}.first-party"), pick(second)));
            }
            all
        })
    });
    one.collect::<Vec<_>>().prop_map(|all| all.into_iter().flatten().collect())
}

fn build(library: &Library, preset: &str, sets: Vec<(String, String)>, language: &str) -> Option<Draft> {
    // Refusals set aside: the text must hold there too; only contradictions stay out.
    let book = library.presets[preset].instrument.clone().unwrap_or_default();
    let accept = library.books[&book].instrument.constraint.iter().filter(|c| !c.contradiction);
    let accept = accept.map(|c| (c.id.clone(), "tried".to_string())).collect();
    let answers = Answers { extends: Some(preset.into()), accept, ..Answers::default() };
    let (settlement, _) = choose(library, &Given { answers, sets, ..Given::default() }).ok()?;
    Some(draft(library, &settlement, language).expect("what is settled can be drafted").0)
}

/// Every reference has a target that exists and bears the number printed; no id stands twice.
fn sound(draft: &Draft) {
    let mut ids = BTreeSet::new();
    let mut labels = std::collections::BTreeMap::new();
    for layer in &draft.layers {
        if let Some(label) = &layer.label {
            labels.insert(layer.id.clone(), label.cited.clone());
        }
        for provision in layer.divisions.iter().flat_map(|d| &d.provisions) {
            assert!(ids.insert(provision.id.clone()), "{} stands twice", provision.id);
            assert!(!provision.blocks.is_empty(), "{} is empty", provision.id);
            if let Some(label) = &provision.label {
                labels.insert(provision.id.clone(), label.cited.clone());
            }
            for block in &provision.blocks {
                if let Some(id) = &block.id {
                    assert!(ids.insert(id.clone()), "{id} stands twice");
                    if let Some(label) = &block.label {
                        labels.insert(id.clone(), label.cited.clone());
                    }
                }
            }
        }
    }
    let provisions = draft.layers.iter().flat_map(|l| &l.divisions).flat_map(|d| &d.provisions);
    for run in provisions.flat_map(|p| p.blocks.iter().chain(&p.commentary)).flat_map(|b| &b.runs) {
        if let Run::Ref { anchor, text } = run {
            assert_eq!(labels.get(anchor), Some(text), "a reference to {anchor}");
        }
    }
}

fn word(edition: Edition) -> docx::DocxOptions {
    docx::DocxOptions { edition, ..docx::DocxOptions::default() }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_allowed_answers_make_a_sound_draft(sets in sets(&REAL, "police-agreement"), french in any::<bool>()) {
        let draft = build(&REAL, "full", sets, if french { "fr" } else { "en" }).expect("nothing contradicts");
        sound(&draft);
        let bytes = docx::docx(&draft, &word(if french { Edition::Annotated } else { Edition::Footnotes })).expect("a document");
        prop_assert_eq!(docx::faults(&bytes), Vec::<String>::new());
    }

    #[test]
    fn any_allowed_answers_to_the_toy(sets in sets(&TOY, "bridge")) {
        let sets: Vec<_> = sets.into_iter().filter(|(id, _)| !id.contains('.')).collect();
        if let Some(draft) = build(&TOY, "paid", sets, "fr") {
            sound(&draft);
        }
    }

    #[test]
    fn any_text_is_printed_or_refused(text in "\\PC{0,40}|[\\x00-\\x1f<>&\"'{}\\[\\]|*_#\u{202e}\u{200f}\u{1F600}]{0,20}") {
        let mut given = support::toy::given("paid", &[]);
        let entry = [("id".to_string(), "cart".into()), ("vehicle".to_string(), text.clone())];
        let entry = entry.into_iter().map(|(k, v): (String, String)| (k, clausier::model::placeholder::Value::Text(v))).collect();
        given.answers.records.insert("fares".into(), vec![entry]);
        let (settlement, _) = choose(&TOY, &given).expect("settled");
        let (draft, _) = draft(&TOY, &settlement, "en").expect("drafted");
        let bytes = docx::docx(&draft, &word(Edition::Clean)).expect("a document");
        prop_assert_eq!(docx::faults(&bytes), Vec::<String>::new());
        prop_assert!(serde_json::from_str::<serde_json::Value>(&json(&draft)).is_ok());
    }

    #[test]
    fn any_template_is_parsed_or_refused(text in "(\\{\\{[#/]?(when|else|ref|blank|x)[ =\"a-z\\[\\],]{0,12}\\}\\}|[ a-z\n#{}\"]{0,6}){0,30}") {
        let (section, messages) = clausier::prose::section("x.md", &text, 0);
        prop_assert!(fatal(&messages) || *section.source == *text);
        for message in &messages {
            for mark in &message.marks {
                prop_assert!(mark.place.start <= mark.place.end && mark.place.end <= text.len());
            }
            prop_assert!(!clausier::diag::draw(message, &[("x.md".to_string(), text.clone())].into(), false).is_empty());
        }
    }

    #[test]
    fn any_toml_is_read_or_refused(text in "([a-z]{1,9} ?= ?(\"[a-z]*\"|[0-9]+|\\[\\]|\\{|\\[\\[)?\n|\\[[a-z.]{0,9}\\]\n|\\PC{0,8}){0,12}") {
        let (value, messages) = typed::<Answers>("x.toml", &text);
        prop_assert!(value.is_some() || fatal(&messages));
    }
}
