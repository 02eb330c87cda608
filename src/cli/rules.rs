//! A rule of an instrument, told: what it demands, of whom, why, and where it comes from.

use crate::model::condition::{Conditions, OneOrMany};
use crate::model::instrument::Severity;
use crate::model::provision::Origin;
use crate::model::rule::Patterns;
use crate::model::{Book, Library};

/// The constraint or rule of this id, in a language; none where the instrument has none.
pub fn told(library: &Library, book: &Book, id: &str, language: &str) -> Option<String> {
    let instrument = &book.instrument;
    let (constraint, rule) =
        (instrument.constraint.iter().find(|c| c.id == id), instrument.rule.iter().find(|r| r.id == id));
    let severity = constraint.map(|c| c.severity).or(rule.map(|r| r.severity))?;
    let mut out = format!("{id} ({}): {}\n", book.id, if severity == Severity::Refuse { "refuses" } else { "warns" });
    out.push_str(&format!("  {}\n", crate::draft::reason(book, id, Some(language))));
    if let Some(constraint) = constraint {
        treaty(library, constraint.treaty.as_ref(), language, &mut out);
        let when = Some(&constraint.when).filter(|when| **when != Conditions::default());
        let parts = [("where", when), ("requires", constraint.requires.as_ref())];
        for (what, conditions) in parts.into_iter().chain([("excludes", constraint.excludes.as_ref())]) {
            conditions.iter().for_each(|conditions| out.push_str(&format!("  {what} {}\n", answers(conditions))));
        }
        origins(&constraint.origin, &mut out);
    }
    if let Some(rule) = rule {
        treaty(library, rule.treaty.as_ref(), language, &mut out);
        if rule.when != Conditions::default() {
            out.push_str(&format!("  where {}\n", answers(&rule.when)));
        }
        let parts = [("where there stands", &rule.given), ("demands", &rule.then), ("forbids", &rule.never)];
        for (what, patterns) in parts {
            patterns.iter().for_each(|patterns| out.push_str(&format!("  {what} {}\n", looked_for(patterns))));
        }
        origins(&rule.origin, &mut out);
    }
    if !constraint.is_some_and(|constraint| constraint.contradicts()) {
        out.push_str(&format!("  set aside by, under [accept]: {id} = \"the reason\"\n"));
    }
    Some(out)
}

fn treaty(library: &Library, treaty: Option<&OneOrMany>, language: &str, out: &mut String) {
    for id in treaty.into_iter().flat_map(|treaty| treaty.values()) {
        let names = library.treaties.get(id).map(|treaty| &treaty.name);
        let name = names.and_then(|names| names.get(language).or(names.values().next())).map_or(id, String::as_str);
        out.push_str(&format!("  binds by the profile: {name}\n"));
    }
}

fn origins(origins: &[Origin], out: &mut String) {
    for origin in origins {
        let place = origin.place.as_ref().map(|place| format!(", {place}")).unwrap_or_default();
        out.push_str(&format!("  origin: {}{place}\n", origin.instrument));
    }
}

fn answers(conditions: &Conditions) -> String {
    let tables = conditions.alternatives().iter().map(|table| {
        let lines: Vec<String> =
            table.iter().map(|(id, values)| format!("{id} = {}", values.values().join(" or "))).collect();
        lines.join(" and ")
    });
    tables.collect::<Vec<_>>().join("; or ")
}

fn looked_for(patterns: &Patterns) -> String {
    let patterns = patterns.any().iter().map(|pattern| {
        let parts = [("tags", &pattern.tags), ("duties", &pattern.obligation), ("provisions", &pattern.stands)];
        let parts = parts.into_iter().filter(|(_, names)| !names.is_empty());
        parts.map(|(what, names)| format!("{what} {}", names.join(", "))).collect::<Vec<_>>().join(" with ")
    });
    patterns.collect::<Vec<_>>().join("; or ")
}
