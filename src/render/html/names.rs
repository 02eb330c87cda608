//! The id of everything that can be pointed to, and where each term is defined.

use crate::model::draft::{BlockKind, Draft, DraftBlock, Run};
use std::collections::{BTreeMap, BTreeSet};

/// Permanent id → id in the page; term → id in the page of what defines it.
#[derive(Debug, Default)]
pub struct Names<'a> {
    by_id: BTreeMap<&'a str, String>,
    terms: BTreeMap<&'a str, &'a str>,
    chapters: BTreeMap<&'a str, String>,
    groups: BTreeMap<&'a str, String>,
    taken: BTreeSet<String>,
    /// How every id begins.
    prefix: String,
}

impl<'a> Names<'a> {
    pub fn collect(draft: &'a Draft) -> Names<'a> {
        Names::default().of(draft)
    }

    /// The ids of a second language in the page of a first: each begins with the language.
    pub fn beside(draft: &'a Draft, first: &Names) -> Names<'a> {
        let prefix = format!("{}.", draft.language);
        Names { prefix, taken: first.taken.clone(), ..Names::default() }.of(draft)
    }

    fn of(self, draft: &'a Draft) -> Names<'a> {
        let mut names = self;
        // Our own id, of the text as a whole.
        names.taken.insert("_text".into());
        let provisions = || draft.layers.iter().flat_map(|l| &l.divisions).flat_map(|d| &d.provisions);
        // Provisions come first: nothing else takes a permanent id from them.
        provisions().for_each(|provision| names.add(&provision.id));
        for block in provisions().flat_map(|provision| &provision.blocks) {
            names.block(block);
        }
        draft.layers.iter().for_each(|layer| names.add(&layer.id));
        for chapter in draft.layers.iter().flat_map(|l| &l.divisions).filter_map(|d| d.chapter.as_ref()) {
            let name = names.free(&format!("chapter-{}", chapter.id));
            names.chapters.insert(&chapter.id, name);
        }
        for group in draft.layers.iter().flat_map(|l| &l.divisions).filter_map(|d| d.group.as_ref()) {
            let name = names.free(&format!("group-{}", group.id));
            names.groups.insert(&group.id, name);
        }
        names
    }

    /// The id in the page of a provision, a paragraph, a row or a layer.
    pub fn get(&self, id: &str) -> Option<&str> {
        self.by_id.get(id).map(String::as_str)
    }

    /// The address in the page of an id that is in it.
    pub fn link(&self, id: &str) -> String {
        format!("#{}", self.get(id).unwrap_or_default())
    }

    /// The id in the page of a chapter. Chapters may be called as provisions are, and nothing cites them.
    pub fn chapter(&self, id: &str) -> &str {
        self.chapters.get(id).map_or("", String::as_str)
    }

    /// The id in the page of a group of chapters.
    pub fn group(&self, id: &str) -> &str {
        self.groups.get(id).map_or("", String::as_str)
    }

    /// The id in the page of what defines a term.
    pub fn term(&self, id: &str) -> Option<&str> {
        self.terms.get(id).and_then(|block| self.get(block))
    }

    fn block(&mut self, block: &'a DraftBlock) {
        let ids = block.id.iter().chain(block.rows.iter().filter_map(|row| row.id.as_ref()));
        ids.for_each(|id| self.add(id));
        let Some(id) = block.id.as_deref().filter(|_| block.kind != BlockKind::Table) else { return };
        for run in &block.runs {
            if let Run::Term { id: term, defining: true, .. } = run {
                self.terms.entry(term).or_insert(id);
            }
        }
    }

    /// An id for what has none of its own.
    pub fn fresh(&mut self, name: &str) -> String {
        self.free(name)
    }

    fn add(&mut self, id: &'a str) {
        if !self.by_id.contains_key(id) {
            let name = self.free(id);
            self.by_id.insert(id, name);
        }
    }

    /// `object#purpose` → `object.purpose`: what needs no encoding in an address, and is not yet taken.
    fn free(&mut self, id: &str) -> String {
        let safe = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') { c } else { '.' };
        let stem: String = self.prefix.chars().chain(id.chars()).map(safe).collect();
        let mut name = stem.clone();
        let mut round = 1;
        while name.is_empty() || !self.taken.insert(name.clone()) {
            round += 1;
            name = format!("{stem}.{round}");
        }
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_safe_and_unique_and_stay() {
        let mut names = Names::default();
        for (id, wanted) in [
            ("object", "object"),
            ("object#purpose", "object.purpose"),
            ("object.purpose", "object.purpose.2"),
            ("night#bell@north", "night.bell.north"),
            ("\" onclick=\"", "..onclick.."),
            ("العبور", "......"),
            ("", ".2"),
        ] {
            names.add(id);
            names.add(id);
            assert_eq!(names.get(id), Some(wanted));
        }
    }
}
