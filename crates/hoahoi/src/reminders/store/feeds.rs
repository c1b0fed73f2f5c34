//! Calendars behind secret addresses.

use crate::accounts::sessions;
use crate::db::{Conn, Millis, Tx, query};
use crate::ids::{AccountId, FeedId, OrgId};

/// A calendar that a person has made.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Feed {
    /// Which.
    pub id: FeedId,
    /// Whose.
    pub account_id: AccountId,
    /// One agency, or all for which the person works.
    pub org_id: Option<OrgId>,
    /// When it was made.
    pub created_at: Millis,
}

/// Makes a calendar and returns the secret of its address; only the digest is kept.
///
/// # Errors
/// Those of the database.
pub async fn create(
    tx: &mut Tx,
    account: AccountId,
    org: Option<OrgId>,
    now: Millis,
) -> sqlx::Result<(FeedId, String)> {
    const SQL: &str =
        "INSERT INTO feed (id, secret_hash, account_id, org_id, created_at) VALUES ($1, $2, $3, $4, $5)";
    let (id, secret) = (FeedId::new(), sessions::new_token());
    query(SQL).bind(id).bind(sessions::digest(&secret)).bind(account).bind(org).bind(now).run(tx).await?;
    Ok((id, secret))
}

/// A person's calendars that still work, oldest first.
///
/// # Errors
/// Those of the database.
pub async fn of(c: &mut Conn, account: AccountId) -> sqlx::Result<Vec<Feed>> {
    const SQL: &str = "SELECT id, account_id, org_id, created_at FROM feed WHERE account_id = $1 AND revoked_at IS NULL ORDER BY id";
    query(SQL).bind(account).all(c).await
}

/// The calendar behind a secret, unless it was revoked.
///
/// # Errors
/// Those of the database.
pub async fn find(c: &mut Conn, secret: &str) -> sqlx::Result<Option<Feed>> {
    const SQL: &str =
        "SELECT id, account_id, org_id, created_at FROM feed WHERE secret_hash = $1 AND revoked_at IS NULL";
    query(SQL).bind(sessions::digest(secret)).optional(c).await
}

/// Makes an address useless; `false` when it was not the person's or already was.
///
/// # Errors
/// Those of the database.
pub async fn revoke(tx: &mut Tx, account: AccountId, id: FeedId, now: Millis) -> sqlx::Result<bool> {
    const SQL: &str =
        "UPDATE feed SET revoked_at = $3 WHERE id = $1 AND account_id = $2 AND revoked_at IS NULL";
    Ok(query(SQL).bind(id).bind(account).bind(now).execute(tx).await? == 1)
}
