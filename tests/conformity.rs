//! What a treaty of the profile demands of the answers, and of the text.

mod support;

use clausier::diag::Message;
use clausier::draft::{Given, Settlement, choose, draft};
use clausier::model::draft::Draft;
use clausier::model::{Answers, Library};
use clausier::read::{self, Files};
use support::toy::{edit, everything_wrong, told, with_treaty};

const OPEN_BY_NIGHT: &str = r#"
[[constraint]]
id       = "open-by-night"
severity = "refuse"
treaty   = "bridges"
excludes = { night = "closed" }
origin   = [{ instrument = "Convention on Bridges, 1900", place = "article 3", relation = "follows" }]
"#;
const NIGHT_REASON: [(&str, &str); 2] = [
    ("en", "\n## constraint.open-by-night\nA bridge is open by night too.\n"),
    ("fr", "\n## constraint.open-by-night\nUn pont est ouvert la nuit aussi.\n"),
];

fn library(files: &Files) -> Library {
    let (library, wrong) = read::library(files, None);
    assert_eq!(told(&wrong), Vec::<String>::new());
    library
}

/// The answers of the toy preset, with these lines over them.
fn settled(library: &Library, lines: &str) -> Result<Settlement, Vec<Message>> {
    let text = format!("extends = \"paid\"\n{lines}");
    let (answers, wrong) = read::typed::<Answers>("answers.toml", &text);
    assert_eq!(told(&wrong), Vec::<String>::new());
    let given = Given { answers: answers.expect("answers"), file: "answers.toml".into(), text, ..Given::default() };
    choose(library, &given).map(|(settlement, _)| settlement)
}

fn drafted(library: &Library, lines: &str, language: &str) -> Result<Draft, Vec<Message>> {
    settled(library, lines).and_then(|settled| draft(library, &settled, language)).map(|(draft, _)| draft)
}

const PARTY: &str = "profile = [\"bridge-parties\"]\n";

#[test]
fn a_constraint_of_a_treaty_binds_those_whom_the_treaty_binds() {
    let files = with_treaty(OPEN_BY_NIGHT, &NIGHT_REASON);
    assert_eq!(told(&everything_wrong(&files)), Vec::<String>::new());
    let library = library(&files);
    assert!(settled(&library, "").is_ok());
    let refused = settled(&library, PARTY).expect_err("the south is closed by night");
    assert_eq!(told(&refused), ["refused: `open-by-night`: A bridge is open by night too."]);
    assert!(refused[0].help.contains(&"it binds by the profile: Convention on Bridges, article 3".to_string()));
    assert!(settled(&library, &format!("{PARTY}options.night = \"open\"")).is_ok());
}

#[test]
fn it_is_set_aside_with_a_reason_and_the_draft_says_what_was_set_aside() {
    let library = library(&with_treaty(OPEN_BY_NIGHT, &NIGHT_REASON));
    let accepted = format!("{PARTY}[accept]\nopen-by-night = \"the south reserves article 3\"");
    let draft = drafted(&library, &accepted, "fr").expect("accepted");
    assert_eq!(draft.accepted[0].accepted, "the south reserves article 3");
    let reason = "Un pont est ouvert la nuit aussi. (Convention sur les ponts, article 3)";
    assert_eq!(draft.accepted[0].reason, reason);
}

#[test]
fn one_that_warns_is_told_only_to_them() {
    let mut files = with_treaty(OPEN_BY_NIGHT, &NIGHT_REASON);
    edit(&mut files, "clauses/bridge/instrument.toml", "severity = \"refuse\"\ntreaty", "severity = \"warn\"\ntreaty");
    let library = library(&files);
    let warned = |lines: &str| -> Vec<String> {
        let draft = drafted(&library, lines, "en").expect("drafted");
        draft.warnings.into_iter().map(|warning| warning.reason).collect()
    };
    assert_eq!(warned(""), Vec::<String>::new());
    assert_eq!(warned(PARTY), ["A bridge is open by night too. (Convention on Bridges, article 3)"]);
}

