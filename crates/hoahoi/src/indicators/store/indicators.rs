//! Indicators with their baselines and targets in the database.

use std::collections::HashMap;

use serde_json::json;

use crate::accounts::access::Permit;
use crate::accounts::rights::DefineIndicator;
use crate::audit;
use crate::db::{Conn, Millis, Query, Sql, Tx, json, query};
use crate::ids::{AccountId, IndicatorId, OrgId, PlanId};
use crate::indicators::model::{Amount, Change, Direction, Register, Rollup, Target, When};
use crate::organisations::System;
use crate::plans::model::PlanState;

/// An indicator as kept.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Indicator {
    /// Which.
    pub id: IndicatorId,
    /// The plan whose target it is.
    pub plan_id: PlanId,
    /// What that plan is called: its number, else the name of its file.
    pub plan_name: String,
    /// Where the sentence that sets the target begins in the plan's source; `None` when a person added it.
    pub span_start: Option<i64>,
    /// Where it ends.
    pub span_end: Option<i64>,
    /// What is measured.
    pub name: String,
    /// How it is measured.
    pub definition: String,
    /// The document that defines it.
    pub source: String,
    /// Its unit.
    pub unit: String,
    /// Which way is better.
    pub direction: Direction,
    /// How the plan's figure comes about.
    pub rollup: Rollup,
    /// Of a ratio: what stands above the line.
    pub numerator: String,
    /// Of a ratio: what stands below it.
    pub denominator: String,
    register: Option<String>,
    /// The value from which it starts.
    pub baseline: Option<Amount>,
    /// When that was.
    pub baseline_on: Option<When>,
    /// Where the baseline comes from.
    pub baseline_source: String,
    /// What the target's figure says.
    pub change: Change,
    /// The target's figure.
    #[sqlx(rename = "target")]
    pub figure: Option<Amount>,
    /// Whether that figure is a percentage of the baseline.
    pub relative: bool,
    /// By when.
    pub target_by: Option<When>,
    /// Counts changes.
    pub rev: i64,
    /// When it last changed.
    pub updated_at: Millis,
    /// When it ceased to be followed.
    pub retired_at: Option<Millis>,
    /// Why.
    pub retired_why: Option<String>,
    /// Made up for demonstration.
    pub demo: bool,
}

impl Indicator {
    /// Baseline and target.
    #[must_use]
    pub fn target(&self) -> Target {
        Target {
            direction: self.direction,
            baseline: self.baseline,
            baseline_on: self.baseline_on,
            change: self.change,
            figure: self.figure,
            relative: self.relative,
            by: self.target_by,
        }
    }

    /// Whether its unit is the percent: a ratio is then shown in hundredths.
    #[must_use]
    pub fn is_percent(&self) -> bool {
        self.unit == "%"
    }

    /// Which records are counted, of an indicator that is counted in the database.
    #[must_use]
    pub fn register(&self) -> Option<Register> {
        serde_json::from_str(self.register.as_deref()?).ok()
    }

    /// The sentence of the plan that sets its target.
    #[must_use]
    pub fn span(&self) -> Option<vanban::model::Span> {
        let end = |at: Option<i64>| usize::try_from(at?).ok();
        Some(vanban::model::Span { start: end(self.span_start)?, end: end(self.span_end)? })
    }
}

/// What a person says of an indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// What is measured.
    pub name: String,
    /// How it is measured.
    pub definition: String,
    /// The document that defines it.
    pub source: String,
    /// Its unit.
    pub unit: String,
    /// How the plan's figure comes about.
    pub rollup: Rollup,
    /// Of a ratio: what stands above the line.
    pub numerator: String,
    /// Of a ratio: what stands below it.
    pub denominator: String,
    /// Which records are counted.
    pub register: Option<Register>,
    /// Where the baseline comes from.
    pub baseline_source: String,
    /// Baseline and target.
    pub target: Target,
    /// The agencies that report it.
    pub orgs: Vec<OrgId>,
}

