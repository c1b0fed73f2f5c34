//! Periods and their days (Decree 09/2019/NĐ-CP, article 12).

use jiff::civil::{Date, date};
use viet::calendar::Calendar;

use crate::db::Day;
use crate::text_enum;

text_enum! {
    /// How often a report is due.
    pub enum Frequency {
        /// Hằng tháng: from the 15th of the month before to the 14th (article 12, item 1).
        Monthly = "monthly",
        /// Hằng quý: from the 15th of the month before the quarter to the 14th of its last month.
        Quarterly = "quarterly",
        /// 6 tháng: 15/12 to 14/6 and 15/6 to 14/12.
        HalfYearly = "half-yearly",
        /// 9 tháng: 15/12 to 14/9. Not in the decree; provinces set it (Khánh Hòa 01/2023/QĐ-UBND).
        NineMonths = "nine-months",
        /// Hằng năm: 15/12 of the year before to 14/12.
        Annual = "annual",
        /// Đột xuất, chuyên đề: once, for days that a person names.
        Once = "once",
    }
}

/// One reporting period (kỳ báo cáo).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// `2026-M06`, `2026-Q2`, `2026-H1`, `2026-9M`, `2026`; for a single report the day on which it closes.
    pub code: String,
    /// First day whose events are reported.
    pub starts_on: Day,
    /// Last day whose events are reported ("chốt số liệu").
    pub closes_on: Day,
}

/// When the reports of a regime are made and sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Schedule {
    /// How often.
    pub frequency: Frequency,
    /// Day of the closing month by which agencies send to the coordinator; between [`Schedule::EARLIEST`] and
    /// [`Schedule::LATEST`].
    pub send_day: i8,
    /// The regime holds from this day …
    pub starts_on: Day,
    /// … to this one, if it ends. For a single report: the days it is about.
    pub ends_on: Option<Day>,
}

/// Years outside these are mistakes of typing.
const YEARS: std::ops::RangeInclusive<i16> = 1990..=2199;

impl Schedule {
    /// Data close on the 14th, at least one working day before anything is sent (article 13).
    pub const EARLIEST: i8 = 15;
    /// A day that every month has.
    pub const LATEST: i8 = 28;

    /// The periods that close on or after the first day of the regime and begin on or before `horizon`: the first
    /// is the one under way when the regime begins.
    #[must_use]
    pub fn periods(&self, horizon: Day) -> Vec<Period> {
        let last = self.ends_on.map_or(horizon, |end| end.min(horizon));
        if self.frequency == Frequency::Once {
            let closes_on = self.ends_on.unwrap_or(self.starts_on);
            return vec![Period { code: closes_on.to_string(), starts_on: self.starts_on, closes_on }];
        }
        let (from, to) = (self.starts_on.0.year(), last.0.year().saturating_add(1));
        (from.max(*YEARS.start())..=to.min(*YEARS.end()))
            .flat_map(|year| of_year(self.frequency, year))
            .filter(|period| period.closes_on >= self.starts_on && period.starts_on <= last)
            .collect()
    }

    /// The day by which agencies send the report of a period, moved to the next working day when offices are closed.
    #[must_use]
    pub fn due(&self, closes_on: Day, calendar: &Calendar) -> Day {
        on_day(closes_on, self.send_day, calendar)
    }
}

/// A day of the closing month, moved to the next working day.
#[must_use]
pub fn on_day(closes_on: Day, day: i8, calendar: &Calendar) -> Day {
    let day = day.clamp(Schedule::EARLIEST, Schedule::LATEST);
    Day(calendar.next_working_day(date(closes_on.0.year(), closes_on.0.month(), day)))
}

