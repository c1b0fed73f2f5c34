//! Directions in words. Bodies outside the state system are asked, and nothing of theirs is ever late (DESIGN 2.7).

use super::model::{Answer, Capacity, Refusal, State};
use super::texts::DirectionTexts;
use crate::duties::words::Badge;
use crate::web::lang::fill;

impl DirectionTexts {
    /// Where a direction stands.
    #[must_use]
    pub fn state_badge(&self, state: State) -> Badge {
        let (class, icon) = match state {
            State::Open => ("st", "half"),
            State::Answered => ("st", "ack"),
            State::Closed => ("st idle", "done"),
        };
        Badge { class, icon, text: self.state(state).to_owned() }
    }

    /// The same as a word.
    #[must_use]
    pub fn state(&self, state: State) -> &'static str {
        match state {
            State::Open => self.s_open,
            State::Answered => self.s_answered,
            State::Closed => self.s_closed,
        }
    }

    /// Where an addressee's answer stands, as others than its own people see it: what waits for its head has not
    /// been sent.
    #[must_use]
    pub fn answer_badge(&self, answer: Answer, subordinate: bool, own: bool) -> Badge {
        let shown = if answer == Answer::AwaitingHead && !own { Answer::Waiting } else { answer };
        let (class, icon) = match shown {
            Answer::Waiting => ("st idle", "new"),
            Answer::AwaitingHead => ("st", "clock"),
            Answer::Answered => ("st", "done"),
            Answer::SentBack => ("st back", "back"),
        };
        Badge { class, icon, text: self.answer_state(shown, subordinate).to_owned() }
    }

    /// The same as a word.
    #[must_use]
    pub fn answer_state(&self, answer: Answer, subordinate: bool) -> &'static str {
        match answer {
            Answer::Waiting if subordinate => self.a_waiting,
            Answer::Waiting => self.a_waiting_outside,
            Answer::AwaitingHead => self.a_awaiting_head,
            Answer::Answered => self.a_answered,
            Answer::SentBack => self.a_sent_back,
        }
    }

    /// Who speaks.
    #[must_use]
    pub fn capacity(&self, capacity: Capacity) -> &'static str {
        match capacity {
            Capacity::Leadership => self.by_leadership,
            Capacity::Office => self.by_office,
            Capacity::Coordinator => self.by_coordinator,
        }
    }

    /// Why something is refused.
    #[must_use]
    pub fn refusal(&self, refusal: Refusal) -> String {
        match refusal {
            Refusal::Closed => self.no_closed.to_owned(),
            Refusal::NotFrom(answer) => fill(self.no_from, &[&self.answer_state(answer, true)]),
            Refusal::Outside => self.no_outside.to_owned(),
            Refusal::NeedsWords => self.no_words.to_owned(),
        }
    }
}
