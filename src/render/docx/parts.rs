//! The parts and pieces that are written whole, because docx-rs has no words for them.

use super::dom::{Element, Node};
use super::{DocxOptions, blanks, fonts, gate};
use crate::model::draft::{Draft, plain};
use crate::model::fingerprint;
use std::borrow::Cow;

pub const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const W14: &str = "http://schemas.microsoft.com/office/word/2010/wordml";
const MC: &str = "http://schemas.openxmlformats.org/markup-compatibility/2006";
const TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const CORE: &str = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
const OPC: &str = "http://schemas.openxmlformats.org/package/2006";

/// An element of WordprocessingML.
pub fn word(name: &str) -> Element<'static> {
    Element::new(format!("w:{name}"))
}

/// The same, with its value.
pub fn valued(name: &str, value: impl Into<Cow<'static, str>>) -> Element<'static> {
    word(name).with("w:val", value)
}

/// The root of a part with text in it.
pub fn story<'a>(name: &'static str, children: Vec<Node<'a>>) -> Element<'a> {
    let mut root = Element::new(name)
        .with("xmlns:w", W)
        .with("xmlns:r", R)
        .with("xmlns:w14", W14)
        .with("xmlns:mc", MC)
        .with("mc:Ignorable", "w14");
    root.children = children;
    root
}

/// A part of word/ that the document is related to.
struct Related {
    name: &'static str,
    relation: &'static str,
    kind: &'static str,
}

/// Which parts there are beside those that every document has.
#[derive(Clone, Copy, Debug, Default)]
pub struct Extras {
    pub notes: bool,
    pub blanks: bool,
    pub prompts: bool,
    pub theme: bool,
}

impl Extras {
    fn related(self) -> Vec<Related> {
        let same = |name, relation| Related { name, relation, kind: relation };
        let mut out = vec![
            same("styles", "styles"),
            same("numbering", "numbering"),
            same("settings", "settings"),
            same("fontTable", "fontTable"),
            same("header1", "header"),
            same("header2", "header"),
            same("footer1", "footer"),
            same("footer2", "footer"),
        ];
        if self.notes {
            out.push(same("footnotes", "footnotes"));
        }
        if self.prompts {
            out.push(Related { name: "glossary/document", relation: "glossaryDocument", kind: "document.glossary" });
        }
        out
    }
}

/// `[Content_Types].xml`
pub fn content_types(extras: Extras) -> Vec<u8> {
    let default = |extension: &'static str, kind: &'static str| {
        Element::new("Default").with("Extension", extension).with("ContentType", kind)
    };
    let part = |name: &str, kind: String| {
        Element::new("Override").with("PartName", format!("/{name}.xml")).with("ContentType", kind)
    };
    let office = |kind: &str| format!("application/vnd.openxmlformats-officedocument.{kind}+xml");
    let mut root = Element::new("Types")
        .with("xmlns", format!("{OPC}/content-types"))
        .child(default("rels", "application/vnd.openxmlformats-package.relationships+xml"))
        .child(default("xml", "application/xml"))
        .child(part("word/document", format!("{TYPE}.document.main+xml")));
    for related in extras.related() {
        root = root.child(part(&format!("word/{}", related.name), format!("{TYPE}.{}+xml", related.kind)));
    }
    if extras.theme {
        root = root.child(part("word/theme/theme1", office("theme")));
    }
    if extras.blanks {
        root = root.child(part("customXml/itemProps1", office("customXmlProperties")));
    }
    root.child(part("docProps/core", "application/vnd.openxmlformats-package.core-properties+xml".into()))
        .child(part("docProps/custom", office("custom-properties")))
        .child(part("docProps/app", office("extended-properties")))
        .part()
}

fn relationships<'a>(entries: impl IntoIterator<Item = (&'a str, String, String)>) -> Vec<u8> {
    let entry =
        |(id, kind, target)| Element::new("Relationship").with("Id", id).with("Type", kind).with("Target", target);
    Element::new("Relationships")
        .with("xmlns", format!("{OPC}/relationships"))
        .children(entries.into_iter().map(entry))
        .part()
}

/// `_rels/.rels`
pub fn package_relationships() -> Vec<u8> {
    relationships([
        ("rId1", format!("{R}/officeDocument"), "word/document.xml".to_string()),
        ("rId2", CORE.to_string(), "docProps/core.xml".to_string()),
        ("rId3", format!("{R}/extended-properties"), "docProps/app.xml".to_string()),
        ("rId4", format!("{R}/custom-properties"), "docProps/custom.xml".to_string()),
    ])
}

