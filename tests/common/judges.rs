//! Outside judges, and everything of the library that is put before them.

use super::{clausier, root};
use serde_json::Value;
use std::io::Write;
use std::path::PathBuf;
use std::process::Command;

/// What the program prints as JSON.
pub fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&clausier(arguments)).expect("JSON")
}

/// A value that is text.
pub fn text(value: &Value) -> &str {
    value.as_str().expect("text")
}

fn table(path: &str) -> toml::Table {
    std::fs::read_to_string(root().join(path)).expect("a file").parse().expect("TOML")
}

fn listed(what: &str) -> Vec<Value> {
    json(&["list", what, "--json"])[what].as_array().expect("a list").clone()
}

/// The presets that the program carries.
pub fn presets() -> Vec<String> {
    listed("presets").iter().map(|entry| text(&entry["id"]).into()).collect()
}

/// The presets of the agreement, one of each law, and what else is named: the heaviest judges see no more.
pub fn one_of_each(more: &[&str]) -> Vec<String> {
    let law = |preset: &String| preset.starts_with("mla-") || preset.starts_with("tip-");
    let shown = |preset: &String| ["mla-common-law", "tip-common-law"].contains(&preset.as_str());
    presets().into_iter().filter(|p| !law(p) || shown(p) || more.contains(&p.as_str())).collect()
}

/// The languages in which an instrument is complete.
pub fn languages(instrument: &str) -> Vec<String> {
    let entries = listed("instruments");
    let entry = entries.iter().find(|entry| entry["id"] == instrument).expect("the instrument is listed");
    entry["languages"].as_array().expect("languages").iter().map(|name| text(name).into()).collect()
}

/// A word of the interface.
pub fn interface(language: &str, key: &str) -> String {
    table(&format!("clauses/interface/{language}.toml"))[key].as_str().expect("a word").into()
}

/// What is there, or nothing: said aloud, past the capture of the test harness.
pub fn needed<T>(judge: &str, found: Option<T>) -> Option<T> {
    if found.is_none() {
        let _ = writeln!(
            std::io::stderr(),
            "SKIPPED: {judge} is not installed; nothing was tested with it (see tests/run)"
        );
        assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "{judge} is not installed");
    }
    found
}

/// A file that `tests/run` puts under target/oracles.
pub fn installed(path: &str) -> Option<PathBuf> {
    Some(root().join("target/oracles").join(path)).filter(|path| path.is_file())
}

/// A program that answers when asked so.
pub fn answers(program: &str, arguments: &[&str]) -> Option<PathBuf> {
    let output = Command::new(program).args(arguments).output().ok()?;
    output.status.success().then(|| program.into())
}
