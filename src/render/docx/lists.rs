//! Which of Word's lists counts which label.
//!
//! The draft says what every label reads; this pass runs Word's counters beside it. Where the next
//! number of a list prints exactly the label, the list counts it. Where the sequence starts anew, a
//! fresh list starts at the wanted number: lists of their own rather than overrides of a shared one,
//! because Word and LibreOffice disagree on what an override does to the levels below. What no format
//! can print ("Article premier", ordinals in words) is literal text that no counter sees.

use super::counting;
use super::flow::{Para, Piece, Role};
use crate::model::draft::{Draft, Label, Level, LevelFormat};
use crate::model::form::NumberStyle;

/// How a paragraph's label is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Mark {
    /// There is no label.
    #[default]
    None,
    /// Word counts: the list and its level.
    Counted { list: usize, ilvl: usize },
    /// Text.
    Literal,
}

/// The kinds of list.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    Groups,
    Chapters,
    /// Provision, paragraph, point, sub-point.
    Body,
    Annexes,
}

/// One list: an abstract numbering and its only instance.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    pub kind: Kind,
    /// The number that each level starts with.
    pub start: [usize; 4],
    /// Linked to the styles: the first list of its kind that counts its top level.
    pub linked: bool,
    count: [Option<usize>; 4],
    used: [bool; 4],
}

impl List {
    fn new(kind: Kind) -> List {
        List { kind, start: [1; 4], linked: false, count: [None; 4], used: [false; 4] }
    }

    fn next(&self, ilvl: usize) -> usize {
        self.count[ilvl].map_or(self.start[ilvl], |n| n + 1)
    }

    fn take(&mut self, ilvl: usize) {
        self.count[ilvl] = Some(self.next(ilvl));
        self.used[ilvl] = true;
        for below in &mut self.count[ilvl + 1..] {
            *below = None;
        }
    }
}

/// The list and level that count a level of the text.
pub fn place(level: Level) -> (Kind, usize) {
    match level {
        Level::Group => (Kind::Groups, 0),
        Level::Chapter => (Kind::Chapters, 0),
        Level::Annex => (Kind::Annexes, 0),
        Level::Provision => (Kind::Body, 0),
        Level::Paragraph => (Kind::Body, 1),
        Level::Point => (Kind::Body, 2),
        Level::Subpoint => (Kind::Body, 3),
    }
}

/// How a level is numbered in this draft.
pub fn level_format(draft: &Draft, level: Level) -> Option<&LevelFormat> {
    draft.levels.iter().find(|format| format.level == level)
}

/// Settles every paragraph's mark and returns the lists.
pub fn settle(draft: &Draft, pieces: &mut [Piece]) -> Vec<List> {
    let mut counter = Counter { draft, lists: Vec::new(), head: [None; 4], inside: Vec::new() };
    for piece in pieces {
        if let Piece::Para(para) = piece {
            counter.mark(para);
        }
    }
    let mut lists = counter.lists;
    for kind in [Kind::Groups, Kind::Chapters, Kind::Body, Kind::Annexes] {
        if let Some(list) = lists.iter_mut().find(|list| list.kind == kind && list.used[0]) {
            list.linked = true;
        }
    }
    lists
}

/// How many letters an alphabet may have that Word's has not.
const LETTERS_MORE: usize = 8;

struct Counter<'a> {
    draft: &'a Draft,
    lists: Vec<List>,
    /// The list that counts the top level now, per kind.
    head: [Option<usize>; 4],
    /// The lists that count inside the present provision.
    inside: Vec<usize>,
}

impl Counter<'_> {
    fn mark(&mut self, para: &mut Para) {
        if para.role == Role::Layer {
            self.head[Kind::Body as usize] = None;
            self.head[Kind::Chapters as usize] = None;
            self.head[Kind::Groups as usize] = None;
        }
        if matches!(para.role, Role::Layer | Role::Chapter | Role::Provision) {
            self.inside.clear();
        }
        let Some(label) = para.label else { return };
        let Some(number) = self.countable(label).filter(|_| para.role != Role::Other) else {
            para.mark = Mark::Literal;
            return;
        };
        let (kind, ilvl) = place(label.level);
        let list = if ilvl == 0 { self.top(kind, number) } else { self.inner(ilvl, number) };
        self.lists[list].take(ilvl);
        para.mark = Mark::Counted { list, ilvl };
    }

    /// The number for which Word's numbering prints this label: its own, or, in an alphabet with letters
    /// that Word has not, one that they put behind ("o" after "ñ" is Word's fifteenth).
    fn countable(&self, label: &Label) -> Option<usize> {
        let format = level_format(self.draft, label.level).filter(|f| counting::format(f.style).is_some())?;
        let behind = if format.style == NumberStyle::LowerLatin { LETTERS_MORE } else { 0 };
        let numbers = (label.number.saturating_sub(behind)..=label.number).rev();
        numbers.filter(|n| *n > 0).find(|n| counting::label(format, *n).is_some_and(|text| text == label.text))
    }

    fn top(&mut self, kind: Kind, number: usize) -> usize {
        let same = self.head[kind as usize].filter(|at| self.lists[*at].next(0) == number);
        let list = same.unwrap_or_else(|| self.fresh(kind, 0, number));
        self.head[kind as usize] = Some(list);
        self.inside = if kind == Kind::Body { vec![list] } else { Vec::new() };
        list
    }

    fn inner(&mut self, ilvl: usize, number: usize) -> usize {
        let same = self.inside.iter().rev().find(|at| self.lists[**at].next(ilvl) == number).copied();
        same.unwrap_or_else(|| {
            let list = self.fresh(Kind::Body, ilvl, number);
            self.inside.push(list);
            list
        })
    }

    fn fresh(&mut self, kind: Kind, ilvl: usize, number: usize) -> usize {
        let mut list = List::new(kind);
        list.start[ilvl] = number;
        self.lists.push(list);
        self.lists.len() - 1
    }
}
