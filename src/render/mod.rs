//! Draft → bytes.

mod abreast;
pub mod docx;
mod html;
mod json;
mod markdown;
mod xlsx;

pub use html::{HtmlOptions, html, html_columns, html_owners};
pub use json::{json, json_abreast};
pub use markdown::{Edition, markdown};
pub use xlsx::xlsx;
