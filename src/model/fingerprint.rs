//! SHA-256: by it a library, and a draft that comes back, are recognised.

use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The SHA-256 of some bytes, in hexadecimal digits.
pub fn of_bytes(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// The SHA-256 of files by their paths: each path and each text behind its length, in order of the paths.
pub fn of_files(files: &BTreeMap<String, String>) -> String {
    let mut hash = Sha256::new();
    for part in files.iter().flat_map(|(path, text)| [path, text]) {
        // The length keeps apart what would otherwise run together.
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    hex(&hash.finalize())
}

/// The first twelve digits: enough to tell two libraries apart, short enough to read out.
pub fn short(fingerprint: &str) -> &str {
    fingerprint.get(..12).unwrap_or(fingerprint)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::{of_bytes, of_files, short};
    use std::collections::BTreeMap;

    #[test]
    fn known_answers_and_boundaries() {
        assert_eq!(short(&of_bytes(b"abc")), "ba7816bf8f01");
        let files = |path: &str, text: &str| of_files(&BTreeMap::from([(path.to_string(), text.to_string())]));
        assert_ne!(files("a", "bc"), files("ab", "c"), "what stands in a path does not pass for text");
    }
}
