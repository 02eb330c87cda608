//! Splits a language file into its sections.

use super::{MAX_FILE, template::section};
use crate::diag::{Message, Place, tidy};
use crate::model::prose::{InstrumentProse, ProvisionProse, Section};

/// A `# ` or `## ` line and the text under it.
struct Piece<'a> {
    level: usize,
    title: &'a str,
    /// Where the title starts in the file.
    title_at: usize,
    body: &'a str,
    body_at: usize,
}

/// Reads `en.md` of a provision or definition.
pub fn provision_file(file: &str, text: &str) -> (ProvisionProse, Vec<Message>) {
    let mut prose = ProvisionProse { file: file.into(), ..Default::default() };
    let (pieces, mut wrong) = pieces(file, text);
    for piece in &pieces {
        let place = Place::new(file, piece.title_at..piece.title_at + piece.title.len());
        if piece.level == 1 {
            prose.heading = parsed(file, piece.title, piece.title_at, &mut wrong);
            continue;
        }
        let section = parsed(file, piece.body, piece.body_at, &mut wrong);
        let (name, variant) = split_variant(piece.title);
        let twice = match name {
            "wording" => prose.wording.insert(variant.to_string(), section).is_some(),
            "commentary" if variant.is_empty() => prose.commentary.replace(section).is_some(),
            _ => {
                wrong.push(
                    Message::error("unknown-section", format!("unknown section `{}`", piece.title))
                        .at(place.clone(), "sections are `wording`, `wording [variant]` and `commentary`")
                        .near(name, ["wording", "commentary"]),
                );
                false
            }
        };
        if twice {
            wrong.push(repeated(piece.title, place));
        }
    }
    (prose, tidy(wrong))
}

/// Reads `en.md` of an instrument.
pub fn instrument_file(file: &str, text: &str) -> (InstrumentProse, Vec<Message>) {
    let mut prose = InstrumentProse { file: file.into(), ..Default::default() };
    let (pieces, mut wrong) = pieces(file, text);
    for piece in &pieces {
        if piece.level == 1 {
            prose.title = parsed(file, piece.title, piece.title_at, &mut wrong);
            continue;
        }
        let mut section = parsed(file, piece.body, piece.body_at, &mut wrong);
        let place = Place::new(file, piece.title_at..piece.title_at + piece.title.len());
        section.place = place.clone();
        if prose.sections.insert(piece.title.to_string(), section).is_some() {
            wrong.push(repeated(piece.title, place));
        }
    }
    (prose, tidy(wrong))
}

fn repeated(title: &str, place: Place) -> Message {
    Message::error("repeated-section", format!("the section `{title}` stands twice in one file"))
        .at(place, "again here")
        .help("keep one of them")
}

fn parsed(file: &str, text: &str, at: usize, wrong: &mut Vec<Message>) -> Section {
    let (section, messages) = section(file, text, at);
    wrong.extend(messages);
    section
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
