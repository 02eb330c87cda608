//! Drafts in Markdown, in HTML and in JSON, as they come back.

use crate::model::written::{Paragraph, Written};
use serde_json::Value;

/// A text, line by line; `mark` finds the mark in a line where something begins.
pub fn lines(text: &str, mark: fn(&str) -> Option<&str>) -> Written {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let paragraph = |line: &str| {
        let marks = mark(line).map(str::to_string).into_iter().collect();
        Paragraph { marks, text: line.to_string() }
    };
    Written { paragraphs: lines.map(paragraph).collect(), ..Written::default() }
}

/// A draft in JSON; the ids of provisions and paragraphs are the marks.
///
/// # Errors
///
/// Where it is not JSON.
pub fn json(text: &str) -> Result<Written, String> {
    let whole: Value = serde_json::from_str(text).map_err(|error| format!("is not JSON, or is damaged: {error}"))?;
    let mut page = Page::default();
    let languages: Vec<&str> = list(&whole["languages"]).iter().filter_map(Value::as_str).collect();
    if languages.is_empty() {
        page.draft(&whole);
        return Ok(page.written);
    }
    for language in &languages {
        page.prefix = format!("{language}:");
        page.draft(&whole["drafts"][language]);
    }
    page.written.properties.insert("language".into(), languages.join("+"));
    Ok(page.written)
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

#[derive(Default)]
struct Page {
    written: Written,
    /// Marks of what prints nothing: they belong to the next paragraph.
    waiting: Vec<String>,
    /// How each mark begins: with the language, where there are several.
    prefix: String,
}

impl Page {
    fn draft(&mut self, draft: &Value) {
        self.add(None, None, &draft["title"]);
        for layer in list(&draft["layers"]) {
            self.add(None, layer["label"]["text"].as_str(), &layer["title"]);
            for division in list(&layer["divisions"]) {
                let chapter = &division["chapter"];
                self.add(chapter["id"].as_str(), chapter["label"]["text"].as_str(), &chapter["title"]);
                for provision in list(&division["provisions"]) {
                    self.add(provision["id"].as_str(), provision["label"]["text"].as_str(), &provision["heading"]);
                    for block in list(&provision["blocks"]).iter().chain(list(&provision["commentary"])) {
                        self.add(block["id"].as_str(), block["label"]["text"].as_str(), &block["runs"]);
                        for row in list(&block["rows"]) {
                            list(&row["cells"]).iter().for_each(|cell| self.add(None, None, cell));
                        }
                    }
                }
            }
        }
        for name in ["library", "fingerprint", "language"] {
            self.written.properties.insert(name.into(), draft[name].as_str().unwrap_or_default().into());
        }
    }

    fn add(&mut self, id: Option<&str>, label: Option<&str>, runs: &Value) {
        self.waiting.extend(id.map(|id| format!("{}{id}", self.prefix)));
        let mut text = label.map(|label| format!("{label} ")).unwrap_or_default();
        list(runs).iter().filter_map(|run| run["text"].as_str()).for_each(|run| text.push_str(run));
        if !text.trim().is_empty() {
            let marks = std::mem::take(&mut self.waiting);
            self.written.paragraphs.push(Paragraph { marks, text });
        }
    }
}
