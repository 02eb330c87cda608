//! Draft → bytes.
pub mod docx;
