//! What a tradition says of a text: its words for terms, its defaults, its notice.

mod support;

use clausier::draft::{Given, choose, draft};
use clausier::read::{self, Files};
use clausier::render::{Edition, markdown};
use support::toy::{edit, everything_wrong, files, given, told};

const TERMS: &str = "clauses/terms.toml";
const STRICT: &str = "clauses/traditions/strict.toml";

/// A keeper is a warden to the strict, and to those who follow them, among whom some say guardian.
fn with_wardens() -> Files {
    let mut files = files();
    for (name, base) in [("stricter", "strict"), ("lax", "stricter")] {
        let text = format!("extends = \"{base}\"\n[name]\nen = \"{name}\"\n");
        files.insert(format!("clauses/traditions/{name}.toml"), text);
    }
    edit(&mut files, TERMS, "other = \"keepers\"", "other = \"keepers\"\na = \"a keeper\"");
    edit(&mut files, TERMS, "the    = \"le gardien\"", "the = \"le gardien\"\na = \"un gardien\"");
    let words = r#"
[term.keeper.tradition.strict]
en = { one = "warden", other = "wardens", a = "a warden" }
fr = { one = "intendant", other = "intendants", the = "l'intendant", a = "un intendant" }

[term.keeper.tradition.lax]
en = { one = "usher", other = "ushers", a = "an usher" }
fr = { one = "intendant", other = "intendants", the = "l'intendant", a = "un intendant" }

[term.toll]
"#;
    edit(&mut files, TERMS, "\n[term.toll]\n", words);
    for file in ["crossing", "definitions/toll"] {
        edit(
            &mut files,
            &format!("clauses/bridge/{file}/en.md"),
            "a {{term \"keeper\"}}",
            "{{term \"keeper\" form=\"a\"}}",
        );
        edit(
            &mut files,
            &format!("clauses/bridge/{file}/fr.md"),
            "un {{term \"keeper\"}}",
            "{{term \"keeper\" form=\"a\"}}",
        );
    }
    files
}

/// The draft of a tradition, in Markdown.
fn drafted(files: &Files, tradition: &str, form: &str, language: &str) -> String {
    let (library, wrong) = read::library(files, None);
    assert_eq!(told(&wrong), Vec::<String>::new());
    let mut given = given("paid", &[]);
    given.answers.tradition = Some(tradition.into()).filter(|name: &String| !name.is_empty());
    given.answers.form = Some(form.into());
    if tradition.is_empty() {
        given.answers = clausier::model::Answers { tradition: None, extends: None, ..given.answers };
        given.answers.instrument = Some("bridge".into());
        given.sets = vec![("toll".into(), "paid".into())];
    }
    let (settlement, _) = choose(&library, &given).expect("settled");
    markdown(&draft(&library, &settlement, language).expect("drafted").0, Edition::Clean)
}

#[test]
fn a_term_is_printed_in_the_words_of_the_tradition_or_of_the_nearest_that_it_extends() {
    let files = with_wardens();
    assert_eq!(told(&everything_wrong(&files)), Vec::<String>::new());
    for (tradition, said) in
        [("", "The keeper"), ("strict", "The warden"), ("stricter", "The warden"), ("lax", "The usher")]
    {
        let text = drafted(&files, tradition, "plain", "en");
        assert!(text.contains(&format!("{said} lights the lamps")), "{tradition}: {text}");
    }
    let text = drafted(&files, "lax", "plain", "en");
    assert!(text.contains("the price that an usher collects"), "{text}");
    assert!(!text.contains("keeper") && !text.contains("warden"), "{text}");
}

#[test]
fn definitions_stand_in_the_alphabet_of_these_words_and_a_sentence_begins_with_a_capital() {
    let files = with_wardens();
    let order = |tradition: &str| {
        let text = drafted(&files, tradition, "act", "en");
        let places = ["“toll”", "“keeper”", "“warden”", "“usher”"].map(|word| text.find(word));
        (places[0], places.iter().skip(1).find_map(|place| *place))
    };
    let (toll, keeper) = order("");
    assert!(keeper < toll);
    let (toll, warden) = order("strict");
    assert!(toll.is_some() && toll < warden);
    let french = drafted(&files, "strict", "plain", "fr");
    assert!(french.contains("L’intendant allume les lampes"), "{french}");
}

