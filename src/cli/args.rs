//! What can be typed.

use crate::render::Edition;
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum, ValueHint};
use std::path::PathBuf;

/// Assembles model laws and co-operation agreements from a library of clauses.
///
/// An answers file says what was decided; a preset is a ready one. From it, `build` makes a complete,
/// numbered draft. Nothing is sent anywhere.
#[derive(Debug, Parser)]
#[command(
    version,
    after_help = "Exit codes: 0 done · 1 the library or the answers are wrong, or a draft differs · 2 the command is wrong · 3 something can't be read · 4 something can't be written"
)]
pub struct Args {
    /// A folder with clauses/ to read instead of the built-in library (if it holds a whole one), or laid on top of it
    #[arg(long, global = true, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub library: Option<PathBuf>,
    /// Print messages and lists as JSON
    #[arg(long, global = true)]
    pub json: bool,
    /// Print errors only
    #[arg(long, short, global = true)]
    pub quiet: bool,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a draft from a preset or an answers file
    Build(Build),
    /// Say of each treaty duty that binds the State how it is met: in the draft, elsewhere, or not at all, and why
    Coverage(Coverage),
    /// List instruments, presets, traditions, profiles, reviewers' orders, forms and languages
    List(List),
    /// Show a provision, a definition or an option of the library
    Show(Show),
    /// Write a commented answers file to fill in
    New(New),
    /// Find everything wrong in the library, or in an answers file
    Check(Check),
    /// Explain the code of a message
    Explain(Explain),
    /// Say why a provision stands in a draft and reads as it does
    Why(Why),
    /// Compare a draft that came back with what the answers make now, and name every provision edited since
    Verify(Verify),
    /// Print the JSON Schema of a kind of file
    Schema(Schema),
    /// Print what completes commands and options in your shell
    Completions(Completions),
    /// Print the manual page of the program or of one of its commands
    Man(Man),
}

#[derive(Debug, ClapArgs)]
pub struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

