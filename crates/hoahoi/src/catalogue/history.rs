//! What was done to a record, version by version.

use super::model::{Action, Content};
use crate::db::{Conn, Millis, query};
use crate::ids::{AccountId, RecordId};

/// Whether an account ever wrote content of a record.
///
/// # Errors
/// Those of the database.
pub async fn wrote(c: &mut Conn, record: RecordId, account: AccountId) -> sqlx::Result<bool> {
    const SQL: &str = "SELECT COUNT(*) FROM record_version WHERE record_id = $1 AND account_id = $2 AND action IN ('save', 'submit')";
    let (n,): (i64,) = query(SQL).bind(record).bind(account).one(c).await?;
    Ok(n > 0)
}

/// One entry of a record's history.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Version {
    /// Its number.
    pub number: i64,
    /// What was done.
    pub action: Action,
    data: String,
    /// The reason given.
    pub note: Option<String>,
    /// Who did it.
    pub by: Option<String>,
    /// When.
    pub at: Millis,
}

impl Version {
    /// What the record said then.
    ///
    /// # Errors
    /// When what is stored is not what this program writes.
    pub fn content(&self) -> serde_json::Result<Content> {
        serde_json::from_str(&self.data)
    }
}

/// The history of a record, latest first.
///
/// # Errors
/// Those of the database.
pub async fn of(c: &mut Conn, record: RecordId, most: i64) -> sqlx::Result<Vec<Version>> {
    const SQL: &str = "SELECT v.number, v.action, v.data, v.note, a.name AS by, v.at FROM record_version v \
                       LEFT JOIN account a ON a.id = v.account_id \
                       WHERE v.record_id = $1 ORDER BY v.number DESC LIMIT $2";
    query(SQL).bind(record).bind(most).all(c).await
}

/// The version that was published last, whole: withheld fields included.
///
/// # Errors
/// Those of the database.
pub async fn last_published(c: &mut Conn, record: RecordId) -> sqlx::Result<Option<Version>> {
    const SQL: &str = "SELECT v.number, v.action, v.data, v.note, a.name AS by, v.at FROM record_version v \
                       LEFT JOIN account a ON a.id = v.account_id \
                       WHERE v.record_id = $1 AND v.action = 'publish' ORDER BY v.number DESC LIMIT 1";
    query(SQL).bind(record).optional(c).await
}
