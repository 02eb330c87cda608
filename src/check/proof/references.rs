//! What is cited is there.

use super::Subject;
use super::part::{Host, Part};
use super::sites::Walk;
use crate::diag::Message;
use crate::model::instrument::Plan;
use crate::model::prose::{Cited, TagKind};
use crate::space::Formula;

/// `dangling-reference` and `needless-else`.
pub(super) fn check(subject: &Subject) -> Vec<Message> {
    let mut messages = Vec::new();
    let used = super::terms::used(subject);
    for part in subject.provisions.values() {
        for wording in part.wordings.iter().chain(&part.effects) {
            messages.extend(text(subject, part, &wording.when, &wording.walk));
        }
    }
    for (term, part) in &subject.definitions {
        // A definition is printed only where its term is used.
        let used = used.get(term).cloned().unwrap_or(Formula::False);
        for wording in &part.wordings {
            messages.extend(text(subject, part, &Formula::and([wording.when.clone(), used.clone()]), &wording.walk));
        }
    }
    for part in subject.parts() {
        if let Some(commentary) = &part.commentary {
            messages.extend(text(subject, part, &Formula::True, commentary));
        }
    }
    messages
}

/// The references of one text.
fn text(subject: &Subject, part: &Part, when: &Formula, walk: &Walk) -> Vec<Message> {
    let mut messages = Vec::new();
    for site in &walk.sites {
        let (cited, otherwise) = match &site.tag.kind {
            TagKind::Ref { cited, otherwise, .. } => (cited, otherwise.is_some()),
            TagKind::Agree { cited, .. } => (cited, false),
            _ => continue,
        };
        let Cited::Targets(targets) = cited else { continue };
        let printed = part.printed(when, walk, site.item, &site.path);
        let mut needless = otherwise;
        for target in targets {
            let absent = printed.iter().find_map(|(host, printed)| {
                let there = there(subject, part, target, *host)?;
                let absent = Formula::and([printed.clone(), !there]);
                subject.possible(&absent).then_some(absent)
            });
            needless = needless && absent.is_none() && known(subject, part, target) && !parted(subject, part, target);
            if let Some(absent) = absent.filter(|_| !otherwise) {
                let (file, paragraph) = decides(subject, part, target);
                let mut message =
                    Message::error("dangling-reference", format!("`{target}` can be absent where it is cited"))
                        .at(site.tag.place.clone(), "cites what may not be there")
                        .at(subject.places.presence(file, paragraph), "stands only in some combinations")
                        .help(subject.example(&absent));
                if matches!(site.tag.kind, TagKind::Ref { .. }) {
                    message = message
                        .help("say what to print instead with `else=\"…\"`, or put the text under the same condition");
                } else {
                    message = message.help("put the text under the same condition");
                }
                messages.push(message);
            }
        }
        if needless && printed.iter().any(|(_, printed)| subject.possible(printed)) {
            messages.push(
                Message::warning("needless-else", "this `else` is never printed: what is cited is always there")
                    .at(site.tag.place.clone(), "always there")
                    .help("remove `else`"),
            );
        }
    }
    messages
}

/// When the target is there; none where it does not exist. In a provision printed for each Party,
/// its own paragraphs are this Party's.
fn there(subject: &Subject, part: &Part, target: &str, host: Host) -> Option<Formula> {
    let (provision, paragraph) = split(target);
    let own = provision.is_empty() || provision == part.entry.id;
    let cited = if own { part } else { subject.provisions.get(provision)? };
    let host = if own { host.provision } else { None };
    match paragraph {
        Some(paragraph) => cited.paragraph_there(paragraph, host),
        None => Some(cited.there(host)),
    }
}

/// Whether the target exists.
fn known(subject: &Subject, part: &Part, target: &str) -> bool {
    there(subject, part, target, Host { provision: None, paragraph: None }).is_some()
}

/// Whether some plan prints the text without what it cites.
fn parted(subject: &Subject, part: &Part, target: &str) -> bool {
    let (provision, _) = split(target);
    let lists = |plan: &Plan, id: &str| plan.part.iter().any(|part| part.provisions.iter().any(|listed| listed == id));
    let mut plans = subject.book.instrument.plan.values();
    !provision.is_empty() && plans.any(|plan| lists(plan, &part.entry.id) && !lists(plan, provision))
}

/// The file and paragraph that decide whether the target is there.
fn decides<'t>(subject: &'t Subject, part: &'t Part, target: &'t str) -> (&'t str, Option<&'t str>) {
    let (provision, paragraph) = split(target);
    let cited = subject.provisions.get(provision).filter(|_| !provision.is_empty()).unwrap_or(part);
    (&cited.entry.file, paragraph)
}

fn split(target: &str) -> (&str, Option<&str>) {
    match target.split_once('#') {
        Some((provision, paragraph)) => (provision, Some(paragraph)),
        None => (target, None),
    }
}
