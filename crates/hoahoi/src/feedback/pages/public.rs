//! What was said and answered, for everybody.

use askama::Template;

use super::super::scope::FeedbackScope;
use super::super::store::{self, Published};
use super::super::texts::FeedbackTexts;
use super::{Target, of_two};
use crate::web::form::Fields;
use crate::web::lang::fill;
use crate::web::paging::{Cursor, address};
use crate::web::{Ctx, Frame, Result};

struct Row {
    id: String,
    kind: &'static str,
    who: String,
    text: String,
    about: Option<Target>,
    sent: String,
    answered: String,
    answer: String,
}

#[derive(Template)]
#[template(path = "feedback/public.html")]
struct PublicPage {
    frame: Frame,
    t: &'static FeedbackTexts,
    rows: Vec<Row>,
    staff: bool,
    total: String,
    first: Option<String>,
    more: Option<String>,
}

/// `GET /gop-y`.
pub async fn show(ctx: Ctx, fields: Fields) -> Result {
    let t = &ctx.t.feedback;
    let after = Cursor::decode(fields.get("sau"), 2);
    let page = store::published(&mut ctx.app.db.read().await?, after.as_ref()).await?;
    let at = |cursor: &str| address("/gop-y", &[("sau", cursor)]);
    ctx.page(&PublicPage {
        frame: ctx.frame(),
        t,
        staff: !FeedbackScope::of(&ctx.viewer).is_empty(),
        total: fill(t.n_messages, &[&page.total_text(ctx.t.common.more_than)]),
        more: page.next.as_ref().map(|cursor| at(&cursor.encode())),
        first: after.map(|_| at("")),
        rows: page.rows.into_iter().map(|of| row(&ctx, of)).collect(),
    })
}

fn row(ctx: &Ctx, of: Published) -> Row {
    let t = &ctx.t.feedback;
    let who: Vec<String> = [of.name, of.body].into_iter().flatten().collect();
    let about = of_two(
        ctx,
        of.record_slug.is_some().then_some((&of.record_slug, &of.record_title)),
        of.plan_id.map(|id| (id, &of.plan_name)),
    );
    Row {
        id: of.id.to_string(),
        kind: t.kind_name(of.kind),
        who: if who.is_empty() { t.unnamed.to_owned() } else { who.join(", ") },
        text: of.text,
        about,
        sent: of.sent_at.day().show(),
        answered: fill(t.answered_by, &[&of.org_name, &of.settled_at.day().show()]),
        answer: of.answer,
    }
}
