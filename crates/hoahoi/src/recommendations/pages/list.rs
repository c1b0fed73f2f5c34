//! The list of recommendations.

use askama::Template;
use thethuc::table::{Cell, Column, Table};

use super::super::model::State;
use super::super::scope::RecommendationScope;
use super::super::store::{self, Filter, Names, Recommendation};
use super::super::texts::RecommendationTexts;
use crate::accounts::rights::ReadRegister;
use crate::db::Conn;
use crate::ids::{OrgId, PeriodId};
use crate::reporting::words::Chip;
use crate::sheets::{self, Export, Format, Whole};
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

/// `GET /kien-nghi`: the recommendations that the viewer may see; with `dang` as a file.
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
    if let Some(format) = fields.parse::<Format>("dang") {
        return file(&ctx, &mut c, format, &scope, &filter, &names).await;
    }
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

/// The same recommendations as a file.
async fn file(
    ctx: &Ctx,
    c: &mut Conn,
    format: Format,
    scope: &RecommendationScope,
    filter: &Filter,
    names: &Names,
) -> Result {
    let t = &ctx.t.recommendations;
    let mut all = Whole::default();
    while all.takes(store::list(c, scope, filter, all.after()).await?) {}
    let (found, cut) = all.done();
    let states: Vec<String> = filter.states.iter().map(|state| t.chip(*state).text).collect();
    let from = names.from.iter().find(|(id, _)| Some(*id) == filter.from);
    let period = names.periods.iter().find(|(id, _)| Some(*id) == filter.period);
    let filters = vec![
        (t.state, states.join(", ")),
        (t.to, filter.to.clone().unwrap_or_default()),
        (t.from, from.map(|(_, name)| name.clone()).unwrap_or_default()),
        (t.period, period.map(|(_, code)| ctx.t.reporting.period_name(code)).unwrap_or_default()),
    ];
    let site = ctx.app.config.public_url.as_deref();
    let line = |of: &Recommendation| {
        let row = row(ctx, of);
        vec![
            sheets::identifier(site, &row.href, &of.id.to_string()),
            Cell::from(row.text),
            Cell::from(row.clause),
            Cell::from(row.org),
            Cell::from(of.to_name.clone()),
            Cell::from(row.state.text),
            Cell::from(row.period),
            Cell::from(of.routed_on.map(|day| day.0)),
            Cell::from(row.answer),
            Cell::from(of.answer.clone()),
            Cell::from(of.closing.clone()),
        ]
    };
    let table = Table {
        columns: vec![
            Column::identifier(ctx.t.sheets.identifier),
            Column::words(t.one, 60.0),
            Column::words(t.duty, 24.0),
            Column::words(t.from, 32.0),
            Column::words(t.to, 32.0),
            Column::words(t.state, 22.0),
            Column::words(t.period, 24.0),
            Column::day(t.routed_on),
            Column::words(t.st_answered, 30.0),
            Column::words(t.answer, 50.0),
            Column::words(t.closed_because, 40.0),
        ],
        rows: found.iter().map(line).collect(),
        ..Table::titled(t.title)
    };
    Export { stem: "kien-nghi", filters, cut, tables: vec![table] }.reply(ctx, format).await
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
