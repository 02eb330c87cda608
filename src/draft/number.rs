//! Numbers: chapters, articles, paragraphs, points, annexes. The only pass that knows any.

use super::assemble::Assembled;
use super::numerals::Labels;
use super::piece::{RawBlock, RawDivision};
use crate::model::draft::{BlockKind, Level};
use crate::model::instrument::LayerKind;

/// Assembled text in which every unit bears its label.
pub struct Numbered<'a>(pub Assembled<'a>);

/// Gives every group, chapter, provision, paragraph, point and annex its number.
pub fn number(mut assembled: Assembled) -> Numbered {
    let labels = Labels { form: assembled.form, words: assembled.words, grammar: assembled.grammar };
    let mut annexes = 0;
    for layer in &mut assembled.layers {
        if matches!(layer.kind, LayerKind::Annex | LayerKind::Schedule) {
            annexes += 1;
            layer.label = labels.label(Level::Annex, annexes);
        }
        let mut count = Count::default();
        for division in &mut layer.divisions {
            count.division(labels, division);
        }
    }
    // One annex needs no number to be told apart, but keeps it: others may be added in negotiation.
    Numbered(assembled)
}

/// How far the numbers of a layer have come.
#[derive(Default)]
struct Count {
    groups: usize,
    chapters: usize,
    provisions: usize,
}

impl Count {
    fn division(&mut self, labels: Labels, division: &mut RawDivision) {
        if let Some(group) = &mut division.group {
            self.groups += 1;
            group.label = labels.label(Level::Group, self.groups);
            if !labels.form.chapters_continue {
                self.chapters = 0;
            }
        }
        if let Some(chapter) = &mut division.chapter {
            self.chapters += 1;
            chapter.label = labels.label(Level::Chapter, self.chapters);
            if !labels.form.continuous {
                self.provisions = 0;
            }
        }
        for provision in &mut division.provisions {
            if provision.numbered {
                self.provisions += 1;
                provision.label = labels.label(Level::Provision, self.provisions);
            }
            labels.paragraphs(&mut provision.blocks);
        }
    }
}

impl Labels<'_> {
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
}
