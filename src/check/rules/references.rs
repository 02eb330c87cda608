//! Tags name things that exist: placeholders and their forms, provisions, terms, lists.

use super::walk::{self, Part, Site};
use crate::diag::{Message, Place};
use crate::model::placeholder::PlaceholderKind;
use crate::model::prose::{Cited, TagKind};
use crate::model::{Book, Library};
use crate::prose::{self, Truth};
use std::collections::{BTreeMap, BTreeSet};

pub fn check(library: &Library, book: &Book) -> Vec<Message> {
    let mut look = Look { library, book, ids: ids(book), wrong: vec![] };
    for site in walk::sites(book) {
        for tag in walk::tags(site.section) {
            let place = &tag.place;
            match &tag.kind {
                TagKind::Blank { name, form } => look.blank(&site, name, form.as_deref(), place),
                TagKind::Term { id, form } => look.term(&site, id, form.as_deref(), place),
                TagKind::Own { unit, prep } => look.own(&site, unit, prep.as_deref(), place),
                TagKind::Ref { cited, prep, .. } => {
                    look.cited(&site, cited, place);
                    look.prep(&site, prep.as_deref(), place);
                }
                TagKind::Agree { cited, .. } => look.cited(&site, cited, place),
                // Every form has words for all three: rules/shared.rs.
                TagKind::Modal { .. } => {}
                // It stands in a row that effects repeat: rules/effects.rs.
                TagKind::Effect { .. } => {}
            }
            if site.part == Part::Heading && !matches!(tag.kind, TagKind::Blank { .. } | TagKind::Term { .. }) {
                look.wrong.push(
                    Message::error("tag-in-heading", "a heading can't hold this tag")
                        .at(place.clone(), "only `blank`, `term` and `when` can stand in a heading"),
                );
            }
        }
    }
    look.wrong
}

/// Provision → the ids of its paragraphs, points and rows, over all languages, variants and branches.
fn ids(book: &Book) -> BTreeMap<&str, BTreeSet<String>> {
    let mut all = BTreeMap::new();
    for entry in book.provisions.values() {
        let mut ids = BTreeSet::new();
        for section in entry.prose.values().flat_map(|p| p.wording.values()) {
            ids.extend(super::skeleton::ids(section));
        }
        all.insert(entry.id.as_str(), ids);
    }
    all
}

struct Look<'a> {
    library: &'a Library,
    book: &'a Book,
    ids: BTreeMap<&'a str, BTreeSet<String>>,
    wrong: Vec<Message>,
}

