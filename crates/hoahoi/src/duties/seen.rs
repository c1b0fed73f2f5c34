//! A duty as a viewer sees it: what the scope keeps back is not in the value, so no page can show it.

use super::model::{DutyOrigin, PartyRole, State};
use super::scope::{DutyScope, Sight};
use super::timeliness::{Facts, Reckoning, Timeliness};
use crate::db::{Day, Millis};
use crate::ids::{DutyId, OrgId, PlanId};

/// One duty in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Which.
    pub id: DutyId,
    /// Its plan.
    pub plan_id: PlanId,
    /// Number of the plan: 182/KH-UBND.
    pub plan_number: Option<String>,
    /// Section: `IV.2`.
    pub section_path: String,
    /// Which paragraph of its section.
    pub paragraph: i64,
    /// Place among all duties of the plan.
    pub ordinal: i64,
    /// The sentence; `None` when it is not printed in the plan and kept back.
    pub text: Option<String>,
    /// How it came into the register.
    pub origin: DutyOrigin,
    /// The role of its first owner as printed.
    pub role: PartyRole,
    /// Whether it belongs to security and defence.
    pub restricted: bool,
    /// Who owes it today, lead first.
    pub owners: Vec<SeenOwner>,
    /// How far it is, as far as the viewer may know.
    pub standing: Standing,
}

/// An owner today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeenOwner {
    /// The body.
    pub org: OrgId,
    /// How it answers.
    pub role: PartyRole,
    /// How far its part is; only for those who see the duty in full.
    pub part: Option<SeenPart>,
}

/// An owner's part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeenPart {
    /// Its state.
    pub state: State,
    /// When it came into that state.
    pub since: Millis,
    /// When it was last handed in.
    pub declared_on: Option<Day>,
}

/// How far a duty is, as far as the viewer may know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nothing is shown.
    Hidden,
    /// On time or late, and no more.
    Late(bool),
    /// Everything.
    Full {
        /// The state.
        state: State,
        /// On time or late.
        timeliness: Timeliness,
        /// The last day of its term.
        due_on: Option<Day>,
        /// The deadline before the first extension, when it was extended.
        first_deadline: Option<Day>,
        /// When its last closing part was handed in.
        closed_on: Option<Day>,
        /// When anything last changed.
        updated_at: Millis,
    },
}

impl Seen {
    /// State, timeliness and dates, when the viewer sees them.
    #[must_use]
    pub fn state(&self) -> Option<State> {
        match self.standing {
            Standing::Full { state, .. } => Some(state),
            _ => None,
        }
    }

    /// On time or late, when the viewer sees it in full.
    #[must_use]
    pub fn timeliness(&self) -> Option<Timeliness> {
        match self.standing {
            Standing::Full { timeliness, .. } => Some(timeliness),
            _ => None,
        }
    }

    /// The last day of its term, when the viewer sees it.
    #[must_use]
    pub fn due_on(&self) -> Option<Day> {
        match self.standing {
            Standing::Full { due_on, .. } => due_on,
            _ => None,
        }
    }

    /// The deadline before the first extension, when it was extended and the viewer sees it.
    #[must_use]
    pub fn first_deadline(&self) -> Option<Day> {
        match self.standing {
            Standing::Full { first_deadline, .. } => first_deadline,
            _ => None,
        }
    }
}

/// A row of the register before the scope has looked at it. Stays inside this capability.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(super) struct Row {
    pub id: DutyId,
    pub plan_id: PlanId,
    pub plan_number: Option<String>,
    pub section_path: String,
    pub paragraph: i64,
    pub ordinal: i64,
    pub text: String,
    pub span_start: Option<i64>,
    pub origin: DutyOrigin,
    pub role: PartyRole,
    pub restricted: bool,
    pub state: State,
    pub due_on: Option<Day>,
    pub closed_on: Option<Day>,
    pub first_deadline: Option<Day>,
    pub asked: bool,
    pub owner_key: String,
    pub updated_at: Millis,
}

/// An owner's row.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(super) struct OwnerRow {
    pub duty_id: DutyId,
    pub org_id: OrgId,
    pub role: PartyRole,
    pub state: State,
    pub state_at: Millis,
    pub declared_on: Option<Day>,
}

impl Row {
    /// What the scope lets through.
    pub(super) fn seen(self, owners: &[OwnerRow], scope: &DutyScope, on: &Reckoning) -> Seen {
        let orgs: Vec<OrgId> = owners.iter().map(|o| o.org_id).collect();
        let sight = scope.sight(self.restricted, &orgs);
        let facts =
            Facts { state: self.state, due_on: self.due_on, handed_in_on: self.closed_on, asked: self.asked };
        let timeliness = on.of(&facts);
        let standing = match sight {
            Sight::Printed => Standing::Hidden,
            Sight::Timeliness => Standing::Late(timeliness.is_late()),
            Sight::Full => Standing::Full {
                state: self.state,
                timeliness,
                due_on: self.due_on,
                first_deadline: self.first_deadline,
                closed_on: self.closed_on,
                updated_at: self.updated_at,
            },
        };
        let printed = self.origin != DutyOrigin::Added || self.span_start.is_some();
        let mut owners: Vec<SeenOwner> = owners
            .iter()
            .map(|o| SeenOwner {
                org: o.org_id,
                role: o.role,
                part: (sight == Sight::Full).then_some(SeenPart {
                    state: o.state,
                    since: o.state_at,
                    declared_on: o.declared_on,
                }),
            })
            .collect();
        owners.sort_by_key(|o| o.role);
        Seen {
            id: self.id,
            plan_id: self.plan_id,
            plan_number: self.plan_number,
            section_path: self.section_path,
            paragraph: self.paragraph,
            ordinal: self.ordinal,
            text: (printed || sight == Sight::Full).then_some(self.text),
            origin: self.origin,
            role: self.role,
            restricted: self.restricted,
            owners,
            standing,
        }
    }
}
