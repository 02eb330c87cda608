//! What docx-rs leaves to be done: order, and what it can't write.

use super::dom::{self, Element, Node};
use super::styles::BUILT_IN;
use super::{names, order, parts};

/// What the post-processor has to know of the draft.
pub struct Post<'a> {
    pub tag: &'a str,
    pub rtl: bool,
    /// Paragraph ids given so far, across all parts.
    pub paragraphs: usize,
}

impl Post<'_> {
    fn parse(bytes: &[u8]) -> Result<Element, String> {
        dom::parse(std::str::from_utf8(bytes).map_err(|error| error.to_string())?)
    }

    /// The body, a header or a footer.
    pub fn story(&mut self, bytes: &[u8]) -> Result<Vec<u8>, String> {
        let mut root = Self::parse(bytes)?;
        let (tag, rtl) = (self.tag, self.rtl);
        let mut next = self.paragraphs;
        root.each_mut(&mut |element| match element.name.as_str() {
            "w:p" => {
                next += 1;
                element.unset("w14:paraId");
                element.unset("w14:textId");
                element.set("w14:paraId", &format!("{next:08X}"));
            }
            "w:rPr" => right_to_left(element, tag, rtl),
            "w:tbl" => table(element, rtl),
            "w:sectPr" => *element = parts::section(rtl),
            _ => {}
        });
        self.paragraphs = next;
        order::tidy(&mut root);
        Ok(root.part())
    }

    /// The styles, with the document's defaults and without docx-rs's own.
    pub fn styles(&self, bytes: &[u8]) -> Result<Vec<u8>, String> {
        let mut root = Self::parse(bytes)?;
        root.retain(|child| child.name != "w:docDefaults");
        let normals = |e: &Element| e.name == "w:style" && e.get("w:styleId") == Some("Normal");
        if root.elements().filter(|e| normals(e)).count() > 1
            && let Some(at) = root.children.iter().position(|node| matches!(node, Node::Element(e) if normals(e)))
        {
            root.children.remove(at);
        }
        for style in root.elements_mut().filter(|element| element.name == "w:style") {
            finish_style(style, self.rtl);
        }
        root.children.insert(0, Node::Element(parts::defaults(self.tag, self.rtl)));
        root.children.push(Node::Element(parts::table_style()));
        order::tidy(&mut root);
        Ok(root.part())
    }

    /// The numbering, without docx-rs's hidden list and with a permanent number for each list.
    pub fn numbering(&self, bytes: &[u8]) -> Result<Vec<u8>, String> {
        let mut root = Self::parse(bytes)?;
        root.retain(|child| child.get("w:abstractNumId") != Some("1") && child.get("w:numId") != Some("1"));
        for list in root.elements_mut().filter(|element| element.name == "w:abstractNum") {
            let seed = format!("list {}", list.get("w:abstractNumId").unwrap_or_default());
            // Word takes two lists with the same nsid for one.
            let nsid = format!("{:08X}", names::fnv(&seed) as u32 & 0x7fff_ffff);
            list.need("w:nsid").set("w:val", &nsid);
            for level in list.elements_mut().filter(|element| self.rtl && element.name == "w:lvl") {
                level.need("w:rPr").need("w:rtl");
            }
        }
        root.children.sort_by_key(|node| matches!(node, Node::Element(element) if element.name == "w:num"));
        order::tidy(&mut root);
        Ok(root.part())
    }
}

/// Turns the font hint `cs` into a right-to-left run.
fn right_to_left(properties: &mut Element, tag: &str, rtl: bool) {
    let hinted = properties.find("w:rFonts").is_some_and(|fonts| fonts.get("w:hint") == Some("cs"));
    if !hinted {
        return;
    }
    properties.retain(|child| child.name != "w:rFonts");
    properties.need("w:rtl");
    if rtl {
        properties.need("w:lang").set("w:bidi", tag);
    }
}

/// The table's own properties, its repeated header row, its direction.
fn table(table: &mut Element, rtl: bool) {
    let properties = table.need("w:tblPr");
    properties.retain(|child| ["w:tblStyle", "w:tblW", "w:tblLayout"].contains(&child.name.as_str()));
    if rtl {
        properties.need("w:bidiVisual");
    }
    let look = properties.need("w:tblLook");
    look.set("w:val", "0020");
    look.set("w:firstRow", "1");
    for (at, row) in table.elements_mut().filter(|element| element.name == "w:tr").enumerate() {
        if row.find("w:trPr").is_none() {
            row.children.insert(0, Node::Element(Element::new("w:trPr")));
        }
        let properties = row.need("w:trPr");
        properties.need("w:cantSplit");
        if at == 0 {
            properties.need("w:tblHeader");
        }
    }
}

fn finish_style(style: &mut Element, rtl: bool) {
    let id = style.get("w:styleId").unwrap_or_default().to_string();
    let character = style.get("w:type") == Some("character");
    style.retain(|child| {
        let of_tables = child.name.starts_with("w:tbl") || child.name == "w:tcPr";
        let on_nothing = child.name == "w:basedOn" && child.get("w:val").is_none_or(str::is_empty);
        let of_paragraphs = character && child.name == "w:pPr";
        !(of_tables || on_nothing || of_paragraphs)
    });
    if let Some(properties) = style.find_mut("w:pPr") {
        properties.retain(|child| child.name != "w:rPr");
    }
    match id.as_str() {
        "Normal" => {
            style.set("w:default", "1");
            if rtl {
                style.need("w:pPr").need("w:bidi");
            }
        }
        id if !BUILT_IN.contains(&id) => style.set("w:customStyle", "1"),
        _ => {}
    }
}
