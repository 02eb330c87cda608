//! The page of each message code, printed by `clausier explain`.

use include_dir::{Dir, include_dir};

static PAGES: Dir = include_dir!("$CARGO_MANIFEST_DIR/src/check/pages");

/// The page of a code.
pub fn page(code: &str) -> Option<&'static str> {
    PAGES.get_file(format!("{code}.md")).and_then(|file| file.contents_utf8())
}

/// Every code with its page, in alphabetical order.
pub fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut pages: Vec<_> =
        PAGES.files().filter_map(|file| Some((file.path().file_stem()?.to_str()?, file.contents_utf8()?))).collect();
    pages.sort_unstable();
    pages.into_iter()
}
