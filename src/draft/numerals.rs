//! How a level is counted.

use crate::model::Language;
use crate::model::draft::{Label, Level};
use crate::model::form::{Form, FormWords, NumberStyle};
use crate::model::numerals::{Counting, numeral};

/// How a level is counted by this form in this language.
pub fn style(form: &Form, words: &FormWords, level: Level) -> NumberStyle {
    words.level.get(level.key()).copied().unwrap_or(form.level.of(level))
}

/// Labels, as a form has them in a language.
#[derive(Clone, Copy)]
pub struct Labels<'a> {
    pub form: &'a Form,
    pub words: &'a FormWords,
    pub grammar: &'a Language,
}

impl Labels<'_> {
    /// The label of the unit with this number; none where the level bears none.
    pub fn label(&self, level: Level, number: usize) -> Option<Label> {
        self.labelled(level, level.key(), style(self.form, self.words, level), number)
    }

    /// The label of a provision of a decree, which may have one of its own.
    pub fn decreed(&self, number: usize) -> Option<Label> {
        let level = Level::Provision;
        let key = if self.words.unit.contains_key("decree") { "decree" } else { level.key() };
        let own = self.words.level.get("decree").copied().or(self.form.level.decree);
        self.labelled(level, key, own.unwrap_or_else(|| style(self.form, self.words, level)), number)
    }

    fn labelled(&self, level: Level, key: &str, style: NumberStyle, number: usize) -> Option<Label> {
        if style == NumberStyle::None {
            return None;
        }
        let unit = self.words.unit.get(key)?;
        let printed = || unit.label.replace("{n}", &self.written(number, style, unit.ordinals.as_deref()));
        let text = match &unit.first {
            _ if style.silent() => String::new(),
            Some(first) if number == 1 => first.clone(),
            _ => printed(),
        };
        let cited = match &unit.first_cited {
            Some(first) if number == 1 => first.clone(),
            _ => {
                let list = unit.ordinals_cited.as_deref().or(unit.ordinals.as_deref());
                unit.cited.as_deref().unwrap_or("{n}").replace("{n}", &self.written(number, style, list))
            }
        };
        Some(Label { level, number, text, cited })
    }

    /// The number; `list` names the ordinals of the language.
    fn written(&self, number: usize, style: NumberStyle, list: Option<&str>) -> String {
        let ordinals = list.and_then(|list| self.grammar.ordinals.get(list)).map(Vec::as_slice).unwrap_or_default();
        numeral(number, style, Counting { ordinals, letters: self.words.letters.as_deref() })
    }
}
