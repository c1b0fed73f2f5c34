//! The list of duties: filters, sorting, keyset pages, capped counts.

use super::super::model::{PartyRole, State};
use super::super::scope::DutyScope;
use super::super::seen::{Row, Seen};
use super::super::sums::Outcome;
use super::super::timeliness::Reckoning;
use super::count::count;
use super::place::{Part, Place};
use super::{ROW, seen};
use crate::db::{Conn, Day, Sql};
use crate::ids::{OrgId, PlanId};
use crate::text_enum;
use crate::web::paging::{Cursor, Page};

text_enum! {
    /// Filter by timeliness, as it stands in the address.
    pub enum Timing {
        /// Late, finished or not: all that everybody may know of duties in security and defence.
        Late = "tre",
        /// Not late.
        NotLate = "khong-tre",
        /// Not finished, deadline passed.
        Overdue = "qua-han",
        /// Not finished, deadline near.
        Soon = "sap-den-han",
        /// Not finished, deadline not passed.
        InTime = "con-han",
        /// Finished on time.
        DoneOnTime = "xong-dung-han",
        /// Finished late.
        DoneLate = "xong-tre",
        /// No deadline.
        Standing = "khong-thoi-han",
    }
}

impl Timing {
    /// The outcome that says it all; `None` where more than the outcome decides.
    #[must_use]
    pub fn outcome(self) -> Option<Outcome> {
        match self {
            Self::Overdue => Some(Outcome::Overdue),
            Self::DoneOnTime => Some(Outcome::DoneOnTime),
            Self::DoneLate => Some(Outcome::DoneLate),
            Self::Standing => Some(Outcome::Standing),
            Self::Late | Self::NotLate | Self::Soon | Self::InTime => None,
        }
    }
}

text_enum! {
    /// Order of the list, as it stands in the address.
    pub enum Sort {
        /// As in the plans.
        Plan = "ke-hoach",
        /// Nearest deadline first; duties without one, or whose deadline the viewer may not see, last.
        Deadline = "thoi-han",
        /// By the first owner's name.
        Agency = "co-quan",
        /// Last changed first; duties whose changes the viewer may not see, last.
        Updated = "cap-nhat",
    }
}

/// Which duties are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Owed today by this body.
    pub org: Option<OrgId>,
    /// Owed in this role.
    pub role: Option<PartyRole>,
    /// In this state.
    pub state: Option<State>,
    /// With this timeliness.
    pub timing: Option<Timing>,
    /// In this section or below it.
    pub section: Option<String>,
    /// In this plan.
    pub plan: Option<PlanId>,
    /// Holding all of these words; a word without marks finds every spelling, one with marks only itself.
    pub words: Vec<String>,
}

impl Filter {
    /// The words of a search text, the first eight.
    #[must_use]
    pub fn words_of(text: &str) -> Vec<String> {
        viet::canonical(text).split_whitespace().take(8).map(str::to_owned).collect()
    }

    /// Appends the tables. An agency's rows carry what its list is filtered and sorted by, so that one index serves; a
    /// cross join makes SQLite begin with them.
    pub(super) fn push_from(&self, sql: &mut Sql, with_duty: bool) {
        sql.push(match self.org {
            Some(_) if with_duty => " FROM duty_owner w CROSS JOIN duty d WHERE d.id = w.duty_id AND ",
            Some(_) => " FROM duty_owner w WHERE ",
            None => " FROM duty d WHERE ",
        });
    }

    /// Whether the conditions look at more of a duty than an agency's rows carry.
    pub(super) fn needs_duty(&self) -> bool {
        self.section.is_some()
            || self.state.is_some()
            || !self.words.is_empty()
            || matches!(self.timing, Some(Timing::Soon | Timing::InTime))
    }

