//! Every treaty duty accounted for: where it is met, what keeps it from being met, what is done elsewhere.

mod common;
mod support;

use clausier::cover::{Asked, check_state, cover, sheet, tables};
use clausier::diag::Message;
use clausier::draft::{Given, choose, without_commentary};
use clausier::model::coverage::{Answer, Binds, Cause, Coverage, Row};
use clausier::model::draft::{Draft, plain};
use clausier::model::state::State;
use clausier::model::{Answers, Library};
use clausier::read::{self, typed};
use clausier::render::{Edition, markdown, xlsx};
use common::judges::{installed, needed};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;
use support::toy;

/// The State's file of the toy library.
const NORTH: &str = include_str!("toy/north.toml");

fn state(text: &str) -> State {
    let (state, messages) = typed::<State>("state.toml", text);
    assert_eq!(messages, vec![]);
    state.expect("a State")
}

fn drafted(library: &Library, given: &Given, language: &str) -> Result<Draft, Vec<Message>> {
    let (settlement, _) = choose(library, given)?;
    Ok(without_commentary(library, &settlement, language)?.0)
}

fn covered(library: &Library, draft: &Draft, asked: &Asked) -> Coverage {
    let (coverage, faults) = cover(library, &library.books[&draft.instrument], draft, asked);
    assert_eq!(faults, vec![]);
    coverage
}

fn rivers<'a>() -> Asked<'a> {
    Asked { profile: BTreeSet::from(["rivers".to_string()]), reasons: true, ..Asked::default() }
}

/// The coverage of the toy preset with these answers changed.
fn toy_coverage(sets: &[&str], language: &str, asked: &Asked) -> Coverage {
    let library = toy::library();
    covered(&library, &drafted(&library, &toy::given("paid", sets), language).expect("drafted"), asked)
}

fn row<'a>(coverage: &'a Coverage, duty: &str) -> &'a Row {
    coverage.rows().into_iter().find(|row| row.duty == duty).expect("the duty is shown")
}

/// Duty → how it is met.
fn answers(coverage: &Coverage) -> BTreeMap<String, Answer> {
    coverage.rows().into_iter().map(|row| (row.duty.clone(), row.answer)).collect()
}

#[test]
fn the_table_reads_as_written() {
    let library = toy::library();
    let north = state(NORTH);
    for language in ["en", "fr"] {
        let draft = drafted(&library, &toy::given("paid", &["works=deck"]), language).expect("drafted");
        let asked = Asked { state: Some(&north), date: Some("2026-03-01".parse().expect("a date")), ..rivers() };
        let coverage = covered(&library, &draft, &asked);
        support::golden(&format!("coverage.{language}.md"), &markdown(&sheet(&coverage, &draft), Edition::Clean));
    }
}

#[test]
fn an_obligation_hangs_on_a_provision_a_variant_a_paragraph_or_a_row() {
    let paid = toy_coverage(&[], "en", &rivers());
    let at = |duty: &str| row(&paid, duty).found.iter().map(|f| (f.id.as_str(), f.cited.as_str())).collect::<Vec<_>>();
    assert_eq!(at("rivers.upkeep"), [("upkeep", "Article\u{a0}4")]);
    assert_eq!(at("rivers.3"), [("upkeep#cables", "Article\u{a0}4, paragraph\u{a0}2")]);
    assert_eq!(at("rivers.1"), [("crossing#danger", "Article\u{a0}2, paragraph\u{a0}3, point\u{a0}(b)")]);
    assert_eq!(row(&paid, "rivers.2.b").found[0].heading, "Tariff");
    let free = toy_coverage(&["toll=free", "works=deck"], "en", &rivers());
    assert_eq!(row(&free, "rivers.1").found[0].id, "crossing");
    assert_eq!(row(&free, "rivers.2.a").answer, Answer::Draft);
}

