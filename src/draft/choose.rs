//! Answers → every option settled, or an error that asks the question.

use crate::diag::{Message, Place, fatal, locate, tidy};
use crate::model::answers::{Answers, OptionAnswer};
use crate::model::condition::OneOrMany;
use crate::model::placeholder::Value;
use crate::model::{Book, Instrument, Library, Opt};
use crate::space::{Formula, Selection, Settled, Space};
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
}

/// Everything settled.
#[derive(Clone, Debug)]
pub struct Settlement {
    pub book: String,
    pub form: String,
    pub plan: String,
    pub selection: Selection,
    /// Option → whose answer it is.
    pub sources: BTreeMap<String, String>,
    pub blanks: BTreeMap<String, Value>,
    /// List → entries: id, and fields.
    pub records: BTreeMap<String, Vec<(String, BTreeMap<String, Value>)>>,
    pub accepted: BTreeMap<String, String>,
    /// Constraints that warn.
    pub warnings: Vec<String>,
    /// Where the answers stand, for messages about blanks.
    pub file: String,
    pub text: String,
}

impl Settlement {
    /// The ids of the Parties, in their order.
    pub fn parties(&self) -> Vec<String> {
        self.records.get("parties").map(|list| list.iter().map(|(id, _)| id.clone()).collect()).unwrap_or_default()
    }
}

impl Settlement {
    /// `observation = urgent (answers)`
    pub fn said(&self, option: &str) -> String {
        let whose = self.sources.get(option).map(String::as_str).unwrap_or("library");
        let Some(settled) = self.selection.options.get(option) else { return format!("{option}: unknown") };
        if settled.open {
            return format!("{option} is left open ({whose})");
        }
        let parties = self.parties();
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
}

/// One layer of answers, as the order of settling has it.
struct Layer<'a> {
    name: String,
    file: &'a str,
    text: &'a str,
    options: BTreeMap<String, OptionAnswer>,
    open: Vec<String>,
}

/// Settles every option of the instrument: instrument < tradition < preset < answers < `--set`.
///
/// Errors: `unknown-instrument`, `unknown-preset`, `cyclic-preset`, `unknown-tradition`,
/// `unknown-form`, `unknown-plan`, `unknown-option`, `unknown-value`, `unanswered-option`,
/// `too-few-values`, `too-many-values`, `unknown-party`, `unknown-blank`, `unknown-record`,
/// `unknown-constraint`, `refused`.
pub fn choose(library: &Library, given: &Given) -> Result<(Settlement, Vec<Message>), Vec<Message>> {
    let mut wrong = Vec::new();
    let chain = presets(library, given, &mut wrong);
    let merged = merge(&chain, given);
    let Some(book) = merged.instrument.as_ref().and_then(|id| library.books.get(id)) else {
        wrong.push(no_instrument(library, &merged, given));
        return Err(tidy(wrong));
    };
    let mut choice = Choice { library, book, given, merged: &merged, wrong };
    let form = choice.form();
    let plan = choice.plan();
    choice.profiles();
    let records = choice.records();
    choice.blanks();
    let parties: Vec<String> = records.get("parties").map(|l| l.iter().map(|(id, _)| id.clone()).collect()).unwrap_or_default();
    let mut layers = choice.tradition_layers();
    for (name, answers) in &chain {
        let (file, text) = source(library, &format!("presets/{name}.toml"));
        layers.push(Layer { name: format!("preset {name}"), file, text, options: answers.options.clone(), open: answers.open.clone() });
    }
    let own = &given.answers;
    layers.push(Layer { name: "answers".into(), file: &given.file, text: &given.text, options: own.options.clone(), open: own.open.clone() });
    layers.push(choice.set_layer());
    let (selection, sources) = choice.settle(&layers, &parties);
    let accepted = choice.accepted();
    let mut wrong = choice.wrong;
    if fatal(&wrong) {
        return Err(tidy(wrong));
    }
    let (refusals, warned) = judge(library, book, given, &selection, parties.len().max(1), &accepted);
    wrong.extend(refusals);
    if fatal(&wrong) {
        return Err(tidy(wrong));
    }
    let settlement = Settlement {
        book: book.id.clone(),
        form,
        plan,
        selection,
        sources,
        blanks: merged.blanks.clone(),
        records,
        accepted,
        warnings: warned,
        file: given.file.clone(),
        text: given.text.clone(),
    };
    Ok((settlement, tidy(wrong)))
}

