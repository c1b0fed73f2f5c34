//! What reporting says to people: states, timeliness and roles in words. Bodies outside the state system are asked,
//! never urged: for them nothing is ever "quá hạn" (DESIGN 2.7).

use super::model::{Frequency, Progress, State, Step, Timeliness};
use super::texts::ReportingTexts;
use crate::db::Day;
use crate::organisations::System;
use crate::web::lang::fill;

/// A word with its icon and the class that gives it colour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chip {
    /// CSS classes.
    pub class: &'static str,
    /// Name of the icon in the sprite.
    pub icon: &'static str,
    /// The word.
    pub text: String,
}

impl Chip {
    fn new(class: &'static str, icon: &'static str, text: impl Into<String>) -> Self {
        Self { class, icon, text: text.into() }
    }
}

impl ReportingTexts {
    /// Where a report stands. `begun` tells a draft from a report nobody has written in.
    #[must_use]
    pub fn state_chip(&self, state: State, begun: bool, system: System) -> Chip {
        match state {
            State::Draft if !begun => Chip::new("st idle", "new", self.not_begun),
            State::Draft => Chip::new("st", "half", self.draft),
            State::AwaitingHead => Chip::new("st", "clock", self.awaiting_head),
            State::Submitted => Chip::new("st", "ack", self.submitted),
            State::SentBack if system.is_subordinate() => Chip::new("st back", "back", self.sent_back),
            State::SentBack => Chip::new("st", "back", self.sent_back_outside),
            State::Accepted => Chip::new("st", "done", self.accepted),
        }
    }

    /// How something owed stands against its day; `came` is the day it left the agency.
    #[must_use]
    pub fn due_chip(&self, timeliness: Timeliness, due: Day, came: Option<Day>, system: System) -> Chip {
        if !system.is_subordinate() {
            return match came {
                Some(day) => Chip::new("due", "done", fill(self.came, &[&day.show()])),
                None => Chip::new("due", "clock", fill(self.asked_by, &[&due.show()])),
            };
        }
        match timeliness {
            Timeliness::OnTime => Chip::new("due ok", "done", self.on_time),
            Timeliness::Late(days) => Chip::new("due was-late", "clock", fill(self.late, &[&days])),
            Timeliness::Open => Chip::new("due ok", "clock", fill(self.open_until, &[&due.show()])),
            Timeliness::Soon(0) => Chip::new("due soon", "clock", self.due_today),
            Timeliness::Soon(days) => Chip::new("due soon", "clock", fill(self.soon, &[&days])),
            Timeliness::Overdue(days) => Chip::new("due late", "late", fill(self.overdue, &[&days])),
        }
    }

