//! Paragraphs and tables through docx-rs.
//!
//! What docx-rs has no words for is left with a number as its key, and the post-processor puts it
//! there: a content control's title is the number of the control, a table's style that of the table.

use super::blanks::Blanks;
use super::citing::{self, Cite, Targets};
use super::flow::{Inline, Para, Piece, Table as Rows, TableRow};
use super::gaps::{Gaps, WHOLE};
use super::gate;
use super::lists::{List, Mark};
use super::numbering::{self, num_id};
use super::script::stretches;
use super::styles;
use crate::model::draft::{Emphasis, Level, Run as Text, plain};
use docx_rs::{
    BookmarkEnd, BookmarkStart, BuildXML, Document, DocumentChild, FieldChar, FieldCharType, Footnote, Hyperlink,
    HyperlinkType, Indent, IndentLevel, InstrText, NumberingId, NumberingProperty, Paragraph, ParagraphChild,
    ParagraphStyle, Run, RunChild, RunFonts, RunStyle, SectionProperty, SpecialIndentType, StructuredDataTag,
    StructuredDataTagChild, Tab, Table, TableCell, TableCellContent, TableLayoutType, TableRow as WordRow,
    Text as WordText, WidthType,
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

/// Writes paragraphs and tables.
pub struct Emitter<'a> {
    targets: &'a Targets<'a>,
    lists: &'a [List],
    gaps: Gaps,
    rtl: bool,
    /// The width of the text, in twentieths of a point.
    width: usize,
    pub counts: Counts<'a>,
}

/// What is counted through a document, in whatever languages it is.
#[derive(Debug, Default)]
pub struct Counts<'a> {
    bookmarks: usize,
    pub blanks: Blanks<'a>,
    pub tables: Vec<Kind>,
}

