//! One section: conditions settled, paragraphs repeated for each entry, tags still open.

use super::choose::Settlement;
use super::effects::Effects;
use super::judge::{Judge, host};
use super::needs::Needs;
use super::piece::{Entry, Piece, RawBlock, RawRow};
use crate::model::draft::BlockKind;
use crate::model::prose::{Cited, Node, Section, TagKind};
use crate::model::{self, Provision};
use crate::prose::{self, Block, Inline, Kind, Spot, Truth};
use crate::space::Formula;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

pub struct Writer<'a> {
    judge: &'a Judge<'a>,
    settlement: &'a Settlement,
    needs: &'a Needs,
    effects: &'a Effects,
    /// Query → provisions found; `None` where lists are not looked at (titles, definitions).
    queries: Option<&'a BTreeMap<String, Vec<String>>>,
    /// What holds wherever the text stands.
    around: Formula,
}

impl<'a> Writer<'a> {
    pub fn new(
        judge: &'a Judge<'a>,
        settlement: &'a Settlement,
        needs: &'a Needs,
        effects: &'a Effects,
        queries: Option<&'a BTreeMap<String, Vec<String>>>,
    ) -> Writer<'a> {
        Writer { judge, settlement, needs, effects, queries, around: Formula::True }
    }

    /// The same, for text that stands only where `around` holds.
    pub fn within(&self, around: Formula) -> Writer<'a> {
        Writer { around, ..*self }
    }

    /// The entries over which a text is repeated; one `None` where it is not.
    pub fn entries(&self, each: Option<&str>) -> Vec<Option<Entry>> {
        let Some(list) = each else { return vec![None] };
        let records = self.settlement.records.get(list).map(Vec::as_slice).unwrap_or_default();
        let entry = |(index, (id, _)): (usize, &(String, _))| Some(Entry { list: list.into(), index, id: id.clone() });
        records.iter().enumerate().map(entry).collect()
    }

    /// A heading or title.
    pub fn line(&self, provision: &Provision, section: &Section, entry: Option<&Entry>) -> Vec<Piece> {
        let blocks = self.parsed(provision, section, entry);
        blocks.first().map(|block| pieces(&block.inlines, entry)).unwrap_or_default()
    }

    /// Commentary: nothing in it is numbered or repeated.
    pub fn note(&self, provision: &Provision, section: &Section, entry: Option<&Entry>) -> Vec<RawBlock> {
        self.parsed(provision, section, entry).iter().map(|block| plain(block, entry)).collect()
    }

    /// The wording of a provision.
    pub fn section(&self, provision: &Provision, section: &Section, entry: Option<&Entry>) -> Vec<RawBlock> {
        let text = Text { section, readings: RefCell::default() };
        let blocks = self.read(provision, &text, entry);
        blocks.iter().flat_map(|block| self.block(provision, &text, block, entry)).collect()
    }

    /// A definition, as a point.
    pub fn definition(&self, definition: &model::Entry, language: &str) -> RawBlock {
        let mut block = RawBlock::new(BlockKind::Item);
        block.id = Some(definition.id.clone());
        block.pieces.push(Piece::Defined(definition.id.clone()));
        let prose = definition.prose.get(language).map(|prose| self.needs.of(prose));
        if let Some(section) = prose.and_then(|p| p.wording.values().next()) {
            let provision = self.needs.of(&definition.provision);
            let mut parts = self.section(provision, section, None).into_iter();
            if let Some(first) = parts.next() {
                block.joiner = first.joiner;
                block.pieces.extend(first.pieces);
                block.children = first.children;
            }
            block.children.extend(parts);
            block.origin = provision.origin.clone().unwrap_or_default();
            block.obligation = provision.obligation.clone();
        }
        block
    }

    fn parsed(&self, provision: &Provision, section: &Section, entry: Option<&Entry>) -> Vec<Block> {
        let nodes: &Vec<Node> = self.needs.of(&section.nodes);
        let marked =
            prose::settle(nodes, &mut |passed, test| self.judge.branch(provision, passed, test, entry, &self.around));
        prose::blocks(&marked)
    }

    /// The text as it reads for this entry. Only conditions per Party tell entries apart, so it is
    /// taken apart once for each Party, however many rows are repeated over however long a list.
    fn read(&self, provision: &Provision, text: &Text, entry: Option<&Entry>) -> Rc<Vec<Block>> {
        let mut readings = text.readings.borrow_mut();
        let read = || Rc::new(self.parsed(provision, text.section, entry));
        readings.entry(host(entry)).or_insert_with(read).clone()
    }

    /// A block as it stands: not at all, once, or once for each entry.
    fn block(&self, provision: &Provision, text: &Text, block: &Block, entry: Option<&Entry>) -> Vec<RawBlock> {
        let Some(id) = &block.id else { return self.here(provision, text, block, entry) };
        if !self.replaces(provision, id) {
            return vec![];
        }
        let Some(meta) = provision.paragraph.get(id) else { return self.here(provision, text, block, entry) };
        match meta.each.as_deref().filter(|list| entry.is_none_or(|e| e.list != **list)) {
            None => self.here(provision, text, block, entry),
            Some(_) if meta.same.is_some() && self.alike(&meta.same_when) => vec![],
            Some(list) => self
                .entries(Some(list))
                .iter()
                .flat_map(|each| {
                    let again = self.read(provision, text, each.as_ref());
                    let found = find(&again, id).cloned();
                    found.into_iter().flat_map(|b| self.here(provision, text, &b, each.as_ref())).collect::<Vec<_>>()
                })
                .collect(),
        }
    }

    /// The block in this context, if its condition holds.
    fn here(&self, provision: &Provision, text: &Text, block: &Block, entry: Option<&Entry>) -> Vec<RawBlock> {
        let meta = block.id.as_ref().and_then(|id| provision.paragraph.get(id));
        let mut bracket = block.bracket.clone();
        if let Some(meta) = meta {
            match self.judge.conditions(&meta.present, entry, &self.around) {
                Truth::Fails => return vec![],
                Truth::Open(label) => bracket = bracket.or(Some(label)),
                Truth::Holds => {}
            }
        }
        if self.lists_nothing(&block.inlines) {
            return vec![];
        }
        let mut raw = RawBlock::new(kind(block.kind));
        raw.id = block.id.as_ref().map(|id| within(id, entry));
        raw.joiner = block.joiner;
        raw.bracket = bracket;
        raw.pieces = pieces(&block.inlines, entry);
        raw.children = block.children.iter().flat_map(|child| self.block(provision, text, child, entry)).collect();
        raw.rows = self.rows(provision, text, block, entry);
        if let Some(meta) = meta {
            raw.origin = meta.origin.clone().unwrap_or_default();
            raw.obligation = meta.obligation.clone();
            raw.effect = meta.effect.clone();
        }
        // A row has no obligations of its own: its table bears them.
        for row in &raw.rows {
            let id = row.id.as_deref().and_then(|id| id.split('@').next());
            let duties = id.and_then(|id| provision.paragraph.get(id)).map(|meta| &meta.obligation);
            let open = matches!(row.cells.first().and_then(|cell| cell.first()), Some(Piece::Open(_)));
            for duty in duties.into_iter().flatten() {
                raw.obligation.push(duty.clone());
                raw.doubtful.extend(open.then(|| duty.clone()));
            }
        }
        // A lead-in all of whose points fell away says nothing.
        let emptied =
            !block.children.is_empty() && raw.children.is_empty() || !block.rows.is_empty() && raw.rows.len() < 2;
        if emptied { vec![] } else { vec![raw] }
    }

    fn rows(&self, provision: &Provision, text: &Text, table: &Block, entry: Option<&Entry>) -> Vec<RawRow> {
        let mut rows = Vec::new();
        let at = |row: &prose::TableRow, entry: Option<&Entry>| RawRow {
            id: row.id.as_ref().map(|id| within(id, entry)),
            cells: row.cells.iter().map(|cell| pieces(cell, entry)).collect(),
        };
        for row in &table.rows {
            let meta = row.id.as_ref().and_then(|id| provision.paragraph.get(id));
            let entries = match meta.and_then(|meta| meta.each_effect) {
                Some(effect) => self.effects.entries(effect),
                None => self.entries(meta.and_then(|m| m.each.as_deref()).filter(|_| entry.is_none())),
            };
            for each in entries {
                let each = each.as_ref().or(entry);
                let truth = meta.map(|m| self.judge.conditions(&m.present, each, &self.around)).unwrap_or(Truth::Holds);
                if truth == Truth::Fails {
                    continue;
                }
                let again = self.read(provision, text, each);
                let same = again.iter().flat_map(|block| &block.rows).find(|r| r.id.is_some() && r.id == row.id);
                let mut raw = at(same.unwrap_or(row), each);
                let borne = self.effects.row(each).and_then(|row| row.bracket.clone());
                match (truth, borne) {
                    (Truth::Open(label), _) | (_, Some(label)) => bracket_row(&mut raw, label),
                    _ => {}
                }
                rows.push(raw);
            }
        }
        rows
    }

    /// Whether this paragraph is printed, if it is the one that replaces a repeated one.
    fn replaces(&self, provision: &Provision, id: &str) -> bool {
        provision.paragraph.values().filter(|p| p.same.as_deref() == Some(id)).all(|p| self.alike(&p.same_when))
    }

    /// All Parties answer these options alike.
    fn alike(&self, options: &[String]) -> bool {
        options
            .iter()
            .filter_map(|id| self.settlement.selection.options.get(id))
            .all(|settled| !settled.open && settled.values.windows(2).all(|pair| pair[0] == pair[1]))
    }

    fn lists_nothing(&self, inlines: &[Inline]) -> bool {
        let Some(queries) = self.queries else { return false };
        inlines.iter().any(|inline| match inline {
            Inline::Mark(Spot::Tag(tag)) => match &tag.kind {
                TagKind::Ref { cited: Cited::Query(query), otherwise: None, .. } => {
                    queries.get(query).is_none_or(Vec::is_empty)
                }
                _ => false,
            },
            _ => false,
        })
    }
}

