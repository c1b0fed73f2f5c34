//! The list of duties: filters, sorting, keyset pages, capped counts.

use super::super::model::{PartyRole, State};
use super::super::scope::DutyScope;
use super::super::seen::{Row, Seen};
use super::super::sums::Outcome;
use super::super::timeliness::Reckoning;
use super::count::count;
use super::{ROW, seen};
use crate::db::{Conn, Day, Sql};
use crate::ids::{DutyId, OrgId, PlanId};
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

    pub(super) fn push_from(&self, sql: &mut Sql) {
        // Written as a cross join so that SQLite begins with the agency's rows, which are few and in order.
        sql.push(match self.org {
            Some(_) => " FROM duty_owner w CROSS JOIN duty d WHERE d.id = w.duty_id AND ",
            None => " FROM duty d WHERE ",
        });
    }

    /// Appends the conditions. What the viewer may not know of a duty never decides whether it is found.
    pub(super) fn push(&self, sql: &mut Sql, scope: &DutyScope, on: &Reckoning) {
        if let Some(org) = self.org {
            sql.push("w.org_id = ").bind(org).push(" AND ");
        }
        sql.push("d.tracked = ").bind(true);
        if let Some(plan) = self.plan {
            sql.push(" AND d.plan_id = ").bind(plan);
        }
        if let Some(section) = &self.section {
            sql.push(" AND (d.section_path = ").bind(section.as_str());
            sql.push(" OR d.section_path LIKE ").bind(format!("{}.%", escaped(section)));
            sql.push(" ESCAPE '\\')");
        }
        if let Some(role) = self.role {
            sql.push(if self.org.is_some() { " AND w.role = " } else { " AND d.role = " }).bind(role);
        }
        for word in &self.words {
            sql.push(" AND d.folded LIKE ").bind(format!("%{}%", escaped(word))).push(" ESCAPE '\\'");
        }
        if !self.words.is_empty() && !scope.sees_all() {
            sql.push(" AND (d.origin <> 'added' OR d.span_start IS NOT NULL OR ");
            scope.push_full(sql);
            sql.push(")");
        }
        if let Some(state) = self.state {
            sql.push(" AND d.state = ").bind(state).push(" AND ");
            scope.push_full(sql);
        }
        if let Some(timing) = self.timing {
            push_timing(sql, timing, scope, on.soon_until);
        }
    }
}