#[derive(Debug, ClapArgs)]
pub struct Man {
    /// The command; without it, the whole program
    pub command: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub struct Given {
    /// An answers file, or the name of a preset
    #[arg(value_hint = ValueHint::FilePath)]
    pub answers: String,
    /// Set an option: option=value, option=a,b for several, option= for none, option.party=value for one Party, option=open to leave it in brackets
    #[arg(long = "set", value_name = "OPTION=VALUE")]
    pub sets: Vec<String>,
    /// The drafting form, instead of that of the answers, the tradition or the instrument
    #[arg(long, value_name = "FORM")]
    pub form: Option<String>,
    /// A State's file, instead of that of the answers: which treaties bind it, and what it does elsewhere
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub state: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub struct Coverage {
    #[command(flatten)]
    pub given: Given,
    /// The language of the table
    #[arg(long, short, default_value = "en")]
    pub lang: String,
    /// In the order of these reviewers: untoc, uncac, fatf; without it, treaty by treaty
    #[arg(long, value_name = "ORDER")]
    pub order: Option<String>,
    /// Where to write, as .docx, .xlsx, .json or .md; without it a table goes to the terminal
    #[arg(long, short)]
    pub output: Option<PathBuf>,
    /// The format; otherwise told from the name of the output
    #[arg(long, value_enum)]
    pub format: Option<CoverageFormat>,
    /// Also the duties that the text does not claim to serve and that nothing meets
    #[arg(long)]
    pub all: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CoverageFormat {
    /// As a terminal shows it
    Table,
    Docx,
    Xlsx,
    Json,
    Md,
}

#[derive(Debug, ClapArgs)]
pub struct Build {
    #[command(flatten)]
    pub given: Given,
    /// The language of the draft; two of them, as in en+fr, stand side by side
    #[arg(long, short, default_value = "en")]
    pub lang: String,
    /// One original for each Party, which names that Party first: `-o accord.docx` writes accord.<party>.docx
    #[arg(long)]
    pub alternat: bool,
    /// Where to write; without it HTML, Markdown and JSON go to the terminal
    #[arg(long, short)]
    pub output: Option<PathBuf>,
    /// The format; otherwise told from the name of the output
    #[arg(long, value_enum)]
    pub format: Option<Format>,
    /// Make this companion document instead of the instrument itself
    #[arg(long, value_name = "ID")]
    pub companion: Option<String>,
    /// The text alone, with commentary and origins under each provision, or with them in footnotes
    #[arg(long, value_enum, default_value_t, conflicts_with = "annotated")]
    pub edition: EditionName,
    /// Short for `--edition annotated`
    #[arg(long)]
    pub annotated: bool,
    /// How far the text has come, in the header of a Word document and above the title of a page: "second reading"
    #[arg(long, value_name = "TEXT")]
    pub status: Option<String>,
    /// With the word for a draft drawn across every page of a Word document
    #[arg(long)]
    pub watermark: bool,
    /// Take styles, fonts and page of a Word document from this one, of which nothing else is taken
    #[arg(long, value_name = "FILE")]
    pub style: Option<PathBuf>,
    /// With numbered lines in a Word document
    #[arg(long)]
    pub line_numbers: bool,
    /// Who is to read it: for the other delegation brackets are bare, and nothing of your side is in it
    #[arg(long = "for", value_enum, value_name = "READER")]
    pub reader: Option<Reader>,
    /// Leave out the manifest, which is otherwise written beside the draft and says how it came about
    #[arg(long)]
    pub no_manifest: bool,
    /// Put the manifest, with all your answers, inside the Word document too
    #[arg(long)]
    pub embed_answers: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum EditionName {
    #[default]
    Clean,
    Annotated,
    Footnotes,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Reader {
    /// The other delegation
    Counterpart,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Docx,
    Html,
    /// Made from the Word document by LibreOffice, which must be installed
    Pdf,
    Md,
    Json,
}

impl Format {
    /// As it is typed.
    pub fn name(self) -> &'static str {
        match self {
            Format::Docx => "docx",
            Format::Html => "html",
            Format::Pdf => "pdf",
            Format::Md => "md",
            Format::Json => "json",
        }
    }
}

impl From<EditionName> for Edition {
    fn from(name: EditionName) -> Edition {
        match name {
            EditionName::Clean => Edition::Clean,
            EditionName::Annotated => Edition::Annotated,
            EditionName::Footnotes => Edition::Footnotes,
        }
    }
}

impl Build {
    /// The edition asked for, in its long or short form.
    pub fn edition(&self) -> Edition {
        if self.annotated { Edition::Annotated } else { self.edition.into() }
    }
}

#[derive(Debug, ClapArgs)]
pub struct List {
    /// Only this: instruments, presets, traditions, forms, languages, or the name of an instrument
    pub what: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub struct Show {
    /// What to show: `police-agreement/observation`, or an option: `police-agreement/scope`
    pub what: String,
    /// The language
    #[arg(long, short, default_value = "en")]
    pub lang: String,
}

#[derive(Debug, ClapArgs)]
pub struct New {
    /// The instrument
    pub instrument: String,
    /// The language of the comments
    #[arg(long, short, default_value = "en")]
    pub lang: String,
    /// Where to write; otherwise to the terminal. An existing file is never overwritten
    #[arg(long, short)]
    pub output: Option<PathBuf>,
    /// A State's file instead, with the duties that notifications meet
    #[arg(long)]
    pub state: bool,
}

#[derive(Debug, ClapArgs)]
pub struct Check {
    /// Answers files to check; without any, the library and all presets in all languages
    pub answers: Vec<String>,
    /// The languages in which answers files must build
    #[arg(long, short, value_delimiter = ',', default_value = "en")]
    pub lang: Vec<String>,
}

#[derive(Debug, ClapArgs)]
pub struct Explain {
    /// The code, as it stands in square brackets in a message, or the id of an instrument's rule; without
    /// it, all codes
    pub code: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub struct Why {
    #[command(flatten)]
    pub given: Given,
    /// The provision, by the name of its folder; without it, all
    pub provision: Option<String>,
    /// The language of the answer
    #[arg(long, short, default_value = "en")]
    pub lang: String,
}

#[derive(Debug, ClapArgs)]
pub struct Verify {
    /// The draft that came back: Word, HTML, Markdown or JSON
    pub draft: PathBuf,
    /// The answers file or the preset from which it was made
    #[arg(long, short)]
    pub answers: String,
    /// An option that was set in passing when it was made; otherwise the manifest beside the draft is asked
    #[arg(long = "set", value_name = "OPTION=VALUE")]
    pub sets: Vec<String>,
    /// The language, or two as in en+fr; otherwise the document and its manifest are asked
    #[arg(long, short)]
    pub lang: Option<String>,
    /// It is this companion document
    #[arg(long, value_name = "ID")]
    pub companion: Option<String>,
    /// It is the original of this Party; otherwise the manifest is asked, or the original nearest to it is taken
    #[arg(long, value_name = "PARTY")]
    pub original: Option<String>,
    /// Its edition; otherwise the manifest is asked, or the edition nearest to it is taken
    #[arg(long, value_enum)]
    pub edition: Option<EditionName>,
    /// It was made for this reader; otherwise the manifest is asked, or the edition nearest to it is taken
    #[arg(long = "for", value_enum, value_name = "READER")]
    pub reader: Option<Reader>,
    /// Read tracked changes as if they were rejected; otherwise as if they were accepted
    #[arg(long)]
    pub rejected: bool,
}

#[derive(Debug, ClapArgs)]
pub struct Schema {
    /// The kind of file
    #[arg(value_enum)]
    pub kind: SchemaKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SchemaKind {
    Instrument,
    Provision,
    Form,
    Language,
    Tradition,
    Profile,
    Treaty,
    Order,
    State,
    Terms,
    Shared,
    Answers,
    Draft,
    Coverage,
    Manifest,
}
