//! What a duty is, and how its state may change. Pure.
//!
//! Every owner answers for its own part of a duty; the duty's own state follows from the parts (see [`overall`]).
//! With a lead, the lead's part closes the duty; where no lead is printed, each owner closes its own part and the
//! duty is done when all are. A part that an agency declares done is confirmed by the coordinator. A standing duty
//! (one without a deadline) is never closed.

use crate::db::Day;
use crate::ids::OrgId;
use crate::text_enum;

pub use crate::plans::model::{Origin as DutyOrigin, PartyOrigin, Position, Role as PartyRole};

text_enum! {
    /// The state of a duty, or of one owner's part in it. Being late is no state: see [`super::timeliness`].
    pub enum State {
        /// Đã giao.
        Assigned = "assigned",
        /// Đã tiếp nhận.
        Acknowledged = "acknowledged",
        /// Báo không thuộc thẩm quyền, with the reason.
        Refused = "refused",
        /// Đang thực hiện.
        InProgress = "in-progress",
        /// Chờ xác nhận hoàn thành.
        AwaitingConfirmation = "awaiting-confirmation",
        /// Hoàn thành.
        Done = "done",
        /// Đề nghị bổ sung.
        AskedToComplete = "asked-to-complete",
        /// Tạm dừng.
        Suspended = "suspended",
        /// Hủy.
        Cancelled = "cancelled",
        /// Được thay thế.
        Replaced = "replaced",
    }
}

impl State {
    /// Whether the coordinator has taken the whole duty out of reckoning; nobody acts on it then.
    #[must_use]
    pub fn is_void(self) -> bool {
        matches!(self, Self::Suspended | Self::Cancelled | Self::Replaced)
    }

    /// Whether the part has been handed in: the clock stands still on the day of handing in.
    #[must_use]
    pub fn is_handed_in(self) -> bool {
        matches!(self, Self::AwaitingConfirmation | Self::Done)
    }
}

/// What may be done with one owner's part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Act {
    /// The owner takes notice and accepts.
    Acknowledge,
    /// The owner says the duty is not within its competence.
    Refuse,
    /// The coordinator answers a refusal: the duty stays with the owner.
    Uphold,
    /// The owner has reported progress.
    Progress,
    /// The owner declares its part done.
    Declare,
    /// The coordinator confirms that the part is done.
    Confirm,
    /// The coordinator asks to complete what was declared done.
    AskToComplete,
}

/// Why an act is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The duty has no deadline: it is assessed each period and never closed.
    Standing,
    /// The duty is suspended, cancelled or replaced.
    Void,
    /// The part is in a state from which this cannot be done.
    NotFrom(State),
}

/// The state of a part after an act; `None` when the act has already had its effect, so that doing it twice is
/// harmless.
///
/// # Errors
/// [`Refusal`], saying why not.
pub fn after(part: State, act: Act, standing: bool) -> Result<Option<State>, Refusal> {
    use State::{
        Acknowledged, AskedToComplete, Assigned, AwaitingConfirmation, Cancelled, Done, InProgress, Refused,
        Replaced, Suspended,
    };
    if standing && matches!(act, Act::Declare | Act::Confirm | Act::AskToComplete) {
        return Err(Refusal::Standing);
    }
    Ok(match (act, part) {
        (_, Suspended | Cancelled | Replaced) => return Err(Refusal::Void),
        (Act::Acknowledge, Assigned) => Some(Acknowledged),
        (Act::Acknowledge, Acknowledged | InProgress) => None,
        (Act::Refuse, Assigned | Acknowledged) => Some(Refused),
        (Act::Refuse, Refused) => None,
        (Act::Uphold, Refused) => Some(Assigned),
        (Act::Uphold, Assigned) => None,
        (Act::Progress, Assigned | Acknowledged) => Some(InProgress),
        (Act::Progress, InProgress | AwaitingConfirmation | AskedToComplete | Done) => None,
        (Act::Declare, Assigned | Acknowledged | InProgress | AskedToComplete) => Some(AwaitingConfirmation),
        (Act::Declare, AwaitingConfirmation | Done) => None,
        (Act::Confirm, AwaitingConfirmation) => Some(Done),
        (Act::Confirm, Done) => None,
        (Act::AskToComplete, AwaitingConfirmation) => Some(AskedToComplete),
        (Act::AskToComplete, AskedToComplete) => None,
        (_, state) => return Err(Refusal::NotFrom(state)),
    })
}

/// The state of a part after its duty's deadline was set or taken away: a standing duty is never done, so that what had
/// been handed in goes on.
#[must_use]
pub fn kept(part: State, standing: bool) -> State {
    match part {
        State::AwaitingConfirmation | State::Done | State::AskedToComplete if standing => State::InProgress,
        same => same,
    }
}

/// One owner's part in a duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// The owner today.
    pub org: OrgId,
    /// How it answers.
    pub role: PartyRole,
    /// How far it is.
    pub state: State,
    /// The day on which it was last declared done.
    pub declared_on: Option<Day>,
}

/// The parts whose completion closes the duty: the lead's; without a lead everybody's who carries it out; where
/// bodies are only asked, theirs.
pub fn closers(parts: &[Part]) -> impl Iterator<Item = &Part> {
    let has = |role| parts.iter().any(|p| p.role == role);
    let (lead, owing) = (has(PartyRole::Lead), parts.iter().any(|p| p.role != PartyRole::Requested));
    parts.iter().filter(move |p| match p.role {
        PartyRole::Lead => true,
        PartyRole::Requested => !owing,
        PartyRole::Responsible | PartyRole::Coordinate => !lead,
    })
}