fn push_timing(sql: &mut Sql, timing: Timing, scope: &DutyScope, soon_until: Day) {
    let exactly = |sql: &mut Sql, outcome: Outcome| {
        sql.push(" AND d.outcome = ").bind(outcome).push(" AND ");
        scope.push_full(sql);
    };
    match timing {
        Timing::Late => {
            sql.push(" AND d.outcome IN ").bind_list(Outcome::LATE);
        }
        Timing::NotLate => {
            sql.push(" AND (d.outcome IS NULL OR d.outcome NOT IN ").bind_list(Outcome::LATE).push(")");
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

/// A list is sorted in one or two parts: what can be sorted by the value, then in plan order what has no value or
/// hides it from the viewer, so that no place in the list betrays it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Sorted,
    Rest,
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
    filter.push_from(&mut sql);
    filter.push(&mut sql, scope, on);
    // The owner's rows carry the plan's order, so that one index serves both the filter and the order.
    let owned = filter.org.is_some();
    let order = match (sort, part) {
        (Sort::Plan, _) | (_, Part::Rest) if owned => "w.plan_id, w.ordinal, w.duty_id",
        (Sort::Plan, _) | (_, Part::Rest) => "d.plan_id, d.ordinal, d.id",
        (Sort::Deadline, Part::Sorted) => "d.due_on, d.id",
        (Sort::Agency, Part::Sorted) => "d.owner_key, d.plan_id, d.ordinal, d.id",
        (Sort::Updated, Part::Sorted) => "d.updated_at, d.id",
    };
    match (sort, part) {
        (Sort::Plan | Sort::Agency, _) => {}
        (Sort::Deadline, Part::Sorted) => {
            sql.push(" AND d.due_on IS NOT NULL AND ");
            scope.push_full(&mut sql);
        }
        (Sort::Deadline, Part::Rest) => {
            sql.push(" AND (d.due_on IS NULL OR NOT ");
            scope.push_full(&mut sql);
            sql.push(")");
        }
        (Sort::Updated, Part::Sorted) => {
            sql.push(" AND ");
            scope.push_full(&mut sql);
        }
        (Sort::Updated, Part::Rest) => {
            sql.push(" AND NOT ");
            scope.push_full(&mut sql);
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

/// Where a page begins: after this row.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Place {
    part: Part,
    key: Key,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Key {
    Plan(PlanId, i64, DutyId),
    Deadline(Day, DutyId),
    Agency(String, PlanId, i64, DutyId),
    Updated(i64, DutyId),
}

impl Place {
    fn of(sort: Sort, part: Part, row: &Row) -> Cursor {
        let plan =
            || vec!["p".to_owned(), row.plan_id.to_string(), row.ordinal.to_string(), row.id.to_string()];
        let mut values = match (sort, part) {
            (Sort::Deadline, Part::Sorted) => {
                vec![
                    "d".to_owned(),
                    row.due_on.map_or_else(String::new, |d| d.to_string()),
                    row.id.to_string(),
                ]
            }
            (Sort::Updated, Part::Sorted) => {
                vec!["u".to_owned(), row.updated_at.0.to_string(), row.id.to_string()]
            }
            (Sort::Agency, Part::Sorted) => {
                let mut values = plan();
                values[0] = "a".to_owned();
                values.push(row.owner_key.clone());
                values
            }
            (Sort::Plan, _) => plan(),
            (_, Part::Rest) => {
                let mut values = plan();
                values[0] = "r".to_owned();
                values
            }
        };
        values.resize(5, String::new());
        Cursor(values)
    }

    fn read(cursor: &Cursor) -> Option<Self> {
        let [kind, a, b, c, d] = cursor.0.as_slice() else { return None };
        let plan = || Some((a.parse().ok()?, b.parse().ok()?, c.parse().ok()?));
        let (part, key) = match kind.as_str() {
            "p" | "r" => {
                let (plan, ordinal, id) = plan()?;
                (if kind == "p" { Part::Sorted } else { Part::Rest }, Key::Plan(plan, ordinal, id))
            }
            "d" => (Part::Sorted, Key::Deadline(a.parse().ok()?, b.parse().ok()?)),
            "u" => (Part::Sorted, Key::Updated(a.parse().ok()?, b.parse().ok()?)),
            "a" => {
                let (plan, ordinal, id) = plan()?;
                (Part::Sorted, Key::Agency(d.clone(), plan, ordinal, id))
            }
            _ => return None,
        };
        Some(Self { part, key })
    }

    fn fits(&self, sort: Sort) -> bool {
        match (&self.key, self.part) {
            (Key::Plan(..), Part::Sorted) => sort == Sort::Plan,
            (Key::Plan(..), Part::Rest) => matches!(sort, Sort::Deadline | Sort::Updated),
            (Key::Deadline(..), _) => sort == Sort::Deadline,
            (Key::Agency(..), _) => sort == Sort::Agency,
            (Key::Updated(..), _) => sort == Sort::Updated,
        }
    }

    fn bind(&self, sql: &mut Sql) {
        match &self.key {
            Key::Plan(plan, ordinal, id) => {
                sql.bind(*plan).push(", ").bind(*ordinal).push(", ").bind(*id);
            }
            Key::Deadline(day, id) => {
                sql.bind(*day).push(", ").bind(*id);
            }
            Key::Agency(key, plan, ordinal, id) => {
                sql.bind(key.as_str()).push(", ").bind(*plan).push(", ");
                sql.bind(*ordinal).push(", ").bind(*id);
            }
            Key::Updated(at, id) => {
                sql.bind(*at).push(", ").bind(*id);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_takes_percent_and_underscore_literally() {
        assert_eq!(escaped("50%_\\"), "50\\%\\_\\\\");
    }

    #[test]
    fn a_place_is_read_back_and_fits_only_its_own_order() {
        let place =
            Cursor(vec!["d".into(), "2026-11-30".into(), DutyId::new().to_string(), "".into(), "".into()]);
        let read = Place::read(&place).unwrap();
        assert!(read.fits(Sort::Deadline) && !read.fits(Sort::Plan) && !read.fits(Sort::Updated));
        let nonsense = Cursor(vec!["d".into(), "không".into(), "".into(), "".into(), "".into()]);
        assert_eq!(Place::read(&nonsense), None);
    }
}
