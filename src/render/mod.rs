//! Draft → bytes.

pub mod docx;
mod html;
mod json;
mod markdown;

pub use html::{HtmlOptions, html};
pub use json::json;
pub use markdown::{Edition, markdown};
