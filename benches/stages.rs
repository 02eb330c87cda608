//! How long each stage takes, and how it grows: ratios within one run, since machines differ.
//!
//! `cargo bench --bench stages`, or with `-- DOCX` for the stages with this in their names, many times each;
//! with `-- long DIR 1000` it writes the library of 1,000 provisions to a folder, for `--library`.

mod synthetic;

use clausier::draft::{Given, choose, draft, without_commentary};
use clausier::model::{Answers, Library};
use clausier::read::{self, Files};
use clausier::render::{Edition, HtmlOptions, docx, html, markdown};
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["long", folder, count] => {
            write(Path::new(folder), &synthetic::library(count.parse().expect("a number of provisions")))
        }
        [wanted] => shipped(Some(wanted)),
        _ => {
            shipped(None);
            growth();
        }
    }
}

/// The stages of the library as shipped, by its largest preset; only those with `wanted` in their names.
fn shipped(wanted: Option<&str>) {
    let files = files();
    let (library, _) = read::library(&files, None);
    let given = given("full");
    let (settlement, _) = choose(&library, &given).expect("the preset settles");
    let (made, _) = draft(&library, &settlement, "en").expect("the preset drafts");
    let cold = || {
        let (library, _) = read::lazily(files.clone(), None);
        let (settlement, _) = choose(&library, &given).expect("the preset settles");
        drop(black_box(without_commentary(&library, &settlement, "en")));
    };
    let word = |edition| docx::DocxOptions { edition, ..docx::DocxOptions::default() };
    let page = HtmlOptions { edition: Edition::Annotated, status: None };
    let stages: [Stage; 11] = [
        ("read the whole library", Box::new(|| drop(black_box(read::library(&files, None))))),
        ("check", Box::new(|| drop(black_box(clausier::check::library(&library))))),
        ("prove", Box::new(|| drop(black_box(clausier::check::proofs(&library))))),
        ("choose", Box::new(|| drop(black_box(choose(&library, &given))))),
        ("assemble, number, refer", Box::new(|| drop(black_box(draft(&library, &settlement, "en"))))),
        ("from files to a clean draft", Box::new(cold)),
        ("Markdown", Box::new(|| drop(black_box(markdown(&made, Edition::Annotated))))),
        ("HTML", Box::new(|| drop(black_box(html(&made, page))))),
        ("DOCX", Box::new(|| drop(black_box(docx::docx(&made, &word(Edition::Clean)))))),
        ("DOCX, annotated", Box::new(|| drop(black_box(docx::docx(&made, &word(Edition::Annotated)))))),
        ("DOCX, with footnotes", Box::new(|| drop(black_box(docx::docx(&made, &word(Edition::Footnotes)))))),
    ];
    if let Some(wanted) = wanted {
        for (name, stage) in stages.iter().filter(|(name, _)| name.contains(wanted)) {
            println!("{name:28} {:9.2} ms", best(stage, 200).as_secs_f64() * 1e3);
        }
        return;
    }
    let times: Vec<Duration> = stages.iter().map(|(_, stage)| best(stage, 10)).collect();
    let unit = times[4].as_secs_f64();
    for ((name, _), time) in stages.iter().zip(&times) {
        println!("{name:28} {:9.2} ms  {:6.2} × assembly", time.as_secs_f64() * 1e3, time.as_secs_f64() / unit);
    }
}

/// The stages of a build, for ten times the provisions and again ten times.
fn growth() {
    let mut before: Option<[f64; 3]> = None;
    for count in [100, 1_000, 10_000] {
        let files = synthetic::library(count);
        let given = given("long");
        let make = || {
            let (library, _): (Library, _) = read::lazily(files.clone(), None);
            let (settlement, _) = choose(&library, &given).expect("the answers settle");
            without_commentary(&library, &settlement, "en").expect("the text is drafted").0
        };
        let made = make();
        let rounds = if count < 10_000 { 5 } else { 2 };
        let times = [
            best(&|| drop(black_box(make())), rounds),
            best(&|| drop(black_box(markdown(&made, Edition::Clean))), rounds),
            best(&|| drop(black_box(docx::docx(&made, &docx::DocxOptions::default()))), rounds),
        ]
        .map(|time| time.as_secs_f64() * 1e3);
        for (at, name) in ["from files to a draft", "Markdown", "DOCX"].into_iter().enumerate() {
            let grown = before.map(|before| format!("  {:5.1} × a tenth", times[at] / before[at])).unwrap_or_default();
            println!("{count:6} provisions, {name:21} {:9.2} ms{grown}", times[at]);
        }
        before = Some(times);
    }
}

/// A name, and what is timed.
type Stage<'a> = (&'a str, Box<dyn Fn() + 'a>);

/// The shortest of several runs.
fn best(stage: &dyn Fn(), rounds: usize) -> Duration {
    let run = || {
        let start = Instant::now();
        stage();
        start.elapsed()
    };
    (0..rounds).map(|_| run()).min().unwrap_or_default()
}

fn given(preset: &str) -> Given {
    Given { answers: Answers { extends: Some(preset.into()), ..Answers::default() }, ..Given::default() }
}

fn files() -> Files {
    let mut files = Files::new();
    for root in ["clauses", "presets"] {
        collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join(root), root, &mut files);
    }
    files
}

fn collect(folder: &Path, name: &str, files: &mut Files) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let inner = format!("{name}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(&entry.path(), &inner, files);
        } else if let Ok(text) = std::fs::read_to_string(entry.path()) {
            files.insert(inner, text);
        }
    }
}

fn write(folder: &Path, files: &Files) {
    for (path, text) in files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder is made");
        std::fs::write(path, text).expect("a file is written");
    }
}
