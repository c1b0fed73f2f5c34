//! The header fields of a draft: from a second copy, or entered by a person.

use askama::Template;
use axum::extract::{Multipart, Path};
use axum::http::StatusCode;

use super::documents::failed;
use super::review_address;
use crate::accounts::rights::ImportPlan;
use crate::db::Day;
use crate::ids::PlanId;
use crate::plans::By;
use crate::plans::header::{self, Copy, Entered};
use crate::plans::import::ImportError;
use crate::plans::store::{self, Plan};
use crate::plans::texts::PlanTexts;
use crate::web::form::{Fields, Problems};
use crate::web::{Ctx, Error, Frame, Result, uploads};

#[derive(Template)]
#[template(path = "plans/header.html")]
struct HeaderPage {
    frame: Frame,
    t: &'static PlanTexts,
    plan: Plan,
    rev: String,
    number: String,
    issuer: String,
    place: String,
    date: String,
    title: String,
    problems: Problems,
    notice: Option<&'static str>,
}

impl HeaderPage {
    fn of(ctx: &Ctx, plan: Plan) -> Self {
        Self {
            frame: ctx.frame(),
            t: &ctx.t.plans,
            rev: plan.rev.to_string(),
            number: plan.number.clone().unwrap_or_default(),
            issuer: plan.issuer.clone().unwrap_or_default(),
            place: plan.place.clone().unwrap_or_default(),
            date: plan.issued_on.map(Day::show).unwrap_or_default(),
            title: plan.title.clone(),
            problems: Problems::default(),
            notice: None,
            plan,
        }
    }
}

/// The forms for header fields and for a second copy.
pub async fn header_form(ctx: Ctx, Path(id): Path<PlanId>) -> Result {
    ctx.permit::<ImportPlan>(&())?;
    let plan = store::plan(&mut ctx.app.db.read().await?, id).await?.ok_or(Error::NotFound)?;
    ctx.page(&HeaderPage::of(&ctx, plan))
}

/// Writes the header fields that a person entered.
pub async fn header_post(ctx: Ctx, Path(id): Path<PlanId>, fields: Fields) -> Result {
    let permit = ctx.permit::<ImportPlan>(&())?;
    let t = &ctx.t.plans;
    let plan = store::plan(&mut ctx.app.db.read().await?, id).await?.ok_or(Error::NotFound)?;
    let mut page = HeaderPage::of(&ctx, plan);
    let own = |name: &str| fields.get(name).to_owned();
    (page.rev, page.number, page.issuer) = (own("rev"), own("so"), own("co-quan"));
    (page.place, page.date, page.title) = (own("dia-danh"), own("ngay"), own("trich-yeu"));
    let issued_on = viet::date::parse(&page.date).map(Day).ok();
    if issued_on.is_none() && !page.date.is_empty() {
        page.problems.add("ngay", t.problem_date);
    }
    if !page.problems.is_empty() {
        return ctx.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    let filled = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let entered = Entered {
        number: filled(&page.number),
        issuer: filled(&page.issuer),
        place: filled(&page.place),
        issued_on,
        title: page.title.clone(),
    };
    let rev = page.rev.parse().unwrap_or_default();
    if header::enter(&ctx.app, &page.plan, rev, &entered, By::from(&permit)).await.map_err(failed)? {
        return Ok(ctx.done(&review_address(id), t.header_saved));
    }
    let now = store::plan(&mut ctx.app.db.read().await?, id).await?.ok_or(Error::NotFound)?;
    if !now.is_draft() {
        return Err(Error::Conflict(t.copy_confirmed.to_owned()));
    }
    page.rev = now.rev.to_string();
    page.notice = Some(t.confirm_stale);
    ctx.page_with(StatusCode::CONFLICT, &page)
}

/// Takes what is missing from a second copy of the document.
pub async fn copy_post(ctx: Ctx, Path(id): Path<PlanId>, multipart: Multipart) -> Result {
    let permit = ctx.permit::<ImportPlan>(&())?;
    let t = &ctx.t.plans;
    let (_, files) = uploads::read(multipart).await?;
    let plan = store::plan(&mut ctx.app.db.read().await?, id).await?.ok_or(Error::NotFound)?;
    let mut page = HeaderPage::of(&ctx, plan);
    let Some(file) = files.into_iter().next() else {
        page.problems.add("tep", t.import_missing);
        return ctx.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    match header::add_copy(&ctx.app, id, file.bytes, &file.name, By::from(&permit)).await {
        Ok(Copy::Filled) => Ok(ctx.done(&review_address(id), t.copy_filled)),
        Ok(Copy::NothingNew) => Ok(ctx.done(&review_address(id), t.copy_nothing)),
        Ok(Copy::Already(plan)) => Ok(ctx.done(&review_address(plan), t.already)),
        Ok(Copy::Confirmed) => Err(Error::Conflict(t.copy_confirmed.to_owned())),
        Err(ImportError::Unreadable(why)) => {
            page.problems.add("tep", why.say(ctx.lang));
            ctx.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(error) => Err(failed(error)),
    }
}
