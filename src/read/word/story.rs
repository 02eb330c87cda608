//! The text of a body, a header, a footer or the notes.

use super::field::{self, Fields};
use super::xml::{self, Open, Step};
use super::{Revisions, Written};
use crate::model::written::Paragraph;

/// The name spaces of WordprocessingML, as usual and as the strict variant has it.
const WORD: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
];
/// Most paragraphs in a document.
const MAX_PARAGRAPHS: usize = 100_000;

/// Adds the paragraphs of a part to `written`, and counts its tracked changes.
pub fn read(part: &str, text: &str, revisions: Revisions, written: &mut Written) -> Result<(), String> {
    let mut story = Story {
        revisions,
        written,
        prefix: None,
        open: Vec::new(),
        paragraphs: Vec::new(),
        fields: Fields::default(),
        marks: Vec::new(),
        carried: None,
    };
    xml::walk(part, text, &mut |step| match step {
        Step::Open(open) => story.open(&open),
        Step::Text(text) => {
            story.text(text);
            Ok(())
        }
        Step::Close => story.close(),
    })?;
    if story.prefix.is_none() {
        return Err(format!("is no Word document: its part `{part}` is of another kind"));
    }
    story.flush()
}

/// An open element.
struct Frame {
    /// Its name; empty for elements that are not Word's own.
    name: String,
    /// Nothing in it counts.
    skipped: bool,
}

/// A paragraph being read.
#[derive(Default)]
struct Begun {
    paragraph: Paragraph,
    /// Its end was deleted or inserted, on the side of the changes that is read: it runs on into the next.
    runs_on: bool,
}

struct Story<'a> {
    revisions: Revisions,
    written: &'a mut Written,
    /// The prefix of Word's own elements, from the outermost one.
    prefix: Option<String>,
    open: Vec<Frame>,
    /// The paragraphs that are open: more than one inside text boxes.
    paragraphs: Vec<Begun>,
    fields: Fields,
    /// Marks between paragraphs: they belong to the next.
    marks: Vec<String>,
    /// A paragraph that runs on into the next.
    carried: Option<Paragraph>,
}

impl Story<'_> {
    fn open(&mut self, open: &Open) -> Result<(), String> {
        if self.open.is_empty() && self.prefix.is_none() {
            open.attributes(|key, value| {
                if WORD.contains(&value.as_str()) {
                    self.prefix = Some(key.strip_prefix("xmlns:").unwrap_or("").to_string());
                }
            });
        }
        let own = self.prefix.as_deref() == Some(open.prefix());
        let name = if own { open.local() } else { "" };
        let outer = self.open.last().is_some_and(|frame| frame.skipped);
        let mut skipped = outer || open.local() == "Fallback";
        match name {
            "p" => {
                let marks = std::mem::take(&mut self.marks);
                self.paragraphs.push(Begun { paragraph: Paragraph { marks, text: String::new() }, runs_on: false });
            }
            "tab" | "br" | "cr" if self.parent() == "r" && !skipped => self.add(" "),
            "noBreakHyphen" if !skipped => self.add("\u{2011}"),
            "sym" if !skipped => {
                let code = open.attribute("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
                self.add(&code.and_then(char::from_u32).map(String::from).unwrap_or_default());
            }
            "bookmarkStart" if !skipped => self.mark(open.attribute("name").unwrap_or_default()),
            "fldChar" if !skipped => self.fields.mark(&open.attribute("fldCharType").unwrap_or_default()),
            "fldSimple" => skipped |= !field::lasting(&open.attribute("instr").unwrap_or_default()),
            "ins" | "moveTo" => skipped |= self.tracked(Revisions::Rejected),
            "del" | "moveFrom" => skipped |= self.tracked(Revisions::Accepted),
            "cellIns" | "cellDel" | "cellMerge" => self.written.tracked += 1,
            _ if name.ends_with("PrChange") || name.ends_with("GridChange") => {
                self.written.reformatted += 1;
                skipped = true;
            }
            _ => {}
        }
        self.open.push(Frame { name: name.to_string(), skipped });
        Ok(())
    }

    fn parent(&self) -> &str {
        self.open.last().map(|frame| frame.name.as_str()).unwrap_or("")
    }

    /// A tracked insertion or deletion, which `gone` takes away: says whether what is in it counts.
    fn tracked(&mut self, gone: Revisions) -> bool {
        let away = self.revisions == gone;
        match self.parent() {
            "rPr" => {
                // Only the properties of a paragraph's own mark hold one; the text of the paragraph is
                // tracked by itself.
                self.written.tracked += 1;
                if let Some(begun) = self.paragraphs.last_mut().filter(|_| away) {
                    begun.runs_on = true;
                }
                false
            }
            "trPr" => {
                self.written.tracked += 1;
                if let Some(row) = self.open.iter_mut().rev().find(|frame| frame.name == "tr").filter(|_| away) {
                    row.skipped = true;
                }
                false
            }
            "numPr" => false,
            _ => {
                self.written.tracked += 1;
                away
            }
        }
    }

    fn mark(&mut self, name: String) {
        match self.paragraphs.last_mut() {
            Some(begun) => begun.paragraph.marks.push(name),
            None => self.marks.push(name),
        }
    }

    fn add(&mut self, text: &str) {
        if self.fields.shown()
            && let Some(begun) = self.paragraphs.last_mut()
        {
            begun.paragraph.text.push_str(text);
        }
    }

    fn text(&mut self, text: &str) {
        let Some(frame) = self.open.last().filter(|frame| !frame.skipped) else { return };
        match frame.name.as_str() {
            "t" | "delText" => self.add(text),
            "instrText" | "delInstrText" => self.fields.instruction(text),
            _ => {}
        }
    }

    fn close(&mut self) -> Result<(), String> {
        let Some(frame) = self.open.pop() else { return Ok(()) };
        if frame.name != "p" {
            return Ok(());
        }
        let Some(Begun { mut paragraph, runs_on }) = self.paragraphs.pop() else { return Ok(()) };
        if frame.skipped {
            return Ok(());
        }
        if let Some(before) = self.carried.take() {
            // The marks of a paragraph of which nothing is left are gone with it.
            if !before.text.trim().is_empty() {
                paragraph.marks.splice(0..0, before.marks);
            }
            paragraph.text.insert_str(0, &before.text);
        }
        if runs_on {
            self.carried = Some(paragraph);
            return Ok(());
        }
        self.keep(paragraph)
    }

    fn flush(mut self) -> Result<(), String> {
        match self.carried.take() {
            Some(paragraph) => self.keep(paragraph),
            None => Ok(()),
        }
    }

    fn keep(&mut self, paragraph: Paragraph) -> Result<(), String> {
        if paragraph.text.trim().is_empty() {
            // A table's marks stand on an empty paragraph before it.
            self.marks.extend(paragraph.marks);
            return Ok(());
        }
        if self.written.paragraphs.len() >= MAX_PARAGRAPHS {
            return Err(format!("has more than {MAX_PARAGRAPHS} paragraphs: it is not read"));
        }
        self.written.paragraphs.push(paragraph);
        Ok(())
    }
}
