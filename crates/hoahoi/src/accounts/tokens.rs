//! Links that work once: the first administrator, a first or forgotten password. Only the digest is kept.

use super::sessions::{digest, new_token};
use crate::db::{Conn, Millis, Tx, query};
use crate::ids::AccountId;
use crate::text_enum;

/// A link works for a day.
const LIFETIME_MS: i64 = 24 * 3_600_000;

text_enum! {
    /// What a link is for.
    pub enum Purpose {
        /// To make the first administrator of an empty system.
        FirstAdministrator = "first-administrator",
        /// To choose a password.
        Password = "password",
    }
}

/// Makes a link's token; earlier ones of the same purpose and account no longer work.
///
/// # Errors
/// Those of the database.
pub async fn issue(
    tx: &mut Tx,
    purpose: Purpose,
    account: Option<AccountId>,
    now: Millis,
) -> sqlx::Result<String> {
    const SQL: &str =
        "INSERT INTO one_time_token (token_hash, purpose, account_id, expires_at) VALUES ($1, $2, $3, $4)";
    withdraw(tx, purpose, account, now).await?;
    let token = new_token();
    query(SQL).bind(digest(&token)).bind(purpose).bind(account).bind(now.0 + LIFETIME_MS).run(tx).await?;
    Ok(token)
}

/// Makes the open tokens of a purpose and account useless.
///
/// # Errors
/// Those of the database.
pub async fn withdraw(
    tx: &mut Tx,
    purpose: Purpose,
    account: Option<AccountId>,
    now: Millis,
) -> sqlx::Result<()> {
    match account {
        Some(account) => {
            const SQL: &str = "UPDATE one_time_token SET used_at = $3 WHERE purpose = $1 AND account_id = $2 AND used_at IS NULL";
            query(SQL).bind(purpose).bind(account).bind(now).run(tx).await
        }
        None => {
            const SQL: &str = "UPDATE one_time_token SET used_at = $2 WHERE purpose = $1 AND account_id IS NULL AND used_at IS NULL";
            query(SQL).bind(purpose).bind(now).run(tx).await
        }
    }
}

/// What an unused, unexpired token is for.
///
/// # Errors
/// Those of the database.
pub async fn find(
    c: &mut Conn,
    token: &str,
    now: Millis,
) -> sqlx::Result<Option<(Purpose, Option<AccountId>)>> {
    const SQL: &str = "SELECT purpose, account_id FROM one_time_token WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2";
    query(SQL).bind(digest(token)).bind(now).optional(c).await
}

/// Uses a token up; `false` when somebody was faster or it has expired.
///
/// # Errors
/// Those of the database.
pub async fn consume(tx: &mut Tx, token: &str, now: Millis) -> sqlx::Result<bool> {
    const SQL: &str = "UPDATE one_time_token SET used_at = $2 WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2";
    let rows = query(SQL).bind(digest(token)).bind(now).execute(tx).await?;
    Ok(rows == 1)
}

/// Removes tokens that were used or have expired.
///
/// # Errors
/// Those of the database.
pub async fn purge(tx: &mut Tx, now: Millis) -> sqlx::Result<()> {
    const SQL: &str = "DELETE FROM one_time_token WHERE used_at IS NOT NULL OR expires_at <= $1";
    query(SQL).bind(now).run(tx).await
}
