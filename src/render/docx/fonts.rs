//! The fonts: such as a plain Windows has, and what stands in where they are not.

use super::dom::Element;
use super::house::House;
use super::parts::{W, valued, word};

/// For text in Latin, Greek and Cyrillic letters, and in complex scripts: it has Arabic and Hebrew
/// letters too, on every Windows.
const SERIF: &str = "Times New Roman";

/// What stands in for it elsewhere: of the same width, then with Arabic letters.
const INSTEAD: &str = "Liberation Serif,Noto Naskh Arabic,Amiri";

/// The fonts of the whole document.
pub fn used() -> Element<'static> {
    let mut out = word("rFonts");
    for script in ["w:ascii", "w:eastAsia", "w:hAnsi", "w:cs"] {
        out.set(script, SERIF);
    }
    out
}

/// The font of a drawn text, as CSS.
pub fn drawn() -> String {
    format!("font-family:\"{SERIF}\"")
}

/// `word/fontTable.xml`
pub fn table(house: Option<&House>) -> Vec<u8> {
    match house {
        Some(house) => house.font_table(own()),
        None => word("fonts").with("xmlns:w", W).child(own()).part(),
    }
}

/// What is said of our font.
fn own() -> Element<'static> {
    let mut covered = word("sig");
    for (name, bits) in [
        ("w:usb0", "E0002EFF"),
        ("w:usb1", "C000785B"),
        ("w:usb2", "00000009"),
        ("w:usb3", "00000000"),
        ("w:csb0", "000001FF"),
        ("w:csb1", "00000000"),
    ] {
        covered.set(name, bits);
    }
    word("font")
        .with("w:name", SERIF)
        .child(valued("altName", INSTEAD))
        .child(valued("panose1", "02020603050405020304"))
        .child(valued("charset", "00"))
        .child(valued("family", "roman"))
        .child(valued("pitch", "variable"))
        .child(covered)
}
