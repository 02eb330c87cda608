//! Rules on what stands: no allowed answers make a text that breaks one.

use super::Subject;
use super::part::Part;
use crate::diag::Message;
use crate::model::instrument::Severity;
use crate::model::rule::{Pattern, Patterns, Rule};
use crate::space::{Formula, Given, Space};
use std::collections::{BTreeMap, BTreeSet};

/// `broken-rule` and `dead-rule`.
pub(super) fn check(subject: &Subject, parties: usize) -> Vec<Message> {
    let instrument = &subject.book.instrument;
    let mut messages = Vec::new();
    // Treaty → what is allowed to those whom it alone binds.
    let mut spaces: BTreeMap<Option<&str>, Space> = BTreeMap::new();
    let companions: BTreeSet<&str> = instrument.companion.values().map(|companion| companion.plan.as_str()).collect();
    for (index, rule) in instrument.rule.iter().enumerate() {
        let named: Option<Vec<&str>> = rule.plan.as_ref().map(|plans| plans.values());
        let of = |name: &str| named.as_ref().map_or(!companions.contains(name), |named| named.contains(&name));
        let mut applies = false;
        let mut told = false;
        for (name, plan) in instrument.plan.iter().filter(|(name, _)| of(name)) {
            let here: BTreeSet<&str> = plan.part.iter().flat_map(|p| &p.provisions).map(String::as_str).collect();
            let text = Text { subject, here };
            let (asked, broken) = text.broken(rule);
            applies |= subject.possible(&asked);
            if rule.severity != Severity::Refuse || told {
                continue;
            }
            let treaties: Vec<Option<&str>> = match &rule.treaty {
                Some(treaty) => treaty.values().into_iter().map(Some).collect(),
                None => vec![None],
            };
            for treaty in treaties {
                let space = spaces.entry(treaty).or_insert_with(|| {
                    let bound = treaty.map(str::to_string).into_iter().collect();
                    Space::new(instrument, parties, &instrument.unconcerned(&bound))
                });
                if !told && space.possible(&broken, &Given::default()) {
                    told = true;
                    messages.push(said(subject, rule, index, name, space, &broken));
                }
            }
        }
        if !applies {
            messages.push(
                Message::warning("dead-rule", format!("the rule `{}` can never apply", rule.id))
                    .at(subject.places.rule(&subject.book.file, index), "what it speaks of never stands")
                    .help("correct `when` or `if`, give a provision the tags that it looks for, or delete the rule"),
            );
        }
    }
    messages
}

fn said(subject: &Subject, rule: &Rule, index: usize, plan: &str, space: &Space, broken: &Formula) -> Message {
    let answers: Vec<String> = space.witness(broken).unwrap_or_default().iter().map(ToString::to_string).collect();
    let example = match answers.is_empty() {
        true => format!("it is broken in every text of the plan `{plan}`"),
        false => format!("it is broken for example in the plan `{plan}` with {}", answers.join(", ")),
    };
    Message::error("broken-rule", format!("the rule `{}` can be broken by answers that are allowed", rule.id))
        .at(subject.places.rule(&subject.book.file, index), "declared here")
        .help(example)
        .help("let the text say what the rule demands, or refuse these answers by a constraint")
}

/// The provisions of one plan.
struct Text<'s> {
    subject: &'s Subject<'s>,
    here: BTreeSet<&'s str>,
}

impl<'s> Text<'s> {
    /// Where the rule applies, and where it applies and is broken.
    fn broken(&self, rule: &Rule) -> (Formula, Formula) {
        let of = |patterns: &Patterns| Formula::or(patterns.any().iter().map(|pattern| self.pattern(pattern)));
        let when = Formula::of(&rule.when, &self.subject.book.instrument);
        let asked = Formula::and([when].into_iter().chain(rule.given.as_ref().map(of)));
        let lacking = rule.then.as_ref().map(|then| !of(then));
        let wrong = Formula::or(lacking.into_iter().chain(rule.never.as_ref().map(of)));
        (asked.clone(), Formula::and([asked, wrong]))
    }

    fn parts(&self, tags: &'s [String]) -> impl Iterator<Item = &'s Part<'s>> {
        let bears = move |part: &&Part| tags.iter().all(|tag| part.entry.provision.tags.contains(tag));
        self.subject.provisions.iter().filter(|(id, _)| self.here.contains(*id)).map(|(_, part)| part).filter(bears)
    }

    fn pattern(&self, pattern: &'s Pattern) -> Formula {
        let duties = pattern.obligation.iter();
        let duties = duties.map(|duty| Formula::or(self.parts(&pattern.tags).map(|part| self.discharged(part, duty))));
        let stands = pattern.stands.iter().map(|place| self.place(place));
        let tagged = (!pattern.tags.is_empty() && pattern.obligation.is_empty())
            .then(|| Formula::or(self.parts(&pattern.tags).map(|part| part.there(None))));
        Formula::and(duties.chain(stands).chain(tagged))
    }

    /// Where the provision discharges the duty: the whole of it, its variant that applies, or a paragraph.
    fn discharged(&self, part: &Part, duty: &String) -> Formula {
        let provision = &part.entry.provision;
        let whole = provision.obligation.contains(duty).then(|| part.there(None));
        let instrument = &self.subject.book.instrument;
        let variants = provision.variant.values().filter(|variant| variant.obligation.contains(duty));
        let variants = variants.map(|variant| Formula::and([part.there(None), Formula::of(&variant.when, instrument)]));
        let paragraphs = provision.paragraph.iter().filter(|(_, paragraph)| paragraph.obligation.contains(duty));
        let paragraphs = paragraphs.filter_map(|(id, _)| part.paragraph_there(id, None));
        Formula::or(whole.into_iter().chain(variants).chain(paragraphs))
    }

    fn place(&self, place: &str) -> Formula {
        let (id, paragraph) = place.split_once('#').map_or((place, None), |(id, paragraph)| (id, Some(paragraph)));
        let Some(part) = self.subject.provisions.get(id).filter(|_| self.here.contains(id)) else {
            return Formula::False;
        };
        match paragraph {
            Some(paragraph) => part.paragraph_there(paragraph, None).unwrap_or(Formula::False),
            None => part.there(None),
        }
    }
}
