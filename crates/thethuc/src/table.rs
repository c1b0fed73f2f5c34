//! Tables as XLSX workbooks.
//!
//! Every text is written as text: nothing a person typed is ever run as a formula. A text that a spreadsheet would
//! take for one if it were typed in (`=`, `+`, `-`, `@` first) is marked with the quote prefix, so that it stays
//! text when somebody edits the cell or saves the sheet as CSV.

use jiff::civil::Date;
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

/// The most characters a cell of XLSX holds.
const CELL_LIMIT: usize = 32_767;

/// Why a workbook could not be written.
#[derive(Debug, thiserror::Error)]
#[error("Không ghi được tệp XLSX: {0}")]
pub struct TableError(#[from] XlsxError);

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words, kept as they are.
    Text(String),
    /// A number.
    Number(f64),
    /// A day, shown as dd/mm/yyyy.
    Day(Date),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }
}

impl From<i64> for Cell {
    #[allow(clippy::cast_precision_loss)]
    fn from(number: i64) -> Self {
        Self::Number(number as f64)
    }
}

impl From<Date> for Cell {
    fn from(day: Date) -> Self {
        Self::Day(day)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

/// A column: its heading and its width in characters.
#[derive(Debug, Clone, Copy)]
pub struct Column<'a> {
    /// The heading.
    pub heading: &'a str,
    /// Width in characters.
    pub width: f64,
}

/// A sheet of one table.
#[derive(Debug, Clone)]
pub struct Table<'a> {
    /// Name of the sheet; shortened and cleaned as XLSX demands.
    pub name: &'a str,
    /// Title above the table.
    pub title: &'a str,
    /// Remarks between title and table: what was filtered, when it was made.
    pub remarks: Vec<String>,
    /// The columns.
    pub columns: Vec<Column<'a>>,
    /// The rows, as long as the columns.
    pub rows: Vec<Vec<Cell>>,
}

impl Table<'_> {
    /// Writes a workbook with this table: Times New Roman, landscape A4, headings repeated on each page, kept in
    /// sight when scrolling, with a filter.
    ///
    /// # Errors
    /// [`TableError`] when the table is larger than XLSX allows.
    pub fn xlsx(&self) -> Result<Vec<u8>, TableError> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.set_name(sheet_name(self.name))?;
        sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
        let plain = Format::new().set_font_name("Times New Roman").set_font_size(12);
        let bold = plain.clone().set_bold();
        put(sheet, 0, 0, &Cell::from(self.title), &bold.clone().set_font_size(14))?;
        let mut row = 1;
        for remark in &self.remarks {
            put(sheet, row, 0, &Cell::from(remark.as_str()), &plain)?;
            row += 1;
        }
        let heading = bold
            .set_border(FormatBorder::Thin)
            .set_text_wrap()
            .set_align(FormatAlign::Center)
            .set_align(FormatAlign::VerticalCenter);
        let first = row;
        for (at, column) in (0_u16..).zip(&self.columns) {
            sheet.set_column_width(at, column.width)?;
            put(sheet, row, at, &Cell::from(column.heading), &heading)?;
        }
        let body = plain.set_border(FormatBorder::Thin).set_text_wrap().set_align(FormatAlign::Top);
        for cells in &self.rows {
            row += 1;
            for (at, cell) in (0_u16..).zip(cells) {
                put(sheet, row, at, cell, &body)?;
            }
        }
        let last = u16::try_from(self.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
        sheet.set_repeat_rows(first, first)?;
        sheet.set_freeze_panes(first + 1, 0)?;
        if row > first {
            sheet.autofilter(first, 0, row, last)?;
        }
        Ok(book.save_to_buffer()?)
    }
}

fn put(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell, format: &Format) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => sheet.write_blank(row, column, format)?,
        Cell::Text(text) => {
            let text = fit(text);
            if looks_like_formula(&text) {
                sheet.write_string_with_format(row, column, text, &format.clone().set_quote_prefix())?
            } else {
                sheet.write_string_with_format(row, column, text, format)?
            }
        }
        Cell::Number(number) => sheet.write_number_with_format(row, column, *number, format)?,
        Cell::Day(day) => {
            let shown = format.clone().set_num_format("dd/mm/yyyy");
            match excel_day(*day) {
                Some(date) => sheet.write_datetime_with_format(row, column, &date, &shown)?,
                None => sheet.write_string_with_format(row, column, day.to_string(), format)?,
            }
        }
    };
    Ok(())
}

/// XLSX knows days from 1900 to 9999.
fn excel_day(day: Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok()?;
    let (month, of_month) = (u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?);
    ExcelDateTime::from_ymd(year, month, of_month).ok()
}

/// Whether a spreadsheet would take the text for a formula if somebody typed it.
fn looks_like_formula(text: &str) -> bool {
    text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
        || text.starts_with(['\t', '\r'])
}

/// The text within the limit of a cell, without control characters that XML forbids.
fn fit(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).take(CELL_LIMIT).collect()
}

/// A name that XLSX accepts: at most 31 characters, none of `[]:*?/\`, no apostrophe at either end.
fn sheet_name(name: &str) -> String {
    let clean: String = name
        .chars()
        .map(|c| if matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\') { ' ' } else { c })
        .take(31)
        .collect();
    let clean = clean.trim_matches(['\'', ' ']);
    if clean.is_empty() { "1".to_owned() } else { clean.to_owned() }
}
