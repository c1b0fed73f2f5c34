//! How days, rungs and messages are said.

use viet::calendar::Calendar;

use super::model::{Kind, Rung};
use super::texts::ReminderTexts;
use crate::db::Day;
use crate::web::lang::fill;

/// How something owed stands against its day. Of bodies outside the state system only the day is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timing {
    /// This many working days are left.
    Left(i64),
    /// It is due today.
    Today,
    /// It is this many working days late.
    Late(i64),
}

impl Timing {
    /// Counts working days from today to the day, or from the day to today.
    #[must_use]
    pub fn of(due: Day, today: Day, calendar: &Calendar) -> Self {
        let due = calendar.next_working_day(due.0);
        let now = calendar.next_working_day(today.0);
        match calendar.working_days_between(due, now) {
            late if late > 0 => Self::Late(late),
            _ if today.0 < due => Self::Left(calendar.working_days_between(today.0, due)),
            _ => Self::Today,
        }
    }

    /// Whether the day has passed.
    #[must_use]
    pub fn is_late(self) -> bool {
        matches!(self, Self::Late(_))
    }
}

impl ReminderTexts {
    /// `còn 3 ngày làm việc`.
    #[must_use]
    pub fn timing(&self, timing: Timing) -> String {
        match timing {
            Timing::Left(days) => fill(self.left, &[&days]),
            Timing::Today => self.due_today.to_owned(),
            Timing::Late(days) => fill(self.late, &[&days]),
        }
    }

    /// How a message is headed.
    #[must_use]
    pub fn kind(&self, kind: Kind) -> &'static str {
        match kind {
            Kind::Reminder => self.k_reminder,
            Kind::Courtesy => self.k_courtesy,
            Kind::Request => self.k_request,
            Kind::Direction => self.k_direction,
            Kind::SentBack => self.k_sent_back,
            Kind::Decision => self.k_decision,
            Kind::Reply => self.k_reply,
        }
    }

    /// A rung in words: `quá hạn 3 ngày làm việc`; `by` is the body for which a person sent or acted.
    #[must_use]
    pub fn rung(&self, rung: Rung, kind: Kind, by: &str) -> String {
        match rung {
            Rung::Person(n) => fill(self.r_person, &[&by, &n]),
            Rung::Act(_) => fill(self.r_act, &[&self.kind(kind), &by]),
            Rung::Days(days) if days < 0 && kind != Kind::Reminder => fill(self.r_wished, &[&-days]),
            Rung::Days(days) if days < 0 => fill(self.r_before, &[&-days]),
            Rung::Days(0) => self.r_on.to_owned(),
            Rung::Days(days) => fill(self.r_after, &[&days]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_in_working_days_and_never_as_none() {
        let calendar = Calendar::vietnam();
        let on = |due: &str, today: &str| Timing::of(due.parse().unwrap(), today.parse().unwrap(), &calendar);
        // 17/12/2026 is a Thursday, the 19th a Saturday
        assert_eq!(on("2026-12-17", "2026-12-10"), Timing::Left(5));
        assert_eq!(on("2026-12-17", "2026-12-17"), Timing::Today);
        assert_eq!(on("2026-12-17", "2026-12-18"), Timing::Late(1));
        assert_eq!(on("2026-12-18", "2026-12-19"), Timing::Late(1));
        assert_eq!(on("2026-12-21", "2026-12-19"), Timing::Left(1));
        assert_eq!(on("2026-12-19", "2026-12-21"), Timing::Today);
    }
}
