//! How a direction comes to its end. Pure.

use viet::calendar::Calendar;

use crate::db::Day;
use crate::text_enum;

text_enum! {
    /// Where a direction stands; worked out from its addressees until somebody closes it.
    pub enum State {
        /// An addressee has still to answer.
        Open = "open",
        /// All have answered.
        Answered = "answered",
        /// Whoever gave it has closed it.
        Closed = "closed",
    }
}

text_enum! {
    /// Where one addressee's answer stands.
    pub enum Answer {
        /// Nothing has been sent.
        Waiting = "waiting",
        /// Written, and waiting for the head of the agency.
        AwaitingHead = "awaiting-head",
        /// Sent.
        Answered = "answered",
        /// More was asked for.
        SentBack = "sent-back",
    }
}

impl Answer {
    /// Whether the agency has still to send something.
    #[must_use]
    pub fn is_owed(self) -> bool {
        self != Self::Answered
    }
}

text_enum! {
    /// In which capacity a direction was given.
    pub enum Capacity {
        /// Lãnh đạo UBND tỉnh.
        Leadership = "leadership",
        /// Văn phòng UBND tỉnh, by order of the leadership (thừa lệnh).
        Office = "office",
        /// The coordinator at Sở KH&CN.
        Coordinator = "coordinator",
    }
}

/// What is done about a direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// An addressee writes; its head has still to send.
    Write,
    /// The head sends the answer.
    Send,
    /// Whoever gave it asks for more.
    SendBack,
}

/// Why an act is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The direction has been closed.
    Closed,
    /// The answer is in a state from which this cannot be done.
    NotFrom(Answer),
    /// A body outside the state system is not sent back.
    Outside,
    /// Somebody has not answered, so that closing needs words.
    NeedsWords,
}

/// The state of an addressee's answer after an act.
///
/// # Errors
/// [`Refusal`], saying why not.
pub fn after(whole: State, answer: Answer, act: Act, subordinate: bool) -> Result<Answer, Refusal> {
    if whole == State::Closed {
        return Err(Refusal::Closed);
    }
    match (act, answer) {
        (Act::Write, Answer::Waiting | Answer::AwaitingHead | Answer::SentBack) => Ok(Answer::AwaitingHead),
        (Act::Send, Answer::Waiting | Answer::AwaitingHead | Answer::SentBack) => Ok(Answer::Answered),
        (Act::SendBack, Answer::Answered) if !subordinate => Err(Refusal::Outside),
        (Act::SendBack, Answer::Answered) => Ok(Answer::SentBack),
        (_, answer) => Err(Refusal::NotFrom(answer)),
    }
}

/// Where a direction that nobody has closed stands.
#[must_use]
pub fn overall(answers: &[Answer]) -> State {
    if answers.iter().any(|answer| answer.is_owed()) { State::Open } else { State::Answered }
}

/// Whether a direction may be closed with or without words: before all have answered it takes words.
///
/// # Errors
/// [`Refusal`], saying why not.
pub fn may_close(state: State, has_words: bool) -> Result<(), Refusal> {
    match state {
        State::Closed => Err(Refusal::Closed),
        State::Open if !has_words => Err(Refusal::NeedsWords),
        State::Open | State::Answered => Ok(()),
    }
}

/// By how many working days an answer came, or is, after the day named; `None` when in time or no day was named.
#[must_use]
pub fn late(
    answer_by: Option<Day>,
    answered_on: Option<Day>,
    today: Day,
    calendar: &Calendar,
) -> Option<i64> {
    let due = calendar.next_working_day(answer_by?.0);
    let came = calendar.next_working_day(answered_on.unwrap_or(today).0);
    Some(calendar.working_days_between(due, came)).filter(|days| *days > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_answer_is_written_sent_sent_back_and_sent_again() {
        let mut answer = Answer::Waiting;
        for act in [Act::Write, Act::Write, Act::Send, Act::SendBack, Act::Send] {
            answer = after(State::Open, answer, act, true).unwrap();
        }
        assert_eq!(answer, Answer::Answered);
        assert_eq!(after(State::Answered, answer, Act::SendBack, false), Err(Refusal::Outside));
        assert_eq!(after(State::Answered, answer, Act::Send, true), Err(Refusal::NotFrom(answer)));
    }

    #[test]
    fn before_all_have_answered_closing_takes_words() {
        assert_eq!(may_close(State::Open, false), Err(Refusal::NeedsWords));
        assert_eq!(may_close(State::Open, true), Ok(()));
        assert_eq!(may_close(State::Answered, false), Ok(()));
        assert_eq!(may_close(State::Closed, true), Err(Refusal::Closed));
    }

    #[test]
    fn lateness_is_counted_in_working_days() {
        let calendar = Calendar::vietnam();
        let day = |iso: &str| iso.parse::<Day>().unwrap();
        // Asked for by Saturday 21/11/2026: Monday is in time, Tuesday the 24th is a holiday.
        let of = |answered, today| late(Some(day("2026-11-21")), answered, day(today), &calendar);
        assert_eq!(of(None, "2026-11-23"), None);
        assert_eq!(of(None, "2026-11-26"), Some(2));
        assert_eq!(of(Some(day("2026-11-24")), "2026-12-30"), Some(1));
        assert_eq!(late(None, None, day("2026-11-25"), &calendar), None);
    }

    fn any_act() -> impl Strategy<Value = Act> {
        proptest::sample::select(&[Act::Write, Act::Send, Act::SendBack])
    }

    proptest! {
        #[test]
        fn nothing_moves_in_a_closed_direction(
            answer in proptest::sample::select(Answer::ALL), act in any_act(), subordinate: bool
        ) {
            prop_assert_eq!(after(State::Closed, answer, act, subordinate), Err(Refusal::Closed));
        }

        #[test]
        fn only_sending_answers_and_nobody_outside_is_sent_back(
            answer in proptest::sample::select(Answer::ALL), act in any_act(), subordinate: bool
        ) {
            match after(State::Open, answer, act, subordinate) {
                Ok(Answer::Answered) => prop_assert_eq!(act, Act::Send),
                Ok(Answer::SentBack) => prop_assert!(subordinate),
                _ => {}
            }
        }

        #[test]
        fn a_direction_is_answered_when_everybody_has(answers in proptest::collection::vec(proptest::sample::select(Answer::ALL), 1..6)) {
            let all = answers.iter().all(|a| *a == Answer::Answered);
            prop_assert_eq!(overall(&answers) == State::Answered, all);
        }
    }
}
