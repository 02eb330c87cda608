//! `clausier build`

use super::args::{Args, Build, Format};
use super::report::Report;
use super::{Failure, input, source, write};
use crate::draft::{Settlement, draft, without_commentary};
use crate::model::Book;
use crate::model::draft::Draft;
use crate::render::{self, Edition};
use std::path::Path;

pub fn run(args: &Args, build: &Build, report: &Report) -> Result<(), Failure> {
    let format = format(build)?;
    let library = source::as_needed(args)?;
    let (settlement, mut messages) = input::settled(&library, &build.given)?;
    let settlement = match &build.companion {
        Some(id) => companion(&library.books[&settlement.book], &settlement, id)?,
        None => settlement,
    };
    let sources = || input::sources(&library, &settlement.file, &settlement.text);
    let made = if build.annotated || format == Format::Json { draft } else { without_commentary };
    let draft = match made(&library, &settlement, &build.lang) {
        Ok((draft, more)) => {
            messages.extend(more);
            draft
        }
        Err(more) => {
            messages.extend(more);
            return Err(Failure::Wrong(messages, sources()));
        }
    };
    let bytes = match format {
        Format::Docx => render::docx::docx(&draft, &render::docx::DocxOptions { annotated: build.annotated })
            .map_err(|fault| Failure::Output(format!("the document could not be made: {fault}")))?,
        Format::Md => {
            let edition = if build.annotated { Edition::Annotated } else { Edition::Clean };
            render::markdown(&draft, edition).into_bytes()
        }
        Format::Json => render::json(&draft).into_bytes(),
    };
    match &build.output {
        Some(path) => write::replace(path, &bytes)?,
        None => report.print(&String::from_utf8_lossy(&bytes)),
    }
    if !messages.is_empty() {
        report.messages(&messages, &sources());
    }
    remarks(&draft, build.output.as_deref(), report);
    // The process ends here: what it holds goes back whole, not piece by piece.
    std::mem::forget((library, draft));
    Ok(())
}

/// The settlement for a companion, or the reason why there is none.
fn companion(book: &Book, settlement: &Settlement, id: &str) -> Result<Settlement, Failure> {
    let known = &book.instrument.companion;
    settlement.companion(book, id).ok_or_else(|| {
        Failure::Usage(if known.contains_key(id) {
            format!("the answers call for no `{id}`: it is made only under its condition in {}", book.file)
        } else {
            let known: Vec<&str> = known.keys().map(String::as_str).collect();
            let known = if known.is_empty() { "none".to_string() } else { known.join(", ") };
            format!("`{}` has no companion `{id}`; it has: {known}", book.id)
        })
    })
}

fn format(build: &Build) -> Result<Format, Failure> {
    let extension = build.output.as_deref().and_then(Path::extension).and_then(|e| e.to_str());
    let told = match extension {
        Some("docx") => Some(Format::Docx),
        Some("md") => Some(Format::Md),
        Some("json") => Some(Format::Json),
        _ => None,
    };
    match (build.format.or(told), &build.output) {
        (Some(Format::Docx), None) => Err(Failure::Usage("a Word document needs a file: add `-o draft.docx`".into())),
        (Some(format), _) => Ok(format),
        (None, None) => Ok(Format::Md),
        (None, Some(path)) => Err(Failure::Usage(format!(
            "the format of `{}` can't be told from its name: add `--format docx`, `md` or `json`",
            path.display()
        ))),
    }
}

/// What is still open, what is warned of, what was accepted.
fn remarks(draft: &Draft, output: Option<&Path>, report: &Report) {
    for warning in &draft.warnings {
        report.note(&format!("note ({}): {}", warning.constraint, warning.reason));
    }
    for accepted in &draft.accepted {
        report.note(&format!("accepted ({}): {}", accepted.constraint, accepted.accepted));
    }
    if !draft.open_options.is_empty() {
        report.note("left in brackets:");
        draft.open_options.iter().for_each(|o| report.note(&format!("  {}: {}", o.id, o.question)));
    }
    if !draft.open_blanks.is_empty() {
        report.note("still to be filled in:");
        draft.open_blanks.iter().for_each(|o| report.note(&format!("  {}: {}", o.name, o.label)));
    }
    if let Some(path) = output {
        report.note(&format!("wrote {}", path.display()));
    }
}
