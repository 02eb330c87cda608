//! The draft as the sequence of paragraphs and tables that Word wants.

use super::lists::Mark;
use crate::model::draft::{BlockKind, Draft, DraftBlock, DraftLayer, DraftProvision, Label, Level, Row, Run, plain};
use crate::model::form::FrontPart;
use crate::model::instrument::LayerKind;
use crate::render::Edition;
use crate::render::abreast::{Place, places};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// A paragraph, a table, or a commentary in its box.
#[derive(Debug)]
pub enum Piece<'a> {
    Para(Para<'a>),
    Table(Table<'a>),
    Boxed(Vec<Piece<'a>>),
}

/// What a paragraph means to the counters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Role {
    /// A layer begins: its provisions are counted anew.
    Layer,
    Chapter,
    Provision,
    Item,
    /// Counts nothing; a label is literal text.
    Other,
}

/// What stands in a paragraph, in order.
#[derive(Debug)]
pub enum Inline<'a> {
    Run(&'a Run),
    /// Text in a character style.
    Text(Cow<'a, str>, Option<&'static str>),
    /// A whole field, with its cached result.
    Field(&'static str, &'static str),
    /// A field that goes on over several paragraphs: its beginning with the instruction, and its end.
    Begin(&'static str),
    End,
    /// A link to an anchor: label, title, and the page where the anchor stands.
    Entry {
        anchor: Cow<'a, str>,
        label: &'a str,
        title: String,
    },
    /// The mark of a footnote.
    Note(usize),
}

/// A paragraph to be.
#[derive(Debug)]
pub struct Para<'a> {
    pub role: Role,
    pub style: &'static str,
    pub label: Option<&'a Label>,
    /// Settled by `lists`.
    pub mark: Mark,
    /// Ids whose bookmarks stand around this paragraph.
    pub anchors: Vec<Cow<'a, str>>,
    pub inline: Vec<Inline<'a>>,
    /// A section ends with this paragraph.
    pub section: bool,
}

impl<'a> Para<'a> {
    pub fn new(role: Role, style: &'static str, label: Option<&'a Label>) -> Para<'a> {
        // What is counted without a number prints none.
        let label = label.filter(|label| !label.text.is_empty());
        let mark = if role == Role::Other && label.is_some() { Mark::Literal } else { Mark::None };
        Para { role, style, label, mark, anchors: Vec::new(), inline: Vec::new(), section: false }
    }

    /// With these runs of the draft.
    pub fn runs(mut self, runs: &'a [Run]) -> Para<'a> {
        self.inline.extend(runs.iter().map(Inline::Run));
        self
    }

    /// With one thing more.
    pub fn with(mut self, inline: Inline<'a>) -> Para<'a> {
        self.inline.push(inline);
        self
    }

    /// Inside these bookmarks.
    pub fn at(mut self, anchors: Vec<Cow<'a, str>>) -> Para<'a> {
        self.anchors = anchors;
        self
    }
}

/// A table to be.
#[derive(Debug)]
pub struct Table<'a> {
    pub rows: Vec<TableRow<'a>>,
    /// Its name and what it shows, for those who can't see it.
    pub caption: Cow<'a, str>,
    pub description: String,
}

/// A table's row to be.
#[derive(Debug)]
pub struct TableRow<'a> {
    pub anchor: Option<&'a str>,
    pub cells: &'a [Vec<Run>],
}

/// The whole draft in order, and its footnotes.
#[derive(Debug, Default)]
pub struct Flow<'a> {
    pub body: Vec<Piece<'a>>,
    /// The place of each piece of the body.
    pub places: Vec<Place<'a>>,
    pub notes: Vec<Vec<Piece<'a>>>,
}

/// Lays the draft out.
pub fn flow(draft: &Draft, edition: Edition) -> Flow<'_> {
    let heading = draft.interface.get("commentary").map_or("commentary", String::as_str);
    let mut out = Layout { flow: Flow::default(), edition, heading, stage: &draft.stage_line };
    if !draft.notice.is_empty() {
        let notice = Inline::Text(draft.notice.as_str().into(), None);
        out.push(Place::Notice, Para::new(Role::Other, "Stage", None).with(notice));
    }
    if !draft.stage_line.is_empty() && !draft.decreed() {
        let line = Inline::Text(draft.stage_line.as_str().into(), None);
        out.push(Place::Stage, Para::new(Role::Other, "Stage", None).with(line));
    }
    out.push(Place::Title, Para::new(Role::Other, "Title", None).runs(&draft.title));
    for (at, line) in draft.front.iter().enumerate() {
        out.push(Place::Front(at), Para::new(Role::Other, front_style(line.part), None).runs(&line.runs));
    }
    let inner: BTreeSet<&str> = draft.layers.iter().flat_map(inner_ids).collect();
    for layer in &draft.layers {
        let own = (!inner.contains(layer.id.as_str())).then(|| layer.id.as_str().into());
        out.layer(layer, own.into_iter().collect());
    }
    // Fixed, so that the last paragraph never is a tracked one.
    out.push(Place::Closing, Para::new(Role::Other, "Closing", None));
    out.flow
}

