//! Who sees what of a duty. Lists, counts, facets, search, exports and pages all ask here.
//!
//! Duties in security and defence (DESIGN 2.7): their owners, the coordinator and the leadership see everything;
//! others who have signed in see only on time or late; the public sees no state of any duty.

use crate::accounts::access::Viewer;
use crate::accounts::rights::{ReadRegister, SeeRestricted};
use crate::db::Sql;
use crate::ids::OrgId;

/// What a viewer may see of duties. Made only from the [`Viewer`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyScope {
    signed_in: bool,
    all: bool,
    orgs: Vec<OrgId>,
}

/// How much of one duty is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sight {
    /// What is printed, and nothing of its state.
    Printed,
    /// On time or late, and no more.
    Timeliness,
    /// Everything.
    Full,
}

impl DutyScope {
    /// The scope of a viewer.
    #[must_use]
    pub fn of(viewer: &Viewer) -> Self {
        let orgs = viewer.who().map(|who| who.orgs()).unwrap_or_default();
        Self {
            signed_in: viewer.may::<ReadRegister>(&()),
            all: viewer.may::<SeeRestricted>(&[]),
            orgs: orgs.into_iter().filter(|org| viewer.may::<SeeRestricted>(&[*org])).collect(),
        }
    }

    /// How much is seen of a duty with these owners today.
    #[must_use]
    pub fn sight(&self, restricted: bool, owners: &[OrgId]) -> Sight {
        if !self.signed_in {
            Sight::Printed
        } else if !restricted || self.all || owners.iter().any(|o| self.orgs.contains(o)) {
            Sight::Full
        } else {
            Sight::Timeliness
        }
    }

    /// Whether the state of every duty is seen, so that totals include duties in security and defence.
    #[must_use]
    pub fn sees_all(&self) -> bool {
        self.signed_in && self.all
    }

    /// Whether the state of every duty of this organisation is seen.
    #[must_use]
    pub fn sees_of(&self, org: OrgId) -> bool {
        self.signed_in && (self.all || self.orgs.contains(&org))
    }

    /// Whether the viewer has signed in and may read the register.
    #[must_use]
    pub fn sees_states(&self) -> bool {
        self.signed_in
    }

    /// Appends a condition on `duty d`: that its state is seen in full. Whatever filters, sorts or counts by a
    /// state, a date or a content field must carry it.
    pub fn push_full(&self, sql: &mut Sql) {
        if self.sees_all() {
            sql.push("(1 = 1)");
        } else {
            self.push_in_part(sql, "d.restricted", "d.id");
        }
    }

    /// The same on `duty_owner w`, for the duties of one organisation.
    pub fn push_full_owned(&self, sql: &mut Sql, org: OrgId) {
        if self.sees_of(org) {
            sql.push("(1 = 1)");
        } else {
            self.push_in_part(sql, "w.duty_restricted", "w.duty_id");
        }
    }

    fn push_in_part(&self, sql: &mut Sql, restricted: &'static str, duty: &'static str) {
        if !self.signed_in {
            sql.push("(1 = 0)");
            return;
        }
        sql.push("(").push(restricted).push(" = ").bind(false);
        if !self.orgs.is_empty() {
            sql.push(" OR EXISTS (SELECT 1 FROM duty_owner mine WHERE mine.duty_id = ").push(duty);
            sql.push(" AND mine.org_id IN ").bind_list(self.orgs.iter().copied()).push(")");
        }
        sql.push(")");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::model::{Grant, Role, SignedIn};
    use crate::ids::{AccountId, SessionId};

    fn viewer(org: OrgId, role: Role) -> Viewer {
        let grant = Grant { org_id: org, org_name: String::new(), role };
        let who = SignedIn {
            account_id: AccountId::new(),
            session_id: SessionId::new(),
            login: String::new(),
            name: String::new(),
            grants: vec![grant],
            totp_on: false,
            totp_passed: false,
            must_change: false,
        };
        Viewer::person(who, false)
    }

    #[test]
    fn restricted_duties_show_their_state_to_owners_coordinator_and_leadership_only() {
        let (police, other) = (OrgId::new(), OrgId::new());
        let sight = |org, role| DutyScope::of(&viewer(org, role)).sight(true, &[police]);
        assert_eq!(sight(police, Role::Officer), Sight::Full);
        assert_eq!(sight(other, Role::Coordinator), Sight::Full);
        assert_eq!(sight(other, Role::Leadership), Sight::Full);
        assert_eq!(sight(other, Role::Officer), Sight::Timeliness);
        assert_eq!(sight(other, Role::Office), Sight::Timeliness);
        assert_eq!(sight(other, Role::Auditor), Sight::Timeliness);
        assert_eq!(DutyScope::of(&Viewer::public()).sight(true, &[police]), Sight::Printed);
        assert_eq!(DutyScope::of(&Viewer::public()).sight(false, &[police]), Sight::Printed);
    }
}
