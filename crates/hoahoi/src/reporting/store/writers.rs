//! Who has a report's form open: so that the second is told of the first.

use crate::db::{Conn, Millis, Tx, query};
use crate::ids::{AccountId, SubmissionId};

/// Whoever has not been heard of for so long is no longer at it.
const GONE_MS: i64 = 10 * 60_000;

/// Somebody else at a report.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Writer {
    /// The account's name.
    pub name: String,
    /// When they last saved something, if they have.
    pub saved_at: Option<Millis>,
}

/// Notes that somebody has the form open, or has just saved.
///
/// # Errors
/// Those of the database.
pub async fn note(
    tx: &mut Tx,
    submission: SubmissionId,
    account: AccountId,
    saved: bool,
    now: Millis,
) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO submission_writer (submission_id, account_id, seen_at, saved_at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (submission_id, account_id) DO UPDATE SET seen_at = excluded.seen_at, \
         saved_at = COALESCE(excluded.saved_at, submission_writer.saved_at)";
    query(SQL).bind(submission).bind(account).bind(now).bind(saved.then_some(now)).run(tx).await
}

/// The others who are at the report now, latest first.
///
/// # Errors
/// Those of the database.
pub async fn others(
    c: &mut Conn,
    submission: SubmissionId,
    me: AccountId,
    now: Millis,
) -> sqlx::Result<Vec<Writer>> {
    const SQL: &str = "SELECT a.name, w.saved_at FROM submission_writer w JOIN account a ON a.id = w.account_id \
         WHERE w.submission_id = $1 AND w.account_id <> $2 AND w.seen_at > $3 ORDER BY w.seen_at DESC, a.id LIMIT 5";
    query(SQL).bind(submission).bind(me).bind(Millis(now.0 - GONE_MS)).all(c).await
}

/// Forgets who was at a report that leaves the officers' hands.
///
/// # Errors
/// Those of the database.
pub async fn clear(tx: &mut Tx, submission: SubmissionId) -> sqlx::Result<()> {
    query("DELETE FROM submission_writer WHERE submission_id = $1").bind(submission).run(tx).await
}
