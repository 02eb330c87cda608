//! Words that are missing: a language that the instrument, its form or one of its provisions does not have.

use super::choose::Settlement;
use crate::diag::{Message, Place};
use crate::model::{Book, Library};

/// The instrument has no text in this language, or the form no words.
pub fn no_language(library: &Library, book: &Book, settlement: &Settlement, language: &str) -> Message {
    let known = book.languages();
    let form = &settlement.form;
    let message = Message::error("missing-language", format!("`{}` can't be printed in `{language}`", book.id))
        .help(format!("languages of this instrument: {}", known.join(", ")));
    let voiced = library.forms[form].language.contains_key(language);
    if library.languages.contains_key(language) && !voiced {
        message.at(Place::new(&format!("clauses/forms/{form}.toml"), 0..0), format!("no `[language.{language}]` here"))
    } else {
        message.near(language, known.iter().map(String::as_str))
    }
}

/// What has no words in this language, of what the plan prints.
pub fn lacking(book: &Book, settlement: &Settlement, language: &str) -> Vec<Message> {
    let lacks = |folder: String| {
        Message::error("missing-language", format!("`{folder}` has no words in `{language}`"))
            .at(Place::new(&format!("{folder}/{language}.md"), 0..0), "expected here")
            .help("translate it, or build in a language that is complete: `clausier list` names them")
    };
    let root = format!("clauses/{}", book.id);
    let plan = book.instrument.plan.get(&settlement.plan);
    let planned = plan.into_iter().flat_map(|plan| plan.part.iter().flat_map(|part| &part.provisions));
    let provisions = planned.filter_map(|id| book.provisions.get(id));
    let mut wrong: Vec<Message> = Vec::new();
    if !book.prose.contains_key(language) {
        wrong.push(lacks(root.clone()));
    }
    wrong.extend(provisions.filter(|e| !e.prose.contains_key(language)).map(|e| lacks(format!("{root}/{}", e.id))));
    let definitions = book.definitions.values().filter(|e| !e.prose.contains_key(language));
    wrong.extend(definitions.map(|e| lacks(format!("{root}/definitions/{}", e.id))));
    wrong
}
