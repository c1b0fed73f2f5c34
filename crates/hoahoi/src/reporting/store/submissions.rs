//! Submissions and their steps in the database.

use std::collections::BTreeMap;

use super::super::access::ReportScope;
use super::super::model::{State, Step};
use super::{versions, writers};
use crate::accounts::access::Permit;
use crate::accounts::rights::{AcceptSubmission, ApproveSubmission, DraftSubmission};
use crate::audit;
use crate::db::{Conn, Day, Millis, Sql, Tx, query};
use crate::ids::{AccountId, ObligationId, OrgId, PeriodId, PlanId, RegimeId, SubmissionId};
use crate::organisations::System;
use crate::recommendations;
use crate::web::paging::{COUNT_CAP, Cursor, PAGE, Page};

/// A submission (báo cáo) without its lines.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Submission {
    /// Which.
    pub id: SubmissionId,
    /// Counts the steps taken.
    pub rev: i64,
    /// Where it stands.
    pub state: State,
    /// Its period.
    pub period_id: PeriodId,
    /// The period's code.
    pub code: String,
    /// First day reported.
    pub starts_on: Day,
    /// Last day reported.
    pub closes_on: Day,
    /// The day the period is due; timeliness is judged by it.
    pub period_due: Day,
    /// The day it is due now: the period's, or the one given when completion was asked for.
    pub due_on: Day,
    /// Whose it is.
    pub org_id: OrgId,
    /// That agency's name.
    pub org_name: String,
    /// Its abbreviation.
    pub org_short: Option<String>,
    /// The name's place in the alphabet.
    pub org_key: String,
    /// Its system: bodies outside the state are asked, never ordered.
    pub system: System,
    /// Lines owed.
    pub owed: i64,
    /// Of these in security and defence.
    pub restricted: i64,
    /// Obligations exempted.
    pub exempted: i64,
    /// Lines written so far.
    pub written: i64,
    /// Who wrote in it last.
    pub drafted_by: Option<AccountId>,
    /// The first day on which it left the agency.
    pub submitted_on: Option<Day>,
    /// The regime.
    pub regime_id: RegimeId,
    /// The regime's name.
    pub regime_name: String,
    /// The plan.
    pub plan_id: PlanId,
    /// The plan's number and symbol.
    pub plan_number: Option<String>,
    /// The plan's title.
    pub plan_title: String,
}

const SELECT: &str = "SELECT s.id, s.rev, s.state, s.period_id, p.code, p.starts_on, p.closes_on, p.due_on AS period_due, \
     s.due_on, s.org_id, g.name AS org_name, g.short_name AS org_short, g.sort_key AS org_key, g.system, s.owed, s.restricted, s.exempted, \
     (SELECT COUNT(*) FROM submission_line l WHERE l.submission_id = s.id) AS written, s.drafted_by, s.submitted_on, \
     r.id AS regime_id, r.name AS regime_name, r.plan_id, n.number AS plan_number, n.title AS plan_title \
     FROM submission s JOIN period p ON p.id = s.period_id JOIN regime r ON r.id = p.regime_id \
     JOIN plan n ON n.id = r.plan_id JOIN org g ON g.id = s.org_id WHERE ";

/// One submission.
///
/// # Errors
/// Those of the database.
pub async fn get(c: &mut Conn, id: SubmissionId) -> sqlx::Result<Option<Submission>> {
    let mut sql = Sql::new(SELECT);
    sql.push("s.id = ").bind(id);
    sql.optional(c).await
}

/// What a list of submissions is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// A state.
    pub state: Option<State>,
    /// A period.
    pub period: Option<PeriodId>,
    /// An agency.
    pub org: Option<OrgId>,
    /// Only what was due before this day and has never left its agency.
    pub overdue_on: Option<Day>,
    /// Only periods that have begun by this day.
    pub begun_by: Option<Day>,
}

