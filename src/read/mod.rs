//! Files → library. Reading collects every error and never stops at the first.

mod extend;
mod known;
mod library;
mod overlay;
mod typed;

pub use library::library;
pub use typed::typed;

use std::collections::BTreeMap;

/// Path (with `/`, relative) → text.
pub type Files = BTreeMap<String, String>;
