//! The course of an indicator: its figures in the order of their days, and what each rests on.

use std::collections::{BTreeSet, HashMap};

use super::model::{Counted, Path, Rolled, Rollup, Said, Standing, Why, roll_up};
use super::store::indicators::{self, Indicator, Reporter};
use super::store::observations::{self, Accepted};
use super::store::values::{self, Value};
use crate::catalogue;
use crate::db::{Conn, Day};
use crate::ids::{IndicatorId, OrgId, PeriodId};

/// A figure on its day.
#[derive(Debug, Clone)]
pub struct Point {
    /// The last day it covers.
    pub on: Day,
    /// The period, of a figure that agencies report: key and code.
    pub period: Option<(PeriodId, String)>,
    /// The figure, and what it rests on.
    pub rolled: Rolled,
}

/// An indicator with all that is known of it.
#[derive(Debug, Clone)]
pub struct Course {
    /// The indicator.
    pub indicator: Indicator,
    /// The agencies that report it; none: a person enters it, or it is counted.
    pub reporters: Vec<Reporter>,
    /// Its figures, oldest first.
    pub points: Vec<Point>,
    /// What accepted reports say, by period and agency.
    pub accepted: Vec<Accepted>,
    /// What was entered.
    pub values: Vec<Value>,
    /// What the information database counts.
    pub counted: Option<Counted>,
}

impl Course {
    /// The newest figure.
    #[must_use]
    pub fn latest(&self) -> Option<&Point> {
        self.points.iter().rfind(|point| point.rolled.value.is_some())
    }

    /// Where it stands on its path: by the newest figure in which no agency is missing.
    #[must_use]
    pub fn path(&self) -> Path {
        let whole = self.points.iter().rfind(|p| p.rolled.value.is_some() && !p.rolled.is_partial());
        let standing = whole
            .and_then(|point| Some(Standing { value: point.rolled.value?, on: point.on, partial: false }));
        match (standing, self.latest()) {
            (None, Some(_)) => Path::Unknown(Why::Partial),
            (standing, _) => self.indicator.target().path(standing),
        }
    }

    /// The figure for a period: what its reports gave; of what is entered or counted the figure at the period's end.
    #[must_use]
    pub fn at(&self, period: PeriodId, closes_on: Day) -> Rolled {
        if let Some(counted) = &self.counted {
            let by_year = self.indicator.register().is_some_and(|register| register.since.is_some());
            let n = if by_year { counted.by_the_end_of(closes_on.0.year()) } else { counted.all };
            let said = Said::value(super::model::Amount::whole(n));
            return Rolled::single(&said, Rollup::Register, false);
        }
        if !self.reporters.is_empty() {
            let found = self.points.iter().find(|p| p.period.as_ref().is_some_and(|(id, _)| *id == period));
            return found.map_or(Rolled { of: self.reporters.len(), ..Rolled::default() }, |p| p.rolled);
        }
        let found = self.points.iter().rfind(|point| point.on <= closes_on);
        found.map(|point| point.rolled).unwrap_or_default()
    }
}

/// The courses of some indicators; the same few statements however many there are, and two for each that is counted
/// in the information database.
///
/// # Errors
/// Those of the database.
pub async fn of(c: &mut Conn, found: Vec<Indicator>, today: Day) -> sqlx::Result<Vec<Course>> {
    let ids: Vec<IndicatorId> = found.iter().map(|indicator| indicator.id).collect();
    let mut reporters = indicators::reporters(c, &ids).await?;
    let mut accepted: HashMap<IndicatorId, Vec<Accepted>> = HashMap::new();
    for row in observations::accepted(c, &ids).await? {
        accepted.entry(row.indicator_id).or_default().push(row);
    }
    let mut entered: HashMap<IndicatorId, Vec<Value>> = HashMap::new();
    for row in values::of(c, &ids).await? {
        entered.entry(row.indicator_id).or_default().push(row);
    }
    let mut courses = Vec::with_capacity(found.len());
    for indicator in found {
        let counted = counted(c, &indicator).await?;
        let mut course = Course {
            reporters: reporters.remove(&indicator.id).unwrap_or_default(),
            accepted: accepted.remove(&indicator.id).unwrap_or_default(),
            values: entered.remove(&indicator.id).unwrap_or_default(),
            points: Vec::new(),
            counted,
            indicator,
        };
        course.points = points(&course, today);
        courses.push(course);
    }
    Ok(courses)
}

/// What the information database counts for an indicator; `None` for one that is not counted there.
///
/// # Errors
/// Those of the database.
async fn counted(c: &mut Conn, indicator: &Indicator) -> sqlx::Result<Option<Counted>> {
    if indicator.rollup != Rollup::Register {
        return Ok(None);
    }
    let Some(register) = indicator.register() else { return Ok(Some(Counted::default())) };
    let (all, by_year) =
        catalogue::store::public_counts_by(c, &register.kind, &register.having, register.since.as_deref())
            .await?;
    let mut by_year: Vec<(i16, i64)> =
        by_year.into_iter().filter_map(|(year, n)| Some((year.parse().ok()?, n))).collect();
    by_year.sort_unstable();
    Ok(Some(Counted { by_year, all }))
}

fn points(course: &Course, today: Day) -> Vec<Point> {
    let indicator = &course.indicator;
    let (rollup, percent) = (indicator.rollup, indicator.is_percent());
    if let Some(counted) = &course.counted {
        let by_year = indicator.register().is_some_and(|register| register.since.is_some());
        let single = |(on, said): (Day, Said)| Point {
            on,
            period: None,
            rolled: Rolled::single(&said, rollup, percent),
        };
        let from = indicator.baseline_on.map(|when| when.last_day().0.year());
        return counted.course(by_year, from, today).into_iter().map(single).collect();
    }
    let mut points: Vec<Point> = course
        .accepted
        .chunk_by(|a, b| a.period_id == b.period_id)
        .filter_map(|period| {
            let first = period.first()?;
            let said: Vec<Said> = period.iter().map(Accepted::said).collect();
            Some(Point {
                on: first.closes_on,
                period: Some((first.period_id, first.code.clone())),
                rolled: roll_up(rollup, percent, expected(&course.reporters, period), &said),
            })
        })
        .collect();
    points.extend(course.values.iter().map(|value| Point {
        on: value.on_day,
        period: None,
        rolled: Rolled::single(&value.said(), rollup, percent),
    }));
    points.sort_by_key(|point| point.on);
    points
}

/// How many agencies a period's figure is of: those that report today, and those that reported then.
fn expected(reporters: &[Reporter], period: &[Accepted]) -> usize {
    let orgs: BTreeSet<OrgId> =
        reporters.iter().map(|r| r.org_id).chain(period.iter().map(|a| a.org_id)).collect();
    orgs.len()
}
