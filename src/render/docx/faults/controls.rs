//! The content controls and what they are bound to.

use super::{Parts, walk};
use crate::render::docx::dom::Element;
use std::collections::BTreeSet;

/// The longest title or tag that Word takes.
const LONGEST: usize = 64;

/// Each control has a number of its own and hits one node, whose text it shows; its prompt exists.
pub fn check(parts: &Parts, stories: &[&Element<'static>], out: &mut Vec<String>) {
    let store = parts.get("customXml/itemProps1.xml").and_then(|root| root.get("ds:itemID"));
    let item = parts.get("customXml/item1.xml");
    let mut prompts = BTreeSet::new();
    if let Some(root) = parts.get("word/glossary/document.xml") {
        root.each(&mut |element| {
            if element.name == "w:docPartPr" {
                prompts.extend(element.find("w:name").and_then(|name| name.get("w:val")));
            }
        });
    }
    let mut ids = BTreeSet::new();
    walk(stories, |control| {
        if control.name != "w:sdt" {
            return;
        }
        let Some(properties) = control.find("w:sdtPr") else { return out.push("a control without properties".into()) };
        let value = |name: &str| properties.find(name).and_then(|element| element.get("w:val"));
        let id = value("w:id").unwrap_or_default();
        if id.parse::<i32>().is_err() || !ids.insert(id) {
            out.push(format!("control id `{id}` is used twice or is none"));
        }
        for name in ["w:alias", "w:tag"] {
            let length = value(name).unwrap_or_default().encode_utf16().count();
            if length == 0 || length > LONGEST {
                out.push(format!("`{name}` of control {id} has {length} characters"));
            }
        }
        let binding = properties.find("w:dataBinding");
        if binding.and_then(|binding| binding.get("w:storeItemID")) != store {
            out.push(format!("control {id} is bound to another store"));
        }
        let path = binding.and_then(|binding| binding.get("w:xpath")).unwrap_or_default();
        let open = properties.find("w:showingPlcHdr").is_some();
        match item.and_then(|item| node(item, path)) {
            None => out.push(format!("control {id} is bound to `{path}`, which is not there")),
            Some(node) if !open && node.text() != shown(control) => {
                out.push(format!("control {id} shows another value"))
            }
            Some(node) if open && !node.children.is_empty() => {
                out.push(format!("control {id} is open, its node is not"))
            }
            Some(_) => {}
        }
        let prompt = properties.find("w:placeholder").and_then(|e| e.find("w:docPart")).and_then(|e| e.get("w:val"));
        if open && !prompt.is_some_and(|prompt| prompts.contains(prompt)) {
            out.push(format!("control {id} is open and has no prompt"));
        }
    });
}

/// The one node that a path of the form `/b:blanks[1]/b:blank[2]` hits.
fn node<'a>(root: &'a Element<'static>, path: &str) -> Option<&'a Element<'static>> {
    let mut steps = path.strip_prefix('/')?.split('/');
    let step = |step: &str| {
        let (name, at) = step.strip_prefix("b:")?.strip_suffix(']')?.split_once('[')?;
        Some((name.to_string(), at.parse::<usize>().ok()?.checked_sub(1)?))
    };
    let (name, at) = step(steps.next()?)?;
    let mut here = (root.name == name && at == 0).then_some(root)?;
    for next in steps {
        let (name, at) = step(next)?;
        here = here.elements().filter(|element| element.name == name).nth(at)?;
    }
    Some(here)
}

fn shown(control: &Element) -> String {
    control.find("w:sdtContent").map(Element::text).unwrap_or_default()
}
