//! Duties that wait for a person: to be acknowledged, with a day, to be confirmed.

use crate::accounts::access::Permit;
use crate::accounts::rights::ConfirmCompletion;
use crate::db::{Conn, Day, Sql};
use crate::ids::{DutyId, OrgId};

/// A duty that waits for somebody.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct WaitingDuty {
    /// Which.
    pub id: DutyId,
    /// The agency of which something is expected.
    pub org_id: OrgId,
    /// That agency's name.
    pub org_name: String,
    /// Where it stands in the plan.
    pub section_path: String,
    /// Which paragraph.
    pub paragraph: i64,
    /// Its sentence.
    pub text: String,
    /// How the agency answers for it.
    pub role: String,
    /// Its deadline, if it has one.
    pub deadline: Option<Day>,
    /// State of the agency's part.
    pub state: String,
}

const SELECT: &str = "SELECT d.id, w.org_id, g.name AS org_name, d.section_path, d.paragraph, d.text, w.role, d.deadline, w.state \
     FROM duty_owner w JOIN duty d ON d.id = w.duty_id JOIN org g ON g.id = w.org_id WHERE d.tracked = ";

/// A list cut short, with how many there are in all.
#[derive(Debug, Clone)]
pub struct Shortened<T> {
    /// The first of them.
    pub rows: Vec<T>,
    /// How many there are.
    pub total: i64,
}

/// Duties of some agencies that have not been acknowledged.
///
/// # Errors
/// Those of the database.
pub async fn to_acknowledge(
    c: &mut Conn,
    orgs: &[OrgId],
    limit: i64,
) -> sqlx::Result<Shortened<WaitingDuty>> {
    let narrow = |sql: &mut Sql| {
        sql.bind(true).push(" AND d.state NOT IN ('suspended', 'cancelled', 'replaced') AND w.state = 'assigned' AND w.org_id IN ");
        sql.bind_list(orgs.iter().copied());
    };
    both(c, narrow, " ORDER BY w.plan_id, w.ordinal, d.id LIMIT ", limit).await
}

/// Duties of some agencies with a deadline up to a day, or for which completion was asked.
///
/// # Errors
/// Those of the database.
pub async fn with_deadline(
    c: &mut Conn,
    orgs: &[OrgId],
    up_to: Day,
    limit: i64,
) -> sqlx::Result<Shortened<WaitingDuty>> {
    let narrow = |sql: &mut Sql| {
        sql.bind(true).push(
            " AND d.state NOT IN ('suspended', 'cancelled', 'replaced') \
            AND w.state NOT IN ('done', 'awaiting-confirmation', 'refused') \
            AND (w.state = 'asked-to-complete' OR d.deadline <= ",
        );
        sql.bind(up_to).push(") AND w.org_id IN ").bind_list(orgs.iter().copied());
    };
    both(c, narrow, " ORDER BY COALESCE(d.deadline, '9999-12-31'), w.plan_id, w.ordinal, d.id LIMIT ", limit)
        .await
}

/// Parts that their agencies declared done or refused: they wait for the coordinator.
///
/// # Errors
/// Those of the database.
pub async fn to_confirm(
    c: &mut Conn,
    _permit: &Permit<ConfirmCompletion>,
    limit: i64,
) -> sqlx::Result<Shortened<WaitingDuty>> {
    let narrow = |sql: &mut Sql| {
        sql.bind(true).push(" AND d.state NOT IN ('suspended', 'cancelled', 'replaced') AND w.state IN ('awaiting-confirmation', 'refused')");
    };
    both(c, narrow, " ORDER BY w.state_at, d.id LIMIT ", limit).await
}

async fn both(
    c: &mut Conn,
    narrow: impl Fn(&mut Sql),
    order: &'static str,
    limit: i64,
) -> sqlx::Result<Shortened<WaitingDuty>> {
    let mut sql = Sql::new(SELECT);
    narrow(&mut sql);
    sql.push(order).bind(limit);
    let rows: Vec<WaitingDuty> = sql.all(c).await?;
    let mut count =
        Sql::new("SELECT COUNT(*) FROM duty_owner w JOIN duty d ON d.id = w.duty_id WHERE d.tracked = ");
    narrow(&mut count);
    Ok(Shortened { rows, total: count.count(c).await? })
}
