//! Drafts that come back, made by hand.

use super::*;

fn paragraph(mark: &str, text: &str) -> Paragraph {
    let marks = if mark.is_empty() { vec![] } else { vec![mark.to_string()] };
    Paragraph { marks, text: text.to_string() }
}

fn written(paragraphs: &[(&str, &str)]) -> Written {
    Written { paragraphs: paragraphs.iter().map(|(mark, text)| paragraph(mark, text)).collect(), ..Written::default() }
}

/// Two provisions and a third.
const SENT: [(&str, &str); 7] = [
    ("title", "Bridge"),
    ("p_a", "Toll"),
    ("p_a_1", "The keeper collects a toll of two coins."),
    ("p_b", "Night"),
    ("p_b_1", "The bridge is closed by night."),
    ("p_c", "Upkeep"),
    ("p_c_1", "The deck is painted each year."),
];

fn sections() -> Vec<Section> {
    let section = |id: &str| Section {
        id: id.to_string(),
        name: id.to_uppercase(),
        marks: vec![format!("p_{id}"), format!("p_{id}_1")],
    };
    ["a", "b", "c"].map(section).to_vec()
}

fn against(back: &[(&str, &str)]) -> Comparison {
    compare(&written(&SENT), &written(back), &sections())
}

/// Id, removed, moved, number of edits.
fn told(comparison: &Comparison) -> Vec<(&str, bool, bool, usize)> {
    comparison.provisions.iter().map(|c| (c.id.as_str(), c.removed, c.moved, c.edits.len())).collect()
}

#[test]
fn what_no_reader_sees_is_no_edit() {
    let mut back = SENT;
    back[4].1 = "The\u{a0}bridge is\tclosed by\u{200f} night. ";
    back[3].0 = "P_B";
    assert!(against(&back).same());
}

#[test]
fn a_changed_word_is_told_with_its_provision() {
    let mut back = SENT;
    back[2].1 = "The keeper collects a toll of three coins.";
    let comparison = against(&back);
    assert_eq!(told(&comparison), [("a", false, false, 1)]);
    let word = |kind, text: &str| Word { kind, text: text.into() };
    let words = vec![
        word(WordKind::Kept, "The keeper collects a toll of"),
        word(WordKind::Old, "two"),
        word(WordKind::New, "three"),
        word(WordKind::Kept, "coins."),
    ];
    assert_eq!(comparison.provisions[0].edits, [Edit::Changed { words }]);
}

#[test]
fn paragraphs_added_and_taken_away() {
    let mut back = SENT.to_vec();
    back.insert(3, ("", "Children cross for nothing."));
    back.remove(7);
    let comparison = against(&back);
    assert_eq!(told(&comparison), [("a", false, false, 1), ("c", false, false, 1)]);
    assert_eq!(comparison.provisions[0].edits, [Edit::Added { text: "Children cross for nothing.".into() }]);
    assert_eq!(comparison.provisions[1].edits, [Edit::Removed { text: SENT[6].1.into() }]);
}

#[test]
fn a_provision_moved_is_one_change_and_not_two() {
    let back = [SENT[0], SENT[5], SENT[6], SENT[1], SENT[2], SENT[3], SENT[4]];
    assert_eq!(told(&against(&back)), [("c", false, true, 0)]);
}

#[test]
fn a_provision_taken_away_is_named_although_its_mark_is_left() {
    // An empty paragraph keeps its mark; the reader hands it to the next.
    let mut back = written(&[SENT[0], SENT[1], SENT[2], SENT[5], SENT[6]]);
    back.paragraphs[3].marks.insert(0, "p_b".into());
    assert_eq!(told(&compare(&written(&SENT), &back, &sections())), [("b", true, false, 0)]);
}

#[test]
fn the_title_is_outside_of_any_provision() {
    let mut back = SENT;
    back[0].1 = "Ferry";
    let comparison = against(&back);
    assert_eq!(told(&comparison), []);
    assert_eq!(comparison.outside.len(), 2, "{:?}", comparison.outside);
}

#[test]
fn without_marks_provisions_are_told_by_their_text() {
    let mut back = SENT.map(|(_, text)| ("", text)).to_vec();
    back[4].1 = "The bridge is open by night.";
    back.push(("", "Done in one copy."));
    let comparison = against(&back);
    assert!(comparison.unmarked);
    assert_eq!(told(&comparison), [("b", false, false, 1), ("c", false, false, 1)]);
}
