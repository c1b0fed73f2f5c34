//! The desk in the database.

use serde_json::json;

use super::model::Contact;
use crate::accounts::access::Permit;
use crate::accounts::rights::KeepPressDesk;
use crate::audit;
use crate::db::{Conn, Tx, query};

/// Whom the press may call; nothing while nobody has entered it.
///
/// # Errors
/// Those of the database.
pub async fn contact(c: &mut Conn) -> sqlx::Result<Option<Contact>> {
    const SQL: &str =
        "SELECT rev, office, speaker, phone, email, hours, updated_at FROM press_desk WHERE id = 1";
    query(SQL).optional(c).await
}

/// Keeps what the office says; `false` when somebody else has changed it since `rev` (0: since there was nothing).
///
/// # Errors
/// Those of the database.
pub async fn save(
    tx: &mut Tx,
    permit: &Permit<KeepPressDesk>,
    rev: i64,
    contact: &Contact,
) -> sqlx::Result<bool> {
    const FIRST: &str = "INSERT INTO press_desk (id, rev, office, speaker, phone, email, hours, updated_at) \
                         VALUES (1, $1 + 1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING";
    const NEXT: &str = "UPDATE press_desk SET rev = rev + 1, office = $2, speaker = $3, phone = $4, email = $5, \
                        hours = $6, updated_at = $7 WHERE id = 1 AND rev = $1";
    let changed = query(if rev == 0 { FIRST } else { NEXT })
        .bind(rev)
        .bind(contact.office.as_str())
        .bind(contact.speaker.as_str())
        .bind(contact.phone.as_str())
        .bind(contact.email.as_str())
        .bind(contact.hours.as_str())
        .bind(contact.updated_at)
        .execute(tx)
        .await?;
    if changed == 0 {
        return Ok(false);
    }
    let filled: Vec<&str> = super::model::FIELDS
        .into_iter()
        .zip(contact.parts())
        .filter(|(_, v)| !v.is_empty())
        .map(|(n, _)| n)
        .collect();
    let entry =
        permit.entry(contact.updated_at, "press.contact", ("press-desk", None), json!({ "fields": filled }));
    audit::record(tx, entry).await?;
    Ok(true)
}
