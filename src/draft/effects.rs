//! What the main text brings about, for the tables of a companion.
//!
//! The main text is assembled and numbered as it would be printed; each of its provisions that has an
//! effect gives a row, worded where it stands, so that a companion cites it as text.

use super::assemble::assemble;
use super::choose::Settlement;
use super::cite::Citation;
use super::number::number;
use super::piece::{Entry, RawBlock, RawProvision};
use super::polish;
use super::refer::Pass;
use crate::diag::Message;
use crate::model::Library;
use crate::model::draft::{Emphasis, Run};
use crate::model::provision::Effect;
use std::collections::BTreeMap;

/// What is assembled beside the wording.
#[derive(Clone, Copy)]
pub struct Wanted<'a> {
    /// The language whose alphabet orders definitions.
    pub alphabet: &'a str,
    pub commented: bool,
    /// The lines of effects.
    pub bearing: bool,
    /// The effects of the main text, for a companion.
    pub effects: &'a Effects,
}

/// One provision that has an effect.
#[derive(Clone, Debug)]
pub struct Row {
    pub effect: Effect,
    /// The provision.
    pub id: String,
    /// Possibly absent: the label of the values that make it stand.
    pub bracket: Option<String>,
    /// What is printed of it, by part: `place`, `heading`, `line`.
    pub parts: BTreeMap<&'static str, Vec<Run>>,
}

/// The rows of every effect, and what the placeholders in them ask for.
#[derive(Clone, Debug, Default)]
pub struct Effects {
    pub rows: Vec<Row>,
    pub labels: BTreeMap<String, String>,
}

impl Effects {
    /// The rows of one effect, as entries over which a table's row is repeated.
    pub fn entries(&self, effect: Effect) -> Vec<Option<Entry>> {
        let rows = self.rows.iter().enumerate().filter(|(_, row)| row.effect == effect);
        let entry = |(index, row): (usize, &Row)| Some(Entry { list: LIST.into(), index, id: row.id.clone() });
        rows.map(entry).collect()
    }

    /// The row in which a text stands.
    pub fn row(&self, entry: Option<&Entry>) -> Option<&Row> {
        entry.filter(|entry| entry.list == LIST).and_then(|entry| self.rows.get(entry.index))
    }
}

/// The name of the list of rows; no list of records can have it.
const LIST: &str = "#effects";

/// The effects of the main text, where the companion to be made prints any.
pub fn of_main(library: &Library, settlement: &Settlement, language: &str) -> Result<Effects, Vec<Message>> {
    let book = &library.books[&settlement.book];
    let parts = book.instrument.plan.get(&settlement.plan).map(|plan| plan.part.as_slice()).unwrap_or_default();
    let provisions = parts.iter().flat_map(|part| &part.provisions).filter_map(|id| book.provisions.get(id));
    let asked = provisions.flat_map(|entry| entry.provision.paragraph.values()).any(|p| p.each_effect.is_some());
    let Some(main) = settlement.main().filter(|_| asked) else { return Ok(Effects::default()) };
    let none = Effects::default();
    let wanted = Wanted { alphabet: language, commented: false, bearing: true, effects: &none };
    let numbered = number(assemble(library, &main, language, wanted)?);
    let pass = Pass::new(&numbered.0);
    let all = numbered.0.layers.iter().flat_map(|layer| &layer.divisions).flat_map(|division| &division.provisions);
    let rows = all.flat_map(|provision| rows(&pass, provision)).collect();
    // What is wrong with the answers is said of the companion too, where they stand in it.
    Ok(Effects { rows, labels: pass.labels.into_inner() })
}

fn rows(pass: &Pass, provision: &RawProvision) -> Vec<Row> {
    let row = |(effect, label, line): &(Effect, Option<String>, Vec<super::piece::Piece>)| {
        let place = Citation { words: pass.a.words, home: "", prep: "" }.runs(pass.whole(provision));
        let mut place = text(place);
        polish::capitalise(&mut place);
        let mut line = text(pass.within(provision, line));
        polish::capitalise(&mut line);
        let heading = text(pass.within(provision, &provision.heading));
        let bracket = provision.bracket.clone().or_else(|| label.clone());
        let parts = BTreeMap::from([("place", place), ("heading", heading), ("line", line)]);
        Row { effect: *effect, id: provision.id.clone(), bracket, parts }
    };
    provision.effects.iter().map(row).collect()
}

/// References and terms as text: what they point to stands in another document.
fn text(runs: Vec<Run>) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    for run in runs {
        match (run, out.last_mut()) {
            (
                Run::Ref { text, .. } | Run::Term { text, .. },
                Some(Run::Text { text: before, emphasis: Emphasis::None }),
            ) => before.push_str(&text),
            (Run::Ref { text, .. } | Run::Term { text, .. }, _) => out.push(Run::text(text)),
            (
                Run::Text { text, emphasis: Emphasis::None },
                Some(Run::Text { text: before, emphasis: Emphasis::None }),
            ) => before.push_str(&text),
            (run, _) => out.push(run),
        }
    }
    out
}

/// The label of the bracket in which the bearers of an effect stand; none where one surely stands.
pub fn borne(blocks: &[RawBlock], effect: Effect) -> Option<Option<String>> {
    let mut found: Option<Option<String>> = None;
    for block in blocks {
        let inside = borne(&block.children, effect);
        let own = block.effect.contains(&effect).then_some(None);
        for bearer in [own, inside].into_iter().flatten() {
            let bearer = block.bracket.clone().or(bearer);
            if bearer.is_none() {
                return Some(None);
            }
            found = found.or(Some(bearer));
        }
    }
    found
}
