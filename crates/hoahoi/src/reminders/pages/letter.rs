//! The formal letter about what was chosen: downloaded as a draft for signature, or kept with the message.

use axum::http::StatusCode;
use thethuc::Urgency;

use super::super::facts::Fact;
use super::super::letter::Letter;
use super::super::words::Timing;
use super::urge::{Choice, Typed, owed, page, problem};
use crate::accounts::access::Permit;
use crate::accounts::rights::Urge;
use crate::files::as_attachment;
use crate::files::attachments::{self, Kept};
use crate::files::kinds::FileKind;
use crate::organisations::Organisation;
use crate::web::form::Fields;
use crate::web::{Ctx, Error, Result};

/// The degrees of urgency (Decree 30/2020/NĐ-CP, annex I, part I, III.2.b) as forms name them.
pub const URGENCIES: [(&str, Urgency); 3] =
    [("khan", Urgency::Urgent), ("thuong-khan", Urgency::VeryUrgent), ("hoa-toc", Urgency::Express)];

fn urgency(typed: &str) -> Option<Urgency> {
    URGENCIES.into_iter().find(|(name, _)| *name == typed).map(|(_, urgency)| urgency)
}

/// `POST /don-doc/cong-van`: the letter about what was chosen, as a draft for signature; nothing is sent. Right:
/// [`Urge`].
pub async fn letter(ctx: Ctx, fields: Fields) -> Result {
    let permit = ctx.permit::<Urge>(&())?;
    let t = &ctx.t.reminders;
    let directory = ctx.app.directory();
    let org = directory.by_slug(fields.get("co-quan")).ok_or(Error::NotFound)?;
    let mut typed = Typed::of(&fields);
    let now_owed = owed(&ctx, org.id, typed.all).await?;
    let chosen: Vec<&Choice> = now_owed.iter().filter(|choice| typed.keys.contains(&choice.key())).collect();
    typed.problem = problem(t, &chosen, &typed.words);
    match write(&ctx, &permit, org, &chosen, &typed)?.filter(|_| typed.problem.is_none()) {
        Some((name, bytes)) => as_attachment(bytes, FileKind::Docx.as_str(), &name),
        None => {
            typed.problem = typed.problem.or(Some(t.u_letter_restricted));
            page(&ctx, StatusCode::UNPROCESSABLE_ENTITY, &typed).await
        }
    }
}

/// The letter with its name; nothing when nothing chosen may stand in it.
fn write(
    ctx: &Ctx,
    permit: &Permit<Urge>,
    to: &Organisation,
    chosen: &[&Choice],
    typed: &Typed,
) -> Result<Option<(String, Vec<u8>)>> {
    let directory = ctx.app.directory();
    let Some(from) = permit.org().and_then(|org| directory.get(org)) else { return Ok(None) };
    let calendar = ctx.app.calendar();
    let timing = |fact: &Fact| Timing::of(fact.due_on(), ctx.today(), &calendar);
    let about: Vec<(&Fact, Timing)> =
        chosen.iter().filter(|c| !c.fact.is_restricted()).map(|c| (&c.fact, timing(&c.fact))).collect();
    if about.is_empty() {
        return Ok(None);
    }
    let letter = Letter {
        from,
        superior: from.parent.and_then(|org| directory.get(org)),
        to,
        about: &about,
        words: typed.own_words(),
        urgency: urgency(&typed.urgency),
        today: ctx.today(),
        demo: ctx.app.config.demo,
    };
    let bytes = letter.docx().map_err(|e| Error::Internal(e.to_string()))?;
    Ok(Some((letter.file_name(), bytes)))
}

/// Puts the letter's bytes away, to be attached when the message is written.
pub(super) async fn keep(
    ctx: &Ctx,
    permit: &Permit<Urge>,
    to: &Organisation,
    chosen: &[&Choice],
    typed: &Typed,
) -> Result<Option<Kept>> {
    let Some((name, bytes)) = write(ctx, permit, to, chosen, typed)? else { return Ok(None) };
    let kept = attachments::keep(&ctx.app, &name, bytes).await?;
    kept.map(Some).map_err(|why| Error::Internal(format!("letter: {why:?}")))
}
