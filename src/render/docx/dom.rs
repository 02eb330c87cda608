//! A small tree of XML: just enough to put the parts of a Word document in order.

use super::gate;
use quick_xml::Reader;
use quick_xml::events::Event;
use quick_xml::events::attributes::Attributes;
use std::borrow::Cow;

/// Deepest nesting that is read: what walks the tree walks it by recursion.
const DEEPEST: usize = 200;

/// An element or a stretch of text.
#[derive(Clone, Debug, PartialEq)]
pub enum Node<'a> {
    Element(Element<'a>),
    Text(Cow<'a, str>),
}

/// An element with its attributes in the order written. Names and values are borrowed from the text
/// that was read, as far as they stand there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Element<'a> {
    pub name: Cow<'a, str>,
    pub attributes: Vec<(Cow<'a, str>, Cow<'a, str>)>,
    pub children: Vec<Node<'a>>,
}

impl<'a> Element<'a> {
    /// An empty element.
    pub fn new(name: impl Into<Cow<'a, str>>) -> Element<'a> {
        Element { name: name.into(), ..Element::default() }
    }

    /// With one attribute more.
    pub fn with(mut self, name: impl Into<Cow<'a, str>>, value: impl Into<Cow<'a, str>>) -> Element<'a> {
        self.set(name, value);
        self
    }

    /// With one child more.
    pub fn child(mut self, child: Element<'a>) -> Element<'a> {
        self.children.push(Node::Element(child));
        self
    }

    /// With several children more.
    pub fn children(mut self, children: impl IntoIterator<Item = Element<'a>>) -> Element<'a> {
        self.children.extend(children.into_iter().map(Node::Element));
        self
    }

    /// With text, passed through the gate.
    pub fn holding(mut self, text: &str) -> Element<'a> {
        self.children.push(Node::Text(gate::clean(text).into_owned().into()));
        self
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| &**value)
    }

    pub fn set(&mut self, name: impl Into<Cow<'a, str>>, value: impl Into<Cow<'a, str>>) {
        let (name, value) = (name.into(), value.into());
        match self.attributes.iter_mut().find(|(key, _)| *key == name) {
            Some((_, old)) => *old = value,
            None => self.attributes.push((name, value)),
        }
    }

    pub fn unset(&mut self, name: &str) {
        self.attributes.retain(|(key, _)| key != name);
    }

    /// The child elements.
    pub fn elements(&self) -> impl Iterator<Item = &Element<'a>> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    pub fn elements_mut(&mut self) -> impl Iterator<Item = &mut Element<'a>> {
        self.children.iter_mut().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The child elements, and nothing else of it.
    pub fn into_elements(self) -> impl Iterator<Item = Element<'a>> {
        self.children.into_iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first child element of this name.
    pub fn find(&self, name: &str) -> Option<&Element<'a>> {
        self.elements().find(|element| element.name == name)
    }

