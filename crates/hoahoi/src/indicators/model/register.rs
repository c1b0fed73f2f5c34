//! Indicators that are counted in the information database.

use serde::{Deserialize, Serialize};

use super::amount::Amount;
use super::rollup::Said;
use crate::catalogue::kinds::{Field, FieldType, Kind, Kinds};
use crate::db::Day;

/// Which published records are counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Register {
    /// The kind of record.
    pub kind: String,
    /// What a record must say: field, value.
    pub having: Vec<(String, String)>,
    /// The field with the year from which a record counts; without one all count, and only as of today.
    pub since: Option<String>,
}

impl Register {
    /// Whether the kinds as declared now can answer it.
    #[must_use]
    pub fn is_answerable(&self, kinds: &Kinds) -> bool {
        kinds.get(&self.kind).is_some_and(|kind| {
            let having = |(field, value): &(String, String)| {
                conditions(kind).any(|f| f.id == *field && f.option(value).is_some())
            };
            let since = |id: &String| years(kind).any(|f| f.id == *id);
            self.having.iter().all(having) && self.since.iter().all(since)
        })
    }
}

/// The fields of a kind by which its records can be chosen.
pub fn conditions(kind: &Kind) -> impl Iterator<Item = &Field> {
    kind.facets().filter(|field| field.kind == FieldType::Choice)
}

/// The fields of a kind that can say from when a record counts.
pub fn years(kind: &Kind) -> impl Iterator<Item = &Field> {
    kind.facets().filter(|field| field.kind == FieldType::Year)
}

/// What the database counts: by year where records say from when.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counted {
    /// Records that begin in a year, in order of years.
    pub by_year: Vec<(i16, i64)>,
    /// Records that fit, whether they say a year or not.
    pub all: i64,
}

impl Counted {
    /// How many count at the end of a year.
    #[must_use]
    pub fn by_the_end_of(&self, year: i16) -> i64 {
        self.by_year.iter().filter(|(begun, _)| *begun <= year).map(|(_, n)| n).sum()
    }

    /// Records that fit but say no year: they are not counted, and that is said.
    #[must_use]
    pub fn without_year(&self) -> i64 {
        self.all - self.by_year.iter().map(|(_, n)| n).sum::<i64>()
    }

    /// The course of the count: at the end of each year from the first on, and today; it begins with `from`, the year
    /// of the baseline, or a few years ago. Without years only today.
    #[must_use]
    pub fn course(&self, by_year: bool, from: Option<i16>, today: Day) -> Vec<(Day, Said)> {
        let said = |n: i64| Said::value(Amount::whole(n));
        if !by_year {
            return vec![(today, said(self.all))];
        }
        let this = today.0.year();
        let first = self.by_year.first().map_or(this, |(year, _)| *year).min(this);
        // a record may say that it began long ago; a line of decades helps nobody
        let first = from.unwrap_or(first.max(this - 5)).clamp(this - 15, this);
        (first..=this)
            .map(|year| {
                let day = if year == this { today } else { Day(jiff::civil::date(year, 12, 31)) };
                (day, said(self.by_the_end_of(year)))
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn records_count_from_the_year_they_say() {
        let counted = Counted { by_year: vec![(2019, 2), (2024, 1), (2027, 4)], all: 8 };
        assert_eq!((counted.by_the_end_of(2023), counted.by_the_end_of(2026)), (2, 3));
        assert_eq!(counted.without_year(), 1);
        let course = counted.course(true, Some(2019), "2026-06-14".parse().unwrap());
        let last = course.last().unwrap();
        assert_eq!((last.0.to_string().as_str(), last.1.value), ("2026-06-14", Some(Amount::whole(3))));
        assert_eq!(course[0].0.to_string(), "2019-12-31");
        assert_eq!(counted.course(true, None, last.0)[0].0.to_string(), "2021-12-31");
        assert_eq!(counted.course(false, None, last.0), [(last.0, Said::value(Amount::whole(8)))]);
    }

    #[test]
    fn a_rule_that_no_kind_can_answer_is_refused() {
        let kinds = Kinds::load(std::path::Path::new("/nowhere")).unwrap();
        let rule = |having: &[(&str, &str)], since: Option<&str>| Register {
            kind: "doanh-nghiep".into(),
            having: having.iter().map(|(f, v)| ((*f).into(), (*v).into())).collect(),
            since: since.map(str::to_owned),
        };
        assert!(rule(&[("loai-hinh", "hop-tac-xa")], Some("tu-nam")).is_answerable(&kinds));
        assert!(!rule(&[("loai-hinh", "cong-ty-ma")], None).is_answerable(&kinds));
        assert!(!rule(&[("mo-ta", "x")], None).is_answerable(&kinds));
        assert!(!rule(&[], Some("loai-hinh")).is_answerable(&kinds));
    }
}