#[test]
fn where_one_of_several_is_enough_the_others_are_met_by_it() {
    let paid = toy_coverage(&[], "en", &rivers());
    assert_eq!((row(&paid, "rivers.2.a").answer, row(&paid, "rivers.2.b").answer), (Answer::Instead, Answer::Draft));
    assert_eq!(row(&paid, "rivers.2.a").said.as_deref(), Some("rivers.2.b"));
}

#[test]
fn what_would_meet_a_duty_is_named_with_the_answer_that_keeps_it_out() {
    let coverage = toy_coverage(&["works=deck"], "en", &rivers());
    let unmet = row(&coverage, "rivers.3");
    assert_eq!(unmet.answer, Answer::Nothing);
    let Cause::Options(settings) = &unmet.lacking[0].cause else { panic!("{:?}", unmet.lacking) };
    assert_eq!(unmet.lacking[0].id, "upkeep#cables");
    let setting = &settings[0];
    assert_eq!(
        (setting.option.as_str(), setting.values.as_slice(), setting.source.as_str(), setting.wanted.as_slice()),
        ("works", &["deck".to_string()][..], "--set", &["cables".to_string()][..])
    );
}

#[test]
fn the_answers_named_would_do() {
    let mut tried = 0;
    for sets in combinations() {
        let sets: Vec<&str> = sets.iter().map(String::as_str).collect();
        let library = toy::library();
        let Ok(draft) = drafted(&library, &toy::given("paid", &sets), "en") else { continue };
        for unmet in covered(&library, &draft, &rivers()).rows() {
            for lacking in &unmet.lacking {
                let Cause::Options(settings) = &lacking.cause else { continue };
                let changes: Vec<String> =
                    settings.iter().map(|setting| format!("{}={}", setting.option, setting.wanted[0])).collect();
                let all: Vec<&str> = sets.iter().copied().chain(changes.iter().map(String::as_str)).collect();
                let Ok(draft) = drafted(&library, &toy::given("paid", &all), "en") else { continue };
                let now = covered(&library, &draft, &rivers());
                assert!(row(&now, &unmet.duty).answer.met(), "{} with {all:?}", unmet.duty);
                tried += 1;
            }
        }
    }
    assert!(tried >= 8, "only {tried} were tried");
}

#[test]
fn a_wording_left_open_is_no_proof() {
    let coverage = toy_coverage(&["works=deck", "toll=open"], "en", &rivers());
    let of = |duty: &str| row(&coverage, duty).answer;
    // Free or paid, people in danger cross; the rest depends.
    assert_eq!(
        (of("rivers.1"), of("rivers.2.a"), of("rivers.2.b")),
        (Answer::Bracketed, Answer::Bracketed, Answer::Bracketed)
    );
    assert!(coverage.unmet_musts().iter().any(|row| row.duty == "rivers.2.a"));
}

#[test]
fn a_states_file_decides_what_binds_and_says_what_is_done_elsewhere() {
    let north = state(NORTH);
    let asked = Asked { state: Some(&north), ..rivers() };
    let coverage = toy_coverage(&["works=deck"], "en", &asked);
    let of =
        |duty: &str| (row(&coverage, duty).answer, row(&coverage, duty).said.as_deref(), row(&coverage, duty).binds);
    assert_eq!(of("rivers.3"), (Answer::Reserved, Some("North replaces nothing. (17 May 2004)"), false));
    assert_eq!(of("rivers.9"), (Answer::Notification, Some("note of 3 June 2004"), true));
    assert_eq!(of("rivers.10"), (Answer::Law, Some("Fish Act"), true));
    assert_eq!(coverage.unmet_musts().len(), 0);
    // Before the State was a party, nothing bound it.
    let before = Asked { date: Some("2001-01-01".parse().expect("a date")), ..asked.clone() };
    let coverage = toy_coverage(&[], "en", &before);
    assert_eq!(coverage.treaties[0].binds, Binds::Later);
    assert!(coverage.rows().iter().all(|row| !row.binds) && coverage.totals.is_empty());
    // A treaty that only the profile names does not bind a State whose file does not know it.
    let elsewhere = state("name = \"South\"\n");
    let coverage = toy_coverage(&[], "en", &Asked { state: Some(&elsewhere), ..rivers() });
    assert_eq!(coverage.treaties[0].binds, Binds::NotParty);
}

