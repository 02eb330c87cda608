//! The page, and the sections of the document.

use super::dom::Element;
use super::parts::word;

/// Size and margins, in twentieths of a point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Page {
    pub width: usize,
    pub height: usize,
    pub top: usize,
    pub right: usize,
    pub bottom: usize,
    pub left: usize,
    pub header: usize,
    pub footer: usize,
    pub gutter: usize,
}

impl Default for Page {
    /// A4, with margins of two and a half centimetres.
    fn default() -> Page {
        let margin = 1418;
        Page {
            width: 11906,
            height: 16838,
            top: margin,
            right: margin,
            bottom: margin,
            left: margin,
            header: 709,
            footer: 709,
            gutter: 0,
        }
    }
}

/// Where a section stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Place {
    /// Title and contents.
    Front,
    /// The text after a front.
    After,
    /// Everything.
    Whole,
}

impl Page {
    /// The width of the text.
    pub fn text(&self) -> usize {
        self.width.saturating_sub(self.left + self.right + self.gutter).max(1440)
    }

    /// Without a header on the page of the title; its lines numbered where that is wanted, but not those
    /// of the contents.
    pub fn section(&self, place: Place, rtl: bool, line_numbers: bool) -> Element<'static> {
        let part =
            |name: &'static str, kind: &'static str, id: &'static str| word(name).with("w:type", kind).with("r:id", id);
        let size = word("pgSz").with("w:w", self.width.to_string()).with("w:h", self.height.to_string());
        let size = if self.width > self.height { size.with("w:orient", "landscape") } else { size };
        let margins = word("pgMar")
            .with("w:top", self.top.to_string())
            .with("w:right", self.right.to_string())
            .with("w:bottom", self.bottom.to_string())
            .with("w:left", self.left.to_string())
            .with("w:header", self.header.to_string())
            .with("w:footer", self.footer.to_string())
            .with("w:gutter", self.gutter.to_string());
        let first = place != Place::After;
        let mut out = word("sectPr").child(part("headerReference", "default", "header1"));
        if first {
            out = out.child(part("headerReference", "first", "header2"));
        }
        out = out.child(part("footerReference", "default", "footer1"));
        if first {
            out = out.child(part("footerReference", "first", "footer2"));
        }
        out = out.child(size).child(margins);
        if line_numbers && place != Place::Front {
            out = out.child(word("lnNumType").with("w:countBy", "1").with("w:restart", "newPage"));
        }
        out = out.child(word("cols").with("w:space", "708"));
        if first {
            out = out.child(word("titlePg"));
        }
        if rtl { out.child(word("bidi")) } else { out }
    }
}
