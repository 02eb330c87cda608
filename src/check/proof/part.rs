//! A provision or definition in one language, and when each piece of it is printed.

use super::sites::{Path, Walk, walk};
use crate::model::prose::Test;
use crate::model::provision::Paragraph;
use crate::model::{Book, Entry};
use crate::space::{Formula, Who};

pub(super) struct Part<'a> {
    pub entry: &'a Entry,
    /// When it is declared present.
    pub present: Formula,
    pub wordings: Vec<Wording<'a>>,
    /// The lines of its effects, each with its variant's condition.
    pub effects: Vec<Wording<'a>>,
    pub commentary: Option<Walk<'a>>,
    pub heading: Walk<'a>,
    book: &'a Book,
    parties: usize,
}

pub(super) struct Wording<'a> {
    pub variant: &'a str,
    pub when: Formula,
    pub walk: Walk<'a>,
}

/// For which Party a text is printed, if for one: the provision, and the paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Host {
    pub provision: Option<usize>,
    pub paragraph: Option<usize>,
}

/// Read for this Party, if for one.
pub(super) fn at(formula: &Formula, host: Option<usize>) -> Formula {
    match host {
        Some(index) => formula.clone().host(index),
        None => formula.clone(),
    }
}

impl<'a> Part<'a> {
    /// None where the language is missing.
    pub fn new(book: &'a Book, entry: &'a Entry, language: &str, parties: usize) -> Option<Part<'a>> {
        let prose = entry.prose.get(language)?;
        let instrument = &book.instrument;
        let read = |test: &Test| {
            let named = test.named.as_ref().map(|name| {
                let declared = entry.provision.when.get(name).or_else(|| instrument.when.get(name));
                declared.map_or(Formula::False, |conditions| Formula::of(conditions, instrument))
            });
            Formula::and(named.into_iter().chain([Formula::table(&test.table, instrument)]))
        };
        let wordings = prose.wording.iter().filter_map(|(variant, section)| {
            let when = match entry.provision.variant.get(variant) {
                Some(declared) => Formula::of(&declared.when, instrument),
                None if entry.provision.variant.is_empty() => Formula::True,
                None => return None,
            };
            Some(Wording { variant, when, walk: walk(section, &read) })
        });
        let lines = prose.effect.values().flatten().filter_map(|(variant, section)| {
            let when = match entry.provision.variant.get(variant) {
                Some(declared) => Formula::of(&declared.when, instrument),
                None if variant.is_empty() => Formula::True,
                None => return None,
            };
            Some(Wording { variant, when, walk: walk(section, &read) })
        });
        let effects = lines.collect();
        Some(Part {
            effects,
            entry,
            present: Formula::of(&entry.provision.present, instrument),
            wordings: wordings.collect(),
            commentary: prose.commentary.as_ref().map(|section| walk(section, &read)),
            heading: walk(&prose.heading, &read),
            book,
            parties,
        })
    }

    /// How many Parties the text is proved for.
    pub fn parties(&self) -> usize {
        self.parties
    }

    /// Whether the whole is printed once for each Party.
    pub fn repeated(&self) -> bool {
        self.entry.provision.each.as_deref() == Some("parties")
    }

    /// For whom the provision is printed: each Party, or once.
    pub fn hosts(&self) -> Vec<Option<usize>> {
        if self.repeated() { (0..self.parties).map(Some).collect() } else { vec![None] }
    }

    /// The Parties for whom some of the text may be printed.
    pub fn hosts_possible(&self) -> Vec<usize> {
        let each = |paragraph: &Paragraph| paragraph.each.as_deref() == Some("parties");
        let some = self.repeated() || self.entry.provision.paragraph.values().any(each);
        if some { (0..self.parties).collect() } else { vec![] }
    }

    /// For whom a piece of the item is printed.
    fn hosts_of(&self, walk: &Walk, item: Option<usize>, provision: Option<usize>) -> Vec<Host> {
        match self.repeat(walk, item) {
            Some(_) => (0..self.parties).map(|index| Host { provision, paragraph: Some(index) }).collect(),
            None => vec![Host { provision, paragraph: None }],
        }
    }

    /// When a place in a wording (`when`: its variant's condition) or commentary is printed, for each host.
    pub fn printed(&self, when: &Formula, walk: &Walk, item: Option<usize>, path: &Path) -> Vec<(Host, Formula)> {
        let hosts = self.hosts().into_iter().flat_map(|provision| self.hosts_of(walk, item, provision));
        let printed = |host: Host| {
            let outer = [at(&self.present, host.provision), at(when, host.provision)];
            Formula::and(outer.into_iter().chain([self.stands(walk, item, path, host)]))
        };
        hosts.map(|host| (host, printed(host))).collect()
    }

    /// When the provision is there: declared so, and something of it left. `host`: for this Party only.
    pub fn there(&self, host: Option<usize>) -> Formula {
        self.there_with(host, |walk| {
            let items = walk.items.iter().enumerate().filter(|(_, item)| item.parent.is_none());
            items.map(|(at, item)| (at, &item.path)).collect()
        })
    }

    /// When the paragraph is there; none where no wording has it. `host`: for this Party only.
    pub fn paragraph_there(&self, id: &str, host: Option<usize>) -> Option<Formula> {
        let bears = |walk: &Walk| walk.items.iter().any(|item| item.ids.iter().any(|(other, _)| other == id));
        self.wordings.iter().any(|wording| bears(&wording.walk)).then(|| {
            self.there_with(host, |walk| {
                let ids = walk.items.iter().enumerate().flat_map(|(at, item)| item.ids.iter().map(move |id| (at, id)));
                ids.filter(|(_, (other, _))| other == id).map(|(at, (_, path))| (at, path)).collect()
            })
        })
    }

    /// Declared present, and in the wording that applies one of the picked places stands. A gap
    /// between variants is another check's matter: it does not count as absence.
    fn there_with(
        &self,
        host: Option<usize>,
        pick: impl for<'w> Fn(&'w Walk<'_>) -> Vec<(usize, &'w Path)>,
    ) -> Formula {
        let hosts = if host.is_some() { vec![host] } else { self.hosts() };
        Formula::or(hosts.into_iter().map(|provision| {
            let wordings = self.wordings.iter().map(|wording| {
                let walk = &wording.walk;
                let left = pick(walk).into_iter().flat_map(|(item, path)| {
                    let hosts = self.hosts_of(walk, Some(item), provision);
                    hosts.into_iter().map(move |host| self.stands(walk, Some(item), path, host))
                });
                let left = if walk.items.is_empty() { Formula::True } else { Formula::or(left) };
                at(&wording.when, provision).implies(left)
            });
            Formula::and(wordings.chain([at(&self.present, provision)]))
        }))
    }

    /// When the place stands in the text, given that its wording does.
    fn stands(&self, walk: &Walk, item: Option<usize>, path: &Path, host: Host) -> Formula {
        let root = self.repeat(walk, item);
        let above: &[Formula] = match root.and_then(|root| walk.items[root].parent) {
            Some(parent) => &walk.items[parent].path,
            None => &[],
        };
        let inner = host.paragraph.or(host.provision);
        let shared = above.iter().zip(path).take_while(|(one, other)| one == other).count();
        let mut parts: Vec<Formula> = Vec::new();
        parts.extend(
            path.iter()
                .enumerate()
                .map(|(depth, frame)| at(frame, if depth < shared { host.provision } else { inner })),
        );
        let mut within = root.is_some();
        for ancestor in chain(walk, item) {
            parts.push(at(&self.item(walk, ancestor), if within { inner } else { host.provision }));
            within &= Some(ancestor) != root;
        }
        Formula::and(parts)
    }

    /// What is declared of the item itself: `present`, `same`, queries that find something.
    fn item(&self, walk: &Walk, at: usize) -> Formula {
        let item = &walk.items[at];
        let below = |path: &Path| Formula::and(path.iter().skip(item.path.len()).cloned());
        let ids = item.ids.iter().map(|(id, path)| below(path).implies(self.declared(id)));
        let queries = item.queries.iter().map(|(query, path)| below(path).implies(self.finds(query)));
        Formula::and(ids.chain(queries))
    }

    fn declared(&self, id: &str) -> Formula {
        let paragraphs = &self.entry.provision.paragraph;
        let own = paragraphs.get(id);
        let present = own.map_or(Formula::True, |own| Formula::of(&own.present, &self.book.instrument));
        let several =
            own.filter(|own| own.same.is_some()).and_then(|own| self.alike(own)).map_or(Formula::True, |it| !it);
        let instead = paragraphs.values().filter(|other| other.same.as_deref() == Some(id));
        let instead: Vec<Formula> = instead.filter_map(|other| self.alike(other)).collect();
        let once = if instead.is_empty() { Formula::True } else { Formula::or(instead) };
        Formula::and([present, several, once])
    }

    /// Where all Parties answer alike. Of entries of other lists nothing is known: either text may stand.
    fn alike(&self, paragraph: &Paragraph) -> Option<Formula> {
        paragraph.each.as_deref().filter(|each| *each == "parties")?;
        let options = paragraph.same_when.iter().filter_map(|id| Some((id, self.book.instrument.option.get(id)?)));
        Some(Formula::and(options.filter(|(_, option)| option.per.is_some()).flat_map(|(id, option)| {
            option.values.iter().map(move |value| {
                let each = || (0..self.parties).map(|index| Formula::atom(id, value, Who::Party(index)));
                Formula::or([Formula::and(each()), !Formula::or(each())])
            })
        })))
    }

    fn finds(&self, query: &str) -> Formula {
        let Some(query) = self.entry.provision.query.get(query) else { return Formula::True };
        let bears = |entry: &&Entry| query.tags.iter().all(|tag| entry.provision.tags.contains(tag));
        let found = self.book.provisions.values().filter(bears);
        Formula::or(found.map(|entry| Formula::of(&entry.provision.present, &self.book.instrument)))
    }

    /// The outermost item around this one that is printed once for each Party.
    fn repeat(&self, walk: &Walk, item: Option<usize>) -> Option<usize> {
        let each = |id: &str| self.entry.provision.paragraph.get(id).and_then(|p| p.each.as_deref()) == Some("parties");
        chain(walk, item).filter(|item| walk.items[*item].ids.iter().any(|(id, _)| each(id))).last()
    }
}

/// The item and those around it, innermost first.
fn chain<'w>(walk: &'w Walk<'_>, item: Option<usize>) -> impl Iterator<Item = usize> + 'w {
    std::iter::successors(item, |item| walk.items[*item].parent)
}
