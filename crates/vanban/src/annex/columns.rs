//! Which column holds what, by the headings that annexes use.

use super::rows::Line;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    Number,
    Task,
    Lead,
    Coordinators,
    Time,
    Product,
    Budget,
    Note,
}

/// Words of a heading, folded, and the field they tell. The first that fits decides, so the telling words come
/// before the common ones: "Thời gian thực hiện" is a time although "thực hiện" alone names the doer.
const HEADINGS: &[(&[&str], Field)] = &[
    (&["phoi hop"], Field::Coordinators),
    (&["chu tri", "lam dau moi"], Field::Lead),
    (&["thoi gian", "thoi han", "tien do", "hoan thanh", "lo trinh"], Field::Time),
    (&["san pham", "ket qua", "dau ra"], Field::Product),
    (&["kinh phi", "nguon von", "nguon luc", "nguon"], Field::Budget),
    (&["ghi chu"], Field::Note),
    (&["nhiem vu", "noi dung", "hoat dong", "cong viec", "chi tieu", "danh muc", "giai phap"], Field::Task),
    (&["thuc hien", "don vi", "co quan", "trach nhiem"], Field::Lead),
];

/// The place of each field in a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Columns {
    fields: Vec<Option<Field>>,
    /// Headings as printed, for messages.
    pub(crate) headings: Vec<String>,
}

impl Columns {
    /// Finds the heading row; returns the columns and the index of the first line below it.
    pub(crate) fn find(lines: &[Line]) -> Option<(Self, usize)> {
        (0..lines.len().min(40)).find_map(|at| {
            let one = Self::of(&lines[at].cells);
            // "Cơ quan thực hiện" may stand above "Chủ trì" and "Phối hợp".
            if let Some(below) = lines.get(at + 1).filter(|below| one.has(Field::Task) && splits(below, &one))
            {
                return Some((Self::of(&stack(&lines[at].cells, &below.cells)), at + 2));
            }
            one.is_complete().then_some((one, at + 1))
        })
    }

    fn of(headings: &[String]) -> Self {
        let mut fields: Vec<Option<Field>> = Vec::new();
        for heading in headings {
            let field = field(heading).filter(|field| !fields.contains(&Some(*field)));
            fields.push(field);
        }
        Self { fields, headings: headings.to_vec() }
    }

    /// The heading above a field's column, as printed.
    pub(crate) fn heading(&self, field: Field) -> Option<&str> {
        self.index(field).and_then(|i| self.headings.get(i)).map(String::as_str)
    }

    fn has(&self, field: Field) -> bool {
        self.fields.contains(&Some(field))
    }

    fn is_complete(&self) -> bool {
        self.has(Field::Task) && self.has(Field::Lead)
    }

    /// Index of a field's column.
    pub(crate) fn index(&self, field: Field) -> Option<usize> {
        self.fields.iter().position(|known| *known == Some(field))
    }
}

/// The field that a heading names.
pub(crate) fn field(heading: &str) -> Option<Field> {
    let folded = viet::fold(heading).split_whitespace().collect::<Vec<_>>().join(" ");
    if folded.is_empty() || folded.chars().count() > 80 {
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
