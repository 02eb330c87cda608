//! The named styles: a ministry restyles the document by changing these.

use super::dom::Element;
use super::gaps::Gaps;
use super::lists::List;
use super::numbering;
use super::parts::{valued, word};
use crate::model::draft::Level;
use crate::render::Edition;
use docx_rs::{
    AlignmentType, BuildXML, IndentLevel, LineSpacing, NumberingId, Shading, ShdType, SpecialIndentType, Style,
    StyleType, Styles,
};

/// One step of indentation (twentieths of a point).
pub const INDENT: i32 = 567;

/// Behind a blank that is still open.
pub const OPEN_FILL: &str = "FFF2A8";
/// Behind commentary, and the line around it.
const NOTE_FILL: &str = "EEF3F8";
const NOTE_LINE: &str = "7A93AC";

/// The styles that Word itself knows, by the names it knows them by: all others are marked as the
/// document's own.
pub const BUILT_IN: [&str; 10] =
    ["Normal", "Title", "Header", "Footer", "TOCHeading", "TOC1", "TOC2", "TOC3", "FootnoteText", "FootnoteReference"];

/// Every style, those of numbered levels linked to their lists.
pub fn build(lists: &[List], gaps: Gaps, edition: Edition) -> Vec<u8> {
    let bullets = |style| numbering::bulleted(style, lists);
    let notes = match edition {
        Edition::Clean => Vec::new(),
        Edition::Annotated => commentary().into_iter().map(bullets).collect(),
        Edition::Footnotes => footnotes().into_iter().map(bullets).collect(),
    };
    let all = headings(gaps.grouped)
        .into_iter()
        .chain(texts(gaps.measure.step))
        .chain(contents())
        .chain(notes)
        .chain(characters());
    all.fold(Styles::new(), |styles, style| styles.add_style(linked(style, lists, gaps))).build()
}

/// Where the title of a contents entry hangs behind its label: left edge and width of the label.
pub fn hanging_entry(style: &str, gaps: Gaps) -> (i32, i32) {
    let hang = gaps.widest_entry();
    let left = match style {
        "TOC1" => 0,
        "TOC2" => TOC_STEP,
        _ => 2 * TOC_STEP,
    };
    (left + hang, hang)
}

/// The indentation of articles in the contents.
const TOC_STEP: i32 = 284;

fn linked(mut style: Style, lists: &[List], gaps: Gaps) -> Style {
    let Some(level) = Level::ALL.into_iter().find(|level| numbering::style(*level) == style.style_id) else {
        return style;
    };
    match numbering::linked(lists, level) {
        // The list indents its paragraphs; said twice, LibreOffice takes it back where text runs from the right.
        Some((id, ilvl)) => {
            style.paragraph_property = style.paragraph_property.numbering(NumberingId::new(id), IndentLevel::new(ilvl));
        }
        None => {
            let (left, hanging) = gaps.indent(level);
            style = style.indent(Some(left), Some(SpecialIndentType::Hanging(hanging)), None, None);
        }
    }
    style
}

fn paragraph(id: &str, name: &str, based_on: &str) -> Style {
    Style::new(id, StyleType::Paragraph).name(name).based_on(based_on)
}

fn spaced(style: Style, before: u32, after: u32) -> Style {
    style.line_spacing(LineSpacing::new().before(before).after(after))
}

/// The title of a law behind the decree that issues it: in the outline, kept with what follows.
fn law(style: Style) -> Style {
    let mut style = style.next("PlainText").outline_lvl(0);
    style.paragraph_property = style.paragraph_property.keep_next(true);
    style
}

fn new_page(mut style: Style) -> Style {
    style.paragraph_property = style.paragraph_property.page_break_before(true).keep_next(true);
    style
}

/// A heading: kept with what follows, in the outline.
fn heading(id: &str, name: &str, next: &str, outline: usize, size: usize) -> Style {
    let mut style = spaced(paragraph(id, name, "Normal"), 240, 120).next(next).bold().size(size).outline_lvl(outline);
    style.paragraph_property = style.paragraph_property.keep_next(true).keep_lines(true);
    style
}

