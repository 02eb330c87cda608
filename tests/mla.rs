//! The law on mutual assistance, checked as a whole: its duties, its rules and its companions.

mod support;

use clausier::cover::{Asked, cover};
use clausier::draft::{Given, Settlement, choose, without_commentary};
use clausier::model::state::State;
use clausier::model::{Answers, Library};
use clausier::read::{self, Files, typed};
use clausier::render::{Edition, markdown};
use std::collections::BTreeSet;
use std::sync::LazyLock;
use support::toy::everything_wrong;
use toml::{Table, Value as Toml};

const ROOT: &str = "clauses/mla-law";

static FILES: LazyLock<Files> = LazyLock::new(|| support::files(&support::root()));
static LIBRARY: LazyLock<Library> = LazyLock::new(|| read::lazily(FILES.clone(), None).0);

/// The complete laws, each with the file of a fictional State that is bound as its profile says.
const LAWS: [(&str, &str); 5] = [
    ("mla-common-law", "arlandia-borduria/arlandia.toml"),
    ("mla-civil-law", "marelle-tesland/marelle.toml"),
    ("mla-arab-civil", "marelle-tesland/marelle.toml"),
    ("mla-gulf", "marelle-tesland/marelle.toml"),
    ("mla-maghreb", "marelle-tesland/marelle.toml"),
];

fn settled(library: &Library, preset: &str, sets: &[(&str, &str)]) -> Settlement {
    let given = Given {
        answers: Answers { extends: Some(preset.into()), ..Answers::default() },
        sets: sets.iter().map(|(option, value)| (option.to_string(), value.to_string())).collect(),
        ..Given::default()
    };
    choose(library, &given).unwrap_or_else(|wrong| panic!("{preset}: {wrong:?}")).0
}

fn state(path: &str) -> State {
    let text = std::fs::read_to_string(support::root().join("examples").join(path)).expect("a State's file");
    let (state, messages) = typed::<State>(path, &text);
    assert_eq!(messages, vec![]);
    state.expect("a State")
}

/// The musts that bind the State and that neither the law nor anything else meets.
fn unmet(preset: &str, state: &State) -> BTreeSet<String> {
    let settlement = settled(&LIBRARY, preset, &[]);
    let (draft, _) = without_commentary(&LIBRARY, &settlement, "en").expect("drafted");
    let asked = Asked { state: Some(state), date: Some("2026-03-01".parse().expect("a date")), ..Asked::default() };
    let (coverage, faults) = cover(&LIBRARY, &LIBRARY.books["mla-law"], &draft, &asked);
    assert_eq!(faults, vec![]);
    coverage.unmet_musts().into_iter().map(|row| row.duty.clone()).collect()
}

/// Every must of the two articles on mutual assistance is met by each complete law or elsewhere.
#[test]
fn each_law_meets_the_articles_on_mutual_assistance() {
    for (preset, file) in LAWS {
        let unmet = unmet(preset, &state(file));
        let of = |article: &str| unmet.iter().filter(|duty| duty.starts_with(article)).cloned().collect::<Vec<_>>();
        assert_eq!((of("untoc.18."), of("uncac.46.")), (vec![], vec![]), "{preset}");
    }
}

/// A rule that refuses is broken as soon as nothing discharges, bears or says what it demands. The rules that hang
/// on what others demand are tried after them.
#[test]
fn each_rule_has_its_case() {
    let instrument: Table = FILES[&format!("{ROOT}/instrument.toml")].parse().expect("TOML");
    let refusing = |rule: &&Toml| rule["severity"].as_str() == Some("refuse");
    let (hanging, free): (Vec<&Toml>, Vec<&Toml>) = instrument["rule"]
        .as_array()
        .expect("rules")
        .iter()
        .filter(refusing)
        .partition(|rule| rule.get("if").is_some_and(|pattern| pattern.get("obligation").is_some()));
    assert!(free.len() >= 25 && hanging.len() >= 2, "{} and {} rules", free.len(), hanging.len());
    for rules in [free, hanging] {
        let mut files = support::only(FILES.clone(), "mla-law");
        for pattern in rules.iter().flat_map(|rule| demanded(rule)) {
            let first = |key: &str| pattern.get(key).and_then(Toml::as_array).and_then(|list| list.first()).cloned();
            match (first("obligation"), first("tags"), first("stands")) {
                (Some(duty), ..) => strip(&mut files, "obligation", &duty),
                (_, Some(tag), _) => strip(&mut files, "tags", &tag),
                (_, _, Some(place)) => remove(&mut files, place.as_str().expect("a place")),
                _ => panic!("{pattern} demands nothing"),
            }
        }
        let found = everything_wrong(&files);
        for rule in rules {
            let id = format!("`{}`", rule["id"].as_str().expect("an id"));
            let missed =
                found.iter().any(|m| ["broken-rule", "empty-rule"].contains(&m.code.as_str()) && m.text.contains(&id));
            assert!(missed, "{id} is not missed");
        }
    }
}

