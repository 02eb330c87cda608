//! What several tests share.
#![allow(dead_code)]

pub mod toy;

use std::path::{Path, PathBuf};

/// The root of the project.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Compares with `tests/golden/<name>`, or writes it where `UPDATE_GOLDEN` is set.
pub fn golden(name: &str, text: &str) {
    let path = root().join("tests/golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, text).expect("golden file");
        return;
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    let diff = similar::TextDiff::from_lines(kept.as_str(), text);
    let shown = diff.unified_diff().context_radius(2).header(name, "now").to_string();
    assert!(kept == text, "{shown}");
}

/// The files of a library folder, as the reader wants them.
pub fn files(folder: &Path) -> clausier::read::Files {
    let mut files = clausier::read::Files::new();
    for root in ["clauses", "presets"] {
        collect(&folder.join(root), root, &mut files);
    }
    files
}

/// The library as if it had this instrument alone: what is proved of one needs no proof of the others.
pub fn only(mut files: clausier::read::Files, instrument: &str) -> clausier::read::Files {
    let book = |path: &str| path.strip_prefix("clauses/").and_then(|rest| rest.split('/').next()).map(str::to_string);
    let books: Vec<String> =
        files.keys().filter(|path| path.ends_with("/instrument.toml")).filter_map(|path| book(path)).collect();
    let presets: std::collections::BTreeMap<String, toml::Table> = files
        .iter()
        .filter_map(|(path, text)| {
            let name = path.strip_prefix("presets/")?.strip_suffix(".toml")?;
            Some((name.to_string(), text.parse().expect("TOML")))
        })
        .collect();
    let serves = |path: &str| {
        let mut name = path.trim_start_matches("presets/").trim_end_matches(".toml");
        while let Some(base) = presets.get(name).and_then(|preset| preset.get("extends")?.as_str()) {
            name = base;
        }
        presets.get(name).and_then(|preset| preset.get("instrument")?.as_str()) == Some(instrument)
    };
    files.retain(|path, _| match path.starts_with("presets/") {
        true => serves(path),
        false => book(path).is_none_or(|book| book == instrument || !books.contains(&book)),
    });
    // Traditions say defaults for every instrument.
    for (_, text) in files.iter_mut().filter(|(path, _)| path.starts_with("clauses/traditions/")) {
        let mut table: toml::Table = text.parse().expect("TOML");
        for of_each in ["options", "blanks"] {
            if let Some(of_each) = table.get_mut(of_each).and_then(toml::Value::as_table_mut) {
                of_each.retain(|name, _| name == instrument);
            }
        }
        *text = toml::to_string(&table).expect("TOML");
    }
    files
}

fn collect(folder: &Path, name: &str, files: &mut clausier::read::Files) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let inner = format!("{name}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(&entry.path(), &inner, files);
        } else if let Ok(text) = std::fs::read_to_string(entry.path()) {
            files.insert(inner, text);
        }
    }
}

/// The library of this project with the imaginary law on top.
pub fn with_law() -> clausier::model::Library {
    let law = files(&root().join("tests/law"));
    let (library, messages) = clausier::read::library(&files(&root()), Some(&law));
    assert_eq!(messages, vec![]);
    library
}
