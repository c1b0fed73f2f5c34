//! Accounts in the database.

use super::model::Role;
use crate::db::{Conn, Millis, Tx};
use crate::ids::{AccountId, OrgId};
use crate::on;

/// What log-in needs to know of an account.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Account {
    /// Which.
    pub id: AccountId,
    /// Log-in name, lower case.
    pub login: String,
    /// Name to show.
    pub name: String,
    /// argon2id digest; `None` until a password has been chosen.
    pub password_hash: Option<String>,
    /// Secret of the one-time code.
    pub totp_secret: Option<String>,
    /// Whether the code is in force.
    pub totp_on: bool,
    /// Last time step used: a code counts once.
    pub totp_last_step: Option<i64>,
    /// Whether a new password must be chosen.
    pub must_change: bool,
    /// Set once the account may no longer sign in.
    pub disabled_at: Option<Millis>,
}

/// Finds an account by its log-in name.
///
/// # Errors
/// Those of the database.
pub async fn by_login(c: &mut Conn, login: &str) -> sqlx::Result<Option<Account>> {
    const SQL: &str = "SELECT id, login, name, password_hash, totp_secret, totp_on, totp_last_step, must_change, disabled_at \
                       FROM account WHERE login = $1";
    on!(c, c => sqlx::query_as(SQL).bind(login.to_lowercase()).fetch_optional(c).await)
}

/// A new account.
#[derive(Debug, Clone)]
pub struct NewAccount<'a> {
    /// Log-in name.
    pub login: &'a str,
    /// Name to show.
    pub name: &'a str,
    /// argon2id digest, if a password is set already.
    pub password_hash: Option<&'a str>,
    /// Whether a new password must be chosen at the first log-in.
    pub must_change: bool,
}

/// Makes an account.
///
/// # Errors
/// When the log-in name is taken, and those of the database.
pub async fn insert(tx: &mut Tx, new: &NewAccount<'_>, now: Millis) -> sqlx::Result<AccountId> {
    const SQL: &str = "INSERT INTO account (id, login, name, password_hash, totp_on, lang, must_change, created_at) \
                       VALUES ($1, $2, $3, $4, $5, 'vi', $6, $7)";
    let id = AccountId::new();
    on!(tx, c => sqlx::query(SQL)
        .bind(id)
        .bind(new.login.to_lowercase())
        .bind(new.name)
        .bind(new.password_hash)
        .bind(false)
        .bind(new.must_change)
        .bind(now)
        .execute(c)
        .await
        .map(|_| ()))?;
    Ok(id)
}

/// Grants a role for an organisation; granting twice changes nothing.
///
/// # Errors
/// Those of the database.
pub async fn grant(tx: &mut Tx, account: AccountId, org: OrgId, role: Role, now: Millis) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO account_role (account_id, org_id, role, granted_at) VALUES ($1, $2, $3, $4) \
                       ON CONFLICT (account_id, org_id, role) DO NOTHING";
    on!(tx, c => sqlx::query(SQL).bind(account).bind(org).bind(role).bind(now).execute(c).await.map(|_| ()))
}
