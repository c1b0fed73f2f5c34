//! `/nhiem-vu/{id}/gia-han`: an agency writes its request; its head sends it.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};

use super::super::model::{Refusal, State, may_ask};
use super::super::store::acts::{self, ActError, Wish};
use super::super::store::read::{self, Extension};
use super::super::store::rule;
use super::super::texts::ExtensionTexts;
use crate::accounts::rights::{AskExtension, ReadRegister, SendExtension};
use crate::db::Day;
use crate::duties::DutyScope;
use crate::duties::pages::reckoning;
use crate::duties::store::one::{self, Detail};
use crate::duties::timeliness::due_on;
use crate::duties::words;
use crate::ids::{DutyId, ExtensionId, OrgId};
use crate::web::form::{Fields, Problems};
use crate::web::lang::fill;
use crate::web::{Ctx, Error, Frame, Result};

#[derive(Template)]
#[template(path = "extensions/ask.html")]
struct AskPage {
    frame: Frame,
    t: &'static ExtensionTexts,
    problems: Problems,
    title: String,
    id: DutyId,
    clause: String,
    said: Option<String>,
    restricted: bool,
    org: String,
    slug: String,
    known: Option<(ExtensionId, i64)>,
    due: String,
    hint: String,
    rule: String,
    day: String,
    reason: String,
    /// Why nothing can be asked for; then there is no form.
    refusal: Option<String>,
    may_send: bool,
}

/// What the page stands on.
struct Loaded {
    detail: Detail,
    org: OrgId,
    live: Option<Extension>,
    refusal: Option<Refusal>,
    due: Option<Day>,
    rule: String,
}

async fn load(ctx: &Ctx, id: DutyId, org: OrgId) -> Result<Loaded> {
    let on = reckoning(&ctx.app).await?;
    let mut c = ctx.app.db.read().await?;
    let detail = one::find(&mut c, &DutyScope::of(&ctx.viewer), &on, id).await?.ok_or(Error::NotFound)?;
    let ground = read::ground(&mut c, id, org).await?.ok_or(Error::NotFound)?;
    if ground.facts.part.is_none() {
        return Err(Error::NotFound);
    }
    let limit = rule::limit(&mut c).await?;
    let live = read::live(&mut c, id, org).await?;
    Ok(Loaded {
        detail,
        org,
        live,
        refusal: may_ask(&ground.facts, limit).err(),
        due: ground.facts.deadline,
        rule: ctx.t.extensions.rule_says(limit),
    })
}

/// The agency that asks: the one named in the form, or the first owner for which the viewer may ask.
async fn asker(ctx: &Ctx, id: DutyId, fields: &Fields) -> Result<OrgId> {
    if let Some(named) = fields.filled("co-quan") {
        return Ok(ctx.app.directory().find(named).ok_or(Error::NotFound)?.id);
    }
    let mut c = ctx.app.db.read().await?;
    let (_, owners) = one::owned(&mut c, id).await?.ok_or(Error::NotFound)?;
    let mine = owners.iter().find(|org| ctx.viewer.may::<AskExtension>(org));
    mine.or(owners.first()).copied().ok_or(Error::NotFound)
}

/// `GET /nhiem-vu/{id}/gia-han`. Right: `AskExtension` on the owner.
///
/// # Errors
/// When the right is missing, the agency does not owe the duty, or the database fails.
pub async fn show(ctx: Ctx, Path(id): Path<DutyId>, fields: Fields) -> Result {
    ctx.permit::<ReadRegister>(&())?;
    let org = asker(&ctx, id, &fields).await?;
    ctx.permit::<AskExtension>(&org)?;
    let loaded = load(&ctx, id, org).await?;
    let mut fields = Fields::default();
    match &loaded.live {
        Some(sent) if sent.state == State::Open => {
            return Ok(Redirect::to(&format!("/gia-han/{}", sent.id)).into_response());
        }
        Some(written) => {
            fields.push("ngay", written.asked_day.show());
            fields.push("ly-do", written.reason.clone());
        }
        None => {}
    }
    render(&ctx, &loaded, &fields, Problems::default(), StatusCode::OK)
}

