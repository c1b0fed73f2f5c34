//! What is kept of people, and no longer than it is needed.

use super::super::model::{Consent, erase_before};
use crate::audit;
use crate::db::query;
use crate::web::App;

/// Erases names and contacts of what was settled [`super::super::model::PERSONAL_DAYS`] days ago or earlier; a name whose
/// owner agreed to its publication stays. Running it twice does no harm.
///
/// # Errors
/// Those of the database.
pub async fn erase(app: &App) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE feedback SET contact = NULL, name = CASE WHEN consent = $2 THEN name END \
                       WHERE settled_at < $1 AND (contact IS NOT NULL OR (name IS NOT NULL AND consent <> $2))";
    let now = app.clock.now();
    let mut tx = app.db.write().await?;
    let erased = query(SQL).bind(erase_before(now)).bind(Consent::Named).execute(&mut tx).await?;
    if erased > 0 {
        let entry = audit::Entry {
            at: now,
            account: None,
            org: None,
            action: "feedback.erase",
            subject_kind: "feedback",
            subject_id: None,
            fields: serde_json::json!({ "messages": erased }),
        };
        audit::record(&mut tx, entry).await?;
    }
    tx.commit().await
}
