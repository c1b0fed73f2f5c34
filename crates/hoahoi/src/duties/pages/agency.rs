//! The duties of one agency, for its page.

use askama::Template;

use super::super::scope::DutyScope;
use super::super::store::{one, overview, owned_by};
use super::super::texts::DutyTexts;
use super::overview::{BucketRow, bucket_row};
use super::{DutyView, reckoning};
use crate::ids::{OrgId, PlanId};
use crate::web::{Ctx, Frame, Result};

/// Duties shown; the rest is a link away.
const MOST: i64 = 10;

/// A part of the page `/co-quan/{slug}`: render it with `{{ duties|safe }}`.
#[derive(Template)]
#[template(path = "duties/agency.html")]
pub struct AgencySection {
    frame: Frame,
    t: &'static DutyTexts,
    slug: String,
    rows: Vec<DutyView>,
    sums: Option<BucketRow>,
    asked: bool,
    excludes: bool,
    decisions: Vec<String>,
    signed_in: bool,
}

/// The duties that an agency owes today, as far as the viewer may see them. The public sees what is printed, and the
/// sums of plans whose agencies' timeliness has been published; bodies outside the state system have no timeliness.
///
/// # Errors
/// When the database fails.
pub async fn agency_section(ctx: &Ctx, org: OrgId) -> Result<AgencySection> {
    let t = &ctx.t.duties;
    let scope = DutyScope::of(&ctx.viewer);
    let directory = ctx.app.directory();
    let on = reckoning(&ctx.app).await?;
    let mut c = ctx.app.db.read().await?;
    let rows = owned_by(&mut c, &scope, &on, org, MOST).await?;
    let asked = !directory.is_subordinate(org);
    let (mut sums, mut decisions) = (None, Vec::new());
    if scope.sees_states() {
        sums = Some(overview::of_org(&mut c, &scope, org, None).await?);
    } else {
        let disclosed = one::disclosed(&mut c, ctx.today()).await?;
        let plans: Vec<PlanId> = disclosed.iter().map(|plan| plan.id).collect();
        if !plans.is_empty() {
            sums = Some(overview::of_org(&mut c, &scope, org, Some(&plans)).await?);
        }
        decisions.extend(disclosed.into_iter().filter_map(|plan| plan.timeliness_decision));
    }
    drop(c);
    let sums = sums.filter(|n| !asked && n.total() > 0);
    Ok(AgencySection {
        frame: ctx.frame(),
        t,
        slug: directory.get(org).map(|o| o.slug.clone()).unwrap_or_default(),
        rows: rows.iter().map(|seen| DutyView::of(ctx, &directory, seen)).collect(),
        excludes: sums.is_some() && !scope.sees_of(org),
        sums: sums.map(|n| bucket_row(t, String::new(), n)),
        asked,
        decisions,
        signed_in: scope.sees_states(),
    })
}