fn headings(grouped: bool) -> Vec<Style> {
    // Chapters stand one level deeper in the outline where groups stand above them.
    let deep = usize::from(grouped);
    let mut annex = heading("AnnexHeading", "Annex Heading", "PlainText", 0, 26);
    annex.paragraph_property = annex.paragraph_property.page_break_before(true);
    let mut sub = spaced(paragraph("Subheading", "Subheading", "Normal"), 120, 60).next("PlainText").italic();
    sub.paragraph_property = sub.paragraph_property.keep_next(true);
    vec![
        spaced(paragraph("Normal", "Normal", ""), 0, 120),
        spaced(paragraph("Title", "Title", "Normal"), 360, 480)
            .next("PlainText")
            .bold()
            .size(32)
            .align(AlignmentType::Center),
        heading("GroupHeading", "Group Heading", "ChapterHeading", 0, 28),
        heading("ChapterHeading", "Chapter Heading", "ProvisionHeading", deep, 26),
        heading("ProvisionHeading", "Provision Heading", "Paragraph", deep + 1, 22),
        // Of its own, not based on a numbered style: readers take a number switched off for a list going on.
        heading("UnnumberedHeading", "Unnumbered Heading", "PlainText", deep + 1, 22),
        annex,
        sub,
    ]
}

fn texts(step: i32) -> Vec<Style> {
    let text = |id: &str, name: &str, steps: i32| {
        let style = paragraph(id, name, "Normal").align(AlignmentType::Both);
        if steps == 0 { style } else { style.indent(Some(steps * step), None, None, None) }
    };
    let mut header = paragraph("TableHeading", "Table Heading", "TableText").bold();
    header.paragraph_property = header.paragraph_property.keep_next(true);
    let mut lead = text("TableLead", "Table Lead", 0);
    lead.paragraph_property = lead.paragraph_property.keep_next(true);
    vec![
        text("PlainText", "Plain Provision Text", 0),
        spaced(paragraph("TextAfterTable", "Text After Table", "PlainText"), 180, 120),
        text("Paragraph", "Numbered Paragraph", 0),
        text("Point", "Point", 0),
        text("Subpoint", "Subpoint", 0),
        text("ParagraphText", "Paragraph Continued", 1),
        text("PointText", "Point Continued", 2),
        text("SubpointText", "Subpoint Continued", 3),
        text("Definition", "Definition", 1),
        lead,
        spaced(paragraph("Stage", "Stage Line", "Normal"), 0, 120).bold().align(AlignmentType::Center),
        new_page(paragraph("LawStage", "Stage Line of Law", "Stage")),
        law(paragraph("LawTitle", "Law Title", "Title")),
        new_page(paragraph("LawTitleAlone", "Law Title on New Page", "LawTitle")),
        spaced(text("LongTitle", "Long Title", 0), 0, 240),
        spaced(paragraph("Opening", "Opening Words", "Normal"), 0, 120),
        text("Visa", "Instrument Recited", 0),
        spaced(paragraph("Enacting", "Enacting Words", "Normal"), 120, 240),
        spaced(paragraph("TableText", "Table Text", "Normal"), 40, 40).size(20),
        header,
        spaced(paragraph("Closing", "Document End", "Normal"), 0, 0),
        paragraph("Header", "header", "Normal").size(18).align(AlignmentType::Center),
        paragraph("RunningHead", "Running Head", "Header"),
        paragraph("Footer", "footer", "Normal").size(18).align(AlignmentType::Center),
    ]
}

/// The contents: each entry ends with its page at the right edge, behind dots.
fn contents() -> Vec<Style> {
    let entry = |id: &str, name: &str, left: i32, before: u32| {
        let style = spaced(paragraph(id, name, "Normal"), before, 40);
        style.indent(Some(left), None, Some(INDENT), None)
    };
    let mut heading = spaced(paragraph("TOCHeading", "TOC Heading", "Normal"), 240, 120).bold().size(26);
    heading.paragraph_property = heading.paragraph_property.keep_next(true);
    let mut chapter = entry("TOC1", "toc 1", 0, 100);
    chapter.paragraph_property = chapter.paragraph_property.keep_next(true);
    vec![
        heading,
        chapter.bold(),
        entry("TOC2", "toc 2", TOC_STEP, 0),
        entry("TOC3", "toc 3", 2 * TOC_STEP, 0),
        spaced(paragraph("ContentsEnd", "Contents End", "Normal"), 0, 0),
    ]
}

