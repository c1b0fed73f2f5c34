//! Rows of a table below its heading.

use super::columns::{Columns, Field};
use super::place::{BrokenCell, Fault, Place};
use super::{Annex, AnnexRow, MAX_ROWS, Sheet, cell, refusal};
use crate::deadlines;
use crate::error::ReadError;
use crate::labels;
use crate::model::{Role, Row};
use std::ops::Range;

/// A row as text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Line {
    /// Its number in the sheet or table; the first is 1.
    pub(crate) number: u32,
    pub(crate) cells: Vec<String>,
    /// The columns that are merged into one cell in this row, where the format tells.
    pub(crate) merged: Vec<Range<usize>>,
}

impl Line {
    /// A row of a document's table, with its number.
    pub(crate) fn of((row, number): (&Row, u32)) -> Self {
        Self { number, cells: row.cells.iter().map(|cell| cell.text.clone()).collect(), merged: Vec::new() }
    }

    fn get(&self, columns: &Columns, field: Field) -> &str {
        columns.index(field).and_then(|i| self.cells.get(i)).map_or("", |cell| cell.trim())
    }

    /// Whether one cell reaches from the task over those who do it, as only the title of a group does.
    fn is_title(&self, columns: &Columns) -> bool {
        let covers =
            |merged: &Range<usize>, field| columns.index(field).is_some_and(|at| merged.contains(&at));
        self.merged.iter().any(|merged| {
            covers(merged, Field::Task) && (covers(merged, Field::Lead) || covers(merged, Field::Doer))
        })
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
    let repeated = columns.repeats(&line.cells);
    if filled.is_empty() || repeated || filled.iter().all(|cell| is_column_number(cell)) {
        return Kind::Nothing;
    }
    if line.is_title(columns) {
        return Kind::Group(filled.join(" "));
    }
    let get = |field| line.get(columns, field);
    let (number, task) = (get(Field::Number), get(Field::Task));
    let others = [Field::Lead, Field::Doer, Field::Coordinators, Field::Time, Field::Product];
    let bare =
        others.iter().all(|&field| get(field).is_empty() || get(field) == task || get(field) == number);
    if bare && let Some(title) = group_title(number, task, &filled) {
        return Kind::Group(title);
    }
    if task.is_empty() {
        return Kind::Orphan;
    }
    let (mut owners, mut coordinators) = cell::owners(get(Field::Lead), Role::Lead);
    let (doers, partners) = cell::owners(get(Field::Doer), Role::Responsible);
    owners.extend(
        doers
            .into_iter()
            .filter(|doer| !owners.iter().any(|owner| owner.name == doer.name))
            .collect::<Vec<_>>(),
    );
    for name in partners.into_iter().chain(cell::parties(get(Field::Coordinators))) {
        if !coordinators.contains(&name) {
            coordinators.push(name);
        }
    }
    let text = |field| Some(get(field)).filter(|cell| !cell.is_empty() && *cell != "-").map(str::to_owned);
    Kind::Task(Box::new(AnnexRow {
        place: Place { table: 1, row: line.number, sheet: None },
        group: group.map(str::to_owned),
        number: text(Field::Number),
        task: task.to_owned(),
        owners,
        coordinators,
        deadline: deadlines::field(get(Field::Time)),
        recurrence: deadlines::field_recurrence(get(Field::Time)),
        product: text(Field::Product),
        budget: text(Field::Budget),
        note: text(Field::Note),
    }))
}

/// Reads the `table`-th list whole into `annex`: its tasks, and every cell that cannot be taken.
pub(super) fn read_all(
    sheet: &Sheet,
    table: u32,
    columns: &Columns,
    from: usize,
    annex: &mut Annex,
) -> Result<(), ReadError> {
    let mut group = None;
    for line in &sheet.lines[from..] {
        let place = Place { table, row: line.number, sheet: sheet.name.clone() };
        let mut broken: Vec<BrokenCell> = Vec::new();
        let mut breaks = |column: &str, fault| {
            broken.push(BrokenCell { place: place.clone(), column: column.to_owned(), fault });
        };
        for (i, cell) in line.cells.iter().enumerate().filter(|(_, cell)| is_formula_error(cell)) {
            let column = columns.headings.get(i).map_or("", String::as_str);
            breaks(column, Fault::Formula(cell.clone()));
        }
        if let Some(words) = deadlines::impossible(line.get(columns, Field::Time)) {
            breaks(columns.heading(Field::Time).unwrap_or_default(), Fault::NoSuchDate(words));
        }
        match read(line, columns, group.as_deref()) {
            Kind::Nothing => continue,
            Kind::Group(title) => group = Some(title),
            Kind::Task(row) => annex.rows.push(AnnexRow { place: place.clone(), ..*row }),
            Kind::Orphan => breaks(columns.heading(Field::Task).unwrap_or_default(), Fault::NoTask),
        }
        annex.broken.append(&mut broken);
        if annex.rows.len().max(annex.broken.len()) > MAX_ROWS {
            return Err(refusal(
                format!("Bảng có hơn {MAX_ROWS} nhiệm vụ. Hãy tách thành nhiều tệp."),
                format!("The table has more than {MAX_ROWS} tasks. Split it into several files."),
            ));
        }
    }
    Ok(())
}

/// "#REF!", "#NAME?", "#N/A": what a spreadsheet shows where a formula fails.
fn is_formula_error(cell: &str) -> bool {
    cell.starts_with('#') && cell.ends_with(['!', '?', 'A'])
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
