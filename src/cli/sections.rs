//! The provisions of a draft, and the marks of their paragraphs in each format.

use super::args::Format;
use super::manifest::Print;
use crate::compare::Section;
use crate::model::draft::{Draft, DraftProvision};
use crate::model::written::Written;
use crate::render;

/// How a provision begins in a page.
const ARTICLE: &str = "<article ";
/// How a cell begins in a page of two languages.
const CELL: &str = "<div class=\"cell\" ";

/// The mark in a line of a page where something begins.
pub fn mark(line: &str) -> Option<&str> {
    if let Some(at) = line.find(ARTICLE) {
        return Some(&line[at..]);
    }
    let cell = &line[line.find(CELL)?..];
    Some(&cell[..=cell.find('>')?])
}

/// The provisions of a draft, in one language or in two.
pub fn of(drafts: &[Draft], print: &Print, sent: &Written) -> Vec<Section> {
    match drafts {
        [one, two] => two_languages([one, two], print, sent),
        [draft, ..] => one_language(draft, print, sent),
        [] => Vec::new(),
    }
}

fn name(provision: &DraftProvision) -> String {
    match &provision.label {
        Some(label) if provision.title.is_empty() => label.text.clone(),
        Some(label) => format!("{} — {}", label.text, provision.title),
        None => provision.title.clone(),
    }
}

/// The ids of a provision, its paragraphs and rows.
fn ids(provision: &DraftProvision) -> impl Iterator<Item = String> {
    let blocks = provision.blocks.iter();
    let rows = blocks.clone().flat_map(|block| &block.rows).filter_map(|row| row.id.clone());
    std::iter::once(provision.id.clone()).chain(blocks.filter_map(|block| block.id.clone())).chain(rows)
}

fn one_language(draft: &Draft, print: &Print, sent: &Written) -> Vec<Section> {
    // Marks of lines: in Markdown the headings of provisions, in HTML the beginning of each.
    let head = match print.format {
        Format::Md => Some("### "),
        Format::Html => Some(ARTICLE),
        _ => None,
    };
    if let Some(head) = head {
        let headings = sent.paragraphs.iter().flat_map(|p| &p.marks).filter(|mark| mark.starts_with(head));
        let headed = |p: &&DraftProvision| print.format == Format::Html || p.label.is_some() || !p.heading.is_empty();
        let section = |(provision, mark): (&DraftProvision, &String)| Section {
            id: provision.id.clone(),
            name: name(provision),
            marks: vec![mark.clone()],
        };
        return draft.provisions().filter(headed).zip(headings).map(section).collect();
    }
    let marks = match print.format {
        Format::Docx => render::docx::bookmarks(draft, print.word.edition),
        _ => Default::default(),
    };
    let section = |provision: &DraftProvision| {
        let marks = ids(provision).map(|id| marks.get(&id).cloned().unwrap_or(id)).collect();
        Section { id: provision.id.clone(), name: name(provision), marks }
    };
    draft.provisions().map(section).collect()
}

/// Each provision twice, once for each language.
fn two_languages(drafts: [&Draft; 2], print: &Print, sent: &Written) -> Vec<Section> {
    // Language, provision and mark of everything that bears one.
    let owned: Vec<(usize, Option<String>, String)> = match print.format {
        Format::Html => {
            let cells = sent.paragraphs.iter().flat_map(|p| &p.marks).filter(|mark| mark.starts_with(CELL));
            let owners = render::html_owners(drafts).into_iter().zip(cells);
            owners.map(|((language, provision), mark)| (language, provision, mark.clone())).collect()
        }
        Format::Json => {
            let marked = |language: usize, provision: &DraftProvision| {
                let code = drafts[language].language.clone();
                let own = provision.id.clone();
                ids(provision).map(move |id| (language, Some(own.clone()), format!("{code}:{id}"))).collect::<Vec<_>>()
            };
            let all = [0, 1].into_iter().flat_map(|at| drafts[at].provisions().map(move |provision| (at, provision)));
            all.flat_map(|(at, provision)| marked(at, provision)).collect()
        }
        _ => {
            let owners = render::docx::owners(drafts);
            owners.into_iter().map(|owner| (owner.language, owner.provision, owner.bookmark)).collect()
        }
    };
    let mut sections = Vec::new();
    for (language, draft) in drafts.into_iter().enumerate() {
        for provision in draft.provisions() {
            let own = owned.iter().filter(|(at, of, _)| *at == language && of.as_ref() == Some(&provision.id));
            sections.push(Section {
                id: format!("{} {}", provision.id, draft.language),
                name: name(provision),
                marks: own.map(|(.., mark)| mark.clone()).collect(),
            });
        }
    }
    sections
}
