//! The draft as JSON: ids, numbers, text, origins, options. The shape is that of [`Draft`].

use crate::model::draft::Draft;

/// The draft as indented JSON, ending in a newline.
pub fn json(draft: &Draft) -> String {
    let mut text = serde_json::to_string_pretty(draft).unwrap_or_default();
    text.push('\n');
    text
}
