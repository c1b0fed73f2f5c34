//! The audit log's SQL.

use uuid::Uuid;

use crate::db::{Conn, Millis, Tx};
use crate::ids::{AccountId, OrgId};
use crate::on;

/// One entry to be written.
#[derive(Debug, Clone)]
pub struct Entry {
    /// When.
    pub at: Millis,
    /// Who; `None` for the program itself.
    pub account: Option<AccountId>,
    /// For which organisation.
    pub org: Option<OrgId>,
    /// What was done: `plan.confirm`, `submission.accept` …
    pub action: &'static str,
    /// What it was done to: `plan`, `duty` …
    pub subject_kind: &'static str,
    /// Which one.
    pub subject_id: Option<Uuid>,
    /// Names of the fields changed, with values where they are not personal.
    pub fields: serde_json::Value,
}

/// Writes one entry in the transaction of the change.
///
/// # Errors
/// Those of the database.
pub async fn record(tx: &mut Tx, entry: Entry) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO audit_entry (id, at, account_id, org_id, action, subject_kind, subject_id, fields) \
                       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    on!(tx, c => sqlx::query(SQL)
        .bind(Uuid::now_v7())
        .bind(entry.at)
        .bind(entry.account)
        .bind(entry.org)
        .bind(entry.action)
        .bind(entry.subject_kind)
        .bind(entry.subject_id)
        .bind(entry.fields.to_string())
        .execute(c)
        .await
        .map(|_| ()))
}

/// What an account did, latest first: time, action, kind of subject. At most 10,000 entries.
///
/// # Errors
/// Those of the database.
pub async fn of_account(c: &mut Conn, account: AccountId) -> sqlx::Result<Vec<(Millis, String, String)>> {
    const SQL: &str = "SELECT at, action, subject_kind FROM audit_entry WHERE account_id = $1 ORDER BY at DESC, id DESC LIMIT 10000";
    on!(c, c => sqlx::query_as(SQL).bind(account).fetch_all(c).await)
}
