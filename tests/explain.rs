//! Every code of a message has a page, every page a code, and every page the same headings.

use clausier::check::pages;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const OPENINGS: [&str; 2] = ["Message::error(", "Message::warning("];
const HEADINGS: [&str; 4] = ["# ", "## What it means", "## Example", "## What to do"];
/// Shortest and longest page. Unit: lines.
const LINES: std::ops::RangeInclusive<usize> = 10..=25;

/// A call of `Message::error` or `Message::warning` whose code is not written in it, but handed
/// to a helper. The source is searched for both ends, so an entry that is no longer true fails.
struct Composed {
    file: &'static str,
    /// The first argument of the call.
    argument: &'static str,
    /// What stands before the rest of the code wherever the helper is used.
    helpers: &'static [&'static str],
    prefix: &'static str,
    /// The rests of the code: all that the helper is given.
    given: &'static [&'static str],
}

/// Every such call. A new one must be entered here, and each of its codes needs a page.
const COMPOSED: [Composed; 6] = [
    // The constructor of a warning: it hands its code on.
    Composed { file: "diag/mod.rs", argument: "code", helpers: &[], prefix: "", given: &[] },
    Composed {
        file: "check/rules/lists.rs",
        argument: "&format!(\"unknown-{what}\")",
        helpers: &["unknown("],
        prefix: "unknown-",
        given: &["blank", "form", "option", "plan", "record"],
    },
    Composed {
        file: "check/rules/references.rs",
        argument: "&format!(\"unknown-{what}\")",
        helpers: &["unknown("],
        prefix: "unknown-",
        given: &["blank", "field", "paragraph", "provision", "query", "record", "term"],
    },
    Composed {
        file: "check/rules/shared.rs",
        argument: "&format!(\"unknown-{what}\")",
        helpers: &["unknown("],
        prefix: "unknown-",
        given: &["blank", "form", "instrument", "option", "tradition", "value"],
    },
    Composed {
        file: "check/rules/unused.rs",
        argument: "code",
        // The second is the list of what a provision declares: code, table, name.
        helpers: &["warn(", "|n| ("],
        prefix: "",
        given: &["unused-blank", "unused-condition", "unused-option", "unused-query", "unused-value"],
    },
    Composed {
        file: "draft/choose/mod.rs",
        argument: "&format!(\"unknown-{what}\")",
        helpers: &["unknown("],
        prefix: "unknown-",
        given: &[
            "blank",
            "constraint",
            "field",
            "form",
            "language",
            "party",
            "plan",
            "profile",
            "record",
            "state",
            "tradition",
        ],
    },
];

/// A source file, relative to src, without its comments.
struct Source {
    name: String,
    text: String,
}

#[test]
fn every_code_has_a_page_and_every_page_a_code() {
    let mut codes = BTreeSet::new();
    for source in sources() {
        for rest in after(&source.text, &OPENINGS) {
            codes.extend(literal(rest).map(str::to_string));
        }
    }
    assert!(codes.len() > 40, "the scan of the source no longer works: it finds {codes:?}");
    for composed in COMPOSED {
        codes.extend(composed.given.iter().map(|rest| format!("{}{rest}", composed.prefix)));
    }
    let written: BTreeSet<String> = files(&folder("src/check/pages")).iter().map(|path| stem(path)).collect();
    let missing: Vec<&String> = codes.difference(&written).collect();
    let idle: Vec<&String> = written.difference(&codes).collect();
    assert!(missing.is_empty(), "codes without a page: {missing:?}");
    assert!(idle.is_empty(), "pages without a code: {idle:?}");
}

