//! The draft as the sequence of paragraphs and tables that Word wants.

use super::DocxOptions;
use super::lists::Mark;
use crate::model::draft::{BlockKind, Draft, DraftBlock, DraftLayer, DraftProvision, Label, Level, Run};
use crate::model::form::FrontPart;
use std::collections::BTreeSet;

/// A paragraph or a table.
#[derive(Debug)]
pub enum Piece<'a> {
    Para(Para<'a>),
    Table(Vec<TableRow<'a>>),
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

/// A paragraph to be.
#[derive(Debug)]
pub struct Para<'a> {
    pub role: Role,
    pub style: &'static str,
    pub label: Option<&'a Label>,
    /// Settled by `lists`.
    pub mark: Mark,
    /// Ids whose bookmarks stand around this paragraph.
    pub anchors: Vec<String>,
    pub runs: Vec<Run>,
}

/// A table's row to be.
#[derive(Debug)]
pub struct TableRow<'a> {
    pub anchor: Option<&'a str>,
    pub cells: Vec<Vec<Run>>,
}

/// The whole draft in order.
pub fn flow<'a>(draft: &'a Draft, options: &DocxOptions) -> Vec<Piece<'a>> {
    let heading = draft.interface.get("commentary").map_or("commentary", String::as_str);
    let mut out = Flow { pieces: Vec::new(), commentary: options.annotated.then_some(heading) };
    if !draft.stage_line.is_empty() {
        out.para(Role::Other, "Stage", None, Vec::new(), vec![Run::text(draft.stage_line.clone())]);
    }
    out.para(Role::Other, "Title", None, Vec::new(), draft.title.clone());
    for line in &draft.front {
        out.para(Role::Other, front_style(line.part), None, Vec::new(), line.runs.clone());
    }
    let inner: BTreeSet<&str> = draft.layers.iter().flat_map(inner_ids).collect();
    for layer in &draft.layers {
        let anchors = if inner.contains(layer.id.as_str()) { Vec::new() } else { vec![layer.id.clone()] };
        out.layer(layer, anchors);
    }
    out.pieces
}

/// The ids of a layer's provisions and blocks: they have precedence over those of layers.
fn inner_ids(layer: &DraftLayer) -> impl Iterator<Item = &str> {
    layer.divisions.iter().flat_map(|division| &division.provisions).flat_map(|provision| {
        let blocks = provision.blocks.iter().filter_map(|block| block.id.as_deref());
        std::iter::once(provision.id.as_str()).chain(blocks)
    })
}

struct Flow<'a> {
    pieces: Vec<Piece<'a>>,
    /// The heading over a commentary; none where commentary is left out.
    commentary: Option<&'a str>,
}

impl<'a> Flow<'a> {
    fn para(
        &mut self,
        role: Role,
        style: &'static str,
        label: Option<&'a Label>,
        anchors: Vec<String>,
        runs: Vec<Run>,
    ) {
        // What is counted without a number prints none.
        let label = label.filter(|label| !label.text.is_empty());
        self.pieces.push(Piece::Para(Para { role, style, label, mark: Mark::None, anchors, runs }));
    }

    fn layer(&mut self, layer: &'a DraftLayer, mut anchors: Vec<String>) {
        if layer.label.is_some() || !layer.title.is_empty() {
            self.para(Role::Layer, "AnnexHeading", layer.label.as_ref(), anchors, layer.title.clone());
        } else if let Some(Piece::Para(para)) = self.pieces.last_mut() {
            para.anchors.append(&mut anchors);
        }
        for division in &layer.divisions {
            if let Some(group) = &division.group {
                let anchor = vec![format!("group.{}", group.id)];
                self.para(Role::Chapter, "GroupHeading", group.label.as_ref(), anchor, group.title.clone());
            }
            if let Some(chapter) = &division.chapter {
                let anchor = vec![format!("chapter.{}", chapter.id)];
                self.para(Role::Chapter, "ChapterHeading", chapter.label.as_ref(), anchor, chapter.title.clone());
            }
            for provision in &division.provisions {
                self.provision(provision);
            }
        }
    }

    fn provision(&mut self, provision: &'a DraftProvision) {
        let heading = provision.heading.clone();
        let headed = provision.label.is_some() || !heading.is_empty();
        let style = if provision.label.is_some() { "ProvisionHeading" } else { "UnnumberedHeading" };
        let mut waiting = vec![provision.id.clone()];
        if headed {
            let anchors = std::mem::take(&mut waiting);
            self.para(Role::Provision, style, provision.label.as_ref(), anchors, heading);
        }
        let counted = provision
            .blocks
            .iter()
            .any(|block| matches!(&block.label, Some(l) if l.level == Level::Paragraph && !l.text.is_empty()));
        for (at, block) in provision.blocks.iter().enumerate() {
            // Without a heading the provision begins with its first block.
            let role = if at == 0 && !headed { Role::Provision } else { Role::Item };
            self.block(block, role, body_style(block, counted), &mut waiting);
        }
        self.comment(&provision.commentary);
    }

    fn comment(&mut self, blocks: &'a [DraftBlock]) {
        let Some(heading) = self.commentary.filter(|_| !blocks.is_empty()) else { return };
        self.para(Role::Other, "CommentaryHeading", None, Vec::new(), vec![Run::text(heading)]);
        for block in blocks {
            let style = match block.kind {
                BlockKind::Heading => "CommentaryHeading",
                BlockKind::Item | BlockKind::Bullet => "CommentaryItem",
                BlockKind::Plain | BlockKind::Table => "Commentary",
            };
            if block.kind == BlockKind::Table {
                self.table(block);
            } else {
                self.para(Role::Other, style, block.label.as_ref(), Vec::new(), block.runs.clone());
            }
        }
    }

    fn block(&mut self, block: &'a DraftBlock, role: Role, style: &'static str, waiting: &mut Vec<String>) {
        let lead = block.kind != BlockKind::Table || !block.runs.is_empty();
        if lead || block.id.is_some() || !waiting.is_empty() {
            let mut anchors = std::mem::take(waiting);
            anchors.extend(block.id.clone());
            // A table's bookmark stands on the paragraph before it.
            self.para(role, style, block.label.as_ref(), anchors, block.runs.clone());
        }
        if block.kind == BlockKind::Table {
            self.table(block);
        }
    }

    fn table(&mut self, block: &'a DraftBlock) {
        let row = |row: &'a crate::model::draft::Row| TableRow { anchor: row.id.as_deref(), cells: row.cells.clone() };
        self.pieces.push(Piece::Table(block.rows.iter().map(row).collect()));
    }
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
