//! Walks a section into sites: every tag with the branches it stands in and the paragraph it is part of.
//!
//! Paragraphs are found by line, before any condition is settled: a numbered or bulleted line begins
//! an item, four spaces of indent nest it, a table row is an item, and text after an empty line is
//! an unnumbered paragraph.

use crate::diag::Place;
use crate::model::prose::{Cited, Node, Section, Tag, TagKind, Test, When};
use crate::space::Formula;

/// The conditions of the branches around a place, outermost first.
pub(super) type Path = Vec<Formula>;

#[derive(Debug, Default)]
pub(super) struct Walk<'a> {
    pub items: Vec<Item>,
    pub sites: Vec<Site<'a>>,
    pub branches: Vec<Branch<'a>>,
}

/// A paragraph, point or table row.
#[derive(Debug)]
pub(super) struct Item {
    pub parent: Option<usize>,
    pub path: Path,
    /// Its ids, each with the branches in which it stands.
    pub ids: Vec<(String, Path)>,
    /// The queries that must find something for it to be printed.
    pub queries: Vec<(String, Path)>,
}

/// A tag in the text.
#[derive(Debug)]
pub(super) struct Site<'a> {
    pub tag: &'a Tag,
    pub path: Path,
    pub item: Option<usize>,
}

/// A branch of a `when` that holds text.
#[derive(Debug)]
pub(super) struct Branch<'a> {
    pub place: &'a Place,
    pub path: Path,
}

/// Walks a section; `read` turns a test into a formula.
pub(super) fn walk<'a>(section: &'a Section, read: &dyn Fn(&Test) -> Formula) -> Walk<'a> {
    let mut walker = Walker { walk: Walk::default(), path: vec![], line: Line::default(), read };
    walker.nodes(&section.nodes);
    walker.walk
}

/// Where the walk stands in the Markdown.
#[derive(Clone)]
struct Line {
    /// The line so far, while nothing but space stands in it.
    start: Option<String>,
    after_blank: bool,
    item: Option<usize>,
    /// Items that a deeper line would belong to, with their depth.
    open: Vec<(usize, usize)>,
}

impl Default for Line {
    fn default() -> Line {
        Line { start: Some(String::new()), after_blank: true, item: None, open: vec![] }
    }
}

struct Walker<'a, 'r> {
    walk: Walk<'a>,
    path: Path,
    line: Line,
    read: &'r dyn Fn(&Test) -> Formula,
}

impl<'a> Walker<'a, '_> {
    fn nodes(&mut self, nodes: &'a [Node]) {
        for node in nodes {
            match node {
                Node::Text(text) => text.split_inclusive('\n').for_each(|line| self.text(line)),
                Node::Tag(tag) => self.tag(tag),
                Node::When(when) => self.when(when),
            }
        }
    }

    fn text(&mut self, piece: &str) {
        if let Some(mut start) = self.line.start.take() {
            start.push_str(piece);
            if !start.trim().is_empty() {
                self.begin(&start);
            } else if piece.ends_with('\n') {
                self.line.after_blank = true;
            } else {
                self.line.start = Some(start);
            }
        }
        let mut rest = piece;
        while let Some((_, after)) = rest.split_once("{#") {
            let Some((id, after)) = after.split_once('}') else { break };
            if let Some(item) = self.line.item {
                self.walk.items[item].ids.push((id.trim().to_string(), self.path.clone()));
            }
            rest = after;
        }
        if piece.ends_with('\n') {
            self.line.start = Some(String::new());
        }
    }

    fn tag(&mut self, tag: &'a Tag) {
        if let Some(start) = self.line.start.take() {
            self.begin(&format!("{start}…"));
        }
        let item = self.line.item;
        if let (
            TagKind::Ref { cited: Cited::Query(query), .. } | TagKind::Agree { cited: Cited::Query(query), .. },
            Some(item),
        ) = (&tag.kind, item)
        {
            self.walk.items[item].queries.push((query.clone(), self.path.clone()));
        }
        self.walk.sites.push(Site { tag, path: self.path.clone(), item });
    }

    fn when(&mut self, when: &'a When) {
        let before = self.line.clone();
        let mut passed = Formula::True;
        for (test, inside) in &when.branches {
            let holds = (self.read)(test);
            self.branch(Formula::and([passed.clone(), holds.clone()]), inside, &test.place, &before);
            passed = Formula::and([passed, !holds]);
        }
        self.branch(passed, &when.otherwise, &when.place, &before);
    }

    fn branch(&mut self, condition: Formula, inside: &'a [Node], place: &'a Place, before: &Line) {
        self.line = before.clone();
        self.path.push(condition);
        if !inside.is_empty() {
            self.walk.branches.push(Branch { place, path: self.path.clone() });
        }
        self.nodes(inside);
        self.path.pop();
    }

    /// Decides what the line belongs to, from its indent and its first characters.
    fn begin(&mut self, line: &str) {
        let indent: usize = line
            .chars()
            .map_while(|c| match c {
                ' ' => Some(1),
                '\t' => Some(4),
                _ => None,
            })
            .sum();
        let text = line.trim_start();
        let after_blank = std::mem::take(&mut self.line.after_blank);
        if is_item(text) {
            let depth = indent / 4;
            self.close(depth);
            let item = self.item();
            self.line.open.push((depth, item));
        } else if text.starts_with('|') {
            self.close(indent.div_ceil(4));
            if !text.trim().chars().all(|c| "|-: ".contains(c)) {
                self.item();
            }
        } else if after_blank || self.line.item.is_none() {
            self.close(if indent < 2 { 0 } else { indent.div_ceil(4) });
            match self.line.open.last() {
                Some((_, item)) => self.line.item = Some(*item),
                None => {
                    self.item();
                }
            }
        }
    }

    fn close(&mut self, depth: usize) {
        self.line.open.retain(|(open, _)| *open < depth);
    }

    fn item(&mut self) -> usize {
        let parent = self.line.open.last().map(|(_, item)| *item);
        self.walk.items.push(Item { parent, path: self.path.clone(), ids: vec![], queries: vec![] });
        let item = self.walk.items.len() - 1;
        self.line.item = Some(item);
        item
    }
}

/// Whether the text begins with `1. `, `1) `, `- ` or `* `. Before a condition the space is not part of the text.
fn is_item(text: &str) -> bool {
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let after = match digits.len() < text.len() {
        true => digits.strip_prefix(['.', ')']),
        false => text.strip_prefix(['-', '*']),
    };
    after.is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
}
