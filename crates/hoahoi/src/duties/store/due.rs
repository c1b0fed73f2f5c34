//! Owners' parts by the deadline of their duty: for reminders and calendars.

use super::super::model::State;
use crate::db::{Conn, Day, Millis, Sql};
use crate::ids::{DutyId, OrgId};

/// One owner's part in a duty with a deadline. Not looked at by a scope: who shows it keeps `restricted` back.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct DuePart {
    /// Which duty.
    pub id: DutyId,
    /// Whose part.
    pub org_id: OrgId,
    /// The deadline, moved off days off.
    pub due_on: Day,
    /// Whether the duty belongs to security and defence: nothing of it goes into any message or calendar.
    pub restricted: bool,
    /// State of the duty.
    pub state: State,
    /// State of the part.
    pub part: State,
    /// Where it stands in its plan.
    pub section_path: String,
    /// Which paragraph.
    pub paragraph: i64,
    /// Its sentence.
    pub text: String,
    /// Number and symbol of the plan.
    pub plan_number: Option<String>,
    /// Title of the plan.
    pub plan_title: String,
    /// When the duty last changed.
    pub updated_at: Millis,
}

impl DuePart {
    /// Whether the owner has still to hand it in. A part that was refused waits for the coordinator's answer.
    #[must_use]
    pub fn is_open(&self) -> bool {
        let waits = self.part.is_handed_in() || self.part == State::Refused;
        !waits && !self.state.is_handed_in() && !self.state.is_void()
    }
}

/// Which parts.
#[derive(Debug, Clone, Copy)]
pub enum DueParts<'a> {
    /// Those still to be handed in, due by a day.
    OpenUntil(Day),
    /// Those that this body has still to hand in, due by a day.
    OpenOf(OrgId, Day),
    /// Those of these duties, handed in or not.
    These(&'a [DutyId]),
    /// All of these bodies that are due between two days.
    Of(&'a [OrgId], Day, Day),
}

/// Owners' parts in tracked duties that have a deadline.
///
/// # Errors
/// Those of the database.
pub async fn due_parts(c: &mut Conn, which: DueParts<'_>) -> sqlx::Result<Vec<DuePart>> {
    const OPEN: &str = " AND d.state NOT IN ('done', 'awaiting-confirmation', 'suspended', 'cancelled', 'replaced') \
                        AND w.state NOT IN ('done', 'awaiting-confirmation', 'refused') AND d.due_on <= ";
    let mut sql = Sql::new(
        "SELECT d.id, w.org_id, d.due_on, d.restricted, d.state, w.state AS part, d.section_path, d.paragraph, d.text, \
         n.number AS plan_number, n.title AS plan_title, d.updated_at FROM duty d \
         JOIN duty_owner w ON w.duty_id = d.id JOIN plan n ON n.id = d.plan_id WHERE d.due_on IS NOT NULL AND d.tracked = ",
    );
    sql.bind(true);
    match which {
        DueParts::OpenUntil(day) => sql.push(OPEN).bind(day),
        DueParts::OpenOf(org, day) => sql.push(OPEN).bind(day).push(" AND w.org_id = ").bind(org),
        DueParts::These(ids) => sql.push(" AND d.id IN ").bind_list(ids.iter().copied()),
        DueParts::Of(orgs, from, to) => {
            sql.push(" AND w.org_id IN ").bind_list(orgs.iter().copied());
            sql.push(" AND d.due_on >= ").bind(from).push(" AND d.due_on <= ").bind(to)
        }
    };
    sql.push(" ORDER BY d.due_on, d.ordinal, d.id");
    sql.all(c).await
}
