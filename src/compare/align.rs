//! The paragraphs of a provision, before and after.

use super::Edit;
use super::words::{MAX_WORDS, words};
use similar::{Algorithm, DiffTag, capture_diff_slices};
use std::collections::BTreeMap;

/// A block of changed paragraphs is matched pair by pair only up to this many pairs.
const MAX_PAIRS: usize = 40_000;
/// How much of two paragraphs must be common for one to be an edit of the other.
const ALIKE: f64 = 0.4;

/// What was done to the paragraphs, in order.
pub fn edits(old: &[String], new: &[String]) -> Vec<Edit> {
    let mut edits = Vec::new();
    for op in capture_diff_slices(Algorithm::Patience, old, new) {
        let (before, after) = (&old[op.old_range()], &new[op.new_range()]);
        if op.tag() != DiffTag::Equal {
            block(before, after, &mut edits);
        }
    }
    edits
}

/// A block in which nothing is equal: the pairs that are most alike, in order.
fn block(old: &[String], new: &[String], edits: &mut Vec<Edit>) {
    let removed = |text: &String| Edit::Removed { text: text.clone() };
    let added = |text: &String| Edit::Added { text: text.clone() };
    if old.is_empty() || new.is_empty() || old.len().saturating_mul(new.len()) > MAX_PAIRS {
        edits.extend(old.iter().map(removed));
        edits.extend(new.iter().map(added));
        return;
    }
    let (bags_old, bags_new): (Vec<_>, Vec<_>) =
        (old.iter().map(|text| bag(text)).collect(), new.iter().map(|text| bag(text)).collect());
    // best[i][j]: the most that can be matched of what is left from i and j on.
    let mut best = vec![vec![0.0_f64; new.len() + 1]; old.len() + 1];
    let mut alike = vec![vec![0.0_f64; new.len()]; old.len()];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            alike[i][j] = likeness(&bags_old[i], &bags_new[j]);
            let pair = if alike[i][j] >= ALIKE { alike[i][j] + best[i + 1][j + 1] } else { 0.0 };
            best[i][j] = pair.max(best[i + 1][j]).max(best[i][j + 1]);
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < old.len() && j < new.len() {
        if alike[i][j] >= ALIKE && best[i][j] == alike[i][j] + best[i + 1][j + 1] {
            edits.push(Edit::Changed { words: words(&old[i], &new[j]) });
            (i, j) = (i + 1, j + 1);
        } else if best[i][j] == best[i + 1][j] {
            edits.push(removed(&old[i]));
            i += 1;
        } else {
            edits.push(added(&new[j]));
            j += 1;
        }
    }
    edits.extend(old[i..].iter().map(removed));
    edits.extend(new[j..].iter().map(added));
}

type Bag<'a> = BTreeMap<&'a str, usize>;

fn bag(text: &str) -> Bag<'_> {
    let mut bag = Bag::new();
    text.split(' ').take(MAX_WORDS).for_each(|word| *bag.entry(word).or_default() += 1);
    bag
}

/// The share of words that two paragraphs have in common.
fn likeness(a: &Bag, b: &Bag) -> f64 {
    let common: usize = a.iter().filter_map(|(word, count)| b.get(word).map(|other| other.min(count))).sum();
    let all = a.values().sum::<usize>() + b.values().sum::<usize>();
    if all == 0 { 0.0 } else { 2.0 * common as f64 / all as f64 }
}
