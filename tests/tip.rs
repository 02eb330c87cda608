//! The law against trafficking in persons, checked as a whole: its duties, its floors, its traditions.

mod support;

use clausier::cover::{Asked, cover};
use clausier::diag::Message;
use clausier::draft::{Given, Settlement, choose, without_commentary};
use clausier::model::draft::{Draft, DraftBlock, Run, plain};
use clausier::model::shared::Modal;
use clausier::model::{Answers, Library};
use clausier::read::{self, Files};
use clausier::render::{Edition, markdown};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

const BOOK: &str = "tip-law";

static FILES: LazyLock<Files> = LazyLock::new(|| support::files(&support::root()));
static LIBRARY: LazyLock<Library> = LazyLock::new(|| read::lazily(FILES.clone(), None).0);

const TRADITIONS: [&str; 4] = ["tip-common-law", "tip-civil-law", "tip-arab-civil", "tip-gulf"];
const PRESETS: [&str; 6] =
    ["tip-common-law", "tip-civil-law", "tip-arab-civil", "tip-gulf", "tip-protocol-minimum", "tip-best-practice"];
const PROFILES: [&str; 5] =
    ["tip-protocol", "coe-trafficking", "asean-trafficking", "eu-trafficking", "ohchr-trafficking"];

/// What no provision of law can do: the letters to the depositary, which the companion letter drafts.
const LETTERS: [&str; 5] =
    ["untoc.6.2.d", "untoc.13.5", "untoc.18.13.notification", "untoc.18.14.notification", "untoc.31.6"];

fn asked(preset: &str, sets: &[(&str, &str)], profile: Option<&str>) -> Result<Settlement, Vec<Message>> {
    let given = Given {
        answers: Answers { extends: Some(preset.into()), ..Answers::default() },
        sets: sets.iter().map(|(option, value)| (option.to_string(), value.to_string())).collect(),
        treaties: profile.map(treaties).unwrap_or_default(),
        ..Given::default()
    };
    choose(&LIBRARY, &given).map(|(settlement, _)| settlement)
}

fn settled(preset: &str, sets: &[(&str, &str)]) -> Settlement {
    asked(preset, sets, None).unwrap_or_else(|wrong| panic!("{preset}: {wrong:?}"))
}

fn treaties(profile: &str) -> BTreeSet<String> {
    LIBRARY.profiles[profile].treaties.iter().cloned().collect()
}

fn drafted(settlement: &Settlement, language: &str) -> Result<Draft, Vec<Message>> {
    Ok(without_commentary(&LIBRARY, settlement, language)?.0)
}

/// The ids of the constraints and rules that refuse.
fn refusals(wrong: &[Message]) -> Vec<String> {
    let ids = wrong.iter().filter(|m| m.code == "refused").filter_map(|m| m.text.split('`').nth(1));
    ids.map(str::to_string).collect()
}

/// The binding musts that neither the law nor a letter to the depositary meets.
fn unmet(draft: &Draft, profile: &str) -> Vec<String> {
    let asked = Asked { profile: treaties(profile), all: true, ..Asked::default() };
    let (coverage, faults) = cover(&LIBRARY, &LIBRARY.books[BOOK], draft, &asked);
    assert_eq!(faults, vec![]);
    let musts = coverage.rows().into_iter().filter(|row| row.binds && row.counted && row.modal == Modal::Must).count();
    assert!(musts >= 60, "only {musts} musts bind");
    let unmet = coverage.unmet_musts().into_iter().map(|row| row.duty.clone());
    unmet.filter(|duty| !LETTERS.contains(&duty.as_str())).collect()
}

/// Each preset under each profile: every must is met or accounted for, or the build is refused and says why.
#[test]
fn every_must_of_every_profile_is_met_or_accounted_for() {
    let mut table = String::new();
    for preset in PRESETS {
        for profile in PROFILES {
            let said = match asked(preset, &[], Some(profile)).and_then(|settlement| drafted(&settlement, "en")) {
                Ok(draft) => match unmet(&draft, profile) {
                    unmet if unmet.is_empty() => "every must is met".to_string(),
                    unmet => format!("unmet: {}", unmet.join(", ")),
                },
                Err(wrong) => format!("refused: {}", refusals(&wrong).join(", ")),
            };
            table.push_str(&format!("{preset:<20}  {profile:<18} {said}\n"));
        }
    }
    support::golden("tip-duties.txt", &table);
    assert!(!table.contains("unmet"), "{table}");
    // What the European Union's profile refuses has a remedy.
    for preset in TRADITIONS {
        let settlement = asked(preset, &[("exploitation-list", "eu-minimum")], Some("eu-trafficking")).expect(preset);
        assert_eq!(unmet(&drafted(&settlement, "en").expect(preset), "eu-trafficking"), Vec::<String>::new());
    }
}

