//! Each check that the police agreement makes by itself, and proof that its test can fail: with the check
//! taken out of a copy of the library, the same answers pass in silence.

mod support;

use clausier::draft::{Given, Settlement, choose, draft};
use clausier::model::draft::Draft;
use clausier::model::placeholder::Value;
use clausier::model::{Answers, Library};
use clausier::read::{self, Files};
use clausier::render::{Edition, markdown};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
use toml::{Table, Value as Toml};

const ROOT: &str = "clauses/police-agreement";

static FILES: LazyLock<Files> = LazyLock::new(|| support::only(support::files(&support::root()), "police-agreement"));
static LIBRARY: LazyLock<Library> = LazyLock::new(|| read::lazily(FILES.clone(), None).0);

/// Answers: a preset, and what differs from it; an answer without value is an empty list.
type Sets = &'static [(&'static str, &'static str)];

fn given(preset: &str, sets: Sets) -> Given {
    Given {
        answers: Answers { extends: Some(preset.into()), ..Answers::default() },
        sets: sets.iter().map(|(option, value)| (option.to_string(), value.to_string())).collect(),
        ..Given::default()
    }
}

/// The copy of the library in which a table of a file is changed.
fn changed(file: &str, change: impl Fn(&mut Table)) -> Library {
    let mut files = FILES.clone();
    let text = files.get_mut(&format!("{ROOT}/{file}")).unwrap_or_else(|| panic!("no file {file}"));
    let mut table: Table = text.parse().expect("TOML");
    change(&mut table);
    *text = toml::to_string(&table).expect("TOML");
    read::lazily(files, None).0
}

fn without_rule(id: &str) -> Library {
    changed("instrument.toml", |table| {
        let rules = table["constraint"].as_array_mut().expect("rules");
        let before = rules.len();
        rules.retain(|rule| rule["id"].as_str() != Some(id));
        assert_eq!(rules.len() + 1, before, "no rule {id}");
    })
}

/// The rules that the answers break, by id: those that refuse, and those that warn.
fn broken(library: &Library, given: &Given) -> (BTreeSet<String>, BTreeSet<String>) {
    match choose(library, given) {
        Ok((settlement, _)) => (BTreeSet::new(), settlement.warnings.into_iter().collect()),
        Err(messages) => {
            let refused = messages.iter().filter(|message| message.code == "refused");
            let id = |text: &str| text.split('`').nth(1).unwrap_or_default().to_string();
            (refused.map(|message| id(&message.text)).collect(), BTreeSet::new())
        }
    }
}

fn settled(library: &Library, preset: &str, sets: Sets) -> Settlement {
    choose(library, &given(preset, sets)).unwrap_or_else(|wrong| panic!("{preset} {sets:?}: {wrong:?}")).0
}

fn made(library: &Library, preset: &str, sets: Sets, language: &str) -> Draft {
    draft(library, &settled(library, preset, sets), language).expect("it drafts").0
}

/// The ids that stand in a draft: provisions, and paragraphs as `provision#paragraph`.
fn stands(draft: &Draft) -> BTreeSet<String> {
    let provisions = || draft.layers.iter().flat_map(|l| &l.divisions).flat_map(|d| &d.provisions);
    let blocks = provisions().flat_map(|p| &p.blocks).filter_map(|block| block.id.clone());
    provisions().map(|p| p.id.clone()).chain(blocks).collect()
}