#[test]
fn of_an_open_option_only_the_answers_that_the_treaty_allows_are_left() {
    let library = library(&with_treaty(OPEN_BY_NIGHT, &NIGHT_REASON));
    let brackets = |lines: &str| {
        let open = format!("{lines}open = [\"night\"]\n[options]\nworks = \"deck\"\n");
        let draft = drafted(&library, &open, "en").expect("drafted");
        clausier::render::json(&draft).matches("\"bracket\"").count()
    };
    assert!(brackets("") > brackets(PARTY), "{} {}", brackets(""), brackets(PARTY));
}

#[test]
fn such_a_constraint_names_a_treaty_that_exists_its_place_and_is_no_contradiction() {
    for (from, to, said) in [
        ("treaty   = \"bridges\"", "treaty = \"bridge\"", "unknown-treaty: unknown treaty `bridge`"),
        ("treaty   = \"bridges\"", "treaty = [\"bridges\", \"roads\"]", "unknown-treaty: unknown treaty `roads`"),
        (
            "origin   = [{ instrument = \"Convention on Bridges, 1900\"",
            "#",
            "missing-origin: `open-by-night` names a treaty, but no origin",
        ),
        (
            "severity = \"refuse\"\ntreaty",
            "contradiction = true\nseverity = \"refuse\"\ntreaty",
            "treaty-contradiction: `open-by-night` hangs on a treaty and can't be set aside",
        ),
    ] {
        let mut files = with_treaty(OPEN_BY_NIGHT, &NIGHT_REASON);
        edit(&mut files, "clauses/bridge/instrument.toml", from, to);
        assert_eq!(told(&everything_wrong(&files)), [said]);
    }
}

#[test]
fn treaties_that_together_leave_no_answer_are_named() {
    let more =
        format!("{OPEN_BY_NIGHT}{}", OPEN_BY_NIGHT.replace("open-by-night", "shut-by-night").replace("closed", "open"));
    let words: Vec<(&str, String)> = NIGHT_REASON
        .iter()
        .map(|(l, text)| (*l, format!("{text}{}", text.replace("open-by-night", "shut-by-night"))))
        .collect();
    let words: Vec<(&str, &str)> = words.iter().map(|(l, text)| (*l, text.as_str())).collect();
    let wrong = told(&everything_wrong(&with_treaty(&more, &words)));
    assert!(
        wrong.contains(&"contradictory-constraints: no combination of answers is allowed".to_string()),
        "{wrong:?}"
    );
}

/// Whoever takes a toll closes no bridge, and says who is exempt; on the lamps it only advises.
const RULES: &str = r#"
[[rule]]
id       = "night-watch"
severity = "refuse"
treaty   = "bridges"
if       = { stands = ["night"] }
then     = { tags = ["watched"], obligation = ["bridges.4.b"] }
origin   = [{ instrument = "Convention on Bridges, 1900", place = "article 4(b)", relation = "follows" }]

[[rule]]
id       = "workers-cross"
severity = "warn"
then     = { obligation = ["bridges.4.a"] }

[[rule]]
id       = "no-tariff-without-toll"
severity = "refuse"
if       = { stands = ["tariff"] }
then     = [{ stands = ["crossing#pay"] }, { tags = ["free"] }]

[[rule]]
id       = "no-cables"
severity = "warn"
treaty   = "bridges"
never    = { stands = ["upkeep#cables"] }
origin   = [{ instrument = "Convention on Bridges, 1900", place = "article 9", relation = "follows" }]
"#;

fn reasons(language: &'static str) -> (&'static str, &'static str) {
    let text = match language {
        "en" => {
            "\n## rule.night-watch\nBy night there are lamps.\n\n## rule.workers-cross\nWorkers cross.\n\n## rule.no-tariff-without-toll\nA tariff needs a toll.\n\n## rule.no-cables\nCables are unsafe.\n"
        }
        _ => {
            "\n## rule.night-watch\nLa nuit, on éclaire.\n\n## rule.workers-cross\nLes ouvriers passent.\n\n## rule.no-tariff-without-toll\nPas de tarif sans péage.\n\n## rule.no-cables\nLes câbles sont dangereux.\n"
        }
    };
    (language, text)
}

