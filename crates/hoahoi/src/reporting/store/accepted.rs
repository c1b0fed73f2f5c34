//! What accepted reports of a period say: the consolidated report is drawn up from it.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::super::model::{Figure, Frequency, Progress, State};
use super::extras::{self, Of};
use crate::db::{Conn, Day, Sql, query};
use crate::ids::{DutyId, LineId, ObligationId, OrgId, PeriodId, PlanId, RegimeId, SubmissionId};
use crate::organisations::System;

/// A period with the regime it belongs to.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct PeriodOf {
    /// Which.
    pub id: PeriodId,
    /// Its code: `2026-H1`.
    pub code: String,
    /// First day reported.
    pub starts_on: Day,
    /// Last day reported.
    pub closes_on: Day,
    /// Agencies send by this day.
    pub due_on: Day,
    /// The regime.
    pub regime_id: RegimeId,
    /// Its name.
    pub regime_name: String,
    /// How often.
    pub frequency: Frequency,
    /// The plan it is about.
    pub plan_id: PlanId,
    /// What that plan is called: its number, else the name of its file.
    pub plan_name: String,
    /// Who collects the reports.
    pub coordinator_id: OrgId,
    /// To whom the consolidated report goes.
    pub recipient_id: Option<OrgId>,
}

const PERIOD: &str = "SELECT p.id, p.code, p.starts_on, p.closes_on, p.due_on, r.id AS regime_id, r.name AS regime_name, \
     r.frequency, r.plan_id, COALESCE(n.number, f.name) AS plan_name, r.coordinator_id, r.recipient_id FROM period p \
     JOIN regime r ON r.id = p.regime_id JOIN plan n ON n.id = r.plan_id JOIN document f ON f.id = n.document_id ";

/// One period.
///
/// # Errors
/// Those of the database.
pub async fn period(c: &mut Conn, id: PeriodId) -> sqlx::Result<Option<PeriodOf>> {
    let mut sql = Sql::new(PERIOD);
    sql.push("WHERE p.id = ").bind(id);
    sql.optional(c).await
}

/// The periods of a plan, or of all confirmed plans, that have begun by a day; latest first.
///
/// # Errors
/// Those of the database.
pub async fn periods_begun(c: &mut Conn, plan: Option<PlanId>, today: Day) -> sqlx::Result<Vec<PeriodOf>> {
    let mut sql = Sql::new(PERIOD);
    sql.push("WHERE n.confirmed_at IS NOT NULL AND p.starts_on <= ").bind(today);
    if let Some(plan) = plan {
        sql.push(" AND r.plan_id = ").bind(plan);
    }
    sql.push(" ORDER BY p.closes_on DESC, p.id");
    sql.all(c).await
}

/// One line of an accepted report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcceptedLine {
    /// The line.
    pub line: LineId,
    /// The report it stands in.
    pub submission: SubmissionId,
    /// The duty it is about.
    pub duty: DutyId,
    /// Who said it.
    pub org_id: OrgId,
    /// That agency's name, shared with its other lines.
    pub org_name: Arc<str>,
    /// Its system.
    pub system: System,
    /// Where the duty stands in the plan.
    pub section_path: Arc<str>,
    /// Which paragraph.
    pub paragraph: i64,
    /// The duty's sentence.
    pub text: Arc<str>,
    /// Security and defence: such a line has no words.
    pub restricted: bool,
    /// The duty's deadline.
    pub deadline: Option<Day>,
    /// How far.
    pub progress: Option<Progress>,
    /// Kết quả.
    pub result: String,
    /// Khó khăn, vướng mắc.
    pub difficulty: String,
    /// Nguyên nhân.
    pub cause: String,
    /// Kiến nghị, đề xuất.
    pub proposal: String,
    /// Số liệu.
    pub figures: Vec<Figure>,
}

/// A line as it is read: its identifier, the obligation, how far, Kết quả.
type Row = (LineId, ObligationId, Option<Progress>, String);

/// What stands in the way, as a line says it: Khó khăn, Nguyên nhân, Kiến nghị.
#[derive(Default)]
struct Trouble {
    difficulty: String,
    cause: String,
    proposal: String,
}

#[derive(sqlx::FromRow)]
struct DutyRow {
    id: DutyId,
    section_path: String,
    paragraph: i64,
    text: String,
    restricted: bool,
    deadline: Option<Day>,
}

#[derive(sqlx::FromRow)]
struct ReportRow {
    submission: SubmissionId,
    org: OrgId,
    name: String,
    system: System,
}

