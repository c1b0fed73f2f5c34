//! The files of a plan, and deleting a draft.

use super::Plan;
use crate::db::{Conn, Tx, query};
use crate::ids::DocumentId;

/// A file that was brought in for a plan.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct PlanFile {
    /// Its key.
    pub id: DocumentId,
    /// Its name.
    pub name: String,
    /// Its format, as the reader names it.
    pub format: String,
    /// Where its bytes are.
    pub sha256: String,
}

/// The files of a plan: the document it was read from, then its second copies.
///
/// # Errors
/// Those of the database.
pub async fn files_of(c: &mut Conn, document: DocumentId) -> sqlx::Result<Vec<PlanFile>> {
    const SQL: &str = "SELECT id, name, format, sha256 FROM document WHERE id = $1 OR copy_of = $1 \
                       ORDER BY CASE WHEN id = $1 THEN 0 ELSE 1 END, imported_at, id";
    query(SQL).bind(document).all(c).await
}

/// Deletes a draft, all that was read into it, and its documents.
///
/// # Errors
/// Those of the database.
pub async fn delete_draft(tx: &mut Tx, plan: &Plan) -> sqlx::Result<()> {
    const OF_PLAN: &[&str] = &[
        "DELETE FROM duty_edit WHERE duty_id IN (SELECT id FROM duty WHERE plan_id = $1)",
        "DELETE FROM duty_event WHERE duty_id IN (SELECT id FROM duty WHERE plan_id = $1)",
        "DELETE FROM duty_task WHERE duty_id IN (SELECT id FROM duty WHERE plan_id = $1)",
        "DELETE FROM duty_owner WHERE plan_id = $1",
        "DELETE FROM duty_party WHERE duty_id IN (SELECT id FROM duty WHERE plan_id = $1)",
        "DELETE FROM duty WHERE plan_id = $1",
        "DELETE FROM task WHERE plan_id = $1",
        "DELETE FROM section WHERE plan_id = $1",
        "DELETE FROM plan WHERE id = $1",
    ];
    for sql in OF_PLAN {
        query(sql).bind(plan.id).run(tx).await?;
    }
    for sql in ["DELETE FROM document WHERE copy_of = $1", "DELETE FROM document WHERE id = $1"] {
        query(sql).bind(plan.document_id).run(tx).await?;
    }
    Ok(())
}
