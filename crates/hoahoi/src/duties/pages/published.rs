//! `/ke-hoach/{plan}/tien-do`: how punctual agencies' reports are, for everybody, while a decision to publish is in
//! force ("công bố"). Without one the page does not exist, for anybody.

use askama::Template;
use axum::extract::{Path, Query};

use super::super::store::one;
use super::super::texts::DutyTexts;
use super::super::words::Badge;
use super::figures::{PeriodRow, period_rows};
use super::overview::Group;
use crate::ids::{PeriodId, PlanId};
use crate::organisations::Directory;
use crate::reporting::access::ReportScope;
use crate::reporting::model::Timeliness;
use crate::reporting::store::progress::{Audience, Punctuality, timeliness};
use crate::web::lang::fill;
use crate::web::{Ctx, Error, Frame, Result};

/// An agency and how its report of the period came.
struct AgencyRow {
    href: String,
    name: String,
    report: Badge,
}

#[derive(Template)]
#[template(path = "duties/published.html")]
struct PublishedPage {
    frame: Frame,
    t: &'static DutyTexts,
    plan: PlanId,
    plan_name: String,
    demo: bool,
    decision: String,
    /// The periods, and which of them is shown by agency.
    periods: Vec<(bool, PeriodRow)>,
    shown_heading: String,
    agencies: Vec<AgencyRow>,
    local: Vec<AgencyRow>,
}

/// What the address chooses.
#[derive(Debug, serde::Deserialize)]
pub struct Chosen {
    /// The period whose agencies are listed; the latest that has come due without it.
    ky: Option<PeriodId>,
}

/// `GET /ke-hoach/{plan}/tien-do`. Public, while a decision to publish is in force. Everybody sees the same: agencies
/// of the state by name, never ranked, without reports about security and defence alone.
///
/// # Errors
/// When there is no such plan, no decision is in force, or the database fails.
pub async fn show(ctx: Ctx, Path(plan): Path<PlanId>, Query(chosen): Query<Chosen>) -> Result {
    let t = &ctx.t.duties;
    let mut c = ctx.app.db.read().await?;
    let head = one::plan_head(&mut c, plan).await?.ok_or(Error::NotFound)?;
    let (decision, from) = head.disclosed_on(ctx.today()).ok_or(Error::NotFound)?;
    let scope = ReportScope::of(&ctx.viewer);
    let reports =
        timeliness(&mut c, plan, &scope, Audience::Public, ctx.today(), &ctx.app.calendar()).await?;
    drop(c);
    let periods = period_rows(&ctx, &reports);
    let due = reports.iter().find(|r| r.due_on <= ctx.today()).map(|r| r.period);
    let wanted = |id: Option<PeriodId>| periods.iter().find(|p| Some(p.id) == id);
    let shown = wanted(chosen.ky).or(wanted(due)).or(periods.first());
    let (shown, shown_heading) =
        shown.map_or((None, String::new()), |p| (Some(p.id), fill(t.p_by_agency, &[&p.name])));
    let directory = ctx.app.directory();
    let of_period = reports.iter().filter(|r| Some(r.period) == shown);
    let (local, agencies) =
        of_period.partition::<Vec<_>, _>(|r| Group::of(&directory, r.org_id) == Group::Local);
    let rows = |reports: Vec<&Punctuality>| -> Vec<AgencyRow> {
        reports.into_iter().filter_map(|report| agency_row(t, &directory, report)).collect()
    };
    ctx.page(&PublishedPage {
        frame: ctx.frame(),
        t,
        plan,
        plan_name: head.name().to_owned(),
        demo: head.demo,
        decision: fill(t.p_decision, &[&decision, &from.show()]),
        shown_heading,
        agencies: rows(agencies),
        local: rows(local),
        periods: periods.into_iter().map(|p| (Some(p.id) == shown, p)).collect(),
    })
}

fn agency_row(t: &DutyTexts, directory: &Directory, report: &Punctuality) -> Option<AgencyRow> {
    let org = directory.get(report.org_id)?;
    Some(AgencyRow {
        href: format!("/co-quan/{}", org.slug),
        name: org.name.clone(),
        report: badge(t, report.timeliness?),
    })
}

/// Whether a report has come, and when, in a word. What is due soon is not urged in public.
fn badge(t: &DutyTexts, of: Timeliness) -> Badge {
    let (class, icon, text) = match of {
        Timeliness::OnTime => ("due ok", "done", t.p_on_time.to_owned()),
        Timeliness::Late(days) => ("due was-late", "warn", fill(t.p_late, &[&days])),
        Timeliness::Open | Timeliness::Soon(_) => ("due", "clock", t.r_waiting.to_owned()),
        Timeliness::Overdue(days) => ("due late", "late", fill(t.p_overdue, &[&days])),
    };
    Badge { class, icon, text }
}
