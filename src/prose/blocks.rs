//! Markdown with marks → paragraphs, points and tables.

use super::settle::{Marked, Spot};
use super::{MARK_CLOSE, MARK_OPEN};
use crate::model::draft::Emphasis;
use pulldown_cmark::{Event, Options, Parser, Tag as Start, TagEnd};

/// How the points under a lead-in are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joiner {
    And,
    Or,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Plain,
    Item,
    Bullet,
    Heading,
    Table,
}

/// A piece of a line.
#[derive(Clone, Debug)]
pub enum Inline {
    Text(String, Emphasis),
    Mark(Spot),
}

/// A paragraph, item or table, with the points under it.
#[derive(Clone, Debug)]
pub struct Block {
    pub kind: Kind,
    pub id: Option<String>,
    pub joiner: Option<Joiner>,
    /// The whole block stands in brackets, under this label.
    pub bracket: Option<String>,
    pub inlines: Vec<Inline>,
    pub children: Vec<Block>,
    /// Only for tables: id, cells.
    pub rows: Vec<TableRow>,
}

/// A table row: its id, and its cells.
#[derive(Clone, Debug, Default)]
pub struct TableRow {
    pub id: Option<String>,
    pub cells: Vec<Vec<Inline>>,
}

impl Block {
    fn new(kind: Kind) -> Block {
        Block { kind, id: None, joiner: None, bracket: None, inlines: vec![], children: vec![], rows: vec![] }
    }
}

/// The blocks of a settled section.
pub fn blocks(marked: &Marked) -> Vec<Block> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_SMART_PUNCTUATION;
    let mut build =
        Build { marked, stack: vec![Block::new(Kind::Plain)], ordered: vec![], emphasis: vec![], cell: None };
    for event in Parser::new_ext(&marked.text, options) {
        build.event(event);
    }
    while build.stack.len() > 1 {
        build.close();
    }
    build.stack.pop().map(|root| root.children).unwrap_or_default()
}

struct Build<'a> {
    marked: &'a Marked,
    /// The first is the root.
    stack: Vec<Block>,
    ordered: Vec<bool>,
    emphasis: Vec<Emphasis>,
    cell: Option<Vec<Inline>>,
}

