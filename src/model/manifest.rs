//! What explains a draft: from which answers and which library it was made, and why it reads as it does.
//!
//! It is written beside the draft and stays with those who made it: it holds their answers.

use super::draft::{Accepted, OpenBlank, OpenOption, SettledOption, Warning};
use super::provision::Origin;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The manifest of a draft. No time, no path, no name of a user: same draft, same manifest.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Manifest {
    #[serde(flatten)]
    pub made: Made,
    /// Every option as settled, and whose answer it is.
    pub options: Vec<SettledOption>,
    pub open_options: Vec<OpenOption>,
    pub open_blanks: Vec<OpenBlank>,
    pub accepted: Vec<Accepted>,
    pub warnings: Vec<Warning>,
    pub provisions: Vec<Trace>,
}

/// What is needed to make the same document again.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Made {
    /// The program and its version.
    pub program: String,
    pub library: LibraryMade,
    pub document: DocumentMade,
    pub answers: AnswersMade,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct LibraryMade {
    pub version: String,
    /// Over the files of the library, sorted by path, those of an overlay included.
    pub sha256: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct DocumentMade {
    /// The file's name, without its folder.
    pub file: String,
    /// Of the document; none in a manifest that the document itself holds.
    pub sha256: Option<String>,
    pub instrument: String,
    pub companion: Option<String>,
    /// `docx`, `html`, `pdf`, `md`, `json`
    pub format: String,
    /// `en`; of two side by side `en+fr`.
    pub language: String,
    /// `clean`, `annotated`, `footnotes`
    pub edition: String,
    /// The status in its header, where the command line gave one.
    pub status: Option<String>,
    /// With the word for a draft across its pages.
    pub watermark: bool,
    pub line_numbers: bool,
    /// With the look of another document.
    pub styled: bool,
    /// Made for the other delegation.
    pub counterpart: bool,
    /// The document holds this manifest.
    pub embedded: bool,
    /// The Party whose original it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct AnswersMade {
    /// The file's name without its folder, or the name of the preset.
    pub name: String,
    /// The file as it was; empty for a preset.
    pub text: String,
    /// What the command line set.
    pub set: Vec<String>,
    /// The presets that the answers extend, the most general first.
    pub presets: Vec<String>,
    pub tradition: Option<String>,
    pub form: String,
    pub plan: String,
}

/// Why a provision stands in the draft and reads as it does.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Trace {
    pub id: String,
    /// Where there are two languages: of which this is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    pub label: Option<String>,
    pub title: String,
    /// The answers that made it stand and read so.
    pub because: Vec<String>,
    /// The file with its condition.
    pub condition: Option<String>,
    /// The file with its words.
    pub wording: Option<String>,
    pub origin: Vec<Origin>,
    pub obligation: Vec<String>,
}
