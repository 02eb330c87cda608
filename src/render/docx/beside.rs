//! The second language of a document in two: styles and lists of its own, behind those of the first.
//!
//! Each of its styles is based on the same style of the first language, and says only what differs: the
//! language, the direction, its own list, its own indentation. Who restyles the first restyles both.

use super::dom::{Element, Node};
use super::parts::{self, valued, word};
use crate::model::draft::Draft;
use crate::model::language::Direction;

/// The styles of the contents, and those that Word knows for the levels below.
const CONTENTS: [(&str, &str, &str); 3] =
    [("TOC1", "TOC4", "toc 4"), ("TOC2", "TOC5", "toc 5"), ("TOC3", "TOC6", "toc 6")];
/// How much deeper its headings stand in the outline, so that each language has contents of its own.
const DEEPER: usize = 3;

/// The id of the style of this language beside that of the first.
pub fn style(id: &str, language: &str) -> String {
    match CONTENTS.iter().find(|(own, ..)| *own == id) {
        Some((_, beside, _)) => (*beside).to_string(),
        None => format!("{id}_{}", language.chars().filter(char::is_ascii_alphanumeric).collect::<String>()),
    }
}

/// Counts the lists of an element behind so many others.
pub fn renumber(element: &mut Element, behind: usize) {
    let moved = |value: &str| value.parse::<usize>().ok().filter(|id| *id > 0).map(|id| (id + behind).to_string());
    let keys: &[&'static str] = match &*element.name {
        "w:numId" => &["w:val"],
        "w:abstractNum" => &["w:abstractNumId"],
        "w:num" => &["w:numId"],
        "w:abstractNumId" => &["w:val"],
        _ => &[],
    };
    for key in keys {
        if let Some(new) = element.get(key).and_then(moved) {
            element.set(*key, new);
        }
    }
}

/// Gives what is written in the second language its own styles and lists.
pub fn own(element: &mut Element, language: &str, behind: usize) {
    renumber(element, behind);
    if element.name == "w:pStyle"
        && let Some(id) = element.get("w:val").map(|id| style(id, language))
    {
        element.set("w:val", id);
    }
}

/// The styles of the second language's paragraphs, from those that it would have alone.
pub fn styles(first: &Element, alone: &Element, drafts: [&Draft; 2], behind: usize) -> Vec<Node<'static>> {
    let id = |style: &Element| style.get("w:styleId").unwrap_or_default().to_string();
    let paragraphs = |root: &Element| -> Vec<Element<'static>> {
        let kept = |element: &&Element| element.name == "w:style" && element.get("w:type") == Some("paragraph");
        root.elements().filter(kept).map(|element| element.clone().owned()).collect()
    };
    let known = paragraphs(first);
    let of = |style: &Element| known.iter().find(|other| id(other) == id(style));
    let all = paragraphs(alone);
    all.iter().filter_map(|style| Some(Node::Element(derived(of(style)?, style, drafts, behind)))).collect()
}

/// One style.
fn derived(first: &Element, alone: &Element<'static>, drafts: [&Draft; 2], behind: usize) -> Element<'static> {
    let [one, two] = drafts;
    let id = first.get("w:styleId").unwrap_or_default();
    let known = CONTENTS.iter().find(|(own, ..)| *own == id).map(|(.., name)| (*name).to_string());
    let name = first.find("w:name").and_then(|name| name.get("w:val")).unwrap_or_default();
    let mut out = word("style").with("w:type", "paragraph").with("w:styleId", style(id, &two.language));
    if known.is_none() {
        out.set("w:customStyle", "1");
    }
    out.put(valued("name", known.unwrap_or_else(|| format!("{name} ({})", two.language))));
    out.put(valued("basedOn", id.to_string()));
    if let Some(next) = alone.find("w:next").and_then(|next| next.get("w:val")) {
        out.put(valued("next", style(next, &two.language)));
    }
    let inside = |style: &Element<'static>, part: &str, name: &str| {
        style.find(part).and_then(|properties| properties.find(name)).cloned()
    };
    let paragraph = out.need("w:pPr");
    let counted = first.find("w:pPr").is_some_and(|properties| properties.find("w:numPr").is_some());
    match inside(alone, "w:pPr", "w:numPr") {
        Some(mut list) => {
            list.each_mut(&mut |element| renumber(element, behind));
            paragraph.put(list);
        }
        None if counted => paragraph.put(word("numPr").child(valued("numId", "0"))),
        None => {}
    }
    if let Some(indent) = inside(alone, "w:pPr", "w:ind") {
        paragraph.put(indent);
    }
    if let Some(level) = inside(alone, "w:pPr", "w:outlineLvl") {
        let level = level.get("w:val").and_then(|level| level.parse::<usize>().ok()).unwrap_or_default();
        paragraph.put(valued("outlineLvl", (level + DEEPER).to_string()));
    }
    let rtl = two.direction == Direction::Rtl;
    if one.direction != two.direction {
        paragraph.put(if rtl { word("bidi") } else { valued("bidi", "0") });
    }
    let run = out.need("w:rPr");
    run.put(parts::language(&super::gate::clean(&two.tag), rtl));
    if rtl && one.direction != two.direction {
        let size = inside(alone, "w:rPr", "w:szCs");
        let plain = alone.find("w:basedOn").is_none_or(|base| base.get("w:val") == Some("Normal"));
        if let Some(size) = size.or(plain.then(|| valued("szCs", "26"))) {
            run.put(size);
        }
    }
    out
}
