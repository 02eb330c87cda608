//! The checker: everything wrong in a library or an answers file, at once.
pub mod proof;
