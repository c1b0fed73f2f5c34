//! Spreadsheets that people filled in, as rows of cells: XLSX workbooks and CSV files, read within limits.
//!
//! ```
//! let book = vanban::workbook::read("Nhiệm vụ;Tiến độ\n\"Trồng hồi\";Hoàn thành\n".as_bytes())?;
//! assert_eq!(book.sheets[0].rows[1].text(1), "Hoàn thành");
//! # Ok::<(), vanban::ReadError>(())
//! ```

mod csv;
mod xlsx;

use crate::error::{MAX_BYTES, ReadError};
use serde::{Deserialize, Serialize};

/// Most rows of one sheet; cells further down make a file unreadable.
pub const MAX_ROWS: u32 = 100_000;
/// Most columns of one sheet.
pub const MAX_COLUMNS: usize = 256;
/// Most bytes of text that a file may hold, a text counted in every cell it stands in.
const MAX_TEXT: usize = 64 * 1024 * 1024;
/// What a filled cell weighs besides its text.
const CELL: usize = 16;

/// A spreadsheet as read.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Workbook {
    /// Its sheets, in order. CSV is one sheet without a name.
    pub sheets: Vec<Sheet>,
    /// Whether it was CSV, where every cell is text.
    pub is_csv: bool,
}

/// A sheet.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Its rows that hold anything, in order.
    pub rows: Vec<Row>,
    /// Its merged areas.
    pub merged: Vec<Area>,
}

/// A row that holds something.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Its number as a spreadsheet shows it; the first is 1.
    pub number: u32,
    /// Its cells from column A on, up to the last that holds something.
    pub cells: Vec<Cell>,
}

/// Cells merged into one; places count from 0, both ends belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    /// Row and column of its first cell, which holds its value.
    pub first: (u32, u32),
    /// Row and column of its last cell.
    pub last: (u32, u32),
}

/// A cell. A formula stands for the value it had when the file was saved.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Words, composed (NFC).
    Text(String),
    /// A number.
    Number(f64),
    /// A day or time, as dd/mm/yyyy.
    Day(String),
    /// True or false.
    Flag(bool),
    /// A formula that failed: `#REF!`.
    Failed(String),
    /// A formula that no program has computed yet.
    Uncomputed,
}

impl Cell {
    /// Whether it holds nothing, or white space alone.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }

    /// As it would be read aloud.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Empty | Self::Uncomputed => String::new(),
            Self::Text(text) | Self::Day(text) | Self::Failed(text) => text.trim().to_owned(),
            Self::Number(number) => number.to_string(),
            Self::Flag(flag) => flag.to_string(),
        }
    }
}

impl Row {
    /// The cell of a column, counted from 0.
    #[must_use]
    pub fn cell(&self, column: usize) -> &Cell {
        const NOTHING: &Cell = &Cell::Empty;
        self.cells.get(column).unwrap_or(NOTHING)
    }

    /// Its words.
    #[must_use]
    pub fn text(&self, column: usize) -> String {
        self.cell(column).text()
    }

    /// Whether it holds nothing.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(Cell::is_blank)
    }
}

/// The letters of a column counted from 0, as a spreadsheet shows them: 0 is `A`, 26 is `AA`.
#[must_use]
pub fn letters(column: usize) -> String {
    let mut left = column + 1;
    let mut letters = Vec::new();
    while left > 0 {
        left -= 1;
        letters.push(b'A' + u8::try_from(left % 26).unwrap_or_default());
        left /= 26;
    }
    letters.iter().rev().map(|letter| char::from(*letter)).collect()
}

/// Reads a workbook, or CSV with commas, semicolons or tabs.
///
/// # Errors
/// When the bytes are neither, or beyond the limits: 32 MB, 200 MB unpacked, [`MAX_ROWS`], [`MAX_COLUMNS`], 64 MB of
/// text.
pub fn read(bytes: &[u8]) -> Result<Workbook, ReadError> {
    const OLD: &[u8] = b"\xd0\xcf\x11\xe0";
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge);
    }
    if bytes.starts_with(OLD) {
        return Err(refusal(
            "Tệp là Excel đời cũ (.xls) hoặc có mật khẩu. Hãy mở bằng Excel hoặc LibreOffice, bỏ mật khẩu và lưu lại dạng .xlsx.",
            "The file is an old .xls or is protected by a password. Open it in Excel or LibreOffice, remove the password and save it as .xlsx.",
        ));
    }
    if bytes.starts_with(b"PK") {
        let sheets = xlsx::sheets(bytes)?;
        Ok(Workbook { sheets, is_csv: false })
    } else {
        Ok(Workbook { sheets: vec![csv::sheet(bytes)?], is_csv: true })
    }
}

