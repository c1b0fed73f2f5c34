//! Who sees which messages from outside: lists, counts and files ask here.

use super::model::Kind;
use crate::accounts::access::Viewer;
use crate::accounts::rights::{DraftFeedbackAnswer, ForwardFeedback, ReadSubmissions};
use crate::db::Sql;
use crate::ids::OrgId;

/// What a viewer may see: an agency's people what their agency answers, with names and contacts; the coordinator all
/// and those who watch over all what is not between two, both without contacts.
#[derive(Debug, Clone)]
pub struct FeedbackScope {
    all: bool,
    watch: bool,
    own: Vec<OrgId>,
}

impl FeedbackScope {
    /// The scope of a viewer.
    #[must_use]
    pub fn of(viewer: &Viewer) -> Self {
        let orgs = viewer.who().map(|who| who.orgs()).unwrap_or_default();
        Self {
            all: viewer.may::<ForwardFeedback>(&()),
            watch: viewer.may::<ReadSubmissions>(&()),
            own: orgs.into_iter().filter(|org| viewer.may::<DraftFeedbackAnswer>(org)).collect(),
        }
    }

    /// The agencies for which the viewer answers.
    #[must_use]
    pub fn own(&self) -> &[OrgId] {
        &self.own
    }

    /// Whether there is nothing that the viewer could see.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.all && !self.watch && self.own.is_empty()
    }

    /// Whether contacts and drafts of an agency's messages are shown.
    #[must_use]
    pub fn is_own(&self, org: OrgId) -> bool {
        self.own.contains(&org)
    }

    /// Appends the condition on `feedback m`.
    pub(super) fn push(&self, sql: &mut Sql) {
        sql.push("(m.org_id IN ").bind_list(self.own.iter().copied());
        if self.all {
            sql.push(" OR 1 = 1");
        } else if self.watch {
            sql.push(" OR m.kind <> ").bind(Kind::Interest);
        }
        sql.push(")");
    }
}
