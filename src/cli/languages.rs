//! One language, or two side by side: `en+fr`.

use super::Failure;
use super::args::{Build, Format};
use crate::render::Edition;

/// Why two languages are no Markdown.
pub const NO_MARKDOWN: &str = "Markdown has no columns: two languages stand side by side in Word, PDF and HTML \
     (`-o draft.docx`), and JSON holds one after the other; for Markdown build each language by itself";

/// The languages that were typed, in their order.
pub fn of(typed: &str) -> Result<Vec<String>, Failure> {
    let languages: Vec<String> = typed.split('+').map(|language| language.trim().to_string()).collect();
    let wrong = |text: String| Err(Failure::Usage(format!("`--lang {typed}`: {text}")));
    match languages.as_slice() {
        [_] => Ok(languages),
        all if all.iter().any(String::is_empty) => wrong("write two languages as in en+fr".into()),
        [one, two] if one == two => wrong(format!("a text does not stand beside itself: write --lang {one}")),
        [_, _] => Ok(languages),
        _ => wrong("two languages stand side by side; build a third by itself".into()),
    }
}

/// What a document in two languages can't have.
pub fn allowed(build: &Build, format: Format) -> Result<(), Failure> {
    let wrong = |text: &str| Err(Failure::Usage(text.into()));
    if build.edition() != Edition::Clean {
        return wrong(
            "two languages side by side are printed without commentary: leave out `--annotated` and `--edition`, or \
             build each language by itself",
        );
    }
    if build.line_numbers {
        return wrong(
            "Word numbers no lines inside columns of a table: leave out `--line-numbers`, or build each language by itself",
        );
    }
    match format {
        Format::Md => wrong(NO_MARKDOWN),
        _ => Ok(()),
    }
}
