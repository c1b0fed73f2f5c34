//! What is counted, and how. Pure.

use viet::calendar::Calendar;

use crate::db::{Day, Millis};
use crate::directions::model::late;
use crate::directions::store::past::History as Direction;
use crate::ids::OrgId;
use crate::reporting::model::{Step, Timeliness, timeliness};
use crate::reporting::store::past::ReportHistory;
use crate::text_enum;

text_enum! {
    /// How an agency carried out a standing duty in a period, as the coordinator judged it.
    pub enum Level {
        /// Thực hiện tốt.
        Good = "good",
        /// Có thực hiện.
        Done = "done",
        /// Chưa thực hiện.
        NotDone = "not-done",
        /// Chưa đánh giá: also what takes an assessment back.
        Unassessed = "unassessed",
    }
}

/// So many of so many. Nothing of nothing is no data, never zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// How many.
    pub part: i64,
    /// Of how many.
    pub whole: i64,
}

impl Share {
    /// `11/12 (91,7 %)`; `–` without data.
    #[must_use]
    pub fn show(self) -> String {
        if self.whole == 0 {
            return "–".to_owned();
        }
        format!("{}/{} ({} %)", self.part, self.whole, viet::number::show_rounded(self.percent(), 1))
    }

    /// In hundredths of the whole.
    #[must_use]
    pub fn percent(self) -> f64 {
        #[allow(clippy::cast_precision_loss)]
        let (part, whole) = (self.part as f64, self.whole as f64);
        100.0 * part / whole
    }

    fn count(&mut self, yes: bool) {
        self.part += i64::from(yes);
        self.whole += 1;
    }
}

/// How a report, or the answer to a direction, stood at the end of a day. Days are working days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It had left the agency on its day or before.
    OnTime(Day),
    /// It had left the agency, so many days late.
    Late(Day, i64),
    /// Its day had passed so many days ago, and it had not left the agency.
    Missing(i64),
}

/// How a report stood at the end of a day; `None` when nothing could be said yet: it was not asked for, exempt, or
/// neither sent nor due.
#[must_use]
pub fn stood(report: &ReportHistory, day: Day, calendar: &Calendar) -> Option<Standing> {
    if report.known_from.day() > day || owed(report, day).0 == 0 {
        return None;
    }
    let left = report.steps.iter().find(|(_, step)| *step == Step::Approve).map(|(at, _)| at.day());
    let left = left.filter(|left| *left <= day);
    match (timeliness(report.due_on, left, day, calendar), left) {
        (Timeliness::OnTime, Some(left)) => Some(Standing::OnTime(left)),
        (Timeliness::Late(days), Some(left)) => Some(Standing::Late(left, days)),
        (Timeliness::Overdue(days), _) => Some(Standing::Missing(days)),
        _ => None,
    }
}

/// How an answer to a direction stood at the end of a day, by its first sending; `None` when nothing could be said yet:
/// the direction had not been given, or was neither answered nor past its day before it was closed.
#[must_use]
pub fn answered(direction: &Direction, day: Day, calendar: &Calendar) -> Option<Standing> {
    let by_then = |at: Option<Millis>| at.map(Millis::day).filter(|on| *on <= day);
    if direction.given_at.day() > day {
        return None;
    }
    let answered = by_then(direction.answered_at);
    let ended = answered.or(by_then(direction.closed_at));
    match (answered, late(Some(direction.answer_by), ended, day, calendar)) {
        (Some(on), None) => Some(Standing::OnTime(on)),
        (Some(on), Some(days)) => Some(Standing::Late(on, days)),
        (None, Some(days)) => Some(Standing::Missing(days)),
        (None, None) => None,
    }
}

/// Lines that a report owed at the end of a day, and of these in security and defence.
#[must_use]
pub fn owed(report: &ReportHistory, day: Day) -> (i64, i64) {
    let later = report.before.iter().find(|(until, _)| until.day() > day);
    later.map_or(report.owed, |(_, before)| *before)
}

/// How often completion of a report had been asked for by the end of a day.
#[must_use]
pub fn asked(report: &ReportHistory, day: Day) -> i64 {
    let asked = report.steps.iter().filter(|(at, step)| *step == Step::AskCompletion && at.day() <= day);
    i64::try_from(asked.count()).unwrap_or(i64::MAX)
}

