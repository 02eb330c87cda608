//! The look of another document, taken over; and documents that mean harm.

use super::super::dom::Element;
use super::super::pack::pack;
use super::super::{DocxOptions, House};
use super::{Clean, all, bytes, edition, faults, part, sample, unpack};

const NAMESPACE: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

/// A document of a ministry: names in German, its own page, a macro, an author, a picture in a style.
fn ministry() -> Vec<(&'static str, String)> {
    let style = |id: &str, name: &str, rest: &str| {
        format!("<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>{rest}</w:style>")
    };
    let styles = [
        style("Standard", "Normal", "<w:rPr><w:rFonts w:ascii=\"Garamond\"/><w:sz w:val=\"24\"/></w:rPr>"),
        style(
            "berschrift1",
            "heading 1",
            "<w:basedOn w:val=\"Standard\"/><w:pPr><w:numPr><w:numId w:val=\"9\"/></w:numPr></w:pPr><w:rPr><w:color w:val=\"003366\"/></w:rPr>",
        ),
        style("Absatz", "Numbered Paragraph", "<w:basedOn w:val=\"Standard\"/><w:rPr><w:i/></w:rPr>"),
        style("Kreis", "Round", "<w:basedOn w:val=\"Kreis2\"/><w:rsid w:val=\"00AA00BB\"/><w:script>secret</w:script>"),
        style("Kreis2", "Round Two", "<w:basedOn w:val=\"Kreis\"/><w:link w:val=\"Gone\"/>"),
    ];
    vec![
        (
            "word/styles.xml",
            format!(
                "<w:styles {NAMESPACE}><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val=\"de-AT\"/></w:rPr></w:rPrDefault></w:docDefaults>{}</w:styles>",
                styles.concat()
            ),
        ),
        (
            "word/document.xml",
            format!(
                "<w:document {NAMESPACE}><w:body><w:p><w:r><w:t>secret</w:t></w:r></w:p><w:sectPr><w:pgSz w:w=\"12240\" w:h=\"15840\"/><w:pgMar w:top=\"1000\" w:left=\"2000\" w:right=\"99999\"/></w:sectPr></w:body></w:document>"
            ),
        ),
        ("word/vbaProject.bin", "secret".into()),
        ("docProps/core.xml", "<secret/>".into()),
    ]
}

fn packed(parts: &[(&str, String)]) -> Vec<u8> {
    let parts: Vec<(&str, Vec<u8>)> = parts.iter().map(|(name, text)| (*name, text.clone().into_bytes())).collect();
    pack(&parts).expect("packed")
}

fn styled() -> DocxOptions {
    let house = House::read(&packed(&ministry())).expect("its look");
    DocxOptions { house: Some(house), ..edition(Clean) }
}

fn style<'a>(styles: &'a Element<'static>, id: &str) -> &'a Element<'static> {
    styles.elements().find(|style| style.get("w:styleId") == Some(id)).unwrap_or_else(|| panic!("no style {id}"))
}

fn value(style: &Element<'static>, name: &str) -> Option<String> {
    all(style, name).first().and_then(|element| element.get("w:val")).map(str::to_string)
}

#[test]
fn styles_of_the_same_name_take_the_place_of_ours() {
    let styles = part(&sample::english(), &styled(), "word/styles.xml");
    let paragraph = style(&styles, "Paragraph");
    assert_eq!(value(paragraph, "w:basedOn").as_deref(), Some("Normal"));
    assert_eq!(all(paragraph, "w:i").len(), 1);
    // The numbering stays ours.
    let numbered = part(&sample::english(), &edition(Clean), "word/styles.xml");
    assert_eq!(value(paragraph, "w:numId"), value(style(&numbered, "Paragraph"), "w:numId"));
    assert_eq!(value(style(&styles, "Normal"), "w:sz").as_deref(), Some("24"));
    assert!(styles.elements().all(|style| style.get("w:styleId") != Some("Standard")));
}

#[test]
fn what_they_lack_is_based_on_what_they_have() {
    let styles = part(&sample::english(), &styled(), "word/styles.xml");
    let chapter = style(&styles, "ChapterHeading");
    assert_eq!(value(chapter, "w:basedOn").as_deref(), Some("berschrift1"));
    assert!(all(chapter, "w:sz").is_empty() && !all(chapter, "w:numId").is_empty());
    assert!(all(style(&styles, "berschrift1"), "w:numId").is_empty());
    assert!(!all(style(&styles, "ProvisionHeading"), "w:sz").is_empty());
    // The language is that of the draft.
    assert_eq!(value(&styles, "w:lang").as_deref(), Some("en-GB"));
}

#[test]
fn their_page_is_taken_where_it_is_one() {
    let root = part(&sample::english(), &styled(), "word/document.xml");
    for section in all(&root, "w:sectPr") {
        let size = section.find("w:pgSz").expect("a size");
        assert_eq!((size.get("w:w"), size.get("w:h")), (Some("12240"), Some("15840")));
        let margins = section.find("w:pgMar").expect("margins");
        assert_eq!((margins.get("w:left"), margins.get("w:right")), (Some("2000"), Some("1418")));
    }
}

#[test]
fn nothing_else_of_it_goes_on() {
    let bytes = bytes(&sample::english(), &styled());
    assert_eq!(faults(&bytes), Vec::<String>::new());
    for (name, root) in unpack(&bytes).expect("a package") {
        let text = String::from_utf8(root.part()).expect("text");
        assert!(!text.contains("secret") && !text.contains("00AA00BB"), "{name}");
    }
}

#[test]
fn our_own_documents_are_a_look_too() {
    for draft in [sample::english(), sample::arabic()] {
        let house = House::read(&bytes(&draft, &edition(Clean))).expect("its look");
        let options = DocxOptions { house: Some(house), ..edition(super::Footnotes) };
        assert_eq!(faults(&bytes(&draft, &options)), Vec::<String>::new());
    }
}

#[test]
fn damaged_and_hostile_files_are_refused() {
    let wrong = |bytes: &[u8]| House::read(bytes).expect_err("an error");
    assert_eq!(wrong(b"no archive"), "is not a Word document");
    assert_eq!(wrong(&packed(&[("other.xml", "<x/>".into())])), "is not a Word document with styles");
    let deep = format!("<w:styles {NAMESPACE}>{}", "<w:style>".repeat(100_000));
    assert!(wrong(&packed(&[("word/styles.xml", deep)])).contains("inside one another"));
    let large = format!("<w:styles {NAMESPACE}>{}</w:styles>", " ".repeat(5 << 20));
    assert!(wrong(&packed(&[("word/styles.xml", large)])).contains("is too large"));
    let mut many = String::new();
    for n in 0..5_000 {
        many.push_str(&format!("<w:style w:styleId=\"s{n}\"><w:name w:val=\"n{n}\"/></w:style>"));
    }
    let many = format!("<w:styles {NAMESPACE}>{many}</w:styles>");
    assert!(wrong(&packed(&[("word/styles.xml", many)])).contains("5000 styles"));
    let entity = "<!DOCTYPE x [<!ENTITY a \"aaaa\">]><w:styles>&a;</w:styles>".to_string();
    assert!(wrong(&packed(&[("word/styles.xml", entity)])).starts_with("is damaged"));
    let whole = packed(&ministry());
    for cut in (0..whole.len()).step_by(61) {
        let _ = House::read(&whole[..cut]);
        let mut flipped = whole.clone();
        flipped[cut] ^= 0x55;
        if let Ok(house) = House::read(&flipped) {
            let options = DocxOptions { house: Some(house), ..edition(Clean) };
            bytes(&sample::french(), &options);
        }
    }
}
