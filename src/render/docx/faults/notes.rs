//! The footnotes: each mark in the text has its note, and each note its mark.

use super::Parts;
use std::collections::BTreeSet;

pub fn check(parts: &Parts, out: &mut Vec<String>) {
    let mut marks = BTreeSet::new();
    if let Some(root) = parts.get("word/document.xml") {
        root.each(&mut |element| {
            if element.name == "w:footnoteReference" && !marks.insert(element.get("w:id").unwrap_or_default()) {
                out.push(format!("footnote {:?} is cited twice", element.get("w:id")));
            }
        });
    }
    let mut notes = BTreeSet::new();
    let mut lines = BTreeSet::new();
    for note in parts.get("word/footnotes.xml").iter().flat_map(|root| root.elements()) {
        let id = note.get("w:id").unwrap_or_default();
        let set = if note.get("w:type").is_some() { &mut lines } else { &mut notes };
        if !set.insert(id) {
            out.push(format!("footnote `{id}` twice"));
        }
    }
    if marks != notes {
        out.push(format!("footnotes {notes:?} for marks {marks:?}"));
    }
    let mut named = BTreeSet::new();
    if let Some(root) = parts.get("word/settings.xml") {
        root.each(&mut |element| {
            if element.name == "w:footnote" {
                named.insert(element.get("w:id").unwrap_or_default());
            }
        });
    }
    if named != lines {
        out.push(format!("the settings name the lines {named:?}, the notes have {lines:?}"));
    }
}
