//! Who may ask for a later day, and what may be decided. Pure.

use std::fmt;
use std::str::FromStr;

use viet::calendar::Calendar;

use crate::db::Day;
use crate::duties::model::State as DutyState;
use crate::duties::timeliness::due_on;
use crate::text_enum;

text_enum! {
    /// Where a request stands.
    pub enum State {
        /// Chờ lãnh đạo cơ quan: written, and not yet out of the agency.
        AwaitingHead = "awaiting-head",
        /// Chờ quyết định: sent to the coordinator.
        Open = "open",
        /// Đồng ý gia hạn.
        Granted = "granted",
        /// Không đồng ý gia hạn.
        Refused = "refused",
        /// Cơ quan rút đề nghị.
        Withdrawn = "withdrawn",
    }
}

impl State {
    /// Whether something may still come of it.
    #[must_use]
    pub fn is_live(self) -> bool {
        matches!(self, Self::AwaitingHead | Self::Open)
    }
}

/// How many extensions one duty may be granted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// At most so many; none with 0.
    AtMost(u32),
    /// As many as the coordinator grants.
    Unlimited,
}

/// One extension for each duty.
impl Default for Limit {
    fn default() -> Self {
        Self::AtMost(1)
    }
}

impl Limit {
    /// The most that can be set as a number.
    pub const MOST: u32 = 9;

    /// Whether one more may be granted after so many.
    #[must_use]
    pub fn allows(self, granted: i64) -> bool {
        match self {
            Self::AtMost(most) => granted < i64::from(most),
            Self::Unlimited => true,
        }
    }
}

/// `1`, or `unlimited`: as it is kept and sent in forms.
impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AtMost(most) => most.fmt(f),
            Self::Unlimited => f.write_str("unlimited"),
        }
    }
}

impl FromStr for Limit {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        if text == "unlimited" {
            return Ok(Self::Unlimited);
        }
        let most = text.parse().ok().filter(|most| *most <= Self::MOST);
        most.map(Self::AtMost).ok_or_else(|| format!("{text:?} is no limit"))
    }
}

/// What decides about a duty and one of its owners.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// The deadline as set; none for a standing duty.
    pub deadline: Option<Day>,
    /// State of the duty.
    pub whole: DutyState,
    /// State of the owner's part; none when the body no longer owes the duty.
    pub part: Option<DutyState>,
    /// Extensions granted so far, to whichever owner.
    pub granted: i64,
}

/// Why a request or a decision is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The duty has no deadline.
    Standing,
    /// The duty is suspended, cancelled or replaced.
    Void,
    /// The body no longer answers for the duty.
    NotOwner,
    /// The owner has handed its part in, or the duty is done.
    HandedIn,
    /// The owner has said that the duty is not within its competence; the coordinator answers that first.
    Disowned,
    /// The duty has been extended as often as the rule allows.
    Limit(u32),
    /// The day is not after the last day of the present term.
    NotAfter(Day),
    /// The request is in a state from which this cannot be done.
    NotFrom(State),
}

/// Whether an owner may ask for a later day now, before or after the deadline has passed.
///
/// # Errors
/// [`Refusal`], saying why not.
pub fn may_ask(facts: &Facts, limit: Limit) -> Result<Day, Refusal> {
    let deadline = facts.deadline.ok_or(Refusal::Standing)?;
    let part = facts.part.ok_or(Refusal::NotOwner)?;
    if facts.whole.is_void() {
        return Err(Refusal::Void);
    }
    if facts.whole.is_handed_in() || part.is_handed_in() {
        return Err(Refusal::HandedIn);
    }
    if part == DutyState::Refused {
        return Err(Refusal::Disowned);
    }
    match limit {
        Limit::AtMost(most) if !limit.allows(facts.granted) => Err(Refusal::Limit(most)),
        _ => Ok(deadline),
    }
}

/// Whether a day may be asked for or granted: it must lie after the day on which the present term really ends.
///
/// # Errors
/// [`Refusal::NotAfter`] with that day.
pub fn may_name(day: Day, deadline: Day, calendar: &Calendar) -> Result<(), Refusal> {
    let ends = due_on(deadline, calendar);
    if day > ends { Ok(()) } else { Err(Refusal::NotAfter(ends)) }
}

/// The working day on which a term named so really ends, when that is another day.
#[must_use]
pub fn really_ends(day: Day, calendar: &Calendar) -> Option<Day> {
    Some(due_on(day, calendar)).filter(|end| *end != day)
}

/// Whether a request came after the term had passed; being late is not undone by asking.
#[must_use]
pub fn came_late(sent_on: Day, deadline: Day, calendar: &Calendar) -> bool {
    sent_on > due_on(deadline, calendar)
}

/// Whether a day may be granted now: the request could still be made, and the day extends the term.
///
/// # Errors
/// [`Refusal`], saying why not.
pub fn may_grant(facts: &Facts, limit: Limit, day: Day, calendar: &Calendar) -> Result<(), Refusal> {
    may_name(day, may_ask(facts, limit)?, calendar)
}

/// What is done with a request that is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// The agency writes it anew, before it has left.
    Rewrite,
    /// The agency drops it, before it has left.
    Drop,
    /// The head sends it.
    Send,
    /// The head takes it back.
    Withdraw,
    /// The coordinator grants a day.
    Grant,
    /// The coordinator refuses.
    Refuse,
}

