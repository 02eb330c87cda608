//! What stands side by side where two languages of one text are printed together.
//!
//! Everything that is printed has a place, named by permanent ids, and places are the same in every
//! language. What has the same place stands in the same row; nothing is matched by its look or its order.

use crate::model::draft::DraftProvision;
use std::collections::BTreeSet;

/// The place of what is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place<'a> {
    /// What is said of the text before all else.
    Notice,
    /// The line above the title.
    Stage,
    Title,
    /// A line between the title and the first provision, by its number.
    Front(usize),
    /// The line above the title of a law that a decree issues.
    LawStage,
    Layer(&'a str),
    Group(&'a str),
    Chapter(&'a str),
    Heading(&'a str),
    /// A paragraph, point or table of a provision, by its id.
    Block(&'a str, &'a str),
    /// The same without an id, by its number among those without.
    Bare(&'a str, usize),
    Commentary(&'a str),
    /// What ends the text.
    Closing,
}

impl<'a> Place<'a> {
    /// The provision to which it belongs.
    pub fn provision(self) -> Option<&'a str> {
        match self {
            Place::Heading(id) | Place::Block(id, _) | Place::Bare(id, _) | Place::Commentary(id) => Some(id),
            _ => None,
        }
    }

    /// A name that nothing else in the document has; no permanent id holds an equals sign.
    pub fn name(self) -> String {
        match self {
            Place::Notice => "=notice".into(),
            Place::Stage => "=stage".into(),
            Place::Title => "=title".into(),
            Place::Front(at) => format!("=front={at}"),
            Place::LawStage => "=law".into(),
            Place::Layer(id) => format!("layer={id}"),
            Place::Group(id) => format!("group={id}"),
            Place::Chapter(id) => format!("chapter={id}"),
            Place::Heading(id) => format!("{id}=heading"),
            Place::Block(_, id) => format!("{id}=block"),
            Place::Bare(id, at) => format!("{id}={at}"),
            Place::Commentary(id) => format!("{id}=commentary"),
            Place::Closing => "=closing".into(),
        }
    }
}

/// The places of a provision's blocks, in order.
pub fn places(provision: &DraftProvision) -> Vec<Place<'_>> {
    let mut bare = 0;
    let place = |block| match block {
        Some(id) => Place::Block(&provision.id, id),
        None => {
            bare += 1;
            Place::Bare(&provision.id, bare)
        }
    };
    provision.blocks.iter().map(|block| block.id.as_deref()).map(place).collect()
}

/// What stands in one row: positions in the first text and in the second.
pub type Row = [Option<usize>; 2];

/// The rows of two texts, given the place of each of their pieces: every piece is in exactly one, in the
/// order of its own text. What only one of them has stands alone.
pub fn rows(first: &[Place], second: &[Place]) -> Vec<Row> {
    let (mut rows, mut i, mut j) = (Vec::with_capacity(first.len()), 0, 0);
    let mut waiting: BTreeSet<&Place> = first.iter().collect();
    while i < first.len() || j < second.len() {
        match (first.get(i), second.get(j)) {
            (Some(a), Some(b)) if a == b => {
                rows.push([Some(i), Some(j)]);
                waiting.remove(a);
                (i, j) = (i + 1, j + 1);
            }
            // What the first text no longer has to come can't wait for it.
            (_, Some(b)) if !waiting.contains(b) => {
                rows.push([None, Some(j)]);
                j += 1;
            }
            (Some(a), _) => {
                rows.push([Some(i), None]);
                waiting.remove(a);
                i += 1;
            }
            (None, _) => {
                rows.push([None, Some(j)]);
                j += 1;
            }
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::Place::{Block, Front, Heading, Title};
    use super::*;

    fn drawn(first: &[Place], second: &[Place]) -> String {
        let side = |at: Option<usize>, places: &[Place]| at.map_or("–".to_string(), |at| places[at].name());
        let rows = rows(first, second);
        let lines = rows.iter().map(|[a, b]| format!("{} | {}", side(*a, first), side(*b, second)));
        lines.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn what_has_the_same_place_stands_side_by_side() {
        let places = [Title, Heading("object"), Block("object", "object#purpose")];
        assert_eq!(
            drawn(&places, &places),
            "=title | =title\nobject=heading | object=heading\nobject#purpose=block | object#purpose=block"
        );
    }

    #[test]
    fn what_only_one_has_stands_alone_and_nothing_is_lost() {
        assert_eq!(
            drawn(&[Title, Heading("a"), Heading("b")], &[Title, Front(0), Heading("b"), Heading("c")]),
            "=title | =title\n– | =front=0\na=heading | –\nb=heading | b=heading\n– | c=heading"
        );
    }

    #[test]
    fn texts_in_another_order_keep_every_piece_in_its_own_order() {
        let (first, second) = ([Heading("a"), Heading("b"), Heading("c")], [Heading("c"), Heading("a"), Heading("b")]);
        let rows = rows(&first, &second);
        let side = |at: usize| rows.iter().filter_map(|row| row[at]).collect::<Vec<_>>();
        assert_eq!([side(0), side(1)], [vec![0, 1, 2], vec![0, 1, 2]]);
    }
}
