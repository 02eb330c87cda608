//! The look of another document: its styles, fonts, theme and page, and nothing else of it.
//!
//! The document comes from anywhere. So what is read is bounded, and of what is read only elements and
//! attributes go on that say how text looks: no text, no author, no properties, no macros, no numbering,
//! no relations to anything outside.

use super::dom::{self, Element, Node};
use super::order;
use super::page::Page;
use super::parts::{W, valued, word};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The largest document read, and the largest of its parts. Unit: bytes.
const MAX_FILE: usize = 32 << 20;
const MAX_TEXT: u64 = 64 << 20;
const MAX_PART: u64 = 4 << 20;
/// The most parts and styles.
const MAX_PARTS: usize = 10_000;
const MAX_STYLES: usize = 4_000;

/// What never goes on, though it may stand in a style: numbering is ours, revisions are nobody's.
const DROPPED: [&str; 15] = [
    "numPr",
    "pPrChange",
    "rPrChange",
    "tblPrChange",
    "trPrChange",
    "tcPrChange",
    "ins",
    "del",
    "moveFrom",
    "moveTo",
    "sectPr",
    "rsid",
    "autoRedefine",
    "cnfStyle",
    "divId",
];

/// Elements with children that are not in the table of orders.
const HOLDERS: [&str; 9] = [
    "w:docDefaults",
    "w:rPrDefault",
    "w:pPrDefault",
    "w:tabs",
    "w:tblCellMar",
    "w:tcBorders",
    "w:tcMar",
    "w:tblStylePr",
    "w:font",
];

/// The look of a document.
#[derive(Clone, Debug, Default)]
pub struct House {
    pub(super) defaults: Option<Element<'static>>,
    pub(super) styles: Vec<Element<'static>>,
    pub(super) fonts: Vec<Element<'static>>,
    pub(super) theme: Option<Element<'static>>,
    pub(super) page: Option<Page>,
}

impl House {
    /// Reads a Word document.
    ///
    /// # Errors
    ///
    /// What is wrong with the file, as the end of a sentence that names it.
    pub fn read(bytes: &[u8]) -> Result<House, String> {
        if bytes.len() > MAX_FILE {
            return Err(format!("has {} bytes; at most {MAX_FILE} are read", bytes.len()));
        }
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| "is not a Word document".to_string())?;
        if archive.len() > MAX_PARTS {
            return Err(format!("has {} parts; at most {MAX_PARTS} are read", archive.len()));
        }
        let mut part = |name: &str, most: u64| -> Result<Option<String>, String> {
            let damaged = |error: &dyn std::fmt::Display| format!("is damaged: `{name}`: {error}");
            let file = match archive.by_name(name) {
                Ok(file) => file,
                Err(zip::result::ZipError::FileNotFound) => return Ok(None),
                Err(error) => return Err(damaged(&error)),
            };
            let mut text = String::new();
            file.take(most + 1).read_to_string(&mut text).map_err(|error| damaged(&error))?;
            if text.len() as u64 > most {
                return Err(format!("is too large: `{name}` has more than {most} bytes"));
            }
            Ok(Some(text))
        };
        let styles = part("word/styles.xml", MAX_PART)?.ok_or("is not a Word document with styles")?;
        let mut out = House::default();
        out.take_styles(&root(&styles, "word/styles.xml", "w:styles")?)?;
        if let Some(text) = part("word/fontTable.xml", MAX_PART)? {
            let fonts = root(&text, "word/fontTable.xml", "w:fonts")?;
            out.fonts = fonts.elements().filter(|font| font.name == "w:font").map(font).collect();
        }
        if let Some(text) = part("word/theme/theme1.xml", MAX_PART)? {
            out.theme = super::theme::taken(&root(&text, "word/theme/theme1.xml", "a:theme")?);
        }
        if let Some(text) = part("word/document.xml", MAX_TEXT)? {
            out.page = page(&text).map_err(|error| format!("is damaged: `word/document.xml`: {error}"))?;
        }
        Ok(out)
    }

    fn take_styles(&mut self, root: &Element) -> Result<(), String> {
        self.defaults = root.find("w:docDefaults").map(cleaned);
        for style in root.elements().filter(|element| element.name == "w:style") {
            let kind = style.get("w:type").unwrap_or("paragraph");
            let named = style.find("w:name").is_some_and(|name| name.get("w:val").is_some());
            if ["paragraph", "character", "table"].contains(&kind) && named && style.get("w:styleId").is_some() {
                self.styles.push(cleaned(style));
            }
        }
        if self.styles.len() > MAX_STYLES {
            return Err(format!("has {} styles; at most {MAX_STYLES} are read", self.styles.len()));
        }
        Ok(())
    }

    /// `word/fontTable.xml`, with our own fonts where these are not named.
    pub(super) fn font_table(&self, ours: Element<'static>) -> Vec<u8> {
        let name = |font: &Element| font.get("w:name").unwrap_or_default().to_lowercase();
        let mut out = word("fonts").with("xmlns:w", W).children(self.fonts.iter().cloned());
        if !self.fonts.iter().any(|font| name(font) == name(&ours)) {
            out = out.child(ours);
        }
        out.part()
    }
}

