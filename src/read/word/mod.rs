//! A Word document as it comes back from outside: its text, its permanent marks, its tracked changes.
//!
//! The file may be damaged or hostile. Nothing is read beyond the limits of [`package`] and [`xml`], no
//! entity is expanded, and nothing but text is kept.

mod field;
mod package;
mod story;
mod xml;

use crate::model::written::Written;
use package::Package;

pub use package::MAX_FILE;

/// Which side of the tracked changes is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Revisions {
    /// As if every change were accepted.
    Accepted,
    /// As if every change were rejected.
    Rejected,
}

/// Reads a document.
///
/// # Errors
///
/// A sentence that says what is wrong with the file, without its name.
pub fn word(bytes: &[u8], revisions: Revisions) -> Result<Written, String> {
    let mut package = Package::open(bytes)?;
    let mut written = Written::default();
    let main = main_part(&mut package)?;
    let text = package.read(&main)?.ok_or_else(|| format!("has no part `{main}`, where its text would be"))?;
    story::read(&main, &text, revisions, &mut written)?;
    let inside = std::mem::take(&mut written.paragraphs);
    let folder = main.rsplit_once('/').map(|(folder, _)| folder).unwrap_or("");
    for name in package.names() {
        let Some(stem) = name.strip_prefix(folder).map(|rest| rest.trim_start_matches('/')) else { continue };
        if ["header", "footer", "footnotes", "endnotes"].iter().any(|kind| stem.starts_with(kind)) {
            let text = package.read(&name)?.unwrap_or_default();
            story::read(&name, &text, revisions, &mut written)?;
        }
    }
    for paragraph in std::mem::replace(&mut written.paragraphs, inside) {
        if !written.margins.contains(&paragraph.text) {
            written.margins.push(paragraph.text);
        }
    }
    if let Some(text) = package.read(&format!("{folder}/comments.xml"))? {
        xml::walk("comments", &text, &mut |step| {
            written.comments += usize::from(matches!(step, xml::Step::Open(open) if open.local() == "comment"));
            Ok(())
        })?;
    }
    properties(&mut package, &mut written)?;
    Ok(written)
}

/// The part that the package names as its document.
fn main_part(package: &mut Package) -> Result<String, String> {
    let mut found = None;
    if let Some(text) = package.read("_rels/.rels")? {
        xml::walk("_rels/.rels", &text, &mut |step| {
            if let xml::Step::Open(open) = step
                && open.attribute("Type").is_some_and(|kind| kind.ends_with("/officeDocument"))
            {
                found = open.attribute("Target");
            }
            Ok(())
        })?;
    }
    let target = found.unwrap_or_else(|| "word/document.xml".into());
    Ok(target.trim_start_matches('/').to_string())
}

/// `docProps/core.xml` by element, `docProps/custom.xml` by name.
fn properties(package: &mut Package, written: &mut Written) -> Result<(), String> {
    for name in ["docProps/core.xml", "docProps/custom.xml"] {
        let Some(text) = package.read(name)? else { continue };
        let mut key = String::new();
        xml::walk(name, &text, &mut |step| {
            match step {
                xml::Step::Open(open) if open.local() == "property" => {
                    key = open.attribute("name").unwrap_or_default();
                }
                xml::Step::Open(open) if name.ends_with("core.xml") => key = open.local().to_string(),
                xml::Step::Text(text) if !key.is_empty() && !text.trim().is_empty() => {
                    written.properties.entry(key.clone()).or_default().push_str(text);
                }
                _ => {}
            }
            Ok(())
        })?;
    }
    Ok(())
}
