//! How long each stage takes, and how it grows: ratios within one run, since machines differ.
//!
//! `cargo bench`, or `cargo bench -- DOCX` for the stages with this in their names, many times each.

use clausier::draft::{Given, choose, draft};
use clausier::model::Answers;
use clausier::read::{self, Files};
use clausier::render::{Edition, docx, markdown};
use std::hint::black_box;
use std::time::{Duration, Instant};

fn main() {
    let files = files();
    let (library, _) = read::library(&files, None);
    let given = Given { answers: Answers { extends: Some("full".into()), ..Answers::default() }, ..Given::default() };
    let (settlement, _) = choose(&library, &given).expect("the preset settles");
    let (made, _) = draft(&library, &settlement, "en").expect("the preset drafts");
    let word = |edition| docx::DocxOptions { edition, ..docx::DocxOptions::default() };
    let stages: [Stage; 9] = [
        ("read the library", Box::new(|| drop(black_box(read::library(&files, None))))),
        ("check", Box::new(|| drop(black_box(clausier::check::library(&library))))),
        ("prove", Box::new(|| drop(black_box(clausier::check::proofs(&library))))),
        ("choose", Box::new(|| drop(black_box(choose(&library, &given))))),
        ("assemble, number, refer", Box::new(|| drop(black_box(draft(&library, &settlement, "en"))))),
        ("Markdown", Box::new(|| drop(black_box(markdown(&made, Edition::Annotated))))),
        ("DOCX", Box::new(|| drop(black_box(docx::docx(&made, &word(Edition::Clean)))))),
        ("DOCX, annotated", Box::new(|| drop(black_box(docx::docx(&made, &word(Edition::Annotated)))))),
        ("DOCX, with footnotes", Box::new(|| drop(black_box(docx::docx(&made, &word(Edition::Footnotes)))))),
    ];
    let wanted = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    if let Some(wanted) = wanted {
        for (name, stage) in stages.iter().filter(|(name, _)| name.contains(&wanted)) {
            let best = (0..20).map(|_| best(stage)).min().unwrap_or_default();
            println!("{name:26} {:9.2} ms", best.as_secs_f64() * 1e3);
        }
        return;
    }
    let times: Vec<Duration> = stages.iter().map(|(_, stage)| best(stage)).collect();
    let unit = times[4].as_secs_f64();
    for ((name, _), time) in stages.iter().zip(&times) {
        println!("{name:26} {:9.2} ms  {:6.2} × assembly", time.as_secs_f64() * 1e3, time.as_secs_f64() / unit);
    }
}

/// A name, and what is timed.
type Stage<'a> = (&'a str, Box<dyn Fn() + 'a>);

/// The shortest of several runs.
fn best(stage: &dyn Fn()) -> Duration {
    let run = || {
        let start = Instant::now();
        stage();
        start.elapsed()
    };
    (0..10).map(|_| run()).min().unwrap_or_default()
}

fn files() -> Files {
    let mut files = Files::new();
    for root in ["clauses", "presets"] {
        collect(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(root), root, &mut files);
    }
    files
}

fn collect(folder: &std::path::Path, name: &str, files: &mut Files) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let inner = format!("{name}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(&entry.path(), &inner, files);
        } else if let Ok(text) = std::fs::read_to_string(entry.path()) {
            files.insert(inner, text);
        }
    }
}