/// Commentary in its box: the box has the colour and the lines.
fn commentary() -> Vec<Style> {
    let note = spaced(paragraph("Commentary", "Commentary", "Normal"), 40, 80).size(19);
    noted(note, "CommentaryHeading", "Commentary Heading", "CommentaryItem", "Commentary Item")
}

fn footnotes() -> Vec<Style> {
    let note = spaced(paragraph("FootnoteText", "footnote text", "Normal"), 0, 40).size(18);
    let mut all = noted(note, "FootnoteHeading", "Footnote Heading", "FootnoteItem", "Footnote Item");
    all.push(Style::new("FootnoteReference", StyleType::Character).name("footnote reference"));
    all
}

/// The styles of a commentary: text, heading, item.
fn noted(text: Style, heading: &str, heading_name: &str, item: &str, item_name: &str) -> Vec<Style> {
    let based = text.style_id.clone();
    let mut heading = paragraph(heading, heading_name, &based).next(&based).bold();
    heading.paragraph_property = heading.paragraph_property.keep_next(true);
    let hang = INDENT / 2;
    let item =
        paragraph(item, item_name, &based).indent(Some(hang), Some(SpecialIndentType::Hanging(hang)), None, None);
    vec![text, heading, item]
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
        shaded(character("OpenText", "Blank Open"), OPEN_FILL),
        shaded(character("Bracket", "Bracket").bold(), "DDDDDD"),
        character("DefinedTerm", "Defined Term").bold(),
        character("Emphasised", "Emphasised").italic(),
        character("Strengthened", "Strengthened").bold(),
        character("Reference", "Reference"),
        character("DraftStatus", "Draft Status").bold(),
    ]
}

/// What docx-rs can't say of a style, and what it says too much.
pub fn finish(style: &mut Element, rtl: bool, width: usize) {
    let id = style.get("w:styleId").unwrap_or_default().to_string();
    let character = style.get("w:type") == Some("character");
    style.retain(|child| {
        let of_tables = child.name.starts_with("w:tbl") || child.name == "w:tcPr";
        let on_nothing = child.name == "w:basedOn" && child.get("w:val").is_none_or(str::is_empty);
        let of_paragraphs = character && child.name == "w:pPr";
        !(of_tables || on_nothing || of_paragraphs)
    });
    if let Some(properties) = style.find_mut("w:pPr") {
        properties.retain(|child| child.name != "w:rPr");
    }
    if !BUILT_IN.contains(&&*id) {
        style.set("w:customStyle", "1");
    }
    // Arabic letters are smaller than Latin ones of the same size.
    if let Some(size) = style.find_mut("w:rPr").and_then(|run| run.find_mut("w:szCs")).filter(|_| rtl) {
        let half_points = size.get("w:val").and_then(|value| value.parse::<usize>().ok()).unwrap_or(22);
        size.set("w:val", (half_points + half_points / 6).to_string());
    }
    let unnumbered = [
        "Title",
        "Stage",
        "LawStage",
        "LawTitle",
        "LawTitleAlone",
        "Header",
        "RunningHead",
        "Footer",
        "TOCHeading",
        "TOC1",
        "TOC2",
        "TOC3",
        "ContentsEnd",
        "FootnoteText",
    ];
    if unnumbered.contains(&&*id) || id.starts_with("Commentary") {
        style.need("w:pPr").need("w:suppressLineNumbers");
    }
    // In each of them, not in the first alone: LibreOffice turns an indentation round only where both stand.
    if rtl && style.get("w:type") == Some("paragraph") {
        style.need("w:pPr").need("w:bidi");
    }
    match &*id {
        "Normal" => {
            style.set("w:default", "1");
        }
        "TOC1" | "TOC2" | "TOC3" => {
            let end = valued("tab", "right").with("w:leader", "dot").with("w:pos", width.to_string());
            style.need("w:pPr").put(word("tabs").child(end));
        }
        "RunningHead" => {
            let line = border("bottom", "4", "808080").with("w:space", "4");
            style.need("w:pPr").put(word("pBdr").child(line));
        }
        "FootnoteReference" => style.need("w:rPr").put(valued("vertAlign", "superscript")),
        _ => {}
    }
}