/// The duty's state and the day on which its last closing part was handed in, worked out from its parts.
#[must_use]
pub fn overall(parts: &[Part]) -> (State, Option<Day>) {
    let closing: Vec<&Part> = closers(parts).collect();
    let all = |wanted: &[State]| !closing.is_empty() && closing.iter().all(|p| wanted.contains(&p.state));
    let any = |wanted: &[State]| closing.iter().any(|p| wanted.contains(&p.state));
    let handed_in = closing.iter().filter_map(|p| p.declared_on).max();
    if all(&[State::Done]) {
        (State::Done, handed_in)
    } else if all(&[State::Done, State::AwaitingConfirmation]) {
        (State::AwaitingConfirmation, handed_in)
    } else if any(&[State::AskedToComplete]) {
        (State::AskedToComplete, None)
    } else if any(&[State::InProgress, State::AwaitingConfirmation, State::Done]) {
        (State::InProgress, None)
    } else if any(&[State::Refused]) {
        (State::Refused, None)
    } else if all(&[State::Acknowledged]) {
        (State::Acknowledged, None)
    } else {
        (State::Assigned, None)
    }
}

/// What is kept in `duty.folded`: the text without marks, a line break, the text with them. A search for a word
/// without marks is then found in the first half, one with marks only in the second: `quyt` finds `quýt`, `quýt`
/// does not find `quyt`.
#[must_use]
pub fn searchable(text: &str) -> String {
    format!("{}\n{}", viet::fold(text), viet::canonical(text))
}

/// The section under which a duty is counted: `IV.2` for `IV.2`, `III.3` for `III.3.5`.
#[must_use]
pub fn counted_section(path: &str) -> &str {
    path.match_indices('.').nth(1).map_or(path, |(at, _)| &path[..at])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn part(role: PartyRole, state: State) -> Part {
        let declared_on = state.is_handed_in().then(|| "2026-11-20".parse().unwrap());
        Part { org: OrgId::new(), role, state, declared_on }
    }

    #[test]
    fn a_part_runs_from_assignment_to_confirmation() {
        let mut state = State::Assigned;
        for act in
            [Act::Acknowledge, Act::Progress, Act::Declare, Act::AskToComplete, Act::Declare, Act::Confirm]
        {
            state = after(state, act, false).unwrap().unwrap();
        }
        assert_eq!(state, State::Done);
    }

    #[test]
    fn a_standing_duty_is_never_closed() {
        for state in State::ALL {
            for act in [Act::Declare, Act::Confirm, Act::AskToComplete] {
                assert_eq!(after(*state, act, true), Err(Refusal::Standing));
            }
        }
    }

    #[test]
    fn a_duty_that_loses_its_deadline_goes_on() {
        for state in State::ALL {
            assert_eq!(kept(*state, false), *state);
            assert!(!kept(*state, true).is_handed_in());
        }
    }

    #[test]
    fn the_lead_closes_the_duty_and_without_one_everybody_does() {
        use PartyRole::{Coordinate, Lead, Requested, Responsible};
        let led =
            [part(Lead, State::Done), part(Coordinate, State::Assigned), part(Requested, State::Assigned)];
        assert_eq!(overall(&led).0, State::Done);
        let joint = [part(Responsible, State::Done), part(Responsible, State::Acknowledged)];
        assert_eq!(overall(&joint), (State::InProgress, None));
        let finished = [part(Responsible, State::Done), part(Coordinate, State::AwaitingConfirmation)];
        assert_eq!(overall(&finished).0, State::AwaitingConfirmation);
        assert!(overall(&finished).1.is_some());
        let asked = [part(Requested, State::Acknowledged)];
        assert_eq!(overall(&asked).0, State::Acknowledged);
        assert_eq!(overall(&[]).0, State::Assigned);
    }

    #[test]
    fn sections_are_counted_at_their_second_level() {
        for (path, counted) in [("IV", "IV"), ("IV.2", "IV.2"), ("III.3.5", "III.3"), ("", "")] {
            assert_eq!(counted_section(path), counted);
        }
    }

    fn any_state() -> impl Strategy<Value = State> {
        proptest::sample::select(State::ALL)
    }

    fn any_act() -> impl Strategy<Value = Act> {
        proptest::sample::select(&[
            Act::Acknowledge,
            Act::Refuse,
            Act::Uphold,
            Act::Progress,
            Act::Declare,
            Act::Confirm,
            Act::AskToComplete,
        ])
    }

    proptest! {
        #[test]
        fn doing_a_thing_twice_changes_nothing_more(state in any_state(), act in any_act(), standing: bool) {
            if let Ok(Some(next)) = after(state, act, standing) {
                prop_assert_eq!(after(next, act, standing), Ok(None));
            }
        }

        #[test]
        fn only_confirmation_makes_a_part_done(state in any_state(), act in any_act(), standing: bool) {
            if after(state, act, standing) == Ok(Some(State::Done)) {
                prop_assert_eq!(act, Act::Confirm);
                prop_assert_eq!(state, State::AwaitingConfirmation);
            }
        }

        #[test]
        fn a_handed_in_duty_knows_its_day(states in proptest::collection::vec((any_state(), 0..4_usize), 0..6)) {
            let parts: Vec<Part> = states.iter().map(|(s, r)| part(PartyRole::ALL[*r], *s)).collect();
            let (state, day) = overall(&parts);
            prop_assert_eq!(state.is_handed_in(), day.is_some());
            prop_assert!(!state.is_void());
        }
    }
}
