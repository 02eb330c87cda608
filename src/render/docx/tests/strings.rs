//! No string breaks the document, wherever it stands.

use super::super::gate;
use super::model::draft::Level;
use super::sample::{self, KEPT, nasty};
use super::{faults, part};

#[test]
fn every_string_passes_the_gate() {
    let mut draft = nasty();
    assert_eq!(faults(&super::bytes(&draft, true)), Vec::<String>::new());
    let document = part(&draft, true, "word/document.xml").text();
    // Title, chapter, heading, bracket, runs, cells, commentary.
    assert!(document.matches(KEPT).count() > 20, "{document}");
    let core = part(&draft, true, "docProps/core.xml");
    for name in ["dc:title", "dc:subject", "dc:language", "cp:version"] {
        assert_eq!(core.find(name).map(|element| element.text()).as_deref(), Some(KEPT), "{name}");
    }
    assert_eq!(part(&draft, true, "word/header1.xml").text(), KEPT);
    // And where Word counts by such a pattern.
    let pattern = draft.levels[0].pattern.clone();
    for layer in &mut draft.layers {
        for division in &mut layer.divisions {
            for provision in &mut division.provisions {
                provision.label = sample::label(Level::Provision, 1, &pattern.replace("{n}", "1"), "1");
            }
        }
    }
    assert_eq!(faults(&super::bytes(&draft, true)), Vec::<String>::new());
    let mut texts = Vec::new();
    part(&draft, true, "word/numbering.xml").each(&mut |element| {
        if element.name == "w:lvlText" {
            texts.push(element.get("w:val").unwrap_or_default().to_string());
        }
    });
    assert_eq!(texts[0], gate::clean(&pattern).replace("{n}", "%1"));
}

#[test]
fn footer_words_come_from_the_interface() {
    let mut draft = sample::english();
    assert_eq!(part(&draft, false, "word/footer1.xml").text(), "Page  PAGE 1 of  NUMPAGES 1");
    draft.interface.clear();
    assert_eq!(part(&draft, false, "word/footer1.xml").text(), " PAGE 1 /  NUMPAGES 1");
}

#[test]
fn the_gate_cleans_and_escapes() {
    assert_eq!(gate::clean("a\r\nb\tc\u{0}\u{7f}d\u{2028}e"), "a b cd e");
    assert_eq!(gate::raw("<\"&\">"), "&lt;&quot;&amp;&quot;&gt;");
}