impl Build<'_> {
    fn event(&mut self, event: Event) {
        match event {
            Event::Start(Start::List(first)) => self.ordered.push(first.is_some()),
            Event::End(TagEnd::List(_)) => {
                self.ordered.pop();
            }
            Event::Start(Start::Item) => {
                let ordered = self.ordered.last().copied().unwrap_or(false);
                self.stack.push(Block::new(if ordered { Kind::Item } else { Kind::Bullet }));
            }
            Event::End(TagEnd::Item) => self.close(),
            Event::Start(Start::Paragraph) => {
                let inside_fresh_item = self.stack.len() > 1
                    && self.stack.last().is_some_and(|b| b.inlines.is_empty() && b.children.is_empty());
                if !inside_fresh_item {
                    self.stack.push(Block::new(Kind::Plain));
                }
            }
            Event::End(TagEnd::Paragraph) if self.stack.last().is_some_and(|b| b.kind == Kind::Plain) => self.close(),
            Event::Start(Start::Heading { .. }) => self.stack.push(Block::new(Kind::Heading)),
            Event::End(TagEnd::Heading(_)) => self.close(),
            Event::Start(Start::Table(_)) => self.stack.push(Block::new(Kind::Table)),
            Event::End(TagEnd::Table) => self.close(),
            Event::Start(Start::TableHead | Start::TableRow) => {
                if let Some(table) = self.stack.last_mut() {
                    table.rows.push(TableRow::default());
                }
            }
            Event::Start(Start::TableCell) => self.cell = Some(vec![]),
            Event::End(TagEnd::TableCell) => {
                let mut cell = self.cell.take().unwrap_or_default();
                if let Some(Inline::Text(text, _)) = cell.first_mut() {
                    *text = text.trim_start().to_string();
                }
                if let Some(row) = self.stack.last_mut().and_then(|table| table.rows.last_mut()) {
                    row.cells.push(cell);
                }
            }
            Event::End(TagEnd::TableHead | TagEnd::TableRow) => {
                if let Some(row) = self.stack.last_mut().and_then(|table| table.rows.last_mut()) {
                    row.id = row.cells.last_mut().and_then(take_id);
                }
            }
            Event::Start(Start::Emphasis) => self.emphasis.push(Emphasis::Italic),
            Event::Start(Start::Strong) => self.emphasis.push(Emphasis::Bold),
            Event::End(TagEnd::Emphasis | TagEnd::Strong) => {
                self.emphasis.pop();
            }
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => self.text(&text),
            Event::SoftBreak | Event::HardBreak => self.text(" "),
            _ => {}
        }
    }

    /// Adds text, turning marks into what they stand for.
    fn text(&mut self, text: &str) {
        let emphasis = self.emphasis.last().copied().unwrap_or_default();
        let mut rest = text;
        while let Some(at) = rest.find(MARK_OPEN) {
            self.push_text(&rest[..at], emphasis);
            rest = &rest[at + MARK_OPEN.len_utf8()..];
            let Some(end) = rest.find(MARK_CLOSE) else { return };
            let spot = rest[..end].parse::<usize>().ok().and_then(|index| self.marked.spots.get(index)).cloned();
            rest = &rest[end + MARK_CLOSE.len_utf8()..];
            match spot {
                Some(Spot::Whole(label)) => {
                    if let Some(block) = self.stack.last_mut().filter(|b| b.bracket.is_none()) {
                        block.bracket = Some(label);
                    }
                }
                Some(spot) => self.push(Inline::Mark(spot)),
                None => {}
            }
        }
        self.push_text(rest, emphasis);
    }

    fn push_text(&mut self, text: &str, emphasis: Emphasis) {
        if text.is_empty() {
            return;
        }
        let target = match (&mut self.cell, self.stack.last_mut()) {
            (Some(cell), _) => cell,
            (None, Some(block)) => &mut block.inlines,
            _ => return,
        };
        // Where a condition left nothing between two spaces, one of them goes.
        let spaced = matches!(target.last(), Some(Inline::Text(last, _)) if last.ends_with(' '));
        let text = if spaced { text.trim_start_matches(' ') } else { text };
        if text.is_empty() {
            return;
        }
        match target.last_mut() {
            Some(Inline::Text(last, same)) if *same == emphasis => last.push_str(text),
            _ => target.push(Inline::Text(text.to_string(), emphasis)),
        }
    }

    fn push(&mut self, inline: Inline) {
        match (&mut self.cell, self.stack.last_mut()) {
            (Some(cell), _) => cell.push(inline),
            (None, Some(block)) => block.inlines.push(inline),
            _ => {}
        }
    }

    /// Ends the innermost block and hands it to the one around it.
    fn close(&mut self) {
        if self.stack.len() < 2 {
            return;
        }
        if let Some(mut block) = self.stack.pop() {
            block.id = take_id(&mut block.inlines).or(block.id.take());
            block.joiner = take_joiner(&mut block.inlines);
            trim_end(&mut block.inlines);
            if let Some(outer) = self.stack.last_mut() {
                outer.children.push(block);
            }
        }
    }
}

/// Takes `{#id}` out of the end of a line.
fn take_id(inlines: &mut Vec<Inline>) -> Option<String> {
    for inline in inlines.iter_mut().rev() {
        let Inline::Text(text, _) = inline else { continue };
        let Some(start) = text.rfind("{#") else { continue };
        let end = text[start..].find('}')? + start;
        let id = text[start + 2..end].trim().to_string();
        let mut rest = text[..start].trim_end().to_string();
        rest.push_str(&text[end + 1..]);
        *text = rest;
        trim_end(inlines);
        return Some(id);
    }
    None
}

fn take_joiner(inlines: &mut [Inline]) -> Option<Joiner> {
    for inline in inlines.iter_mut().rev() {
        let Inline::Text(text, _) = inline else { continue };
        for (mark, joiner) in [("{and}", Joiner::And), ("{or}", Joiner::Or)] {
            if let Some(start) = text.rfind(mark) {
                let mut rest = text[..start].trim_end().to_string();
                rest.push_str(&text[start + mark.len()..]);
                *text = rest;
                return Some(joiner);
            }
        }
    }
    None
}

fn trim_end(inlines: &mut Vec<Inline>) {
    while let Some(Inline::Text(text, _)) = inlines.last_mut() {
        let kept = text.trim_end().len();
        text.truncate(kept);
        if !text.is_empty() {
            break;
        }
        inlines.pop();
    }
}
