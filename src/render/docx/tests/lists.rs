//! Which list counts what.

use super::super::counting;
use super::super::flow::{Piece, flow};
use super::super::lists::{Mark, settle};
use super::super::{names, script};
use super::Edition;
use super::model::draft::{Draft, Level};
use super::model::form::NumberStyle;
use super::sample;

/// Label → list and level, for every labelled paragraph.
fn marks(draft: &Draft) -> Vec<(String, Option<(usize, usize)>)> {
    let mut pieces = flow(draft, Edition::Clean).body;
    settle(draft, &mut pieces);
    let mark = |piece: &Piece| match piece {
        Piece::Para(para) => para.label.map(|label| {
            let place = match para.mark {
                Mark::Counted { list, ilvl } => Some((list, ilvl)),
                Mark::Literal | Mark::None => None,
            };
            (label.text.clone(), place)
        }),
        Piece::Table(_) | Piece::Boxed(_) => None,
    };
    pieces.iter().filter_map(mark).collect()
}

#[test]
fn lists_start_anew_where_the_labels_do() {
    let expected = [
        ("1.", Some((0, 1))), // in the preamble
        ("CHAPTER I", Some((1, 0))),
        ("Article 1", Some((2, 0))),
        ("1.", Some((2, 1))),
        ("(a)", Some((2, 2))),
        ("(b)", Some((2, 2))),
        ("(i)", Some((2, 3))),
        ("(ii)", Some((2, 3))),
        ("2.", Some((2, 1))),
        ("(a)", Some((2, 2))),
        ("1.", Some((3, 1))), // in the provision without number
        ("2.", Some((3, 1))),
        ("CHAPTER II", Some((1, 0))),
        ("Article 2", Some((2, 0))),
        ("1.", Some((2, 1))),
        ("2.", Some((2, 1))),
        ("Article 3", Some((2, 0))),
        ("(a)", Some((2, 2))),
        ("(b)", Some((2, 2))),
        ("(a)", Some((4, 2))), // a second list in one provision
    ];
    let found = marks(&sample::english());
    let start: Vec<_> = found.iter().take(expected.len()).map(|(text, mark)| (text.as_str(), *mark)).collect();
    assert_eq!(start, expected);
    let end: Vec<_> = found.iter().rev().take(5).map(|(text, mark)| (text.as_str(), *mark)).collect();
    let annex = [
        ("Article 2", Some((6, 0))),
        ("2.", Some((6, 1))),
        ("1.", Some((6, 1))),
        ("Article 1", Some((6, 0))),
        ("Annex 1", Some((5, 0))),
    ];
    assert_eq!(end, annex);
}

#[test]
fn what_word_cannot_count_is_text_and_the_rest_goes_on() {
    let draft = sample::french();
    let found = marks(&draft);
    let heads: Vec<_> =
        found.iter().filter(|(text, _)| text.starts_with("Article")).map(|(_, mark)| mark.is_some()).collect();
    assert_eq!(heads, [false, true, true]);
    let mut pieces = flow(&draft, Edition::Clean).body;
    let lists = settle(&draft, &mut pieces);
    let linked: Vec<_> = lists.iter().filter(|list| list.linked).map(|list| list.start[0]).collect();
    assert_eq!(linked, [2]);
}

#[test]
fn numbers_as_word_prints_them() {
    let print = |style, n| counting::number(style, n).unwrap_or_default();
    assert_eq!(print(NumberStyle::UpperRoman, 1994), "MCMXCIV");
    assert_eq!(print(NumberStyle::LowerLatin, 26), "z");
    assert_eq!(print(NumberStyle::LowerLatin, 28), "bb");
    assert_eq!(print(NumberStyle::Abjad, 5), "ه");
    assert_eq!(print(NumberStyle::Abjad, 29), "");
    let odd = sample::level(Level::Point, NumberStyle::Decimal, "100%{n}");
    assert_eq!(counting::label(&odd, 1), None);
}

#[test]
fn bookmark_names_are_short_and_unique() {
    let long = "a-very-long-provision-name#and-a-paragraph@of-some-entry";
    assert_eq!(names::bookmark("p_", "scope#a@b"), "p_scope_a_b");
    assert_eq!(names::bookmark("p_", long).len(), 40);
    let mut all = names::Names::new("p_");
    for id in [long, "a#b", "a@b", "A-b", "مادة", "فقرة"] {
        assert!(all.add(id));
        assert!(!all.add(id));
    }
    assert_eq!(all.get("a#b"), Some("p_a_b"));
    let given: std::collections::BTreeSet<_> = [long, "a#b", "a@b", "A-b", "مادة", "فقرة"]
        .iter()
        .filter_map(|id| all.get(id))
        .map(str::to_lowercase)
        .collect();
    assert_eq!(given.len(), 6);
}

#[test]
fn scripts_are_kept_apart() {
    let split =
        |text, rtl| script::stretches(text, rtl).iter().map(|s| (s.text.to_string(), s.rtl)).collect::<Vec<_>>();
    assert_eq!(split("plain (5)", false), [("plain (5)".to_string(), false)]);
    assert_eq!(split("5", true), [("5".to_string(), true)]);
    let mixed = [("في (".to_string(), true), ("Port 5 Sainte".to_string(), false), (") 30.".to_string(), true)];
    assert_eq!(split("في (Port 5 Sainte) 30.", true), mixed);
    assert_eq!(split("", true), []);
}
