//! Which provisions stand, in which wording, with which paragraphs: text without numbers.

use super::choose::Settlement;
use super::define;
use super::front;
use super::judge::Judge;
use super::open;
use super::piece::{Entry, Piece, RawDivision, RawLayer, RawProvision, RawTitle};
use super::text::Writer;
use crate::diag::{Message, Place};
use crate::model::form::{Form, FormWords, Promulgation};
use crate::model::instrument::{LayerKind, Part};
use crate::model::language::Language;
use crate::model::prose::{Cited, TagKind};
use crate::model::{Book, Library, Provision};
use crate::prose::Truth;
use crate::space::{Formula, Space};
use std::collections::{BTreeMap, BTreeSet};

/// Assembled text, and what later passes need to word it.
pub struct Assembled<'a> {
    pub library: &'a Library,
    pub book: &'a Book,
    pub settlement: &'a Settlement,
    pub language: &'a str,
    pub form: &'a Form,
    pub words: &'a FormWords,
    pub grammar: &'a Language,
    pub title: Vec<Piece>,
    /// What a law says of its purpose in its long title.
    pub long_title: Vec<Piece>,
    pub layers: Vec<RawLayer>,
}

/// Assembles the instrument in one language.
///
/// Errors: `missing-language` (with everything that lacks).
pub fn assemble<'a>(
    library: &'a Library,
    settlement: &'a Settlement,
    language: &'a str,
) -> Result<Assembled<'a>, Vec<Message>> {
    let book = &library.books[&settlement.book];
    let form = &library.forms[&settlement.form];
    let (Some(words), Some(grammar)) = (form.language.get(language), library.languages.get(language)) else {
        return Err(vec![no_language(library, book, settlement, language)]);
    };
    // Nothing at all in this language: one message, not one for each file.
    if !book.prose.contains_key(language) && book.provisions.values().all(|e| !e.prose.contains_key(language)) {
        return Err(vec![no_language(library, book, settlement, language)]);
    }
    let lacking = lacking(book, settlement, language);
    if !lacking.is_empty() {
        return Err(lacking);
    }
    let names: BTreeSet<String> = settlement.accepted.keys().cloned().collect();
    let space = Space::new(&book.instrument, settlement.parties().len().max(1), &names);
    let given = space.settled(&settlement.selection);
    let judge = Judge { book, selection: &settlement.selection, space: &space, given: &given, language };
    let mut builder = Builder { library, settlement, language, form, judge, absent: BTreeSet::new() };
    let layers = builder.settle();
    let prose = &book.prose[language];
    let companion = settlement.companion.as_ref().and_then(|id| prose.sections.get(&format!("companion.{id}")));
    let title = companion.unwrap_or(&prose.title).clone();
    let title = Writer::new(&builder.judge, settlement, None).line(&Provision::default(), &title, None);
    let long_title = builder.named_line("long-title");
    let mut assembled =
        Assembled { library, book, settlement, language, form, words, grammar, title, long_title, layers };
    front::crown(&mut assembled);
    Ok(assembled)
}

fn no_language(library: &Library, book: &Book, settlement: &Settlement, language: &str) -> Message {
    let known = book.languages();
    let form = &settlement.form;
    let message = Message::error("missing-language", format!("`{}` can't be printed in `{language}`", book.id))
        .help(format!("languages of this instrument: {}", known.join(", ")));
    let voiced = library.forms[form].language.contains_key(language);
    if library.languages.contains_key(language) && !voiced {
        message.at(Place::new(&format!("clauses/forms/{form}.toml"), 0..0), format!("no `[language.{language}]` here"))
    } else {
        message.near(language, known.iter().map(String::as_str))
    }
}

/// What has no words in this language, of what the plan prints.
fn lacking(book: &Book, settlement: &Settlement, language: &str) -> Vec<Message> {
    let lacks = |folder: String| {
        Message::error("missing-language", format!("`{folder}` has no words in `{language}`"))
            .at(Place::new(&format!("{folder}/{language}.md"), 0..0), "expected here")
            .help("translate it, or build in a language that is complete: `clausier list` names them")
    };
    let root = format!("clauses/{}", book.id);
    let plan = book.instrument.plan.get(&settlement.plan);
    let planned = plan.into_iter().flat_map(|plan| plan.part.iter().flat_map(|part| &part.provisions));
    let provisions = planned.filter_map(|id| book.provisions.get(id));
    let mut wrong: Vec<Message> = Vec::new();
    if !book.prose.contains_key(language) {
        wrong.push(lacks(root.clone()));
    }
    wrong.extend(provisions.filter(|e| !e.prose.contains_key(language)).map(|e| lacks(format!("{root}/{}", e.id))));
    let definitions = book.definitions.values().filter(|e| !e.prose.contains_key(language));
    wrong.extend(definitions.map(|e| lacks(format!("{root}/definitions/{}", e.id))));
    wrong
}

