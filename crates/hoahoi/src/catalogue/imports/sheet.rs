//! A file as rows of what was typed, its columns found by their headings. Pure.

use serde::{Deserialize, Serialize};
use vanban::workbook::{Cell, Row as FileRow, Workbook, letters};

use super::columns::What;
use super::texts::ImportTexts;
use crate::catalogue::kinds::Kind;
use crate::web::lang::fill;

/// Rows among which the headings are looked for.
const TOP: usize = 40;
/// The most rows of one import: all of them are written in one transaction and shown on one page.
pub const MOST: usize = 2_000;

/// Something to look at in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Where, in words.
    pub place: String,
    /// What, and what to do.
    pub what: String,
}

/// A file as it is kept until it is confirmed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// Whether it was CSV, where numbers may have been written by a program.
    pub csv: bool,
    /// The columns that were understood.
    pub columns: Vec<Column>,
    /// The rows that hold something.
    pub rows: Vec<Row>,
}

/// A column that was understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// See [`What::key`].
    pub key: String,
    /// Its heading in the file.
    pub heading: String,
    /// Its letters in the file.
    pub letters: String,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Its number in the file.
    pub number: u32,
    /// What stands in it, column by column, as a person would have typed it.
    pub cells: Vec<String>,
}

impl Sheet {
    /// What stands in a column of a row; nothing when the file has no such column.
    #[must_use]
    pub fn cell<'a>(&self, row: &'a Row, key: &str) -> Option<&'a str> {
        let at = self.columns.iter().position(|column| column.key == key)?;
        row.cells.get(at).map(String::as_str)
    }

    /// Where a field of a row is, in words.
    #[must_use]
    pub fn place(&self, row: &Row, key: &str, t: &ImportTexts) -> String {
        match self.columns.iter().find(|column| column.key == key) {
            Some(column) => fill(t.at_cell, &[&row.number, &column.letters, &column.heading]),
            None => fill(t.at_row, &[&row.number]),
        }
    }
}

/// Reads a file for a kind; with it come remarks on columns that are not read.
///
/// # Errors
/// What must be mended before anything can be compared, by row and column.
pub fn read(book: &Workbook, kind: &Kind, t: &ImportTexts) -> Result<(Sheet, Vec<String>), Vec<Finding>> {
    let file = |what: String| vec![Finding { place: t.at_file.to_owned(), what }];
    let all = What::all(kind);
    let which = |cell: &Cell| all.iter().find(|what| what.is_called(&cell.text())).copied();
    let known =
        |row: &FileRow| row.cells.iter().filter(|cell| !cell.is_blank() && which(cell).is_some()).count();
    // the sheet and the row with the most headings; of equals the first
    let heads = book.sheets.iter().flat_map(|sheet| {
        sheet.rows.iter().take(TOP).enumerate().map(move |(at, row)| (known(row), sheet, at, row))
    });
    let best = heads.fold(None::<(usize, _, usize, &FileRow)>, |best, head| match best {
        Some(best) if best.0 >= head.0 => Some(best),
        _ => Some(head),
    });
    let Some((_, sheet, at, head)) = best.filter(|(n, ..)| *n > 0) else {
        return Err(file(fill(t.no_headings, &[&t.template])));
    };
    let (mut columns, mut at_column, mut notes, mut wrong) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (place, cell) in head.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank()) {
        let heading = cell.text();
        let Some(what) = which(cell) else {
            notes.push(fill(t.other_column, &[&heading]));
            continue;
        };
        if columns.iter().any(|column: &Column| column.key == what.key()) {
            wrong.extend(file(fill(t.two_columns, &[&heading])));
        }
        columns.push(Column { key: what.key(), heading, letters: letters(place) });
        at_column.push(place);
    }
    let named = |column: &Column| column.key == What::Title.key() || column.key == What::Identifier.key();
    if !columns.iter().any(named) {
        wrong.extend(file(t.no_title_column.to_owned()));
    }
    let mut out = Sheet { csv: book.is_csv, columns, rows: Vec::new() };
    for row in sheet.rows.iter().skip(at + 1) {
        let mut kept = Row { number: row.number, cells: Vec::new() };
        for (column, place) in out.columns.iter().zip(&at_column) {
            kept.cells.push(typed(row.cell(*place), book.is_csv).unwrap_or_else(|why| {
                let place = fill(t.at_cell, &[&row.number, &column.letters, &column.heading]);
                let what = why.map_or_else(|| t.uncomputed.to_owned(), |error| fill(t.failed, &[&error]));
                wrong.push(Finding { place, what });
                String::new()
            }));
        }
        if kept.cells.iter().any(|cell| !cell.is_empty()) {
            out.rows.push(kept);
        }
    }
    match out.rows.len() {
        0 => wrong.extend(file(t.no_rows.to_owned())),
        n if n > MOST => {
            wrong.extend(file(fill(t.too_many_rows, &[&viet::number::show(n), &viet::number::show(MOST)])));
        }
        _ => {}
    }
    if wrong.is_empty() { Ok((out, notes)) } else { Err(wrong) }
}

