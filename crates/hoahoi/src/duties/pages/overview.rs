//! `/tong-quan`: the overview for the leadership, and for the public once agencies' timeliness has been published.

use std::cmp::Reverse;
use std::collections::HashMap;

use askama::Template;

use super::super::scope::DutyScope;
use super::super::store::list::{self, Filter, Sort, Timing};
use super::super::store::one::{self, PlanChoice, PlanHead};
use super::super::store::overview::{self, Buckets};
use super::super::texts::DutyTexts;
use super::super::words::Badge;
use super::export_sums::OverviewFile;
use super::figures::{Cell, PeriodRow, Piece, bar, cell, period_rows, report_badge};
use super::{Choice, DutyView, reckoning};
use crate::accounts::rights::{DiscloseTimeliness, HoldMeeting, ReadOverview};
use crate::db::Conn;
use crate::ids::{OrgId, PlanId};
use crate::organisations::{Directory, Kind};
use crate::reporting::access::ReportScope;
use crate::reporting::store::progress::{Audience, Punctuality, timeliness};
use crate::sheets::Format;
use crate::web::form::Fields;
use crate::web::lang::fill;
use crate::web::{Ctx, Error, Frame, Result};

/// Overdue duties shown; the rest is a link away.
const OVERDUE: usize = 10;
/// Reporting periods shown.
const PERIODS: usize = 6;

/// A row of a table of duties.
pub struct BucketRow {
    /// Address of the agency's duties; empty for sections.
    pub href: String,
    /// The agency's slug, or the path of the section; empty for sums.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// The figures.
    pub n: Buckets,
    /// The figures as cells.
    pub cells: Vec<Cell>,
    /// The bar; empty when nothing has a deadline.
    pub bar: Vec<Piece>,
    /// The bar in words.
    pub label: String,
    /// How its latest report came.
    pub report: Option<Badge>,
}

#[derive(Template)]
#[template(path = "duties/overview.html")]
struct OverviewPage {
    frame: Frame,
    t: &'static DutyTexts,
    title: String,
    plans: Vec<Choice>,
    plan: Option<PlanId>,
    public: bool,
    disclosed: Option<String>,
    may_disclose: bool,
    may_meet: bool,
    restricted: Option<String>,
    excludes: bool,
    periods: Vec<PeriodRow>,
    total: BucketRow,
    overdue: Vec<DutyView>,
    overdue_href: String,
    by_org: Vec<BucketRow>,
    local: Vec<BucketRow>,
    asked: Vec<BucketRow>,
    by_section: Vec<BucketRow>,
    report_heading: Option<String>,
}

