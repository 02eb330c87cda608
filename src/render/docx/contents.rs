//! The table of contents: a field whose result is already there.
//!
//! Each entry links to its heading and ends with the page where that stands, a field inside the field.
//! No page is printed that was not counted by whoever shows the document:
//!
//! * Word makes the entries anew, from the outline levels of the styles, and counts the pages, when it
//!   opens the document and the reader agrees (`updateFields` in the settings). Until then the places
//!   of the pages are empty, rather than wrong by a guess;
//! * LibreOffice never refreshes a table of contents by itself, and would show the empty places. But it
//!   counts a `PAGEREF` that stands alone whenever it lays the document out. So the field's name is
//!   closed by a tab: white space to Word, to LibreOffice part of a name that it does not know, and it
//!   takes the entries for text whose pages it counts.

use super::flow::{Flow, Inline, Para, Piece, Role};
use super::gaps::GROUP;
use crate::model::draft::{Draft, Label, plain};

/// Shorter documents need no table of contents.
const FEWEST: usize = 8;

/// What Word collects: outline levels one to three, as links, without page numbers in web view.
const INSTRUCTION: &str = "TOC\t\\o \"1-3\" \\h \\z \\u";
/// The same for the headings of a second language, which stand three levels deeper.
const BESIDE: &str = "TOC\t\\o \"4-6\" \\h \\z \\u";

/// Puts the contents after the title, in a section of their own; tells whether there are any.
pub fn add<'a>(draft: &'a Draft, flow: &mut Flow<'a>) -> bool {
    let Some(mut all) = listed(draft, flow, INSTRUCTION) else { return false };
    if let Some(Piece::Para(end)) = all.last_mut() {
        end.section = true;
    }
    let title = flow.body.iter().position(|piece| matches!(piece, Piece::Para(para) if para.style == "Title"));
    let behind = title.map_or(0, |title| title + 1);
    flow.body.splice(behind..behind, all);
    true
}

/// The contents of each of two languages, to stand one after the other; none where the text is short.
pub fn of_each<'a>(drafts: [&'a Draft; 2], flows: [&Flow<'a>; 2]) -> Option<[Vec<Piece<'a>>; 2]> {
    Some([listed(drafts[0], flows[0], INSTRUCTION)?, listed(drafts[1], flows[1], BESIDE)?])
}

/// Heading, entries and end of the contents.
fn listed<'a>(draft: &'a Draft, flow: &Flow<'a>, instruction: &'static str) -> Option<Vec<Piece<'a>>> {
    let provisions = draft.layers.iter().flat_map(|layer| &layer.divisions).flat_map(|division| &division.provisions);
    if provisions.filter(|provision| provision.label.is_some()).count() < FEWEST {
        return None;
    }
    let grouped = flow.body.iter().any(|piece| matches!(piece, Piece::Para(para) if para.style == GROUP));
    let mut entries: Vec<Para> = flow.body.iter().filter_map(|piece| entry(piece, grouped)).collect();
    entries.first_mut()?.inline.insert(0, Inline::Begin(instruction));
    let word = draft.interface.get("contents").map_or("contents", String::as_str);
    let heading = Para::new(Role::Other, "TOCHeading", None).with(Inline::Text(word.into(), None));
    let end = Para::new(Role::Other, "ContentsEnd", None).with(Inline::End);
    Some(std::iter::once(heading).chain(entries).chain([end]).map(Piece::Para).collect())
}

/// The entry of a heading; none for other pieces.
fn entry<'a>(piece: &Piece<'a>, grouped: bool) -> Option<Para<'a>> {
    let Piece::Para(para) = piece else { return None };
    let style = match para.style {
        GROUP | "AnnexHeading" | "LawTitle" | "LawTitleAlone" => "TOC1",
        "ChapterHeading" if grouped => "TOC2",
        "ChapterHeading" => "TOC1",
        "ProvisionHeading" | "UnnumberedHeading" if grouped => "TOC3",
        "ProvisionHeading" | "UnnumberedHeading" => "TOC2",
        _ => return None,
    };
    let words = para.inline.iter().map(|inline| match inline {
        Inline::Run(run) => plain(std::slice::from_ref(run)),
        _ => String::new(),
    });
    let anchor = para.anchors.first()?.clone();
    let label = para.label.map_or("", |label: &Label| &label.text);
    Some(Para::new(Role::Other, style, None).with(Inline::Entry { anchor, label, title: words.collect() }))
}
