//! The package: parts in a fixed order, all of 1980, deflated.
//!
//! Deflating begins with clearing tables of a quarter of a megabyte, which costs more time than a small
//! part saves room; and beyond the third level each further kilobyte saved costs a millisecond.

use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Parts below this size are stored as they are. Unit: bytes.
const SMALL: usize = 512;

/// Packs the parts in the order given.
pub fn pack(parts: &[(&str, Vec<u8>)]) -> Result<Vec<u8>, String> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let deflated = plain.compression_method(CompressionMethod::Deflated).compression_level(Some(3));
    for (name, bytes) in parts {
        out.start_file(*name, if bytes.len() < SMALL { plain } else { deflated }).map_err(|error| error.to_string())?;
        out.write_all(bytes).map_err(|error| error.to_string())?;
    }
    out.finish().map(Cursor::into_inner).map_err(|error| error.to_string())
}
