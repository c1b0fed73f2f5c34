//! Requests in words. A body outside the state system asks for another day of working together and is never refused
//! anything in so many words (DESIGN 2.7).

use super::model::{Limit, Refusal, State};
use super::texts::ExtensionTexts;
use crate::duties::words::Badge;
use crate::web::lang::fill;

impl ExtensionTexts {
    /// Where a request stands.
    #[must_use]
    pub fn state_badge(&self, state: State, subordinate: bool) -> Badge {
        let (class, icon) = match state {
            State::AwaitingHead => ("st", "clock"),
            State::Open => ("st", "half"),
            State::Granted => ("st", "done"),
            State::Refused if subordinate => ("st back", "back"),
            State::Refused | State::Withdrawn => ("st idle", "none"),
        };
        Badge { class, icon, text: self.state(state, subordinate).to_owned() }
    }

    /// The same as a word.
    #[must_use]
    pub fn state(&self, state: State, subordinate: bool) -> &'static str {
        match state {
            State::AwaitingHead => self.s_awaiting_head,
            State::Open => self.s_open,
            State::Granted if subordinate => self.s_granted,
            State::Granted => self.o_granted,
            State::Refused if subordinate => self.s_refused,
            State::Refused => self.o_refused,
            State::Withdrawn => self.s_withdrawn,
        }
    }

    /// The rule in a sentence.
    #[must_use]
    pub fn rule_says(&self, limit: Limit) -> String {
        match limit {
            Limit::AtMost(0) => self.rule_never.to_owned(),
            Limit::AtMost(most) => fill(self.rule_once, &[&most]),
            Limit::Unlimited => self.rule_unlimited.to_owned(),
        }
    }

    /// Why something is refused.
    #[must_use]
    pub fn refusal(&self, refusal: Refusal) -> String {
        match refusal {
            Refusal::Standing => self.no_day.to_owned(),
            Refusal::Void => self.no_void.to_owned(),
            Refusal::HandedIn => self.no_handed_in.to_owned(),
            Refusal::Disowned => self.no_disowned.to_owned(),
            Refusal::NotOwner => self.no_owner.to_owned(),
            Refusal::Limit(0) => self.no_more_never.to_owned(),
            Refusal::Limit(most) => fill(self.no_more, &[&most]),
            Refusal::NotAfter(day) => fill(self.no_after, &[&day.show()]),
            Refusal::NotFrom(state) => fill(self.no_from, &[&self.state(state, true)]),
        }
    }
}
