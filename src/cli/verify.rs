//! `clausier verify`: a draft that came back, against what the answers make now.

use super::args::{self, Args, Format, Verify};
use super::manifest::{self, Making, Print, beside};
use super::progress::Progress;
use super::report::Report;
use super::verdict::Verdict;
use super::{Failure, build, input, languages, sections, source};
use crate::compare::{Comparison, compare};
use crate::draft::{Settlement, abreast};
use crate::model::manifest::Made;
use crate::model::written::Written;
use crate::model::{Library, fingerprint};
use crate::read::{self, word};
use crate::render::Edition;
use crate::render::docx::DocxOptions;
use std::path::Path;

/// Largest manifest read. Unit: bytes.
const MAX_MANIFEST: u64 = 16 * 1024 * 1024;

pub fn run(args: &Args, verify: &Verify, report: &Report) -> Result<(), Failure> {
    let bytes = source::read_bytes(&verify.draft, word::MAX_FILE as u64)?;
    let format = format(&verify.draft, &bytes)?;
    let revisions = if verify.rejected { word::Revisions::Rejected } else { word::Revisions::Accepted };
    let back = written(&verify.draft, format, &bytes, revisions)?;
    let made = made(&verify.draft, report);
    let library = source::as_needed(args)?;

    let sets = match &made {
        Some(made) if verify.sets.is_empty() => made.answers.set.clone(),
        _ => verify.sets.clone(),
    };
    if verify.sets.is_empty() && !sets.is_empty() {
        report.note(&format!("as the manifest says, built with --set {}", sets.join(" --set ")));
    }
    // A form given in passing is in the manifest, as every form is; the answers may have changed since.
    let form = made.as_ref().map(|made| made.answers.form.clone()).filter(|_| verify.sets.is_empty());
    let given = args::Given { answers: verify.answers.clone(), sets, form, state: None };
    let settlement = input::settled(&library, &given)?.settlement;
    if made.as_ref().is_some_and(|made| made.answers.text != settlement.text) {
        report.note("the answers are not those that the manifest holds: they were edited since the draft was made");
    }
    let companion = verify.companion.clone().or_else(|| made.as_ref().and_then(|made| made.document.companion.clone()));
    let settlement = match &companion {
        Some(id) => build::companion(&library.books[&settlement.book], &settlement, id)?,
        None => settlement,
    };
    let languages = languages::of(&language(verify, &back, made.as_ref(), &library))?;
    let editions = editions(verify, made.as_ref(), format, &companion, languages.len() > 1);
    let file = made.as_ref().map_or(verify.draft.as_path(), |made| Path::new(&made.document.file));
    let progress = Progress::new(report, "making the draft again");
    // Every way in which it can have been made, then the nearest: to compare takes longer than to make.
    let mut candidates = Vec::new();
    'all: for (original, settlement) in originals(verify, made.as_ref(), &settlement)? {
        let (drafts, _) = abreast(&library, &settlement, &languages, true)
            .map_err(|wrong| wrong_answers(&library, &settlement, wrong))?;
        for print in &editions {
            let print = Print { original: original.clone(), ..print.clone() };
            let making = Making { library: &library, settlement: &settlement, given: &given, print: &print };
            let wanted = making.document(&drafts, Some(file), report)?;
            let (identical, printed) = (wanted == bytes, making.printed(&drafts));
            if identical {
                candidates.clear();
            }
            candidates.push((print, printed, wanted));
            if identical {
                break 'all;
            }
        }
    }
    let mut nearest: Option<Verdict> = None;
    for (print, printed, wanted) in candidates {
        let identical = wanted == bytes;
        let comparison = if identical {
            Comparison::default()
        } else {
            let sent = written(&verify.draft, format, &wanted, revisions)?;
            compare(&sent, &back, &sections::of(&printed, &print, &sent))
        };
        let verdict = Verdict { identical, print, comparison };
        if nearest.as_ref().is_none_or(|best| verdict.weight() < best.weight()) {
            nearest = Some(verdict);
        }
    }
    drop(progress);
    for remark in provenance(&back, made.as_ref(), &library) {
        report.note(&remark);
    }
    match nearest {
        Some(verdict) => verdict.tell(&verify.draft, &back, verify.rejected, report),
        None => Ok(()),
    }
}

/// Whose original it is, where that is known; else the one document for all, and every original.
fn originals(
    verify: &Verify,
    made: Option<&Made>,
    settlement: &Settlement,
) -> Result<Vec<(Option<String>, Settlement)>, Failure> {
    let parties = settlement.parties();
    let of = |at: usize| (parties.get(at).cloned(), settlement.original(at));
    let said = verify.original.as_ref().or_else(|| made.and_then(|made| made.document.original.as_ref()));
    match said {
        Some(party) => match parties.iter().position(|known| known == party) {
            Some(at) => Ok(vec![of(at)]),
            None => Err(Failure::Usage(format!(
                "`{party}` is no Party of these answers; they are: {}",
                if parties.is_empty() { "none".into() } else { parties.join(", ") }
            ))),
        },
        None if made.is_some() => Ok(vec![(None, settlement.clone())]),
        // The first Party's original is the document for all.
        None => Ok(std::iter::once((None, settlement.clone())).chain((1..parties.len()).map(of)).collect()),
    }
}

fn wrong_answers(library: &Library, settlement: &Settlement, wrong: Vec<crate::diag::Message>) -> Failure {
    Failure::Wrong(wrong, input::sources(library, &settlement.file, &settlement.text, None))
}

