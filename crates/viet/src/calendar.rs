//! Working days of Vietnamese public offices.
//!
//! The Labour Code (45/2019/QH14, articles 111 and 112) gives the holidays; each year a notice says which days of
//! Tết are free, which working days are moved, and on which Saturdays they are made up. So holidays are data,
//! one table a year, which an office can replace.

use jiff::civil::{Date, Weekday};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// The holidays known when this crate was published.
const HOLIDAYS: &str = include_str!("../data/holidays.toml");

/// The holidays of one year, as in the data file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Year {
    year: i16,
    #[serde(default)]
    confidence: Option<String>,
    #[serde(default)]
    off: Vec<Off>,
    #[serde(default)]
    worked: Vec<Worked>,
}

/// A run of days on which offices are closed.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Off {
    name: String,
    from: Date,
    to: Option<Date>,
    #[serde(default)]
    confidence: Option<String>,
}

/// A Saturday or Sunday on which offices work in exchange for another day.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Worked {
    date: Date,
    #[serde(default)]
    confidence: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    year: Vec<Year>,
}

/// Why a table of holidays cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CalendarError {
    /// The file is not in the expected form.
    #[error("Bảng ngày nghỉ không đúng mẫu: {0}")]
    Form(#[from] toml::de::Error),
    /// A day lies outside the year under which it is listed, or a run of days ends before it begins.
    #[error("Bảng ngày nghỉ năm {year}: ngày {date} không hợp lệ")]
    Day {
        /// The year of the table.
        year: i16,
        /// The day that does not fit.
        date: Date,
    },
}

/// A named day on which offices are closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holiday {
    /// What the day is called.
    pub name: String,
    /// Whether the day is still to be checked against the yearly notice ("cần kiểm chứng").
    pub unverified: bool,
}

/// A day on which offices do not follow the week: closed on a working day, or at work at the weekend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpecialDay {
    /// The day.
    pub date: Date,
    /// Whether offices work on it, in exchange for another day.
    pub worked: bool,
    /// What a day off is called; a day worked needs no name.
    pub name: String,
    /// Whether it is still to be checked against the yearly notice ("cần kiểm chứng").
    pub unverified: bool,
}

/// Which days are worked.
#[derive(Debug, Clone, Default)]
pub struct Calendar {
    years: BTreeSet<i16>,
    off: BTreeMap<Date, Holiday>,
    worked: BTreeMap<Date, bool>,
}

impl Calendar {
    /// The calendar of Vietnamese public offices, with the holidays that come with this crate.
    #[must_use]
    pub fn vietnam() -> Self {
        // A test of this crate reads the embedded table, so the default is never taken.
        Self::from_toml(HOLIDAYS).unwrap_or_default()
    }

    /// A calendar from a table of holidays in the form of `data/holidays.toml`.
    ///
    /// # Errors
    /// [`CalendarError`] when the table is malformed or a day does not belong to its year.
    pub fn from_toml(text: &str) -> Result<Self, CalendarError> {
        let file: File = toml::from_str(text)?;
        let mut calendar = Self::default();
        for year in file.year {
            calendar.add_year(year)?;
        }
        Ok(calendar)
    }

    /// This calendar with the years of `other` in place of its own.
    #[must_use]
    pub fn replaced_by(mut self, other: Self) -> Self {
        self.off.retain(|date, _| !other.years.contains(&date.year()));
        self.worked.retain(|date, _| !other.years.contains(&date.year()));
        self.years.extend(other.years);
        self.off.extend(other.off);
        self.worked.extend(other.worked);
        self
    }

    /// This calendar with these special days in place of a year's own. Days of other years are left out.
    #[must_use]
    pub fn with_year(mut self, year: i16, days: impl IntoIterator<Item = SpecialDay>) -> Self {
        self.off.retain(|date, _| date.year() != year);
        self.worked.retain(|date, _| date.year() != year);
        self.years.insert(year);
        for day in days.into_iter().filter(|day| day.date.year() == year) {
            if day.worked {
                self.worked.insert(day.date, day.unverified);
            } else {
                self.off.insert(day.date, Holiday { name: day.name, unverified: day.unverified });
            }
        }
        self
    }