/// `GET /tong-quan`; with `tai` as a file. Right: `ReadOverview`; the public sees plans whose agencies' timeliness has been published by a
/// recorded decision, without duties in security and defence.
///
/// # Errors
/// When the right is missing or the database fails.
pub async fn show(ctx: Ctx, fields: Fields) -> Result {
    let on = reckoning(&ctx.app).await?;
    let mut c = ctx.app.db.read().await?;
    let wanted = fields.parse::<PlanId>("ke-hoach");
    let plans = one::plans(&mut c, wanted).await?;
    let only = plans.first().filter(|_| plans.len() == 1).map(|p| p.id);
    let chosen = wanted.filter(|id| plans.iter().any(|p| p.id == *id)).or(only);
    let plan = match chosen.filter(|_| fields.get("ke-hoach") != "tat-ca") {
        Some(id) => one::plan_head(&mut c, id).await?,
        None => None,
    };
    let plan = plan.as_ref();
    let public = !ctx.viewer.may::<ReadOverview>(&());
    let decision = plan.and_then(|p| p.disclosed_on(ctx.today())).map(|(decision, _)| decision.to_owned());
    if public && decision.is_none() {
        ctx.permit::<ReadOverview>(&())?;
        return Err(Error::NotFound);
    }
    let directory = ctx.app.directory();
    // Whoever lacks the right sees what the public sees, signed in or not.
    let scope = if public {
        DutyScope::of(&crate::accounts::access::Viewer::public())
    } else {
        DutyScope::of(&ctx.viewer)
    };
    let sums = overview::overview(&mut c, &scope, plan.map(|p| p.id)).await?;
    let reports = match plan {
        Some(plan) => reports(&ctx, &mut c, plan.id, public).await?,
        None => Vec::new(),
    };
    let sections = match plan {
        Some(plan) => one::sections(&mut c, plan.id).await?,
        None => Vec::new(),
    };
    let overdue = if public {
        Vec::new()
    } else {
        let filter = Filter { timing: Some(Timing::Overdue), plan: plan.map(|p| p.id), ..Filter::default() };
        list::first(&mut c, &scope, &filter, Sort::Deadline, OVERDUE, &on).await?
    };
    drop(c);
    let t = &ctx.t.duties;
    let latest = reports.first().map(|r| r.period);
    let latest_of: HashMap<OrgId, &Punctuality> =
        reports.iter().filter(|r| Some(r.period) == latest).map(|r| (r.org_id, r)).collect();
    let mut rows: Vec<(Group, BucketRow)> = sums
        .by_org
        .iter()
        .filter_map(|(org, n)| {
            Some((Group::of(&directory, *org), org_row(&ctx, &directory, *org, *n, plan, &latest_of)?))
        })
        .collect();
    rows.sort_by_cached_key(|(_, row)| (Reverse(row.n.overdue), viet::sort_key(&row.name)));
    let mut groups: [Vec<BucketRow>; 3] = [Vec::new(), Vec::new(), Vec::new()];
    for (group, row) in rows {
        groups[group as usize].push(row);
    }
    let [mut by_org, local, asked] = groups;
    let asked: Vec<BucketRow> =
        if public { Vec::new() } else { asked.into_iter().map(|row| asked_row(t, row)).collect() };
    let by_section: Vec<BucketRow> = sections
        .iter()
        .filter_map(|(path, heading)| {
            let (_, n) = sums.by_section.iter().find(|(section, _)| section == path)?;
            let name = heading.as_ref().map_or_else(|| path.clone(), |h| format!("{path}. {h}"));
            Some(BucketRow { slug: path.clone(), ..bucket_row(t, name, *n) })
        })
        .collect();
    let title = plan.map_or_else(|| t.overview_all.to_owned(), |p| fill(t.overview_of, &[&p.name()]));
    let periods = period_rows(&ctx, &reports);
    if let Some(format) = fields.parse::<Format>("tai") {
        let by_org = by_org.iter().chain(&local).collect();
        let file = OverviewFile { title, by_org, asked: &asked, by_section: &by_section, periods: &periods };
        return file.reply(&ctx, format).await;
    }
    if !local.is_empty() {
        let n = local.iter().fold(Buckets::default(), |sum, row| sum + row.n);
        by_org.push(bucket_row(t, fill(t.local_bodies, &[&local.len()]), n));
    }
    ctx.page(&OverviewPage {
        frame: ctx.frame(),
        t,
        title,
        plans: if public { Vec::new() } else { choices(&ctx, &plans, plan) },
        plan: plan.map(|p| p.id),
        public,
        disclosed: decision,
        may_disclose: ctx.viewer.may::<DiscloseTimeliness>(&()),
        may_meet: ctx.viewer.may::<HoldMeeting>(&()),
        restricted: sums.restricted.map(|r| fill(t.restricted_counts, &[&r.on_time, &r.late])),
        excludes: public,
        report_heading: reports.first().map(|r| ctx.t.reporting.period_name(&r.code)),
        periods: periods.into_iter().take(PERIODS).collect(),
        total: bucket_row(t, String::new(), sums.total),
        overdue: overdue.iter().map(|seen| DutyView::of(&ctx, &directory, seen)).collect(),
        overdue_href: overdue_href(plan),
        by_org,
        local,
        asked,
        by_section,
    })
}

/// In which table an agency stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Of the province, subordinate to its People's Committee.
    Province,
    /// Communes and wards.
    Local,
    /// Outside the state system: asked, never reckoned.
    Asked,
}

impl Group {
    /// The table of an agency.
    #[must_use]
    pub fn of(directory: &Directory, org: OrgId) -> Self {
        match directory.get(org).map(|o| o.kind) {
            _ if !directory.is_subordinate(org) => Self::Asked,
            Some(Kind::Commune | Kind::Ward | Kind::District) => Self::Local,
            _ => Self::Province,
        }
    }
}

