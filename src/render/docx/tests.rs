//! Tests of the Word renderer, on drafts made by hand.

use super::dom::Element;
use super::faults::unpack;
use super::{DocxOptions, docx, faults};
use crate::model;
use crate::model::draft::Draft;
use crate::render::Edition;
use Edition::{Annotated, Clean, Footnotes};

mod blanks;
mod frame;
mod house;
mod lists;
mod sample;
mod strings;

fn edition(edition: Edition) -> DocxOptions {
    DocxOptions { edition, ..DocxOptions::default() }
}

fn bytes(draft: &Draft, options: &DocxOptions) -> Vec<u8> {
    docx(draft, options).expect("a document")
}

fn part(draft: &Draft, options: &DocxOptions, name: &str) -> Element<'static> {
    let mut parts = unpack(&bytes(draft, options)).expect("a package");
    parts.remove(name).expect("the part")
}

fn body(draft: &Draft) -> Element<'static> {
    part(draft, &edition(Clean), "word/document.xml")
}

/// The elements of this name, in order.
fn all<'a>(root: &'a Element<'static>, name: &str) -> Vec<&'a Element<'static>> {
    let mut out = Vec::new();
    root.each(&mut |element| {
        if element.name == name {
            out.push(element);
        }
    });
    out
}

/// The instructions of the fields in the text, without those of the contents.
fn instructions(draft: &Draft) -> Vec<String> {
    let text = |element: &&Element| element.text().trim().to_string();
    let body = body(draft);
    let all = all(&body, "w:instrText").iter().map(text).collect::<Vec<_>>();
    all.into_iter().filter(|text| !text.starts_with("TOC") && !text.starts_with("PAGEREF")).collect()
}

#[test]
fn samples_have_no_fault() {
    for draft in [sample::english(), sample::french(), sample::arabic(), sample::abjad()] {
        for edition in [Clean, Annotated, Footnotes] {
            let options = DocxOptions { edition, watermark: true, line_numbers: true, ..DocxOptions::default() };
            assert_eq!(faults(&bytes(&draft, &options)), Vec::<String>::new());
        }
    }
}

#[test]
fn an_empty_draft_is_a_document() {
    let mut draft = sample::draft("", "en", Vec::new(), Vec::new());
    draft.title.clear();
    assert_eq!(faults(&bytes(&draft, &edition(Annotated))), Vec::<String>::new());
}

#[test]
fn same_bytes_again_and_in_other_threads() {
    let first = bytes(&sample::english(), &edition(Footnotes));
    bytes(&sample::arabic(), &edition(Annotated));
    let threads: Vec<_> = (0..4)
        .map(|_| {
            std::thread::spawn(|| (0..5).map(|_| bytes(&sample::english(), &edition(Footnotes))).collect::<Vec<_>>())
        })
        .collect();
    for thread in threads {
        for again in thread.join().expect("a thread") {
            assert!(again == first);
        }
    }
}

#[test]
fn commentary_only_when_annotated() {
    let heading = |which| part(&sample::english(), &edition(which), "word/document.xml").text().contains("Commentary");
    assert!(heading(Annotated));
    assert!(!heading(Clean) && !heading(Footnotes));
}

#[test]
fn references_are_fields() {
    let expected = [
        "p_scope \\n \\t \\h",
        "p_scope_then \\n \\t \\h",
        "REF p_scope_then_a \\n \\h",
        "REF p_scope_b_ii \\n \\h",
        "p_ten \\n \\t \\h",
        "p_forms \\n \\t \\h",
        "p_forms_use \\n \\t \\h",
    ];
    assert_eq!(instructions(&sample::english()), expected);
}

