//! Template and Markdown text ⇄ tree.
//!
//! `handlebars` parses the tags; nothing is rendered through it. Before it sees a text, our own scan
//! finds every tag, so that each has an exact place, and refuses what would make the parser slow or
//! silent (long sections, deep nesting, repeated keys, tags that the format does not know).

mod blocks;
mod file;
mod scan;
mod settle;
mod tag;
mod template;

pub use blocks::{Block, Inline, Joiner, Kind, TableRow, blocks};
pub use file::{instrument_file, provision_file};
pub use settle::{Marked, Spot, Truth, settle};
pub use template::section;

/// Text between these carries a mark's number; sources and answers may not contain them.
pub const MARK_OPEN: char = '\u{E000}';
pub const MARK_CLOSE: char = '\u{E001}';

/// Longest file of words. Unit: bytes.
pub const MAX_FILE: usize = 64 * 1024;
/// Longest section: the parser takes time in the square of it. Unit: bytes.
pub const MAX_SECTION: usize = 12 * 1024;
/// Deepest nesting, and longest chain of `else when`.
pub const MAX_DEPTH: usize = 32;
