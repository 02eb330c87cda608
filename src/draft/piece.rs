//! What stands between assembly and the finished draft: text whose tags are not yet words.

use crate::model::draft::{BlockKind, Emphasis, Label};
use crate::model::instrument::LayerKind;
use crate::model::prose::Tag;
use crate::model::provision::{Effect, Origin};
use crate::prose::Joiner;
use std::collections::BTreeMap;

/// Where a repeated text stands: the list it is repeated over, and the entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub list: String,
    pub index: usize,
    pub id: String,
}

/// A piece of a line.
#[derive(Clone, Debug)]
pub enum Piece {
    Text(String, Emphasis),
    Tag(Tag, Option<Entry>),
    /// The term being defined, in its marks, and the word that joins it to its meaning.
    Defined(String),
    Open(String),
    Close,
}

/// A block whose number is not yet known.
#[derive(Clone, Debug)]
pub struct RawBlock {
    pub kind: BlockKind,
    /// Local id, with `@entry` where repeated.
    pub id: Option<String>,
    pub joiner: Option<Joiner>,
    pub bracket: Option<String>,
    pub pieces: Vec<Piece>,
    pub children: Vec<RawBlock>,
    pub rows: Vec<RawRow>,
    pub origin: Vec<Origin>,
    pub obligation: Vec<String>,
    pub effect: Vec<Effect>,
    /// Those of the obligations that hang on wording left open.
    pub doubtful: Vec<String>,
    /// Items under it bear no labels (definitions in a form that orders them by the alphabet).
    pub unlabelled: bool,
    pub label: Option<Label>,
}

impl RawBlock {
    /// An empty block of this kind.
    pub fn new(kind: BlockKind) -> RawBlock {
        RawBlock {
            kind,
            id: None,
            joiner: None,
            bracket: None,
            pieces: vec![],
            children: vec![],
            rows: vec![],
            origin: vec![],
            obligation: vec![],
            effect: vec![],
            doubtful: vec![],
            unlabelled: false,
            label: None,
        }
    }
}

#[derive(Clone, Debug)]
pub struct RawRow {
    pub id: Option<String>,
    pub cells: Vec<Vec<Piece>>,
}

/// A provision as it will stand, before numbering.
#[derive(Clone, Debug)]
pub struct RawProvision {
    /// The folder's name.
    pub folder: String,
    /// The folder's name, with `@entry` where repeated.
    pub id: String,
    pub numbered: bool,
    pub bracket: Option<String>,
    pub heading: Vec<Piece>,
    pub blocks: Vec<RawBlock>,
    pub commentary: Vec<RawBlock>,
    pub origin: Vec<Origin>,
    pub obligation: Vec<String>,
    /// Its effects, where they are wanted: the label of the values that bring it about, and its line.
    pub effects: Vec<(Effect, Option<String>, Vec<Piece>)>,
    pub doubtful: Vec<String>,
    pub queries: BTreeMap<String, Vec<String>>,
    pub because: Vec<String>,
    pub label: Option<Label>,
}

/// The title of a chapter or group.
#[derive(Clone, Debug)]
pub struct RawTitle {
    pub id: String,
    pub pieces: Vec<Piece>,
    pub label: Option<Label>,
}

#[derive(Clone, Debug)]
pub struct RawDivision {
    /// The group that begins here.
    pub group: Option<RawTitle>,
    pub chapter: Option<RawTitle>,
    pub provisions: Vec<RawProvision>,
}

#[derive(Clone, Debug)]
pub struct RawLayer {
    pub id: String,
    pub kind: LayerKind,
    pub title: Vec<Piece>,
    pub label: Option<Label>,
    pub divisions: Vec<RawDivision>,
}

impl RawLayer {
    /// Whether the group that was begun last is this one.
    pub fn in_group(&self, group: Option<&str>) -> bool {
        let last = self.divisions.iter().rev().find_map(|d| d.group.as_ref());
        group.is_some() && last.map(|g| g.id.as_str()) == group
    }
}
