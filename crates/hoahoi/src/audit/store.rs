//! The audit log's SQL.

use uuid::Uuid;

use crate::db::{Conn, Millis, Sql, Tx, query};
use crate::ids::{AccountId, OrgId};
use crate::web::paging::{COUNT_CAP, Cursor, PAGE, Page};

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
    query(SQL)
        .bind(Uuid::now_v7())
        .bind(entry.at)
        .bind(entry.account)
        .bind(entry.org)
        .bind(entry.action)
        .bind(entry.subject_kind)
        .bind(entry.subject_id)
        .bind(entry.fields.to_string())
        .run(tx)
        .await
}

/// What an account did, latest first: time, action, kind of subject. At most 10,000 entries.
///
/// # Errors
/// Those of the database.
pub async fn of_account(c: &mut Conn, account: AccountId) -> sqlx::Result<Vec<(Millis, String, String)>> {
    const SQL: &str = "SELECT at, action, subject_kind FROM audit_entry WHERE account_id = $1 ORDER BY at DESC, id DESC LIMIT 10000";
    query(SQL).bind(account).all(c).await
}

/// A thing that was done, as it is told to those who see its subject: without the person.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Step {
    /// When.
    pub at: Millis,
    /// What.
    pub action: String,
    /// For which organisation; none for the program itself.
    pub org: Option<String>,
}

/// What was done with a subject, from the beginning; at most two hundred things.
///
/// # Errors
/// Those of the database.
pub async fn of_subject(c: &mut Conn, subject: Uuid) -> sqlx::Result<Vec<Step>> {
    const SQL: &str = "SELECT e.at, e.action, COALESCE(o.short_name, o.name) AS org FROM audit_entry e \
                       LEFT JOIN org o ON o.id = e.org_id WHERE e.subject_id = $1 ORDER BY e.at, e.id LIMIT 200";
    query(SQL).bind(subject).all(c).await
}

/// What the log is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only what this log-in name did.
    pub login: String,
    /// Only actions that begin so: `plan`, `submission.accept`.
    pub action: String,
    /// Only this subject.
    pub subject: Option<Uuid>,
    /// From the beginning of this day in Việt Nam.
    pub from: Option<Millis>,
    /// Before this instant.
    pub before: Option<Millis>,
}

/// A row of the log's page.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Listed {
    /// Which.
    pub id: Uuid,
    /// When.
    pub at: Millis,
    /// Log-in name of who; `None` for the program itself.
    pub login: Option<String>,
    /// The organisation acted for.
    pub org: Option<String>,
    /// What was done.
    pub action: String,
    /// To what kind of thing.
    pub subject_kind: String,
    /// Which one.
    pub subject_id: Option<Uuid>,
    /// Fields, JSON.
    pub fields: String,
    /// Number of its seal.
    pub seal: Option<i64>,
}

fn narrow(sql: &mut Sql, filter: &Filter) {
    if !filter.login.is_empty() {
        sql.push(" AND a.login = ").bind(filter.login.to_lowercase());
    }
    if !filter.action.is_empty() {
        sql.push(" AND e.action LIKE ").bind(format!("{}%", filter.action.replace(['%', '_', '\\'], "")));
    }
    if let Some(subject) = filter.subject {
        sql.push(" AND e.subject_id = ").bind(subject);
    }
    if let Some(from) = filter.from {
        sql.push(" AND e.at >= ").bind(from);
    }
    if let Some(before) = filter.before {
        sql.push(" AND e.at < ").bind(before);
    }
}

/// One page of the log, latest first.
///
/// # Errors
/// Those of the database.
pub async fn list(c: &mut Conn, filter: &Filter, after: Option<&Cursor>) -> sqlx::Result<Page<Listed>> {
    const FROM: &str = " FROM audit_entry e LEFT JOIN account a ON a.id = e.account_id LEFT JOIN org o ON o.id = e.org_id WHERE 1 = 1";
    let mut rows = Sql::new(
        "SELECT e.id, e.at, a.login, COALESCE(o.short_name, o.name) AS org, e.action, e.subject_kind, e.subject_id, e.fields, e.seal",
    );
    rows.push(FROM);
    narrow(&mut rows, filter);
    if let Some((at, id)) =
        after.and_then(|c| Some((c.0.first()?.parse::<i64>().ok()?, c.0.get(1)?.parse::<Uuid>().ok()?)))
    {
        rows.push(" AND (e.at < ")
            .bind(at)
            .push(" OR (e.at = ")
            .bind(at)
            .push(" AND e.id < ")
            .bind(id)
            .push("))");
    }
    rows.push(" ORDER BY e.at DESC, e.id DESC LIMIT ").bind(PAGE as i64 + 1);
    let mut count = Sql::new("SELECT COUNT(*) FROM (SELECT 1 AS one");
    count.push(FROM);
    narrow(&mut count, filter);
    count.push(" LIMIT ").bind(COUNT_CAP + 1).push(") AS counted");
    let total = count.count(c).await?;
    Ok(Page::cut(rows.all(c).await?, PAGE, total, |row: &Listed| {
        Cursor(vec![row.at.0.to_string(), row.id.to_string()])
    }))
}