async fn reports(ctx: &Ctx, c: &mut Conn, plan: PlanId, public: bool) -> Result<Vec<Punctuality>> {
    let audience = if public { Audience::Public } else { Audience::Internal };
    let scope = ReportScope::of(&ctx.viewer);
    Ok(timeliness(c, plan, &scope, audience, ctx.today(), &ctx.app.calendar()).await?)
}

fn overdue_href(plan: Option<&PlanHead>) -> String {
    let plan = plan.map(|p| format!("&ke-hoach={}", p.id)).unwrap_or_default();
    format!("/nhiem-vu?thoi-han={}{plan}", Timing::Overdue)
}

fn choices(ctx: &Ctx, plans: &[PlanChoice], chosen: Option<&PlanHead>) -> Vec<Choice> {
    let all = ("tat-ca".to_owned(), ctx.t.common.all.to_owned(), chosen.is_none());
    let of = |p: &PlanChoice| (p.id.to_string(), p.name().to_owned(), chosen.is_some_and(|c| c.id == p.id));
    std::iter::once(all).chain(plans.iter().map(of)).collect()
}

fn org_row(
    ctx: &Ctx,
    directory: &Directory,
    org: OrgId,
    n: Buckets,
    plan: Option<&PlanHead>,
    latest: &HashMap<OrgId, &Punctuality>,
) -> Option<BucketRow> {
    let t = &ctx.t.duties;
    let found = directory.get(org)?;
    let plan = plan.map(|p| format!("&ke-hoach={}", p.id)).unwrap_or_default();
    let report = latest.get(&org).and_then(|r| r.timeliness).filter(|_| directory.is_subordinate(org));
    Some(BucketRow {
        href: format!("/nhiem-vu?co-quan={}{plan}", found.slug),
        slug: found.slug.clone(),
        report: report.map(|r| report_badge(t, r)),
        ..bucket_row(t, found.name.clone(), n)
    })
}

/// A row with its bar. The bar shows what has a deadline; standing duties stand apart.
#[must_use]
pub fn bucket_row(t: &DutyTexts, name: String, n: Buckets) -> BucketRow {
    let pieces = [
        ("f-done", n.done_on_time, t.bl_done_on_time),
        ("f-hatch", n.done_late, t.bl_done_late),
        ("f-open", n.open, t.bl_open),
        ("f-late", n.overdue, t.bl_overdue),
    ];
    let (bar, label) = bar(&pieces);
    let cells = vec![
        cell(t.b_done_on_time, n.done_on_time, false),
        cell(t.b_done_late, n.done_late, false),
        cell(t.b_open, n.open, false),
        cell(t.b_overdue, n.overdue, true),
        cell(t.b_standing, n.standing, false),
        cell(t.ov_total, n.total(), false),
    ];
    BucketRow { href: String::new(), slug: String::new(), name, n, cells, bar, label, report: None }
}

/// A row of a body that is asked: done or not, never late.
fn asked_row(t: &DutyTexts, row: BucketRow) -> BucketRow {
    let cells = vec![
        cell(t.b_answered, row.n.finished(), false),
        cell(t.b_asked_open, row.n.unfinished(), false),
        cell(t.b_standing, row.n.standing, false),
        cell(t.ov_total, row.n.total(), false),
    ];
    BucketRow { cells, ..row }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_fills_its_width_and_leaves_out_what_is_not_there() {
        let n = Buckets { done_on_time: 1, done_late: 0, open: 2, overdue: 1, standing: 9 };
        let row = bucket_row(&DutyTexts::VI, String::new(), n);
        let places: Vec<(&str, &str, &str)> =
            row.bar.iter().map(|p| (p.class, p.x.as_str(), p.width.as_str())).collect();
        let wanted =
            [("f-done", "0.00%", "25.00%"), ("f-open", "25.00%", "50.00%"), ("f-late", "75.00%", "25.00%")];
        assert_eq!(places, wanted);
        assert_eq!(row.label, "xong, đúng hạn 1, chưa xong, còn hạn 2, chưa xong, quá hạn 1");
        let empty = bucket_row(&DutyTexts::VI, String::new(), Buckets { standing: 3, ..Buckets::default() });
        assert!(empty.bar.is_empty());
    }
}