/// The state of a request after an act.
///
/// # Errors
/// [`Refusal::NotFrom`] the state it is in.
pub fn after(state: State, act: Act) -> Result<State, Refusal> {
    match (act, state) {
        (Act::Rewrite, State::AwaitingHead) => Ok(State::AwaitingHead),
        (Act::Send, State::AwaitingHead) => Ok(State::Open),
        (Act::Drop, State::AwaitingHead) | (Act::Withdraw, State::Open) => Ok(State::Withdrawn),
        (Act::Grant, State::Open) => Ok(State::Granted),
        (Act::Refuse, State::Open) => Ok(State::Refused),
        (_, state) => Err(Refusal::NotFrom(state)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(iso: &str) -> Day {
        iso.parse().unwrap()
    }

    fn facts(granted: i64) -> Facts {
        Facts {
            deadline: Some(day("2026-11-21")),
            whole: DutyState::InProgress,
            part: Some(DutyState::InProgress),
            granted,
        }
    }

    #[test]
    fn a_duty_is_extended_once_unless_the_rule_says_otherwise() {
        assert_eq!(may_ask(&facts(0), Limit::default()), Ok(day("2026-11-21")));
        assert_eq!(may_ask(&facts(1), Limit::default()), Err(Refusal::Limit(1)));
        assert_eq!(may_ask(&facts(0), Limit::AtMost(0)), Err(Refusal::Limit(0)));
        assert!(may_ask(&facts(1), Limit::AtMost(2)).is_ok());
        assert!(may_ask(&facts(40), Limit::Unlimited).is_ok());
    }

    #[test]
    fn nothing_is_asked_for_what_has_no_day_or_is_over() {
        let of = |deadline, whole, part| {
            may_ask(&Facts { deadline, whole, part: Some(part), granted: 0 }, Limit::Unlimited).unwrap_err()
        };
        let term = Some(day("2026-11-21"));
        use DutyState::{AwaitingConfirmation, Done, InProgress, Refused, Suspended};
        assert_eq!(of(None, InProgress, InProgress), Refusal::Standing);
        assert_eq!(of(term, Suspended, InProgress), Refusal::Void);
        assert_eq!(of(term, Done, Done), Refusal::HandedIn);
        assert_eq!(of(term, InProgress, AwaitingConfirmation), Refusal::HandedIn);
        assert_eq!(of(term, InProgress, Refused), Refusal::Disowned);
    }

    #[test]
    fn the_new_day_lies_after_the_real_end_of_the_term() {
        let calendar = Calendar::vietnam();
        // 21/11/2026 is a Saturday: the term ends on Monday the 23rd, and a Sunday in between extends nothing.
        assert_eq!(
            may_name(day("2026-11-22"), day("2026-11-21"), &calendar),
            Err(Refusal::NotAfter(day("2026-11-23")))
        );
        assert_eq!(may_name(day("2026-11-24"), day("2026-11-21"), &calendar), Ok(()));
        assert_eq!(really_ends(day("2026-11-28"), &calendar), Some(day("2026-11-30")));
        assert_eq!(really_ends(day("2026-11-27"), &calendar), None);
        assert!(!came_late(day("2026-11-23"), day("2026-11-21"), &calendar));
        assert!(came_late(day("2026-11-24"), day("2026-11-21"), &calendar));
    }

    #[test]
    fn limits_are_written_and_read_back() {
        for limit in [Limit::AtMost(0), Limit::AtMost(3), Limit::Unlimited] {
            assert_eq!(limit.to_string().parse(), Ok(limit));
        }
        for nonsense in ["", "-1", "10", "nhiều"] {
            assert!(nonsense.parse::<Limit>().is_err());
        }
    }

    fn any_facts() -> impl Strategy<Value = Facts> {
        let state = || proptest::sample::select(DutyState::ALL);
        let deadline = proptest::option::of((0..400_i64).prop_map(later));
        (deadline, state(), proptest::option::of(state()), 0..4_i64)
            .prop_map(|(deadline, whole, part, granted)| Facts { deadline, whole, part, granted })
    }

    fn later(days: i64) -> Day {
        Day(day("2026-01-01").0.saturating_add(jiff::Span::new().days(days)))
    }

    fn any_act() -> impl Strategy<Value = Act> {
        use Act::{Drop, Grant, Refuse, Rewrite, Send, Withdraw};
        proptest::sample::select(&[Rewrite, Drop, Send, Withdraw, Grant, Refuse])
    }

    fn any_limit() -> impl Strategy<Value = Limit> {
        prop_oneof![(0..3_u32).prop_map(Limit::AtMost), Just(Limit::Unlimited)]
    }

    proptest! {
        #[test]
        fn a_granted_day_always_extends_and_never_beyond_the_limit(
            facts in any_facts(), limit in any_limit(), days in 0..500_i64
        ) {
            let calendar = Calendar::vietnam();
            let day = later(days);
            if may_grant(&facts, limit, day, &calendar).is_ok() {
                prop_assert!(due_on(day, &calendar) > due_on(facts.deadline.unwrap(), &calendar));
                prop_assert!(limit.allows(facts.granted));
                prop_assert!(!facts.whole.is_void() && !facts.whole.is_handed_in());
                prop_assert!(facts.part.is_some_and(|part| !part.is_handed_in()));
                prop_assert!(may_ask(&facts, limit).is_ok());
            }
        }

        #[test]
        fn what_has_been_decided_or_withdrawn_stays(state in proptest::sample::select(State::ALL), act in any_act()) {
            if !state.is_live() {
                prop_assert_eq!(after(state, act), Err(Refusal::NotFrom(state)));
            }
        }

        #[test]
        fn nothing_is_decided_before_the_head_has_sent_it(acts in proptest::collection::vec(any_act(), 0..8)) {
            let (mut state, mut sent) = (State::AwaitingHead, false);
            for act in acts {
                if let Ok(next) = after(state, act) {
                    sent |= act == Act::Send;
                    state = next;
                }
            }
            prop_assert!(sent || !matches!(state, State::Open | State::Granted | State::Refused));
        }
    }
}
