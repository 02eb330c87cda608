//! A form has words for everything that a text can ask of it, in each of its languages.

use super::shared::place;
use crate::diag::{Message, Place};
use crate::model::draft::Level;
use crate::model::form::{Form, FormWords, FrontPart, NumberStyle};
use crate::model::prose::MODALS;
use crate::model::{Language, Library};

pub fn check(library: &Library) -> Vec<Message> {
    let mut wrong = Vec::new();
    for (name, form) in &library.forms {
        for (language, words) in &form.language {
            let mut look = Look { library, name, form, language, words, wrong: &mut wrong };
            look.modals();
            look.front();
            match library.languages.get(language) {
                Some(grammar) => look.units(grammar),
                None => look.no_grammar(),
            }
        }
    }
    wrong
}

struct Look<'a> {
    library: &'a Library,
    name: &'a str,
    form: &'a Form,
    language: &'a str,
    words: &'a FormWords,
    wrong: &'a mut Vec<Message>,
}

impl Look<'_> {
    /// The place of a key of this language.
    fn at(&self, path: &[&str]) -> Place {
        let whole: Vec<&str> = ["language", self.language].iter().chain(path).copied().collect();
        place(self.library, &format!("clauses/forms/{}.toml", self.name), &whole)
    }

    fn no_grammar(&mut self) {
        let (name, language) = (self.name, self.language);
        let at = self.at(&[]);
        self.wrong.push(
            Message::error("missing-language", format!("the form `{name}` speaks `{language}`, which has no grammar"))
                .at(at, "here")
                .help(format!("add languages/{language}.toml")),
        );
    }

    fn units(&mut self, grammar: &Language) {
        for level in Level::ALL {
            let key = level.key();
            let style = self.words.level.get(key).copied().unwrap_or(self.form.level.of(level));
            let silent = style.silent() || style == NumberStyle::None;
            let unit = self.words.unit.get(key);
            if unit.is_none_or(|unit| !(silent || unit.label.contains("{n}")) || !unit.prep.contains_key("")) {
                let (name, language, at) = (self.name, self.language, self.at(&["unit", key]));
                self.wrong.push(
                    Message::error("missing-unit", format!("the form `{name}` can't name `{key}` in `{language}`"))
                        .at(at, "a label with {n}, and `prep.\"\"`, are needed")
                        .help(format!("complete `[language.{language}.unit.{key}]`")),
                );
            }
            let Some(unit) = unit else { continue };
            for list in [&unit.ordinals, &unit.ordinals_cited].into_iter().flatten() {
                if !grammar.ordinals.contains_key(list) {
                    let at = self.at(&["unit", key]);
                    self.wrong.push(
                        Message::error("unknown-ordinals", format!("unknown list of ordinals `{list}`"))
                            .at(at, format!("languages/{}.toml has no `ordinals.{list}`", self.language))
                            .near(list, grammar.ordinals.keys().map(String::as_str)),
                    );
                }
            }
        }
    }

    fn modals(&mut self) {
        for kind in MODALS.iter().filter(|kind| !self.words.modal.contains_key(**kind)) {
            let (name, language, at) = (self.name, self.language, self.at(&["modal"]));
            self.wrong.push(
                Message::error("missing-modal", format!("the form `{name}` has no word for `{kind}` in `{language}`"))
                    .at(at, "expected here")
                    .help(format!("add `{kind} = {{ one = \"…\" }}` to `[language.{language}.modal]`")),
            );
        }
    }

    fn front(&mut self) {
        for part in &self.form.front {
            let key = match part {
                FrontPart::LongTitle if self.words.long_title.is_none() => "long_title",
                FrontPart::Visas if self.words.visas.is_none() => "visas",
                _ => continue,
            };
            let (name, language, at) = (self.name, self.language, self.at(&[key]));
            self.wrong.push(
                Message::error("missing-front", format!("the form `{name}` has no `{key}` in `{language}`"))
                    .at(at, "its `front` names it")
                    .help(format!("add `{key}` to `[language.{language}]`, or take it out of `front`")),
            );
        }
    }
}
