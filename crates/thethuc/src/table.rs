//! Tables as files: XLSX workbooks and CSV.
//!
//! Every text is written as text: nothing a person typed is ever run as a formula. In a workbook a text that a
//! spreadsheet would take for one if it were typed in (`=`, `+`, `-`, `@` first) is marked with the quote prefix, so
//! that it stays text when somebody edits the cell; in CSV, which has no types, it gets an apostrophe before it.

mod csv;
pub(crate) mod xlsx;

use jiff::civil::Date;
use rust_xlsxwriter::XlsxError;

pub use csv::{bare, guarded};
pub use xlsx::workbook;

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
    /// A whole number. A workbook keeps 15 digits of it.
    Integer(i64),
    /// A number with decimals.
    Decimal(f64),
    /// A day: shown as dd/mm/yyyy in a workbook, written as 2026-11-21 in CSV.
    Day(Date),
    /// Words that lead to an address. CSV holds the words alone.
    Link {
        /// Where to.
        href: String,
        /// The words.
        text: String,
    },
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
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        if number.is_finite() { Self::Decimal(number) } else { Self::Empty }
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

/// What stands in a column; decides how it is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The name by which programs know a row: grey, small, on one line.
    Identifier,
    /// Words, wrapped.
    Words,
    /// Numbers as they are: counts, years.
    Number,
    /// Amounts, with thousands kept apart.
    Amount,
    /// Days.
    Day,
}

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The heading.
    pub heading: String,
    /// Width in characters.
    pub width: f64,
    /// What stands in it.
    pub kind: Kind,
}

impl Column {
    /// A column of words, so many characters wide.
    pub fn words(heading: impl Into<String>, width: f64) -> Self {
        Self { heading: heading.into(), width, kind: Kind::Words }
    }

    /// A column of counts or years.
    pub fn number(heading: impl Into<String>) -> Self {
        Self { heading: heading.into(), width: 12.0, kind: Kind::Number }
    }

    /// A column of amounts.
    pub fn amount(heading: impl Into<String>) -> Self {
        Self { heading: heading.into(), width: 20.0, kind: Kind::Amount }
    }

    /// A column of days.
    pub fn day(heading: impl Into<String>) -> Self {
        Self { heading: heading.into(), width: 13.0, kind: Kind::Day }
    }

    /// The column of stable identifiers; by custom the first.
    pub fn identifier(heading: impl Into<String>) -> Self {
        Self { heading: heading.into(), width: 10.0, kind: Kind::Identifier }
    }
}

/// One table: a sheet of a workbook, or a CSV file.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// Name of the sheet; shortened and cleaned as XLSX demands.
    pub name: String,
    /// Title above the table.
    pub title: String,
    /// Remarks between title and table: as of when, by whom, what was filtered.
    pub remarks: Vec<String>,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, as long as the columns.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// An empty table whose sheet is named as it is titled; its columns and rows are filled in by struct update.
    #[must_use]
    pub fn titled(title: &str) -> Self {
        Self { name: title.to_owned(), title: title.to_owned(), ..Self::default() }
    }

    /// A workbook with this table alone; see [`workbook`].
    ///
    /// # Errors
    /// [`TableError`] when the table is larger than XLSX allows.
    pub fn xlsx(&self) -> Result<Vec<u8>, TableError> {
        workbook(std::slice::from_ref(self))
    }

    /// The headings and rows as CSV after RFC 4180, in UTF-8 with a byte order mark so that Excel knows it. Numbers
    /// have a dot before the decimals, days are ISO 8601; title and remarks have no place in it. Texts that a
    /// spreadsheet would run as formulas are [`guarded`].
    #[must_use]
    pub fn csv(&self) -> Vec<u8> {
        csv::write(self)
    }
}

/// Whether a spreadsheet would take the text for a formula if somebody typed it.
pub(crate) fn looks_like_formula(text: &str) -> bool {
    text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
        || text.starts_with(['\t', '\r'])
}
