//! How much room the labels of each level take: the text beside them begins where the widest ends.

use super::flow::{Para, Piece};
use super::styles::INDENT;
use crate::model::draft::Level;

/// The style of the headings of groups.
pub const GROUP: &str = "GroupHeading";

/// Room beside the widest label, in twentieths of a point.
const BESIDE: i32 = 170;

/// How much room there is, in twentieths of a point.
#[derive(Clone, Copy, Debug)]
pub struct Measure {
    /// One step of indentation.
    pub step: i32,
    /// The widest room for a label: two fifths of the text's width.
    pub widest: i32,
    /// The size of the type, in hundredths of the usual.
    pub type_size: i32,
    /// The room of a label in the contents, in hundredths of that in a heading.
    pub contents: i32,
}

/// Text across an A4 page.
pub const WHOLE: Measure = Measure { step: INDENT, widest: 3600, type_size: 100, contents: 100 };
/// Text in one of two columns of an A4 page.
pub const COLUMN: Measure = Measure { step: 425, widest: 1800, type_size: 86, contents: 88 };

/// The room of each level's labels, in twentieths of a point.
#[derive(Clone, Copy, Debug)]
pub struct Gaps {
    room: [i32; Level::ALL.len()],
    /// Chapters stand in groups: the outline is one level deeper.
    pub grouped: bool,
    pub measure: Measure,
}

impl Gaps {
    /// As the labels of this text need it.
    pub fn of(pieces: &[Piece], measure: Measure) -> Gaps {
        let mut gaps = Gaps { room: [measure.step; Level::ALL.len()], grouped: false, measure };
        for piece in pieces {
            gaps.grouped |= matches!(piece, Piece::Para(para) if para.style == GROUP);
            if let Piece::Para(Para { label: Some(label), .. }) = piece {
                let text: i32 = label.text.chars().map(|c| width(c, label.level)).sum();
                let needed = (text * measure.type_size / 100 + BESIDE).min(measure.widest);
                let gap = &mut gaps.room[label.level as usize];
                *gap = needed.max(*gap);
            }
        }
        gaps
    }

    /// The room in the contents that every label of a heading fits.
    pub fn widest_entry(&self) -> i32 {
        let headings = [Level::Group, Level::Chapter, Level::Provision, Level::Annex];
        let widest = headings.iter().map(|level| self.room[*level as usize]).max().unwrap_or(self.measure.step);
        widest * self.measure.contents / 100
    }

    /// Where a level's text stands, and how far before it its label.
    pub fn indent(&self, level: Level) -> (i32, i32) {
        let (gap, step) = (self.room[level as usize], self.measure.step);
        match level {
            Level::Group | Level::Chapter | Level::Provision | Level::Annex => (gap, gap),
            Level::Paragraph => (step, step),
            Level::Point => (2 * step, step),
            Level::Subpoint => (3 * step, step),
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
