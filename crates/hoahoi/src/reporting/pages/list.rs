//! The list of reports.

use askama::Template;
use thethuc::table::{Cell, Column, Table};

use super::super::access::ReportScope;
use super::super::model::State;
use super::super::store::regimes;
use super::super::store::submissions::{self, Filter, Submission};
use super::super::texts::ReportingTexts;
use super::super::words::Chip;
use super::view::{judge, title};
use crate::accounts::rights::{ReadRegister, Urge};
use crate::db::Day;
use crate::ids::PeriodId;
use crate::organisations::System;
use crate::sheets::{self, Export, Format, Whole};
use crate::web::form::Fields;
use crate::web::lang::fill;
use crate::web::paging::{Cursor, query};
use crate::web::{Ctx, Frame, Result};

/// A row of the list.
struct Row {
    href: String,
    title: String,
    org: String,
    due: String,
    state: Chip,
    timeliness: Option<Chip>,
    written: String,
}

#[derive(Template)]
#[template(path = "reporting/list.html")]
struct ListPage {
    frame: Frame,
    t: &'static ReportingTexts,
    states: Vec<(&'static str, String, bool)>,
    periods: Vec<(String, String, bool)>,
    overdue: bool,
    filtered: bool,
    all: bool,
    urges: bool,
    rows: Vec<Row>,
    total: String,
    first: Option<String>,
    more: Option<String>,
}

/// `GET /bao-cao`: the reports the viewer knows of; an agency's own, or all for who reads them. With `tai` as a file.
pub async fn list(ctx: Ctx, fields: Fields) -> Result {
    ctx.permit::<ReadRegister>(&())?;
    let t = &ctx.t.reporting;
    let scope = ReportScope::of(&ctx.viewer);
    let overdue = fields.ticked("qua-han");
    let filter = Filter {
        state: fields.parse("trang-thai"),
        period: fields.parse::<PeriodId>("ky"),
        org: fields.parse("co-quan"),
        overdue_on: overdue.then(|| ctx.today()),
        begun_by: Some(ctx.today()),
    };
    if let Some(format) = fields.parse::<Format>("tai") {
        return file(&ctx, format, &scope, &filter).await;
    }
    let after = Cursor::decode(fields.get("sau"), 3);
    let mut c = ctx.app.db.read().await?;
    let page = submissions::list(&mut c, &scope, &filter, after.as_ref()).await?;
    let periods = regimes::periods(&mut c).await?;
    drop(c);
    let kept: Vec<(&str, &str)> =
        ["trang-thai", "ky", "co-quan", "qua-han"].iter().map(|name| (*name, fields.get(name))).collect();
    let address = |cursor: &str| {
        let mut with = kept.clone();
        with.push(("sau", cursor));
        format!("/bao-cao?{}", query(&with))
    };
    let more = page.next.as_ref().map(|cursor| address(&cursor.encode()));
    let total = fill(t.n_reports, &[&page.total_text(ctx.t.common.more_than)]);
    ctx.page(&ListPage {
        frame: ctx.frame(),
        t,
        states: State::ALL
            .iter()
            .map(|s| (s.as_str(), t.state_chip(*s, true, System::State).text, filter.state == Some(*s)))
            .collect(),
        periods: periods
            .iter()
            .filter(|p| p.starts_on <= ctx.today())
            .rev()
            .map(|p| (p.id.to_string(), t.period_name(&p.code), filter.period == Some(p.id)))
            .collect(),
        overdue,
        filtered: kept.iter().any(|(_, value)| !value.is_empty()),
        all: scope.sees_all() || scope.own().len() > 1,
        urges: ctx.viewer.may::<Urge>(&()),
        rows: page.rows.iter().map(|of| row(&ctx, of)).collect(),
        total,
        first: after.map(|_| address("")),
        more,
    })
}

fn row(ctx: &Ctx, of: &Submission) -> Row {
    let t = &ctx.t.reporting;
    let begun = of.written > 0 || of.drafted_by.is_some();
    Row {
        href: format!("/bao-cao/{}", of.id),
        title: title(t, of),
        org: of.org_name.clone(),
        due: of.due_on.show(),
        state: t.state_chip(of.state, begun, of.system),
        timeliness: judge(ctx, of)
            .map(|judged| t.due_chip(judged, of.period_due, of.submitted_on, of.system)),
        written: if of.owed > 0 {
            fill(t.written_of, &[&of.written, &of.owed])
        } else {
            t.nothing_owed.to_owned()
        },
    }
}

/// The same reports as a file.
async fn file(ctx: &Ctx, format: Format, scope: &ReportScope, filter: &Filter) -> Result {
    let t = &ctx.t.reporting;
    let mut c = ctx.app.db.read().await?;
    let mut all = Whole::default();
    while all.takes(submissions::list(&mut c, scope, filter, all.after()).await?) {}
    let (reports, cut) = all.done();
    let period = match filter.period {
        Some(id) => regimes::periods(&mut c).await?.into_iter().find(|p| p.id == id),
        None => None,
    };
    drop(c);
    let directory = ctx.app.directory();
    let agency = filter.org.and_then(|org| directory.get(org)).map(|org| org.name.clone());
    let state = filter.state.map(|state| t.state_chip(state, true, System::State).text);
    let filters = vec![
        (t.state, state.unwrap_or_default()),
        (t.period, period.map(|p| t.period_name(&p.code)).unwrap_or_default()),
        (t.agency, agency.unwrap_or_default()),
        (t.overdue_only, filter.overdue_on.map(Day::show).unwrap_or_default()),
    ];
    let site = ctx.app.config.public_url.as_deref();
    let line = |of: &Submission| {
        let row = row(ctx, of);
        vec![
            sheets::identifier(site, &row.href, &of.id.to_string()),
            Cell::from(row.title),
            Cell::from(of.plan_number.clone().unwrap_or_else(|| of.plan_title.clone())),
            Cell::from(row.org),
            Cell::from(row.state.text),
            Cell::from(row.timeliness.map(|chip| chip.text)),
            Cell::from(of.due_on.0),
            Cell::from(of.submitted_on.map(|day| day.0)),
            Cell::from(of.written),
            Cell::from(of.owed),
        ]
    };
    let table = Table {
        columns: vec![
            Column::identifier(ctx.t.sheets.identifier),
            Column::words(t.report, 36.0),
            Column::words(t.plan, 20.0),
            Column::words(t.agency, 36.0),
            Column::words(t.state, 20.0),
            Column::words(t.timeliness, 24.0),
            Column::day(t.due),
            Column::day(t.sent_on),
            Column::number(t.lines_written),
            Column::number(t.lines_owed),
        ],
        rows: reports.iter().map(line).collect(),
        ..Table::titled(t.reports)
    };
    Export { stem: "bao-cao", filters, cut, tables: vec![table] }.reply(ctx, format).await
}
