//! One target: where it comes from, how it is worked out, its path, every figure and what it rests on.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;

use super::super::chart::{self, Words};
use super::super::course::{self, Course, Point};
use super::super::model::{Direction, Rollup};
use super::super::store::indicators::{self, Event};
use super::super::texts::IndicatorTexts;
use super::super::words::with_unit;
use super::{Quote, Row};
use crate::accounts::rights::{DefineIndicator, EnterValue, ReadRegister};
use crate::db::Conn;
use crate::ids::IndicatorId;
use crate::web::form::Problems;
use crate::web::lang::fill;
use crate::web::{Ctx, Error, Frame, Result};

/// A figure in the table.
struct PointView {
    on: String,
    period: Option<String>,
    value: Option<String>,
    parts: Option<String>,
    expected: Option<String>,
    growth: Option<String>,
    rests_on: String,
    partial: bool,
    /// The day of a value that can be taken out again.
    removable: Option<String>,
}

/// What one agency reports.
struct AgencyView {
    name: String,
    /// Period, what was said, the report.
    said: Vec<(String, String)>,
}

/// One event of the history.
struct EventView {
    at: String,
    what: String,
    who: String,
}

/// A value as typed.
#[derive(Default)]
pub struct Typed {
    pub on: String,
    pub value: String,
    pub numerator: String,
    pub denominator: String,
    pub source: String,
}

#[derive(Template)]
#[template(path = "indicators/show.html")]
pub struct ShowPage {
    frame: Frame,
    t: &'static IndicatorTexts,
    id: IndicatorId,
    row: Row,
    quote: Option<Quote>,
    definition: String,
    source: String,
    unit: String,
    direction: &'static str,
    formula: String,
    formula_target: Option<String>,
    formula_growth: Option<String>,
    baseline_source: String,
    reporters: Vec<String>,
    register: Option<(String, String)>,
    chart: Option<String>,
    points: Vec<PointView>,
    agencies: Vec<AgencyView>,
    history: Vec<EventView>,
    retired: Option<String>,
    ratio: bool,
    numerator: String,
    denominator: String,
    may_define: bool,
    may_enter: bool,
    pub typed: Typed,
    pub problems: Problems,
}

/// `GET /chi-tieu/{id}`.
pub async fn show(ctx: Ctx, Path(id): Path<IndicatorId>) -> Result {
    let mut c = ctx.app.db.read().await?;
    let shown = page(&ctx, &mut c, id).await?;
    ctx.page(&shown)
}

/// The page again with what was typed and what is wrong.
pub async fn again(ctx: &Ctx, id: IndicatorId, typed: Typed, problems: Problems) -> Result {
    let mut c = ctx.app.db.read().await?;
    let mut shown = page(ctx, &mut c, id).await?;
    (shown.typed, shown.problems) = (typed, problems);
    ctx.page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown)
}

/// Whether the values of a course are entered by a person.
pub fn is_entered(course: &Course) -> bool {
    course.reporters.is_empty() && course.indicator.rollup != Rollup::Register
}

async fn page(ctx: &Ctx, c: &mut Conn, id: IndicatorId) -> Result<ShowPage> {
    ctx.permit::<ReadRegister>(&())?;
    let indicator = indicators::get(c, id).await?.ok_or(Error::NotFound)?;
    let quote = Quote::of_indicator(ctx, c, &indicator).await?;
    let history = indicators::events(c, id).await?;
    let course = course::of(c, vec![indicator], ctx.today()).await?.pop().ok_or(Error::NotFound)?;
    let t = &ctx.t.indicators;
    let indicator = &course.indicator;
    let row = Row::of(t, &course);
    let retired = indicator.retired_why.as_ref().map(|why| fill(t.retired_because, &[why]));
    let live = retired.is_none();
    Ok(ShowPage {
        frame: ctx.frame(),
        t,
        id,
        quote,
        definition: indicator.definition.clone(),
        source: indicator.source.clone(),
        unit: indicator.unit.clone(),
        direction: match indicator.direction {
            Direction::Higher => t.higher,
            Direction::Lower => t.lower,
        },
        formula: t.formula(&course, &ctx.app.kinds, ctx.lang),
        formula_target: t.target_formula(indicator),
        formula_growth: course
            .latest()
            .and_then(|point| point.rolled.value)
            .and_then(|value| t.growth_formula(indicator, value)),
        baseline_source: indicator.baseline_source.clone(),
        reporters: course.reporters.iter().map(|r| r.org_name.clone()).collect(),
        register: register(ctx, &course),
        chart: chart(t, &course, &row, "lo-trinh"),
        points: course.points.iter().rev().map(|point| point_view(ctx, &course, point)).collect(),
        agencies: agencies(ctx, &course),
        history: history.iter().map(|event| event_view(t, event)).collect(),
        ratio: indicator.rollup == Rollup::Ratio,
        numerator: indicator.numerator.clone(),
        denominator: indicator.denominator.clone(),
        may_define: live && ctx.viewer.may::<DefineIndicator>(&()),
        may_enter: live && is_entered(&course) && ctx.viewer.may::<EnterValue>(&()),
        retired,
        row,
        typed: Typed::default(),
        problems: Problems::default(),
    })
}

