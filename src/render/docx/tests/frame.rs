//! What stands around the text: contents, headers, notes, lines, marks.

use super::super::DocxOptions;
use super::{Annotated, Clean, Footnotes, all, body, edition, part, sample};

#[test]
fn contents_are_a_field_with_its_entries() {
    let root = body(&sample::english());
    let styles: Vec<_> = all(&root, "w:pStyle").iter().filter_map(|style| style.get("w:val")).collect();
    let front = &styles[..styles.iter().position(|style| *style == "ContentsEnd").expect("the end")];
    assert_eq!(front[..5], ["Title", "TOCHeading", "TOC1", "TOC2", "TOC2"]);
    // Two chapters, an annex; ten articles and two in the annex, one without number.
    let count = |style| front.iter().filter(|found| **found == style).count();
    assert_eq!((count("TOC1"), count("TOC2"), count("TOC3")), (3, 13, 0));
    let entries: Vec<String> = all(&root, "w:hyperlink").iter().map(|link| link.text()).collect();
    assert_eq!(entries[0], "CHAPTER IGeneral PAGEREF p_chapter_general \\h ");
    assert_eq!(entries[1], "Article 1Scope & <purpose> PAGEREF p_scope \\h ");
    let settings = part(&sample::english(), &edition(Clean), "word/settings.xml");
    assert_eq!(all(&settings, "w:updateFields").len(), 1);
}

#[test]
fn a_short_text_has_no_contents() {
    let root = body(&sample::french());
    assert!(!root.text().contains("TOC"));
    assert_eq!(all(&root, "w:sectPr").len(), 1);
    assert!(all(&part(&sample::french(), &edition(Clean), "word/settings.xml"), "w:updateFields").is_empty());
}

#[test]
fn the_page_of_the_title_has_a_footer_and_no_header() {
    let root = body(&sample::english());
    let sections = all(&root, "w:sectPr");
    assert_eq!(sections.len(), 2);
    assert!(sections[0].find("w:titlePg").is_some() && sections[1].find("w:titlePg").is_none());
    let first = part(&sample::english(), &edition(Clean), "word/header2.xml");
    let other = part(&sample::english(), &edition(Clean), "word/header1.xml");
    assert_eq!((first.text().as_str(), other.text().as_str()), ("", "Agreement on Samples · Draft"));
    let options = DocxOptions { status: Some("Third reading".into()), ..DocxOptions::default() };
    assert_eq!(part(&sample::english(), &options, "word/header1.xml").text(), "Agreement on Samples · Third reading");
}

#[test]
fn commentary_stands_in_a_box_or_in_a_footnote() {
    let boxed = part(&sample::english(), &edition(Annotated), "word/document.xml");
    let tables: Vec<_> = all(&boxed, "w:tblStyle").iter().filter_map(|style| style.get("w:val")).collect();
    assert_eq!(tables, ["DraftTable", "CommentaryBox"]);
    let marked = part(&sample::english(), &edition(Footnotes), "word/document.xml");
    let heading = all(&marked, "w:p").into_iter().find(|para| !all(para, "w:footnoteReference").is_empty());
    assert_eq!(heading.map(|para| para.text()).as_deref(), Some("Arrest"));
    let notes = part(&sample::english(), &edition(Footnotes), "word/footnotes.xml");
    let kinds: Vec<_> = notes.elements().map(|note| note.get("w:type").unwrap_or("note")).collect();
    assert_eq!(kinds, ["separator", "continuationSeparator", "note"]);
    assert!(notes.text().contains("This article is a choice.") && !notes.text().contains("Commentary"));
    let clean = super::unpack(&super::bytes(&sample::english(), &edition(Clean))).expect("a package");
    assert!(!clean.contains_key("word/footnotes.xml"));
    assert!(clean.values().all(|root| !root.text().contains("This article is a choice.")));
}

#[test]
fn lines_are_numbered_in_the_text_only() {
    let options = DocxOptions { line_numbers: true, ..DocxOptions::default() };
    let root = part(&sample::english(), &options, "word/document.xml");
    let numbered: Vec<_> = all(&root, "w:sectPr").iter().map(|section| section.find("w:lnNumType").is_some()).collect();
    assert_eq!(numbered, [false, true]);
    let styles = part(&sample::english(), &edition(Annotated), "word/styles.xml");
    let commentary = styles.elements().find(|style| style.get("w:styleId") == Some("Commentary")).expect("the style");
    assert_eq!(all(commentary, "w:suppressLineNumbers").len(), 1);
}

#[test]
fn the_mark_of_a_draft_stands_in_every_header() {
    for name in ["word/header1.xml", "word/header2.xml"] {
        let drawn = |watermark| {
            let options = DocxOptions { watermark, ..DocxOptions::default() };
            all(&part(&sample::english(), &options, name), "w:pict").len()
        };
        assert_eq!((drawn(true), drawn(false)), (1, 0));
    }
}

#[test]
fn tables_say_what_they_are() {
    let root = body(&sample::english());
    let value = |name: &str| all(&root, name)[0].get("w:val").map(str::to_string);
    assert_eq!(value("w:tblCaption").as_deref(), Some("Arrest"));
    assert_eq!(value("w:tblDescription").as_deref(), Some("Article 2 Arrest"));
}
