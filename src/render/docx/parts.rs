//! The parts and pieces that are written whole, because docx-rs has no words for them.

use super::dom::Element;
use super::gate;
use crate::model::draft::{Draft, plain};
use crate::model::fingerprint;

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// Fonts that a plain Windows has, and LibreOffice replaces by fonts of the same width.
const LATIN_FONT: &str = "Times New Roman";
const COMPLEX_FONT: &str = "Times New Roman";

/// The parts of word/ that the document is related to: name, relationship, content type.
const RELATED: [(&str, &str, &str); 6] = [
    ("styles", "styles", "styles"),
    ("numbering", "numbering", "numbering"),
    ("settings", "settings", "settings"),
    ("fontTable", "fontTable", "fontTable"),
    ("header1", "header", "header"),
    ("footer1", "footer", "footer"),
];

/// `[Content_Types].xml`
pub fn content_types() -> Vec<u8> {
    let default =
        |extension: &str, kind: &str| Element::new("Default").with("Extension", extension).with("ContentType", kind);
    let part = |name: &str, kind: &str| Element::new("Override").with("PartName", name).with("ContentType", kind);
    let mut root = Element::new("Types")
        .with("xmlns", "http://schemas.openxmlformats.org/package/2006/content-types")
        .child(default("rels", "application/vnd.openxmlformats-package.relationships+xml"))
        .child(default("xml", "application/xml"))
        .child(part("/word/document.xml", &format!("{TYPE}.document.main+xml")));
    for (name, _, kind) in RELATED {
        root = root.child(part(&format!("/word/{name}.xml"), &format!("{TYPE}.{kind}+xml")));
    }
    root.child(part("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"))
        .child(part("/docProps/custom.xml", "application/vnd.openxmlformats-officedocument.custom-properties+xml"))
        .child(part("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"))
        .part()
}

fn relationships(entries: &[(&str, String, String)]) -> Vec<u8> {
    let mut root =
        Element::new("Relationships").with("xmlns", "http://schemas.openxmlformats.org/package/2006/relationships");
    for (id, kind, target) in entries {
        root = root.child(Element::new("Relationship").with("Id", id).with("Type", kind).with("Target", target));
    }
    root.part()
}

/// `_rels/.rels`
pub fn package_relationships() -> Vec<u8> {
    let core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    relationships(&[
        ("rId1", format!("{R}/officeDocument"), "word/document.xml".to_string()),
        ("rId2", core.to_string(), "docProps/core.xml".to_string()),
        ("rId3", format!("{R}/extended-properties"), "docProps/app.xml".to_string()),
        ("rId4", format!("{R}/custom-properties"), "docProps/custom.xml".to_string()),
    ])
}

/// `word/_rels/document.xml.rels`
pub fn document_relationships() -> Vec<u8> {
    let entry = |(name, kind, _): &(&'static str, &str, &str)| (*name, format!("{R}/{kind}"), format!("{name}.xml"));
    relationships(&RELATED.iter().map(entry).collect::<Vec<_>>())
}

/// `docProps/core.xml`: title, subject, language, version; no person, no time.
pub fn core(draft: &Draft) -> Vec<u8> {
    let text = |name: &str, value: &str| {
        let mut element = Element::new(name);
        element.children.push(super::dom::Node::Text(gate::clean(value)));
        element
    };
    Element::new("cp:coreProperties")
        .with("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties")
        .with("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .child(text("dc:title", &plain(&draft.title)))
        .child(text("dc:subject", &draft.instrument))
        .child(text("dc:language", &draft.tag))
        .child(text("cp:version", &draft.library))
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
            .with("pid", &(at + 2).to_string())
            .with("name", &format!("Clausier{name}"))
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

fn word(name: &str) -> Element {
    Element::new(&format!("w:{name}"))
}

fn valued(name: &str, value: &str) -> Element {
    word(name).with("w:val", value)
}

/// `word/settings.xml`
pub fn settings() -> Vec<u8> {
    let mode = word("compatSetting")
        .with("w:name", "compatibilityMode")
        .with("w:uri", "http://schemas.microsoft.com/office/word")
        .with("w:val", "15");
    word("settings")
        .with("xmlns:w", W)
        .child(valued("defaultTabStop", "567"))
        .child(valued("characterSpacingControl", "doNotCompress"))
        .child(word("compat").child(mode))
        .child(valued("decimalSymbol", "."))
        .child(valued("listSeparator", ","))
        .part()
}

/// `word/fontTable.xml`
pub fn fonts() -> Vec<u8> {
    let font = word("font")
        .with("w:name", LATIN_FONT)
        .child(valued("altName", "Liberation Serif"))
        .child(valued("family", "roman"))
        .child(valued("pitch", "variable"));
    word("fonts").with("xmlns:w", W).child(font).part()
}

/// The page: A4, its header and footer.
pub fn section(rtl: bool) -> Element {
    let part = |name: &str, id: &str| word(name).with("w:type", "default").with("r:id", id);
    let mut margins = word("pgMar");
    for side in ["top", "right", "bottom", "left"] {
        margins.set(&format!("w:{side}"), "1418");
    }
    for side in ["header", "footer"] {
        margins.set(&format!("w:{side}"), "709");
    }
    margins.set("w:gutter", "0");
    let section = word("sectPr")
        .child(part("headerReference", "header1"))
        .child(part("footerReference", "footer1"))
        .child(word("pgSz").with("w:w", "11906").with("w:h", "16838"))
        .child(margins)
        .child(word("cols").with("w:space", "708"));
    if rtl { section.child(word("bidi")) } else { section }
}

/// Fonts, size and language of the whole document.
pub fn defaults(tag: &str, rtl: bool) -> Element {
    let fonts = word("rFonts")
        .with("w:ascii", LATIN_FONT)
        .with("w:eastAsia", LATIN_FONT)
        .with("w:hAnsi", LATIN_FONT)
        .with("w:cs", COMPLEX_FONT);
    let mut language = valued("lang", tag);
    if rtl {
        language.set("w:bidi", tag);
    }
    let run = word("rPr").child(fonts).child(valued("sz", "22")).child(valued("szCs", "22")).child(language);
    let paragraph = word("pPr").child(word("spacing").with("w:after", "120"));
    word("docDefaults").child(word("rPrDefault").child(run)).child(word("pPrDefault").child(paragraph))
}

/// The style of tables: thin lines.
pub fn table_style() -> Element {
    let mut borders = word("tblBorders");
    for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
        let line = valued(side, "single").with("w:sz", "4").with("w:space", "0").with("w:color", "808080");
        borders = borders.child(line);
    }
    let mut cell = word("tblCellMar");
    for side in ["top", "left", "bottom", "right"] {
        cell = cell.child(word(side).with("w:w", "85").with("w:type", "dxa"));
    }
    word("style")
        .with("w:type", "table")
        .with("w:styleId", "DraftTable")
        .with("w:customStyle", "1")
        .child(valued("name", "Draft Table"))
        .child(word("tblPr").child(borders).child(cell))
}
