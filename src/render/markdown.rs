//! The draft as Markdown, for tests and reviewers: every label is literal text.

use crate::model::draft::{BlockKind, Draft, DraftBlock, DraftLayer, DraftProvision, Emphasis, Run};
use crate::model::provision::{Origin, Relation};

/// Which edition is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edition {
    /// The text alone.
    Clean,
    /// The text, with commentary and origins under each provision.
    Annotated,
}

/// The draft as Markdown.
pub fn markdown(draft: &Draft, edition: Edition) -> String {
    let mut page = Page { draft, edition, out: String::new() };
    page.paragraph(&format!("# {}", inline(&draft.title)));
    for layer in &draft.layers {
        page.layer(layer);
    }
    page.out
}

struct Page<'a> {
    draft: &'a Draft,
    edition: Edition,
    out: String,
}

impl Page<'_> {
    fn paragraph(&mut self, text: &str) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn layer(&mut self, layer: &DraftLayer) {
        if layer.label.is_some() || !layer.title.is_empty() {
            let label = layer.label.as_ref().map(|l| l.text.as_str()).unwrap_or("");
            self.paragraph(&heading("##", label, &inline(&layer.title)));
        }
        for division in &layer.divisions {
            if let Some(chapter) = &division.chapter {
                let label = chapter.label.as_ref().map(|l| l.text.as_str()).unwrap_or("");
                self.paragraph(&heading("##", label, &inline(&chapter.title)));
            }
            for provision in &division.provisions {
                self.provision(provision);
            }
        }
    }

    fn provision(&mut self, provision: &DraftProvision) {
        let open = provision.bracket.as_ref().map(|label| format!("[{label}: ")).unwrap_or_default();
        let close = if provision.bracket.is_some() { "]" } else { "" };
        if let Some(label) = &provision.label {
            let text = heading("###", &label.text, &inline(&provision.heading));
            self.paragraph(&format!("### {open}{}", text.trim_start_matches("### ")));
        } else if !open.is_empty() {
            self.paragraph(&open);
        }
        let last = provision.blocks.len().saturating_sub(1);
        for (index, block) in provision.blocks.iter().enumerate() {
            self.block(block, if index == last { close } else { "" });
        }
        if self.edition == Edition::Annotated {
            self.note(provision);
        }
    }

    fn block(&mut self, block: &DraftBlock, close: &str) {
        if block.kind == BlockKind::Table {
            return self.table(block);
        }
        let indent = "    ".repeat(block.depth.saturating_sub(1));
        let label = match (&block.label, block.kind) {
            (Some(label), _) => format!("{} ", escape_label(&label.text)),
            (None, BlockKind::Bullet) => "- ".into(),
            (None, BlockKind::Heading) => "#### ".into(),
            _ => String::new(),
        };
        self.paragraph(&format!("{indent}{label}{}{close}", inline(&block.runs)));
    }

    fn table(&mut self, block: &DraftBlock) {
        let mut lines = Vec::new();
        for (index, row) in block.rows.iter().enumerate() {
            let cells: Vec<String> = row.cells.iter().map(|cell| inline(cell).replace('|', "\\|")).collect();
            lines.push(format!("| {} |", cells.join(" | ")));
            if index == 0 {
                lines.push(format!("|{}", " --- |".repeat(row.cells.len())));
            }
        }
        self.paragraph(&lines.join("\n"));
    }

    fn note(&mut self, provision: &DraftProvision) {
        let word = |key: &str| self.draft.interface.get(key).cloned().unwrap_or_else(|| key.to_string());
        let mut lines = Vec::new();
        if !provision.commentary.is_empty() {
            lines.push(format!("**{}**", word("commentary")));
            lines.extend(provision.commentary.iter().map(|block| inline(&block.runs)));
        }
        let blocks = provision.blocks.iter().flat_map(|b| &b.origin);
        let origins: Vec<String> = provision.origin.iter().chain(blocks).map(|o| origin(o, &word)).collect();
        if !origins.is_empty() {
            lines.push(format!("*{}*: {}", word("origin"), origins.join("; ")));
        }
        let quoted: Vec<String> = lines.iter().map(|line| format!("> {line}")).collect();
        if !quoted.is_empty() {
            self.paragraph(&quoted.join("\n>\n"));
        }
    }
}

fn origin(origin: &Origin, word: &dyn Fn(&str) -> String) -> String {
    let relation = word(match origin.relation {
        Relation::Follows => "follows",
        Relation::Adapts => "adapts",
        Relation::InspiredBy => "inspired-by",
    });
    match &origin.place {
        Some(place) => format!("{relation} {}, {place}", origin.instrument),
        None => format!("{relation} {}", origin.instrument),
    }
}

fn heading(marks: &str, label: &str, title: &str) -> String {
    match (label.is_empty(), title.is_empty()) {
        (false, false) => format!("{marks} {label} — {title}"),
        (false, true) => format!("{marks} {label}"),
        _ => format!("{marks} {title}"),
    }
}

/// A label that Markdown would take for a list of its own.
fn escape_label(label: &str) -> String {
    match label.strip_suffix('.') {
        Some(digits) if digits.chars().all(|c| c.is_ascii_digit()) => format!("{digits}\\."),
        _ => label.replace(')', "\\)"),
    }
}

/// Runs as Markdown, what Markdown would read as markup escaped.
fn inline(runs: &[Run]) -> String {
    runs.iter()
        .map(|run| match run {
            Run::Text { text, emphasis: Emphasis::Italic } => format!("*{}*", escape(text)),
            Run::Text { text, emphasis: Emphasis::Bold } => format!("**{}**", escape(text)),
            other => escape(other.printed()),
        })
        .collect()
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for ch in text.chars() {
        if matches!(ch, '*' | '_' | '`' | '<' | '>' | '\\' | '[' | ']' | '#' | '&') {
            out.push('\\');
        }
        out.push(ch);
    }
    out
}