fn border(side: &str, size: &'static str, colour: &'static str) -> Element<'static> {
    valued(side, "single").with("w:sz", size).with("w:space", "0").with("w:color", colour)
}

/// The styles of tables: thin lines, the heads of columns shaded; and the box around commentary.
pub fn tables() -> [Element<'static>; 2] {
    let style = |id: &'static str, name: &'static str, borders: Element<'static>, margin: &'static str| {
        let mut cell = word("tblCellMar");
        for side in ["top", "left", "bottom", "right"] {
            cell = cell.child(word(side).with("w:w", margin).with("w:type", "dxa"));
        }
        word("style")
            .with("w:type", "table")
            .with("w:styleId", id)
            .with("w:customStyle", "1")
            .child(valued("name", name))
            .child(word("tblPr").child(borders).child(cell))
    };
    let shade =
        |fill: &'static str| word("tcPr").child(valued("shd", "clear").with("w:color", "auto").with("w:fill", fill));
    let lines = ["top", "left", "bottom", "right", "insideH", "insideV"].map(|side| border(side, "4", "808080"));
    let head = word("tblStylePr").with("w:type", "firstRow").child(shade("E7E7E7"));
    let sides =
        ["top", "left", "bottom", "right"].map(|side| border(side, if side == "left" { "24" } else { "4" }, NOTE_LINE));
    [
        style("DraftTable", "Draft Table", word("tblBorders").children(lines), "85").child(head),
        style("CommentaryBox", "Commentary Box", word("tblBorders").children(sides), "113").child(shade(NOTE_FILL)),
    ]
}

/// The style of the table whose columns are the languages of a text: no lines but a thin one between them.
pub fn columns(room: usize) -> Element<'static> {
    let mut margins = word("tblCellMar");
    for (side, width) in [("top", 0), ("left", room), ("bottom", 0), ("right", room)] {
        margins = margins.child(word(side).with("w:w", width.to_string()).with("w:type", "dxa"));
    }
    let rule = word("tblBorders").child(border("insideV", "4", "A6A6A6"));
    word("style")
        .with("w:type", "table")
        .with("w:styleId", "SideBySide")
        .with("w:customStyle", "1")
        .child(valued("name", "Side by Side"))
        .child(word("tblPr").child(rule).child(margins))
}

/// In columns type is smaller, and no line is stretched: few words stand in one. Pages begin between
/// tables, not within.
pub fn in_columns(root: &mut Element) {
    for style in root
        .elements_mut()
        .filter(|style| ["TOC1", "TOC2", "TOC3"].contains(&style.get("w:styleId").unwrap_or_default()))
    {
        style.need("w:rPr").put(valued("sz", "19"));
        style.need("w:rPr").put(valued("szCs", "21"));
    }
    let stretched = |child: &Element| child.name == "w:jc" && child.get("w:val") == Some("both");
    // Half points. Small type becomes a little smaller, large type much.
    let smaller = |old: usize| match old {
        20 => 16,
        ..=22 => old.saturating_sub(2).max(16),
        _ => old * 5 / 6,
    };
    root.each_mut(&mut |element| {
        if element.name == "w:pPr" {
            element.retain(|child| !stretched(child) && child.name != "w:pageBreakBefore");
        }
        if ["w:sz", "w:szCs"].contains(&&*element.name)
            && let Some(old) = element.get("w:val").and_then(|old| old.parse().ok())
        {
            element.set("w:val", smaller(old).to_string());
        }
    });
}
