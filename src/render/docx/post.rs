//! What docx-rs leaves to be done: order, and what it can't write.

use super::blanks::Blanks;
use super::dom::{self, Element, Node};
use super::emit::Kind;
use super::page::{Page, Place};
use super::parts::{self, valued, word};
use super::{DocxOptions, beside, frame, names, order, restyle, styles};
use crate::model::draft::Draft;
use crate::model::language::Direction;

/// What the post-processor has to know of the document.
pub struct Post<'a> {
    pub draft: &'a Draft,
    pub options: &'a DocxOptions,
    pub page: Page,
    /// The width of the text, or of a column of it, in twentieths of a point.
    pub width: usize,
    pub tag: &'a str,
    pub blanks: &'a Blanks<'a>,
    pub tables: &'a [Kind],
    /// Whether the contents stand in a section before the text.
    pub front: bool,
    /// Paragraph ids given so far, across all parts.
    pub paragraphs: usize,
}

impl Post<'_> {
    fn rtl(&self) -> bool {
        self.draft.direction == Direction::Rtl
    }

    /// The paragraphs and tables of a story, set right.
    pub fn inner<'b>(&mut self, bytes: &'b [u8]) -> Result<Vec<Node<'b>>, String> {
        let mut root = dom::parse(std::str::from_utf8(bytes).map_err(|error| error.to_string())?)?;
        root.each_mut(&mut |element| {
            self.set_right(element);
            order::tidy(element);
        });
        let body = root.into_elements().find(|element| element.name == "w:body").unwrap_or_default();
        let kept = |node: &Node| !matches!(node, Node::Element(element) if element.name == "w:sectPr");
        Ok(body.children.into_iter().filter(kept).collect())
    }

    fn set_right<'b>(&mut self, element: &mut Element<'b>) {
        match &*element.name {
            "w:p" => {
                self.paragraphs += 1;
                element.attributes.clear();
                element.set("w14:paraId", format!("{:08X}", self.paragraphs));
            }
            "w:rPr" => right_to_left(element, self.tag, self.rtl()),
            "w:tbl" => self.table(element),
            "w:sdtPr" => {
                let control = element.find("w:alias").and_then(|alias| alias.get("w:val")?.parse().ok());
                let right = control.and_then(|control| self.blanks.properties(control, self.draft));
                *element = right.unwrap_or_default();
            }
            // Only the contents end a section within the text.
            "w:sectPr" => *element = self.page.section(Place::Front, self.rtl(), self.options.line_numbers),
            _ => {}
        }
    }

    /// The text of the document.
    pub fn document(&mut self, bytes: &[u8]) -> Result<Vec<u8>, String> {
        let mut children = self.inner(bytes)?;
        let place = if self.front { Place::After } else { Place::Whole };
        children.push(Node::Element(self.page.section(place, self.rtl(), self.options.line_numbers)));
        let mut body = Element::new("w:body");
        body.children = children;
        Ok(parts::story("w:document", vec![Node::Element(body)]).part())
    }

    /// A header or a footer, with the draft's mark where it is the `drawn`th header.
    pub fn around(&mut self, root: &'static str, bytes: &[u8], drawn: Option<usize>) -> Result<Vec<u8>, String> {
        let inner = self.inner(bytes)?;
        Ok(self.drawn(parts::story(root, inner), drawn).part())
    }

    /// With the draft's mark, where it is wanted.
    pub fn drawn<'b>(&self, mut root: Element<'b>, drawn: Option<usize>) -> Element<'b> {
        if let (Some(at), true) = (drawn, self.options.watermark) {
            root = frame::drawable(root);
            if let Some(para) = root.find_mut("w:p") {
                para.children.push(Node::Element(frame::watermark(self.draft, at)));
            }
        }
        root
    }

    /// The footnotes, after the two that Word draws its lines with.
    pub fn notes(&mut self, notes: &[Vec<u8>]) -> Result<Vec<u8>, String> {
        let mut all = vec![self.line("-1", "separator"), self.line("0", "continuationSeparator")];
        for (at, bytes) in notes.iter().enumerate() {
            let mut note = word("footnote").with("w:id", (at + 1).to_string());
            note.children = self.inner(bytes)?;
            let style = word("rPr").child(valued("rStyle", "FootnoteReference"));
            let space = word("t").with("xml:space", "preserve").holding(" ");
            let number = [word("r").child(style).child(word("footnoteRef")), word("r").child(space)];
            match note.find_mut("w:p") {
                Some(para) => {
                    let at =
                        para.children.iter().position(|node| !matches!(node, Node::Element(e) if e.name == "w:pPr"));
                    let at = at.unwrap_or(para.children.len());
                    para.children.splice(at..at, number.map(Node::Element));
                }
                None => note.children.push(Node::Element(self.bare("FootnoteText").children(number))),
            }
            all.push(Node::Element(note));
        }
        Ok(parts::story("w:footnotes", all).part())
    }

    fn line(&mut self, id: &'static str, kind: &'static str) -> Node<'static> {
        let para = self.bare("Closing").child(word("r").child(word(kind)));
        Node::Element(word("footnote").with("w:type", kind).with("w:id", id).child(para))
    }

    /// A paragraph of a style.
    pub fn bare(&mut self, style: &'static str) -> Element<'static> {
        self.paragraphs += 1;
        let id = format!("{:08X}", self.paragraphs);
        word("p").with("w14:paraId", id).child(word("pPr").child(valued("pStyle", style)))
    }

    /// The styles, with the document's defaults and without docx-rs's own.
    pub fn styles(&self, bytes: &[u8]) -> Result<Vec<u8>, String> {
        Ok(self.dressed(self.plain_styles(bytes)?))
    }

    /// The styles before another document's look is laid on them.
    pub fn plain_styles<'b>(&self, bytes: &'b [u8]) -> Result<Element<'b>, String> {
        let mut root = dom::parse(std::str::from_utf8(bytes).map_err(|error| error.to_string())?)?;
        root.retain(|child| child.name != "w:docDefaults");
        let normals = |e: &Element| e.name == "w:style" && e.get("w:styleId") == Some("Normal");
        if root.elements().filter(|e| normals(e)).count() > 1
            && let Some(at) = root.children.iter().position(|node| matches!(node, Node::Element(e) if normals(e)))
        {
            root.children.remove(at);
        }
        for style in root.elements_mut().filter(|element| element.name == "w:style") {
            styles::finish(style, self.rtl(), self.width);
        }
        root.children.insert(0, Node::Element(parts::defaults(self.tag, self.rtl())));
        root.children.extend(styles::tables().map(Node::Element));
        Ok(root)
    }

    /// In the look of another document, where there is one.
    pub fn dressed(&self, mut root: Element) -> Vec<u8> {
        if let Some(house) = &self.options.house {
            root = restyle::restyle(root.owned(), house, self.tag, self.rtl());
        }
        root.each_mut(&mut order::tidy);
        root.attributes.clear();
        root.set("xmlns:w", parts::W);
        root.part()
    }

    /// The numbering, without docx-rs's hidden list and with a permanent number for each list.
    pub fn numbering(&self, bytes: &[u8]) -> Result<Vec<u8>, String> {
        let mut root = self.lists(bytes, 0)?;
        root.each_mut(&mut order::tidy);
        Ok(root.part())
    }

    /// The lists, in their order, numbered behind so many others.
    pub fn lists<'b>(&self, bytes: &'b [u8], behind: usize) -> Result<Element<'b>, String> {
        let mut root = dom::parse(std::str::from_utf8(bytes).map_err(|error| error.to_string())?)?;
        root.retain(|child| child.get("w:abstractNumId") != Some("1") && child.get("w:numId") != Some("1"));
        if behind > 0 {
            root.each_mut(&mut |element| beside::renumber(element, behind));
        }
        for list in root.elements_mut().filter(|element| element.name == "w:abstractNum") {
            let seed = format!("list {}", list.get("w:abstractNumId").unwrap_or_default());
            // Word takes two lists with the same nsid for one.
            let nsid = format!("{:08X}", names::fnv(&seed) as u32 & 0x7fff_ffff);
            list.need("w:nsid").set("w:val", nsid);
            for level in list.elements_mut().filter(|element| self.rtl() && element.name == "w:lvl") {
                level.need("w:rPr").need("w:rtl");
            }
        }
        root.children.sort_by_key(|node| matches!(node, Node::Element(element) if element.name == "w:num"));
        Ok(root)
    }

    /// The table's own properties, its repeated header row, its direction, its words for those who can't see.
    fn table(&self, table: &mut Element) {
        let properties = table.need("w:tblPr");
        let key = properties.find("w:tblStyle").and_then(|style| style.get("w:val")?.parse::<usize>().ok());
        let Some(kind) = key.and_then(|key| self.tables.get(key)) else { return };
        properties.retain(|child| ["w:tblW", "w:tblLayout"].contains(&&*child.name));
        if self.rtl() {
            properties.need("w:bidiVisual");
        }
        let (caption, description) = match kind {
            Kind::Data { caption, description } => {
                properties.need("w:tblStyle").set("w:val", "DraftTable");
                let look = properties.need("w:tblLook");
                look.set("w:val", "0020");
                look.set("w:firstRow", "1");
                (caption.clone(), description.clone())
            }
            Kind::Boxed => {
                properties.need("w:tblStyle").set("w:val", "CommentaryBox");
                let indent = properties.need("w:tblInd");
                indent.set("w:w", styles::INDENT.to_string());
                indent.set("w:type", "dxa");
                let word = self.draft.interface.get("commentary").map_or("", String::as_str);
                (super::gate::clean(word).into_owned(), String::new())
            }
        };
        for (name, text) in [("w:tblCaption", caption), ("w:tblDescription", description)] {
            if !text.is_empty() {
                properties.need(name).set("w:val", text);
            }
        }
        order::tidy(properties);
        if matches!(kind, Kind::Boxed) {
            return;
        }
        for (at, row) in table.elements_mut().filter(|element| element.name == "w:tr").enumerate() {
            if row.find("w:trPr").is_none() {
                row.children.insert(0, Node::Element(Element::new("w:trPr")));
            }
            let properties = row.need("w:trPr");
            properties.need("w:cantSplit");
            if at == 0 {
                properties.need("w:tblHeader");
            }
            order::tidy(properties);
        }
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
        properties.need("w:lang").set("w:bidi", tag.to_string());
    }
}
