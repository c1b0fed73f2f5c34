//! Which duties carry out which tasks: the coordinator's judgement.

use serde_json::json;

use crate::accounts::access::Permit;
use crate::accounts::rights::ManageDuty;
use crate::audit;
use crate::db::{Conn, Millis, Tx, query};
use crate::ids::{DutyId, PlanId, TaskId};

/// The links of a plan, in the order of its duties. A task that was itself given parties is linked to that duty.
///
/// # Errors
/// Those of the database.
pub async fn links(c: &mut Conn, plan: PlanId) -> sqlx::Result<Vec<(TaskId, DutyId)>> {
    const SQL: &str = "SELECT l.task_id, l.duty_id FROM duty_task l JOIN duty d ON d.id = l.duty_id \
                       WHERE d.plan_id = $1 AND d.tracked = $2 ORDER BY d.ordinal, d.id";
    const OWN: &str = "SELECT task_id, id FROM duty WHERE plan_id = $1 AND tracked = $2 AND task_id IS NOT NULL \
                       ORDER BY ordinal, id";
    let mut links: Vec<(TaskId, DutyId)> = query(SQL).bind(plan).bind(true).all(c).await?;
    let own: Vec<(TaskId, DutyId)> = query(OWN).bind(plan).bind(true).all(c).await?;
    for link in own {
        if !links.contains(&link) {
            links.push(link);
        }
    }
    Ok(links)
}

/// Links a task and a duty of one plan, or takes the link back. `false` when they are not of this plan; doing it
/// twice is harmless.
///
/// # Errors
/// Those of the database.
pub async fn set(
    tx: &mut Tx,
    permit: &Permit<ManageDuty>,
    plan: PlanId,
    task: TaskId,
    duty: DutyId,
    linked: bool,
    at: Millis,
) -> sqlx::Result<bool> {
    const FIND: &str = "SELECT COUNT(*) FROM task t JOIN duty d ON d.plan_id = t.plan_id \
                        WHERE t.plan_id = $1 AND t.id = $2 AND d.id = $3 AND d.tracked = $4";
    const PUT: &str = "INSERT INTO duty_task (duty_id, task_id, account_id, at) VALUES ($1, $2, $3, $4) \
                       ON CONFLICT (duty_id, task_id) DO NOTHING";
    const TAKE: &str = "DELETE FROM duty_task WHERE duty_id = $1 AND task_id = $2";
    let (found,): (i64,) = query(FIND).bind(plan).bind(task).bind(duty).bind(true).one(tx).await?;
    if found == 0 {
        return Ok(false);
    }
    let changed = if linked {
        query(PUT).bind(duty).bind(task).bind(permit.account()).bind(at).execute(tx).await?
    } else {
        query(TAKE).bind(duty).bind(task).execute(tx).await?
    };
    if changed > 0 {
        let entry = permit.entry(
            at,
            if linked { "duty.link-task" } else { "duty.unlink-task" },
            ("duty", Some(duty.0)),
            json!({ "task": task }),
        );
        audit::record(tx, entry).await?;
    }
    Ok(true)
}
