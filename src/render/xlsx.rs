//! Tables as a spreadsheet. Every cell is text: what looks like a formula stays what was written.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, XlsxError};

/// A sheet: its name, and its rows, of which the first is the head.
pub type Sheet = (String, Vec<Vec<String>>);

/// Longest text in a cell. Unit: characters. A spreadsheet takes 32,767 of two bytes each.
const MAX_CELL: usize = 16_000;
/// Longest name of a sheet. Unit: characters.
const MAX_NAME: usize = 31;
/// Narrowest and widest column. Unit: characters.
const WIDTH: (usize, usize) = (8, 60);

/// The workbook, byte for byte the same for the same tables.
///
/// # Errors
///
/// Only where it can't be packed, or has more rows than a spreadsheet takes.
pub fn xlsx(title: &str, sheets: &[Sheet]) -> Result<Vec<u8>, String> {
    made(title, sheets).map_err(|error| error.to_string())
}

fn made(title: &str, sheets: &[Sheet]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // No clock: a fixed day, so that the same tables give the same bytes.
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_title(cell(title)).set_creation_datetime(&day));
    let text = Format::new().set_text_wrap().set_align(FormatAlign::Top).set_num_format("@");
    let head = text.clone().set_bold();
    for (index, (name, rows)) in sheets.iter().enumerate() {
        let sheet = book.add_worksheet();
        sheet.set_name(sheet_name(name, index))?;
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        for column in 0..columns {
            let longest = rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max();
            sheet.set_column_width(column as u16, longest.unwrap_or(0).clamp(WIDTH.0, WIDTH.1) as f64)?;
        }
        for (at, row) in rows.iter().enumerate() {
            for (column, words) in row.iter().enumerate() {
                let format = if at == 0 { &head } else { &text };
                let words = cell(words);
                // A cell that is edited later, and begins like a formula, stays text by its quote mark.
                let quoted = words.starts_with(['=', '+', '-', '@', '\t', '\r', '\'']);
                let quote = format.clone().set_quote_prefix();
                sheet.write_string_with_format(
                    at as u32,
                    column as u16,
                    words,
                    if quoted { &quote } else { format },
                )?;
            }
        }
        sheet.set_freeze_panes(1, 0)?;
        if rows.len() > 1 && columns > 0 {
            sheet.autofilter(0, 0, (rows.len() - 1) as u32, (columns - 1) as u16)?;
        }
    }
    book.save_to_buffer()
}

/// The text that a cell can hold.
fn cell(text: &str) -> String {
    let kept = text.chars().filter(|c| !c.is_control() || matches!(c, '\t' | '\n'));
    let mut kept: String = kept.filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}')).collect();
    if let Some((at, _)) = kept.char_indices().nth(MAX_CELL) {
        kept.truncate(at);
        kept.push('…');
    }
    kept
}

/// A name that a sheet can bear: no sign of a reference, not too long, and no other sheet's.
fn sheet_name(name: &str, index: usize) -> String {
    let clean: String =
        name.chars().filter(|c| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'')).collect();
    let clean: String = cell(&clean).chars().take(MAX_NAME - 4).collect();
    format!("{} {}", index + 1, clean.trim()).trim().to_string()
}
