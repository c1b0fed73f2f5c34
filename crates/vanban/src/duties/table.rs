//! Tables of tasks: one duty a row.

use crate::annex::{self, Field, Kind, Known, Line};
use crate::deadlines;
use crate::model::{Cell, Duty, Layout, Mark, MarkKind, Role, Table};
use crate::references;
use crate::text::Flat;

/// The duties of a table; empty when its headings name neither task nor party.
pub(super) fn duties(source: &str, table: &Table, section: &str, known: &mut Known) -> Vec<Duty> {
    let Some((columns, from)) = known.columns(table) else { return Vec::new() };
    let mut duties = Vec::new();
    for (row, number) in table.rows.iter().zip(1..).skip(from) {
        let Kind::Task(task) = annex::read_row(&Line::of((row, number)), columns, None) else { continue };
        if task.owners.is_empty() {
            continue;
        }
        let leads = task.owners.iter().any(|owner| owner.role == Role::Lead);
        let text = Flat::new(source, row.span);
        let cell =
            |field| columns.index(field).and_then(|i| row.cells.get(i)).filter(|cell| !cell.text.is_empty());
        let mark = |field, kind| cell(field).map(|cell: &Cell| Mark { kind, span: cell.span });
        duties.push(Duty {
            id: String::new(),
            section: Some(section.to_owned()).filter(|path| !path.is_empty()),
            span: row.span,
            role: if leads { Role::Lead } else { Role::Responsible },
            owners: task.owners.into_iter().map(|owner| owner.name).collect(),
            coordinators: task.coordinators,
            product: task.product,
            basis: references::numbers(text.text()),
            deadline: task.deadline.or_else(|| deadlines::deadline(&task.task)),
            recurrence: task.recurrence,
            layout: Layout::Table,
            marks: [
                mark(Field::Lead, MarkKind::Owner),
                mark(Field::Doer, MarkKind::Owner),
                mark(Field::Coordinators, MarkKind::Coordinator),
            ]
            .into_iter()
            .flatten()
            .collect(),
            text: text.text().to_owned(),
        });
    }
    duties
}
