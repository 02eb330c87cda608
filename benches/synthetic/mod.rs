//! An instrument of any length, always the same: provisions of 190 words each, with references,
//! terms, blanks, conditions, variants, points, lists by tag, and commentary.

use clausier::read::Files;
use std::fmt::Write;
use std::path::Path;

/// Words in the wording of each provision.
#[allow(dead_code)]
pub const WORDS: usize = 190;
const OPTIONS: usize = 40;

/// A library with one instrument of so many provisions and one preset, both called `long`; form,
/// languages and interface are those of the toy library.
pub fn library(count: usize) -> Files {
    let mut files = Files::new();
    let languages = ["en", "fr", "ar"];
    let own = languages.iter().flat_map(|it| [format!("languages/{it}.toml"), format!("interface/{it}.toml")]);
    for part in ["shared.toml", "forms/plain.toml"].map(String::from).into_iter().chain(own) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/toy/clauses").join(&part);
        files.insert(format!("clauses/{part}"), std::fs::read_to_string(path).expect("a file of the toy library"));
    }
    let terms = (count / 20).max(1);
    let blanks = (count / 10).max(1);
    let mut glossary = String::new();
    for term in 0..terms {
        let _ = writeln!(
            glossary,
            "[term.t{term}]\n[term.t{term}.en]\none = \"notion {term}\"\nother = \"notions {term}\""
        );
        let folder = format!("clauses/long/definitions/t{term}");
        files.insert(format!("{folder}/provision.toml"), "origin = []\n".into());
        let other = if term > 0 { format!("{{{{term \"t{}\"}}}}", term - 1) } else { "a thing".into() };
        files.insert(
            format!("{folder}/en.md"),
            format!(
                "# Notion {term}\n\n## wording\n\n{other} of the kind {term}\n\n## commentary\n\nSays what it is.\n"
            ),
        );
    }
    files.insert("clauses/terms.toml".into(), glossary);
    files.insert("clauses/long/instrument.toml".into(), structure(count, blanks));
    files.insert("clauses/long/en.md".into(), words(count, blanks));
    files.insert("presets/long.toml".into(), "instrument = \"long\"\n[about]\nen = \"Long\"\n".into());
    files.insert(
        "clauses/long/definitions/provision.toml".into(),
        "origin = []\n[paragraph.list]\ndefinitions = true\n".into(),
    );
    files.insert(
        "clauses/long/definitions/en.md".into(),
        "# Definitions\n\n## wording\n\n1. In this text {and} {#list}\n\n## commentary\n\nWhat words mean.\n".into(),
    );
    for number in 0..count {
        files.insert(format!("clauses/long/p{number}/provision.toml"), provision(number));
        files.insert(format!("clauses/long/p{number}/en.md"), wording(number, count, terms, blanks));
    }
    files
}

fn structure(count: usize, blanks: usize) -> String {
    let mut text = String::from("kind = \"agreement\"\nform = \"plain\"\n\n[plan.main]\ndefault = true\n");
    text.push_str("[[plan.main.part]]\nprovisions = [\"definitions\"]\n");
    for chapter in 0..count.div_ceil(20) {
        let ids: Vec<String> = (chapter * 20..(chapter * 20 + 20).min(count)).map(|n| format!("\"p{n}\"")).collect();
        let _ = writeln!(text, "[[plan.main.part]]\nchapter = \"c{chapter}\"\nprovisions = [{}]", ids.join(", "));
    }
    for option in 0..OPTIONS {
        let _ = writeln!(text, "[option.o{option}]\nvalues = [\"a\", \"b\"]\ndefault = \"a\"");
    }
    for blank in 0..blanks {
        let _ = writeln!(text, "[blank.b{blank}]\ntype = \"text\"");
    }
    text
}

fn words(count: usize, blanks: usize) -> String {
    let mut text = String::from("# A long text\n");
    for chapter in 0..count.div_ceil(20) {
        let _ = writeln!(text, "\n## chapter.c{chapter}\nChapter on {chapter}");
    }
    for option in 0..OPTIONS {
        let _ = writeln!(text, "\n## option.o{option}\nWhich {option}?\n\n- a: The one\n- b: The other");
    }
    for blank in 0..blanks {
        let _ = writeln!(text, "\n## blank.b{blank}\nWhat stands at {blank}");
    }
    text
}

fn provision(number: usize) -> String {
    let mut text = format!("origin = []\ntags = [\"g{}\"]\n", number / 10);
    if number.is_multiple_of(5) {
        let _ = writeln!(text, "present = {{ o{} = \"a\" }}", number % OPTIONS);
    }
    if number % 10 == 3 {
        let _ = writeln!(
            text,
            "[variant.one]\nwhen = {{ o{0} = \"a\" }}\n[variant.two]\nwhen = {{ o{0} = \"b\" }}",
            number % OPTIONS
        );
    }
    if number % 50 == 7 {
        let _ = writeln!(text, "[query.near]\ntags = [\"g{}\"]", number / 10);
    }
    text
}

fn wording(number: usize, count: usize, terms: usize, blanks: usize) -> String {
    let mut text = format!("# On the matter of {number}\n");
    let variants: &[&str] = if number % 10 == 3 { &[" [one]", " [two]"] } else { &[""] };
    for variant in variants {
        let _ = writeln!(text, "\n## wording{variant}\n\n{}", paragraphs(number, count, terms, blanks));
    }
    let _ = writeln!(text, "\n## commentary\n\n{}.", prose(number, 60));
    text
}

/// Three paragraphs with three points: 190 words, tags counted as one each.
fn paragraphs(number: usize, count: usize, terms: usize, blanks: usize) -> String {
    // Provisions that always stand can be cited without more ado.
    let cited = (number * 7 + 1) % count;
    let cited = if cited.is_multiple_of(5) { (cited + 1) % count.max(2) } else { cited };
    let near = if number % 50 == 7 {
        "{{ref query=\"near\"}} {{agree query=\"near\" one=\"applies\" other=\"apply\"}}"
    } else {
        "it applies"
    };
    let (term, blank, option) = (number % terms, number % blanks, (number + 1) % OPTIONS);
    format!(
        "1. {} the {{{{term \"t{term}\"}}}} and {{{{ref \"p{cited}#a\"}}}} {{#a}}\n\
         2. {} {{and}} {{#b}}\n    1. {} {{{{blank \"b{blank}\"}}}} {{#ba}}\n    2. {} {{#bb}}\n    3. {} {{#bc}}\n\
         3. {} {{{{#when o{option}=\"a\"}}}}{}{{{{else}}}}{}{{{{/when}}}}; {near} {{#c}}",
        prose(number, 40),
        prose(number + 1, 22),
        prose(number + 2, 18),
        prose(number + 3, 18),
        prose(number + 4, 18),
        prose(number + 5, 50),
        prose(number + 6, 14),
        prose(number + 7, 14),
    )
}

/// So many words.
fn prose(seed: usize, words: usize) -> String {
    const STOCK: [&str; 13] = [
        "party",
        "request",
        "without",
        "delay",
        "another",
        "authority",
        "gives",
        "notice",
        "where",
        "needed",
        "under",
        "it",
        "law",
    ];
    let picked: Vec<&str> = (0..words).map(|word| STOCK[(seed * 5 + word * 3 + word / 4) % STOCK.len()]).collect();
    picked.join(" ")
}