    /// How far a duty is.
    #[must_use]
    pub fn progress_name(&self, progress: Progress) -> &'static str {
        match progress {
            Progress::NotStarted => self.not_started,
            Progress::InProgress => self.in_progress,
            Progress::Done => self.done,
            Progress::Continuing => self.continuing,
            Progress::OnTrack => self.on_track,
            Progress::Behind => self.behind,
        }
    }

    /// How an agency answers for a duty.
    #[must_use]
    pub fn role_name(&self, role: &str) -> &'static str {
        match role {
            "lead" => self.role_lead,
            "coordinate" => self.role_coordinate,
            "requested" => self.role_requested,
            _ => self.role_responsible,
        }
    }

    /// What happened to a report.
    #[must_use]
    pub fn step_name(&self, step: Step, system: System) -> &'static str {
        match step {
            Step::HandToHead => self.step_hand,
            Step::GiveBack => self.step_give_back,
            Step::Approve => self.step_approve,
            Step::AskCompletion if system.is_subordinate() => self.step_ask,
            Step::AskCompletion => self.step_ask_outside,
            Step::Accept => self.step_accept,
            Step::Reopen if system.is_subordinate() => self.step_reopen,
            Step::Reopen => self.step_reopen_outside,
        }
    }

    /// How often.
    #[must_use]
    pub fn frequency_name(&self, frequency: Frequency) -> &'static str {
        match frequency {
            Frequency::Monthly => self.monthly,
            Frequency::Quarterly => self.quarterly,
            Frequency::HalfYearly => self.half_yearly,
            Frequency::NineMonths => self.nine_months,
            Frequency::Annual => self.annual,
            Frequency::Once => self.once,
        }
    }

    /// What a period is called: `6 tháng đầu năm 2026`. A code that is none comes back unchanged.
    #[must_use]
    pub fn period_name(&self, code: &str) -> String {
        if let Ok(day) = code.parse::<Day>() {
            return fill(self.period_once, &[&day.show()]);
        }
        let (year, part) = code.split_once('-').unwrap_or((code, ""));
        match (part, part.split_at_checked(1)) {
            ("", _) => fill(self.period_year, &[&year]),
            ("H1", _) => fill(self.period_h1, &[&year]),
            ("H2", _) => fill(self.period_h2, &[&year]),
            ("9M", _) => fill(self.period_9m, &[&year]),
            (_, Some(("M", month))) => fill(self.period_month, &[&month_in_print(month), &year]),
            (_, Some(("Q", quarter))) => fill(self.period_quarter, &[&roman(quarter), &year]),
            _ => code.to_owned(),
        }
    }

    /// Where a duty stands in its plan: `IV.2, đoạn 1`.
    #[must_use]
    pub fn clause_of(&self, section_path: &str, paragraph: i64) -> String {
        if paragraph > 0 { fill(self.clause, &[&section_path, &paragraph]) } else { section_path.to_owned() }
    }
}

/// What a period is called in Vietnamese, as documents print it.
#[must_use]
pub fn name_of_code(code: &str) -> String {
    ReportingTexts::VI.period_name(code)
}

/// Months 1 and 2 keep their zero (Decree 30/2020/NĐ-CP, appendix I).
fn month_in_print(month: &str) -> &str {
    match month {
        "01" | "02" => month,
        _ => month.trim_start_matches('0'),
    }
}

fn roman(quarter: &str) -> &str {
    match quarter {
        "1" => "I",
        "2" => "II",
        "3" => "III",
        "4" => "IV",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_have_their_official_names() {
        for (code, name) in [
            ("2026-H1", "6 tháng đầu năm 2026"),
            ("2026-H2", "6 tháng cuối năm 2026"),
            ("2026-9M", "9 tháng năm 2026"),
            ("2026", "năm 2026"),
            ("2026-Q3", "quý III năm 2026"),
            ("2026-M02", "tháng 02 năm 2026"),
            ("2026-M06", "tháng 6 năm 2026"),
            ("2026-03-20", "đột xuất, số liệu đến 20/3/2026"),
        ] {
            assert_eq!(name_of_code(code), name);
        }
    }

    #[test]
    fn bodies_outside_the_state_are_asked_and_never_called_late() {
        let t = ReportingTexts::VI;
        let due: Day = "2026-06-17".parse().unwrap_or(Day(jiff::civil::Date::ZERO));
        for system in System::ALL.iter().filter(|s| !s.is_subordinate()) {
            for timeliness in [Timeliness::Overdue(8), Timeliness::Soon(1), Timeliness::Open] {
                let chip = t.due_chip(timeliness, due, None, *system);
                assert_eq!((chip.class, chip.text.as_str()), ("due", "Đề nghị gửi chậm nhất 17/6/2026"));
            }
            assert!(!t.due_chip(Timeliness::Late(3), due, Some(due), *system).text.contains("Trễ"));
            assert_eq!(t.state_chip(State::SentBack, true, *system).class, "st");
        }
        assert_eq!(
            t.due_chip(Timeliness::Overdue(8), due, None, System::State).text,
            "Quá hạn 8 ngày làm việc"
        );
    }
}
