//! Clausier: a clause library and an engine that assemble model laws and agreements into drafts.
pub mod diag;
pub mod model;
