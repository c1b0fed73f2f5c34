//! The overview and the matrix as files: what their pages show, and no more.

use thethuc::table::{Cell, Column, Table};

use super::DutyView;
use super::figures::{Cell as Figure, PeriodRow};
use super::matrix::TaskRow;
use super::overview::BucketRow;
use crate::sheets::{self, Export, Format};
use crate::web::{Ctx, Result};

/// The overview on its way out: a sheet for each of its tables; agencies first, which CSV holds alone.
pub(super) struct OverviewFile<'a> {
    /// Of which plan.
    pub title: String,
    /// Agencies of the state, communes and wards each for itself.
    pub by_org: Vec<&'a BucketRow>,
    /// Bodies outside the state system.
    pub asked: &'a [BucketRow],
    /// Sections of the plan.
    pub by_section: &'a [BucketRow],
    /// Reporting periods.
    pub periods: &'a [PeriodRow],
}

impl OverviewFile<'_> {
    /// The file.
    pub(super) async fn reply(self, ctx: &Ctx, format: Format) -> Result {
        let t = &ctx.t.duties;
        let id = ctx.t.sheets.identifier;
        let mut by_org = table(
            id,
            t.ov_by_org,
            t.ov_org,
            self.by_org.iter().map(|r| (r.slug.as_str(), r.name.as_str(), &r.cells)),
        );
        by_org.title = format!("{}: {}", self.title, t.ov_by_org);
        if self.by_org.iter().any(|row| row.report.is_some()) {
            by_org.columns.push(Column::words(t.c_state_report, 28.0));
            for (cells, row) in by_org.rows.iter_mut().zip(&self.by_org) {
                cells.push(Cell::from(row.report.as_ref().map(|badge| badge.text.clone())));
            }
        }
        let rows = |rows: &'_ [BucketRow], name, heading| {
            table(id, name, heading, rows.iter().map(|r| (r.slug.as_str(), r.name.as_str(), &r.cells)))
        };
        let periods: Vec<String> = self.periods.iter().map(|period| period.id.to_string()).collect();
        let of_period =
            periods.iter().zip(self.periods).map(|(id, p)| (id.as_str(), p.name.as_str(), &p.cells));
        let tables = [
            by_org,
            rows(self.asked, t.ov_asked, t.ov_org),
            rows(self.by_section, t.ov_by_section, t.ov_section),
            table(id, t.ov_reports, t.r_period, of_period),
        ];
        let (first, others) =
            tables.split_first().map(|(first, others)| (first.clone(), others.to_vec())).unwrap_or_default();
        let filled = others.into_iter().filter(|table| !table.rows.is_empty());
        let tables = std::iter::once(first).chain(filled).collect();
        Export { stem: "tong-quan", tables, ..Export::default() }.reply(ctx, format).await
    }
}

/// Rows of figures; their labels are the headings.
fn table<'a>(
    identifier: &str,
    title: &str,
    heading: &str,
    rows: impl Iterator<Item = (&'a str, &'a str, &'a Vec<Figure>)>,
) -> Table {
    let mut columns =
        vec![Column { width: 22.0, ..Column::identifier(identifier) }, Column::words(heading, 48.0)];
    let mut cells = Vec::new();
    for (id, name, figures) in rows {
        if cells.is_empty() {
            columns.extend(figures.iter().map(|figure| Column::number(figure.label)));
        }
        let row = [Cell::from(id), Cell::from(name)];
        cells.push(row.into_iter().chain(figures.iter().map(|figure| Cell::from(figure.n))).collect());
    }
    Table { columns, rows: cells, ..Table::titled(title) }
}

/// The matrix: a row for each task with each duty that carries it out, a row without a duty where nobody answers.
pub(super) async fn matrix(
    ctx: &Ctx,
    format: Format,
    plan: &str,
    only_open: bool,
    rows: &[TaskRow],
    free: &[&DutyView],
) -> Result {
    let t = &ctx.t.duties;
    let id = ctx.t.sheets.identifier;
    let site = ctx.app.config.public_url.as_deref();
    let mut lines = Vec::new();
    for task in rows {
        let of = [task.id.to_string(), task.path.clone(), task.text.clone()].map(Cell::from);
        if task.duties.is_empty() {
            lines.push(
                of.into_iter().chain([Cell::Empty, Cell::Empty, Cell::from(t.matrix_nobody)]).collect(),
            );
            continue;
        }
        for duty in &task.duties {
            let name = sheets::identifier(site, &duty.href, &duty.id.to_string());
            let by = [name, Cell::from(duty.clause.as_str()), Cell::from(duty.owners.trim())];
            lines.push(of.iter().cloned().chain(by).collect());
        }
    }
    let tasks = Table {
        name: t.matrix.to_owned(),
        title: format!("{} ({plan})", t.matrix_title),
        remarks: Vec::new(),
        columns: vec![
            Column::identifier(id),
            Column::words(t.ov_section, 10.0),
            Column::words(t.matrix_task, 70.0),
            Column::identifier(format!("{id} ({})", t.c_duty)),
            Column::words(t.c_clause, 18.0),
            Column::words(t.c_agency, 40.0),
        ],
        rows: lines,
    };
    let row = |duty: &&DutyView| {
        let owners: Vec<&str> = duty.owners.iter().map(|owner| owner.name.as_str()).collect();
        let said = duty.said.as_deref().unwrap_or(t.restricted_text);
        [duty.clause.as_str(), said, &owners.join("; ")].map(Cell::from).to_vec()
    };
    let unlinked = Table {
        name: t.matrix_free_sheet.to_owned(),
        title: t.matrix_free.to_owned(),
        remarks: Vec::new(),
        columns: vec![
            Column::words(t.c_clause, 18.0),
            Column::words(t.c_duty, 70.0),
            Column::words(t.c_agency, 40.0),
        ],
        rows: free.iter().map(row).collect(),
    };
    let filters =
        vec![(t.matrix_only_unlinked, if only_open { ctx.t.sheets.yes.to_owned() } else { String::new() })];
    let tables = if unlinked.rows.is_empty() { vec![tasks] } else { vec![tasks, unlinked] };
    Export { stem: "ma-tran", filters, cut: false, tables }.reply(ctx, format).await
}
