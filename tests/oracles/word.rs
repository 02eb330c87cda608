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
            Event::Eof => return without_contents(found),
            _ => {}
        }
    }
}

/// The contents are a field of their own, whose entries are links that end with a page.
fn without_contents(found: Vec<(String, String)>) -> Vec<(String, String)> {
    let page = |at: usize| found.get(at).is_some_and(|(target, _)| target.trim().starts_with("PAGEREF"));
    let contents = |at: usize| page(at) || page(at + 1) || found[at].0.trim().starts_with("TOC");
    (0..found.len()).filter(|at| !contents(*at)).map(|at| found[at].clone()).collect()
}

/// How many controls in the text are bound to each node of the data, and a copy of the document with
/// another value in every node: `value 1;`, `value 2;` and so on.
pub fn refilled(path: &Path, copy: &Path) -> Vec<usize> {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).expect("the document")).expect("a package");
    let mut out = zip::ZipWriter::new(std::fs::File::create(copy).expect("the copy"));
    let mut counts = Vec::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).expect("a part");
        let name = file.name().expect("a name").into_owned();
        let mut xml = std::io::read_to_string(&mut file).expect("UTF-8");
        if name == "word/document.xml" {
            counts = (1..).map(|n| xml.matches(&format!("/b:blank[{n}]")).count()).take_while(|n| *n > 0).collect();
        }
        if name == "customXml/item1.xml" {
            xml = refill(&xml);
        }
        out.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        std::io::Write::write_all(&mut out, xml.as_bytes()).expect("written");
    }
    out.finish().expect("a package");
    counts
}

/// The data with another value in every node.
fn refill(xml: &str) -> String {
    let mut parts = xml.split("<blank ");
    let mut out = parts.next().unwrap_or_default().to_string();
    for (at, part) in parts.enumerate() {
        let tag = part.split(['>']).next().unwrap_or_default().trim_end_matches('/');
        out.push_str(&format!("<blank {tag}>value {};</blank>", at + 1));
    }
    out + "</blanks>"
}
