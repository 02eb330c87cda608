//! Paragraphs and tables through docx-rs.
//!
//! What docx-rs has no words for is left with a number as its key, and the post-processor puts it
//! there: a content control's title is the number of the control, a table's style that of the table.

use super::blanks::Blanks;
use super::citing::{self, Cite, Targets};
use super::flow::{Inline, Para, Piece, Table as Rows, TableRow};
use super::gate;
use super::lists::{List, Mark};
use super::numbering::{self, num_id};
use super::script::{Stretch, stretches};
use super::styles;
use crate::model::draft::{Emphasis, Level, Run as Text};
use docx_rs::{
    BuildXML, Document, FieldCharType, Footnote, Hyperlink, HyperlinkType, IndentLevel, InstrText, NumberingId,
    Paragraph, Run, RunFonts, SectionProperty, SpecialIndentType, StructuredDataTag, Table, TableCell, TableLayoutType,
    TableRow as WordRow, WidthType,
};

/// What a table is, for the post-processor.
#[derive(Clone, Debug)]
pub enum Kind {
    Data {
        caption: String,
        description: String,
    },
    /// The box around a commentary.
    Boxed,
}

/// Writes paragraphs and tables; counts bookmarks, controls and tables.
pub struct Emitter<'a> {
    targets: &'a Targets<'a>,
    lists: &'a [List],
    rtl: bool,
    /// The width of the text, in twentieths of a point.
    width: usize,
    bookmarks: usize,
    pub blanks: Blanks<'a>,
    pub tables: Vec<Kind>,
}

