//! Data that travels inside a document, as a part of its own that no reader prints.

use super::dom::{self, Element, Node};
use super::{gate, pack};
use std::io::{Cursor, Read};
use zip::ZipArchive;

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006";
const ITEM: &str = "customXml/answers.xml";
const PROPERTIES: &str = "customXml/answersProps.xml";

/// The document with a text in it, under `root` in `namespace`.
///
/// # Errors
///
/// Where `document` is not one that this module wrote.
pub fn embed(document: &[u8], root: &str, namespace: &str, text: &str) -> Result<Vec<u8>, String> {
    let mut parts = parts(document)?;
    let props = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml";
    let kind = Element::new("Override").with("PartName", format!("/{PROPERTIES}")).with("ContentType", props);
    add(&mut parts, "[Content_Types].xml", kind)?;
    let relation = relation("rIdAnswers", "customXml", &format!("../{ITEM}"));
    add(&mut parts, "word/_rels/document.xml.rels", relation)?;

    let mut item = Element::new(root.to_string()).with("xmlns", namespace.to_string());
    item.children.push(Node::Text(gate::lines(text).into()));
    let schema = Element::new("ds:schemaRef").with("ds:uri", namespace.to_string());
    let store = Element::new("ds:datastoreItem")
        .with("ds:itemID", "{6C0A5E1B-3C0D-4C55-9F0A-2B7B6F6E7A01}")
        .with("xmlns:ds", format!("{OFFICE}/customXml"))
        .child(Element::new("ds:schemaRefs").child(schema));
    let relations = Element::new("Relationships")
        .with("xmlns", "http://schemas.openxmlformats.org/package/2006/relationships")
        .child(self::relation("rId1", "customXmlProps", "answersProps.xml"));
    parts.push((ITEM.into(), item.part()));
    parts.push((PROPERTIES.into(), store.part()));
    parts.push(("customXml/_rels/answers.xml.rels".into(), relations.part()));
    let parts: Vec<(&str, Vec<u8>)> = parts.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
    pack::pack(&parts)
}

fn relation(id: &'static str, kind: &str, target: &str) -> Element<'static> {
    let kind = format!("{OFFICE}/relationships/{kind}");
    Element::new("Relationship").with("Id", id).with("Type", kind).with("Target", target.to_string())
}

/// Every part in the order packed.
fn parts(document: &[u8]) -> Result<Vec<(String, Vec<u8>)>, String> {
    let mut archive = ZipArchive::new(Cursor::new(document)).map_err(|error| error.to_string())?;
    let mut parts = Vec::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).map_err(|error| error.to_string())?;
        let name = file.name().map_err(|error| error.to_string())?.into_owned();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(|error| error.to_string())?;
        parts.push((name, bytes));
    }
    Ok(parts)
}

fn add(parts: &mut [(String, Vec<u8>)], name: &str, child: Element) -> Result<(), String> {
    let part = parts.iter_mut().find(|(known, _)| known == name).ok_or_else(|| format!("no part `{name}`"))?;
    let text = std::str::from_utf8(&part.1).map_err(|error| error.to_string())?;
    part.1 = dom::parse(text)?.child(child).part();
    Ok(())
}
