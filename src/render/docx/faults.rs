//! What no outside validator sees: the document's own invariants.

use super::dom::{self, Element};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The faults of a document that this module wrote; empty when there are none.
pub fn faults(bytes: &[u8]) -> Vec<String> {
    let parts = match unpack(bytes) {
        Ok(parts) => parts,
        Err(error) => return vec![error],
    };
    let mut out = Vec::new();
    for name in ["document", "styles", "numbering", "settings", "header1", "footer1"] {
        if !parts.contains_key(&format!("word/{name}.xml")) {
            out.push(format!("no part `word/{name}.xml`"));
        }
    }
    let stories: Vec<&Element> =
        parts.values().filter(|root| ["w:document", "w:hdr", "w:ftr"].contains(&root.name.as_str())).collect();
    let marks = bookmarks(&stories, &mut out);
    for story in &stories {
        fields(story, &marks, &mut out);
    }
    paragraph_ids(&stories, &mut out);
    used(&parts, &mut out);
    out
}

/// The parts of a package, by name.
pub(super) fn unpack(bytes: &[u8]) -> Result<BTreeMap<String, Element>, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let mut parts = BTreeMap::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).map_err(|error| error.to_string())?;
        let name = file.name().map_err(|error| error.to_string())?.into_owned();
        let mut text = String::new();
        file.read_to_string(&mut text).map_err(|error| format!("`{name}`: {error}"))?;
        parts.insert(name.clone(), dom::parse(&text).map_err(|error| format!("`{name}`: {error}"))?);
    }
    Ok(parts)
}

fn walk<'a>(stories: &[&'a Element], mut visit: impl FnMut(&'a Element)) {
    for story in stories {
        story.each(&mut visit);
    }
}

/// Bookmarks are balanced and unique by id and by name. Returns the names.
fn bookmarks(stories: &[&Element], out: &mut Vec<String>) -> BTreeSet<String> {
    let (mut names, mut ids, mut open) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    walk(stories, |element| match element.name.as_str() {
        "w:bookmarkStart" => {
            let id = element.get("w:id").unwrap_or_default();
            let name = element.get("w:name").unwrap_or_default();
            if !ids.insert(id) {
                out.push(format!("bookmark id {id} twice"));
            }
            if !names.insert(name.to_lowercase()) {
                out.push(format!("bookmark `{name}` twice"));
            }
            let letters = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
            if name.len() > 40 || !letters || !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
                out.push(format!("`{name}` is no bookmark name"));
            }
            open.insert(id);
        }
        "w:bookmarkEnd" => {
            let id = element.get("w:id").unwrap_or_default();
            if !open.remove(id) {
                out.push(format!("bookmark {id} ends without beginning"));
            }
        }
        _ => {}
    });
    out.extend(open.iter().map(|id| format!("bookmark {id} never ends")));
    names
}

/// Field marks are balanced, and what fields and links point to exists.
fn fields(story: &Element, marks: &BTreeSet<String>, out: &mut Vec<String>) {
    let mut state = "end";
    story.each(&mut |element| match element.name.as_str() {
        "w:fldChar" => {
            let kind = element.get("w:fldCharType").unwrap_or_default();
            let want = match kind {
                "begin" => "end",
                "separate" => "begin",
                _ => "separate",
            };
            if state != want {
                out.push(format!("field mark `{kind}` after `{state}`"));
            }
            state = match kind {
                "begin" => "begin",
                "separate" => "separate",
                _ => "end",
            };
        }
        "w:instrText" => {
            let text = element.text();
            let mut words = text.split_whitespace().skip_while(|word| *word == "REF");
            match words.next() {
                Some("PAGE" | "NUMPAGES") => {}
                Some(name) if marks.contains(&name.to_lowercase()) => {}
                _ => out.push(format!("field `{}` points nowhere", text.trim())),
            }
        }
        "w:hyperlink" => {
            let name = element.get("w:anchor").unwrap_or_default();
            if !marks.contains(&name.to_lowercase()) {
                out.push(format!("link `{name}` points nowhere"));
            }
        }
        _ => {}
    });
    if state != "end" {
        out.push(format!("a field stops at `{state}`"));
    }
}

fn paragraph_ids(stories: &[&Element], out: &mut Vec<String>) {
    let mut seen = BTreeSet::new();
    walk(stories, |element| {
        if element.name == "w:p" {
            let id = element.get("w14:paraId").unwrap_or_default();
            let number = u32::from_str_radix(id, 16).unwrap_or(0);
            if !seen.insert(number) || number == 0 || number >= 0x8000_0000 {
                out.push(format!("paragraph id `{id}` is used twice or out of range"));
            }
        }
    });
}

/// Every style and list that is used is defined; linked styles and levels point at each other.
fn used(parts: &BTreeMap<String, Element>, out: &mut Vec<String>) {
    let (mut styles, mut nums) = (BTreeSet::new(), BTreeSet::from(["0"]));
    let all: Vec<&Element> = parts.values().collect();
    walk(&all, |element| {
        let id = element.get("w:styleId").or(element.get("w:numId")).unwrap_or_default();
        let new = match element.name.as_str() {
            "w:style" => styles.insert(id),
            "w:num" => nums.insert(id),
            _ => true,
        };
        if !new {
            out.push(format!("style or list `{id}` twice"));
        }
    });
    walk(&all, |element| {
        let value = element.get("w:val").unwrap_or_default();
        match element.name.as_str() {
            "w:pStyle" | "w:rStyle" | "w:tblStyle" | "w:basedOn" | "w:next" | "w:link" if !styles.contains(value) => {
                out.push(format!("no style `{value}`"));
            }
            "w:numId" if !nums.contains(value) => out.push(format!("no list {value}")),
            _ => {}
        }
    });
}