impl Look<'_> {
    fn unknown<'k>(&mut self, what: &str, name: &str, place: &Place, known: impl IntoIterator<Item = &'k str>) {
        self.wrong.push(
            Message::error(&format!("unknown-{what}"), format!("unknown {what} `{name}`"))
                .at(place.clone(), format!("no {what} has this name"))
                .near(name, known),
        );
    }

    fn blank(&mut self, site: &Site, name: &str, form: Option<&str>, place: &Place) {
        let instrument = &self.book.instrument;
        let kind = match name.split_once('.') {
            None => match instrument.blank.get(name) {
                Some(placeholder) => placeholder.kind,
                None => return self.unknown("blank", name, place, instrument.blank.keys().map(String::as_str)),
            },
            Some((list, field)) => {
                let list = if list == "other" { "parties" } else { list };
                let Some(records) = instrument.records.get(list) else {
                    return self.unknown("record", list, place, instrument.records.keys().map(String::as_str));
                };
                let fields = instrument.record.get(&records.of).map(|kind| &kind.field);
                match fields.and_then(|fields| fields.get(field)) {
                    Some(placeholder) => placeholder.kind,
                    None => {
                        let known = fields.into_iter().flat_map(|f| f.keys().map(String::as_str));
                        return self.unknown("field", field, place, known);
                    }
                }
            }
        };
        let Some(language) = self.library.languages.get(site.language) else { return };
        let Some(form) = form.filter(|f| *f != "bare") else { return };
        let inflects = matches!(kind, PlaceholderKind::State | PlaceholderKind::Authority | PlaceholderKind::Person);
        if !inflects || !language.forms.iter().any(|f| f == form) {
            let known = if inflects { language.forms.join(", ") } else { "bare".into() };
            self.wrong.push(
                Message::error("unknown-form", format!("`{name}` has no form `{form}`"))
                    .at(place.clone(), format!("forms: {known}"))
                    .near(form, language.forms.iter().map(String::as_str)),
            );
        }
    }

    fn term(&mut self, site: &Site, id: &str, form: Option<&str>, place: &Place) {
        let terms = &self.library.glossary.term;
        let Some(term) = terms.get(id) else {
            return self.unknown("term", id, place, terms.keys().map(String::as_str));
        };
        let form = form.unwrap_or("one");
        let forms = term.words.get(site.language);
        if forms.is_none_or(|forms| !forms.contains_key(form)) {
            let known: Vec<&str> = forms.into_iter().flat_map(|f| f.keys().map(String::as_str)).collect();
            self.wrong.push(
                Message::error("unknown-form", format!("the term `{id}` has no form `{form}` in `{}`", site.language))
                    .at(place.clone(), format!("forms: {}", known.join(", ")))
                    .help("add the form to terms.toml"),
            );
        }
    }

    fn own(&mut self, site: &Site, unit: &str, prep: Option<&str>, place: &Place) {
        for (name, form) in &self.library.forms {
            let Some(words) = form.language.get(site.language) else { continue };
            match words.own_name(unit, self.book.instrument.kind) {
                None => self.wrong.push(
                    Message::error("unknown-unit", format!("the form `{name}` has no words for `{unit}`")).at(
                        place.clone(),
                        format!("it knows {}", words.own.keys().cloned().collect::<Vec<_>>().join(", ")),
                    ),
                ),
                Some(preps) if !preps.contains_key(prep.unwrap_or("")) => {
                    self.no_prep(name, prep.unwrap_or(""), place, preps.keys().map(String::as_str))
                }
                Some(_) => {}
            }
        }
    }

    fn prep(&mut self, site: &Site, prep: Option<&str>, place: &Place) {
        let Some(prep) = prep else { return };
        for (name, form) in &self.library.forms {
            let units = form.language.get(site.language).and_then(|w| w.unit.get("provision"));
            if let Some(unit) = units.filter(|unit| !unit.prep.contains_key(prep)) {
                self.no_prep(name, prep, place, unit.prep.keys().map(String::as_str));
            }
        }
    }

    fn no_prep<'k>(&mut self, form: &str, prep: &str, place: &Place, known: impl Iterator<Item = &'k str>) {
        let known: Vec<&str> = known.filter(|k| !k.is_empty()).collect();
        self.wrong.push(
            Message::error("unknown-preposition", format!("the form `{form}` has no preposition `{prep}`"))
                .at(place.clone(), format!("it knows {}", known.join(", ")))
                .near(prep, known.iter().copied()),
        );
    }

    fn cited(&mut self, site: &Site, cited: &Cited, place: &Place) {
        match cited {
            Cited::Query(query) => {
                let known = site.provision().map(|p| &p.query);
                if known.is_none_or(|known| !known.contains_key(query)) {
                    let known = known.into_iter().flat_map(|k| k.keys().map(String::as_str));
                    self.unknown("query", query, place, known);
                }
            }
            Cited::Targets(targets) => {
                for target in targets {
                    let (folder, paragraph) = match target.split_once('#') {
                        Some((folder, paragraph)) => (folder, Some(paragraph)),
                        None => (target.as_str(), None),
                    };
                    let folder = match (folder, site.entry) {
                        ("", Some(entry)) => entry.id.as_str(),
                        (folder, _) => folder,
                    };
                    let Some(ids) = self.ids.get(folder) else {
                        let known: Vec<&str> = self.ids.keys().copied().collect();
                        self.unknown("provision", folder, place, known);
                        continue;
                    };
                    if let Some(paragraph) = paragraph.filter(|p| !ids.contains(*p)) {
                        let known = ids.clone();
                        self.unknown("paragraph", paragraph, place, known.iter().map(String::as_str));
                    }
                }
            }
        }
    }
}

/// The blocks of a section with every branch in it, so that nothing conditional is missed.
pub fn every_branch(section: &crate::model::prose::Section) -> Vec<prose::Block> {
    // `Open` prints every branch in brackets; the labels do not matter here.
    prose::blocks(&prose::settle(&section.nodes, &mut |_, _| Truth::Open(String::new())))
}
