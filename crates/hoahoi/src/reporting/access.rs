//! Who sees what of reports: pages, lists, counts, files and other capabilities ask here.

use super::model::State;
use crate::accounts::access::Viewer;
use crate::accounts::rights::{DraftSubmission, ReadRegister, ReadSubmissions};
use crate::db::Sql;
use crate::ids::OrgId;

/// What a viewer may see of reports. Made only from the [`Viewer`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportScope {
    signed_in: bool,
    all: bool,
    own: Vec<OrgId>,
}

/// How much of one report is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sight {
    /// Not even that it exists.
    Nothing,
    /// That it is owed, by when, and whether it has come; none of its words.
    Cover,
    /// All of it.
    Words,
}

impl ReportScope {
    /// The scope of a viewer.
    #[must_use]
    pub fn of(viewer: &Viewer) -> Self {
        let orgs = viewer.who().map(|who| who.orgs()).unwrap_or_default();
        Self {
            signed_in: viewer.may::<ReadRegister>(&()),
            all: viewer.may::<ReadSubmissions>(&()),
            own: orgs.into_iter().filter(|org| viewer.may::<DraftSubmission>(org)).collect(),
        }
    }

    /// Whoever runs the program on its own machine: the command line.
    #[must_use]
    pub fn operator() -> Self {
        Self { signed_in: true, all: true, own: Vec::new() }
    }

    /// How much is seen of an agency's report. Its own people see all of it; the coordinator and the leadership see
    /// its words once it has left the agency, and not while the agency is completing it.
    #[must_use]
    pub fn sight(&self, org: OrgId, state: State) -> Sight {
        if self.own.contains(&org) || self.all && state.is_public_to_readers() {
            Sight::Words
        } else if self.all {
            Sight::Cover
        } else {
            Sight::Nothing
        }
    }

    /// Whether what an agency said of one duty is seen: as [`ReportScope::sight`], and what has been accepted is
    /// part of the register that everyone who has signed in reads.
    #[must_use]
    pub fn sees_line(&self, org: OrgId, state: State) -> bool {
        self.sight(org, state) == Sight::Words || self.signed_in && state == State::Accepted
    }

    /// Whether the viewer sees the reports of all agencies.
    #[must_use]
    pub fn sees_all(&self) -> bool {
        self.all
    }

    /// The agencies whose reports the viewer writes.
    #[must_use]
    pub fn own(&self) -> &[OrgId] {
        &self.own
    }

    /// Whether the viewer has signed in.
    #[must_use]
    pub fn signed_in(&self) -> bool {
        self.signed_in
    }

    /// Appends the condition on `submission s` that the viewer knows of it.
    pub fn push_known(&self, sql: &mut Sql) {
        if self.all {
            sql.push("s.id = s.id");
        } else {
            sql.push("s.org_id IN ").bind_list(self.own.iter().copied());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::model::{Grant, Role, SignedIn};
    use crate::ids::{AccountId, SessionId};

    fn scope(org: OrgId, role: Role) -> ReportScope {
        let grant = Grant { org_id: org, org_name: String::new(), role };
        let person = SignedIn {
            account_id: AccountId::new(),
            session_id: SessionId::new(),
            login: "a".into(),
            name: "a".into(),
            grants: vec![grant],
            totp_on: false,
            totp_passed: false,
            must_change: false,
        };
        ReportScope::of(&Viewer::person(person, false))
    }

    #[test]
    fn an_agency_sees_its_own_and_nothing_of_others() {
        let (mine, other) = (OrgId::new(), OrgId::new());
        let officer = scope(mine, Role::Officer);
        for state in State::ALL {
            assert_eq!(officer.sight(mine, *state), Sight::Words);
            assert_eq!(officer.sight(other, *state), Sight::Nothing);
            assert_eq!(officer.sees_line(other, *state), *state == State::Accepted);
        }
    }

    #[test]
    fn readers_see_words_only_after_the_head_has_approved() {
        let coordinator = scope(OrgId::new(), Role::Coordinator);
        let agency = OrgId::new();
        assert_eq!(coordinator.sight(agency, State::Submitted), Sight::Words);
        assert_eq!(coordinator.sight(agency, State::Accepted), Sight::Words);
        for state in [State::Draft, State::AwaitingHead, State::SentBack] {
            assert_eq!(coordinator.sight(agency, state), Sight::Cover);
        }
    }

    #[test]
    fn the_public_sees_no_report() {
        let public = ReportScope::of(&Viewer::public());
        for state in State::ALL {
            assert_eq!(public.sight(OrgId::new(), *state), Sight::Nothing);
            assert!(!public.sees_line(OrgId::new(), *state));
        }
    }
}
