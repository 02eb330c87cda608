//! Files → library, and drafts that come back → their text. Reading collects every error and never stops at the first.

mod extend;
mod known;
mod library;
mod listed;
mod overlay;
mod typed;
pub mod word;

pub use library::{lazily, library};
pub use listed::{json, lines};
pub use typed::typed;

use std::collections::BTreeMap;

/// Path (with `/`, relative) → text.
pub type Files = BTreeMap<String, String>;