/// What the Protocol demands of the definition cannot be chosen away; with a reason it can, and coverage says so.
#[test]
fn no_element_of_the_definition_is_lost_without_a_reason() {
    let instrument: toml::Table = FILES[&format!("clauses/{BOOK}/instrument.toml")].parse().expect("TOML");
    let mut tried = 0;
    for option in ["acts", "means", "purposes"] {
        let table = &instrument["option"][option];
        let minimum: Vec<&str> = instrument["constraint"]
            .as_array()
            .expect("constraints")
            .iter()
            .filter_map(|c| c.get("requires")?.get(option)?.as_str())
            .collect();
        let all: Vec<&str> = table["values"].as_array().expect("values").iter().filter_map(|v| v.as_str()).collect();
        assert_eq!(minimum.len(), BTreeMap::from([("acts", 5), ("means", 8), ("purposes", 5)])[option], "{option}");
        for lost in &minimum {
            let kept: Vec<&str> = all.iter().filter(|value| *value != lost).copied().collect();
            refused_for_article_3(&[(option, &kept.join(","))]);
            tried += 1;
        }
    }
    for lost in [("child-means", "required"), ("child-age", "majority"), ("consent", "silent")] {
        refused_for_article_3(&[lost]);
        tried += 1;
    }
    assert_eq!(tried, 21);
}

fn refused_for_article_3(sets: &[(&str, &str)]) {
    let wrong = asked("tip-civil-law", sets, None).expect_err(&format!("{sets:?} is accepted"));
    let refused: Vec<&Message> = wrong.iter().filter(|m| m.code == "refused").collect();
    assert!(!refused.is_empty(), "{sets:?}: {wrong:?}");
    for message in &refused {
        assert!(message.help.iter().any(|help| help.contains("Article 3(")), "{sets:?}: {message:?}");
    }
    let mut answers = Answers { extends: Some("tip-civil-law".into()), ..Answers::default() };
    answers.accept = refusals(&wrong).into_iter().map(|id| (id, "decision of the cabinet".to_string())).collect();
    let sets = sets.iter().map(|(option, value)| (option.to_string(), value.to_string())).collect();
    // The rule on what the text says refuses too, and by the same article.
    answers.accept.insert("definition-stands".into(), "decision of the cabinet".into());
    let (settlement, _) = choose(&LIBRARY, &Given { answers, sets, ..Given::default() }).expect("accepted");
    let draft = drafted(&settlement, "en").expect("drafted");
    assert!(draft.accepted.iter().all(|a| a.accepted == "decision of the cabinet") && !draft.accepted.is_empty());
}

/// The wording of each provision, in one form for all and without the numbers cited, so that only law makes a
/// difference.
fn wordings(settlement: &Settlement) -> BTreeMap<String, String> {
    let mut settlement = settlement.clone();
    settlement.form = "neutral".into();
    let draft = drafted(&settlement, "en").expect("drafted");
    let printed = |run: &Run| match run {
        Run::Ref { .. } => "→".to_string(),
        other => plain(std::slice::from_ref(other)),
    };
    let text = |block: &DraftBlock| {
        let cells = block.rows.iter().flat_map(|row| row.cells.iter().flatten());
        block.runs.iter().chain(cells).map(printed).collect::<String>()
    };
    draft.provisions().map(|p| (p.id.clone(), p.blocks.iter().map(text).collect::<Vec<_>>().join("\n"))).collect()
}

/// The provisions in which the laws of two traditions differ, each with the options that make the difference.
#[test]
fn what_tradition_changes_is_known() {
    let laws: Vec<(&str, Settlement, BTreeMap<String, String>)> = TRADITIONS
        .into_iter()
        .map(|preset| {
            let settlement = settled(preset, &[]);
            let wordings = wordings(&settlement);
            (preset, settlement, wordings)
        })
        .collect();
    let mut out = String::new();
    for (index, (left, a, mine)) in laws.iter().enumerate() {
        for (right, b, theirs) in &laws[index + 1..] {
            out.push_str(&format!("# {left} and {right}\n"));
            let ids: BTreeSet<&String> = mine.keys().chain(theirs.keys()).collect();
            for id in ids.into_iter().filter(|id| mine.get(*id) != theirs.get(*id)) {
                out.push_str(&format!("{id}: {}\n", makers(id, a, b).join(", ")));
            }
            out.push('\n');
        }
    }
    support::golden("tip-traditions.txt", &out);
}

