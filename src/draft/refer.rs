//! Tags become words: references, terms, blanks; lists get their punctuation.

use super::assemble::Assembled;
use super::cite::{Citation, Target};
use super::number::Numbered;
use super::piece::{Entry, Piece, RawBlock, RawProvision, RawTitle};
use super::polish;
use super::targets::targets;
use super::{front, numerals, status, summary};
use crate::diag::Message;
use crate::model::draft::*;
use crate::model::form::{FormWords, HeadingPlace};
use crate::model::prose::{Cited, TagKind};
use crate::prose::Joiner;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// The finished draft, and what is wrong with it (missing grammatical forms, wrong values).
pub fn refer(numbered: Numbered) -> (Draft, Vec<Message>) {
    let assembled = numbered.0;
    let pass = Pass::new(&assembled);
    let title = pass.line(&assembled.title);
    let front = front::front(&pass);
    let layers = assembled
        .layers
        .iter()
        .map(|layer| DraftLayer {
            id: layer.id.clone(),
            kind: layer.kind,
            label: layer.label.clone(),
            title: pass.line(&layer.title),
            divisions: layer
                .divisions
                .iter()
                .map(|division| Division {
                    group: division.group.as_ref().map(|title| pass.heading(title)),
                    chapter: division.chapter.as_ref().map(|title| pass.heading(title)),
                    provisions: division.provisions.iter().map(|p| pass.provision(p)).collect(),
                })
                .collect(),
        })
        .collect();
    let (a, settlement) = (pass.a, pass.a.settlement);
    let draft = Draft {
        instrument: a.book.id.clone(),
        kind: a.book.instrument.kind,
        plan: settlement.plan.clone(),
        title,
        language: a.language.to_string(),
        tag: a.grammar.tag.clone(),
        language_name: a.grammar.name.clone(),
        direction: a.grammar.direction,
        form: settlement.form.clone(),
        stage: front::stage(a),
        stage_line: front::stage_line(a),
        status: front::status(a),
        notice: front::notice(a),
        front,
        library: a.library.version.clone(),
        fingerprint: a.library.fingerprint.to_string(),
        layers,
        open_options: summary::open_options(a.book, settlement, a.language),
        open_blanks: pass.open.into_inner(),
        blank_labels: pass.labels.into_inner(),
        accepted: summary::accepted(a.library, a.book, settlement, a.language),
        warnings: summary::warnings(a.library, settlement, a.language),
        options: summary::options(a.book, settlement),
        levels: levels(a),
        words: a.words.clone(),
        interface: a.library.interface.get(a.language).map(|words| (**words).clone()).unwrap_or_default(),
    };
    (draft, pass.wrong.into_inner())
}

fn levels(a: &Assembled) -> Vec<LevelFormat> {
    let format = |level: Level| {
        let unit = a.words.unit.get(level.key());
        LevelFormat {
            level,
            style: numerals::style(a.form, a.words, level),
            pattern: unit.map(|u| u.label.clone()).unwrap_or_default(),
            first: unit.and_then(|u| u.first.clone()),
        }
    };
    Level::ALL.into_iter().map(format).collect()
}

/// The assembled text, and what is noted on the way.
pub(super) struct Pass<'a> {
    pub(super) a: &'a Assembled<'a>,
    /// The words by which commentary cites.
    notes: FormWords,
    targets: BTreeMap<String, Vec<Target>>,
    pub(super) languages: Vec<&'a str>,
    pub(super) open: RefCell<Vec<OpenBlank>>,
    /// The names of the open blanks so far.
    pub(super) told: RefCell<BTreeSet<String>>,
    pub(super) labels: RefCell<BTreeMap<String, String>>,
    pub(super) wrong: RefCell<Vec<Message>>,
}

/// Where a text stands, and the words by which it cites.
#[derive(Clone, Copy)]
struct Home<'p> {
    provision: Option<&'p RawProvision>,
    words: &'p FormWords,
    /// Inside brackets.
    open: bool,
}

impl Home<'_> {
    /// The permanent id of a paragraph or row.
    fn anchor(&self, id: &str) -> String {
        format!("{}#{id}", self.provision.map(|p| p.id.as_str()).unwrap_or_default())
    }
}

impl<'a> Pass<'a> {
    /// Nothing noted yet.
    pub(super) fn new(assembled: &'a Assembled<'a>) -> Pass<'a> {
        Pass {
            notes: front::words_of_notes(assembled),
            targets: targets(assembled),
            languages: assembled.library.languages.keys().map(String::as_str).collect(),
            open: RefCell::default(),
            told: RefCell::default(),
            labels: RefCell::default(),
            wrong: RefCell::default(),
            a: assembled,
        }
    }
}

