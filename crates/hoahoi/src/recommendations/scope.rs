//! Who sees which recommendations: lists, counts, panels and files ask here.

use crate::accounts::access::Viewer;
use crate::accounts::rights::{DraftSubmission, ReadSubmissions};
use crate::db::Sql;
use crate::duties::DutyScope;
use crate::ids::OrgId;

/// What a viewer may see of recommendations: whoever reads all reports sees all; an agency's people see those it made
/// and those routed to it. Those about duties in security and defence are seen only with the duty itself.
#[derive(Debug, Clone)]
pub struct RecommendationScope {
    all: bool,
    own: Vec<OrgId>,
    duties: DutyScope,
}

impl RecommendationScope {
    /// The scope of a viewer.
    #[must_use]
    pub fn of(viewer: &Viewer) -> Self {
        let orgs = viewer.who().map(|who| who.orgs()).unwrap_or_default();
        Self {
            all: viewer.may::<ReadSubmissions>(&()),
            own: orgs.into_iter().filter(|org| viewer.may::<DraftSubmission>(org)).collect(),
            duties: DutyScope::of(viewer),
        }
    }

    /// The agencies for which the viewer works.
    #[must_use]
    pub fn own(&self) -> &[OrgId] {
        &self.own
    }

    /// Appends the condition on `recommendation r` and `duty d`.
    pub(super) fn push(&self, sql: &mut Sql) {
        if !self.all {
            sql.push("(r.org_id IN ").bind_list(self.own.iter().copied());
            sql.push(" OR r.to_org IN ").bind_list(self.own.iter().copied()).push(") AND ");
        }
        self.duties.push_full(sql);
    }
}
