//! The periods and their reports.

use std::collections::HashMap;

use askama::Template;
use thethuc::table::{Cell, Column, Table};

use super::super::model::State;
use super::super::store;
use super::super::texts::ConsolidatedTexts;
use super::draw;
use crate::accounts::rights::{ReadConsolidated, ReadRegister, WriteConsolidated};
use crate::ids::{ConsolidatedId, PeriodId};
use crate::reporting::store::{accepted, regimes};
use crate::reporting::words::Chip;
use crate::sheets::{self, Export, Format};
use crate::web::form::Fields;
use crate::web::lang::fill;
use crate::web::{Ctx, Error, Frame, Result};

struct Row {
    period: String,
    name: String,
    plan: String,
    received: String,
    state: Chip,
    report: Option<ConsolidatedId>,
}

#[derive(Template)]
#[template(path = "consolidated/list.html")]
struct ListPage {
    frame: Frame,
    t: &'static ConsolidatedTexts,
    rows: Vec<Row>,
    may_write: bool,
}

/// How far a report is, in a word.
pub fn chip(t: &ConsolidatedTexts, state: Option<State>) -> Chip {
    let (class, icon, text) = match state {
        None => ("st idle", "new", t.not_begun),
        Some(State::Draft) => ("st", "half", t.draft),
        Some(State::Final) => ("st", "done", t.final_state),
    };
    Chip { class, icon, text: text.to_owned() }
}

/// `GET /bao-cao-tong-hop`; with `tai` as a file.
pub async fn show(ctx: Ctx, fields: Fields) -> Result {
    ctx.permit::<ReadRegister>(&())?;
    let t = &ctx.t.consolidated;
    let all = ctx.viewer.may::<ReadConsolidated>(&());
    let mut c = ctx.app.db.read().await?;
    let periods = accepted::periods_begun(&mut c, None, ctx.today()).await?;
    let counts: HashMap<PeriodId, (i64, i64)> =
        regimes::periods(&mut c).await?.into_iter().map(|p| (p.id, (p.accepted, p.expected))).collect();
    let reports: HashMap<PeriodId, (ConsolidatedId, State)> =
        store::all(&mut c).await?.into_iter().map(|r| (r.period_id, (r.id, r.state))).collect();
    let rows: Vec<Row> = periods
        .into_iter()
        .filter_map(|period| {
            let report = reports.get(&period.id).copied();
            let visible = all || report.is_some_and(|(_, state)| state == State::Final);
            let (accepted, expected) = counts.get(&period.id).copied().unwrap_or_default();
            visible.then(|| Row {
                name: ctx.t.reporting.period_name(&period.code),
                plan: period.plan_name,
                received: if all { fill(t.of_expected, &[&accepted, &expected]) } else { String::new() },
                state: chip(t, report.map(|(_, state)| state)),
                report: report.map(|(id, _)| id),
                period: period.id.to_string(),
            })
        })
        .collect();
    if let Some(format) = fields.parse::<Format>("tai") {
        return file(&ctx, format, rows).await;
    }
    ctx.page(&ListPage { frame: ctx.frame(), t, rows, may_write: ctx.viewer.may::<WriteConsolidated>(&()) })
}

/// The same as a file.
async fn file(ctx: &Ctx, format: Format, rows: Vec<Row>) -> Result {
    let t = &ctx.t.consolidated;
    let site = ctx.app.config.public_url.as_deref();
    let line = |row: Row| {
        let id = match row.report {
            Some(id) => sheets::identifier(site, &format!("/bao-cao-tong-hop/{id}"), &id.to_string()),
            None => Cell::Empty,
        };
        let words = [row.name, row.plan, row.received, row.state.text].map(Cell::from);
        [id].into_iter().chain(words).collect()
    };
    let table = Table {
        columns: vec![
            Column::identifier(ctx.t.sheets.identifier),
            Column::words(t.period, 32.0),
            Column::words(t.plan, 32.0),
            Column::words(t.received, 16.0),
            Column::words(t.state, 18.0),
        ],
        rows: rows.into_iter().map(line).collect(),
        ..Table::titled(t.title)
    };
    Export { stem: "bao-cao-tong-hop", tables: vec![table], ..Export::default() }.reply(ctx, format).await
}

/// `POST /bao-cao-tong-hop`: draws the report of a period (field `ky`) up.
pub async fn make(ctx: Ctx, fields: Fields) -> Result {
    let permit = ctx.permit::<WriteConsolidated>(&())?;
    let id: PeriodId = fields.parse("ky").ok_or(Error::NotFound)?;
    let mut tx = ctx.app.db.write().await?;
    let period = accepted::period(&mut tx, id).await?.ok_or(Error::NotFound)?;
    if period.starts_on > ctx.today() {
        return Err(Error::NotFound);
    }
    if let Some(report) = store::of_period(&mut tx, id).await? {
        return Ok(ctx.done(&format!("/bao-cao-tong-hop/{}", report.id), ctx.t.consolidated.made));
    }
    let report = store::make(&mut tx, &permit, id, ctx.today(), ctx.now()).await?;
    draw(&ctx, &mut tx, report, period, None).await?;
    tx.commit().await?;
    Ok(ctx.done(&format!("/bao-cao-tong-hop/{report}"), ctx.t.consolidated.made))
}
