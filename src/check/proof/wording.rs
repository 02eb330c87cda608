//! Exactly one wording applies, and every wording can apply.

use super::Subject;
use super::part::{Part, at};
use super::sites::{Branch, Walk};
use crate::diag::Message;
use crate::space::Formula;

/// `wording-gap`, `wording-overlap` and `dead-wording`.
pub(super) fn check(subject: &Subject) -> Vec<Message> {
    let mut messages = Vec::new();
    for part in subject.parts() {
        let hosts = part.hosts();
        if !hosts.iter().any(|host| subject.possible(&at(&part.present, *host))) {
            let place = subject.places.presence(&part.entry.file, None);
            messages.push(dead(&format!("`{}` can never be printed", part.entry.id), place, "this never holds"));
            continue;
        }
        for host in &hosts {
            let wrong = variants(subject, part, *host);
            let found = !wrong.is_empty();
            messages.extend(wrong);
            if found {
                break;
            }
        }
        messages.extend(never(subject, part));
    }
    messages
}

/// Where no variant applies, and where two do.
fn variants(subject: &Subject, part: &Part, host: Option<usize>) -> Vec<Message> {
    let mut messages = Vec::new();
    let Some(first) = part.wordings.first().filter(|_| !part.entry.provision.variant.is_empty()) else {
        return messages;
    };
    let (id, file) = (&part.entry.id, &part.entry.file);
    let place = |variant: &str| subject.places.table(file, &format!("variant.{variant}"));
    let present = at(&part.present, host);
    let whens: Vec<Formula> = part.wordings.iter().map(|wording| at(&wording.when, host)).collect();
    let gap = Formula::and([present.clone(), !Formula::or(whens.iter().cloned())]);
    if subject.possible(&gap) {
        messages.push(
            Message::error("wording-gap", format!("no wording of `{id}` applies in some combination of answers"))
                .at(place(first.variant), "neither this variant applies nor another")
                .help(subject.example(&gap))
                .help("widen the `when` of a variant, or add one"),
        );
    }
    for (one, wording) in part.wordings.iter().enumerate() {
        for (other, second) in part.wordings.iter().enumerate().skip(one + 1) {
            let both = Formula::and([present.clone(), whens[one].clone(), whens[other].clone()]);
            if subject.possible(&both) {
                let text =
                    format!("two wordings of `{id}` apply at once: `{}` and `{}`", wording.variant, second.variant);
                messages.push(
                    Message::error("wording-overlap", text)
                        .at(place(wording.variant), "applies")
                        .at(place(second.variant), "applies too")
                        .help(subject.example(&both))
                        .help("narrow the `when` of one of them"),
                );
            }
        }
    }
    messages
}

/// The variants, branches and paragraphs that are never printed; of nested ones the outermost.
fn never(subject: &Subject, part: &Part) -> Vec<Message> {
    let mut messages = branches(subject, part, &Formula::True, &part.heading);
    if let Some(commentary) = &part.commentary {
        messages.extend(branches(subject, part, &Formula::True, commentary));
    }
    let (id, file) = (&part.entry.id, &part.entry.file);
    let mut paragraphs: std::collections::BTreeMap<&str, bool> = Default::default();
    for wording in &part.wordings {
        let mut applies =
            part.hosts().into_iter().map(|host| Formula::and([at(&part.present, host), at(&wording.when, host)]));
        if !applies.any(|formula| subject.possible(&formula)) {
            let place = subject.places.table(file, &format!("variant.{}", wording.variant));
            let text = format!("the wording `{}` of `{id}` can never be printed", wording.variant);
            messages.push(dead(&text, place, "its `when` never holds where the provision stands"));
            continue;
        }
        messages.extend(branches(subject, part, &wording.when, &wording.walk));
        for (at, item) in wording.walk.items.iter().enumerate() {
            for (paragraph, path) in item.ids.iter().filter(|(id, _)| part.entry.provision.paragraph.contains_key(id)) {
                let printed = part.printed(&wording.when, &wording.walk, Some(at), path);
                let alive = paragraphs.entry(paragraph).or_default();
                *alive = *alive || printed.iter().any(|(_, formula)| subject.possible(formula));
            }
        }
    }
    for (paragraph, _) in paragraphs.iter().filter(|(_, alive)| !**alive) {
        let place = subject.places.presence(file, Some(paragraph));
        messages.push(dead(&format!("the paragraph `{id}#{paragraph}` can never be printed"), place, "never stands"));
    }
    messages
}

/// The branches of a text that never hold, read for some Party or for any one of them.
fn branches(subject: &Subject, part: &Part, when: &Formula, walk: &Walk) -> Vec<Message> {
    let outer = Formula::and([part.present.clone(), when.clone()]);
    let alive = |path: &[Formula]| {
        let inner = Formula::and(path.iter().cloned());
        let hosts = part.hosts_possible();
        let whole = Formula::and([outer.clone(), inner.clone()]);
        subject.possible(&whole)
            || hosts.iter().any(|host| {
                let outer = if part.repeated() { at(&outer, Some(*host)) } else { outer.clone() };
                subject.possible(&Formula::and([outer, at(&inner, Some(*host))]))
            })
    };
    let never = |branch: &&Branch| {
        let (_, around) = branch.path.split_last().unwrap_or((&Formula::True, &[]));
        !alive(&branch.path) && alive(around)
    };
    let found = walk.branches.iter().filter(never);
    found.map(|branch| dead("this text can never be printed", branch.place.clone(), "never holds here")).collect()
}

fn dead(text: &str, place: crate::diag::Place, said: &str) -> Message {
    Message::warning("dead-wording", text).at(place, said).help("remove it, or widen its condition")
}