#[test]
fn what_was_not_read_in_the_treaty_is_shown_and_not_counted() {
    let coverage = toy_coverage(&[], "en", &rivers());
    let shown = row(&coverage, "rivers.upkeep");
    assert!(!shown.counted && shown.place.is_none());
    assert_eq!(coverage.totals.iter().map(|total| total.count).sum::<usize>(), coverage.rows().len() - 1);
}

#[test]
fn an_order_groups_the_duties_and_counts_each_once() {
    let asked = Asked { order: Some("ferrymen"), ..rivers() };
    let coverage = toy_coverage(&[], "en", &asked);
    let groups: Vec<(&str, bool, Vec<&str>)> = coverage
        .groups
        .iter()
        .map(|g| (g.title.as_str(), g.recalled, g.rows.iter().map(|row| row.duty.as_str()).collect()))
        .collect();
    assert_eq!(
        groups,
        [
            ("Money", false, vec!["rivers.2.a", "rivers.2.b"]),
            ("Safety", true, vec!["rivers.1", "rivers.2.b", "rivers.3"])
        ]
    );
    assert_eq!(coverage.totals[0].count, 4);
}

#[test]
fn what_the_instrument_does_not_claim_is_left_out_unless_asked_for() {
    let coverage = toy_coverage(&[], "en", &rivers());
    assert_eq!((coverage.left_out, answers(&coverage).contains_key("rivers.10")), (1, false));
    let coverage = toy_coverage(&[], "en", &Asked { all: true, ..rivers() });
    assert_eq!((coverage.left_out, row(&coverage, "rivers.10").answer), (0, Answer::Nothing));
}

/// Every `--set` list over the options of the toy instrument.
fn combinations() -> Vec<Vec<String>> {
    let mut all: Vec<Vec<String>> = vec![vec![]];
    for (option, values) in [
        ("toll", &["free", "paid"][..]),
        ("season", &["summer", "year"]),
        ("night", &["open", "closed"]),
        ("works", &["paint", "deck", "cables", "deck,cables", "paint,deck"]),
    ] {
        all = all
            .iter()
            .flat_map(|sets| values.iter().map(|v| [sets.clone(), vec![format!("{option}={v}")]].concat()))
            .collect();
    }
    all
}

/// What provision.toml files say of obligations, read as plain TOML: provision → where, and the duties.
struct ByHand(BTreeMap<String, Vec<(Where, Vec<String>)>>);

/// Where an obligation hangs.
enum Where {
    Provision,
    Paragraph(String),
    /// A variant stands where the paragraphs of its words do that no other variant has; where it has no
    /// such paragraph, a stretch of its words.
    Variant(BTreeSet<String>),
}