/// The lines of all accepted reports of a period, in the order of the plan's duties and then of the agencies. A driver's
/// row weighs several times what is kept of it, column by column: so reports are read one after the other, and what
/// stands in the way only where a line says something of it. What many lines share is held once.
///
/// # Errors
/// Those of the database.
pub async fn lines(c: &mut Conn, period: PeriodId) -> sqlx::Result<Vec<AcceptedLine>> {
    const DUTIES: &str = "SELECT d.id, d.section_path, d.paragraph, d.text, d.restricted, d.deadline FROM duty d \
         WHERE d.plan_id = (SELECT r.plan_id FROM period p JOIN regime r ON r.id = p.regime_id WHERE p.id = $1) \
         ORDER BY d.ordinal, d.id";
    const REPORTS: &str = "SELECT s.id AS submission, g.id AS org, g.name, g.system FROM submission s \
         JOIN org g ON g.id = s.org_id WHERE s.period_id = $1 AND s.state = $2 ORDER BY g.sort_key, g.id";
    const LINES: &str = "SELECT l.id, l.obligation_id, l.progress, l.result FROM submission_line l WHERE l.submission_id = $1";
    let mut figures = extras::figures(c, Of::Accepted(period)).await?;
    let mut troubles = troubles(c, period).await?;
    let duty_of = duty_of(c, period).await?;
    let duties: Vec<DutyRow> = query(DUTIES).bind(period).all(c).await?;
    let mut duties: Vec<OfDuty> = duties.into_iter().map(OfDuty::new).collect();
    let place: HashMap<DutyId, usize> = duties.iter().map(|of| of.id).zip(0..).collect();
    let reports: Vec<ReportRow> = query(REPORTS).bind(period).bind(State::Accepted).all(c).await?;
    // report by report, each duty receives its lines in the order of the agencies
    for report in reports {
        let name: Arc<str> = report.name.as_str().into();
        for row in query(LINES).bind(report.submission).all::<Row>(c).await? {
            if let Some(&at) = duty_of.get(&row.1).and_then(|duty| place.get(duty)) {
                let trouble = troubles.remove(&row.0).unwrap_or_default();
                let figures = figures.remove(&row.0).unwrap_or_default();
                duties[at].add(&report, &name, row, trouble, figures);
            }
        }
    }
    Ok(duties.into_iter().flat_map(|duty| duty.lines).collect())
}

/// What stands in the way of those lines that say something of it.
async fn troubles(c: &mut Conn, period: PeriodId) -> sqlx::Result<HashMap<LineId, Trouble>> {
    const SQL: &str = "SELECT l.id, l.difficulty, l.cause, l.proposal FROM submission s \
         JOIN submission_line l ON l.submission_id = s.id WHERE s.period_id = $1 AND s.state = $2 \
         AND (l.difficulty <> '' OR l.cause <> '' OR l.proposal <> '')";
    type Row = (LineId, String, String, String);
    let rows = query(SQL).bind(period).bind(State::Accepted).all::<Row>(c).await?;
    let trouble = |(line, difficulty, cause, proposal)| (line, Trouble { difficulty, cause, proposal });
    Ok(rows.into_iter().map(trouble).collect())
}

/// Which duty each obligation of a period is about; those that were exempted are left out. Obligations are read once,
/// in the order of their index: looked up line by line by their identifiers they lie all over the file.
async fn duty_of(c: &mut Conn, period: PeriodId) -> sqlx::Result<HashMap<ObligationId, DutyId>> {
    const SQL: &str =
        "SELECT o.id, o.duty_id FROM obligation o WHERE o.period_id = $1 AND o.exempt_reason IS NULL";
    let rows: Vec<(ObligationId, DutyId)> = query(SQL).bind(period).all(c).await?;
    Ok(rows.into_iter().collect())
}

/// A duty, and what was said of it so far.
struct OfDuty {
    id: DutyId,
    section_path: Arc<str>,
    paragraph: i64,
    text: Arc<str>,
    restricted: bool,
    deadline: Option<Day>,
    lines: Vec<AcceptedLine>,
}

impl OfDuty {
    fn new(row: DutyRow) -> Self {
        Self {
            id: row.id,
            section_path: row.section_path.into(),
            paragraph: row.paragraph,
            text: row.text.into(),
            restricted: row.restricted,
            deadline: row.deadline,
            lines: Vec::new(),
        }
    }

    fn add(
        &mut self,
        report: &ReportRow,
        name: &Arc<str>,
        (line, _, progress, result): Row,
        trouble: Trouble,
        figures: Vec<Figure>,
    ) {
        self.lines.push(AcceptedLine {
            line,
            submission: report.submission,
            duty: self.id,
            org_id: report.org,
            org_name: name.clone(),
            system: report.system,
            section_path: self.section_path.clone(),
            paragraph: self.paragraph,
            text: self.text.clone(),
            restricted: self.restricted,
            deadline: self.deadline,
            progress,
            result,
            difficulty: trouble.difficulty,
            cause: trouble.cause,
            proposal: trouble.proposal,
            figures,
        });
    }
}

