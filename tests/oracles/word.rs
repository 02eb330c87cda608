//! The references in a Word document, as they stand in its file.

use quick_xml::events::{BytesStart, Event};
use std::path::Path;

/// Every field and link in the text: its instruction (or `# bookmark`), and what it prints.
pub fn references(path: &Path) -> Vec<(String, String)> {
    let file = std::fs::File::open(path).expect("the document");
    let mut archive = zip::ZipArchive::new(file).expect("a package");
    let xml = std::io::read_to_string(archive.by_name("word/document.xml").expect("its text")).expect("UTF-8");
    let attribute = |tag: &BytesStart, name: &str| tag.try_get_attribute(name).ok()?.map(|a| a.value.into_owned());
    let mut reader = quick_xml::Reader::from_str(&xml);
    let mut found: Vec<(String, String)> = Vec::new();
    // Whether text met now belongs to a reference, and whether it stands in an instruction.
    let (mut within, mut instruction) = (false, false);
    loop {
        match reader.read_event().expect("XML") {
            Event::Start(tag) | Event::Empty(tag) => match tag.name().as_ref() {
                "w:fldChar" => match attribute(&tag, "w:fldCharType").as_deref() {
                    Some("begin") => found.push(Default::default()),
                    Some(kind) => within = kind == "separate",
                    None => {}
                },
                "w:instrText" => instruction = true,
                "w:hyperlink" => {
                    let anchor = attribute(&tag, "w:anchor").unwrap_or_default();
                    found.push((format!("# {anchor}"), String::new()));
                    within = true;
                }
                _ => {}
            },
            Event::End(tag) => match tag.name().as_ref() {
                "w:instrText" => instruction = false,
                "w:hyperlink" => within = false,
                _ => {}
            },
            Event::Text(text) => {
                let text = text.xml10_content();
                match found.last_mut() {
                    Some((target, _)) if instruction => target.push_str(&text),
                    Some((_, printed)) if within => printed.push_str(&text),
                    _ => {}
                }
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}
