//! The annex in full as a file: what every agency said of every duty.

use std::collections::HashMap;

use thethuc::table::{Cell, Column, Table};

use super::super::annex;
use crate::db::Conn;
use crate::ids::{ConsolidatedId, DutyId};
use crate::reporting::store::accepted::{self, Owed, PeriodOf};
use crate::sheets::{Export, Format, MOST};
use crate::web::{Ctx, Result};

/// The obligations of the period outside security and defence, for whoever may read the reports of all agencies.
pub async fn reply(ctx: &Ctx, c: &mut Conn, format: Format, id: ConsolidatedId, period: &PeriodOf) -> Result {
    let duties = accepted::owed_duties(c, period.id).await?;
    let mut owed: HashMap<DutyId, Vec<Owed>> = HashMap::new();
    for row in accepted::owed(c, period.id, i64::MAX).await? {
        owed.entry(row.duty).or_default().push(row);
    }
    let (t, r) = (&ctx.t.consolidated, &ctx.t.reporting);
    let mut rows = Vec::new();
    for duty in duties {
        for row in owed.remove(&duty.id).unwrap_or_default() {
            let text = |said: &Option<String>| Cell::from(said.clone().unwrap_or_default());
            rows.push(vec![
                Cell::from(duty.id.to_string()),
                Cell::from(duty.section_path.as_str()),
                Cell::from(duty.text.as_str()),
                Cell::from(row.org_name.as_str()),
                Cell::from(duty.deadline.map(|day| day.0)),
                Cell::from(annex::progress(&row)),
                text(&row.result),
                text(&row.difficulty),
                text(&row.cause),
                text(&row.proposal),
            ]);
        }
    }
    let cut = rows.len() > MOST;
    rows.truncate(MOST);
    let table = Table {
        name: t.annex_full.to_owned(),
        title: t.annex.to_owned(),
        remarks: Vec::new(),
        columns: vec![
            Column::identifier(ctx.t.sheets.identifier),
            Column::words(ctx.t.duties.c_clause, 10.0),
            Column::words(ctx.t.duties.c_duty, 60.0),
            Column::words(ctx.t.duties.c_agency, 32.0),
            Column::day(ctx.t.duties.c_due),
            Column::words(r.progress, 20.0),
            Column::words(r.result, 50.0),
            Column::words(r.difficulty, 36.0),
            Column::words(r.cause, 36.0),
            Column::words(r.proposal, 36.0),
        ],
        rows,
    };
    let filters = vec![
        (t.period, r.period_name(&period.code)),
        (t.plan, period.plan_name.clone()),
        (t.one, id.to_string()),
    ];
    Export { stem: "phu-luc-bao-cao-tong-hop", filters, cut, tables: vec![table] }.reply(ctx, format).await
}