fn format(path: &Path, bytes: &[u8]) -> Result<Format, Failure> {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("docx") => Ok(Format::Docx),
        Some("html" | "htm") => Ok(Format::Html),
        Some("md") => Ok(Format::Md),
        Some("json") => Ok(Format::Json),
        Some("pdf") => {
            Err(Failure::Usage("a PDF can't be read back: verify the Word document it was made with".into()))
        }
        _ if bytes.starts_with(b"PK") => Ok(Format::Docx),
        _ => Err(Failure::Usage(format!(
            "`{}` is no draft by its name: expected .docx, .html, .md or .json",
            path.display()
        ))),
    }
}

/// What stands in a draft.
fn written(path: &Path, format: Format, bytes: &[u8], revisions: word::Revisions) -> Result<Written, Failure> {
    let text = || std::str::from_utf8(bytes).map_err(|_| "is not text in UTF-8".to_string());
    let read = match format {
        Format::Docx => word::word(bytes, revisions),
        Format::Html => text().map(|text| read::lines(text, sections::mark)),
        Format::Md => text().map(|text| read::lines(text, |line| Some(line).filter(|line| line.starts_with('#')))),
        Format::Pdf => Err("is a PDF, which can't be read back".into()),
        Format::Json => text().and_then(read::json),
    };
    read.map_err(|wrong| Failure::Input(format!("`{}` {wrong}", path.display())))
}

/// The manifest beside the draft, where there is one that can be read.
fn made(draft: &Path, report: &Report) -> Option<Made> {
    let path = beside(draft);
    if !path.exists() {
        return None;
    }
    let bytes = source::read_bytes(&path, MAX_MANIFEST).ok()?;
    let made = serde_json::from_slice(&bytes).ok();
    if made.is_none() {
        report.note(&format!("`{}` can't be read and is passed over", path.display()));
    }
    made
}

fn language(verify: &Verify, back: &Written, made: Option<&Made>, library: &Library) -> String {
    let known = |value: &&String| value.split('+').all(|language| library.languages.contains_key(language));
    let told = |key: &str| back.properties.get(key).filter(known).cloned();
    let tagged = || {
        let tag = back.properties.get("language")?;
        library.languages.iter().find(|(_, language)| language.tag == *tag).map(|(code, _)| code.clone())
    };
    let said = verify.lang.clone().or_else(|| told("ClausierLanguage")).or_else(|| told("language"));
    let said = said.or_else(tagged).or_else(|| made.map(|made| made.document.language.clone()));
    said.unwrap_or_else(|| "en".into())
}

/// How it was printed, where that is known; else every way in which it can have been.
fn editions(verify: &Verify, made: Option<&Made>, format: Format, companion: &Option<String>, two: bool) -> Vec<Print> {
    let document = made.map(|made| &made.document);
    let print = |edition: Edition, counterpart, embedded| Print {
        format,
        word: DocxOptions {
            edition,
            status: document.and_then(|document| document.status.clone()),
            watermark: document.is_some_and(|document| document.watermark),
            line_numbers: document.is_some_and(|document| document.line_numbers),
            house: None,
        },
        counterpart,
        embedded,
        companion: companion.clone(),
        original: None,
    };
    let said = verify.edition.map(Edition::from);
    match document {
        _ if said.is_some() || verify.reader.is_some() => {
            vec![print(said.unwrap_or_default(), verify.reader.is_some(), false)]
        }
        Some(document) => vec![print(edition(&document.edition), document.counterpart, document.embedded)],
        None if format == Format::Json => vec![print(Edition::Clean, false, false)],
        None => {
            let [clean, annotated, footnotes] =
                [Edition::Clean, Edition::Annotated, Edition::Footnotes].map(|edition| print(edition, false, false));
            let counterpart = print(Edition::Clean, true, false);
            // Two languages are printed without commentary.
            if two { vec![clean, counterpart] } else { vec![clean, counterpart, annotated, footnotes] }
        }
    }
}

/// The edition of this name; the clean one where there is none.
fn edition(name: &str) -> Edition {
    let all = [Edition::Clean, Edition::Annotated, Edition::Footnotes];
    all.into_iter().find(|edition| manifest::edition(*edition) == name).unwrap_or_default()
}

/// Whether the library or the program is another than the draft was made with.
fn provenance(back: &Written, made: Option<&Made>, library: &Library) -> Vec<String> {
    let property = |names: [&str; 2]| names.iter().find_map(|name| back.properties.get(*name)).cloned();
    let version = made.map(|m| m.library.version.clone()).or_else(|| property(["ClausierLibrary", "library"]));
    let hash = made.map(|m| m.library.sha256.clone()).or_else(|| property(["ClausierFingerprint", "fingerprint"]));
    let mut remarks = Vec::new();
    match version {
        Some(version) if version != library.version => {
            remarks.push(format!("made with version {version} of the library; this is {}", library.version))
        }
        _ => {}
    }
    match hash {
        Some(hash) if !hash.is_empty() && fingerprint::short(&hash) != fingerprint::short(&library.fingerprint) => {
            let (old, new) = (fingerprint::short(&hash), fingerprint::short(&library.fingerprint));
            remarks.push(format!(
                "made with other files of the library ({old}) than these ({new}): what follows may come from there"
            ));
        }
        _ => {}
    }
    let program = made.map(|m| m.program.clone()).or_else(|| back.properties.get("ClausierProgram").cloned());
    let now = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"));
    match program {
        Some(program) if program != now => remarks.push(format!("made with {program}; this is {now}")),
        _ => {}
    }
    remarks
}
