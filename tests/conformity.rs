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
    let given = Given { answers: answers.expect("answers"), file: "answers.toml".into(), text, sets: vec![] };
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
