//! Word: a draft as a document whose numbers and references are alive.
//!
//! The way: the draft becomes a flow of paragraphs ([`flow`]); every label is given to one of Word's
//! own lists or printed as text ([`lists`]); every id becomes a bookmark and every reference a field
//! ([`citing`], which says how a number stays right in Word and in LibreOffice); docx-rs writes the
//! parts ([`emit`], [`styles`], [`numbering`]); and, because it writes them in an order that the schema
//! does not allow and with numbers from global counters, a post-processor sets them right ([`post`],
//! [`order`]) before they are packed. Nothing of docx-rs leaves this module.

mod blanks;
mod citing;
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
    let targets = citing::Targets::collect(&mut flow.body);
    let gaps = gaps::Gaps::of(&flow.body);
    let mut emitter = emit::Emitter::new(&targets, &lists, gaps, rtl, page.text());
    let body = emitter.story(&flow.body);
    let notes: Vec<Vec<u8>> = flow.notes.iter().map(|note| emitter.story(note)).collect();
    let header = emitter.story(&frame::header(draft, options));
    let first = emitter.story(&frame::first_header());
    let footer = emitter.story(&frame::footer(draft));
    let (blanks, tables) = (emitter.blanks, emitter.tables);

    let tag = gate::clean(&draft.tag);
    let mut post =
        post::Post { draft, options, page, tag: &tag, blanks: &blanks, tables: &tables, front, paragraphs: 0 };
    let extras = parts::Extras {
        notes: !notes.is_empty(),
        blanks: !blanks.is_empty(),
        prompts: blanks.prompts(),
        theme: house.is_some_and(|house| house.theme.is_some()),
    };
    let mut all = vec![
        ("[Content_Types].xml", parts::content_types(extras)),
        ("_rels/.rels", parts::package_relationships()),
        ("docProps/app.xml", parts::app()),
        ("docProps/core.xml", parts::core(draft, options)),
        ("docProps/custom.xml", parts::custom(draft)),
        ("word/document.xml", post.document(&body)?),
        ("word/_rels/document.xml.rels", parts::document_relationships(extras)),
        ("word/styles.xml", post.styles(&styles::build(&lists, gaps, options.edition))?),
        ("word/numbering.xml", post.numbering(&numbering::build(draft, &lists, gaps, options.edition))?),
        ("word/settings.xml", parts::settings(draft, front, extras.notes)),
        ("word/fontTable.xml", fonts::table(house)),
        ("word/header1.xml", post.around("w:hdr", &header, Some(1))?),
        ("word/header2.xml", post.around("w:hdr", &first, Some(2))?),
        ("word/footer1.xml", post.around("w:ftr", &footer, None)?),
        ("word/footer2.xml", post.around("w:ftr", &footer, None)?),
    ];
    if extras.notes {
        all.push(("word/footnotes.xml", post.notes(&notes)?));
    }
    if let Some(theme) = house.and_then(|house| house.theme.as_ref()) {
        all.push(("word/theme/theme1.xml", theme.part()));
    }
    all.extend(parts::of_blanks(&blanks));
    pack::pack(&all)
}

/// The permanent bookmark of each id in the document that [`docx`] makes of this draft.
pub fn bookmarks(draft: &Draft, edition: Edition) -> BTreeMap<String, String> {
    citing::Targets::collect(&mut flow::flow(draft, edition).body).names.all()
}
