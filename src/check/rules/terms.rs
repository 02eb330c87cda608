//! Terms with words of their own in a tradition: complete, and never typed.

use super::prose::words;
use super::shared::place;
use super::walk::{self, Part, Site};
use crate::diag::{Message, Place};
use crate::model::prose::{Node, TagKind};
use crate::model::shared::Term;
use crate::model::{Book, Library};
use std::collections::{BTreeMap, BTreeSet};

const GLOSSARY: &str = "clauses/terms.toml";

/// A tradition has the languages and forms that the common words have: `{{term}}` may ask for any of them.
pub fn glossary(library: &Library) -> Vec<Message> {
    let mut wrong = Vec::new();
    for (id, term) in &library.glossary.term {
        for (tradition, own) in &term.tradition {
            let at = |rest: &[&str]| place(library, GLOSSARY, &[&["term", id, "tradition", tradition], rest].concat());
            if !library.traditions.contains_key(tradition) {
                wrong.push(
                    Message::error("unknown-tradition", format!("unknown tradition `{tradition}`"))
                        .at(at(&[]), "no tradition has this name")
                        .near(tradition, library.traditions.keys().map(String::as_str)),
                );
            }
            let mut uneven = |text: String, rest: &[&str], help: &str| {
                wrong.push(
                    Message::error("uneven-term", text)
                        .at(at(rest), format!("the words of `{tradition}`"))
                        .at(place(library, GLOSSARY, &["term", id]), "the words common to all")
                        .help(help),
                )
            };
            for (language, forms) in &term.words {
                let Some(here) = own.get(language) else {
                    let text = format!("`{id}` has no words in `{language}` for the tradition `{tradition}`");
                    uneven(text, &[], "give the words in each language, also where they are the common ones");
                    continue;
                };
                for form in forms.keys().filter(|form| !here.contains_key(*form)) {
                    let text = format!("`{id}` has no form `{form}` in `{language}` for the tradition `{tradition}`");
                    uneven(text, &[language], "give each form that the common words have");
                }
            }
            for (language, forms) in own {
                let common = term.words.get(language);
                for form in forms.keys().filter(|form| common.is_none_or(|common| !common.contains_key(*form))) {
                    let text = format!("`{id}` has the form `{form}` in `{language}` only for a tradition");
                    uneven(text, &[language, form], "give it among the common words too, or delete it");
                }
            }
        }
    }
    wrong
}

/// What a heading or wording types of such a term, or before it. An instrument that never uses the term
/// has settled the word in its own way.
pub fn check(library: &Library, book: &Book) -> Vec<Message> {
    let mut wrong = Vec::new();
    let sites = walk::sites(book);
    let used = used(&sites);
    let phrases: BTreeMap<&str, Phrases> =
        library.languages.keys().map(|language| (language.as_str(), Phrases::of(library, &used, language))).collect();
    for site in sites.iter().filter(|site| printed(book, site)) {
        if let Some(phrases) = phrases.get(site.language) {
            typed(site, phrases, &mut wrong);
        }
        agreeing(library, site, &mut wrong);
    }
    wrong
}

/// The terms that the sites ask for.
fn used(sites: &[Site]) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    for site in sites {
        walk::visit(&site.section.nodes, &mut |node| {
            if let Node::Tag(tag) = node
                && let TagKind::Term { id, .. } = &tag.kind
            {
                used.insert(id.clone());
            }
        });
    }
    used
}

/// Wordings and headings; but not the heading of a definition, since the term stands there instead.
fn printed(book: &Book, site: &Site) -> bool {
    match site.part {
        Part::Wording | Part::Effect => true,
        Part::Heading => site.entry.is_some_and(|entry| book.provisions.contains_key(&entry.id)),
        Part::Commentary | Part::Instrument => false,
    }
}

/// Every form of the terms in use with words per tradition, by its first word; the longest first.
struct Phrases<'a>(BTreeMap<String, Vec<(Vec<String>, &'a str)>>);

impl<'a> Phrases<'a> {
    fn of(library: &'a Library, used: &BTreeSet<String>, language: &str) -> Phrases<'a> {
        let mut all: BTreeMap<String, Vec<(Vec<String>, &str)>> = BTreeMap::new();
        let terms = library.glossary.term.iter().filter(|(id, term)| !term.tradition.is_empty() && used.contains(*id));
        for (id, term) in terms {
            for form in every_form(term, language) {
                let phrase: Vec<String> = words(form).into_iter().map(|(_, word)| word.to_lowercase()).collect();
                if let Some(first) = phrase.first() {
                    all.entry(first.clone()).or_default().push((phrase, id));
                }
            }
        }
        all.values_mut().for_each(|list| list.sort_by_key(|(phrase, id)| (std::cmp::Reverse(phrase.len()), *id)));
        Phrases(all)
    }

    /// The term that these words begin with, and how many of them it is.
    fn begins(&self, here: &[String]) -> Option<(usize, &'a str)> {
        let list = self.0.get(here.first()?)?;
        list.iter().find(|(phrase, _)| here.starts_with(phrase)).map(|(phrase, id)| (phrase.len(), *id))
    }
}

fn every_form<'t>(term: &'t Term, language: &str) -> impl Iterator<Item = &'t String> {
    let all = term.words.get(language).into_iter().chain(term.tradition.values().filter_map(|t| t.get(language)));
    all.collect::<Vec<_>>().into_iter().flat_map(|forms| forms.values())
}

fn typed(site: &Site, phrases: &Phrases, wrong: &mut Vec<Message>) {
    let source = &site.section.source;
    let words = words(source);
    let lower: Vec<String> = words.iter().map(|(_, word)| word.to_lowercase()).collect();
    let mut index = 0;
    while index < words.len() {
        let Some((length, id)) = phrases.begins(&lower[index..]) else {
            index += 1;
            continue;
        };
        let (from, (last, word)) = (words[index].0, words[index + length - 1]);
        let (to, base) = (last + word.len(), site.section.place.start);
        wrong.push(
            Message::error("typed-term", format!("`{}` is typed", &source[from..to]))
                .at(
                    Place::new(&site.section.place.file, base + from..base + to),
                    "traditions have different words for it",
                )
                .help(format!("write `{{{{term \"{id}\"}}}}`, or with one of its forms")),
        );
        index += length;
    }
}

/// A word that would change with the words of the term: it belongs into a form of it.
fn agreeing(library: &Library, site: &Site, wrong: &mut Vec<Message>) {
    let Some(language) = library.languages.get(site.language) else { return };
    let mut last = String::new();
    walk::visit(&site.section.nodes, &mut |node| match node {
        Node::Text(text) => last.clone_from(text),
        Node::When(_) => last.clear(),
        Node::Tag(tag) => {
            let before = std::mem::take(&mut last);
            let TagKind::Term { id, .. } = &tag.kind else { return };
            if library.glossary.term.get(id).is_none_or(|term| term.tradition.is_empty()) {
                return;
            }
            let tail = before.trim_end_matches([' ', '\u{a0}']).to_lowercase();
            let word = tail.rsplit([' ', '\n', '\u{a0}', '(']).next().unwrap_or("");
            if language.agreeing.iter().any(|agreeing| agreeing == word) {
                wrong.push(
                    Message::error("typed-term", format!("`{word}` is typed before `{id}`"))
                        .at(tag.place.clone(), "traditions have different words for it, which may need another")
                        .help("put it into a form of the term in terms.toml, and ask for that form"),
                );
            }
        }
    });
}
