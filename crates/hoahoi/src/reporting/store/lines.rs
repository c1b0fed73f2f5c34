//! The lines of a submission in the database. A line exists once something has been said about its obligation.

use std::collections::HashMap;

use super::super::model::{Draft, Progress, State};
use super::extras::{self, Extras, Of};
use super::submissions::Submission;
use crate::accounts::access::Permit;
use crate::accounts::rights::DraftSubmission;
use crate::audit;
use crate::db::{Conn, Day, Millis, Sql, Tx, query};
use crate::ids::{DutyId, LineId, ObligationId, OrgId, RegimeId, SubmissionId};

/// An obligation of a report with its duty and what has been said.
#[derive(Debug, Clone)]
pub struct Line {
    /// The obligation: the line's name in forms.
    pub obligation: ObligationId,
    /// The line, once something has been said.
    pub id: Option<LineId>,
    /// Counts the changes; 0 while nothing has been said.
    pub rev: i64,
    /// The duty.
    pub duty: DutyId,
    /// Where it stands in the plan: `IV.2`.
    pub section_path: String,
    /// Which paragraph of its section.
    pub paragraph: i64,
    /// Its sentence.
    pub text: String,
    /// How the agency answers for it.
    pub role: String,
    /// Security and defence: no content.
    pub restricted: bool,
    /// Why nothing is owed.
    pub exempt_reason: Option<String>,
    /// What has been said.
    pub said: Draft,
    /// What the coordinator asks to complete.
    pub return_note: Option<String>,
    /// Taken over from the report before and not yet touched.
    pub carried: bool,
    /// Who wrote it last: the account's name.
    pub updated_by: Option<String>,
    /// When.
    pub updated_at: Option<Millis>,
}

#[derive(sqlx::FromRow)]
struct Row {
    obligation: ObligationId,
    id: Option<LineId>,
    rev: Option<i64>,
    duty: DutyId,
    section_path: String,
    paragraph: i64,
    text: String,
    role: String,
    restricted: bool,
    exempt_reason: Option<String>,
    progress: Option<Progress>,
    result: Option<String>,
    difficulty: Option<String>,
    cause: Option<String>,
    proposal: Option<String>,
    return_note: Option<String>,
    carried_from: Option<LineId>,
    updated_by: Option<String>,
    updated_at: Option<Millis>,
}

impl Row {
    /// What has been said.
    fn said(&mut self, extras: &mut Extras) -> Draft {
        let (figures, money) = self.id.map(|id| extras.take(id)).unwrap_or_default();
        Draft {
            progress: self.progress,
            result: self.result.take().unwrap_or_default(),
            difficulty: self.difficulty.take().unwrap_or_default(),
            cause: self.cause.take().unwrap_or_default(),
            proposal: self.proposal.take().unwrap_or_default(),
            figures,
            money,
        }
    }
}

/// The lines of a report in the order of the plan; four statements, however many there are.
///
/// # Errors
/// Those of the database.
pub async fn of(c: &mut Conn, submission: &Submission) -> sqlx::Result<Vec<Line>> {
    const SQL: &str = "SELECT o.id AS obligation, l.id, l.rev, d.id AS duty, d.section_path, d.paragraph, d.text, o.role, \
         d.restricted, o.exempt_reason, l.progress, l.result, l.difficulty, l.cause, l.proposal, l.return_note, l.carried_from, \
         a.name AS updated_by, l.updated_at FROM obligation o JOIN duty d ON d.id = o.duty_id \
         LEFT JOIN submission_line l ON l.obligation_id = o.id LEFT JOIN account a ON a.id = l.updated_by \
         WHERE o.org_id = $1 AND o.period_id = $2 ORDER BY d.ordinal, d.id";
    let rows: Vec<Row> = query(SQL).bind(submission.org_id).bind(submission.period_id).all(c).await?;
    let mut extras = extras::load(c, Of::Submission(submission.id)).await?;
    Ok(rows
        .into_iter()
        .map(|mut row| Line {
            said: row.said(&mut extras),
            obligation: row.obligation,
            rev: row.rev.unwrap_or_default(),
            duty: row.duty,
            section_path: row.section_path,
            paragraph: row.paragraph,
            text: row.text,
            role: row.role,
            restricted: row.restricted,
            exempt_reason: row.exempt_reason,
            return_note: row.return_note,
            carried: row.carried_from.is_some(),
            updated_by: row.updated_by,
            updated_at: row.updated_at,
            id: row.id,
        })
        .collect())
}

