//! Bookmark names: permanent, unique, at most forty characters.

use std::collections::{BTreeMap, BTreeSet};

/// How the bookmarks of a document begin; those of the second language beside it.
pub const PREFIXES: [&str; 2] = ["p_", "p2_"];

/// The longest bookmark name that Word takes.
const LONGEST: usize = 40;

/// Id → bookmark.
#[derive(Debug)]
pub struct Names {
    /// How every bookmark begins.
    prefix: &'static str,
    by_id: BTreeMap<String, String>,
    taken: BTreeSet<String>,
}

impl Names {
    pub fn new(prefix: &'static str) -> Names {
        Names { prefix, by_id: BTreeMap::new(), taken: BTreeSet::new() }
    }

    /// The bookmark of an id; none for an id not seen.
    pub fn get(&self, id: &str) -> Option<&str> {
        self.by_id.get(id).map(String::as_str)
    }

    /// Every id with its bookmark.
    pub fn all(self) -> BTreeMap<String, String> {
        self.by_id
    }

    /// Gives an id its bookmark: `true` when it had none.
    pub fn add(&mut self, id: &str) -> bool {
        if self.by_id.contains_key(id) {
            return false;
        }
        // Word does not tell upper from lower case in bookmark names.
        let mut name = bookmark(self.prefix, id);
        let mut round = 0;
        while !self.taken.insert(name.to_lowercase()) {
            name = hashed(self.prefix, id, &format!("{id}\u{0}{round}"));
            round += 1;
        }
        self.by_id.insert(id.to_string(), name);
        true
    }
}

/// The name for an id, before the check that it is unique.
pub fn bookmark(prefix: &str, id: &str) -> String {
    let name = format!("{prefix}{}", plain(id));
    if name.len() <= LONGEST { name } else { hashed(prefix, id, id) }
}

/// The bookmark around a literal label's number: the same name with another first letter.
pub fn number(bookmark: &str) -> String {
    format!("n{}", bookmark.strip_prefix('p').unwrap_or(bookmark))
}

fn plain(id: &str) -> String {
    id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect()
}

/// Cut, with eight hexadecimal digits of a hash of `key` at the end.
fn hashed(prefix: &str, id: &str, key: &str) -> String {
    let stem: String = format!("{prefix}{}", plain(id)).chars().take(LONGEST - 9).collect();
    format!("{stem}_{:08x}", fnv(key) as u32)
}

/// FNV-1a: the same on every machine and in every version of the compiler.
pub fn fnv(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
