//! `/chi-dao`: all directions for those who give and watch, to one's own agency for everybody else.

use askama::Template;

use super::super::model::State;
use super::super::scope::DirectionScope;
use super::super::store::read::{self, Filter};
use super::super::texts::DirectionTexts;
use super::View;
use crate::accounts::rights::ReadRegister;
use crate::duties::pages::{Choice, organisations_on};
use crate::web::form::Fields;
use crate::web::lang::fill;
use crate::web::paging::{Cursor, PAGE, query};
use crate::web::{Ctx, Frame, Result};

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
    let page = read::page(&mut c, &scope, filter, after.as_ref(), PAGE).await?;
    let to = read::addressees(&mut c, page.rows.iter().map(|n| n.id)).await?;
    drop(c);
    let address = |after: &str| {
        let asked = query(&[
            ("trang-thai", fields.get("trang-thai")),
            ("co-quan", fields.get("co-quan")),
            ("sau", after),
        ]);
        if asked.is_empty() { "/chi-dao".to_owned() } else { format!("/chi-dao?{asked}") }
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
