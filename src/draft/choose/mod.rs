//! Answers → every option settled, or an error that asks the question.

mod alternat;
mod basis;
mod document;
mod facts;
mod layers;
mod options;
mod presets;
mod refusals;
mod voice;

pub use basis::{basis, treaty_name};
pub use refusals::reason;

use crate::diag::{Message, Place, fatal, locate, tidy};
use crate::model::answers::Document;
use crate::model::placeholder::Value;
use crate::model::{Answers, Book, Library};
use crate::space::{Change, Formula, Selection};
use layers::{Layer, source};
use std::collections::{BTreeMap, BTreeSet};

/// Answers as given: a file, and what the command line adds.
#[derive(Clone, Debug, Default)]
pub struct Given {
    pub answers: Answers,
    /// The path of the file, for messages.
    pub file: String,
    pub text: String,
    /// `--set option=value` in order.
    pub sets: Vec<(String, String)>,
    /// The treaties that a State's file says bind, beside those of the profile.
    pub treaties: BTreeSet<String>,
}

/// List of records → its entries: id, and fields.
pub type Records = BTreeMap<String, Vec<(String, BTreeMap<String, Value>)>>;

/// Everything settled.
#[derive(Clone, Debug)]
pub struct Settlement {
    pub book: String,
    /// The presets that the answers extend, the most general first.
    pub chain: Vec<String>,
    pub tradition: Option<String>,
    pub form: String,
    pub plan: String,
    /// What the document is, beside the answers of substance.
    pub document: Document,
    /// The companion document that is made instead of the instrument itself.
    pub companion: Option<String>,
    /// Form and plan of the instrument itself, while a companion is made.
    pub instead_of: Option<(String, String)>,
    pub selection: Selection,
    /// Option → whose answer it is.
    pub sources: BTreeMap<String, String>,
    pub blanks: BTreeMap<String, Value>,
    /// List → entries: id, and fields.
    pub records: Records,
    pub accepted: BTreeMap<String, String>,
    /// The treaties of the profile, and those that the State's file says bind.
    pub treaties: BTreeSet<String>,
    /// Constraints that warn.
    pub warnings: Vec<String>,
    /// Where the answers stand, for messages about blanks.
    pub file: String,
    pub text: String,
}

impl Settlement {
    /// The same answers for a companion document; none where its condition does not hold, or where
    /// the instrument has no such companion.
    pub fn companion(&self, book: &Book, id: &str) -> Option<Settlement> {
        let companion = book.instrument.companion.get(id)?;
        if !Formula::of(&companion.when, &book.instrument).eval(&self.selection) {
            return None;
        }
        let form = companion.form.clone().unwrap_or_else(|| self.form.clone());
        let instead_of = Some((self.form.clone(), self.plan.clone()));
        Some(Settlement {
            plan: companion.plan.clone(),
            form,
            companion: Some(id.to_string()),
            instead_of,
            ..self.clone()
        })
    }

    /// The instrument itself, where this is a companion of it.
    pub fn main(&self) -> Option<Settlement> {
        let (form, plan) = self.instead_of.clone()?;
        Some(Settlement { form, plan, companion: None, instead_of: None, ..self.clone() })
    }

    /// The constraints that do not bind this text: accepted with a reason, or of treaties outside the profile.
    pub fn set_aside(&self, book: &Book) -> BTreeSet<String> {
        let mut aside = book.instrument.unconcerned(&self.treaties);
        aside.extend(self.accepted.keys().cloned());
        aside
    }

    /// The ids of the Parties, in their order.
    pub fn parties(&self) -> Vec<String> {
        self.records.get("parties").map(|list| list.iter().map(|(id, _)| id.clone()).collect()).unwrap_or_default()
    }

    /// `observation = urgent (answers)`
    pub fn said(&self, option: &str) -> String {
        said(option, &self.selection, &self.sources, &self.parties())
    }
}

/// An option's answer, and whose it is.
fn said(option: &str, selection: &Selection, sources: &BTreeMap<String, String>, parties: &[String]) -> String {
    let whose = sources.get(option).map(String::as_str).unwrap_or("library");
    let Some(settled) = selection.options.get(option) else { return format!("{option}: unknown") };
    if settled.open {
        return format!("{option} is left open ({whose})");
    }
    let mut written: Vec<String> = Vec::new();
    let alike = settled.values.windows(2).all(|pair| pair[0] == pair[1]);
    for (index, values) in settled.values.iter().enumerate().take(if alike { 1 } else { usize::MAX }) {
        let values: Vec<&str> = values.iter().map(String::as_str).collect();
        let values = if values.is_empty() { "not asked".to_string() } else { values.join(", ") };
        let party = parties.get(index).filter(|_| !alike);
        written.push(party.map(|p| format!("{p}: {values}")).unwrap_or(values));
    }
    format!("{option} = {} ({whose})", written.join("; "))
}

