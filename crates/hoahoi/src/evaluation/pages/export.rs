//! The evaluation as a file for the yearly grading: facts alone, never a grade.

use thethuc::table::{Cell, Column, Table};

use super::super::model::Share;
use super::super::texts::EvaluationTexts;
use super::Chosen;
use super::list::Row;
use crate::sheets::{self, Export, Format};
use crate::web::{Ctx, Result};

/// The rows of the page as a file.
pub(super) async fn reply(ctx: &Ctx, format: Format, chosen: &Chosen, rows: &[Row]) -> Result {
    let t = &ctx.t.evaluation;
    let filters = vec![(t.span, chosen.name()), (t.as_of, chosen.day.show())];
    let site = ctx.app.config.public_url.as_deref();
    let table = Table {
        name: t.title.to_owned(),
        title: chosen.heading(t),
        remarks: rules(t).into_iter().map(str::to_owned).collect(),
        columns: vec![
            Column::identifier(ctx.t.sheets.identifier),
            Column::words(t.agency, 40.0),
            Column::number(t.reports),
            Column::number(format!("{}: {}", t.report, t.counted)),
            Column::number(format!("{}: {}", t.report, t.percent)),
            Column::number(t.sent_late),
            Column::number(t.missing),
            Column::number(t.late_days),
            Column::number(t.duties),
            Column::number(format!("{}: {}", t.duty, t.counted)),
            Column::number(format!("{}: {}", t.duty, t.percent)),
            Column::number(t.done_late),
            Column::number(t.overdue),
            Column::number(t.completions),
            Column::number(t.extensions),
            Column::number(t.answers),
            Column::number(format!("{}: {}", t.direction, t.counted)),
            Column::number(format!("{}: {}", t.answers, t.percent)),
            Column::number(format!("{}: {}", t.standing, t.l_good)),
            Column::number(format!("{}: {}", t.standing, t.l_done)),
            Column::number(format!("{}: {}", t.standing, t.l_not_done)),
        ],
        rows: rows.iter().map(|of| row(of, site)).collect(),
    };
    Export { stem: "danh-gia", filters, cut: false, tables: vec![table] }.reply(ctx, format).await
}

/// The rules as they stand on the page.
fn rules(t: &EvaluationTexts) -> Vec<&'static str> {
    vec![
        t.rule_reports,
        t.rule_late,
        t.rule_duties,
        t.rule_completions,
        t.rule_extensions,
        t.rule_answers,
        t.rule_standing,
        t.rule_who,
        t.rule_grade,
    ]
}

fn row(of: &Row, site: Option<&str>) -> Vec<Cell> {
    let sums = &of.sums;
    let mut cells = vec![sheets::identifier(site, &of.href, &of.slug), Cell::from(of.name.clone())];
    cells.extend(share(sums.reports));
    cells.extend([sums.sent_late, sums.missing, sums.late_days].map(Cell::from));
    cells.extend(share(sums.duties));
    cells.extend([sums.done_late, sums.overdue, sums.completions, sums.extensions].map(Cell::from));
    cells.extend(share(sums.answers));
    cells.extend([sums.good, sums.done, sums.not_done].map(Cell::from));
    cells
}

/// Numerator, denominator and rate; without data the rate is empty.
fn share(share: Share) -> [Cell; 3] {
    let rate = (share.whole > 0).then(|| (share.percent() * 10.0).round() / 10.0);
    [Cell::from(share.part), Cell::from(share.whole), Cell::from(rate)]
}
