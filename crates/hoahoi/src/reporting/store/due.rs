//! Reports by their day: for reminders and calendars.

use super::super::model::State;
use crate::db::{Conn, Day, Millis, Sql};
use crate::ids::{OrgId, PlanId, SubmissionId};

/// A report that an agency owes, or owed.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct DueReport {
    /// Which.
    pub id: SubmissionId,
    /// Whose.
    pub org_id: OrgId,
    /// By when: the period's day, or the one given when completion was asked for.
    pub due_on: Day,
    /// Where it stands.
    pub state: State,
    /// The period's code.
    pub code: String,
    /// The plan.
    pub plan_id: PlanId,
    /// Number and symbol of the plan.
    pub plan_number: Option<String>,
    /// Title of the plan.
    pub plan_title: String,
    /// When anything last changed.
    pub updated_at: Millis,
}

impl DueReport {
    /// Whether it has still to leave its agency.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !self.state.is_public_to_readers()
    }
}

/// Which reports.
#[derive(Debug, Clone, Copy)]
pub enum DueReports<'a> {
    /// Those that have not left their agency and are due by a day.
    OpenUntil(Day),
    /// Those that have not left this agency and are due by a day.
    OpenOf(OrgId, Day),
    /// These, open or not.
    These(&'a [SubmissionId]),
    /// All of these agencies that are due between two days.
    Of(&'a [OrgId], Day, Day),
}

/// Reports by their day; what is wholly exempted is left out.
///
/// # Errors
/// Those of the database.
pub async fn due_reports(c: &mut Conn, which: DueReports<'_>) -> sqlx::Result<Vec<DueReport>> {
    const OPEN: &str = " AND s.state IN ('draft', 'awaiting-head', 'sent-back') AND s.due_on <= ";
    let mut sql = Sql::new(
        "SELECT s.id, s.org_id, s.due_on, s.state, p.code, r.plan_id, n.number AS plan_number, n.title AS plan_title, \
         s.updated_at FROM submission s JOIN period p ON p.id = s.period_id JOIN regime r ON r.id = p.regime_id \
         JOIN plan n ON n.id = r.plan_id WHERE s.owed > 0",
    );
    match which {
        DueReports::OpenUntil(day) => sql.push(OPEN).bind(day),
        DueReports::OpenOf(org, day) => sql.push(OPEN).bind(day).push(" AND s.org_id = ").bind(org),
        DueReports::These(ids) => sql.push(" AND s.id IN ").bind_list(ids.iter().copied()),
        DueReports::Of(orgs, from, to) => {
            sql.push(" AND s.org_id IN ").bind_list(orgs.iter().copied());
            sql.push(" AND s.due_on >= ").bind(from).push(" AND s.due_on <= ").bind(to)
        }
    };
    sql.push(" ORDER BY s.due_on, s.id");
    sql.all(c).await
}
