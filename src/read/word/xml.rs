//! One pass over a part of the package, within limits.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Deepest nesting.
const MAX_DEPTH: usize = 256;
/// Most elements in a part.
const MAX_ELEMENTS: usize = 4_000_000;

/// What is met on the way. An empty element opens and closes.
pub enum Step<'a> {
    Open(Open<'a>),
    Text(&'a str),
    Close,
}

/// An element's beginning.
pub struct Open<'a> {
    start: &'a BytesStart<'a>,
}

impl Open<'_> {
    /// Its name without its prefix.
    pub fn local(&self) -> &str {
        let name = self.start.name().into_inner();
        name.rsplit_once(':').map(|(_, local)| local).unwrap_or(name)
    }

    /// Its prefix.
    pub fn prefix(&self) -> &str {
        self.start.name().into_inner().rsplit_once(':').map(|(prefix, _)| prefix).unwrap_or("")
    }

    /// The value of an attribute, by its name without prefix.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let mut found = None;
        self.attributes(|key, value| {
            if key.rsplit(':').next() == Some(name) {
                found = Some(value);
            }
        });
        found
    }

    /// Shows every attribute as written, up to the first that is broken.
    pub fn attributes(&self, mut visit: impl FnMut(&str, String)) {
        // Checks would compare every attribute with every other.
        let mut all = self.start.attributes();
        for attribute in all.with_checks(false).map_while(Result::ok) {
            if let Ok(value) = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0) {
                visit(attribute.key.as_ref(), value.into_owned());
            }
        }
    }
}

/// Shows a part to `visit`, step by step.
pub fn walk(part: &str, text: &str, visit: &mut dyn FnMut(Step) -> Result<(), String>) -> Result<(), String> {
    let broken = |error: &dyn std::fmt::Display| format!("is damaged in its part `{part}`: {error}");
    let mut reader = Reader::from_str(text);
    let (mut depth, mut elements) = (0_usize, 0_usize);
    loop {
        let event = reader.read_event().map_err(|error| broken(&error))?;
        if matches!(event, Event::Start(_) | Event::Empty(_)) {
            elements += 1;
            if elements > MAX_ELEMENTS {
                return Err(format!("has more than {MAX_ELEMENTS} elements in its part `{part}`: it is not read"));
            }
        }
        match event {
            Event::Start(start) => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Err(format!("is nested more than {MAX_DEPTH} deep in its part `{part}`: it is not read"));
                }
                visit(Step::Open(Open { start: &start }))?;
            }
            Event::Empty(start) => {
                visit(Step::Open(Open { start: &start }))?;
                visit(Step::Close)?;
            }
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                visit(Step::Close)?;
            }
            Event::Text(text) => visit(Step::Text(&text.xml10_content()))?,
            Event::CData(text) => visit(Step::Text(&text.xml10_content()))?,
            Event::GeneralRef(name) => {
                let written = format!("&{};", &*name);
                let text = quick_xml::escape::unescape(&written).map_err(|error| broken(&error))?;
                visit(Step::Text(&text))?;
            }
            Event::DocType(_) => return Err(broken(&"it declares a document type, which no Word document does")),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            Event::Eof if depth > 0 => return Err(broken(&"it ends in the middle")),
            Event::Eof => return Ok(()),
        }
    }
}
