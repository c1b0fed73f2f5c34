//! Sessions in the database: a random token in the cookie, its SHA-256 in the table.

use sha2::{Digest, Sha256};

use super::model::{Grant, Role, SignedIn};
use super::store;
use crate::db::{Conn, Millis, Tx, query};
use crate::ids::{AccountId, OrgId, SessionId};
use crate::web::lang::Lang;

/// Name of the cookie.
pub const COOKIE: &str = "hoahoi";
/// A session ends twelve hours after it began …
pub const LIFETIME_MS: i64 = 12 * 3_600_000;
/// … or two hours after it was last used.
const IDLE_MS: i64 = 2 * 3_600_000;
/// Use is noted at most this often, so that reading does not write.
const TOUCH_EVERY_MS: i64 = 5 * 60_000;

/// A secret that is handed out once; only its digest is kept.
#[must_use]
pub fn new_token() -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>())
}

/// The digest under which a token is kept.
#[must_use]
pub fn digest(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// Where a session was opened from.
#[derive(Debug, Clone, Default)]
pub struct Origin {
    /// Address of the client.
    pub ip: String,
    /// Its `User-Agent`, cut to 200 characters.
    pub agent: String,
}

/// Opens a session and returns the token for the cookie.
///
/// # Errors
/// Those of the database.
pub async fn open(tx: &mut Tx, account: AccountId, origin: &Origin, now: Millis) -> sqlx::Result<String> {
    const SQL: &str = "INSERT INTO session (token_hash, id, account_id, created_at, seen_at, expires_at, totp_passed, ip, agent) \
                       VALUES ($1, $2, $3, $4, $4, $5, $6, $7, $8)";
    let token = new_token();
    query(SQL)
        .bind(digest(&token))
        .bind(SessionId::new())
        .bind(account)
        .bind(now)
        .bind(now.0 + LIFETIME_MS)
        .bind(false)
        .bind(origin.ip.as_str())
        .bind(origin.agent.as_str())
        .run(tx)
        .await?;
    Ok(token)
}

/// A session with one of the grants of its account.
#[derive(sqlx::FromRow)]
struct SessionRow {
    id: SessionId,
    account_id: AccountId,
    seen_at: i64,
    totp_passed: bool,
    login: String,
    name: String,
    totp_on: bool,
    must_change: bool,
    org_id: Option<OrgId>,
    org_name: Option<String>,
    role: Option<Role>,
}

/// Finds who is behind a token, in one statement because every page asks; `true` beside it when the use should be noted
/// with [`touch`].
///
/// # Errors
/// Those of the database.
pub async fn find(c: &mut Conn, token: &str, now: Millis) -> sqlx::Result<Option<(SignedIn, bool)>> {
    const SQL: &str = "SELECT s.id, s.account_id, s.seen_at, s.totp_passed, a.login, a.name, a.totp_on, a.must_change, \
                       r.org_id, o.name AS org_name, r.role FROM session s JOIN account a ON a.id = s.account_id \
                       LEFT JOIN account_role r ON r.account_id = a.id AND (r.from_day IS NULL OR r.from_day <= $4) \
                       AND (r.until_day IS NULL OR r.until_day >= $4) LEFT JOIN org o ON o.id = r.org_id \
                       WHERE s.token_hash = $1 AND s.expires_at > $2 AND s.seen_at > $3 AND a.disabled_at IS NULL \
                       ORDER BY r.granted_at, r.role";
    let found = query(SQL).bind(digest(token)).bind(now).bind(now.0 - IDLE_MS).bind(now.day());
    let mut grants = Vec::new();
    let mut session = None;
    for mut row in found.all::<SessionRow>(c).await? {
        if let (Some(org_id), Some(org_name), Some(role)) = (row.org_id, row.org_name.take(), row.role) {
            grants.push(Grant { org_id, org_name, role });
        }
        session.get_or_insert(row);
    }
    let Some(row) = session else { return Ok(None) };
    let person = SignedIn {
        account_id: row.account_id,
        session_id: row.id,
        login: row.login,
        name: row.name,
        grants,
        totp_on: row.totp_on,
        totp_passed: row.totp_passed,
        must_change: row.must_change,
    };
    Ok(Some((person, now.0 - row.seen_at > TOUCH_EVERY_MS)))
}

/// The person behind an account with the roles held now, and their language: for what acts by a secret of its own and
/// not by a session. Nothing when the account is disabled.
///
/// # Errors
/// Those of the database.
pub async fn holder(c: &mut Conn, account: AccountId, now: Millis) -> sqlx::Result<Option<(SignedIn, Lang)>> {
    let Some(found) = store::by_id(c, account).await?.filter(|a| a.disabled_at.is_none()) else {
        return Ok(None);
    };
    let person = SignedIn {
        account_id: account,
        session_id: SessionId::new(),
        login: found.login,
        name: found.name,
        grants: grants(c, account, now).await?,
        totp_on: found.totp_on,
        totp_passed: true,
        must_change: false,
    };
    Ok(Some((person, found.lang)))
}

async fn grants(c: &mut Conn, account: AccountId, now: Millis) -> sqlx::Result<Vec<Grant>> {
    const GRANTS: &str = "SELECT r.org_id, o.name, r.role FROM account_role r JOIN org o ON o.id = r.org_id \
                          WHERE r.account_id = $1 AND (r.from_day IS NULL OR r.from_day <= $2) \
                          AND (r.until_day IS NULL OR r.until_day >= $2) ORDER BY r.granted_at, r.role";
    let rows: Vec<(OrgId, String, Role)> = query(GRANTS).bind(account).bind(now.day()).all(c).await?;
    Ok(rows.into_iter().map(|(org_id, org_name, role)| Grant { org_id, org_name, role }).collect())
}

/// Notes that a session is in use.
///
/// # Errors
/// Those of the database.
pub async fn touch(tx: &mut Tx, id: SessionId, now: Millis) -> sqlx::Result<()> {
    query("UPDATE session SET seen_at = $2 WHERE id = $1").bind(id).bind(now).run(tx).await
}

/// Notes that a session has passed the one-time code.
///
/// # Errors
/// Those of the database.
pub async fn pass_totp(tx: &mut Tx, id: SessionId) -> sqlx::Result<()> {
    query("UPDATE session SET totp_passed = $2 WHERE id = $1").bind(id).bind(true).run(tx).await
}

/// One open session, for the person's own list.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Session {
    /// Which.
    pub id: SessionId,
    /// When it began.
    pub created_at: Millis,
    /// When it was last seen in use.
    pub seen_at: Millis,
    /// From which address.
    pub ip: String,
    /// With which browser.
    pub agent: String,
}

