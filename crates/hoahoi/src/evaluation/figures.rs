//! Gathers what is known of a span at the end of a day, agency by agency.

use std::collections::BTreeMap;

use viet::calendar::Calendar;

use super::model::{self, DutyOutcome, Span, Standing, Sums};
use super::standing::{self, Assessment};
use crate::db::{Conn, Day};
use crate::directions::store::past::{self as directions, History as Direction};
use crate::duties::DutyScope;
use crate::duties::store::past as duties;
use crate::duties::sums::{Outcome, is_asked};
use crate::extensions;
use crate::ids::{DutyId, OrgId, SubmissionId};
use crate::organisations::Directory;
use crate::reporting::store::past::{self as reports, Which};

/// A report that counts.
#[derive(Debug, Clone)]
pub struct ReportRow {
    /// Which.
    pub id: SubmissionId,
    /// Code of its period.
    pub code: String,
    /// Its plan.
    pub plan_name: String,
    /// Its regime.
    pub regime_name: String,
    /// The day it was due.
    pub due_on: Day,
    /// How it stood.
    pub standing: Standing,
    /// How often completion had been asked for.
    pub asked: i64,
}

/// A duty with a deadline that counts.
#[derive(Debug, Clone)]
pub struct DutyRow {
    /// Which.
    pub id: DutyId,
    /// Its plan.
    pub plan_name: String,
    /// Where it stands in the plan.
    pub section_path: String,
    /// Which paragraph.
    pub paragraph: i64,
    /// Its sentence.
    pub text: String,
    /// The day on which its term ended.
    pub due_on: Day,
    /// When it had been handed in.
    pub handed_in: Option<Day>,
    /// How it stood.
    pub outcome: DutyOutcome,
    /// How often the agency had been asked to complete it.
    pub asked: i64,
}

/// A direction that counts. Its words stay with those who see it.
#[derive(Debug, Clone)]
pub struct DirectionRow {
    /// What happened.
    pub history: Direction,
    /// How the answer stood.
    pub standing: Standing,
}

/// An agency with everything that counts.
#[derive(Debug, Clone, Default)]
pub struct Agency {
    /// Its reports.
    pub reports: Vec<ReportRow>,
    /// Its duties with deadlines.
    pub duties: Vec<DutyRow>,
    /// Its standing duties as assessed.
    pub standing: Vec<Assessment>,
    /// Extensions it was granted.
    pub extensions: i64,
    /// Directions that named a day to answer.
    pub directions: Vec<DirectionRow>,
}

impl Agency {
    /// The sums.
    #[must_use]
    pub fn sums(&self) -> Sums {
        let mut sums = Sums { extensions: self.extensions, ..Sums::default() };
        for report in &self.reports {
            sums.report(report.standing);
            sums.completions += report.asked;
        }
        for duty in &self.duties {
            sums.duty(duty.outcome);
            sums.completions += duty.asked;
        }
        self.directions.iter().for_each(|one| sums.answer(one.standing));
        self.standing.iter().for_each(|one| sums.assessed(one.level));
        sums
    }
}

/// Which figures, for whom.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The period or year.
    pub span: &'a Span,
    /// The figures are those known at the end of this day.
    pub day: Day,
    /// Duties in security and defence, and reports about nothing else, count only where they are seen.
    pub scope: &'a DutyScope,
    /// The agencies.
    pub directory: &'a Directory,
    /// Working days.
    pub calendar: &'a Calendar,
}

/// The figures of every state body that has any, for those agencies that `sees` lets through. The same number of
/// statements however many agencies there are.
///
/// # Errors
/// Those of the database.
pub async fn gather(
    c: &mut Conn,
    asked: Asked<'_>,
    sees: impl Fn(OrgId) -> bool,
) -> sqlx::Result<BTreeMap<OrgId, Agency>> {
    let Asked { span, day, scope, directory, calendar } = asked;
    let mut agencies: BTreeMap<OrgId, Agency> = BTreeMap::new();
    let rated = |org: OrgId| directory.is_subordinate(org) && sees(org);
    let which = span.code.clone().map_or(Which::Due(span.from, span.to), Which::Code);
    for report in reports::of_state_bodies(c, &which).await? {
        let Some(standing) = model::stood(&report, day, calendar) else { continue };
        let (lines, restricted) = model::owed(&report, day);
        if rated(report.org_id) && (lines > restricted || scope.sees_of(report.org_id)) {
            let row = ReportRow {
                asked: model::asked(&report, day),
                id: report.id,
                code: report.code,
                plan_name: report.plan_name,
                regime_name: report.regime_name,
                due_on: report.due_on,
                standing,
            };
            agencies.entry(report.org_id).or_default().reports.push(row);
        }
    }
    for duty in duties::with_deadline(c, span.from, span.to).await? {
        let Some(known) = duty.on(directory, calendar, day) else { continue };
        if known.deadline < span.from || known.deadline > span.to {
            continue;
        }
        for part in known.parts.iter().filter(|part| rated(part.org) && !is_asked(directory, part)) {
            let outcome = match known.outcome(directory, part, day) {
                Outcome::DoneOnTime => DutyOutcome::OnTime,
                Outcome::DoneLate => DutyOutcome::Late,
                Outcome::Overdue => DutyOutcome::Overdue,
                Outcome::Open | Outcome::Standing | Outcome::Void => continue,
            };
            if duty.restricted && !scope.sees_of(part.org) {
                continue;
            }
            let asked = known.asked_to_complete.iter().find(|(org, _)| *org == part.org);
            agencies.entry(part.org).or_default().duties.push(DutyRow {
                id: duty.id,
                plan_name: duty.plan_name.clone(),
                section_path: duty.section_path.clone(),
                paragraph: duty.paragraph,
                text: duty.text.clone(),
                due_on: known.due_on,
                handed_in: known.handed_in(part),
                outcome,
                asked: asked.map_or(0, |(_, times)| *times),
            });
        }
    }
    for one in standing::store::in_span(c, span, day).await? {
        if rated(one.org_id) {
            agencies.entry(one.org_id).or_default().standing.push(one);
        }
    }
    for one in directions::to_answer_between(c, span.from, span.to).await? {
        let Some(standing) = model::answered(&one, day, calendar) else { continue };
        if rated(one.org_id) && (!one.restricted || scope.sees_of(one.org_id)) {
            let row = DirectionRow { standing, history: one };
            agencies.entry(row.history.org_id).or_default().directions.push(row);
        }
    }
    let until = day.min(span.to);
    if until >= span.from {
        for (org, restricted, granted) in extensions::store::granted(c, span.from, until).await? {
            if rated(org) && (!restricted || scope.sees_of(org)) {
                agencies.entry(org).or_default().extensions += granted;
            }
        }
    }
    Ok(agencies)
}
