//! Which provisions stand, in which wording, with which paragraphs: text without numbers.

use super::bearing;
use super::choose::Settlement;
use super::cited::cited_layers;
use super::define;
use super::effects::{Effects, Wanted};
use super::front;
use super::judge::{Judge, Open};
use super::lacking::{lacking, no_language};
use super::needs::Needs;
use super::open;
use super::piece::{Entry, Piece, RawBlock, RawDivision, RawLayer, RawProvision, RawTitle};
use super::tagged::Tagged;
use super::text::Writer;
use super::vocabulary::Vocabulary;
use crate::diag::{Message, fatal, tidy};
use crate::model::form::{Form, FormWords, Promulgation};
use crate::model::instrument::{LayerKind, Part};
use crate::model::language::Language;
use crate::model::{Book, Library, Provision};
use crate::prose::Truth;
use crate::space::{Formula, Space};
use std::cell::RefCell;
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
    pub vocabulary: Vocabulary<'a>,
    /// The effects of the main text, where this is a companion that prints them.
    pub effects: &'a Effects,
    pub title: Vec<Piece>,
    /// What a law says of its purpose in its long title.
    pub long_title: Vec<Piece>,
    pub layers: Vec<RawLayer>,
}

/// Assembles the instrument in one language.
///
/// Errors: `missing-language` (with everything that lacks); what is wrong with the files needed.
pub fn assemble<'a>(
    library: &'a Library,
    settlement: &'a Settlement,
    language: &'a str,
    wanted: Wanted<'a>,
) -> Result<Assembled<'a>, Vec<Message>> {
    let book = &library.books[&settlement.book];
    let form = &library.forms[&settlement.form];
    let needs = Needs::default();
    let form = needs.of(form);
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
    let grammar = needs.of(grammar);
    needs.of(&library.glossary);
    let vocabulary = Vocabulary::new(library, settlement.tradition.as_deref(), language);
    if let Some(interface) = library.interface.get(language) {
        needs.of(interface);
    }
    let space = settlement.selection.has_open().then(|| {
        let space = Space::new(&book.instrument, settlement.parties().len().max(1), &settlement.set_aside(book));
        let given = space.settled(&settlement.selection);
        (space, given)
    });
    let open = space.as_ref().map(|(space, given)| Open { space, given });
    let judge = Judge { book, selection: &settlement.selection, open, language };
    let mut builder = Builder {
        library,
        settlement,
        language,
        form,
        judge,
        needs: &needs,
        wanted,
        absent: BTreeSet::new(),
        kept: RefCell::default(),
    };
    let layers = builder.settle();
    let prose = needs.of(&book.prose[language]);
    let companion = settlement.companion.as_ref().and_then(|id| prose.sections.get(&format!("companion.{id}")));
    let title = companion.unwrap_or(&prose.title).clone();
    let title = builder.writer(None).line(&Provision::default(), &title, None);
    let long_title = builder.named_line("long-title");
    if wanted.commented {
        needs.of(&library.source_names);
    }
    let faults = needs.faults();
    if fatal(&faults) {
        return Err(tidy(faults));
    }
    let effects = wanted.effects;
    let mut assembled = Assembled {
        library,
        book,
        settlement,
        language,
        form,
        words,
        grammar,
        vocabulary,
        effects,
        title,
        long_title,
        layers,
    };
    front::crown(&mut assembled);
    Ok(assembled)
}

struct Builder<'a> {
    library: &'a Library,
    settlement: &'a Settlement,
    language: &'a str,
    form: &'a Form,
    judge: Judge<'a>,
    needs: &'a Needs,
    wanted: Wanted<'a>,
    /// Provisions found empty, or in an annex that nothing cites.
    absent: BTreeSet<String>,
    /// Provisions as built before something fell away; they stand as long as their lists do.
    kept: RefCell<BTreeMap<String, Vec<RawProvision>>>,
}

