//! The order in which the schema wants an element's children.
//!
//! docx-rs writes them in an order of its own; a stable sort makes the document valid.

use super::dom::{Element, Node};

/// Element → its children, in order.
const ORDER: &[(&str, &str)] = &[
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
];

/// Sorts the children of every element below, and drops what docx-rs writes empty.
pub fn tidy(root: &mut Element) {
    root.each_mut(&mut |element| {
        let order = ORDER.iter().find(|(name, _)| *name == element.name).map(|(_, order)| *order);
        if let Some(order) = order {
            element.children.sort_by_key(|node| place(order, node));
        }
        match element.name.as_str() {
            "w:gridCol" => element.unset("w:type"),
            "w:fldChar" if element.get("w:dirty") == Some("false") => element.unset("w:dirty"),
            "w:instrText" => element.set("xml:space", "preserve"),
            _ => {}
        }
        let empty = ["w:rPr", "w:pPr", "w:trPr", "w:tblPr", "w:tcPr"];
        element.retain(|child| !(empty.contains(&child.name.as_str()) && child.children.is_empty()));
    });
}

fn place(order: &str, node: &Node) -> usize {
    let Node::Element(element) = node else { return 0 };
    let name = element.name.strip_prefix("w:").unwrap_or(&element.name);
    order.split_whitespace().position(|entry| entry == name).unwrap_or(usize::MAX)
}
