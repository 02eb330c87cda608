//! Paragraphs and tables through docx-rs.

use super::citing::{self, Cite, Targets};
use super::flow::{Para, Piece, TableRow};
use super::gate;
use super::lists::{List, Mark};
use super::numbering::{self, num_id};
use super::script::stretches;
use crate::model::draft::{Emphasis, Level, Run as Text};
use docx_rs::{
    Docx, FieldCharType, Hyperlink, HyperlinkType, IndentLevel, InstrText, NumberingId, Paragraph, Run, RunFonts,
    Table, TableCell, TableLayoutType, TableRow as WordRow, WidthType,
};

/// The width of the text on the page, in twentieths of a point.
pub const TEXT_WIDTH: usize = 9070;

/// Writes paragraphs; counts the bookmarks.
pub struct Emitter<'a> {
    pub targets: &'a Targets,
    pub lists: &'a [List],
    pub rtl: bool,
    bookmarks: usize,
}

impl<'a> Emitter<'a> {
    pub fn new(targets: &'a Targets, lists: &'a [List], rtl: bool) -> Emitter<'a> {
        Emitter { targets, lists, rtl, bookmarks: 0 }
    }

    /// Adds every piece and the fixed last paragraph.
    pub fn body(&mut self, mut docx: Docx, pieces: &[Piece]) -> Docx {
        for piece in pieces {
            docx = match piece {
                Piece::Para(para) => docx.add_paragraph(self.para(para)),
                Piece::Table(rows) if rows.is_empty() => docx,
                Piece::Table(rows) => docx.add_table(self.table(rows)),
            };
        }
        docx.add_paragraph(self.blank("Closing"))
    }

    /// An empty paragraph of a style.
    pub fn blank(&self, style: &str) -> Paragraph {
        let mut out = Paragraph::new().style(style);
        if self.rtl {
            out.property = out.property.bidi(true);
        }
        out
    }

    fn para(&mut self, para: &Para) -> Paragraph {
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
        let names: Vec<String> =
            para.anchors.iter().filter_map(|id| self.targets.names.get(id)).map(str::to_string).collect();
        let first = self.bookmarks;
        for name in &names {
            out = self.open(out, name);
        }
        if para.mark == Mark::Literal {
            out = self.label(out, para);
        }
        out = self.runs(out, &para.runs);
        for id in (first..first + names.len()).rev() {
            out = out.add_bookmark_end(id);
        }
        out
    }

    /// The paragraph's style carries a list.
    fn counts(&self, para: &Para) -> bool {
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

    /// Adds a draft's runs.
    pub fn runs(&self, mut out: Paragraph, runs: &[Text]) -> Paragraph {
        for run in runs {
            out = match run {
                Text::Text { text, emphasis } => self.text(out, text, emphasis_style(*emphasis)),
                Text::Blank { text, open, .. } => self.text(out, text, Some(if *open { "OpenText" } else { "Blank" })),
                Text::Term { text, defining, .. } => self.text(out, text, defining.then_some("DefinedTerm")),
                Text::Bracket { text } => self.text(out, text, Some("Bracket")),
                Text::Ref { anchor, text } => match self.targets.cite(anchor, text) {
                    Cite::Field(instruction) => self.field(out, &instruction, text),
                    Cite::Link(name) => {
                        let link = Hyperlink::new(name, HyperlinkType::Anchor);
                        let link = self.pieces(text, Some("Reference")).into_iter().fold(link, Hyperlink::add_run);
                        out.add_hyperlink(link)
                    }
                    Cite::Plain => self.text(out, text, None),
                },
            };
        }
        out
    }

    /// Adds text in a character style.
    pub fn text(&self, out: Paragraph, text: &str, style: Option<&str>) -> Paragraph {
        self.pieces(text, style).into_iter().fold(out, Paragraph::add_run)
    }

    /// One run a stretch of script. A run of right-to-left text is marked by the font hint `cs`, which
    /// the post-processor turns into what docx-rs can't write.
    fn pieces(&self, text: &str, style: Option<&str>) -> Vec<Run> {
        let text = gate::clean(text);
        let run = |part: super::script::Stretch| {
            let mut run = Run::new().add_text(part.text);
            if let Some(style) = style {
                run = run.style(style);
            }
            if part.rtl { run.fonts(RunFonts::new().hint("cs")) } else { run }
        };
        stretches(&text, self.rtl).into_iter().map(run).collect()
    }

    /// Adds a complex field with its cached result, every mark in a run of its own.
    pub fn field(&self, out: Paragraph, instruction: &str, cached: &str) -> Paragraph {
        let mark = |kind| Run::new().add_field_char(kind, false);
        let instruction = InstrText::Unsupported(format!(" {} ", gate::raw(instruction)));
        let out = out
            .add_run(mark(FieldCharType::Begin))
            .add_run(Run::new().add_instr_text(instruction))
            .add_run(mark(FieldCharType::Separate));
        self.text(out, cached, Some("Reference")).add_run(mark(FieldCharType::End))
    }

    fn table(&mut self, rows: &[TableRow]) -> Table {
        let columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or(1).max(1);
        let width = TEXT_WIDTH / columns;
        let rows = rows.iter().enumerate().map(|(at, row)| self.row(row, at == 0, columns, width)).collect();
        Table::new(rows)
            .set_grid(vec![width; columns])
            .layout(TableLayoutType::Fixed)
            .width(TEXT_WIDTH, WidthType::Dxa)
            .style("DraftTable")
    }

    fn row(&mut self, row: &TableRow, header: bool, columns: usize, width: usize) -> WordRow {
        let style = if header { "TableHeading" } else { "TableText" };
        let none = Vec::new();
        let cells = (0..columns).map(|at| {
            let mut para = self.blank(style);
            let name = row.anchor.filter(|_| at == 0).and_then(|id| self.targets.names.get(id)).map(str::to_string);
            let id = self.bookmarks;
            if let Some(name) = &name {
                para = self.open(para, name);
            }
            para = self.runs(para, row.cells.get(at).unwrap_or(&none));
            if name.is_some() {
                para = para.add_bookmark_end(id);
            }
            TableCell::new().width(width, WidthType::Dxa).add_paragraph(para)
        });
        WordRow::new(cells.collect())
    }
}

fn emphasis_style(emphasis: Emphasis) -> Option<&'static str> {
    match emphasis {
        Emphasis::None => None,
        Emphasis::Italic => Some("Emphasised"),
        Emphasis::Bold => Some("Strengthened"),
    }
}
