//! The annex of a plan: its list of tasks ("Danh mục nhiệm vụ") as tables of a Word document (DOCX), as a workbook
//! (XLSX) or as a Markdown table.
//!
//! ```
//! let table = "| TT | Nhiệm vụ | Cơ quan chủ trì | Thời gian |\n|---|---|---|---|\n\
//!              | 1 | Xây dựng cơ sở dữ liệu | Sở Khoa học và Công nghệ | Quý IV/2026 |\n";
//! let annex = vanban::annex::read(table.as_bytes())?;
//! assert!(annex.broken.is_empty());
//! assert_eq!(annex.rows[0].owners[0].name, "Sở Khoa học và Công nghệ");
//! # Ok::<(), vanban::ReadError>(())
//! ```

mod cell;
mod columns;
mod docx;
mod place;
mod rows;
mod xlsx;

use crate::docx::Docx;
use crate::error::{MAX_BYTES, ReadError};
use crate::layout;
use crate::model::{Deadline, Recurrence, Role};
use crate::source;
use serde::{Deserialize, Serialize};

pub(crate) use cell::parties as cell_parties;
pub(crate) use columns::{Columns, Field, Known, field as heading_field};
pub use place::{BrokenCell, Fault, Place};
pub(crate) use rows::{Kind, Line, read as read_row};

/// An annex as read. Nothing of it is to be taken while any cell is broken.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Annex {
    /// Its tasks, in the order of the file.
    pub rows: Vec<AnnexRow>,
    /// Every cell that cannot be taken, in the order of the file.
    pub broken: Vec<BrokenCell>,
}

/// One task of an annex.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnnexRow {
    /// Where it stands.
    pub place: Place,
    /// The group that the row stands under ("I. Cơ chế, chính sách"), when there is one.
    pub group: Option<String>,
    /// The printed number, when there is one.
    pub number: Option<String>,
    /// What is to be done.
    pub task: String,
    /// Parties that lead or do it; empty where the cells are blank.
    pub owners: Vec<Owner>,
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

/// A party that answers for a task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owner {
    /// As printed.
    pub name: String,
    /// Lead below "Cơ quan chủ trì", responsible below "Cơ quan thực hiện", unless the cell's own words say otherwise.
    pub role: Role,
}

/// Most rows that one annex may have.
pub const MAX_ROWS: usize = 20_000;

/// Reads the tasks of an annex from a Word document, an XLSX workbook or a Markdown table.
///
/// # Errors
/// When the bytes are none of these, or no table has the usual headings and a task below them. What is wrong in single
/// cells is no error but told in [`Annex::broken`].
pub fn read(bytes: &[u8]) -> Result<Annex, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge);
    }
    let sheets = if !bytes.starts_with(b"PK\x03\x04") {
        tables(bytes)?
    } else if Docx::is_one(bytes) {
        docx::sheets(bytes)?
    } else {
        xlsx::sheets(bytes)?
    };
    let mut headed: Vec<(Sheet, Columns, usize)> = Vec::new();
    for sheet in sheets {
        if let Some((columns, from)) = Columns::find(&sheet.lines) {
            headed.push((sheet, columns, from));
        }
    }
    if headed.is_empty() {
        return Err(refusal(
            "Không tìm thấy hàng tiêu đề. Bảng cần ít nhất cột “Nhiệm vụ” và cột “Cơ quan chủ trì” (hoặc “Đơn vị thực hiện”).",
            "No heading row was found. The table needs at least a column “Nhiệm vụ” and a column “Cơ quan chủ trì” (or “Đơn vị thực hiện”).",
        ));
    }
    let mut annex = Annex::default();
    for (table, (sheet, columns, from)) in (1..).zip(&headed) {
        rows::read_all(sheet, table, columns, *from, &mut annex)?;
    }
    if annex.rows.is_empty() && annex.broken.is_empty() {
        return Err(refusal(
            "Bảng có hàng tiêu đề nhưng không có nhiệm vụ nào bên dưới.",
            "The table has a heading row but no task below it.",
        ));
    }
    Ok(annex)
}

/// A sheet or table as text.
#[derive(Debug, Clone)]
pub(crate) struct Sheet {
    pub(crate) name: Option<String>,
    pub(crate) lines: Vec<Line>,
}

fn tables(bytes: &[u8]) -> Result<Vec<Sheet>, ReadError> {
    let source = source::open(bytes)?;
    let sheets =
        layout::blocks(&source.text, source.whole).into_iter().filter_map(|block| block.grid).map(|grid| {
            let lines = grid
                .rows
                .iter()
                .zip(1..)
                .map(|(row, number)| Line {
                    number,
                    cells: row.iter().map(|cell| cell.text().to_owned()).collect(),
                    merged: Vec::new(),
                })
                .collect();
            Sheet { name: None, lines }
        });
    Ok(sheets.collect())
}

fn refusal(vi: impl Into<String>, en: impl Into<String>) -> ReadError {
    ReadError::Annex { vi: vi.into(), en: en.into() }
}