/// What was counted of one agency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sums {
    /// Reports sent by their day, of those sent or past their day.
    pub reports: Share,
    /// Reports sent late.
    pub sent_late: i64,
    /// Reports not sent although their day has passed.
    pub missing: i64,
    /// Working days by which reports were late, added up.
    pub late_days: i64,
    /// Duties done by their deadline, of those done or past their deadline.
    pub duties: Share,
    /// Duties done late.
    pub done_late: i64,
    /// Duties not done although their deadline has passed.
    pub overdue: i64,
    /// How often completion was asked for, of reports and of duties.
    pub completions: i64,
    /// Extensions granted.
    pub extensions: i64,
    /// Directions answered late, or not although their day has passed, of those answered or past their day.
    pub answers: Share,
    /// Standing duties assessed as carried out well.
    pub good: i64,
    /// Standing duties assessed as carried out.
    pub done: i64,
    /// Standing duties assessed as not carried out.
    pub not_done: i64,
}

impl Sums {
    /// Counts a report.
    pub fn report(&mut self, standing: Standing) {
        self.reports.count(matches!(standing, Standing::OnTime(_)));
        match standing {
            Standing::OnTime(_) => {}
            Standing::Late(_, days) => {
                self.sent_late += 1;
                self.late_days += days;
            }
            Standing::Missing(days) => {
                self.missing += 1;
                self.late_days += days;
            }
        }
    }

    /// Counts a duty.
    pub fn duty(&mut self, outcome: DutyOutcome) {
        self.duties.count(outcome == DutyOutcome::OnTime);
        match outcome {
            DutyOutcome::OnTime => {}
            DutyOutcome::Late => self.done_late += 1,
            DutyOutcome::Overdue => self.overdue += 1,
        }
    }

    /// Counts an answer to a direction.
    pub fn answer(&mut self, standing: Standing) {
        self.answers.count(!matches!(standing, Standing::OnTime(_)));
    }

    /// Counts an assessment.
    pub fn assessed(&mut self, level: Level) {
        match level {
            Level::Good => self.good += 1,
            Level::Done => self.done += 1,
            Level::NotDone => self.not_done += 1,
            Level::Unassessed => {}
        }
    }
}

/// How a duty with a deadline stood, when it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DutyOutcome {
    /// Done by the deadline.
    OnTime,
    /// Done late.
    Late,
    /// Not done, the deadline passed.
    Overdue,
}

/// A period or a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// In addresses: `2026-H1`, `nam-2026`.
    pub key: String,
    /// The period's code; none for a year.
    pub code: Option<String>,
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
}

impl Span {
    /// A calendar year.
    #[must_use]
    pub fn year(year: i16) -> Option<Self> {
        let day = |month, of| jiff::civil::Date::new(year, month, of).ok().map(Day);
        Some(Self { key: format!("nam-{year}"), code: None, from: day(1, 1)?, to: day(12, 31)? })
    }
}