#[test]
fn such_a_term_is_never_typed_in_any_of_its_forms_nor_what_agrees_with_it() {
    let night = "clauses/bridge/night/en.md";
    for (typed, said) in [
        ("The keeper lights", "typed-term: `keeper` is typed"),
        ("The Wardens light", "typed-term: `Wardens` is typed"),
        ("A warden lights", "typed-term: `A warden` is typed"),
        ("Any\nkeepers light", "typed-term: `keepers` is typed"),
        ("An {{term \"keeper\"}} lights", "typed-term: `an` is typed before `keeper`"),
    ] {
        let mut files = with_wardens();
        edit(&mut files, night, "The {{term \"keeper\"}} lights", typed);
        let wrong = told(&everything_wrong(&files));
        assert!(wrong.iter().any(|line| line == said), "{typed}: {wrong:?}");
    }
    // In commentary traditions are compared, and a part of a word is not the word.
    let mut files = with_wardens();
    edit(&mut files, night, "## commentary\n", "## commentary\n\nWhere a keeper is a warden, he keeps.\n");
    edit(&mut files, night, "lights the lamps", "lights the lamps of housekeepers");
    assert_eq!(told(&everything_wrong(&files)), Vec::<String>::new());
    // A term that all traditions word alike may be typed.
    let mut files = with_wardens();
    edit(&mut files, night, "lights the lamps", "lights the lamps of the toll");
    assert_eq!(told(&everything_wrong(&files)), Vec::<String>::new());
}

#[test]
fn a_tradition_has_every_language_and_form_of_the_common_words() {
    let (form, language) = (
        ", other = \"ushers\"",
        "fr = { one = \"intendant\", other = \"intendants\", the = \"l'intendant\", a = \"un intendant\" }\n\n[term.toll]",
    );
    for (from, to, said) in [
        (form, "", "uneven-term: `keeper` has no form `other` in `en` for the tradition `lax`"),
        (language, "[term.toll]", "uneven-term: `keeper` has no words in `fr` for the tradition `lax`"),
        (
            "one = \"usher\"",
            "one = \"usher\", whose = \"usher's\"",
            "uneven-term: `keeper` has the form `whose` in `en` only for a tradition",
        ),
        ("tradition.lax", "tradition.lacks", "unknown-tradition: unknown tradition `lacks`"),
    ] {
        let mut files = with_wardens();
        edit(&mut files, TERMS, from, to);
        assert_eq!(told(&everything_wrong(&files)), [said]);
    }
}

#[test]
fn it_has_defaults_for_options_of_several_values_and_per_party_and_for_blanks() {
    let mut files = files();
    let defaults = "toll = \"paid\"\nworks = [\"deck\"]\nnight = \"closed\"\n\n[blanks.bridge]\nnotice = \"4 weeks\"\n";
    edit(&mut files, STRICT, "toll = \"paid\"", defaults);
    let lax = "extends = \"strict\"\n[name]\nen = \"Lax\"\n[blanks.bridge]\nnotice = \"6 weeks\"\n";
    files.insert("clauses/traditions/lax.toml".into(), lax.into());
    assert_eq!(told(&everything_wrong(&files)), Vec::<String>::new());
    let (library, _) = read::library(&files, None);
    let build = |tradition: &str, notice: Option<&str>| {
        let text = format!("instrument = \"bridge\"\ntradition = \"{tradition}\"\n");
        let notice = notice.map(|notice| format!("[blanks]\nnotice = \"{notice}\"\n")).unwrap_or_default();
        let (answers, _) = read::typed("answers.toml", &format!("{text}{notice}"));
        let (settlement, _) =
            choose(&library, &Given { answers: answers.expect("answers"), ..Given::default() }).expect("settled");
        assert_eq!(settlement.said("works"), "works = deck (tradition strict)");
        assert_eq!(settlement.said("night"), "night = closed (tradition strict)");
        markdown(&draft(&library, &settlement, "en").expect("drafted").0, Edition::Clean)
    };
    for (tradition, notice, said) in [
        ("strict", None, "four weeks before"),
        ("lax", None, "six weeks before"),
        ("lax", Some("1 weeks"), "one week before"),
    ] {
        let text = build(tradition, notice).replace('\u{a0}', " ");
        assert!(text.contains(said), "{tradition}: {text}");
    }
}

