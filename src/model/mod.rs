//! The field's nouns: what the files of the library say, and what a draft is.
//!
//! Types here are plain data. They hold no file, no clock and no typography.

pub mod answers;
pub mod condition;
pub mod coverage;
pub mod draft;
pub mod fingerprint;
pub mod form;
pub mod instrument;
pub mod language;
mod later;
pub mod library;
pub mod manifest;
pub mod numerals;
pub mod order;
pub mod placeholder;
pub mod prose;
pub mod provision;
pub mod rule;
pub mod shared;
pub mod state;
mod whole;
pub mod written;

pub use answers::Answers;
pub use condition::{Condition, Conditions};
pub use form::Form;
pub use instrument::{Constraint, Instrument, Opt, Severity};
pub use language::Language;
pub use later::Later;
pub use library::{Book, Entry, Library};
pub use placeholder::{Placeholder, PlaceholderKind, RecordKind, RecordList};
pub use provision::{Origin, Provision};