const SELECT: &str = "SELECT i.id, i.plan_id, COALESCE(n.number, f.name) AS plan_name, i.span_start, i.span_end, i.name, i.definition, \
     i.source, i.unit, i.direction, i.rollup, i.numerator, i.denominator, i.register, i.baseline, i.baseline_on, \
     i.baseline_source, i.change, i.target, i.relative, i.target_by, i.rev, i.updated_at, i.retired_at, i.retired_why, i.demo \
     FROM indicator i JOIN plan n ON n.id = i.plan_id JOIN document f ON f.id = n.document_id WHERE ";

/// One indicator.
///
/// # Errors
/// Those of the database.
pub async fn get(c: &mut Conn, id: IndicatorId) -> sqlx::Result<Option<Indicator>> {
    let mut sql = Sql::new(SELECT);
    sql.push("i.id = ").bind(id);
    sql.optional(c).await
}

/// The indicators that are followed, of one confirmed plan or of all: by plan, newest first, in order of making.
///
/// # Errors
/// Those of the database.
pub async fn list(c: &mut Conn, plan: Option<PlanId>) -> sqlx::Result<Vec<Indicator>> {
    let mut sql = Sql::new(SELECT);
    sql.push("i.retired_at IS NULL AND n.state = ").bind(PlanState::Confirmed);
    if let Some(plan) = plan {
        sql.push(" AND i.plan_id = ").bind(plan);
    }
    sql.push(" ORDER BY n.issued_on DESC, i.plan_id, i.created_at, i.id");
    sql.all(c).await
}

/// The plan with indicators that was issued last.
///
/// # Errors
/// Those of the database.
pub async fn plan_followed(c: &mut Conn) -> sqlx::Result<Option<PlanId>> {
    const SQL: &str = "SELECT i.plan_id FROM indicator i JOIN plan n ON n.id = i.plan_id \
         WHERE i.retired_at IS NULL AND n.state = $1 ORDER BY n.issued_on DESC, i.plan_id LIMIT 1";
    let row: Option<(PlanId,)> = query(SQL).bind(PlanState::Confirmed).optional(c).await?;
    Ok(row.map(|row| row.0))
}

/// The indicators that an agency is to report with the reports of a plan, in order.
///
/// # Errors
/// Those of the database.
pub async fn of_agency(c: &mut Conn, plan: PlanId, org: OrgId) -> sqlx::Result<Vec<Indicator>> {
    let mut sql = Sql::new(SELECT);
    sql.push("i.retired_at IS NULL AND i.plan_id = ").bind(plan);
    sql.push(" AND EXISTS (SELECT 1 FROM indicator_org o WHERE o.indicator_id = i.id AND o.org_id = ");
    sql.bind(org).push(") ORDER BY i.created_at, i.id");
    sql.all(c).await
}

/// An agency that reports an indicator.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Reporter {
    /// Of which indicator.
    pub indicator_id: IndicatorId,
    /// Which.
    pub org_id: OrgId,
    /// Its name.
    pub org_name: String,
    /// Its system.
    pub system: System,
}

/// The agencies that report these indicators, by their names.
///
/// # Errors
/// Those of the database.
pub async fn reporters(
    c: &mut Conn,
    ids: &[IndicatorId],
) -> sqlx::Result<HashMap<IndicatorId, Vec<Reporter>>> {
    let mut sql = Sql::new(
        "SELECT o.indicator_id, o.org_id, g.name AS org_name, g.system FROM indicator_org o JOIN org g ON g.id = o.org_id \
         WHERE o.indicator_id IN ",
    );
    sql.bind_list(ids.iter().copied()).push(" ORDER BY g.sort_key, g.id");
    let mut by: HashMap<IndicatorId, Vec<Reporter>> = HashMap::new();
    for row in sql.all::<Reporter>(c).await? {
        by.entry(row.indicator_id).or_default().push(row);
    }
    Ok(by)
}

