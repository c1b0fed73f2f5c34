//! What people set or changed: kept beside the print, never over it.

use uuid::Uuid;

use crate::db::{Conn, Millis, Tx, query};
use crate::ids::{DutyId, PlanId};
use crate::plans::By;
use crate::plans::edit::Change;

/// Keeps one change.
///
/// # Errors
/// Those of the database.
pub async fn insert_edit(
    tx: &mut Tx,
    duty: DutyId,
    change: &Change,
    by: &By,
    at: Millis,
) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO duty_edit (id, duty_id, field, old, new, account_id, org_id, at) \
                       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    query(SQL)
        .bind(Uuid::now_v7())
        .bind(duty)
        .bind(change.field)
        .bind(change.old.as_deref())
        .bind(change.new.as_deref())
        .bind(by.account())
        .bind(by.org())
        .bind(at)
        .run(tx)
        .await
}

/// A change with who made it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct EditRow {
    /// The duty.
    pub duty_id: DutyId,
    /// Which field.
    pub field: String,
    /// What stood there.
    pub old: Option<String>,
    /// What stands there now.
    pub new: Option<String>,
    /// Name of the person; nothing when it was the program's operator.
    pub person: Option<String>,
    /// The organisation the person acted for.
    pub org: Option<String>,
    /// When.
    pub at: Millis,
}

/// All changes to the duties of a plan, oldest first.
///
/// # Errors
/// Those of the database.
pub async fn edits(c: &mut Conn, plan: PlanId) -> sqlx::Result<Vec<EditRow>> {
    const SQL: &str = "SELECT e.duty_id, e.field, e.old, e.new, a.name AS person, COALESCE(o.short_name, o.name) AS org, e.at \
                       FROM duty_edit e JOIN duty d ON d.id = e.duty_id \
                       LEFT JOIN account a ON a.id = e.account_id LEFT JOIN org o ON o.id = e.org_id \
                       WHERE d.plan_id = $1 ORDER BY e.at, e.id";
    query(SQL).bind(plan).all(c).await
}

/// The duties of a plan whose parties a person has changed.
///
/// # Errors
/// Those of the database.
pub async fn duties_with_changed_parties(c: &mut Conn, plan: PlanId) -> sqlx::Result<Vec<DutyId>> {
    const SQL: &str = "SELECT DISTINCT e.duty_id FROM duty_edit e JOIN duty d ON d.id = e.duty_id \
                       WHERE d.plan_id = $1 AND e.field LIKE 'party%'";
    let rows: Vec<(DutyId,)> = query(SQL).bind(plan).all(c).await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}
