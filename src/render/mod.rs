//! Draft → bytes.

pub mod docx;
mod json;
mod markdown;

pub use json::json;
pub use markdown::{Edition, markdown};
