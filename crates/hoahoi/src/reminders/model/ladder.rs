//! The ladder: on which working days something is said, and whom it reaches. Data, not code.

use serde::Deserialize;
use std::fmt;
use std::str::FromStr;

use viet::calendar::Calendar;

use crate::db::Day;

/// The ladder that comes with the program.
const LADDER: &str = include_str!("../../../data/reminders.toml");

/// How far up the agency a message goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reach {
    /// Its officers and clerk.
    Officer,
    /// Its head as well.
    Head,
}

/// A rung: so many working days from the due day, the n-th message that a person sent, or what an act said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rung {
    /// Working days from the due day: −7 is a week and a half before it, 3 after it.
    Days(i32),
    /// Sent by a person, counted from 1.
    Person(u32),
    /// Said by an act itself (a direction given, a request decided): the revision that the act made.
    Act(i64),
}

impl Rung {
    /// The working day on which the rung is reached; a person's and an act's have none.
    #[must_use]
    pub fn falls_on(self, due: Day, calendar: &Calendar) -> Option<Day> {
        match self {
            Self::Days(days) => Some(Day(calendar.add_working_days(calendar.next_working_day(due.0), days))),
            Self::Person(_) | Self::Act(_) => None,
        }
    }

    /// Whether it comes before the due day, and so has no sense after it.
    #[must_use]
    pub fn is_early(self) -> bool {
        matches!(self, Self::Days(days) if days < 0)
    }
}

/// `T-7`, `T`, `T+3`; `N1` for what a person sent; `A1` for what an act said.
impl fmt::Display for Rung {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Days(0) => f.write_str("T"),
            Self::Days(days) => write!(f, "T{days:+}"),
            Self::Person(n) => write!(f, "N{n}"),
            Self::Act(revision) => write!(f, "A{revision}"),
        }
    }
}

impl FromStr for Rung {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let no_rung = || format!("{text:?} is no rung");
        match text.split_at_checked(1) {
            Some(("T", "")) => Ok(Self::Days(0)),
            Some(("T", days)) => days.parse().map(Self::Days).map_err(|_| no_rung()),
            Some(("N", n)) => n.parse().map(Self::Person).map_err(|_| no_rung()),
            Some(("A", revision)) => revision.parse().map(Self::Act).map_err(|_| no_rung()),
            _ => Err(no_rung()),
        }
    }
}

/// One rung and whom it reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Working days from the due day.
    pub day: i32,
    /// Whom it reaches.
    pub reaches: Reach,
}

impl Step {
    /// Its rung.
    #[must_use]
    pub fn rung(self) -> Rung {
        Rung::Days(self.day)
    }
}

/// The ladders of an installation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ladder {
    /// For bodies of the state system, in order of their days.
    #[serde(default, rename = "ladder")]
    steps: Vec<Step>,
    /// For bodies outside it: before the day only.
    #[serde(default)]
    courtesy: Vec<Step>,
}

/// Why a table of rungs cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LadderError {
    /// The file is not in the expected form.
    #[error("Thang đôn đốc không đúng mẫu: {0}")]
    Form(#[from] toml::de::Error),
    /// Two rungs on one day, or one too far from it.
    #[error("Thang đôn đốc: bậc {0} trùng hoặc cách hạn quá 60 ngày làm việc")]
    Day(i32),
    /// Bodies outside the state system are not urged.
    #[error(
        "Thang đôn đốc: cơ quan, tổ chức ngoài hệ thống nhà nước chỉ được gửi thông tin trước ngày; bậc {0} không dùng được"
    )]
    Outside(i32),
}

impl Ladder {
    /// The farthest a rung may be from the due day, in working days.
    pub const FARTHEST: i32 = 60;

    /// The ladder that comes with the program.
    #[must_use]
    pub fn standard() -> Self {
        // A test reads the embedded table, so the default is never taken.
        Self::from_toml(LADDER).unwrap_or_default()
    }

    /// A ladder from a table in the form of `data/reminders.toml`.
    ///
    /// # Errors
    /// [`LadderError`].
    pub fn from_toml(text: &str) -> Result<Self, LadderError> {
        let mut ladder: Self = toml::from_str(text)?;
        for steps in [&mut ladder.steps, &mut ladder.courtesy] {
            steps.sort_by_key(|step| step.day);
            let far = steps.iter().find(|step| step.day.abs() > Self::FARTHEST);
            let twice = steps.windows(2).find(|pair| pair[0].day == pair[1].day).map(|pair| &pair[0]);
            if let Some(step) = far.or(twice) {
                return Err(LadderError::Day(step.day));
            }
        }
        match ladder.courtesy.iter().find(|step| step.day >= 0) {
            Some(step) => Err(LadderError::Outside(step.day)),
            None => Ok(ladder),
        }
    }

    /// The rungs for a body: of the state system, or outside it.
    #[must_use]
    pub fn steps(&self, subordinate: bool) -> &[Step] {
        if subordinate { &self.steps } else { &self.courtesy }
    }

    /// The last rung that goes out by itself: beyond it a person decides.
    #[must_use]
    pub fn last_day(&self) -> i32 {
        self.steps.last().map_or(0, |step| step.day)
    }

    /// How many working days before the due day the first rung is.
    #[must_use]
    pub fn ahead(&self) -> i32 {
        let first = |steps: &[Step]| steps.first().map_or(0, |step| -step.day);
        first(&self.steps).max(first(&self.courtesy)).max(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ladder_that_comes_along_is_the_one_of_the_rules() {
        let ladder = Ladder::standard();
        let days: Vec<i32> = ladder.steps(true).iter().map(|step| step.day).collect();
        assert_eq!(days, [-7, -1, 0, 3, 7]);
        assert_eq!(ladder.steps(true)[0].reaches, Reach::Officer);
        assert_eq!(ladder.steps(true)[4].reaches, Reach::Head);
        assert_eq!(ladder.steps(false).len(), 1);
        assert_eq!((ladder.ahead(), ladder.last_day()), (7, 7));
    }

    #[test]
    fn nobody_outside_the_state_system_is_urged_by_a_table_either() {
        let table = "[[courtesy]]\nday = 3\nreaches = \"head\"\n";
        let refused = Ladder::from_toml(table).unwrap_err().to_string();
        assert!(refused.contains("chỉ được gửi thông tin trước ngày"), "{refused}");
        let twice = "[[ladder]]\nday = 3\nreaches = \"head\"\n[[ladder]]\nday = 3\nreaches = \"officer\"\n";
        assert!(Ladder::from_toml(twice).is_err());
        assert!(Ladder::from_toml("[[ladder]]\nday = 1\nreaches = \"minister\"\n").is_err());
    }

    #[test]
    fn rungs_are_written_and_read_back() {
        for (rung, text) in
            [(Rung::Days(-7), "T-7"), (Rung::Days(0), "T"), (Rung::Days(3), "T+3"), (Rung::Person(2), "N2")]
        {
            assert_eq!(rung.to_string(), text);
            assert_eq!(text.parse(), Ok(rung));
        }
        assert!("Đ1".parse::<Rung>().is_err());
        assert!("".parse::<Rung>().is_err());
    }

    #[test]
    fn rungs_fall_on_working_days() {
        let calendar = Calendar::vietnam();
        let due: Day = "2026-12-17".parse().unwrap();
        let on = |days| Rung::Days(days).falls_on(due, &calendar).unwrap().to_string();
        assert_eq!(
            (on(-7), on(-1), on(0), on(3)),
            ("2026-12-08".into(), "2026-12-16".into(), "2026-12-17".into(), "2026-12-22".into())
        );
    }
}