fn source<'a>(library: &'a Library, path: &str) -> (&'a str, &'a str) {
    library.sources.get_key_value(path).map(|(k, v)| (k.as_str(), v.as_str())).unwrap_or(("", ""))
}

/// The presets that the answers extend, the most general first.
fn presets(library: &Library, given: &Given, wrong: &mut Vec<Message>) -> Vec<(String, Answers)> {
    let mut chain: Vec<(String, Answers)> = Vec::new();
    let mut next = given.answers.extends.clone();
    let (mut file, mut text) = (given.file.clone(), given.text.clone());
    while let Some(name) = next {
        let place = locate(&file, &text, &["extends"]);
        if chain.iter().any(|(seen, _)| *seen == name) {
            let path: Vec<&str> = chain.iter().map(|(n, _)| n.as_str()).collect();
            wrong.push(
                Message::error("cyclic-preset", format!("preset `{name}` extends itself"))
                    .at(place, format!("by way of {}", path.join(" → ")))
                    .help("remove one `extends`"),
            );
            break;
        }
        let Some(preset) = library.presets.get(&name) else {
            wrong.push(
                Message::error("unknown-preset", format!("unknown preset `{name}`"))
                    .at(place, "no preset has this name")
                    .near(&name, library.presets.keys().map(String::as_str)),
            );
            break;
        };
        (file, text) = {
            let (f, t) = source(library, &format!("presets/{name}.toml"));
            (f.to_string(), t.to_string())
        };
        next = preset.extends.clone();
        chain.push((name, preset.clone()));
    }
    chain.reverse();
    chain
}

/// Everything but the options, the later over the earlier.
fn merge(chain: &[(String, Answers)], given: &Given) -> Answers {
    let mut merged = Answers::default();
    for answers in chain.iter().map(|(_, a)| a).chain([&given.answers]) {
        let later = answers.clone();
        merged.instrument = later.instrument.or(merged.instrument);
        merged.library = later.library.or(merged.library);
        merged.tradition = later.tradition.or(merged.tradition);
        merged.form = later.form.or(merged.form);
        merged.plan = later.plan.or(merged.plan);
        if !later.profile.is_empty() {
            merged.profile = later.profile;
        }
        merged.blanks.extend(later.blanks);
        merged.records.extend(later.records);
        merged.accept.extend(later.accept);
    }
    merged
}

