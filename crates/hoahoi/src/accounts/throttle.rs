//! Guessing costs time: attempts are counted in the database, so that all replicas count together.
//!
//! An attempt is counted before the password is looked at, so that many at once gain nothing; success takes it back.

use crate::db::{Day, Millis, Tx, query};
use crate::digest::hex;
use crate::web::App;

/// Failures are forgotten after fifteen minutes.
const WINDOW_MS: i64 = 15 * 60_000;
/// Messages from outside are forgotten after an hour: the longest window.
const MESSAGES_WINDOW_MS: i64 = 60 * 60_000;
/// The first wait; each further failure doubles it.
const FIRST_WAIT_MS: i64 = 30_000;
/// So often the wait doubles.
const DOUBLINGS: i64 = 5;

/// Something that is counted.
#[derive(Debug, Clone)]
pub struct Counter {
    name: String,
    free: i64,
    window_ms: i64,
    doublings: i64,
}

impl Counter {
    /// Attempts on one account, whether it exists or not: five are free.
    #[must_use]
    pub fn login(login: &str) -> Self {
        // a digest: people type passwords into the wrong field
        Self::new(format!("login:{}", digest(&login.to_lowercase())), 5)
    }

    /// Attempts from one address: twenty are free, for an agency often goes out through one address.
    #[must_use]
    pub fn address(ip: &str) -> Self {
        Self::new(format!("ip:{ip}"), 20)
    }

    /// One-time codes for one account: five are free.
    #[must_use]
    pub fn code(account: crate::ids::AccountId) -> Self {
        Self::new(format!("code:{account}"), 5)
    }

    /// Messages from one address: ten an hour are free. Who writes has no account, so the address is kept as a digest that
    /// is another one each day.
    #[must_use]
    pub fn messages_from(ip: &str, day: Day) -> Self {
        let name = format!("gop-y:{}", digest(&format!("{day} {ip}")));
        Self { window_ms: MESSAGES_WINDOW_MS, ..Self::new(name, 10) }
    }

    /// Messages from everywhere: three hundred an hour are free, then one each half minute, so that a flood shuts nobody
    /// out for long.
    #[must_use]
    pub fn messages() -> Self {
        Self { window_ms: MESSAGES_WINDOW_MS, doublings: 0, ..Self::new("gop-y".to_owned(), 300) }
    }

    fn new(name: String, free: i64) -> Self {
        Self { name, free, window_ms: WINDOW_MS, doublings: DOUBLINGS }
    }
}

fn digest(text: &str) -> String {
    hex(&super::sessions::digest(text)[..16])
}

/// Counts an attempt. `Some(seconds)` when it must not be made yet; it is not counted then.
///
/// # Errors
/// Those of the database.
pub async fn attempt(app: &App, counters: &[Counter]) -> sqlx::Result<Option<i64>> {
    const COUNT: &str = "INSERT INTO throttle (name, failures, window_start, blocked_until) VALUES ($1, 1, $2, NULL) \
        ON CONFLICT (name) DO UPDATE SET \
        failures = CASE WHEN throttle.window_start < $3 THEN 1 ELSE throttle.failures + 1 END, \
        window_start = CASE WHEN throttle.window_start < $3 THEN $2 ELSE throttle.window_start END \
        RETURNING failures, blocked_until";
    const BLOCK: &str = "UPDATE throttle SET blocked_until = $2 WHERE name = $1";
    let now = app.clock.now();
    let mut tx = app.db.write().await?;
    for counter in counters {
        let (failures, blocked): (i64, Option<i64>) = query(COUNT)
            .bind(counter.name.as_str())
            .bind(now)
            .bind(now.0 - counter.window_ms)
            .one(&mut tx)
            .await?;
        if let Some(until) = blocked
            && until > now.0
        {
            return Ok(Some((until - now.0 + 999) / 1000));
        }
        if failures >= counter.free {
            let doublings = (failures - counter.free).min(counter.doublings);
            let until = now.0 + FIRST_WAIT_MS * (1 << doublings);
            query(BLOCK).bind(counter.name.as_str()).bind(until).run(&mut tx).await?;
        }
    }
    tx.commit().await?;
    Ok(None)
}

/// Takes back what [`attempt`] counted: the account's counter is cleared, the address's loses this one attempt.
///
/// # Errors
/// Those of the database.
pub async fn succeed(tx: &mut Tx, own: &[Counter], shared: &[Counter]) -> sqlx::Result<()> {
    for counter in own {
        query("DELETE FROM throttle WHERE name = $1").bind(counter.name.as_str()).run(tx).await?;
    }
    for counter in shared {
        const SQL: &str = "UPDATE throttle SET failures = failures - 1, blocked_until = NULL WHERE name = $1 AND failures > 0";
        query(SQL).bind(counter.name.as_str()).run(tx).await?;
    }
    Ok(())
}

/// Forgets counters that no longer matter.
///
/// # Errors
/// Those of the database.
pub async fn purge(tx: &mut Tx, now: Millis) -> sqlx::Result<()> {
    const SQL: &str =
        "DELETE FROM throttle WHERE window_start < $1 AND (blocked_until IS NULL OR blocked_until < $2)";
    query(SQL).bind(now.0 - MESSAGES_WINDOW_MS).bind(now).run(tx).await
}
