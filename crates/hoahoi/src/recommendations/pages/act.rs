//! What people do with a recommendation.

use axum::extract::{Multipart, Path};

use super::super::store::{self, Body, Outcome, Paper};
use super::one::{again, find, stale};
use crate::accounts::rights::{DraftAnswer, RecordAnswer, RouteRecommendation, SendAnswer};
use crate::db::Tx;
use crate::files::incoming;
use crate::ids::{OrgId, RecommendationId};
use crate::organisations::Resolution;
use crate::web::form::{Fields, Problems};
use crate::web::{Ctx, Error, Result, uploads};

/// `POST /kien-nghi/{id}/chuyen`: the coordinator routes it to the competent body, or forwards it.
pub async fn route(ctx: Ctx, Path(id): Path<RecommendationId>, fields: Fields) -> Result {
    let permit = ctx.permit::<RouteRecommendation>(&())?;
    let mut problems = Problems::default();
    let body = body(&ctx, &fields, &mut problems);
    let reason = needed(&ctx, &fields, "ly-do", &mut problems);
    let (Some(body), true) = (body, problems.is_empty()) else {
        return again(&ctx, id, "chuyen", fields, problems).await;
    };
    let mut tx = open(&ctx, id).await?;
    let outcome = store::route(&mut tx, &permit, id, rev(&fields), &body, &reason, ctx.now()).await?;
    finish(&ctx, tx, id, "chuyen", fields, outcome, ctx.t.recommendations.routed).await
}

/// The competent body that was named.
fn body(ctx: &Ctx, fields: &Fields, problems: &mut Problems) -> Option<Body> {
    let t = &ctx.t.recommendations;
    let name = needed(ctx, fields, "co-quan", problems);
    if name.is_empty() {
        return None;
    }
    let (directory, today) = (ctx.app.directory(), ctx.today().0);
    match directory.resolve(&name, today) {
        Resolution::Exact(id) | Resolution::Alias(id) => {
            let org = directory.get(id)?;
            if org.exists_on(today) {
                return Some(Body { org: Some(id), name: org.name.clone() });
            }
            problems.add("co-quan", t.ended_body);
        }
        Resolution::Group(_) | Resolution::Ambiguous(_) => problems.add("co-quan", t.vague_body),
        Resolution::Unknown if fields.ticked("ngoai-danh-ba") => return Some(Body { org: None, name }),
        Resolution::Unknown => problems.add("co-quan", t.unknown_body),
    }
    None
}

/// `POST /kien-nghi/{id}/tra-loi`: the body's people write, its head sends.
pub async fn answer(ctx: Ctx, Path(id): Path<RecommendationId>, fields: Fields) -> Result {
    let t = &ctx.t.recommendations;
    let body = competent(&ctx, id).await?;
    let mut problems = Problems::default();
    let text = needed(&ctx, &fields, "noi-dung", &mut problems);
    if fields.get("viec") == "gui" {
        let permit = ctx.permit::<SendAnswer>(&body)?;
        if !problems.is_empty() {
            return again(&ctx, id, "tra-loi", fields, problems).await;
        }
        let mut tx = open(&ctx, id).await?;
        let outcome = store::answer(&mut tx, &permit, body, id, rev(&fields), &text, ctx.now()).await?;
        return finish(&ctx, tx, id, "tra-loi", fields, outcome, t.sent).await;
    }
    let permit = ctx.permit::<DraftAnswer>(&body)?;
    let mut tx = open(&ctx, id).await?;
    let outcome = store::save_draft(&mut tx, &permit, body, id, rev(&fields), &text, ctx.now()).await?;
    finish(&ctx, tx, id, "tra-loi", fields, outcome, t.draft_saved).await
}

/// `POST /kien-nghi/{id}/khong-thuoc-tham-quyen`: the body's head says that it is not competent.
pub async fn decline(ctx: Ctx, Path(id): Path<RecommendationId>, fields: Fields) -> Result {
    let body = competent(&ctx, id).await?;
    let permit = ctx.permit::<SendAnswer>(&body)?;
    let mut problems = Problems::default();
    let reason = needed(&ctx, &fields, "ly-do", &mut problems);
    if !problems.is_empty() {
        return again(&ctx, id, "khong-thuoc-tham-quyen", fields, problems).await;
    }
    let mut tx = open(&ctx, id).await?;
    let outcome = store::decline(&mut tx, &permit, body, id, rev(&fields), &reason, ctx.now()).await?;
    finish(&ctx, tx, id, "khong-thuoc-tham-quyen", fields, outcome, ctx.t.recommendations.declined).await
}

