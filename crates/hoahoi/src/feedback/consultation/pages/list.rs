//! The consultations.

use askama::Template;

use super::super::model::Shelf;
use super::super::store::{self, Filter};
use super::super::texts::ConsultationTexts;
use super::{Row, row};
use crate::accounts::rights::HoldConsultation;
use crate::web::form::Fields;
use crate::web::lang::fill;
use crate::web::paging::{Cursor, address};
use crate::web::{Ctx, Frame, Result};

#[derive(Template)]
#[template(path = "feedback/consultation/list.html")]
struct ListPage {
    frame: Frame,
    t: &'static ConsultationTexts,
    shelves: Vec<(&'static str, &'static str, bool)>,
    filtered: bool,
    rows: Vec<Row>,
    may_write: bool,
    total: String,
    first: Option<String>,
    more: Option<String>,
}

/// `GET /lay-y-kien`: what was announced, to everybody; drafts to whoever holds consultations.
pub async fn show(ctx: Ctx, fields: Fields) -> Result {
    let t = &ctx.t.consultations;
    let may_write = ctx.viewer.may::<HoldConsultation>(&());
    let after = Cursor::decode(fields.get("sau"), 2);
    let filter = Filter { all: may_write, shelf: fields.parse("tinh-trang"), today: ctx.today() };
    let page = store::list(&mut ctx.app.db.read().await?, filter, after.as_ref()).await?;
    let shelf = filter.shelf.map_or("", Shelf::as_str);
    let at = |cursor: &str| address("/lay-y-kien", &[("tinh-trang", shelf), ("sau", cursor)]);
    let shelves = Shelf::ALL.iter().map(|one| (one.as_str(), t.shelf_name(*one), filter.shelf == Some(*one)));
    ctx.page(&ListPage {
        frame: ctx.frame(),
        t,
        shelves: shelves.collect(),
        filtered: filter.shelf.is_some(),
        rows: page.rows.iter().map(|of| row(&ctx, of)).collect(),
        may_write,
        total: fill(t.n_drafts, &[&page.total_text(ctx.t.common.more_than)]),
        more: page.next.as_ref().map(|cursor| at(&cursor.encode())),
        first: after.map(|_| at("")),
    })
}
