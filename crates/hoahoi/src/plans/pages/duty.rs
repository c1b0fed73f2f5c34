//! What a person says about one duty of a draft: accept, reject, look again, edit.

use axum::extract::Path;
use axum::http::StatusCode;

use super::confirm::{Open, again, back_to};
use crate::accounts::rights::ConfirmPlan;
use crate::ids::{DutyId, PlanId};
use crate::plans::By;
use crate::plans::edit::{self, Saved};
use crate::plans::form::DutyForm;
use crate::plans::model::Review;
use crate::plans::{review, store};
use crate::web::form::Fields;
use crate::web::{Ctx, Error, Result};

/// Accepts a duty as it stands.
pub async fn accept(ctx: Ctx, Path((plan, duty)): Path<(PlanId, DutyId)>, fields: Fields) -> Result {
    say(&ctx, plan, duty, &fields, Review::Accepted).await
}

/// Rejects a duty: it is none.
pub async fn reject(ctx: Ctx, Path((plan, duty)): Path<(PlanId, DutyId)>, fields: Fields) -> Result {
    say(&ctx, plan, duty, &fields, Review::Rejected).await
}

/// Takes back what was said about a duty.
pub async fn reopen(ctx: Ctx, Path((plan, duty)): Path<(PlanId, DutyId)>, fields: Fields) -> Result {
    say(&ctx, plan, duty, &fields, Review::Unseen).await
}

async fn say(ctx: &Ctx, plan: PlanId, duty: DutyId, fields: &Fields, review: Review) -> Result {
    let permit = ctx.permit::<ConfirmPlan>(&())?;
    let t = &ctx.t.plans;
    let rev = fields.parse::<i64>("rev").ok_or_else(|| Error::Bad(String::new()))?;
    let mut tx = ctx.app.db.write().await?;
    match review::say(&mut tx, &ctx.app, plan, duty, rev, review, By::from(&permit)).await? {
        Saved::Done => {
            let duties = store::duties(&mut tx, plan).await?;
            tx.commit().await?;
            let message = match review {
                Review::Accepted => t.accepted,
                Review::Rejected => t.rejected,
                Review::Unseen => t.reopened,
            };
            let at = duties.iter().position(|row| row.id == duty).unwrap_or(0);
            let after =
                duties.iter().skip(at).chain(duties.iter().take(at)).find(|row| row.review == Review::Unseen);
            let to = if review == Review::Unseen { duty } else { after.map_or(duty, |row| row.id) };
            Ok(ctx.done(&back_to(plan, to), message))
        }
        Saved::Stale => {
            drop(tx);
            again(ctx, plan, None, Some(t.stale_title.to_owned()), StatusCode::CONFLICT).await
        }
        Saved::Gone => Err(Error::Conflict(t.gone.to_owned())),
    }
}

/// Saves what a person changed in a duty, and accepts it.
pub async fn save(ctx: Ctx, Path((plan_id, id)): Path<(PlanId, DutyId)>, fields: Fields) -> Result {
    let permit = ctx.permit::<ConfirmPlan>(&())?;
    let t = &ctx.t.plans;
    let mut tx = ctx.app.db.write().await?;
    let plan = store::plan(&mut tx, plan_id).await?.ok_or(Error::NotFound)?;
    let parties = store::parties_of(&mut tx, id).await?;
    let mut form = DutyForm::sent(&fields, &parties);
    let Some(input) = form.check(t, &ctx.app.directory(), plan.issued_on) else {
        drop(tx);
        let open = Open { duty: id, form, conflict: false };
        return again(
            &ctx,
            plan_id,
            Some(open),
            Some(t.problems.to_owned()),
            StatusCode::UNPROCESSABLE_ENTITY,
        )
        .await;
    };
    let rev = fields.parse::<i64>("rev").unwrap_or_default();
    match edit::save(&mut tx, &ctx.app, plan_id, id, rev, &input, By::from(&permit)).await? {
        Saved::Done => {
            tx.commit().await?;
            Ok(ctx.done(&back_to(plan_id, id), t.saved))
        }
        Saved::Stale => {
            // what was typed stays; saving again is a decision made in sight of the other's change
            if let Some(now) = store::duty(&mut tx, plan_id, id).await? {
                form.rev = now.rev.to_string();
            }
            drop(tx);
            let open = Open { duty: id, form, conflict: true };
            again(&ctx, plan_id, Some(open), Some(t.stale_title.to_owned()), StatusCode::CONFLICT).await
        }
        Saved::Gone => Err(Error::NotFound),
    }
}
