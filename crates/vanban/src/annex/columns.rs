//! Which column holds what, by the headings that annexes use.

use super::rows::Line;
use crate::model::{Row, Table};
use std::collections::HashMap;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    Number,
    Task,
    /// Who leads (chủ trì, làm đầu mối).
    Lead,
    /// Who does it, no lead being named (thực hiện).
    Doer,
    Coordinators,
    Time,
    Product,
    Budget,
    Note,
}

/// Words of a heading, folded, and the field they tell. The first that fits decides, so the telling words come
/// before the common ones: "Thời gian thực hiện" is a time although "thực hiện" alone names the doer.
const HEADINGS: &[(&[&str], Field)] = &[
    // One column for both: the cells say who leads.
    (&["chu tri, phoi hop", "chu tri/phoi hop", "chu tri/ phoi hop", "chu tri va phoi hop"], Field::Doer),
    (&["phoi hop"], Field::Coordinators),
    (&["chu tri", "lam dau moi"], Field::Lead),
    (&["thoi gian", "thoi han", "tien do", "hoan thanh", "lo trinh"], Field::Time),
    (&["san pham", "ket qua", "dau ra"], Field::Product),
    (&["kinh phi", "nguon von", "nguon luc", "nguon"], Field::Budget),
    (&["ghi chu"], Field::Note),
    (&["nhiem vu", "noi dung", "hoat dong", "cong viec", "chi tieu", "danh muc", "giai phap"], Field::Task),
    (&["thuc hien", "don vi", "co quan", "trach nhiem"], Field::Doer),
];

/// Words that make the heading of a second column of parties one of doers, beside the column of those who lead: a
/// "Cơ quan thẩm định" or a "Địa điểm thực hiện" is none.
const DOERS: &[&str] = &["co quan", "don vi", "chu the", "to chuc", "trach nhiem"];

/// Within how many lines the headings of a table begin.
const HEADINGS_WITHIN: usize = 40;

/// The place of each field in a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Columns {
    fields: Vec<Option<Field>>,
    /// Headings as printed, for messages.
    pub(crate) headings: Vec<String>,
    /// The heading rows as they stand, to know them again.
    rows: Vec<Vec<String>>,
}

impl Columns {
    /// The columns of a document's table of tasks and the index of its first row below the headings; `None` for any other
    /// table.
    fn of_rows(rows: &[Row]) -> Option<(Self, usize)> {
        let lines: Vec<Line> = rows.iter().zip(1..).take(HEADINGS_WITHIN + 1).map(Line::of).collect();
        Self::find(&lines)
    }

    /// Index of the first row below the headings of a document's table of tasks; `None` for any other table.
    pub(crate) fn first_row(rows: &[Row]) -> Option<usize> {
        Self::of_rows(rows).map(|(_, from)| from)
    }

    /// Finds the heading row; returns the columns and the index of the first line below it.
    pub(crate) fn find(lines: &[Line]) -> Option<(Self, usize)> {
        (0..lines.len().min(HEADINGS_WITHIN)).find_map(|at| {
            let cells = &lines[at].cells;
            let one = Self::of(cells, vec![cells.clone()]);
            // "Cơ quan thực hiện" may stand above "Chủ trì" and "Phối hợp".
            if let Some(below) = lines.get(at + 1).filter(|below| one.has(Field::Task) && splits(below, &one))
            {
                let rows = vec![cells.clone(), below.cells.clone()];
                return Some((Self::of(&stack(cells, &below.cells), rows), at + 2));
            }
            one.is_complete().then_some((one, at + 1))
        })
    }

    fn of(headings: &[String], rows: Vec<Vec<String>>) -> Self {
        let mut fields: Vec<Option<Field>> = Vec::new();
        for heading in headings {
            let field = field(heading).filter(|field| !fields.contains(&Some(*field)));
            fields.push(field);
        }
        if fields.contains(&Some(Field::Lead)) {
            for (field, heading) in fields.iter_mut().zip(headings) {
                let heading = fold(heading);
                let does = heading.contains("thuc hien") && DOERS.iter().any(|word| heading.contains(word));
                *field = field.filter(|field| *field != Field::Doer || does);
            }
        }
        let headings = headings.iter().map(|heading| words(heading)).collect();
        Self { fields, headings, rows }
    }

    /// Whether a line repeats the heading, as on every page of some tables.
    pub(crate) fn repeats(&self, cells: &[String]) -> bool {
        self.rows.iter().any(|row| row == cells)
    }

    /// The heading above a field's column, as printed.
    pub(crate) fn heading(&self, field: Field) -> Option<&str> {
        self.index(field).and_then(|i| self.headings.get(i)).map(String::as_str)
    }

    fn has(&self, field: Field) -> bool {
        self.fields.contains(&Some(field))
    }

    fn is_complete(&self) -> bool {
        self.has(Field::Task) && (self.has(Field::Lead) || self.has(Field::Doer))
    }

    /// Index of a field's column.
    pub(crate) fn index(&self, field: Field) -> Option<usize> {
        self.fields.iter().position(|known| *known == Some(field))
    }
}

/// The columns of a document's tables, by their ids, as far as the tables have been asked for.
#[derive(Debug, Default)]
pub(crate) struct Known(HashMap<String, Columns>);

impl Known {
    /// The columns of a table and the index of its first row below the headings; `None` where the headings name neither
    /// task nor party. A table that goes on with another has that one's columns, and so is asked for after it.
    pub(crate) fn columns(&mut self, table: &Table) -> Option<(&Columns, usize)> {
        if let Some(above) = &table.continues {
            return self.0.get(above).map(|columns| (columns, 0));
        }
        let (columns, from) = Columns::of_rows(&table.rows)?;
        Some((self.0.entry(table.id.clone()).insert_entry(columns).into_mut(), from))
    }
}

/// The field that a heading names.
pub(crate) fn field(heading: &str) -> Option<Field> {
    let folded = fold(heading);
    if folded.is_empty() || folded.chars().count() > 80 || folded.contains("don vi tinh") {
        return None;
    }
    if matches!(folded.trim_matches(['.', ' ']), "tt" | "stt" | "so tt" | "so thu tu" | "no") {
        return Some(Field::Number);
    }
    HEADINGS.iter().find(|(words, _)| words.iter().any(|word| folded.contains(word))).map(|(_, field)| *field)
}

/// Whether a line below the headings splits one of them.
fn splits(below: &Line, above: &Columns) -> bool {
    let task = above.index(Field::Task).and_then(|i| Some((below.cells.get(i)?, above.headings.get(i)?)));
    let untold = task.is_none_or(|(cell, heading)| cell.is_empty() || cell == heading);
    untold && below.cells.iter().any(|cell| viet::fold(cell).contains("chu tri") && cell.chars().count() < 40)
}

fn stack(above: &[String], below: &[String]) -> Vec<String> {
    let columns = above.len().max(below.len());
    let cell = |row: &[String], i: usize| row.get(i).cloned().unwrap_or_default();
    (0..columns).map(|i| if cell(below, i).is_empty() { cell(above, i) } else { cell(below, i) }).collect()
}

fn fold(heading: &str) -> String {
    words(&viet::fold(heading))
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