struct Choice<'a> {
    library: &'a Library,
    book: &'a Book,
    given: &'a Given,
    merged: &'a Answers,
    wrong: Vec<Message>,
}

impl<'a> Choice<'a> {
    fn place(&self, path: &[&str]) -> Place {
        locate(&self.given.file, &self.given.text, path)
    }

    fn unknown(&mut self, what: &str, name: &str, path: &[&str], known: Vec<String>) {
        let place = self.place(path);
        self.wrong.push(
            Message::error(&format!("unknown-{what}"), format!("unknown {what} `{name}`"))
                .at(place, format!("no {what} has this name"))
                .near(name, known.iter().map(String::as_str)),
        );
    }
}

/// Settles every option of the instrument: instrument < tradition < preset < answers < `--set`.
///
/// Errors: names that do not exist (`unknown-…`: instrument, preset, tradition, form, plan, profile,
/// option, value, party, blank, record, field, constraint), `cyclic-preset`, `unanswered-option`,
/// `too-few-values`, `too-many-values`, `not-per-party`, `missing-id`, `repeated-id`,
/// `record-count`, `not-in-list`, `out-of-bounds`, `wrong-unit`, `missing-reason`, `unfit-form`, `refused`.
pub fn choose(library: &Library, given: &Given) -> Result<(Settlement, Vec<Message>), Vec<Message>> {
    let mut wrong = Vec::new();
    let chain = presets::chain(library, given, &mut wrong);
    let mut merged = presets::merge(&chain, given);
    layers::traditional_blanks(library, &mut merged);
    let Some(book) = merged.instrument.as_ref().and_then(|id| library.books.get(id)) else {
        wrong.push(presets::no_instrument(library, &merged, given));
        return Err(tidy(wrong));
    };
    wrong.extend_from_slice(book.instrument.messages());
    if fatal(book.instrument.messages()) {
        // What the answers need can't be known then: everything wrong with the instrument is told.
        wrong.extend(book.messages());
        return Err(tidy(wrong));
    }
    let mut choice = Choice { library, book, given, merged: &merged, wrong };
    let plan = choice.plan();
    let mut treaties = choice.profiles();
    treaties.extend(given.treaties.iter().cloned());
    let records = choice.records();
    choice.blanks();
    let parties: Vec<String> =
        records.get("parties").map(|l| l.iter().map(|(id, _)| id.clone()).collect()).unwrap_or_default();
    choice.originals(&parties);
    let mut layers = choice.tradition_layers();
    for (name, answers) in &chain {
        let (file, text) = source(library, &format!("presets/{name}.toml"));
        layers.push(Layer {
            name: format!("preset {name}"),
            file,
            text,
            options: answers.options.clone(),
            open: answers.open.clone(),
        });
    }
    let own = &given.answers;
    layers.push(Layer {
        name: "answers".into(),
        file: &given.file,
        text: &given.text,
        options: own.options.clone(),
        open: own.open.clone(),
    });
    layers.push(choice.set_layer());
    let (selection, sources) = choice.settle(&layers, &parties);
    let form = choice.form(&selection, &sources);
    let document = choice.document(&form);
    let accepted = choice.accepted();
    let mut wrong = std::mem::take(&mut choice.wrong);
    if fatal(&wrong) {
        return Err(tidy(wrong));
    }
    let mut settlement = Settlement {
        book: book.id.clone(),
        chain: chain.iter().map(|(name, _)| name.clone()).collect(),
        tradition: merged.tradition.clone(),
        form,
        plan,
        document,
        companion: None,
        instead_of: None,
        selection,
        sources,
        blanks: merged.blanks.clone(),
        records,
        accepted,
        treaties,
        warnings: vec![],
        file: given.file.clone(),
        text: given.text.clone(),
    };
    let changed = |changes: &[Change]| choice.changed(&layers, &parties, changes);
    let (refusals, warned) = refusals::judge(library, book, &settlement, &changed);
    wrong.extend(refusals);
    if fatal(&wrong) {
        return Err(tidy(wrong));
    }
    settlement.warnings = warned;
    Ok((settlement, tidy(wrong)))
}
