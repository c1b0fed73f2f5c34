//! What accepted reports of a period say: the consolidated report is drawn up from it.

use super::super::model::{Figure, Frequency, Progress, State};
use super::extras::{self, Of};
use crate::db::{Conn, Day, query};
use crate::ids::{DutyId, LineId, OrgId, PeriodId, PlanId, RegimeId, SubmissionId};
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
    let mut sql = crate::db::Sql::new(PERIOD);
    sql.push("WHERE p.id = ").bind(id);
    sql.optional(c).await
}

/// The periods of a plan, or of all confirmed plans, that have begun by a day; latest first.
///
/// # Errors
/// Those of the database.
pub async fn periods_begun(c: &mut Conn, plan: Option<PlanId>, today: Day) -> sqlx::Result<Vec<PeriodOf>> {
    let mut sql = crate::db::Sql::new(PERIOD);
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
    /// That agency's name.
    pub org_name: String,
    /// Its system.
    pub system: System,
    /// Where the duty stands in the plan.
    pub section_path: String,
    /// Which paragraph.
    pub paragraph: i64,
    /// The duty's sentence.
    pub text: String,
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

#[derive(sqlx::FromRow)]
struct Row {
    line: LineId,
    submission: SubmissionId,
    duty: DutyId,
    org_id: OrgId,
    org_name: String,
    system: System,
    section_path: String,
    paragraph: i64,
    text: String,
    restricted: bool,
    deadline: Option<Day>,
    progress: Option<Progress>,
    result: String,
    difficulty: String,
    cause: String,
    proposal: String,
}

/// The lines of all accepted reports of a period, in the order of the plan's duties and then of the agencies. The
/// same few statements however many lines there are.
///
/// # Errors
/// Those of the database.
pub async fn lines(c: &mut Conn, period: PeriodId) -> sqlx::Result<Vec<AcceptedLine>> {
    const SQL: &str = "SELECT l.id AS line, s.id AS submission, d.id AS duty, s.org_id, g.name AS org_name, g.system, \
         d.section_path, d.paragraph, d.text, d.restricted, d.deadline, l.progress, l.result, l.difficulty, l.cause, \
         l.proposal FROM submission s JOIN submission_line l ON l.submission_id = s.id \
         JOIN obligation o ON o.id = l.obligation_id JOIN duty d ON d.id = o.duty_id JOIN org g ON g.id = s.org_id \
         WHERE s.period_id = $1 AND s.state = $2 AND o.exempt_reason IS NULL ORDER BY d.ordinal, d.id, g.sort_key, g.id";
    let rows: Vec<Row> = query(SQL).bind(period).bind(State::Accepted).all(c).await?;
    let mut extras = extras::load(c, Of::Accepted(period)).await?;
    Ok(rows
        .into_iter()
        .map(|row| AcceptedLine {
            figures: extras.take(row.line).0,
            line: row.line,
            submission: row.submission,
            duty: row.duty,
            org_id: row.org_id,
            org_name: row.org_name,
            system: row.system,
            section_path: row.section_path,
            paragraph: row.paragraph,
            text: row.text,
            restricted: row.restricted,
            deadline: row.deadline,
            progress: row.progress,
            result: row.result,
            difficulty: row.difficulty,
            cause: row.cause,
            proposal: row.proposal,
        })
        .collect())
}

/// One obligation of a period, with what its accepted report says of it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Owed {
    /// The duty.
    pub duty: DutyId,
    /// Where it stands in the plan.
    pub section_path: String,
    /// Its sentence.
    pub text: String,
    /// Its deadline.
    pub deadline: Option<Day>,
    /// The agency that answers.
    pub org_name: String,
    /// Its system.
    pub system: System,
    /// How far, once the report was accepted.
    pub progress: Option<Progress>,
    /// The result, once the report was accepted.
    pub result: Option<String>,
}

/// The obligations of a period outside security and defence, in the order of the plan's duties and then of the
/// agencies.
///
/// # Errors
/// Those of the database.
pub async fn owed(c: &mut Conn, period: PeriodId) -> sqlx::Result<Vec<Owed>> {
    const SQL: &str = "SELECT d.id AS duty, d.section_path, d.text, d.deadline, g.name AS org_name, g.system, l.progress, l.result \
         FROM obligation o JOIN duty d ON d.id = o.duty_id JOIN org g ON g.id = o.org_id \
         LEFT JOIN submission s ON s.period_id = o.period_id AND s.org_id = o.org_id AND s.state = $3 \
         LEFT JOIN submission_line l ON l.obligation_id = o.id AND l.submission_id = s.id \
         WHERE o.period_id = $1 AND o.exempt_reason IS NULL AND d.restricted = $2 ORDER BY d.ordinal, d.id, g.sort_key, g.id";
    query(SQL).bind(period).bind(false).bind(State::Accepted).all(c).await
}
