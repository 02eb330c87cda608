//! The package: parts in a fixed order, all of 1980, deflated.

use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Packs the parts in the order given.
pub fn pack(parts: &[(&str, Vec<u8>)]) -> Result<Vec<u8>, String> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(6))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for (name, bytes) in parts {
        out.start_file(*name, options).map_err(|error| error.to_string())?;
        out.write_all(bytes).map_err(|error| error.to_string())?;
    }
    out.finish().map(Cursor::into_inner).map_err(|error| error.to_string())
}
