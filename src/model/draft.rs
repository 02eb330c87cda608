//! The assembled text: everything a renderer prints, nothing typographic.

use super::form::{FormWords, FrontPart, NumberStyle, Stage};
use super::instrument::{InstrumentKind, LayerKind};
use super::language::Direction;
use super::provision::Origin;
use schemars::JsonSchema;
use serde::Serialize;

/// A complete draft in one language.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Draft {
    pub instrument: String,
    pub kind: InstrumentKind,
    pub plan: String,
    /// The instrument's title, blanks filled.
    pub title: Vec<Run>,
    /// `en`
    pub language: String,
    /// `en-GB`
    pub tag: String,
    /// The language's own name: `English`.
    #[serde(skip)]
    pub language_name: String,
    pub direction: Direction,
    pub form: String,
    /// How far the text has come, where the form tells a bill from an act.
    pub stage: Option<Stage>,
    /// The line above the title that says so; may be empty.
    pub stage_line: String,
    /// What the header says of the draft, in the words of the answers; may be empty.
    pub status: String,
    /// What the first page and the header must say of it; may be empty.
    pub notice: String,
    /// What stands between the title and the first provision.
    pub front: Vec<Front>,
    /// The version of the library.
    pub library: String,
    /// The SHA-256 of the library's files.
    pub fingerprint: String,
    pub layers: Vec<DraftLayer>,
    /// Options left open on purpose.
    pub open_options: Vec<OpenOption>,
    /// Placeholders not filled in, in order of first appearance.
    pub open_blanks: Vec<OpenBlank>,
    /// Constraints set aside, with the reason given.
    pub accepted: Vec<Accepted>,
    /// Warnings that the answers raise.
    pub warnings: Vec<Warning>,
    /// Every option with its settled values and whose answer it is, in the order asked.
    pub options: Vec<SettledOption>,
    /// What each placeholder printed asks for, by its name.
    #[serde(skip)]
    pub blank_labels: std::collections::BTreeMap<String, String>,
    /// How each level is numbered, for renderers with numbering of their own.
    pub levels: Vec<LevelFormat>,
    /// The form's words in this language.
    #[serde(skip)]
    pub words: FormWords,
    /// Word for "commentary" and other labels of the interface, by key.
    #[serde(skip)]
    pub interface: std::collections::BTreeMap<String, String>,
}

/// A line between the title and the first provision.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Front {
    pub part: FrontPart,
    pub runs: Vec<Run>,
}

impl Draft {
    /// Whether a decree comes first, and the law stands behind it under its own title.
    pub fn decreed(&self) -> bool {
        self.layers.first().is_some_and(|layer| layer.kind == LayerKind::Decree)
    }

    /// Every provision, in the order printed.
    pub fn provisions(&self) -> impl Iterator<Item = &DraftProvision> {
        self.layers.iter().flat_map(|layer| &layer.divisions).flat_map(|division| &division.provisions)
    }
}

/// Options left in brackets.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct OpenOption {
    pub id: String,
    pub question: String,
}

/// A placeholder not filled in.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct OpenBlank {
    pub name: String,
    pub label: String,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Accepted {
    pub constraint: String,
    pub reason: String,
    pub accepted: String,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Warning {
    pub constraint: String,
    pub reason: String,
}

/// An option as settled: values, or values per Party.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SettledOption {
    pub id: String,
    /// Entry (a Party's id; empty for an option common to all) → values. Empty: not asked.
    pub values: Vec<(String, Vec<String>)>,
    /// Whose answer it is: `library`, `tradition gulf`, `preset full`, `answers`, `--set`.
    pub source: String,
    pub open: bool,
}

/// How a level is numbered: what Word's own numbering needs.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LevelFormat {
    pub level: Level,
    pub style: NumberStyle,
    /// The label, with `{n}` for the number.
    pub pattern: String,
    /// The whole label of number one where it differs.
    pub first: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// What stands above chapters: a title, a part, a book.
    Group,
    Chapter,
    Provision,
    Paragraph,
    Point,
    Subpoint,
    Annex,
}

impl Level {
    pub const ALL: [Level; 7] =
        [Level::Group, Level::Chapter, Level::Provision, Level::Paragraph, Level::Point, Level::Subpoint, Level::Annex];

