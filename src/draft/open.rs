//! Wordings left open, printed side by side: what they share once, what differs in brackets.

use super::piece::{Piece, RawBlock};

/// The blocks of the wordings that may still apply; one wording stands as it is.
///
/// A paragraph that every wording has, in the same words, is printed once. The others are bracketed
/// under the label of their wording, and bear its name in their id, so that no id stands twice.
pub fn side_by_side(mut wordings: Vec<(String, Option<String>, Vec<RawBlock>)>) -> Vec<RawBlock> {
    if wordings.len() < 2 {
        return wordings.pop().map(|(_, _, blocks)| blocks).unwrap_or_default();
    }
    let (_, _, first) = &wordings[0];
    let shared: Vec<String> = first
        .iter()
        .map(words)
        .filter(|block| wordings[1..].iter().all(|(_, _, others)| others.iter().any(|other| words(other) == *block)))
        .collect();
    let mut printed: Vec<String> = Vec::new();
    let mut side = Vec::new();
    for (variant, label, blocks) in wordings {
        for mut block in blocks {
            let text = words(&block);
            if shared.contains(&text) {
                if !printed.contains(&text) {
                    printed.push(text);
                    side.push(block);
                }
                continue;
            }
            name(&mut block, &variant);
            block.bracket = match (label.clone(), block.bracket.take()) {
                (Some(wording), Some(own)) if !own.is_empty() => Some(format!("{wording}; {own}")),
                (wording, own) => wording.or(own),
            };
            side.push(block);
        }
    }
    side
}

/// The duties that some of the wordings that may still apply discharge, and not all.
pub fn doubtful(always: &[String], wordings: &[Vec<String>]) -> Vec<String> {
    let all = |duty: &String| wordings.iter().all(|wording| wording.contains(duty));
    wordings.iter().flatten().filter(|duty| !always.contains(duty) && !all(duty)).cloned().collect()
}

/// A block's text and structure, whatever file it stands in.
fn words(block: &RawBlock) -> String {
    let mut text = format!("{:?} {:?} {:?}", block.kind, block.id, block.bracket);
    for piece in block.pieces.iter().chain(block.rows.iter().flat_map(|row| row.cells.iter().flatten())) {
        match piece {
            Piece::Tag(tag, entry) => text.push_str(&format!("{:?} {entry:?}", tag.kind)),
            other => text.push_str(&format!("{other:?}")),
        }
    }
    block.children.iter().for_each(|child| text.push_str(&words(child)));
    text
}

fn name(block: &mut RawBlock, variant: &str) {
    for id in block.id.iter_mut().chain(block.rows.iter_mut().filter_map(|row| row.id.as_mut())) {
        id.push_str(&format!("@{variant}"));
    }
    block.children.iter_mut().for_each(|child| name(child, variant));
}
