//! Word: a draft as a document whose numbers and references are alive.
//!
//! The way: the draft becomes a flow of paragraphs ([`flow`]); every label is given to one of Word's
//! own lists or printed as text ([`lists`]); every id becomes a bookmark and every reference a field
//! ([`citing`], which says how a number stays right in Word and in LibreOffice); docx-rs writes the
//! parts ([`emit`], [`styles`], [`numbering`]); and, because it writes them in an order that the schema
//! does not allow and with numbers from global counters, a post-processor sets them right ([`post`],
//! [`order`]) before they are packed. Nothing of docx-rs leaves this module.

mod citing;
mod counting;
mod dom;
mod embed;
mod emit;
mod faults;
mod flow;
mod gate;
mod lists;
mod names;
mod numbering;
mod order;
mod pack;
mod parts;
mod post;
mod script;
mod styles;
#[cfg(test)]
mod tests;

pub use embed::embed;
pub use faults::faults;

use crate::model::draft::{Draft, plain};
use crate::model::language::Direction;
use docx_rs::{BuildXML, Docx, Footer, Header, Paragraph};
use std::collections::BTreeMap;

/// What the reader wants in the document.
#[derive(Clone, Copy, Debug, Default)]
pub struct DocxOptions {
    /// With the commentary after each provision.
    pub annotated: bool,
}

/// The draft as a Word document: the same bytes for the same draft.
///
/// # Errors
///
/// Only where a part can't be read back or packed: no content makes it fail.
pub fn docx(draft: &Draft, options: &DocxOptions) -> Result<Vec<u8>, String> {
    let rtl = draft.direction == Direction::Rtl;
    let mut pieces = flow::flow(draft, options);
    let all = lists::settle(draft, &mut pieces);
    let targets = citing::Targets::collect(&mut pieces);
    let mut emitter = emit::Emitter::new(&targets, &all, rtl);
    let base = numbering::add(styles::add(Docx::new(), &all), draft, &all);
    let base = emitter.body(base, &pieces);
    let header = Header::new().add_paragraph(header(&emitter, draft)).build();
    let footer = Footer::new().add_paragraph(footer(&emitter, draft)).build();
    let built = base.build();

    let tag = gate::clean(&draft.tag);
    let mut post = post::Post { tag: &tag, rtl, paragraphs: 0 };
    let document = post.story(&built.document)?;
    pack::pack(&[
        ("[Content_Types].xml", parts::content_types()),
        ("_rels/.rels", parts::package_relationships()),
        ("docProps/app.xml", parts::app()),
        ("docProps/core.xml", parts::core(draft)),
        ("docProps/custom.xml", parts::custom(draft)),
        ("word/document.xml", document),
        ("word/_rels/document.xml.rels", parts::document_relationships()),
        ("word/styles.xml", post.styles(&built.styles)?),
        ("word/numbering.xml", post.numbering(&built.numberings)?),
        ("word/settings.xml", parts::settings()),
        ("word/fontTable.xml", parts::fonts()),
        ("word/header1.xml", post.story(&header)?),
        ("word/footer1.xml", post.story(&footer)?),
    ])
}

/// The permanent bookmark of each id in the document that [`docx`] makes of this draft.
pub fn bookmarks(draft: &Draft, options: &DocxOptions) -> BTreeMap<String, String> {
    citing::Targets::collect(&mut flow::flow(draft, options)).names.all()
}

fn header(emitter: &emit::Emitter, draft: &Draft) -> Paragraph {
    emitter.text(emitter.blank("Header"), &plain(&draft.title), None)
}

/// Page n of m, in the words of the interface.
fn footer(emitter: &emit::Emitter, draft: &Draft) -> Paragraph {
    let mut rest = draft.interface.get("page").map_or("{n} / {m}", String::as_str);
    let mut out = emitter.blank("Footer");
    while let Some(at) = rest.find(['{']) {
        let (before, from) = rest.split_at(at);
        out = emitter.text(out, before, None);
        let field = [("{n}", "PAGE"), ("{m}", "NUMPAGES")].into_iter().find(|(mark, _)| from.starts_with(mark));
        rest = match field {
            Some((mark, instruction)) => {
                out = emitter.field(out, instruction, "1");
                &from[mark.len()..]
            }
            None => {
                out = emitter.text(out, "{", None);
                &from[1..]
            }
        };
    }
    emitter.text(out, rest, None)
}
