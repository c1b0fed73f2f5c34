//! Obligations (nghĩa vụ báo cáo) = duty × owner today × regime × period, made ahead.
//!
//! Whoever confirms a plan, sets up a regime or changes who owns a duty calls [`make`] in the same transaction; once
//! a day [`roll`] opens the periods that have come into sight. Calling either again changes nothing.

use std::collections::BTreeSet;

use viet::calendar::Calendar;

use super::store::regimes;
use crate::db::{Day, Millis, Sql, Tx, query};
use crate::ids::{DutyId, OrgId, PeriodId, PlanId, SubmissionId};

/// Periods are opened this many days ahead.
pub const AHEAD_DAYS: i64 = 400;

/// What [`make`] did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Made {
    /// Obligations added.
    pub added: usize,
    /// Obligations taken back, because their agency no longer owns the duty.
    pub removed: usize,
}

/// What obligations are made of.
#[derive(Debug, Clone, Copy)]
pub struct Scope {
    /// The plan.
    pub plan: PlanId,
    /// One duty of it, when only that changed.
    pub duty: Option<DutyId>,
    /// Periods whose reports are due on or after this day: today, or the first day of a new regime.
    pub from: Day,
}

/// Brings the obligations of a plan in line with its duties, owners, regimes and periods.
///
/// Every tracked duty obliges each of its owners in each period, `coordinate` and `requested` too (the latter are
/// asked, not ordered). Nothing is added to a report that has left the officers' hands, and nothing is taken back
/// about which something has been written or which was exempted.
///
/// # Errors
/// Those of the database.
pub async fn make(tx: &mut Tx, scope: Scope, now: Millis) -> sqlx::Result<Made> {
    let taken = take_back(tx, scope).await?;
    let added = add_missing(tx, scope, now).await?;
    roles(tx, scope).await?;
    submissions(tx, scope, now).await?;
    let removed = taken.len();
    if added > 0 || removed > 0 {
        let orgs = touched(tx, scope, taken).await?;
        recount(tx, scope.plan, scope.from, &orgs).await?;
    }
    Ok(Made { added, removed })
}

/// Whose reports have to be counted anew: nobody named means everybody's.
async fn touched(tx: &mut Tx, scope: Scope, taken: Vec<OrgId>) -> sqlx::Result<BTreeSet<OrgId>> {
    const OWNERS: &str = "SELECT org_id FROM duty_owner WHERE duty_id = $1";
    let Some(duty) = scope.duty else { return Ok(BTreeSet::new()) };
    let owners: Vec<(OrgId,)> = query(OWNERS).bind(duty).all(tx).await?;
    Ok(owners.into_iter().map(|row| row.0).chain(taken).collect())
}

/// [`make`] for one duty, as after a change of its owners or its state.
///
/// # Errors
/// Those of the database.
pub async fn make_for_duty(tx: &mut Tx, duty: DutyId, from: Day, now: Millis) -> sqlx::Result<()> {
    const SQL: &str = "SELECT plan_id FROM duty WHERE id = $1";
    let found: Option<(PlanId,)> = query(SQL).bind(duty).optional(tx).await?;
    if let Some((plan,)) = found {
        make(tx, Scope { plan, duty: Some(duty), from }, now).await?;
    }
    Ok(())
}

/// Opens the periods that have come into sight and makes their obligations, for every confirmed plan.
///
/// # Errors
/// Those of the database.
pub async fn roll(tx: &mut Tx, calendar: &Calendar, today: Day, now: Millis) -> sqlx::Result<Made> {
    let mut made = Made::default();
    let mut plans = BTreeSet::new();
    for regime in regimes::all(tx).await? {
        regimes::open_periods(tx, &regime, calendar, today).await?;
        plans.insert(regime.plan_id);
    }
    for plan in plans {
        let more = make(tx, Scope { plan, duty: None, from: today }, now).await?;
        made = Made { added: made.added + more.added, removed: made.removed + more.removed };
    }
    Ok(made)
}