/// The list of the records counted, and what is left out.
fn register(ctx: &Ctx, course: &Course) -> Option<(String, String)> {
    let (counted, register) = (course.counted.as_ref()?, course.indicator.register()?);
    let t = &ctx.t.indicators;
    let chosen: Vec<(&str, &str)> =
        register.having.iter().map(|(field, value)| (field.as_str(), value.as_str())).collect();
    let href = format!("/co-so-du-lieu/{}?{}", register.kind, crate::web::paging::query(&chosen));
    let without = match counted.without_year() {
        n if n > 0 && register.since.is_some() => fill(t.register_no_year, &[&n]),
        _ => String::new(),
    };
    Some((href, without))
}

/// The path drawn, under an identifier that its page has once.
pub(super) fn chart(t: &IndicatorTexts, course: &Course, row: &Row, id: &str) -> Option<String> {
    let unit = course.indicator.unit.as_str();
    let unknown = || t.unknown.to_owned();
    let wanted = course.indicator.target().wanted().map(|amount| with_unit(amount, unit));
    let from = row.baseline.clone().unwrap_or_else(unknown);
    let to = wanted.clone().unwrap_or_else(unknown);
    let latest = row.latest.clone().unwrap_or_else(|| t.no_data.to_owned());
    let words = Words {
        id,
        title: &fill(t.chart_title, &[&course.indicator.name]),
        about: &fill(t.chart_about, &[&from, &to, &latest]),
        baseline: &fill(t.chart_baseline, &[&from]),
        target: &fill(t.chart_target, &[&to]),
    };
    chart::draw(course, &words)
}

fn point_view(ctx: &Ctx, course: &Course, point: &Point) -> PointView {
    let t = &ctx.t.indicators;
    let indicator = &course.indicator;
    let unit = indicator.unit.as_str();
    let value = point.rolled.value;
    let entered = course.values.iter().find(|v| v.on_day == point.on && point.period.is_none());
    PointView {
        on: point.on.show(),
        period: point.period.as_ref().map(|(_, code)| ctx.t.reporting.period_name(code)),
        value: value.map(|amount| with_unit(amount, unit)),
        parts: point.rolled.parts.map(|(above, below)| format!("{} / {}", above.show(), below.show())),
        expected: indicator
            .target()
            .expected(point.on)
            .filter(|_| indicator.baseline_on.is_some_and(|from| from.last_day() <= point.on))
            .map(|amount| with_unit(amount, unit)),
        growth: value
            .and_then(|v| indicator.target().growth(v))
            .map(|growth| format!("{} %", super::signed(growth.show_rounded()))),
        rests_on: match (entered, &course.counted) {
            (Some(entered), _) => entered.source.clone(),
            (None, Some(_)) => fill(t.counted_today, &[&ctx.today().show()]),
            (None, None) => t.reported(&point.rolled),
        },
        partial: point.rolled.is_partial(),
        removable: entered.filter(|_| is_entered(course)).map(|entered| entered.on_day.to_string()),
    }
}

/// What each agency has reported, latest period first; of a report only what was accepted is shown.
fn agencies(ctx: &Ctx, course: &Course) -> Vec<AgencyView> {
    let t = &ctx.t.indicators;
    let mut names: Vec<_> = course.reporters.iter().map(|r| (r.org_id, r.org_name.as_str())).collect();
    for row in &course.accepted {
        if names.iter().all(|(org, _)| *org != row.org_id) {
            names.push((row.org_id, row.org_name.as_str()));
        }
    }
    names
        .into_iter()
        .map(|(org, name)| AgencyView {
            name: name.to_owned(),
            said: course
                .accepted
                .iter()
                .rev()
                .filter(|row| row.org_id == org)
                .map(|row| (ctx.t.reporting.period_name(&row.code), t.said(&course.indicator, &row.said())))
                .collect(),
        })
        .collect()
}

fn event_view(t: &IndicatorTexts, event: &Event) -> EventView {
    let day = || event.text.parse::<crate::db::Day>().map_or_else(|_| event.text.clone(), |day| day.show());
    let what = match event.kind.as_str() {
        "create" => t.event_create.to_owned(),
        "edit" => {
            let names: Vec<&str> = event.text.split(' ').filter_map(|field| t.field(field)).collect();
            fill(t.event_edit, &[&names.join(", ")])
        }
        "value" => fill(t.event_value, &[&day()]),
        "remove-value" => fill(t.event_remove_value, &[&day()]),
        _ => fill(t.event_retire, &[&event.text]),
    };
    EventView { at: event.at.show(), what, who: event.who.clone().unwrap_or_default() }
}
