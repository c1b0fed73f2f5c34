//! The list of guidance.

use askama::Template;

use super::super::store::{self, Reader};
use super::super::texts::GuidanceTexts;
use super::term;
use crate::accounts::rights::{ReadRegister, WriteGuidance};
use crate::reporting::words::Chip;
use crate::web::form::Fields;
use crate::web::lang::fill;
use crate::web::paging::{Cursor, query};
use crate::web::{Ctx, Frame, Result};

struct Row {
    href: String,
    title: String,
    audience: String,
    term: String,
    note: Option<&'static str>,
    state: Option<Chip>,
    public: bool,
    updated: String,
}

#[derive(Template)]
#[template(path = "guidance/list.html")]
struct ListPage {
    frame: Frame,
    t: &'static GuidanceTexts,
    words: String,
    rows: Vec<Row>,
    may_write: bool,
    total: String,
    first: Option<String>,
    more: Option<String>,
}

/// `GET /huong-dan`: to everybody what is public, to those who have signed in what is published, to writers all.
pub async fn show(ctx: Ctx, fields: Fields) -> Result {
    let t = &ctx.t.guidance;
    let may_write = ctx.viewer.may::<WriteGuidance>(&());
    let reader = match (may_write, ctx.viewer.may::<ReadRegister>(&())) {
        (true, _) => Reader::Writer,
        (false, true) => Reader::SignedIn,
        (false, false) => Reader::Public,
    };
    let words = fields.get("tim");
    let after = Cursor::decode(fields.get("sau"), 2);
    let mut c = ctx.app.db.read().await?;
    let page = store::list(&mut c, reader, words, after.as_ref()).await?;
    drop(c);
    let address = |cursor: &str| format!("/huong-dan?{}", query(&[("tim", words), ("sau", cursor)]));
    let rows = page.rows.iter().map(|of| {
        let (term, note) = term(&ctx, of);
        Row {
            href: format!("/huong-dan/{}", of.id),
            title: of.title.clone(),
            audience: of.audience.clone(),
            term,
            note,
            state: may_write.then(|| t.chip(of.state)),
            public: of.public,
            updated: of.updated_at.day().show(),
        }
    });
    ctx.page(&ListPage {
        frame: ctx.frame(),
        t,
        words: words.to_owned(),
        rows: rows.collect(),
        may_write,
        total: fill(t.n_items, &[&page.total_text(ctx.t.common.more_than)]),
        more: page.next.as_ref().map(|cursor| address(&cursor.encode())),
        first: after.map(|_| address("")),
    })
}
