//! Which wordings of the library would meet a duty, and why they do not stand.

use crate::model::condition::{Condition, Conditions};
use crate::model::coverage::{Cause, Lacking, Setting};
use crate::model::draft::Draft;
use crate::model::prose::{Node, ProvisionProse, TagKind, Test};
use crate::model::{Book, Entry, Library, Provision};
use crate::space::{Selection, Settled};
use std::collections::{BTreeMap, BTreeSet};

/// A wording with an obligation.
struct Site<'a> {
    entry: &'a Entry,
    variant: Option<&'a str>,
    paragraph: Option<&'a str>,
}

/// Duty → the wordings of the library that discharge it.
pub struct Dischargers<'a> {
    library: &'a Library,
    book: &'a Book,
    draft: &'a Draft,
    selection: Selection,
    sites: BTreeMap<&'a str, Vec<Site<'a>>>,
    /// What the plan lists.
    planned: BTreeSet<&'a str>,
}

impl<'a> Dischargers<'a> {
    pub fn of(library: &'a Library, book: &'a Book, draft: &'a Draft) -> Dischargers<'a> {
        let mut sites: BTreeMap<&str, Vec<Site>> = BTreeMap::new();
        for entry in book.provisions.values().chain(book.definitions.values()) {
            let provision: &Provision = &entry.provision;
            let mut add = |duties: &'a [String], variant: Option<&'a str>, paragraph: Option<&'a str>| {
                for duty in duties {
                    sites.entry(duty).or_default().push(Site { entry, variant, paragraph });
                }
            };
            add(&provision.obligation, None, None);
            provision.variant.iter().for_each(|(name, v)| add(&v.obligation, Some(name), None));
            provision.paragraph.iter().for_each(|(id, p)| add(&p.obligation, None, Some(id)));
        }
        let parts = book.instrument.plan.get(&draft.plan).map(|plan| plan.part.as_slice()).unwrap_or_default();
        let planned = parts.iter().flat_map(|part| part.provisions.iter().map(String::as_str)).collect();
        let settled = draft.options.iter().map(|option| {
            let values = option.values.iter().map(|(_, values)| values.iter().cloned().collect()).collect();
            (option.id.clone(), Settled { values, open: option.open })
        });
        Dischargers { library, book, draft, selection: Selection { options: settled.collect() }, sites, planned }
    }

    /// What would meet the duty, and why it does not.
    pub fn lacking(&self, duty: &str, language: &str) -> Vec<Lacking> {
        let sites = self.sites.get(duty).map(Vec::as_slice).unwrap_or_default();
        sites.iter().map(|site| self.site(site, language)).collect()
    }

    fn site(&self, site: &Site, language: &str) -> Lacking {
        let provision = &site.entry.provision;
        let prose = site.entry.prose.get(language).or(site.entry.prose.values().next());
        let variant = site.variant.and_then(|name| provision.variant.get(name)).map(|v| &v.when);
        let paragraph = site.paragraph.and_then(|id| provision.paragraph.get(id)).map(|p| &p.present);
        let mut settings: Vec<Setting> = Vec::new();
        for conditions in std::iter::once(&provision.present).chain(variant).chain(paragraph) {
            self.fails(conditions, &mut settings);
        }
        if let (Some(id), Some(prose)) = (site.paragraph, prose) {
            self.wordings(provision, prose, id, &mut settings);
        }
        let listed = site.entry.file.contains("/definitions/") || self.planned.contains(site.entry.id.as_str());
        let cause = match listed {
            false => Cause::Plan(self.draft.plan.clone()),
            true if settings.is_empty() => Cause::Empty,
            true => Cause::Options(settings),
        };
        let id = match site.paragraph {
            Some(paragraph) => format!("{}#{paragraph}", site.entry.id),
            None => site.entry.id.clone(),
        };
        let heading = prose.map(|prose| heading(self.library, prose, language)).unwrap_or_default();
        Lacking { id, heading, cause }
    }

    /// The answers because of which a condition fails: of its alternatives, that with the fewest.
    fn fails(&self, conditions: &Conditions, settings: &mut Vec<Setting>) {
        let failing = |table: &Condition| -> Vec<Setting> {
            let lines = table.iter().filter(|(option, accepted)| {
                let line = Condition::from([((*option).clone(), (*accepted).clone())]);
                let open = self.selection.options.get(*option).is_some_and(|settled| settled.open);
                !open && !self.selection.meets_all(&line, &self.book.instrument, None)
            });
            lines
                .map(|(option, accepted)| {
                    self.setting(option, accepted.values().into_iter().map(String::from).collect())
                })
                .collect()
        };
        let nearest = conditions.alternatives().iter().map(failing).min_by_key(Vec::len);
        for setting in nearest.into_iter().flatten() {
            if settings.contains(&setting) {
                continue;
            }
            let asked = self.book.instrument.option.get(&setting.option).map(|option| &option.when);
            settings.push(setting);
            // A question that is not put has no value: what keeps it from being put is named too.
            if let Some(asked) = asked {
                self.fails(asked, settings);
            }
        }
    }

