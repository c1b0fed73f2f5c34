//! A day as exactly as a document gives it: a year, a month, or a day.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use crate::db::Day;

/// When a baseline was taken or a target is to be met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// `2030`.
    Year(i16),
    /// `6/2030`.
    Month(i16, i8),
    /// `31/12/2030`.
    Day(Date),
}

impl When {
    /// Reads it as people type it: `2030`, `6/2030`, `31/12/2030`.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        let number =
            |part: &str| part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse::<i16>().ok())?;
        match typed.split('/').collect::<Vec<_>>().as_slice() {
            [year] if year.len() == 4 => year_of(number(year)?).map(Self::Year),
            [month, year] if year.len() == 4 => {
                Self::month(year_of(number(year)?)?, i8::try_from(number(month)?).ok()?)
            }
            _ => viet::date::parse(typed).ok().filter(|day| year_of(day.year()).is_some()).map(Self::Day),
        }
    }

    fn month(year: i16, month: i8) -> Option<Self> {
        Date::new(year, month, 1).ok().map(|_| Self::Month(year, month))
    }

    /// The last day of it: the day from which the path to a target is drawn, and to which.
    #[must_use]
    pub fn last_day(self) -> Day {
        Day(match self {
            Self::Year(year) => jiff::civil::date(year, 12, 31),
            Self::Month(year, month) => jiff::civil::date(year, month, 1).last_of_month(),
            Self::Day(day) => day,
        })
    }

    /// As people write it.
    #[must_use]
    pub fn show(self) -> String {
        match self {
            Self::Year(year) => year.to_string(),
            Self::Month(year, month) => format!("{month}/{year}"),
            Self::Day(day) => viet::date::show(day),
        }
    }
}

/// Years outside these are mistakes of typing.
fn year_of(year: i16) -> Option<i16> {
    (1945..=2200).contains(&year).then_some(year)
}

/// As it is kept: `2030`, `2030-06`, `2030-12-31`.
impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Day(day) => day.fmt(f),
        }
    }
}

/// Why a kept text is no day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no year, month or day")]
pub struct NotWhen(String);

impl FromStr for When {
    type Err = NotWhen;

    fn from_str(kept: &str) -> Result<Self, NotWhen> {
        let read = || match kept.len() {
            4 => year_of(kept.parse().ok()?).map(Self::Year),
            7 => {
                let (year, month) = kept.split_once('-')?;
                Self::month(year_of(year.parse().ok()?)?, month.parse().ok()?)
            }
            _ => kept.parse().ok().map(Self::Day),
        };
        read().ok_or_else(|| NotWhen(kept.to_owned()))
    }
}

impl From<When> for crate::db::Arg {
    fn from(when: When) -> Self {
        Self::from(when.to_string())
    }
}

impl crate::db::Nullable for When {
    const NULL: crate::db::Arg = crate::db::Arg::Text(None);
}

crate::kept_as_text!(When);

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_day_is_kept_as_exactly_as_it_was_given() {
        for (typed, kept, last, shown) in [
            ("2030", "2030", "2030-12-31", "2030"),
            ("6/2030", "2030-06", "2030-06-30", "6/2030"),
            ("02/2028", "2028-02", "2028-02-29", "2/2028"),
            ("06/9/2023", "2023-09-06", "2023-09-06", "06/9/2023"),
        ] {
            let when = When::parse(typed).unwrap();
            assert_eq!(when.to_string(), kept);
            assert_eq!(kept.parse(), Ok(when));
            assert_eq!(when.last_day().to_string(), last);
            assert_eq!(when.show(), shown);
        }
        for wrong in ["", "30", "13/2030", "31/02/2030", "0030", "năm 2030", "1/1/30"] {
            assert_eq!(When::parse(wrong), None, "{wrong}");
        }
    }
}