    /// Appends the conditions. What the viewer may not know of a duty never decides whether it is found.
    pub(super) fn push(&self, sql: &mut Sql, scope: &DutyScope, on: &Reckoning) {
        match self.org {
            // Only tracked duties have owners.
            Some(org) => sql.push("w.org_id = ").bind(org),
            None => sql.push("d.tracked = ").bind(true),
        };
        if let Some(plan) = self.plan {
            sql.push(" AND ").push(self.column("w.plan_id", "d.plan_id")).push(" = ").bind(plan);
        }
        if let Some(section) = &self.section {
            sql.push(" AND (d.section_path = ").bind(section.as_str());
            sql.push(" OR d.section_path LIKE ").bind(format!("{}.%", escaped(section)));
            sql.push(" ESCAPE '\\')");
        }
        if let Some(role) = self.role {
            sql.push(" AND ").push(self.column("w.role", "d.role")).push(" = ").bind(role);
        }
        for word in &self.words {
            sql.push(" AND d.folded LIKE ").bind(format!("%{}%", escaped(word))).push(" ESCAPE '\\'");
        }
        if !self.words.is_empty() && !scope.sees_all() {
            sql.push(" AND (d.origin <> 'added' OR d.span_start IS NOT NULL OR ");
            self.push_full(sql, scope);
            sql.push(")");
        }
        if let Some(state) = self.state {
            sql.push(" AND d.state = ").bind(state).push(" AND ");
            self.push_full(sql, scope);
        }
        if let Some(timing) = self.timing {
            self.push_timing(sql, timing, scope, on.soon_until);
        }
    }

    fn push_timing(&self, sql: &mut Sql, timing: Timing, scope: &DutyScope, soon_until: Day) {
        let outcome = self.column("w.duty_outcome", "d.outcome");
        let exactly = |sql: &mut Sql, wanted: Outcome| {
            sql.push(" AND ").push(outcome).push(" = ").bind(wanted).push(" AND ");
            self.push_full(sql, scope);
        };
        match timing {
            Timing::Late => {
                sql.push(" AND ").push(outcome).push(" IN ").bind_list(Outcome::LATE);
            }
            Timing::NotLate => {
                sql.push(" AND (").push(outcome).push(" IS NULL OR ");
                sql.push(outcome).push(" NOT IN ").bind_list(Outcome::LATE).push(")");
            }
            Timing::InTime => {
                exactly(sql, Outcome::Open);
                sql.push(" AND d.asked = ").bind(false);
            }
            Timing::Soon => {
                exactly(sql, Outcome::Open);
                sql.push(" AND d.asked = ").bind(false);
                sql.push(" AND d.due_on <= ").bind(soon_until);
                sql.push(" AND d.state <> ").bind(State::AwaitingConfirmation);
            }
            Timing::Overdue | Timing::DoneOnTime | Timing::DoneLate | Timing::Standing => {
                timing.outcome().into_iter().for_each(|outcome| exactly(sql, outcome));
            }
        }
    }

    /// Appends the condition that the viewer sees the duty in full.
    fn push_full(&self, sql: &mut Sql, scope: &DutyScope) {
        match self.org {
            Some(org) => scope.push_full_owned(sql, org),
            None => scope.push_full(sql),
        }
    }

    /// The column that serves: of the agency's rows when the list is an agency's, otherwise of the duties.
    fn column(&self, owned: &'static str, of_duty: &'static str) -> &'static str {
        if self.org.is_some() { owned } else { of_duty }
    }
}

/// A text as it may stand in a LIKE pattern.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

/// One page of the list.
///
/// # Errors
/// Those of the database.
pub async fn page(
    c: &mut Conn,
    scope: &DutyScope,
    filter: &Filter,
    sort: Sort,
    after: Option<&Cursor>,
    size: usize,
    on: &Reckoning,
) -> sqlx::Result<Page<Seen>> {
    let total = count(c, scope, filter, on).await?;
    let place = after.and_then(Place::read).filter(|p| p.fits(sort));
    let rows = rows(c, scope, filter, sort, place.as_ref(), size + 1, on).await?;
    let page = Page::cut(rows, size, total, |(part, row)| Place::of(sort, *part, row));
    let rows = seen(c, page.rows.into_iter().map(|(_, row)| row).collect(), scope, on).await?;
    Ok(Page { rows, next: page.next, total: page.total })
}