fn no_instrument(library: &Library, merged: &Answers, given: &Given) -> Message {
    let known: Vec<&str> = library.books.keys().map(String::as_str).collect();
    match &merged.instrument {
        Some(id) => Message::error("unknown-instrument", format!("unknown instrument `{id}`"))
            .at(locate(&given.file, &given.text, &["instrument"]), "the library has none of this name")
            .near(id, known.iter().copied()),
        None => Message::error("unknown-instrument", "the answers name no instrument")
            .at(Place::new(&given.file, 0..0), "expected `instrument = \"…\"` or `extends = \"…\"`"),
    }
    .help(format!("instruments: {}", known.join(", ")))
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

    fn form(&mut self) -> String {
        let kind = match self.book.instrument.kind {
            crate::model::instrument::InstrumentKind::Agreement => "agreement",
            crate::model::instrument::InstrumentKind::Law => "law",
            crate::model::instrument::InstrumentKind::Request => "request",
        };
        let traditional = self.traditions().iter().rev().find_map(|(_, t)| t.form.get(kind).cloned());
        let form = self.merged.form.clone().or(traditional).unwrap_or_else(|| self.book.instrument.form.clone());
        if !self.library.forms.contains_key(&form) {
            let known = self.library.forms.keys().cloned().collect();
            self.unknown("form", &form, &["form"], known);
        }
        form
    }

    fn plan(&mut self) -> String {
        let plans = &self.book.instrument.plan;
        let default = plans.iter().find(|(_, plan)| plan.default).or(plans.iter().next()).map(|(id, _)| id.clone());
        let plan = self.merged.plan.clone().or(default).unwrap_or_default();
        if !plans.contains_key(&plan) {
            let known = plans.keys().cloned().collect();
            self.unknown("plan", &plan, &["plan"], known);
        }
        plan
    }

    fn profiles(&mut self) {
        for name in &self.merged.profile {
            if !self.library.profiles.contains_key(name) {
                let known = self.library.profiles.keys().cloned().collect();
                self.unknown("profile", name, &["profile"], known);
            }
        }
    }

    /// The tradition and those it extends, the most general first.
    fn traditions(&self) -> Vec<(String, &'a crate::model::shared::Tradition)> {
        let mut chain: Vec<(String, &crate::model::shared::Tradition)> = Vec::new();
        let mut next = self.merged.tradition.clone();
        while let Some(name) = next.filter(|name| chain.iter().all(|(seen, _)| seen != name)) {
            let Some(tradition) = self.library.traditions.get(&name) else { break };
            next = tradition.extends.clone();
            chain.push((name, tradition));
        }
        chain.reverse();
        chain
    }

    fn tradition_layers(&mut self) -> Vec<Layer<'a>> {
        if let Some(name) = self.merged.tradition.clone().filter(|n| !self.library.traditions.contains_key(n)) {
            let known = self.library.traditions.keys().cloned().collect();
            self.unknown("tradition", &name, &["tradition"], known);
        }
        self.traditions()
            .into_iter()
            .map(|(name, tradition)| {
                let (file, text) = source(self.library, &format!("clauses/traditions/{name}.toml"));
                let options = tradition.options.get(&self.book.id).cloned().unwrap_or_default();
                let options = options.into_iter().map(|(id, value)| (id, OptionAnswer::Same(value))).collect();
                Layer { name: format!("tradition {name}"), file, text, options, open: vec![] }
            })
            .collect()
    }

    /// `--set option=value`, `--set option=a,b`, `--set option.party=value`.
    fn set_layer(&mut self) -> Layer<'a> {
        let mut layer = Layer { name: "--set".into(), file: "", text: "", options: BTreeMap::new(), open: vec![] };
        for (key, value) in &self.given.sets {
            if value == "open" {
                layer.open.push(key.clone());
                continue;
            }
            let values = match value.split_once(',') {
                Some(_) => OneOrMany::Many(value.split(',').map(|v| v.trim().to_string()).collect()),
                None => OneOrMany::One(value.clone()),
            };
            match key.split_once('.') {
                Some((option, party)) => {
                    let entry = layer.options.entry(option.to_string()).or_insert(OptionAnswer::PerParty(BTreeMap::new()));
                    if let OptionAnswer::PerParty(map) = entry {
                        map.insert(party.to_string(), values);
                    }
                }
                None => {
                    layer.options.insert(key.clone(), OptionAnswer::Same(values));
                }
            }
        }
        layer
    }

    fn records(&mut self) -> BTreeMap<String, Vec<(String, BTreeMap<String, Value>)>> {
        let lists = &self.book.instrument.records;
        for name in self.merged.records.keys() {
            if !lists.contains_key(name) {
                self.unknown("record", name, &["records", name], lists.keys().cloned().collect());
            }
        }
        let mut records = BTreeMap::new();
        for (name, list) in lists {
            let fields = self.book.instrument.record.get(&list.of).map(|kind| &kind.field);
            let mut entries = Vec::new();
            for (index, entry) in self.merged.records.get(name).into_iter().flatten().enumerate() {
                let at = index.to_string();
                let path = ["records", name.as_str(), at.as_str()];
                let mut entry = entry.clone();
                let id = match entry.remove("id") {
                    Some(Value::Text(id)) if !id.is_empty() => id,
                    _ => {
                        let place = self.place(&path);
                        self.wrong.push(
                            Message::error("missing-id", format!("an entry of `{name}` has no id"))
                                .at(place, "here")
                                .help("give it one, such as `id = \"arlandia\"`; options per Party use it"),
                        );
                        continue;
                    }
                };
                for field in entry.keys() {
                    if fields.is_none_or(|fields| !fields.contains_key(field)) {
                        let known = fields.map(|f| f.keys().cloned().collect()).unwrap_or_default();
                        self.unknown("field", field, &["records", name, &at, field], known);
                    }
                }
                if entries.iter().any(|(seen, _)| *seen == id) {
                    let place = self.place(&path);
                    self.wrong.push(Message::error("repeated-id", format!("`{id}` stands twice in `{name}`")).at(place, "again here"));
                }
                entries.push((id, entry));
            }
            if entries.is_empty() {
                entries = list.ids.iter().map(|id| (id.clone(), BTreeMap::new())).collect();
            }
            if entries.len() < list.min || list.max.is_some_and(|max| entries.len() > max) {
                let bounds = match list.max {
                    Some(max) if max == list.min => format!("{max}"),
                    Some(max) => format!("{} to {max}", list.min),
                    None => format!("at least {}", list.min),
                };
                let place = self.place(&["records", name]);
                self.wrong.push(
                    Message::error("record-count", format!("`{name}` has {} entries", entries.len())).at(place, format!("it takes {bounds}")),
                );
            }
            records.insert(name.clone(), entries);
        }
        for (name, list) in lists {
            let Some(outer) = list.subset_of.as_ref().and_then(|outer| records.get(outer)) else { continue };
            let missing: Vec<String> =
                records[name].iter().map(|(id, _)| id.clone()).filter(|id| outer.iter().all(|(o, _)| o != id)).collect();
            for id in missing {
                let place = self.place(&["records", name]);
                self.wrong.push(
                    Message::error("not-in-list", format!("`{id}` stands in `{name}` but not in the list that contains it"))
                        .at(place, "here")
                        .help(format!("add it to `{}`, or remove it here", list.subset_of.clone().unwrap_or_default())),
                );
            }
        }
        records
    }

    fn blanks(&mut self) {
        let known = &self.book.instrument.blank;
        for (name, value) in &self.merged.blanks {
            let Some(placeholder) = known.get(name) else {
                self.unknown("blank", name, &["blanks", name], known.keys().cloned().collect());
                continue;
            };
            let amount = match value {
                Value::Integer(n) => Some(*n as f64),
                Value::Number(n) => Some(*n),
                Value::Text(text) => super::values::parts(text).map(|(n, _)| n as f64),
                _ => None,
            };
            let outside = amount.filter(|n| {
                placeholder.min.is_some_and(|min| *n < min) || placeholder.max.is_some_and(|max| *n > max)
            });
            let place = self.place(&["blanks", name]);
            if outside.is_some() {
                let bounds = [placeholder.min.map(|n| format!("at least {n}")), placeholder.max.map(|n| format!("at most {n}"))];
                let bounds: Vec<String> = bounds.into_iter().flatten().collect();
                self.wrong.push(
                    Message::error("out-of-bounds", format!("`{name}` is outside its bounds")).at(place.clone(), bounds.join(", ")),
                );
            }
            let unit = if let Value::Text(text) = value { super::values::parts(text).map(|(_, unit)| unit) } else { None };
            if let Some(unit) = unit.filter(|unit| !placeholder.units.is_empty() && placeholder.units.iter().all(|u| u != unit)) {
                self.wrong.push(
                    Message::error("wrong-unit", format!("`{name}` can't be given in {unit}"))
                        .at(place, format!("it is given in {}", placeholder.units.join(" or "))),
                );
            }
        }
    }

    fn accepted(&mut self) -> BTreeMap<String, String> {
        let constraints = &self.book.instrument.constraint;
        for (id, reason) in &self.merged.accept {
            match constraints.iter().find(|c| c.id == *id) {
                None => self.unknown("constraint", id, &["accept", id], constraints.iter().map(|c| c.id.clone()).collect()),
                Some(_) if reason.trim().is_empty() => {
                    let place = self.place(&["accept", id]);
                    self.wrong.push(
                        Message::error("missing-reason", format!("`{id}` is accepted without a reason"))
                            .at(place, "here")
                            .help("say why: the reason is printed with the draft"),
                    );
                }
                Some(_) => {}
            }
        }
        self.merged.accept.clone()
    }

    fn settle(&mut self, layers: &[Layer], parties: &[String]) -> (Selection, BTreeMap<String, String>) {
        let options = &self.book.instrument.option;
        for layer in layers {
            for id in layer.options.keys().chain(&layer.open).filter(|id| !options.contains_key(*id)) {
                let place = locate(layer.file, layer.text, &["options", id]);
                self.wrong.push(
                    Message::error("unknown-option", format!("unknown option `{id}`"))
                        .at(place, format!("no option of `{}` has this name", self.book.id))
                        .near(id, options.keys().map(String::as_str)),
                );
            }
        }
        let mut selection = Selection::default();
        let mut sources = BTreeMap::new();
        let mut missing = Vec::new();
        for (id, option) in options {
            let count = if option.per.is_some() { parties.len().max(1) } else { 1 };
            let mut values: Vec<Option<BTreeSet<String>>> = vec![option.default.as_ref().map(set); count];
            let mut whose = "library".to_string();
            let mut open = false;
            for layer in layers {
                if layer.open.contains(id) {
                    open = true;
                    whose.clone_from(&layer.name);
                }
                let Some(answer) = layer.options.get(id) else { continue };
                open = layer.open.contains(id);
                whose.clone_from(&layer.name);
                self.apply(id, option, answer, layer, parties, &mut values);
            }
            if !open {
                missing.extend(values.iter().enumerate().filter(|(_, v)| v.is_none()).map(|(i, _)| (id, i)));
            }
            let values = values.into_iter().map(Option::unwrap_or_default).collect();
            selection.options.insert(id.clone(), Settled { values, open });
            sources.insert(id.clone(), whose);
        }
        let unasked = leave_out(&self.book.instrument, &mut selection);
        let mut asked: Vec<&String> =
            missing.into_iter().filter(|(id, i)| !unasked.contains(&((*id).clone(), *i))).map(|(id, _)| id).collect();
        asked.dedup();
        for id in asked {
            self.unanswered(id, &options[id]);
        }
        (selection, sources)
    }

    fn apply(
        &mut self,
        id: &str,
        option: &Opt,
        answer: &OptionAnswer,
        layer: &Layer,
        parties: &[String],
        values: &mut [Option<BTreeSet<String>>],
    ) {
        let place = locate(layer.file, layer.text, &["options", id]);
        match answer {
            OptionAnswer::Same(same) => {
                self.check_values(id, option, same, place);
                values.fill(Some(set(same)));
            }
            OptionAnswer::PerParty(_) if option.per.is_none() => self.wrong.push(
                Message::error("not-per-party", format!("`{id}` is one answer for all Parties"))
                    .at(place, "a table of answers")
                    .help(format!("write `{id} = \"value\"`")),
            ),
            OptionAnswer::PerParty(map) => {
                for (party, one) in map {
                    let at = locate(layer.file, layer.text, &["options", id, party]);
                    match parties.iter().position(|p| p == party) {
                        Some(index) => {
                            self.check_values(id, option, one, at);
                            values[index] = Some(set(one));
                        }
                        None => self.wrong.push(
                            Message::error("unknown-party", format!("unknown Party `{party}`"))
                                .at(at, format!("the Parties are {}", parties.join(", ")))
                                .near(party, parties.iter().map(String::as_str)),
                        ),
                    }
                }
            }
        }
    }

    fn check_values(&mut self, id: &str, option: &Opt, given: &OneOrMany, place: Place) {
        let values = given.values();
        for value in &values {
            if !option.values.iter().any(|v| v == value) {
                self.wrong.push(
                    Message::error("unknown-value", format!("`{id}` has no value `{value}`"))
                        .at(place.clone(), format!("its values are {}", option.values.join(", ")))
                        .near(value, option.values.iter().map(String::as_str)),
                );
            }
        }
        let (min, max) = if option.many { (option.min.unwrap_or(0), option.max.unwrap_or(usize::MAX)) } else { (1, 1) };
        if values.len() < min {
            self.wrong.push(
                Message::error("too-few-values", format!("`{id}` has {} values", values.len())).at(place.clone(), format!("it needs at least {min}")),
            );
        }
        if values.len() > max {
            self.wrong.push(
                Message::error("too-many-values", format!("`{id}` has {} values", values.len())).at(place, format!("it takes at most {max}")),
            );
        }
    }

    fn unanswered(&mut self, id: &str, option: &Opt) {
        let question = question(self.book, id);
        self.wrong.push(
            Message::error("unanswered-option", format!("`{id}` is not answered{question}"))
                .at(self.place(&["options"]), "answers are written here")
                .help(format!("write `{id} = \"…\"` with one of {}, or name it under `open`", option.values.join(", "))),
        );
    }
}