fn of_year(frequency: Frequency, year: i16) -> Vec<Period> {
    let period = |code: String, from: Date, closing_month: i8| Period {
        code,
        starts_on: Day(from),
        closes_on: Day(date(year, closing_month, 14)),
    };
    // the 15th of the month before `month`
    let opening = |month: i8| if month == 1 { date(year - 1, 12, 15) } else { date(year, month - 1, 15) };
    match frequency {
        Frequency::Monthly => (1..=12).map(|m| period(format!("{year}-M{m:02}"), opening(m), m)).collect(),
        Frequency::Quarterly => {
            (1..=4).map(|q| period(format!("{year}-Q{q}"), opening(3 * q - 2), 3 * q)).collect()
        }
        Frequency::HalfYearly => {
            vec![period(format!("{year}-H1"), opening(1), 6), period(format!("{year}-H2"), opening(7), 12)]
        }
        Frequency::NineMonths => vec![period(format!("{year}-9M"), opening(1), 9)],
        Frequency::Annual => vec![period(year.to_string(), opening(1), 12)],
        Frequency::Once => Vec::new(),
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

    fn schedule(frequency: Frequency, from: &str) -> Schedule {
        Schedule { frequency, send_day: 17, starts_on: day(from), ends_on: None }
    }

    fn spans(frequency: Frequency, from: &str, horizon: &str) -> Vec<(String, String, String)> {
        let periods = schedule(frequency, from).periods(day(horizon));
        periods.into_iter().map(|p| (p.code, p.starts_on.to_string(), p.closes_on.to_string())).collect()
    }

    fn triple(a: &str, b: &str, c: &str) -> (String, String, String) {
        (a.to_owned(), b.to_owned(), c.to_owned())
    }

    #[test]
    fn halves_of_the_year_close_on_the_days_of_article_12() {
        assert_eq!(
            spans(Frequency::HalfYearly, "2026-01-01", "2026-12-14"),
            [triple("2026-H1", "2025-12-15", "2026-06-14"), triple("2026-H2", "2026-06-15", "2026-12-14")]
        );
    }

    #[test]
    fn the_other_frequencies_too() {
        assert_eq!(
            spans(Frequency::Monthly, "2026-01-01", "2026-02-01"),
            [triple("2026-M01", "2025-12-15", "2026-01-14"), triple("2026-M02", "2026-01-15", "2026-02-14")]
        );
        assert_eq!(
            spans(Frequency::Quarterly, "2026-01-01", "2026-03-31"),
            [triple("2026-Q1", "2025-12-15", "2026-03-14"), triple("2026-Q2", "2026-03-15", "2026-06-14")]
        );
        assert_eq!(
            spans(Frequency::NineMonths, "2026-02-01", "2026-06-01"),
            [triple("2026-9M", "2025-12-15", "2026-09-14")]
        );
        assert_eq!(
            spans(Frequency::Annual, "2026-12-14", "2026-12-14"),
            [triple("2026", "2025-12-15", "2026-12-14")]
        );
    }

    #[test]
    fn the_boundary_lies_between_the_14th_and_the_15th() {
        assert_eq!(spans(Frequency::HalfYearly, "2026-06-14", "2026-06-14")[0].0, "2026-H1");
        assert_eq!(spans(Frequency::HalfYearly, "2026-06-15", "2026-06-15")[0].0, "2026-H2");
        assert_eq!(spans(Frequency::Annual, "2026-12-15", "2026-12-15")[0].0, "2027");
    }

    #[test]
    fn a_regime_that_ends_owes_nothing_afterwards() {
        let regime =
            Schedule { ends_on: Some(day("2026-06-14")), ..schedule(Frequency::HalfYearly, "2026-01-01") };
        assert_eq!(regime.periods(day("2028-01-01")).len(), 1);
    }

    #[test]
    fn a_single_report_has_one_period_of_its_own_days() {
        let once = Schedule { ends_on: Some(day("2026-03-20")), ..schedule(Frequency::Once, "2026-01-01") };
        let periods = once.periods(day("2030-01-01"));
        assert_eq!(periods.len(), 1);
        assert_eq!((periods[0].code.as_str(), periods[0].closes_on), ("2026-03-20", day("2026-03-20")));
    }

    #[test]
    fn a_day_of_rest_moves_the_sending_to_the_next_working_day() {
        let calendar = Calendar::vietnam();
        let regime = schedule(Frequency::HalfYearly, "2026-01-01");
        // 17/6/2026 is a Wednesday; 20/12/2026 is a Sunday
        assert_eq!(regime.due(day("2026-06-14"), &calendar), day("2026-06-17"));
        assert_eq!(on_day(day("2026-12-14"), 20, &calendar), day("2026-12-21"));
    }

    #[test]
    fn every_level_sends_on_a_working_day_as_the_decree_has_it() {
        // article 13 lets a province send to the Government by the 25th; agencies by the 17th, departments by the 20th
        let calendar = Calendar::vietnam();
        for (closes, agencies, department, province) in [
            ("2026-03-14", "2026-03-17", "2026-03-20", "2026-03-25"),
            // 17/10/2026 is a Saturday, 25/10/2026 a Sunday
            ("2026-10-14", "2026-10-19", "2026-10-20", "2026-10-26"),
            // 25/4/2026 is a Saturday, 26/4 Giỗ Tổ on a Sunday, 27/4 made up for it
            ("2026-04-14", "2026-04-17", "2026-04-20", "2026-04-28"),
            // Tết: 16/2 to 20/2/2026
            ("2026-02-14", "2026-02-23", "2026-02-23", "2026-02-25"),
        ] {
            let sent = [17, 20, 25].map(|d| on_day(day(closes), d, &calendar));
            assert_eq!(sent, [agencies, department, province].map(day), "{closes}");
        }
    }

    #[test]
    fn every_month_and_quarter_of_a_year_closes_on_the_fourteenth() {
        let months = spans(Frequency::Monthly, "2026-01-14", "2026-12-14");
        assert_eq!(months.len(), 12);
        assert_eq!(months[2], triple("2026-M03", "2026-02-15", "2026-03-14"));
        assert_eq!(months[11], triple("2026-M12", "2026-11-15", "2026-12-14"));
        assert_eq!(
            spans(Frequency::Quarterly, "2026-06-15", "2026-12-14"),
            [triple("2026-Q3", "2026-06-15", "2026-09-14"), triple("2026-Q4", "2026-09-15", "2026-12-14")]
        );
        assert_eq!(
            spans(Frequency::NineMonths, "2026-09-15", "2027-01-01"),
            [triple("2027-9M", "2026-12-15", "2027-09-14")],
            "nothing is reported of the days from 15/9 to 14/12"
        );
    }

    fn any_day() -> impl Strategy<Value = Day> {
        (2020_i16..2040, 1_i8..=12, 1_i8..=28).prop_map(|(y, m, d)| Day(date(y, m, d)))
    }

    proptest! {
        #[test]
        fn every_day_lies_in_exactly_one_period(at in any_day()) {
            for frequency in [Frequency::Monthly, Frequency::Quarterly, Frequency::HalfYearly, Frequency::Annual] {
                let regime = Schedule { frequency, send_day: 17, starts_on: at, ends_on: None };
                let containing = regime
                    .periods(at)
                    .into_iter()
                    .filter(|p| p.starts_on <= at && at <= p.closes_on)
                    .count();
                prop_assert_eq!(containing, 1);
                prop_assert_eq!(regime.periods(at).len(), 1);
            }
        }

        #[test]
        fn periods_follow_each_other_without_a_gap(at in any_day()) {
            for frequency in [Frequency::Monthly, Frequency::Quarterly, Frequency::HalfYearly, Frequency::Annual] {
                let regime = Schedule { frequency, send_day: 17, starts_on: at, ends_on: None };
                let horizon = Day(at.0.saturating_add(jiff::Span::new().days(900)));
                for pair in regime.periods(horizon).windows(2) {
                    prop_assert_eq!(pair[0].closes_on.0.tomorrow().unwrap(), pair[1].starts_on.0);
                }
            }
        }

        #[test]
        fn a_later_horizon_only_adds_and_codes_are_never_used_twice(at in any_day(), near in 0_i64..500, more in 0_i64..500) {
            let day = |n: i64| Day(at.0.saturating_add(jiff::Span::new().days(n)));
            for frequency in Frequency::ALL {
                let regime = Schedule { frequency: *frequency, send_day: 17, starts_on: at, ends_on: None };
                let (sooner, later) = (regime.periods(day(near)), regime.periods(day(near + more)));
                prop_assert_eq!(&later[..sooner.len()], &sooner[..]);
                let codes: std::collections::BTreeSet<&str> = later.iter().map(|p| p.code.as_str()).collect();
                prop_assert_eq!(codes.len(), later.len());
            }
        }

        #[test]
        fn a_level_never_sends_before_the_one_below(at in any_day(), mut days in prop::collection::vec(15_i8..=28, 3)) {
            let calendar = Calendar::vietnam();
            days.sort_unstable();
            let closes = Day(date(at.0.year(), at.0.month(), 14));
            let sent: Vec<Day> = days.iter().map(|d| on_day(closes, *d, &calendar)).collect();
            prop_assert!(sent.is_sorted() && closes < sent[0]);
            prop_assert!(sent.iter().all(|d| calendar.is_working_day(d.0)));
        }

        #[test]
        fn data_close_at_least_one_working_day_before_sending(at in any_day(), send_day in 15_i8..=28) {
            let calendar = Calendar::vietnam();
            for frequency in [Frequency::Monthly, Frequency::Quarterly, Frequency::HalfYearly, Frequency::NineMonths, Frequency::Annual] {
                let regime = Schedule { frequency, send_day, starts_on: at, ends_on: None };
                for period in regime.periods(at) {
                    let due = regime.due(period.closes_on, &calendar);
                    prop_assert!(calendar.is_working_day(due.0));
                    prop_assert!(calendar.working_days_between(period.closes_on.0, due.0) >= 1);
                }
            }
        }
    }
}