/// The agencies that can be asked to report an indicator of a plan: those with a report of the plan's that is not
/// only about security and defence.
///
/// # Errors
/// Those of the database.
pub async fn candidates(c: &mut Conn, plan: PlanId) -> sqlx::Result<Vec<(OrgId, String)>> {
    const SQL: &str = "SELECT DISTINCT g.id, g.name, g.sort_key FROM duty_owner w JOIN duty d ON d.id = w.duty_id \
         JOIN org g ON g.id = w.org_id WHERE w.plan_id = $1 AND d.tracked = $2 AND d.restricted = $3 AND g.system <> $4 \
         ORDER BY g.sort_key, g.id";
    let rows: Vec<(OrgId, String, String)> =
        query(SQL).bind(plan).bind(true).bind(false).bind(System::ArmedForces).all(c).await?;
    Ok(rows.into_iter().map(|(id, name, _)| (id, name)).collect())
}

fn kept_register(input: &Input) -> sqlx::Result<Option<String>> {
    input.register.as_ref().map(json).transpose()
}

/// Where an indicator comes from.
#[derive(Debug, Clone, Copy)]
pub struct Origin {
    /// The plan.
    pub plan: PlanId,
    /// The sentence that sets its target.
    pub span: Option<vanban::model::Span>,
    /// Made up for demonstration.
    pub demo: bool,
}

/// Makes an indicator.
///
/// # Errors
/// Those of the database.
pub async fn create(
    tx: &mut Tx,
    permit: &Permit<DefineIndicator>,
    from: Origin,
    input: &Input,
    now: Millis,
) -> sqlx::Result<IndicatorId> {
    const SQL: &str = "INSERT INTO indicator (id, plan_id, span_start, span_end, name, definition, source, unit, direction, rollup, \
         numerator, denominator, register, baseline, baseline_on, baseline_source, change, target, relative, target_by, rev, \
         created_by, created_at, updated_at, demo) VALUES \
         ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, 1, $21, $22, $22, $23)";
    let id = IndicatorId::new();
    let at = |at: usize| i64::try_from(at).unwrap_or(i64::MAX);
    let sql = query(SQL)
        .bind(id)
        .bind(from.plan)
        .bind(from.span.map(|span| at(span.start)))
        .bind(from.span.map(|span| at(span.end)));
    bind(sql, input)?.bind(permit.account()).bind(now).bind(from.demo).run(tx).await?;
    set_reporters(tx, id, &input.orgs).await?;
    let fields = json!({ "plan": from.plan, "name": input.name, "agencies": input.orgs.len() });
    event(tx, permit.account(), id, "create", "", now).await?;
    record(tx, permit, id, "indicator.create", fields, now).await?;
    Ok(id)
}

/// Binds what a person says of an indicator, in the order in which both statements name it.
fn bind(sql: Query, input: &Input) -> sqlx::Result<Query> {
    Ok(sql
        .bind(input.name.as_str())
        .bind(input.definition.as_str())
        .bind(input.source.as_str())
        .bind(input.unit.as_str())
        .bind(input.target.direction)
        .bind(input.rollup)
        .bind(input.numerator.as_str())
        .bind(input.denominator.as_str())
        .bind(kept_register(input)?)
        .bind(input.target.baseline)
        .bind(input.target.baseline_on)
        .bind(input.baseline_source.as_str())
        .bind(input.target.change)
        .bind(input.target.figure)
        .bind(input.target.relative)
        .bind(input.target.by))
}

