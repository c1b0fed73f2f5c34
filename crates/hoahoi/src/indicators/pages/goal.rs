//! A goal in words: how it is judged period by period, and which duties carry it out.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;

use super::super::model::{Level, goals};
use super::super::store::goals::{self as store, Assessment, GoalIn};
use super::super::texts::IndicatorTexts;
use super::{Quote, confirmed};
use crate::accounts::rights::AssessGoal;
use crate::db::Conn;
use crate::ids::{DutyId, PeriodId, PlanId};
use crate::plans::model::clause;
use crate::plans::store as plans;
use crate::reporting::store::accepted;
use crate::reporting::words::Chip;
use crate::web::form::{Fields, Problems};
use crate::web::lang::fill;
use crate::web::{Ctx, Error, Frame, Result};

/// The longest assessment, in characters.
const LIMIT: usize = 5000;

/// How the goal was judged in a period.
struct AssessmentView {
    period: String,
    level: Chip,
    text: String,
    by: String,
}

/// A period that can be judged.
struct PeriodView {
    id: PeriodId,
    name: String,
    rev: i64,
    text: String,
    levels: Vec<(&'static str, &'static str, bool)>,
    chosen: bool,
}

/// A duty that can be chosen.
struct DutyView {
    id: DutyId,
    clause: String,
    text: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "indicators/goal.html")]
struct GoalPage {
    frame: Frame,
    t: &'static IndicatorTexts,
    plan: PlanId,
    plan_name: String,
    start: i64,
    quote: Quote,
    history: Vec<AssessmentView>,
    periods: Vec<PeriodView>,
    duties: Vec<DutyView>,
    may_assess: bool,
    alarm: Option<String>,
    problems: Problems,
}

impl GoalPage {
    /// The duties that carry it out.
    fn linked(&self) -> Vec<&DutyView> {
        self.duties.iter().filter(|duty| duty.chosen).collect()
    }
}

/// `GET /ke-hoach/{plan}/muc-tieu/{goal}`.
pub async fn show(ctx: Ctx, Path((plan, start)): Path<(PlanId, i64)>) -> Result {
    let mut c = ctx.app.db.read().await?;
    let shown = page(&ctx, &mut c, plan, start).await?;
    ctx.page(&shown)
}

async fn page(ctx: &Ctx, c: &mut Conn, id: PlanId, start: i64) -> Result<GoalPage> {
    let (plan, read) = confirmed(ctx, c, id).await?;
    let place = goals(&read).into_iter().find(|place| i64::try_from(place.span.start) == Ok(start));
    let place = place.ok_or(Error::NotFound)?;
    let t = &ctx.t.indicators;
    let judged: Vec<Assessment> =
        store::assessments(c, id).await?.into_iter().filter(|a| a.span_start == start).collect();
    let linked = store::duties(c, id).await?;
    let may_assess = ctx.viewer.may::<AssessGoal>(&());
    let periods = if may_assess { periods(ctx, c, id, &judged).await? } else { Vec::new() };
    let duties = plans::duties(c, id)
        .await?
        .into_iter()
        .filter(|duty| duty.tracked)
        .map(|duty| DutyView {
            chosen: linked.iter().any(|link| link.span_start == start && link.duty_id == duty.id),
            id: duty.id,
            clause: clause(&duty.section_path, duty.paragraph),
            text: duty.text,
        })
        .filter(|duty| may_assess || duty.chosen)
        .collect();
    Ok(GoalPage {
        frame: ctx.frame(),
        t,
        plan: id,
        plan_name: plan.name().to_owned(),
        start,
        quote: Quote::of(id, &place),
        history: judged
            .into_iter()
            .map(|a| AssessmentView {
                period: ctx.t.reporting.period_name(&a.code),
                level: t.level_chip(a.level),
                by: fill(t.assessed_by, &[&a.who.unwrap_or_default(), &a.updated_at.show()]),
                text: a.text,
            })
            .collect(),
        periods,
        duties,
        may_assess,
        alarm: None,
        problems: Problems::default(),
    })
}

