//! The pages of documents and plans, one file a purpose.

mod add;
mod annex;
mod confirm;
mod discard;
mod documents;
mod duty;
mod group;
mod header;
mod lists;
mod plan;

pub use add::{add_form, add_post, task_form, task_post};
pub use annex::{annex_add, annex_form, annex_try};
pub use confirm::{confirm_post, show as confirm_show};
pub use discard::{discard_form, discard_post, file};
pub use documents::{import_form, import_post, list as documents_list};
pub use duty::{accept, reject, reopen, save};
pub use group::{group_form, group_post};
pub use header::{copy_post, header_form, header_post};
pub use plan::{list as plans_list, show as plan_show};

use std::sync::Arc;

use super::store::{self, DutyRow, EditRow, PartyRow, Plan};
use crate::db::{Conn, Day};
use crate::ids::PlanId;
use crate::organisations::{Directory, Kind};
use crate::web::lang::Texts;
use crate::web::{App, Ctx, Error, Result};

/// A plan with everything that its review needs, read with a constant number of statements.
struct Draft {
    plan: Plan,
    read: Arc<vanban::Document>,
    duties: Vec<DutyRow>,
    parties: Vec<PartyRow>,
    edits: Vec<EditRow>,
}

impl Draft {
    async fn load(app: &App, c: &mut Conn, id: PlanId) -> Result<Self> {
        let plan = store::plan(c, id).await?.ok_or(Error::NotFound)?;
        let read = app.readings.of(c, plan.document_id).await?.ok_or(Error::NotFound)?;
        let duties = store::duties(c, id).await?;
        let parties = store::parties(c, id).await?;
        let edits = store::edits(c, id).await?;
        Ok(Self { plan, read, duties, parties, edits })
    }

    fn cards<'a>(&'a self, ctx: &Ctx, directory: &'a Directory) -> super::cards::Maker<'a> {
        super::cards::Maker {
            read: &self.read,
            directory,
            today: ctx.today(),
            t: &ctx.t.plans,
            lang: ctx.lang,
        }
    }
}

/// Organisations to choose from, under a heading.
struct OrgGroup {
    label: &'static str,
    orgs: Vec<(String, String)>,
}

/// The organisations that exist on a day, by kind, for a person to choose from.
fn org_groups(directory: &Directory, on: Day, texts: &'static Texts) -> Vec<OrgGroup> {
    let mut groups: Vec<(Kind, OrgGroup)> = Vec::new();
    for kind in Kind::ALL.iter().filter(|kind| **kind != Kind::Group) {
        let orgs: Vec<(String, String)> = directory
            .organisations()
            .iter()
            .filter(|org| org.kind == *kind && org.exists_on(on.0))
            .map(|org| (org.id.to_string(), org.name.clone()))
            .collect();
        if !orgs.is_empty() {
            groups.push((*kind, OrgGroup { label: texts.organisations.kind_name(*kind), orgs }));
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// The address of a plan's review.
fn review_address(id: PlanId) -> String {
    format!("/van-ban/{id}/xac-nhan")
}