/// Changes an indicator. `false` when somebody else was faster.
///
/// # Errors
/// Those of the database.
pub async fn update(
    tx: &mut Tx,
    permit: &Permit<DefineIndicator>,
    id: IndicatorId,
    rev: i64,
    input: &Input,
    changed: &[&str],
    now: Millis,
) -> sqlx::Result<bool> {
    const SQL: &str = "UPDATE indicator SET name = $3, definition = $4, source = $5, unit = $6, direction = $7, rollup = $8, \
         numerator = $9, denominator = $10, register = $11, baseline = $12, baseline_on = $13, baseline_source = $14, \
         change = $15, target = $16, relative = $17, target_by = $18, rev = rev + 1, updated_at = $19 \
         WHERE id = $1 AND rev = $2 AND retired_at IS NULL";
    let done = bind(query(SQL).bind(id).bind(rev), input)?.bind(now).execute(tx).await?;
    if done == 0 {
        return Ok(false);
    }
    set_reporters(tx, id, &input.orgs).await?;
    event(tx, permit.account(), id, "edit", &changed.join(" "), now).await?;
    record(tx, permit, id, "indicator.edit", json!({ "fields": changed }), now).await?;
    Ok(true)
}

/// Ceases to follow an indicator: it leaves lists, forms and reports; its page stays. `false` when somebody else was
/// faster.
///
/// # Errors
/// Those of the database.
pub async fn retire(
    tx: &mut Tx,
    permit: &Permit<DefineIndicator>,
    id: IndicatorId,
    rev: i64,
    why: &str,
    now: Millis,
) -> sqlx::Result<bool> {
    const SQL: &str = "UPDATE indicator SET retired_at = $3, retired_why = $4, rev = rev + 1, updated_at = $3 \
                       WHERE id = $1 AND rev = $2 AND retired_at IS NULL";
    let done = query(SQL).bind(id).bind(rev).bind(now).bind(why).execute(tx).await?;
    if done == 1 {
        event(tx, permit.account(), id, "retire", why, now).await?;
        record(tx, permit, id, "indicator.retire", json!({}), now).await?;
    }
    Ok(done == 1)
}

async fn set_reporters(tx: &mut Tx, id: IndicatorId, orgs: &[OrgId]) -> sqlx::Result<()> {
    query("DELETE FROM indicator_org WHERE indicator_id = $1").bind(id).run(tx).await?;
    for org in orgs {
        const SQL: &str = "INSERT INTO indicator_org (indicator_id, org_id) VALUES ($1, $2) \
                           ON CONFLICT (indicator_id, org_id) DO NOTHING";
        query(SQL).bind(id).bind(*org).run(tx).await?;
    }
    Ok(())
}

/// One event of an indicator's history.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Event {
    /// When.
    pub at: Millis,
    /// `create`, `edit`, `value`, `remove-value`, `retire`.
    pub kind: String,
    /// Who.
    pub who: Option<String>,
    /// Names of the fields changed, the day of the value, or the reason.
    pub text: String,
}

/// What has happened to an indicator, latest first.
///
/// # Errors
/// Those of the database.
pub async fn events(c: &mut Conn, id: IndicatorId) -> sqlx::Result<Vec<Event>> {
    const SQL: &str = "SELECT e.at, e.kind, a.name AS who, e.text FROM indicator_event e LEFT JOIN account a ON a.id = e.account_id \
                       WHERE e.indicator_id = $1 ORDER BY e.at DESC, e.id DESC";
    query(SQL).bind(id).all(c).await
}

pub(super) async fn event(
    tx: &mut Tx,
    account: AccountId,
    id: IndicatorId,
    kind: &'static str,
    text: &str,
    at: Millis,
) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO indicator_event (id, indicator_id, at, kind, account_id, text) VALUES ($1, $2, $3, $4, $5, $6)";
    query(SQL).bind(uuid::Uuid::now_v7()).bind(id).bind(at).bind(kind).bind(account).bind(text).run(tx).await
}

async fn record(
    tx: &mut Tx,
    permit: &Permit<DefineIndicator>,
    id: IndicatorId,
    action: &'static str,
    fields: serde_json::Value,
    at: Millis,
) -> sqlx::Result<()> {
    let entry = permit.entry(at, action, ("indicator", Some(id.0)), fields);
    audit::record(tx, entry).await
}