/// Takes away the values of questions that are not put, and says which these are (option, entry).
///
/// A question whose condition speaks of an open option stays.
fn leave_out(instrument: &Instrument, selection: &mut Selection) -> BTreeSet<(String, usize)> {
    let mut unasked = BTreeSet::new();
    // A question can depend on one that itself falls away, so again until nothing changes.
    loop {
        let before = unasked.len();
        for (id, option) in &instrument.option {
            let named = option.when.alternatives().iter().flat_map(|table| table.keys());
            if named.into_iter().any(|other| selection.options.get(other).is_some_and(|s| s.open)) {
                continue;
            }
            let formula = Formula::of(&option.when, instrument);
            let count = selection.options.get(id).map(|s| s.values.len()).unwrap_or(0);
            for entry in 0..count {
                let here = if option.per.is_some() { formula.clone().host(entry) } else { formula.clone() };
                if !here.eval(selection) && unasked.insert((id.clone(), entry)) {
                    if let Some(settled) = selection.options.get_mut(id) {
                        settled.values[entry].clear();
                        settled.open &= settled.values.len() > 1;
                    }
                }
            }
        }
        if unasked.len() == before {
            return unasked;
        }
    }
}

fn set(values: &OneOrMany) -> BTreeSet<String> {
    values.values().into_iter().map(str::to_string).collect()
}

