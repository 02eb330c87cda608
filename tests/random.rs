//! Random allowed answers to the police agreement: every document, in every language, holds together for
//! a reader who has nothing but its text.
//!
//! 40 sets of answers, or as many as `CLAUSIER_RANDOM` says, from `CLAUSIER_SEED` on; a set that fails
//! is named by its seed. Each is drafted in one of the languages in turn, every fourth with its companions,
//! written to Word, exported as text by LibreOffice, and read by `random/reader.rs`. LibreOffice must print what the draft says.

mod common;
#[path = "random/answers.rs"]
mod drawn;
#[path = "random/reader.rs"]
mod reader;
mod support;

use clausier::draft::{Settlement, draft};
use clausier::model::Library;
use clausier::read;
use clausier::render::docx::{DocxOptions, docx};
use common::judges::{answers, needed};
use common::{Commentary, printed, root, succeeded, workspace};
use reader::Page;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

static LIBRARY: LazyLock<Library> = LazyLock::new(|| read::library(&support::files(&support::root()), None).0);

/// How many sets of answers LibreOffice reads at once.
const BATCH: u64 = 25;

/// One document of a set of answers.
struct Document {
    seed: u64,
    /// Empty for the agreement itself.
    companion: String,
    language: String,
    memorandum: bool,
    path: PathBuf,
    /// What the draft says it prints.
    wanted: Vec<String>,
}

fn number(variable: &str, otherwise: u64) -> u64 {
    std::env::var(variable).map_or(otherwise, |text| text.parse().unwrap_or_else(|_| panic!("{variable} is no number")))
}

fn documents(seed: u64, folder: &Path) -> Vec<Document> {
    let (_, settlement) = drawn::allowed(&LIBRARY, seed);
    let book = &LIBRARY.books[&settlement.book];
    let mut settlements: Vec<Settlement> = vec![settlement.clone()];
    // Word files take long to export: companions are made from every fourth set, and languages take turns.
    if seed % 4 == 1 {
        settlements.extend(book.instrument.companion.keys().filter_map(|id| settlement.companion(book, id)));
    }
    let languages = book.languages();
    let turn = (seed / 4 + seed) as usize % languages.len();
    let mut all = Vec::new();
    for settlement in settlements {
        for language in languages.iter().skip(turn).take(1).cloned() {
            let (made, messages) = draft(&LIBRARY, &settlement, &language).expect("what is settled can be drafted");
            assert_eq!(messages, vec![], "seed {seed}");
            let companion = settlement.companion.clone().unwrap_or_default();
            let path = folder.join(format!("{seed}.{companion}.{language}.docx"));
            std::fs::write(&path, docx(&made, &DocxOptions::default()).expect("a document")).expect("written");
            let json = serde_json::from_str(&clausier::render::json(&made)).expect("JSON");
            let wanted = printed(&json, Commentary::Nowhere, None).iter().map(common::Printed::whole).collect();
            all.push(Document { seed, companion, memorandum: settlement.form == "memorandum", language, path, wanted });
        }
    }
    all
}

/// Exports as text, all in one LibreOffice.
fn export(python: &Path, documents: &[Document]) {
    let script = root().join("tests/oracles/lo_text.py");
    let pairs = documents.iter().flat_map(|d| [d.path.clone(), d.path.with_extension("text")]);
    let output = Command::new(python).arg(script).args(pairs).output().expect("Python starts");
    succeeded("lo_text.py", output);
}

/// What is wrong with the documents, each finding with the seeds of some sets that show it.
fn judge(documents: &[Document], found: &mut BTreeMap<String, Vec<u64>>, sizes: &mut [usize; 5]) {
    let mut pages: BTreeMap<(u64, &str), Page> = BTreeMap::new();
    for document in documents {
        let text = std::fs::read_to_string(document.path.with_extension("text")).expect("the exported text");
        let page = Page::read(&text, &document.language, document.memorandum);
        let main = pages.get(&(document.seed, document.language.as_str()));
        let mut findings = page.findings(&document.language, document.memorandum, main);
        findings.extend(reader::difference(&text, &document.wanted));
        for finding in findings {
            let what = format!("{} {}: {finding}", document.companion, document.language);
            found.entry(what).or_default().push(document.seed);
        }
        sizes[0] += 1;
        for (sum, more) in sizes[1..].iter_mut().zip(page.size(&document.language, document.memorandum)) {
            *sum += more;
        }
        if document.companion.is_empty() {
            pages.insert((document.seed, &document.language), page);
        }
    }
}

