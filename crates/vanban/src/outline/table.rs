//! Tables of the body, and the groups of tasks among their rows.

use super::{Builder, Open, group, section};
use crate::annex::Columns;
use crate::labels::Style;
use crate::model::{Cell, Row, Span, Table};
use crate::text::Flat;

impl Builder {
    /// Takes a table.
    pub(super) fn table(&mut self, span: Span, rows: &[Vec<Flat>]) {
        self.tables += 1;
        let rows = rows
            .iter()
            .filter_map(|row| {
                let mut filled = row.iter().filter(|cell| !cell.is_empty()).map(Flat::whole);
                let first = filled.next()?;
                let span = filled.fold(first, Span::cover);
                let cells = row
                    .iter()
                    .map(|cell| Cell {
                        span: if cell.is_empty() { Span::new(span.start, span.start) } else { cell.whole() },
                        text: cell.text().to_owned(),
                    })
                    .collect();
                Some(Row { span, cells })
            })
            .collect();
        if self.stack.is_empty() {
            // A table before any section hangs on a nameless one, so that nothing is lost.
            let start = Span::new(span.start, span.start);
            let id = format!("table{}.section", self.tables);
            let section = section(id, String::new(), String::new(), None, start);
            self.stack.push(Open { style: Style::Annex, leads: false, section });
        }
        self.groups(format!("table{}", self.tables), span, rows);
    }

    /// Takes the rows of a table; each group among the tasks is a section of its own, below the one that holds the table.
    fn groups(&mut self, id: String, span: Span, rows: Vec<Row>) {
        let from = Columns::first_row(&rows).unwrap_or(rows.len());
        let mut open = Table { id: id.clone(), span, rows: Vec::new(), continues: None };
        let floor = std::mem::replace(&mut self.floor, self.stack.len());
        let mut count = 1;
        for (at, row) in rows.into_iter().enumerate() {
            let group = if at < from { None } else { group::read(&row) };
            let Some(group) = group else {
                open.rows.push(row);
                continue;
            };
            count += 1;
            let next =
                Table { id: format!("{id}.{count}"), span, rows: Vec::new(), continues: Some(id.clone()) };
            self.rows(std::mem::replace(&mut open, next));
            self.close_for(&group.label);
            let path = self.path(&group.label);
            let section = section(self.id(&path), path, group.label.printed, Some(group.heading), row.span);
            self.stack.push(Open { style: group.label.style, leads: false, section });
        }
        self.rows(open);
        self.close_to(self.floor);
        self.floor = floor;
    }

    /// Puts a table into the innermost section, reaching over just its rows. A group without rows keeps an empty one, which
    /// tells that it is a group.
    fn rows(&mut self, table: Table) {
        let Some(open) = self.stack.last_mut() else { return };
        let end = Span::new(open.section.span.end, open.section.span.end);
        let span = match (table.rows.first(), table.rows.last()) {
            (Some(first), Some(last)) => first.span.cover(last.span),
            _ if table.continues.is_some() => end,
            _ => return,
        };
        open.section.span = open.section.span.cover(span);
        open.section.tables.push(Table { span, ..table });
    }
}
