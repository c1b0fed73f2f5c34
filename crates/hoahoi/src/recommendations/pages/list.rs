//! The list of recommendations.

use askama::Template;

use super::super::model::State;
use super::super::scope::RecommendationScope;
use super::super::store::{self, Filter, Recommendation};
use super::super::texts::RecommendationTexts;
use crate::accounts::rights::ReadRegister;
use crate::ids::{OrgId, PeriodId};
use crate::reporting::words::Chip;
use crate::web::form::Fields;
use crate::web::lang::fill;
use crate::web::paging::{Cursor, query};
use crate::web::{Ctx, Frame, Result};

/// In the address: every state that is still open.
const OPEN: &str = "chua-ket-thuc";

/// A row of the list, also of the panels on other pages.
pub(in crate::recommendations) struct Row {
    pub href: String,
    pub text: String,
    pub org: String,
    pub to: String,
    pub state: Chip,
    pub clause: String,
    pub period: String,
    pub answer: String,
}

/// What a person chooses from: value, text, whether it is chosen.
type Choices = Vec<(String, String, bool)>;

#[derive(Template)]
#[template(path = "recommendations/list.html")]
struct ListPage {
    frame: Frame,
    t: &'static RecommendationTexts,
    states: Choices,
    bodies: Choices,
    makers: Choices,
    periods: Choices,
    filtered: bool,
    rows: Vec<Row>,
    total: String,
    first: Option<String>,
    more: Option<String>,
}

/// `GET /kien-nghi`: the recommendations that the viewer may see.
pub async fn show(ctx: Ctx, fields: Fields) -> Result {
    ctx.permit::<ReadRegister>(&())?;
    let t = &ctx.t.recommendations;
    let scope = RecommendationScope::of(&ctx.viewer);
    let state = fields.get("trang-thai");
    let filter = Filter {
        states: match state {
            OPEN => State::ALL.iter().copied().filter(|s| s.is_open()).collect(),
            one => one.parse().into_iter().collect(),
        },
        to: fields.filled("giai-quyet").map(str::to_owned),
        from: fields.parse::<OrgId>("co-quan"),
        period: fields.parse::<PeriodId>("ky"),
    };
    let after = Cursor::decode(fields.get("sau"), 2);
    let mut c = ctx.app.db.read().await?;
    let page = store::list(&mut c, &scope, &filter, after.as_ref()).await?;
    let names = store::names(&mut c, &scope).await?;
    drop(c);
    let kept: Vec<(&str, &str)> =
        ["trang-thai", "giai-quyet", "co-quan", "ky"].iter().map(|name| (*name, fields.get(name))).collect();
    let address = |cursor: &str| {
        let mut with = kept.clone();
        with.push(("sau", cursor));
        format!("/kien-nghi?{}", query(&with))
    };
    let mut states: Choices = vec![(OPEN.to_owned(), t.open_only.to_owned(), state == OPEN)];
    states.extend(State::ALL.iter().map(|s| (s.as_str().to_owned(), t.chip(*s).text, filter.states == [*s])));
    ctx.page(&ListPage {
        frame: ctx.frame(),
        t,
        states,
        bodies: names
            .to
            .into_iter()
            .map(|name| {
                let chosen = filter.to.as_ref() == Some(&name);
                (name.clone(), name, chosen)
            })
            .collect(),
        makers: names
            .from
            .into_iter()
            .map(|(id, name)| (id.to_string(), name, filter.from == Some(id)))
            .collect(),
        periods: names
            .periods
            .into_iter()
            .map(|(id, code)| (id.to_string(), ctx.t.reporting.period_name(&code), filter.period == Some(id)))
            .collect(),
        filtered: kept.iter().any(|(_, value)| !value.is_empty()),
        total: fill(t.n_items, &[&page.total_text(ctx.t.common.more_than)]),
        more: page.next.as_ref().map(|cursor| address(&cursor.encode())),
        first: after.map(|_| address("")),
        rows: page.rows.iter().map(|of| row(&ctx, of)).collect(),
    })
}

/// A recommendation as a row.
pub(super) fn row(ctx: &Ctx, of: &Recommendation) -> Row {
    let t = &ctx.t.recommendations;
    Row {
        href: format!("/kien-nghi/{}", of.id),
        text: of.text.clone(),
        org: of.org_name.clone(),
        to: of.to_name.clone().unwrap_or_else(|| t.not_routed.to_owned()),
        state: t.chip(of.state),
        clause: format!("{}, {}", of.plan_name, ctx.t.reporting.clause_of(&of.section_path, of.paragraph)),
        period: ctx.t.reporting.period_name(&of.code),
        answer: answered(t, of).unwrap_or_default(),
    }
}

/// By which paper, or on which day it was answered.
pub(super) fn answered(t: &RecommendationTexts, of: &Recommendation) -> Option<String> {
    match (&of.answer_number, of.answer_date) {
        (Some(number), Some(day)) => Some(fill(t.by_paper, &[number, &day.show()])),
        _ => of.answered_on.map(|day| fill(t.answered_on, &[&day.show()])),
    }
}
