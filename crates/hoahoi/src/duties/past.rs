//! A duty as it was known at the end of a past day: worked out from what happened up to then, so that nothing that
//! happens later changes it. Pure.

use viet::calendar::Calendar;

use super::model::{self, Act, Part, Position, State};
use super::owners::{self, Owner, Party};
use super::store::acts::EventKind;
use super::sums::{self, Outcome};
use super::timeliness;
use crate::db::{Day, Millis};
use crate::ids::{DutyId, OrgId, PartyId, PlanId};
use crate::organisations::Directory;
use crate::plans::store::PartyRow;

/// Everything that ever decided about a duty.
#[derive(Debug, Clone)]
pub struct History {
    /// Which.
    pub id: DutyId,
    /// Its plan.
    pub plan_id: PlanId,
    /// The plan's number, or the name of its file.
    pub plan_name: String,
    /// Where it stands in the plan.
    pub section_path: String,
    /// Which paragraph.
    pub paragraph: i64,
    /// Its sentence.
    pub text: String,
    /// Security and defence.
    pub restricted: bool,
    /// When its plan was confirmed: from then on it is tracked.
    pub tracked_from: Millis,
    /// The deadline as set today.
    pub deadline: Option<Day>,
    /// The day on which that term ends, as it was last reckoned.
    pub due_on: Option<Day>,
    /// What the deadline was before each change, oldest change first.
    pub deadlines: Vec<(Millis, Option<Day>)>,
    /// Its parties as they stand today, removed ones too.
    pub parties: Vec<(PartyRow, Option<Millis>)>,
    /// Parties as they stood until they were changed, oldest change first.
    pub before: Vec<(Millis, PartyRow)>,
    /// What happened, oldest first.
    pub events: Vec<(Millis, EventKind, Option<OrgId>)>,
}

/// What was known of a duty at the end of a day.
#[derive(Debug, Clone)]
pub struct Known {
    /// The deadline.
    pub deadline: Day,
    /// The day on which the term ended.
    pub due_on: Day,
    /// The owners' parts.
    pub parts: Vec<Part>,
    /// The duty's state, and when its last closing part was handed in.
    pub whole: (State, Option<Day>),
    /// How often each owner was asked to complete its part.
    pub asked_to_complete: Vec<(OrgId, i64)>,
}

impl History {
    /// What was known at the end of a day; `None` when the duty was not yet tracked or had no deadline then.
    #[must_use]
    pub fn on(&self, directory: &Directory, calendar: &Calendar, day: Day) -> Option<Known> {
        if self.tracked_from.day() > day {
            return None;
        }
        let deadline = self.deadline_on(day)?;
        let due_on = match self.due_on.filter(|_| self.deadline == Some(deadline)) {
            Some(reckoned) => reckoned,
            None => timeliness::due_on(deadline, calendar),
        };
        let owners = owners::on(directory, &self.parties_on(day), &self.text, day);
        let parts: Vec<Part> = owners.iter().map(|owner| self.part(directory, owner, &owners, day)).collect();
        let held = self.held_on(day);
        let whole = held.map_or_else(|| model::overall(&parts), |state| (state, None));
        let asked_to_complete = owners
            .iter()
            .map(|owner| {
                let asked = |(_, kind, org): &&(Millis, EventKind, Option<OrgId>)| {
                    *kind == EventKind::AskedToComplete && *org == Some(owner.org)
                };
                (owner.org, i64::try_from(self.until(day).filter(asked).count()).unwrap_or(i64::MAX))
            })
            .collect();
        Some(Known { deadline, due_on, parts, whole, asked_to_complete })
    }

    fn until(&self, day: Day) -> impl Iterator<Item = &(Millis, EventKind, Option<OrgId>)> {
        self.events.iter().filter(move |(at, ..)| at.day() <= day)
    }

    /// The deadline as it stood: what the first later change found, or what stands today.
    fn deadline_on(&self, day: Day) -> Option<Day> {
        let later = self.deadlines.iter().find(|(at, _)| at.day() > day);
        later.map_or(self.deadline, |(_, before)| *before)
    }

