//! What is known of a period, gathered from the capabilities that keep it.

use std::collections::HashMap;

use viet::calendar::Calendar;

use crate::db::{Conn, Day};
use crate::duties::store::matrix;
use crate::ids::{DocumentId, DutyId, LineId, ObservationId, TaskId};
use crate::indicators::course::{self, Course};
use crate::indicators::model::{self as printed, Level, Place, Rolled};
use crate::indicators::store::goals as assessed;
use crate::indicators::store::indicators;
use crate::organisations::{Directory, System};
use crate::plans::store::{self as plans, TaskRow};
use crate::recommendations::store::{self as recommendations, Followed};
use crate::reporting::access::ReportScope;
use crate::reporting::model::Timeliness;
use crate::reporting::money::{self, Totals};
use crate::reporting::store::accepted::{self, AcceptedLine, PeriodOf};
use crate::reporting::store::progress::{Audience, timeliness};
use crate::web::{Error, Result};

/// What the report is about and who writes it to whom: all that its paper needs besides its sections.
#[derive(Debug, Clone)]
pub struct Cover {
    /// The period and its regime.
    pub period: PeriodOf,
    /// The plan.
    pub plan: PlanFacts,
    /// The department that draws the report up.
    pub coordinator: String,
    /// The agency directly above it.
    pub superior: Option<String>,
    /// To whom it goes.
    pub recipient: Option<String>,
}

/// Everything a consolidated report is drawn up from.
#[derive(Debug, Clone)]
pub struct Facts {
    /// What it is about.
    pub cover: Cover,
    /// Sections of the plan under which tasks stand: path, heading.
    pub task_sections: Vec<(String, String)>,
    /// Lines of accepted reports, in the order of the plan.
    pub lines: Vec<AcceptedLine>,
    /// The mark of each line in the text.
    pub marks: HashMap<LineId, i64>,
    /// Targets of the plan, each with the indicators that follow it.
    pub targets: Vec<TargetFacts>,
    /// Goals in words.
    pub goals: Vec<GoalFacts>,
    /// The mark of each agency's figure of an indicator in the text.
    pub figure_marks: HashMap<ObservationId, i64>,
    /// Sections of tasks that each duty carries out.
    pub carries_out: HashMap<DutyId, Vec<String>>,
    /// Sums of money over the accepted reports.
    pub money: Totals,
    /// How far the recommendation of a line has come.
    pub followed: HashMap<LineId, Followed>,
    /// The agencies that owe a report of this period.
    pub agencies: Vec<Agency>,
    /// The day on which this was known.
    pub today: Day,
}

/// The plan as the report names it.
#[derive(Debug, Clone)]
pub struct PlanFacts {
    /// Number and symbol.
    pub number: Option<String>,
    /// Date.
    pub issued_on: Option<Day>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// The place printed in its head.
    pub place: Option<String>,
    /// Title.
    pub title: String,
}

/// A target of the plan, and what is known of it.
#[derive(Debug, Clone)]
pub struct TargetFacts {
    /// The paragraph that sets it; `None` for what a person added.
    pub place: Option<Place>,
    /// The indicators that follow it.
    pub indicators: Vec<IndicatorFacts>,
}

/// An indicator in the period.
#[derive(Debug, Clone)]
pub struct IndicatorFacts {
    /// All that is known of it.
    pub course: Course,
    /// Its figure for the period.
    pub rolled: Rolled,
    /// The accepted figures of agencies in the period.
    pub observations: Vec<ObservationId>,
}

/// A goal in words.
#[derive(Debug, Clone)]
pub struct GoalFacts {
    /// Where it stands.
    pub place: Place,
    /// How the coordinator judged it in the period.
    pub judged: Option<(Level, String)>,
}

impl Facts {
    /// The accepted figures of agencies that the text can rest on.
    pub fn observations(&self) -> impl Iterator<Item = ObservationId> {
        let all = self.targets.iter().flat_map(|target| &target.indicators);
        all.flat_map(|indicator| indicator.observations.iter().copied())
    }
}

/// One agency and its report.
#[derive(Debug, Clone)]
pub struct Agency {
    /// Its name.
    pub name: String,
    /// Its system.
    pub system: System,
    /// `None` when exempt.
    pub timeliness: Option<Timeliness>,
    /// Whether its report was accepted.
    pub accepted: bool,
}

/// Gathers the facts of a period. Marks are not given yet.
///
/// # Errors
/// Not found for whoever may not read the reports of all agencies; when the plan is gone or unreadable; those of the database.
pub async fn gather(
    c: &mut Conn,
    scope: &ReportScope,
    period: PeriodOf,
    directory: &Directory,
    calendar: &Calendar,
    today: Day,
) -> Result<Facts> {
    let (cover, document) = about(c, scope, period, directory).await?;
    let read = plans::document(c, document).await?.ok_or(Error::NotFound)?.reading()?;
    let targets = targets(c, &read, &cover.period, today).await?;
    let goals = goals(c, &read, &cover.period).await?;
    let (period, plan) = (cover.period.id, cover.period.plan_id);
    let tasks = plans::tasks(c, plan).await?;
    let links = matrix::links(c, plan).await?;
    let lines = accepted::lines(c, period).await?;
    let followed =
        recommendations::followed(c, period).await?.into_iter().map(|one| (one.line_id, one)).collect();
    let money = money::totals(c, scope, period).await?;
    let agencies = timeliness(c, plan, scope, Audience::Internal, today, calendar)
        .await?
        .into_iter()
        .filter(|row| row.period == period)
        .map(|row| Agency {
            name: row.org_name,
            system: row.system,
            timeliness: row.timeliness,
            accepted: row.state == Some(crate::reporting::model::State::Accepted),
        })
        .collect();
    let carries_out = carries_out(&tasks, &links);
    Ok(Facts {
        cover,
        task_sections: task_sections(&read, &tasks),
        carries_out,
        lines,
        money,
        marks: HashMap::new(),
        targets,
        goals,
        figure_marks: HashMap::new(),
        followed,
        agencies,
        today,
    })
}

