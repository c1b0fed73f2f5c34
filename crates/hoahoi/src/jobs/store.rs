//! The table of jobs.

use serde_json::Value;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::db::{Conn, Millis, Tx, query};
use crate::text_enum;

/// How long a worker may take before another begins anew.
pub const LEASE_MS: i64 = 10 * 60_000;

text_enum! {
    /// Where a job stands.
    pub enum State {
        /// Waits for its time and a worker.
        Ready = "ready",
        /// A worker has it; its lease says until when.
        Running = "running",
        /// It failed too often; a person must look.
        Failed = "failed",
    }
}

/// A claimed job.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Job {
    /// Which.
    pub id: Uuid,
    /// Name of its kind.
    pub kind: String,
    /// What it is about, JSON.
    pub payload: String,
    /// How often it was begun, this time included.
    pub attempts: i64,
    /// Until when it belongs to its worker; also the proof that it still does.
    pub lease_until: Option<i64>,
}

/// Puts a job in, in the transaction of the change that calls for it: it runs only if the change lasts.
///
/// # Errors
/// Those of the database.
pub async fn enqueue(tx: &mut Tx, kind: &str, payload: &Value, run_at: Millis) -> sqlx::Result<()> {
    insert(tx, Uuid::now_v7(), kind, payload, run_at).await
}

/// Puts in the one job of a kind that runs again and again, unless it is there.
///
/// # Errors
/// Those of the database.
pub async fn plant(tx: &mut Tx, kind: &str, run_at: Millis) -> sqlx::Result<()> {
    insert(tx, standing_id(kind), kind, &Value::Null, run_at).await
}

/// The identifier of a recurring job follows from its kind, so that many replicas plant one.
fn standing_id(kind: &str) -> Uuid {
    let digest = Sha256::digest(kind.as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

async fn insert(tx: &mut Tx, id: Uuid, kind: &str, payload: &Value, run_at: Millis) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO job (id, kind, payload, state, run_at, lease_until, attempts) VALUES ($1, $2, $3, $4, $5, NULL, 0) \
                       ON CONFLICT (id) DO NOTHING";
    query(SQL).bind(id).bind(kind).bind(payload.to_string()).bind(State::Ready).bind(run_at).run(tx).await
}

/// Whether any job waits for a worker now: a look that writes nothing.
///
/// # Errors
/// Those of the database.
pub async fn is_due(c: &mut Conn, now: Millis) -> sqlx::Result<bool> {
    const SQL: &str =
        "SELECT id FROM job WHERE run_at <= $1 AND (state = $2 OR (state = $3 AND lease_until < $1)) LIMIT 1";
    let found: Option<(Uuid,)> =
        query(SQL).bind(now).bind(State::Ready).bind(State::Running).optional(c).await?;
    Ok(found.is_some())
}

/// Claims the job that has waited longest. The state is asked for again around the choice, so that of two workers
/// choosing the same job one gets nothing.
///
/// # Errors
/// Those of the database.
pub async fn claim(tx: &mut Tx, now: Millis) -> sqlx::Result<Option<Job>> {
    const SQL: &str = "UPDATE job SET state = $3, lease_until = $4, attempts = attempts + 1 WHERE id = ( \
            SELECT id FROM job WHERE run_at <= $1 AND (state = $2 OR (state = $3 AND lease_until < $1)) \
            ORDER BY run_at, id LIMIT 1) \
        AND (state = $2 OR lease_until < $1) \
        RETURNING id, kind, payload, attempts, lease_until";
    query(SQL).bind(now).bind(State::Ready).bind(State::Running).bind(now.0 + LEASE_MS).optional(tx).await
}

/// Removes a job that is done, if it still belongs to this worker.
///
/// # Errors
/// Those of the database.
pub async fn finish(tx: &mut Tx, job: &Job) -> sqlx::Result<()> {
    const SQL: &str = "DELETE FROM job WHERE id = $1 AND lease_until = $2";
    query(SQL).bind(job.id).bind(job.lease_until).run(tx).await
}

/// Lets a job run again at a time, if it still belongs to this worker; `error` says why the last run failed.
///
/// # Errors
/// Those of the database.
pub async fn again(tx: &mut Tx, job: &Job, at: Millis, error: Option<&str>) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE job SET state = $3, run_at = $4, lease_until = NULL, last_error = $5, attempts = $6 \
                       WHERE id = $1 AND lease_until = $2";
    let attempts = if error.is_some() { job.attempts } else { 0 };
    query(SQL)
        .bind(job.id)
        .bind(job.lease_until)
        .bind(State::Ready)
        .bind(at)
        .bind(error)
        .bind(attempts)
        .run(tx)
        .await
}

/// Gives a job up, if it still belongs to this worker.
///
/// # Errors
/// Those of the database.
pub async fn give_up(tx: &mut Tx, job: &Job, error: &str) -> sqlx::Result<()> {
    const SQL: &str =
        "UPDATE job SET state = $3, lease_until = NULL, last_error = $4 WHERE id = $1 AND lease_until = $2";
    query(SQL).bind(job.id).bind(job.lease_until).bind(State::Failed).bind(error).run(tx).await
}