/// The reports a viewer knows of, latest due day first.
///
/// # Errors
/// Those of the database.
pub async fn list(
    c: &mut Conn,
    scope: &ReportScope,
    filter: &Filter,
    after: Option<&Cursor>,
) -> sqlx::Result<Page<Submission>> {
    let narrow = |sql: &mut Sql| {
        sql.push("(s.owed > 0 OR s.exempted > 0) AND ");
        scope.push_known(sql);
        if let Some(state) = filter.state {
            sql.push(" AND s.state = ").bind(state);
        }
        if let Some(period) = filter.period {
            sql.push(" AND s.period_id = ").bind(period);
        }
        if let Some(org) = filter.org {
            sql.push(" AND s.org_id = ").bind(org);
        }
        if let Some(day) = filter.overdue_on {
            sql.push(" AND s.submitted_on IS NULL AND s.owed > 0 AND p.due_on < ").bind(day);
        }
        if let Some(day) = filter.begun_by {
            sql.push(" AND p.starts_on <= ").bind(day);
        }
    };
    let mut count = Sql::new(
        "SELECT COUNT(*) FROM (SELECT s.id FROM submission s JOIN period p ON p.id = s.period_id WHERE ",
    );
    narrow(&mut count);
    count.push(" LIMIT ").bind(COUNT_CAP + 1).push(") AS counted");
    let total = count.count(c).await?;
    let mut sql = Sql::new(SELECT);
    narrow(&mut sql);
    if let Some([due, key, id]) = after.map(|cursor| cursor.0.as_slice()) {
        let id: SubmissionId = id.parse().unwrap_or(SubmissionId(uuid::Uuid::nil()));
        sql.push(" AND (s.due_on < ").bind(due.as_str());
        sql.push(" OR (s.due_on = ").bind(due.as_str()).push(" AND (g.sort_key > ").bind(key.as_str());
        sql.push(" OR (g.sort_key = ").bind(key.as_str()).push(" AND s.id > ").bind(id).push("))))");
    }
    sql.push(" ORDER BY s.due_on DESC, g.sort_key, s.id LIMIT ").bind(PAGE as i64 + 1);
    let rows: Vec<Submission> = sql.all(c).await?;
    Ok(Page::cut(rows, PAGE, total, |row| {
        Cursor(vec![row.due_on.to_string(), row.org_key.clone(), row.id.to_string()])
    }))
}

/// The reports of some agencies that still ask for something: begun periods, not yet accepted.
///
/// # Errors
/// Those of the database.
pub async fn pending(c: &mut Conn, orgs: &[OrgId], today: Day, limit: i64) -> sqlx::Result<Vec<Submission>> {
    let mut sql = Sql::new(SELECT);
    sql.push("s.org_id IN ").bind_list(orgs.iter().copied());
    sql.push(" AND s.owed > 0 AND s.state <> 'accepted' AND p.starts_on <= ").bind(today);
    sql.push(" ORDER BY s.due_on, s.id LIMIT ").bind(limit);
    sql.all(c).await
}

/// The reports that wait for the coordinator, first come first.
///
/// # Errors
/// Those of the database.
pub async fn to_accept(
    c: &mut Conn,
    _permit: &Permit<AcceptSubmission>,
    limit: i64,
) -> sqlx::Result<Vec<Submission>> {
    let mut sql = Sql::new(SELECT);
    sql.push("s.state = 'submitted' ORDER BY s.submitted_on, s.id LIMIT ").bind(limit);
    sql.all(c).await
}

/// What became of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It was taken.
    Done,
    /// It had been taken already: a second click.
    Already,
    /// The report has moved on since the page was shown; nothing was changed.
    Stale,
}

/// When and by whom a step is taken.
#[derive(Debug, Clone, Copy)]
struct By {
    account: AccountId,
    org: Option<OrgId>,
    at: Millis,
}

