//! Splits a language file into its sections.

use super::{MAX_FILE, template::later};
use crate::diag::{Message, Place, tidy};
use crate::model::prose::{InstrumentProse, ProvisionProse, Section};
use std::sync::Arc;

/// A `# ` or `## ` line and the text under it.
struct Piece<'a> {
    level: usize,
    title: &'a str,
    /// Where the title starts in the file.
    title_at: usize,
    body: &'a str,
    body_at: usize,
}

impl Piece<'_> {
    /// The place of its title.
    fn place(&self, file: &str) -> Place {
        Place::new(file, self.title_at..self.title_at + self.title.len())
    }
}

/// Reads `en.md` of a provision or definition. The messages are those of the file as a whole; each
/// section has those of its own.
pub fn provision_file(file: &str, text: &str) -> (ProvisionProse, Vec<Message>) {
    let mut prose = ProvisionProse { file: file.into(), ..Default::default() };
    let (pieces, mut wrong) = pieces(file, text);
    let path: Arc<str> = file.into();
    for piece in &pieces {
        if piece.level == 1 {
            prose.heading = later(&path, piece.title, piece.title_at);
            continue;
        }
        let section = later(&path, piece.body, piece.body_at);
        let (name, variant) = split_variant(piece.title);
        // What has no place in the tree is read at once, so that its faults are told too.
        let dropped = match name {
            "wording" => prose.wording.insert(variant.to_string(), section),
            _ if name.starts_with("effect.") => {
                let lines = prose.effect.entry(name["effect.".len()..].to_string()).or_default();
                lines.insert(variant.to_string(), section)
            }
            "commentary" if variant.is_empty() => prose.commentary.replace(section),
            _ => {
                wrong.push(
                    Message::error("unknown-section", format!("unknown section `{}`", piece.title))
                        .at(
                            piece.place(file),
                            "sections are `wording`, `wording [variant]`, `effect.…` and `commentary`",
                        )
                        .near(name, ["wording", "commentary"]),
                );
                wrong.extend_from_slice(section.nodes.messages());
                None
            }
        };
        wrong.extend(dropped.into_iter().flat_map(|first| twice(piece, file, &first)));
    }
    (prose, tidy(wrong))
}

/// Reads `en.md` of an instrument. The messages are those of the file as a whole.
pub fn instrument_file(file: &str, text: &str) -> (InstrumentProse, Vec<Message>) {
    let mut prose = InstrumentProse { file: file.into(), ..Default::default() };
    let (pieces, mut wrong) = pieces(file, text);
    let path: Arc<str> = file.into();
    for piece in &pieces {
        if piece.level == 1 {
            prose.title = later(&path, piece.title, piece.title_at);
            continue;
        }
        let mut section = later(&path, piece.body, piece.body_at);
        section.place = piece.place(file);
        let dropped = prose.sections.insert(piece.title.to_string(), section);
        wrong.extend(dropped.into_iter().flat_map(|first| twice(piece, file, &first)));
    }
    (prose, tidy(wrong))
}

/// A section that stands twice: said of the second, with the faults of the first.
fn twice(piece: &Piece, file: &str, first: &Section) -> Vec<Message> {
    let message = Message::error("repeated-section", format!("the section `{}` stands twice in one file", piece.title))
        .at(piece.place(file), "again here")
        .help("keep one of them");
    [message].into_iter().chain(first.nodes.messages().iter().cloned()).collect()
}

/// `wording [prior]` → (`wording`, `prior`).
fn split_variant(title: &str) -> (&str, &str) {
    match title.split_once('[') {
        Some((name, rest)) => (name.trim(), rest.trim_end().trim_end_matches(']').trim()),
        None => (title.trim(), ""),
    }
}

fn pieces<'a>(file: &str, text: &'a str) -> (Vec<Piece<'a>>, Vec<Message>) {
    let mut wrong = Vec::new();
    if text.len() > MAX_FILE {
        wrong.push(
            Message::error("file-too-long", format!("a file of {} bytes", text.len()))
                .at(Place::new(file, 0..0), format!("files of words may have {MAX_FILE} bytes"))
                .help("split it"),
        );
        return (vec![], wrong);
    }
    let mut pieces: Vec<Piece<'a>> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end();
        let level = if bare.starts_with("# ") {
            1
        } else if bare.starts_with("## ") {
            2
        } else {
            0
        };
        if level > 0 {
            let title = bare[level + 1..].trim();
            let title_at = at + line.find(title).unwrap_or(0);
            pieces.push(Piece { level, title, title_at, body: "", body_at: at + line.len() });
        } else if let Some(piece) = pieces.last_mut() {
            piece.body = &text[piece.body_at..at + line.len()];
        } else if !bare.is_empty() {
            wrong.push(
                Message::error("text-outside-section", "text before the first heading")
                    .at(Place::new(file, at..at + bare.len()), "it belongs to no section")
                    .help("start the file with `# ` and the heading"),
            );
        }
        at += line.len();
    }
    if pieces.first().is_none_or(|piece| piece.level != 1) {
        wrong.push(
            Message::error("missing-heading", "the file has no heading")
                .at(Place::new(file, 0..0), "expected `# ` and the heading here")
                .help("start the file with `# ` and the heading"),
        );
    }
    (pieces, wrong)
}
