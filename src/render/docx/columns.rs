//! Two languages of one text, side by side, in one document.
//!
//! Each language is laid out as it would be alone, with its own lists, bookmarks and styles ([`beside`]),
//! so that its numbers and references are as alive as there. Its paragraphs then become the cells of one
//! table, a row for each place of the text: rows break between pages, paragraphs do not. What counts
//! through the whole document (the numbers of bookmarks, controls and paragraphs) is counted on.

use super::beside;
use super::dom::{Element, Node};
use super::flow::{Flow, Piece};
use super::lists::{self, List};
use super::page::{Page, Place as Part};
use super::parts::{self, valued, word};
use super::{DocxOptions, Stories, citing, contents, emit, flow, frame, gaps, gate, names, numbering, package, post};
use super::{order, styles};
use crate::model::draft::{Draft, Run};
use crate::model::language::Direction;
use crate::render::Edition;
use crate::render::abreast::{self, Place};
use std::borrow::Cow;

/// The margins of the page at both sides, in twentieths of a point: columns need room.
const SIDES: usize = 1134;
/// Room at both sides of a column, in twentieths of a point.
const ROOM: usize = 142;
/// A table of so many rows stays on one page.
const SHORT: usize = 12;

/// One language, laid out.
struct Voice<'a> {
    flow: Flow<'a>,
    lists: Vec<List>,
    targets: citing::Targets<'a>,
    gaps: gaps::Gaps,
    contents: Vec<Piece<'a>>,
}

/// Two languages of one text as a Word document: the same bytes for the same drafts.
///
/// # Errors
///
/// Only where a part can't be read back or packed: no content makes it fail.
pub fn columns(drafts: [&Draft; 2], options: &DocxOptions) -> Result<Vec<u8>, String> {
    let page = options.house.as_ref().and_then(|house| house.page);
    let page = page.unwrap_or(Page { left: SIDES, right: SIDES, ..Page::default() });
    let [one, two] = voices(drafts);
    let column = page.text() / 2;
    let rtl = drafts.map(|draft| draft.direction == Direction::Rtl);
    let width = column.saturating_sub(2 * ROOM).max(720);
    let heads = drafts.map(|draft| frame::header(draft, options));
    let (first, footer) = (frame::first_header(), frame::footer(frame::PAGES));
    let mut left = emitter(&one, rtl[0], width);
    let stories_left = [&one.flow.body, &one.contents, &heads[0], &first, &footer].map(|pieces| left.story(pieces));
    let mut right = emitter(&two, rtl[1], width).after(left.counts);
    let stories_right = [&two.flow.body, &two.contents, &heads[1]].map(|pieces| right.story(pieces));
    let (blanks, tables) = (right.counts.blanks, right.counts.tables);

    let front = !one.contents.is_empty();
    let tags = drafts.map(|draft| gate::clean(&draft.tag));
    let mut post = [0, 1].map(|at| post::Post {
        draft: drafts[at],
        options,
        page,
        width,
        tag: &tags[at],
        blanks: &blanks,
        tables: &tables,
        front,
        paragraphs: 0,
    });
    let [body, listed, head, first, footer] = &stories_left;
    let left = [body, listed, head].map(|bytes| post[0].inner(bytes));
    let first = post[0].inner(first)?;
    let footers = [post[0].inner(footer)?, post[0].inner(footer)?];
    post[1].paragraphs = post[0].paragraphs;
    let behind = one.lists.len();
    let right = stories_right.each_ref().map(|bytes| {
        let mut nodes = post[1].inner(bytes)?;
        for node in &mut nodes {
            if let Node::Element(element) = node {
                element.each_mut(&mut |element| beside::own(element, &drafts[1].language, behind));
            }
        }
        Ok::<_, String>(nodes)
    });
    let [left_body, left_contents, mut head] = all(left)?;
    let [right_body, right_contents, beside_head] = all(right)?;
    head.extend(beside_head);
    post[0].paragraphs = post[1].paragraphs;

    let mut table = Columns { post: &mut post[0], column, rtl: rtl[0], rows: Vec::new() };
    let (left, right) = (cells(&one.flow, left_body), cells(&two.flow, right_body));
    let places = [&left, &right].map(|cells| cells.iter().map(|(place, _)| *place).collect::<Vec<_>>());
    let rows = abreast::rows(&places[0], &places[1]);
    let (mut left, mut right) = (left.into_iter(), right.into_iter());
    let mut children = Vec::new();
    let mut closing = Vec::new();
    for [a, b] in rows {
        let [a, b] = [a.and_then(|_| left.next()), b.and_then(|_| right.next())];
        let place = a.as_ref().or(b.as_ref()).map_or(Place::Closing, |(place, _)| *place);
        let [a, b] = [a, b].map(|cell| cell.map(|(_, nodes)| nodes).unwrap_or_default());
        if place == Place::Closing {
            closing.extend(a);
            continue;
        }
        if begins_page(&one.flow, place) {
            children.extend(table.finish());
            let mut turn = table.post.bare("Closing");
            turn.need("w:pPr").put(word("pageBreakBefore"));
            children.push(Node::Element(turn));
        }
        table.row(a, b);
        if place == Place::Title && front {
            table.cover(page);
            children.extend(table.finish());
            children.push(Node::Element(table.post.bare("Closing")));
            table.row(left_contents.clone(), right_contents.clone());
            table.turned();
            children.extend(table.finish());
            let mut end = table.post.bare("ContentsEnd");
            end.need("w:pPr").put(page.section(Part::Front, rtl[0], false));
            children.push(Node::Element(end));
        }
    }
    children.extend(table.finish());
    children.extend(closing);
    let place = if front { Part::After } else { Part::Whole };
    children.push(Node::Element(page.section(place, rtl[0], false)));
    let mut whole = Element::new("w:body");
    whole.children = children;

    let all_styles = [&one, &two].map(|voice| styles::build(&voice.lists, voice.gaps, Edition::Clean));
    let mut root = post[0].plain_styles(&all_styles[0])?;
    let alone = post[1].plain_styles(&all_styles[1])?;
    let own = beside::styles(&root, &alone, drafts, behind);
    root.children.extend(own);
    root.children.push(Node::Element(styles::columns(ROOM)));
    styles::in_columns(&mut root);
    let lists = [
        numbering::build(drafts[0], &one.lists, one.gaps, Edition::Clean),
        numbering::build(drafts[1], &two.lists, two.gaps, Edition::Clean),
    ];
    let mut numbers = post[0].lists(&lists[0], 0)?;
    let mut more = post[1].lists(&lists[1], behind)?;
    more.each_mut(&mut |element| {
        if element.name == "w:pStyle" {
            beside::own(element, &drafts[1].language, 0);
        }
    });
    numbers.children.extend(more.children);
    numbers.children.sort_by_key(|node| matches!(node, Node::Element(element) if element.name == "w:num"));
    numbers.each_mut(&mut order::tidy);

    let around = |root, nodes, drawn| post[0].drawn(parts::story(root, nodes), drawn).part();
    let stories = Stories {
        document: parts::story("w:document", vec![Node::Element(whole)]).part(),
        styles: post[0].dressed(root),
        numbering: numbers.part(),
        headers: [around("w:hdr", head, Some(1)), around("w:hdr", first, Some(2))],
        footers: footers.map(|nodes| around("w:ftr", nodes, None)),
        notes: None,
    };
    package(&cover(drafts), options, front, stories, &blanks)
}

