//! An import taken back, while nothing of it has been changed or published since.

use serde_json::json;

use super::store::{self, Deed, Import, Touched};
use crate::accounts::access::Permit;
use crate::accounts::rights::WriteRecord;
use crate::audit;
use crate::catalogue::life::{self, Refusal, Scene};
use crate::catalogue::model::State;
use crate::catalogue::store as records;
use crate::db::Tx;

/// What came of asking to undo.
#[derive(Debug)]
pub enum Undone {
    /// All of it was taken back.
    All,
    /// It had been undone, or never written; nothing was done.
    NotNow,
    /// These were changed, handed in, published or withdrawn since; nothing was done, and nothing may be kept of the
    /// transaction.
    Blocked(Vec<Touched>),
}

/// Takes an import back: what it began is removed, what it changed says again what it said.
///
/// # Errors
/// [`Refusal`]: those of the database.
pub async fn all(
    tx: &mut Tx,
    permit: &Permit<WriteRecord>,
    scene: &Scene<'_>,
    import: &Import,
    rev: i64,
) -> Result<Undone, Refusal> {
    if !store::claim_undo(tx, import.id, rev, permit.account(), scene.now).await? {
        return Ok(Undone::NotNow);
    }
    let touched = store::touched(tx, import.id).await?;
    let (kept, blocked): (Vec<_>, Vec<_>) = touched.into_iter().partition(Touched::is_untouched);
    if !blocked.is_empty() {
        return Ok(Undone::Blocked(blocked));
    }
    for row in &kept {
        let entry = permit.entry(
            scene.now,
            "record.undo",
            ("record", Some(row.record_id.0)),
            json!({ "import": import.id }),
        );
        match (row.deed, row.before()?, &row.slug) {
            (Deed::Added, ..) => store::remove(tx, row.record_id).await?,
            (Deed::Changed, Some(before), Some(slug)) => {
                let record = records::by_slug(tx, slug).await?.ok_or(Refusal::Stale)?;
                let state = row.before_state.unwrap_or(State::Draft);
                life::put_back(
                    tx,
                    scene,
                    &record,
                    &before,
                    state,
                    row.before_note.as_deref(),
                    permit.account(),
                )
                .await?;
                if let Some(before_rev) = row.before_rev {
                    store::follow(tx, record.id, before_rev, record.rev + 1).await?;
                }
            }
            _ => return Err(Refusal::Stale),
        }
        audit::record(tx, entry).await?;
    }
    let fields = json!({ "kind": import.kind, "records": kept.len() });
    let entry = permit.entry(scene.now, "record.import-undo", ("record-import", Some(import.id.0)), fields);
    audit::record(tx, entry).await?;
    Ok(Undone::All)
}
