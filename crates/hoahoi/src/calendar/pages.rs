//! The administrator's page of working days.

use askama::Template;
use axum::http::StatusCode;

use super::form::{self, Row};
use super::redate::{Moved, redate};
use super::store::{self, StoredYear};
use super::texts::CalendarTexts;
use crate::accounts::rights::ManageCalendar;
use crate::audit;
use crate::web::form::{Fields, Problems};
use crate::web::lang::fill;
use crate::web::{Ctx, Error, Frame, Result};

/// Years outside these are mistakes of typing.
const YEARS: std::ops::RangeInclusive<i16> = 2020..=2199;
/// Empty rows for days to be added.
const EMPTY_ROWS: usize = 3;

#[derive(Template)]
#[template(path = "calendar/year.html")]
struct YearPage {
    frame: Frame,
    t: &'static CalendarTexts,
    year: i16,
    years: Vec<i16>,
    state: &'static str,
    own: bool,
    rev: i64,
    decision: String,
    unverified: bool,
    rows: Vec<Row>,
    alarm: Option<String>,
    problems: Problems,
}

impl YearPage {
    /// What is wrong at a column of a row.
    fn at(&self, column: &str, row: &usize) -> Option<&str> {
        self.problems.at(&format!("{column}-{row}"))
    }
}

/// `GET /quan-tri/lich-lam-viec?nam=2026`. Right: [`ManageCalendar`].
pub async fn show(ctx: Ctx, fields: Fields) -> Result {
    ctx.permit::<ManageCalendar>(&())?;
    let year = fields.parse("nam").filter(|y| YEARS.contains(y)).unwrap_or(ctx.today().0.year());
    let mut page = page(&ctx, year).await?;
    let stored = store::year(&mut ctx.app.db.read().await?, year).await?;
    let (head, days) =
        stored.unwrap_or_else(|| (StoredYear::default(), form::built_in(&ctx.app.working_days().base, year)));
    page.rev = head.rev;
    page.decision = head.decision.unwrap_or_default();
    page.unverified = head.unverified;
    page.rows = form::rows(&days);
    page.rows.extend(std::iter::repeat_n(Row::default(), EMPTY_ROWS));
    ctx.page(&page)
}

/// `POST /quan-tri/lich-lam-viec`: saves a year, or puts it back to the built-in data. Right: [`ManageCalendar`].
pub async fn save(ctx: Ctx, fields: Fields) -> Result {
    let permit = ctx.permit::<ManageCalendar>(&())?;
    let t = &ctx.t.calendar;
    let year: i16 = fields.parse("nam").filter(|y| YEARS.contains(y)).ok_or(Error::NotFound)?;
    let head = StoredYear {
        decision: fields.filled("van-ban-nam").map(str::to_owned),
        unverified: fields.ticked("kiem-chung-nam"),
        rev: fields.parse("rev").unwrap_or_default(),
    };
    let back = fields.get("viec") == "tra-ve";
    let rows = form::typed(&fields);
    let mut problems = Problems::default();
    let days = form::days(&rows, year, t, &ctx.t.common, &mut problems);
    let mut tx = ctx.app.db.write().await?;
    let saved = if back {
        store::reset(&mut tx, &permit, year, head.rev).await?
    } else if problems.is_empty() {
        store::save(&mut tx, &permit, year, &head, &days, ctx.now()).await?
    } else {
        false
    };
    if !saved {
        drop(tx);
        let status =
            if problems.is_empty() { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
        return again(&ctx, year, &head, rows, problems, status).await;
    }
    let moved = redate(&mut tx, &ctx.app).await?;
    audit::record(
        &mut tx,
        audit::Entry {
            at: ctx.now(),
            account: Some(permit.account()),
            org: permit.org(),
            action: if back { "calendar.reset" } else { "calendar.save" },
            subject_kind: "calendar",
            subject_id: None,
            fields: serde_json::json!({
                "year": year, "decision": head.decision, "days": days.len(), "periods": moved.periods,
                "duties": moved.duties,
            }),
        },
    )
    .await?;
    tx.commit().await?;
    super::follow(&ctx.app).await?;
    let Moved { periods, duties } = moved;
    let said = fill(if back { t.reset_done } else { t.saved }, &[&year, &periods, &duties]);
    Ok(ctx.done(&format!("/quan-tri/lich-lam-viec?nam={year}"), &said))
}

/// The form again with what was typed.
async fn again(
    ctx: &Ctx,
    year: i16,
    head: &StoredYear,
    rows: Vec<Row>,
    problems: Problems,
    status: StatusCode,
) -> Result {
    let t = &ctx.t.calendar;
    let mut page = page(ctx, year).await?;
    page.rev = head.rev;
    page.decision = head.decision.clone().unwrap_or_default();
    page.unverified = head.unverified;
    page.rows = rows;
    page.alarm = Some(match problems.iter().count() {
        0 => t.conflict.to_owned(),
        n => fill(t.problems_top, &[&n]),
    });
    page.problems = problems;
    ctx.page_with(status, &page)
}

async fn page(ctx: &Ctx, year: i16) -> Result<YearPage> {
    let t = &ctx.t.calendar;
    let own = store::year(&mut ctx.app.db.read().await?, year).await?.is_some();
    let calendar = ctx.app.calendar();
    let this = ctx.today().0.year();
    let mut years: Vec<i16> = calendar.years().chain([this, this + 1, year]).collect();
    years.sort_unstable();
    years.dedup();
    let state = match (own, calendar.knows(year)) {
        (true, _) => t.own,
        (false, true) => t.built_in,
        (false, false) => t.unknown,
    };
    Ok(YearPage {
        frame: ctx.frame(),
        t,
        year,
        years,
        state,
        own,
        rev: 0,
        decision: String::new(),
        unverified: false,
        rows: Vec::new(),
        alarm: None,
        problems: Problems::default(),
    })
}