/// A bookmark of a document in two languages, and what it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// 0 for the first language.
    pub language: usize,
    /// The provision; none for titles, chapters and what else stands between provisions.
    pub provision: Option<String>,
    pub bookmark: String,
}

/// Every bookmark of the document that [`columns`] makes of these drafts.
pub fn owners(drafts: [&Draft; 2]) -> Vec<Owner> {
    let mut out = Vec::new();
    for (language, voice) in voices(drafts).iter().enumerate() {
        for (piece, place) in voice.flow.body.iter().zip(&voice.flow.places) {
            let anchors: Vec<&str> = match piece {
                Piece::Para(para) => para.anchors.iter().map(|anchor| &**anchor).collect(),
                Piece::Table(table) => table.rows.iter().filter_map(|row| row.anchor).collect(),
                Piece::Boxed(_) => Vec::new(),
            };
            let provision = place.provision().map(str::to_string);
            let names = anchors.into_iter().filter_map(|anchor| voice.targets.names.get(anchor));
            out.extend(names.map(|name| Owner { language, provision: provision.clone(), bookmark: name.into() }));
        }
    }
    out
}

fn all<T>(results: [Result<T, String>; 3]) -> Result<[T; 3], String> {
    let [a, b, c] = results;
    Ok([a?, b?, c?])
}

fn voices(drafts: [&Draft; 2]) -> [Voice<'_>; 2] {
    let mut flows = drafts.map(|draft| flow::flow(draft, Edition::Clean));
    flows.iter_mut().for_each(anchored);
    let listed = contents::of_each(drafts, flows.each_ref()).unwrap_or_default();
    let mut voices = drafts.into_iter().zip(flows).zip(listed).zip(names::PREFIXES).map(
        |(((draft, mut flow), contents), prefix)| {
            let lists = lists::settle(draft, &mut flow.body);
            let targets = citing::Targets::collect(&mut flow.body, prefix);
            let gaps = gaps::Gaps::of(&flow.body, gaps::COLUMN);
            Voice { flow, lists, targets, gaps, contents }
        },
    );
    std::array::from_fn(|_| voices.next()).map(|voice| voice.unwrap_or_else(|| unreachable!("there are two")))
}

/// Whether a page begins with what stands at this place: an annex, or a law behind its decree.
fn begins_page(flow: &Flow, place: Place) -> bool {
    let mut here = flow.body.iter().zip(&flow.places).filter(|(_, own)| **own == place);
    here.any(|(piece, _)| {
        matches!(piece, Piece::Para(para) if ["AnnexHeading", "LawStage", "LawTitleAlone"].contains(&para.style))
    })
}

