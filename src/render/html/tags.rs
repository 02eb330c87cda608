//! Elements, opened and closed in order; every text between them passes the gate.

use super::gate;

/// Names and values. An empty value leaves the attribute out; one that repeats the name stands for itself.
pub type Attributes<'a> = &'a [(&'static str, &'a str)];

/// A page being written, and the elements that are open in it.
#[derive(Default)]
pub struct Tags {
    out: String,
    open: Vec<&'static str>,
}

impl Tags {
    pub fn with_capacity(bytes: usize) -> Tags {
        let mut out = String::with_capacity(bytes);
        out.push_str("<!DOCTYPE html>\n");
        Tags { out, open: Vec::new() }
    }

    /// An element to be closed.
    pub fn open(&mut self, tag: &'static str, attributes: Attributes) {
        self.start(tag, attributes);
        self.open.push(tag);
    }

    /// Closes the element opened last. After what is no part of a line, a new line follows.
    pub fn close(&mut self) {
        let Some(tag) = self.open.pop() else { return };
        self.out.push_str("</");
        self.out.push_str(tag);
        self.out.push('>');
        if !matches!(tag, "a" | "b" | "dfn" | "em" | "mark" | "span" | "strong") {
            self.out.push('\n');
        }
    }

    /// An element without content.
    pub fn void(&mut self, tag: &'static str, attributes: Attributes) {
        self.start(tag, attributes);
        self.out.push('\n');
    }

    /// An element that holds nothing but text, within a paragraph.
    pub fn span(&mut self, tag: &'static str, attributes: Attributes, text: &str) {
        self.open(tag, attributes);
        self.text(text);
        self.close();
    }

    /// An element that holds nothing but text, on a line of its own.
    pub fn line(&mut self, tag: &'static str, attributes: Attributes, text: &str) {
        self.span(tag, attributes, text);
        if !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    pub fn text(&mut self, text: &str) {
        gate::write(&mut self.out, text);
    }

    /// The style of the page: our own, so that nothing in it needs a gate.
    pub fn style(&mut self, css: &'static str) {
        self.open("style", &[]);
        self.out.push('\n');
        self.out.push_str(css);
        self.close();
    }

    /// The page, whatever is open closed.
    pub fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.out
    }

    fn start(&mut self, tag: &str, attributes: Attributes) {
        self.out.push('<');
        self.out.push_str(tag);
        for (name, value) in attributes.iter().filter(|(_, value)| !value.is_empty()) {
            self.out.push(' ');
            self.out.push_str(name);
            if value == name {
                continue;
            }
            self.out.push_str("=\"");
            gate::write(&mut self.out, value);
            self.out.push('"');
        }
        self.out.push('>');
    }
}
