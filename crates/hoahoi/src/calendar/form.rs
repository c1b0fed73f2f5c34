//! The table of a year as typed. Pure.

use std::collections::BTreeMap;

use jiff::civil::Weekday;
use viet::calendar::Calendar;

use super::store::{Kind, StoredDay};
use super::texts::CalendarTexts;
use crate::db::Day;
use crate::web::form::{Fields, Problems, date_problem};
use crate::web::frame::CommonTexts;
use crate::web::lang::fill;

/// The longest run of days in one row.
const LONGEST: usize = 31;

/// A row as it stands in the form: a run of days off, or one worked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// First day, as typed.
    pub from: String,
    /// Last day, as typed; empty for a single day.
    pub until: String,
    /// Whether offices work on it.
    pub worked: bool,
    /// What it is called.
    pub name: String,
    /// The notice.
    pub decision: String,
    /// Still to be checked.
    pub unverified: bool,
}

/// Rows for the days of a year; days that follow each other and are otherwise alike share one.
#[must_use]
pub fn rows(days: &[StoredDay]) -> Vec<Row> {
    let mut rows: Vec<(Row, Day)> = Vec::new();
    for day in days {
        let row = Row {
            from: day.day.show(),
            until: String::new(),
            worked: day.kind == Kind::Worked,
            name: day.name.clone(),
            decision: day.decision.clone().unwrap_or_default(),
            unverified: day.unverified,
        };
        match rows.last_mut() {
            Some((run, last)) if follows(run, *last, &row, day.day) => {
                run.until = day.day.show();
                *last = day.day;
            }
            _ => rows.push((row, day.day)),
        }
    }
    rows.into_iter().map(|(row, _)| row).collect()
}

fn follows(run: &Row, last: Day, row: &Row, day: Day) -> bool {
    let alike = Row { from: String::new(), until: String::new(), ..run.clone() }
        == Row { from: String::new(), until: String::new(), ..row.clone() };
    alike && !row.worked && last.0.tomorrow().is_ok_and(|next| next == day.0)
}

/// The days of a year as the program brings them along.
#[must_use]
pub fn built_in(calendar: &Calendar, year: i16) -> Vec<StoredDay> {
    let stored = |day: viet::calendar::SpecialDay| StoredDay {
        day: Day(day.date),
        kind: if day.worked { Kind::Worked } else { Kind::Off },
        name: day.name,
        decision: None,
        unverified: day.unverified,
    };
    calendar.special_days(year).into_iter().map(stored).collect()
}

/// The rows as typed.
#[must_use]
pub fn typed(fields: &Fields) -> Vec<Row> {
    let column = |name: &str| fields.all(name).map(str::to_owned).collect::<Vec<String>>();
    let [from, until, kind, name, decision] = ["tu", "den", "loai", "ten", "van-ban"].map(column);
    let at = |list: &[String], i: usize| list.get(i).cloned().unwrap_or_default();
    let ticked = |i: usize| fields.all("kiem-chung").any(|v| v == i.to_string());
    (0..from.len())
        .map(|i| Row {
            from: at(&from, i),
            until: at(&until, i),
            worked: at(&kind, i) == Kind::Worked.as_str(),
            name: at(&name, i),
            decision: at(&decision, i),
            unverified: ticked(i),
        })
        .collect()
}

/// The days that the rows mean, in order. What is wrong becomes a problem at `tu-N`, `den-N` or `ten-N`.
#[must_use]
pub fn days(
    rows: &[Row],
    year: i16,
    t: &CalendarTexts,
    common: &CommonTexts,
    problems: &mut Problems,
) -> Vec<StoredDay> {
    let mut found: BTreeMap<Day, StoredDay> = BTreeMap::new();
    for (i, row) in rows.iter().enumerate().filter(|(_, row)| !row.from.is_empty()) {
        for day in run(i, row, year, t, common, problems) {
            let weekend = matches!(day.0.weekday(), Weekday::Saturday | Weekday::Sunday);
            if row.worked && !weekend {
                problems.add(format!("tu-{i}"), fill(t.no_weekend, &[&day.show()]));
            }
            let stored = StoredDay {
                day,
                kind: if row.worked { Kind::Worked } else { Kind::Off },
                name: row.name.clone(),
                decision: Some(row.decision.clone()).filter(|text| !text.is_empty()),
                unverified: row.unverified,
            };
            if found.insert(day, stored).is_some() {
                problems.add(format!("tu-{i}"), fill(t.twice, &[&day.show()]));
            }
        }
        if row.name.is_empty() && !row.worked {
            problems.add(format!("ten-{i}"), common.required);
        }
    }
    found.into_values().collect()
}

fn run(
    i: usize,
    row: &Row,
    year: i16,
    t: &CalendarTexts,
    common: &CommonTexts,
    problems: &mut Problems,
) -> Vec<Day> {
    let mut read = |field: &str, text: &str| match viet::date::parse(text) {
        Ok(date) if date.year() == year => Some(date),
        Ok(date) => {
            problems.add(format!("{field}-{i}"), fill(t.other_year, &[&Day(date).show(), &year]));
            None
        }
        Err(error) => {
            problems.add(format!("{field}-{i}"), date_problem(&error, common));
            None
        }
    };
    let Some(first) = read("tu", &row.from) else { return Vec::new() };
    let last = if row.until.is_empty() { first } else { read("den", &row.until).unwrap_or(first) };
    if last < first {
        problems.add(format!("den-{i}"), t.ends_before);
        return Vec::new();
    }
    let days: Vec<Day> = std::iter::successors(Some(first), |day| day.tomorrow().ok())
        .take_while(|day| *day <= last)
        .take(LONGEST + 1)
        .map(Day)
        .collect();
    if days.len() > LONGEST {
        problems.add(format!("den-{i}"), t.too_long);
    }
    days
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const T: CalendarTexts = CalendarTexts::VI;
    const COMMON: CommonTexts = CommonTexts::VI;

    fn row(from: &str, until: &str, name: &str) -> Row {
        Row { from: from.into(), until: until.into(), name: name.into(), ..Row::default() }
    }

    #[test]
    fn what_the_program_brings_along_survives_the_form() {
        let calendar = Calendar::vietnam();
        for year in calendar.years() {
            let known = built_in(&calendar, year);
            let mut problems = Problems::default();
            let again = days(&rows(&known), year, &T, &COMMON, &mut problems);
            assert!(problems.is_empty(), "{year}: {problems:?}");
            assert_eq!(again, known);
        }
    }

    #[test]
    fn what_cannot_be_is_said_at_its_row() {
        let rows = [
            row("30/4/2027", "", "Ngày Chiến thắng"),
            row("01/5/2026", "", "Sai năm"),
            row("05/5/2027", "03/5/2027", "Ngược"),
            row("30/4/2027", "", "Hai lần"),
            Row { worked: true, ..row("03/5/2027", "", "") },
            row("06/5/2027", "", ""),
            row("", "", ""),
        ];
        let mut problems = Problems::default();
        let found = days(&rows, 2027, &T, &COMMON, &mut problems);
        assert!(found.iter().any(|d| d.day == "2027-04-30".parse().unwrap()));
        for field in ["tu-1", "den-2", "tu-3", "tu-4", "ten-5"] {
            assert!(problems.at(field).is_some(), "{field}: {problems:?}");
        }
        assert!(problems.at("tu-0").is_none() && problems.at("tu-6").is_none());
    }
}
