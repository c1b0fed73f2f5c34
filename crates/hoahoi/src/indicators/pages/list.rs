//! Targets of all plans, and those of one with its sentences and its goals in words.

use std::collections::HashMap;

use askama::Template;
use axum::extract::Path;

use super::super::course;
use super::super::model::{goals, targets};
use super::super::store::goals::{self as store_goals, Assessment};
use super::super::store::indicators;
use super::super::texts::IndicatorTexts;
use super::{Quote, Row, confirmed};
use crate::accounts::rights::{DefineIndicator, ReadRegister};
use crate::ids::PlanId;
use crate::reporting::words::Chip;
use crate::web::lang::fill;
use crate::web::{Ctx, Frame, Result};

/// A sentence of the plan that sets a target, with how many were set up from it.
struct PrintedView {
    quote: Quote,
    href: String,
    made: Option<String>,
}

/// A goal in words.
struct GoalView {
    quote: Quote,
    href: String,
    level: Option<Chip>,
    period: String,
    text: String,
    duties: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "indicators/list.html")]
struct ListPage {
    frame: Frame,
    t: &'static IndicatorTexts,
    title: String,
    /// Of one plan alone: its address and name.
    plan: Option<(String, String)>,
    rows: Vec<Row>,
    printed: Vec<PrintedView>,
    goals: Vec<GoalView>,
    may_define: bool,
}

/// `GET /chi-tieu`: the targets of all plans.
pub async fn all(ctx: Ctx) -> Result {
    ctx.permit::<ReadRegister>(&())?;
    let mut c = ctx.app.db.read().await?;
    let found = indicators::list(&mut c, None).await?;
    let courses = course::of(&mut c, found, ctx.today()).await?;
    let t = &ctx.t.indicators;
    ctx.page(&ListPage {
        frame: ctx.frame(),
        t,
        title: t.title.to_owned(),
        plan: None,
        rows: Row::all(t, &courses),
        printed: Vec::new(),
        goals: Vec::new(),
        may_define: false,
    })
}

/// `GET /ke-hoach/{plan}/chi-tieu`: the targets of a plan, the sentences that set them, and its goals in words.
pub async fn of_plan(ctx: Ctx, Path(id): Path<PlanId>) -> Result {
    let mut c = ctx.app.db.read().await?;
    let (plan, read) = confirmed(&ctx, &mut c, id).await?;
    let t = &ctx.t.indicators;
    let found = indicators::list(&mut c, Some(id)).await?;
    let made = |start: usize| found.iter().filter(|i| i.span().is_some_and(|s| s.start == start)).count();
    let may_define = ctx.viewer.may::<DefineIndicator>(&());
    let printed = targets(&read)
        .iter()
        .enumerate()
        .map(|(n, target)| PrintedView {
            quote: Quote::of(id, &target.place),
            href: format!("/ke-hoach/{id}/chi-tieu/moi?cau={n}"),
            made: Some(made(target.span.start)).filter(|n| *n > 0).map(|n| fill(t.printed_n, &[&n])),
        })
        .collect();
    let mut latest: HashMap<i64, Assessment> = HashMap::new();
    for assessment in store_goals::assessments(&mut c, id).await? {
        latest.entry(assessment.span_start).or_insert(assessment);
    }
    let duties = store_goals::duties(&mut c, id).await?;
    let goals = goals(&read)
        .iter()
        .map(|place| {
            let start = i64::try_from(place.span.start).unwrap_or(i64::MAX);
            let judged = latest.remove(&start);
            GoalView {
                quote: Quote::of(id, place),
                href: format!("/ke-hoach/{id}/muc-tieu/{start}"),
                level: judged.as_ref().map(|a| t.level_chip(a.level)),
                period: judged.as_ref().map(|a| ctx.t.reporting.period_name(&a.code)).unwrap_or_default(),
                text: judged.map(|a| a.text).unwrap_or_default(),
                duties: duties
                    .iter()
                    .filter(|duty| duty.span_start == start)
                    .map(|duty| {
                        let clause = crate::plans::model::clause(&duty.section_path, duty.paragraph);
                        (format!("/nhiem-vu/{}", duty.duty_id), clause)
                    })
                    .collect(),
            }
        })
        .collect();
    let courses = course::of(&mut c, found, ctx.today()).await?;
    ctx.page(&ListPage {
        frame: ctx.frame(),
        t,
        title: fill(t.of_plan, &[&plan.name()]),
        plan: Some((format!("/ke-hoach/{id}"), plan.name().to_owned())),
        rows: Row::all(t, &courses),
        printed,
        goals,
        may_define,
    })
}