impl Session {
    /// The browser in a few words, "Firefox, Android"; what it says of itself when it is none of the usual ones.
    #[must_use]
    pub fn browser(&self) -> String {
        let first = |names: &[(&str, &'static str)]| {
            names.iter().find(|(mark, _)| self.agent.contains(mark)).map(|(_, name)| *name)
        };
        let browsers = [
            ("CocCoc", "Cốc Cốc"),
            ("coc_coc", "Cốc Cốc"),
            ("Edg/", "Edge"),
            ("OPR/", "Opera"),
            ("Firefox/", "Firefox"),
            ("Chrome/", "Chrome"),
            ("Safari/", "Safari"),
        ];
        let systems = [
            ("Android", "Android"),
            ("iPhone", "iPhone"),
            ("iPad", "iPad"),
            ("Windows", "Windows"),
            ("Mac OS", "macOS"),
            ("Linux", "Linux"),
        ];
        match (first(&browsers), first(&systems)) {
            (Some(browser), Some(system)) => format!("{browser}, {system}"),
            (Some(name), None) | (None, Some(name)) => name.to_owned(),
            (None, None) => self.agent.clone(),
        }
    }
}

/// The open sessions of an account, latest use first.
///
/// # Errors
/// Those of the database.
pub async fn list(c: &mut Conn, account: AccountId, now: Millis) -> sqlx::Result<Vec<Session>> {
    const SQL: &str = "SELECT id, created_at, seen_at, ip, agent FROM session \
                       WHERE account_id = $1 AND expires_at > $2 AND seen_at > $3 ORDER BY seen_at DESC";
    query(SQL).bind(account).bind(now).bind(now.0 - IDLE_MS).all(c).await
}

/// Gives a session a new token, so that one known from before is worth nothing.
///
/// # Errors
/// Those of the database.
pub async fn rotate(tx: &mut Tx, id: SessionId) -> sqlx::Result<String> {
    let token = new_token();
    query("UPDATE session SET token_hash = $2 WHERE id = $1").bind(id).bind(digest(&token)).run(tx).await?;
    Ok(token)
}

/// Removes sessions that have ended.
///
/// # Errors
/// Those of the database.
pub async fn purge(tx: &mut Tx, now: Millis) -> sqlx::Result<()> {
    const SQL: &str = "DELETE FROM session WHERE expires_at <= $1 OR seen_at <= $2";
    query(SQL).bind(now).bind(now.0 - IDLE_MS).run(tx).await
}

/// Ends one session of an account; nothing happens when it is not theirs.
///
/// # Errors
/// Those of the database.
pub async fn revoke(tx: &mut Tx, account: AccountId, id: SessionId) -> sqlx::Result<()> {
    query("DELETE FROM session WHERE id = $1 AND account_id = $2").bind(id).bind(account).run(tx).await
}

/// Ends all sessions of an account but one: after a change of password or roles.
///
/// # Errors
/// Those of the database.
pub async fn revoke_others(tx: &mut Tx, account: AccountId, keep: Option<SessionId>) -> sqlx::Result<()> {
    let keep = keep.unwrap_or(SessionId(uuid::Uuid::nil()));
    query("DELETE FROM session WHERE account_id = $1 AND id <> $2").bind(account).bind(keep).run(tx).await
}
