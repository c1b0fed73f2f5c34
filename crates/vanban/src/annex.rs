//! The annex of a plan: its list of tasks ("Danh mục nhiệm vụ") as a workbook or a Markdown table.
//!
//! ```
//! let table = "| TT | Nhiệm vụ | Cơ quan chủ trì | Thời gian |\n|---|---|---|---|\n\
//!              | 1 | Xây dựng cơ sở dữ liệu | Sở Khoa học và Công nghệ | Quý IV/2026 |\n";
//! let rows = vanban::annex::read(table.as_bytes())?;
//! assert_eq!(rows[0].owners, ["Sở Khoa học và Công nghệ"]);
//! # Ok::<(), vanban::ReadError>(())
//! ```

mod cell;
mod columns;
mod rows;
mod xlsx;

use crate::error::{MAX_BYTES, ReadError};
use crate::layout;
use crate::model::{Deadline, Recurrence};
use crate::source;
use serde::{Deserialize, Serialize};

pub(crate) use cell::parties as cell_parties;
pub(crate) use columns::{Columns, Field, field as heading_field};
pub(crate) use rows::{Kind, Line, read as read_row};

/// One task of an annex.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnnexRow {
    /// Name of the sheet; `None` for a Markdown table.
    pub sheet: Option<String>,
    /// Number of the row in its sheet, or in its table; the first is 1.
    pub row: u32,
    /// The group that the row stands under ("I. Cơ chế, chính sách"), when there is one.
    pub group: Option<String>,
    /// The printed number, when there is one.
    pub number: Option<String>,
    /// What is to be done.
    pub task: String,
    /// Parties that lead or do it, as printed; empty where the cell is blank.
    pub owners: Vec<String>,
    /// Parties to work with, as printed.
    pub coordinators: Vec<String>,
    /// The time printed for it; `None` where the cell is blank or only says how often.
    pub deadline: Option<Deadline>,
    /// How often it comes round, when the time cell says so.
    pub recurrence: Option<Recurrence>,
    /// What is to come of it.
    pub product: Option<String>,
    /// Money and its source.
    pub budget: Option<String>,
    /// Remarks.
    pub note: Option<String>,
}

/// Most rows that one annex may have.
pub const MAX_ROWS: usize = 20_000;

/// Reads the tasks of an annex from an XLSX workbook or a Markdown table.
///
/// # Errors
/// When the bytes are neither, when no heading row is found, or when a row cannot be understood; the message names
/// row and column. Nothing is taken from a table that has an error.
pub fn read(bytes: &[u8]) -> Result<Vec<AnnexRow>, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge);
    }
    let sheets = if bytes.starts_with(b"PK\x03\x04") { xlsx::sheets(bytes)? } else { tables(bytes)? };
    let mut found = Vec::new();
    let mut headed = false;
    for sheet in &sheets {
        if let Some((columns, from)) = Columns::find(&sheet.lines) {
            headed = true;
            found.extend(rows::read_strict(sheet, &columns, from)?);
        }
    }
    if !headed {
        return Err(refusal(
            "Không tìm thấy hàng tiêu đề. Bảng cần ít nhất cột “Nhiệm vụ” và cột “Cơ quan chủ trì” (hoặc “Đơn vị thực hiện”).",
            "No heading row was found. The table needs at least a column “Nhiệm vụ” and a column “Cơ quan chủ trì” (or “Đơn vị thực hiện”).",
        ));
    }
    if found.is_empty() {
        return Err(refusal(
            "Bảng có hàng tiêu đề nhưng không có nhiệm vụ nào bên dưới.",
            "The table has a heading row but no task below it.",
        ));
    }
    Ok(found)
}

/// A sheet or table as text.
#[derive(Debug, Clone)]
pub(crate) struct Sheet {
    pub(crate) name: Option<String>,
    pub(crate) lines: Vec<Line>,
}

fn tables(bytes: &[u8]) -> Result<Vec<Sheet>, ReadError> {
    let source = source::open(bytes)?;
    let sheets = layout::blocks(&source.text).into_iter().filter_map(|block| block.grid).map(|grid| {
        let lines = grid
            .rows
            .iter()
            .zip(1..)
            .map(|(row, number)| Line {
                number,
                cells: row.iter().map(|cell| cell.text().to_owned()).collect(),
            })
            .collect();
        Sheet { name: None, lines }
    });
    Ok(sheets.collect())
}

fn refusal(vi: impl Into<String>, en: impl Into<String>) -> ReadError {
    ReadError::Annex { vi: vi.into(), en: en.into() }
}
