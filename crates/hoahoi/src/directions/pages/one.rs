//! `/chi-dao/{id}`: one direction, its answers, its end.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;

use super::super::model::{Answer, Refusal, State};
use super::super::scope::DirectionScope;
use super::super::store::acts::{self, ActError, Reply};
use super::super::store::read::{self, Addressee, Direction, Said, Word};
use super::super::texts::DirectionTexts;
use super::View;
use crate::accounts::rights::{AnswerDirection, CloseDirection, ReadRegister, SendDirectionAnswer};
use crate::db::Conn;
use crate::ids::{DirectionId, OrgId};
use crate::organisations::Directory;
use crate::web::form::{Fields, Problems};
use crate::web::lang::fill;
use crate::web::{Ctx, Error, Frame, Result};

/// What was said, in words.
struct Told {
    when: String,
    heading: String,
    text: String,
}

/// The answer that the viewer's agency is writing.
struct Writing {
    slug: String,
    label: String,
    rev: i64,
    text: String,
    sends: bool,
}

/// An answer that the viewer may send back.
struct Judged {
    slug: String,
    org: String,
    rev: i64,
    text: String,
}

#[derive(Template)]
#[template(path = "directions/one.html")]
struct OnePage {
    frame: Frame,
    t: &'static DirectionTexts,
    problems: Problems,
    id: DirectionId,
    rev: i64,
    view: View,
    told: Vec<Told>,
    writing: Vec<Writing>,
    judged: Vec<Judged>,
    may_close: bool,
    closing: String,
}

struct Loaded {
    direction: Direction,
    to: Vec<Addressee>,
    words: Vec<Word>,
}

async fn load(c: &mut Conn, scope: &DirectionScope, id: DirectionId) -> Result<Loaded> {
    let direction = read::one(c, scope, id).await?.ok_or(Error::NotFound)?;
    let to = read::addressees(c, [id]).await?.remove(&id).unwrap_or_default();
    let mut words = read::words(c, id).await?;
    words.retain(|word| word.org_id.is_none_or(|org| scope.sees_answer_of(org)));
    Ok(Loaded { direction, to, words })
}

/// `GET /chi-dao/{id}`. To those who give and watch, and to the agencies addressed.
///
/// # Errors
/// When the viewer does not see it, or the database fails.
pub async fn show(ctx: Ctx, Path(id): Path<DirectionId>) -> Result {
    ctx.permit::<ReadRegister>(&())?;
    render(&ctx, id, &Fields::default(), Problems::default(), StatusCode::OK).await
}

/// `POST /chi-dao/{id}/tra-loi`: hands an answer to the head (`viec=trinh`) or, by the head, sends it (`viec=gui`).
/// Rights: `AnswerDirection`, `SendDirectionAnswer` on the addressee.
///
/// # Errors
/// When the right is missing, the viewer does not see it, or the database fails.
pub async fn answer(ctx: Ctx, Path(id): Path<DirectionId>, fields: Fields) -> Result {
    ctx.permit::<ReadRegister>(&())?;
    let t = &ctx.t.directions;
    let org = addressee(&ctx, &fields)?;
    let permit = ctx.permit::<AnswerDirection>(&org)?;
    let sender = match fields.get("viec") {
        "gui" => Some(ctx.permit::<SendDirectionAnswer>(&org)?),
        _ => None,
    };
    seen(&ctx, id).await?;
    if fields.get("tra-loi").is_empty() {
        return missing(&ctx, id, &fields, "tra-loi").await;
    }
    let reply = reply(id, org, &fields, "tra-loi");
    let (done, said) = match &sender {
        Some(head) => (acts::send(&ctx.app, head, &reply).await, t.answered),
        None => (acts::write(&ctx.app, &permit, &reply).await, t.handed),
    };
    end(&ctx, id, done, &fields, said, "tra-loi").await
}

/// `POST /chi-dao/{id}/lam-ro`: asks an addressee for more. Right: `CloseDirection` on who gave it.
///
/// # Errors
/// When the right is missing, the viewer does not see it, or the database fails.
pub async fn send_back(ctx: Ctx, Path(id): Path<DirectionId>, fields: Fields) -> Result {
    ctx.permit::<ReadRegister>(&())?;
    let permit = ctx.permit::<CloseDirection>(&seen(&ctx, id).await?.given_by)?;
    let org = addressee(&ctx, &fields)?;
    if fields.get("lam-ro").is_empty() {
        return missing(&ctx, id, &fields, "lam-ro").await;
    }
    let done = acts::send_back(&ctx.app, &permit, &reply(id, org, &fields, "lam-ro")).await;
    end(&ctx, id, done, &fields, ctx.t.directions.sent_back, "lam-ro").await
}

/// `POST /chi-dao/{id}/ket-thuc`: closes it. Right: `CloseDirection` on who gave it.
///
/// # Errors
/// When the right is missing, the viewer does not see it, or the database fails.
pub async fn close(ctx: Ctx, Path(id): Path<DirectionId>, fields: Fields) -> Result {
    ctx.permit::<ReadRegister>(&())?;
    let permit = ctx.permit::<CloseDirection>(&seen(&ctx, id).await?.given_by)?;
    let rev = fields.parse("rev").unwrap_or_default();
    let done = acts::close(&ctx.app, &permit, id, rev, fields.filled("ket-thuc")).await;
    end(&ctx, id, done, &fields, ctx.t.directions.closed, "ket-thuc").await
}

