//! The life of a draft that is open for comment. Pure.

use crate::db::Day;
use crate::text_enum;

text_enum! {
    /// How far a consultation is.
    pub enum State {
        /// Being prepared.
        Draft = "draft",
        /// Announced: comments are taken between its days; its text stays as it is.
        Announced = "announced",
        /// Concluded: the table of comments is public.
        Concluded = "concluded",
        /// Withdrawn: no comment is taken or published any more.
        Withdrawn = "withdrawn",
    }
}

text_enum! {
    /// How a comment is taken; the reason stands beside it.
    pub enum Verdict {
        /// Tiếp thu.
        Accepted = "accepted",
        /// Tiếp thu một phần.
        Partly = "partly",
        /// Không tiếp thu.
        NotAccepted = "not-accepted",
    }
}

text_enum! {
    /// What the public list is narrowed to.
    pub enum Shelf {
        /// Comments are taken, or soon will be.
        Open = "dang-lay",
        /// No more comments; they are being answered.
        Closed = "da-dong",
        /// The table of comments is public.
        Results = "ket-qua",
    }
}

/// Where a consultation stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Being prepared.
    Draft,
    /// Announced, not yet begun.
    Coming,
    /// Comments are taken.
    Open,
    /// No more comments; they are being answered.
    Answering,
    /// Concluded.
    Concluded,
    /// Withdrawn.
    Withdrawn,
}

impl Phase {
    /// The phase on a day; the last day still takes comments.
    #[must_use]
    pub fn on(state: State, from: Day, to: Day, day: Day) -> Self {
        match state {
            State::Draft => Self::Draft,
            State::Concluded => Self::Concluded,
            State::Withdrawn => Self::Withdrawn,
            State::Announced if day < from => Self::Coming,
            State::Announced if day <= to => Self::Open,
            State::Announced => Self::Answering,
        }
    }

    /// Whether it can be concluded: no more comments come, every one has its answer, and a person has looked at each that
    /// seemed to come from a robot.
    #[must_use]
    pub fn can_conclude(self, comments: Tally) -> bool {
        self == Self::Answering && comments.answered == comments.all && comments.suspected == 0
    }

    /// Whether more time can be given: to be announced anew, a text would have to be read anew.
    #[must_use]
    pub fn can_extend(self) -> bool {
        matches!(self, Self::Coming | Self::Open)
    }

    /// Whether it can be withdrawn: what is concluded stays.
    #[must_use]
    pub fn can_withdraw(self) -> bool {
        matches!(self, Self::Draft | Self::Coming | Self::Open | Self::Answering)
    }
}

/// How many comments there are; those set aside do not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, sqlx::FromRow)]
pub struct Tally {
    /// All.
    pub all: i64,
    /// Those with an answer.
    pub answered: i64,
    /// Set aside by the program, as if from a robot; a person has not looked yet.
    pub suspected: i64,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(iso: &str) -> Day {
        iso.parse().unwrap()
    }

    #[test]
    fn it_is_open_from_its_first_to_its_last_day() {
        let on = |iso| Phase::on(State::Announced, day("2026-12-01"), day("2026-12-10"), day(iso));
        assert_eq!(on("2026-11-30"), Phase::Coming);
        assert_eq!(on("2026-12-01"), Phase::Open);
        assert_eq!(on("2026-12-10"), Phase::Open);
        assert_eq!(on("2026-12-11"), Phase::Answering);
        let on = |state| Phase::on(state, day("2026-12-01"), day("2026-12-10"), day("2026-12-05"));
        assert_eq!(on(State::Draft), Phase::Draft);
        assert_eq!(on(State::Withdrawn), Phase::Withdrawn);
    }

    const PHASES: [Phase; 6] =
        [Phase::Draft, Phase::Coming, Phase::Open, Phase::Answering, Phase::Concluded, Phase::Withdrawn];

    proptest! {
        #[test]
        fn nothing_is_concluded_with_a_comment_unanswered(
            all in 0_i64..5, answered in 0_i64..5, suspected in 0_i64..3,
        ) {
            let tally = Tally { all: all.max(answered), answered, suspected };
            for phase in PHASES {
                let ready = tally.all == answered && suspected == 0 && phase == Phase::Answering;
                prop_assert_eq!(phase.can_conclude(tally), ready);
            }
        }
    }

    #[test]
    fn what_has_ended_stays() {
        for phase in [Phase::Concluded, Phase::Withdrawn] {
            assert!(!phase.can_withdraw() && !phase.can_extend());
        }
        assert!(!Phase::Answering.can_extend());
    }
}
