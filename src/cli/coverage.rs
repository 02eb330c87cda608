//! `clausier coverage`

use super::args::{Args, Coverage, CoverageFormat};
use super::report::Report;
use super::{Failure, input, source, write};
use crate::cover::{self, Asked};
use crate::diag::fatal;
use crate::draft::draft;
use crate::model;
use crate::model::draft::Draft;
use crate::render::docx::DocxOptions;
use crate::render::{self, Edition};
use comfy_table::presets::UTF8_BORDERS_ONLY;
use comfy_table::{ContentArrangement, Table};
use std::path::Path;

/// Width of a table that no terminal bounds. Unit: characters.
const WIDTH: u16 = 110;

pub fn run(args: &Args, asked: &Coverage, report: &Report) -> Result<(), Failure> {
    let format = format(asked)?;
    let library = source::sound(args, report)?;
    if let Some(order) = asked.order.as_ref().filter(|order| !library.orders.contains_key(*order)) {
        let known: Vec<&str> = library.orders.keys().map(String::as_str).collect();
        return Err(Failure::Usage(format!("unknown order `{order}`; known: {}", known.join(", "))));
    }
    let input::Settled { settlement, state, mut messages } = input::settled(&library, &asked.given)?;
    let sources = input::sources(&library, &settlement.file, &settlement.text, state.as_ref());
    let draft = match draft(&library, &settlement, &asked.lang) {
        Ok((draft, more)) => {
            messages.extend(more);
            draft
        }
        Err(more) => {
            messages.extend(more);
            return Err(Failure::Wrong(messages, sources));
        }
    };
    let book = &library.books[&settlement.book];
    let question = Asked {
        profile: settlement.treaties.clone(),
        state: state.as_ref().and_then(|stated| stated.state.as_ref()),
        date: settlement.document.date,
        order: asked.order.as_deref(),
        all: asked.all,
        reasons: true,
    };
    let (coverage, faults) = cover::cover(&library, book, &draft, &question);
    messages.extend(faults);
    if fatal(&messages) {
        return Err(Failure::Wrong(messages, sources));
    }
    if coverage.treaties.is_empty() {
        let known: Vec<&str> = library.profiles.keys().map(String::as_str).collect();
        return Err(Failure::Usage(format!(
            "nothing says which treaties bind: write `profile = [\"…\"]` in the answers ({}), or give `--state FILE`",
            known.join(", ")
        )));
    }
    let bytes = print(&coverage, &draft, format)?;
    match &asked.output {
        Some(path) => write::replace(path, &bytes)?,
        None if report.json() => report.print(&json(&coverage)),
        None => report.print(&String::from_utf8_lossy(&bytes)),
    }
    report.messages(&messages, &sources);
    if let Some(path) = &asked.output {
        report.note(&format!("wrote {}", path.display()));
    }
    Ok(())
}

fn print(coverage: &model::coverage::Coverage, draft: &Draft, format: CoverageFormat) -> Result<Vec<u8>, Failure> {
    let unmade = |fault: String| Failure::Output(format!("the document could not be made: {fault}"));
    match format {
        CoverageFormat::Table => Ok(terminal(coverage).into_bytes()),
        CoverageFormat::Json => Ok(json(coverage).into_bytes()),
        CoverageFormat::Md => Ok(render::markdown(&cover::sheet(coverage, draft), Edition::Clean).into_bytes()),
        CoverageFormat::Docx => {
            let sheet = cover::sheet(coverage, draft);
            let options = DocxOptions { status: Some(sheet.status.clone()), ..DocxOptions::default() };
            render::docx::docx(&sheet, &options).map_err(unmade)
        }
        CoverageFormat::Xlsx => render::xlsx(&coverage.title, &cover::tables(coverage)).map_err(unmade),
    }
}

fn json(coverage: &model::coverage::Coverage) -> String {
    let mut text = serde_json::to_string_pretty(coverage).unwrap_or_default();
    text.push('\n');
    text
}

/// The groups as tables, then the totals.
fn terminal(coverage: &model::coverage::Coverage) -> String {
    let width = terminal_size::terminal_size().map_or(WIDTH, |(width, _)| width.0);
    let mut out = String::new();
    let mut table = |title: &str, heads: Vec<String>, rows: Vec<Vec<String>>| {
        let mut table = Table::new();
        table.load_style(UTF8_BORDERS_ONLY);
        table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width).set_header(heads).add_rows(rows);
        out.push_str(&format!("{title}\n{table}\n\n"));
    };
    for group in &coverage.groups {
        let rows = group.rows.iter().map(|row| {
            let duty = format!("{}\n{}", row.duty, cover::place(coverage, row));
            let met = format!("{}\n{}", coverage.word(row.answer.key()), cover::wherever(coverage, row));
            vec![duty, cover::duty(coverage, row), met.trim_end().to_string()]
        });
        let [place, duty, answer, _] = cover::labels(coverage);
        let note = if group.recalled { format!(" ({})", coverage.word("coverage-recalled")) } else { String::new() };
        table(&format!("{}{note}", group.title), vec![place, duty, answer], rows.collect());
    }
    let tables = cover::tables(coverage);
    for (title, rows) in tables.into_iter().skip(1) {
        let mut rows = rows.into_iter();
        let heads = rows.next().unwrap_or_default();
        table(&title, heads, rows.collect());
    }
    if coverage.left_out > 0 {
        out.push_str(&coverage.word("coverage-left-out").replace("{n}", &coverage.left_out.to_string()));
        out.push('\n');
    }
    out
}

fn format(asked: &Coverage) -> Result<CoverageFormat, Failure> {
    let Some(path) = &asked.output else {
        return match asked.format {
            Some(CoverageFormat::Docx | CoverageFormat::Xlsx) => {
                Err(Failure::Usage("Word documents and spreadsheets need a file: add `-o coverage.docx`".into()))
            }
            other => Ok(other.unwrap_or(CoverageFormat::Table)),
        };
    };
    let told = match Path::extension(path).and_then(|e| e.to_str()) {
        Some("docx") => Some(CoverageFormat::Docx),
        Some("xlsx") => Some(CoverageFormat::Xlsx),
        Some("json") => Some(CoverageFormat::Json),
        Some("md") => Some(CoverageFormat::Md),
        _ => None,
    };
    asked.format.or(told).ok_or_else(|| {
        Failure::Usage(format!(
            "the format of `{}` is not known: name it .docx, .xlsx, .json or .md, or give `--format`",
            path.display()
        ))
    })
}
