//! The steps of a report after it was written: the head's and the coordinator's.

use std::collections::{BTreeMap, HashMap};

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use super::super::store::lines;
use super::super::store::submissions::{self, Completion, Outcome, Submission};
use super::super::{entry, obligations};
use super::view::{Ask, find, page};
use crate::accounts::rights::{AcceptSubmission, ApproveSubmission, ManageRegimes};
use crate::audit;
use crate::db::{Day, Tx};
use crate::duties::store::acts;
use crate::ids::{DutyId, ObligationId, SubmissionId};
use crate::web::form::{Fields, Problems};
use crate::web::{Ctx, Error, Result};

/// `POST /bao-cao/{id}/duyet`: the head approves; the report leaves the agency.
pub async fn approve(ctx: Ctx, Path(id): Path<SubmissionId>, fields: Fields) -> Result {
    let of = load(&ctx, id).await?;
    let permit = ctx.permit::<ApproveSubmission>(&of.org_id)?;
    let mut tx = ctx.app.db.write().await?;
    let outcome = submissions::approve(&mut tx, &permit, &of, rev(&fields), ctx.now()).await?;
    if outcome == Outcome::Done {
        for duty in lines::begun(&mut tx, id).await? {
            acts::note_progress(&mut tx, &ctx.app, duty, of.org_id, permit.account()).await?;
        }
    }
    answer(&ctx, tx, id, outcome, ctx.t.reporting.approved).await
}

/// `POST /bao-cao/{id}/sua`: the head gives the report back, saying what is to be changed.
pub async fn give_back(ctx: Ctx, Path(id): Path<SubmissionId>, fields: Fields) -> Result {
    let of = load(&ctx, id).await?;
    let permit = ctx.permit::<ApproveSubmission>(&of.org_id)?;
    let Some(reason) = fields.filled("ly-do") else { return needs_reason(&ctx, id, &fields).await };
    let mut tx = ctx.app.db.write().await?;
    let outcome = submissions::give_back(&mut tx, &permit, &of, rev(&fields), reason, ctx.now()).await?;
    answer(&ctx, tx, id, outcome, ctx.t.reporting.given_back).await
}

/// `POST /bao-cao/{id}/tiep-nhan`: the coordinator accepts the report.
pub async fn accept(ctx: Ctx, Path(id): Path<SubmissionId>, fields: Fields) -> Result {
    let permit = ctx.permit::<AcceptSubmission>(&())?;
    let of = load(&ctx, id).await?;
    let mut tx = ctx.app.db.write().await?;
    let outcome = submissions::accept(&mut tx, &permit, &of, rev(&fields), ctx.now()).await?;
    answer(&ctx, tx, id, outcome, ctx.t.reporting.accepted_flash).await
}

/// `POST /bao-cao/{id}/bo-sung`: the coordinator asks for completion.
pub async fn ask_completion(ctx: Ctx, Path(id): Path<SubmissionId>, fields: Fields) -> Result {
    let permit = ctx.permit::<AcceptSubmission>(&())?;
    let of = load(&ctx, id).await?;
    let t = &ctx.t.reporting;
    let mut problems = Problems::default();
    let mut tx = ctx.app.db.write().await?;
    let notes = notes(&mut tx, &of, &fields).await?;
    let reason = fields.get("ly-do");
    if reason.is_empty() && notes.is_empty() {
        problems.add("ly-do", t.reason_needed);
    }
    let due_on = new_day(&ctx, &fields, &mut problems);
    if !problems.is_empty() {
        drop(tx);
        return again(&ctx, id, &fields, problems).await;
    }
    let completion = Completion { reason: reason.to_owned(), due_on, notes };
    let outcome =
        submissions::ask_completion(&mut tx, &permit, &of, rev(&fields), &completion, ctx.now()).await?;
    let said = if of.system.is_subordinate() { t.asked } else { t.asked_outside };
    answer(&ctx, tx, id, outcome, said).await
}

/// What is asked of single lines; nothing is ever asked about duties in security and defence.
async fn notes(tx: &mut Tx, of: &Submission, fields: &Fields) -> Result<BTreeMap<ObligationId, String>> {
    Ok(lines::of(tx, of)
        .await?
        .iter()
        .filter(|line| !line.restricted)
        .filter_map(|line| {
            let note = fields.filled(&entry::name(line.obligation, "bo-sung"))?;
            Some((line.obligation, note.to_owned()))
        })
        .collect())
}