#[test]
fn any_allowed_answers_hold_together_for_a_reader() {
    let office = answers("soffice", &["--version"]);
    let python = ["/usr/bin/python3", "python3"].into_iter().find_map(|python| answers(python, &["-c", "import uno"]));
    let Some((_, python)) = needed("LibreOffice with Python", office.zip(python)) else { return };
    let (first, count) = (number("CLAUSIER_SEED", 1), number("CLAUSIER_RANDOM", 40));
    let mut found: BTreeMap<String, Vec<u64>> = BTreeMap::new();
    let mut sizes = [0; 5];
    let seeds: Vec<u64> = (first..first + count).collect();
    let batches: Vec<&[u64]> = seeds.chunks(BATCH as usize).collect();
    // Two at a time: while LibreOffice reads one batch, the other is drafted.
    for pair in batches.chunks(2) {
        let judged = std::thread::scope(|scope| {
            let work = pair.iter().map(|seeds| {
                let python = &python;
                scope.spawn(move || {
                    let folder = workspace(&format!("random-{}", seeds[0]));
                    let documents: Vec<Document> = seeds.iter().flat_map(|seed| documents(*seed, &folder)).collect();
                    export(python, &documents);
                    let (mut found, mut sizes) = (BTreeMap::new(), [0; 5]);
                    judge(&documents, &mut found, &mut sizes);
                    std::fs::remove_dir_all(&folder).expect("the folder goes");
                    (found, sizes)
                })
            });
            let work: Vec<_> = work.collect();
            work.into_iter().map(|one| one.join().expect("judged")).collect::<Vec<_>>()
        });
        for (some, counted) in judged {
            for (what, seeds) in some {
                found.entry(what).or_default().extend(seeds);
            }
            for (sum, more) in sizes.iter_mut().zip(counted) {
                *sum += more;
            }
        }
    }
    let [documents, articles, annexes, definitions, citations] = sizes;
    println!(
        "{count} sets of answers from seed {first}: {documents} documents, {articles} articles, {annexes} annexes, \
         {definitions} definitions, {citations} citations read"
    );
    let told: Vec<String> =
        found.iter().map(|(what, seeds)| format!("{} × (seed {}) {what}", seeds.len(), seeds[0])).collect();
    assert!(told.is_empty(), "CLAUSIER_SEED=… CLAUSIER_RANDOM=1 shows one again:\n{}", told.join("\n"));
    assert!(citations > 0 && definitions > 0 && annexes > 0, "the reader is blind");
}

#[test]
fn the_same_seed_draws_the_same_answers() {
    let of = |seed| drawn::allowed(&LIBRARY, seed).0;
    assert_eq!(of(7), of(7));
    assert_ne!(of(7), of(8));
}

/// Each fault, put into a sound text, is found: the judge is not blind.
#[test]
fn the_reader_finds_each_fault() {
    let sound = "    Chapter I General\n    Article 1 Object\n        1. Under paragraph 2 of Article 2 and Annex I:\n            (a) one; and\n            (b) two officers on the terms of paragraph 2.\n        2. As in paragraph 1 (b).\n    Article 2 Definitions\n        1. Here:\n            (a) “officer” means a person.\n        2. Articles 1 and 2 stand.\n    Annex I List\nA list of officers.\n";
    let read = |text: &str| Page::read(text, "en", false).findings("en", false, None);
    assert_eq!(read(sound), Vec::<String>::new());
    for (from, to, expected) in [
        ("Article 2 and", "Article 3 and", "dangling: article 3"),
        ("paragraph 2 of", "paragraph 3 of", "dangling: paragraph 3 of Article 2"),
        ("terms of paragraph 2", "terms of paragraph 9", "dangling: paragraph 9"),
        ("1 (b)", "1 (c)", "dangling: point c of paragraph 1 (c)"),
        ("and Annex I:", "and Annex II:", "dangling: annex II"),
        (" and Annex I:", ":", "orphan annex: I List"),
        ("two officers", "two", "orphan definition: officer"),
        ("Articles 1 and 2", "Articles 2 and 1", "unsorted: articles 2 and 1"),
        ("As in paragraph 1 (b)", "As in paragraph 2", "self reference: paragraph 2"),
        ("Article 2 Def", "Article 3 Def", "misnumbered: 3 Definitions, where 2 was due"),
        ("        2. As", "        3. As", "misnumbered: 1 Object: paragraph 3, where 2 was due"),
        ("(b) two", "(c) two", "misnumbered: 1 Object: point c of paragraph 1, where b was due"),
        ("A list of officers.\n", "", "empty: annex I List"),
        ("    Annex I", "    Chapter II Void\n    Annex I", "empty chapter: Chapter II Void"),
        ("            (a) “officer” means a person.\n", "", "unfinished: 2 Definitions: 1. Here:"),
        ("one; and", "{{ref \"x\"}}; and", "unfilled: (a) {{ref \"x\"}}; and"),
    ] {
        let faulty = sound.replacen(from, to, 1);
        assert_ne!(faulty, sound, "{from}");
        // The only other use of the term stands in the annex.
        let faulty = if to == "two" { faulty.replace("A list of officers.", "A list.") } else { faulty };
        let told = read(&faulty);
        assert!(told.iter().any(|what| what.starts_with(expected)), "{to}: {told:?}");
    }
}