/// The ids of a layer's provisions and blocks: they have precedence over those of layers.
fn inner_ids(layer: &DraftLayer) -> impl Iterator<Item = &str> {
    layer.divisions.iter().flat_map(|division| &division.provisions).flat_map(|provision| {
        let blocks = provision.blocks.iter().filter_map(|block| block.id.as_deref());
        std::iter::once(provision.id.as_str()).chain(blocks)
    })
}

struct Layout<'a> {
    flow: Flow<'a>,
    edition: Edition,
    /// The heading over a commentary.
    heading: &'a str,
    /// The line above a law's title.
    stage: &'a str,
}

impl<'a> Layout<'a> {
    fn push(&mut self, place: Place<'a>, para: Para<'a>) {
        self.add(place, Piece::Para(para));
    }

    fn add(&mut self, place: Place<'a>, piece: Piece<'a>) {
        self.flow.body.push(piece);
        self.flow.places.push(place);
    }

    fn layer(&mut self, layer: &'a DraftLayer, mut anchors: Vec<Cow<'a, str>>) {
        if layer.kind == LayerKind::Main && !layer.title.is_empty() {
            let stage = Some(self.stage).filter(|line| !line.is_empty());
            if let Some(line) = stage {
                let line = Inline::Text(line.into(), None);
                self.push(Place::LawStage, Para::new(Role::Other, "LawStage", None).with(line));
            }
            let style = if stage.is_some() { "LawTitle" } else { "LawTitleAlone" };
            let heading = Para::new(Role::Layer, style, None).at(anchors).runs(&layer.title);
            self.push(Place::Layer(&layer.id), heading);
        } else if layer.label.is_some() || !layer.title.is_empty() {
            let heading = Para::new(Role::Layer, "AnnexHeading", layer.label.as_ref());
            self.push(Place::Layer(&layer.id), heading.at(anchors).runs(&layer.title));
        } else if let Some(Piece::Para(para)) = self.flow.body.last_mut() {
            para.anchors.append(&mut anchors);
        }
        for division in &layer.divisions {
            if let Some(group) = &division.group {
                let anchor = vec![format!("group.{}", group.id).into()];
                let heading = Para::new(Role::Chapter, "GroupHeading", group.label.as_ref());
                self.push(Place::Group(&group.id), heading.at(anchor).runs(&group.title));
            }
            if let Some(chapter) = &division.chapter {
                let anchor = vec![format!("chapter.{}", chapter.id).into()];
                let heading = Para::new(Role::Chapter, "ChapterHeading", chapter.label.as_ref());
                self.push(Place::Chapter(&chapter.id), heading.at(anchor).runs(&chapter.title));
            }
            for provision in &division.provisions {
                self.provision(provision);
            }
        }
    }

    fn provision(&mut self, provision: &'a DraftProvision) {
        let headed = provision.label.is_some() || !provision.heading.is_empty();
        let style = if provision.label.is_some() { "ProvisionHeading" } else { "UnnumberedHeading" };
        let mut waiting: Vec<Cow<str>> = vec![provision.id.as_str().into()];
        let begin = self.flow.body.len();
        if headed {
            let anchors = std::mem::take(&mut waiting);
            let heading = Para::new(Role::Provision, style, provision.label.as_ref());
            self.push(Place::Heading(&provision.id), heading.at(anchors).runs(&provision.heading));
        }
        let counted = provision
            .blocks
            .iter()
            .any(|block| matches!(&block.label, Some(l) if l.level == Level::Paragraph && !l.text.is_empty()));
        let places = places(provision);
        for (at, (block, place)) in provision.blocks.iter().zip(places).enumerate() {
            // Without a heading the provision begins with its first block.
            let role = if at == 0 && !headed { Role::Provision } else { Role::Item };
            self.block(provision, block, (place, role, body_style(block, counted)), &mut waiting);
        }
        match self.edition {
            _ if provision.commentary.is_empty() => {}
            Edition::Clean => {}
            Edition::Annotated => self.boxed(provision),
            Edition::Footnotes => self.note(provision, begin),
        }
    }