/// `POST /bao-cao/{id}/mo-lai`: the coordinator opens an accepted report again, saying why.
pub async fn reopen(ctx: Ctx, Path(id): Path<SubmissionId>, fields: Fields) -> Result {
    let permit = ctx.permit::<AcceptSubmission>(&())?;
    let of = load(&ctx, id).await?;
    let t = &ctx.t.reporting;
    let mut problems = Problems::default();
    let reason = fields.get("ly-do");
    if reason.is_empty() {
        problems.add("ly-do", t.reason_needed);
    }
    let due_on = new_day(&ctx, &fields, &mut problems);
    if !problems.is_empty() {
        return again(&ctx, id, &fields, problems).await;
    }
    let mut tx = ctx.app.db.write().await?;
    let completion = Completion { reason: reason.to_owned(), due_on, ..Completion::default() };
    let outcome = submissions::reopen(&mut tx, &permit, &of, rev(&fields), &completion, ctx.now()).await?;
    answer(&ctx, tx, id, outcome, t.reopened).await
}

/// The new day by which an agency is asked to complete its report, moved to a working day.
fn new_day(ctx: &Ctx, fields: &Fields, problems: &mut Problems) -> Option<Day> {
    let t = &ctx.t.reporting;
    match fields.filled("han").map(viet::date::parse) {
        None => {
            problems.add("han", ctx.t.common.required);
            None
        }
        Some(Err(error)) => {
            problems.add("han", error.to_string());
            None
        }
        Some(Ok(day)) if day < ctx.today().0 => {
            problems.add("han", t.ask_in_past);
            None
        }
        Some(Ok(day)) => Some(Day(ctx.app.calendar().next_working_day(day))),
    }
}

/// `POST /bao-cao/{id}/mien`: the coordinator exempts the agency from the report or one line, or takes it back.
pub async fn exempt(ctx: Ctx, Path(id): Path<SubmissionId>, fields: Fields) -> Result {
    let permit = ctx.permit::<ManageRegimes>(&())?;
    let t = &ctx.t.reporting;
    let back = fields.get("viec") == "bo-mien";
    let reason = fields.filled("ly-do-mien");
    if !back && reason.is_none() {
        let mut problems = Problems::default();
        problems.add("ly-do-mien", t.reason_needed);
        return again(&ctx, id, &fields, problems).await;
    }
    let duty = fields.parse::<DutyId>("nhiem-vu");
    let mut tx = ctx.app.db.write().await?;
    let reason = if back { None } else { reason };
    let changed = obligations::exempt(&mut tx, &permit, id, duty, reason, ctx.now()).await?;
    if changed == 0 {
        return Err(Error::Conflict(t.stale.to_owned()));
    }
    audit::record(
        &mut tx,
        permit.entry(
            ctx.now(),
            if back { "obligation.exempt-back" } else { "obligation.exempt" },
            ("submission", Some(id.0)),
            serde_json::json!({ "duty": duty, "obligations": changed }),
        ),
    )
    .await?;
    tx.commit().await?;
    Ok(ctx.done(&format!("/bao-cao/{id}"), if back { t.exempt_undone } else { t.exempted }))
}

async fn load(ctx: &Ctx, id: SubmissionId) -> Result<Submission> {
    let mut c = ctx.app.db.read().await?;
    Ok(find(ctx, &mut c, id).await?.0)
}

fn rev(fields: &Fields) -> i64 {
    fields.parse("rev").unwrap_or_default()
}

async fn answer(ctx: &Ctx, tx: Tx, id: SubmissionId, outcome: Outcome, said: &str) -> Result<Response> {
    match outcome {
        Outcome::Stale => Err(Error::Conflict(ctx.t.reporting.stale.to_owned())),
        Outcome::Done | Outcome::Already => {
            tx.commit().await?;
            Ok(ctx.done(&format!("/bao-cao/{id}"), said))
        }
    }
}

async fn needs_reason(ctx: &Ctx, id: SubmissionId, fields: &Fields) -> Result {
    let mut problems = Problems::default();
    problems.add("ly-do", ctx.t.reporting.reason_needed);
    again(ctx, id, fields, problems).await
}

/// The page again with what was typed and what is wrong.
async fn again(ctx: &Ctx, id: SubmissionId, fields: &Fields, problems: Problems) -> Result {
    let mut c = ctx.app.db.read().await?;
    let (of, sight) = find(ctx, &mut c, id).await?;
    let mut shown = page(ctx, &mut c, of, sight, &HashMap::new()).await?;
    shown.ask = Ask {
        reason: fields.get("ly-do").to_owned(),
        due: fields.get("han").to_owned(),
        notes: shown
            .lines
            .iter()
            .filter_map(|line| {
                let id = line.key.parse().ok()?;
                Some((id, fields.filled(&entry::name(id, "bo-sung"))?.to_owned()))
            })
            .collect(),
    };
    shown.problems = problems;
    ctx.page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown)
}