impl Pass<'_> {
    /// The provision as a target of citations.
    pub(super) fn whole(&self, provision: &RawProvision) -> Vec<Target> {
        let all = self.targets.get(&provision.folder).map(Vec::as_slice).unwrap_or_default();
        all.iter().filter(|target| target.home == provision.id).cloned().collect()
    }

    /// A line that stands in a provision.
    pub(super) fn within(&self, provision: &RawProvision, pieces: &[Piece]) -> Vec<Run> {
        self.runs(pieces, Home { provision: Some(provision), words: self.a.words, open: provision.bracket.is_some() })
    }

    /// What a row says of a provision of the main text; the placeholders in it are noted here too.
    fn effect(&self, part: &str, entry: Option<&Entry>) -> Vec<Run> {
        let runs = self.a.effects.row(entry).and_then(|row| row.parts.get(part)).cloned().unwrap_or_default();
        for run in &runs {
            if let Run::Blank { name, open, .. } = run {
                let label = self.a.effects.labels.get(name).cloned().unwrap_or_else(|| name.clone());
                self.labels.borrow_mut().entry(name.clone()).or_insert(label);
                if *open {
                    self.note_open(name);
                }
            }
        }
        runs
    }

    fn heading(&self, title: &RawTitle) -> ChapterHeading {
        ChapterHeading { id: title.id.clone(), label: title.label.clone(), title: self.line(&title.pieces) }
    }

    fn provision(&self, provision: &RawProvision) -> DraftProvision {
        let text = Home { provision: Some(provision), words: self.a.words, open: provision.bracket.is_some() };
        let mut blocks = Vec::new();
        for block in &provision.blocks {
            self.block(text, block, 1, &self.end_of(block), &mut blocks);
        }
        let mut commentary = Vec::new();
        for block in &provision.commentary {
            self.block(Home { words: &self.notes, ..text }, block, 0, "", &mut commentary);
        }
        if !commentary.is_empty() && self.a.settlement.companion.is_none() {
            let status = status::status(self.a.library, &self.a.settlement.treaties, self.a.language, provision);
            commentary.splice(0..0, status);
        }
        commentary.extend(summary::origins(self.a.library, self.a.language, provision));
        let mut heading = self.runs(&provision.heading, text);
        let title = plain(&heading);
        if !provision.numbered || self.a.form.heading == HeadingPlace::None {
            heading.clear();
        }
        polish::close(&mut heading, &self.a.words.heading_end);
        if let Some(label) = &provision.bracket {
            let first = if heading.is_empty() { blocks.first_mut().map(|b| &mut b.runs) } else { Some(&mut heading) };
            if let Some(runs) = first {
                runs.insert(0, self.opening(label));
            }
            close_bracket(blocks.last_mut());
        }
        DraftProvision {
            id: provision.id.clone(),
            label: provision.label.clone(),
            bracket: provision.bracket.clone(),
            title,
            heading,
            blocks,
            commentary,
            origin: provision.origin.clone(),
            obligation: provision.obligation.clone(),
            doubtful: if provision.bracket.is_some() { &provision.obligation } else { &provision.doubtful }.clone(),
            because: provision.because.clone(),
        }
    }

    /// `[` with the label of the values.
    fn opening(&self, label: &str) -> Run {
        let text = if label.is_empty() { "[".into() } else { format!("[{label}{}", self.a.grammar.label) };
        Run::Bracket { text: polish::spaces(&text, self.a.grammar) }
    }

    /// What closes a block of the first level: numbered paragraphs get the form's full stop.
    fn end_of(&self, block: &RawBlock) -> String {
        if block.kind == BlockKind::Item { self.a.words.list.end.clone() } else { String::new() }
    }

    fn block(&self, home: Home, block: &RawBlock, depth: usize, closing: &str, out: &mut Vec<DraftBlock>) {
        let marks = &self.a.words.list;
        let points = block.children.iter().any(|c| c.kind == BlockKind::Item);
        let mut runs = self.runs(&block.pieces, home);
        if depth <= 1 && matches!(block.kind, BlockKind::Item | BlockKind::Plain) {
            polish::capitalise(&mut runs);
        }
        let close = if points { marks.lead.as_str() } else { closing };
        polish::close(&mut runs, &polish::spaces(close, self.a.grammar));
        if let Some(label) = &block.bracket {
            runs.insert(0, self.opening(label));
        }
        let open = home.open || block.bracket.is_some();
        let home = Home { open, ..home };
        let rows = block.rows.iter().map(|row| Row {
            id: row.id.as_ref().map(|id| home.anchor(id)),
            cells: row.cells.iter().map(|cell| self.runs(cell, home)).collect(),
        });
        out.push(DraftBlock {
            id: block.id.as_ref().map(|id| home.anchor(id)),
            kind: block.kind,
            label: block.label.clone(),
            runs,
            rows: rows.collect(),
            depth: if block.kind == BlockKind::Item || depth > 1 { depth } else { 0 },
            origin: block.origin.clone(),
            obligation: block.obligation.clone(),
            doubtful: if open { &block.obligation } else { &block.doubtful }.clone(),
        });
        let count = block.children.len();
        for (index, child) in block.children.iter().enumerate() {
            let mark = if child.kind != BlockKind::Item {
                ""
            } else if index + 1 == count {
                closing
            } else if index + 2 == count {
                match block.joiner {
                    Some(Joiner::And) => &marks.and,
                    Some(Joiner::Or) => &marks.or,
                    None => &marks.separator,
                }
            } else {
                &marks.separator
            };
            self.block(home, child, depth + 1, mark, out);
        }
        if block.bracket.is_some() {
            close_bracket(out.last_mut());
        }
    }

    /// A title: text that stands in no provision.
    pub(super) fn line(&self, pieces: &[Piece]) -> Vec<Run> {
        self.runs(pieces, Home { provision: None, words: self.a.words, open: false })
    }

    fn runs(&self, pieces: &[Piece], home: Home) -> Vec<Run> {
        let mut runs = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Text(text, emphasis) => {
                    runs.push(Run::Text { text: polish::spaces(text, self.a.grammar), emphasis: *emphasis })
                }
                Piece::Open(label) => runs.push(self.opening(label)),
                Piece::Close => runs.push(Run::Bracket { text: "]".into() }),
                Piece::Defined(id) => {
                    let (words, word) = (self.a.words, self.a.vocabulary.word(id));
                    let marked = format!("{}{word}{}", words.defined.before, words.defined.after);
                    let marked = polish::spaces(&marked, self.a.grammar);
                    runs.push(Run::Term { id: id.clone(), text: marked, defining: true });
                    let gap = if words.means.is_empty() || words.means.starts_with([':', '،', ' ', '\u{a0}']) {
                        ""
                    } else {
                        " "
                    };
                    runs.push(Run::text(format!("{gap}{} ", words.means)));
                }
                Piece::Tag(tag, entry) => {
                    let mut printed = self.tag(&tag.kind, entry.as_ref(), home);
                    if polish::sentence_starts(&runs) {
                        polish::capitalise(&mut printed);
                    }
                    runs.extend(printed);
                }
            }
        }
        runs
    }

    fn tag(&self, kind: &TagKind, entry: Option<&Entry>, home: Home) -> Vec<Run> {
        match kind {
            TagKind::Blank { name, form } => self.blank(name, form.as_deref().unwrap_or("bare"), entry),
            TagKind::Term { id, form } => {
                let text = self.a.vocabulary.words(id, form.as_deref().unwrap_or("one"));
                vec![Run::Term { id: id.clone(), text: polish::spaces(text, self.a.grammar), defining: false }]
            }
            TagKind::Effect { part } => self.effect(part, entry),
            TagKind::Modal { kind, plural } => {
                let modal = self.a.words.modal.get(kind);
                let words = modal.map(|m| m.other.as_ref().filter(|_| *plural).unwrap_or(&m.one));
                vec![Run::text(words.cloned().unwrap_or_default())]
            }
            TagKind::Own { unit, prep } => {
                let names = self.a.words.own_name(unit, self.a.book.instrument.kind);
                let words = names.and_then(|n| n.get(prep.as_deref().unwrap_or("")).or_else(|| n.get("")));
                vec![Run::text(words.cloned().unwrap_or_default())]
            }
            TagKind::Ref { cited, prep, otherwise } => {
                let found = self.cited(cited, entry, home.provision);
                if found.is_empty() {
                    return vec![Run::text(polish::spaces(otherwise.as_deref().unwrap_or(""), self.a.grammar))];
                }
                let here = home.provision.map(|p| p.id.as_str()).unwrap_or("");
                Citation { words: home.words, home: here, prep: prep.as_deref().unwrap_or("") }.runs(found)
            }
            TagKind::Agree { cited, one, other } => {
                let count = self.cited(cited, entry, home.provision).len();
                vec![Run::text(if count == 1 { one.clone() } else { other.clone() })]
            }
        }
    }

    fn cited(&self, cited: &Cited, entry: Option<&Entry>, provision: Option<&RawProvision>) -> Vec<Target> {
        let names: Vec<String> = match cited {
            Cited::Targets(targets) => targets.clone(),
            Cited::Query(query) => provision.and_then(|p| p.queries.get(query)).cloned().unwrap_or_default(),
        };
        let mut found = Vec::new();
        for name in names {
            let full = match (name.strip_prefix('#'), provision) {
                (Some(own), Some(provision)) => format!("{}#{own}", provision.folder),
                _ => name,
            };
            let all = self.targets.get(&full).map(Vec::as_slice).unwrap_or_default();
            // In text repeated for an entry, what is repeated with it is meant.
            let suffix = entry.map(|e| format!("@{}", e.id));
            let own: Vec<&Target> = all.iter().filter(|t| suffix.as_ref().is_some_and(|s| ends(t, s))).collect();
            if own.is_empty() { found.extend(all.iter().cloned()) } else { found.extend(own.into_iter().cloned()) }
        }
        found
    }
}

/// Puts `]` where a bracketed text ends: behind its last words, or in its last cell.
fn close_bracket(last: Option<&mut DraftBlock>) {
    let Some(block) = last else { return };
    let close = Run::Bracket { text: "]".into() };
    match block.rows.last_mut().and_then(|row| row.cells.last_mut()) {
        Some(cell) => cell.push(close),
        None => block.runs.push(close),
    }
}

fn ends(target: &Target, suffix: &str) -> bool {
    target.home.ends_with(suffix) || target.below.iter().any(|(anchor, _)| anchor.ends_with(suffix))
}
