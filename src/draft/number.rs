//! Numbers: chapters, articles, paragraphs, points, annexes. The only pass that knows any.

use super::assemble::Assembled;
use super::numerals::style;
use super::piece::{RawBlock, RawDivision};
use crate::model::draft::{BlockKind, Label, Level};
use crate::model::form::{Form, FormWords, NumberStyle};
use crate::model::instrument::LayerKind;
use crate::model::numerals::numeral;

/// Assembled text in which every unit bears its label.
pub struct Numbered<'a>(pub Assembled<'a>);

/// Gives every chapter, provision, paragraph, point and annex its number.
pub fn number(mut assembled: Assembled) -> Numbered {
    let labels = Labels { form: assembled.form, words: assembled.words };
    let mut annexes = 0;
    for layer in &mut assembled.layers {
        if layer.kind != LayerKind::Main {
            annexes += 1;
            layer.label = labels.label(Level::Annex, annexes);
        }
        let (mut chapters, mut provisions) = (0, 0);
        for division in &mut layer.divisions {
            labels.division(division, &mut chapters, &mut provisions);
        }
    }
    // One annex needs no number to be told apart, but keeps it: others may be added in negotiation.
    Numbered(assembled)
}

struct Labels<'a> {
    form: &'a Form,
    words: &'a FormWords,
}

impl Labels<'_> {
    fn division(&self, division: &mut RawDivision, chapters: &mut usize, provisions: &mut usize) {
        if division.chapter.is_some() {
            *chapters += 1;
            division.label = self.label(Level::Chapter, *chapters);
            if !self.form.continuous {
                *provisions = 0;
            }
        }
        for provision in &mut division.provisions {
            if provision.numbered {
                *provisions += 1;
                provision.label = self.label(Level::Provision, *provisions);
            }
            self.paragraphs(&mut provision.blocks);
        }
    }

    fn paragraphs(&self, blocks: &mut [RawBlock]) {
        let count = blocks.iter().filter(|b| b.kind == BlockKind::Item).count();
        let mut number = 0;
        for block in blocks.iter_mut() {
            if block.kind == BlockKind::Item {
                number += 1;
                if count > 1 || !self.form.collapse_single {
                    block.label = self.label(Level::Paragraph, number);
                }
            }
            self.points(block, Level::Point);
        }
    }

    fn points(&self, block: &mut RawBlock, level: Level) {
        let mut number = 0;
        let unlabelled = block.unlabelled;
        for child in &mut block.children {
            if child.kind == BlockKind::Item {
                number += 1;
                if !unlabelled {
                    child.label = self.label(level, number);
                }
            }
            self.points(child, Level::Subpoint);
        }
    }

    fn label(&self, level: Level, number: usize) -> Option<Label> {
        let style = style(self.form, self.words, level);
        if style == NumberStyle::None {
            return None;
        }
        let unit = self.words.unit.get(level.key())?;
        let written = numeral(number, style, &self.words.ordinals);
        let text = match (&unit.first, number) {
            (Some(first), 1) => first.clone(),
            _ => unit.label.replace("{n}", &written),
        };
        let cited = match (&unit.first_cited, number) {
            (Some(first), 1) => first.clone(),
            _ => {
                let ordinals = if self.words.ordinals_cited.is_empty() {
                    &self.words.ordinals
                } else {
                    &self.words.ordinals_cited
                };
                let number = numeral(number, style, ordinals);
                unit.cited.as_deref().unwrap_or("{n}").replace("{n}", &number)
            }
        };
        Some(Label { level, number, text, cited })
    }
}
