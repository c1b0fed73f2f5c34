//! What is remembered under a name: one value of text each.

use super::{Conn, Tx, query};

/// What stands under a name.
///
/// # Errors
/// Those of the database.
pub async fn get(c: &mut Conn, name: &str) -> sqlx::Result<Option<String>> {
    let row: Option<(String,)> =
        query("SELECT value FROM setting WHERE name = $1").bind(name).optional(c).await?;
    Ok(row.map(|(value,)| value))
}

/// Remembers a value under a name, in place of what stood there.
///
/// # Errors
/// Those of the database.
pub async fn put(tx: &mut Tx, name: &str, value: &str) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO setting (name, value) VALUES ($1, $2) \
                       ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    query(SQL).bind(name).bind(value).run(tx).await
}
