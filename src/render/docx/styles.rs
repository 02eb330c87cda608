//! The named styles: a ministry restyles the document by changing these.

use super::lists::List;
use super::numbering;
use crate::model::draft::Level;
use docx_rs::{
    AlignmentType, Docx, IndentLevel, LineSpacing, NumberingId, Shading, ShdType, SpecialIndentType, Style, StyleType,
};

/// One step of indentation, and where the text of a numbered heading begins (twentieths of a point).
pub const INDENT: i32 = 567;
pub const HANG: i32 = 1701;

/// The styles that Word itself knows: all others are marked as the document's own.
pub const BUILT_IN: [&str; 4] = ["Normal", "Title", "Header", "Footer"];

/// Adds every style, those of numbered levels linked to their lists.
pub fn add(mut docx: Docx, lists: &[List]) -> Docx {
    for style in headings().into_iter().chain(texts()).chain(notes()).chain(characters()) {
        docx = docx.add_style(linked(style, lists));
    }
    docx
}

fn linked(mut style: Style, lists: &[List]) -> Style {
    let Some(level) = Level::ALL.into_iter().find(|level| numbering::style(*level) == style.style_id) else {
        return style;
    };
    let (left, hanging) = numbering::indent(level);
    style = style.indent(Some(left), Some(SpecialIndentType::Hanging(hanging)), None, None);
    if let Some((id, ilvl)) = numbering::linked(lists, level) {
        style.paragraph_property = style.paragraph_property.numbering(NumberingId::new(id), IndentLevel::new(ilvl));
    }
    style
}

fn paragraph(id: &str, name: &str, based_on: &str) -> Style {
    Style::new(id, StyleType::Paragraph).name(name).based_on(based_on)
}

fn spaced(style: Style, before: u32, after: u32) -> Style {
    style.line_spacing(LineSpacing::new().before(before).after(after))
}

/// A heading: kept with what follows, in the outline.
fn heading(id: &str, name: &str, next: &str, outline: usize, size: usize) -> Style {
    let mut style = spaced(paragraph(id, name, "Normal"), 240, 120).next(next).bold().size(size).outline_lvl(outline);
    style.paragraph_property = style.paragraph_property.keep_next(true).keep_lines(true);
    style
}

fn headings() -> Vec<Style> {
    let mut annex = heading("AnnexHeading", "Annex Heading", "PlainText", 0, 26);
    annex.paragraph_property = annex.paragraph_property.page_break_before(true);
    let mut sub = spaced(paragraph("Subheading", "Subheading", "Normal"), 120, 60).next("PlainText").italic();
    sub.paragraph_property = sub.paragraph_property.keep_next(true);
    vec![
        spaced(paragraph("Normal", "Normal", ""), 0, 120),
        spaced(paragraph("Title", "Title", "Normal"), 0, 360)
            .next("PlainText")
            .bold()
            .size(32)
            .align(AlignmentType::Center),
        heading("GroupHeading", "Group Heading", "ChapterHeading", 0, 28),
        heading("ChapterHeading", "Chapter Heading", "ProvisionHeading", 0, 26),
        heading("ProvisionHeading", "Provision Heading", "Paragraph", 1, 22),
        // Of its own, not based on a numbered style: readers take a number switched off for a list going on.
        heading("UnnumberedHeading", "Unnumbered Heading", "PlainText", 1, 22),
        annex,
        sub,
    ]
}

fn texts() -> Vec<Style> {
    let text = |id: &str, name: &str, steps: i32| {
        let style = paragraph(id, name, "Normal").align(AlignmentType::Both);
        if steps == 0 { style } else { style.indent(Some(steps * INDENT), None, None, None) }
    };
    let mut header = paragraph("TableHeading", "Table Heading", "TableText").bold();
    header.paragraph_property = header.paragraph_property.keep_next(true);
    let mut lead = text("TableLead", "Table Lead", 0);
    lead.paragraph_property = lead.paragraph_property.keep_next(true);
    vec![
        text("PlainText", "Plain Provision Text", 0),
        text("Paragraph", "Numbered Paragraph", 0),
        text("Point", "Point", 0),
        text("Subpoint", "Subpoint", 0),
        text("ParagraphText", "Paragraph Continued", 1),
        text("PointText", "Point Continued", 2),
        text("SubpointText", "Subpoint Continued", 3),
        text("Definition", "Definition", 1),
        lead,
        spaced(paragraph("Stage", "Stage Line", "Normal"), 0, 120).bold().align(AlignmentType::Center),
        spaced(text("LongTitle", "Long Title", 0), 0, 240),
        spaced(paragraph("Opening", "Opening Words", "Normal"), 0, 120),
        text("Visa", "Instrument Recited", 0),
        spaced(paragraph("Enacting", "Enacting Words", "Normal"), 120, 240),
        spaced(paragraph("TableText", "Table Text", "Normal"), 40, 40).size(20),
        header,
        spaced(paragraph("Closing", "Document End", "Normal"), 0, 0),
        paragraph("Header", "header", "Normal").size(18).align(AlignmentType::Center),
        paragraph("Footer", "footer", "Normal").size(18).align(AlignmentType::Center),
    ]
}

/// Commentary, shaded so that no one takes it for the text.
fn notes() -> Vec<Style> {
    let shade = || Shading::new().shd_type(ShdType::Clear).color("auto").fill("EEF3F8");
    let mut note = spaced(paragraph("Commentary", "Commentary", "Normal"), 0, 80).size(20).indent(
        Some(INDENT),
        None,
        Some(INDENT),
        None,
    );
    note.paragraph_property = note.paragraph_property.shading(shade());
    let mut heading = paragraph("CommentaryHeading", "Commentary Heading", "Commentary").next("Commentary").bold();
    heading.paragraph_property = heading.paragraph_property.keep_next(true);
    let item = paragraph("CommentaryItem", "Commentary Item", "Commentary").indent(
        Some(2 * INDENT),
        Some(SpecialIndentType::Hanging(INDENT)),
        Some(INDENT),
        None,
    );
    vec![note, heading, item]
}

fn characters() -> Vec<Style> {
    let character = |id: &str, name: &str| Style::new(id, StyleType::Character).name(name);
    // Word has no highlighter in styles: shading does the same.
    let shaded = |mut style: Style, fill: &str| {
        style.run_property =
            style.run_property.shading(Shading::new().shd_type(ShdType::Clear).color("auto").fill(fill));
        style
    };
    vec![
        character("Blank", "Blank Filled"),
        shaded(character("OpenText", "Blank Open"), "FFF2A8"),
        shaded(character("Bracket", "Bracket").bold(), "DDDDDD"),
        character("DefinedTerm", "Defined Term").bold(),
        character("Emphasised", "Emphasised").italic(),
        character("Strengthened", "Strengthened").bold(),
        character("Reference", "Reference"),
    ]
}
