//! Timeliness is computed from dates, never kept as a state.

use viet::calendar::Calendar;

use crate::db::Day;

/// From this many working days before its day, something is "sắp đến hạn".
pub const SOON_WORKING_DAYS: i64 = 5;

/// How something owed stands against its day. Days are working days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timeliness {
    /// Đúng hạn: it left the agency on its day or before.
    OnTime,
    /// Trễ N ngày làm việc: it left the agency, but later.
    Late(i64),
    /// Còn hạn.
    Open,
    /// Sắp đến hạn: this many working days are left; 0 means today.
    Soon(i64),
    /// Quá hạn N ngày làm việc: it has not left the agency.
    Overdue(i64),
}

impl Timeliness {
    /// Whether it has left the agency.
    #[must_use]
    pub fn is_in(self) -> bool {
        matches!(self, Self::OnTime | Self::Late(_))
    }
}

/// Judges by the first day on which a report left the agency, or by today when it has not.
///
/// What is handed in on a day of rest counts as of the next working day, and so does a due day on which offices
/// turn out to be closed: lateness is never "0 days".
#[must_use]
pub fn timeliness(due: Day, first_left: Option<Day>, today: Day, calendar: &Calendar) -> Timeliness {
    let due = calendar.next_working_day(due.0);
    let late_by = |day: Day| calendar.working_days_between(due, calendar.next_working_day(day.0));
    match first_left {
        Some(day) if day.0 <= due => Timeliness::OnTime,
        Some(day) => Timeliness::Late(late_by(day)),
        None if today.0 > due => Timeliness::Overdue(late_by(today)),
        None => match calendar.working_days_between(today.0, due) {
            left if left <= SOON_WORKING_DAYS => Timeliness::Soon(left),
            _ => Timeliness::Open,
        },
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn on(due: &str, left: Option<&str>, today: &str) -> Timeliness {
        timeliness(day(due), left.map(day), day(today), &Calendar::vietnam())
    }

    #[test]
    fn the_first_day_it_left_decides() {
        // 17/6/2026 is a Wednesday
        assert_eq!(on("2026-06-17", Some("2026-06-17"), "2026-07-01"), Timeliness::OnTime);
        assert_eq!(on("2026-06-17", Some("2026-06-18"), "2026-07-01"), Timeliness::Late(1));
        assert_eq!(on("2026-06-17", Some("2026-06-22"), "2026-07-01"), Timeliness::Late(3));
    }

    #[test]
    fn a_day_of_rest_counts_as_the_next_working_day() {
        // due on a Friday, handed in on the Saturday: one working day late; due on a Sunday: Monday is in time
        assert_eq!(on("2026-06-19", Some("2026-06-20"), "2026-07-01"), Timeliness::Late(1));
        assert_eq!(on("2026-12-20", Some("2026-12-21"), "2026-12-31"), Timeliness::OnTime);
    }

    #[test]
    fn what_has_not_come_is_open_then_soon_then_overdue() {
        assert_eq!(on("2026-06-17", None, "2026-06-09"), Timeliness::Open);
        assert_eq!(on("2026-06-17", None, "2026-06-10"), Timeliness::Soon(5));
        assert_eq!(on("2026-06-17", None, "2026-06-17"), Timeliness::Soon(0));
        assert_eq!(on("2026-06-17", None, "2026-06-18"), Timeliness::Overdue(1));
    }

    proptest! {
        #[test]
        fn later_is_never_better(due in 0_i64..2000, a in 0_i64..2000, b in 0_i64..2000) {
            let calendar = Calendar::vietnam();
            let at = |n: i64| Day(jiff::civil::date(2024, 1, 1).saturating_add(jiff::Span::new().days(n)));
            let rank = |n: i64| match timeliness(at(due), Some(at(n)), at(n), &calendar) {
                Timeliness::OnTime => 0,
                Timeliness::Late(n) => n,
                _ => -1,
            };
            prop_assert!(rank(a.min(b)) <= rank(a.max(b)));
            prop_assert!(rank(a) >= 0);
            let late = matches!(timeliness(at(due), Some(at(a)), at(a), &calendar), Timeliness::Late(n) if n >= 1);
            prop_assert_eq!(late, at(a).0 > calendar.next_working_day(at(due).0));
        }
    }
}
