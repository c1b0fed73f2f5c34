//! What other capabilities ask of reports: what was said of a duty, and who reported on time.

use std::collections::HashMap;

use viet::calendar::Calendar;

use super::super::access::ReportScope;
use super::super::model::{Figure, Progress, State, Timeliness, timeliness as judge};
use super::super::words::name_of_code;
use crate::db::{Conn, Day, Millis, Sql, query};
use crate::ids::{DutyId, LineId, OrgId, PeriodId, PlanId, RegimeId, SubmissionId};
use crate::organisations::System;

/// What one agency said of a duty in one period.
#[derive(Debug, Clone)]
pub struct Said {
    /// Where it was said.
    pub submission: SubmissionId,
    /// The line: files are attached to it.
    pub line: LineId,
    /// Code of the period.
    pub code: String,
    /// Who said it.
    pub org_id: OrgId,
    /// That agency's name.
    pub org_name: String,
    /// Where the report stands.
    pub state: State,
    /// When the line was last written.
    pub updated_at: Millis,
    /// How far; of duties in security and defence only on track or behind.
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

impl Said {
    /// `6 tháng đầu năm 2026`.
    #[must_use]
    pub fn period_name(&self) -> String {
        name_of_code(&self.code)
    }
}

#[derive(sqlx::FromRow)]
struct SaidRow {
    submission: SubmissionId,
    line: LineId,
    code: String,
    org_id: OrgId,
    org_name: String,
    state: State,
    updated_at: Millis,
    progress: Option<Progress>,
    result: String,
    difficulty: String,
    cause: String,
    proposal: String,
}

/// What has been said of a duty, latest period first: accepted lines, lines that have reached a reader of reports,
/// and the viewer's own agency's lines as they stand.
///
/// # Errors
/// Those of the database.
pub async fn progress_of_duty(c: &mut Conn, scope: &ReportScope, duty: DutyId) -> sqlx::Result<Vec<Said>> {
    const SQL: &str = "SELECT s.id AS submission, l.id AS line, p.code, s.org_id, g.name AS org_name, s.state, l.updated_at, \
         l.progress, l.result, l.difficulty, l.cause, l.proposal FROM submission_line l \
         JOIN obligation o ON o.id = l.obligation_id JOIN submission s ON s.id = l.submission_id \
         JOIN period p ON p.id = s.period_id JOIN org g ON g.id = s.org_id \
         WHERE o.duty_id = $1 AND o.exempt_reason IS NULL ORDER BY p.closes_on DESC, g.sort_key, s.id";
    const FIGURES: &str = "SELECT f.line_id, f.name, f.value, f.unit FROM submission_figure f \
         JOIN submission_line l ON l.id = f.line_id JOIN obligation o ON o.id = l.obligation_id \
         WHERE o.duty_id = $1 ORDER BY f.line_id, f.ordinal";
    let rows: Vec<SaidRow> = query(SQL).bind(duty).all(c).await?;
    let rows: Vec<SaidRow> = rows.into_iter().filter(|r| scope.sees_line(r.org_id, r.state)).collect();
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let found: Vec<(LineId, String, Option<String>, String)> = query(FIGURES).bind(duty).all(c).await?;
    let mut figures: HashMap<LineId, Vec<Figure>> = HashMap::new();
    for (line, name, value, unit) in found {
        figures.entry(line).or_default().push(Figure { name, value, unit });
    }
    Ok(rows
        .into_iter()
        .map(|row| Said {
            figures: figures.remove(&row.line).unwrap_or_default(),
            submission: row.submission,
            line: row.line,
            code: row.code,
            org_id: row.org_id,
            org_name: row.org_name,
            state: row.state,
            updated_at: row.updated_at,
            progress: row.progress,
            result: row.result,
            difficulty: row.difficulty,
            cause: row.cause,
            proposal: row.proposal,
        })
        .collect())
}

/// Duties whose agencies tell of difficulties in their last report that has left them, latest report first: for those who
/// read the reports of all agencies; for others there are none.
///
/// # Errors
/// Those of the database.
pub async fn with_difficulty(
    c: &mut Conn,
    scope: &ReportScope,
    plan: Option<PlanId>,
    limit: usize,
) -> sqlx::Result<Vec<DutyId>> {
    if !scope.sees_all() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(
        "SELECT o.duty_id, MAX(p.closes_on) FROM submission_line l JOIN obligation o ON o.id = l.obligation_id \
         JOIN submission s ON s.id = l.submission_id JOIN period p ON p.id = s.period_id JOIN regime r ON r.id = p.regime_id \
         WHERE l.difficulty <> '' AND o.exempt_reason IS NULL AND s.state IN ('submitted', 'accepted') \
         AND NOT EXISTS (SELECT 1 FROM submission s2 JOIN period p2 ON p2.id = s2.period_id WHERE s2.org_id = s.org_id \
         AND p2.regime_id = p.regime_id AND p2.closes_on > p.closes_on AND s2.state IN ('submitted', 'accepted'))",
    );
    if let Some(plan) = plan {
        sql.push(" AND r.plan_id = ").bind(plan);
    }
    sql.push(" GROUP BY o.duty_id ORDER BY 2 DESC, o.duty_id LIMIT ");
    sql.bind(i64::try_from(limit).unwrap_or(i64::MAX));
    let rows: Vec<(DutyId, Day)> = sql.all(c).await?;
    Ok(rows.into_iter().map(|(duty, _)| duty).collect())
}

/// The next day on which somebody reports on a duty, with the code of the period.
///
/// # Errors
/// Those of the database.
pub async fn next_report(c: &mut Conn, duty: DutyId, today: Day) -> sqlx::Result<Option<(String, Day)>> {
    const SQL: &str = "SELECT p.code, p.due_on FROM obligation o JOIN period p ON p.id = o.period_id \
                       WHERE o.duty_id = $1 AND o.exempt_reason IS NULL AND p.due_on >= $2 ORDER BY p.due_on, p.id LIMIT 1";
    query(SQL).bind(duty).bind(today).optional(c).await
}

/// One agency's report in one period, seen for its timeliness.
#[derive(Debug, Clone)]
pub struct Punctuality {
    /// The report.
    pub submission: SubmissionId,
    /// The regime.
    pub regime: RegimeId,
    /// The period.
    pub period: PeriodId,
    /// Its code.
    pub code: String,
    /// The day it is due.
    pub due_on: Day,
    /// The agency.
    pub org_id: OrgId,
    /// Its name.
    pub org_name: String,
    /// Its system: bodies outside the state are listed apart, as asked, and never ranked.
    pub system: System,
    /// `None` when the agency is exempt.
    pub timeliness: Option<Timeliness>,
    /// Where the report stands; `None` for the public.
    pub state: Option<State>,
}

/// Who is asked about whose timeliness.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Whoever has signed in, within their scope.
    Internal,
    /// The public: only after a recorded decision ("công bố"), only bodies of the state, without reports that are
    /// about security and defence alone.
    Public,
}

