//! Rules on what stands, judged on the text as assembled.
//!
//! What stands in brackets may stand or not: it triggers no rule, and is enough to keep one.

use super::assemble::Assembled;
use super::choose::{basis, reason};
use super::piece::{RawBlock, RawProvision};
use crate::diag::{Message, locate};
use crate::model::Provision;
use crate::model::condition::Conditions;
use crate::model::instrument::Severity;
use crate::model::rule::{Pattern, Patterns, Rule};
use std::collections::BTreeMap;

/// What is refused, and the rules that warn.
pub fn judge(a: &Assembled) -> (Vec<Message>, Vec<String>) {
    let (mut refused, mut warned) = (Vec::new(), Vec::new());
    let rules = &a.book.instrument.rule;
    // A companion is no text of the instrument.
    if rules.is_empty() || a.settlement.companion.is_some() {
        return (refused, warned);
    }
    let text = Text::of(a);
    for (index, rule) in rules.iter().enumerate() {
        let planned = rule.plan.as_ref().is_none_or(|plans| plans.values().contains(&a.settlement.plan.as_str()));
        let binds = planned && rule.concerns(&a.settlement.treaties) && !a.settlement.accepted.contains_key(&rule.id);
        if !binds || !holds(a, &rule.when) || !text.breaks(rule) {
            continue;
        }
        match rule.severity {
            Severity::Warn => warned.push(rule.id.clone()),
            Severity::Refuse => refused.push(said(a, rule, index)),
        }
    }
    (refused, warned)
}

fn said(a: &Assembled, rule: &Rule, index: usize) -> Message {
    let (settled, source) = (a.settlement, a.library.sources.get(&a.book.file).map(String::as_str).unwrap_or(""));
    let message = Message::error("refused", format!("`{}`: {}", rule.id, reason(a.book, &rule.id, None)))
        .at(locate(&settled.file, &settled.text, &["options"]), "the text that these answers make breaks it")
        .at(locate(&a.book.file, source, &["rule", &index.to_string(), "id"]), "the rule");
    let message = match basis(a.library, settled, rule.treaty.as_ref(), &rule.origin, "en") {
        Some(basis) => message.help(format!("it binds by the profile: {basis}")),
        None => message,
    };
    message.help(format!("write, under [accept]: {} = \"the reason\"", rule.id))
}

/// Whether the condition surely holds.
fn holds(a: &Assembled, conditions: &Conditions) -> bool {
    let selection = &a.settlement.selection;
    let mut named = conditions.alternatives().iter().flat_map(|table| table.keys());
    let settled = named.all(|option| selection.options.get(option).is_some_and(|settled| !settled.open));
    settled && selection.meets(conditions, &a.book.instrument, None)
}

/// What stands, and whether surely.
#[derive(Default)]
struct Text<'a> {
    /// With their structure.
    provisions: Vec<(&'a Provision, bool)>,
    /// Duty → what discharges it.
    duties: BTreeMap<&'a str, Vec<(&'a Provision, bool)>>,
    /// `provision` or `provision#paragraph`.
    places: BTreeMap<String, bool>,
}

impl<'a> Text<'a> {
    fn of(a: &'a Assembled) -> Text<'a> {
        let mut text = Text::default();
        for provision in a.layers.iter().flat_map(|layer| &layer.divisions).flat_map(|division| &division.provisions) {
            if let Some(entry) = a.book.provisions.get(&provision.folder) {
                text.add(provision, &entry.provision);
            }
        }
        text
    }

    fn add(&mut self, raw: &'a RawProvision, provision: &'a Provision) {
        let sure = raw.bracket.is_none();
        self.provisions.push((provision, sure));
        self.note(raw.folder.clone(), sure);
        for duty in &raw.obligation {
            // Of a variant that only may apply, the duty only may be discharged.
            let sure = sure && (provision.obligation.contains(duty) || raw.blocks.iter().all(|b| b.bracket.is_none()));
            self.duties.entry(duty).or_default().push((provision, sure));
        }
        self.blocks(raw, provision, &raw.blocks, sure);
    }

    fn blocks(&mut self, raw: &'a RawProvision, provision: &'a Provision, blocks: &'a [RawBlock], sure: bool) {
        for block in blocks {
            let sure = sure && block.bracket.is_none();
            for id in block.id.iter().chain(block.rows.iter().filter_map(|row| row.id.as_ref())) {
                self.note(format!("{}#{}", raw.folder, id.split('@').next().unwrap_or(id)), sure);
            }
            block.obligation.iter().for_each(|duty| self.duties.entry(duty).or_default().push((provision, sure)));
            self.blocks(raw, provision, &block.children, sure);
        }
    }

    fn note(&mut self, place: String, sure: bool) {
        *self.places.entry(place).or_default() |= sure;
    }

    fn breaks(&self, rule: &Rule) -> bool {
        let met = |patterns: &Patterns, sure: bool| patterns.any().iter().any(|pattern| self.met(pattern, sure));
        let asked = rule.given.as_ref().is_none_or(|given| met(given, true));
        let lacking = rule.then.as_ref().is_some_and(|then| !met(then, false));
        asked && (lacking || rule.never.as_ref().is_some_and(|never| met(never, true)))
    }

    /// Whether all that the pattern looks for stands: surely, or perhaps.
    fn met(&self, pattern: &Pattern, surely: bool) -> bool {
        let found = |found: &[(&Provision, bool)]| {
            found.iter().any(|(provision, sure)| {
                (*sure || !surely) && pattern.tags.iter().all(|tag| provision.tags.contains(tag))
            })
        };
        let duties = pattern.obligation.iter().all(|duty| self.duties.get(duty.as_str()).is_some_and(|by| found(by)));
        let stands = pattern.stands.iter().all(|place| self.places.get(place).is_some_and(|sure| *sure || !surely));
        let tagged = pattern.tags.is_empty() || !pattern.obligation.is_empty() || found(&self.provisions);
        duties && stands && tagged
    }
}
