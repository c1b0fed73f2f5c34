//! `/gia-han/{id}`: one request, its decision, its way back.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;

use super::super::model::{Refusal, State};
use super::super::scope::ExtensionScope;
use super::super::store::acts::{self, ActError, Words};
use super::super::store::read::{self, Extension};
use super::super::store::rule;
use super::super::texts::ExtensionTexts;
use super::{View, form_of};
use crate::accounts::rights::{AskExtension, DecideExtension, ReadRegister, SendExtension};
use crate::ids::ExtensionId;
use crate::web::form::{Fields, Problems};
use crate::web::lang::fill;
use crate::web::{Ctx, Error, Frame, Result};

#[derive(Template)]
#[template(path = "extensions/one.html")]
struct OnePage {
    frame: Frame,
    t: &'static ExtensionTexts,
    problems: Problems,
    id: ExtensionId,
    rev: i64,
    view: View,
    restricted: bool,
    times: String,
    rule: String,
    may_decide: bool,
    /// Where the agency goes on writing it, or its head sends it.
    write: Option<(String, &'static str)>,
    withdraw: Option<&'static str>,
    day: String,
    words: String,
    number: String,
    date: String,
}

async fn load(ctx: &Ctx, id: ExtensionId) -> Result<(Extension, String, String)> {
    let mut c = ctx.app.db.read().await?;
    let found = read::one(&mut c, &ExtensionScope::of(&ctx.viewer), id).await?.ok_or(Error::NotFound)?;
    let granted = read::ground(&mut c, found.duty_id, found.org_id).await?.map_or(0, |g| g.facts.granted);
    let t = &ctx.t.extensions;
    let rule = t.rule_says(rule::limit(&mut c).await?);
    Ok((found, fill(t.n_times, &[&granted]), rule))
}

/// `GET /gia-han/{id}`. To the agency that asks; to those who watch over all once it has been sent.
///
/// # Errors
/// When the viewer does not see it, or the database fails.
pub async fn show(ctx: Ctx, Path(id): Path<ExtensionId>) -> Result {
    ctx.permit::<ReadRegister>(&())?;
    let (found, ..) = load(&ctx, id).await?;
    let mut fields = Fields::default();
    fields.push("ngay", found.asked_day.show());
    render(&ctx, id, &fields, Problems::default(), StatusCode::OK).await
}

/// `POST /gia-han/{id}/quyet-dinh`: grants the day (`viec=dong-y`) or refuses. Right: `DecideExtension`.
///
/// # Errors
/// When the right is missing, there is no such request, or the database fails.
pub async fn decide(ctx: Ctx, Path(id): Path<ExtensionId>, fields: Fields) -> Result {
    let permit = ctx.permit::<DecideExtension>(&())?;
    let t = &ctx.t.extensions;
    let (found, ..) = load(&ctx, id).await?;
    let mut problems = Problems::default();
    let grants = fields.get("viec") == "dong-y";
    let day = fields.day("ngay", &mut problems, &ctx.t.common);
    if grants && day.is_none() {
        problems.add("ngay", ctx.t.common.required);
    }
    if fields.get("y-kien").is_empty() && !found.restricted {
        problems.add("y-kien", ctx.t.common.required);
    }
    let document_date = fields.day("ngay-van-ban", &mut problems, &ctx.t.common);
    if document_date.is_some() && fields.get("so").is_empty() {
        problems.add("so", ctx.t.common.required);
    }
    if !problems.is_empty() {
        return render(&ctx, id, &fields, problems, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let words = Words { text: fields.get("y-kien"), document: fields.filled("so"), document_date };
    let rev = fields.parse("rev").unwrap_or_default();
    let done = acts::decide(&ctx.app, &permit, id, rev, day.filter(|_| grants), &words).await;
    let said = if grants { t.done_granted } else { t.done_refused };
    answer(&ctx, id, done, &fields, said).await
}

/// `POST /gia-han/{id}/rut`: the agency drops what has not been sent, its head takes back what has. Rights:
/// `AskExtension`, `SendExtension`.
///
/// # Errors
/// When the right is missing, there is no such request, or the database fails.
pub async fn withdraw(ctx: Ctx, Path(id): Path<ExtensionId>, fields: Fields) -> Result {
    ctx.permit::<ReadRegister>(&())?;
    let (found, ..) = load(&ctx, id).await?;
    let rev = fields.parse("rev").unwrap_or_default();
    let done = if found.sent_on.is_none() {
        acts::drop_unsent(&ctx.app, &ctx.permit::<AskExtension>(&found.org_id)?, id, rev).await
    } else {
        acts::withdraw(&ctx.app, &ctx.permit::<SendExtension>(&found.org_id)?, id, rev).await
    };
    answer(&ctx, id, done, &fields, ctx.t.extensions.withdrawn).await
}

async fn answer(
    ctx: &Ctx,
    id: ExtensionId,
    done: Result<(), ActError>,
    fields: &Fields,
    said: &'static str,
) -> Result {
    let t = &ctx.t.extensions;
    let mut problems = Problems::default();
    match done {
        Ok(()) => return Ok(ctx.done(&format!("/gia-han/{id}"), said)),
        Err(ActError::NotFound) => return Err(Error::NotFound),
        Err(ActError::Database(error)) => return Err(error.into()),
        Err(ActError::Refused(refusal @ Refusal::NotAfter(_))) => {
            problems.add("ngay", t.refusal(refusal));
            return render(ctx, id, fields, problems, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
        Err(ActError::Refused(refusal)) => problems.add("viec", t.refusal(refusal)),
        Err(ActError::Stale) => problems.add("viec", t.stale),
    }
    render(ctx, id, fields, problems, StatusCode::CONFLICT).await
}

async fn render(
    ctx: &Ctx,
    id: ExtensionId,
    fields: &Fields,
    problems: Problems,
    status: StatusCode,
) -> Result {
    let t = &ctx.t.extensions;
    let (found, times, rule) = load(ctx, id).await?;
    let directory = ctx.app.directory();
    let slug = directory.get(found.org_id).map(|o| o.slug.clone()).unwrap_or_default();
    let asks = ctx.viewer.may::<AskExtension>(&found.org_id);
    let sends = ctx.viewer.may::<SendExtension>(&found.org_id);
    let waiting = found.state == State::AwaitingHead;
    let write = (waiting && asks)
        .then(|| (form_of(found.duty_id, &slug), if sends { t.send } else { ctx.t.common.open }));
    let withdraw = match found.state {
        State::AwaitingHead if asks => Some(t.drop),
        State::Open if sends => Some(t.withdraw),
        _ => None,
    };
    ctx.page_with(
        status,
        &OnePage {
            frame: ctx.frame(),
            t,
            problems,
            id,
            rev: found.rev,
            view: View::of(ctx, &directory, &found),
            restricted: found.restricted,
            times,
            rule,
            may_decide: found.state == State::Open && ctx.viewer.may::<DecideExtension>(&()),
            write,
            withdraw,
            day: fields.get("ngay").to_owned(),
            words: fields.get("y-kien").to_owned(),
            number: fields.get("so").to_owned(),
            date: fields.get("ngay-van-ban").to_owned(),
        },
    )
}
