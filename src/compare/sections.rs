//! Which paragraph belongs to which provision.

use super::{Section, normal};
use crate::model::written::{Paragraph, Written};
use similar::{Algorithm, DiffTag, capture_diff_slices};
use std::collections::{BTreeMap, BTreeSet};

/// Mark → the provision it is of, or none where it stands outside of any.
type Marks = BTreeMap<String, Option<usize>>;

/// The provision of each paragraph of the draft that was sent.
pub fn of(sent: &Written, provisions: &[Section]) -> Vec<Option<usize>> {
    follow(&sent.paragraphs, &marks(sent, provisions))
}

/// Bookmarks: Word does not tell upper from lower case in them.
fn key(mark: &str) -> String {
    mark.to_lowercase()
}

fn marks(sent: &Written, provisions: &[Section]) -> Marks {
    let mut marks: Marks = sent.paragraphs.iter().flat_map(|p| &p.marks).map(|mark| (key(mark), None)).collect();
    for (index, section) in provisions.iter().enumerate() {
        marks.extend(section.marks.iter().map(|mark| (key(mark), Some(index))));
    }
    marks
}

/// A paragraph without a mark belongs to the provision of the one before it.
fn follow(paragraphs: &[Paragraph], marks: &Marks) -> Vec<Option<usize>> {
    let mut here = None;
    let home = |paragraph: &Paragraph| {
        // The last one: those before it may be left over from paragraphs of which nothing remains.
        if let Some(known) = paragraph.marks.iter().rev().find_map(|mark| marks.get(&key(mark))) {
            here = *known;
        }
        here
    };
    paragraphs.iter().map(home).collect()
}

/// The provision of each paragraph of the draft that came back, and whether its marks are gone.
pub fn found(
    sent: &Written,
    homes: &[Option<usize>],
    back: &Written,
    provisions: &[Section],
) -> (Vec<Option<usize>>, bool) {
    let marks = marks(sent, provisions);
    let known = |paragraph: &Paragraph| paragraph.marks.iter().any(|mark| marks.contains_key(&key(mark)));
    let marked = sent.paragraphs.iter().filter(|p| !p.marks.is_empty()).count();
    let kept = back.paragraphs.iter().filter(|p| known(p)).count();
    // A few marks may have been lost in editing; where most are, they say nothing.
    if kept * 2 >= marked {
        return (follow(&back.paragraphs, &marks), false);
    }
    let (old, new): (Vec<String>, Vec<String>) =
        (sent.paragraphs.iter().map(normal).collect(), back.paragraphs.iter().map(normal).collect());
    let mut places = vec![None; new.len()];
    for op in capture_diff_slices(Algorithm::Patience, &old, &new) {
        let (before, after) = (op.old_range(), op.new_range());
        for at in after.clone() {
            let same = before.start + (at - after.start);
            places[at] = match op.tag() {
                DiffTag::Insert => before.start.checked_sub(1).and_then(|last| homes[last]),
                _ => homes[same.min(before.end.saturating_sub(1))],
            };
        }
    }
    (places, marked > 0)
}

/// The provisions that stand elsewhere than they stood: the fewest whose return would restore the order.
pub fn moved(homes: &[Option<usize>], places: &[Option<usize>]) -> BTreeSet<usize> {
    let order = |homes: &[Option<usize>]| {
        let mut seen = BTreeSet::new();
        homes.iter().flatten().copied().filter(|home| seen.insert(*home)).collect::<Vec<usize>>()
    };
    let (old, new) = (order(homes), order(places));
    let rank: BTreeMap<usize, usize> = old.iter().enumerate().map(|(rank, home)| (*home, rank)).collect();
    let ranks: Vec<usize> = new.iter().filter_map(|home| rank.get(home).copied()).collect();
    let still = rising(&ranks);
    new.into_iter().filter(|home| rank.get(home).is_some_and(|rank| !still.contains(rank))).collect()
}

/// The longest rising subsequence.
fn rising(ranks: &[usize]) -> BTreeSet<usize> {
    // ends[n]: where a rising sequence of n + 1 ends, the smallest possible.
    let (mut ends, mut before): (Vec<usize>, Vec<Option<usize>>) = (Vec::new(), vec![None; ranks.len()]);
    for (at, rank) in ranks.iter().enumerate() {
        let length = ends.partition_point(|end| ranks[*end] < *rank);
        before[at] = length.checked_sub(1).map(|last| ends[last]);
        if length == ends.len() { ends.push(at) } else { ends[length] = at }
    }
    let mut kept = BTreeSet::new();
    let mut next = ends.last().copied();
    while let Some(at) = next {
        kept.insert(ranks[at]);
        next = before[at];
    }
    kept
}
