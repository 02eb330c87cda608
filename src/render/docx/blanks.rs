//! Every blank as a content control, filled once and for all.
//!
//! Each control is bound to one node of a custom XML part, and all controls that print the same form of
//! the same placeholder to the same node: Word keeps them alike. A blank that begins a sentence prints a
//! capital, so it is another form. The node of an open blank is empty; what the control then shows is a
//! building block of the glossary part, or Word would put its own prompt there.

use super::dom::Element;
use super::{gate, names, parts};
use crate::model::draft::Draft;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Names the part that the controls are bound to; the same in every document.
pub const STORE: &str = "{6C1A5E2B-7D0F-4B39-9A84-3E5D1F60C7A2}";
/// The namespace of the nodes.
const NODES: &str = "urn:clausier:blanks";

/// A node: one printed form of one placeholder.
#[derive(Debug)]
struct Blank<'a> {
    name: &'a str,
    form: &'a str,
    text: &'a str,
    open: bool,
}

/// The nodes and the controls bound to them, in the order of the document.
#[derive(Debug, Default)]
pub struct Blanks<'a> {
    nodes: Vec<Blank<'a>>,
    by_form: BTreeMap<(usize, &'a str, &'a str, &'a str), usize>,
    /// Which language is written: each has nodes of its own.
    language: usize,
    controls: Vec<usize>,
    prompts: Vec<&'a str>,
}

impl<'a> Blanks<'a> {
    /// A control more; returns its number.
    pub fn control(&mut self, name: &'a str, form: &'a str, text: &'a str, open: bool) -> usize {
        let nodes = &mut self.nodes;
        let node = *self.by_form.entry((self.language, name, form, text)).or_insert_with(|| {
            nodes.push(Blank { name, form, text, open });
            nodes.len() - 1
        });
        if open && !self.prompts.contains(&text) {
            self.prompts.push(text);
        }
        self.controls.push(node);
        self.controls.len() - 1
    }

    /// Another language begins.
    pub fn beside(&mut self) {
        self.language += 1;
    }

    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Whether there are building blocks to show in open blanks.
    pub fn prompts(&self) -> bool {
        !self.prompts.is_empty()
    }

    /// `w:sdtPr` of a control: its title is the placeholder's label, its tag the name.
    pub fn properties(&self, control: usize, draft: &Draft) -> Option<Element<'static>> {
        let node = *self.controls.get(control)?;
        let blank = self.nodes.get(node)?;
        let label = draft.blank_labels.get(blank.name).map_or(blank.name, String::as_str);
        let path = format!("/b:blanks[1]/b:blank[{}]", node + 1);
        let binding = parts::word("dataBinding")
            .with("w:prefixMappings", format!("xmlns:b='{NODES}'"))
            .with("w:xpath", path)
            .with("w:storeItemID", STORE);
        let mut out = parts::word("sdtPr")
            .child(parts::word("rPr").child(parts::valued("rStyle", "Blank")))
            .child(parts::valued("alias", gate::name(label)))
            .child(parts::valued("tag", gate::name(blank.name)))
            .child(parts::valued("id", (control + 1).to_string()));
        if blank.open {
            let prompt = self.prompts.iter().position(|text| *text == blank.text).unwrap_or(0);
            out = out
                .child(parts::word("placeholder").child(parts::valued("docPart", prompt_name(prompt))))
                .child(parts::word("showingPlcHdr"));
        }
        Some(out.child(binding).child(parts::word("text")))
    }

    /// `customXml/item1.xml`: the nodes.
    pub fn item(&self) -> Vec<u8> {
        let node = |blank: &Blank| {
            let out = Element::new("blank")
                .with("name", gate::clean(blank.name).into_owned())
                .with("form", gate::clean(blank.form).into_owned());
            if blank.open { out } else { out.holding(blank.text) }
        };
        Element::new("blanks").with("xmlns", NODES).children(self.nodes.iter().map(node)).part()
    }

    /// `word/glossary/document.xml`: what open blanks show.
    pub fn glossary(&self) -> Vec<u8> {
        let part = |(at, text): (usize, &&str)| {
            let category = parts::word("category")
                .child(parts::valued("name", "General"))
                .child(parts::valued("gallery", "placeholder"));
            let guid = format!("{{6C1A5E2B-7D0F-4B39-9A84-{:012X}}}", names::fnv(text) & 0xffff_ffff_ffff);
            let properties = parts::word("docPartPr")
                .child(parts::valued("name", prompt_name(at)))
                .child(category)
                .child(parts::word("types").child(parts::valued("type", "bbPlcHdr")))
                .child(parts::word("behaviors").child(parts::valued("behavior", "content")))
                .child(parts::valued("guid", guid));
            let shade = parts::valued("shd", "clear").with("w:color", "auto").with("w:fill", super::styles::OPEN_FILL);
            let run = parts::word("r")
                .child(parts::word("rPr").child(shade))
                .child(parts::word("t").with("xml:space", "preserve").holding(text));
            parts::word("docPart")
                .child(properties)
                .child(parts::word("docPartBody").child(parts::word("p").child(run)))
        };
        let all = parts::word("docParts").children(self.prompts.iter().enumerate().map(part));
        parts::word("glossaryDocument").with("xmlns:w", parts::W).child(all).part()
    }
}

/// The name of a building block.
fn prompt_name(at: usize) -> Cow<'static, str> {
    format!("Blank{}", at + 1).into()
}

/// `customXml/itemProps1.xml`
pub fn item_properties() -> Vec<u8> {
    let schema = Element::new("ds:schemaRef").with("ds:uri", NODES);
    Element::new("ds:datastoreItem")
        .with("ds:itemID", STORE)
        .with("xmlns:ds", "http://schemas.openxmlformats.org/officeDocument/2006/customXml")
        .child(Element::new("ds:schemaRefs").child(schema))
        .part()
}
