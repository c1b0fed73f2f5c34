//! How many duties a list holds: from the maintained sums where they know it, otherwise row by row up to the cap.

use uuid::Uuid;

use super::super::scope::DutyScope;
use super::super::sums::Outcome;
use super::super::timeliness::Reckoning;
use super::list::{Filter, Timing};
use crate::db::{Conn, Sql};
use crate::web::paging::COUNT_CAP;

/// How many duties there are, up to [`COUNT_CAP`] + 1.
///
/// # Errors
/// Those of the database.
pub async fn count(c: &mut Conn, scope: &DutyScope, filter: &Filter, on: &Reckoning) -> sqlx::Result<i64> {
    let sql = match summed(scope, filter) {
        Some(outcomes) => from_sums(filter, &outcomes),
        None => row_by_row(scope, filter, on),
    };
    Ok(sql.count(c).await?.min(COUNT_CAP + 1))
}

/// The outcomes whose sums make up the count; `None` when the sums do not know what the filter asks.
///
/// They hold every tracked duty once for its plan, and once for each agency that owes it. An agency's sums go by the
/// timeliness of its parts, the list by that of the duty. Only late or not is known to everybody of every duty.
fn summed(scope: &DutyScope, filter: &Filter) -> Option<Vec<Outcome>> {
    let Filter { org, role: None, state: None, timing, section: None, plan: _, words } = filter else {
        return None;
    };
    if !words.is_empty() || (timing.is_some() && org.is_some()) {
        return None;
    }
    let late = |outcome: &Outcome| Outcome::LATE.contains(outcome);
    let all = Outcome::ALL.iter().copied();
    match timing {
        None => Some(all.collect()),
        Some(Timing::Late) => Some(Outcome::LATE.to_vec()),
        Some(Timing::NotLate) => Some(all.filter(|outcome| !late(outcome)).collect()),
        Some(timing) if scope.sees_all() => timing.outcome().map(|outcome| vec![outcome]),
        Some(_) => None,
    }
}

fn from_sums(filter: &Filter, outcomes: &[Outcome]) -> Sql {
    let mut sql = Sql::new("SELECT CAST(COALESCE(SUM(n), 0) AS BIGINT) FROM duty_sum WHERE plan_id = ");
    sql.bind(filter.plan.map_or(Uuid::nil(), |plan| plan.0));
    sql.push(" AND org_id = ").bind(filter.org.map_or(Uuid::nil(), |org| org.0));
    sql.push(" AND outcome IN ").bind_list(outcomes.iter().copied());
    sql
}

fn row_by_row(scope: &DutyScope, filter: &Filter, on: &Reckoning) -> Sql {
    let mut sql = Sql::new("SELECT COUNT(*) FROM (SELECT 1 AS one");
    filter.push_from(&mut sql, filter.needs_duty());
    filter.push(&mut sql, scope, on);
    sql.push(" LIMIT ").bind(COUNT_CAP + 1).push(") AS counted");
    sql
}
