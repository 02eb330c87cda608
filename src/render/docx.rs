//! Word: a draft as a document whose numbers and references are alive.
//!
//! The way: the draft becomes a flow of paragraphs ([`flow`]); every label is given to one of Word's
//! own lists or printed as text ([`lists`]); every id becomes a bookmark and every reference a field
//! ([`citing`], which says how a number stays right in Word and in LibreOffice); docx-rs writes the
//! parts ([`emit`], [`styles`], [`numbering`]); and, because it writes them in an order that the schema
//! does not allow and with numbers from global counters, a post-processor sets them right ([`post`],
//! [`order`]) before they are packed. Nothing of docx-rs leaves this module.

mod beside;
mod blanks;
mod citing;
mod columns;
mod contents;
mod counting;
mod dom;
mod embed;
mod emit;
mod faults;
mod flow;
mod fonts;
mod frame;
mod gaps;
mod gate;
mod house;
mod lists;
mod names;
mod numbering;
mod order;
mod pack;
mod page;
mod parts;
mod post;
mod restyle;
mod script;
mod styles;
#[cfg(test)]
mod tests;
mod theme;

pub use columns::{Owner, columns, owners};
pub use embed::embed;
pub use faults::faults;
pub use house::House;

use super::Edition;
use crate::model::draft::Draft;
use crate::model::language::Direction;
use std::collections::BTreeMap;

/// What the reader wants in the document.
#[derive(Clone, Debug, Default)]
pub struct DocxOptions {
    pub edition: Edition,
    /// What the document is called while it is not final, in the header; else the interface's word for it.
    pub status: Option<String>,
    /// With the word for a draft drawn across every page.
    pub watermark: bool,
    /// With a number at every line of the text, for negotiations.
    pub line_numbers: bool,
    /// Another document, whose look this one has.
    pub house: Option<House>,
}

/// The draft as a Word document: the same bytes for the same draft.
///
/// # Errors
///
/// Only where a part can't be read back or packed: no content makes it fail.
pub fn docx(draft: &Draft, options: &DocxOptions) -> Result<Vec<u8>, String> {
    let rtl = draft.direction == Direction::Rtl;
    let house = options.house.as_ref();
    let page = house.and_then(|house| house.page).unwrap_or_default();
    let mut flow = flow::flow(draft, options.edition);
    let lists = lists::settle(draft, &mut flow.body);
    let front = contents::add(draft, &mut flow);
    let targets = citing::Targets::collect(&mut flow.body, names::PREFIXES[0]);
    let gaps = gaps::Gaps::of(&flow.body, gaps::WHOLE);
    let mut emitter = emit::Emitter::new(&targets, &lists, gaps, rtl, page.text());
    let body = emitter.story(&flow.body);
    let notes: Vec<Vec<u8>> = flow.notes.iter().map(|note| emitter.story(note)).collect();
    let header = emitter.story(&frame::header(draft, options));
    let first = emitter.story(&frame::first_header());
    let footer = emitter.story(&frame::footer(draft.interface.get("page").map_or(frame::PAGES, String::as_str)));
    let (blanks, tables) = (emitter.counts.blanks, emitter.counts.tables);

    let tag = gate::clean(&draft.tag);
    let mut post = post::Post {
        draft,
        options,
        page,
        width: page.text(),
        tag: &tag,
        blanks: &blanks,
        tables: &tables,
        front,
        paragraphs: 0,
    };
    let stories = Stories {
        document: post.document(&body)?,
        styles: post.styles(&styles::build(&lists, gaps, options.edition))?,
        numbering: post.numbering(&numbering::build(draft, &lists, gaps, options.edition))?,
        headers: [post.around("w:hdr", &header, Some(1))?, post.around("w:hdr", &first, Some(2))?],
        footers: [post.around("w:ftr", &footer, None)?, post.around("w:ftr", &footer, None)?],
        notes: if notes.is_empty() { None } else { Some(post.notes(&notes)?) },
    };
    package(draft, options, front, stories, &blanks)
}

/// The parts that are made from the text.
struct Stories {
    document: Vec<u8>,
    styles: Vec<u8>,
    numbering: Vec<u8>,
    headers: [Vec<u8>; 2],
    footers: [Vec<u8>; 2],
    notes: Option<Vec<u8>>,
}

/// Everything in one file.
fn package(
    draft: &Draft,
    options: &DocxOptions,
    front: bool,
    stories: Stories,
    blanks: &blanks::Blanks,
) -> Result<Vec<u8>, String> {
    let house = options.house.as_ref();
    let extras = parts::Extras {
        notes: stories.notes.is_some(),
        blanks: !blanks.is_empty(),
        prompts: blanks.prompts(),
        theme: house.is_some_and(|house| house.theme.is_some()),
    };
    let [header, first] = stories.headers;
    let [footer, second] = stories.footers;
    let mut all = vec![
        ("[Content_Types].xml", parts::content_types(extras)),
        ("_rels/.rels", parts::package_relationships()),
        ("docProps/app.xml", parts::app()),
        ("docProps/core.xml", parts::core(draft, options)),
        ("docProps/custom.xml", parts::custom(draft)),
        ("word/document.xml", stories.document),
        ("word/_rels/document.xml.rels", parts::document_relationships(extras)),
        ("word/styles.xml", stories.styles),
        ("word/numbering.xml", stories.numbering),
        ("word/settings.xml", parts::settings(draft, front, extras.notes)),
        ("word/fontTable.xml", fonts::table(house)),
        ("word/header1.xml", header),
        ("word/header2.xml", first),
        ("word/footer1.xml", footer),
        ("word/footer2.xml", second),
    ];
    if let Some(notes) = stories.notes {
        all.push(("word/footnotes.xml", notes));
    }
    if let Some(theme) = house.and_then(|house| house.theme.as_ref()) {
        all.push(("word/theme/theme1.xml", theme.part()));
    }
    all.extend(parts::of_blanks(blanks));
    pack::pack(&all)
}

/// The permanent bookmark of each id in the document that [`docx`] makes of this draft.
pub fn bookmarks(draft: &Draft, edition: Edition) -> BTreeMap<String, String> {
    citing::Targets::collect(&mut flow::flow(draft, edition).body, names::PREFIXES[0]).names.all()
}
