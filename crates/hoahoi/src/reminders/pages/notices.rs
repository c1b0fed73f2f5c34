//! `/thong-bao`: what was said to the viewer's agencies.

use askama::Template;

use super::super::contents::Contents;
use super::super::facts::Line;
use super::super::store::inbox::{self, Inbox, Kept};
use super::super::texts::ReminderTexts;
use crate::accounts::rights::{AnswerDirection, ReadRegister};
use crate::files::attachments;
use crate::ids::NoticeId;
use crate::web::form::Fields;
use crate::web::lang::fill;
use crate::web::paging::{Cursor, query};
use crate::web::{Ctx, Error, Frame, Result};

/// A message on the page.
struct View {
    id: String,
    title: &'static str,
    org: Option<String>,
    when: String,
    by: String,
    words: Option<String>,
    lines: Vec<Line>,
    letter: Option<String>,
    unread: bool,
}

#[derive(Template)]
#[template(path = "reminders/notices.html")]
struct NoticesPage {
    frame: Frame,
    t: &'static ReminderTexts,
    notices: Vec<View>,
    any_unread: bool,
    first: Option<String>,
    more: Option<String>,
}

/// `GET /thong-bao`: latest first. For everybody who has signed in; each sees what reaches them.
pub async fn list(ctx: Ctx, fields: Fields) -> Result {
    ctx.permit::<ReadRegister>(&())?;
    let t = &ctx.t.reminders;
    let inbox = Inbox::of(ctx.viewer.who().ok_or(Error::NotFound)?);
    let after = Cursor::decode(fields.get("sau"), 2);
    let mut c = ctx.app.db.read().await?;
    let page = inbox::list(&mut c, &inbox, after.as_ref(), ctx.now()).await?;
    let ids: Vec<NoticeId> = page.rows.iter().map(|kept| kept.id).collect();
    let contents = inbox::contents(&mut c, &ids).await?;
    let known = Contents::of(&mut c, contents.iter().map(inbox::KeptDue::subject)).await?;
    let raw: Vec<uuid::Uuid> = ids.iter().map(|id| id.0).collect();
    let files = attachments::of(&mut c, attachments::SubjectKind::Notice, &raw).await?;
    drop(c);
    let letter = |kept: &Kept| files.iter().find(|file| file.subject_id == kept.id.0);
    let lines = |kept: &Kept| {
        let mine = contents.iter().filter(|due| due.notice_id == kept.id);
        let mine = mine.filter(|due| due.to_head || !inbox.sees_as_head(due.org_id));
        let line = |due: &inbox::KeptDue| {
            let line = known.line(&ctx.app, ctx.t, due.subject(), due.org_id)?;
            let answers = ctx.viewer.may::<AnswerDirection>(&due.org_id);
            let place = known.place(due.subject(), due.org_id).filter(|_| !answers);
            Some(Line { href: place.unwrap_or(line.href), ..line })
        };
        mine.filter_map(line).collect::<Vec<_>>()
    };
    let notices: Vec<View> = page
        .rows
        .iter()
        .map(|kept| {
            let letter = letter(kept).map(|file| format!("/tep/{}", file.id));
            View { letter, ..view(&ctx, kept, lines(kept)) }
        })
        .collect();
    ctx.page(&NoticesPage {
        frame: ctx.frame(),
        t,
        any_unread: notices.iter().any(|notice| notice.unread),
        notices,
        first: after.map(|_| "/thong-bao".to_owned()),
        more: page.next.map(|cursor| format!("/thong-bao?{}", query(&[("sau", &cursor.encode())]))),
    })
}

fn view(ctx: &Ctx, kept: &Kept, lines: Vec<Line>) -> View {
    let t = &ctx.t.reminders;
    let directory = ctx.app.directory();
    let name = |org| directory.get(org).map(|o| o.name.clone());
    let several = ctx.viewer.who().is_some_and(|who| who.orgs().len() > 1);
    View {
        id: kept.id.to_string(),
        title: t.kind(kept.kind),
        org: name(kept.org_id).filter(|_| several),
        when: kept.at.show(),
        by: kept.by_org.and_then(name).map_or(t.by_system.to_owned(), |body| fill(t.by_body, &[&body])),
        words: kept.words.clone(),
        lines,
        letter: None,
        unread: !kept.is_read,
    }
}

/// `POST /thong-bao/da-doc`: marks one notice (field `thong-bao`) or all as read.
pub async fn mark(ctx: Ctx, fields: Fields) -> Result {
    ctx.permit::<ReadRegister>(&())?;
    let inbox = Inbox::of(ctx.viewer.who().ok_or(Error::NotFound)?);
    let which = match fields.filled("thong-bao") {
        Some(id) => Some(id.parse().map_err(|_| Error::NotFound)?),
        None => None,
    };
    let mut tx = ctx.app.db.write().await?;
    inbox::mark_read(&mut tx, &inbox, which, ctx.now()).await?;
    tx.commit().await?;
    Ok(ctx.done("/thong-bao", ctx.t.reminders.marked))
}