impl ByHand {
    fn of(library: &Library, instrument: &str) -> ByHand {
        let entries = library.books[instrument].provisions.iter();
        let read = |(id, entry): (&String, &clausier::model::Entry)| {
            let table: toml::Table = library.sources[&entry.file].parse().expect("TOML");
            let words =
                library.sources.get(&entry.file.replace("provision.toml", "en.md")).cloned().unwrap_or_default();
            let mut all = vec![(Where::Provision, duties(&toml::Value::Table(table.clone())))];
            for (paragraph, value) in table.get("paragraph").and_then(toml::Value::as_table).into_iter().flatten() {
                all.push((Where::Paragraph(paragraph.clone()), duties(value)));
            }
            for (name, value) in table.get("variant").and_then(toml::Value::as_table).into_iter().flatten() {
                let head = format!("wording [{name}]");
                let wordings: Vec<&str> = words.split("\n## ").filter(|s| s.starts_with("wording [")).collect();
                let (own, others): (Vec<&str>, Vec<&str>) = wordings.iter().partition(|s| s.starts_with(&head));
                let others = others.concat();
                let apart = |opens: &str, least: usize| -> BTreeSet<String> {
                    let parts = own.iter().flat_map(|s| s.lines().skip(1)).flat_map(|line| line.split(['{', '}', '.']));
                    let parts = parts.map(str::trim).filter(|part| part.starts_with(opens) && part.len() > least);
                    parts.filter(|part| !others.contains(part)).map(str::to_string).collect()
                };
                let (mut marks, words) = (apart("#", 1), apart("", 40));
                marks.retain(|mark| !mark.contains(' '));
                all.push((Where::Variant(if marks.is_empty() { words } else { marks }), duties(value)));
            }
            all.retain(|(_, duties)| !duties.is_empty());
            (id.clone(), all)
        };
        ByHand(entries.map(read).collect())
    }

    /// The duties that a draft discharges, told from the ids that stand in it.
    fn met(&self, draft: &Draft) -> BTreeSet<String> {
        let mut met = BTreeSet::new();
        for provision in draft.provisions() {
            let blocks = provision.blocks.iter();
            let text: String = blocks.clone().map(|b| plain(&b.runs)).collect::<Vec<_>>().join("\n");
            let ids = blocks.flat_map(|b| b.id.iter().chain(b.rows.iter().filter_map(|r| r.id.as_ref())));
            let stand: BTreeSet<&str> =
                ids.filter_map(|id| id.split('#').nth(1)).filter_map(|id| id.split('@').next()).collect();
            for (place, duties) in &self.0[provision.id.split('@').next().unwrap_or_default()] {
                let holds = match place {
                    Where::Provision => true,
                    Where::Paragraph(id) => stand.contains(id.as_str()),
                    Where::Variant(parts) => parts.iter().any(|part| match part.strip_prefix('#') {
                        Some(id) => stand.contains(id),
                        None => text.contains(part.as_str()),
                    }),
                };
                met.extend(duties.iter().filter(|_| holds).cloned());
            }
        }
        met
    }
}

fn duties(value: &toml::Value) -> Vec<String> {
    let list = value.get("obligation").and_then(toml::Value::as_array);
    list.into_iter().flatten().filter_map(toml::Value::as_str).map(str::to_string).collect()
}

/// The duties that coverage finds in a draft: the same as those told by hand.
fn met(library: &Library, hand: &ByHand, draft: &Draft, asked: &Asked, told: &str) -> BTreeSet<String> {
    let coverage = covered(library, draft, asked);
    let rows = coverage.rows().into_iter().filter(|row| row.answer == Answer::Draft);
    let met: BTreeSet<String> = rows.map(|row| row.duty.clone()).collect();
    assert_eq!(met, hand.met(draft), "{told}");
    met
}

/// From one draft to the next, exactly the duties turn unmet that only what went has discharged.
fn turned(before: &Draft, after: &Draft, hand: &ByHand, were: &BTreeSet<String>, are: &BTreeSet<String>) -> usize {
    let turned: BTreeSet<String> = were.difference(are).cloned().collect();
    let stands: BTreeSet<&str> = after.provisions().map(|p| p.id.as_str()).collect();
    let went = before.provisions().filter(|p| !stands.contains(p.id.as_str())).map(|p| p.id.split('@').next());
    for (_, duties) in went.flatten().flat_map(|folder| &hand.0[folder]) {
        assert!(duties.iter().all(|duty| turned.contains(duty) || are.contains(duty) || !were.contains(duty)));
    }
    turned.len()
}