async fn take(
    tx: &mut Tx,
    id: SubmissionId,
    step: Step,
    rev: i64,
    by: By,
    reason: Option<&str>,
) -> sqlx::Result<Outcome> {
    const NOW: &str = "SELECT state, rev FROM submission WHERE id = $1";
    const MOVE: &str = "UPDATE submission SET state = $4, rev = rev + 1, updated_at = $5 WHERE id = $1 AND rev = $2 AND state = $3";
    let now: Option<(State, i64)> = query(NOW).bind(id).optional(tx).await?;
    let Some((state, current)) = now else { return Ok(Outcome::Stale) };
    if state == step.leads_to() && current == rev + 1 {
        return Ok(Outcome::Already);
    }
    if !step.follows(state) || current != rev {
        return Ok(Outcome::Stale);
    }
    let moved =
        query(MOVE).bind(id).bind(rev).bind(state).bind(step.leads_to()).bind(by.at).execute(tx).await?;
    if moved == 0 {
        // another transaction was faster: was it the same click?
        let now: Option<(State, i64)> = query(NOW).bind(id).optional(tx).await?;
        return Ok(if now == Some((step.leads_to(), rev + 1)) { Outcome::Already } else { Outcome::Stale });
    }
    event(tx, id, step, by, reason).await?;
    audit::record(
        tx,
        audit::Entry {
            at: by.at,
            account: Some(by.account),
            org: by.org,
            action: action(step),
            subject_kind: "submission",
            subject_id: Some(id.0),
            fields: serde_json::json!({ "from": state, "to": step.leads_to(), "reason": reason.is_some() }),
        },
    )
    .await?;
    Ok(Outcome::Done)
}

fn action(step: Step) -> &'static str {
    match step {
        Step::HandToHead => "submission.hand-to-head",
        Step::GiveBack => "submission.give-back",
        Step::Approve => "submission.approve",
        Step::AskCompletion => "submission.ask-completion",
        Step::Accept => "submission.accept",
        Step::Reopen => "submission.reopen",
    }
}

async fn event(tx: &mut Tx, id: SubmissionId, step: Step, by: By, text: Option<&str>) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO submission_event (id, submission_id, at, kind, account_id, org_id, text) \
                       VALUES ($1, $2, $3, $4, $5, $6, $7)";
    query(SQL)
        .bind(uuid::Uuid::now_v7())
        .bind(id)
        .bind(by.at)
        .bind(step)
        .bind(by.account)
        .bind(by.org)
        .bind(text)
        .run(tx)
        .await
}

/// The officer hands the report to the head.
///
/// # Errors
/// Those of the database.
pub async fn hand_to_head(
    tx: &mut Tx,
    permit: &Permit<DraftSubmission>,
    of: &Submission,
    rev: i64,
    at: Millis,
) -> sqlx::Result<Outcome> {
    let by = By { account: permit.account(), org: Some(of.org_id), at };
    writers::clear(tx, of.id).await?;
    take(tx, of.id, Step::HandToHead, rev, by, None).await
}

/// The head gives the report back to the officers, saying why.
///
/// # Errors
/// Those of the database.
pub async fn give_back(
    tx: &mut Tx,
    permit: &Permit<ApproveSubmission>,
    of: &Submission,
    rev: i64,
    reason: &str,
    at: Millis,
) -> sqlx::Result<Outcome> {
    let by = By { account: permit.account(), org: Some(of.org_id), at };
    take(tx, of.id, Step::GiveBack, rev, by, Some(reason)).await
}

/// The head approves: the report leaves the agency. The first such day is kept; it decides whether it was on time.
///
/// # Errors
/// Those of the database.
pub async fn approve(
    tx: &mut Tx,
    permit: &Permit<ApproveSubmission>,
    of: &Submission,
    rev: i64,
    at: Millis,
) -> sqlx::Result<Outcome> {
    const LEAVE: &str = "UPDATE submission SET approved_by = $2, submitted_on = COALESCE(submitted_on, $3), \
                         submitted_at = COALESCE(submitted_at, $4) WHERE id = $1";
    let by = By { account: permit.account(), org: Some(of.org_id), at };
    let outcome = take(tx, of.id, Step::Approve, rev, by, None).await?;
    if outcome == Outcome::Done {
        query(LEAVE).bind(of.id).bind(by.account).bind(at.day()).bind(at).run(tx).await?;
        versions::keep(tx, of, Some(by.account), at).await?;
    }
    Ok(outcome)
}