#[test]
fn composed_codes_are_those_of_the_list() {
    let sources = sources();
    let mut unlisted = Vec::new();
    let mut seen = BTreeSet::new();
    for source in &sources {
        for rest in after(&source.text, &OPENINGS).into_iter().filter(|rest| literal(rest).is_none()) {
            let known =
                COMPOSED.iter().position(|c| c.file == source.name && rest.starts_with(&format!("{},", c.argument)));
            match known {
                Some(index) => drop(seen.insert(index)),
                None => unlisted.push(format!("{}: {}", source.name, rest.lines().next().unwrap_or(""))),
            }
        }
        let built = source.text.contains("Message { code");
        assert!(!built || source.name == "diag/mod.rs", "{} builds a message without its constructor", source.name);
    }
    assert!(unlisted.is_empty(), "codes that the test does not know how to find: {unlisted:?}");
    for (index, composed) in COMPOSED.iter().enumerate() {
        assert!(seen.contains(&index), "{} no longer makes codes of {}", composed.file, composed.argument);
        // The helper of a module that has files of its own is used in all of them.
        let folder = composed.file.strip_suffix("mod.rs").unwrap_or(composed.file);
        let texts: String = sources.iter().filter(|s| s.name.starts_with(folder)).map(|s| s.text.as_str()).collect();
        let mut given = BTreeSet::new();
        for rest in after(&texts, composed.helpers) {
            let Some(code) = literal(rest) else {
                panic!(
                    "{}: a helper is given a code that is not written out: {}",
                    composed.file,
                    rest.lines().next().unwrap_or("")
                )
            };
            given.insert(code);
        }
        assert_eq!(given, composed.given.iter().copied().collect(), "{}", composed.file);
    }
}

#[test]
fn every_page_has_the_four_headings() {
    for path in files(&folder("src/check/pages")) {
        let name = stem(&path);
        let page = fs::read_to_string(&path).expect("a page");
        let lines: Vec<&str> = page.lines().collect();
        assert!(LINES.contains(&lines.len()), "{name}: {} lines", lines.len());
        let mut fenced = false;
        let mut fences = 0;
        let mut headings = Vec::new();
        let mut said = vec![0; HEADINGS.len() + 1];
        let mut snippets = [0; HEADINGS.len() + 1];
        for line in &lines {
            if line.starts_with("```") {
                fenced = !fenced;
                fences += 1;
                snippets[headings.len()] += 1;
            } else if !fenced && line.starts_with('#') {
                headings.push(*line);
                assert!(headings.len() <= HEADINGS.len(), "{name}: too many headings: {line}");
            } else if !line.trim().is_empty() {
                said[headings.len()] += 1;
            }
        }
        assert_eq!(headings.len(), HEADINGS.len(), "{name}: {headings:?}");
        assert!(
            headings[0].starts_with(HEADINGS[0]) && headings[0].len() > HEADINGS[0].len(),
            "{name}: {}",
            headings[0]
        );
        assert_eq!(headings[1..], HEADINGS[1..], "{name}");
        assert!(lines[0] == headings[0], "{name}: the title is not the first line");
        assert!(said[2..].iter().all(|count| *count > 0), "{name}: a section is empty");
        assert_eq!((fences, snippets[3]), (4, 4), "{name}: the example is a wrong snippet and a right one");
    }
}

#[test]
fn the_program_carries_every_page() {
    let carried: BTreeSet<&str> = pages::all().map(|(code, _)| code).collect();
    let written: Vec<String> = files(&folder("src/check/pages")).iter().map(|path| stem(path)).collect();
    assert_eq!(carried, written.iter().map(String::as_str).collect());
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn stem(path: &Path) -> String {
    path.file_stem().expect("a name").to_string_lossy().into_owned()
}

/// Every file under a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

fn sources() -> Vec<Source> {
    let root = folder("src");
    let rust = files(&root).into_iter().filter(|path| path.extension().is_some_and(|e| e == "rs"));
    rust.map(|path| {
        let text = fs::read_to_string(&path).expect("a source file");
        let code: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        let name = path.strip_prefix(&root).expect("under src").to_string_lossy().replace('\\', "/");
        Source { name, text: code.join("\n") }
    })
    .collect()
}

/// What follows each opening, except where the opening is part of a longer word or a definition.
fn after<'t>(text: &'t str, openings: &[&str]) -> Vec<&'t str> {
    let mut found = Vec::new();
    for opening in openings {
        for (at, _) in text.match_indices(opening) {
            let before = &text[..at];
            let word =
                opening.starts_with(char::is_alphabetic) && before.ends_with(|c: char| c.is_alphanumeric() || c == '_');
            if !word && !before.ends_with("fn ") {
                found.push(text[at + opening.len()..].trim_start());
            }
        }
    }
    found
}

/// The text in quotation marks with which an argument list begins.
fn literal(rest: &str) -> Option<&str> {
    rest.strip_prefix('"')?.split_once('"').map(|(code, _)| code)
}
