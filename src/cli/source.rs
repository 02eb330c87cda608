//! The library's files: built in, or from a folder.

use super::{Failure, args::Args, report::Report};
use crate::diag::fatal;
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
    let built_in = built_in();
    let Some(folder) = &args.library else { return Ok(read::library(&built_in, None)) };
    let files = from_disk(folder)?;
    if files.contains_key("clauses/shared.toml") {
        return Ok(read::library(&files, None));
    }
    Ok(read::library(&built_in, Some(&files)))
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
        let path = entry.map_err(|e| unreadable(folder, &e))?.path();
        let Some(file_name) = path.file_name().and_then(|n| n.to_str()).filter(|n| !n.starts_with('.')) else {
            continue;
        };
        let inner = format!("{name}/{file_name}");
        if path.is_dir() {
            walk(&path, &inner, files, depth + 1)?;
        } else if file_name.ends_with(".toml") || file_name.ends_with(".md") {
            files.insert(inner, read_text(&path)?);
        }
    }
    Ok(())
}

/// A file, if it has no more than `most` bytes.
pub fn read_bytes(path: &Path, most: u64) -> Result<Vec<u8>, Failure> {
    let wrong = |text: String| Failure::Input(format!("`{}` {text}", path.display()));
    let file = fs::File::open(path).map_err(|e| wrong(format!("can't be read: {e}")))?;
    let mut bytes = Vec::new();
    file.take(most + 1).read_to_end(&mut bytes).map_err(|e| wrong(format!("can't be read: {e}")))?;
    if bytes.len() as u64 > most {
        return Err(wrong(format!("has more than {most} bytes: it is not read")));
    }
    Ok(bytes)
}

/// A text file, within bounds and in UTF-8.
pub fn read_text(path: &Path) -> Result<String, Failure> {
    let wrong = |text: String| Failure::Input(format!("`{}` {text}", path.display()));
    let size = fs::metadata(path).map_err(|e| wrong(format!("can't be read: {e}")))?.len();
    if size > MAX_FILE {
        return Err(wrong(format!("has {size} bytes; at most {MAX_FILE} are read")));
    }
    let bytes = fs::read(path).map_err(|e| wrong(format!("can't be read: {e}")))?;
    let text = String::from_utf8(bytes).map_err(|_| wrong("is not text in UTF-8".into()))?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(&text).to_string())
}
