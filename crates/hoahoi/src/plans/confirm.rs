//! Confirmation: from now on the accepted duties are tracked.

use serde_json::json;

use super::By;
use super::model::Review;
use super::store;
use crate::audit;
use crate::duties::refresh;
use crate::ids::PlanId;
use crate::search;
use crate::web::App;

/// What a confirmation has led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confirmed {
    /// So many duties are tracked from now on.
    Tracking(u64),
    /// Everything was confirmed before; nothing has changed.
    Already,
    /// So many duties have not been seen yet; nothing has changed.
    Unseen(usize),
    /// Somebody has changed the plan since it was looked at; nothing has changed.
    Stale,
    /// There is no such plan.
    Gone,
}

/// Confirms a plan, or what has been added to it since. Every duty must have been seen. `rev` is the revision that
/// the person looked at; `None` confirms whatever stands there, for the demonstration.
///
/// Confirming twice, or by two people at once, does no harm: the second finds that it has been done.
///
/// # Errors
/// Those of the database; nothing has changed then.
pub async fn confirm(app: &App, id: PlanId, rev: Option<i64>, by: By) -> sqlx::Result<Confirmed> {
    let mut tx = app.db.write().await?;
    // takes the plan's row, so that on PostgreSQL too a second confirmation waits for this one
    store::touch_plan(&mut tx, id).await?;
    let Some(plan) = store::plan(&mut tx, id).await? else { return Ok(Confirmed::Gone) };
    let duties = store::duties(&mut tx, id).await?;
    let pending = duties.iter().any(|d| d.review == Review::Accepted && d.to_track && !d.tracked);
    let unseen = duties.iter().filter(|d| d.review == Review::Unseen).count();
    if !plan.is_draft() && !pending && unseen == 0 {
        return Ok(Confirmed::Already);
    }
    if rev.is_some_and(|rev| rev + 1 != plan.rev) {
        return Ok(Confirmed::Stale);
    }
    if unseen > 0 {
        return Ok(Confirmed::Unseen(unseen));
    }
    let now = app.clock.now();
    store::mark_confirmed(&mut tx, id, by.account(), now).await?;
    let tracked = store::start_tracking(&mut tx, id, now).await?;
    refresh::plan(&mut tx, app, id).await?;
    if let Some(document) = store::document(&mut tx, plan.document_id).await? {
        search::put_plan(&mut tx, &plan, &document).await?;
    }
    audit::record(
        &mut tx,
        audit::Entry {
            at: now,
            account: by.account(),
            org: by.org(),
            action: "plan.confirm",
            subject_kind: "plan",
            subject_id: Some(id.0),
            fields: json!({ "number": plan.number, "tracked": tracked }),
        },
    )
    .await?;
    tx.commit().await?;
    Ok(Confirmed::Tracking(tracked))
}
