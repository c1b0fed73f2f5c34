//! The life of a message from outside. Pure.

use crate::db::Millis;
use crate::text_enum;

/// The longest text, in characters.
pub const TEXT_LIMIT: usize = 5_000;
/// The longest name, body or contact, in characters.
pub const LINE_LIMIT: usize = 200;
/// The most links in a text.
pub const LINKS_LIMIT: usize = 2;
/// So many days after the answer, name and contact are erased.
pub const PERSONAL_DAYS: i64 = 90;

text_enum! {
    /// What sort of message it is.
    pub enum Kind {
        /// Góp ý.
        Opinion = "opinion",
        /// Đề xuất.
        Proposal = "proposal",
        /// Quan tâm: somebody wants to get in touch about a record; between them and its agency.
        Interest = "interest",
        /// Góp ý dự thảo: on a draft that is open for comment; it is published with all others in the end.
        Comment = "comment",
    }
}

text_enum! {
    /// What the sender allows.
    pub enum Consent {
        /// Published with name and body.
        Named = "named",
        /// Published without them.
        Unnamed = "unnamed",
        /// Not published.
        None = "none",
    }
}

/// Whether a message may ever be published: its sender allows it, and it is not between two.
#[must_use]
pub fn is_publishable(kind: Kind, consent: Consent) -> bool {
    kind != Kind::Interest && consent != Consent::None
}

text_enum! {
    /// Where a message stands.
    pub enum State {
        /// Chờ trả lời.
        Open = "open",
        /// Đã trả lời: somebody decides whether it is published.
        Answered = "answered",
        /// Đã công khai, with its answer.
        Published = "published",
        /// Đã trả lời, không công khai.
        Unpublished = "unpublished",
        /// Để riêng: not answered, for a reason.
        SetAside = "set-aside",
    }
}

impl State {
    /// Whether the sender reads the answer.
    #[must_use]
    pub fn is_answered(self) -> bool {
        matches!(self, Self::Answered | Self::Published | Self::Unpublished)
    }
}

text_enum! {
    /// Why a message is set aside.
    pub enum Ground {
        /// Nghi thư rác: the program thinks that a robot wrote it; a person has not looked yet.
        Suspected = "suspected-spam",
        /// Thư rác.
        Spam = "spam",
        /// Không thuộc thẩm quyền.
        NotCompetent = "not-competent",
        /// Trùng, không rõ nội dung.
        Unclear = "unclear",
        /// Dự thảo đã rút: there is nothing left to comment on.
        Withdrawn = "withdrawn",
    }
}

impl Ground {
    /// The grounds that a person gives for setting a message of a kind aside. A comment on a draft is always answered.
    #[must_use]
    pub fn given(kind: Kind) -> &'static [Self] {
        if kind == Kind::Comment { &[Self::Spam] } else { &[Self::NotCompetent, Self::Unclear, Self::Spam] }
    }
}

/// What a person does with a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Answers it.
    Answer,
    /// Publishes it with its answer.
    Publish,
    /// Keeps it and its answer from the public.
    Withhold,
    /// Sets it aside.
    SetAside,
    /// Takes it up after all.
    Restore,
    /// Sends it on to another agency.
    Forward,
}

impl Act {
    /// What the act leads to for a message of a kind, from a state; `None` when it cannot be done. Comments are published
    /// all together, when their consultation is concluded.
    #[must_use]
    pub fn on(self, kind: Kind, consent: Consent, state: State) -> Option<State> {
        let alone = kind != Kind::Comment || !matches!(self, Self::Publish | Self::Withhold);
        self.after(state, is_publishable(kind, consent)).filter(|_| alone)
    }

    fn after(self, state: State, publishable: bool) -> Option<State> {
        use State::{Answered, Open, Published, SetAside, Unpublished};
        match (self, state) {
            (Self::Answer, Open) if publishable => Some(Answered),
            (Self::Answer, Open) | (Self::Withhold, Answered | Published) => Some(Unpublished),
            (Self::Publish, Answered | Unpublished) if publishable => Some(Published),
            (Self::SetAside, Open) => Some(SetAside),
            (Self::Restore, SetAside) | (Self::Forward, Open) => Some(Open),
            _ => None,
        }
    }
}

/// Up to when something settled had to be settled for its name and contact to be erased now.
#[must_use]
pub fn erase_before(now: Millis) -> Millis {
    Millis(now.0 - PERSONAL_DAYS * 24 * 3_600_000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ACTS: [Act; 6] =
        [Act::Answer, Act::Publish, Act::Withhold, Act::SetAside, Act::Restore, Act::Forward];

    #[test]
    fn it_runs_from_the_form_to_the_public_page() {
        let mut state = State::Open;
        for act in [Act::SetAside, Act::Restore, Act::Forward, Act::Answer, Act::Publish, Act::Withhold] {
            state = act.after(state, true).unwrap();
        }
        assert_eq!(state, State::Unpublished);
        assert_eq!(Act::Answer.after(State::Open, false), Some(State::Unpublished));
    }

    #[test]
    fn what_is_between_two_is_never_published() {
        for consent in Consent::ALL {
            assert!(!is_publishable(Kind::Interest, *consent));
        }
        assert!(is_publishable(Kind::Opinion, Consent::Unnamed));
        assert!(!is_publishable(Kind::Proposal, Consent::None));
    }

    #[test]
    fn a_comment_is_published_with_all_others() {
        let on = |act: Act, state| act.on(Kind::Comment, Consent::Named, state);
        assert_eq!(on(Act::Answer, State::Open), Some(State::Answered));
        assert_eq!(on(Act::Publish, State::Answered), None);
        assert_eq!(on(Act::Withhold, State::Published), None);
    }

    proptest! {
        #[test]
        fn nothing_is_published_without_an_answer_and_without_consent(
            acts in prop::collection::vec(0..ACTS.len(), 0..30), publishable: bool,
        ) {
            let (mut state, mut answered) = (State::Open, false);
            for act in acts.into_iter().map(|i| ACTS[i]) {
                if let Some(next) = act.after(state, publishable) {
                    answered = answered || act == Act::Answer;
                    state = next;
                }
                prop_assert!(state != State::Published || answered && publishable);
                prop_assert_eq!(state.is_answered(), answered);
            }
        }
    }
}
