//! The words of the library, parsed: sections of text with tags, each at its place in its file.

use super::condition::Condition;
use super::later::Later;
use crate::diag::Place;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A language file of a provision or definition.
#[derive(Clone, Debug, Default)]
pub struct ProvisionProse {
    pub file: String,
    pub heading: Section,
    /// Variant (empty where there is one wording) → text.
    pub wording: BTreeMap<String, Section>,
    /// Effect → variant (empty where all share one line) → the line that tables of effects print.
    pub effect: BTreeMap<String, BTreeMap<String, Section>>,
    pub commentary: Option<Section>,
}

/// A language file of an instrument: the title, and sections by key (`option.scope`,
/// `chapter.measures [both]`).
#[derive(Clone, Debug, Default)]
pub struct InstrumentProse {
    pub file: String,
    pub title: Section,
    pub sections: BTreeMap<String, Section>,
}

impl ProvisionProse {
    /// Its sections, in a fixed order.
    pub fn sections(&self) -> impl Iterator<Item = &Section> {
        [&self.heading].into_iter().chain(self.wording.values()).chain(self.effects()).chain(&self.commentary)
    }
}

impl ProvisionProse {
    /// The lines of its effects.
    pub fn effects(&self) -> impl Iterator<Item = &Section> {
        self.effect.values().flat_map(|lines| lines.values())
    }
}

impl InstrumentProse {
    /// The title, then the others by key.
    pub fn sections(&self) -> impl Iterator<Item = &Section> {
        [&self.title].into_iter().chain(self.sections.values())
    }
}

/// One stretch of text with its tags in order.
#[derive(Clone, Debug, Default)]
pub struct Section {
    /// The text taken apart, once it is asked for.
    pub nodes: Later<Vec<Node>>,
    /// The heading line, or the text itself where there is none.
    pub place: Place,
    /// The text as written, for messages that quote it.
    pub source: Arc<str>,
}

/// A piece of text or a tag.
#[derive(Clone, Debug)]
pub enum Node {
    Text(String),
    Tag(Tag),
    When(When),
}

/// A tag that prints something.
#[derive(Clone, Debug)]
pub struct Tag {
    pub kind: TagKind,
    /// From `{{` to `}}`.
    pub place: Place,
}

#[derive(Clone, Debug)]
pub enum TagKind {
    Blank {
        name: String,
        form: Option<String>,
    },
    Ref {
        cited: Cited,
        prep: Option<String>,
        otherwise: Option<String>,
    },
    Term {
        id: String,
        form: Option<String>,
    },
    Own {
        unit: String,
        prep: Option<String>,
    },
    Agree {
        cited: Cited,
        one: String,
        other: String,
    },
    /// In a row printed for each provision that has an effect: its place, heading, or line.
    Effect {
        part: String,
    },
    /// The form's word for a duty, a prohibition or a power; in the plural where the subject is.
    Modal {
        kind: String,
        plural: bool,
    },
}

/// The modals that prose asks for and each form has words for.
pub const MODALS: [&str; 3] = ["duty", "prohibition", "power"];

/// What a row of a table of effects can say of a provision.
pub const EFFECT_PARTS: [&str; 3] = ["place", "heading", "line"];

/// What a reference or agreement speaks of.
#[derive(Clone, Debug)]
pub enum Cited {
    /// `provision`, `provision#paragraph` or `#paragraph` of the same provision.
    Targets(Vec<String>),
    /// A list declared in provision.toml.
    Query(String),
}

/// `{{#when}}…{{else when}}…{{else}}…{{/when}}`
#[derive(Clone, Debug)]
pub struct When {
    pub branches: Vec<(Test, Vec<Node>)>,
    pub otherwise: Vec<Node>,
    pub place: Place,
}

/// What a branch asks: a named condition, options, or both.
#[derive(Clone, Debug, Default)]
pub struct Test {
    pub named: Option<String>,
    pub table: Condition,
    pub place: Place,
}
