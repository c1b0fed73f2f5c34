//! How often a duty may be extended: one setting for the whole installation.

use serde_json::json;

use super::super::model::Limit;
use crate::accounts::access::Permit;
use crate::accounts::rights::SetExtensionRule;
use crate::audit;
use crate::db::{Conn, Millis, Tx, setting};

/// Name of the setting.
const LIMIT: &str = "extensions.limit";

/// The rule in force; one extension for each duty as long as nobody has set another.
///
/// # Errors
/// Those of the database.
pub async fn limit(c: &mut Conn) -> sqlx::Result<Limit> {
    let kept = setting::get(c, LIMIT).await?;
    Ok(kept.and_then(|value| value.parse().ok()).unwrap_or_default())
}

/// Sets the rule. What has been granted before stays granted.
///
/// # Errors
/// Those of the database.
pub async fn set_limit(
    tx: &mut Tx,
    permit: &Permit<SetExtensionRule>,
    limit: Limit,
    at: Millis,
) -> sqlx::Result<()> {
    setting::put(tx, LIMIT, &limit.to_string()).await?;
    let entry =
        permit.entry(at, "extension.rule", ("extension", None), json!({ "limit": limit.to_string() }));
    audit::record(tx, entry).await
}
