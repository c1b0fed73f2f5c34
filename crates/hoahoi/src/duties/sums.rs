//! Sums for the overview, kept as duties change: per agency and per section, for each plan and for all together.
//!
//! They hold as of the day kept in `setting` under [`super::refresh::AS_OF`]; when the day turns, only the duties
//! whose deadline has just passed are moved.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::model::{self, Part, PartyRole, State};
use crate::db::{Day, Tx, query};
use crate::ids::{OrgId, PlanId};
use crate::organisations::Directory;
use crate::text_enum;

text_enum! {
    /// Under which heading a duty is counted.
    pub enum Outcome {
        /// No deadline.
        Standing = "standing",
        /// Not finished, the deadline not passed; or handed in on time and awaiting confirmation.
        Open = "open",
        /// Not finished, the deadline passed; or handed in late and awaiting confirmation.
        Overdue = "overdue",
        /// Finished, handed in by the deadline.
        DoneOnTime = "done-on-time",
        /// Finished, handed in after the deadline.
        DoneLate = "done-late",
        /// Suspended, cancelled or replaced: not reckoned, and in no figure but the number of all duties.
        Void = "void",
    }
}

impl Outcome {
    /// Those that are late, finished or not.
    pub const LATE: [Self; 2] = [Self::Overdue, Self::DoneLate];
}

/// Where a duty is counted.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// Its plan.
    pub plan: PlanId,
    /// Its section.
    pub section_path: &'a str,
    /// Whether it belongs to security and defence.
    pub restricted: bool,
}

/// Where something is counted. A nil id stands for "all", an empty section for "all sections".
type Key = (Uuid, Uuid, String, Outcome, bool);

/// Changes to the sums, gathered and then written in one order, so that two writers never wait for each other in
/// a circle.
#[derive(Debug, Default)]
pub struct Shift(BTreeMap<Key, i64>);

/// The heading for one state.
#[must_use]
pub fn outcome(
    state: State,
    due_on: Option<Day>,
    handed_in: Option<Day>,
    asked: bool,
    as_of: Day,
) -> Outcome {
    if state.is_void() {
        return Outcome::Void;
    }
    let Some(due) = due_on else { return Outcome::Standing };
    let handed_in = handed_in.filter(|_| state.is_handed_in());
    let late = !asked && handed_in.unwrap_or(as_of) > due;
    match (state, late) {
        (State::Done, true) => Outcome::DoneLate,
        (State::Done, false) => Outcome::DoneOnTime,
        (_, true) => Outcome::Overdue,
        (_, false) => Outcome::Open,
    }
}

impl Shift {
    /// Counts a duty (`times` 1) or takes it out again (-1).
    pub fn duty(&mut self, at: &Place<'_>, outcome: Option<Outcome>, times: i64) {
        let Some(outcome) = outcome else { return };
        let section = model::counted_section(at.section_path).to_owned();
        self.add((at.plan.0, Uuid::nil(), section, outcome, at.restricted), times);
        self.add((Uuid::nil(), Uuid::nil(), String::new(), outcome, at.restricted), times);
    }

    /// Counts an owner's part, or takes it out again.
    pub fn part(&mut self, at: &Place<'_>, org: OrgId, outcome: Option<Outcome>, times: i64) {
        let Some(outcome) = outcome else { return };
        self.add((at.plan.0, org.0, String::new(), outcome, at.restricted), times);
        self.add((Uuid::nil(), org.0, String::new(), outcome, at.restricted), times);
    }

    fn add(&mut self, key: Key, times: i64) {
        *self.0.entry(key).or_default() += times;
    }

    /// Writes the changes.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn write(self, tx: &mut Tx) -> sqlx::Result<()> {
        const SQL: &str = "INSERT INTO duty_sum (plan_id, org_id, section, outcome, restricted, n) \
                           VALUES ($1, $2, $3, $4, $5, $6) \
                           ON CONFLICT (plan_id, org_id, section, outcome, restricted) \
                           DO UPDATE SET n = duty_sum.n + excluded.n";
        for ((plan, org, section, outcome, restricted), n) in self.0 {
            if n != 0 {
                query(SQL)
                    .bind(plan)
                    .bind(org)
                    .bind(section.as_str())
                    .bind(outcome)
                    .bind(restricted)
                    .bind(n)
                    .run(tx)
                    .await?;
            }
        }
        Ok(())
    }
}

/// The heading for one owner's part. A part that does not close the duty follows it and is not late by itself.
#[must_use]
pub fn part_outcome(
    directory: &Directory,
    parts: &[Part],
    part: &Part,
    whole: (State, Option<Day>),
    due_on: Option<Day>,
    as_of: Day,
) -> Outcome {
    let asked = is_asked(directory, part);
    let closes = model::closers(parts).any(|p| p.org == part.org);
    let (state, handed_in) =
        if closes && !whole.0.is_void() { (part.state, part.declared_on) } else { whole };
    outcome(state, due_on, handed_in, asked, as_of)
}

/// Whether an owner is asked rather than charged: a body outside the state system, or one the plan only requests.
#[must_use]
pub fn is_asked(directory: &Directory, part: &Part) -> bool {
    part.role == PartyRole::Requested || !directory.is_subordinate(part.org)
}

/// Whether everybody who closes the duty is only asked; a duty without owners is not.
#[must_use]
pub fn all_asked(directory: &Directory, parts: &[Part]) -> bool {
    let mut closers = model::closers(parts).peekable();
    closers.peek().is_some() && closers.all(|p| is_asked(directory, p))
}

/// Forgets all sums, before they are counted anew.
///
/// # Errors
/// Those of the database.
pub async fn clear(tx: &mut Tx) -> sqlx::Result<()> {
    query("DELETE FROM duty_sum").run(tx).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_late_day_decides_by_the_day_of_handing_in() {
        let day = |iso: &str| Some(iso.parse::<Day>().unwrap());
        let of = |state, handed_in, asked| {
            outcome(state, day("2026-06-30"), handed_in, asked, "2026-11-21".parse().unwrap())
        };
        assert_eq!(of(State::InProgress, None, false), Outcome::Overdue);
        assert_eq!(of(State::AwaitingConfirmation, day("2026-06-30"), false), Outcome::Open);
        assert_eq!(of(State::Done, day("2026-06-30"), false), Outcome::DoneOnTime);
        assert_eq!(of(State::Done, day("2026-07-01"), false), Outcome::DoneLate);
        assert_eq!(of(State::Done, day("2026-07-01"), true), Outcome::DoneOnTime);
        assert_eq!(of(State::InProgress, None, true), Outcome::Open);
        assert_eq!(of(State::Cancelled, None, false), Outcome::Void);
    }
}
