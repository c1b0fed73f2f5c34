//! Accounts in the database.

use super::model::Role;
use crate::db::{Conn, Day, Millis, Tx, query};
use crate::ids::{AccountId, OrgId};
use crate::web::lang::Lang;

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
    /// Language of the interface.
    pub lang: Lang,
    /// Whether a new password must be chosen.
    pub must_change: bool,
    /// When it was made.
    pub created_at: Millis,
    /// Set once the account may no longer sign in.
    pub disabled_at: Option<Millis>,
}

/// The organisation for which somebody has held a role longest, of those held on a day.
///
/// # Errors
/// Those of the database.
pub async fn first_org_with(c: &mut Conn, role: Role, day: Day) -> sqlx::Result<Option<OrgId>> {
    const SQL: &str = "SELECT org_id FROM account_role WHERE role = $1 AND (from_day IS NULL OR from_day <= $2) \
                       AND (until_day IS NULL OR until_day >= $2) ORDER BY granted_at, org_id LIMIT 1";
    let found: Option<(OrgId,)> = query(SQL).bind(role).bind(day).optional(c).await?;
    Ok(found.map(|row| row.0))
}

/// Finds an account by its log-in name.
///
/// # Errors
/// Those of the database.
pub async fn by_login(c: &mut Conn, login: &str) -> sqlx::Result<Option<Account>> {
    const SQL: &str = "SELECT id, login, name, password_hash, totp_secret, totp_on, totp_last_step, lang, must_change, created_at, disabled_at \
                       FROM account WHERE login = $1";
    query(SQL).bind(login.to_lowercase()).optional(c).await
}

/// Finds an account.
///
/// # Errors
/// Those of the database.
pub async fn by_id(c: &mut Conn, id: AccountId) -> sqlx::Result<Option<Account>> {
    const SQL: &str = "SELECT id, login, name, password_hash, totp_secret, totp_on, totp_last_step, lang, must_change, created_at, disabled_at \
                       FROM account WHERE id = $1";
    query(SQL).bind(id).optional(c).await
}

/// Whether there is any account at all.
///
/// # Errors
/// Those of the database.
pub async fn any(c: &mut Conn) -> sqlx::Result<bool> {
    let row: Option<(AccountId,)> = query("SELECT id FROM account LIMIT 1").optional(c).await?;
    Ok(row.is_some())
}

/// Sets a password; the account need not choose one any more.
///
/// # Errors
/// Those of the database.
pub async fn set_password(tx: &mut Tx, id: AccountId, digest: &str) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE account SET password_hash = $2, must_change = $3 WHERE id = $1";
    query(SQL).bind(id).bind(digest).bind(false).run(tx).await
}

/// Sets name and language.
///
/// # Errors
/// Those of the database.
pub async fn set_profile(
    tx: &mut Tx,
    id: AccountId,
    login: &str,
    name: &str,
    lang: Lang,
) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE account SET name = $2, folded = $3, lang = $4 WHERE id = $1";
    query(SQL).bind(id).bind(name).bind(folded(login, name)).bind(lang).run(tx).await
}

/// What the list of accounts is searched in: log-in name and name, without diacritics.
fn folded(login: &str, name: &str) -> String {
    viet::fold(&format!("{login} {name}"))
}

/// Keeps a secret for one-time codes until a first code confirms it; a secret already kept stays.
///
/// # Errors
/// Those of the database.
pub async fn offer_totp(tx: &mut Tx, id: AccountId, secret: &str) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE account SET totp_secret = $2 WHERE id = $1 AND totp_secret IS NULL";
    query(SQL).bind(id).bind(secret).run(tx).await
}

/// Uses a time step up and puts one-time codes in force; `false` when this step or a later one was used already.
///
/// # Errors
/// Those of the database.
pub async fn use_totp_step(tx: &mut Tx, id: AccountId, secret: &str, step: i64) -> sqlx::Result<bool> {
    const SQL: &str = "UPDATE account SET totp_on = $4, totp_last_step = $3 \
                       WHERE id = $1 AND totp_secret = $2 AND (totp_last_step IS NULL OR totp_last_step < $3)";
    let rows = query(SQL).bind(id).bind(secret).bind(step).bind(true).execute(tx).await?;
    Ok(rows == 1)
}

/// A role held for an organisation, with its dates.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct RoleHeld {
    /// The organisation.
    pub org_id: OrgId,
    /// Its name.
    pub org_name: String,
    /// The role.
    pub role: Role,
    /// First day, if not from the beginning.
    pub from_day: Option<Day>,
    /// Last day, if it ends.
    pub until_day: Option<Day>,
}

/// All roles of an account, those past and to come too.
///
/// # Errors
/// Those of the database.
pub async fn roles_of(c: &mut Conn, account: AccountId) -> sqlx::Result<Vec<RoleHeld>> {
    const SQL: &str = "SELECT r.org_id, o.name AS org_name, r.role, r.from_day, r.until_day \
                       FROM account_role r JOIN org o ON o.id = r.org_id WHERE r.account_id = $1 ORDER BY r.granted_at, r.role";
    query(SQL).bind(account).all(c).await
}

/// The organisations that exist on a day and can have people, in Vietnamese order.
///
/// # Errors
/// Those of the database.
pub async fn employers(c: &mut Conn, on: Day) -> sqlx::Result<Vec<(OrgId, String)>> {
    const SQL: &str = "SELECT id, name FROM org WHERE (valid_from IS NULL OR valid_from <= $1) \
                       AND (valid_to IS NULL OR valid_to >= $1) AND kind <> 'group' ORDER BY sort_key, id";
    query(SQL).bind(on).all(c).await
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
    const SQL: &str = "INSERT INTO account (id, login, name, folded, password_hash, totp_on, lang, must_change, created_at) \
                       VALUES ($1, $2, $3, $4, $5, $6, 'vi', $7, $8)";
    let id = AccountId::new();
    query(SQL)
        .bind(id)
        .bind(new.login.to_lowercase())
        .bind(new.name)
        .bind(folded(new.login, new.name))
        .bind(new.password_hash)
        .bind(false)
        .bind(new.must_change)
        .bind(now)
        .run(tx)
        .await?;
    Ok(id)
}

/// Grants a role for an organisation; granting twice changes nothing.
///
/// # Errors
/// Those of the database.
pub async fn grant(tx: &mut Tx, account: AccountId, org: OrgId, role: Role, now: Millis) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO account_role (account_id, org_id, role, granted_at) VALUES ($1, $2, $3, $4) \
                       ON CONFLICT (account_id, org_id, role) DO NOTHING";
    query(SQL).bind(account).bind(org).bind(role).bind(now).run(tx).await
}
