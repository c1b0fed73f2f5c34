//! Who sees requests: an agency its own, those who watch over all what has left an agency. Duties in security and defence
//! only as far as [`DutyScope`] lets through.

use crate::accounts::access::Viewer;
use crate::accounts::rights::{AskExtension, ReadExtensions};
use crate::db::Sql;
use crate::duties::DutyScope;
use crate::ids::OrgId;

/// What a viewer may see of requests. Made only from the [`Viewer`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtensionScope {
    duties: DutyScope,
    all: bool,
    own: Vec<OrgId>,
}

impl ExtensionScope {
    /// The scope of a viewer.
    #[must_use]
    pub fn of(viewer: &Viewer) -> Self {
        let orgs = viewer.who().map(|who| who.orgs()).unwrap_or_default();
        Self {
            duties: DutyScope::of(viewer),
            all: viewer.may::<ReadExtensions>(&()),
            own: orgs.into_iter().filter(|org| viewer.may::<AskExtension>(org)).collect(),
        }
    }

    /// Whether the requests of all agencies are seen.
    #[must_use]
    pub fn sees_all(&self) -> bool {
        self.all
    }

    /// The agencies for which the viewer asks.
    #[must_use]
    pub fn own(&self) -> &[OrgId] {
        &self.own
    }

    /// Appends the condition on `extension e` and `duty d` that the viewer sees the request.
    pub fn push(&self, sql: &mut Sql) {
        sql.push("(e.org_id IN ").bind_list(self.own.iter().copied());
        if self.all {
            sql.push(" OR e.sent_on IS NOT NULL");
        }
        sql.push(") AND ");
        self.duties.push_full(sql);
    }
}
