//! No string breaks the document, wherever it stands.

use super::super::{DocxOptions, gate};
use super::model::draft::Level;
use super::sample::{self, KEPT, NASTY, nasty};
use super::{Annotated, Clean, Footnotes, all, bytes, edition, faults, part};

#[test]
fn every_string_passes_the_gate() {
    let mut draft = nasty();
    for edition in [Clean, Annotated, Footnotes] {
        let options =
            DocxOptions { edition, status: Some(NASTY.into()), watermark: true, line_numbers: true, house: None };
        assert_eq!(faults(&bytes(&draft, &options)), Vec::<String>::new());
    }
    let document = part(&draft, &edition(Annotated), "word/document.xml").text();
    // Title, chapter, heading, bracket, runs, cells, commentary.
    assert!(document.matches(KEPT).count() > 20, "{document}");
    let core = part(&draft, &edition(Clean), "docProps/core.xml");
    for name in ["dc:title", "dc:subject", "dc:language", "cp:version", "cp:contentStatus"] {
        assert_eq!(core.find(name).map(|element| element.text()).as_deref(), Some(KEPT), "{name}");
    }
    // And where Word counts by such a pattern.
    let pattern = draft.levels[0].pattern.clone();
    for layer in &mut draft.layers {
        for division in &mut layer.divisions {
            for provision in &mut division.provisions {
                provision.label = sample::label(Level::Provision, 1, &pattern.replace("{n}", "1"), "1");
            }
        }
    }
    assert_eq!(faults(&bytes(&draft, &edition(Annotated))), Vec::<String>::new());
    let mut texts = Vec::new();
    part(&draft, &edition(Clean), "word/numbering.xml").each(&mut |element| {
        if element.name == "w:lvlText" {
            texts.push(element.get("w:val").unwrap_or_default().to_string());
        }
    });
    assert_eq!(texts[0], gate::clean(&pattern).replace("{n}", "%1"));
}

/// Every place outside the text itself, with what it holds of a string that would break it.
#[test]
fn every_place_holds_the_string() {
    let mut draft = nasty();
    let article = draft.layers[0].divisions[0].provisions[0].clone();
    for n in 1..9 {
        let mut more = article.clone();
        more.id = format!("{NASTY}{n}");
        more.blocks.clear();
        draft.layers[0].divisions[0].provisions.push(more);
    }
    draft.blank_labels.insert(NASTY.into(), NASTY.into());
    let options = |edition| DocxOptions { edition, status: Some(NASTY.into()), watermark: true, ..Default::default() };
    let value = |name: &str, element: &str, attribute: &str| {
        let root = part(&draft, &options(Annotated), name);
        let found = all(&root, element);
        assert!(!found.is_empty(), "{element} in {name}");
        found.iter().map(|element| element.get(attribute).unwrap_or_default().to_string()).collect::<Vec<_>>()
    };
    let text = |edition, name: &str, element: &str| {
        let root = part(&draft, &options(edition), name);
        let first = all(&root, element).first().map(|element| element.text());
        first.unwrap_or_else(|| panic!("{element} in {name}"))
    };
    let document = "word/document.xml";
    assert_eq!(text(Clean, "word/header1.xml", "w:p"), format!("{KEPT} · {KEPT}"));
    assert_eq!(value("word/header2.xml", "v:textpath", "string")[1], KEPT);
    assert_eq!(value("word/header1.xml", "v:shape", "alt"), [KEPT]);
    assert_eq!(value(document, "w:alias", "w:val")[0], gate::name(NASTY));
    assert_eq!(value(document, "w:tag", "w:val")[0], gate::name(NASTY));
    assert!(value(document, "w:tblCaption", "w:val").contains(&KEPT.to_string()));
    assert!(value(document, "w:tblDescription", "w:val").contains(&format!("{KEPT}1 {KEPT}")));
    assert!(text(Clean, document, "w:hyperlink").starts_with(KEPT));
    assert!(text(Footnotes, "word/footnotes.xml", "w:footnotes").contains(KEPT));
    assert_eq!(value("customXml/item1.xml", "blank", "name"), [KEPT]);
    assert_eq!(value("customXml/item1.xml", "blank", "form"), [KEPT]);
    assert_eq!(text(Clean, "word/glossary/document.xml", "w:t"), KEPT);
    assert_eq!(text(Clean, "docProps/core.xml", "cp:contentStatus"), KEPT);
}

#[test]
fn titles_of_controls_are_cut_to_what_word_takes() {
    assert_eq!(gate::name(&"é".repeat(70)).chars().count(), 64);
    assert_eq!(gate::name(&"\u{1f600}".repeat(40)).chars().count(), 32);
    assert_eq!(gate::name("short"), "short");
}

#[test]
fn footer_words_come_from_the_interface() {
    let mut draft = sample::english();
    let footer = |draft: &_| part(draft, &edition(Clean), "word/footer1.xml").text();
    assert_eq!(footer(&draft), "Page  PAGE 1 of  NUMPAGES 1");
    draft.interface.clear();
    assert_eq!(footer(&draft), " PAGE 1 /  NUMPAGES 1");
}

#[test]
fn the_gate_cleans_and_escapes() {
    assert_eq!(gate::clean("a\r\nb\tc\u{0}\u{7f}d\u{2028}e"), "a b cd e");
    assert_eq!(gate::raw("<\"&\">"), "&lt;&quot;&amp;&quot;&gt;");
}