#[derive(sqlx::FromRow)]
struct PunctualityRow {
    submission: SubmissionId,
    regime: RegimeId,
    period: PeriodId,
    code: String,
    due_on: Day,
    org_id: OrgId,
    org_name: String,
    system: System,
    owed: i64,
    submitted_on: Option<Day>,
    state: State,
}

/// How punctual the reports of a plan are, by period (latest first) and agency. Periods that have not begun by
/// today are left out.
///
/// # Errors
/// Those of the database.
pub async fn timeliness(
    c: &mut Conn,
    plan: PlanId,
    scope: &ReportScope,
    audience: Audience,
    today: Day,
    calendar: &Calendar,
) -> sqlx::Result<Vec<Punctuality>> {
    let mut sql = Sql::new(
        "SELECT s.id AS submission, r.id AS regime, p.id AS period, p.code, p.due_on, s.org_id, g.name AS org_name, g.system, \
         s.owed, s.submitted_on, s.state FROM submission s JOIN period p ON p.id = s.period_id \
         JOIN regime r ON r.id = p.regime_id JOIN org g ON g.id = s.org_id JOIN plan n ON n.id = r.plan_id \
         WHERE (s.owed > 0 OR s.exempted > 0) AND r.plan_id = ",
    );
    sql.bind(plan).push(" AND p.starts_on <= ").bind(today).push(" AND ");
    match audience {
        Audience::Internal => scope.push_known(&mut sql),
        Audience::Public => {
            sql.push("n.timeliness_decision IS NOT NULL AND n.timeliness_from <= ").bind(today);
            sql.push(" AND g.system = ").bind(System::State);
            sql.push(" AND s.owed > s.restricted");
        }
    }
    sql.push(" ORDER BY p.closes_on DESC, p.id, g.sort_key, s.id");
    let rows: Vec<PunctualityRow> = sql.all(c).await?;
    Ok(rows
        .into_iter()
        .map(|row| Punctuality {
            submission: row.submission,
            regime: row.regime,
            period: row.period,
            code: row.code,
            due_on: row.due_on,
            org_id: row.org_id,
            org_name: row.org_name,
            system: row.system,
            timeliness: (row.owed > 0).then(|| judge(row.due_on, row.submitted_on, today, calendar)),
            state: (audience == Audience::Internal).then_some(row.state),
        })
        .collect())
}

/// Reports counted by timeliness. Exempt agencies are apart from those expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Agencies that owe a report.
    pub expected: i64,
    /// Exempt.
    pub exempt: i64,
    /// Came on time.
    pub on_time: i64,
    /// Came late.
    pub late: i64,
    /// Have not come and are overdue.
    pub overdue: i64,
    /// Have not come and need not yet.
    pub open: i64,
}

impl Tally {
    /// Counts.
    #[must_use]
    pub fn of<'a>(rows: impl IntoIterator<Item = &'a Punctuality>) -> Self {
        let mut tally = Self::default();
        for row in rows {
            let Some(timeliness) = row.timeliness else {
                tally.exempt += 1;
                continue;
            };
            tally.expected += 1;
            *match timeliness {
                Timeliness::OnTime => &mut tally.on_time,
                Timeliness::Late(_) => &mut tally.late,
                Timeliness::Overdue(_) => &mut tally.overdue,
                Timeliness::Open | Timeliness::Soon(_) => &mut tally.open,
            } += 1;
        }
        tally
    }
}