/// The lamps are lit on a duty, and so is the crossing of workers; the night is watched.
fn ruled() -> Files {
    let mut files = with_treaty(RULES, &[reasons("en"), reasons("fr")]);
    let (night, upkeep) = ("clauses/bridge/night/provision.toml", "clauses/bridge/upkeep/provision.toml");
    edit(&mut files, night, "tags", "#tags");
    let text = files.get_mut(night).expect("night");
    *text = format!("tags = [\"daily\", \"watched\"]\n{text}\n[paragraph.lamps]\nobligation = [\"bridges.4.b\"]\n");
    edit(&mut files, upkeep, "[paragraph.workers]", "[paragraph.workers]\nobligation = [\"bridges.4.a\"]");
    files
}

#[test]
fn a_rule_that_no_allowed_answers_break_is_proved_in_silence() {
    assert_eq!(told(&everything_wrong(&ruled())), Vec::<String>::new());
}

#[test]
fn a_rule_that_allowed_answers_break_is_named_with_the_answers() {
    let night = "clauses/bridge/night/provision.toml";
    for (path, from, to, example) in [
        (
            night,
            "[paragraph.lamps]",
            "[paragraph.lamps]\npresent = { toll = \"paid\" }",
            "it is broken for example in the plan `main` with toll = free",
        ),
        (night, "\"watched\"", "\"unwatched\"", "it is broken in every text of the plan `main`"),
        (night, "obligation = [\"bridges.4.b\"]", "", "it is broken in every text of the plan `main`"),
        ("clauses/bridge/instrument.toml", "stands = [\"crossing#pay\"]", "stands = [\"upkeep#cables\"]", ""),
    ] {
        let mut files = ruled();
        edit(&mut files, path, from, to);
        let wrong = everything_wrong(&files);
        let broken: Vec<&Message> = wrong.iter().filter(|m| m.code == "broken-rule").collect();
        assert!(!broken.is_empty(), "{to}: {wrong:?}");
        assert!(broken.iter().all(|m| m.help[0].starts_with(example)), "{to}: {broken:?}");
    }
}

#[test]
fn a_constraint_of_the_same_treaty_keeps_the_rule() {
    let constraint = OPEN_BY_NIGHT.replace("excludes = { night = \"closed\" }", "requires = { toll = \"paid\" }");
    let mut files = ruled();
    edit(
        &mut files,
        "clauses/bridge/night/provision.toml",
        "[paragraph.lamps]",
        "[paragraph.lamps]\npresent = { toll = \"paid\" }",
    );
    files.get_mut("clauses/bridge/instrument.toml").expect("bridge").push_str(&constraint);
    for (language, text) in NIGHT_REASON {
        files.get_mut(&format!("clauses/bridge/{language}.md")).expect("words").push_str(text);
    }
    assert_eq!(told(&everything_wrong(&files)), Vec::<String>::new());
    // Who sets the constraint aside still breaks the rule, and must say so too.
    let library = library(&files);
    let lines =
        format!("{PARTY}[options]\ntoll = \"free\"\nworks = \"deck\"\n[accept]\nopen-by-night = \"a reservation\"\n");
    let refused = drafted(&library, &lines, "en").expect_err("refused");
    assert_eq!(told(&refused), ["refused: `night-watch`: By night there are lamps."]);
    assert!(refused[0].help.contains(&"it binds by the profile: Convention on Bridges, article 4(b)".to_string()));
    let draft = drafted(&library, &format!("{lines}night-watch = \"the same\"\n"), "en").expect("accepted");
    assert_eq!(draft.accepted.len(), 2);
    assert_eq!(draft.accepted[0].reason, "By night there are lamps. (Convention on Bridges, article 4(b))");
}