/// What stands in a cell, as a person would have typed it; of a formula that failed its error, of one that was never
/// computed nothing.
fn typed(cell: &Cell, csv: bool) -> Result<String, Option<String>> {
    match cell {
        Cell::Text(text) if csv => Ok(thethuc::table::bare(text.trim()).to_owned()),
        // 15 digits are all that spreadsheets keep
        Cell::Number(number) => {
            let kept: f64 = format!("{number:.14e}").parse().unwrap_or(*number);
            Ok(kept.to_string().replace('.', ","))
        }
        Cell::Failed(error) => Err(Some(error.clone())),
        Cell::Uncomputed => Err(None),
        cell => Ok(cell.text()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::catalogue::kinds::Kinds;

    fn read_csv(text: &str) -> Result<(Sheet, Vec<String>), Vec<Finding>> {
        let kinds = Kinds::load(std::path::Path::new("/nowhere")).unwrap();
        let book = vanban::workbook::read(text.as_bytes()).unwrap();
        read(&book, kinds.get("san-pham").unwrap(), &ImportTexts::VI)
    }

    #[test]
    fn columns_are_known_by_their_headings_wherever_they_stand() {
        let (sheet, notes) =
            read_csv("\u{feff}Hướng dẫn;;;\n\nnhóm sản phẩm;TÊN;Số thửa;f\nQuả tươi;'=Na dai;7;\n;;;\n")
                .unwrap();
        assert_eq!(sheet.columns.iter().map(|c| c.key.as_str()).collect::<Vec<_>>(), ["f-nhom", "title"]);
        assert_eq!(notes.len(), 2, "what is not read is said: {notes:?}");
        assert_eq!(sheet.rows.len(), 1);
        assert_eq!(sheet.rows[0].number, 4);
        assert_eq!(sheet.cell(&sheet.rows[0], "title"), Some("=Na dai"), "the apostrophe was a guard");
        assert_eq!(sheet.cell(&sheet.rows[0], "f-ocop"), None);
        assert_eq!(sheet.place(&sheet.rows[0], "title", &ImportTexts::VI), "Hàng 4, cột B (TÊN)");
    }

    #[test]
    fn a_file_that_cannot_be_compared_says_why() {
        assert!(read_csv("a;b\n1;2\n").is_err());
        assert!(read_csv("Tên;Tên\nNa;Na\n").unwrap_err()[0].what.contains("Tên"));
        assert!(read_csv("Nhóm sản phẩm\nQuả tươi\n").is_err(), "rows need a name");
        assert!(read_csv("Tên\n").is_err());
        let many: String = (0..=MOST).map(|n| format!("Na {n}\n")).collect();
        assert!(read_csv(&format!("Tên\n{many}")).unwrap_err()[0].what.contains("2.000"));
    }
}