    fn parties_on(&self, day: Day) -> Vec<Party> {
        let there = |(party, removed): &&(PartyRow, Option<Millis>)| {
            party.added_at.is_none_or(|at| at.day() <= day) && removed.is_none_or(|at| at.day() > day)
        };
        let as_it_stood = |(party, _): &(PartyRow, Option<Millis>)| {
            let before = self.before.iter().find(|(until, past)| past.id == party.id && until.day() > day);
            before.map_or_else(|| party.clone(), |(_, past)| past.clone())
        };
        self.parties.iter().filter(there).map(as_it_stood).collect()
    }

    /// Whether the whole duty was suspended, cancelled or replaced.
    fn held_on(&self, day: Day) -> Option<State> {
        self.until(day).fold(None, |held, (_, kind, _)| match kind {
            EventKind::Suspended => Some(State::Suspended),
            EventKind::Cancelled => Some(State::Cancelled),
            EventKind::Replaced => Some(State::Replaced),
            EventKind::Resumed => None,
            _ => held,
        })
    }

    /// An owner's part: what happened to it, and, for a successor, to its predecessor's before.
    fn part(&self, directory: &Directory, owner: &Owner, owners: &[Owner], day: Day) -> Part {
        let mut part = Part { org: owner.org, role: owner.role, state: State::Assigned, declared_on: None };
        let mut ended = self.deadline_taken_away().filter(|at| at.day() <= day).peekable();
        for (at, kind, org) in self.until(day) {
            while ended.next_if(|ended| ended <= at).is_some() {
                (part.state, part.declared_on) = (model::kept(part.state, true), None);
            }
            let Some((act, org)) = act(*kind).zip(*org) else { continue };
            let passed_on = || {
                owners.iter().all(|other| other.org != org)
                    && self.held_by(directory, owner.party, org, at.day())
            };
            if org != owner.org && !passed_on() {
                continue;
            }
            if let Ok(Some(state)) = model::after(part.state, act, false) {
                part.state = state;
                if act == Act::Declare {
                    part.declared_on = Some(at.day());
                }
            }
        }
        if ended.next().is_some() {
            (part.state, part.declared_on) = (model::kept(part.state, true), None);
        }
        part
    }

    /// When the duty became standing: what had been handed in then went on.
    fn deadline_taken_away(&self) -> impl Iterator<Item = Millis> {
        let after = self.deadlines.iter().skip(1).map(|(_, before)| *before).chain([self.deadline]);
        self.deadlines.iter().zip(after).filter(|(_, after)| after.is_none()).map(|((at, _), _)| *at)
    }

    /// Whether a body answered for a party on a day.
    fn held_by(&self, directory: &Directory, party: PartyId, org: OrgId, day: Day) -> bool {
        let parties = self.parties_on(day);
        parties
            .iter()
            .filter(|p| p.id == party && p.position == Position::Owner)
            .any(|p| owners::answer(directory, p, &self.text, day).is_some_and(|a| a.holders.contains(&org)))
    }
}

impl Known {
    /// Under which heading an owner's part was counted at the end of the day.
    #[must_use]
    pub fn outcome(&self, directory: &Directory, part: &Part, day: Day) -> Outcome {
        sums::part_outcome(directory, &self.parts, part, self.whole, Some(self.due_on), day)
    }

    /// When what closes an owner's part was handed in.
    #[must_use]
    pub fn handed_in(&self, part: &Part) -> Option<Day> {
        let closes = model::closers(&self.parts).any(|p| p.org == part.org);
        let (state, day) = if closes { (part.state, part.declared_on) } else { self.whole };
        day.filter(|_| state.is_handed_in())
    }
}