/// What may still be read.
pub(crate) struct Budget(usize);

impl Budget {
    pub(crate) fn new() -> Self {
        Self(MAX_TEXT)
    }

    /// Takes a filled cell with so many bytes of text.
    pub(crate) fn take(&mut self, text: usize) -> Result<(), ReadError> {
        self.0 = self.0.checked_sub(text + CELL).ok_or_else(|| {
            refusal(
                "Bảng tính có quá nhiều nội dung (hơn 64 MB chữ). Hãy tách thành nhiều tệp.",
                "The spreadsheet holds too much (more than 64 MB of text). Split it into several files.",
            )
        })?;
        Ok(())
    }
}

/// Refuses a place beyond the limits of rows and columns.
fn keep_within(row: u32, column: usize) -> Result<(), ReadError> {
    if row < MAX_ROWS && column < MAX_COLUMNS {
        return Ok(());
    }
    let (place, number) = (letters(column), u64::from(row) + 1);
    Err(refusal(
        format!("Có nội dung ở ô {place}{number}, ngoài {MAX_ROWS} hàng và {MAX_COLUMNS} cột được đọc."),
        format!(
            "Cell {place}{number} lies beyond the {MAX_ROWS} rows and {MAX_COLUMNS} columns that are read."
        ),
    ))
}

fn refusal(vi: impl Into<String>, en: impl Into<String>) -> ReadError {
    ReadError::Annex { vi: vi.into(), en: en.into() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn columns_have_the_letters_that_a_spreadsheet_shows() {
        for (column, shown) in [(0, "A"), (4, "E"), (25, "Z"), (26, "AA"), (255, "IV"), (702, "AAA")] {
            assert_eq!(letters(column), shown);
        }
    }

    #[test]
    fn csv_is_read_with_any_separator_and_encoding_that_spreadsheets_write() {
        let utf16: Vec<u8> = [0xff, 0xfe]
            .into_iter()
            .chain("Việc\tHạn\r\n1\t2\r\n".encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        for bytes in [
            "Việc,Hạn\r\n1,2\r\n".as_bytes(),
            "\u{feff}Việc;Hạn\n1;2".as_bytes(),
            "sep=;\nViệc;Hạn\n1;2".as_bytes(),
            &utf16,
        ] {
            let book = read(bytes).unwrap();
            assert!(book.is_csv);
            let rows: Vec<Vec<String>> =
                book.sheets[0].rows.iter().map(|row| (0..2).map(|at| row.text(at)).collect()).collect();
            assert_eq!(rows, [["Việc", "Hạn"], ["1", "2"]]);
        }
    }

    #[test]
    fn a_quoted_field_holds_separators_quotes_and_line_ends() {
        let book = read("a,\"b, \"\"c\"\"\nd\"\n\n,x".as_bytes()).unwrap();
        let rows = &book.sheets[0].rows;
        assert_eq!(rows[0].text(1), "b, \"c\"\nd");
        assert_eq!(
            (rows[1].number, rows[1].text(1).as_str()),
            (3, "x"),
            "an empty row counts but is not kept"
        );
    }

    #[test]
    fn what_is_no_spreadsheet_is_refused_in_words() {
        for bytes in [
            &b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..],
            b"PK\x03\x04 not a workbook",
            b"a,b\x00c",
            b"\xc4\x90\xff\xfe,\xb8",
            b"a,\"never closed\nb,c",
            b"",
        ] {
            let error = read(bytes).unwrap_err();
            assert!(!error.to_string().is_empty() && !error.english().is_empty());
        }
        let wide = "x,".repeat(MAX_COLUMNS + 2) + "x";
        assert!(read(wide.as_bytes()).unwrap_err().to_string().contains("ngoài"));
    }

    proptest! {
        #[test]
        fn bytes_of_any_kind_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let _ = read(&bytes);
        }

        #[test]
        fn any_text_is_read_as_csv_or_refused(text in "[a-zà-ỹ,;\"\\n\\r\\t 0-9]{0,80}") {
            let _ = read(text.as_bytes());
        }
    }
}