/// What the last accepted report of the same regime said, by duty: suggested, never filled in unasked.
#[derive(Debug, Clone, Default)]
pub struct Before {
    /// Code of that report's period.
    pub code: String,
    /// Its lines.
    pub lines: HashMap<DutyId, (LineId, Draft)>,
}

/// Finds it.
///
/// # Errors
/// Those of the database.
pub async fn before(
    c: &mut Conn,
    org: OrgId,
    regime: RegimeId,
    closes_on: Day,
) -> sqlx::Result<Option<Before>> {
    const LAST: &str = "SELECT s.id, p.code FROM submission s JOIN period p ON p.id = s.period_id \
         WHERE s.org_id = $1 AND p.regime_id = $2 AND p.closes_on < $3 AND s.state = 'accepted' \
         ORDER BY p.closes_on DESC, s.id LIMIT 1";
    const LINES: &str = "SELECT o.id AS obligation, l.id, l.rev, d.id AS duty, d.section_path, d.paragraph, d.text, o.role, \
         d.restricted, o.exempt_reason, l.progress, l.result, l.difficulty, l.cause, l.proposal, l.return_note, l.carried_from, \
         NULL AS updated_by, l.updated_at FROM submission_line l JOIN obligation o ON o.id = l.obligation_id JOIN duty d ON d.id = o.duty_id \
         WHERE l.submission_id = $1";
    let last: Option<(SubmissionId, String)> =
        query(LAST).bind(org).bind(regime).bind(closes_on).optional(c).await?;
    let Some((last, code)) = last else { return Ok(None) };
    let rows: Vec<Row> = query(LINES).bind(last).all(c).await?;
    let mut extras = extras::load(c, Of::Submission(last)).await?;
    let lines = rows
        .into_iter()
        .filter_map(|mut row| {
            let said = row.said(&mut extras);
            Some((row.duty, (row.id?, said)))
        })
        .collect();
    Ok(Some(Before { code, lines }))
}

/// Takes hold of a report for writing: two writers of one report go one after the other. `false` when it is locked.
///
/// # Errors
/// Those of the database.
pub async fn hold(
    tx: &mut Tx,
    permit: &Permit<DraftSubmission>,
    submission: SubmissionId,
    now: Millis,
) -> sqlx::Result<bool> {
    const SQL: &str = "UPDATE submission SET drafted_by = $2, updated_at = $3 WHERE id = $1 AND state IN ('draft', 'sent-back')";
    let held = query(SQL).bind(submission).bind(permit.account()).bind(now).execute(tx).await?;
    Ok(held == 1)
}

/// A line to be written.
#[derive(Debug, Clone)]
pub struct Change<'a> {
    /// The obligation it is about.
    pub obligation: ObligationId,
    /// The revision the writer started from; 0 when nothing had been said.
    pub rev: i64,
    /// What is said now.
    pub said: &'a Draft,
    /// The line of the report before from which it was taken over.
    pub carried_from: Option<LineId>,
}

/// Writes one line of a report that is held ([`hold`]); `None` when somebody else has changed it since.
///
/// # Errors
/// Those of the database.
pub async fn write(
    tx: &mut Tx,
    permit: &Permit<DraftSubmission>,
    submission: SubmissionId,
    change: &Change<'_>,
    now: Millis,
) -> sqlx::Result<Option<LineId>> {
    const INSERT: &str = "INSERT INTO submission_line (id, submission_id, obligation_id, progress, result, difficulty, cause, \
         proposal, carried_from, rev, updated_by, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1, $10, $11) \
         ON CONFLICT (obligation_id) DO NOTHING RETURNING id";
    const UPDATE: &str = "UPDATE submission_line SET progress = $4, result = $5, difficulty = $6, cause = $7, proposal = $8, \
         carried_from = $9, rev = rev + 1, updated_by = $10, updated_at = $11 \
         WHERE submission_id = $2 AND obligation_id = $3 AND rev = $1 RETURNING id";
    let said = change.said;
    let written =
        if change.rev == 0 { query(INSERT).bind(LineId::new()) } else { query(UPDATE).bind(change.rev) };
    let found: Option<(LineId,)> = written
        .bind(submission)
        .bind(change.obligation)
        .bind(said.progress)
        .bind(said.result.as_str())
        .bind(said.difficulty.as_str())
        .bind(said.cause.as_str())
        .bind(said.proposal.as_str())
        .bind(change.carried_from)
        .bind(permit.account())
        .bind(now)
        .optional(tx)
        .await?;
    let Some((line,)) = found else { return Ok(None) };
    extras::replace(tx, line, &said.figures, &said.money).await?;
    Ok(Some(line))
}

