//! Announcing a consultation, giving more time, concluding it, withdrawing it.

use axum::extract::Path;
use axum::http::StatusCode;

use super::super::model::State;
use super::super::store::{self, Consultation, Outcome};
use super::one::{Refused, find, page};
use super::phase;
use crate::accounts::rights::HoldConsultation;
use crate::db::{Day, Tx};
use crate::feedback::clean;
use crate::feedback::model::LINE_LIMIT;
use crate::files::attachments::{self, SubjectKind};
use crate::ids::ConsultationId;
use crate::web::form::{Fields, Problems};
use crate::web::lang::fill;
use crate::web::{Ctx, Result};

/// `POST /lay-y-kien/{id}/cong-bo`: announces a draft.
pub async fn announce(ctx: Ctx, Path(id): Path<ConsultationId>, fields: Fields) -> Result {
    let permit = ctx.permit::<HoldConsultation>(&())?;
    let t = &ctx.t.consultations;
    let mut tx = ctx.app.db.write().await?;
    let of = find(&ctx, &mut tx, id).await?;
    if of.state == State::Announced {
        return Ok(done(&ctx, &of, t.announced));
    }
    if of.to_on < ctx.today() {
        return refused(&ctx, tx, id, fields, Some(("cong-bo", t.already_over.to_owned()))).await;
    }
    let files = attachments::of(&mut tx, SubjectKind::Consultation, &[id.0]).await?;
    if of.text.is_empty() && files.is_empty() {
        return refused(&ctx, tx, id, fields, Some(("cong-bo", t.text_or_file.to_owned()))).await;
    }
    if !store::announce(&mut tx, &permit, id, rev(&fields), ctx.now()).await? {
        return refused(&ctx, tx, id, fields, None).await;
    }
    tx.commit().await?;
    Ok(done(&ctx, &of, t.announced))
}

/// `POST /lay-y-kien/{id}/gia-han`: more days for comments.
pub async fn extend(ctx: Ctx, Path(id): Path<ConsultationId>, fields: Fields) -> Result {
    let permit = ctx.permit::<HoldConsultation>(&())?;
    let t = &ctx.t.consultations;
    let mut tx = ctx.app.db.write().await?;
    let of = find(&ctx, &mut tx, id).await?;
    let mut problems = Problems::default();
    let to: Option<Day> = fields.day("den-ngay", &mut problems, &ctx.t.common);
    if to == Some(of.to_on) && rev(&fields) < of.rev {
        return Ok(done(&ctx, &of, t.extended));
    }
    let Some(to) = to.filter(|to| *to > of.to_on) else {
        let why = problems.at("den-ngay").map(str::to_owned);
        let why = why.unwrap_or_else(|| fill(t.not_later, &[&of.to_on.show()]));
        return refused(&ctx, tx, id, fields, Some(("den-ngay", why))).await;
    };
    if !phase(&ctx, &of).can_extend() {
        return refused(&ctx, tx, id, fields, None).await;
    }
    let outcome = store::extend(&mut tx, &permit, id, rev(&fields), to, ctx.now()).await?;
    finish(&ctx, tx, &of, fields, outcome, t.extended).await
}

/// `POST /lay-y-kien/{id}/ket-thuc`: concludes it, once every comment is answered.
pub async fn conclude(ctx: Ctx, Path(id): Path<ConsultationId>, fields: Fields) -> Result {
    let permit = ctx.permit::<HoldConsultation>(&())?;
    let t = &ctx.t.consultations;
    let mut tx = ctx.app.db.write().await?;
    let of = find(&ctx, &mut tx, id).await?;
    if of.state == State::Concluded {
        return Ok(done(&ctx, &of, t.concluded));
    }
    let outcome = store::conclude(&mut tx, &permit, id, rev(&fields), ctx.now()).await?;
    finish(&ctx, tx, &of, fields, outcome, t.concluded).await
}

/// `POST /lay-y-kien/{id}/rut`: withdraws it; what was announced for a reason that everybody reads.
pub async fn withdraw(ctx: Ctx, Path(id): Path<ConsultationId>, fields: Fields) -> Result {
    let permit = ctx.permit::<HoldConsultation>(&())?;
    let t = &ctx.t.consultations;
    let mut tx = ctx.app.db.write().await?;
    let of = find(&ctx, &mut tx, id).await?;
    if of.state == State::Withdrawn {
        return Ok(done(&ctx, &of, t.withdrawn));
    }
    let reason = clean::line(fields.get("ly-do"));
    if reason.chars().count() > LINE_LIMIT {
        let why = fill(t.too_long, &[&LINE_LIMIT]);
        return refused(&ctx, tx, id, fields, Some(("ly-do", why))).await;
    }
    if reason.is_empty() && of.is_public() {
        let why = ctx.t.common.required.to_owned();
        return refused(&ctx, tx, id, fields, Some(("ly-do", why))).await;
    }
    if !phase(&ctx, &of).can_withdraw() {
        return refused(&ctx, tx, id, fields, None).await;
    }
    let outcome = store::withdraw(&mut tx, &permit, id, rev(&fields), &reason, ctx.now()).await?;
    if outcome == Outcome::Done && !of.is_public() {
        tx.commit().await?;
        return Ok(ctx.done("/lay-y-kien", t.discarded));
    }
    finish(&ctx, tx, &of, fields, outcome, t.withdrawn).await
}

fn rev(fields: &Fields) -> i64 {
    fields.parse("rev").unwrap_or_default()
}

fn done(ctx: &Ctx, of: &Consultation, said: &str) -> axum::response::Response {
    ctx.done(&format!("/lay-y-kien/{}", of.id), said)
}

/// The page again with what is wrong, at its field, or because somebody else was faster; nothing was changed.
async fn refused(
    ctx: &Ctx,
    tx: Tx,
    id: ConsultationId,
    fields: Fields,
    problem: Option<(&str, String)>,
) -> Result {
    drop(tx);
    let mut problems = Problems::default();
    let stale = problem.is_none();
    if let Some((field, why)) = problem {
        problems.add(field, why);
    }
    let status = if stale { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    page(ctx, id, Refused { fields, problems, stale }, status).await
}

async fn finish(
    ctx: &Ctx,
    tx: Tx,
    of: &Consultation,
    fields: Fields,
    outcome: Outcome,
    said: &str,
) -> Result {
    match outcome {
        Outcome::Done => {
            tx.commit().await?;
            Ok(done(ctx, of, said))
        }
        Outcome::Stale => refused(ctx, tx, of.id, fields, None).await,
        Outcome::NotYet => {
            let why = ctx.t.consultations.cannot_conclude.to_owned();
            refused(ctx, tx, of.id, fields, Some(("ket-thuc", why))).await
        }
    }
}
