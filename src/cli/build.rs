//! `clausier build`

use super::args::{Args, Build, Format, Reader};
use super::manifest::{self, Making, Print};
use super::report::Report;
use super::{Failure, input, languages, originals, source, unmet, write};
use crate::diag::{fatal, tidy};
use crate::draft::{Settlement, abreast};
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
    let languages = languages::of(&build.lang)?;
    if languages.len() > 1 {
        languages::allowed(build, format)?;
    }
    let library = source::as_needed(args)?;
    let input::Settled { settlement, state, mut messages } = input::settled(&library, &build.given)?;
    let settlement = match &build.companion {
        Some(id) => companion(&library.books[&settlement.book], &settlement, id)?,
        None => settlement,
    };
    let sources = || input::sources(&library, &settlement.file, &settlement.text, state.as_ref());
    let commented = build.edition() != Edition::Clean || format == Format::Json;
    let word = word_options(build)?;
    // Everything is made before anything is written.
    let mut made = Vec::new();
    for original in originals::of(build, settlement.clone(), languages)? {
        let drafts = match abreast(&library, &original.settlement, &original.languages, commented) {
            Ok((drafts, more)) => {
                messages.extend(more);
                drafts
            }
            Err(more) => {
                messages.extend(more);
                return Err(Failure::Wrong(tidy(messages), sources()));
            }
        };
        // What is unmet is so in every original and language alike.
        if made.is_empty()
            && let Some(draft) = drafts.first()
        {
            messages.extend(unmet::unmet(&library, &settlement, state.as_ref(), draft));
            if fatal(&messages) {
                return Err(Failure::Wrong(tidy(messages), sources()));
            }
        }
        let print = Print {
            format,
            word: word.clone(),
            counterpart: build.reader.is_some(),
            embedded: build.embed_answers,
            companion: build.companion.clone(),
            original: original.party.clone(),
        };
        let making = Making { library: &library, settlement: &original.settlement, given: &build.given, print: &print };
        let file = original.output.as_deref();
        let bytes = making.document(&drafts, file, report)?;
        let beside = file.filter(|_| !build.no_manifest).map(manifest::beside);
        let explained = beside.map(|path| (path, making.manifest(&drafts, file, Some(&bytes))));
        made.push((drafts, original.output, bytes, explained));
    }
    for (_, output, bytes, explained) in &made {
        match output {
            Some(path) => write::replace(path, bytes)?,
            None => report.print(&String::from_utf8_lossy(bytes)),
        }
        if let Some((path, manifest)) = explained {
            write::replace(path, manifest.as_bytes())?;
        }
    }
    let messages = tidy(messages);
    if !messages.is_empty() {
        report.messages(&messages, &sources());
    }
    if let Some(draft) = made.first().and_then(|(drafts, ..)| drafts.first()) {
        remarks(draft, report);
    }
    for path in made.iter().filter_map(|(_, output, ..)| output.as_ref()) {
        report.note(&format!("wrote {}", path.display()));
    }
    if build.embed_answers {
        report.note("the document contains your answers: do not send it");
    }
    for (path, _) in made.iter().filter_map(|(.., explained)| explained.as_ref()) {
        report.note(&format!("wrote {}, which contains your answers: it stays with you", path.display()));
    }
    // The process ends here: what it holds goes back whole, not piece by piece.
    std::mem::forget((library, made));
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
