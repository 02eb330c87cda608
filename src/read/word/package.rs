//! The package: parts of a zip file, within limits.

use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Largest document read. Unit: bytes.
pub const MAX_FILE: usize = 32 * 1024 * 1024;
/// Most parts in a package.
const MAX_PARTS: usize = 4096;
/// Largest part once unpacked. Unit: bytes.
const MAX_PART: u64 = 32 * 1024 * 1024;
/// Most that is unpacked of one document. Unit: bytes.
const MAX_TOTAL: u64 = 64 * 1024 * 1024;

pub struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    unpacked: u64,
}

impl<'a> Package<'a> {
    pub fn open(bytes: &'a [u8]) -> Result<Package<'a>, String> {
        if bytes.len() > MAX_FILE {
            return Err(format!("has {} bytes; at most {MAX_FILE} are read", bytes.len()));
        }
        if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
            return Err("is protected by a password, or of the old format .doc: save it as .docx".into());
        }
        // Counted before the archive is opened, because opening takes memory for each.
        let parts = bytes.windows(4).filter(|four| four == b"PK\x01\x02").count();
        if parts > MAX_PARTS {
            return Err(format!("has {parts} parts; at most {MAX_PARTS} are read"));
        }
        let archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|error| format!("is not a Word document, or is damaged: {error}"))?;
        Ok(Package { archive, unpacked: 0 })
    }

    /// The names of all parts, sorted.
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.archive.file_names().flatten().map(|name| name.into_owned()).collect();
        names.sort();
        names
    }

    /// The text of a part; none where there is no such part.
    pub fn read(&mut self, name: &str) -> Result<Option<String>, String> {
        let file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(zip::result::ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(format!("is damaged in its part `{name}`: {error}")),
        };
        let left = MAX_PART.min(MAX_TOTAL - self.unpacked);
        let mut bytes = Vec::new();
        file.take(left + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| format!("is damaged in its part `{name}`: {error}"))?;
        if bytes.len() as u64 > left {
            return Err(format!("unpacks to more than {left} bytes in its part `{name}`: it is not read"));
        }
        self.unpacked += bytes.len() as u64;
        let text = String::from_utf8(bytes).map_err(|_| format!("has a part `{name}` that is not text in UTF-8"))?;
        Ok(Some(text.strip_prefix('\u{feff}').map(str::to_string).unwrap_or(text)))
    }
}
