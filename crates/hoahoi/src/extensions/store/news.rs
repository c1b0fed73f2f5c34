//! Requests as messages about their decisions say them, as they stand now.

use super::super::model::State;
use crate::db::{Conn, Day, Sql, query};
use crate::ids::{DutyId, ExtensionId, OrgId};

/// A request with what was decided.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Told {
    /// Which.
    pub id: ExtensionId,
    /// About which duty.
    pub duty_id: DutyId,
    /// Whose.
    pub org_id: OrgId,
    /// Where it stands.
    pub state: State,
    /// The deadline as it stood.
    pub from_day: Day,
    /// The day granted.
    pub granted_day: Option<Day>,
    /// Where the duty stands in its plan.
    pub section_path: String,
    /// Which paragraph.
    pub paragraph: i64,
    /// The duty's sentence.
    pub text: String,
    /// Number of the plan.
    pub plan_number: Option<String>,
    /// Whether the duty belongs to security and defence: then nothing of it is said.
    pub restricted: bool,
}

/// Some requests. Nobody's rights are looked at: for messages alone.
///
/// # Errors
/// Those of the database.
pub async fn told(c: &mut Conn, ids: &[ExtensionId]) -> sqlx::Result<Vec<Told>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(
        "SELECT e.id, e.duty_id, e.org_id, e.state, e.from_day, e.granted_day, d.section_path, d.paragraph, d.text, \
         (SELECT p.number FROM plan p WHERE p.id = d.plan_id) AS plan_number, d.restricted \
         FROM extension e JOIN duty d ON d.id = e.duty_id WHERE e.id IN ",
    );
    sql.bind_list(ids.iter().copied());
    sql.all(c).await
}

/// The requests about a duty, whoever sees them.
///
/// # Errors
/// Those of the database.
pub async fn ids_of(c: &mut Conn, duty: DutyId) -> sqlx::Result<Vec<ExtensionId>> {
    let rows: Vec<(ExtensionId,)> =
        query("SELECT id FROM extension WHERE duty_id = $1").bind(duty).all(c).await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}
