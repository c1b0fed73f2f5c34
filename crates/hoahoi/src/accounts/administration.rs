//! What an administrator does to accounts: the list, making, granting, disabling, resetting.

use super::model::Role;
use super::tokens::{self, Purpose};
use super::{sessions, store};
use crate::db::{Conn, Day, Millis, Sql, Tx, query};
use crate::ids::{AccountId, OrgId};
use crate::web::paging::{COUNT_CAP, Cursor, PAGE, Page};

/// What the list of accounts is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Words of the log-in name or name.
    pub text: String,
    /// Only those who hold this role today.
    pub role: Option<Role>,
    /// Only those who hold a role for this organisation today.
    pub org: Option<OrgId>,
    /// Only disabled ones, or only others.
    pub disabled: Option<bool>,
}

/// A row of the list.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Listed {
    /// Which.
    pub id: AccountId,
    /// Log-in name.
    pub login: String,
    /// Name to show.
    pub name: String,
    /// Whether one-time codes are in force.
    pub totp_on: bool,
    /// Whether a password has been chosen.
    pub ready: bool,
    /// When it was disabled.
    pub disabled_at: Option<Millis>,
}

fn narrow(sql: &mut Sql, filter: &Filter, today: Day) {
    for word in viet::fold(&filter.text).split_whitespace() {
        let pattern = format!("%{}%", word.replace(['%', '_', '\\'], ""));
        sql.push(" AND a.folded LIKE ").bind(pattern);
    }
    match filter.disabled {
        Some(true) => sql.push(" AND a.disabled_at IS NOT NULL"),
        Some(false) => sql.push(" AND a.disabled_at IS NULL"),
        None => sql,
    };
    if filter.role.is_some() || filter.org.is_some() {
        sql.push(" AND EXISTS (SELECT 1 FROM account_role r WHERE r.account_id = a.id");
        sql.push(" AND (r.from_day IS NULL OR r.from_day <= ").bind(today);
        sql.push(") AND (r.until_day IS NULL OR r.until_day >= ").bind(today).push(")");
        if let Some(role) = filter.role {
            sql.push(" AND r.role = ").bind(role);
        }
        if let Some(org) = filter.org {
            sql.push(" AND r.org_id = ").bind(org);
        }
        sql.push(")");
    }
}

/// One page of the accounts, by log-in name.
///
/// # Errors
/// Those of the database.
pub async fn list(
    c: &mut Conn,
    filter: &Filter,
    after: Option<&Cursor>,
    today: Day,
) -> sqlx::Result<Page<Listed>> {
    let mut rows = Sql::new(
        "SELECT a.id, a.login, a.name, a.totp_on, a.password_hash IS NOT NULL AS ready, a.disabled_at FROM account a WHERE 1 = 1",
    );
    narrow(&mut rows, filter, today);
    if let Some(login) = after.and_then(|cursor| cursor.0.first()) {
        rows.push(" AND a.login > ").bind(login.as_str());
    }
    rows.push(" ORDER BY a.login LIMIT ").bind(PAGE as i64 + 1);
    let mut count = Sql::new("SELECT COUNT(*) FROM (SELECT 1 AS one FROM account a WHERE 1 = 1");
    narrow(&mut count, filter, today);
    count.push(" LIMIT ").bind(COUNT_CAP + 1).push(") AS counted");
    let total = count.count(c).await?;
    Ok(Page::cut(rows.all(c).await?, PAGE, total, |row: &Listed| Cursor(vec![row.login.clone()])))
}

/// The roles held today by each of these accounts, with the names of the organisations.
///
/// # Errors
/// Those of the database.
pub async fn roles_today(
    c: &mut Conn,
    accounts: &[AccountId],
    today: Day,
) -> sqlx::Result<Vec<(AccountId, Role, String)>> {
    let mut sql = Sql::new(
        "SELECT r.account_id, r.role, COALESCE(o.short_name, o.name) FROM account_role r JOIN org o ON o.id = r.org_id WHERE r.account_id IN ",
    );
    sql.bind_list(accounts.iter().copied());
    sql.push(" AND (r.from_day IS NULL OR r.from_day <= ").bind(today);
    sql.push(") AND (r.until_day IS NULL OR r.until_day >= ")
        .bind(today)
        .push(") ORDER BY r.granted_at, r.role");
    sql.all(c).await
}

