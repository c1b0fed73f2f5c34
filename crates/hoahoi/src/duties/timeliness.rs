//! On time or late: computed from dates, never a state.

use jiff::civil::Date;
use std::sync::Arc;

use viet::calendar::Calendar;

use super::model::State;
use crate::db::Day;

/// How a duty, or an owner's part in it, stands to its deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timeliness {
    /// No deadline: assessed each period.
    Standing,
    /// Open, the deadline still some way off.
    InTime,
    /// Open, this many working days left: 0 on the last day.
    Soon(i64),
    /// Open and this many working days late.
    Overdue(i64),
    /// Handed in by the deadline.
    OnTime,
    /// Handed in this many working days late.
    Late(i64),
    /// Suspended, cancelled or replaced, or owed by bodies that are asked and never reckoned late.
    NotReckoned,
}

/// The dates that decide.
#[derive(Debug, Clone, Copy)]
pub struct Facts {
    /// How far the work is.
    pub state: State,
    /// The deadline, moved off days on which nobody works; `None` for a standing duty.
    pub due_on: Option<Day>,
    /// When it was last handed in.
    pub handed_in_on: Option<Day>,
    /// Whether only bodies outside the state system answer for it: they are asked, never late.
    pub asked: bool,
}

/// A day and what follows from it: which deadlines have passed, which are near.
#[derive(Debug, Clone)]
pub struct Reckoning {
    /// The day.
    pub today: Day,
    /// The last deadline that counts as near.
    pub soon_until: Day,
    calendar: Arc<Calendar>,
}

/// The last day of a term. A term that ends on a day off ends on the next working day (Civil Code 91/2015/QH13,
/// article 148, clause 5).
#[must_use]
pub fn due_on(deadline: Day, calendar: &Calendar) -> Day {
    Day(calendar.next_working_day(deadline.0))
}

impl Reckoning {
    /// Reckons as of a day; deadlines at most `soon` working days away are near.
    #[must_use]
    pub fn on(today: Day, soon: i32, calendar: Arc<Calendar>) -> Self {
        Self { today, soon_until: Day(calendar.add_working_days(today.0, soon)), calendar }
    }

    /// On time or late.
    #[must_use]
    pub fn of(&self, facts: &Facts) -> Timeliness {
        let Some(due) = facts.due_on else { return Timeliness::Standing };
        if facts.asked || facts.state.is_void() {
            return Timeliness::NotReckoned;
        }
        let days = |from: Date, to: Date| self.calendar.working_days_between(from, to);
        // A day off counts as the next working day, so that lateness is never "0 days".
        let late = |day: Day| days(due.0, self.calendar.next_working_day(day.0));
        match facts.handed_in_on.filter(|_| facts.state.is_handed_in()) {
            Some(day) if day <= due => Timeliness::OnTime,
            Some(day) => Timeliness::Late(late(day)),
            None if self.today > due => Timeliness::Overdue(late(self.today)),
            None if due <= self.soon_until => Timeliness::Soon(days(self.today.0, due.0)),
            None => Timeliness::InTime,
        }
    }
}

impl Timeliness {
    /// The little that everybody who has signed in may know of duties in security and defence: late or not.
    #[must_use]
    pub fn is_late(self) -> bool {
        matches!(self, Self::Overdue(_) | Self::Late(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(iso: &str) -> Day {
        iso.parse().unwrap()
    }

    fn timeliness(today: &str, state: State, due: Option<&str>, handed_in: Option<&str>) -> Timeliness {
        let calendar = Calendar::vietnam();
        let facts = Facts { state, due_on: due.map(day), handed_in_on: handed_in.map(day), asked: false };
        Reckoning::on(day(today), 7, Arc::new(calendar)).of(&facts)
    }

    #[test]
    fn it_grows_louder_as_the_deadline_nears_and_passes() {
        let open = |today| timeliness(today, State::InProgress, Some("2026-10-30"), None);
        assert_eq!(open("2026-10-02"), Timeliness::InTime);
        assert_eq!(open("2026-10-21"), Timeliness::Soon(7));
        assert_eq!(open("2026-10-30"), Timeliness::Soon(0));
        assert_eq!(open("2026-10-31"), Timeliness::Overdue(1));
        assert_eq!(open("2026-11-10"), Timeliness::Overdue(7));
    }

    #[test]
    fn a_deadline_on_a_day_off_moves_to_the_next_working_day() {
        let calendar = Calendar::vietnam();
        assert_eq!(due_on(day("2026-11-22"), &calendar), day("2026-11-23"));
        assert_eq!(due_on(day("2026-11-23"), &calendar), day("2026-11-23"));
    }

    #[test]
    fn the_clock_stands_still_once_the_work_is_handed_in() {
        let awaiting =
            timeliness("2027-01-15", State::AwaitingConfirmation, Some("2026-11-30"), Some("2026-11-30"));
        assert_eq!(awaiting, Timeliness::OnTime);
        let late = timeliness("2027-01-15", State::Done, Some("2026-11-30"), Some("2026-12-03"));
        assert_eq!(late, Timeliness::Late(3));
        let returned =
            timeliness("2026-12-01", State::AskedToComplete, Some("2026-11-30"), Some("2026-11-30"));
        assert_eq!(returned, Timeliness::Overdue(1));
    }

    #[test]
    fn nothing_is_late_without_a_deadline_or_once_cancelled_or_when_only_asked() {
        assert_eq!(timeliness("2026-12-01", State::InProgress, None, None), Timeliness::Standing);
        assert_eq!(
            timeliness("2026-12-01", State::Cancelled, Some("2026-01-05"), None),
            Timeliness::NotReckoned
        );
        let calendar = Calendar::vietnam();
        let asked = Facts {
            state: State::Assigned,
            due_on: Some(day("2026-01-05")),
            handed_in_on: None,
            asked: true,
        };
        assert_eq!(
            Reckoning::on(day("2026-12-01"), 7, Arc::new(calendar)).of(&asked),
            Timeliness::NotReckoned
        );
    }

    proptest! {
        #[test]
        fn late_exactly_when_the_day_is_past_the_due_day(offset in -400_i64..400) {
            let calendar = Calendar::vietnam();
            let today = day("2026-11-21");
            let due = Day(today.0.checked_add(jiff::Span::new().days(offset)).unwrap());
            let facts = Facts { state: State::Assigned, due_on: Some(due), handed_in_on: None, asked: false };
            let found = Reckoning::on(today, 7, Arc::new(calendar)).of(&facts);
            prop_assert_eq!(found.is_late(), today > due);
        }
    }
}