    /// The commentary in a box under the provision.
    fn boxed(&mut self, provision: &'a DraftProvision) {
        let heading = Para::new(Role::Other, "CommentaryHeading", None);
        let heading = heading.with(Inline::Text(self.heading.into(), None));
        let styles = ["Commentary", "CommentaryItem", "CommentaryHeading"];
        let mut inner = vec![Piece::Para(heading)];
        inner.extend(commentary(provision, styles));
        // A cell ends with a paragraph.
        if matches!(inner.last(), Some(Piece::Table(_))) {
            inner.push(Piece::Para(Para::new(Role::Other, "Closing", None)));
        }
        self.add(Place::Commentary(&provision.id), Piece::Boxed(inner));
    }

    /// The commentary in a footnote, whose mark stands behind the heading, or else behind the first words.
    fn note(&mut self, provision: &'a DraftProvision, begin: usize) {
        let number = self.flow.notes.len() + 1;
        let place = self.flow.body[begin..].iter_mut().find_map(|piece| match piece {
            Piece::Para(para) => Some(para),
            _ => None,
        });
        let Some(para) = place else { return };
        para.inline.push(Inline::Note(number));
        let styles = ["FootnoteText", "FootnoteItem", "FootnoteHeading"];
        self.flow.notes.push(commentary(provision, styles).collect());
    }

    fn block(
        &mut self,
        provision: &'a DraftProvision,
        block: &'a DraftBlock,
        (place, role, style): (Place<'a>, Role, &'static str),
        waiting: &mut Vec<Cow<'a, str>>,
    ) {
        let lead = block.kind != BlockKind::Table || !block.runs.is_empty();
        let after = style == "PlainText" && !matches!(self.flow.body.last(), Some(Piece::Para(_)));
        let style = if after { "TextAfterTable" } else { style };
        if lead || block.id.is_some() || !waiting.is_empty() {
            let mut anchors = std::mem::take(waiting);
            anchors.extend(block.id.as_deref().map(Cow::Borrowed));
            // A table's bookmark stands on the paragraph before it.
            self.push(place, Para::new(role, style, block.label.as_ref()).at(anchors).runs(&block.runs));
        }
        if block.kind == BlockKind::Table {
            self.add(place, table(provision, block));
        }
    }
}

/// The pieces of a commentary, in the styles of its text, its items and its headings.
fn commentary<'a>(
    provision: &'a DraftProvision,
    [text, item, heading]: [&'static str; 3],
) -> impl Iterator<Item = Piece<'a>> {
    provision.commentary.iter().flat_map(move |block| {
        let style = match block.kind {
            BlockKind::Heading => heading,
            BlockKind::Item | BlockKind::Bullet => item,
            BlockKind::Plain | BlockKind::Table => text,
        };
        let lead = block.kind != BlockKind::Table || !block.runs.is_empty();
        let para = lead.then(|| Piece::Para(Para::new(Role::Other, style, block.label.as_ref()).runs(&block.runs)));
        let table = (block.kind == BlockKind::Table).then(|| table(provision, block));
        para.into_iter().chain(table)
    })
}

fn table<'a>(provision: &'a DraftProvision, block: &'a DraftBlock) -> Piece<'a> {
    let row = |row: &'a Row| TableRow { anchor: row.id.as_deref(), cells: &row.cells };
    let lead = plain(&block.runs);
    let label = provision.label.as_ref().map(|label| label.text.as_str());
    let whole = || [label.unwrap_or_default(), &provision.title].join(" ").trim().to_string();
    Piece::Table(Table {
        rows: block.rows.iter().map(row).collect(),
        caption: provision.title.as_str().into(),
        description: if lead.trim().is_empty() { whole() } else { lead },
    })
}

/// The style of a line before the first provision.
fn front_style(part: FrontPart) -> &'static str {
    match part {
        FrontPart::LongTitle => "LongTitle",
        FrontPart::Opening => "Opening",
        FrontPart::Visas => "Visa",
        FrontPart::Enacting => "Enacting",
    }
}

/// The style of a block of the text itself.
fn body_style(block: &DraftBlock, counted: bool) -> &'static str {
    let label = block.label.as_ref().filter(|label| !label.text.is_empty());
    match (block.kind, label.map(|label| label.level)) {
        (BlockKind::Heading, _) => "Subheading",
        (_, Some(Level::Paragraph)) => "Paragraph",
        (_, Some(Level::Point)) => "Point",
        (_, Some(Level::Subpoint)) => "Subpoint",
        (BlockKind::Item | BlockKind::Bullet, _) if block.depth <= 1 => "Definition",
        (BlockKind::Table, _) => "TableLead",
        _ => match block.depth {
            0 => "PlainText",
            1 if !counted => "PlainText",
            1 => "ParagraphText",
            2 => "PointText",
            _ => "SubpointText",
        },
    }
}
