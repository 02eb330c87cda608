//! Two languages of one text, side by side, in one page.
//!
//! A row for each place of the text, a cell for each language, which names its language; on a narrow
//! screen the cells of a row stand one above the other. The first language keeps the ids that it has
//! alone, those of the second begin with its name.

use super::body::titled;
use super::names::Names;
use super::tags::Tags;
use super::{HtmlOptions, POLICY, Page, STYLE};
use crate::model::draft::{BlockKind, Draft, DraftBlock, DraftLayer, DraftProvision, Label, Run, plain};
use crate::model::fingerprint;
use crate::model::instrument::LayerKind;
use crate::model::language::Direction;
use crate::render::Edition;
use crate::render::abreast::{self, Place, Row};
use std::collections::BTreeSet;

const COLUMNS: &str = include_str!("columns.css");

/// What stands in a cell.
enum Part<'a> {
    /// A line of its own kind.
    Line(&'static str, &'a str),
    Runs(&'static str, &'a [Run]),
    Heading {
        level: usize,
        label: Option<&'a Label>,
        title: &'a [Run],
    },
    Block(&'a DraftProvision, &'a DraftBlock),
}

/// Two languages of one text as a page: the same bytes for the same drafts.
pub fn html_columns(drafts: [&Draft; 2], status: Option<&str>) -> String {
    let first = Names::collect(drafts[0]);
    let second = Names::beside(drafts[1], &first);
    let options = HtmlOptions { edition: Edition::Clean, status: None };
    let page = |draft, names| Page {
        draft,
        options,
        names,
        tags: Tags::default(),
        linked: BTreeSet::new(),
        notes: Vec::new(),
        printed: BTreeSet::new(),
    };
    let tags = Tags::with_capacity(STYLE.len() + 512 * 1024);
    let pages = [page(drafts[0], first), page(drafts[1], second)];
    let mut sheet = Sheet { pages, tags };
    sheet.document(status);
    sheet.tags.finish()
}

/// Of each cell of the page that [`html_columns`] makes, in order: its language, 0 for the first, and the
/// provision to which it belongs.
pub fn html_owners(drafts: [&Draft; 2]) -> Vec<(usize, Option<String>)> {
    let parts = drafts.map(parts);
    let mut owners = Vec::new();
    for row in rows(&parts) {
        for (language, at) in row.into_iter().enumerate() {
            let place = at.map(|at| parts[language][at].0);
            owners.extend(place.map(|place| (language, place.provision().map(str::to_string))));
        }
    }
    owners
}

fn rows(parts: &[Vec<(Place, Part)>; 2]) -> Vec<Row> {
    let [first, second] = parts.each_ref().map(|parts| parts.iter().map(|(place, _)| *place).collect::<Vec<_>>());
    abreast::rows(&first, &second)
}

/// Everything that a draft prints behind its title, by its place.
fn parts(draft: &Draft) -> Vec<(Place<'_>, Part<'_>)> {
    let mut out = Vec::new();
    for (at, line) in draft.front.iter().enumerate() {
        out.push((Place::Front(at), Part::Runs("front", &line.runs)));
    }
    for layer in &draft.layers {
        if layer.kind == LayerKind::Main && draft.decreed() && !draft.stage_line.is_empty() {
            out.push((Place::LawStage, Part::Line("stage", &draft.stage_line)));
        }
        layer_parts(layer, &mut out);
    }
    out
}

fn layer_parts<'a>(layer: &'a DraftLayer, out: &mut Vec<(Place<'a>, Part<'a>)>) {
    let mut level = 2;
    let heading = |level, label, title| Part::Heading { level, label, title };
    if titled(layer) {
        out.push((Place::Layer(&layer.id), heading(level, layer.label.as_ref(), &layer.title)));
        level += 1;
    }
    let mut grouped = 0;
    for division in &layer.divisions {
        if let Some(group) = &division.group {
            grouped = 1;
            out.push((Place::Group(&group.id), heading(level, group.label.as_ref(), &group.title)));
        }
        let mut level = level + grouped;
        if let Some(chapter) = &division.chapter {
            out.push((Place::Chapter(&chapter.id), heading(level, chapter.label.as_ref(), &chapter.title)));
            level += 1;
        }
        for provision in &division.provisions {
            if super::body::headed(provision) {
                let title = heading(level, provision.label.as_ref(), &provision.heading);
                out.push((Place::Heading(&provision.id), title));
            }
            let places = abreast::places(provision);
            let blocks = provision.blocks.iter().map(|block| Part::Block(provision, block));
            out.extend(places.into_iter().zip(blocks));
        }
    }
}

/// The page, and the two languages in it.
struct Sheet<'a> {
    pages: [Page<'a>; 2],
    tags: Tags,
}

