//! Addresses: of an agency as an office, and of people.

use crate::db::{Conn, Millis, Tx, query};
use crate::ids::{AccountId, OrgId};

/// A person's own address.
#[derive(Debug, Clone, Default, sqlx::FromRow)]
pub struct OwnMail {
    /// The address.
    pub address: String,
    /// Whether nothing comes before the day.
    pub only_due: bool,
}

/// Whether a text can be an e-mail address that goes out to the world or to an office server.
#[must_use]
pub fn is_address(text: &str) -> bool {
    let Some((local, host)) = text.rsplit_once('@') else { return false };
    let word = |part: &str, extra: &[char]| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || extra.contains(&c))
    };
    let dotted = |part: &str| part.split('.').all(|label| !label.is_empty());
    text.len() <= 254
        && word(local, &['.', '-', '_', '+', '\'', '='])
        && word(host, &['.', '-'])
        && dotted(local)
        && dotted(host)
        && host.contains('.')
}

/// The mailboxes of agencies, those asked for or all.
///
/// # Errors
/// Those of the database.
pub async fn all(c: &mut Conn) -> sqlx::Result<Vec<(OrgId, String)>> {
    const SQL: &str =
        "SELECT m.org_id, m.address FROM mailbox m JOIN org o ON o.id = m.org_id ORDER BY o.sort_key, o.id";
    query(SQL).all(c).await
}

/// Sets or (without an address) removes an agency's mailbox.
///
/// # Errors
/// Those of the database.
pub async fn set(
    tx: &mut Tx,
    org: OrgId,
    address: Option<&str>,
    by: AccountId,
    now: Millis,
) -> sqlx::Result<()> {
    const PUT: &str = "INSERT INTO mailbox (org_id, address, set_by, set_at) VALUES ($1, $2, $3, $4) \
                       ON CONFLICT (org_id) DO UPDATE SET address = excluded.address, set_by = excluded.set_by, set_at = excluded.set_at";
    match address {
        Some(address) => query(PUT).bind(org).bind(address).bind(by).bind(now).run(tx).await,
        None => query("DELETE FROM mailbox WHERE org_id = $1").bind(org).run(tx).await,
    }
}

/// A person's own address.
///
/// # Errors
/// Those of the database.
pub async fn own(c: &mut Conn, account: AccountId) -> sqlx::Result<Option<OwnMail>> {
    query("SELECT address, only_due FROM account_mail WHERE account_id = $1").bind(account).optional(c).await
}

/// Sets or (without an address) removes a person's own address.
///
/// # Errors
/// Those of the database.
pub async fn set_own(
    tx: &mut Tx,
    account: AccountId,
    mail: Option<&OwnMail>,
    now: Millis,
) -> sqlx::Result<()> {
    const PUT: &str = "INSERT INTO account_mail (account_id, address, only_due, set_at) VALUES ($1, $2, $3, $4) \
                       ON CONFLICT (account_id) DO UPDATE SET address = excluded.address, only_due = excluded.only_due, set_at = excluded.set_at";
    match mail {
        Some(mail) => {
            query(PUT).bind(account).bind(mail.address.as_str()).bind(mail.only_due).bind(now).run(tx).await
        }
        None => query("DELETE FROM account_mail WHERE account_id = $1").bind(account).run(tx).await,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_other_text() {
        for good in ["vanthu@sokhcn.langson.gov.vn", "a.b+c@example.vn", "x_y-z@mail-1.example.com"] {
            assert!(is_address(good), "{good}");
        }
        for bad in [
            "",
            "vanthu",
            "@example.vn",
            "a@localhost",
            "a..b@example.vn",
            "a@example..vn",
            "a b@example.vn",
            "a@b.vn\r\nBcc: c@d.vn",
            "Văn thư <a@b.vn>",
            "sở@example.vn",
        ] {
            assert!(!is_address(bad), "{bad}");
        }
    }
}
