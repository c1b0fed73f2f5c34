//! XLSX workbooks, read cell by cell: a cell far away costs no more than any other.

use super::{Area, Budget, Cell, Row, Sheet, keep_within, refusal};
use crate::error::ReadError;
use calamine::{DataRef, Reader, SheetType, Xlsx};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};

/// Most bytes that a workbook may unpack to.
const MAX_UNPACKED: u64 = 200 * 1024 * 1024;
/// Most merged areas of one sheet.
const MAX_AREAS: usize = 50_000;

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// The sheets of a workbook.
pub(super) fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, ReadError> {
    refuse_bomb(bytes)?;
    let mut book: Book<'_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(|_| broken())?;
    let tables = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let names: Vec<String> = tables.map(|sheet| sheet.name.clone()).collect();
    let mut budget = Budget::new();
    names.into_iter().map(|name| sheet(&mut book, name, &mut budget)).collect()
}

fn sheet(book: &mut Book<'_>, name: String, budget: &mut Budget) -> Result<Sheet, ReadError> {
    let mut rows: BTreeMap<u32, Vec<Cell>> = BTreeMap::new();
    let mut reader = book.worksheet_cells_reader(&name).map_err(|_| broken())?;
    while let Some(record) = reader.next_cell_with_formula_metadata().map_err(|_| broken())? {
        let cell = cell(&record.value, record.formula.is_some());
        if cell == Cell::Empty {
            continue;
        }
        let (row, column) = (record.pos.0, record.pos.1 as usize);
        keep_within(row, column)?;
        budget.take(if let Cell::Text(text) = &cell { text.len() } else { 0 })?;
        let cells = rows.entry(row).or_default();
        if cells.len() <= column {
            cells.resize(column + 1, Cell::Empty);
        }
        cells[column] = cell;
    }
    drop(reader);
    let areas = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
    if areas.len() > MAX_AREAS {
        return Err(refusal(
            format!("Trang “{name}” có quá nhiều ô gộp (hơn {MAX_AREAS})."),
            format!("Sheet “{name}” has too many merged cells (more than {MAX_AREAS})."),
        ));
    }
    let merged = areas.iter().map(|area| Area { first: area.start, last: area.end }).collect();
    let rows = rows.into_iter().map(|(row, cells)| Row { number: row + 1, cells }).collect();
    Ok(Sheet { name, rows, merged })
}

fn cell(value: &DataRef<'_>, formula: bool) -> Cell {
    match value {
        DataRef::Empty if formula => Cell::Uncomputed,
        DataRef::Empty => Cell::Empty,
        DataRef::String(text) => words(text),
        DataRef::SharedString(text) => words(text),
        DataRef::Float(number) => Cell::Number(*number),
        #[allow(clippy::cast_precision_loss)]
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Bool(flag) => Cell::Flag(*flag),
        DataRef::Error(error) => Cell::Failed(error.to_string()),
        DataRef::DateTime(time) if time.is_datetime() => {
            let (year, month, day, ..) = time.to_ymd_hms_milli();
            Cell::Day(format!("{day:02}/{month:02}/{year}"))
        }
        DataRef::DateTime(time) => Cell::Number(time.as_f64()),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => words(text),
    }
}

fn words(text: &str) -> Cell {
    let text = viet::nfc(text);
    if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
}

/// Unpacks every entry into nothing, counting: declared sizes can lie.
fn refuse_bomb(bytes: &[u8]) -> Result<(), ReadError> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken())?;
    let mut left = MAX_UNPACKED;
    for i in 0..archive.len() {
        let mut entry = archive.by_index(i).map_err(|_| broken())?;
        let read =
            std::io::copy(&mut entry.by_ref().take(left + 1), &mut std::io::sink()).map_err(|_| broken())?;
        left = left.checked_sub(read).ok_or_else(|| {
            refusal(
                "Tệp nén nở ra quá 200 MB; tệp không được đọc.",
                "The file unpacks to more than 200 MB and is not read.",
            )
        })?;
    }
    Ok(())
}

fn broken() -> ReadError {
    refusal(
        "Tệp không phải bảng tính XLSX hợp lệ hoặc đã hỏng. Hãy mở bằng Excel hoặc LibreOffice và lưu lại.",
        "The file is no valid XLSX workbook or is damaged. Open it in Excel or LibreOffice and save it again.",
    )
}
