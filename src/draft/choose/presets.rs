//! Presets that extend one another, merged under the answers.

use super::Given;
use super::layers::source;
use crate::diag::{Message, Place, locate};
use crate::model::answers::Document;
use crate::model::{Answers, Library};

/// The presets that the answers extend, the most general first.
pub(super) fn chain(library: &Library, given: &Given, wrong: &mut Vec<Message>) -> Vec<(String, Answers)> {
    let mut chain: Vec<(String, Answers)> = Vec::new();
    let mut next = given.answers.extends.clone();
    let (mut file, mut text) = (given.file.clone(), given.text.clone());
    while let Some(name) = next {
        let place = || locate(&file, &text, &["extends"]);
        if chain.iter().any(|(seen, _)| *seen == name) {
            let path: Vec<&str> = chain.iter().map(|(n, _)| n.as_str()).collect();
            wrong.push(
                Message::error("cyclic-preset", format!("preset `{name}` extends itself"))
                    .at(place(), format!("by way of {}", path.join(" → ")))
                    .help("remove one `extends`"),
            );
            break;
        }
        let Some(preset) = library.presets.get(&name) else {
            wrong.push(
                Message::error("unknown-preset", format!("unknown preset `{name}`"))
                    .at(place(), "no preset has this name")
                    .near(&name, library.presets.keys().map(String::as_str)),
            );
            break;
        };
        (file, text) = {
            let (f, t) = source(library, &format!("presets/{name}.toml"));
            (f.to_string(), t.to_string())
        };
        next = preset.extends.clone();
        wrong.extend_from_slice(preset.messages());
        chain.push((name, (**preset).clone()));
    }
    chain.reverse();
    chain
}

/// Everything but the options, the later over the earlier.
pub(super) fn merge(chain: &[(String, Answers)], given: &Given) -> Answers {
    let mut merged = Answers::default();
    for answers in chain.iter().map(|(_, a)| a).chain([&given.answers]) {
        let later = answers.clone();
        merged.instrument = later.instrument.or(merged.instrument);
        merged.library = later.library.or(merged.library);
        merged.tradition = later.tradition.or(merged.tradition);
        merged.form = later.form.or(merged.form);
        merged.plan = later.plan.or(merged.plan);
        let (below, above) = (std::mem::take(&mut merged.document), later.document);
        merged.document = Document {
            status: above.status.or(below.status),
            notice: above.notice.or(below.notice),
            date: above.date.or(below.date),
            stage: above.stage.or(below.stage),
            state: above.state.or(below.state),
            visas: if above.visas.is_empty() { below.visas } else { above.visas },
            originals: if above.originals.is_empty() { below.originals } else { above.originals },
        };
        if !later.profile.is_empty() {
            merged.profile = later.profile;
        }
        merged.blanks.extend(later.blanks);
        merged.records.extend(later.records);
        merged.accept.extend(later.accept);
    }
    merged
}

pub(super) fn no_instrument(library: &Library, merged: &Answers, given: &Given) -> Message {
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
