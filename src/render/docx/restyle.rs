//! Our styles in the look of another document.
//!
//! A style of theirs with the name or the id of one of ours takes its place; our numbering stays. Where
//! they have none, ours is based on the style that does the same work in any document of theirs: the
//! heading of a chapter on their first heading, that of an article on their second, text on their text.

use super::dom::{Element, Node};
use super::house::{House, id, name, named};
use super::parts;
use std::collections::{BTreeMap, BTreeSet};

/// Ours → the name under which every document has a style for that.
const BASES: [(&str, &str); 10] = [
    ("ChapterHeading", "heading 1"),
    ("AnnexHeading", "heading 1"),
    ("ProvisionHeading", "heading 2"),
    ("UnnumberedHeading", "heading 2"),
    ("Subheading", "heading 3"),
    ("PlainText", "body text"),
    ("Paragraph", "body text"),
    ("Point", "body text"),
    ("Subpoint", "body text"),
    ("Definition", "body text"),
];

/// `word/styles.xml` of ours, restyled.
pub fn restyle(ours: Element<'static>, house: &House, tag: &str, rtl: bool) -> Element<'static> {
    let Element { name: root, attributes, children } = ours;
    let mut defaults = None;
    let mut own: Vec<Element<'static>> = Vec::new();
    for child in (Element { children, ..Element::default() }).into_elements() {
        if child.name == "w:docDefaults" { defaults = Some(child) } else { own.push(child) }
    }
    let matches = matched(&own, house);
    // Their id → ours, for those that take the place of ours.
    let renamed: BTreeMap<&str, &str> =
        own.iter().filter_map(|style| Some((id(matches.get(id(style)).copied()?), id(style)))).collect();
    let ids: BTreeSet<&str> = own.iter().map(id).collect();
    let mut all: Vec<Element<'static>> = Vec::new();
    for style in &house.styles {
        if !renamed.contains_key(id(style))
            && !ids.contains(id(style))
            && all.iter().all(|other| id(other) != id(style))
        {
            let mut style = style.clone();
            // There is one default, and it is ours or what took its place.
            if style.get("w:type") != Some("table") && style.get("w:type") != Some("character") {
                style.unset("w:default");
            }
            rename(&mut style, &renamed);
            all.push(style);
        }
    }
    let bases: BTreeMap<String, String> = house
        .styles
        .iter()
        .map(|style| (name(style), renamed.get(id(style)).copied().unwrap_or(id(style)).to_string()))
        .collect();
    for style in &own {
        all.push(match matches.get(id(style)) {
            Some(theirs) => replaced(style, theirs, &renamed),
            None => based(style, &bases),
        });
    }
    sound(&mut all);
    let mut out = Element { name: root, attributes, children: Vec::new() };
    let mut top = house.defaults.clone().or(defaults).unwrap_or_else(|| parts::defaults(tag, rtl));
    top.need("w:rPrDefault").need("w:rPr").put(parts::language(tag, rtl));
    out.children.push(Node::Element(top));
    out.children(all)
}

/// Our id → the style of theirs that takes its place.
fn matched<'a>(own: &[Element], house: &'a House) -> BTreeMap<String, &'a Element<'static>> {
    let kind = |style: &Element| style.get("w:type").unwrap_or("paragraph").to_string();
    let find = |style: &Element| {
        let alike = || house.styles.iter().filter(|theirs| kind(theirs) == kind(style));
        let theirs =
            alike().find(|theirs| name(theirs) == name(style)).or(alike().find(|theirs| id(theirs) == id(style)));
        theirs.map(|theirs| (id(style).to_string(), theirs))
    };
    let mut taken = BTreeSet::new();
    own.iter().filter_map(find).filter(|(_, theirs)| taken.insert(id(theirs).to_string())).collect()
}

/// Theirs under our id, with our numbering and our place in the outline.
fn replaced(ours: &Element<'static>, theirs: &Element<'static>, renamed: &BTreeMap<&str, &str>) -> Element<'static> {
    let mut out = theirs.clone();
    out.set("w:styleId", id(ours).to_string());
    if ours.get("w:default").is_some() {
        out.set("w:default", "1");
    }
    rename(&mut out, renamed);
    let Some(properties) = ours.find("w:pPr") else { return out };
    for kept in ["w:numPr", "w:outlineLvl", "w:suppressLineNumbers", "w:tabs"] {
        let there = out.find("w:pPr").and_then(|properties| properties.find(kept)).is_some();
        if let Some(element) = properties.find(kept).filter(|_| kept == "w:numPr" || !there) {
            out.need("w:pPr").put(element.clone());
        }
    }
    out
}

/// Ours, based on what does the same work in theirs; then theirs says how it looks.
fn based(ours: &Element<'static>, bases: &BTreeMap<String, String>) -> Element<'static> {
    let mut out = ours.clone();
    let base = BASES.iter().find(|(own, _)| *own == id(ours)).and_then(|(_, name)| bases.get(*name));
    if let Some(base) = base {
        out.put(named("basedOn", base));
        out.retain(|child| child.name != "w:rPr");
        if let Some(properties) = out.find_mut("w:pPr") {
            properties.retain(|child| !["w:spacing", "w:jc"].contains(&&*child.name));
        }
    }
    out
}

/// What points to a renamed style follows it.
fn rename(style: &mut Element<'static>, renamed: &BTreeMap<&str, &str>) {
    for link in style.elements_mut().filter(|child| LINKS.contains(&&*child.name)) {
        if let Some(new) = link.get("w:val").and_then(|old| renamed.get(old)) {
            link.set("w:val", new.to_string());
        }
    }
}

const LINKS: [&str; 3] = ["w:basedOn", "w:next", "w:link"];

/// No style points to one that is not there, or is based on itself by way of others.
fn sound(all: &mut [Element<'static>]) {
    let ids: BTreeSet<String> = all.iter().map(|style| id(style).to_string()).collect();
    for style in all.iter_mut() {
        let there = |child: &Element| child.get("w:val").is_some_and(|value| ids.contains(value));
        style.retain(|child| !LINKS.contains(&&*child.name) || there(child));
    }
    let base = |style: &Element| style.find("w:basedOn").and_then(|base| base.get("w:val")).map(str::to_string);
    let mut below: BTreeMap<String, String> =
        all.iter().filter_map(|style| Some((id(style).to_string(), base(style)?))).collect();
    for style in all.iter_mut() {
        let start = id(style).to_string();
        let (mut here, mut steps) = (start.clone(), 0);
        while let Some(next) = below.get(&here).filter(|_| steps <= ids.len()) {
            here = next.clone();
            steps += 1;
        }
        if steps > ids.len() {
            below.remove(&start);
            style.retain(|child| child.name != "w:basedOn");
        }
    }
}
