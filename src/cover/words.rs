//! What coverage says, in the words of the interface.

use crate::model::coverage::{Answer, Bond, Cause, Coverage, Found, Lacking, Row, Setting, Total};
use crate::model::shared::DutyKind;

/// The heads of the columns: place, duty, how it is met, where.
pub fn labels(coverage: &Coverage) -> [String; 4] {
    ["coverage-place", "coverage-duty", "coverage-answer", "coverage-where"].map(|key| coverage.word(key))
}

/// Place and modal of a duty.
pub fn place(coverage: &Coverage, row: &Row) -> String {
    let modal = coverage.word(row.modal.key());
    match &row.place {
        Some(place) => format!("{place} — {modal}"),
        None => modal,
    }
}

/// The subject, and what is to be known of the duty.
pub fn duty(coverage: &Coverage, row: &Row) -> String {
    let mut notes = Vec::new();
    match row.kind {
        Some(DutyKind::Notification) => notes.push(coverage.word("coverage-told")),
        Some(DutyKind::Agreement) => notes.push(coverage.word("coverage-agreed")),
        None => {}
    }
    if !row.counted {
        notes.push(coverage.word("coverage-uncounted"));
    }
    if !row.binds && row.answer != Answer::Reserved {
        notes.push(coverage.word("coverage-unbound"));
    }
    if notes.is_empty() {
        row.subject.clone()
    } else {
        format!("{} ({})", row.subject, notes.join(coverage.grammar.semicolon()))
    }
}

/// Where a duty is met, what is cited for it, or what would meet it and why that does not stand.
pub fn wherever(coverage: &Coverage, row: &Row) -> String {
    let mut parts: Vec<String> = row.found.iter().map(|found| found_at(coverage, found)).collect();
    parts.extend(row.said.as_ref().map(|said| match row.answer {
        Answer::Instead => instead(coverage, said),
        _ => said.clone(),
    }));
    parts.extend(row.lacking.iter().map(|lacking| would(coverage, lacking)));
    if parts.is_empty() && row.answer == Answer::Nothing {
        parts.push(coverage.word(match row.kind {
            Some(DutyKind::Notification) => "coverage-to-notify",
            Some(DutyKind::Agreement) => "coverage-to-agree",
            None => "coverage-no-wording",
        }));
    }
    parts.join(coverage.grammar.semicolon())
}

fn found_at(coverage: &Coverage, found: &Found) -> String {
    let at = match (found.cited.is_empty(), found.heading.is_empty()) {
        (false, false) => format!("{} ({})", found.cited, found.heading),
        (false, true) => found.cited.clone(),
        (true, false) => found.heading.clone(),
        (true, true) => found.id.clone(),
    };
    if found.bracketed { format!("[{at}] {}", coverage.word("coverage-open")) } else { at }
}

/// The duty that is met instead, by its place.
fn instead(coverage: &Coverage, duty: &str) -> String {
    let other = coverage.groups.iter().flat_map(|group| &group.rows).find(|row| row.duty == duty);
    other.and_then(|row| row.place.clone()).unwrap_or_else(|| duty.to_string())
}

fn would(coverage: &Coverage, lacking: &Lacking) -> String {
    let what =
        if lacking.heading.is_empty() { lacking.id.clone() } else { format!("{} ({})", lacking.heading, lacking.id) };
    let why = match &lacking.cause {
        Cause::Options(settings) => {
            let settings: Vec<String> = settings.iter().map(|setting| set(coverage, setting)).collect();
            settings.join(", ")
        }
        Cause::Plan(plan) => coverage.word("coverage-unplanned").replace("{plan}", plan),
        Cause::Empty => coverage.word("coverage-empty"),
    };
    filled(&coverage.word("coverage-would"), &[("{what}", &what), ("{why}", &why)])
}

fn set(coverage: &Coverage, setting: &Setting) -> String {
    let or = coverage.word("coverage-or");
    let values = if setting.values.is_empty() { coverage.word("coverage-no-value") } else { setting.values.join(", ") };
    let (kind, name) = setting.source.split_once(' ').unwrap_or((&setting.source, ""));
    let source = match kind {
        "tradition" => coverage.word("coverage-tradition").replace("{name}", name),
        "preset" => coverage.word("coverage-preset").replace("{name}", name),
        "answers" => coverage.word("coverage-answers"),
        "--set" => kind.to_string(),
        _ => coverage.word("coverage-default"),
    };
    let wanted = setting.wanted.join(&or);
    filled(
        &coverage.word("coverage-setting"),
        &[("{option}", &setting.option), ("{values}", &values), ("{source}", &source), ("{wanted}", &wanted)],
    )
}

/// Each mark replaced by its words, which may themselves hold what looks like a mark.
fn filled(pattern: &str, words: &[(&str, &str)]) -> String {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some(at) = rest.find('{') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match words.iter().find(|(mark, _)| rest.starts_with(mark)) {
            Some((mark, word)) => {
                out.push_str(word);
                rest = &rest[mark.len()..];
            }
            None => {
                out.push('{');
                rest = &rest[1..];
            }
        }
    }
    out + rest
}

/// Whether a treaty binds, and since when; languages; authorities.
pub fn bond(coverage: &Coverage, bond: &Bond) -> [String; 3] {
    let binds =
        coverage.word(bond.binds.key()).replace("{date}", &coverage.dated(bond.since.as_deref().unwrap_or_default()));
    let (colon, semicolon) = (coverage.grammar.colon(), coverage.grammar.semicolon());
    let authorities = bond.authorities.iter().map(|(task, name)| format!("{task}{colon}{name}"));
    [binds, bond.languages.join(", "), authorities.collect::<Vec<_>>().join(semicolon)]
}

/// Modal, count, and how many are met in which way.
pub fn totals(coverage: &Coverage, total: &Total) -> [String; 3] {
    let (colon, semicolon) = (coverage.grammar.colon(), coverage.grammar.semicolon());
    let answers = total.answers.iter().map(|(answer, count)| format!("{}{colon}{count}", coverage.word(answer.key())));
    [coverage.word(total.modal.key()), total.count.to_string(), answers.collect::<Vec<_>>().join(semicolon)]
}