impl Builder<'_> {
    /// Builds until nothing more falls away: an empty provision can empty a list elsewhere.
    fn settle(&mut self) -> Vec<RawLayer> {
        loop {
            let layers = self.layers();
            let mut gone = BTreeSet::new();
            let cited = cited_layers(&layers);
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
            self.keep(layers);
        }
    }

    /// Keeps what is built for the next round, but what holds the definitions, which depend on the whole.
    fn keep(&self, layers: Vec<RawLayer>) {
        let mut kept = self.kept.borrow_mut();
        for provision in layers.into_iter().flat_map(|l| l.divisions).flat_map(|d| d.provisions) {
            let entry = self.judge.book.provisions.get(&provision.folder);
            if entry.is_some_and(|entry| !entry.provision.paragraph.values().any(|p| p.definitions)) {
                kept.entry(provision.folder.clone()).or_default().push(provision);
            }
        }
    }

    fn layers(&self) -> Vec<RawLayer> {
        let Some(plan) = self.judge.book.instrument.plan.get(&self.settlement.plan) else { return vec![] };
        let tagged = self.tagged(&plan.part);
        let decreed = front::promulgation(self.form, self.settlement) == Promulgation::DecreePlusAnnex;
        let mut layers: Vec<RawLayer> = Vec::new();
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        for part in plan.part.iter().filter(|part| decreed || self.layer_kind(&part.layer) != LayerKind::Decree) {
            let provisions: Vec<RawProvision> = part
                .provisions
                .iter()
                .filter(|id| !self.absent.contains(*id))
                .flat_map(|id| self.provision(id, &tagged))
                .collect();
            if provisions.is_empty() {
                continue;
            }
            let title = |id: &String, pieces: Vec<Piece>| RawTitle { id: id.clone(), pieces, label: None };
            let here = places.get(part.layer.as_str()).and_then(|place| layers.get_mut(*place));
            let begun = here.as_ref().is_some_and(|l| l.in_group(part.group.as_deref()));
            let group = part.group.as_ref().filter(|_| !begun);
            let group = group.map(|id| title(id, self.named_line(&format!("group.{id}"))));
            let chapter = part.chapter.as_ref().map(|id| title(id, self.chapter_title(id)));
            let division = RawDivision { group, chapter, provisions };
            match here {
                Some(layer) => layer.divisions.push(division),
                None => {
                    places.insert(&part.layer, layers.len());
                    layers.push(self.layer(&part.layer, division));
                }
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
        let prose = self.judge.book.prose.get(self.language).map(|prose| self.needs.of(prose));
        match prose.and_then(|p| p.sections.get(key)) {
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
        Writer::new(&self.judge, self.settlement, self.needs, self.wanted.effects, queries)
    }

    /// The provisions that are (or may be) present, by their tags.
    fn tagged<'p>(&self, parts: &'p [Part]) -> Tagged<'p> {
        let mut tagged = Tagged::default();
        for id in parts.iter().flat_map(|p| &p.provisions).filter(|id| !self.absent.contains(*id)) {
            let Some(entry) = self.judge.book.provisions.get(id) else { continue };
            let provision = self.needs.of(&entry.provision);
            if self.judge.conditions(&provision.present, None, &Formula::True) != Truth::Fails {
                tagged.add(id, &provision.tags);
            }
        }
        tagged
    }

    /// The provision, once or once for each entry of its list.
    fn provision(&self, id: &str, tagged: &Tagged) -> Vec<RawProvision> {
        let Some(entry) = self.judge.book.provisions.get(id) else { return vec![] };
        let Some(prose) = entry.prose.get(self.language) else { return vec![] };
        let provision = &entry.provision;
        let lists = provision.query.iter();
        let queries: BTreeMap<String, Vec<String>> =
            lists.map(|(name, query)| (name.clone(), tagged.with(&query.tags, id))).collect();
        if let Some(kept) = self.kept.borrow_mut().remove(id)
            && kept.iter().all(|provision| provision.queries == queries)
        {
            return kept;
        }
        let writer = self.writer(Some(&queries));
        let mut built = Vec::new();
        for here in writer.entries(provision.each.as_deref()) {
            let bracket = match self.judge.conditions(&provision.present, here.as_ref(), &Formula::True) {
                Truth::Fails => continue,
                Truth::Holds => None,
                Truth::Open(label) => Some(label),
            };
            let prose = self.needs.of(prose);
            let present = self.judge.around(&provision.present, here.as_ref());
            let writer = writer.within(present.clone());
            let mut blocks = Vec::new();
            let mut origin = provision.origin.clone().unwrap_or_default();
            let mut obligation = provision.obligation.clone();
            let (mut wordings, mut varying) = (Vec::new(), Vec::new());
            let variants = self.variants(provision, here.as_ref(), &present);
            for (variant, label) in variants.clone() {
                let Some(section) = prose.wording.get(&variant) else { continue };
                let when = provision.variant.get(&variant).map(|v| self.judge.around(&v.when, here.as_ref()));
                let writer = writer.within(Formula::and(when.into_iter().chain([present.clone()])));
                wordings.push((variant.clone(), label, writer.section(provision, section, here.as_ref())));
                if let Some(variant) = provision.variant.get(&variant) {
                    origin.extend(variant.origin.clone().unwrap_or_default());
                    varying.push(variant.obligation.clone());
                }
            }
            let doubtful = open::doubtful(&obligation, &varying);
            obligation.extend(varying.into_iter().flatten());
            blocks.extend(open::side_by_side(wordings));
            let effects = match self.wanted.bearing {
                true => bearing::effects(&writer, provision, prose, &variants, &blocks, here.as_ref()),
                false => vec![],
            };
            let commentary = prose
                .commentary
                .as_ref()
                .filter(|_| self.wanted.commented)
                .map(|s| writer.note(provision, s, here.as_ref()));
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
                effects,
                doubtful,
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

    /// Puts the definitions of the terms used where the instrument wants them.
    fn define(&self, layers: &mut [RawLayer]) {
        let mut used = BTreeSet::new();
        for provision in layers.iter().flat_map(|l| l.divisions.iter().flat_map(|d| &d.provisions)) {
            define::terms_in(&provision.blocks, &mut used);
        }
        let writer = self.writer(None);
        let book = self.judge.book;
        // A definition can use terms that need one themselves.
        let mut todo: Vec<String> = used.iter().cloned().collect();
        let mut written: BTreeMap<String, RawBlock> = BTreeMap::new();
        while let Some(id) = todo.pop() {
            let Some(entry) = book.definitions.get(&id) else { continue };
            let block = writer.definition(entry, self.language);
            let mut more = BTreeSet::new();
            define::terms_in(std::slice::from_ref(&block), &mut more);
            todo.extend(more.into_iter().filter(|term| used.insert(term.clone())));
            written.insert(id, block);
        }
        let holds = |id: &String| {
            let entry = book.definitions.get(id);
            entry.is_some_and(|e| self.judge.conditions(&e.provision.present, None, &Formula::True) != Truth::Fails)
        };
        let present: BTreeSet<String> = written.keys().filter(|id| holds(id)).cloned().collect();
        let order = self.form.definitions;
        let alphabet = Vocabulary::new(self.library, self.settlement.tradition.as_deref(), self.wanted.alphabet);
        let ids = define::ordered(self.library, book, &present, order, &alphabet);
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
                    block.children = ids.iter().filter_map(|id| written.get(id).cloned()).collect();
                }
                !holds || !block.children.is_empty()
            });
        }
    }
}