fn root<'a>(text: &'a str, part: &str, name: &str) -> Result<Element<'a>, String> {
    let root = dom::parse(text).map_err(|error| format!("is damaged: `{part}`: {error}"))?;
    if root.name == name { Ok(root) } else { Err(format!("is damaged: `{part}` begins with `{}`", root.name)) }
}

/// Only what says how text looks.
fn cleaned(element: &Element) -> Element<'static> {
    let mut out = Element::new(element.name.to_string());
    for (name, value) in
        element.attributes.iter().filter(|(name, _)| name.starts_with("w:") && !name.starts_with("w:rsid"))
    {
        out.set(name.to_string(), super::gate::clean(value).into_owned());
    }
    let known = order::known(&element.name);
    let holder = HOLDERS.contains(&&*element.name);
    for child in element.elements() {
        let Some(name) = child.name.strip_prefix("w:") else { continue };
        let known = known.map_or(holder, |known| known.contains(&name));
        if known && !DROPPED.contains(&name) {
            out.children.push(Node::Element(cleaned(child)));
        }
    }
    out
}

/// A font as described, without the file that may be embedded.
fn font(font: &Element) -> Element<'static> {
    let mut out = cleaned(font);
    out.retain(|child| !child.name.starts_with("w:embed"));
    out
}

/// The page of the last section.
fn page(text: &str) -> Result<Option<Page>, String> {
    let mut reader = Reader::from_str(text);
    let (mut found, mut old): (Option<Page>, usize) = (None, 0);
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(tag) if tag.name().as_ref() == "w:sectPrChange" => old += 1,
            Event::End(tag) if tag.name().as_ref() == "w:sectPrChange" => old = old.saturating_sub(1),
            Event::Start(tag) | Event::Empty(tag) if old == 0 => match tag.name().as_ref() {
                "w:sectPr" => found = Some(Page::default()),
                "w:pgSz" | "w:pgMar" => measure(&tag, found.get_or_insert_with(Page::default)),
                _ => {}
            },
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// Takes over sizes that a page can have, in twentieths of a point.
fn measure(tag: &BytesStart, page: &mut Page) {
    let size = tag.name().as_ref() == "w:pgSz";
    for attribute in tag.attributes().flatten() {
        let Ok(value) = attribute.value.trim().parse::<f64>() else { continue };
        let value = value.abs().round() as usize;
        let field = match (size, attribute.key.as_ref()) {
            (true, "w:w") => &mut page.width,
            (true, "w:h") => &mut page.height,
            (false, "w:top") => &mut page.top,
            (false, "w:right") => &mut page.right,
            (false, "w:bottom") => &mut page.bottom,
            (false, "w:left") => &mut page.left,
            (false, "w:header") => &mut page.header,
            (false, "w:footer") => &mut page.footer,
            (false, "w:gutter") => &mut page.gutter,
            _ => continue,
        };
        // From ten centimetres to half a metre, and margins of at most twelve centimetres.
        if if size { (5_670..=28_350).contains(&value) } else { value <= 6_800 } {
            *field = value;
        }
    }
}

/// A style's name as it is compared.
pub(super) fn name(style: &Element) -> String {
    style.find("w:name").and_then(|name| name.get("w:val")).unwrap_or_default().to_lowercase()
}

/// The id of a style.
pub(super) fn id<'a>(style: &'a Element) -> &'a str {
    style.get("w:styleId").unwrap_or_default()
}

/// An element with a value, of any text.
pub(super) fn named(element: &str, value: &str) -> Element<'static> {
    valued(element, value.to_string())
}
