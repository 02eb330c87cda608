//! A draft as it leaves the house: what it prints, and nothing of how it came about.

use crate::model::draft::{Draft, Run};
use std::collections::BTreeMap;

/// Who is to read a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// Our own side: brackets say which answer each wording stands for.
    Own,
    /// The other delegation: brackets are bare.
    Counterpart,
}

/// Takes everything out of a draft that its text does not print: commentary, origins, answers, reasons,
/// warnings. A renderer can't let slip what it is not given.
///
/// The ids of paragraphs stay, since a draft that comes back is matched by them; but the names in them
/// that answers gave (`@arlandia`) or that tell a wording (`@host-pays`) become numbers.
pub fn outward(draft: Draft, reader: Reader) -> Draft {
    bared(draft, reader, &mut Names::default())
}

/// The same for several languages of one text: what is one name before is one number after.
pub fn outward_abreast(drafts: Vec<Draft>, reader: Reader) -> Vec<Draft> {
    let mut names = Names::default();
    drafts.into_iter().map(|draft| bared(draft, reader, &mut names)).collect()
}

fn bared(mut draft: Draft, reader: Reader, names: &mut Names) -> Draft {
    draft.options.clear();
    draft.accepted.clear();
    draft.warnings.clear();
    draft.open_options.clear();
    if reader == Reader::Counterpart {
        draft.open_blanks.clear();
    }
    draft.open_blanks.iter_mut().for_each(|blank| names.blank(&mut blank.name));
    draft.blank_labels = std::mem::take(&mut draft.blank_labels)
        .into_iter()
        .map(|(mut name, label)| {
            names.blank(&mut name);
            (name, label)
        })
        .collect();
    let mut all: Vec<&mut Vec<Run>> = vec![&mut draft.title];
    all.extend(draft.front.iter_mut().map(|line| &mut line.runs));
    for layer in &mut draft.layers {
        all.push(&mut layer.title);
        for division in &mut layer.divisions {
            all.extend(division.group.as_mut().map(|group| &mut group.title));
            all.extend(division.chapter.as_mut().map(|chapter| &mut chapter.title));
            for provision in &mut division.provisions {
                names.id(&mut provision.id);
                provision.commentary.clear();
                provision.origin.clear();
                provision.obligation.clear();
                provision.because.clear();
                if reader == Reader::Counterpart {
                    provision.bracket = provision.bracket.take().map(|_| String::new());
                }
                all.push(&mut provision.heading);
                for block in &mut provision.blocks {
                    block.id.iter_mut().for_each(|id| names.id(id));
                    block.origin.clear();
                    block.obligation.clear();
                    all.push(&mut block.runs);
                    for row in &mut block.rows {
                        row.id.iter_mut().for_each(|id| names.id(id));
                        all.extend(&mut row.cells);
                    }
                }
            }
        }
    }
    for run in all.into_iter().flatten() {
        match run {
            Run::Bracket { text } if reader == Reader::Counterpart && text.starts_with('[') => *text = "[".into(),
            Run::Blank { name, .. } => names.blank(name),
            Run::Ref { anchor, .. } => names.id(anchor),
            _ => {}
        }
    }
    draft
}

/// Name → its number, in order of appearance.
#[derive(Default)]
struct Names(BTreeMap<String, usize>);

impl Names {
    fn number(&mut self, name: &str) -> usize {
        let next = self.0.len() + 1;
        *self.0.entry(name.to_string()).or_insert(next)
    }

    /// `authorities@arlandia#2` → `authorities@1#2`
    fn id(&mut self, id: &mut String) {
        let mut parts = id.split('@');
        let mut out = parts.next().unwrap_or_default().to_string();
        for part in parts {
            let (name, rest) = part.split_at(part.find('#').unwrap_or(part.len()));
            out.push_str(&format!("@{}{rest}", self.number(name)));
        }
        *id = out;
    }

    /// `parties.arlandia.contact` → `parties.1.contact`
    fn blank(&mut self, name: &mut String) {
        if let [list, entry, field] = name.split('.').collect::<Vec<_>>()[..] {
            *name = format!("{list}.{}.{field}", self.number(entry));
        }
    }
}