/// `word/_rels/document.xml.rels`
pub fn document_relationships(extras: Extras) -> Vec<u8> {
    let related = extras.related();
    let mut entries: Vec<(&str, String, String)> = related
        .iter()
        .map(|part| {
            let id = if part.relation == "glossaryDocument" { "glossary" } else { part.name };
            (id, format!("{R}/{}", part.relation), format!("{}.xml", part.name))
        })
        .collect();
    if extras.theme {
        entries.push(("theme1", format!("{R}/theme"), "theme/theme1.xml".into()));
    }
    if extras.blanks {
        entries.push(("blanks", format!("{R}/customXml"), "../customXml/item1.xml".into()));
    }
    relationships(entries)
}

/// `customXml/_rels/item1.xml.rels`
pub fn item_relationships() -> Vec<u8> {
    relationships([("rId1", format!("{R}/customXmlProps"), "itemProps1.xml".into())])
}

/// The parts of the blanks.
pub fn of_blanks(blanks: &blanks::Blanks) -> Vec<(&'static str, Vec<u8>)> {
    let mut out = Vec::new();
    if !blanks.is_empty() {
        out.push(("customXml/item1.xml", blanks.item()));
        out.push(("customXml/itemProps1.xml", blanks::item_properties()));
        out.push(("customXml/_rels/item1.xml.rels", item_relationships()));
    }
    if blanks.prompts() {
        out.push(("word/glossary/document.xml", blanks.glossary()));
    }
    out
}

/// `docProps/core.xml`: title, subject, language, version; no person, no time.
pub fn core(draft: &Draft, options: &DocxOptions) -> Vec<u8> {
    Element::new("cp:coreProperties")
        .with("xmlns:cp", format!("{OPC}/metadata/core-properties"))
        .with("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .child(Element::new("dc:title").holding(&plain(&draft.title)))
        .child(Element::new("dc:subject").holding(&draft.instrument))
        .child(Element::new("dc:language").holding(&draft.tag))
        .child(Element::new("cp:version").holding(&draft.library))
        .child(Element::new("cp:contentStatus").holding(super::frame::status(draft, options)))
        .part()
}

/// `docProps/custom.xml`: by what the draft was made; ids, versions and a hash, nothing else.
pub fn custom(draft: &Draft) -> Vec<u8> {
    let said = [
        ("Program", concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"))),
        ("Library", draft.library.as_str()),
        ("Fingerprint", fingerprint::short(&draft.fingerprint)),
        ("Instrument", draft.instrument.as_str()),
        ("Language", draft.language.as_str()),
    ];
    let mut root = Element::new("Properties")
        .with("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties")
        .with("xmlns:vt", "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes");
    for (at, (name, value)) in said.into_iter().enumerate() {
        let mut text = Element::new("vt:lpwstr");
        text.children.push(super::dom::Node::Text(gate::clean(value)));
        let property = Element::new("property")
            .with("fmtid", "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}")
            // Numbers below two are reserved.
            .with("pid", (at + 2).to_string())
            .with("name", format!("Clausier{name}"))
            .child(text);
        root = root.child(property);
    }
    root.part()
}

/// `docProps/app.xml`
pub fn app() -> Vec<u8> {
    Element::new("Properties")
        .with("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties")
        .part()
}

/// `word/settings.xml`
pub fn settings(draft: &Draft, contents: bool, notes: bool) -> Vec<u8> {
    let mode = word("compatSetting")
        .with("w:name", "compatibilityMode")
        .with("w:uri", "http://schemas.microsoft.com/office/word")
        .with("w:val", "15");
    let mut root = word("settings")
        .with("xmlns:w", W)
        .child(valued("defaultTabStop", "567"))
        .child(valued("characterSpacingControl", "doNotCompress"));
    if contents {
        root = root.child(valued("updateFields", "true"));
    }
    if notes {
        let separator = |id: &'static str| word("footnote").with("w:id", id);
        root = root.child(
            word("footnotePr").child(valued("numRestart", "continuous")).child(separator("-1")).child(separator("0")),
        );
    }
    root.child(word("compat").child(mode))
        .child(word("themeFontLang").with("w:val", gate::clean(&draft.tag).into_owned()))
        .child(valued("decimalSymbol", "."))
        .child(valued("listSeparator", ","))
        .part()
}

/// Fonts, size and language of the whole document.
pub fn defaults(tag: &str, rtl: bool) -> Element<'static> {
    let run = word("rPr").child(fonts::used()).child(valued("sz", "22"));
    let run = run.child(valued("szCs", if rtl { "26" } else { "22" }));
    let paragraph = word("pPr").child(word("spacing").with("w:after", "120"));
    word("docDefaults")
        .child(word("rPrDefault").child(run.child(language(tag, rtl))))
        .child(word("pPrDefault").child(paragraph))
}

/// The language of all text.
pub fn language(tag: &str, rtl: bool) -> Element<'static> {
    let out = valued("lang", tag.to_string());
    if rtl { out.with("w:bidi", tag.to_string()) } else { out }
}