#[test]
fn removing_a_section_turns_exactly_its_duties_unmet_in_the_toy() {
    let library = toy::library();
    let asked = Asked { all: true, ..rivers() };
    let before = drafted(&library, &toy::given("paid", &[]), "en").expect("drafted");
    let hand = ByHand::of(&library, "bridge");
    let were = met(&library, &hand, &before, &asked, "paid");
    let mut changes = 0;
    for sets in combinations() {
        let refs: Vec<&str> = sets.iter().map(String::as_str).collect();
        let Ok(after) = drafted(&library, &toy::given("paid", &refs), "en") else { continue };
        let are = met(&library, &hand, &after, &asked, &refs.join(" "));
        changes += usize::from(turned(&before, &after, &hand, &were, &are) > 0);
    }
    assert!(changes >= 10, "only {changes} changes turned a duty");
}

#[test]
fn removing_a_section_turns_exactly_its_duties_unmet_in_the_library() {
    let (library, messages) = read::library(&support::files(&support::root()), None);
    assert_eq!(messages, vec![]);
    let asked = Asked { profile: library.treaties.keys().cloned().collect(), all: true, ..Asked::default() };
    let mut changes = 0;
    // One preset for each instrument, with every value of every option; what is left open cannot be told.
    let mut seen = BTreeSet::new();
    for (name, preset) in &library.presets {
        if preset.extends.is_some() || !preset.open.is_empty() || !seen.insert(preset.instrument.clone()) {
            continue;
        }
        let given = |sets: Vec<(String, String)>| Given {
            answers: Answers { extends: Some(name.clone()), ..Answers::default() },
            sets,
            ..Given::default()
        };
        let before = drafted(&library, &given(vec![]), "en").expect(name);
        let book = &library.books[&before.instrument];
        let hand = ByHand::of(&library, &book.id);
        let were = met(&library, &hand, &before, &asked, name);
        let deciding: BTreeSet<&String> = book
            .provisions
            .values()
            .flat_map(|entry| {
                let provision = &entry.provision;
                let variants = provision.variant.values().map(|variant| &variant.when);
                let paragraphs = provision.paragraph.values().map(|paragraph| &paragraph.present);
                [&provision.present].into_iter().chain(variants).chain(paragraphs)
            })
            .flat_map(|conditions| conditions.alternatives().iter().flat_map(|table| table.keys()))
            .collect();
        let answers: Vec<(String, String)> = deciding
            .into_iter()
            .flat_map(|id| book.instrument.option[id].values.iter().map(|value| (id.clone(), value.clone())))
            .collect();
        let turns = |(option, value): &(String, String)| {
            let Ok(after) = drafted(&library, &given(vec![(option.clone(), value.clone())]), "en") else { return 0 };
            let are = met(&library, &hand, &after, &asked, &format!("{name}: {option}={value}"));
            usize::from(turned(&before, &after, &hand, &were, &are) > 0)
        };
        // Several hundred drafts: half of them on each of two threads.
        let (first, second) = answers.split_at(answers.len() / 2);
        changes += std::thread::scope(|scope| {
            let others = scope.spawn(|| first.iter().map(turns).sum::<usize>());
            second.iter().map(turns).sum::<usize>() + others.join().expect("the duties are told")
        });
    }
    assert!(changes >= 5, "only {changes} answers turned a duty");
}

/// What is wrong with a State's file, as `code line: what is marked`.
fn faults(text: &str) -> Vec<String> {
    let library = toy::library();
    let (state, mut messages) = typed::<State>("s.toml", text);
    if let Some(state) = state {
        messages.extend(check_state(&library, &state, "s.toml", text));
    }
    messages
        .iter()
        .map(|message| {
            let place = &message.marks[0].place;
            let line = text[..place.start].matches('\n').count() + 1;
            assert!(!message.help.is_empty() || !message.marks[0].text.is_empty());
            format!("{} {line}: {}", message.code, &text[place.start..place.end])
        })
        .collect()
}