fn act(kind: EventKind) -> Option<Act> {
    Some(match kind {
        EventKind::Acknowledged => Act::Acknowledge,
        EventKind::Refused => Act::Refuse,
        EventKind::Upheld => Act::Uphold,
        EventKind::Progressed => Act::Progress,
        EventKind::Declared => Act::Declare,
        EventKind::Confirmed => Act::Confirm,
        EventKind::AskedToComplete => Act::AskToComplete,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::duties::model::{PartyOrigin, PartyRole};
    use crate::organisations::{data::Data, id_of};
    use proptest::prelude::*;
    use std::sync::LazyLock;

    static WORLD: LazyLock<(Directory, Calendar)> =
        LazyLock::new(|| (Data::lang_son().unwrap().directory(), Calendar::vietnam()));

    fn day(iso: &str) -> Day {
        iso.parse().unwrap()
    }

    /// Nine in the morning.
    fn at(day: Day) -> Millis {
        crate::clock::Clock::standing(day).now()
    }

    fn party(slug: &str) -> PartyRow {
        PartyRow {
            id: PartyId::new(),
            duty_id: DutyId::new(),
            ordinal: 1,
            name: slug.to_owned(),
            role: PartyRole::Lead,
            position: Position::Owner,
            org_id: Some(id_of(slug)),
            function: None,
            is_group: false,
            origin: PartyOrigin::Printed,
            group_id: None,
            added_at: None,
        }
    }

    fn history(slug: &str) -> History {
        History {
            id: DutyId::new(),
            plan_id: PlanId::new(),
            plan_name: String::new(),
            section_path: "IV.2".into(),
            paragraph: 1,
            text: String::new(),
            restricted: false,
            tracked_from: at(day("2023-10-02")),
            deadline: Some(day("2026-06-30")),
            due_on: Some(day("2026-06-30")),
            deadlines: Vec::new(),
            parties: vec![(party(slug), None)],
            before: Vec::new(),
            events: Vec::new(),
        }
    }

    fn outcome(history: &History, on: &str) -> Option<Outcome> {
        let (directory, calendar) = &*WORLD;
        let known = history.on(directory, calendar, day(on))?;
        Some(known.outcome(directory, &known.parts[0], day(on)))
    }

    #[test]
    fn it_follows_the_days_as_they_were_known() {
        let mut duty = history("so-y-te");
        let y_te = Some(id_of("so-y-te"));
        assert_eq!(outcome(&duty, "2023-10-01"), None, "not tracked yet");
        assert_eq!(outcome(&duty, "2026-06-30"), Some(Outcome::Open));
        assert_eq!(outcome(&duty, "2026-07-01"), Some(Outcome::Overdue));
        duty.events = vec![
            (at(day("2026-07-03")), EventKind::Declared, y_te),
            (at(day("2026-07-06")), EventKind::AskedToComplete, y_te),
            (at(day("2026-07-08")), EventKind::Declared, y_te),
            (at(day("2026-07-09")), EventKind::Confirmed, y_te),
        ];
        assert_eq!(outcome(&duty, "2026-07-08"), Some(Outcome::Overdue));
        assert_eq!(outcome(&duty, "2026-07-09"), Some(Outcome::DoneLate));
        // an extension on 1/7 makes it open again from that day on; the day before stays overdue-free as it was
        duty.deadline = Some(day("2026-07-31"));
        duty.due_on = duty.deadline;
        duty.deadlines = vec![(at(day("2026-07-02")), Some(day("2026-06-30")))];
        assert_eq!(outcome(&duty, "2026-07-01"), Some(Outcome::Overdue));
        assert_eq!(outcome(&duty, "2026-07-02"), Some(Outcome::Open));
        assert_eq!(outcome(&duty, "2026-07-09"), Some(Outcome::DoneOnTime));
    }

    #[test]
    fn a_successor_goes_on_where_its_predecessor_stopped() {
        let (directory, calendar) = &*WORLD;
        let mut duty = history("so-nnptnt");
        duty.events = vec![(at(day("2024-01-10")), EventKind::Acknowledged, Some(id_of("so-nnptnt")))];
        for (on, slug) in [("2025-02-28", "so-nnptnt"), ("2025-03-01", "so-nnmt")] {
            let known = duty.on(directory, calendar, day(on)).unwrap();
            assert_eq!((known.parts[0].org, known.parts[0].state), (id_of(slug), State::Acknowledged));
        }
    }

    #[test]
    fn parties_and_holds_are_those_of_the_day() {
        let mut duty = history("so-cong-thuong");
        let now = duty.parties[0].0.clone();
        duty.before = vec![(at(day("2026-03-02")), PartyRow { org_id: Some(id_of("so-y-te")), ..now })];
        let (directory, calendar) = &*WORLD;
        let owner = |on: &str| duty.on(directory, calendar, day(on)).unwrap().parts[0].org;
        assert_eq!(owner("2026-03-01"), id_of("so-y-te"));
        assert_eq!(owner("2026-03-02"), id_of("so-cong-thuong"));
        let mut held = history("so-y-te");
        held.events = vec![
            (at(day("2026-07-01")), EventKind::Suspended, None),
            (at(day("2026-07-10")), EventKind::Resumed, None),
        ];
        assert_eq!(outcome(&held, "2026-07-05"), Some(Outcome::Void));
        assert_eq!(outcome(&held, "2026-07-10"), Some(Outcome::Overdue));
    }

    /// Something that happens some days into 2026.
    #[derive(Debug, Clone)]
    enum Later {
        Event(usize),
        Deadline(i64),
        Party(bool),
        Removed,
    }

    fn any_later() -> impl Strategy<Value = (i64, Later)> {
        let what = prop_oneof![
            (0..EventKind::ALL.len()).prop_map(Later::Event),
            (0..365_i64).prop_map(Later::Deadline),
            any::<bool>().prop_map(Later::Party),
            Just(Later::Removed),
        ];
        (0..365_i64, what)
    }

    fn in_2026(days: i64) -> Day {
        Day(day("2026-01-01").0.saturating_add(jiff::Span::new().days(days)))
    }

    fn happen(duty: &mut History, on: Day, what: &Later) {
        match what {
            Later::Event(kind) => duty.events.push((at(on), EventKind::ALL[*kind], Some(id_of("so-y-te")))),
            Later::Deadline(to) => {
                duty.deadlines.push((at(on), duty.deadline));
                duty.deadline = Some(in_2026(*to));
                duty.due_on = duty.deadline.map(|d| timeliness::due_on(d, &WORLD.1));
            }
            Later::Party(health) => {
                let before = duty.parties[0].0.clone();
                duty.before.push((at(on), before));
                let slug = if *health { "so-y-te" } else { "so-cong-thuong" };
                duty.parties[0].0.org_id = Some(id_of(slug));
            }
            Later::Removed if duty.parties[0].1.is_none() => duty.parties[0].1 = Some(at(on)),
            Later::Removed => {}
        }
    }

    proptest! {
        #[test]
        fn what_happens_later_changes_nothing_of_a_past_day(
            mut acts in prop::collection::vec(any_later(), 0..12), asked in 0..365_i64
        ) {
            let (directory, calendar) = &*WORLD;
            acts.sort_by_key(|(on, _)| *on);
            let mut duty = history("so-y-te");
            let mut known = None;
            for (on, what) in &acts {
                if *on > asked && known.is_none() {
                    known = Some(shown(&duty, directory, calendar, asked));
                }
                happen(&mut duty, in_2026(*on), what);
            }
            let now = shown(&duty, directory, calendar, asked);
            prop_assert_eq!(known.unwrap_or_else(|| now.clone()), now);
        }
    }

    fn shown(duty: &History, directory: &Directory, calendar: &Calendar, asked: i64) -> String {
        let known = duty.on(directory, calendar, in_2026(asked));
        let outcomes: Vec<Outcome> = known
            .iter()
            .flat_map(|k| k.parts.iter().map(move |p| k.outcome(directory, p, in_2026(asked))))
            .collect();
        format!("{known:?} {outcomes:?}")
    }
}
