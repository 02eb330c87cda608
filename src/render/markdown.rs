//! The draft as Markdown, for tests and reviewers: every label is literal text.

use crate::model::draft::{BlockKind, Draft, DraftBlock, DraftLayer, DraftProvision, Emphasis, Run};

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
    if !draft.stage_line.is_empty() {
        page.paragraph(&format!("**{}**", escape(&draft.stage_line)));
    }
    page.paragraph(&format!("# {}", inline(&draft.title)));
    for line in &draft.front {
        page.paragraph(&inline(&line.runs));
    }
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
            if let Some(group) = &division.group {
                let label = group.label.as_ref().map(|l| l.text.as_str()).unwrap_or("");
                self.paragraph(&heading("##", label, &inline(&group.title)));
            }
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
        let label = provision.label.as_ref().map(|l| l.text.as_str()).unwrap_or("");
        if !label.is_empty() || !provision.heading.is_empty() {
            self.paragraph(&heading("###", label, &inline(&provision.heading)));
        }
        provision.blocks.iter().for_each(|block| self.block(block));
        if self.edition == Edition::Annotated {
            self.note(provision);
        }
    }

    fn block(&mut self, block: &DraftBlock) {
        if block.kind == BlockKind::Table {
            return self.table(block);
        }
        // Points are list entries whose label is part of the text: an ordered list would renumber them.
        let indent = match block.depth.saturating_sub(1) {
            0 => String::new(),
            deep => format!("{}- ", "  ".repeat(deep - 1)),
        };
        let label = match (block.label.as_ref().filter(|label| !label.text.is_empty()), block.kind) {
            (Some(label), _) => format!("{} ", escape_label(&label.text)),
            (None, BlockKind::Bullet) if indent.is_empty() => "- ".into(),
            (None, BlockKind::Heading) => "#### ".into(),
            _ => String::new(),
        };
        self.paragraph(&format!("{indent}{label}{}", inline(&block.runs)));
    }

    fn table(&mut self, block: &DraftBlock) {
        if !block.runs.is_empty() {
            self.paragraph(&inline(&block.runs));
        }
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
        if provision.commentary.is_empty() {
            return;
        }
        let word = self.draft.interface.get("commentary").map(String::as_str).unwrap_or("commentary");
        let blocks = provision.commentary.iter().map(|block| match block.kind {
            BlockKind::Bullet | BlockKind::Item => format!("- {}", inline(&block.runs)),
            _ => inline(&block.runs),
        });
        let lines = std::iter::once(format!("**{word}**")).chain(blocks);
        let quoted: Vec<String> = lines.map(|line| format!("> {line}")).collect();
        self.paragraph(&quoted.join("\n>\n"));
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
