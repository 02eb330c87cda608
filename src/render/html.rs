//! HTML: a draft as one page that needs nothing but itself.
//!
//! No script, no picture, no font, no address but those inside the page: what a browser shows is in
//! the file, and the policy in its head forbids the rest. Numbers are text, so that they are found,
//! selected and copied with what they number; hanging indents put them in the margin ([`blocks`]).
//! Elements can be opened and closed only through [`tags`], which keeps them balanced and lets no
//! text past its gate ([`gate`]); every id of the draft has its place in the page ([`names`]).

mod blocks;
mod body;
mod columns;
mod contents;
mod gate;
mod inline;
mod names;
mod notes;
mod tags;

pub use columns::{html_columns, html_owners};

use super::Edition;
use crate::model::draft::{Draft, DraftProvision, plain};
use crate::model::fingerprint;
use crate::model::language::Direction;
use names::Names;
use std::collections::BTreeSet;
use tags::Tags;

const STYLE: &str = include_str!("html/style.css");

/// Nothing is fetched, run or sent: only the style in the page applies.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// What the reader wants in the page.
#[derive(Clone, Copy, Debug)]
pub struct HtmlOptions<'a> {
    pub edition: Edition,
    /// How far the text has come, as shown above its title: `second reading`.
    pub status: Option<&'a str>,
}

/// The draft as a page of its own: the same bytes for the same draft.
pub fn html(draft: &Draft, options: HtmlOptions) -> String {
    let names = Names::collect(draft);
    let tags = Tags::with_capacity(STYLE.len() + 256 * 1024);
    let mut page =
        Page { draft, options, names, tags, linked: BTreeSet::new(), notes: Vec::new(), printed: BTreeSet::new() };
    page.document();
    page.tags.finish()
}

/// A page being written.
struct Page<'a> {
    draft: &'a Draft,
    options: HtmlOptions<'a>,
    names: Names<'a>,
    tags: Tags,
    /// Terms that the provision being written has led to their definitions.
    linked: BTreeSet<&'a str>,
    /// Provisions whose commentary stands behind the text, in the order of their notes.
    notes: Vec<&'a DraftProvision>,
    /// Ids that stand in the page: each stands once.
    printed: BTreeSet<&'a str>,
}

impl<'a> Page<'a> {
    fn document(&mut self) {
        let draft = self.draft;
        let direction = match draft.direction {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        };
        self.tags.open("html", &[("lang", &draft.tag), ("dir", direction)]);
        self.head();
        self.tags.open("body", &[]);
        self.tags.line("a", &[("class", "skip"), ("href", "#_text")], self.word("skip"));
        self.tags.open("header", &[]);
        if let Some(status) = self.options.status {
            self.tags.line("p", &[("class", "status")], status);
        }
        if !draft.notice.is_empty() {
            self.tags.line("p", &[("class", "notice")], &draft.notice);
        }
        if !draft.stage_line.is_empty() && !draft.decreed() {
            self.tags.line("p", &[("class", "stage")], &draft.stage_line);
        }
        self.tags.open("h1", &[]);
        self.runs(&draft.title);
        self.tags.close();
        self.tags.close();
        self.contents();
        self.tags.open("main", &[("id", "_text")]);
        for line in &draft.front {
            self.tags.open("p", &[("class", "front")]);
            self.runs(&line.runs);
            self.tags.close();
        }
        self.layers();
        self.endnotes();
        self.tags.close();
        self.tags.close();
        self.tags.close();
    }

    fn head(&mut self) {
        let draft = self.draft;
        self.tags.open("head", &[]);
        self.tags.void("meta", &[("charset", "utf-8")]);
        self.tags.void("meta", &[("http-equiv", "Content-Security-Policy"), ("content", POLICY)]);
        let generator = format!("Clausier {} {}", draft.library, fingerprint::short(&draft.fingerprint));
        for (name, content) in [
            ("viewport", "width=device-width, initial-scale=1"),
            ("color-scheme", "light dark"),
            ("referrer", "no-referrer"),
            ("generator", generator.trim_end()),
        ] {
            self.tags.void("meta", &[("name", name), ("content", content)]);
        }
        self.tags.line("title", &[], &plain(&draft.title));
        self.tags.style(STYLE);
        self.tags.close();
    }

    /// A word of the interface; where the language lacks it, its key.
    fn word(&self, key: &'static str) -> &'a str {
        self.draft.interface.get(key).map_or(key, String::as_str)
    }
}
