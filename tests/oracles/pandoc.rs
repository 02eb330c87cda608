//! The text in the tree that pandoc makes of a document.

use serde_json::Value;

/// The paragraphs of a pandoc tree, those in lists and tables included.
pub fn paragraphs(tree: &Value, out: &mut Vec<String>) {
    match tree {
        Value::Object(node) if matches!(node.get("t").and_then(Value::as_str), Some("Para" | "Plain" | "Header")) => {
            out.push(inlines(&node["c"]));
            notes(&node["c"], out);
        }
        // The second of a table is its caption, which is not printed.
        Value::Object(node) if node.get("t").and_then(Value::as_str) == Some("Table") => {
            node["c"].as_array().into_iter().flatten().skip(2).for_each(|inner| paragraphs(inner, out));
        }
        Value::Object(node) => node.values().for_each(|inner| paragraphs(inner, out)),
        Value::Array(nodes) => nodes.iter().for_each(|inner| paragraphs(inner, out)),
        _ => {}
    }
}

/// The paragraphs of the footnotes in a paragraph.
fn notes(tree: &Value, out: &mut Vec<String>) {
    match tree {
        Value::Object(node) if node.get("t").and_then(Value::as_str) == Some("Note") => paragraphs(&node["c"], out),
        Value::Object(node) => node.values().for_each(|inner| notes(inner, out)),
        Value::Array(nodes) => nodes.iter().for_each(|inner| notes(inner, out)),
        _ => {}
    }
}

/// The text in a pandoc tree, without footnotes.
pub fn inlines(tree: &Value) -> String {
    match tree {
        Value::Object(node) => match node.get("t").and_then(Value::as_str) {
            Some("Str") => node["c"].as_str().unwrap_or_default().into(),
            Some("Space" | "SoftBreak" | "LineBreak") => " ".into(),
            Some("Note") => String::new(),
            _ => node.get("c").map(inlines).unwrap_or_default(),
        },
        Value::Array(nodes) => nodes.iter().map(inlines).collect(),
        _ => String::new(),
    }
}