    pub fn find_mut(&mut self, name: &str) -> Option<&mut Element<'a>> {
        self.elements_mut().find(|element| element.name == name)
    }

    /// The child of this name, made where there is none.
    pub fn need(&mut self, name: &'static str) -> &mut Element<'a> {
        let at = self.children.iter().position(|node| matches!(node, Node::Element(e) if e.name == name));
        let at = at.unwrap_or_else(|| {
            self.children.push(Node::Element(Element::new(name)));
            self.children.len() - 1
        });
        match &mut self.children[at] {
            Node::Element(element) => element,
            Node::Text(_) => unreachable!("the position is an element's"),
        }
    }

    /// Puts a child in the place of the one with the same name, or after the others.
    pub fn put(&mut self, child: Element<'a>) {
        match self.find_mut(&child.name) {
            Some(old) => *old = child,
            None => self.children.push(Node::Element(child)),
        }
    }

    /// Keeps only the child elements that `keep` accepts.
    pub fn retain(&mut self, keep: impl Fn(&Element) -> bool) {
        self.children.retain(|node| match node {
            Node::Element(element) => keep(element),
            Node::Text(_) => true,
        });
    }

    /// Calls `visit` on this element and all below it, outermost first.
    pub fn each<'b>(&'b self, visit: &mut impl FnMut(&'b Element<'a>)) {
        visit(self);
        for element in self.elements() {
            element.each(visit);
        }
    }

    /// Calls `visit` on all below this element and then on it.
    pub fn each_mut(&mut self, visit: &mut impl FnMut(&mut Element<'a>)) {
        for element in self.elements_mut() {
            element.each_mut(visit);
        }
        visit(self);
    }

    /// The text directly and indirectly inside.
    pub fn text(&self) -> String {
        let mut out = String::new();
        for node in &self.children {
            match node {
                Node::Text(text) => out.push_str(text),
                Node::Element(element) => out.push_str(&element.text()),
            }
        }
        out
    }

    /// Of its own, borrowed from no text.
    pub fn owned(self) -> Element<'static> {
        let own = |text: Cow<str>| Cow::Owned(text.into_owned());
        let node = |node| match node {
            Node::Element(element) => Node::Element(Element::owned(element)),
            Node::Text(text) => Node::Text(own(text)),
        };
        Element {
            name: own(self.name),
            attributes: self.attributes.into_iter().map(|(name, value)| (own(name), own(value))).collect(),
            children: self.children.into_iter().map(node).collect(),
        }
    }

    fn write(&self, out: &mut String) {
        out.push('<');
        out.push_str(&self.name);
        for (name, value) in &self.attributes {
            out.push(' ');
            out.push_str(name);
            out.push_str("=\"");
            gate::escape_into(value, out);
            out.push('"');
        }
        if self.children.is_empty() {
            out.push_str("/>");
            return;
        }
        out.push('>');
        for node in &self.children {
            match node {
                Node::Text(text) => gate::escape_into(text, out),
                Node::Element(element) => element.write(out),
            }
        }
        out.push_str("</");
        out.push_str(&self.name);
        out.push('>');
    }

    /// As a whole part.
    pub fn part(&self) -> Vec<u8> {
        let mut out = String::with_capacity(1 << 12);
        out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
        self.write(&mut out);
        out.into_bytes()
    }
}

/// Reads one part. Entities are those that XML itself has: no file makes this read or expand more.
pub fn parse(text: &str) -> Result<Element<'_>, String> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Element> = vec![Element::default()];
    loop {
        let event = reader.read_event().map_err(|error| error.to_string())?;
        let end = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        match event {
            Event::Start(start) => {
                if open.len() > DEEPEST {
                    return Err(format!("more than {DEEPEST} elements inside one another"));
                }
                // The event borrows from itself; the text behind it outlives it.
                open.push(element(inside(text, end, 1, start.len())?, start.name().as_ref().len())?);
            }
            Event::Empty(start) => {
                let empty = element(inside(text, end, 2, start.len())?, start.name().as_ref().len())?;
                push(&mut open, Node::Element(empty));
            }
            Event::End(_) => {
                let done = open.pop().unwrap_or_default();
                push(&mut open, Node::Element(done));
            }
            Event::Text(text) => push(&mut open, Node::Text(text.xml10_content())),
            Event::CData(text) => push(&mut open, Node::Text(text.xml10_content())),
            Event::GeneralRef(name) => {
                let whole = format!("&{};", &*name);
                let text = quick_xml::escape::unescape(&whole).map_err(|error| error.to_string())?;
                push(&mut open, Node::Text(text.into_owned().into()));
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            Event::Eof => break,
        }
    }
    let root = if open.len() == 1 { open.pop() } else { None };
    root.and_then(|top| top.into_elements().next()).ok_or_else(|| "no root element".to_string())
}

/// What stands inside the tag that ends at `end`, before the `after` characters that close it.
fn inside(text: &str, end: usize, after: usize, length: usize) -> Result<&str, String> {
    let to = end.checked_sub(after);
    let slice = to.and_then(|to| text.get(to.checked_sub(length)?..to));
    slice.ok_or_else(|| "a tag that is not where it was read".to_string())
}

fn element(content: &str, name: usize) -> Result<Element<'_>, String> {
    let mut out = Element::new(&content[..name]);
    for attribute in Attributes::new(content, name).with_checks(false) {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let value =
            attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).map_err(|error| error.to_string())?;
        out.attributes.push((attribute.key.into_inner().into(), value));
    }
    Ok(out)
}

/// Adds a node to the innermost open element, joining neighbouring text.
fn push<'a>(open: &mut [Element<'a>], node: Node<'a>) {
    let Some(top) = open.last_mut() else { return };
    if let (Node::Text(more), Some(Node::Text(text))) = (&node, top.children.last_mut()) {
        text.to_mut().push_str(more);
        return;
    }
    top.children.push(node);
}