/// `POST /nhiem-vu/{id}/gia-han`: hands the request to the head (`viec=trinh`) or, by the head, sends it (`viec=gui`).
/// Rights: `AskExtension`, `SendExtension` on the owner.
///
/// # Errors
/// When the right is missing, the agency does not owe the duty, or the database fails.
pub async fn post(ctx: Ctx, Path(id): Path<DutyId>, fields: Fields) -> Result {
    ctx.permit::<ReadRegister>(&())?;
    let org = asker(&ctx, id, &fields).await?;
    let permit = ctx.permit::<AskExtension>(&org)?;
    let sender = match fields.get("viec") {
        "gui" => Some(ctx.permit::<SendExtension>(&org)?),
        _ => None,
    };
    let t = &ctx.t.extensions;
    let loaded = load(&ctx, id, org).await?;
    let mut problems = Problems::default();
    let day = fields.day("ngay", &mut problems, &ctx.t.common);
    if day.is_none() {
        problems.add("ngay", ctx.t.common.required);
    }
    if fields.get("ly-do").is_empty() && !loaded.detail.seen.restricted {
        problems.add("ly-do", ctx.t.common.required);
    }
    let Some(day) = day.filter(|_| problems.is_empty()) else {
        return render(&ctx, &loaded, &fields, problems, StatusCode::UNPROCESSABLE_ENTITY);
    };
    let known = fields.parse("de-nghi").zip(fields.parse("rev"));
    let wish = Wish { duty: id, org, day, reason: fields.get("ly-do"), known };
    let (done, said) = match &sender {
        Some(head) => (acts::send(&ctx.app, head, &wish).await, t.sent),
        None => (acts::write(&ctx.app, &permit, &wish).await, t.handed),
    };
    match done {
        Ok(extension) => Ok(ctx.done(&format!("/gia-han/{extension}"), said)),
        Err(ActError::NotFound) => Err(Error::NotFound),
        Err(ActError::Database(error)) => Err(error.into()),
        Err(ActError::Refused(refusal @ Refusal::NotAfter(_))) => {
            problems.add("ngay", t.refusal(refusal));
            render(&ctx, &loaded, &fields, problems, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(ActError::Refused(refusal)) => {
            problems.add("viec", t.refusal(refusal));
            render(&ctx, &loaded, &fields, problems, StatusCode::CONFLICT)
        }
        Err(ActError::Stale) => {
            problems.add("viec", t.stale_ask);
            let fresh = load(&ctx, id, org).await?;
            render(&ctx, &fresh, &fields, problems, StatusCode::CONFLICT)
        }
    }
}

fn render(ctx: &Ctx, loaded: &Loaded, fields: &Fields, problems: Problems, status: StatusCode) -> Result {
    let t = &ctx.t.extensions;
    let directory = ctx.app.directory();
    let seen = &loaded.detail.seen;
    let clause = words::clause(&ctx.t.duties, &seen.section_path, seen.paragraph);
    let org = directory.get(loaded.org).ok_or(Error::NotFound)?;
    let subordinate = directory.is_subordinate(loaded.org);
    let ends = loaded.due.map(|day| due_on(day, &ctx.app.calendar()));
    let waiting = loaded.live.as_ref().filter(|live| live.state == State::AwaitingHead);
    ctx.page_with(
        status,
        &AskPage {
            frame: ctx.frame(),
            t,
            title: if subordinate { fill(t.ask_for, &[&clause]) } else { t.ask_outside.to_owned() },
            id: seen.id,
            clause,
            said: seen.text.clone(),
            restricted: seen.restricted,
            org: org.name.clone(),
            slug: org.slug.clone(),
            known: waiting.map(|live| (live.id, live.rev)),
            due: loaded.due.map(|day| day.show()).unwrap_or_default(),
            hint: ends.map(|day| fill(t.day_hint, &[&day.show()])).unwrap_or_default(),
            rule: loaded.rule.clone(),
            day: fields.get("ngay").to_owned(),
            reason: fields.get("ly-do").to_owned(),
            refusal: loaded.refusal.filter(|_| waiting.is_none()).map(|refusal| t.refusal(refusal)),
            may_send: ctx.viewer.may::<SendExtension>(&loaded.org),
            problems,
        },
    )
}
