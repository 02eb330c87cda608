//! What stands around the text of every page: header, footer, and the mark of a draft.

use super::dom::Element;
use super::flow::{Inline, Para, Piece, Role};
use super::parts::word;
use super::{DocxOptions, fonts, gate};
use crate::model::draft::Draft;

/// What the document is called while it is not final.
pub fn status<'a>(draft: &'a Draft, options: &'a DocxOptions) -> &'a str {
    let answered = Some(draft.status.as_str()).filter(|status| !status.is_empty());
    let word = draft.interface.get("draft").map(String::as_str);
    options.status.as_deref().or(answered).or(word).unwrap_or_default()
}

/// The title and the draft status. The title's blanks are controls like those of the title itself, so
/// that the header says what the title says.
pub fn header<'a>(draft: &'a Draft, options: &'a DocxOptions) -> Vec<Piece<'a>> {
    let mut para = Para::new(Role::Other, "RunningHead", None).runs(&draft.title);
    let status = status(draft, options);
    if !status.trim().is_empty() {
        para = para.with(Inline::Text(" · ".into(), None)).with(Inline::Text(status.into(), Some("DraftStatus")));
    }
    if !draft.notice.is_empty() {
        let notice = Inline::Text(draft.notice.as_str().into(), Some("DraftStatus"));
        para = para.with(Inline::Text(" · ".into(), None)).with(notice);
    }
    vec![Piece::Para(para)]
}

/// The header of the page that bears the title.
pub fn first_header<'a>() -> Vec<Piece<'a>> {
    vec![Piece::Para(Para::new(Role::Other, "Header", None))]
}

/// Page n of m without words.
pub const PAGES: &str = "{n} / {m}";

/// Page n of m, in these words.
pub fn footer(pattern: &str) -> Vec<Piece<'_>> {
    let mut rest = pattern;
    let mut para = Para::new(Role::Other, "Footer", None);
    while let Some(at) = rest.find('{') {
        let (before, from) = rest.split_at(at);
        para = para.with(Inline::Text(before.into(), None));
        let field = [("{n}", "PAGE"), ("{m}", "NUMPAGES")].into_iter().find(|(mark, _)| from.starts_with(mark));
        rest = match field {
            Some((mark, instruction)) => {
                para = para.with(Inline::Field(instruction, "1"));
                &from[mark.len()..]
            }
            None => {
                para = para.with(Inline::Text("{".into(), None));
                &from[1..]
            }
        };
    }
    vec![Piece::Para(para.with(Inline::Text(rest.into(), None)))]
}

/// The draft's mark, drawn behind the text across the page: a run to put into a header.
pub fn watermark(draft: &Draft, at: usize) -> Element<'static> {
    let text = draft.interface.get("draft-mark").map(|text| gate::clean(text)).unwrap_or_default();
    let text = text.trim();
    // The letters fill the box: as wide as the word wants at this height, within the page.
    let width = (text.chars().count() * 84).clamp(168, 470);
    let style = format!(
        "position:absolute;margin-left:0;margin-top:0;width:{width}pt;height:130pt;rotation:315;z-index:-251658752;\
         mso-position-horizontal:center;mso-position-horizontal-relative:margin;\
         mso-position-vertical:center;mso-position-vertical-relative:margin"
    );
    let kind = Element::new("v:shapetype")
        .with("id", "_x0000_t136")
        .with("coordsize", "21600,21600")
        .with("o:spt", "136")
        .with("adj", "10800")
        .with("path", "m@7,l@8,m@5,21600l@6,21600e")
        .child(Element::new("v:formulas").children(FORMULAS.map(|formula| Element::new("v:f").with("eqn", formula))))
        .child(
            Element::new("v:path")
                .with("textpathok", "t")
                .with("o:connecttype", "custom")
                .with("o:connectlocs", "@9,0;@10,10800;@11,21600;@12,10800")
                .with("o:connectangles", "270,180,90,0"),
        )
        .child(Element::new("v:textpath").with("on", "t").with("fitshape", "t"))
        .child(Element::new("o:lock").with("v:ext", "edit").with("text", "t").with("shapetype", "t"));
    let shape = Element::new("v:shape")
        .with("id", format!("DraftMark{at}"))
        .with("o:spid", format!("_x0000_s{}", 2048 + at))
        .with("type", "#_x0000_t136")
        .with("alt", text.to_string())
        .with("style", style)
        .with("o:allowincell", "f")
        .with("fillcolor", "#c8c8c8")
        .with("stroked", "f")
        .child(Element::new("v:fill").with("opacity", ".5"))
        .child(
            Element::new("v:textpath")
                .with("style", format!("{};font-size:1pt", fonts::drawn()))
                .with("string", text.to_string()),
        );
    word("r").child(word("rPr").child(word("noProof"))).child(word("pict").child(kind).child(shape))
}

/// How the letters of a drawn text are fitted into its box.
const FORMULAS: [&str; 14] = [
    "sum #0 0 10800",
    "prod #0 2 1",
    "sum 21600 0 @1",
    "sum 0 0 @2",
    "sum 21600 0 @3",
    "if @0 @3 0",
    "if @0 21600 @1",
    "if @0 0 @2",
    "if @0 @4 21600",
    "mid @5 @6",
    "mid @8 @5",
    "mid @7 @8",
    "mid @6 @7",
    "sum @6 0 @5",
];

/// The namespaces of a drawing.
pub fn drawable(root: Element<'_>) -> Element<'_> {
    root.with("xmlns:v", "urn:schemas-microsoft-com:vml").with("xmlns:o", "urn:schemas-microsoft-com:office:office")
}
