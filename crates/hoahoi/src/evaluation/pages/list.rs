//! All agencies.

use askama::Template;

use super::super::figures::Agency;
use super::super::model::Sums;
use super::super::texts::EvaluationTexts;
use super::{choose, export, figures, up_to_date};
use crate::accounts::rights::{AssessStanding, ReadOverview, ReadRegister};
use crate::ids::OrgId;
use crate::organisations::{Directory, Kind};
use crate::sheets::Format;
use crate::web::form::{Fields, Problems};
use crate::web::lang::fill;
use crate::web::{Ctx, Frame, Result};

/// One agency's figures in words.
pub(super) struct Row {
    pub(super) href: String,
    pub(super) name: String,
    pub(super) slug: String,
    pub(super) sums: Sums,
    pub(super) standing: String,
    local: bool,
}

#[derive(Template)]
#[template(path = "evaluation/list.html")]
struct ListPage {
    frame: Frame,
    t: &'static EvaluationTexts,
    heading: String,
    spans: Vec<(String, String, bool)>,
    typed: String,
    problems: Problems,
    tables: Vec<(&'static str, Vec<Row>)>,
    may_assess: bool,
    all: bool,
}

/// `GET /danh-gia`: all agencies for those who watch over all, otherwise one's own; with `dang` as a file.
pub async fn show(ctx: Ctx, fields: Fields) -> Result {
    ctx.permit::<ReadRegister>(&())?;
    up_to_date(&ctx).await?;
    let t = &ctx.t.evaluation;
    let mut c = ctx.app.db.read().await?;
    let chosen = choose(&ctx, &mut c, &fields).await?;
    let found = figures(&ctx, &mut c, &chosen, None).await?;
    drop(c);
    let directory = ctx.app.directory();
    let query = chosen.query();
    let mut rows: Vec<Row> =
        found.iter().filter_map(|(org, agency)| row(t, &directory, *org, agency, &query)).collect();
    rows.sort_by_cached_key(|row| (row.local, viet::sort_key(&row.name)));
    if let Some(format) = fields.parse::<Format>("dang") {
        return export::reply(&ctx, format, &chosen, &rows).await;
    }
    let (local, province): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|row| row.local);
    let mut tables = vec![(t.province, province), (t.local, local)];
    tables.retain(|(_, rows)| !rows.is_empty());
    ctx.page(&ListPage {
        frame: ctx.frame(),
        t,
        heading: chosen.heading(t),
        spans: chosen.spans,
        typed: chosen.typed,
        problems: chosen.problems,
        tables,
        may_assess: ctx.viewer.may::<AssessStanding>(&()),
        all: ctx.viewer.may::<ReadOverview>(&()),
    })
}

fn row(t: &EvaluationTexts, directory: &Directory, org: OrgId, agency: &Agency, query: &str) -> Option<Row> {
    let found = directory.get(org)?;
    let sums = agency.sums();
    Some(Row {
        href: format!("/danh-gia/{}?{query}", found.slug),
        name: found.name.clone(),
        slug: found.slug.clone(),
        standing: standing(t, &sums),
        sums,
        local: matches!(found.kind, Kind::Commune | Kind::Ward | Kind::District),
    })
}

/// `tốt 2, có 5, chưa 1`; a dash while nothing was assessed.
pub(super) fn standing(t: &EvaluationTexts, sums: &Sums) -> String {
    if sums.good + sums.done + sums.not_done == 0 {
        return "–".to_owned();
    }
    fill(t.standing_sum, &[&sums.good, &sums.done, &sums.not_done])
}
