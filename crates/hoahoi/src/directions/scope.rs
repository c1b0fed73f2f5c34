//! Who sees directions: those who give and watch, and the agencies to which they are addressed. Of duties in security and
//! defence only as far as [`DutyScope`] lets through; nothing is written about them.

use crate::accounts::access::Viewer;
use crate::accounts::rights::{AnswerDirection, ReadDirections};
use crate::db::Sql;
use crate::duties::DutyScope;
use crate::ids::OrgId;

/// What a viewer may see of directions. Made only from the [`Viewer`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DirectionScope {
    duties: DutyScope,
    all: bool,
    own: Vec<OrgId>,
}

impl DirectionScope {
    /// The scope of a viewer.
    #[must_use]
    pub fn of(viewer: &Viewer) -> Self {
        let orgs = viewer.who().map(|who| who.orgs()).unwrap_or_default();
        Self {
            duties: DutyScope::of(viewer),
            all: viewer.may::<ReadDirections>(&()),
            own: orgs.into_iter().filter(|org| viewer.may::<AnswerDirection>(org)).collect(),
        }
    }

    /// Whether directions to all agencies are seen.
    #[must_use]
    pub fn sees_all(&self) -> bool {
        self.all
    }

    /// Whether what an agency said is seen. What it is still writing only its own people see.
    #[must_use]
    pub fn sees_answer_of(&self, org: OrgId) -> bool {
        self.all || self.own.contains(&org)
    }

    /// The agencies for which the viewer answers.
    #[must_use]
    pub fn own(&self) -> &[OrgId] {
        &self.own
    }

    /// Appends the condition on `direction n` and (left joined) `duty d` that the viewer sees the direction.
    pub fn push(&self, sql: &mut Sql) {
        if self.all {
            sql.push("(1 = 1)");
        } else {
            sql.push(
                "EXISTS (SELECT 1 FROM direction_addressee a WHERE a.direction_id = n.id AND a.org_id IN ",
            );
            sql.bind_list(self.own.iter().copied()).push(")");
        }
        sql.push(" AND (n.duty_id IS NULL OR ");
        self.duties.push_full(sql);
        sql.push(")");
    }
}