/// One obligation of a period, with what its accepted report says of it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Owed {
    /// The duty.
    pub duty: DutyId,
    /// The agency that answers.
    pub org_name: String,
    /// Its system.
    pub system: System,
    /// How far, once the report was accepted.
    pub progress: Option<Progress>,
    /// The result, once the report was accepted.
    pub result: Option<String>,
    /// Likewise: khó khăn, vướng mắc.
    pub difficulty: Option<String>,
    /// Likewise: nguyên nhân.
    pub cause: Option<String>,
    /// Likewise: kiến nghị, đề xuất.
    pub proposal: Option<String>,
}

/// How many agencies report the same progress of a duty.
#[derive(Debug, Clone)]
pub struct Tally {
    /// The duty.
    pub duty: DutyId,
    /// How far.
    pub progress: Progress,
    /// How many agencies.
    pub agencies: i64,
}

/// A duty of a period outside security and defence.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct OwedDuty {
    /// Which.
    pub id: DutyId,
    /// Where it stands in the plan.
    pub section_path: String,
    /// Its sentence.
    pub text: String,
    /// Its deadline.
    pub deadline: Option<Day>,
    /// How many agencies owe a report of it.
    pub agencies: i64,
}

/// The duties that are reported in a period outside security and defence, in the order of the plan.
///
/// # Errors
/// Those of the database.
pub async fn owed_duties(c: &mut Conn, period: PeriodId) -> sqlx::Result<Vec<OwedDuty>> {
    const SQL: &str = "SELECT d.id, d.section_path, d.text, d.deadline, w.agencies FROM \
         (SELECT o.duty_id, COUNT(*) AS agencies FROM obligation o WHERE o.period_id = $1 AND o.exempt_reason IS NULL GROUP BY o.duty_id) w \
         JOIN duty d ON d.id = w.duty_id WHERE d.restricted = $2 ORDER BY d.ordinal, d.id";
    query(SQL).bind(period).bind(false).all(c).await
}

/// The obligations of those duties that at most so many agencies answer for, by duty in the order of the agencies.
///
/// # Errors
/// Those of the database.
pub async fn owed(c: &mut Conn, period: PeriodId, at_most: i64) -> sqlx::Result<Vec<Owed>> {
    const SQL: &str = "SELECT o.duty_id AS duty, g.name AS org_name, g.system, l.progress, l.result, l.difficulty, l.cause, l.proposal \
         FROM obligation o JOIN org g ON g.id = o.org_id \
         LEFT JOIN submission s ON s.period_id = o.period_id AND s.org_id = o.org_id AND s.state = $2 \
         LEFT JOIN submission_line l ON l.obligation_id = o.id AND l.submission_id = s.id \
         WHERE o.period_id = $1 AND o.exempt_reason IS NULL AND o.duty_id IN (SELECT x.duty_id FROM obligation x \
         WHERE x.period_id = $1 AND x.exempt_reason IS NULL GROUP BY x.duty_id HAVING COUNT(*) <= $3) \
         ORDER BY o.duty_id, g.sort_key, g.id";
    query(SQL).bind(period).bind(State::Accepted).bind(at_most).all(c).await
}

/// How far the agencies are with each duty, as their accepted reports say; by duty.
///
/// # Errors
/// Those of the database.
pub async fn tallies(c: &mut Conn, period: PeriodId) -> sqlx::Result<Vec<Tally>> {
    const SQL: &str = "SELECT l.obligation_id, l.progress FROM submission s JOIN submission_line l ON l.submission_id = s.id \
         WHERE s.period_id = $1 AND s.state = $2 AND l.progress IS NOT NULL";
    let duty_of = duty_of(c, period).await?;
    let lines: Vec<(ObligationId, Progress)> = query(SQL).bind(period).bind(State::Accepted).all(c).await?;
    Ok(tally(lines.into_iter().filter_map(|(of, progress)| Some((*duty_of.get(&of)?, progress)))))
}

/// The same from lines that have been read.
#[must_use]
pub fn tallies_of(lines: &[AcceptedLine]) -> Vec<Tally> {
    tally(lines.iter().filter_map(|line| Some((line.duty, line.progress?))))
}

fn tally(said: impl Iterator<Item = (DutyId, Progress)>) -> Vec<Tally> {
    let mut counts: BTreeMap<(DutyId, &str), Tally> = BTreeMap::new();
    for (duty, progress) in said {
        let none = Tally { duty, progress, agencies: 0 };
        counts.entry((duty, progress.as_str())).or_insert(none).agencies += 1;
    }
    counts.into_values().collect()
}
