//! Paragraphs, points and tables: a flat row of blocks, nested by their depth.
//!
//! Points are lists by role and not by element: a browser, or the word processor that the text is
//! pasted into, counts the entries of an ordered list anew and prints its number before ours.

use super::Page;
use super::body::shown;
use crate::model::draft::{BlockKind, DraftBlock, DraftProvision, Row};

/// An element that takes in the blocks deeper than it.
#[derive(Clone, Copy, PartialEq)]
enum Nest {
    Entry(usize),
    List(usize),
}

impl Nest {
    /// Whether it ends before a block: text of a depth goes on within the entry of that depth, and an
    /// entry of a depth within its list.
    fn ends(self, depth: usize, entry: bool) -> bool {
        match self {
            Nest::Entry(own) => own > depth || (entry && own == depth),
            Nest::List(own) => own > depth,
        }
    }
}

impl<'a> Page<'a> {
    pub(super) fn blocks(&mut self, provision: &'a DraftProvision, blocks: &'a [DraftBlock], level: usize) {
        let mut nests: Vec<Nest> = Vec::new();
        for block in blocks {
            let entry = matches!(block.kind, BlockKind::Item | BlockKind::Bullet);
            // An entry outside every list stands as a paragraph does.
            let depth = if entry { block.depth.max(1) } else { block.depth };
            while nests.pop_if(|nest| nest.ends(depth, entry)).is_some() {
                self.tags.close();
            }
            let id = block.id.as_deref().map_or(String::new(), |id| self.id(id));
            if entry {
                self.entry_start(block, depth, &id, &mut nests);
                self.paragraph(block, "");
                if depth == 1 && !id.is_empty() {
                    self.entry_anchor(provision, block, &id);
                }
                continue;
            }
            match block.kind {
                BlockKind::Heading => self.subheading(level, &id, &block.runs),
                BlockKind::Table => self.table(provision, block, &id),
                _ => self.paragraph(block, &id),
            }
        }
        nests.iter().for_each(|_| self.tags.close());
    }

    /// Opens the entry, and its list where it is the first.
    fn entry_start(&mut self, block: &'a DraftBlock, depth: usize, id: &str, nests: &mut Vec<Nest>) {
        let class = match (shown(block.label.as_ref()), depth) {
            (None, _) => "entry bare",
            (_, 1) => "entry paragraph",
            _ => "entry",
        };
        if depth == 1 {
            self.tags.open("div", &[("class", class), ("id", id)]);
        } else {
            if nests.last() != Some(&Nest::List(depth)) {
                self.tags.open("div", &[("role", "list")]);
                nests.push(Nest::List(depth));
            }
            self.tags.open("div", &[("class", class), ("role", "listitem"), ("id", id)]);
        }
        nests.push(Nest::Entry(depth));
    }

    /// The link to a numbered paragraph.
    fn entry_anchor(&mut self, provision: &DraftProvision, block: &DraftBlock, id: &str) {
        if let Some(own) = shown(block.label.as_ref()) {
            let whole = shown(provision.label.as_ref()).map_or(String::new(), |label| format!("{label} · "));
            self.anchor(id, &format!("{whole}{own}"));
        }
    }

    pub(super) fn paragraph(&mut self, block: &'a DraftBlock, id: &str) {
        self.tags.open("p", &[("id", id)]);
        if let Some(label) = shown(block.label.as_ref()) {
            // The space belongs to the label, so that it takes no room beside the margin.
            self.tags.span("span", &[("class", "label")], &format!("{label} "));
        }
        self.runs(&block.runs);
        self.tags.close();
    }

    /// A table scrolls in a frame of its own, which the keyboard reaches.
    pub(super) fn table(&mut self, provision: &'a DraftProvision, block: &'a DraftBlock, id: &str) {
        let frame = [("class", "scroll"), ("id", id), ("role", "group"), ("tabindex", "0")];
        self.tags.open("div", &[&frame[..], &[("aria-label", provision.title.as_str())]].concat());
        self.tags.open("table", &[]);
        if !block.runs.is_empty() {
            self.tags.open("caption", &[]);
            self.runs(&block.runs);
            self.tags.close();
        }
        for (at, row) in block.rows.iter().enumerate() {
            match at {
                0 => self.tags.open("thead", &[]),
                1 => self.tags.open("tbody", &[]),
                _ => {}
            }
            self.row(row, at == 0);
            if at == 0 {
                self.tags.close();
            }
        }
        if block.rows.len() > 1 {
            self.tags.close();
        }
        self.tags.close();
        self.tags.close();
    }

    fn row(&mut self, row: &'a Row, header: bool) {
        let id = row.id.as_deref().map_or(String::new(), |id| self.id(id));
        self.tags.open("tr", &[("id", &id)]);
        for cell in &row.cells {
            // An empty header names nothing.
            if header && !cell.is_empty() {
                self.tags.open("th", &[("scope", "col")]);
            } else {
                self.tags.open("td", &[]);
            }
            self.runs(cell);
            self.tags.close();
        }
        self.tags.close();
    }
}
