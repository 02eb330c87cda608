//! The draft as Markdown, for tests and reviewers: every label is literal text.

use crate::model::draft::{BlockKind, Draft, DraftBlock, DraftLayer, DraftProvision, Emphasis, Run};
use crate::model::instrument::LayerKind;

/// Which edition is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Edition {
    /// The text alone.
    #[default]
    Clean,
    /// The text, with commentary and origins under each provision.
    Annotated,
    /// The text, with commentary and origins in footnotes.
    Footnotes,
}

/// The draft as Markdown.
pub fn markdown(draft: &Draft, edition: Edition) -> String {
    let mut page = Page { draft, edition, out: String::new(), notes: String::new() };
    if !draft.notice.is_empty() {
        page.paragraph(&format!("**{}**", escape(&draft.notice)));
    }
    if !draft.stage_line.is_empty() && !draft.decreed() {
        page.paragraph(&format!("**{}**", escape(&draft.stage_line)));
    }
    page.paragraph(&format!("# {}", inline(&draft.title)));
    for line in &draft.front {
        page.paragraph(&inline(&line.runs));
    }
    for layer in &draft.layers {
        page.layer(layer);
    }
    page.out + &page.notes
}

struct Page<'a> {
    draft: &'a Draft,
    edition: Edition,
    out: String,
    /// The footnotes, which stand at the end.
    notes: String,
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
        let stage = &self.draft.stage_line;
        if layer.kind == LayerKind::Main && self.draft.decreed() && !stage.is_empty() {
            self.paragraph(&format!("**{}**", escape(stage)));
        }
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
        let begin = self.out.len();
        if !label.is_empty() || !provision.heading.is_empty() {
            self.paragraph(&heading("###", label, &inline(&provision.heading)));
        }
        provision.blocks.iter().for_each(|block| self.block(block));
        match self.edition {
            Edition::Clean => {}
            Edition::Annotated => self.note(provision),
            Edition::Footnotes => self.footnote(provision, begin),
        }
    }

    /// A mark behind the first line of the provision, and the commentary at the end of the page.
    fn footnote(&mut self, provision: &DraftProvision, begin: usize) {
        let first = self.out[begin..].find(|c: char| c != '\n').map(|at| begin + at);
        let Some(first) = first.filter(|_| !provision.commentary.is_empty()) else { return };
        let end = self.out[first..].find('\n').map_or(self.out.len(), |at| first + at);
        self.out.insert_str(end, &format!("[^{}]", provision.id));
        let blocks: Vec<String> = provision.commentary.iter().map(noted).collect();
        // What belongs to a footnote is indented.
        let text = blocks.join("\n\n").replace('\n', "\n    ").replace("\n    \n", "\n\n");
        self.notes.push_str(&format!("\n[^{}]: {text}\n", provision.id));
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
        let blocks = provision.commentary.iter().map(noted);
        let lines = std::iter::once(format!("**{word}**")).chain(blocks);
        let quoted: Vec<String> = lines.map(|line| format!("> {line}")).collect();
        self.paragraph(&quoted.join("\n>\n"));
    }
}

/// A block of commentary.
fn noted(block: &DraftBlock) -> String {
    match block.kind {
        BlockKind::Bullet | BlockKind::Item => format!("- {}", inline(&block.runs)),
        _ => inline(&block.runs),
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
