//! `/gia-han`: requests of all agencies for those who watch over them, of one's own agency for everybody else.

use askama::Template;
use thethuc::table::{Cell, Column, Table};

use super::super::scope::ExtensionScope;
use super::super::store::read::{self, Extension, Filter, Wanted};
use super::super::store::rule;
use super::super::texts::ExtensionTexts;
use super::View;
use crate::accounts::rights::{ReadRegister, SetExtensionRule};
use crate::duties::pages::{Choice, name_of, organisations_on};
use crate::sheets::{self, Export, Format, Whole};
use crate::web::form::Fields;
use crate::web::lang::fill;
use crate::web::paging::{self, Cursor, PAGE};
use crate::web::{Ctx, Error, Frame, Result};

/// Rows fetched at once for a file.
const BATCH: usize = 1_000;

#[derive(Template)]
#[template(path = "extensions/list.html")]
struct ListPage {
    frame: Frame,
    t: &'static ExtensionTexts,
    rule: String,
    rules: Vec<Choice>,
    may_rule: bool,
    states: Vec<Choice>,
    agencies: Vec<Choice>,
    filtered: bool,
    rows: Vec<View>,
    total: String,
    first: Option<String>,
    more: Option<String>,
}

/// `GET /gia-han`. For everybody who has signed in, within their scope.
///
/// # Errors
/// When nobody has signed in, or the database fails.
pub async fn show(ctx: Ctx, fields: Fields) -> Result {
    ctx.permit::<ReadRegister>(&())?;
    let t = &ctx.t.extensions;
    let directory = ctx.app.directory();
    let scope = ExtensionScope::of(&ctx.viewer);
    let filter = Filter {
        wanted: fields.parse("trang-thai"),
        org: directory.find(fields.get("co-quan")).map(|o| o.id),
    };
    let after = Cursor::decode(fields.get("sau"), 2);
    let mut c = ctx.app.db.read().await?;
    if let Some(format) = fields.parse::<Format>("tai") {
        let mut all = Whole::default();
        while all.takes(read::page(&mut c, &scope, filter, all.after(), BATCH).await?) {}
        drop(c);
        return download(&ctx, format, filter, all).await;
    }
    let page = read::page(&mut c, &scope, filter, after.as_ref(), PAGE).await?;
    let limit = rule::limit(&mut c).await?;
    drop(c);
    let address = |after: &str| {
        let kept =
            [("trang-thai", fields.get("trang-thai")), ("co-quan", fields.get("co-quan")), ("sau", after)];
        paging::address("/gia-han", &kept)
    };
    let state = |wanted: Wanted, text: &str| {
        (wanted.as_str().to_owned(), text.to_owned(), filter.wanted == Some(wanted))
    };
    ctx.page(&ListPage {
        frame: ctx.frame(),
        t,
        rule: t.rule_says(limit),
        rules: super::rules(&ctx, limit),
        may_rule: ctx.viewer.may::<SetExtensionRule>(&()),
        states: vec![state(Wanted::Open, t.w_open), state(Wanted::Decided, t.w_decided)],
        agencies: if scope.sees_all() {
            organisations_on(&directory, ctx.today().0, filter.org)
        } else {
            Vec::new()
        },
        filtered: filter.wanted.is_some() || filter.org.is_some(),
        total: fill(t.n_requests, &[&page.total_text(ctx.t.common.more_than)]),
        rows: page.rows.iter().map(|e| View::of(&ctx, &directory, e)).collect(),
        first: after.is_some().then(|| address("")),
        more: page.next.map(|cursor| address(&cursor.encode())),
    })
}

/// The list as a file, with the same filters and through the same scope.
async fn download(ctx: &Ctx, format: Format, filter: Filter, all: Whole<Extension>) -> Result {
    let t = &ctx.t.extensions;
    let directory = ctx.app.directory();
    let site = ctx.app.config.public_url.as_deref();
    let (found, cut) = all.done();
    let row = |e: &Extension| {
        let view = View::of(ctx, &directory, e);
        vec![
            sheets::identifier(site, &view.href, &e.id.to_string()),
            Cell::from(view.plan),
            Cell::from(view.clause),
            Cell::from(e.text.as_str()),
            Cell::from(view.org),
            Cell::from(e.from_day.0),
            Cell::from(e.asked_day.0),
            Cell::from(e.reason.as_str()),
            Cell::from(e.sent_on.map(|day| day.0)),
            Cell::from(view.state.text),
            Cell::from(e.granted_day.map(|day| day.0)),
            Cell::from(e.decision.as_str()),
            Cell::from(view.paper),
        ]
    };
    let table = Table {
        columns: vec![
            Column::identifier(ctx.t.sheets.identifier),
            Column::words(ctx.t.duties.f_plan, 18.0),
            Column::words(ctx.t.duties.c_clause, 16.0),
            Column::words(t.c_duty, 60.0),
            Column::words(t.c_agency, 36.0),
            Column::day(t.was_due),
            Column::day(t.asked_day),
            Column::words(t.reason, 40.0),
            Column::day(t.sent_on),
            Column::words(t.c_state, 22.0),
            Column::day(t.decide_day),
            Column::words(t.decide_words, 40.0),
            Column::words(t.paper, 24.0),
        ],
        rows: found.iter().map(row).collect(),
        ..Table::titled(t.title)
    };
    let state = filter.wanted.map(|wanted| match wanted {
        Wanted::Open => t.w_open,
        Wanted::Decided => t.w_decided,
    });
    let filters = vec![
        (t.f_state, state.unwrap_or_default().to_owned()),
        (t.f_agency, filter.org.map(|org| name_of(&directory, org)).unwrap_or_default()),
    ];
    Export { stem: "gia-han", filters, cut, tables: vec![table] }.reply(ctx, format).await
}

/// `POST /gia-han/quy-tac`: sets how often a duty may be extended (field `so-lan`). Right: `SetExtensionRule`.
///
/// # Errors
/// When the right is missing, the field holds no rule, or the database fails.
pub async fn set_rule(ctx: Ctx, fields: Fields) -> Result {
    let permit = ctx.permit::<SetExtensionRule>(&())?;
    let limit = fields.get("so-lan").parse().map_err(Error::Bad)?;
    let mut tx = ctx.app.db.write().await?;
    rule::set_limit(&mut tx, &permit, limit, ctx.now()).await?;
    tx.commit().await?;
    Ok(ctx.done("/gia-han", ctx.t.extensions.rule_saved))
}
