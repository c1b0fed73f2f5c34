//! The coordinator assesses the standing duties of a period, in one table.

use askama::Template;

use super::super::model::Level;
use super::super::standing::store::{self, Judged, ToAssess};
use super::super::texts::EvaluationTexts;
use crate::accounts::rights::AssessStanding;
use crate::ids::{DutyId, OrgId, PeriodId};
use crate::reporting::model::State;
use crate::reporting::store::accepted;
use crate::web::form::Fields;
use crate::web::lang::fill;
use crate::web::paging::{Cursor, query};
use crate::web::{Ctx, Error, Frame, Result};

/// The longest remark, in characters.
const LIMIT: usize = 2_000;

struct Row {
    /// Duty and agency, as the fields name them.
    key: String,
    org: String,
    clause: String,
    href: String,
    text: String,
    progress: Option<&'static str>,
    result: String,
    accepted: bool,
    level: Level,
    note: String,
}

#[derive(Template)]
#[template(path = "evaluation/assess.html")]
struct AssessPage {
    frame: Frame,
    t: &'static EvaluationTexts,
    periods: Vec<(String, String, bool)>,
    period: Option<PeriodId>,
    levels: Vec<(Level, &'static str)>,
    rows: Vec<Row>,
    total: String,
    first: Option<String>,
    more: Option<String>,
    after: String,
}

/// `GET /danh-gia/thuong-xuyen`: the standing duties of a period, by default the latest that has begun.
pub async fn show(ctx: Ctx, fields: Fields) -> Result {
    let permit = ctx.permit::<AssessStanding>(&())?;
    let t = &ctx.t.evaluation;
    let after = Cursor::decode(fields.get("sau"), 3);
    let mut c = ctx.app.db.read().await?;
    let periods = accepted::periods_begun(&mut c, None, ctx.today()).await?;
    let asked = fields.parse::<PeriodId>("ky");
    // what can be assessed first is the latest period whose reports are due
    let due = periods.iter().find(|p| p.due_on < ctx.today()).or(periods.first());
    let period = periods.iter().find(|p| Some(p.id) == asked).or(due);
    let page = match period {
        Some(period) => Some(store::to_assess(&mut c, &permit, period.id, after.as_ref()).await?),
        None => None,
    };
    drop(c);
    let chosen = period.map(|p| p.id);
    let address = |cursor: &str| {
        let period = chosen.map(|id| id.to_string()).unwrap_or_default();
        format!("/danh-gia/thuong-xuyen?{}", query(&[("ky", &period), ("sau", cursor)]))
    };
    let next = page.as_ref().and_then(|page| page.next.as_ref());
    ctx.page(&AssessPage {
        frame: ctx.frame(),
        t,
        periods: periods
            .iter()
            .map(|p| {
                let name = format!("{}, {}", ctx.t.reporting.period_name(&p.code), p.plan_name);
                (p.id.to_string(), name, Some(p.id) == chosen)
            })
            .collect(),
        period: chosen,
        levels: [Level::Unassessed, Level::Good, Level::Done, Level::NotDone]
            .map(|level| (level, t.level_name(level)))
            .to_vec(),
        total: page
            .as_ref()
            .map(|page| fill(t.n_to_assess, &[&page.total_text(ctx.t.common.more_than)]))
            .unwrap_or_default(),
        more: next.map(|cursor| address(&cursor.encode())),
        first: after.map(|_| address("")),
        after: fields.get("sau").to_owned(),
        rows: page.map(|page| page.rows.into_iter().map(|of| row(&ctx, of)).collect()).unwrap_or_default(),
    })
}

fn row(ctx: &Ctx, of: ToAssess) -> Row {
    let rt = &ctx.t.reporting;
    Row {
        key: format!("{}-{}", of.duty_id, of.org_id),
        clause: rt.clause_of(&of.section_path, of.paragraph),
        href: format!("/nhiem-vu/{}", of.duty_id),
        org: of.org_name,
        text: of.text,
        progress: of.progress.map(|p| rt.progress_name(p)),
        result: of.result.unwrap_or_default(),
        accepted: of.state == Some(State::Accepted),
        level: of.level.unwrap_or(Level::Unassessed),
        note: of.note.unwrap_or_default(),
    }
}

/// `POST /danh-gia/thuong-xuyen`: keeps what was judged otherwise than before.
pub async fn save(ctx: Ctx, fields: Fields) -> Result {
    let permit = ctx.permit::<AssessStanding>(&())?;
    let period = fields.parse::<PeriodId>("ky").ok_or(Error::NotFound)?;
    let mut tx = ctx.app.db.write().await?;
    for (name, level) in fields.iter() {
        let Some((duty, org)) = name.strip_prefix("muc-").and_then(duty_and_org) else { continue };
        let level: Level = level.parse().map_err(|_| Error::Bad(String::new()))?;
        let note: String = fields.get(&format!("loi-{duty}-{org}")).chars().take(LIMIT).collect();
        store::assess(&mut tx, &permit, period, &Judged { duty, org, level, note: &note }, ctx.now()).await?;
    }
    tx.commit().await?;
    let back = query(&[("ky", &period.to_string()), ("sau", fields.get("sau"))]);
    Ok(ctx.done(&format!("/danh-gia/thuong-xuyen?{back}"), ctx.t.evaluation.assessed))
}

/// Reads `{duty}-{agency}`.
fn duty_and_org(key: &str) -> Option<(DutyId, OrgId)> {
    const ID: usize = 36;
    let (duty, org) = (key.get(..ID)?, key.get(ID + 1..)?);
    Some((duty.parse().ok()?, org.parse().ok()?))
}