#[test]
fn a_states_file_is_told_what_is_wrong_where() {
    let party = "name = \"South\"\n[treaty.rivers]\nsince = \"2004-05-17\"\n";
    for (more, told) in [
        ("[treaty.river]\nsince = \"2004-05-17\"\n", "unknown-treaty 4: river"),
        ("[elsewhere.\"rivers.11\"]\nlaw = \"Act\"\n", "unknown-obligation 4: \"rivers.11\""),
        ("[elsewhere.\"rivers.9\"]\n", "one-way 4: \"rivers.9\""),
        ("[elsewhere.\"rivers.9\"]\nlaw = \"Act\"\nmeasure = \"order\"\n", "one-way 4: \"rivers.9\""),
        ("[elsewhere.\"rivers.9\"]\nlaw = \" \"\n", "missing-words 5: law"),
        ("[elsewhere.\"rivers.9\"]\nlow = \"Act\"\n", "unknown-key 5: low"),
        (
            "[[treaty.rivers.reservation]]\nduties = [\"rivers.33\"]\ntext = \"No.\"\n",
            "unknown-obligation 5: \"rivers.33\"",
        ),
        ("[[treaty.rivers.declaration]]\nduty = \"sea.1\"\ntext = \"No.\"\n", "unknown-obligation 5: duty"),
    ] {
        let all = faults(&format!("{party}{more}"));
        assert!(all.contains(&told.to_string()), "{more}: {all:?}");
    }
    let all = faults("name = \"South\"\n[elsewhere.\"rivers.9\"]\nlaw = \"Act\"\n");
    assert_eq!(all, ["unbound-duty 2: \"rivers.9\""]);
    assert_eq!(
        faults("name = \"South\"\n[treaty.rivers]\nsince = \"soon\"\n")[0].split(' ').next(),
        Some("broken-toml")
    );
}

proptest! {
    #[test]
    fn no_states_file_makes_it_fall_over(lines in prop::collection::vec("[\\[\\]\"={}a-z0-9.\\- ]{0,24}", 0..12)) {
        let library = toy::library();
        let text = format!("name = \"x\"\n{}", lines.join("\n"));
        if let (Some(state), _) = typed::<State>("s.toml", &text) {
            check_state(&library, &state, "s.toml", &text);
        }
    }
}

#[test]
fn what_the_library_says_of_duties_is_checked() {
    let wrong = |file: &str, from: &str, to: &str| {
        let mut files = toy::files();
        let text = files.get_mut(file).expect("a file");
        assert!(text.contains(from), "{file} has no {from}");
        *text = text.replacen(from, to, 1);
        let codes: Vec<String> = toy::everything_wrong(&files).into_iter().map(|m| m.code).collect();
        codes
    };
    let (treaty, bridge) = ("clauses/treaties/rivers.toml", "clauses/bridge/instrument.toml");
    assert_eq!(wrong(treaty, "place = \"article 1\"\n", ""), ["placeless-duty"]);
    assert_eq!(wrong(treaty, "or = [\"2.b\"]", "or = [\"2.c\"]"), ["unknown-obligation"]);
    assert_eq!(wrong(treaty, "subject.fr = \"Fermer la nuit\"\n", ""), ["missing-words"]);
    assert_eq!(wrong("clauses/orders/ferrymen.toml", "rivers.3", "rivers.33"), ["unknown-obligation"]);
    assert_eq!(wrong(bridge, "[claims]\nrivers", "[claims]\nbrooks"), ["unknown-treaty"]);
    assert_eq!(wrong(bridge, "\"4\", \"9\"", "\"5\", \"9\""), ["unknown-obligation"]);
    assert_eq!(wrong(bridge, "\"4\", \"9\"", "\"4\", \"10\""), ["undischarged-duty"]);
    assert_eq!(
        wrong("clauses/bridge/upkeep/provision.toml", "obligation = [\"rivers.3\"]", "obligation = []"),
        ["undischarged-duty"]
    );
    assert_eq!(wrong("clauses/bridge/upkeep/provision.toml", "rivers.upkeep", "rivers.upkep"), ["unknown-obligation"]);
}

