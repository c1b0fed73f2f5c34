//! Directions with a day by which to answer, as the evaluation of agencies looks back on them.

use crate::db::{Conn, Day, Millis, Sql};
use crate::ids::{DirectionId, OrgId};

/// What happened to one addressee's answer.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct History {
    /// Which direction.
    pub id: DirectionId,
    /// The addressee.
    pub org_id: OrgId,
    /// When it was given.
    pub given_at: Millis,
    /// The day by which to answer.
    pub answer_by: Day,
    /// When the addressee first answered.
    pub answered_at: Option<Millis>,
    /// When the direction was closed.
    pub closed_at: Option<Millis>,
    /// Number of the duty's plan.
    pub plan_number: Option<String>,
    /// Where the duty stands in its plan.
    pub section_path: Option<String>,
    /// Which paragraph.
    pub paragraph: Option<i64>,
    /// Code of the period of the report.
    pub code: Option<String>,
    /// Whether it is about security and defence alone.
    pub restricted: bool,
}

/// The directions to be answered between two days, both included, addressee by addressee. Those that named no day are
/// not among them.
///
/// # Errors
/// Those of the database.
pub async fn to_answer_between(c: &mut Conn, from: Day, to: Day) -> sqlx::Result<Vec<History>> {
    let mut sql = Sql::new(
        "SELECT n.id, a.org_id, n.given_at, n.answer_by, (SELECT MIN(e.at) FROM direction_event e \
         WHERE e.direction_id = n.id AND e.org_id = a.org_id AND e.kind = 'answer') AS answered_at, \
         (SELECT MIN(e.at) FROM direction_event e WHERE e.direction_id = n.id AND e.kind = 'close') AS closed_at, \
         (SELECT k.number FROM plan k WHERE k.id = d.plan_id) AS plan_number, d.section_path, d.paragraph, p.code, \
         COALESCE(d.restricted, s.restricted > 0 AND s.owed = s.restricted) AS restricted \
         FROM direction n JOIN direction_addressee a ON a.direction_id = n.id LEFT JOIN duty d ON d.id = n.duty_id \
         LEFT JOIN submission s ON s.id = n.submission_id LEFT JOIN period p ON p.id = s.period_id WHERE n.answer_by >= ",
    );
    sql.bind(from).push(" AND n.answer_by <= ").bind(to);
    sql.push(" ORDER BY n.answer_by, n.given_at, n.id, a.ordinal");
    sql.all(c).await
}
