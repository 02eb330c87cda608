//! The toy library, and drafts made from it.

use clausier::diag::Message;
use clausier::draft::{Given, choose, draft};
use clausier::model::{Answers, Library};
use clausier::read::{self, Files};
use clausier::render::{Edition, HtmlOptions, html, json as to_json, markdown};

/// The files of the toy library.
pub fn files() -> Files {
    super::files(&super::root().join("tests/toy"))
}

/// The toy library, which must be readable.
pub fn library() -> Library {
    let (library, messages) = read::library(&files(), None);
    assert_eq!(messages, vec![]);
    library
}

/// Everything that reading and checking the files has to say: codes and texts.
pub fn everything_wrong(files: &Files) -> Vec<Message> {
    let (library, mut messages) = read::library(files, None);
    messages.extend(clausier::check::library(&library));
    for (_, _, proof) in clausier::check::proofs(&library) {
        messages.extend(proof.messages);
    }
    clausier::diag::tidy(messages)
}

/// Answers from a preset's name, or a file's path from the root of the project.
pub fn given(answers: &str, sets: &[&str]) -> Given {
    let sets = sets.iter().filter_map(|set| set.split_once('=')).map(|(k, v)| (k.to_string(), v.to_string())).collect();
    if !answers.ends_with(".toml") {
        let answers = Answers { extends: Some(answers.to_string()), ..Answers::default() };
        return Given { answers, sets, ..Given::default() };
    }
    let text = std::fs::read_to_string(super::root().join(answers)).expect("answers");
    let (parsed, messages) = read::typed::<Answers>(answers, &text);
    assert_eq!(messages, vec![]);
    Given { answers: parsed.unwrap_or_default(), file: answers.to_string(), text, sets, ..Given::default() }
}

/// The draft as Markdown.
pub fn build(answers: &str, language: &str, sets: &[&str]) -> Result<String, Vec<Message>> {
    let library = library();
    let (settlement, _) = choose(&library, &given(answers, sets))?;
    let (draft, _) = draft(&library, &settlement, language)?;
    Ok(markdown(&draft, Edition::Clean))
}

/// The draft as a page in HTML.
pub fn page(answers: &str, language: &str, sets: &[&str], options: HtmlOptions) -> String {
    let library = library();
    let (settlement, _) = choose(&library, &given(answers, sets)).expect("settled");
    html(&draft(&library, &settlement, language).expect("drafted").0, options)
}

/// The draft as JSON.
pub fn json(answers: &str, language: &str, sets: &[&str]) -> String {
    let library = library();
    let (settlement, _) = choose(&library, &given(answers, sets)).expect("settled");
    to_json(&draft(&library, &settlement, language).expect("drafted").0)
}
