//! `/ke-hoach/{id}/cong-bo`: the recorded decision that makes agencies' timeliness public.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;

use super::super::store::disclosure;
use super::super::store::one::{self, PlanHead};
use super::super::texts::DutyTexts;
use crate::accounts::rights::DiscloseTimeliness;
use crate::ids::PlanId;
use crate::web::form::{Fields, Problems};
use crate::web::lang::fill;
use crate::web::{Ctx, Error, Frame, Result};

#[derive(Template)]
#[template(path = "duties/disclose.html")]
struct DisclosePage {
    frame: Frame,
    t: &'static DutyTexts,
    problems: Problems,
    plan: PlanId,
    plan_name: String,
    current: Option<String>,
    in_force: bool,
    decision: String,
    from: String,
}

/// `GET /ke-hoach/{id}/cong-bo`. Right: `DiscloseTimeliness`.
///
/// # Errors
/// When the right is missing, there is no such confirmed plan, or the database fails.
pub async fn show(ctx: Ctx, Path(plan): Path<PlanId>) -> Result {
    ctx.permit::<DiscloseTimeliness>(&())?;
    let head = one::plan_head(&mut ctx.app.db.read().await?, plan).await?.ok_or(Error::NotFound)?;
    render(&ctx, &head, &Fields::default(), Problems::default(), StatusCode::OK)
}

/// `POST /ke-hoach/{id}/cong-bo`. Right: `DiscloseTimeliness`.
///
/// # Errors
/// When the right is missing, there is no such confirmed plan, or the database fails.
pub async fn post(ctx: Ctx, Path(plan): Path<PlanId>, fields: Fields) -> Result {
    let permit = ctx.permit::<DiscloseTimeliness>(&())?;
    let t = &ctx.t.duties;
    let head = one::plan_head(&mut ctx.app.db.read().await?, plan).await?.ok_or(Error::NotFound)?;
    let mut problems = Problems::default();
    let decision = if fields.ticked("thoi") {
        None
    } else {
        let from = fields.day("tu-ngay", &mut problems, &ctx.t.common);
        for field in ["quyet-dinh", "tu-ngay"] {
            if fields.get(field).is_empty() {
                problems.add(field, ctx.t.common.required);
            }
        }
        from.map(|from| (fields.get("quyet-dinh"), from))
    };
    if !problems.is_empty() {
        return render(&ctx, &head, &fields, problems, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let mut tx = ctx.app.db.write().await?;
    if !disclosure::set(&mut tx, &permit, plan, decision, ctx.now()).await? {
        return Err(Error::NotFound);
    }
    tx.commit().await?;
    let message = if decision.is_some() { t.disclose_done } else { t.disclose_withdrawn };
    Ok(ctx.done(&format!("/ke-hoach/{plan}/cong-bo"), message))
}

fn render(ctx: &Ctx, head: &PlanHead, fields: &Fields, problems: Problems, status: StatusCode) -> Result {
    let t = &ctx.t.duties;
    let in_force = head.disclosed_on(ctx.today()).is_some();
    let says = if in_force { t.disclose_is } else { t.disclose_will };
    let current = head.timeliness_decision.as_ref().zip(head.timeliness_from);
    ctx.page_with(
        status,
        &DisclosePage {
            frame: ctx.frame(),
            t,
            problems,
            plan: head.id,
            plan_name: head.name().to_owned(),
            current: current.map(|(decision, from)| fill(says, &[decision, &from.show()])),
            in_force,
            decision: fields.get("quyet-dinh").to_owned(),
            from: fields.get("tu-ngay").to_owned(),
        },
    )
}
