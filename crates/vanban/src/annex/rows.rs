//! Rows of a table below its heading.

use super::columns::{Columns, Field};
use super::{AnnexRow, MAX_ROWS, Sheet, cell, refusal};
use crate::deadlines;
use crate::error::ReadError;
use crate::labels;

/// A row as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    /// Its number in the sheet or table; the first is 1.
    pub(crate) number: u32,
    pub(crate) cells: Vec<String>,
}

impl Line {
    fn get(&self, columns: &Columns, field: Field) -> &str {
        columns.index(field).and_then(|i| self.cells.get(i)).map_or("", |cell| cell.trim())
    }
}

/// What a row below the heading is.
pub(crate) enum Kind {
    /// Nothing to take: empty, or the row "(1) (2) (3)".
    Nothing,
    /// The title of a group.
    Group(String),
    /// A task.
    Task(Box<AnnexRow>),
    /// Somebody is named but no task.
    Orphan,
}

/// Reads every row, taking what can be taken.
pub(crate) fn read(line: &Line, columns: &Columns, group: Option<&str>) -> Kind {
    let filled: Vec<&str> =
        line.cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
    if filled.is_empty() || filled.iter().all(|cell| is_column_number(cell)) {
        return Kind::Nothing;
    }
    let get = |field| line.get(columns, field);
    let (number, task) = (get(Field::Number), get(Field::Task));
    let others = [Field::Lead, Field::Coordinators, Field::Time, Field::Product];
    let bare =
        others.iter().all(|&field| get(field).is_empty() || get(field) == task || get(field) == number);
    if bare && let Some(title) = group_title(number, task, &filled) {
        return Kind::Group(title);
    }
    if task.is_empty() {
        return Kind::Orphan;
    }
    let text = |field| Some(get(field)).filter(|cell| !cell.is_empty() && *cell != "-").map(str::to_owned);
    Kind::Task(Box::new(AnnexRow {
        sheet: None,
        row: line.number,
        group: group.map(str::to_owned),
        number: text(Field::Number),
        task: task.to_owned(),
        owners: cell::parties(get(Field::Lead)),
        coordinators: cell::parties(get(Field::Coordinators)),
        deadline: deadlines::field(get(Field::Time)),
        recurrence: deadlines::recurrence(get(Field::Time)),
        product: text(Field::Product),
        budget: text(Field::Budget),
        note: text(Field::Note),
    }))
}

/// Reads a sheet whole, or says which row and column are wrong.
pub(super) fn read_strict(sheet: &Sheet, columns: &Columns, from: usize) -> Result<Vec<AnnexRow>, ReadError> {
    let mut group = None;
    let mut rows = Vec::new();
    for line in &sheet.lines[from..] {
        let (vi, en) = match &sheet.name {
            Some(name) => (
                format!("Trang “{name}”, dòng {}", line.number),
                format!("Sheet “{name}”, row {}", line.number),
            ),
            None => (format!("Dòng {}", line.number), format!("Row {}", line.number)),
        };
        if let Some(i) =
            line.cells.iter().position(|cell| cell.starts_with('#') && cell.ends_with(['!', '?', 'A']))
        {
            let column = columns.headings.get(i).cloned().unwrap_or_default();
            let cell = &line.cells[i];
            return Err(refusal(
                format!("{vi}, cột “{column}”: ô báo lỗi công thức {cell}. Hãy sửa trong tệp rồi nhập lại."),
                format!(
                    "{en}, column “{column}”: the cell holds the formula error {cell}. Correct the file and try again."
                ),
            ));
        }
        match read(line, columns, group.as_deref()) {
            Kind::Nothing => {}
            Kind::Group(title) => group = Some(title),
            Kind::Task(row) => rows.push(AnnexRow { sheet: sheet.name.clone(), ..*row }),
            Kind::Orphan => {
                let column = columns.heading(Field::Task).unwrap_or_default();
                return Err(refusal(
                    format!(
                        "{vi}, cột “{column}”: trống, trong khi các cột khác có nội dung. Hãy điền nhiệm vụ hoặc xóa dòng."
                    ),
                    format!(
                        "{en}, column “{column}”: empty although other columns are filled. Fill in the task or remove the row."
                    ),
                ));
            }
        }
        if rows.len() > MAX_ROWS {
            return Err(refusal(
                format!("Bảng có hơn {MAX_ROWS} nhiệm vụ. Hãy tách thành nhiều tệp."),
                format!("The table has more than {MAX_ROWS} tasks. Split it into several files."),
            ));
        }
    }
    Ok(rows)
}

/// The title of a group, when a row with nothing but number and text is one.
fn group_title(number: &str, task: &str, filled: &[&str]) -> Option<String> {
    let arabic =
        |text: &str| text.trim_matches(['.', ')', ' ']).bytes().all(|b| b.is_ascii_digit() || b == b'.');
    match (number.is_empty(), task.is_empty()) {
        (false, false) if !arabic(number) && number != task => Some(format!("{number} {task}")),
        // A row merged from side to side holds its text in the first column.
        (false, _) if !arabic(number) => Some(number.to_owned()),
        (true, false) if filled.len() == 1 || labels::parse(task).is_some() => Some(task.to_owned()),
        (true, true) if filled.len() == 1 => filled.first().map(|text| (*text).to_owned()),
        _ => None,
    }
}

fn is_column_number(cell: &str) -> bool {
    let bare = cell.trim_matches(['(', ')', ' ']);
    bare.len() <= 2 && !bare.is_empty() && bare.bytes().all(|b| b.is_ascii_digit())
}