/// A section, and how it has been read so far: for each Party, or for none.
struct Text<'a> {
    section: &'a Section,
    readings: RefCell<BTreeMap<Option<usize>, Rc<Vec<Block>>>>,
}

/// Brackets around the cells of a row.
fn bracket_row(row: &mut RawRow, label: String) {
    if let Some(cell) = row.cells.first_mut() {
        cell.insert(0, Piece::Open(label));
    }
    if let Some(cell) = row.cells.last_mut() {
        cell.push(Piece::Close);
    }
}

fn find<'b>(blocks: &'b [Block], id: &str) -> Option<&'b Block> {
    blocks.iter().find_map(|b| if b.id.as_deref() == Some(id) { Some(b) } else { find(&b.children, id) })
}

fn within(id: &str, entry: Option<&Entry>) -> String {
    match entry {
        Some(entry) => format!("{id}@{}", entry.id),
        None => id.to_string(),
    }
}

fn kind(kind: Kind) -> BlockKind {
    match kind {
        Kind::Plain => BlockKind::Plain,
        Kind::Item => BlockKind::Item,
        Kind::Bullet => BlockKind::Bullet,
        Kind::Heading => BlockKind::Heading,
        Kind::Table => BlockKind::Table,
    }
}

fn plain(block: &Block, entry: Option<&Entry>) -> RawBlock {
    let mut raw = RawBlock::new(kind(block.kind));
    raw.pieces = pieces(&block.inlines, entry);
    raw.children = block.children.iter().map(|child| plain(child, entry)).collect();
    raw
}

fn pieces(inlines: &[Inline], entry: Option<&Entry>) -> Vec<Piece> {
    inlines
        .iter()
        .filter_map(|inline| match inline {
            Inline::Text(text, emphasis) => Some(Piece::Text(text.clone(), *emphasis)),
            Inline::Mark(Spot::Tag(tag)) => Some(Piece::Tag(tag.clone(), entry.cloned())),
            Inline::Mark(Spot::Open(label)) => Some(Piece::Open(label.clone())),
            Inline::Mark(Spot::Close) => Some(Piece::Close),
            Inline::Mark(Spot::Whole(_)) => None,
        })
        .collect()
}