impl<'a> Emitter<'a> {
    pub fn new(targets: &'a Targets, lists: &'a [List], gaps: Gaps, rtl: bool, width: usize) -> Emitter<'a> {
        Emitter { targets, lists, gaps, rtl, width, counts: Counts::default() }
    }

    /// Counting on from where another language stopped.
    pub fn after(mut self, mut counts: Counts<'a>) -> Emitter<'a> {
        counts.blanks.beside();
        self.counts = counts;
        self
    }

    /// The pieces as the body of a document.
    pub fn story(&mut self, pieces: &[Piece<'a>]) -> Vec<u8> {
        let mut out = Document::new();
        for piece in pieces {
            out.children.push(match piece {
                Piece::Para(para) => DocumentChild::Paragraph(self.para(para)),
                Piece::Table(table) if table.rows.is_empty() => continue,
                Piece::Table(table) => DocumentChild::Table(Box::new(self.table(table))),
                Piece::Boxed(inner) => DocumentChild::Table(Box::new(self.boxed(inner))),
            });
        }
        out.build()
    }

    /// An empty paragraph of a style.
    fn blank(&self, style: &str) -> Box<Paragraph> {
        let mut out = Box::new(Paragraph::new());
        out.property.style = Some(ParagraphStyle::new(Some(style)));
        out.property.bidi = self.rtl.then_some(true);
        out
    }

    fn para(&mut self, para: &Para<'a>) -> Box<Paragraph> {
        let mut out = self.blank(para.style);
        let numbering = match para.mark {
            // A linked list stands in the style.
            Mark::Counted { list, ilvl } if !self.lists[list].linked => Some((num_id(list), ilvl)),
            // Text instead of a number that the style would count.
            Mark::Literal if self.counts(para) => Some((0, 0)),
            _ => None,
        };
        out.property.numbering_property =
            numbering.map(|(id, ilvl)| NumberingProperty::new().add_num(NumberingId::new(id), IndentLevel::new(ilvl)));
        // With its list a reader takes the indentation away too.
        if let (Mark::Literal, Some(level)) = (para.mark, self.counted(para)) {
            let (left, hanging) = self.gaps.indent(level);
            out.property = out.property.indent(Some(left), Some(SpecialIndentType::Hanging(hanging)), None, None);
        }
        if para.section {
            out.property.section_property = Some(SectionProperty::new());
        }
        let targets = self.targets;
        let first = self.counts.bookmarks;
        for name in para.anchors.iter().filter_map(|id| targets.names.get(id)) {
            self.open(&mut out, name);
        }
        let last = self.counts.bookmarks;
        if para.mark == Mark::Literal {
            self.label(&mut out, para);
        }
        for inline in &para.inline {
            self.inline(&mut out, inline, para.style);
        }
        for id in (first..last).rev() {
            out.children.push(ParagraphChild::BookmarkEnd(BookmarkEnd::new(id)));
        }
        out
    }

    /// The paragraph's style carries a list.
    fn counts(&self, para: &Para) -> bool {
        numbering::is_bulleted(para.style) || self.counted(para).is_some()
    }

    /// The level that the paragraph's style counts.
    fn counted(&self, para: &Para) -> Option<Level> {
        let level = Level::ALL.into_iter().find(|level| numbering::style(*level) == para.style);
        level.filter(|level| numbering::linked(self.lists, *level).is_some())
    }

    fn open(&mut self, out: &mut Paragraph, name: &str) {
        out.children.push(ParagraphChild::BookmarkStart(BookmarkStart::new(self.counts.bookmarks, name)));
        self.counts.bookmarks += 1;
    }

    /// A label that Word does not count: text, with a bookmark around its number.
    fn label(&mut self, out: &mut Paragraph, para: &Para) {
        let Some(label) = para.label else { return };
        match (citing::split(label), citing::number_bookmark(para, &self.targets.names)) {
            (Some((before, number, after)), Some(name)) => {
                self.text(out, before, None);
                let id = self.counts.bookmarks;
                self.open(out, &name);
                self.text(out, number, None);
                out.children.push(ParagraphChild::BookmarkEnd(BookmarkEnd::new(id)));
                self.text(out, after, None);
            }
            _ => self.text(out, &label.text, None),
        }
        out.children.push(ParagraphChild::Run(with(RunChild::Tab(Tab::new()))));
    }

    fn inline(&mut self, out: &mut Paragraph, inline: &Inline<'a>, style: &str) {
        match inline {
            Inline::Run(run) => self.run(out, run),
            Inline::Text(text, style) => self.text(out, text, *style),
            Inline::Field(instruction, cached) => self.field(&mut out.children, instruction, cached, None),
            Inline::Begin(instruction) => opened(&mut out.children, instruction),
            Inline::End => out.children.push(mark(FieldCharType::End)),
            Inline::Entry { anchor, label, title } => self.entry(out, anchor, label, title, style),
            Inline::Note(number) => {
                let note = Footnote { id: *number, content: Vec::new() };
                let mut run = with(RunChild::FootnoteReference(note.into()));
                run.run_property.style = Some(RunStyle::new("FootnoteReference"));
                out.children.push(ParagraphChild::Run(run));
            }
        }
    }

    /// An entry of the contents. Where there is a label, the title hangs behind it.
    fn entry(&self, out: &mut Paragraph, anchor: &str, label: &str, title: &str, style: &str) {
        let Some(name) = self.targets.names.get(anchor) else { return self.text(out, title, None) };
        let tab = || ParagraphChild::Run(with(RunChild::Tab(Tab::new())));
        let mut link = Hyperlink::new(name, HyperlinkType::Anchor);
        if !label.is_empty() {
            let (left, hanging) = styles::hanging_entry(style, self.gaps);
            let hanging = Some(SpecialIndentType::Hanging(hanging));
            out.property.indent = Some(Indent::new(Some(left), hanging, None, None));
            self.pieces(&mut link.children, label, None);
            link.children.push(tab());
        }
        self.pieces(&mut link.children, title, None);
        link.children.push(tab());
        self.field(&mut link.children, &format!("PAGEREF {name} \\h"), "", None);
        out.children.push(ParagraphChild::Hyperlink(link));
    }

    /// Adds a run of the draft.
    fn run(&mut self, out: &mut Paragraph, run: &'a Text) {
        match run {
            Text::Text { text, emphasis } => self.text(out, text, emphasis_style(*emphasis)),
            Text::Blank { text, .. } if text.is_empty() => {}
            Text::Blank { name, form, text, open } => {
                let control = self.counts.blanks.control(name, form, text, *open);
                let mut tag = Box::new(StructuredDataTag::new().alias(control.to_string()));
                let style = Some(if *open { "OpenText" } else { "Blank" });
                self.each_piece(text, style, |run| tag.children.push(StructuredDataTagChild::Run(run)));
                out.children.push(ParagraphChild::StructuredDataTag(tag));
            }
            Text::Term { text, defining, .. } => self.text(out, text, defining.then_some("DefinedTerm")),
            Text::Bracket { text } => self.text(out, text, Some("Bracket")),
            Text::Ref { anchor, text } => match self.targets.cite(anchor, text) {
                Cite::Field(instruction) => self.field(&mut out.children, &instruction, text, Some("Reference")),
                Cite::Link(name) => {
                    let mut link = Hyperlink::new(name, HyperlinkType::Anchor);
                    self.pieces(&mut link.children, text, Some("Reference"));
                    out.children.push(ParagraphChild::Hyperlink(link));
                }
                Cite::Plain => self.text(out, text, None),
            },
        }
    }

    /// Adds text in a character style.
    fn text(&self, out: &mut Paragraph, text: &str, style: Option<&str>) {
        self.pieces(&mut out.children, text, style);
    }

    fn pieces(&self, out: &mut Vec<ParagraphChild>, text: &str, style: Option<&str>) {
        self.each_piece(text, style, |run| out.push(ParagraphChild::Run(run)));
    }

    /// One run a stretch of script. A run of right-to-left text is marked by the font hint `cs`, which
    /// the post-processor turns into what docx-rs can't write.
    fn each_piece(&self, text: &str, style: Option<&str>, mut put: impl FnMut(Box<Run>)) {
        for part in stretches(&gate::clean(text), self.rtl) {
            let mut run = with(RunChild::Text(WordText::new(part.text)));
            run.run_property.style = style.map(RunStyle::new);
            run.run_property.fonts = part.rtl.then(|| RunFonts::new().hint("cs"));
            put(run);
        }
    }

    /// A complex field with its cached result, every mark in a run of its own.
    fn field(&self, out: &mut Vec<ParagraphChild>, instruction: &str, cached: &str, style: Option<&str>) {
        opened(out, instruction);
        self.pieces(out, cached, style);
        out.push(mark(FieldCharType::End));
    }

    /// The key of a table more.
    fn key(&mut self, kind: Kind) -> String {
        self.counts.tables.push(kind);
        (self.counts.tables.len() - 1).to_string()
    }

    fn table(&mut self, table: &Rows<'a>) -> Table {
        let columns = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(1).max(1);
        let widths = match self.gaps.measure.widest < WHOLE.widest {
            true => shares(&table.rows, columns, self.width),
            false => vec![self.width / columns; columns],
        };
        let caption = gate::clean(&table.caption).into_owned();
        let key = self.key(Kind::Data { caption, description: gate::clean(&table.description).into_owned() });
        let rows = table.rows.iter().enumerate().map(|(at, row)| self.row(row, at == 0, &widths)).collect();
        Table::new(rows)
            .width(widths.iter().sum(), WidthType::Dxa)
            .set_grid(widths)
            .layout(TableLayoutType::Fixed)
            .style(key)
    }

    fn row(&mut self, row: &TableRow<'a>, header: bool, widths: &[usize]) -> WordRow {
        let style = if header { "TableHeading" } else { "TableText" };
        let targets = self.targets;
        let cells = widths.iter().enumerate().map(|(at, width)| {
            let mut para = self.blank(style);
            let name = row.anchor.filter(|_| at == 0).and_then(|id| targets.names.get(id));
            let id = self.counts.bookmarks;
            if let Some(name) = name {
                self.open(&mut para, name);
            }
            for run in row.cells.get(at).map_or(&[][..], Vec::as_slice) {
                self.run(&mut para, run);
            }
            if name.is_some() {
                para.children.push(ParagraphChild::BookmarkEnd(BookmarkEnd::new(id)));
            }
            let mut cell = TableCell::new().width(*width, WidthType::Dxa);
            cell.children.push(TableCellContent::Paragraph(para));
            cell
        });
        WordRow::new(cells.collect())
    }

    /// One cell around everything inside.
    fn boxed(&mut self, inner: &[Piece<'a>]) -> Table {
        let key = self.key(Kind::Boxed);
        let width = self.width - styles::INDENT as usize;
        let mut cell = TableCell::new().width(width, WidthType::Dxa);
        for piece in inner {
            cell.children.push(match piece {
                Piece::Para(para) => TableCellContent::Paragraph(self.para(para)),
                Piece::Table(table) if !table.rows.is_empty() => TableCellContent::Table(self.table(table).into()),
                Piece::Table(_) | Piece::Boxed(_) => continue,
            });
        }
        Table::new(vec![WordRow::new(vec![cell])])
            .set_grid(vec![width])
            .layout(TableLayoutType::Fixed)
            .width(width, WidthType::Dxa)
            .style(key)
    }
}

/// The widths of a table's columns where room is scarce: first what the longest word of each needs, then
/// what is left by how much each has to say.
fn shares(rows: &[TableRow], columns: usize, width: usize) -> Vec<usize> {
    // Twentieths of a point: a letter of a table's type, a capital, and the room beside a word in its cell.
    const LETTER: usize = 84;
    const CAPITAL: usize = 118;
    const BESIDE: usize = 190;
    let texts = |at: usize| rows.iter().filter_map(move |row| row.cells.get(at)).map(|cell| plain(cell));
    let long = |word: &str| word.chars().map(|c| if c.is_uppercase() { CAPITAL } else { LETTER }).sum::<usize>();
    let longest = |text: String| text.split_whitespace().map(long).max().unwrap_or(0);
    let need: Vec<usize> = (0..columns).map(|at| texts(at).map(longest).max().unwrap_or(0) + BESIDE).collect();
    let said: Vec<usize> =
        (0..columns).map(|at| 1 + texts(at).map(|text| text.chars().count()).sum::<usize>()).collect();
    let (needed, all) = (need.iter().sum::<usize>(), said.iter().sum::<usize>());
    match width.checked_sub(needed) {
        Some(left) => need.iter().zip(&said).map(|(need, said)| need + left * said / all).collect(),
        None => need.iter().map(|need| need * width / needed).collect(),
    }
}

/// A run with one thing in it. docx-rs's structures are large: they are made where they stay, in a box.
fn with(child: RunChild) -> Box<Run> {
    let mut run = Box::new(Run::new());
    run.children.push(child);
    run
}

fn mark(kind: FieldCharType) -> ParagraphChild {
    ParagraphChild::Run(with(RunChild::FieldChar(FieldChar::new(kind))))
}

/// Adds a field up to its result. Instructions are this module's own: key words, bookmarks' names and
/// switches.
fn opened(out: &mut Vec<ParagraphChild>, instruction: &str) {
    let instruction = InstrText::Unsupported(format!(" {} ", gate::escaped(instruction)));
    out.push(mark(FieldCharType::Begin));
    out.push(ParagraphChild::Run(with(RunChild::InstrText(Box::new(instruction)))));
    out.push(mark(FieldCharType::Separate));
}

fn emphasis_style(emphasis: Emphasis) -> Option<&'static str> {
    match emphasis {
        Emphasis::None => None,
        Emphasis::Italic => Some("Emphasised"),
        Emphasis::Bold => Some("Strengthened"),
    }
}