/// An agency whose standing duty was assessed, with the judgement.
pub type Assessed = (OrgId, Level);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;
    use crate::ids::{DirectionId, SubmissionId};
    use proptest::prelude::*;

    fn day(iso: &str) -> Day {
        iso.parse().unwrap()
    }

    fn at(iso: &str) -> Millis {
        Clock::standing(day(iso)).now()
    }

    fn report(steps: &[(&str, Step)]) -> ReportHistory {
        ReportHistory {
            id: SubmissionId::new(),
            org_id: OrgId::new(),
            code: "2026-H1".into(),
            plan_name: String::new(),
            regime_name: String::new(),
            due_on: day("2026-06-17"),
            known_from: at("2026-01-05"),
            owed: (3, 0),
            before: Vec::new(),
            steps: steps.iter().map(|(on, step)| (at(on), *step)).collect(),
        }
    }

    #[test]
    fn a_report_is_judged_by_what_was_known_that_day() {
        let calendar = Calendar::vietnam();
        let sent = report(&[
            ("2026-06-19", Step::HandToHead),
            ("2026-06-19", Step::Approve),
            ("2026-06-22", Step::AskCompletion),
            ("2026-06-24", Step::Approve),
        ]);
        let on = |of: &ReportHistory, iso| stood(of, day(iso), &calendar);
        assert_eq!(on(&sent, "2026-01-04"), None);
        assert_eq!(on(&sent, "2026-06-17"), None);
        assert_eq!(on(&sent, "2026-06-18"), Some(Standing::Missing(1)));
        assert_eq!(on(&sent, "2026-06-19"), Some(Standing::Late(day("2026-06-19"), 2)));
        assert_eq!(on(&sent, "2026-12-31"), Some(Standing::Late(day("2026-06-19"), 2)));
        assert_eq!((asked(&sent, day("2026-06-21")), asked(&sent, day("2026-06-22"))), (0, 1));
        let early = report(&[("2026-06-10", Step::Approve)]);
        assert_eq!(on(&early, "2026-06-10"), Some(Standing::OnTime(day("2026-06-10"))));
    }

    #[test]
    fn an_answer_is_judged_by_its_first_sending_and_never_by_what_came_later() {
        let calendar = Calendar::vietnam();
        let of = |answered: Option<&str>, closed: Option<&str>| Direction {
            id: DirectionId::new(),
            org_id: OrgId::new(),
            given_at: at("2026-11-16"),
            answer_by: day("2026-11-20"),
            answered_at: answered.map(at),
            closed_at: closed.map(at),
            plan_number: None,
            section_path: None,
            paragraph: None,
            code: None,
            restricted: false,
        };
        let on = |of: &Direction, iso| answered(of, day(iso), &calendar);
        let late = of(Some("2026-11-25"), None);
        assert_eq!(on(&late, "2026-11-15"), None);
        assert_eq!(on(&late, "2026-11-20"), None);
        // The 24th of November is a holiday.
        assert_eq!(on(&late, "2026-11-23"), Some(Standing::Missing(1)));
        assert_eq!(on(&late, "2026-11-25"), Some(Standing::Late(day("2026-11-25"), 2)));
        assert_eq!(
            on(&of(Some("2026-11-19"), None), "2026-12-31"),
            Some(Standing::OnTime(day("2026-11-19")))
        );
        // Closed without an answer: before its day nothing is counted, after it the lateness stops there.
        assert_eq!(on(&of(None, Some("2026-11-19")), "2026-12-31"), None);
        assert_eq!(on(&of(None, Some("2026-11-25")), "2026-12-31"), Some(Standing::Missing(2)));
    }

    #[test]
    fn an_exemption_counts_from_its_day_on() {
        let calendar = Calendar::vietnam();
        let exempt = ReportHistory { owed: (0, 0), before: vec![(at("2026-06-25"), (3, 1))], ..report(&[]) };
        assert_eq!(stood(&exempt, day("2026-06-24"), &calendar), Some(Standing::Missing(5)));
        assert_eq!(stood(&exempt, day("2026-06-25"), &calendar), None);
        assert_eq!(owed(&exempt, day("2026-06-24")), (3, 1));
    }

    #[test]
    fn no_data_is_a_dash_and_never_zero() {
        assert_eq!(Share::default().show(), "–");
        assert_eq!(Share { part: 0, whole: 4 }.show(), "0/4 (0 %)");
        assert_eq!(Share { part: 11, whole: 12 }.show(), "11/12 (91,7 %)");
        let mut sums = Sums::default();
        sums.report(Standing::OnTime(day("2026-06-17")));
        sums.report(Standing::Late(day("2026-06-19"), 2));
        sums.report(Standing::Missing(9));
        assert_eq!(sums.reports, Share { part: 1, whole: 3 });
        assert_eq!((sums.sent_late, sums.missing, sums.late_days), (1, 1, 11));
    }

    proptest! {
        #[test]
        fn steps_taken_later_change_nothing(
            steps in prop::collection::vec((0..200_i64, 0..Step::ALL.len()), 0..8), asked_day in 0..200_i64
        ) {
            let calendar = Calendar::vietnam();
            let on = |n: i64| Day(day("2026-03-01").0.saturating_add(jiff::Span::new().days(n)));
            let mut steps: Vec<(Millis, Step)> =
                steps.into_iter().map(|(n, i)| (Clock::standing(on(n)).now(), Step::ALL[i])).collect();
            steps.sort_by_key(|(at, _)| *at);
            let all = ReportHistory { steps: steps.clone(), ..report(&[]) };
            let known = steps.into_iter().filter(|(at, _)| at.day() <= on(asked_day)).collect();
            let then = ReportHistory { steps: known, ..report(&[]) };
            let figures = |of: &ReportHistory| (stood(of, on(asked_day), &calendar), asked(of, on(asked_day)));
            prop_assert_eq!(figures(&all), figures(&then));
        }
    }
}
