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

/// The toy library with a treaty on bridges, a profile that holds it, and what is given added to the
/// instrument and, by language, to its words.
pub fn with_treaty(instrument: &str, words: &[(&str, &str)]) -> Files {
    let mut files = files();
    let treaty = r#"
name = { en = "Convention on Bridges", fr = "Convention sur les ponts" }
[duty."3"]
place = "article 3"
modal = "must"
subject = { en = "Keep bridges open by night", fr = "Tenir les ponts ouverts la nuit" }
[duty."4.a"]
place = "article 4(a)"
modal = "must"
subject = { en = "Let workers cross", fr = "Laisser passer les ouvriers" }
[duty."4.b"]
place = "article 4(b)"
modal = "must"
subject = { en = "Light the lamps", fr = "Allumer les lampes" }
"#;
    files.insert("clauses/treaties/bridges.toml".into(), treaty.into());
    let profile = "treaties = [\"bridges\"]\nname = { en = \"Parties\" }\n";
    files.insert("clauses/profiles/bridge-parties.toml".into(), profile.into());
    files.get_mut("clauses/bridge/instrument.toml").expect("bridge").push_str(instrument);
    for (language, text) in words {
        files.get_mut(&format!("clauses/bridge/{language}.md")).expect("words").push_str(text);
    }
    files
}

/// Puts `to` in the place of `from`, which must be there.
pub fn edit(files: &mut Files, path: &str, from: &str, to: &str) {
    let text = files.get_mut(path).unwrap_or_else(|| panic!("no file {path}"));
    assert!(text.contains(from), "{path} lacks {from:?}");
    *text = text.replacen(from, to, 1);
}

/// The codes and texts of messages, one a line.
pub fn told(messages: &[Message]) -> Vec<String> {
    messages.iter().map(|m| format!("{}: {}", m.code, m.text)).collect()
}