struct Builder<'a> {
    library: &'a Library,
    settlement: &'a Settlement,
    language: &'a str,
    form: &'a Form,
    judge: Judge<'a>,
    /// Provisions found empty, or in an annex that nothing cites.
    absent: BTreeSet<String>,
}

impl Builder<'_> {
    /// Builds until nothing more falls away: an empty provision can empty a list elsewhere.
    fn settle(&mut self) -> Vec<RawLayer> {
        loop {
            let layers = self.layers();
            let mut gone = BTreeSet::new();
            let cited = self.cited_layers(&layers);
            for layer in &layers {
                for provision in layer.divisions.iter().flat_map(|d| &d.provisions) {
                    let annexed = matches!(layer.kind, LayerKind::Annex | LayerKind::Schedule);
                    let orphan = annexed && !cited.contains(&layer.id);
                    if provision.blocks.is_empty() || orphan {
                        gone.insert(provision.folder.clone());
                    }
                }
            }
            if gone.is_empty() {
                return layers;
            }
            self.absent.extend(gone);
        }
    }

    fn layers(&self) -> Vec<RawLayer> {
        let Some(plan) = self.judge.book.instrument.plan.get(&self.settlement.plan) else { return vec![] };
        let queries = self.queries(&plan.part);
        let decreed = front::promulgation(self.form, self.settlement) == Promulgation::DecreePlusAnnex;
        let mut layers: Vec<RawLayer> = Vec::new();
        for part in plan.part.iter().filter(|part| decreed || self.layer_kind(&part.layer) != LayerKind::Decree) {
            let provisions: Vec<RawProvision> = part
                .provisions
                .iter()
                .filter(|id| !self.absent.contains(*id))
                .flat_map(|id| self.provision(id, &queries))
                .collect();
            if provisions.is_empty() {
                continue;
            }
            let title = |id: &String, pieces: Vec<Piece>| RawTitle { id: id.clone(), pieces, label: None };
            let here = layers.iter_mut().find(|l| l.id == part.layer);
            let begun = here.as_ref().is_some_and(|l| l.in_group(part.group.as_deref()));
            let group = part.group.as_ref().filter(|_| !begun);
            let group = group.map(|id| title(id, self.named_line(&format!("group.{id}"))));
            let chapter = part.chapter.as_ref().map(|id| title(id, self.chapter_title(id)));
            let division = RawDivision { group, chapter, provisions };
            match here {
                Some(layer) => layer.divisions.push(division),
                None => layers.push(self.layer(&part.layer, division)),
            }
        }
        self.define(&mut layers);
        layers
    }

    fn layer(&self, id: &str, division: RawDivision) -> RawLayer {
        RawLayer {
            id: id.into(),
            kind: self.layer_kind(id),
            title: self.named_line(&format!("layer.{id}")),
            label: None,
            divisions: vec![division],
        }
    }

    fn layer_kind(&self, id: &str) -> LayerKind {
        self.judge.book.instrument.layer.get(id).map(|l| l.kind).unwrap_or_default()
    }

    /// The line under `## key` in the instrument's words.
    fn named_line(&self, key: &str) -> Vec<Piece> {
        match self.judge.book.prose.get(self.language).and_then(|p| p.sections.get(key)) {
            Some(section) => self.writer(None).line(&Provision::default(), section, None),
            None => vec![],
        }
    }

    fn chapter_title(&self, id: &str) -> Vec<Piece> {
        let rules = self.judge.book.instrument.chapter.get(id).map(|c| c.title.as_slice()).unwrap_or_default();
        let mut pieces = Vec::new();
        for rule in rules {
            let title = self.named_line(&format!("chapter.{id} [{}]", rule.name));
            match self.judge.conditions(&rule.when, None, &Formula::True) {
                Truth::Holds if pieces.is_empty() => return title,
                Truth::Holds => {
                    pieces.extend([Piece::Open(String::new())].into_iter().chain(title).chain([Piece::Close]));
                    return pieces;
                }
                Truth::Open(label) => {
                    pieces.extend([Piece::Open(label)].into_iter().chain(title).chain([Piece::Close]));
                }
                Truth::Fails => {}
            }
        }
        if pieces.is_empty() { self.named_line(&format!("chapter.{id}")) } else { pieces }
    }

    fn writer<'w>(&'w self, queries: Option<&'w BTreeMap<String, Vec<String>>>) -> Writer<'w> {
        Writer::new(&self.judge, self.settlement, queries)
    }

    /// Tag → the provisions that bear it and are (or may be) present, in the plan's order.
    fn queries(&self, parts: &[Part]) -> Vec<(String, Vec<String>)> {
        let mut found = Vec::new();
        for id in parts.iter().flat_map(|p| &p.provisions).filter(|id| !self.absent.contains(*id)) {
            let Some(entry) = self.judge.book.provisions.get(id) else { continue };
            if self.judge.conditions(&entry.provision.present, None, &Formula::True) != Truth::Fails {
                found.push((id.clone(), entry.provision.tags.clone()));
            }
        }
        found
    }

    /// The provision, once or once for each entry of its list.
    fn provision(&self, id: &str, tagged: &[(String, Vec<String>)]) -> Vec<RawProvision> {
        let Some(entry) = self.judge.book.provisions.get(id) else { return vec![] };
        let Some(prose) = entry.prose.get(self.language) else { return vec![] };
        let provision = &entry.provision;
        let queries: BTreeMap<String, Vec<String>> = provision
            .query
            .iter()
            .map(|(name, query)| {
                let holds = |tags: &[String]| query.tags.iter().all(|tag| tags.contains(tag));
                let ids =
                    tagged.iter().filter(|(other, tags)| other != id && holds(tags)).map(|(other, _)| other.clone());
                (name.clone(), ids.collect())
            })
            .collect();
        let writer = self.writer(Some(&queries));
        let mut built = Vec::new();
        for here in writer.entries(provision.each.as_deref()) {
            let bracket = match self.judge.conditions(&provision.present, here.as_ref(), &Formula::True) {
                Truth::Fails => continue,
                Truth::Holds => None,
                Truth::Open(label) => Some(label),
            };
            let present = self.judge.formula(&provision.present, here.as_ref());
            let writer = writer.within(present.clone());
            let mut blocks = Vec::new();
            let mut origin = provision.origin.clone().unwrap_or_default();
            let mut obligation = provision.obligation.clone();
            let mut wordings = Vec::new();
            for (variant, label) in self.variants(provision, here.as_ref(), &present) {
                let Some(section) = prose.wording.get(&variant) else { continue };
                let when = provision.variant.get(&variant).map(|v| self.judge.formula(&v.when, here.as_ref()));
                let writer = writer.within(Formula::and(when.into_iter().chain([present.clone()])));
                wordings.push((variant.clone(), label, writer.section(provision, section, here.as_ref())));
                if let Some(variant) = provision.variant.get(&variant) {
                    origin.extend(variant.origin.clone().unwrap_or_default());
                    obligation.extend(variant.obligation.clone());
                }
            }
            blocks.extend(open::side_by_side(wordings));
            let commentary = prose.commentary.as_ref().map(|s| writer.note(provision, s, here.as_ref()));
            let suffix = here.as_ref().map(|e| format!("@{}", e.id)).unwrap_or_default();
            built.push(RawProvision {
                folder: id.into(),
                id: format!("{id}{suffix}"),
                numbered: provision.numbered,
                bracket,
                heading: writer.line(provision, &prose.heading, here.as_ref()),
                blocks,
                commentary: commentary.unwrap_or_default(),
                origin,
                obligation,
                queries: queries.clone(),
                because: self.because(provision),
                label: None,
            });
        }
        built
    }

    /// The variant that applies, or all that may, with their labels.
    fn variants(
        &self,
        provision: &Provision,
        entry: Option<&Entry>,
        around: &Formula,
    ) -> Vec<(String, Option<String>)> {
        if provision.variant.is_empty() {
            return vec![(String::new(), None)];
        }
        let judged =
            provision.variant.iter().map(|(name, v)| (name.clone(), self.judge.conditions(&v.when, entry, around)));
        judged
            .filter_map(|(name, truth)| match truth {
                Truth::Holds => Some((name, None)),
                Truth::Open(label) => Some((name, Some(label))),
                Truth::Fails => None,
            })
            .collect()
    }

    /// The options that decide on this provision, with their answers and whose they are.
    fn because(&self, provision: &Provision) -> Vec<String> {
        let mut options = BTreeSet::new();
        let named = provision.when.values().chain(provision.variant.values().map(|v| &v.when));
        let paragraphs = provision.paragraph.values().map(|p| &p.present);
        for conditions in [&provision.present].into_iter().chain(named).chain(paragraphs) {
            options.extend(conditions.alternatives().iter().flat_map(|table| table.keys().cloned()));
        }
        options.into_iter().map(|option| self.settlement.said(&option)).collect()
    }

    /// Layers that something outside them cites.
    fn cited_layers(&self, layers: &[RawLayer]) -> BTreeSet<String> {
        let home: BTreeMap<&str, &str> = layers
            .iter()
            .flat_map(|l| l.divisions.iter().flat_map(|d| &d.provisions).map(|p| (p.folder.as_str(), l.id.as_str())))
            .collect();
        let mut cited = BTreeSet::new();
        for layer in layers {
            for provision in layer.divisions.iter().flat_map(|d| &d.provisions) {
                provision.each_tag(&mut |kind| {
                    let targets: Vec<String> = match kind {
                        TagKind::Ref { cited: Cited::Targets(targets), .. } => targets.clone(),
                        TagKind::Ref { cited: Cited::Query(query), .. } => {
                            provision.queries.get(query).cloned().unwrap_or_default()
                        }
                        _ => vec![],
                    };
                    for target in targets {
                        let folder = target.split('#').next().unwrap_or("");
                        if let Some(there) = home.get(folder).filter(|there| **there != layer.id) {
                            cited.insert(there.to_string());
                        }
                    }
                });
            }
        }
        cited
    }

    /// Puts the definitions of the terms used where the instrument wants them.
    fn define(&self, layers: &mut [RawLayer]) {
        let mut used = BTreeSet::new();
        for provision in layers.iter().flat_map(|l| l.divisions.iter().flat_map(|d| &d.provisions)) {
            define::terms_in(&provision.blocks, &mut used);
        }
        let writer = self.writer(None);
        let book = self.judge.book;
        // A definition can use terms that need one themselves.
        loop {
            let mut more = used.clone();
            for id in used.iter().filter_map(|id| book.definitions.get(id)) {
                define::terms_in(&[writer.definition(id, self.language)], &mut more);
            }
            if more == used {
                break;
            }
            used = more;
        }
        let present: BTreeSet<String> = used
            .into_iter()
            .filter(|id| {
                book.definitions
                    .get(id)
                    .is_some_and(|e| self.judge.conditions(&e.provision.present, None, &Formula::True) != Truth::Fails)
            })
            .collect();
        let order = self.form.definitions;
        let ids = define::ordered(self.library, book, &present, order, self.language);
        for provision in layers.iter_mut().flat_map(|l| l.divisions.iter_mut().flat_map(|d| &mut d.provisions)) {
            let Some(entry) = book.provisions.get(&provision.folder) else { continue };
            let holders: Vec<&String> =
                entry.provision.paragraph.iter().filter(|(_, p)| p.definitions).map(|(id, _)| id).collect();
            if holders.is_empty() {
                continue;
            }
            provision.blocks.retain_mut(|block| {
                let holds = block.id.as_ref().is_some_and(|id| holders.contains(&id));
                if holds {
                    block.unlabelled = !self.form.labels_definitions();
                    block.children =
                        ids.iter().map(|id| writer.definition(&book.definitions[id], self.language)).collect();
                }
                !holds || !block.children.is_empty()
            });
        }
    }
}

impl RawProvision {
    /// Calls `visit` for every tag in the provision's text (not its commentary).
    pub fn each_tag(&self, visit: &mut dyn FnMut(&TagKind)) {
        fn walk(blocks: &[super::piece::RawBlock], visit: &mut dyn FnMut(&TagKind)) {
            for block in blocks {
                for piece in block.pieces.iter().chain(block.rows.iter().flat_map(|r| r.cells.iter().flatten())) {
                    if let Piece::Tag(tag, _) = piece {
                        visit(&tag.kind);
                    }
                }
                walk(&block.children, visit);
            }
        }
        walk(&self.blocks, visit);
    }
}
