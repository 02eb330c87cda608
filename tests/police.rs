//! The guardrails of the police agreement: what each measure brings along, and what is refused or warned about.

mod support;

use clausier::draft::{Given, choose, draft};
use clausier::model::draft::{Draft, Run, plain};
use clausier::model::{Answers, Library};
use clausier::read;
use clausier::render::{Edition, markdown};
use std::collections::BTreeSet;
use std::sync::LazyLock;

static LIBRARY: LazyLock<Library> = LazyLock::new(|| read::library(&support::files(&support::root()), None).0);

/// Every measure that brings officers of one Party into the territory of the other, and the answer that adds it.
const MEASURES: [(&str, &str, &str); 14] = [
    ("observation", "observation", "prior"),
    ("pursuit", "pursuit", "zone"),
    ("controlled-delivery", "techniques", "controlled-delivery"),
    ("undercover", "techniques", "undercover"),
    ("missions", "joint-work", "missions"),
    ("joint-teams", "joint-work", "joint-teams"),
    ("patrols", "joint-work", "patrols"),
    ("searches", "joint-work", "searches"),
    ("operations", "joint-work", "operations"),
    ("secondment", "joint-work", "secondment"),
    ("emergency", "joint-work", "emergency"),
    ("escorts", "joint-work", "escorts"),
    ("transit", "joint-work", "transit"),
    ("embarked", "joint-work", "embarked"),
];

fn given(preset: &str, sets: &[(&str, &str)]) -> Given {
    Given {
        answers: Answers { extends: Some(preset.into()), ..Answers::default() },
        sets: sets.iter().map(|(option, value)| (option.to_string(), value.to_string())).collect(),
        ..Given::default()
    }
}

fn made(preset: &str, sets: &[(&str, &str)], language: &str) -> Draft {
    let (settlement, _) = choose(&LIBRARY, &given(preset, sets)).expect("allowed answers");
    draft(&LIBRARY, &settlement, language).expect("drafted").0
}

fn provisions(draft: &Draft) -> BTreeSet<String> {
    draft.layers.iter().flat_map(|l| &l.divisions).flat_map(|d| &d.provisions).map(|p| p.id.clone()).collect()
}

/// What stands under a permanent id, with its citations; none where it does not stand.
fn paragraph(draft: &Draft, id: &str) -> Option<(String, Vec<String>)> {
    let provisions = draft.layers.iter().flat_map(|l| &l.divisions).flat_map(|d| &d.provisions);
    let block = provisions.flat_map(|p| &p.blocks).find(|block| block.id.as_deref() == Some(id))?;
    let cited = block.runs.iter().filter_map(|run| match run {
        Run::Ref { anchor, .. } => Some(anchor.clone()),
        _ => None,
    });
    Some((plain(&block.runs), cited.collect()))
}

/// How many rows the table of an annex has, beside the header.
fn rows(draft: &Draft, annex: &str) -> usize {
    let provisions = draft.layers.iter().flat_map(|l| &l.divisions).flat_map(|d| &d.provisions);
    let blocks = provisions.filter(|p| p.id == annex).flat_map(|p| &p.blocks);
    blocks.map(|block| block.rows.len().saturating_sub(1)).sum()
}

/// The ids of the rules that the answers raise, refusals and warnings.
fn raised(sets: &[(&str, &str)], preset: &str) -> String {
    let messages = match choose(&LIBRARY, &given(preset, sets)) {
        Ok((settlement, messages)) => {
            let (made, more) = draft(&LIBRARY, &settlement, "en").expect("drafted");
            let warned = made.warnings.iter().map(|w| w.constraint.clone()).collect::<Vec<_>>().join(" ");
            return format!("{warned} {:?}", messages.iter().chain(&more).map(|m| &m.text).collect::<Vec<_>>());
        }
        Err(messages) => messages,
    };
    messages.iter().map(|m| format!("{}: {}\n", m.code, m.text)).collect()
}