    /// Its key in forms.
    pub fn key(self) -> &'static str {
        match self {
            Level::Group => "group",
            Level::Chapter => "chapter",
            Level::Provision => "provision",
            Level::Paragraph => "paragraph",
            Level::Point => "point",
            Level::Subpoint => "subpoint",
            Level::Annex => "annex",
        }
    }
}

/// A number as printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Label {
    pub level: Level,
    /// Position, from 1.
    pub number: usize,
    /// The whole label: `Article 5`, `2.`, `(a)`. Empty where the unit is counted but bears no number.
    pub text: String,
    /// The number alone, as cited: `5`, `2`, `a`, `premier`.
    pub cited: String,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DraftLayer {
    pub id: String,
    pub kind: LayerKind,
    /// `Annex 1`; none for the main text.
    pub label: Option<Label>,
    /// The layer's title; empty for the main text.
    pub title: Vec<Run>,
    pub divisions: Vec<Division>,
}

/// A chapter, or a run of provisions under no heading.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Division {
    /// The group that begins here.
    pub group: Option<ChapterHeading>,
    pub chapter: Option<ChapterHeading>,
    pub provisions: Vec<DraftProvision>,
}

/// The heading of a chapter, or of a group of chapters.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ChapterHeading {
    pub id: String,
    pub label: Option<Label>,
    pub title: Vec<Run>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DraftProvision {
    /// Permanent id: the folder's name, with `@entry` where it is repeated.
    pub id: String,
    /// None for a provision without number.
    pub label: Option<Label>,
    /// Possibly absent: the label of the values that make it stand. The brackets stand in the runs.
    pub bracket: Option<String>,
    /// Its heading in plain words, printed or not.
    pub title: String,
    /// The heading as printed; empty for a provision without number.
    pub heading: Vec<Run>,
    pub blocks: Vec<DraftBlock>,
    pub commentary: Vec<DraftBlock>,
    pub origin: Vec<Origin>,
    pub obligation: Vec<String>,
    /// Those of the obligations that only a wording left open discharges.
    #[serde(skip)]
    pub doubtful: Vec<String>,
    /// Which answers made it stand and read so.
    pub because: Vec<String>,
}

/// A paragraph, a numbered paragraph, a point, or a table.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DraftBlock {
    /// Permanent id: `provision#paragraph`; with `@entry` where repeated.
    pub id: Option<String>,
    pub kind: BlockKind,
    /// None for unnumbered paragraphs and unlabelled definitions.
    pub label: Option<Label>,
    pub runs: Vec<Run>,
    /// Only for tables: the first row is the header.
    pub rows: Vec<Row>,
    /// Where a list of points goes on after this block: 0 outside lists, 1 paragraph, 2 point, 3 sub-point.
    pub depth: usize,
    pub origin: Vec<Origin>,
    pub obligation: Vec<String>,
    /// Those of the obligations that only a wording left open discharges.
    #[serde(skip)]
    pub doubtful: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    /// Unnumbered text.
    Plain,
    /// A numbered paragraph, point or sub-point.
    Item,
    /// A list entry without number (a definition in a Commonwealth Act, a recital).
    Bullet,
    /// A heading inside commentary.
    Heading,
    Table,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Row {
    pub id: Option<String>,
    pub cells: Vec<Vec<Run>>,
}

/// A stretch of text of one kind. Text is final: punctuation and no-break spaces included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "run", rename_all = "kebab-case")]
pub enum Run {
    Text {
        text: String,
        #[serde(default)]
        emphasis: Emphasis,
    },
    /// A placeholder: its name, its form, and the text printed.
    Blank { name: String, form: String, text: String, open: bool },
    /// One cited number, alive: the anchor is a provision or block id.
    Ref { anchor: String, text: String },
    /// A defined term as used.
    Term { id: String, text: String, defining: bool },
    /// A bracket around text left open: `[` with the value's label, and `]`.
    Bracket { text: String },
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Emphasis {
    #[default]
    None,
    Italic,
    Bold,
}

impl Run {
    /// Plain text.
    pub fn text(text: impl Into<String>) -> Run {
        Run::Text { text: text.into(), emphasis: Emphasis::None }
    }

    /// What is printed.
    pub fn printed(&self) -> &str {
        match self {
            Run::Text { text, .. }
            | Run::Blank { text, .. }
            | Run::Ref { text, .. }
            | Run::Term { text, .. }
            | Run::Bracket { text } => text,
        }
    }
}

/// The text of several runs.
pub fn plain(runs: &[Run]) -> String {
    runs.iter().map(Run::printed).collect()
}
