//! The register as XLSX: what the list shows, and no more.

use axum::http::header;
use axum::response::IntoResponse;
use thethuc::table::{Cell, Column, Table};

use super::super::scope::DutyScope;
use super::super::seen::{Seen, Standing};
use super::super::store::list;
use super::super::words;
use super::list::Asked;
use super::{name_of, reckoning};
use crate::accounts::rights::ReadRegister;
use crate::organisations::Directory;
use crate::web::form::Fields;
use crate::web::lang::fill;
use crate::web::{Ctx, Result};

/// The most rows of one workbook.
const MOST: usize = 20_000;
/// Rows fetched at once.
const BATCH: usize = 1_000;

/// `GET /nhiem-vu.xlsx`: the list with the same filters, in the same order, through the same scope.
///
/// # Errors
/// When nobody has signed in, the database fails, or the workbook cannot be written.
pub async fn xlsx(ctx: Ctx, fields: Fields) -> Result {
    ctx.permit::<ReadRegister>(&())?;
    let t = &ctx.t.duties;
    let directory = ctx.app.directory();
    let asked = Asked::read(&fields, &directory);
    let scope = DutyScope::of(&ctx.viewer);
    let on = reckoning(&ctx.app).await?;
    let mut c = ctx.app.db.read().await?;
    let (mut rows, mut after) = (Vec::new(), None);
    while rows.len() < MOST {
        let page = list::page(&mut c, &scope, &asked.filter, asked.sort, after.as_ref(), BATCH, &on).await?;
        rows.extend(page.rows.iter().map(|seen| row(&ctx, &directory, seen)));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    drop(c);
    let mut remarks = vec![fill(t.exported_on, &[&ctx.today().show()])];
    if after.is_some() {
        remarks.push(fill(t.truncated, &[&viet::number::show(MOST)]));
    }
    if ctx.app.config.demo {
        remarks.push(ctx.t.common.demo_band.to_owned());
    }
    let headings = [
        t.f_plan,
        t.c_clause,
        t.c_duty,
        t.c_agency,
        t.c_role,
        t.c_state,
        t.f_timing,
        t.c_due,
        t.d_first_deadline,
    ];
    let widths = [18.0, 16.0, 70.0, 36.0, 14.0, 20.0, 24.0, 13.0, 16.0];
    let table = Table {
        name: t.title,
        title: t.title,
        remarks,
        columns: headings.iter().zip(widths).map(|(heading, width)| Column { heading, width }).collect(),
        rows,
    };
    let bytes = table.xlsx().map_err(anyhow::Error::from)?;
    let disposition = format!("attachment; filename=\"nhiem-vu-{}.xlsx\"", ctx.today());
    Ok((
        [
            (
                header::CONTENT_TYPE,
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet".to_owned(),
            ),
            (header::CONTENT_DISPOSITION, disposition),
        ],
        bytes,
    )
        .into_response())
}

fn row(ctx: &Ctx, directory: &Directory, seen: &Seen) -> Vec<Cell> {
    let t = &ctx.t.duties;
    let (state, due) = words::badges(t, &seen.standing);
    let names: Vec<String> = seen.owners.iter().map(|o| name_of(directory, o.org)).collect();
    let roles: Vec<&str> = seen
        .owners
        .iter()
        .map(|o| if directory.is_subordinate(o.org) { words::role(t, o.role) } else { t.role_requested })
        .collect();
    let due_on = match seen.standing {
        Standing::Full { due_on, .. } => due_on.map(|d| d.0),
        Standing::Hidden | Standing::Late(_) => None,
    };
    vec![
        Cell::from(seen.plan_number.clone()),
        Cell::from(words::clause(t, &seen.section_path, seen.paragraph)),
        Cell::from(seen.text.clone().unwrap_or_else(|| t.restricted_text.to_owned())),
        Cell::from(names.join("; ")),
        Cell::from(roles.join("; ")),
        Cell::from(state.map(|b| b.text)),
        Cell::from(due.map(|b| b.text)),
        Cell::from(due_on),
        Cell::from(seen.first_deadline().map(|d| d.0)),
    ]
}
