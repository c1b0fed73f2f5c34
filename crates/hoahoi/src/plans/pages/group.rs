//! Saying whom a printed group means.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use std::collections::HashMap;

use super::confirm::{again, back_to};
use super::{OrgGroup, org_groups};
use crate::accounts::rights::ConfirmPlan;
use crate::ids::{DutyId, OrgId, PartyId, PlanId};
use crate::organisations::Resolution;
use crate::plans::By;
use crate::plans::edit::Saved;
use crate::plans::model::clause;
use crate::plans::review;
use crate::plans::store::{self, DutyRow, PartyRow, Plan};
use crate::plans::texts::PlanTexts;
use crate::web::form::Fields;
use crate::web::lang::fill;
use crate::web::{Ctx, Error, Frame, Result};

/// An agency to tick.
struct Choice {
    id: String,
    name: String,
    ticked: bool,
}

#[derive(Template)]
#[template(path = "plans/group.html")]
struct GroupPage {
    frame: Frame,
    t: &'static PlanTexts,
    plan: Plan,
    duty: DutyRow,
    clause: String,
    group: PartyRow,
    here: String,
    offered: Vec<Choice>,
    others: Vec<(&'static str, Vec<Choice>)>,
}

/// The agencies a group may stand for; `?chon=tat-ca` ticks all that are usually meant, `?chon=khong` none.
pub async fn group_form(
    ctx: Ctx,
    Path((plan, duty, party)): Path<(PlanId, DutyId, PartyId)>,
    Query(q): Query<HashMap<String, String>>,
) -> Result {
    ctx.permit::<ConfirmPlan>(&())?;
    let mut c = ctx.app.db.read().await?;
    let plan = store::plan(&mut c, plan).await?.ok_or(Error::NotFound)?;
    let duty = store::duty(&mut c, plan.id, duty).await?.ok_or(Error::NotFound)?;
    let parties = store::parties_of(&mut c, duty.id).await?;
    let group = parties.iter().find(|p| p.id == party && p.is_group).cloned().ok_or(Error::NotFound)?;
    let directory = ctx.app.directory();
    let printed_on = plan.issued_on.unwrap_or_else(|| ctx.today()).0;
    let members = match directory.resolve(&group.name, printed_on) {
        Resolution::Group(Some(id)) => directory.expand(id, ctx.today().0),
        _ => Vec::new(),
    };
    let known: Vec<OrgId> =
        parties.iter().filter(|p| p.group_id == Some(group.id)).filter_map(|p| p.org_id).collect();
    let ticked = |id: &str, offered: bool| match q.get("chon").map(String::as_str) {
        Some("tat-ca") if offered => true,
        Some("khong") => false,
        _ => id.parse::<OrgId>().is_ok_and(|id| known.contains(&id)),
    };
    let offered: Vec<Choice> = members
        .iter()
        .filter_map(|id| directory.get(*id))
        .map(|org| Choice {
            id: org.id.to_string(),
            name: org.name.clone(),
            ticked: ticked(&org.id.to_string(), true),
        })
        .collect();
    let others = org_groups(&directory, ctx.today(), ctx.t)
        .into_iter()
        .map(|OrgGroup { label, orgs }| {
            let rest = orgs.into_iter().filter(|(id, _)| !offered.iter().any(|choice| choice.id == *id));
            let choices: Vec<Choice> =
                rest.map(|(id, name)| Choice { ticked: ticked(&id, false), id, name }).collect();
            (label, choices)
        })
        .filter(|(_, choices)| !choices.is_empty())
        .collect();
    ctx.page(&GroupPage {
        frame: ctx.frame(),
        t: &ctx.t.plans,
        clause: clause(&duty.section_path, duty.paragraph),
        here: format!("/van-ban/{}/nhiem-vu/{}/nhom/{}", plan.id, duty.id, group.id),
        plan,
        duty,
        group,
        offered,
        others,
    })
}

/// Keeps the choice.
pub async fn group_post(
    ctx: Ctx,
    Path((plan, duty, party)): Path<(PlanId, DutyId, PartyId)>,
    fields: Fields,
) -> Result {
    let permit = ctx.permit::<ConfirmPlan>(&())?;
    let t = &ctx.t.plans;
    let directory = ctx.app.directory();
    let known = |id: &OrgId| directory.get(*id).is_some_and(|org| !org.is_group());
    let mut chosen: Vec<OrgId> = fields.all("cq").filter_map(|id| id.parse().ok()).filter(known).collect();
    chosen.sort_unstable();
    chosen.dedup();
    chosen.sort_by_key(|id| directory.get(*id).map(|org| viet::sort_key(&org.name)));
    let rev = fields.parse::<i64>("rev").unwrap_or_default();
    let mut tx = ctx.app.db.write().await?;
    match review::expand(&mut tx, &ctx.app, plan, duty, rev, party, &chosen, By::from(&permit)).await? {
        Saved::Done => {
            tx.commit().await?;
            Ok(ctx.done(&back_to(plan, duty), &fill(t.group_saved, &[&chosen.len()])))
        }
        Saved::Stale => {
            drop(tx);
            again(&ctx, plan, None, Some(t.stale_title.to_owned()), StatusCode::CONFLICT).await
        }
        Saved::Gone => Err(Error::NotFound),
    }
}
