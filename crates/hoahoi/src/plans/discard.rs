//! Deleting a draft: everything that was read into it goes, and its files can be brought in again.

use serde_json::json;

use super::By;
use super::store;
use crate::audit;
use crate::files::attachments;
use crate::ids::PlanId;
use crate::web::App;

/// What an attempt to delete a draft has led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Discarded {
    /// It is gone.
    Done,
    /// Somebody has changed it since it was looked at; nothing was deleted.
    Stale,
    /// It has been confirmed: a plan under execution is not deleted.
    Confirmed,
    /// There is no such plan (any more).
    Gone,
}

/// Deletes a draft with its documents, as the person saw it at revision `rev`. The log keeps that it was there. The
/// bytes of its files go too, unless they are attached elsewhere.
///
/// # Errors
/// When the database or the file store fails; nothing has been deleted then.
pub async fn discard(app: &App, id: PlanId, rev: i64, by: By) -> anyhow::Result<Discarded> {
    let mut tx = app.db.write().await?;
    // takes the plan's row, so that on PostgreSQL too nobody confirms or edits it meanwhile
    store::touch_plan(&mut tx, id).await?;
    let Some(plan) = store::plan(&mut tx, id).await? else { return Ok(Discarded::Gone) };
    if !plan.is_draft() {
        return Ok(Discarded::Confirmed);
    }
    if plan.rev != rev + 1 {
        return Ok(Discarded::Stale);
    }
    let files = store::files_of(&mut tx, plan.document_id).await?;
    let digests: Vec<&str> = files.iter().map(|file| file.sha256.as_str()).collect();
    store::delete_draft(&mut tx, &plan).await?;
    audit::record(
        &mut tx,
        audit::Entry {
            at: app.clock.now(),
            account: by.account(),
            org: by.org(),
            action: "plan.discard",
            subject_kind: "plan",
            subject_id: Some(id.0),
            fields: json!({ "number": plan.number, "sha256": digests }),
        },
    )
    .await?;
    // before the commit: a second import of the same file waits for it, and keeps its bytes afterwards
    for file in &files {
        if !attachments::uses(&mut tx, &file.sha256).await? {
            app.files.remove(&file.sha256).await?;
        }
    }
    tx.commit().await?;
    Ok(Discarded::Done)
}
