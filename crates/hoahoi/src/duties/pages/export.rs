//! The register as a file: what the list shows, and no more.

use std::collections::HashMap;

use thethuc::table::{Cell, Column, Table};

use super::super::scope::DutyScope;
use super::super::seen::{Seen, Standing};
use super::super::store::{list, one};
use super::super::timeliness::Reckoning;
use super::super::words;
use super::list::Asked;
use super::{name_of, reckoning};
use crate::accounts::rights::ReadRegister;
use crate::evaluation::standing::last::{self, Last};
use crate::ids::DutyId;
use crate::organisations::Directory;
use crate::sheets::{self, Export, Format, Whole};
use crate::web::form::Fields;
use crate::web::lang::{Texts, fill};
use crate::web::{Ctx, Result};

/// Rows fetched at once.
const BATCH: usize = 1_000;

/// `GET /nhiem-vu.xlsx`: the list as a workbook, as `/nhiem-vu?tai=xlsx`.
///
/// # Errors
/// When nobody has signed in, the database fails, or the workbook cannot be written.
pub async fn xlsx(ctx: Ctx, fields: Fields) -> Result {
    ctx.permit::<ReadRegister>(&())?;
    let asked = Asked::read(&fields, &ctx.app.directory());
    let on = reckoning(&ctx.app).await?;
    reply(&ctx, Format::Xlsx, &asked, &DutyScope::of(&ctx.viewer), &on).await
}

/// The list with the same filters, in the same order, through the same scope.
pub(super) async fn reply(
    ctx: &Ctx,
    format: Format,
    asked: &Asked,
    scope: &DutyScope,
    on: &Reckoning,
) -> Result {
    let t = &ctx.t.duties;
    let mut c = ctx.app.db.read().await?;
    let mut all = Whole::default();
    while all.takes(list::page(&mut c, scope, &asked.filter, asked.sort, all.after(), BATCH, on).await?) {}
    let (seen, cut) = all.done();
    let plan = match asked.filter.plan {
        Some(id) => one::plan_head(&mut c, id).await?.map(|plan| plan.name().to_owned()),
        None => None,
    };
    let assessed = last::of(&ctx.viewer, &mut c, &seen, ctx.today()).await?;
    drop(c);
    let directory = ctx.app.directory();
    let filter = &asked.filter;
    let filters = vec![
        (t.f_text, asked.get("tim").to_owned()),
        (t.f_agency, filter.org.map(|org| name_of(&directory, org)).unwrap_or_default()),
        (t.f_role, filter.role.map(|role| words::role(t, role).to_owned()).unwrap_or_default()),
        (t.f_state, filter.state.map(|state| words::state(t, state).to_owned()).unwrap_or_default()),
        (t.f_timing, filter.timing.map(|timing| words::timing(t, timing).to_owned()).unwrap_or_default()),
        (t.f_plan, plan.unwrap_or_default()),
        (t.f_section, filter.section.clone().unwrap_or_default()),
    ];
    let tables = vec![register(ctx.t, &directory, ctx.app.config.public_url.as_deref(), &seen, &assessed)];
    Export { stem: "nhiem-vu", filters, cut, tables }.reply(ctx, format).await
}

/// The register's rows as a table, with the last assessments of those that are standing; `site` is the address under
/// which people reach it.
#[must_use]
pub fn register(
    texts: &Texts,
    directory: &Directory,
    site: Option<&str>,
    rows: &[Seen],
    assessed: &HashMap<DutyId, Last>,
) -> Table {
    let t = &texts.duties;
    Table {
        columns: vec![
            Column::identifier(texts.sheets.identifier),
            Column::words(t.f_plan, 18.0),
            Column::words(t.c_clause, 16.0),
            Column::words(t.c_duty, 70.0),
            Column::words(t.c_agency, 36.0),
            Column::words(t.c_role, 14.0),
            Column::words(t.c_state, 20.0),
            Column::words(t.f_timing, 24.0),
            Column::day(t.c_due_on),
            Column::day(t.d_first_deadline),
            Column::words(texts.evaluation.last, 34.0),
        ],
        rows: rows.iter().map(|seen| row(texts, directory, site, seen, assessed.get(&seen.id))).collect(),
        ..Table::titled(t.title)
    }
}

fn row(
    texts: &Texts,
    directory: &Directory,
    site: Option<&str>,
    seen: &Seen,
    assessed: Option<&Last>,
) -> Vec<Cell> {
    let t = &texts.duties;
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
        sheets::identifier(site, &format!("/nhiem-vu/{}", seen.id), &seen.id.to_string()),
        Cell::from(seen.plan_number.clone()),
        Cell::from(words::clause(t, &seen.section_path, seen.paragraph)),
        Cell::from(seen.text.clone().unwrap_or_else(|| t.restricted_text.to_owned())),
        Cell::from(names.join("; ")),
        Cell::from(roles.join("; ")),
        Cell::from(state.map(|b| b.text)),
        Cell::from(due.map(|b| b.text)),
        Cell::from(due_on),
        Cell::from(seen.first_deadline().map(|d| d.0)),
        Cell::from(assessed.map(|last| {
            let e = &texts.evaluation;
            fill(e.last_of, &[&last.words(e), &texts.reporting.period_name(&last.code)])
        })),
    ]
}
