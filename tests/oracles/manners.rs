//! Documents in every drafting form.

use clausier::draft::{Given, choose, draft};
use clausier::model::draft::Draft;
use clausier::model::{Answers, Library};
use std::sync::LazyLock;

use crate::support;

/// The library of this project, with the imaginary law laid over it.
static LIBRARY: LazyLock<Library> = LazyLock::new(support::with_law);

/// What is drafted from these answers in every form and each of its languages, with a name.
pub fn drafts(answers: &Answers) -> Vec<(String, Draft)> {
    let mut all = Vec::new();
    for (form, voices) in &LIBRARY.forms {
        let answers = Answers { form: Some(form.clone()), ..answers.clone() };
        let name = answers.extends.clone().or(answers.instrument.clone()).unwrap_or_default();
        let settlement = match choose(&LIBRARY, &Given { answers, ..Given::default() }) {
            Ok((settlement, _)) => settlement,
            // Answers may call for a form of their own.
            Err(wrong) => {
                assert!(wrong.iter().all(|message| message.code == "unfit-form"), "{name}.{form}: {wrong:?}");
                continue;
            }
        };
        let spoken = LIBRARY.books[&settlement.book].languages();
        for language in voices.language.keys().filter(|language| spoken.contains(language)) {
            let made = draft(&LIBRARY, &settlement, language).expect("it drafts").0;
            all.push((format!("{name}.{form}.{language}"), made));
        }
    }
    all
}

/// The answers for the imaginary law.
pub fn law() -> Answers {
    Answers { instrument: Some("orchard-law".into()), ..Answers::default() }
}

/// The answers of a preset.
pub fn preset(name: &str) -> Answers {
    Answers { extends: Some(name.into()), ..Answers::default() }
}