async fn seen(ctx: &Ctx, id: DirectionId) -> Result<Direction> {
    let mut c = ctx.app.db.read().await?;
    read::one(&mut c, &DirectionScope::of(&ctx.viewer), id).await?.ok_or(Error::NotFound)
}

fn addressee(ctx: &Ctx, fields: &Fields) -> Result<OrgId> {
    Ok(ctx.app.directory().find(fields.get("co-quan")).ok_or(Error::NotFound)?.id)
}

fn reply<'a>(id: DirectionId, org: OrgId, fields: &'a Fields, field: &str) -> Reply<'a> {
    Reply { id, org, rev: fields.parse("rev").unwrap_or_default(), text: fields.get(field) }
}

async fn missing(ctx: &Ctx, id: DirectionId, fields: &Fields, field: &str) -> Result {
    let mut problems = Problems::default();
    problems.add(at(fields, field), ctx.t.common.required);
    render(ctx, id, fields, problems, StatusCode::UNPROCESSABLE_ENTITY).await
}

/// Where a problem stands: fields of one addressee carry its slug.
fn at(fields: &Fields, field: &str) -> String {
    match fields.filled("co-quan") {
        Some(slug) => format!("{field}-{slug}"),
        None => field.to_owned(),
    }
}

async fn end(
    ctx: &Ctx,
    id: DirectionId,
    done: Result<(), ActError>,
    fields: &Fields,
    said: &'static str,
    field: &str,
) -> Result {
    let t = &ctx.t.directions;
    let mut problems = Problems::default();
    match done {
        Ok(()) => return Ok(ctx.done(&format!("/chi-dao/{id}"), said)),
        Err(ActError::NotFound) => return Err(Error::NotFound),
        Err(ActError::Database(error)) => return Err(error.into()),
        Err(ActError::Refused(refusal @ Refusal::NeedsWords)) => {
            problems.add(at(fields, field), t.refusal(refusal));
            return render(ctx, id, fields, problems, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
        Err(ActError::Refused(refusal)) => problems.add("viec", t.refusal(refusal)),
        Err(ActError::Stale) => problems.add("viec", t.stale),
    }
    render(ctx, id, fields, problems, StatusCode::CONFLICT).await
}

async fn render(
    ctx: &Ctx,
    id: DirectionId,
    fields: &Fields,
    problems: Problems,
    status: StatusCode,
) -> Result {
    let scope = DirectionScope::of(&ctx.viewer);
    let mut c = ctx.app.db.read().await?;
    let Loaded { direction, to, words } = load(&mut c, &scope, id).await?;
    drop(c);
    let directory = ctx.app.directory();
    let open = direction.state != State::Closed;
    let closes = open && ctx.viewer.may::<CloseDirection>(&direction.given_by);
    let writing = to.iter().filter(|org| open && org.state.is_owed());
    let judged = to.iter().filter(|org| closes && org.state == Answer::Answered);
    ctx.page_with(
        status,
        &OnePage {
            frame: ctx.frame(),
            t: &ctx.t.directions,
            problems,
            id,
            rev: direction.rev,
            view: View::of(ctx, &directory, &scope, &direction, &to),
            told: words.iter().map(|word| told(ctx, &directory, word)).collect(),
            writing: writing.filter_map(|org| write(ctx, &directory, org, fields)).collect(),
            judged: judged
                .filter(|org| directory.is_subordinate(org.org_id))
                .filter_map(|org| judge(&directory, org, fields))
                .collect(),
            may_close: closes,
            closing: fields.get("ket-thuc").to_owned(),
        },
    )
}

fn told(ctx: &Ctx, directory: &Directory, word: &Word) -> Told {
    let t = &ctx.t.directions;
    let org = word.org_id.and_then(|org| directory.get(org)).map(|org| org.short().to_owned());
    let org = org.unwrap_or_default();
    let heading = match word.kind {
        Said::Answer => fill(t.w_answer, &[&org]),
        Said::SendBack => fill(t.w_send_back, &[&org]),
        Said::Close => t.w_close.to_owned(),
    };
    Told { when: word.at.show(), heading, text: word.text.clone() }
}

fn write(ctx: &Ctx, directory: &Directory, to: &Addressee, fields: &Fields) -> Option<Writing> {
    let org = directory.get(to.org_id).filter(|_| ctx.viewer.may::<AnswerDirection>(&to.org_id))?;
    let typed = fields.filled("tra-loi").filter(|_| fields.get("co-quan") == org.slug);
    Some(Writing {
        slug: org.slug.clone(),
        label: fill(ctx.t.directions.answer_of, &[&org.name]),
        rev: to.rev,
        text: typed.unwrap_or(&to.answer).to_owned(),
        sends: ctx.viewer.may::<SendDirectionAnswer>(&to.org_id),
    })
}

fn judge(directory: &Directory, to: &Addressee, fields: &Fields) -> Option<Judged> {
    let org = directory.get(to.org_id)?;
    let typed = fields.filled("lam-ro").filter(|_| fields.get("co-quan") == org.slug);
    Some(Judged {
        slug: org.slug.clone(),
        org: org.name.clone(),
        rev: to.rev,
        text: typed.unwrap_or_default().to_owned(),
    })
}
