//! Visiting everything an instrument says: its sections, their tags and conditions.

use crate::model::prose::{Node, Section, Tag, When};
use crate::model::{Book, Entry, Provision};

/// A section with what it belongs to.
pub struct Site<'a> {
    /// The provision or definition; none for the instrument's own words.
    pub entry: Option<&'a Entry>,
    pub section: &'a Section,
    pub language: &'a str,
    pub part: Part,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Heading,
    Wording,
    /// The line of an effect.
    Effect,
    Commentary,
    /// Title, chapter titles, questions and reasons of the instrument.
    Instrument,
}

impl<'a> Site<'a> {
    /// The structure that names are looked up in.
    pub fn provision(&self) -> Option<&'a Provision> {
        self.entry.map(|entry| &*entry.provision)
    }
}

/// Every provision and definition.
pub fn entries(book: &Book) -> impl Iterator<Item = &Entry> {
    book.provisions.values().chain(book.definitions.values())
}

/// Every section of the instrument.
pub fn sites(book: &Book) -> Vec<Site<'_>> {
    let mut all = Vec::new();
    for (language, prose) in &book.prose {
        let sections = std::iter::once(&prose.title).chain(prose.sections.values());
        all.extend(sections.map(|section| Site { entry: None, section, language, part: Part::Instrument }));
    }
    for entry in entries(book) {
        for (language, prose) in &entry.prose {
            let mut add = |section, part| all.push(Site { entry: Some(entry), section, language, part });
            add(&prose.heading, Part::Heading);
            prose.wording.values().for_each(|section| add(section, Part::Wording));
            prose.effects().for_each(|section| add(section, Part::Effect));
            prose.commentary.iter().for_each(|section| add(section, Part::Commentary));
        }
    }
    all
}

/// The tags of a section, whatever their conditions.
pub fn tags(section: &Section) -> Vec<&Tag> {
    let mut found = Vec::new();
    visit(&section.nodes, &mut |node| {
        if let Node::Tag(tag) = node {
            found.push(tag);
        }
    });
    found
}

/// The conditions of a section.
pub fn whens(section: &Section) -> Vec<&When> {
    let mut found = Vec::new();
    visit(&section.nodes, &mut |node| {
        if let Node::When(when) = node {
            found.push(when);
        }
    });
    found
}

/// Every node, depth first.
pub fn visit<'a>(nodes: &'a [Node], seen: &mut dyn FnMut(&'a Node)) {
    for node in nodes {
        seen(node);
        if let Node::When(when) = node {
            when.branches.iter().for_each(|(_, inside)| visit(inside, seen));
            visit(&when.otherwise, seen);
        }
    }
}
