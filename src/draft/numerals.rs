//! How a level is counted.

use crate::model::draft::Level;
use crate::model::form::{Form, FormWords, NumberStyle};

/// How a level is counted by this form in this language.
pub fn style(form: &Form, words: &FormWords, level: Level) -> NumberStyle {
    let own = match level {
        Level::Chapter => form.level.chapter,
        Level::Provision => form.level.provision,
        Level::Paragraph => form.level.paragraph,
        Level::Point => form.level.point,
        Level::Subpoint => form.level.subpoint,
        Level::Annex => form.level.annex,
    };
    words.level.get(level.key()).copied().unwrap_or(own)
}