#[test]
fn each_measure_alone_brings_status_protection_discipline_and_liability() {
    for (measure, option, value) in MEASURES {
        for language in ["en", "fr"] {
            let made = made("light", &[(option, value)], language);
            assert!(provisions(&made).contains(measure), "{measure} does not stand");
            for list in ["common-conditions#law", "liability#scope", "criminal-status#assimilation"] {
                let (_, cited) = paragraph(&made, list).unwrap_or_else(|| panic!("{measure}: no {list}"));
                assert_eq!(cited, [measure], "{measure}: {list}");
            }
            for needed in ["proof", "premises", "report", "inquiry", "discipline", "protection"] {
                let id = format!("common-conditions#{needed}");
                assert!(paragraph(&made, &id).is_some(), "{measure}: no {id}");
            }
            let weapons = paragraph(&made, "common-conditions#weapons-same");
            let weapons = weapons.or_else(|| paragraph(&made, "common-conditions#weapons@first-party"));
            assert!(weapons.is_some(), "{measure}: nothing on weapons");
        }
    }
}

#[test]
fn the_list_covers_every_provision_that_brings_officers_abroad() {
    let tagged = LIBRARY.books["police-agreement"].provisions.iter();
    let tagged =
        tagged.filter(|(_, p)| p.provision.tags.iter().any(|t| t == "foreign-officers")).map(|(id, _)| id.clone());
    let listed: BTreeSet<String> = MEASURES.iter().map(|(measure, ..)| measure.to_string()).collect();
    assert_eq!(tagged.collect::<BTreeSet<_>>(), listed);
}

#[test]
fn without_measures_nothing_of_their_rules_remains() {
    let made = made("light", &[], "en");
    let stand = provisions(&made);
    for gone in
        ["common-conditions", "criminal-status", "liability", "role", "zone-list", "weapons-list", "notification-form"]
    {
        assert!(!stand.contains(gone), "{gone} still stands");
    }
}

#[test]
fn power_over_a_person_implies_notice_search_delivery_and_report() {
    for arrest in ["hold", "hand-over"] {
        let made = made("full", &[("arrest", arrest)], "en");
        for needed in ["held-notice", "held-force", "held-delivery", "search-same", "release"] {
            assert!(paragraph(&made, &format!("pursuit#{needed}")).is_some(), "{arrest}: no {needed}");
        }
        assert!(paragraph(&made, "common-conditions#report").is_some());
        assert!(paragraph(&made, "use-limit#persons").is_some());
    }
    let made = made("full", &[("arrest", "none")], "en");
    assert!(paragraph(&made, "pursuit#held").is_none() && paragraph(&made, "pursuit#search-same").is_none());
}

#[test]
fn annexes_have_a_row_for_each_party() {
    let made = made("full", &[("weapons", "listed")], "fr");
    for annex in ["weapons-list", "zone-list"] {
        assert_eq!(rows(&made, annex), 2, "{annex}");
    }
    // Authorities: for each subject, a row for either Party.
    let authorities = rows(&made, "authorities-list");
    assert!(authorities >= 2 && authorities.is_multiple_of(2), "{authorities} rows");
}

#[test]
fn a_list_for_a_measure_never_exceeds_the_scope() {
    for scope in ["domains", "penalty-floor", "extraditable"] {
        let made = made("full", &[("scope", scope), ("observation", "urgent"), ("technique-offences", "listed")], "en");
        let (_, cited) = paragraph(&made, "offences-list#within").unwrap_or_else(|| panic!("{scope}: no limit"));
        assert_eq!(cited, ["object#extent", "object"], "{scope}");
    }
    // Where the list closes the scope, the marks stand in the list itself: one table, and nothing to exceed.
    let made = made("full", &[("scope", "closed-list"), ("observation", "urgent")], "en");
    assert_eq!(rows(&made, "offences-list"), 1, "the list closes the scope");
    assert!(paragraph(&made, "offences-list#within").is_none());
}

#[test]
fn observation_and_pursuit_do_not_lean_on_the_rules_of_schengen() {
    for language in ["en", "fr"] {
        let made = made("full", &[], language);
        let provisions = made.layers.iter().flat_map(|l| &l.divisions).flat_map(|d| &d.provisions);
        for provision in provisions {
            let text: String = provision.blocks.iter().map(|block| plain(&block.runs)).collect();
            assert!(!text.contains("Schengen"), "{}", provision.id);
        }
    }
}