/// Every rule, the answers that break it, and answers beside them that do not.
const RULES: [(&str, &str, Sets); 27] = [
    // An urgent list, and every list for a measure, stays within the scope.
    ("scope-covers-extraditable", "light", &[("scope", "closed-list"), ("pursuit", "zone")]),
    // Pursuit with arrest, and foreign officers.
    ("hand-over-needs-use-limit", "full", &[("arrest", "hand-over"), ("use-limit", "off")]),
    ("initiative-split-empty", "light", &[("observation", "prior"), ("liability", "initiative")]),
    ("evading-without-limit", "full", &[("evading-control", "yes"), ("pursuit", "unlimited")]),
    ("prevention-wide", "full", &[("undercover-aim", "investigation-and-prevention")]),
    ("powers-without-weapons", "full", &[("role", "powers"), ("weapons", "forbidden")]),
    ("immunity-wide", "full", &[("criminal", "immunity")]),
    ("signature-without-ratification", "light", &[("entry", "signature"), ("joint-work", "patrols")]),
    // Data that move.
    (
        "direct-channel-needs-long-data",
        "light",
        &[("channel", "direct"), ("spontaneous", "yes"), ("data-protection", "short")],
    ),
    ("short-data", "light", &[("data-protection", "short")]),
    ("searches-need-long-data", "light", &[("hit-search", "on"), ("data-protection", "short")]),
    // The two clauses that stand unless they are switched off.
    ("use-limit-off", "light", &[("use-limit", "off")]),
    ("frontier-off", "full", &[("frontier", "off")]),
    // Recitals that are never dropped in silence.
    ("human-rights-off", "light", &[("human-rights", "off")]),
    ("interpol-off", "light", &[("interpol", "off")]),
    // What only a treaty may contain.
    ("memorandum-officers", "memorandum", &[("observation", "prior")]),
    ("memorandum-searches", "memorandum", &[("hit-search", "on")]),
    ("memorandum-final", "memorandum", &[("disputes", "arbitration")]),
    ("memorandum-data", "memorandum", &[]),
    // A Party bound elsewhere is reminded.
    ("bound-schengen", "light", &[("bound.first-party", "schengen")]),
    ("bound-eu-data", "light", &[("bound.second-party", "eu-data")]),
    ("bound-interpol", "light", &[("bound.first-party", "interpol-data")]),
    ("bound-needs-use-limit", "light", &[("bound.first-party", "death-penalty-bar"), ("use-limit", "off")]),
    // Further answers that break a rule spoken of above.
    ("memorandum-final", "memorandum", &[("entry", "notification")]),
    ("memorandum-final", "memorandum", &[("registration", "on")]),
    ("memorandum-officers", "memorandum", &[("joint-work", "patrols")]),
    ("bound-needs-use-limit", "light", &[("bound.first-party", "refugee-convention"), ("use-limit", "off")]),
];

#[test]
fn each_rule_speaks_and_is_silent_once_it_is_removed() {
    for (rule, preset, sets) in RULES {
        let answers = given(preset, sets);
        let (refused, warned) = broken(&LIBRARY, &answers);
        let refuses = refused.contains(rule);
        assert!(refuses || warned.contains(rule), "{rule} is silent: {refused:?} {warned:?}");
        let library = without_rule(rule);
        let (still, warned) = broken(&library, &answers);
        assert!(!still.contains(rule) && !warned.contains(rule), "{rule} speaks though it is removed");
        let others: BTreeSet<String> = refused.into_iter().filter(|other| other != rule).collect();
        assert_eq!(still, others, "{rule}: what else refuses the answers");
        if refuses && others.is_empty() {
            assert!(choose(&library, &answers).is_ok(), "{rule}: without it the answers pass");
        }
    }
}

#[test]
fn no_rule_is_forgotten_and_each_has_its_reason_in_every_language() {
    let book = &LIBRARY.books["police-agreement"];
    let tried: BTreeSet<&str> = RULES.iter().map(|(rule, ..)| *rule).collect();
    let declared: BTreeSet<&str> = book.instrument.constraint.iter().map(|rule| rule.id.as_str()).collect();
    assert_eq!(tried, declared);
    for rule in declared {
        for (language, prose) in &book.prose {
            let reason = prose.sections.get(&format!("constraint.{rule}")).map(|section| section.source.trim());
            assert!(reason.is_some_and(|reason| reason.len() > 40), "{rule}: no reason in {language}");
        }
    }
}