#[test]
fn a_rule_may_bear_the_id_of_a_constraint_and_one_acceptance_sets_both_aside() {
    let constraint = OPEN_BY_NIGHT
        .replace("excludes = { night = \"closed\" }", "requires = { toll = \"paid\" }")
        .replace("open-by-night", "night-watch");
    let mut files = ruled();
    edit(
        &mut files,
        "clauses/bridge/night/provision.toml",
        "[paragraph.lamps]",
        "[paragraph.lamps]\npresent = { toll = \"paid\" }",
    );
    files.get_mut("clauses/bridge/instrument.toml").expect("bridge").push_str(&constraint);
    for language in ["en", "fr"] {
        edit(&mut files, &format!("clauses/bridge/{language}.md"), "## rule.night-watch", "## constraint.night-watch");
    }
    assert_eq!(told(&everything_wrong(&files)), Vec::<String>::new());
    let lines = format!("{PARTY}[options]\ntoll = \"free\"\nworks = \"deck\"\n");
    let library = library(&files);
    assert_eq!(
        told(&drafted(&library, &lines, "en").expect_err("refused")),
        ["refused: `night-watch`: By night there are lamps."]
    );
    assert!(drafted(&library, &format!("{lines}[accept]\nnight-watch = \"a reservation\"\n"), "en").is_ok());
}

#[test]
fn a_rule_that_warns_is_told_with_the_draft_to_those_whom_it_concerns() {
    let library = library(&ruled());
    let warned = |lines: &str| -> Vec<String> {
        drafted(&library, lines, "en").expect("drafted").warnings.into_iter().map(|w| w.reason).collect()
    };
    assert_eq!(warned(""), Vec::<String>::new());
    assert_eq!(warned(PARTY), ["Cables are unsafe. (Convention on Bridges, article 9)"]);
    assert_eq!(warned("[options]\nworks = \"paint\"\nnight = \"open\""), ["Workers cross."]);
    // What stands in brackets is enough to keep a demand, and breaks none.
    assert_eq!(warned("open = [\"works\"]\n[options]\nnight = \"open\""), Vec::<String>::new());
    // A companion is no text of the instrument.
    let letter =
        settled(&library, PARTY).expect("settled").companion(&library.books["bridge"], "letter").expect("letter");
    assert!(draft(&library, &letter, "en").expect("drafted").0.warnings.is_empty());
}

#[test]
fn a_rule_looks_for_what_exists_and_demands_something() {
    for (from, to, said) in [
        ("stands = [\"night\"]", "stands = [\"nihgt\"]", "unknown-provision: unknown provision `nihgt`"),
        ("\"crossing#pay\"", "\"crossing#pya\"", "unknown-paragraph: unknown paragraph `pya`"),
        ("\"bridges.4.b\"", "\"bridges.4.c\"", "unknown-obligation: unknown obligation `bridges.4.c`"),
        ("then     = { obligation", "if = { obligation", "empty-rule: the rule `workers-cross` demands nothing"),
        (
            "then     = { obligation = [\"bridges.4.a\"] }",
            "then = {}",
            "empty-rule: `then` of the rule `workers-cross` looks for nothing",
        ),
        ("if       = { stands = [\"night\"] }", "plan = \"mian\"", "unknown-plan: unknown plan `mian`"),
        ("id       = \"no-cables\"", "id = \"workers-cross\"", "repeated-id: two rules are called `workers-cross`"),
        ("treaty   = \"bridges\"\nif", "treaty = \"bridge\"\nif", "unknown-treaty: unknown treaty `bridge`"),
        (
            "if       = { stands = [\"night\"] }",
            "if = { tags = [\"noon\"] }",
            "dead-rule: the rule `night-watch` can never apply",
        ),
        ("if       = { stands", "if = { stand", "broken-toml: the file can't be read"),
        ("## rule.workers-cross", "## rule.worker-cross", "missing-words: `rule.workers-cross` has no words"),
    ] {
        let mut files = ruled();
        let path = if from.starts_with('#') { "clauses/bridge/en.md" } else { "clauses/bridge/instrument.toml" };
        edit(&mut files, path, from, to);
        let wrong = told(&everything_wrong(&files));
        assert!(wrong.iter().any(|line| line == said), "{to}: {wrong:?}");
    }
}