impl<'a> Emitter<'a> {
    pub fn new(targets: &'a Targets, lists: &'a [List], rtl: bool, width: usize) -> Emitter<'a> {
        let (blanks, tables) = (Blanks::default(), Vec::new());
        Emitter { targets, lists, rtl, width, bookmarks: 0, blanks, tables }
    }

    /// The pieces as the body of a document.
    pub fn story(&mut self, pieces: &[Piece<'a>]) -> Vec<u8> {
        let mut out = Document::new();
        for piece in pieces {
            out = match piece {
                Piece::Para(para) => out.add_paragraph(self.para(para)),
                Piece::Table(table) if table.rows.is_empty() => out,
                Piece::Table(table) => out.add_table(self.table(table)),
                Piece::Boxed(inner) => out.add_table(self.boxed(inner)),
            };
        }
        out.build()
    }

    /// An empty paragraph of a style.
    fn blank(&self, style: &str) -> Paragraph {
        let mut out = Paragraph::new().style(style);
        if self.rtl {
            out.property = out.property.bidi(true);
        }
        out
    }

    fn para(&mut self, para: &Para<'a>) -> Paragraph {
        let mut out = self.blank(para.style);
        match para.mark {
            // A linked list stands in the style.
            Mark::Counted { list, ilvl } if !self.lists[list].linked => {
                out = out.numbering(NumberingId::new(num_id(list)), IndentLevel::new(ilvl));
            }
            // Text instead of a number that the style would count.
            Mark::Literal if self.counts(para) => {
                out = out.numbering(NumberingId::new(0), IndentLevel::new(0));
            }
            _ => {}
        }
        if para.section {
            out = out.section_property(SectionProperty::new());
        }
        let targets = self.targets;
        let first = self.bookmarks;
        for name in para.anchors.iter().filter_map(|id| targets.names.get(id)) {
            out = self.open(out, name);
        }
        let last = self.bookmarks;
        if para.mark == Mark::Literal {
            out = self.label(out, para);
        }
        for inline in &para.inline {
            out = self.inline(out, inline, para.style);
        }
        for id in (first..last).rev() {
            out = out.add_bookmark_end(id);
        }
        out
    }

    /// The paragraph's style carries a list.
    fn counts(&self, para: &Para) -> bool {
        if numbering::is_bulleted(para.style) {
            return true;
        }
        let level = Level::ALL.into_iter().find(|level| numbering::style(*level) == para.style);
        level.is_some_and(|level| numbering::linked(self.lists, level).is_some())
    }

    fn open(&mut self, out: Paragraph, name: &str) -> Paragraph {
        self.bookmarks += 1;
        out.add_bookmark_start(self.bookmarks - 1, name)
    }

    /// A label that Word does not count: text, with a bookmark around its number.
    fn label(&mut self, mut out: Paragraph, para: &Para) -> Paragraph {
        let Some(label) = para.label else { return out };
        match (citing::split(label), citing::number_bookmark(para, &self.targets.names)) {
            (Some((before, number, after)), Some(name)) => {
                out = self.text(out, before, None);
                let id = self.bookmarks;
                out = self.open(out, &name);
                out = self.text(out, number, None).add_bookmark_end(id);
                out = self.text(out, after, None);
            }
            _ => out = self.text(out, &label.text, None),
        }
        out.add_run(Run::new().add_tab())
    }

    fn inline(&mut self, out: Paragraph, inline: &Inline<'a>, style: &str) -> Paragraph {
        match inline {
            Inline::Run(run) => self.run(out, run),
            Inline::Text(text, style) => self.text(out, text, *style),
            Inline::Field(instruction, cached) => {
                let runs = self.field(instruction, cached, None);
                runs.into_iter().fold(out, Paragraph::add_run)
            }
            Inline::Begin(instruction) => opened(instruction).into_iter().fold(out, Paragraph::add_run),
            Inline::End => out.add_run(mark(FieldCharType::End)),
            Inline::Entry { anchor, label, title } => self.entry(out, anchor, label, title, style),
            Inline::Note(number) => {
                let note = Footnote { id: *number, content: Vec::new() };
                out.add_run(Run::new().style("FootnoteReference").add_footnote_reference(note))
            }
        }
    }

    /// An entry of the contents. Where there is a label, the title hangs behind it.
    fn entry(&self, mut out: Paragraph, anchor: &str, label: &str, title: &str, style: &str) -> Paragraph {
        let Some(name) = self.targets.names.get(anchor) else { return self.text(out, title, None) };
        let tab = || Run::new().add_tab();
        let mut link = Hyperlink::new(name, HyperlinkType::Anchor);
        if !label.is_empty() {
            let (left, hanging) = styles::hanging_entry(style);
            out = out.indent(Some(left), Some(SpecialIndentType::Hanging(hanging)), None, None);
            link = self.pieces(label, None).into_iter().fold(link, Hyperlink::add_run);
            if !title.is_empty() {
                link = link.add_run(tab());
            }
        }
        link = self.pieces(title, None).into_iter().fold(link, Hyperlink::add_run).add_run(tab());
        let page = self.field(&format!("PAGEREF {name} \\h"), "", None);
        out.add_hyperlink(page.into_iter().fold(link, Hyperlink::add_run))
    }

    /// Adds a run of the draft.
    fn run(&mut self, out: Paragraph, run: &'a Text) -> Paragraph {
        match run {
            Text::Text { text, emphasis } => self.text(out, text, emphasis_style(*emphasis)),
            Text::Blank { text, .. } if text.is_empty() => out,
            Text::Blank { name, form, text, open } => {
                let control = self.blanks.control(name, form, text, *open);
                let runs = self.pieces(text, Some(if *open { "OpenText" } else { "Blank" }));
                let tag = StructuredDataTag::new().alias(control.to_string());
                out.add_structured_data_tag(runs.into_iter().fold(tag, StructuredDataTag::add_run))
            }
            Text::Term { text, defining, .. } => self.text(out, text, defining.then_some("DefinedTerm")),
            Text::Bracket { text } => self.text(out, text, Some("Bracket")),
            Text::Ref { anchor, text } => match self.targets.cite(anchor, text) {
                Cite::Field(instruction) => {
                    self.field(&instruction, text, Some("Reference")).into_iter().fold(out, Paragraph::add_run)
                }
                Cite::Link(name) => {
                    let link = Hyperlink::new(name, HyperlinkType::Anchor);
                    let link = self.pieces(text, Some("Reference")).into_iter().fold(link, Hyperlink::add_run);
                    out.add_hyperlink(link)
                }
                Cite::Plain => self.text(out, text, None),
            },
        }
    }

    /// Adds text in a character style.
    fn text(&self, out: Paragraph, text: &str, style: Option<&str>) -> Paragraph {
        self.pieces(text, style).into_iter().fold(out, Paragraph::add_run)
    }

    /// One run a stretch of script. A run of right-to-left text is marked by the font hint `cs`, which
    /// the post-processor turns into what docx-rs can't write.
    fn pieces(&self, text: &str, style: Option<&str>) -> Vec<Run> {
        let text = gate::clean(text);
        let run = |part: Stretch| {
            let mut run = Run::new().add_text(part.text);
            if let Some(style) = style {
                run = run.style(style);
            }
            if part.rtl { run.fonts(RunFonts::new().hint("cs")) } else { run }
        };
        stretches(&text, self.rtl).into_iter().map(run).collect()
    }

    /// A complex field with its cached result, every mark in a run of its own.
    fn field(&self, instruction: &str, cached: &str, style: Option<&str>) -> Vec<Run> {
        let mut out: Vec<Run> = opened(instruction).into();
        out.extend(self.pieces(cached, style));
        out.push(mark(FieldCharType::End));
        out
    }

    /// The key of a table more.
    fn key(&mut self, kind: Kind) -> String {
        self.tables.push(kind);
        (self.tables.len() - 1).to_string()
    }

    fn table(&mut self, table: &Rows<'a>) -> Table {
        let columns = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(1).max(1);
        let width = self.width / columns;
        let caption = gate::clean(&table.caption).into_owned();
        let key = self.key(Kind::Data { caption, description: gate::clean(&table.description).into_owned() });
        let rows = table.rows.iter().enumerate().map(|(at, row)| self.row(row, at == 0, columns, width)).collect();
        Table::new(rows)
            .set_grid(vec![width; columns])
            .layout(TableLayoutType::Fixed)
            .width(width * columns, WidthType::Dxa)
            .style(key)
    }

    fn row(&mut self, row: &TableRow<'a>, header: bool, columns: usize, width: usize) -> WordRow {
        let style = if header { "TableHeading" } else { "TableText" };
        let targets = self.targets;
        let cells = (0..columns).map(|at| {
            let mut para = self.blank(style);
            let name = row.anchor.filter(|_| at == 0).and_then(|id| targets.names.get(id));
            let id = self.bookmarks;
            if let Some(name) = name {
                para = self.open(para, name);
            }
            for run in row.cells.get(at).map_or(&[][..], Vec::as_slice) {
                para = self.run(para, run);
            }
            if name.is_some() {
                para = para.add_bookmark_end(id);
            }
            TableCell::new().width(width, WidthType::Dxa).add_paragraph(para)
        });
        WordRow::new(cells.collect())
    }

    /// One cell around everything inside.
    fn boxed(&mut self, inner: &[Piece<'a>]) -> Table {
        let key = self.key(Kind::Boxed);
        let width = self.width - styles::INDENT as usize;
        let cell = inner.iter().fold(TableCell::new().width(width, WidthType::Dxa), |cell, piece| match piece {
            Piece::Para(para) => cell.add_paragraph(self.para(para)),
            Piece::Table(table) if !table.rows.is_empty() => cell.add_table(self.table(table)),
            Piece::Table(_) | Piece::Boxed(_) => cell,
        });
        Table::new(vec![WordRow::new(vec![cell])])
            .set_grid(vec![width])
            .layout(TableLayoutType::Fixed)
            .width(width, WidthType::Dxa)
            .style(key)
    }
}

fn mark(kind: FieldCharType) -> Run {
    Run::new().add_field_char(kind, false)
}

/// A field up to its result. Instructions are this module's own: key words, bookmarks' names and switches.
fn opened(instruction: &str) -> [Run; 3] {
    let instruction = InstrText::Unsupported(format!(" {} ", gate::escaped(instruction)));
    [mark(FieldCharType::Begin), Run::new().add_instr_text(instruction), mark(FieldCharType::Separate)]
}

fn emphasis_style(emphasis: Emphasis) -> Option<&'static str> {
    match emphasis {
        Emphasis::None => None,
        Emphasis::Italic => Some("Emphasised"),
        Emphasis::Bold => Some("Strengthened"),
    }
}