/// A clause that a measure brings along, under the answers that need it: checks that hold because the
/// clause stands when it must. With its `present` emptied it never stands.
const CLAUSES: [(&str, &str, Sets, &str); 24] = [
    ("foreign officers: status", "light", &[("pursuit", "zone")], "criminal-status"),
    ("foreign officers: liability", "light", &[("pursuit", "zone")], "liability"),
    ("foreign officers: conditions", "light", &[("joint-work", "patrols")], "common-conditions"),
    ("foreign officers: identification", "light", &[("observation", "prior")], "common-conditions#proof"),
    ("foreign officers: protection", "light", &[("joint-work", "patrols")], "common-conditions#protection"),
    ("foreign officers: discipline", "light", &[("joint-work", "patrols")], "common-conditions#discipline"),
    ("foreign officers: weapons", "light", &[("joint-work", "patrols")], "common-conditions#weapons-same"),
    ("foreign officers: their role", "light", &[("joint-work", "patrols")], "role"),
    ("persons posted: status", "light", &[("liaison", "own")], "posted-officers"),
    ("arrest: notice", "full", &[("arrest", "hold")], "pursuit#held-notice"),
    ("arrest: search", "full", &[("arrest", "hold")], "pursuit#search-same"),
    ("arrest: delivery", "full", &[("arrest", "hand-over")], "pursuit#held-delivery"),
    ("arrest: report", "full", &[("arrest", "hold")], "common-conditions#report"),
    ("arrest: use of persons delivered", "full", &[("arrest", "hand-over")], "use-limit#persons"),
    ("data move: the data clause", "light", &[], "data-protection"),
    ("data move: security", "light", &[("data-protection", "long")], "data-security"),
    ("data move: rights", "light", &[("data-protection", "long")], "data-rights"),
    ("data move: they outlive the agreement", "light", &[], "duration#data"),
    ("data are searched: safeguards", "full", &[("hit-search", "on")], "search-safeguards"),
    ("frontier neutrality, unless switched off", "light", &[], "frontier"),
    ("use restriction, unless switched off", "light", &[], "use-limit"),
    (
        "a list for a measure never widens the scope",
        "full",
        &[("scope", "domains"), ("observation", "urgent")],
        "offences-list#within",
    ),
    ("registration names one State", "light", &[("registration", "on")], "registration"),
    ("a memorandum says that it does not bind", "memorandum", &[], "nature"),
];

#[test]
fn each_clause_stands_where_it_must_and_its_check_can_fail() {
    for (check, preset, sets, id) in CLAUSES {
        let lacks = |library: &Library| -> Vec<String> {
            let languages = LIBRARY.books["police-agreement"].languages();
            let lacks = |language: &String| {
                let settlement = settled(library, preset, sets);
                // Where something cites the clause for good, the draft is refused: that too is a lack.
                !draft(library, &settlement, language).is_ok_and(|(made, _)| stands(&made).contains(id))
            };
            languages.into_iter().filter(lacks).collect()
        };
        assert_eq!(lacks(&LIBRARY), Vec::<String>::new(), "{check}: `{id}` does not stand");
        let (provision, paragraph) = id.split_once('#').map_or((id, None), |(p, own)| (p, Some(own)));
        let library = changed(&format!("{provision}/provision.toml"), |table| {
            let mut place = table;
            for key in paragraph.iter().flat_map(|own| ["paragraph", own]) {
                let entry = place.entry(key).or_insert(Toml::Table(Table::new()));
                place = entry.as_table_mut().expect("a table");
            }
            place.insert("present".into(), Toml::Array(vec![]));
        });
        assert_eq!(lacks(&library), ["en", "fr"], "{check}: it passes though `{id}` is taken away");
    }
}

#[test]
fn the_checker_names_what_a_missing_clause_leaves_behind() {
    // A provision that may be absent, cited where it must be there: nothing dangles unnoticed.
    let dangling = |library: &Library| -> BTreeSet<String> {
        let proofs = clausier::check::proofs(library);
        let messages = proofs.iter().flat_map(|(_, _, proof)| &proof.messages);
        messages.map(|message| format!("{} {}", message.code, message.text)).collect()
    };
    let library = changed("common-conditions/provision.toml", |table| {
        table.insert(
            "present".into(),
            Toml::Array(vec![Table::from_iter([("frontier".to_string(), "off".into())]).into()]),
        );
    });
    let told = dangling(&library);
    assert!(told.iter().any(|line| line.starts_with("dangling-reference `common-conditions")), "{told:?}");
    // A term that nothing uses any more, and a provision without wording in a language.
    let mut files = FILES.clone();
    files.remove(&format!("{ROOT}/patrols/fr.md"));
    let messages = clausier::check::library(&read::library(&files, None).0);
    assert!(messages.iter().any(|m| m.code == "missing-language" && m.text.contains("patrols")), "{messages:?}");
}

