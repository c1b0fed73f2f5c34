//! What people of the agencies do with a message.

use axum::extract::Path;
use axum::http::StatusCode;

use super::super::clean;
use super::super::consultation::model::Verdict;
use super::super::model::{Ground, Kind, TEXT_LIMIT};
use super::super::store::{self, Outcome};
use super::one::{Refused, find, page, seen};
use crate::accounts::rights::{DraftFeedbackAnswer, ForwardFeedback, SettleFeedback};
use crate::db::Tx;
use crate::ids::{FeedbackId, OrgId};
use crate::organisations::Resolution;
use crate::web::form::{Fields, Problems};
use crate::web::lang::fill;
use crate::web::{Ctx, Error, Result};

/// `POST /gop-y/xu-ly/{id}/tra-loi`: the agency's people write, its head or the coordinator there sends.
pub async fn answer(ctx: Ctx, Path(id): Path<FeedbackId>, fields: Fields) -> Result {
    let t = &ctx.t.feedback;
    let mut tx = ctx.app.db.write().await?;
    let of = find(&ctx, &mut tx, id).await?;
    let seen = seen(&of, &fields);
    let text = clean::text(fields.get("tra-loi"));
    let verdict = fields.parse::<Verdict>("cach").filter(|_| of.kind == Kind::Comment);
    let mut problems = Problems::default();
    if text.chars().count() > TEXT_LIMIT {
        problems.add("tra-loi", fill(t.too_long, &[&viet::number::show(TEXT_LIMIT)]));
    }
    if fields.get("viec") == "gui" {
        let permit = ctx.permit::<SettleFeedback>(&of.org_id)?;
        if text.is_empty() {
            problems.add("tra-loi", ctx.t.common.required);
        }
        if of.kind == Kind::Comment && verdict.is_none() {
            problems.add("cach", ctx.t.common.required);
        }
        if !problems.is_empty() {
            return again(&ctx, tx, id, fields, problems).await;
        }
        let outcome = store::answer(&mut tx, &permit, seen, &text, verdict, ctx.now()).await?;
        return finish(&ctx, tx, id, fields, outcome, t.answered).await;
    }
    let permit = ctx.permit::<DraftFeedbackAnswer>(&of.org_id)?;
    if !problems.is_empty() {
        return again(&ctx, tx, id, fields, problems).await;
    }
    let outcome = store::save_draft(&mut tx, &permit, seen, &text, verdict, ctx.now()).await?;
    finish(&ctx, tx, id, fields, outcome, t.draft_saved).await
}

/// `POST /gop-y/xu-ly/{id}/cong-khai`: publishes it with its answer, or keeps both from the public.
pub async fn publish(ctx: Ctx, Path(id): Path<FeedbackId>, fields: Fields) -> Result {
    let t = &ctx.t.feedback;
    let mut tx = ctx.app.db.write().await?;
    let of = find(&ctx, &mut tx, id).await?;
    let permit = ctx.permit::<SettleFeedback>(&of.org_id)?;
    let seen = seen(&of, &fields);
    let (outcome, said) = match fields.get("viec") {
        "cong-khai" => (store::publish(&mut tx, &permit, seen, ctx.now()).await?, t.made_public),
        "giu" => (store::withhold(&mut tx, &permit, seen, ctx.now()).await?, t.withheld),
        _ => return Err(Error::NotFound),
    };
    finish(&ctx, tx, id, fields, outcome, said).await
}

/// `POST /gop-y/xu-ly/{id}/de-rieng`: sets it aside with a ground, takes it up after all, or agrees that a robot wrote it.
pub async fn set_aside(ctx: Ctx, Path(id): Path<FeedbackId>, fields: Fields) -> Result {
    let t = &ctx.t.feedback;
    let mut tx = ctx.app.db.write().await?;
    let of = find(&ctx, &mut tx, id).await?;
    let permit = ctx.permit::<SettleFeedback>(&of.org_id)?;
    let seen = seen(&of, &fields);
    if fields.get("viec") == "xem-lai" {
        let outcome = store::restore(&mut tx, &permit, seen, ctx.now()).await?;
        return finish(&ctx, tx, id, fields, outcome, t.restored).await;
    }
    if fields.get("viec") == "thu-rac" {
        let outcome = store::confirm_spam(&mut tx, &permit, seen, ctx.now()).await?;
        return finish(&ctx, tx, id, fields, outcome, t.spam_confirmed).await;
    }
    let given = Ground::given(of.kind);
    let Some(ground) = fields.parse::<Ground>("ly-do").filter(|ground| given.contains(ground)) else {
        let mut problems = Problems::default();
        problems.add("ly-do", ctx.t.common.required);
        return again(&ctx, tx, id, fields, problems).await;
    };
    let outcome = store::set_aside(&mut tx, &permit, seen, ground, ctx.now()).await?;
    finish(&ctx, tx, id, fields, outcome, t.was_set_aside).await
}

/// `POST /gop-y/xu-ly/{id}/chuyen`: the coordinator sends it on to another agency.
pub async fn forward(ctx: Ctx, Path(id): Path<FeedbackId>, fields: Fields) -> Result {
    let permit = ctx.permit::<ForwardFeedback>(&())?;
    let mut tx = ctx.app.db.write().await?;
    let of = find(&ctx, &mut tx, id).await?;
    let mut problems = Problems::default();
    let to = body(&ctx, &fields, &mut problems);
    let reason = clean::line(fields.get("ly-do-chuyen"));
    if reason.is_empty() {
        problems.add("ly-do-chuyen", ctx.t.common.required);
    }
    let (Some(to), true) = (to, problems.is_empty()) else {
        return again(&ctx, tx, id, fields, problems).await;
    };
    let outcome = store::forward(&mut tx, &permit, seen(&of, &fields), to, &reason, ctx.now()).await?;
    finish(&ctx, tx, id, fields, outcome, ctx.t.feedback.was_forwarded).await
}

/// The agency that was named.
fn body(ctx: &Ctx, fields: &Fields, problems: &mut Problems) -> Option<OrgId> {
    let name = fields.get("co-quan");
    if name.is_empty() {
        problems.add("co-quan", ctx.t.common.required);
        return None;
    }
    let (directory, today) = (ctx.app.directory(), ctx.today().0);
    let found = match directory.resolve(name, today) {
        Resolution::Exact(id) | Resolution::Alias(id) => {
            directory.get(id).filter(|org| org.exists_on(today)).map(|org| org.id)
        }
        _ => None,
    };
    if found.is_none() {
        problems.add("co-quan", ctx.t.feedback.unknown_body);
    }
    found
}

/// The page again with what is wrong; nothing was changed.
async fn again(ctx: &Ctx, tx: Tx, id: FeedbackId, fields: Fields, problems: Problems) -> Result {
    drop(tx);
    page(ctx, id, Refused { fields, problems, stale: false }, StatusCode::UNPROCESSABLE_ENTITY).await
}

async fn finish(ctx: &Ctx, tx: Tx, id: FeedbackId, fields: Fields, outcome: Outcome, said: &str) -> Result {
    match outcome {
        Outcome::Stale => {
            drop(tx);
            let refused = Refused { fields, stale: true, ..Refused::default() };
            page(ctx, id, refused, StatusCode::CONFLICT).await
        }
        Outcome::Done => {
            tx.commit().await?;
            Ok(ctx.done(&format!("/gop-y/xu-ly/{id}"), said))
        }
    }
}
