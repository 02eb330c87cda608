//! Numbers: chapters, articles, paragraphs, points, annexes. The only pass that knows any.

use super::assemble::Assembled;
use super::numerals::{Labels, style};
use super::piece::{RawBlock, RawDivision};
use crate::model::draft::{BlockKind, Level};
use crate::model::form::NumberStyle;
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
            count.division(labels, layer.kind, division);
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
    fn division(&mut self, labels: Labels, layer: LayerKind, division: &mut RawDivision) {
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
                provision.label = match layer {
                    LayerKind::Decree => labels.decreed(self.provisions),
                    _ => labels.label(Level::Provision, self.provisions),
                };
            }
            labels.paragraphs(&mut provision.blocks);
        }
    }
}

impl Labels<'_> {
    fn paragraphs(&self, blocks: &mut [RawBlock]) {
        let style = style(self.form, self.words, Level::Paragraph);
        // Where no number is printed, a paragraph outside the list counts like any other.
        let counts = |block: &RawBlock| match block.kind {
            BlockKind::Item => true,
            BlockKind::Plain | BlockKind::Bullet => style.silent(),
            BlockKind::Heading | BlockKind::Table => false,
        };
        let count = blocks.iter().filter(|block| counts(block)).count();
        let lines = style == NumberStyle::CountedLines;
        let mut number = 0;
        for block in blocks.iter_mut() {
            if counts(block) {
                number += 1;
                if count > 1 || !self.form.collapse_single {
                    block.label = self.label(Level::Paragraph, number);
                }
            }
            self.points(block, Level::Point);
            if lines {
                number += below(block);
            }
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

/// The lines under a block, at any depth. A table is none.
fn below(block: &RawBlock) -> usize {
    block.children.iter().map(|child| usize::from(child.kind != BlockKind::Table) + below(child)).sum()
}
