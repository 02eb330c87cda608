//! The table of contents: beside the text on a wide screen, folded above it on a narrow one.

use super::Page;
use super::body::{headed, shown, titled};
use crate::model::draft::{Division, DraftLayer, DraftProvision, Label, plain};

impl<'a> Page<'a> {
    pub(super) fn contents(&mut self) {
        let draft = self.draft;
        let word = self.word("contents");
        self.tags.open("nav", &[("aria-label", word)]);
        self.tags.open("details", &[]);
        self.tags.line("summary", &[], word);
        self.tags.open("ul", &[]);
        draft.layers.iter().for_each(|layer| self.layer_entries(layer));
        self.tags.close();
        self.tags.close();
        self.tags.close();
    }

    fn layer_entries(&mut self, layer: &'a DraftLayer) {
        if !titled(layer) {
            return self.divisions_entries(&layer.divisions, false);
        }
        let to = self.names.link(&layer.id);
        self.entry(&to, layer.label.as_ref(), &plain(&layer.title));
        self.nested(layer.divisions.iter().any(|d| d.chapter.is_some() || d.provisions.iter().any(headed)), |page| {
            page.divisions_entries(&layer.divisions, true);
        });
    }

    /// Divisions, those of a group nested under its line.
    fn divisions_entries(&mut self, divisions: &'a [Division], within: bool) {
        let mut rest = divisions;
        while let Some(first) = rest.first() {
            let more = rest[1..].iter().position(|d| d.group.is_some()).map_or(rest.len(), |at| at + 1);
            let (here, after) = rest.split_at(more);
            rest = after;
            match &first.group {
                None => here.iter().for_each(|division| self.division_entries(division, within)),
                Some(group) => {
                    let to = format!("#{}", self.names.group(&group.id));
                    self.entry(&to, group.label.as_ref(), &plain(&group.title));
                    self.nested(true, |page| here.iter().for_each(|d| page.division_entries(d, within)));
                }
            }
        }
    }

    fn division_entries(&mut self, division: &'a Division, within: bool) {
        // A provision without heading is found by its title in the main text, and by the annex's in an annex.
        let listed = |provision: &&DraftProvision| headed(provision) || (!within && !provision.title.is_empty());
        let listed: Vec<&DraftProvision> = division.provisions.iter().filter(listed).collect();
        let Some(chapter) = &division.chapter else {
            return listed.into_iter().for_each(|provision| self.provision_entry(provision));
        };
        let to = format!("#{}", self.names.chapter(&chapter.id));
        self.entry(&to, chapter.label.as_ref(), &plain(&chapter.title));
        self.nested(!listed.is_empty(), |page| {
            listed.into_iter().for_each(|provision| page.provision_entry(provision));
        });
    }

    fn provision_entry(&mut self, provision: &'a DraftProvision) {
        let to = self.names.link(&provision.id);
        // The bracket opened in the heading closes only at the provision's end.
        let title = match provision.bracket {
            Some(_) => format!("[{}]", provision.title),
            None => provision.title.clone(),
        };
        self.entry(&to, provision.label.as_ref(), &title);
        self.tags.close();
    }

    /// A line, left open for what is nested in it.
    fn entry(&mut self, to: &str, label: Option<&Label>, title: &str) {
        self.tags.open("li", &[]);
        self.tags.open("a", &[("href", to)]);
        if let Some(label) = shown(label) {
            self.tags.span("span", &[("class", "label")], label);
            self.tags.text(" ");
        }
        self.tags.text(title);
        self.tags.close();
    }

    /// The lines nested in the one left open, which is closed.
    fn nested(&mut self, any: bool, lines: impl FnOnce(&mut Self)) {
        if any {
            self.tags.open("ul", &[]);
            lines(self);
            self.tags.close();
        }
        self.tags.close();
    }
}
