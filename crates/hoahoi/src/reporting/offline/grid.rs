//! A sheet read by its headings.

use vanban::workbook::{Cell, Row, Sheet, Workbook, letters};

use super::columns::{SheetSpec, Words};
use super::filled::{Finding, Findings};
use crate::web::lang::fill;

/// Rows among which the headings are looked for.
const TOP: usize = 30;

/// A sheet whose columns are known.
pub(super) struct Grid<'a> {
    /// Its name; empty for CSV.
    name: &'a str,
    csv: bool,
    rows: &'a [Row],
    columns: Vec<Option<usize>>,
}

impl<'a> Grid<'a> {
    /// Whether a workbook holds a sheet.
    pub(super) fn is_in(book: &Workbook, spec: &SheetSpec) -> bool {
        let names = Words::both().map(|words| viet::fold((spec.name)(words)));
        !book.is_csv && book.sheets.iter().any(|sheet| names.contains(&viet::fold(sheet.name.trim())))
    }

    /// Finds a sheet of a file and its columns. What is missing, double or unknown goes to the findings; nothing when
    /// the sheet cannot be read for it.
    pub(super) fn find(book: &'a Workbook, spec: &SheetSpec, w: Words, found: &mut Findings) -> Option<Self> {
        let names = Words::both().map(|words| viet::fold((spec.name)(words)));
        let is_named = |sheet: &&Sheet| book.is_csv || names.contains(&viet::fold(sheet.name.trim()));
        let Some(sheet) = book.sheets.iter().find(is_named) else {
            found.problem(fill(w.o.at_sheet, &[&(spec.name)(w)]), w.o.no_sheet.to_owned());
            return None;
        };
        let place = if book.is_csv { w.o.at_file.to_owned() } else { fill(w.o.at_sheet, &[&sheet.name]) };
        let headings = (spec.headings)(w);
        let spellings =
            Words::both().map(|words| (spec.headings)(words).into_iter().map(viet::fold).collect::<Vec<_>>());
        let which = |cell: &Cell| {
            let typed = viet::fold(&cell.text()).split_whitespace().collect::<Vec<_>>().join(" ");
            spellings.iter().find_map(|list| list.iter().position(|heading| *heading == typed))
        };
        let matches = |row: &Row| row.cells.iter().filter(|cell| which(cell).is_some()).count();
        let best = sheet.rows.iter().take(TOP).enumerate().max_by_key(|(at, row)| (matches(row), TOP - at));
        let Some((at, head)) = best.filter(|(_, row)| matches(row) >= 2) else {
            found.problem(place, fill(w.o.no_heading, &[&headings[spec.needed[0]]]));
            return None;
        };
        let mut columns = vec![None; headings.len()];
        let mut whole = true;
        for (column, cell) in head.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank()) {
            match which(cell) {
                Some(heading) if columns[heading].is_none() => columns[heading] = Some(column),
                Some(heading) => {
                    whole = false;
                    found.problem(place.clone(), fill(w.o.two_columns, &[&headings[heading]]));
                }
                None => found
                    .notes
                    .push(Finding { place: place.clone(), what: fill(w.o.other_column, &[&cell.text()]) }),
            }
        }
        for needed in spec.needed.iter().filter(|needed| columns[**needed].is_none()) {
            whole = false;
            found.problem(place.clone(), fill(w.o.no_column, &[&headings[*needed]]));
        }
        let name = if book.is_csv { "" } else { sheet.name.as_str() };
        whole.then_some(Self { name, csv: book.is_csv, rows: &sheet.rows[at + 1..], columns })
    }

    /// The rows below the headings.
    pub(super) fn rows(&self) -> &'a [Row] {
        self.rows
    }

    /// A cell.
    pub(super) fn cell<'r>(&self, row: &'r Row, column: usize) -> &'r Cell {
        const NOTHING: &Cell = &Cell::Empty;
        self.columns[column].map_or(NOTHING, |at| row.cell(at))
    }

    /// Whether some cells of a row hold nothing.
    pub(super) fn is_blank(&self, row: &Row, columns: &[usize]) -> bool {
        columns.iter().all(|column| self.cell(row, *column).is_blank())
    }

    /// What stands in a cell, as a person would have typed it; a formula that failed is a finding.
    pub(super) fn typed(&self, row: &Row, column: usize, w: Words, found: &mut Findings) -> String {
        match self.cell(row, column) {
            Cell::Text(text) if self.csv => thethuc::table::bare(text.trim()).to_owned(),
            Cell::Number(number) => shown(*number),
            Cell::Failed(error) => {
                found.problem(self.place(row, column, w), fill(w.o.failed, &[error]));
                String::new()
            }
            Cell::Uncomputed => {
                found.problem(self.place(row, column, w), w.o.uncomputed.to_owned());
                String::new()
            }
            cell => cell.text(),
        }
    }

    /// Where a cell is, in words.
    pub(super) fn place(&self, row: &Row, column: usize, w: Words) -> String {
        match (self.columns[column].map(letters), self.csv) {
            (Some(at), true) => fill(w.o.at_cell_csv, &[&row.number, &at]),
            (Some(at), false) => fill(w.o.at_cell, &[&self.name, &row.number, &at]),
            (None, true) => fill(w.o.at_row_csv, &[&row.number]),
            (None, false) => fill(w.o.at_row, &[&self.name, &row.number]),
        }
    }
}

/// A number of a cell as it would be typed: 15 digits, which is all that spreadsheets keep, and a decimal comma.
fn shown(number: f64) -> String {
    let kept: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    kept.to_string().replace('.', ",")
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn numbers_of_cells_read_as_if_they_were_typed() {
        for (number, typed) in
            [(2026.0, "2026"), (1234.5, "1234,5"), (0.1 + 0.2, "0,3"), (-3.25, "-3,25"), (0.0, "0")]
        {
            assert_eq!(shown(number), typed);
        }
    }
}