/// What the report of a period is about.
///
/// # Errors
/// As [`gather`].
pub async fn cover(
    c: &mut Conn,
    scope: &ReportScope,
    period: PeriodOf,
    directory: &Directory,
) -> Result<Cover> {
    Ok(about(c, scope, period, directory).await?.0)
}

/// The cover, and the document in which the plan stands.
async fn about(
    c: &mut Conn,
    scope: &ReportScope,
    period: PeriodOf,
    directory: &Directory,
) -> Result<(Cover, DocumentId)> {
    if !scope.sees_all() {
        return Err(Error::NotFound);
    }
    let plan = plans::plan(c, period.plan_id).await?.ok_or(Error::NotFound)?;
    let name = |id| directory.get(id).map(|org| org.name.clone());
    let cover = Cover {
        coordinator: name(period.coordinator_id).unwrap_or_default(),
        superior: directory.get(period.coordinator_id).and_then(|org| org.parent).and_then(name),
        recipient: period.recipient_id.and_then(name),
        plan: PlanFacts {
            issuer: plan.issuer.as_deref().map(|printed| named(directory, printed, plan.issued_on)),
            number: plan.number,
            issued_on: plan.issued_on,
            place: plan.place,
            title: plan.title,
        },
        period,
    };
    Ok((cover, plan.document_id))
}

/// A body's name as it stands in a sentence; printed in capitals it is looked up, and unknown it stays as printed.
fn named(directory: &Directory, printed: &str, on: Option<Day>) -> String {
    let found = on.and_then(|day| directory.resolve(printed, day.0).id());
    found.and_then(|id| directory.get(id)).map_or_else(|| printed.to_owned(), |org| org.name.clone())
}

/// The sections right below the part that holds the tasks: III.1 … III.5 of the real plan.
fn task_sections(read: &vanban::Document, tasks: &[TaskRow]) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for part in &read.sections {
        for section in &part.sections {
            let below = format!("{}.", section.path);
            let holds =
                tasks.iter().any(|t| t.section_path == section.path || t.section_path.starts_with(&below));
            if holds {
                found.push((section.path.clone(), section.heading.clone().unwrap_or_default()));
            }
        }
    }
    found
}

fn carries_out(tasks: &[TaskRow], links: &[(TaskId, DutyId)]) -> HashMap<DutyId, Vec<String>> {
    let sections: HashMap<TaskId, &str> = tasks.iter().map(|t| (t.id, t.section_path.as_str())).collect();
    let mut carried: HashMap<DutyId, Vec<String>> = HashMap::new();
    for (task, duty) in links {
        if let Some(section) = sections.get(task) {
            carried.entry(*duty).or_default().push((*section).to_owned());
        }
    }
    carried
}

/// The targets of the plan as printed, each with the indicators set up from it; then those that a person added.
async fn targets(
    c: &mut Conn,
    read: &vanban::Document,
    period: &PeriodOf,
    today: Day,
) -> Result<Vec<TargetFacts>> {
    let found = indicators::list(c, Some(period.plan_id)).await?;
    let mut left: Vec<IndicatorFacts> = course::of(c, found, today)
        .await?
        .into_iter()
        .map(|course| IndicatorFacts {
            rolled: course.at(period.id, period.closes_on),
            observations: course
                .accepted
                .iter()
                .filter(|row| row.period_id == period.id && row.said().has_figures(course.indicator.rollup))
                .map(|row| row.id)
                .collect(),
            course,
        })
        .collect();
    let mut targets = Vec::new();
    for target in printed::targets(read) {
        let is_of = |facts: &IndicatorFacts| {
            facts.course.indicator.span().is_some_and(|s| s.start == target.span.start)
        };
        let (indicators, rest) = left.into_iter().partition(is_of);
        left = rest;
        targets.push(TargetFacts { place: Some(target.place), indicators });
    }
    if !left.is_empty() {
        targets.push(TargetFacts { place: None, indicators: left });
    }
    Ok(targets)
}

async fn goals(c: &mut Conn, read: &vanban::Document, period: &PeriodOf) -> Result<Vec<GoalFacts>> {
    let judged = assessed::assessments(c, period.plan_id).await?;
    let of = |place: &Place| {
        let start = i64::try_from(place.span.start).unwrap_or(i64::MAX);
        judged.iter().find(|a| a.span_start == start && a.period_id == period.id)
    };
    Ok(printed::goals(read)
        .into_iter()
        .map(|place| GoalFacts { judged: of(&place).map(|a| (a.level, a.text.clone())), place })
        .collect())
}
