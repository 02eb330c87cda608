//! `clausier build`

use super::args::{Args, Build, Format, Reader};
use super::manifest::{self, Making, Print};
use super::report::Report;
use super::{Failure, input, source, unmet, write};
use crate::diag::fatal;
use crate::draft::{Settlement, draft, without_commentary};
use crate::model::Book;
use crate::model::draft::Draft;
use crate::render::Edition;
use crate::render::docx::{DocxOptions, House};
use std::path::{Path, PathBuf};

/// Largest Word document whose styles are read. Unit: bytes.
const MAX_STYLE: u64 = 32 * 1024 * 1024;

pub fn run(args: &Args, build: &Build, report: &Report) -> Result<(), Failure> {
    let format = format(build)?;
    allowed(build, format)?;
    let library = source::as_needed(args)?;
    let input::Settled { settlement, state, mut messages } = input::settled(&library, &build.given)?;
    let settlement = match &build.companion {
        Some(id) => companion(&library.books[&settlement.book], &settlement, id)?,
        None => settlement,
    };
    let sources = || input::sources(&library, &settlement.file, &settlement.text, state.as_ref());
    let made = if build.edition() != Edition::Clean || format == Format::Json { draft } else { without_commentary };
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
    messages.extend(unmet::unmet(&library, &settlement, state.as_ref(), &draft));
    if fatal(&messages) {
        return Err(Failure::Wrong(messages, sources()));
    }
    let print = Print {
        format,
        word: word_options(build)?,
        counterpart: build.reader.is_some(),
        embedded: build.embed_answers,
        companion: build.companion.clone(),
    };
    let made = Making { library: &library, settlement: &settlement, given: &build.given, print: &print };
    let bytes = made.document(&draft, build.output.as_deref(), report)?;
    match &build.output {
        Some(path) => write::replace(path, &bytes)?,
        None => report.print(&String::from_utf8_lossy(&bytes)),
    }
    let beside = build.output.as_deref().filter(|_| !build.no_manifest).map(manifest::beside);
    if let Some(path) = &beside {
        write::replace(path, made.manifest(&draft, build.output.as_deref(), Some(&bytes)).as_bytes())?;
    }
    if !messages.is_empty() {
        report.messages(&messages, &sources());
    }
    remarks(&draft, report);
    if let Some(path) = &build.output {
        report.note(&format!("wrote {}", path.display()));
    }
    if build.embed_answers {
        report.note("the document contains your answers: do not send it");
    }
    if let Some(path) = &beside {
        report.note(&format!("wrote {}, which contains your answers: it stays with you", path.display()));
    }
    // The process ends here: what it holds goes back whole, not piece by piece.
    std::mem::forget((library, draft));
    Ok(())
}

fn word_options(build: &Build) -> Result<DocxOptions, Failure> {
    let house = |path: &PathBuf| {
        let wrong = |text: String| Failure::Input(format!("`{}` {text}", path.display()));
        let bytes = source::read_bytes(path, MAX_STYLE)?;
        House::read(&bytes).map_err(wrong)
    };
    Ok(DocxOptions {
        edition: build.edition(),
        status: build.status.clone(),
        watermark: build.watermark,
        line_numbers: build.line_numbers,
        house: build.style.as_ref().map(house).transpose()?,
    })
}

/// The settlement for a companion, or the reason why there is none.
pub fn companion(book: &Book, settlement: &Settlement, id: &str) -> Result<Settlement, Failure> {
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

/// What a document for this reader, or in this format, can't have.
fn allowed(build: &Build, format: Format) -> Result<(), Failure> {
    let wrong = |text: &str| Err(Failure::Usage(text.into()));
    if build.reader == Some(Reader::Counterpart) {
        if build.edition() != Edition::Clean {
            return wrong(
                "`--for counterpart` leaves out the commentary, which `--annotated` and `--edition` print: give one of the two",
            );
        }
        if build.embed_answers {
            return wrong(
                "`--for counterpart` leaves out your answers, which `--embed-answers` puts in: give one of the two",
            );
        }
        if format == Format::Json {
            return wrong(
                "JSON holds your answers and the reasons behind the text: for the counterpart make Word, HTML, PDF or Markdown",
            );
        }
    }
    if build.embed_answers && format != Format::Docx {
        return wrong("`--embed-answers` is for Word documents: the manifest beside the draft says the same");
    }
    Ok(())
}

fn format(build: &Build) -> Result<Format, Failure> {
    let extension = build.output.as_deref().and_then(Path::extension).and_then(|e| e.to_str());
    let told = match extension {
        Some("docx") => Some(Format::Docx),
        Some("html" | "htm") => Some(Format::Html),
        Some("pdf") => Some(Format::Pdf),
        Some("md") => Some(Format::Md),
        Some("json") => Some(Format::Json),
        _ => None,
    };
    match (build.format.or(told), &build.output) {
        (Some(Format::Docx), None) => Err(Failure::Usage("a Word document needs a file: add `-o draft.docx`".into())),
        (Some(Format::Pdf), None) => Err(Failure::Usage("a PDF needs a file: add `-o draft.pdf`".into())),
        (Some(format), _) => Ok(format),
        (None, None) => Ok(Format::Md),
        (None, Some(path)) => Err(Failure::Usage(format!(
            "the format of `{}` can't be told from its name: add `--format docx`, `html`, `pdf`, `md` or `json`",
            path.display()
        ))),
    }
}

/// What is still open, what is warned of, what was accepted.
fn remarks(draft: &Draft, report: &Report) {
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
}
