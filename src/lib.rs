//! Clausier: a clause library and an engine that assemble model laws and agreements into drafts.
pub mod check;
pub mod diag;
pub mod draft;
pub mod model;
pub mod prose;
pub mod read;
pub mod render;
pub mod space;