#[test]
fn annexes_go_when_nothing_cites_them() {
    // Always declared present, the list of offences falls away all the same: nothing in `light` cites it.
    let free = |kind: &str| {
        let mut files = FILES.clone();
        let text = files.get_mut(&format!("{ROOT}/offences-list/provision.toml")).expect("the annex");
        let mut table: Table = text.parse().expect("TOML");
        table.remove("present");
        *text = toml::to_string(&table).expect("TOML");
        let text = files.get_mut(&format!("{ROOT}/instrument.toml")).expect("the structure");
        *text = text
            .replace("[layer.annex-offences]\nkind = \"annex\"", &format!("[layer.annex-offences]\nkind = \"{kind}\""));
        read::lazily(files, None).0
    };
    assert!(!stands(&made(&free("annex"), "light", &[], "en")).contains("offences-list"));
    // As a part of the main text it would stay, cited or not.
    assert!(stands(&made(&free("main"), "light", &[], "en")).contains("offences-list"));
}

#[test]
fn weapons_and_authorities_have_a_row_for_each_party() {
    let rows = |library: &Library, annex: &str| -> usize {
        let made = made(library, "full", &[("weapons", "listed")], "en");
        let provisions = made.layers.iter().flat_map(|l| &l.divisions).flat_map(|d| &d.provisions);
        provisions.filter(|p| p.id == annex).flat_map(|p| &p.blocks).map(|b| b.rows.len().saturating_sub(1)).sum()
    };
    for annex in ["weapons-list", "authorities-list", "zone-list"] {
        let library = changed(&format!("{annex}/provision.toml"), |table| {
            let paragraphs = table["paragraph"].as_table_mut().expect("paragraphs");
            for (_, paragraph) in paragraphs.iter_mut() {
                paragraph.as_table_mut().expect("a paragraph").remove("each");
            }
        });
        let each = rows(&LIBRARY, annex);
        assert!(each >= 2 && each.is_multiple_of(2), "{annex}: {each} rows");
        assert_eq!(rows(&library, annex) * 2, each, "{annex}: one row for both");
    }
}

#[test]
fn entry_into_force_agrees_with_what_is_notified() {
    for (entry, notified) in
        [("notification", true), ("thirty-days", true), ("ratification", false), ("signature", false)]
    {
        for (language, word) in [("en", "constitutional requirements"), ("fr", "procédures constitutionnelles")] {
            let sets: Sets = match entry {
                "notification" => &[("entry", "notification"), ("provisional", "on")],
                "thirty-days" => &[("entry", "thirty-days"), ("provisional", "on")],
                "ratification" => &[("entry", "ratification"), ("provisional", "on")],
                _ => &[("entry", "signature"), ("provisional", "on")],
            };
            let made = made(&LIBRARY, "light", sets, language);
            let text = markdown(&made, Edition::Clean);
            assert_eq!(text.contains(word), notified, "{entry} {language}");
            // What is in force on signature is not applied provisionally before.
            assert_eq!(stands(&made).contains("provisional-application"), entry != "signature", "{entry}");
        }
    }
    // The question is put only where there is a time to bridge; put always, the answer would be printed.
    let library = changed("instrument.toml", |table| {
        table["option"]["provisional"].as_table_mut().expect("the option").remove("when");
    });
    let made = made(&library, "light", &[("entry", "signature"), ("provisional", "on")], "en");
    assert!(stands(&made).contains("provisional-application"));
}

fn blanks(name: &str, value: Value) -> Given {
    let answers = Answers {
        extends: Some("full".into()),
        blanks: BTreeMap::from([(name.to_string(), value)]),
        ..Answers::default()
    };
    Given { answers, ..Given::default() }
}

/// What is wrong with the answers, wherever it shows: by code.
fn codes(library: &Library, given: &Given) -> Vec<String> {
    let codes = |messages: Vec<clausier::diag::Message>| messages.into_iter().map(|message| message.code).collect();
    match choose(library, given) {
        Err(messages) => codes(messages),
        Ok((settlement, _)) => draft(library, &settlement, "en").map_or_else(codes, |(_, messages)| codes(messages)),
    }
}

#[test]
fn one_state_registers() {
    let text = |text: &str| Value::Text(text.into());
    let two = blanks("registrant", Value::List(vec![text("Arlandia"), text("Borduria")]));
    let wrong = |library: &Library, given: &Given| codes(library, given).contains(&"wrong-value".to_string());
    assert!(wrong(&LIBRARY, &two));
    assert!(!wrong(&LIBRARY, &blanks("registrant", text("Arlandia"))));
    let library = changed("instrument.toml", |table| {
        table["blank"]["registrant"].as_table_mut().expect("the blank").insert("type".into(), "list".into());
    });
    assert!(!wrong(&library, &two));
}