/// Adds what is owed and not yet written down; hundreds of thousands of rows never leave the database.
async fn add_missing(tx: &mut Tx, scope: Scope, now: Millis) -> sqlx::Result<usize> {
    let mut sql = Sql::new("INSERT INTO obligation (id, period_id, duty_id, org_id, role) SELECT ");
    sql.fresh_id(tx, now);
    sql.push(
        ", p.id, w.duty_id, w.org_id, w.role FROM regime r JOIN period p ON p.regime_id = r.id \
         JOIN duty_owner w ON w.plan_id = r.plan_id JOIN duty d ON d.id = w.duty_id WHERE r.plan_id = ",
    );
    sql.bind(scope.plan).push(" AND p.due_on >= ").bind(scope.from);
    sql.push(" AND d.tracked = ").bind(true);
    sql.push(
        " AND d.state NOT IN ('suspended', 'cancelled', 'replaced') \
         AND (d.closed_on IS NULL OR d.closed_on >= p.starts_on) \
         AND NOT EXISTS (SELECT 1 FROM obligation o WHERE o.period_id = p.id AND o.duty_id = w.duty_id AND o.org_id = w.org_id) \
         AND NOT EXISTS (SELECT 1 FROM submission s WHERE s.period_id = p.id AND s.org_id = w.org_id \
         AND s.state IN ('awaiting-head', 'submitted', 'accepted'))",
    );
    if let Some(duty) = scope.duty {
        sql.push(" AND d.id = ").bind(duty);
    }
    // in the order of the index that is kept unique: its pages are written once
    sql.push(" ORDER BY p.id, w.duty_id, w.org_id ON CONFLICT (period_id, duty_id, org_id) DO NOTHING");
    Ok(usize::try_from(sql.execute(tx).await?).unwrap_or(usize::MAX))
}

/// Deletes obligations of agencies that no longer own the duty, and says whose they were.
async fn take_back(tx: &mut Tx, scope: Scope) -> sqlx::Result<Vec<OrgId>> {
    let mut sql = Sql::new(
        "DELETE FROM obligation WHERE exempt_reason IS NULL AND period_id IN (SELECT p.id FROM period p JOIN regime r \
         ON r.id = p.regime_id WHERE r.plan_id = ",
    );
    sql.bind(scope.plan).push(" AND p.due_on >= ").bind(scope.from);
    sql.push(
        ") AND NOT EXISTS (SELECT 1 FROM submission_line l WHERE l.obligation_id = obligation.id) \
         AND NOT EXISTS (SELECT 1 FROM submission s WHERE s.period_id = obligation.period_id \
         AND s.org_id = obligation.org_id AND s.state IN ('awaiting-head', 'submitted', 'accepted')) \
         AND NOT EXISTS (SELECT 1 FROM duty_owner w JOIN duty d ON d.id = w.duty_id \
         WHERE w.duty_id = obligation.duty_id AND w.org_id = obligation.org_id \
         AND d.state NOT IN ('suspended', 'cancelled', 'replaced') AND d.tracked = ",
    );
    sql.bind(true).push(")");
    if let Some(duty) = scope.duty {
        sql.push(" AND duty_id = ").bind(duty);
    }
    sql.push(" RETURNING org_id");
    Ok(sql.all::<(OrgId,)>(tx).await?.into_iter().map(|row| row.0).collect())
}

/// Follows a change of role (`coordinate` to `lead` …) in obligations about which nothing has been accepted yet.
async fn roles(tx: &mut Tx, scope: Scope) -> sqlx::Result<()> {
    let mut sql = Sql::new(
        "UPDATE obligation SET role = (SELECT w.role FROM duty_owner w WHERE w.duty_id = obligation.duty_id \
         AND w.org_id = obligation.org_id) WHERE EXISTS (SELECT 1 FROM duty_owner w WHERE w.duty_id = obligation.duty_id \
         AND w.org_id = obligation.org_id AND w.role <> obligation.role) \
         AND period_id IN (SELECT p.id FROM period p JOIN regime r ON r.id = p.regime_id WHERE r.plan_id = ",
    );
    sql.bind(scope.plan).push(" AND p.due_on >= ").bind(scope.from).push(")");
    if let Some(duty) = scope.duty {
        sql.push(" AND duty_id = ").bind(duty);
    }
    sql.execute(tx).await.map(|_| ())
}

/// Gives every agency that owes something in a period its report there.
async fn submissions(tx: &mut Tx, scope: Scope, now: Millis) -> sqlx::Result<()> {
    let mut sql = Sql::new(
        "INSERT INTO submission (id, period_id, org_id, state, rev, due_on, owed, restricted, exempted, updated_at) SELECT ",
    );
    sql.fresh_id(tx, now).push(", n.period_id, n.org_id, 'draft', 1, n.due_on, 0, 0, 0, ").bind(now);
    sql.push(
        " FROM (SELECT DISTINCT o.period_id, o.org_id, p.due_on FROM obligation o JOIN period p ON p.id = o.period_id \
         JOIN regime r ON r.id = p.regime_id WHERE NOT EXISTS \
         (SELECT 1 FROM submission s WHERE s.period_id = o.period_id AND s.org_id = o.org_id) AND r.plan_id = ",
    );
    sql.bind(scope.plan).push(" AND p.due_on >= ").bind(scope.from);
    if let Some(duty) = scope.duty {
        sql.push(" AND o.duty_id = ").bind(duty);
    }
    // SQLite needs the condition to tell the conflict from a join
    sql.push(") AS n WHERE n.org_id IS NOT NULL ON CONFLICT (period_id, org_id) DO NOTHING");
    sql.execute(tx).await.map(|_| ())
}