/// What the coordinator asks for when a report is not complete.
#[derive(Debug, Clone, Default)]
pub struct Completion {
    /// Why, in one paragraph.
    pub reason: String,
    /// By when.
    pub due_on: Option<Day>,
    /// What is asked of single lines.
    pub notes: BTreeMap<ObligationId, String>,
}

/// The coordinator asks for completion ("Đề nghị bổ sung, hoàn thiện").
///
/// # Errors
/// Those of the database.
pub async fn ask_completion(
    tx: &mut Tx,
    permit: &Permit<AcceptSubmission>,
    of: &Submission,
    rev: i64,
    completion: &Completion,
    at: Millis,
) -> sqlx::Result<Outcome> {
    const DUE: &str = "UPDATE submission SET due_on = $2 WHERE id = $1";
    const CLEAR: &str =
        "UPDATE submission_line SET return_note = NULL WHERE submission_id = $1 AND return_note IS NOT NULL";
    const NOTE: &str =
        "UPDATE submission_line SET return_note = $3 WHERE submission_id = $1 AND obligation_id = $2";
    let by = By { account: permit.account(), org: permit.org(), at };
    let outcome = take(tx, of.id, Step::AskCompletion, rev, by, Some(&completion.reason)).await?;
    if outcome == Outcome::Done {
        versions::keep_first(tx, of, at).await?;
        let due = completion.due_on.unwrap_or(of.due_on);
        query(DUE).bind(of.id).bind(due).run(tx).await?;
        query(CLEAR).bind(of.id).run(tx).await?;
        for (obligation, note) in &completion.notes {
            query(NOTE).bind(of.id).bind(*obligation).bind(note.as_str()).run(tx).await?;
        }
    }
    Ok(outcome)
}

/// The coordinator accepts the report: it is locked, and what it recommends is taken up.
///
/// # Errors
/// Those of the database.
pub async fn accept(
    tx: &mut Tx,
    permit: &Permit<AcceptSubmission>,
    of: &Submission,
    rev: i64,
    at: Millis,
) -> sqlx::Result<Outcome> {
    const LOCK: &str = "UPDATE submission SET accepted_by = $2, accepted_at = $3 WHERE id = $1";
    let by = By { account: permit.account(), org: permit.org(), at };
    let outcome = take(tx, of.id, Step::Accept, rev, by, None).await?;
    if outcome == Outcome::Done {
        query(LOCK).bind(of.id).bind(by.account).bind(at).run(tx).await?;
        recommendations::take_up(tx, permit, of, at).await?;
    }
    Ok(outcome)
}

/// The coordinator opens an accepted report again: its agency completes it by a day, and its head approves anew.
///
/// # Errors
/// Those of the database.
pub async fn reopen(
    tx: &mut Tx,
    permit: &Permit<AcceptSubmission>,
    of: &Submission,
    rev: i64,
    completion: &Completion,
    at: Millis,
) -> sqlx::Result<Outcome> {
    const OPEN: &str =
        "UPDATE submission SET due_on = $2, accepted_by = NULL, accepted_at = NULL WHERE id = $1";
    let by = By { account: permit.account(), org: permit.org(), at };
    let outcome = take(tx, of.id, Step::Reopen, rev, by, Some(&completion.reason)).await?;
    if outcome == Outcome::Done {
        versions::keep_first(tx, of, at).await?;
        query(OPEN).bind(of.id).bind(completion.due_on.unwrap_or(of.due_on)).run(tx).await?;
    }
    Ok(outcome)
}

/// One event of a report's history.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Event {
    /// When.
    pub at: Millis,
    /// What.
    pub kind: Step,
    /// For which agency.
    pub org_name: Option<String>,
    /// Why.
    pub text: Option<String>,
}

/// What has happened to a report, latest first.
///
/// # Errors
/// Those of the database.
pub async fn history(c: &mut Conn, id: SubmissionId) -> sqlx::Result<Vec<Event>> {
    const SQL: &str = "SELECT e.at, e.kind, g.name AS org_name, e.text FROM submission_event e \
                       LEFT JOIN org g ON g.id = e.org_id WHERE e.submission_id = $1 ORDER BY e.at DESC, e.id DESC";
    query(SQL).bind(id).all(c).await
}