#[test]
fn a_list_for_a_measure_is_part_of_the_whole() {
    let entry = |id: &str, name: Option<&str>| {
        let name = name.map(|name| ("name".to_string(), Value::Text(name.into())));
        BTreeMap::from_iter([("id".to_string(), Value::Text(id.into()))].into_iter().chain(name))
    };
    let listed = |pursuit: &[&str]| {
        let mut given =
            given("trafficking", &[("offence-lists", "separate"), ("scope", "closed-list"), ("observation", "prior")]);
        let all = vec![entry("theft", Some("Theft")), entry("flight", Some("Leaving the scene"))];
        given.answers.records.insert("offences".into(), all);
        let pursuit = pursuit.iter().map(|id| entry(id, None)).collect();
        given.answers.records.insert("pursuit-offences".into(), pursuit);
        given
    };
    let text = |given: &Given| {
        let (settlement, _) = choose(&LIBRARY, given).expect("settled");
        markdown(&draft(&LIBRARY, &settlement, "en").expect("drafted").0, Edition::Clean)
    };
    // The name is said once, in the whole list; a list without entries is the whole.
    let count = |text: &str, name: &str| text.matches(&format!("| {name} |")).count();
    let narrow = text(&listed(&["flight"]));
    assert_eq!((count(&narrow, "Theft"), count(&narrow, "Leaving the scene")), (3, 4), "{narrow}");
    assert_eq!(count(&text(&listed(&[])), "Theft"), 4);
    let strange = listed(&["arson"]);
    assert_eq!(codes(&LIBRARY, &strange), ["not-in-list"]);
    let library = changed("instrument.toml", |table| {
        table["records"]["pursuit-offences"].as_table_mut().expect("the list").remove("subset_of");
    });
    assert_eq!(codes(&library, &strange), Vec::<String>::new());
}

#[test]
fn a_blank_is_filled_or_seen() {
    let open = made(&LIBRARY, "full", &[], "en");
    let listed: BTreeSet<&str> = open.open_blanks.iter().map(|blank| blank.name.as_str()).collect();
    assert!(listed.contains("registrant") && listed.contains("place"), "{listed:?}");
    assert!(markdown(&open, Edition::Clean).contains("\\[…\\] shall have this Agreement registered"));
    let (settlement, _) = choose(&LIBRARY, &blanks("place", Value::Text("Port-Sainte-Marie".into()))).expect("settled");
    let filled = draft(&LIBRARY, &settlement, "en").expect("drafted").0;
    assert!(filled.open_blanks.iter().all(|blank| blank.name != "place"), "it is filled");
}

#[test]
fn the_form_follows_the_answers() {
    let form = |library: &Library, form: Option<&str>, sets: Sets| {
        let mut given = given("light", sets);
        given.answers.form = form.map(String::from);
        choose(library, &given)
            .map(|(settlement, messages)| (settlement.form, messages.len()))
            .map_err(|wrong| wrong[0].code.clone())
    };
    let memorandum: Sets = &[("formality", "memorandum"), ("entry", "signature")];
    assert_eq!(form(&LIBRARY, None, memorandum), Ok(("memorandum".into(), 0)));
    assert_eq!(form(&LIBRARY, None, &[]), Ok(("treaty".into(), 0)));
    assert_eq!(form(&LIBRARY, Some("treaty"), memorandum), Err("unfit-form".into()));
    // The words of a memorandum for what was answered as a treaty: it is told.
    assert_eq!(form(&LIBRARY, Some("memorandum"), &[]), Ok(("memorandum".into(), 1)));
    let library = changed("instrument.toml", |table| drop(table.remove("form_when")));
    assert_eq!(form(&library, Some("treaty"), memorandum), Ok(("treaty".into(), 0)));
}

#[test]
fn no_text_leans_on_rules_that_bind_others() {
    let names = |library: &Library| {
        let languages = LIBRARY.books["police-agreement"].languages();
        languages
            .into_iter()
            .any(|language| markdown(&made(library, "full", &[], &language), Edition::Clean).contains("Schengen"))
    };
    assert!(!names(&LIBRARY));
    let mut files = FILES.clone();
    let text = files.get_mut(&format!("{ROOT}/pursuit/en.md")).expect("pursuit");
    *text = text.replacen("\n1. ", "\n1. As between States of the Schengen area, ", 1);
    assert!(names(&read::lazily(files, None).0));
}