/// A role to be granted.
#[derive(Debug, Clone, Copy)]
pub struct Grant {
    /// For which organisation.
    pub org: OrgId,
    /// Which.
    pub role: Role,
    /// First day, if not at once.
    pub from: Option<Day>,
    /// Last day, if it ends.
    pub until: Option<Day>,
}

/// Grants a role with its dates; granting again replaces the dates. The account's sessions end.
///
/// # Errors
/// Those of the database.
pub async fn grant(tx: &mut Tx, account: AccountId, grant: &Grant, now: Millis) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO account_role (account_id, org_id, role, granted_at, from_day, until_day) VALUES ($1, $2, $3, $4, $5, $6) \
                       ON CONFLICT (account_id, org_id, role) DO UPDATE SET from_day = $5, until_day = $6";
    query(SQL)
        .bind(account)
        .bind(grant.org)
        .bind(grant.role)
        .bind(now)
        .bind(grant.from)
        .bind(grant.until)
        .run(tx)
        .await?;
    sessions::revoke_others(tx, account, None).await
}

/// Takes a role back; `false` when it was not held. The account's sessions end.
///
/// # Errors
/// Those of the database.
pub async fn revoke(tx: &mut Tx, account: AccountId, org: OrgId, role: Role) -> sqlx::Result<bool> {
    const SQL: &str = "DELETE FROM account_role WHERE account_id = $1 AND org_id = $2 AND role = $3";
    let rows = query(SQL).bind(account).bind(org).bind(role).execute(tx).await?;
    sessions::revoke_others(tx, account, None).await?;
    Ok(rows == 1)
}

/// Closes an account to signing in, or opens it again. Its sessions end.
///
/// # Errors
/// Those of the database.
pub async fn set_disabled(tx: &mut Tx, account: AccountId, at: Option<Millis>) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE account SET disabled_at = $2 WHERE id = $1";
    query(SQL).bind(account).bind(at).run(tx).await?;
    sessions::revoke_others(tx, account, None).await
}

/// Forgets the password, and the one-time code when asked to, ends the sessions and returns the token of a link that
/// chooses a new password.
///
/// # Errors
/// Those of the database.
pub async fn reset(tx: &mut Tx, account: AccountId, code_too: bool, now: Millis) -> sqlx::Result<String> {
    const PASSWORD: &str = "UPDATE account SET password_hash = NULL WHERE id = $1";
    const CODE: &str =
        "UPDATE account SET totp_secret = NULL, totp_on = $2, totp_last_step = NULL WHERE id = $1";
    query(PASSWORD).bind(account).run(tx).await?;
    if code_too {
        query(CODE).bind(account).bind(false).run(tx).await?;
    }
    sessions::revoke_others(tx, account, None).await?;
    tokens::issue(tx, Purpose::Password, Some(account), now).await
}

/// Makes an account without a password and returns the token of the link that chooses one.
///
/// # Errors
/// When the log-in name is taken, and those of the database.
pub async fn create(tx: &mut Tx, login: &str, name: &str, now: Millis) -> sqlx::Result<(AccountId, String)> {
    let new = store::NewAccount { login, name, password_hash: None, must_change: false };
    let id = store::insert(tx, &new, now).await?;
    let token = tokens::issue(tx, Purpose::Password, Some(id), now).await?;
    Ok((id, token))
}

/// Makes changes to administrators wait for each other, so that two cannot remove one another at once. Call it before
/// a change that [`anyone_left`] judges.
///
/// # Errors
/// Those of the database.
pub async fn one_at_a_time(tx: &mut Tx) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE account_role SET granted_at = granted_at WHERE role = $1";
    query(SQL).bind(Role::Administrator).run(tx).await
}

/// Whether an administrator is left who can sign in today and has no last day.
///
/// # Errors
/// Those of the database.
pub async fn anyone_left(tx: &mut Tx, today: Day) -> sqlx::Result<bool> {
    const SQL: &str = "SELECT COUNT(*) FROM account_role r JOIN account a ON a.id = r.account_id \
                       WHERE r.role = $1 AND a.disabled_at IS NULL AND a.password_hash IS NOT NULL \
                       AND (r.from_day IS NULL OR r.from_day <= $2) AND r.until_day IS NULL";
    let (count,): (i64,) = query(SQL).bind(Role::Administrator).bind(today).one(tx).await?;
    Ok(count > 0)
}
