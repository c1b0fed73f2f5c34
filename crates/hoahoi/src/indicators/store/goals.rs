//! How goals in words are judged, and which duties carry them out.

use serde_json::json;

use crate::accounts::access::Permit;
use crate::accounts::rights::AssessGoal;
use crate::audit;
use crate::db::{Conn, Day, Millis, Tx, query};
use crate::ids::{DutyId, PeriodId, PlanId};
use crate::indicators::model::Level;

/// How a goal was judged in a period.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Assessment {
    /// Where the goal's paragraph begins in the plan's source: its name.
    pub span_start: i64,
    /// The period.
    pub period_id: PeriodId,
    /// The period's code.
    pub code: String,
    /// Last day of the period.
    pub closes_on: Day,
    /// How far it is.
    pub level: Level,
    /// In words.
    pub text: String,
    /// Counts changes.
    pub rev: i64,
    /// Who wrote it last.
    pub who: Option<String>,
    /// When.
    pub updated_at: Millis,
}

/// The assessments of a plan's goals, latest period first.
///
/// # Errors
/// Those of the database.
pub async fn assessments(c: &mut Conn, plan: PlanId) -> sqlx::Result<Vec<Assessment>> {
    const SQL: &str = "SELECT x.span_start, x.period_id, p.code, p.closes_on, x.level, x.text, x.rev, a.name AS who, x.updated_at \
         FROM goal_assessment x JOIN period p ON p.id = x.period_id LEFT JOIN account a ON a.id = x.updated_by \
         WHERE x.plan_id = $1 ORDER BY p.closes_on DESC, p.id, x.span_start";
    query(SQL).bind(plan).all(c).await
}

/// A goal of a plan in a period.
#[derive(Debug, Clone, Copy)]
pub struct GoalIn {
    /// The plan.
    pub plan: PlanId,
    /// Where its paragraph begins in the source.
    pub span_start: i64,
    /// The period.
    pub period: PeriodId,
}

/// Writes how a goal is judged in a period; `rev` is 0 for the first time. `false` when somebody else was faster.
///
/// # Errors
/// Those of the database.
pub async fn assess(
    tx: &mut Tx,
    permit: &Permit<AssessGoal>,
    goal: GoalIn,
    rev: i64,
    level: Level,
    text: &str,
    now: Millis,
) -> sqlx::Result<bool> {
    const INSERT: &str = "INSERT INTO goal_assessment (id, plan_id, span_start, period_id, level, text, rev, updated_by, updated_at) \
         VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $8) ON CONFLICT (plan_id, span_start, period_id) DO NOTHING";
    const UPDATE: &str = "UPDATE goal_assessment SET level = $5, text = $6, rev = rev + 1, updated_by = $7, updated_at = $8 \
         WHERE plan_id = $2 AND span_start = $3 AND period_id = $4 AND rev = $1";
    let written = if rev == 0 { query(INSERT).bind(uuid::Uuid::now_v7()) } else { query(UPDATE).bind(rev) };
    let changed = written
        .bind(goal.plan)
        .bind(goal.span_start)
        .bind(goal.period)
        .bind(level)
        .bind(text)
        .bind(permit.account())
        .bind(now)
        .execute(tx)
        .await?;
    if changed == 1 {
        let fields = json!({ "goal": goal.span_start, "period": goal.period, "level": level });
        record(tx, permit, goal.plan, "goal.assess", fields, now).await?;
    }
    Ok(changed == 1)
}

/// A duty that carries out a goal.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct CarriedOut {
    /// Where the goal's paragraph begins.
    pub span_start: i64,
    /// The duty.
    pub duty_id: DutyId,
    /// Where the duty stands.
    pub section_path: String,
    /// Which paragraph.
    pub paragraph: i64,
    /// Its sentence.
    pub text: String,
}

/// The duties that carry out a plan's goals, in the plan's order.
///
/// # Errors
/// Those of the database.
pub async fn duties(c: &mut Conn, plan: PlanId) -> sqlx::Result<Vec<CarriedOut>> {
    const SQL: &str = "SELECT x.span_start, x.duty_id, d.section_path, d.paragraph, d.text FROM goal_duty x JOIN duty d ON d.id = x.duty_id \
         WHERE x.plan_id = $1 AND d.tracked = $2 ORDER BY d.ordinal, d.id";
    query(SQL).bind(plan).bind(true).all(c).await
}

/// Says which tracked duties of the plan carry out a goal; those of other plans are passed over.
///
/// # Errors
/// Those of the database.
pub async fn set_duties(
    tx: &mut Tx,
    permit: &Permit<AssessGoal>,
    plan: PlanId,
    span_start: i64,
    chosen: &[DutyId],
    now: Millis,
) -> sqlx::Result<()> {
    const DELETE: &str = "DELETE FROM goal_duty WHERE plan_id = $1 AND span_start = $2";
    const INSERT: &str = "INSERT INTO goal_duty (plan_id, span_start, duty_id, account_id, at) \
         SELECT d.plan_id, $2, d.id, $4, $5 FROM duty d WHERE d.plan_id = $1 AND d.id = $3 AND d.tracked = $6 \
         ON CONFLICT (plan_id, span_start, duty_id) DO NOTHING";
    query(DELETE).bind(plan).bind(span_start).run(tx).await?;
    for duty in chosen {
        query(INSERT)
            .bind(plan)
            .bind(span_start)
            .bind(*duty)
            .bind(permit.account())
            .bind(now)
            .bind(true)
            .run(tx)
            .await?;
    }
    let fields = json!({ "goal": span_start, "duties": chosen });
    record(tx, permit, plan, "goal.link", fields, now).await
}

async fn record(
    tx: &mut Tx,
    permit: &Permit<AssessGoal>,
    plan: PlanId,
    action: &'static str,
    fields: serde_json::Value,
    at: Millis,
) -> sqlx::Result<()> {
    let entry = permit.entry(at, action, ("plan", Some(plan.0)), fields);
    audit::record(tx, entry).await
}
