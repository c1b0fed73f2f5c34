//! The life of a submission (báo cáo): what may follow what.

use crate::text_enum;

text_enum! {
    /// Where a submission stands.
    pub enum State {
        /// Nháp: being written in the agency.
        Draft = "draft",
        /// Chờ lãnh đạo duyệt: written, not yet approved; it has not left the agency.
        AwaitingHead = "awaiting-head",
        /// Đã gửi: approved by the head and received by the coordinator.
        Submitted = "submitted",
        /// Đề nghị bổ sung: the coordinator asks for completion.
        SentBack = "sent-back",
        /// Đã tiếp nhận: locked.
        Accepted = "accepted",
    }
}

impl State {
    /// Whether the agency may write in it.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Draft | Self::SentBack)
    }

    /// Whether its words have been given to the coordinator as they stand: others than the agency may read them.
    #[must_use]
    pub fn is_public_to_readers(self) -> bool {
        matches!(self, Self::Submitted | Self::Accepted)
    }
}

text_enum! {
    /// A step in the life of a submission.
    pub enum Step {
        /// Trình lãnh đạo: the officer hands it to the head.
        HandToHead = "hand-to-head",
        /// Trả lại nháp: the head gives it back to the officers, with a reason.
        GiveBack = "give-back",
        /// Duyệt và gửi: the head approves; it leaves the agency.
        Approve = "approve",
        /// Đề nghị bổ sung, hoàn thiện: the coordinator asks for completion, with a reason and a day.
        AskCompletion = "ask-completion",
        /// Tiếp nhận: the coordinator accepts; it is locked.
        Accept = "accept",
        /// Mở lại: the coordinator opens an accepted report again, with a reason; the next version needs the head.
        Reopen = "reopen",
    }
}

impl Step {
    /// What the step leads to.
    #[must_use]
    pub fn leads_to(self) -> State {
        match self {
            Self::HandToHead => State::AwaitingHead,
            Self::GiveBack => State::Draft,
            Self::Approve => State::Submitted,
            Self::AskCompletion | Self::Reopen => State::SentBack,
            Self::Accept => State::Accepted,
        }
    }

    /// Whether the step can be taken from a state.
    #[must_use]
    pub fn follows(self, from: State) -> bool {
        match self {
            Self::HandToHead => from.is_open(),
            Self::GiveBack | Self::Approve => from == State::AwaitingHead,
            Self::AskCompletion | Self::Accept => from == State::Submitted,
            Self::Reopen => from == State::Accepted,
        }
    }

    /// Whether a person must say why.
    #[must_use]
    pub fn needs_reason(self) -> bool {
        matches!(self, Self::GiveBack | Self::AskCompletion | Self::Reopen)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nothing_leaves_the_agency_without_its_head_and_only_a_reason_opens_what_was_accepted() {
        for step in Step::ALL {
            assert_eq!(step.follows(State::Accepted), *step == Step::Reopen, "{step} after acceptance");
            if step.leads_to() == State::Submitted {
                assert_eq!(*step, Step::Approve);
                assert!(State::ALL.iter().all(|s| step.follows(*s) == (*s == State::AwaitingHead)));
            }
        }
    }

    proptest! {
        #[test]
        fn only_what_the_head_approved_is_ever_accepted(steps in prop::collection::vec(0..Step::ALL.len(), 0..40)) {
            let (mut state, mut approved) = (State::Draft, false);
            for step in steps.into_iter().map(|i| Step::ALL[i]) {
                if step.follows(state) {
                    match step {
                        Step::Approve => approved = true,
                        Step::AskCompletion | Step::GiveBack | Step::Reopen => approved = false,
                        Step::HandToHead | Step::Accept => {}
                    }
                    prop_assert!(step.needs_reason() || !state.is_public_to_readers() || step == Step::Accept);
                    state = step.leads_to();
                }
                prop_assert_eq!(state.is_public_to_readers(), approved);
            }
        }
    }
}
