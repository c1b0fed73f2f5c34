//! Whom the press may call, entered by the office.

use askama::Template;
use axum::http::StatusCode;

use super::super::model::{Contact, read};
use super::super::store;
use super::super::texts::PressTexts;
use crate::accounts::rights::KeepPressDesk;
use crate::web::form::{Fields, Problems};
use crate::web::frame::Frame;
use crate::web::{Ctx, Result};

#[derive(Template)]
#[template(path = "press/contact.html")]
struct ContactPage {
    frame: Frame,
    t: &'static PressTexts,
    rev: i64,
    typed: Fields,
    problems: Problems,
    /// What somebody else has entered meanwhile.
    theirs: Option<Contact>,
}

impl ContactPage {
    fn of(ctx: &Ctx, rev: i64, typed: Fields) -> Self {
        let (frame, t) = (ctx.frame(), &ctx.t.press);
        Self { frame, t, rev, typed, problems: Problems::default(), theirs: None }
    }

    /// The fields of the form: name, label, hint.
    fn fields(&self) -> [(&'static str, &'static str, &'static str); 5] {
        let [office, speaker, phone, email, hours] = super::super::model::FIELDS;
        [
            (office, self.t.office, self.t.office_hint),
            (speaker, self.t.speaker, self.t.speaker_hint),
            (phone, self.t.phone, self.t.phone_hint),
            (email, self.t.email, ""),
            (hours, self.t.hours, self.t.hours_hint),
        ]
    }
}

/// `GET /bao-chi/lien-he`.
pub async fn edit(ctx: Ctx) -> Result {
    ctx.permit::<KeepPressDesk>(&())?;
    let contact = store::contact(&mut ctx.app.db.read().await?).await?;
    let rev = contact.as_ref().map_or(0, |contact| contact.rev);
    let typed = contact.map_or_else(Fields::default, |contact| contact.typed());
    ctx.page(&ContactPage::of(&ctx, rev, typed))
}

/// `POST /bao-chi/lien-he`. When somebody else was faster, what they entered is shown beside what was typed.
pub async fn save(ctx: Ctx, fields: Fields) -> Result {
    let permit = ctx.permit::<KeepPressDesk>(&())?;
    let rev = fields.parse("rev").unwrap_or(0);
    let (contact, problems) = read(&fields, ctx.now(), ctx.t);
    if !problems.is_empty() {
        let page = ContactPage { problems, ..ContactPage::of(&ctx, rev, fields) };
        return ctx.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    let mut tx = ctx.app.db.write().await?;
    if store::save(&mut tx, &permit, rev, &contact).await? {
        tx.commit().await?;
        return Ok(ctx.done("/bao-chi", ctx.t.press.saved));
    }
    drop(tx);
    let theirs = store::contact(&mut ctx.app.db.read().await?).await?;
    let rev = theirs.as_ref().map_or(0, |theirs| theirs.rev);
    let page = ContactPage { theirs, ..ContactPage::of(&ctx, rev, fields) };
    ctx.page_with(StatusCode::CONFLICT, &page)
}
