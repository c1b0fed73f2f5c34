//! Workbooks.

use super::rows::Line;
use super::{Sheet, refusal};
use crate::error::ReadError;
use calamine::{Data, Reader, Xlsx};
use std::io::{Cursor, Read};

/// Most bytes that a workbook may unpack to.
const MAX_UNPACKED: u64 = 200 * 1024 * 1024;
/// Most columns that are looked at.
const MAX_COLUMNS: usize = 64;

/// The sheets of a workbook as text, merged cells filled downwards.
pub(super) fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, ReadError> {
    refuse_bomb(bytes)?;
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(|_| broken())?;
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).map_err(|_| broken())?;
        let merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let (top, left) = range.start().unwrap_or_default();
        let mut lines: Vec<Line> = range
            .rows()
            .zip(top + 1..)
            .map(|(row, number)| Line {
                number,
                cells: row.iter().take(MAX_COLUMNS).map(text).collect(),
                merged: Vec::new(),
            })
            .collect();
        for area in &merged {
            let column = area.start.1.checked_sub(left).map(|column| column as usize);
            let first = area.start.0.checked_sub(top).map(|row| row as usize);
            let (Some(column), Some(first)) = (column, first) else { continue };
            if area.start.1 != area.end.1 {
                let end = area.end.1.saturating_sub(left) as usize + 1;
                lines.iter_mut().skip(first).take(1).for_each(|line| line.merged.push(column..end));
                continue;
            }
            let Some(value) = lines.get(first).and_then(|line| line.cells.get(column)).cloned() else {
                continue;
            };
            let last = (area.end.0.saturating_sub(top) as usize).min(lines.len().saturating_sub(1));
            for line in lines.iter_mut().take(last + 1).skip(first + 1) {
                if let Some(cell) = line.cells.get_mut(column) {
                    cell.clone_from(&value);
                }
            }
        }
        sheets.push(Sheet { name: Some(name), lines });
    }
    Ok(sheets)
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

/// A cell as it would be read aloud; dates as the day.
fn text(cell: &Data) -> String {
    let text = match cell {
        Data::Empty => String::new(),
        Data::DateTime(time) if time.is_datetime() => {
            let (year, month, day, ..) = time.to_ymd_hms_milli();
            format!("{day:02}/{month:02}/{year}")
        }
        other => other.to_string(),
    };
    viet::nfc(text.trim())
}
