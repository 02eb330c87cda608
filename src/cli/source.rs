//! The library's files: built in, or from a folder.

use super::{Failure, args::Args, report::Report};
use crate::diag::{fatal, tidy};
use crate::model::Library;
use crate::read::{self, Files};
use include_dir::{Dir, include_dir};
use std::fs;
use std::io::Read;
use std::path::Path;

static CLAUSES: Dir = include_dir!("$CARGO_MANIFEST_DIR/clauses");
static PRESETS: Dir = include_dir!("$CARGO_MANIFEST_DIR/presets");

/// Largest file read from a folder. Unit: bytes.
const MAX_FILE: u64 = 1024 * 1024;
/// Deepest folder.
const MAX_FOLDERS: usize = 8;

/// The library that the arguments name, and what is wrong with it.
pub fn load(args: &Args) -> Result<(Library, Vec<crate::diag::Message>), Failure> {
    let (library, mut messages) = files(args)?;
    messages.extend(library.messages());
    Ok((library, tidy(messages)))
}

/// The library for commands that report what is wrong with the parts that they need, and read no others.
pub fn as_needed(args: &Args) -> Result<Library, Failure> {
    let (library, messages) = files(args)?;
    if fatal(&messages) { Err(Failure::Wrong(messages, library.sources)) } else { Ok(library) }
}

/// Where the library stands; nothing in it is read yet.
fn files(args: &Args) -> Result<(Library, Vec<crate::diag::Message>), Failure> {
    let Some(folder) = &args.library else { return Ok(read::lazily(built_in(), None)) };
    let files = from_disk(folder)?;
    if files.contains_key("clauses/shared.toml") {
        return Ok(read::lazily(files, None));
    }
    Ok(read::lazily(built_in(), Some(&files)))
}

/// The library, or its errors: for commands that need a sound one.
pub fn sound(args: &Args, report: &Report) -> Result<Library, Failure> {
    let (library, messages) = load(args)?;
    if fatal(&messages) {
        return Err(Failure::Wrong(messages, library.sources));
    }
    report.messages(&messages, &library.sources);
    Ok(library)
}

fn built_in() -> Files {
    let mut files = Files::new();
    for (root, dir) in [("clauses", &CLAUSES), ("presets", &PRESETS)] {
        collect(root, dir, &mut files);
    }
    files
}

fn collect(root: &str, dir: &Dir, files: &mut Files) {
    for file in dir.files() {
        if let Some(text) = file.contents_utf8() {
            files.insert(format!("{root}/{}", file.path().to_string_lossy().replace('\\', "/")), text.to_string());
        }
    }
    for inner in dir.dirs() {
        collect(root, inner, files);
    }
}

fn from_disk(folder: &Path) -> Result<Files, Failure> {
    let mut files = Files::new();
    for root in ["clauses", "presets"] {
        let path = folder.join(root);
        if path.is_dir() {
            walk(&path, root, &mut files, 0)?;
        }
    }
    if files.is_empty() {
        return Err(Failure::Input(format!(
            "`{}` holds no library: expected a folder `clauses` or `presets` in it",
            folder.display()
        )));
    }
    Ok(files)
}

fn walk(folder: &Path, name: &str, files: &mut Files, depth: usize) -> Result<(), Failure> {
    let unreadable = |path: &Path, error: &dyn std::fmt::Display| {
        Failure::Input(format!("`{}` can't be read: {error}", path.display()))
    };
    if depth > MAX_FOLDERS {
        return Err(Failure::Input(format!("`{}` lies more than {MAX_FOLDERS} folders deep", folder.display())));
    }
    for entry in fs::read_dir(folder).map_err(|e| unreadable(folder, &e))? {
        let entry = entry.map_err(|e| unreadable(folder, &e))?;
        let path = entry.path();
        let Some(file_name) = path.file_name().and_then(|n| n.to_str()).filter(|n| !n.starts_with('.')) else {
            continue;
        };
        let inner = format!("{name}/{file_name}");
        // What a link leads to is asked of the disk; of the rest the folder itself knows the kind.
        let kind = entry.file_type().map_err(|e| unreadable(&path, &e))?;
        if kind.is_dir() || kind.is_symlink() && path.is_dir() {
            walk(&path, &inner, files, depth + 1)?;
        } else if file_name.ends_with(".toml") || file_name.ends_with(".md") {
            files.insert(inner, read_text(&path)?);
        }
    }
    Ok(())
}

/// A text file, within bounds and in UTF-8.
pub fn read_text(path: &Path) -> Result<String, Failure> {
    let wrong = |text: &str| Failure::Input(format!("`{}` {text}", path.display()));
    let text = String::from_utf8(read_bytes(path, MAX_FILE)?).map_err(|_| wrong("is not text in UTF-8"))?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_string).unwrap_or(text))
}

/// A file of at most so many bytes.
pub fn read_bytes(path: &Path, most: u64) -> Result<Vec<u8>, Failure> {
    let wrong = |text: String| Failure::Input(format!("`{}` {text}", path.display()));
    let unreadable = |error: std::io::Error| wrong(format!("can't be read: {error}"));
    let file = fs::File::open(path).map_err(unreadable)?;
    let size = file.metadata().map_err(unreadable)?.len();
    let too_long = |size: u64| wrong(format!("has {size} bytes; at most {most} are read"));
    if size > most {
        return Err(too_long(size));
    }
    let mut bytes = Vec::with_capacity(size as usize + 1);
    file.take(most + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > most {
        return Err(too_long(bytes.len() as u64));
    }
    Ok(bytes)
}
