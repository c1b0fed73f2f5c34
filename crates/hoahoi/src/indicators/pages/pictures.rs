//! The targets of a plan as pictures, each with its table: accepted figures only, for everybody.

use askama::Template;

use super::super::course::{self, Course};
use super::super::model::{Amount, Change};
use super::super::store::indicators;
use super::super::texts::IndicatorTexts;
use super::{Row, show};
use crate::db::Conn;
use crate::ids::PlanId;
use crate::web::lang::fill;
use crate::web::{Ctx, Frame, Result};

/// Targets that are drawn; the plan's page lists all.
const MOST: usize = 4;
/// Figures in a table, the latest ones.
const FIGURES: usize = 5;

/// A line of a table: when, the figure, what the path expects then.
struct Mark {
    on: String,
    what: Option<String>,
    value: Option<String>,
    expected: Option<String>,
    partial: bool,
}

struct Picture {
    row: Row,
    unit: String,
    chart: Option<String>,
    /// Why there is no picture.
    missing: String,
    marks: Vec<Mark>,
}

#[derive(Template)]
#[template(path = "indicators/pictures.html")]
struct Pictures {
    frame: Frame,
    t: &'static IndicatorTexts,
    plan: PlanId,
    pictures: Vec<Picture>,
    more: bool,
}

/// A part of a page: render it with `|safe`. Nothing while no target of the plan is set up.
///
/// # Errors
/// Those of the database and of the template.
pub async fn pictures(ctx: &Ctx, c: &mut Conn, plan: PlanId) -> Result<Option<String>> {
    let mut found = indicators::list(c, Some(plan)).await?;
    if found.is_empty() {
        return Ok(None);
    }
    let more = found.len() > MOST;
    found.truncate(MOST);
    let courses = course::of(c, found, ctx.today()).await?;
    let t = &ctx.t.indicators;
    let pictures = courses.iter().enumerate().map(|(n, course)| picture(t, course, n)).collect();
    Ok(Some(Pictures { frame: ctx.frame(), t, plan, pictures, more }.render()?))
}

fn picture(t: &IndicatorTexts, course: &Course, n: usize) -> Picture {
    let row = Row::of(t, course);
    let why = row.why.map_or_else(|| t.no_picture_figures.to_owned(), str::to_lowercase);
    Picture {
        chart: show::chart(t, course, &row, &format!("lo-trinh-{}", n + 1)),
        missing: fill(t.no_picture, &[&why.trim_end_matches('.')]),
        marks: marks(t, course, &row),
        unit: course.indicator.unit.clone(),
        row,
    }
}

/// Baseline, the latest figures, target, in the order of their days.
fn marks(t: &IndicatorTexts, course: &Course, row: &Row) -> Vec<Mark> {
    let indicator = &course.indicator;
    let target = indicator.target();
    let show = |amount: Amount| amount.show_rounded();
    let mut marks = Vec::new();
    if let (Some(on), Some(baseline)) = (&row.baseline_on, indicator.baseline) {
        let (what, value) = (Some(t.baseline.to_owned()), Some(show(baseline)));
        marks.push(Mark { on: on.clone(), what, value, expected: None, partial: false });
    }
    let figures = course.points.iter().filter(|point| point.rolled.value.is_some());
    let figures: Vec<_> = figures.collect();
    for point in &figures[figures.len().saturating_sub(FIGURES)..] {
        let begun = indicator.baseline_on.is_some_and(|from| from.last_day() <= point.on);
        marks.push(Mark {
            on: point.on.show(),
            what: None,
            value: point.rolled.value.map(show),
            expected: target.expected(point.on).filter(|_| begun).map(show),
            partial: point.rolled.is_partial(),
        });
    }
    if let Some(by) = indicator.target_by {
        let wanted = target.wanted().map(show);
        let figure = row.figure.clone().filter(|_| indicator.change != Change::Reach);
        let what = match figure {
            Some(figure) => format!("{} ({figure})", t.target),
            None => t.target.to_owned(),
        };
        marks.push(Mark { on: t.when(by), what: Some(what), value: None, expected: wanted, partial: false });
    }
    marks
}
