//! A folder of files on top of the library: files replace whole; instrument.toml and terms.toml merge by key.

use super::Files;
use toml::{Table, Value};

/// The files of `base` with those of `top` laid over them.
pub fn overlay(base: Files, top: &Files) -> Files {
    let mut merged = base;
    for (path, text) in top {
        let by_key = path.ends_with("/instrument.toml") || path == "clauses/terms.toml";
        let both = merged.get(path).filter(|_| by_key).and_then(|below| merge(below, text));
        merged.insert(path.clone(), both.unwrap_or_else(|| text.clone()));
    }
    merged
}

/// Both files as one text; `None` where either is not TOML, so that the error shows in the top file.
fn merge(below: &str, above: &str) -> Option<String> {
    let mut merged: Table = below.parse().ok()?;
    let above: Table = above.parse().ok()?;
    // `[option.scope]` and the like: two levels of names, then the thing itself.
    lay(&mut merged, above, 2);
    toml::to_string(&merged).ok()
}

/// Lays one table over another: tables merge down to this depth, anything else replaces.
pub fn lay(below: &mut Table, above: Table, depth: usize) {
    for (key, value) in above {
        match (below.get_mut(&key), value) {
            (Some(Value::Table(old)), Value::Table(new)) if depth > 0 => lay(old, new, depth - 1),
            (Some(Value::Array(old)), Value::Array(new)) if key == "constraint" || key == "rule" => by_id(old, new),
            (_, value) => {
                below.insert(key, value);
            }
        }
    }
}

fn by_id(old: &mut Vec<Value>, new: Vec<Value>) {
    for entry in new {
        match old.iter_mut().find(|o| o.get("id") == entry.get("id")) {
            Some(same) => *same = entry,
            None => old.push(entry),
        }
    }
}