    fn setting(&self, option: &str, wanted: Vec<String>) -> Setting {
        let settled = self.draft.options.iter().find(|settled| settled.id == option);
        let values: BTreeSet<&String> = settled.iter().flat_map(|s| s.values.iter().flat_map(|(_, v)| v)).collect();
        Setting {
            option: option.to_string(),
            values: values.into_iter().cloned().collect(),
            source: settled.map(|settled| settled.source.clone()).unwrap_or_default(),
            wanted,
        }
    }

    /// Conditions that stand in the words: the variants that hold the paragraph, and what is written around it.
    fn wordings(&self, provision: &Provision, prose: &ProvisionProse, id: &str, settings: &mut Vec<Setting>) {
        let mark = format!("{{#{id}}}");
        let mut ways: Vec<Vec<Setting>> = Vec::new();
        for (variant, section) in &prose.wording {
            let mut path = Vec::new();
            if !around(&section.nodes, &mark, &mut path) {
                continue;
            }
            let mut way = Vec::new();
            if let Some(variant) = provision.variant.get(variant) {
                self.fails(&variant.when, &mut way);
            }
            for (test, wanted) in path {
                let named = test.named.as_ref().and_then(|name| self.named(provision, name));
                let table = Conditions::All(test.table.clone());
                let both: Vec<&Conditions> = named.into_iter().chain([&table]).collect();
                match wanted {
                    true => both.iter().for_each(|conditions| self.fails(conditions, &mut way)),
                    false => self.passes(&both, &mut way),
                }
            }
            ways.push(way);
        }
        for setting in ways.into_iter().min_by_key(Vec::len).into_iter().flatten() {
            if !settings.contains(&setting) {
                settings.push(setting);
            }
        }
    }

    /// The answers because of which conditions all hold, where they should not.
    fn passes(&self, all: &[&Conditions], settings: &mut Vec<Setting>) {
        let instrument = &self.book.instrument;
        if !all.iter().all(|conditions| self.selection.meets(conditions, instrument, None)) {
            return;
        }
        let tables = all.iter().flat_map(|conditions| conditions.alternatives());
        for table in tables.filter(|table| self.selection.meets_all(table, instrument, None)) {
            for (option, accepted) in table {
                let values = instrument.option.get(option).map(|o| o.values.as_slice()).unwrap_or_default();
                let others = values.iter().filter(|value| !accepted.values().contains(&value.as_str()));
                let setting = self.setting(option, others.cloned().collect());
                if !settings.contains(&setting) {
                    settings.push(setting);
                }
            }
        }
    }

    fn named<'p>(&'p self, provision: &'p Provision, name: &str) -> Option<&'p Conditions> {
        provision.when.get(name).or_else(|| self.book.instrument.when.get(name))
    }
}

/// The conditions written around a mark, and whether they must hold or fail; false where it does not stand here.
fn around<'n>(nodes: &'n [Node], mark: &str, path: &mut Vec<(&'n Test, bool)>) -> bool {
    nodes.iter().any(|node| match node {
        Node::Text(text) => text.contains(mark),
        Node::When(when) => {
            let before = path.len();
            for (test, inside) in &when.branches {
                path.push((test, true));
                if around(inside, mark, path) {
                    return true;
                }
                path.pop();
                path.push((test, false));
            }
            let here = around(&when.otherwise, mark, path);
            if !here {
                path.truncate(before);
            }
            here
        }
        Node::Tag(_) => false,
    })
}

/// A heading in plain words: terms as the glossary has them, what is filled in as an ellipsis.
fn heading(library: &Library, prose: &ProvisionProse, language: &str) -> String {
    let mut text = String::new();
    plain(library, &prose.heading.nodes, language, &mut text);
    text.trim().to_string()
}

fn plain(library: &Library, nodes: &[Node], language: &str, text: &mut String) {
    for node in nodes {
        match node {
            Node::Text(words) => text.push_str(words),
            Node::Tag(tag) => match &tag.kind {
                TagKind::Term { id, form } => {
                    let forms = library.glossary.term.get(id).and_then(|term| term.words.get(language));
                    let word = forms.and_then(|forms| forms.get(form.as_deref().unwrap_or("one")));
                    text.push_str(word.map_or(id, |word| word));
                }
                _ => text.push('…'),
            },
            Node::When(when) => {
                plain(library, when.branches.first().map_or(&when.otherwise, |(_, inside)| inside), language, text)
            }
        }
    }
}
