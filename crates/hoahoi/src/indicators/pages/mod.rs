//! Pages of targets and goals.

pub mod edit;
pub mod goal;
pub mod list;
mod panel;
mod pictures;
pub mod show;
pub mod value;

pub use panel::plan_panel;
pub use pictures::pictures;

use std::sync::Arc;

use super::course::Course;
use super::model::{Change, Place, place_of};
use super::texts::IndicatorTexts;
use super::words::with_unit;
use crate::accounts::rights::ReadRegister;
use crate::db::Conn;
use crate::ids::PlanId;
use crate::plans::store::{self as plans, Plan};
use crate::reporting::words::Chip;
use crate::web::lang::fill;
use crate::web::{Ctx, Error, Result};

/// A confirmed plan with its reading, for whoever has signed in.
async fn confirmed(ctx: &Ctx, c: &mut Conn, id: PlanId) -> Result<(Plan, Arc<vanban::Document>)> {
    ctx.permit::<ReadRegister>(&())?;
    let plan = plans::plan(c, id).await?.filter(|plan| !plan.is_draft()).ok_or(Error::NotFound)?;
    let read = ctx.app.readings.of(c, plan.document_id).await?.ok_or(Error::NotFound)?;
    Ok((plan, read))
}

/// A row of a table of targets.
pub struct Row {
    pub href: String,
    pub name: String,
    pub plan: String,
    pub plan_href: String,
    pub baseline: Option<String>,
    pub baseline_on: Option<String>,
    pub figure: Option<String>,
    pub wanted: Option<String>,
    pub by: Option<String>,
    pub latest: Option<String>,
    pub latest_on: String,
    pub growth: Option<String>,
    pub reported: String,
    pub partial: bool,
    pub path: Chip,
    pub why: Option<&'static str>,
    pub demo: bool,
}

impl Row {
    fn of(t: &IndicatorTexts, course: &Course) -> Self {
        let indicator = &course.indicator;
        let target = indicator.target();
        let latest = course.latest();
        let path = course.path();
        let unit = indicator.unit.as_str();
        let value = latest.and_then(|point| point.rolled.value);
        Self {
            href: format!("/chi-tieu/{}", indicator.id),
            name: indicator.name.clone(),
            plan: indicator.plan_name.clone(),
            plan_href: format!("/ke-hoach/{}/chi-tieu", indicator.plan_id),
            baseline: indicator.baseline.map(|amount| with_unit(amount, unit)),
            baseline_on: indicator.baseline_on.map(|when| t.when(when)),
            figure: t.figure(indicator),
            wanted: match indicator.change {
                Change::Reach => None,
                _ => target.wanted().map(|amount| with_unit(amount, unit)),
            },
            by: indicator.target_by.map(|when| fill(t.by, &[&t.when(when)])),
            latest: value.map(|amount| with_unit(amount, unit)),
            latest_on: latest.map(|point| t.on_day(point.on)).unwrap_or_default(),
            growth: value.and_then(|v| target.growth(v)).map(|g| format!("{} %", signed(g.show_rounded()))),
            reported: latest.map(|point| t.reported(&point.rolled)).unwrap_or_default(),
            partial: latest.is_some_and(|point| point.rolled.is_partial()),
            path: t.path_chip(path),
            why: t.why(path),
            demo: indicator.demo,
        }
    }

    fn all(t: &IndicatorTexts, courses: &[Course]) -> Vec<Self> {
        courses.iter().map(|course| Self::of(t, course)).collect()
    }
}

/// Growth with its sign.
fn signed(shown: String) -> String {
    if shown.starts_with('-') || shown == "0" { shown } else { format!("+{shown}") }
}

/// The sentence of a plan that sets a target.
struct Quote {
    text: String,
    clause: String,
    href: String,
}

impl Quote {
    fn of(plan: PlanId, place: &Place) -> Self {
        Self {
            text: place.text.clone(),
            clause: place.clause(),
            href: format!("/ke-hoach/{plan}#{}", place.anchor()),
        }
    }

    /// The sentence of an indicator, if it has one.
    async fn of_indicator(
        ctx: &Ctx,
        c: &mut Conn,
        indicator: &super::store::Indicator,
    ) -> Result<Option<Self>> {
        let Some(span) = indicator.span() else { return Ok(None) };
        let (_, read) = confirmed(ctx, c, indicator.plan_id).await?;
        Ok(place_of(&read, span).map(|place| Self::of(indicator.plan_id, &place)))
    }
}
