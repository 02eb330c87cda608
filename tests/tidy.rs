//! The invariants of the house, held by reading its source.

mod support;

use std::fs;
use std::path::{Path, PathBuf};

/// Every Rust file below src: path from src, and text without test modules and comments.
fn sources() -> Vec<(String, String)> {
    let mut found = Vec::new();
    collect(&support::root().join("src"), &mut found);
    let src = support::root().join("src");
    let mut all: Vec<(String, String)> = found
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).expect("a source file");
            (path.strip_prefix(&src).expect("below src").to_string_lossy().into_owned(), code(&text))
        })
        .collect();
    all.sort();
    all
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// The text up to its test module, comments taken away.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]").next().unwrap_or("");
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn is_test(path: &str) -> bool {
    path.contains("tests")
}

/// Lines that hold one of these, as `file: line`.
fn lines_with(words: &[&str], keep: impl Fn(&str) -> bool) -> Vec<String> {
    let mut hits = Vec::new();
    for (path, text) in sources().into_iter().filter(|(path, _)| keep(path) && !is_test(path)) {
        for line in text.lines().filter(|line| words.iter().any(|word| line.contains(word))) {
            hits.push(format!("{path}: {}", line.trim()));
        }
    }
    hits
}

#[test]
fn only_the_command_line_has_a_disk_a_terminal_and_a_clock() {
    let below = |path: &str| !path.starts_with("cli") && path != "main.rs";
    let words = [
        "std::fs",
        "std::env",
        "std::net",
        "std::time",
        "SystemTime",
        "Instant::",
        "println!",
        "print!(",
        "eprint",
        "rand::",
        "std::process",
        "Zoned::now",
        "Timestamp::now",
    ];
    assert_eq!(lines_with(&words, below), Vec::<String>::new());
}

#[test]
fn arrows_run_downward_only() {
    let floor = |module: &str| match module {
        "cli" | "main.rs" => 4,
        "read" | "check" | "draft" | "render" | "compare" | "cover" => 3,
        "prose" | "space" => 2,
        "model" => 1,
        "diag" => 0,
        other => panic!("{other} has no floor: give it one in lib.rs and here"),
    };
    let top = |path: &str| path.split(['/', '\\']).next().unwrap_or("").trim_end_matches(".rs").to_string();
    let mut wrong = Vec::new();
    for (path, text) in
        sources().into_iter().filter(|(path, _)| path != "lib.rs" && path != "main.rs" && !is_test(path))
    {
        let own = top(&path);
        for line in text.lines() {
            for part in line.split("crate::").skip(1) {
                let used: String = part.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                // `crate::{…}` lists are split by hand nowhere in this house.
                if used.is_empty() || used == own {
                    continue;
                }
                if floor(&used) >= floor(&own) {
                    wrong.push(format!("{path}: {}", line.trim()));
                }
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn no_legal_word_in_rust() {
    let words = [
        "Article",
        "Articles",
        "Section",
        "hereby",
        "hereinafter",
        "Whereas",
        "Partie",
        "Parties",
        "Annex",
        "Annexe",
        "Chapter",
        "Chapitre",
        "shall",
        "soussignés",
        "المادة",
    ];
    let mut hits = Vec::new();
    for (path, text) in sources().into_iter().filter(|(path, _)| !is_test(path)) {
        for line in text.lines() {
            // Names of Word styles are not text: `Chapter Heading`.
            let strings = line.split('"').skip(1).step_by(2).filter(|text| !text.ends_with("Heading"));
            let quoted: String = strings.collect::<Vec<_>>().join("\n");
            let spoken: Vec<&str> = quoted.split(|c: char| !c.is_alphanumeric()).collect();
            if words.iter().any(|word| spoken.contains(word)) {
                hits.push(format!("{path}: {}", line.trim()));
            }
        }
    }
    assert_eq!(hits, Vec::<String>::new());
}

#[test]
fn xml_stays_with_the_reader_and_the_renderer_that_own_it() {
    let hits = lines_with(&["quick_xml", "docx_rs", "zip::"], |path| {
        !path.starts_with("render/docx") && !path.starts_with("read/word")
    });
    assert_eq!(hits, Vec::<String>::new());
    let writer = lines_with(&["docx_rs"], |path| path.starts_with("render/docx"));
    let files: std::collections::BTreeSet<&str> = writer.iter().filter_map(|hit| hit.split(':').next()).collect();
    assert!(files.len() <= 4, "docx-rs spreads over {files:?}");
}

#[test]
fn nothing_unordered_reaches_an_output_and_nothing_panics() {
    let unordered = lines_with(&["HashMap", "HashSet"], |_| true);
    assert_eq!(unordered, Vec::<String>::new());
    // `unreachable!` states what our own code guarantees, never what a file may hold.
    let panics = lines_with(&[".unwrap()", ".expect(", " panic!(", "todo!(", "unimplemented!(", "unsafe "], |_| true);
    assert_eq!(panics, Vec::<String>::new());
}

#[test]
fn files_stay_small() {
    let mut found = Vec::new();
    collect(&support::root().join("src"), &mut found);
    let long: Vec<String> = found
        .iter()
        .map(|path| (path, fs::read_to_string(path).expect("a file").lines().count()))
        .filter(|(_, lines)| *lines > 420)
        .map(|(path, lines)| format!("{}: {lines} lines", path.display()))
        .collect();
    assert_eq!(long, Vec::<String>::new());
}

#[test]
fn no_condition_names_a_tradition_or_a_form() {
    let (library, _) = clausier::read::library(&support::files(&support::root()), None);
    for book in library.books.values() {
        for option in book.instrument.option.keys() {
            assert!(option != "tradition" && option != "form", "{} has an option `{option}`", book.id);
        }
    }
}

#[test]
fn the_shipped_library_is_sound() {
    let (library, messages) = clausier::read::library(&support::files(&support::root()), None);
    assert_eq!(messages, vec![]);
    assert_eq!(clausier::check::library(&library), vec![]);
    for (book, language, proof) in clausier::check::proofs(&library) {
        assert_eq!(proof.messages, vec![], "{book} in {language}");
    }
}

#[test]
fn each_dependency_says_why() {
    let manifest = fs::read_to_string(support::root().join("Cargo.toml")).expect("Cargo.toml");
    let from = manifest.find("[dependencies]").expect("dependencies");
    let lines = manifest[from..].lines().take_while(|line| !line.starts_with("[["));
    for line in lines.filter(|line| line.contains('=') && !line.starts_with('[')) {
        assert!(line.contains(" # "), "no reason: {line}");
    }
}
