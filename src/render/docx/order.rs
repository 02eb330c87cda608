//! The order in which the schema wants an element's children.
//!
//! docx-rs writes them in an order of its own; a stable sort makes the document valid.

use super::dom::{Element, Node};
use std::sync::LazyLock;

/// Element → its children, in order.
const ORDER: [(&str, &str); 12] = [
    (
        "w:pPr",
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs \
         suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd \
         snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment \
         textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    ),
    (
        "w:rPr",
        "ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint \
         noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText \
         vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange",
    ),
    (
        "w:tblPr",
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd \
         tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange",
    ),
    (
        "w:trPr",
        "cnfStyle divId gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader tblCellSpacing jc hidden ins \
         del trPrChange",
    ),
    (
        "w:tcPr",
        "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark headers \
         cellIns cellDel cellMerge tcPrChange",
    ),
    ("w:lvl", "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr"),
    (
        "w:style",
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal \
         personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    ),
    ("w:abstractNum", "nsid multiLevelType tmpl name styleLink numStyleLink lvl"),
    ("w:numPr", "ilvl numId numberingChange ins"),
    (
        "w:sdtPr",
        "rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding label tabIndex text dropDownList date \
         richText",
    ),
    ("w:tblBorders", "top left start bottom right end insideH insideV"),
    ("w:pBdr", "top left bottom right between bar"),
];

/// The same, each list taken apart once.
static LISTS: LazyLock<[(&str, Vec<&str>); 12]> =
    LazyLock::new(|| ORDER.map(|(name, order)| (name, order.split_whitespace().collect())));

/// What may have become empty, and says nothing then.
const PROPERTIES: [&str; 5] = ["w:rPr", "w:pPr", "w:trPr", "w:tblPr", "w:tcPr"];

/// Sorts the children of this element, and drops what docx-rs writes empty.
pub fn tidy(element: &mut Element) {
    if element.children.len() > 1
        && let Some((_, order)) = LISTS.iter().find(|(name, _)| *name == element.name)
    {
        element.children.sort_by_key(|node| place(order, node));
    }
    match &*element.name {
        "w:gridCol" => element.unset("w:type"),
        "w:fldChar" if element.get("w:dirty") == Some("false") => element.unset("w:dirty"),
        "w:instrText" => element.set("xml:space", "preserve"),
        _ => {}
    }
    let idle = |child: &Element| child.children.is_empty() && PROPERTIES.contains(&&*child.name);
    if element.elements().any(idle) {
        element.retain(|child| !idle(child));
    }
}

/// The children that the schema knows in this element; none where the element is not one of the ordered.
pub fn known(name: &str) -> Option<&'static [&'static str]> {
    LISTS.iter().find(|(own, _)| *own == name).map(|(_, order)| &**order)
}

fn place(order: &[&str], node: &Node) -> usize {
    let Node::Element(element) = node else { return 0 };
    let name = element.name.strip_prefix("w:").unwrap_or(&element.name);
    order.iter().position(|entry| *entry == name).unwrap_or(usize::MAX)
}