/// The first sentence of the question, in the first language that has one.
fn question(book: &Book, id: &str) -> String {
    let key = format!("option.{id}");
    let text = book.prose.values().find_map(|prose| prose.sections.get(&key)).map(|s| s.source.trim());
    text.and_then(|t| t.lines().next()).map(|line| format!(": {line}")).unwrap_or_default()
}

/// Constraints that refuse, with their chain and the smallest changes that resolve them; and those
/// that warn.
fn judge(
    library: &Library,
    book: &Book,
    given: &Given,
    selection: &Selection,
    parties: usize,
    accepted: &BTreeMap<String, String>,
) -> (Vec<Message>, Vec<String>) {
    let names: BTreeSet<String> = accepted.keys().cloned().collect();
    let space = Space::new(&book.instrument, parties, &names);
    let violated = space.violated(selection);
    let refused = violated.refused;
    let text = library.sources.get(&book.file).map(String::as_str).unwrap_or("");
    let mut messages = Vec::new();
    let repairs = if refused.is_empty() { vec![] } else { space.repairs(selection) };
    for constraint in refused {
        if accepted.contains_key(&constraint.id) && !constraint.contradiction {
            continue;
        }
        let index = book.instrument.constraint.iter().position(|c| c.id == constraint.id).unwrap_or(0).to_string();
        let mut message = Message::error("refused", format!("`{}`: {}", constraint.id, reason(book, &constraint.id, None)))
            .at(locate(&given.file, &given.text, &["options"]), "the answers")
            .at(locate(&book.file, text, &["constraint", &index, "id"]), "the rule");
        for repair in &repairs {
            let changes: Vec<String> = repair
                .iter()
                .map(|change| {
                    let values: Vec<&str> = change.values.iter().map(String::as_str).collect();
                    let party = change.party.map(|index| format!(" (Party {})", index + 1)).unwrap_or_default();
                    format!("`{}`{party} to {}", change.option, values.join(", "))
                })
                .collect();
            message = message.help(format!("it would do to change {}", changes.join(" and ")));
        }
        if !constraint.contradiction {
            message = message.help(format!("or write, under [accept]: {} = \"the reason\"", constraint.id));
        }
        messages.push(message);
    }
    (messages, violated.warned.iter().map(|c| c.id.clone()).collect())
}

/// The reason of a constraint in a language, or in the first that has it.
pub fn reason(book: &Book, id: &str, language: Option<&str>) -> String {
    let key = format!("constraint.{id}");
    let of = |prose: &crate::model::prose::InstrumentProse| prose.sections.get(&key).map(|s| s.source.trim().replace('\n', " "));
    language
        .and_then(|l| book.prose.get(l))
        .and_then(of)
        .or_else(|| book.prose.values().find_map(of))
        .unwrap_or_else(|| id.to_string())
}