/// `POST /kien-nghi/{id}/van-ban`: the coordinator or the office records an answer that came on paper.
pub async fn record(ctx: Ctx, Path(id): Path<RecommendationId>, multipart: Multipart) -> Result {
    let permit = ctx.permit::<RecordAnswer>(&())?;
    let t = &ctx.t.recommendations;
    let (fields, files) = uploads::read(multipart).await?;
    let mut problems = Problems::default();
    let number = needed(&ctx, &fields, "so", &mut problems);
    let date = fields.day("ngay", &mut problems, &ctx.t.common);
    match date {
        None => problems.add("ngay", ctx.t.common.required),
        Some(day) if day > ctx.today() => problems.add("ngay", t.date_future),
        Some(_) => {}
    }
    let (papers, others): (Vec<_>, Vec<_>) =
        files.into_iter().partition(|file| file.bytes.starts_with(b"%PDF-"));
    if !others.is_empty() {
        problems.add("tep", t.only_pdf);
    }
    let kept = incoming::keep(&ctx, papers, "tep", &mut problems).await?;
    let (Some(date), true) = (date, problems.is_empty()) else {
        return again(&ctx, id, "van-ban", fields, problems).await;
    };
    let paper = Paper { number, date, gist: fields.get("noi-dung").to_owned() };
    let mut tx = open(&ctx, id).await?;
    let outcome = store::answer_on_paper(&mut tx, &permit, id, rev(&fields), &paper, ctx.now()).await?;
    if outcome == Outcome::Done {
        incoming::attach(&ctx, &mut tx, &permit, id, &kept).await?;
    }
    finish(&ctx, tx, id, "van-ban", fields, outcome, t.paper_saved).await
}

/// `POST /kien-nghi/{id}/ket-thuc`: the coordinator closes it, saying why.
pub async fn close(ctx: Ctx, Path(id): Path<RecommendationId>, fields: Fields) -> Result {
    let permit = ctx.permit::<RouteRecommendation>(&())?;
    let mut problems = Problems::default();
    let reason = needed(&ctx, &fields, "ly-do", &mut problems);
    if !problems.is_empty() {
        return again(&ctx, id, "ket-thuc", fields, problems).await;
    }
    let resolved = fields.get("viec") == "giai-quyet";
    let mut tx = open(&ctx, id).await?;
    let outcome = store::close(&mut tx, &permit, id, rev(&fields), resolved, &reason, ctx.now()).await?;
    finish(&ctx, tx, id, "ket-thuc", fields, outcome, ctx.t.recommendations.closed).await
}

/// The body that has to answer; nothing for whoever does not see the recommendation.
async fn competent(ctx: &Ctx, id: RecommendationId) -> Result<OrgId> {
    let mut c = ctx.app.db.read().await?;
    find(ctx, &mut c, id).await?.to_org.ok_or(Error::NotFound)
}

/// A transaction on a recommendation that the viewer may see.
async fn open(ctx: &Ctx, id: RecommendationId) -> Result<Tx> {
    let mut tx = ctx.app.db.write().await?;
    find(ctx, &mut tx, id).await?;
    Ok(tx)
}

fn rev(fields: &Fields) -> i64 {
    fields.parse("rev").unwrap_or_default()
}

/// A field that must hold something.
fn needed(ctx: &Ctx, fields: &Fields, name: &str, problems: &mut Problems) -> String {
    if fields.get(name).is_empty() {
        problems.add(name, ctx.t.common.required);
    }
    fields.get(name).to_owned()
}

async fn finish(
    ctx: &Ctx,
    tx: Tx,
    id: RecommendationId,
    form: &'static str,
    fields: Fields,
    outcome: Outcome,
    said: &str,
) -> Result {
    match outcome {
        Outcome::Stale => {
            drop(tx);
            stale(ctx, id, form, fields).await
        }
        Outcome::Done => {
            tx.commit().await?;
            Ok(ctx.done(&format!("/kien-nghi/{id}"), said))
        }
    }
}
