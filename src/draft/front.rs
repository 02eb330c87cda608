//! What crowns a text: its title, the stage it has reached, and the words before its first provision.

use super::assemble::Assembled;
use super::choose::Settlement;
use super::refer::Pass;
use crate::model::draft::{Front, OpenBlank, Run};
use crate::model::form::{Enacting, Form, FormWords, FrontPart, Promulgation, Stage, StateForm};
use crate::model::instrument::{InstrumentKind, LayerKind};

/// Who brings the law into force: as the State does, else as the form does.
pub fn promulgation(form: &Form, settlement: &Settlement) -> Promulgation {
    state(form, settlement).and_then(|state| state.promulgation).unwrap_or(form.promulgation)
}

fn state<'a>(form: &'a Form, settlement: &Settlement) -> Option<&'a StateForm> {
    form.state.get(settlement.document.state.as_deref()?)
}

/// Where a decree comes first, the document bears its title, and the law stands under its own.
pub fn crown(a: &mut Assembled) {
    let Some(decree) = a.layers.first_mut().filter(|layer| layer.kind == LayerKind::Decree) else { return };
    let decree = std::mem::take(&mut decree.title);
    let title = std::mem::replace(&mut a.title, decree);
    if let Some(law) = a.layers.iter_mut().find(|layer| layer.kind == LayerKind::Main) {
        law.title = title;
    }
}

/// The stage of a law, where the form tells stages apart in this language.
pub fn stage(a: &Assembled) -> Option<Stage> {
    if a.book.instrument.kind != InstrumentKind::Law {
        return None;
    }
    a.settlement.document.stage.filter(|stage| a.words.stage.contains_key(stage))
}

/// The line above the title.
pub fn stage_line(a: &Assembled) -> String {
    stage(a).and_then(|stage| a.words.stage.get(&stage)).map(|words| words.line.clone()).unwrap_or_default()
}

/// What the header says of the draft.
pub fn status(a: &Assembled) -> String {
    a.settlement.document.status.as_ref().and_then(|s| s.words(a.language)).unwrap_or_default().to_string()
}

/// What the text must say of itself: by the answers, else by the tradition. A companion is no such text.
pub fn notice(a: &Assembled) -> String {
    if a.settlement.companion.is_some() {
        return String::new();
    }
    if let Some(notice) = &a.settlement.document.notice {
        return notice.words(a.language).unwrap_or_default().to_string();
    }
    let kind = a.book.instrument.kind.key();
    let line = a.library.lineage(a.settlement.tradition.as_deref());
    let notice = line.into_iter().find_map(|(_, tradition)| tradition.notice.get(kind));
    let notice = notice.filter(|notice| !notice.unless.iter().any(|language| language == a.language));
    notice.and_then(|notice| notice.text.get(a.language)).cloned().unwrap_or_default()
}

/// The words by which commentary cites: before enactment a section is a clause to those who discuss it.
pub fn words_of_notes(a: &Assembled) -> FormWords {
    let mut words = a.words.clone();
    let stage = stage(a).and_then(|stage| a.words.stage.get(&stage));
    words.unit.extend(stage.map(|stage| stage.note.clone()).unwrap_or_default());
    words
}

/// The lines between a law's title and its first provision, in the order of the form.
pub fn front(pass: &Pass) -> Vec<Front> {
    let a = pass.a;
    if a.book.instrument.kind != InstrumentKind::Law {
        return vec![];
    }
    let enacting = enacting(a);
    let mut lines = Vec::new();
    for part in &a.form.front {
        let runs: Vec<Vec<Run>> = match part {
            FrontPart::LongTitle => long_title(pass).into_iter().collect(),
            FrontPart::Opening => {
                let opening = enacting.and_then(|words| words.opening.get(a.language));
                opening.map(|text| vec![Run::text(text.clone())]).into_iter().collect()
            }
            FrontPart::Visas => visas(pass),
            FrontPart::Enacting => vec![match enacting.and_then(|words| words.text.get(a.language)) {
                Some(text) => vec![Run::text(text.clone())],
                None => vec![open(pass, "enacting")],
            }],
        };
        lines.extend(runs.into_iter().map(|runs| Front { part: *part, runs }));
    }
    lines
}

/// The enacting words of the State on the drafting date.
fn enacting<'a>(a: &Assembled<'a>) -> Option<&'a Enacting> {
    let day = a.settlement.document.date?;
    state(a.form, a.settlement)?.enacting.iter().find(|words| words.in_use(day))
}

fn long_title(pass: &Pass) -> Option<Vec<Run>> {
    let (before, after) = pass.a.words.long_title.as_ref()?.split_once("{text}")?;
    if pass.a.long_title.is_empty() {
        return None;
    }
    let mut runs = vec![Run::text(before)];
    runs.extend(pass.line(&pass.a.long_title));
    runs.push(Run::text(after));
    runs.retain(|run| !run.printed().is_empty());
    Some(runs)
}

fn visas(pass: &Pass) -> Vec<Vec<Run>> {
    let a = pass.a;
    let Some(patterns) = &a.words.visas else { return vec![] };
    let mut recited: Vec<Run> = Vec::new();
    for visa in &a.settlement.document.visas {
        recited.push(visa.words(a.language).map(Run::text).unwrap_or_else(|| open(pass, "visas")));
    }
    if recited.is_empty() {
        recited.push(open(pass, "visas"));
    }
    let line = |(at, run): (usize, Run)| {
        let pattern = if at == 0 { &patterns.first } else { &patterns.other };
        let (before, after) = pattern.split_once("{text}").unwrap_or((pattern, ""));
        vec![Run::text(before), run, Run::text(after)]
    };
    recited.into_iter().enumerate().map(line).collect()
}

/// What the answers leave open, noted under the name by which they would give it.
fn open(pass: &Pass, key: &str) -> Run {
    let a = pass.a;
    let words = a.library.interface.get(a.language).and_then(|words| words.get(key));
    let label = words.cloned().unwrap_or_else(|| key.to_string());
    let name = format!("document.{key}");
    let mut noted = pass.open.borrow_mut();
    if noted.iter().all(|blank| blank.name != name) {
        noted.push(OpenBlank { name: name.clone(), label: label.clone() });
    }
    Run::Blank { name, form: "bare".into(), text: format!("[{label}]"), open: true }
}