/// Runs the program on the toy library: exit code, output, errors.
fn run(args: &[&str]) -> (i32, String, String) {
    let out = Command::new(common::binary())
        .args(["--library", "tests/toy"])
        .args(args)
        .current_dir(common::root())
        .output()
        .expect("the program starts");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (out.status.code().unwrap_or(-1), text(&out.stdout), text(&out.stderr))
}

#[test]
fn a_build_names_the_musts_that_nothing_meets_and_is_made_all_the_same() {
    let folder = common::workspace("unmet");
    std::fs::write(folder.join("north.toml"), NORTH.replace("[elsewhere.\"rivers.9\"]", "[elsewhere.\"rivers.1\"]"))
        .expect("a file");
    let answers = folder.join("a.toml");
    std::fs::write(&answers, "extends = \"paid\"\nstate-file = \"north.toml\"\n").expect("answers");
    let (code, out, err) = run(&["build", answers.to_str().expect("a path"), "--format", "md"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.starts_with("# "), "{out}");
    assert!(err.contains("warning[unmet-duty]: 1 duty that binds is not met: `rivers.9`"), "{err}");
    assert!(err.contains("north.toml:5:2"), "{err}");
    // Without anybody saying what binds, nothing is said.
    let (code, _, err) = run(&["build", "paid", "--format", "md"]);
    assert_eq!((code, err.contains("unmet-duty")), (0, false), "{err}");
}

#[test]
fn a_states_file_that_is_wrong_stops_the_build_and_a_missing_one_too() {
    let folder = common::workspace("wrong-state");
    let file = folder.join("s.toml");
    let path = file.to_str().expect("a path");
    let (code, _, err) = run(&["build", "paid", "--format", "md", "--state", path]);
    assert_eq!(code, 3, "{err}");
    std::fs::write(&file, "name = \"x\"\n[treaty.river]\nsince = \"2004-05-17\"\n").expect("a file");
    let (code, out, err) = run(&["build", "paid", "--format", "md", "--state", path]);
    assert_eq!((code, out.as_str()), (1, ""), "{err}");
    assert!(err.contains("error[unknown-treaty]: unknown treaty `river`"), "{err}");
    assert!(err.contains("did you mean `rivers`?"), "{err}");
}

#[test]
fn the_command_prints_each_format_and_the_same_bytes_twice() {
    let folder = common::workspace("coverage");
    let common = ["coverage", "paid", "--state", "tests/toy/north.toml", "--set", "works=deck"];
    for format in ["docx", "xlsx", "json", "md"] {
        let made = |name: &str| {
            let path = folder.join(format!("{name}.{format}"));
            let (code, _, err) = run(&[&common[..], &["-o", path.to_str().expect("a path")]].concat());
            assert_eq!(code, 0, "{err}");
            std::fs::read(path).expect("written")
        };
        assert_eq!(made("one"), made("two"), "{format}");
    }
    let (code, out, _) = run(&common);
    assert_eq!(code, 0);
    assert!(out.contains("North replaces nothing."), "{out}");
    let (code, _, err) = run(&["coverage", "note", "--lang", "ar"]);
    assert_eq!(code, 2);
    assert!(err.contains("nothing says which treaties bind"), "{err}");
    let (code, _, err) = run(&["coverage", "paid", "--order", "ferryman"]);
    assert_eq!((code, err.as_str()), (2, "error: unknown order `ferryman`; known: ferrymen\n"));
}

#[test]
fn a_template_of_a_states_file_is_one_when_filled_in() {
    let (code, out, err) = run(&["new", "bridge", "--state"]);
    assert_eq!(code, 0, "{err}");
    assert_eq!(faults(&out.replace("name = { en = \"\" }", "name = { en = \"South\" }")), Vec::<String>::new());
    // What stands under a heading is uncommented with it; the reservation names no duty yet.
    let parts: Vec<&str> = out.split("\n\n").filter(|part| !part.contains('…')).collect();
    let uncommented: String = parts
        .join("\n\n")
        .lines()
        .map(|line| line.strip_prefix("# ").filter(|l| l.contains('=') || l.starts_with('[')).unwrap_or(line))
        .map(|line| format!("{}\n", line.replace("= \"\"", "= \"x\"")))
        .collect();
    assert_eq!(faults(&uncommented), Vec::<String>::new(), "{uncommented}");
}

/// A sheet as another program reads it: its name, and the kind and value of each cell.
type ReadSheet = (String, Vec<Vec<(String, Option<String>)>>);

/// Texts that a spreadsheet would take for formulas.
const FORMULAS: [&str; 8] = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\t=1+1",
    "'=1+1",
    "=HYPERLINK(\"http://example.org\",\"x\")",
    "=cmd|' /C calc'!A0",
];

