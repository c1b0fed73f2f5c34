//! Where a page of the list begins: the sort values of the row before it.

use super::super::seen::Row;
use super::list::Sort;
use crate::db::{Day, Sql};
use crate::ids::{DutyId, PlanId};
use crate::web::paging::Cursor;

/// A list is sorted in one or two parts: what can be sorted by the value, then in plan order what has no value or
/// hides it from the viewer, so that no place in the list betrays it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Sorted,
    Rest,
}

/// Where a page begins: after this row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) part: Part,
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
    pub(super) fn of(sort: Sort, part: Part, row: &Row) -> Cursor {
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

    pub(super) fn read(cursor: &Cursor) -> Option<Self> {
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

    pub(super) fn fits(&self, sort: Sort) -> bool {
        match (&self.key, self.part) {
            (Key::Plan(..), Part::Sorted) => sort == Sort::Plan,
            (Key::Plan(..), Part::Rest) => matches!(sort, Sort::Deadline | Sort::Updated),
            (Key::Deadline(..), _) => sort == Sort::Deadline,
            (Key::Agency(..), _) => sort == Sort::Agency,
            (Key::Updated(..), _) => sort == Sort::Updated,
        }
    }

    pub(super) fn bind(&self, sql: &mut Sql) {
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
    fn a_place_is_read_back_and_fits_only_its_own_order() {
        let place =
            Cursor(vec!["d".into(), "2026-11-30".into(), DutyId::new().to_string(), "".into(), "".into()]);
        let read = Place::read(&place).unwrap();
        assert!(read.fits(Sort::Deadline) && !read.fits(Sort::Plan) && !read.fits(Sort::Updated));
        let nonsense = Cursor(vec!["d".into(), "không".into(), "".into(), "".into(), "".into()]);
        assert_eq!(Place::read(&nonsense), None);
    }
}
