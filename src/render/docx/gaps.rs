//! How much room the labels of each level take: the text beside them begins where the widest ends.

use super::flow::{Para, Piece};
use crate::model::draft::Level;

/// The style of the headings of groups.
pub const GROUP: &str = "GroupHeading";

/// Room beside the widest label, in twentieths of a point.
const BESIDE: i32 = 170;
/// The widest room for a label, in twentieths of a point: two fifths of an A4 page's text.
pub const WIDEST: i32 = 3600;

/// The room of each level's labels, in twentieths of a point.
#[derive(Clone, Copy, Debug)]
pub struct Gaps {
    room: [i32; Level::ALL.len()],
    /// Chapters stand in groups: the outline is one level deeper.
    pub grouped: bool,
    /// One step of indentation, in twentieths of a point.
    pub step: i32,
}

impl Gaps {
    /// As the labels of this text need it.
    pub fn of(pieces: &[Piece], step: i32, widest: i32) -> Gaps {
        let mut gaps = Gaps { room: [step; Level::ALL.len()], grouped: false, step };
        for piece in pieces {
            gaps.grouped |= matches!(piece, Piece::Para(para) if para.style == GROUP);
            if let Piece::Para(Para { label: Some(label), .. }) = piece {
                let needed = (label.text.chars().map(|c| width(c, label.level)).sum::<i32>() + BESIDE).min(widest);
                let gap = &mut gaps.room[label.level as usize];
                *gap = needed.max(*gap);
            }
        }
        gaps
    }

    /// The room that every label of a heading fits.
    pub fn widest_heading(&self) -> i32 {
        let headings = [Level::Group, Level::Chapter, Level::Provision, Level::Annex];
        headings.iter().map(|level| self.room[*level as usize]).max().unwrap_or(self.step)
    }

    /// Where a level's text stands, and how far before it its label.
    pub fn indent(&self, level: Level) -> (i32, i32) {
        let gap = self.room[level as usize];
        match level {
            Level::Group | Level::Chapter | Level::Provision | Level::Annex => (gap, gap),
            Level::Paragraph => (self.step, self.step),
            Level::Point => (2 * self.step, self.step),
            Level::Subpoint => (3 * self.step, self.step),
        }
    }
}

/// A bold letter's width in the type of this level, in twentieths of a point; ample, since fonts differ.
fn width(c: char, level: Level) -> i32 {
    let size = match level {
        Level::Group => 280,
        Level::Chapter | Level::Annex => 260,
        _ => 220,
    };
    let share = if c.is_uppercase() { 78 } else { 56 };
    size * share / 100
}
