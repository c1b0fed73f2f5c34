//! The decision that makes agencies' timeliness public ("công bố"). Off by default.

use serde_json::json;

use crate::accounts::access::Permit;
use crate::accounts::rights::DiscloseTimeliness;
use crate::audit;
use crate::db::{Day, Millis, Tx, query};
use crate::ids::PlanId;

/// Records the decision for a confirmed plan, or takes it back. `false` when there is no such plan.
///
/// # Errors
/// Those of the database.
pub async fn set(
    tx: &mut Tx,
    permit: &Permit<DiscloseTimeliness>,
    plan: PlanId,
    decision: Option<(&str, Day)>,
    at: Millis,
) -> sqlx::Result<bool> {
    const SQL: &str = "UPDATE plan SET timeliness_decision = $1, timeliness_from = $2 \
                       WHERE id = $3 AND confirmed_at IS NOT NULL";
    let (text, from) = decision.unzip();
    let found = query(SQL).bind(text).bind(from).bind(plan).execute(tx).await?;
    if found == 0 {
        return Ok(false);
    }
    let entry = permit.entry(
        at,
        if decision.is_some() { "plan.disclose" } else { "plan.undisclose" },
        ("plan", Some(plan.0)),
        json!({ "decision": text, "from": from }),
    );
    audit::record(tx, entry).await?;
    Ok(true)
}