/// Gives every paragraph a permanent bookmark: in two columns none can be told by the one before it.
fn anchored(flow: &mut Flow) {
    for (piece, place) in flow.body.iter_mut().zip(&flow.places) {
        if let Piece::Para(para) = piece
            && para.anchors.is_empty()
            && *place != Place::Closing
        {
            para.anchors.push(Cow::Owned(place.name()));
        }
    }
}

fn emitter<'a>(voice: &'a Voice<'a>, rtl: bool, width: usize) -> emit::Emitter<'a> {
    emit::Emitter::new(&voice.targets, &voice.lists, voice.gaps, rtl, width)
}

/// What stands at each place: a paragraph, or the lead of a table with the table.
fn cells<'a, 'b>(flow: &Flow<'a>, nodes: Vec<Node<'b>>) -> Vec<(Place<'a>, Vec<Node<'b>>)> {
    let mut out: Vec<(Place, Vec<Node>)> = Vec::new();
    let printed = |piece: &Piece| !matches!(piece, Piece::Table(table) if table.rows.is_empty());
    let places = flow.body.iter().zip(&flow.places).filter(|(piece, _)| printed(piece)).map(|(_, place)| *place);
    for (place, node) in places.zip(nodes) {
        match out.last_mut().filter(|(last, _)| *last == place) {
            Some((_, nodes)) => nodes.push(node),
            None => out.push((place, vec![node])),
        }
    }
    out
}

/// The table being written.
struct Columns<'p, 'd, 'b> {
    post: &'p mut post::Post<'d>,
    /// The width of a column.
    column: usize,
    /// The first language runs from the right, and stands there.
    rtl: bool,
    rows: Vec<Node<'b>>,
}

impl<'b> Columns<'_, '_, 'b> {
    /// A row more: it stays on one page, unless it holds the contents or a long table.
    fn row(&mut self, first: Vec<Node<'b>>, second: Vec<Node<'b>>) {
        let is = |node: &Node, name: &str| matches!(node, Node::Element(element) if element.name == name);
        let rows = |node: &Node| match node {
            Node::Element(table) if table.name == "w:tbl" => table.elements().filter(|row| row.name == "w:tr").count(),
            _ => 1,
        };
        let height = [&first, &second].map(|nodes| nodes.iter().map(rows).sum::<usize>()).into_iter().max();
        let mut row = word("tr");
        if height.is_some_and(|height| height <= SHORT) {
            row = row.child(word("trPr").child(word("cantSplit")));
        }
        for mut nodes in [first, second] {
            // A cell ends with a paragraph.
            if nodes.last().is_none_or(|node| is(node, "w:tbl")) {
                nodes.push(Node::Element(self.post.bare("Closing")));
            }
            let width = word("tcW").with("w:w", self.column.to_string()).with("w:type", "dxa");
            let mut cell = word("tc").child(word("tcPr").child(width));
            cell.children.extend(nodes);
            row = row.child(cell);
        }
        self.rows.push(Node::Element(row));
    }

    /// A page begins with the row written last: its first paragraph says so. Behind anything else on a page
    /// LibreOffice moves a long row to the next and leaves that page empty.
    fn turned(&mut self) {
        let Some(Node::Element(row)) = self.rows.last_mut() else { return };
        let cell = row.elements_mut().find(|cell| cell.name == "w:tc");
        if let Some(first) = cell.and_then(|cell| cell.find_mut("w:p")).and_then(|first| first.find_mut("w:pPr")) {
            first.put(word("pageBreakBefore"));
            order::tidy(first);
        }
    }

    /// The row written last fills a page, its text in the middle.
    fn cover(&mut self, page: Page) {
        let Some(Node::Element(row)) = self.rows.last_mut() else { return };
        let height = page.height.saturating_sub(page.top + page.bottom) * 6 / 7;
        row.need("w:trPr").put(valued("trHeight", height.to_string()).with("w:hRule", "atLeast"));
        for cell in row.elements_mut().filter(|cell| cell.name == "w:tc") {
            cell.need("w:tcPr").put(valued("vAlign", "center"));
        }
    }

    /// The table of the rows so far.
    fn finish(&mut self) -> Option<Node<'b>> {
        if self.rows.is_empty() {
            return None;
        }
        let mut properties = word("tblPr").child(valued("tblStyle", "SideBySide"));
        if self.rtl {
            properties = properties.child(word("bidiVisual"));
        }
        let properties = properties
            .child(word("tblW").with("w:w", (2 * self.column).to_string()).with("w:type", "dxa"))
            .child(word("tblLayout").with("w:type", "fixed"));
        let columns = [0, 1].map(|_| word("gridCol").with("w:w", self.column.to_string()));
        let mut table = word("tbl").child(properties).child(word("tblGrid").children(columns));
        table.children.append(&mut self.rows);
        Some(Node::Element(table))
    }
}

/// What the document says of itself: both titles and both languages.
fn cover(drafts: [&Draft; 2]) -> Draft {
    let [one, two] = drafts;
    let mut title = one.title.clone();
    title.push(Run::text(" / "));
    title.extend(two.title.iter().cloned());
    let language = format!("{}+{}", one.language, two.language);
    Draft { title, language, layers: Vec::new(), ..one.clone() }
}
