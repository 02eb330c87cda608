//! Draft → bytes.

pub mod docx;
mod html;
mod json;
mod markdown;
mod xlsx;

pub use html::{HtmlOptions, html};
pub use json::json;
pub use markdown::{Edition, markdown};
pub use xlsx::xlsx;
