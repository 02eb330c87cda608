//! A draft as bytes, and the manifest that explains it.

use super::args::{Format, Given};
use super::report::Report;
use super::{Failure, input, pdf};
use crate::draft::{Reader, Settlement, outward};
use crate::model::draft::{Draft, DraftProvision};
use crate::model::manifest::{AnswersMade, DocumentMade, LibraryMade, Made, Manifest, Trace};
use crate::model::{Library, fingerprint};
use crate::render::docx::DocxOptions;
use crate::render::{self, Edition, HtmlOptions};
use std::path::{Path, PathBuf};

/// The name space of the manifest inside a document.
const NAMESPACE: &str = "urn:clausier:manifest";

/// How a draft is printed.
#[derive(Clone, Debug)]
pub struct Print {
    pub format: Format,
    /// Its edition, and how it looks in Word.
    pub word: DocxOptions,
    pub counterpart: bool,
    pub embedded: bool,
    pub companion: Option<String>,
}

/// Where the manifest of a draft stands: `draft.docx.manifest.json` beside `draft.docx`.
pub fn beside(draft: &Path) -> PathBuf {
    let mut name = draft.as_os_str().to_os_string();
    name.push(".manifest.json");
    PathBuf::from(name)
}

/// Everything that a document and its manifest are made from.
pub struct Making<'a> {
    pub library: &'a Library,
    pub settlement: &'a Settlement,
    pub given: &'a Given,
    pub print: &'a Print,
}

impl Making<'_> {
    /// The draft as it leaves the house, where it is printed for others than its makers.
    pub fn printed(&self, draft: &Draft) -> Draft {
        let print = self.print;
        match (print.format, print.word.edition != Edition::Clean, print.counterpart) {
            (Format::Json, ..) | (_, true, _) => draft.clone(),
            (_, _, true) => outward(draft.clone(), Reader::Counterpart),
            _ => outward(draft.clone(), Reader::Own),
        }
    }

    /// The document, byte for byte; `file` is where it will stand.
    pub fn document(&self, draft: &Draft, file: Option<&Path>, report: &Report) -> Result<Vec<u8>, Failure> {
        let printed = self.printed(draft);
        let edition = self.print.word.edition;
        match self.print.format {
            Format::Docx if self.print.embedded => {
                let manifest = self.manifest(draft, file, None);
                render::docx::embed(&self.word(&printed)?, "manifest", NAMESPACE, &manifest).map_err(unmade)
            }
            Format::Docx => self.word(&printed),
            Format::Pdf => pdf::from_word(&self.word(&printed)?, report),
            Format::Html => {
                let status = self.status(&printed);
                Ok(render::html(&printed, HtmlOptions { edition, status: status.as_deref() }).into_bytes())
            }
            Format::Md => Ok(render::markdown(&printed, edition).into_bytes()),
            Format::Json => Ok(render::json(&printed).into_bytes()),
        }
    }

    fn word(&self, printed: &Draft) -> Result<Vec<u8>, Failure> {
        let options = DocxOptions { status: self.status(printed), ..self.print.word.clone() };
        render::docx::docx(printed, &options).map_err(unmade)
    }

    /// What the command line says of the draft's status, else the answers.
    fn status(&self, printed: &Draft) -> Option<String> {
        let answered = Some(printed.status.clone()).filter(|status| !status.is_empty());
        self.print.word.status.clone().or(answered)
    }

    /// The manifest as JSON; `bytes` are the document's.
    pub fn manifest(&self, draft: &Draft, file: Option<&Path>, bytes: Option<&[u8]>) -> String {
        let settlement = self.settlement;
        let name = if settlement.file.is_empty() {
            input::preset(&self.given.answers).to_string()
        } else {
            name_of(Some(Path::new(&settlement.file)))
        };
        let made = Made {
            program: concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION")).into(),
            library: LibraryMade {
                version: self.library.version.clone(),
                sha256: self.library.fingerprint.to_string(),
            },
            document: DocumentMade {
                file: name_of(file),
                sha256: bytes.map(fingerprint::of_bytes),
                instrument: draft.instrument.clone(),
                companion: self.print.companion.clone(),
                format: self.print.format.name().into(),
                language: draft.language.clone(),
                edition: edition(self.print.word.edition).into(),
                status: self.print.word.status.clone(),
                watermark: self.print.word.watermark,
                line_numbers: self.print.word.line_numbers,
                styled: self.print.word.house.is_some(),
                counterpart: self.print.counterpart,
                embedded: self.print.embedded,
            },
            answers: AnswersMade {
                name,
                text: settlement.text.clone(),
                set: self.given.sets.clone(),
                presets: settlement.chain.clone(),
                tradition: settlement.tradition.clone(),
                form: settlement.form.clone(),
                plan: settlement.plan.clone(),
            },
        };
        let manifest = Manifest {
            made,
            options: draft.options.clone(),
            open_options: draft.open_options.clone(),
            open_blanks: draft.open_blanks.clone(),
            accepted: draft.accepted.clone(),
            warnings: draft.warnings.clone(),
            provisions: draft.provisions().map(|provision| self.trace(provision, &draft.language)).collect(),
        };
        let mut text = serde_json::to_string_pretty(&manifest).unwrap_or_default();
        text.push('\n');
        text
    }

    fn trace(&self, provision: &DraftProvision, language: &str) -> Trace {
        let folder = provision.id.split('@').next().unwrap_or("");
        let entry = self.library.books.get(&self.settlement.book).and_then(|book| book.provisions.get(folder));
        let blocks = provision.blocks.iter();
        let mut origin = provision.origin.clone();
        origin.extend(blocks.clone().flat_map(|block| block.origin.clone()));
        let mut obligation = provision.obligation.clone();
        obligation.extend(blocks.flat_map(|block| block.obligation.clone()));
        Trace {
            id: provision.id.clone(),
            label: provision.label.as_ref().map(|label| label.text.clone()),
            title: provision.title.clone(),
            because: provision.because.clone(),
            condition: entry.map(|entry| entry.file.clone()),
            wording: entry.and_then(|entry| entry.prose.get(language)).map(|prose| prose.file.clone()),
            origin,
            obligation,
        }
    }
}

fn unmade(fault: String) -> Failure {
    Failure::Output(format!("the document could not be made: {fault}"))
}

/// The name of an edition, as the command line and the manifest have it.
pub fn edition(edition: Edition) -> &'static str {
    match edition {
        Edition::Clean => "clean",
        Edition::Annotated => "annotated",
        Edition::Footnotes => "footnotes",
    }
}

fn name_of(path: Option<&Path>) -> String {
    path.and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
