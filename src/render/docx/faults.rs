//! What no outside validator sees: the document's own invariants.

mod controls;
mod notes;

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
    for name in ["document", "styles", "numbering", "settings", "header1", "header2", "footer1", "footer2"] {
        if !parts.contains_key(&format!("word/{name}.xml")) {
            out.push(format!("no part `word/{name}.xml`"));
        }
    }
    related(&parts, &mut out);
    let roots = ["w:document", "w:hdr", "w:ftr", "w:footnotes"];
    let stories: Vec<&Element<'static>> = parts.values().filter(|root| roots.contains(&&root.name[..])).collect();
    let marks = bookmarks(&stories, &mut out);
    for story in &stories {
        fields(story, &marks, &mut out);
    }
    paragraph_ids(&stories, &mut out);
    used(&parts, &mut out);
    controls::check(&parts, &stories, &mut out);
    notes::check(&parts, &mut out);
    out
}

/// The parts of a package, by name.
pub type Parts = BTreeMap<String, Element<'static>>;

/// Every part is named in the content types, and what a relationship points to is there.
fn related(parts: &Parts, out: &mut Vec<String>) {
    let types = parts.get("[Content_Types].xml");
    let named: BTreeSet<&str> =
        types.iter().flat_map(|types| types.elements()).filter_map(|kind| kind.get("PartName")).collect();
    for name in &named {
        if !parts.contains_key(name.trim_start_matches('/')) {
            out.push(format!("a content type for `{name}`, which is not there"));
        }
    }
    for (name, root) in parts.iter().filter(|(name, _)| name.ends_with(".rels")) {
        let folder = name.split("_rels/").next().unwrap_or_default();
        for target in root.elements().filter_map(|relation| relation.get("Target")) {
            let path = target.strip_prefix("../").map_or_else(|| format!("{folder}{target}"), str::to_string);
            if !parts.contains_key(&path) {
                out.push(format!("`{name}` points to `{target}`, which is not there"));
            }
        }
    }
}

/// Opens a package.
pub(super) fn unpack(bytes: &[u8]) -> Result<Parts, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let mut parts = BTreeMap::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).map_err(|error| error.to_string())?;
        let name = file.name().map_err(|error| error.to_string())?.into_owned();
        let mut text = String::new();
        file.read_to_string(&mut text).map_err(|error| format!("`{name}`: {error}"))?;
        let root = dom::parse(&text).map_err(|error| format!("`{name}`: {error}"))?.owned();
        parts.insert(name, root);
    }
    Ok(parts)
}

fn walk<'a>(stories: &[&'a Element<'static>], mut visit: impl FnMut(&'a Element<'static>)) {
    for story in stories {
        story.each(&mut visit);
    }
}

/// Bookmarks are balanced and unique by id and by name. Returns the names.
fn bookmarks(stories: &[&Element<'static>], out: &mut Vec<String>) -> BTreeSet<String> {
    let (mut names, mut ids, mut open) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    walk(stories, |element| match &element.name[..] {
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

/// Field marks are balanced, one inside another, and what fields and links point to exists.
fn fields(story: &Element, marks: &BTreeSet<String>, out: &mut Vec<String>) {
    let mut open: Vec<&str> = Vec::new();
    story.each(&mut |element| match &element.name[..] {
        "w:fldChar" => match (element.get("w:fldCharType").unwrap_or_default(), open.last_mut()) {
            ("begin", _) => open.push("begin"),
            ("separate", Some(state)) if *state == "begin" => *state = "separate",
            ("end", Some(state)) if *state == "separate" => drop(open.pop()),
            (kind, state) => out.push(format!("field mark `{kind}` after {state:?}")),
        },
        "w:instrText" => {
            let text = element.text();
            let mut words = text.split_whitespace().skip_while(|word| ["REF", "PAGEREF"].contains(word));
            match words.next() {
                _ if open.last() != Some(&"begin") => out.push(format!("`{}` stands in no field", text.trim())),
                Some("PAGE" | "NUMPAGES" | "TOC") => {}
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
    out.extend(open.iter().map(|state| format!("a field stops at `{state}`")));
}

fn paragraph_ids(stories: &[&Element<'static>], out: &mut Vec<String>) {
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
fn used(parts: &Parts, out: &mut Vec<String>) {
    let (mut styles, mut nums) = (BTreeSet::new(), BTreeSet::from(["0"]));
    let all: Vec<&Element<'static>> = parts.values().collect();
    walk(&all, |element| {
        let id = element.get("w:styleId").or(element.get("w:numId")).unwrap_or_default();
        let new = match &element.name[..] {
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
        match &element.name[..] {
            "w:pStyle" | "w:rStyle" | "w:tblStyle" | "w:basedOn" | "w:next" | "w:link" if !styles.contains(value) => {
                out.push(format!("no style `{value}`"));
            }
            "w:numId" if !nums.contains(value) => out.push(format!("no list {value}")),
            _ => {}
        }
    });
}
