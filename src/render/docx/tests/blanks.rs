//! Blanks as controls, and the data they are bound to.

use super::super::DocxOptions;
use super::model::draft::{Draft, Run};
use super::{Clean, all, body, bytes, edition, faults, part, sample};

fn blank(name: &str, form: &str, text: &str, open: bool) -> Run {
    Run::Blank { name: name.into(), form: form.into(), text: text.into(), open }
}

/// A title, a heading and a cell with blanks.
fn filled() -> Draft {
    let mut draft = sample::english();
    draft.title = vec![sample::text("Treaty with "), blank("state", "bare", "Arlandia", false)];
    let provision = &mut draft.layers[0].divisions[1].provisions[0];
    provision.heading = vec![blank("state", "bare", "Arlandia", false), sample::text(" and its scope")];
    let arrest = &mut draft.layers[0].divisions[2].provisions[0];
    let table = arrest.blocks.iter_mut().find(|block| !block.rows.is_empty()).expect("a table");
    table.rows[1].cells[0] = vec![blank("state", "of", "of Arlandia", false)];
    draft.blank_labels.insert("state".into(), "The other State".into());
    draft
}

#[test]
fn one_node_for_each_form_and_a_control_wherever_it_stands() {
    let item = part(&filled(), &edition(Clean), "customXml/item1.xml");
    let nodes: Vec<_> =
        item.elements().map(|e| (e.get("name").unwrap_or(""), e.get("form").unwrap_or(""), e.text())).collect();
    let expected = [
        ("state", "bare", "Arlandia".to_string()),
        ("deadline", "bare", String::new()),
        ("place", "bare", "Port Sainte-Marie".to_string()),
        ("state", "of", "of Arlandia".to_string()),
    ];
    assert_eq!(nodes, expected);
    let root = body(&filled());
    let bound: Vec<_> = all(&root, "w:dataBinding").iter().map(|e| e.get("w:xpath").unwrap_or("")).collect();
    let path = |n: usize| format!("/b:blanks[1]/b:blank[{n}]");
    assert_eq!(bound, [path(1), path(1), path(2), path(3), path(4)]);
    // The header says what the title says.
    let header = part(&filled(), &edition(Clean), "word/header1.xml");
    assert_eq!(all(&header, "w:dataBinding")[0].get("w:xpath"), Some(&*path(1)));
}

#[test]
fn a_control_has_title_tag_and_prompt() {
    let root = body(&filled());
    let control = all(&root, "w:sdtPr")[0];
    let value = |name: &str| control.find(name).and_then(|element| element.get("w:val"));
    assert_eq!((value("w:alias"), value("w:tag")), (Some("The other State"), Some("state")));
    assert!(control.find("w:showingPlcHdr").is_none());
    let open = all(&root, "w:sdtPr").into_iter().find(|control| control.find("w:showingPlcHdr").is_some());
    let open = open.expect("the open blank");
    let prompt = open.find("w:placeholder").and_then(|e| e.find("w:docPart")).and_then(|e| e.get("w:val"));
    let glossary = part(&filled(), &edition(Clean), "word/glossary/document.xml");
    assert_eq!(all(&glossary, "w:name")[0].get("w:val"), prompt);
    assert_eq!(glossary.text(), "[…]");
}

#[test]
fn a_capital_is_another_form() {
    let mut draft = filled();
    draft.layers[0].divisions[1].provisions[0].heading[0] = blank("state", "the", "The State", false);
    draft.title[1] = blank("state", "the", "the State", false);
    assert_eq!(faults(&bytes(&draft, &DocxOptions::default())), Vec::<String>::new());
}

#[test]
fn a_control_in_two_scripts_is_one_control() {
    let mut draft = sample::arabic();
    draft.title = vec![blank("name", "bare", "اتفاق Arlandia بشأن", false)];
    let root = body(&draft);
    assert_eq!(all(all(&root, "w:sdtContent")[0], "w:r").len(), 3);
    assert_eq!(faults(&bytes(&draft, &DocxOptions::default())), Vec::<String>::new());
}

#[test]
fn no_blank_no_part() {
    let parts = super::unpack(&bytes(&sample::french(), &DocxOptions::default())).expect("a package");
    assert!(!parts.keys().any(|name| name.contains("customXml") || name.contains("glossary")));
}