/// The first duties of the list, without counting the rest.
///
/// # Errors
/// Those of the database.
pub async fn first(
    c: &mut Conn,
    scope: &DutyScope,
    filter: &Filter,
    sort: Sort,
    size: usize,
    on: &Reckoning,
) -> sqlx::Result<Vec<Seen>> {
    let rows = rows(c, scope, filter, sort, None, size, on).await?;
    seen(c, rows.into_iter().map(|(_, row)| row).collect(), scope, on).await
}

async fn rows(
    c: &mut Conn,
    scope: &DutyScope,
    filter: &Filter,
    sort: Sort,
    place: Option<&Place>,
    wanted: usize,
    on: &Reckoning,
) -> sqlx::Result<Vec<(Part, Row)>> {
    let mut rows: Vec<(Part, Row)> = Vec::new();
    for part in parts(sort, scope) {
        if rows.len() >= wanted || place.is_some_and(|p| p.part > *part) {
            continue;
        }
        let from = place.filter(|p| p.part == *part);
        let sql = statement(scope, filter, sort, *part, from, wanted - rows.len(), on);
        rows.extend(sql.all::<Row>(c).await?.into_iter().map(|row| (*part, row)));
    }
    Ok(rows)
}

fn parts(sort: Sort, scope: &DutyScope) -> &'static [Part] {
    match sort {
        Sort::Plan | Sort::Agency => &[Part::Sorted],
        Sort::Updated if scope.sees_all() => &[Part::Sorted],
        Sort::Deadline | Sort::Updated => &[Part::Sorted, Part::Rest],
    }
}

fn statement(
    scope: &DutyScope,
    filter: &Filter,
    sort: Sort,
    part: Part,
    from: Option<&Place>,
    limit: usize,
    on: &Reckoning,
) -> Sql {
    let mut sql = Sql::new("SELECT ");
    sql.push(ROW);
    filter.push_from(&mut sql, true);
    filter.push(&mut sql, scope, on);
    let due_on = filter.column("w.duty_due_on", "d.due_on");
    let order = match (sort, part) {
        (Sort::Plan, _) | (_, Part::Rest) => {
            filter.column("w.plan_id, w.ordinal, w.duty_id", "d.plan_id, d.ordinal, d.id")
        }
        (Sort::Deadline, Part::Sorted) => filter.column("w.duty_due_on, w.duty_id", "d.due_on, d.id"),
        (Sort::Agency, Part::Sorted) => "d.owner_key, d.plan_id, d.ordinal, d.id",
        (Sort::Updated, Part::Sorted) => "d.updated_at, d.id",
    };
    match (sort, part) {
        (Sort::Plan | Sort::Agency, _) => {}
        (Sort::Deadline, Part::Sorted) => {
            sql.push(" AND ").push(due_on).push(" IS NOT NULL AND ");
            filter.push_full(&mut sql, scope);
        }
        (Sort::Deadline, Part::Rest) => {
            sql.push(" AND (").push(due_on).push(" IS NULL OR NOT ");
            filter.push_full(&mut sql, scope);
            sql.push(")");
        }
        (Sort::Updated, Part::Sorted) => {
            sql.push(" AND ");
            filter.push_full(&mut sql, scope);
        }
        (Sort::Updated, Part::Rest) => {
            sql.push(" AND NOT ");
            filter.push_full(&mut sql, scope);
        }
    }
    let falling = (sort, part) == (Sort::Updated, Part::Sorted);
    if let Some(place) = from {
        sql.push(" AND (").push(order).push(if falling { ") < (" } else { ") > (" });
        place.bind(&mut sql);
        sql.push(")");
    }
    sql.push(" ORDER BY ");
    sql.push(if falling { "d.updated_at DESC, d.id DESC" } else { order });
    sql.push(" LIMIT ").bind(i64::try_from(limit).unwrap_or(i64::MAX));
    sql
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn a_pattern_takes_percent_and_underscore_literally() {
        assert_eq!(escaped("50%_\\"), "50\\%\\_\\\\");
    }
}