/// The options on which a provision's files hang and that the two laws answer differently.
fn makers(id: &str, a: &Settlement, b: &Settlement) -> Vec<String> {
    let book = &LIBRARY.books[BOOK];
    let folder = id.split('@').next().unwrap_or_default();
    // The article of definitions is made of them all.
    let within = match folder {
        "definitions" | "definitions-back" => format!("clauses/{BOOK}/definitions/"),
        _ => format!("clauses/{BOOK}/{folder}/"),
    };
    let own = FILES.iter().filter(|(path, _)| path.starts_with(&within));
    let text: String = own.map(|(_, text)| text.split("## commentary").next().unwrap_or_default()).collect();
    let names = |id: &str| {
        text.match_indices(id).any(|(at, _)| {
            let before = text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric() && c != '-');
            before && text[at + id.len()..].trim_start().starts_with('=')
        })
    };
    let answered = |s: &Settlement, id: &str| s.selection.options.get(id).map(|option| option.values.clone());
    let options = book.instrument.option.keys().filter(|id| names(id));
    let made: Vec<String> = options.filter(|id| answered(a, id) != answered(b, id)).cloned().collect();
    if made.is_empty() { vec!["the words of the tradition".into()] } else { made }
}

/// No law speaks of another tradition's procedure, and religious law stands in commentary only.
#[test]
fn each_tradition_reads_its_own_law() {
    let foreign = [
        ("tip-common-law", "en", ["civil party", "the Public Prosecution ", "investigating judge", "this Law"]),
        ("tip-civil-law", "en", ["Director of Public Prosecutions", "impact statement", "this section", "this Act"]),
        (
            "tip-civil-law",
            "fr",
            ["directeur des poursuites", "déclaration de la victime", "plaider coupable", "la poursuite publique"],
        ),
        ("tip-gulf", "en", ["this section", "investigating judge", "ta’zir", "qisas"]),
        ("tip-gulf", "fr", ["juge d’instruction", "charia", "diya", "hudud"]),
        ("tip-arab-civil", "en", ["this section", "Sharia", "diya", "qisas"]),
    ];
    for (preset, language, words) in foreign {
        let text = markdown(&drafted(&settled(preset, &[]), language).expect("drafted"), Edition::Clean);
        let found: Vec<&str> = words.into_iter().filter(|word| text.contains(word)).collect();
        assert_eq!(found, Vec::<&str>::new(), "{preset} in {language}");
    }
}

/// Each way of putting the law into force has its own closing and its own title: an act, provisions put into the
/// codes, a package with amendments of other acts, a decree.
#[test]
fn each_vehicle_has_its_text() {
    let mut texts = BTreeSet::new();
    for vehicle in ["standalone", "code", "package", "decree"] {
        for language in ["en", "fr"] {
            let draft = drafted(&settled("tip-arab-civil", &[("vehicle", vehicle)]), language).expect(vehicle);
            let stands = |id: &str| draft.provisions().any(|p| p.id == id);
            let apart = ["insertions", "consequential-amendments", "execution"].map(stands);
            let wanted = match vehicle {
                "code" => [true, false, false],
                "package" => [false, true, false],
                "decree" => [false, false, true],
                _ => [false, false, false],
            };
            assert_eq!(apart, wanted, "{vehicle}");
            texts.insert(markdown(&draft, Edition::Clean));
        }
    }
    assert_eq!(texts.len(), 8);
}

/// The companions are made from the same answers.
#[test]
fn companions_follow_the_law() {
    for preset in PRESETS {
        let law = settled(preset, &[]);
        for language in ["en", "fr"] {
            for companion in LIBRARY.books[BOOK].instrument.companion.keys() {
                let made = law.companion(&LIBRARY.books[BOOK], companion).expect(companion);
                let (draft, messages) = without_commentary(&LIBRARY, &made, language).expect("drafted");
                assert_eq!(messages, vec![]);
                assert!(draft.provisions().count() > 0, "{preset}: {companion}");
            }
        }
    }
}
