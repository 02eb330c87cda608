//! A form that extends another: what it does not say itself is said by its base.

use super::Files;
use super::overlay::lay;
use crate::diag::{Message, locate};
use toml::{Table, Value};

/// The text of a form with that of every form it extends below it; its own text where it extends none.
///
/// Errors: `unknown-form`, `cyclic-form`.
pub fn form(files: &Files, path: &str) -> (String, Vec<Message>) {
    let own = files.get(path).cloned().unwrap_or_default();
    let Some(mut whole) = own.parse::<Table>().ok().filter(|table| base(table).is_some()) else {
        return (own, vec![]);
    };
    let mut seen = vec![path.to_string()];
    let mut next = base(&whole);
    while let Some(name) = next {
        let below = format!("clauses/forms/{name}.toml");
        let at = locate(path, &own, &["extends"]);
        if seen.contains(&below) {
            let message = Message::error("cyclic-form", format!("the form `{name}` extends itself"));
            return (own, vec![message.at(at, format!("by way of {}", seen.join(" → "))).help("remove one `extends`")]);
        }
        let Some(mut merged) = files.get(&below).and_then(|text| text.parse::<Table>().ok()) else {
            let known = files.keys().filter_map(|path| path.strip_prefix("clauses/forms/")?.strip_suffix(".toml"));
            let message = Message::error("unknown-form", format!("unknown form `{name}`"));
            return (own, vec![message.at(at, "no form of this name can be read").near(&name, known)]);
        };
        next = base(&merged);
        seen.push(below);
        lay(&mut merged, whole, usize::MAX);
        whole = merged;
    }
    (toml::to_string(&whole).unwrap_or(own), vec![])
}

fn base(table: &Table) -> Option<String> {
    table.get("extends").and_then(Value::as_str).map(str::to_string)
}
