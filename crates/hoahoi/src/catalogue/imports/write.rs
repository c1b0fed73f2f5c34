//! An import written: every row in one transaction, or none.

use serde_json::json;

use super::store::{self, Deed, Import, Trace};
use super::trial::{Trial, Verdict};
use crate::accounts::access::Permit;
use crate::accounts::rights::WriteRecord;
use crate::audit;
use crate::catalogue::life::{self, Refusal, Scene};
use crate::catalogue::store as records;
use crate::db::Tx;

/// Takes a file that was tried, so that it is written once however often somebody asks; `false` when it has been
/// written already. The transaction must then go on with [`all`].
///
/// # Errors
/// Those of the database.
pub async fn claim(
    tx: &mut Tx,
    permit: &Permit<WriteRecord>,
    scene: &Scene<'_>,
    import: &Import,
) -> sqlx::Result<bool> {
    store::claim(tx, import.id, import.rev, permit.account(), scene.now).await
}

/// Writes what a trial found, as drafts or handed in for review.
///
/// # Errors
/// [`Refusal`]: somebody changed a record meanwhile, a required field is empty, or the database failed; then nothing may
/// be kept of the transaction.
pub async fn all(
    tx: &mut Tx,
    permit: &Permit<WriteRecord>,
    scene: &Scene<'_>,
    import: &Import,
    trial: &Trial,
    hand_in: bool,
) -> Result<(), Refusal> {
    if !trial.is_ready() {
        return Err(Refusal::NotNow);
    }
    for outcome in &trial.outcomes {
        let (slug, deed, before) = match (outcome.verdict, outcome.record) {
            (Verdict::New, _) => {
                let slug = life::create(tx, permit, scene, import.org_id, &outcome.content).await?;
                (slug, Deed::Added, None)
            }
            (Verdict::Changed, Some(at)) => {
                let record = &trial.known[at].record;
                life::save(tx, permit, scene, record, record.rev, &outcome.content).await?;
                (record.slug.clone(), Deed::Changed, Some(record))
            }
            _ => continue,
        };
        let mut record = records::by_slug(tx, &slug).await?.ok_or(Refusal::Stale)?;
        if hand_in {
            life::submit(tx, permit, scene, &record, record.rev).await?;
            record.rev += 1;
        }
        let trace = Trace { import: import.id, record: record.id, deed, rev: record.rev, before };
        store::trace(tx, &trace).await?;
    }
    let n = |verdict| i64::try_from(trial.count(verdict)).unwrap_or(i64::MAX);
    let counts = [n(Verdict::New), n(Verdict::Changed), n(Verdict::Same)];
    store::count(tx, import.id, counts, hand_in).await?;
    let [added, changed, same] = counts;
    let fields = json!({ "kind": import.kind, "added": added, "changed": changed, "same": same, "handed_in": hand_in });
    let entry = permit.entry(scene.now, "record.import", ("record-import", Some(import.id.0)), fields);
    Ok(audit::record(tx, entry).await?)
}
