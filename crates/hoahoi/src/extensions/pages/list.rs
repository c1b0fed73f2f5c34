//! `/gia-han`: requests of all agencies for those who watch over them, of one's own agency for everybody else.

use askama::Template;

use super::super::scope::ExtensionScope;
use super::super::store::read::{self, Filter, Wanted};
use super::super::store::rule;
use super::super::texts::ExtensionTexts;
use super::View;
use crate::accounts::rights::{ReadRegister, SetExtensionRule};
use crate::duties::pages::{Choice, organisations_on};
use crate::web::form::Fields;
use crate::web::lang::fill;
use crate::web::paging::{Cursor, PAGE, query};
use crate::web::{Ctx, Error, Frame, Result};

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
    let page = read::page(&mut c, &scope, filter, after.as_ref(), PAGE).await?;
    let limit = rule::limit(&mut c).await?;
    drop(c);
    let address = |after: &str| {
        let asked = query(&[
            ("trang-thai", fields.get("trang-thai")),
            ("co-quan", fields.get("co-quan")),
            ("sau", after),
        ]);
        if asked.is_empty() { "/gia-han".to_owned() } else { format!("/gia-han?{asked}") }
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