#[test]
fn a_memorandum_speaks_as_one() {
    let every_option = [("evaluation", "report"), ("suspension", "on"), ("data-gate", "on"), ("event-data", "on")];
    let ways =
        [[("data-protection", "long"), ("duration", "renewable")], [("data-protection", "annex"), ("costs", "budget")]];
    for (language, title, own, foreign) in [
        ("en", "# Memorandum of understanding", &["this Memorandum", " will ", " will not "][..], &FOREIGN_EN[..]),
        ("fr", "# Mémorandum d’accord", &["présent mémorandum", "prend effet"], &FOREIGN_FR),
    ] {
        for way in ways {
            let text = markdown(&made("memorandum", &[&every_option[..], &way].concat(), language), Edition::Clean);
            assert!(text.starts_with(title), "the title names another instrument");
            for phrase in own {
                assert!(text.contains(phrase), "it nowhere says {phrase:?}");
            }
            for phrase in foreign {
                assert!(!text.to_lowercase().contains(&phrase.to_lowercase()), "it speaks as a treaty: {phrase:?}");
            }
        }
    }
}

/// What a memorandum may not say of what it does: it enters into no force, obliges nobody and gives no right.
const FOREIGN_EN: [&str; 16] = [
    " shall ",
    " must ",
    "this Agreement",
    "this Article",
    "enter into force",
    "enters into force",
    "entry into force",
    "ratif",
    "denounce",
    "denunciation",
    "amendment",
    "the obligations under",
    "conditions is bound",
    "is entitled to compensation",
    "has the right",
    "authentic",
];
const FOREIGN_FR: [&str; 11] = [
    "présent accord",
    "présent article",
    "entre en vigueur",
    "entrée en vigueur",
    "ratifi",
    "dénonc",
    "amendement",
    "les obligations résultant",
    "est liée par ce",
    "a le droit",
    "a droit à",
];

#[test]
fn the_annex_on_data_says_what_the_chapter_says() {
    let articles = ["data-protection", "data-quality", "data-security", "data-rights"];
    let mut compared = 0;
    for language in ["en", "fr"] {
        let (chapter, annex) = (made("full", &[], language), made("full", &[("data-protection", "annex")], language));
        for block in annex.layers.iter().flat_map(|l| &l.divisions).flat_map(|d| &d.provisions).flat_map(|p| &p.blocks)
        {
            let Some(id) = block.id.as_deref().and_then(|id| id.strip_prefix("data-rules#")) else { continue };
            let found = articles.iter().find_map(|article| paragraph(&chapter, &format!("{article}#{id}")));
            let (said, cited) = found.unwrap_or_else(|| panic!("{id} stands in the annex alone"));
            // Where the text cites itself or its neighbours, the two differ by what they cite and by nothing else.
            let itself = said.contains("rticle") || !cited.is_empty();
            assert!(itself || said == plain(&block.runs), "{language} {id}: {said}\n{}", plain(&block.runs));
            compared += usize::from(!itself);
        }
    }
    assert!(compared >= 40, "only {compared} paragraphs and points could be compared");
}

#[test]
fn each_rule_speaks_when_it_should_and_is_silent_otherwise() {
    let silent = raised(&[], "light");
    for (rule, preset, sets) in [
        ("initiative-split-empty", "light", &[("observation", "prior"), ("liability", "initiative")][..]),
        ("scope-covers-extraditable", "light", &[("scope", "domains"), ("techniques", "undercover")]),
        ("scope-covers-extraditable", "light", &[("scope", "closed-list"), ("pursuit", "zone")]),
        ("evading-without-limit", "full", &[("evading-control", "yes"), ("pursuit", "unlimited")]),
        ("prevention-wide", "full", &[("undercover-aim", "investigation-and-prevention")]),
        ("powers-without-weapons", "full", &[("role", "powers"), ("weapons", "forbidden")]),
        ("immunity-wide", "full", &[("criminal", "immunity")]),
        ("hand-over-needs-use-limit", "full", &[("arrest", "hand-over"), ("use-limit", "off")]),
        ("frontier-off", "full", &[("frontier", "off")]),
        ("human-rights-off", "full", &[("human-rights", "off")]),
        ("interpol-off", "full", &[("interpol", "off")]),
        ("signature-without-ratification", "light", &[("entry", "signature"), ("joint-work", "patrols")]),
    ] {
        assert!(raised(sets, preset).contains(rule), "{rule} is silent");
        assert!(!silent.contains(rule), "{rule} speaks without reason");
    }
}