/// What a rule demands: its patterns.
fn demanded(rule: &Toml) -> Vec<Toml> {
    match rule.get("then") {
        Some(Toml::Array(all)) => all.clone(),
        one => one.cloned().into_iter().collect(),
    }
}

/// Takes a value out of every list of this name.
fn strip(files: &mut Files, key: &str, value: &Toml) {
    fn walk(table: &mut Table, key: &str, value: &Toml) {
        for (name, inner) in table.iter_mut() {
            match inner {
                Toml::Array(list) if name == key => list.retain(|entry| entry != value),
                Toml::Table(inner) => walk(inner, key, value),
                _ => {}
            }
        }
    }
    for (_, text) in files.iter_mut().filter(|(path, _)| path.starts_with(ROOT) && path.ends_with("provision.toml")) {
        let mut table: Table = text.parse().expect("TOML");
        walk(&mut table, key, value);
        *text = toml::to_string(&table).expect("TOML");
    }
}

/// Lets a paragraph never stand.
fn remove(files: &mut Files, place: &str) {
    let (provision, paragraph) = place.split_once('#').expect("a paragraph");
    let text = files.get_mut(&format!("{ROOT}/{provision}/provision.toml")).expect("the provision");
    let mut table: Table = text.parse().expect("TOML");
    let all = table.entry("paragraph").or_insert(Toml::Table(Table::new())).as_table_mut().expect("a table");
    let own = all.entry(paragraph).or_insert(Toml::Table(Table::new())).as_table_mut().expect("a table");
    own.insert("present".into(), Toml::Array(vec![]));
    *text = toml::to_string(&table).expect("TOML");
}

/// What the treaties forbid is refused by the treaty, and passes with a reason, which coverage prints.
#[test]
fn a_forbidden_ground_needs_a_reason() {
    let mut answers = Answers { extends: Some("mla-gulf".into()), ..Answers::default() };
    let sets = vec![("grounds".to_string(), "essential-interests,fiscal".to_string())];
    let given = Given { answers: answers.clone(), sets: sets.clone(), ..Given::default() };
    let wrong = choose(&LIBRARY, &given).expect_err("refused");
    let said: Vec<&str> = wrong.iter().filter(|m| m.code == "refused").map(|m| m.text.as_str()).collect();
    assert!(said.len() == 1 && said[0].contains("fiscal-is-no-ground"), "{said:?}");
    answers.accept.insert("fiscal-is-no-ground".into(), "decision of the council of ministers".into());
    let (settlement, _) = choose(&LIBRARY, &Given { answers, sets, ..Given::default() }).expect("accepted");
    let (draft, _) = without_commentary(&LIBRARY, &settlement, "en").expect("drafted");
    let asked = Asked { profile: settlement.treaties.clone(), ..Asked::default() };
    let (coverage, _) = cover(&LIBRARY, &LIBRARY.books["mla-law"], &draft, &asked);
    let sheet = clausier::cover::sheet(&coverage, &draft);
    assert!(markdown(&sheet, Edition::Clean).contains("decision of the council of ministers"));
}

/// No law of the codes speaks of the common law's procedure, and the reverse.
#[test]
fn each_tradition_reads_its_own_law() {
    let foreign = [
        ("mla-common-law", "en", ["exequatur", "Public Prosecution", "investigating judge", "procès-verbal"]),
        ("mla-civil-law", "en", ["warrant", "affidavit", "hearsay", "this section"]),
        ("mla-civil-law", "fr", ["affidavit", "ouï-dire", "mandat de perquisition", "enregistrée au greffe"]),
        ("mla-gulf", "en", ["warrant", "affidavit", "hearsay", "investigating judge"]),
        ("mla-gulf", "fr", ["affidavit", "ouï-dire", "juge d’instruction", "charia"]),
    ];
    for (preset, language, words) in foreign {
        let (draft, _) = without_commentary(&LIBRARY, &settled(&LIBRARY, preset, &[]), language).expect("drafted");
        let text = markdown(&draft, Edition::Clean);
        let found: Vec<&str> = words.into_iter().filter(|word| text.contains(word)).collect();
        assert_eq!(found, Vec::<&str>::new(), "{preset} in {language}");
    }
}

/// The companions are made from the same answers, and the tables name places that stand in the law.
#[test]
fn companions_follow_the_law() {
    for (preset, _) in LAWS {
        let law = settled(&LIBRARY, preset, &[]);
        for language in ["en", "fr"] {
            for (companion, definition) in &LIBRARY.books["mla-law"].instrument.companion {
                let made = law.companion(&LIBRARY.books["mla-law"], companion);
                let made = made.unwrap_or_else(|| panic!("{preset}: {companion} of plan {}", definition.plan));
                let (draft, messages) = without_commentary(&LIBRARY, &made, language).expect("drafted");
                assert_eq!(messages, vec![]);
                assert!(draft.layers.iter().flat_map(|l| &l.divisions).flat_map(|d| &d.provisions).count() > 0);
            }
        }
    }
}