/// The periods that have begun, the latest first, each with what was said of it.
async fn periods(ctx: &Ctx, c: &mut Conn, plan: PlanId, judged: &[Assessment]) -> Result<Vec<PeriodView>> {
    let t = &ctx.t.indicators;
    let begun = accepted::periods_begun(c, Some(plan), ctx.today()).await?;
    Ok(begun
        .into_iter()
        .enumerate()
        .map(|(n, period)| {
            let known = judged.iter().find(|a| a.period_id == period.id);
            let level = known.map_or(Level::NotAssessed, |a| a.level);
            PeriodView {
                id: period.id,
                name: ctx.t.reporting.period_name(&period.code),
                rev: known.map_or(0, |a| a.rev),
                text: known.map(|a| a.text.clone()).unwrap_or_default(),
                levels: levels(t, level),
                chosen: n == 0,
            }
        })
        .collect())
}

fn levels(t: &IndicatorTexts, chosen: Level) -> Vec<(&'static str, &'static str, bool)> {
    Level::ALL.iter().map(|level| (level.as_str(), t.level_name(*level), *level == chosen)).collect()
}

/// `POST /ke-hoach/{plan}/muc-tieu/{goal}`: judges the goal in a period.
pub async fn assess(ctx: Ctx, Path((plan, start)): Path<(PlanId, i64)>, fields: Fields) -> Result {
    let permit = ctx.permit::<AssessGoal>(&())?;
    let t = &ctx.t.indicators;
    let mut tx = ctx.app.db.write().await?;
    let mut shown = page(&ctx, &mut tx, plan, start).await?;
    let period: PeriodId = fields.parse("ky").ok_or(Error::NotFound)?;
    let known = shown.periods.iter().any(|one| one.id == period);
    let (true, Some(level)) = (known, fields.parse::<Level>("muc-do")) else { return Err(Error::NotFound) };
    let text = viet::nfc(&fields.get("noi-dung").replace("\r\n", "\n"));
    let rev: i64 = fields.parse("rev").unwrap_or_default();
    let at = format!("noi-dung-{period}");
    if text.is_empty() && level != Level::NotAssessed {
        shown.problems.add(at.as_str(), ctx.t.common.required);
    } else if text.chars().count() > LIMIT {
        shown.problems.add(at.as_str(), fill(t.too_long, &[&viet::number::show(LIMIT)]));
    }
    let goal = GoalIn { plan, span_start: start, period };
    let is_right = shown.problems.is_empty();
    if is_right && store::assess(&mut tx, &permit, goal, rev, level, &text, ctx.now()).await? {
        tx.commit().await?;
        return Ok(ctx.done(&format!("/ke-hoach/{plan}/muc-tieu/{start}"), t.assessed));
    }
    drop(tx);
    for one in &mut shown.periods {
        one.chosen = one.id == period;
        if one.chosen {
            if is_right {
                let theirs = one.levels.iter().find(|(_, _, chosen)| *chosen).map_or("", |(_, name, _)| name);
                shown.alarm = Some(fill(t.assess_stale, &[&theirs, &one.text]));
            }
            one.levels = levels(t, level);
            one.text.clone_from(&text);
        }
    }
    let status = if is_right { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    ctx.page_with(status, &shown)
}

/// `POST /ke-hoach/{plan}/muc-tieu/{goal}/nhiem-vu`: says which duties carry the goal out.
pub async fn link(ctx: Ctx, Path((plan, start)): Path<(PlanId, i64)>, fields: Fields) -> Result {
    let permit = ctx.permit::<AssessGoal>(&())?;
    let mut tx = ctx.app.db.write().await?;
    let shown = page(&ctx, &mut tx, plan, start).await?;
    let wanted: Vec<DutyId> = fields.all("nhiem-vu").filter_map(|id| id.parse().ok()).collect();
    let chosen: Vec<DutyId> = shown.duties.iter().map(|d| d.id).filter(|id| wanted.contains(id)).collect();
    store::set_duties(&mut tx, &permit, plan, start, &chosen, ctx.now()).await?;
    tx.commit().await?;
    Ok(ctx.done(&format!("/ke-hoach/{plan}/muc-tieu/{start}"), ctx.t.indicators.goal_duties_saved))
}
