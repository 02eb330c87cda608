//! Layers, chapters and provisions: sections, each under a heading one step below that of its parent.

use super::Page;
use crate::model::draft::{Division, DraftLayer, DraftProvision, Label, Run, plain};
use crate::model::instrument::LayerKind;
use crate::render::Edition;

/// Heading elements by level, from 1.
const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

impl<'a> Page<'a> {
    pub(super) fn layers(&mut self) {
        let draft = self.draft;
        draft.layers.iter().for_each(|layer| self.layer(layer));
    }

    fn layer(&mut self, layer: &'a DraftLayer) {
        let id = self.id(&layer.id);
        self.tags.open("section", &[("class", "layer"), ("id", &id)]);
        let mut level = 2;
        if layer.kind == LayerKind::Main && self.draft.decreed() && !self.draft.stage_line.is_empty() {
            self.tags.line("p", &[("class", "stage")], &self.draft.stage_line);
        }
        if titled(layer) {
            self.heading(level, &id, layer.label.as_ref(), &layer.title, None);
            level += 1;
        }
        let mut grouped = false;
        for division in &layer.divisions {
            if let Some(group) = &division.group {
                if grouped {
                    self.tags.close();
                }
                grouped = true;
                let id = self.names.group(&group.id).to_string();
                self.tags.open("section", &[("class", "group"), ("id", &id)]);
                self.heading(level, &id, group.label.as_ref(), &group.title, None);
            }
            self.division(division, level + usize::from(grouped));
        }
        if grouped {
            self.tags.close();
        }
        self.tags.close();
    }

    fn division(&mut self, division: &'a Division, level: usize) {
        let Some(chapter) = &division.chapter else {
            return division.provisions.iter().for_each(|provision| self.provision(provision, level));
        };
        let id = self.names.chapter(&chapter.id).to_string();
        self.tags.open("section", &[("class", "chapter"), ("id", &id)]);
        self.heading(level, &id, chapter.label.as_ref(), &chapter.title, None);
        division.provisions.iter().for_each(|provision| self.provision(provision, level + 1));
        self.tags.close();
    }

    fn provision(&mut self, provision: &'a DraftProvision, level: usize) {
        self.linked.clear();
        let id = self.id(&provision.id);
        let noted = self.noted(provision);
        if headed(provision) {
            self.tags.open("article", &[("id", &id)]);
            self.heading(level, &id, provision.label.as_ref(), &provision.heading, noted);
            self.blocks(provision, &provision.blocks, level + 1);
            self.note(provision, level + 1);
        } else {
            self.tags.open("article", &[("id", &id), ("aria-label", &provision.title)]);
            self.blocks(provision, &provision.blocks, level);
            noted.iter().for_each(|number| self.note_mark(*number));
            self.note(provision, level);
        }
        self.tags.close();
    }

    /// What an edition says of a provision beside its text.
    fn note(&mut self, provision: &'a DraftProvision, level: usize) {
        match self.options.edition {
            Edition::Clean | Edition::Footnotes => {}
            Edition::Annotated => self.commentary(provision, level),
        }
    }

    /// Unfolded from the start, so that it is on paper in every browser.
    fn commentary(&mut self, provision: &'a DraftProvision, level: usize) {
        if provision.commentary.is_empty() {
            return;
        }
        let word = self.word("commentary");
        self.tags.open("details", &[("class", "commentary"), ("open", "open")]);
        self.tags.line("summary", &[], word);
        self.blocks(provision, &provision.commentary, level);
        self.tags.close();
    }

    /// A heading, and beside it the link to what it heads and the mark of its note.
    pub(super) fn heading(
        &mut self,
        level: usize,
        id: &str,
        label: Option<&Label>,
        title: &'a [Run],
        note: Option<usize>,
    ) {
        let label = shown(label).unwrap_or_default();
        let tag = HEADINGS[level.clamp(1, HEADINGS.len()) - 1];
        self.tags.open("div", &[("class", "head")]);
        self.tags.open(tag, &[]);
        if !label.is_empty() {
            // A unit and its number stand above the title, a mere number before it.
            let class = if label.contains(char::is_whitespace) { "label" } else { "label number" };
            self.tags.span("span", &[("class", class)], label);
            self.tags.text(" ");
        }
        self.runs(title);
        self.tags.close();
        if !id.is_empty() {
            let title = plain(title);
            self.anchor(id, if label.is_empty() { &title } else { label });
        }
        note.iter().for_each(|number| self.note_mark(*number));
        self.tags.close();
    }

    /// The link to copy. Its sign is drawn by the style, so that it is never copied with the text.
    pub(super) fn anchor(&mut self, id: &str, label: &str) {
        let name = self.word("permalink").replace("{label}", label);
        self.tags.line("a", &[("class", "anchor"), ("href", &format!("#{id}")), ("aria-label", &name)], "");
    }

    /// The id in the page, once: nothing where it stands already.
    pub(super) fn id(&mut self, id: &'a str) -> String {
        match self.names.get(id) {
            Some(name) if self.printed.insert(id) => name.to_string(),
            _ => String::new(),
        }
    }

    /// A heading within a provision or its commentary.
    pub(super) fn subheading(&mut self, level: usize, id: &str, runs: &'a [Run]) {
        self.tags.open(HEADINGS[level.clamp(1, HEADINGS.len()) - 1], &[("class", "sub"), ("id", id)]);
        self.runs(runs);
        self.tags.close();
    }
}

/// What a label prints: nothing where its unit is counted without a number.
pub fn shown(label: Option<&Label>) -> Option<&str> {
    label.map(|label| label.text.as_str()).filter(|text| !text.is_empty())
}

/// Whether a layer has a heading of its own.
pub fn titled(layer: &DraftLayer) -> bool {
    shown(layer.label.as_ref()).is_some() || !layer.title.is_empty()
}

/// Whether a provision has a heading of its own.
pub fn headed(provision: &DraftProvision) -> bool {
    shown(provision.label.as_ref()).is_some() || !provision.heading.is_empty()
}
