//! `/chi-dao`: all directions for those who give and watch, to one's own agency for everybody else.

use std::collections::HashMap;

use askama::Template;
use thethuc::table::{Cell, Column, Table};

use super::super::model::State;
use super::super::scope::DirectionScope;
use super::super::store::read::{self, Addressee, Direction, Filter};
use super::super::texts::DirectionTexts;
use super::{To, View};
use crate::accounts::rights::ReadRegister;
use crate::duties::pages::{Choice, name_of, organisations_on};
use crate::ids::DirectionId;
use crate::sheets::{self, Export, Format, Whole};
use crate::web::form::Fields;
use crate::web::lang::fill;
use crate::web::paging::{self, Cursor, PAGE};
use crate::web::{Ctx, Frame, Result};

/// Rows fetched at once for a file.
const BATCH: usize = 1_000;

#[derive(Template)]
#[template(path = "directions/list.html")]
struct ListPage {
    frame: Frame,
    t: &'static DirectionTexts,
    states: Vec<Choice>,
    agencies: Vec<Choice>,
    filtered: bool,
    rows: Vec<View>,
    total: String,
    first: Option<String>,
    more: Option<String>,
}

/// `GET /chi-dao`. For everybody who has signed in, within their scope.
///
/// # Errors
/// When nobody has signed in, or the database fails.
pub async fn show(ctx: Ctx, fields: Fields) -> Result {
    ctx.permit::<ReadRegister>(&())?;
    let t = &ctx.t.directions;
    let directory = ctx.app.directory();
    let scope = DirectionScope::of(&ctx.viewer);
    let filter = Filter {
        state: fields.parse("trang-thai"),
        org: directory.find(fields.get("co-quan")).map(|o| o.id),
    };
    let after = Cursor::decode(fields.get("sau"), 2);
    let mut c = ctx.app.db.read().await?;
    if let Some(format) = fields.parse::<Format>("tai") {
        let mut all = Whole::default();
        let mut to = HashMap::new();
        loop {
            let page = read::page(&mut c, &scope, filter, all.after(), BATCH).await?;
            to.extend(read::addressees(&mut c, page.rows.iter().map(|n| n.id)).await?);
            if !all.takes(page) {
                break;
            }
        }
        drop(c);
        return download(&ctx, format, filter, &scope, all, &to).await;
    }
    let page = read::page(&mut c, &scope, filter, after.as_ref(), PAGE).await?;
    let to = read::addressees(&mut c, page.rows.iter().map(|n| n.id)).await?;
    drop(c);
    let address = |after: &str| {
        let kept =
            [("trang-thai", fields.get("trang-thai")), ("co-quan", fields.get("co-quan")), ("sau", after)];
        paging::address("/chi-dao", &kept)
    };
    let state =
        |state: &State| (state.as_str().to_owned(), t.state(*state).to_owned(), filter.state == Some(*state));
    ctx.page(&ListPage {
        frame: ctx.frame(),
        t,
        states: State::ALL.iter().map(state).collect(),
        agencies: if scope.sees_all() {
            organisations_on(&directory, ctx.today().0, filter.org)
        } else {
            Vec::new()
        },
        filtered: filter.state.is_some() || filter.org.is_some(),
        total: fill(t.n_directions, &[&page.total_text(ctx.t.common.more_than)]),
        rows: page
            .rows
            .iter()
            .map(|n| View::of(&ctx, &directory, &scope, n, to.get(&n.id).map_or(&[], Vec::as_slice)))
            .collect(),
        first: after.is_some().then(|| address("")),
        more: page.next.map(|cursor| address(&cursor.encode())),
    })
}

/// The list as a file, one row for each addressee, with the same filters and through the same scope.
async fn download(
    ctx: &Ctx,
    format: Format,
    filter: Filter,
    scope: &DirectionScope,
    all: Whole<Direction>,
    to: &HashMap<DirectionId, Vec<Addressee>>,
) -> Result {
    let t = &ctx.t.directions;
    let directory = ctx.app.directory();
    let site = ctx.app.config.public_url.as_deref();
    let (found, cut) = all.done();
    let rows = found.iter().flat_map(|n| {
        let view = View::of(ctx, &directory, scope, n, to.get(&n.id).map_or(&[], Vec::as_slice));
        let row = |to: &To| {
            vec![
                sheets::identifier(site, &view.href, &n.id.to_string()),
                Cell::from(n.given_at.day().0),
                Cell::from(view.given.as_str()),
                Cell::from(view.text.as_str()),
                Cell::from(view.about.as_str()),
                Cell::from(n.answer_by.map(|day| day.0)),
                Cell::from(view.state.text.as_str()),
                Cell::from(to.org.as_str()),
                Cell::from(to.state.text.as_str()),
                Cell::from(to.answered.map(|day| day.0)),
                Cell::from(to.late.clone()),
            ]
        };
        view.to.iter().map(row).collect::<Vec<_>>()
    });
    let table = Table {
        columns: vec![
            Column::identifier(ctx.t.sheets.identifier),
            Column::day(t.c_given_on),
            Column::words(t.c_given, 36.0),
            Column::words(t.c_text, 60.0),
            Column::words(t.c_about, 26.0),
            Column::day(t.c_day),
            Column::words(t.c_state, 20.0),
            Column::words(t.c_to, 36.0),
            Column::words(t.c_answer, 22.0),
            Column::day(t.c_answered_on),
            Column::words(t.c_late, 20.0),
        ],
        rows: rows.collect(),
        ..Table::titled(t.title)
    };
    let filters = vec![
        (t.f_state, filter.state.map(|state| t.state(state).to_owned()).unwrap_or_default()),
        (t.f_agency, filter.org.map(|org| name_of(&directory, org)).unwrap_or_default()),
    ];
    Export { stem: "chi-dao", filters, cut, tables: vec![table] }.reply(ctx, format).await
}
