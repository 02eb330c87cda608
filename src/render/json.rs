//! The draft as JSON: ids, numbers, text, origins, options. The shape is that of [`Draft`].

use crate::model::draft::Draft;
use serde::Serialize;
use std::collections::BTreeMap;

/// The draft as indented JSON, ending in a newline.
pub fn json(draft: &Draft) -> String {
    let mut text = serde_json::to_string_pretty(draft).unwrap_or_default();
    text.push('\n');
    text
}

/// Several languages of one text: their order, and the draft in each.
#[derive(Serialize)]
struct Abreast<'a> {
    languages: Vec<&'a str>,
    drafts: BTreeMap<&'a str, &'a Draft>,
}

/// The drafts as indented JSON, an object for each language.
pub fn json_abreast(drafts: &[Draft]) -> String {
    let whole = Abreast {
        languages: drafts.iter().map(|draft| draft.language.as_str()).collect(),
        drafts: drafts.iter().map(|draft| (draft.language.as_str(), draft)).collect(),
    };
    let mut text = serde_json::to_string_pretty(&whole).unwrap_or_default();
    text.push('\n');
    text
}