#[test]
fn its_defaults_are_of_options_and_blanks_that_exist_in_the_number_that_they_take() {
    for (default, said) in [
        ("works = []", "too-few-values: 0 values, but at least 1 are needed"),
        ("season = [\"year\", \"summer\"]", "too-many-values: 2 values, but it takes at most 1"),
        ("[blanks.bridge]\nnotise = \"4 weeks\"", "unknown-blank: unknown blank `notise`"),
        ("[blanks.brigde]\nnotice = \"4 weeks\"", "unknown-instrument: unknown instrument `brigde`"),
    ] {
        let mut files = files();
        edit(&mut files, STRICT, "toll = \"paid\"", &format!("toll = \"paid\"\n{default}\n"));
        assert_eq!(told(&everything_wrong(&files)), [said]);
    }
}

/// Strict agreements must be in Arabic, and so must those of whoever follows.
fn with_notice() -> Files {
    let mut files = files();
    let notice = "[notice.agreement]\nunless = [\"ar\"]\ntext = { en = \"Translation: Arabic binds\", fr = \"Traduction : l’arabe fait foi\" }\n";
    files.get_mut(STRICT).expect("strict").push_str(notice);
    files.insert("clauses/traditions/lax.toml".into(), "extends = \"strict\"\nname = { en = \"Lax\" }\n".into());
    files
}

#[test]
fn it_has_a_notice_printed_on_the_first_page_and_in_the_header() {
    let files = with_notice();
    assert_eq!(told(&everything_wrong(&files)), Vec::<String>::new());
    for (tradition, language, notice) in
        [("strict", "en", "Translation: Arabic binds"), ("lax", "fr", "Traduction : l’arabe fait foi")]
    {
        let text = drafted(&files, tradition, "plain", language);
        assert!(text.starts_with(&format!("**{notice}**\n\n# ")), "{text}");
    }
    assert!(drafted(&files, "", "plain", "en").starts_with("# "));
    let (library, _) = read::library(&files, None);
    let (settlement, _) = choose(&library, &given("paid", &[])).expect("settled");
    let (mut made, _) = draft(&library, &settlement, "fr").expect("drafted");
    let page = clausier::render::html(&made, clausier::render::HtmlOptions { edition: Edition::Clean, status: None });
    assert!(page.contains("<p class=\"notice\">Traduction : l’arabe fait foi</p>"), "{page}");
    made.notice = "<b>&".into();
    let page = clausier::render::html(&made, clausier::render::HtmlOptions { edition: Edition::Clean, status: None });
    assert!(page.contains("&lt;b&gt;&amp;"), "{page}");
    // A companion is no such text.
    let letter = settlement.companion(&library.books["bridge"], "letter").expect("letter");
    assert_eq!(draft(&library, &letter, "en").expect("drafted").0.notice, "");
}

#[test]
fn the_answers_say_otherwise_of_the_notice_and_it_lacks_no_language() {
    let mut files = with_notice();
    let (library, _) = read::library(&files, None);
    for (said, notice) in
        [("\"Not adopted\"", "Not adopted"), ("\"\"", ""), ("{ en = \"Draft\" }", "Draft"), ("{ fr = \"Projet\" }", "")]
    {
        let (answers, wrong) =
            read::typed("answers.toml", &format!("extends = \"paid\"\n[document]\nnotice = {said}\n"));
        assert_eq!(told(&wrong), Vec::<String>::new());
        let given = Given { answers: answers.expect("answers"), ..Given::default() };
        let (settlement, _) = choose(&library, &given).expect("settled");
        assert_eq!(draft(&library, &settlement, "en").expect("drafted").0.notice, notice);
    }
    edit(&mut files, STRICT, "unless = [\"ar\"]", "");
    assert_eq!(told(&everything_wrong(&files)), ["missing-notice: the notice of `strict` has no words in `ar`"]);
}
