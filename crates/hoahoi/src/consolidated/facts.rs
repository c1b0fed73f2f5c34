//! What is known of a period, gathered from the capabilities that keep it.

use std::collections::HashMap;

use viet::calendar::Calendar;

use crate::db::{Conn, Day};
use crate::duties::store::matrix;
use crate::ids::{DutyId, LineId, TaskId};
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
    /// Lines of accepted reports, in the order of the plan.
    pub lines: Vec<AcceptedLine>,
    /// The mark of each line in the text.
    pub marks: HashMap<LineId, i64>,
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
    /// Sections under which tasks stand: path, heading.
    pub task_sections: Vec<(String, String)>,
    /// Targets as printed.
    pub targets: Vec<String>,
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
    let cover = cover(c, scope, period, directory).await?;
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
    Ok(Facts { cover, carries_out, lines, money, marks: HashMap::new(), followed, agencies, today })
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
    if !scope.sees_all() {
        return Err(Error::NotFound);
    }
    let plan = plans::plan(c, period.plan_id).await?.ok_or(Error::NotFound)?;
    let document = plans::document(c, plan.document_id).await?.ok_or(Error::NotFound)?;
    let read = document.reading()?;
    let tasks = plans::tasks(c, period.plan_id).await?;
    let name = |id| directory.get(id).map(|org| org.name.clone());
    Ok(Cover {
        coordinator: name(period.coordinator_id).unwrap_or_default(),
        superior: directory.get(period.coordinator_id).and_then(|org| org.parent).and_then(name),
        recipient: period.recipient_id.and_then(name),
        plan: PlanFacts {
            issuer: plan.issuer.as_deref().map(|printed| named(directory, printed, plan.issued_on)),
            number: plan.number,
            issued_on: plan.issued_on,
            place: plan.place,
            title: plan.title,
            task_sections: task_sections(&read, &tasks),
            targets: read.targets.iter().map(|target| sentence_at(&read, target.span)).collect(),
        },
        period,
    })
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

/// The paragraph in which a span stands, or the span's own words.
fn sentence_at(read: &vanban::Document, span: vanban::model::Span) -> String {
    fn find(sections: &[vanban::model::Section], span: vanban::model::Span) -> Option<&str> {
        sections.iter().find_map(|section| {
            section
                .paragraphs
                .iter()
                .find(|p| p.span.start <= span.start && span.end <= p.span.end)
                .map(|p| p.text.as_str())
                .or_else(|| find(&section.sections, span))
        })
    }
    find(&read.sections, span).map_or_else(
        || read.source_text.get(span.start..span.end).unwrap_or_default().to_owned(),
        str::to_owned,
    )
}
