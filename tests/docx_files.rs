//! Writes the Word samples to the target directory, for the outside validators.

use clausier::model;
use clausier::render::Edition;
use clausier::render::docx::{DocxOptions, docx, faults};

#[allow(dead_code)]
#[path = "../src/render/docx/tests/sample.rs"]
mod sample;

#[test]
fn samples_are_without_fault() {
    let directory = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    let samples = [
        ("en", sample::english()),
        ("fr", sample::french()),
        ("ar", sample::arabic()),
        ("abjad", sample::abjad()),
        ("nasty", sample::nasty()),
        ("empty", sample::draft("", "en", Vec::new(), Vec::new())),
    ];
    for (name, draft) in samples {
        for (edition, end) in [(Edition::Clean, ""), (Edition::Annotated, "-annotated"), (Edition::Footnotes, "-notes")]
        {
            let bytes = docx(&draft, &DocxOptions { edition, ..DocxOptions::default() }).expect("a document");
            std::fs::write(directory.join(format!("{name}{end}.docx")), &bytes).expect("written");
            assert_eq!(faults(&bytes), Vec::<String>::new(), "{name}");
        }
    }
}