    /// The special days of a year in order.
    #[must_use]
    pub fn special_days(&self, year: i16) -> Vec<SpecialDay> {
        let off = self.off.iter().map(|(date, holiday)| SpecialDay {
            date: *date,
            worked: false,
            name: holiday.name.clone(),
            unverified: holiday.unverified,
        });
        let worked = self.worked.iter().map(|(date, unverified)| SpecialDay {
            date: *date,
            worked: true,
            name: String::new(),
            unverified: *unverified,
        });
        let mut days: Vec<SpecialDay> = off.chain(worked).filter(|day| day.date.year() == year).collect();
        days.sort_by_key(|day| day.date);
        days
    }

    /// The years whose tables are known, in order.
    pub fn years(&self) -> impl Iterator<Item = i16> {
        self.years.iter().copied()
    }

    fn add_year(&mut self, table: Year) -> Result<(), CalendarError> {
        let year = table.year;
        let within = |date: Date| {
            if date.year() == year { Ok(date) } else { Err(CalendarError::Day { year, date }) }
        };
        self.years.insert(year);
        for off in table.off {
            let unverified = off.confidence.is_some() || table.confidence.is_some();
            let (mut day, last) = (within(off.from)?, within(off.to.unwrap_or(off.from))?);
            if last < day {
                return Err(CalendarError::Day { year, date: last });
            }
            while day <= last {
                self.off.insert(day, Holiday { name: off.name.clone(), unverified });
                let Ok(next) = day.tomorrow() else { break };
                day = next;
            }
        }
        for worked in table.worked {
            let unverified = worked.confidence.is_some() || table.confidence.is_some();
            self.worked.insert(within(worked.date)?, unverified);
        }
        Ok(())
    }

    /// Whether the table of this year is known. For other years only weekends and the holidays with a fixed date
    /// of the solar calendar count as free.
    #[must_use]
    pub fn knows(&self, year: i16) -> bool {
        self.years.contains(&year)
    }

    /// Whether what this calendar says about the day still has to be checked against the yearly notice.
    #[must_use]
    pub fn is_unverified(&self, date: Date) -> bool {
        !self.knows(date.year())
            || self.off.get(&date).is_some_and(|holiday| holiday.unverified)
            || self.worked.get(&date).is_some_and(|unverified| *unverified)
    }

    /// The holiday on this day, if it is one; ordinary weekends have none.
    #[must_use]
    pub fn holiday(&self, date: Date) -> Option<&Holiday> {
        self.off.get(&date)
    }

    /// Whether offices work on this day.
    #[must_use]
    pub fn is_working_day(&self, date: Date) -> bool {
        if self.worked.contains_key(&date) {
            return true;
        }
        let weekend = matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
        let fixed = !self.knows(date.year())
            && matches!((date.day(), date.month()), (1, 1) | (30, 4) | (1, 5) | (2, 9));
        !weekend && !fixed && !self.off.contains_key(&date)
    }

    /// The date itself if it is worked, otherwise the first working day after it.
    #[must_use]
    pub fn next_working_day(&self, date: Date) -> Date {
        let mut day = date;
        while !self.is_working_day(day) {
            let Ok(next) = day.tomorrow() else { return day };
            day = next;
        }
        day
    }

    /// The date itself if it is worked, otherwise the last working day before it.
    #[must_use]
    pub fn previous_working_day(&self, date: Date) -> Date {
        let mut day = date;
        while !self.is_working_day(day) {
            let Ok(previous) = day.yesterday() else { return day };
            day = previous;
        }
        day
    }

    /// The `count`-th working day after the date (before it, when `count` is negative); the day of the date itself
    /// is not counted. With 0 the date comes back unchanged.
    #[must_use]
    pub fn add_working_days(&self, date: Date, count: i32) -> Date {
        let mut day = date;
        for _ in 0..count.unsigned_abs() {
            loop {
                let step = if count > 0 { day.tomorrow() } else { day.yesterday() };
                let Ok(next) = step else { return day };
                day = next;
                if self.is_working_day(day) {
                    break;
                }
            }
        }
        day
    }

    /// Working days from `a` (not counted) to `b` (counted); negative when `b` is earlier. With `a` a deadline and
    /// `b` the day of handing in, a result above 0 is the lateness in working days.
    #[must_use]
    pub fn working_days_between(&self, a: Date, b: Date) -> i64 {
        let (from, to, sign) = if a <= b { (a, b, 1) } else { (b, a, -1) };
        let mut count = 0;
        let mut day = from;
        while day < to {
            let Ok(next) = day.tomorrow() else { break };
            day = next;
            count += i64::from(self.is_working_day(day));
        }
        sign * count
    }
}