impl<'a> Sheet<'a> {
    /// Writes in one of the languages.
    fn speaking(&mut self, language: usize, write: impl FnOnce(&mut Page<'a>)) {
        let page = &mut self.pages[language];
        std::mem::swap(&mut page.tags, &mut self.tags);
        write(page);
        std::mem::swap(&mut page.tags, &mut self.tags);
    }

    /// An element of one language.
    fn open(&mut self, tag: &'static str, language: usize, class: &'static str, id: &str) {
        let draft = self.pages[language].draft;
        let direction = direction(draft);
        let attributes = [
            ("class", class),
            ("id", id),
            ("lang", &draft.tag),
            ("dir", direction),
            ("data-language", &draft.language_name),
        ];
        self.tags.open(tag, &attributes);
    }

    fn document(&mut self, status: Option<&str>) {
        let [one, two] = self.pages.each_ref().map(|page| page.draft);
        self.tags.open("html", &[("lang", &one.tag), ("dir", direction(one))]);
        self.tags.open("head", &[]);
        self.tags.void("meta", &[("charset", "utf-8")]);
        self.tags.void("meta", &[("http-equiv", "Content-Security-Policy"), ("content", POLICY)]);
        let generator = format!("Clausier {} {}", one.library, fingerprint::short(&one.fingerprint));
        for (name, content) in [
            ("viewport", "width=device-width, initial-scale=1"),
            ("color-scheme", "light dark"),
            ("referrer", "no-referrer"),
            ("generator", generator.trim_end()),
        ] {
            self.tags.void("meta", &[("name", name), ("content", content)]);
        }
        self.tags.line("title", &[], &plain(&one.title));
        self.tags.style(STYLE);
        self.tags.style(COLUMNS);
        self.tags.close();
        self.tags.open("body", &[("class", "columns")]);
        let skip = self.pages[0].word("skip");
        self.tags.line("a", &[("class", "skip"), ("href", "#_text")], skip);
        self.header(status);
        self.tags.open("div", &[("class", "row contents")]);
        for language in [0, 1] {
            self.open("div", language, "column", "");
            self.speaking(language, |page| page.contents());
            self.tags.close();
        }
        self.tags.close();
        self.tags.open("main", &[("id", "_text")]);
        self.text([one, two]);
        self.tags.close();
        self.tags.close();
        self.tags.close();
    }

    /// Status and titles: one heading in two languages.
    fn header(&mut self, status: Option<&str>) {
        self.tags.open("header", &[]);
        let drafts = self.pages.each_ref().map(|page| page.draft);
        let stated = |draft: &'a Draft| status.unwrap_or(&draft.status).to_string();
        let staged = |draft: &'a Draft| if draft.decreed() { String::new() } else { draft.stage_line.clone() };
        let noticed = |draft: &'a Draft| draft.notice.clone();
        let lines = [("status", drafts.map(stated)), ("notice", drafts.map(noticed)), ("stage", drafts.map(staged))];
        for (class, lines) in lines {
            if lines.iter().all(String::is_empty) {
                continue;
            }
            self.tags.open("div", &[("class", "row")]);
            for (language, line) in lines.iter().enumerate() {
                self.open("p", language, class, "");
                self.tags.text(line);
                self.tags.close();
            }
            self.tags.close();
        }
        self.tags.open("h1", &[("class", "row")]);
        for (language, draft) in drafts.into_iter().enumerate() {
            self.open("span", language, "column", "");
            self.speaking(language, |page| page.runs(&draft.title));
            self.tags.close();
            self.tags.text("\n");
        }
        self.tags.close();
        self.tags.close();
    }

    fn text(&mut self, drafts: [&'a Draft; 2]) {
        let parts = drafts.map(parts);
        for row in rows(&parts) {
            let part = |language: usize| row[language].map(|at| &parts[language][at]);
            let kind = match part(0).or(part(1)) {
                Some((Place::Layer(_), _)) => "row layer-row",
                Some((Place::Group(_) | Place::Chapter(_), _)) => "row chapter-row",
                Some((Place::Heading(_), _)) => "row heading-row",
                _ => "row",
            };
            self.tags.open("div", &[("class", kind)]);
            for language in [0, 1] {
                match part(language) {
                    Some((place, part)) => self.cell(language, *place, part),
                    None => self.tags.line("div", &[("class", "column")], ""),
                }
            }
            self.tags.close();
        }
    }

    fn cell(&mut self, language: usize, place: Place<'a>, part: &Part<'a>) {
        let page = &mut self.pages[language];
        let own = match place {
            Place::Layer(id) => page.id(id),
            Place::Group(id) => page.names.group(id).to_string(),
            Place::Chapter(id) => page.names.chapter(id).to_string(),
            Place::Heading(id) => page.id(id),
            Place::Block(_, id) => page.id(id),
            _ => String::new(),
        };
        let id = if own.is_empty() { page.names.fresh(&place.name().replace('=', "_")) } else { own };
        self.open("div", language, "cell", &id);
        // A provision without a heading begins with its first paragraph.
        let begins = place.provision().map(|provision| self.pages[language].id(provision)).unwrap_or_default();
        if !begins.is_empty() {
            self.tags.span("span", &[("id", &begins)], "");
        }
        self.speaking(language, |page| match part {
            Part::Line(class, text) => page.tags.line("p", &[("class", class)], text),
            Part::Runs(class, runs) => {
                page.tags.open("p", &[("class", class)]);
                page.runs(runs);
                page.tags.close();
            }
            Part::Heading { level, label, title } => {
                page.linked.clear();
                page.heading(*level, &id, *label, title, None);
            }
            Part::Block(provision, block) => page.lone(provision, block),
        });
        self.tags.close();
    }
}

impl<'a> Page<'a> {
    /// A block that stands by itself: how deep it is, its class says.
    fn lone(&mut self, provision: &'a DraftProvision, block: &'a DraftBlock) {
        let depth = ["at-0", "at-1", "at-2", "at-3"][block.depth.min(3)];
        match block.kind {
            BlockKind::Table => self.table(provision, block, ""),
            BlockKind::Heading => self.subheading(5, "", &block.runs),
            BlockKind::Item | BlockKind::Bullet => {
                let bare = block.label.as_ref().is_none_or(|label| label.text.is_empty());
                self.tags.open("div", &[("class", &format!("entry {}{depth}", if bare { "bare " } else { "" }))]);
                self.paragraph(block, "");
                self.tags.close();
            }
            BlockKind::Plain => {
                self.tags.open("div", &[("class", depth)]);
                self.paragraph(block, "");
                self.tags.close();
            }
        }
    }
}

fn direction(draft: &Draft) -> &'static str {
    match draft.direction {
        Direction::Ltr => "ltr",
        Direction::Rtl => "rtl",
    }
}
