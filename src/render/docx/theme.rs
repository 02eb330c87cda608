//! The theme of another document: its colours and fonts, which its styles may name.

use super::dom::{Element, Node};

const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";

/// What a theme's colours and fonts consist of.
const KNOWN: [&str; 21] = [
    "a:dk1",
    "a:lt1",
    "a:dk2",
    "a:lt2",
    "a:accent1",
    "a:accent2",
    "a:accent3",
    "a:accent4",
    "a:accent5",
    "a:accent6",
    "a:hlink",
    "a:folHlink",
    "a:sysClr",
    "a:srgbClr",
    "a:majorFont",
    "a:minorFont",
    "a:latin",
    "a:ea",
    "a:cs",
    "a:font",
    "a:clrScheme",
];

/// The theme with these colours and fonts, under another name and with plain effects; none where it has
/// no complete ones.
pub fn taken(theme: &Element) -> Option<Element<'static>> {
    let elements = theme.find("a:themeElements")?;
    let scheme = |name: &str, parts: usize| {
        let mut out = cleaned(elements.find(name)?);
        out.set("name", "House");
        (out.children.len() == parts).then_some(out)
    };
    let all = Element::new("a:themeElements")
        .child(scheme("a:clrScheme", 12)?)
        .child(scheme("a:fontScheme", 2)?)
        .child(effects());
    Some(Element::new("a:theme").with("xmlns:a", DRAWING).with("name", "House").child(all))
}

fn cleaned(element: &Element) -> Element<'static> {
    let mut out = Element::new(element.name.to_string());
    for (name, value) in element.attributes.iter().filter(|(name, _)| !name.contains(':')) {
        out.set(name.to_string(), super::gate::clean(value).into_owned());
    }
    let known = element.elements().filter(|child| KNOWN.contains(&&*child.name));
    out.children = known.map(|child| Node::Element(cleaned(child))).collect();
    out
}

/// The effects that the schema wants there to be.
fn effects() -> Element<'static> {
    let fill = || {
        let colour = Element::new("a:schemeClr").with("val", "phClr");
        Element::new("a:solidFill").child(colour)
    };
    let thrice =
        |name: &'static str, one: &dyn Fn() -> Element<'static>| Element::new(name).children((0..3).map(|_| one()));
    Element::new("a:fmtScheme")
        .with("name", "House")
        .child(thrice("a:fillStyleLst", &fill))
        .child(thrice("a:lnStyleLst", &|| Element::new("a:ln").with("w", "6350").child(fill())))
        .child(thrice("a:effectStyleLst", &|| Element::new("a:effectStyle").child(Element::new("a:effectLst"))))
        .child(thrice("a:bgFillStyleLst", &fill))
}