#[test]
fn no_cell_of_a_spreadsheet_becomes_a_formula() {
    let Some(python) = needed("openpyxl", installed("venv/bin/python").filter(|python| has_openpyxl(python))) else {
        return;
    };
    let folder = common::workspace("spreadsheet");
    let mut north = state(NORTH);
    let duties =
        ["rivers.1", "rivers.2.a", "rivers.2.b", "rivers.3", "rivers.4", "rivers.9", "rivers.10", "rivers.upkeep"];
    let elsewhere = clausier::model::state::Elsewhere::default();
    for (duty, text) in duties.iter().zip(FORMULAS) {
        let law = Some(clausier::model::answers::Worded::Same(text.into()));
        north.elsewhere.insert(duty.to_string(), clausier::model::state::Elsewhere { law, ..elsewhere.clone() });
    }
    if let Some(party) = north.treaty.get_mut("rivers") {
        party.reservation.clear();
    }
    let coverage =
        toy_coverage(&["toll=free", "works=deck"], "en", &Asked { state: Some(&north), all: true, ..rivers() });
    let mut sheets = tables(&coverage);
    sheets.push((
        "=1+1 [a]:*?/\\'x".into(),
        FORMULAS.map(|text| vec![text.to_string(), "\u{1}\u{fffe}ok".into()]).into(),
    ));
    let path = folder.join("coverage.xlsx");
    std::fs::write(&path, xlsx("=1+1", &sheets).expect("a spreadsheet")).expect("written");
    let script = "import openpyxl, json, sys\n\
        book = openpyxl.load_workbook(sys.argv[1])\n\
        print(json.dumps([[s.title, [[(c.data_type, c.value) for c in r] for r in s.iter_rows()]] for s in book]))";
    let output = Command::new(python).args(["-c", script]).arg(&path).output().expect("python starts");
    let read: Vec<ReadSheet> = serde_json::from_str(&common::succeeded("openpyxl", output)).expect("JSON");
    assert_eq!(read.len(), sheets.len());
    let mut seen = BTreeSet::new();
    for ((_, rows), (_, wanted)) in read.iter().zip(&sheets) {
        assert_eq!(rows.len(), wanted.len());
        for (cells, wanted) in rows.iter().zip(wanted) {
            for ((kind, value), wanted) in cells.iter().zip(wanted) {
                let value = value.clone().unwrap_or_default();
                assert!(value.is_empty() || kind == "s", "{value:?} is read as {kind}");
                assert_eq!(value, wanted.replace(['\u{1}', '\u{fffe}'], ""));
                seen.extend(FORMULAS.iter().filter(|text| **text == value).copied());
            }
        }
    }
    assert_eq!(seen.len(), FORMULAS.len());
}

fn has_openpyxl(python: &std::path::Path) -> bool {
    Command::new(python).args(["-c", "import openpyxl"]).output().is_ok_and(|output| output.status.success())
}