/// The line of an obligation, made empty when nothing has been said yet: evidence can come before words.
///
/// # Errors
/// Those of the database.
pub async fn ensure(
    tx: &mut Tx,
    permit: &Permit<DraftSubmission>,
    submission: SubmissionId,
    obligation: ObligationId,
    now: Millis,
) -> sqlx::Result<Option<LineId>> {
    let empty = Draft::default();
    let change = Change { obligation, rev: 0, said: &empty, carried_from: None };
    if let Some(line) = write(tx, permit, submission, &change, now).await? {
        return Ok(Some(line));
    }
    let mut sql = Sql::new("SELECT id FROM submission_line WHERE submission_id = ");
    sql.bind(submission).push(" AND obligation_id = ").bind(obligation);
    Ok(sql.optional::<(LineId,)>(tx).await?.map(|row| row.0))
}

/// Records in the audit log which lines were written: their clauses, not their words.
///
/// # Errors
/// Those of the database.
pub async fn record(
    tx: &mut Tx,
    permit: &Permit<DraftSubmission>,
    of: &Submission,
    clauses: &[String],
    now: Millis,
) -> sqlx::Result<()> {
    audit::record(
        tx,
        audit::Entry {
            at: now,
            account: Some(permit.account()),
            org: Some(of.org_id),
            action: "submission.write",
            subject_kind: "submission",
            subject_id: Some(of.id.0),
            fields: serde_json::json!({ "lines": clauses }),
        },
    )
    .await
}

/// What decides who may fetch a line's files.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct About {
    /// The report.
    pub submission: SubmissionId,
    /// Where it stands.
    pub state: State,
    /// Whose it is.
    pub org_id: OrgId,
    /// The obligation.
    pub obligation: ObligationId,
}

/// Finds it for a line.
///
/// # Errors
/// Those of the database.
pub async fn about(c: &mut Conn, line: LineId) -> sqlx::Result<Option<About>> {
    const SQL: &str = "SELECT s.id AS submission, s.state, s.org_id, l.obligation_id AS obligation \
                       FROM submission_line l JOIN submission s ON s.id = l.submission_id WHERE l.id = $1";
    query(SQL).bind(line).optional(c).await
}

/// What one line of a report recommends.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Proposal {
    /// The line.
    pub line: LineId,
    /// The duty it is about.
    pub duty: DutyId,
    /// Kiến nghị, đề xuất.
    pub text: String,
}

/// What a report recommends, in the order of the plan. Duties in security and defence say nothing.
///
/// # Errors
/// Those of the database.
pub async fn proposals(c: &mut Conn, submission: SubmissionId) -> sqlx::Result<Vec<Proposal>> {
    const SQL: &str = "SELECT l.id AS line, o.duty_id AS duty, l.proposal AS text FROM submission_line l \
                       JOIN obligation o ON o.id = l.obligation_id JOIN duty d ON d.id = o.duty_id \
                       WHERE l.submission_id = $1 AND o.exempt_reason IS NULL AND d.restricted = $2 AND l.proposal <> '' \
                       ORDER BY d.ordinal, d.id";
    let rows: Vec<Proposal> = query(SQL).bind(submission).bind(false).all(c).await?;
    Ok(rows.into_iter().filter(|row| !row.text.trim().is_empty()).collect())
}

/// The duties that a report says are under way while the register does not know it yet.
///
/// # Errors
/// Those of the database.
pub async fn begun(c: &mut Conn, submission: SubmissionId) -> sqlx::Result<Vec<DutyId>> {
    const SQL: &str = "SELECT o.duty_id FROM submission_line l JOIN obligation o ON o.id = l.obligation_id \
                       JOIN duty_owner w ON w.duty_id = o.duty_id AND w.org_id = o.org_id \
                       WHERE l.submission_id = $1 AND l.progress <> 'not-started' \
                       AND w.state IN ('assigned', 'acknowledged') ORDER BY o.duty_id";
    let rows: Vec<(DutyId,)> = query(SQL).bind(submission).all(c).await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}
