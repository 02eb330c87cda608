//! A draft as bytes, and the manifest that explains it.

use super::args::{Format, Given};
use super::report::Report;
use super::{Failure, input, languages, pdf};
use crate::draft::{Reader, Settlement, outward_abreast};
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
    /// The Party whose original it is.
    pub original: Option<String>,
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
    /// The drafts as they leave the house, where they are printed for others than their makers.
    pub fn printed(&self, drafts: &[Draft]) -> Vec<Draft> {
        let print = self.print;
        match (print.format, print.word.edition != Edition::Clean, print.counterpart) {
            (Format::Json, ..) | (_, true, _) => drafts.to_vec(),
            (_, _, true) => outward_abreast(drafts.to_vec(), Reader::Counterpart),
            _ => outward_abreast(drafts.to_vec(), Reader::Own),
        }
    }

    /// The document, byte for byte, in one language or in two; `file` is where it will stand.
    pub fn document(&self, drafts: &[Draft], file: Option<&Path>, report: &Report) -> Result<Vec<u8>, Failure> {
        let printed = self.printed(drafts);
        let edition = self.print.word.edition;
        match (self.print.format, printed.as_slice()) {
            (Format::Docx, _) if self.print.embedded => {
                let manifest = self.manifest(drafts, file, None);
                render::docx::embed(&self.word(&printed)?, "manifest", NAMESPACE, &manifest).map_err(unmade)
            }
            (Format::Docx, _) => self.word(&printed),
            (Format::Pdf, _) => pdf::from_word(&self.word(&printed)?, report),
            (Format::Html, [draft]) => {
                let status = self.status(draft);
                Ok(render::html(draft, HtmlOptions { edition, status: status.as_deref() }).into_bytes())
            }
            (Format::Html, [one, two]) => {
                Ok(render::html_columns([one, two], self.print.word.status.as_deref()).into_bytes())
            }
            (Format::Md, [draft]) => Ok(render::markdown(draft, edition).into_bytes()),
            (Format::Json, [draft]) => Ok(render::json(draft).into_bytes()),
            (Format::Json, _) => Ok(render::json_abreast(&printed).into_bytes()),
            (Format::Md | Format::Html, _) => Err(Failure::Usage(languages::NO_MARKDOWN.into())),
        }
    }

    fn word(&self, printed: &[Draft]) -> Result<Vec<u8>, Failure> {
        match printed {
            [one, two] => render::docx::columns([one, two], &self.print.word).map_err(unmade),
            [draft, ..] => {
                let options = DocxOptions { status: self.status(draft), ..self.print.word.clone() };
                render::docx::docx(draft, &options).map_err(unmade)
            }
            [] => Err(unmade("there is no language".into())),
        }
    }

    /// What the command line says of the draft's status, else the answers.
    fn status(&self, printed: &Draft) -> Option<String> {
        let answered = Some(printed.status.clone()).filter(|status| !status.is_empty());
        self.print.word.status.clone().or(answered)
    }

    /// The manifest as JSON; `bytes` are the document's.
    pub fn manifest(&self, drafts: &[Draft], file: Option<&Path>, bytes: Option<&[u8]>) -> String {
        let settlement = self.settlement;
        let Some(draft) = drafts.first() else { return String::new() };
        let two = drafts.len() > 1;
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
                language: drafts.iter().map(|draft| draft.language.as_str()).collect::<Vec<_>>().join("+"),
                edition: edition(self.print.word.edition).into(),
                status: self.print.word.status.clone(),
                watermark: self.print.word.watermark,
                line_numbers: self.print.word.line_numbers,
                styled: self.print.word.house.is_some(),
                counterpart: self.print.counterpart,
                embedded: self.print.embedded,
                original: self.print.original.clone(),
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
            provisions: drafts.iter().flat_map(|draft| self.traces(draft, two)).collect(),
        };
        let mut text = serde_json::to_string_pretty(&manifest).unwrap_or_default();
        text.push('\n');
        text
    }

    fn traces(&self, draft: &Draft, told: bool) -> Vec<Trace> {
        let language = told.then(|| draft.language.clone());
        let trace = |provision| Trace { language: language.clone(), ..self.trace(provision, &draft.language) };
        draft.provisions().map(trace).collect()
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
            language: None,
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
