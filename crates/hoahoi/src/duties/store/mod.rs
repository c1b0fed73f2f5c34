//! The register's SQL.

pub mod acts;
pub mod count;
pub mod disclosure;
pub mod due;
pub mod list;
pub mod matrix;
pub mod one;
pub mod overview;
pub mod past;
mod place;
pub mod waiting;

use std::collections::HashMap;

use super::scope::DutyScope;
use super::seen::{OwnerRow, Row, Seen};
use super::timeliness::Reckoning;
use crate::db::{Conn, Sql};
use crate::ids::{DutyId, OrgId, PlanId};

/// The columns of [`Row`], from `duty d`.
const ROW: &str = "d.id, d.plan_id, (SELECT p.number FROM plan p WHERE p.id = d.plan_id) AS plan_number, \
    d.section_path, d.paragraph, d.ordinal, d.text, d.span_start, d.origin, d.role, d.restricted, d.state, d.due_on, \
    d.closed_on, d.first_deadline, d.asked, d.owner_key, d.updated_at";

/// Puts the owners to their duties and lets the scope look at them: one statement however many there are.
async fn seen(c: &mut Conn, rows: Vec<Row>, scope: &DutyScope, on: &Reckoning) -> sqlx::Result<Vec<Seen>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(
        "SELECT duty_id, org_id, role, state, state_at, declared_on FROM duty_owner WHERE duty_id IN ",
    );
    sql.bind_list(rows.iter().map(|r| r.id));
    let mut owners: HashMap<DutyId, Vec<OwnerRow>> = HashMap::new();
    for owner in sql.all::<OwnerRow>(c).await? {
        owners.entry(owner.duty_id).or_default().push(owner);
    }
    let of = |row: Row| {
        let owners = owners.get(&row.id).map_or(&[] as &[OwnerRow], Vec::as_slice);
        row.seen(owners, scope, on)
    };
    Ok(rows.into_iter().map(of).collect())
}

/// Every tracked duty of a plan as the viewer sees it, in the order of the plan: for the notes beside its sentences.
///
/// # Errors
/// Those of the database.
pub async fn notes_for_plan(
    c: &mut Conn,
    scope: &DutyScope,
    on: &Reckoning,
    plan: PlanId,
) -> sqlx::Result<Vec<Seen>> {
    let mut sql = Sql::new("SELECT ");
    sql.push(ROW).push(" FROM duty d WHERE d.plan_id = ").bind(plan);
    sql.push(" AND d.tracked = ").bind(true);
    sql.push(" ORDER BY d.ordinal, d.id");
    let rows = sql.all(c).await?;
    seen_in_batches(c, rows, scope, on).await
}

/// The tracked duties that an organisation owes today, in the order of their plans; at most `limit`.
///
/// # Errors
/// Those of the database.
pub async fn owned_by(
    c: &mut Conn,
    scope: &DutyScope,
    on: &Reckoning,
    org: OrgId,
    limit: i64,
) -> sqlx::Result<Vec<Seen>> {
    let mut sql = Sql::new("SELECT ");
    // A cross join, so that SQLite begins with the organisation's rows, which are in order.
    sql.push(ROW)
        .push(" FROM duty_owner w CROSS JOIN duty d WHERE d.id = w.duty_id AND w.org_id = ")
        .bind(org);
    sql.push(" AND d.tracked = ").bind(true);
    sql.push(" ORDER BY w.plan_id, w.ordinal, w.duty_id LIMIT ").bind(limit);
    let rows = sql.all(c).await?;
    seen(c, rows, scope, on).await
}

/// Like [`seen`], for lists without pages: SQLite takes at most 32,766 bound values.
async fn seen_in_batches(
    c: &mut Conn,
    rows: Vec<Row>,
    scope: &DutyScope,
    on: &Reckoning,
) -> sqlx::Result<Vec<Seen>> {
    let mut out = Vec::with_capacity(rows.len());
    let mut rest = rows.into_iter().peekable();
    while rest.peek().is_some() {
        let batch: Vec<Row> = rest.by_ref().take(1_000).collect();
        out.extend(seen(c, batch, scope, on).await?);
    }
    Ok(out)
}

/// Some tracked duties as the viewer sees them, in the order of their plans.
///
/// # Errors
/// Those of the database.
pub async fn these(
    c: &mut Conn,
    scope: &DutyScope,
    on: &Reckoning,
    ids: &[DutyId],
) -> sqlx::Result<Vec<Seen>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new("SELECT ");
    sql.push(ROW).push(" FROM duty d WHERE d.id IN ").bind_list(ids.iter().copied());
    sql.push(" AND d.tracked = ").bind(true).push(" ORDER BY d.plan_id, d.ordinal, d.id");
    let rows = sql.all(c).await?;
    seen(c, rows, scope, on).await
}
