//! The life of a recommendation. Pure.

use crate::text_enum;

text_enum! {
    /// Where a recommendation stands.
    pub enum State {
        /// Mới: made in an accepted report, not yet routed.
        New = "new",
        /// Đã chuyển: with the competent body.
        Routed = "routed",
        /// Báo không thuộc thẩm quyền: back with the coordinator, with the body's reason.
        Declined = "declined",
        /// Đã trả lời: to be looked at and closed.
        Answered = "answered",
        /// Đã giải quyết.
        Resolved = "resolved",
        /// Không tiếp thu, with a reason.
        NotTakenUp = "not-taken-up",
        /// Đã rút: a later version of the report no longer makes it.
        Withdrawn = "withdrawn",
    }
}

impl State {
    /// Whether somebody still has to do something about it.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::New | Self::Routed | Self::Declined | Self::Answered)
    }
}

text_enum! {
    /// What happened to a recommendation.
    pub enum EventKind {
        /// It was made in a report that was accepted.
        Made = "make",
        /// A later version of the report says it in other words; the old ones are kept with the event.
        Revised = "revise",
        /// A later version of the report no longer makes it.
        Withdrawn = "withdraw",
        /// The coordinator routed it, or forwarded it to another body.
        Routed = "route",
        /// The body says that it is not competent.
        Declined = "decline",
        /// The body answered in the system.
        Answered = "answer",
        /// An answer that came on paper was recorded.
        AnsweredOnPaper = "answer-on-paper",
        /// Closed as resolved.
        Resolved = "resolve",
        /// Closed as not taken up.
        NotTakenUp = "dismiss",
    }
}

/// What a person does with a recommendation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Routes it to the competent body, or on to another.
    Route,
    /// Says that the body is not competent.
    Decline,
    /// Answers it.
    Answer,
    /// Closes it: what was asked for has been settled.
    Resolve,
    /// Closes it: it is not taken up.
    Dismiss,
}

impl Act {
    /// What the act leads to from a state; `None` when it cannot be done.
    #[must_use]
    pub fn after(self, state: State) -> Option<State> {
        use State::{Answered, Declined, New, NotTakenUp, Resolved, Routed};
        match (self, state) {
            (Self::Route, New | Routed | Declined | Answered) => Some(Routed),
            (Self::Decline, Routed) => Some(Declined),
            (Self::Answer, Routed) => Some(Answered),
            (Self::Resolve, Answered) => Some(Resolved),
            (Self::Dismiss, New | Declined | Answered) => Some(NotTakenUp),
            _ => None,
        }
    }
}

/// Where a recommendation stands after a new version of its report was accepted that still makes it. What was
/// answered or closed is looked at again when its words have changed.
#[must_use]
pub fn restated(state: State, other_words: bool) -> State {
    match state {
        State::Withdrawn => State::New,
        State::Declined | State::Answered | State::Resolved | State::NotTakenUp if other_words => State::New,
        same => same,
    }
}

/// Where a recommendation stands after a new version of its report was accepted that no longer makes it.
#[must_use]
pub fn unsaid(state: State) -> State {
    if state.is_open() { State::Withdrawn } else { state }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ACTS: [Act; 5] = [Act::Route, Act::Decline, Act::Answer, Act::Resolve, Act::Dismiss];

    #[test]
    fn it_runs_from_the_report_to_its_end() {
        let mut state = State::New;
        for act in [Act::Route, Act::Decline, Act::Route, Act::Answer, Act::Resolve] {
            state = act.after(state).unwrap();
        }
        assert_eq!(state, State::Resolved);
        assert!(!state.is_open());
    }

    #[test]
    fn other_words_are_looked_at_again_and_the_same_words_change_nothing() {
        for state in State::ALL {
            let again = restated(*state, false);
            assert!(again == *state || *state == State::Withdrawn);
            assert!(restated(*state, true).is_open());
            assert!(!unsaid(*state).is_open());
        }
    }

    proptest! {
        #[test]
        fn nothing_is_resolved_without_an_answer_and_what_is_closed_stays_closed(
            acts in prop::collection::vec(0..ACTS.len(), 0..30),
        ) {
            let (mut state, mut answered) = (State::New, false);
            for act in acts.into_iter().map(|i| ACTS[i]) {
                match act.after(state) {
                    Some(next) => {
                        prop_assert!(state.is_open());
                        answered = match act {
                            Act::Answer => true,
                            Act::Route => false,
                            _ => answered,
                        };
                        state = next;
                    }
                    None => continue,
                }
                prop_assert!(state != State::Resolved || answered);
            }
        }
    }
}