#[test]
fn literal_labels_are_cited_by_their_own_bookmark() {
    let expected = ["REF n_objet \\h", "p_objet_2 \\n \\t \\h", "REF p_objet_1_a \\n \\h", "p_fin \\n \\t \\h"];
    assert_eq!(instructions(&sample::french()), expected);
    // The letter without the bracket of its label is a link.
    let root = body(&sample::french());
    let links: Vec<_> = all(&root, "w:hyperlink").iter().map(|link| link.get("w:anchor")).collect();
    assert_eq!(links, [Some("p_objet_1_a")]);
    assert_eq!(instructions(&sample::arabic())[0], "REF n_scope \\h");
}

#[test]
fn right_to_left_only_where_the_script_is() {
    let root = body(&sample::arabic());
    for run in all(&root, "w:r").into_iter().filter(|run| run.find("w:t").is_some()) {
        let rtl = run.find("w:rPr").is_some_and(|properties| properties.find("w:rtl").is_some());
        assert_eq!(rtl, !run.text().contains("Port"), "{}", run.text());
    }
    assert!(all(&root, "w:p").iter().all(|para| !all(para, "w:bidi").is_empty()));
    assert_eq!(all(&root, "w:bidiVisual").len(), 1);
    assert!(all(&body(&sample::english()), "w:rtl").is_empty());
}

#[test]
fn header_rows_are_repeated() {
    let root = body(&sample::english());
    let rows = all(&root, "w:tr");
    let header = |row: &Element<'static>| !all(row, "w:tblHeader").is_empty();
    assert_eq!(rows.iter().map(|row| header(row)).collect::<Vec<_>>(), [true, false, false]);
}

#[test]
fn faults_are_found() {
    let cut = |name: &str, from: &str, to: &str| {
        let parts = unpack(&bytes(&sample::english(), &DocxOptions { edition: Footnotes, ..DocxOptions::default() }))
            .expect("a package");
        let text = |root: &Element| String::from_utf8(root.part()).expect("text");
        let changed: Vec<(String, Vec<u8>)> = parts
            .iter()
            .map(|(part, root)| {
                (part.clone(), if part == name { text(root).replacen(from, to, 1).into() } else { root.part() })
            })
            .collect();
        let borrowed: Vec<(&str, Vec<u8>)> = changed.iter().map(|(name, part)| (name.as_str(), part.clone())).collect();
        faults(&super::pack::pack(&borrowed).expect("packed"))
    };
    let document = "word/document.xml";
    for (from, to) in [
        ("<w:bookmarkEnd w:id=\"1\"/>", ""),
        ("w:name=\"p_scope\"", "w:name=\"p_ten\""),
        ("REF p_scope_then_a", "REF p_gone"),
        ("<w:fldChar w:fldCharType=\"separate\"/>", ""),
        ("w14:paraId=\"00000003\"", "w14:paraId=\"00000004\""),
        ("w:val=\"Subpoint\"", "w:val=\"Gone\""),
        ("<w:numId w:val=\"2\"/>", "<w:numId w:val=\"99\"/>"),
    ] {
        assert_ne!(cut(document, from, to), Vec::<String>::new(), "{from}");
    }
    for (part, from, to) in [
        (document, "<w:id w:val=\"2\"/>", "<w:id w:val=\"1\"/>"),
        (document, "/b:blank[2]", "/b:blank[9]"),
        (document, "/b:blank[2]", "/b:blank[1]"),
        (document, "w:footnoteReference w:id=\"1\"", "w:footnoteReference w:id=\"7\""),
        (document, "PAGEREF p_scope", "PAGEREF p_gone"),
        (document, "<w:docPart w:val=\"Blank1\"/>", "<w:docPart w:val=\"Gone\"/>"),
        ("customXml/item1.xml", "Port Sainte-Marie", "Elsewhere"),
        ("word/settings.xml", "<w:footnote w:id=\"0\"/>", ""),
        ("word/_rels/document.xml.rels", "footnotes.xml", "gone.xml"),
        ("[Content_Types].xml", "/word/header2.xml", "/word/gone.xml"),
    ] {
        assert_ne!(cut(part, from, to), Vec::<String>::new(), "{from}");
    }
    assert_eq!(cut(document, "no such thing", ""), Vec::<String>::new());
}
