//! Where in an annex something stands, and what is wrong there.

use serde::{Deserialize, Serialize};
use std::fmt;

/// The place of a row; places are ordered as in the file. `Display` says it in Vietnamese.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// Number of the table among those of the file that list tasks; the first is 1.
    pub table: u32,
    /// Number of the row in its table, or in its sheet; the first is 1.
    pub row: u32,
    /// Name of the sheet of a workbook.
    pub sheet: Option<String>,
}

impl Place {
    /// The place in English.
    #[must_use]
    pub fn english(&self) -> String {
        match &self.sheet {
            Some(sheet) => format!("sheet “{sheet}”, row {}", self.row),
            None => format!("table {}, row {}", self.table, self.row),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.sheet {
            Some(sheet) => write!(f, "trang “{sheet}”, dòng {}", self.row),
            None => write!(f, "bảng {}, dòng {}", self.table, self.row),
        }
    }
}

/// A cell that cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BrokenCell {
    /// Its row.
    pub place: Place,
    /// The heading above it, as printed.
    pub column: String,
    /// What is wrong.
    pub fault: Fault,
}

/// What is wrong with a cell. `Display` says it in Vietnamese, with what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Fault {
    /// A spreadsheet's formula has failed.
    #[error("Ô báo lỗi công thức {0}. Đề nghị sửa công thức.")]
    Formula(String),
    /// Other cells of the row are filled, but nothing is to be done.
    #[error("Để trống, trong khi các cột khác có nội dung. Đề nghị điền nhiệm vụ hoặc xóa dòng.")]
    NoTask,
    /// A day, month or quarter that no calendar has.
    #[error("Không có thời điểm “{0}”. Đề nghị sửa lại ngày, tháng hoặc quý.")]
    NoSuchDate(String),
}

impl Fault {
    /// The same in English.
    #[must_use]
    pub fn english(&self) -> String {
        match self {
            Self::Formula(value) => {
                format!("The cell holds the formula error {value}. Please correct the formula.")
            }
            Self::NoTask => {
                "Empty although other columns are filled. Please fill in the task or remove the row."
                    .to_owned()
            }
            Self::NoSuchDate(words) => {
                format!("There is no such time as “{words}”. Please correct the day, month or quarter.")
            }
        }
    }
}