/// Counts anew what the reports of these agencies (of all, when none is named) owe, and drops reports that nobody owes and nobody began.
pub(super) async fn recount(
    tx: &mut Tx,
    plan: PlanId,
    from: Day,
    orgs: &BTreeSet<OrgId>,
) -> sqlx::Result<()> {
    const FEW: usize = 100;
    let mut sql = Sql::new(
        "UPDATE submission SET (owed, exempted, restricted) = (SELECT \
         COUNT(*) FILTER (WHERE o.exempt_reason IS NULL), COUNT(*) FILTER (WHERE o.exempt_reason IS NOT NULL), \
         COUNT(*) FILTER (WHERE o.exempt_reason IS NULL AND d.restricted = ",
    );
    sql.bind(true);
    sql.push(
        ") FROM obligation o JOIN duty d ON d.id = o.duty_id \
         WHERE o.org_id = submission.org_id AND o.period_id = submission.period_id) \
         WHERE period_id IN (SELECT p.id FROM period p JOIN regime r ON r.id = p.regime_id WHERE r.plan_id = ",
    );
    sql.bind(plan).push(" AND p.due_on >= ").bind(from).push(")");
    if !orgs.is_empty() && orgs.len() <= FEW {
        sql.push(" AND org_id IN ").bind_list(orgs.iter().copied());
    }
    sql.execute(tx).await?;
    const DROP: &str = "DELETE FROM submission WHERE owed = 0 AND exempted = 0 AND drafted_by IS NULL AND state = 'draft' \
         AND NOT EXISTS (SELECT 1 FROM submission_line l WHERE l.submission_id = submission.id) \
         AND NOT EXISTS (SELECT 1 FROM submission_event e WHERE e.submission_id = submission.id) \
         AND period_id IN (SELECT p.id FROM period p JOIN regime r ON r.id = p.regime_id WHERE r.plan_id = $1)";
    query(DROP).bind(plan).run(tx).await
}

/// Exempts an agency from a period's report (or, with a duty, from that line of it), or takes the exemption back.
///
/// # Errors
/// Those of the database.
pub async fn exempt(
    tx: &mut Tx,
    permit: &crate::accounts::access::Permit<crate::accounts::rights::ManageRegimes>,
    submission: SubmissionId,
    duty: Option<DutyId>,
    reason: Option<&str>,
    at: Millis,
) -> sqlx::Result<u64> {
    const FIND: &str = "SELECT s.period_id, s.org_id, r.plan_id, p.due_on FROM submission s \
         JOIN period p ON p.id = s.period_id JOIN regime r ON r.id = p.regime_id \
         WHERE s.id = $1 AND s.state IN ('draft', 'sent-back', 'awaiting-head')";
    let found: Option<(PeriodId, OrgId, PlanId, Day)> = query(FIND).bind(submission).optional(tx).await?;
    let Some((period, org, plan, due)) = found else { return Ok(0) };
    let mut sql = Sql::new("UPDATE obligation SET exempt_reason = ");
    match reason {
        Some(reason) => sql.bind(reason).push(", exempt_by = ").bind(permit.account().0),
        None => sql.push("NULL, exempt_by = NULL"),
    };
    sql.push(" WHERE period_id = ").bind(period).push(" AND org_id = ").bind(org);
    if let Some(duty) = duty {
        sql.push(" AND duty_id = ").bind(duty);
    }
    let stood: Option<(i64, i64)> =
        query("SELECT owed, restricted FROM submission WHERE id = $1").bind(submission).optional(tx).await?;
    let changed = sql.execute(tx).await?;
    if let Some((owed, restricted)) = stood.filter(|_| changed > 0) {
        keep(tx, submission, owed, restricted, at).await?;
    }
    recount(tx, plan, due, &BTreeSet::from([org])).await?;
    Ok(changed)
}

/// Keeps what a report owed until now, so that past days are judged as they were.
async fn keep(tx: &mut Tx, id: SubmissionId, owed: i64, restricted: i64, until: Millis) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO submission_past (id, submission_id, until, owed, restricted) VALUES ($1, $2, $3, $4, $5)";
    query(SQL).bind(uuid::Uuid::now_v7()).bind(id).bind(until).bind(owed).bind(restricted).run(tx).await
}
