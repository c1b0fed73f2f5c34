//! Saving in the background while somebody writes: comfort over the same form, which works without it.

use std::collections::HashMap;

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::super::entry::Entry;
use super::super::store::lines::{self, Line};
use super::super::store::submissions::Submission;
use super::super::store::writers;
use super::said::at_work;
use super::save;
use crate::accounts::access::Permit;
use crate::accounts::rights::DraftSubmission;
use crate::ids::ObligationId;
use crate::indicators::reported::{self, Entries};
use crate::web::lang::fill;
use crate::web::{Ctx, Result};

/// What the page is told.
#[derive(Debug, Serialize)]
struct Answer {
    /// What to say.
    message: String,
    /// Of each line that was saved its revision and digest now, for the form.
    lines: HashMap<String, (i64, String)>,
    /// Who else is at the report.
    others: Vec<String>,
}

/// Saves the lines that can be saved; lines with something wrong wait in the form. 409 when nothing was saved because
/// somebody else was faster: the form's own button then shows both texts.
pub async fn autosave(
    ctx: &Ctx,
    permit: &Permit<DraftSubmission>,
    of: &Submission,
    known: &[Line],
    mut typed: HashMap<ObligationId, Entry>,
    observed: &Entries,
) -> Result {
    let t = &ctx.t.reporting;
    let before = typed.len();
    typed.retain(|_, entry| entry.problems.is_empty());
    let held_back = typed.len() < before || reported::problems(observed) > 0;
    let mut tx = ctx.app.db.write().await?;
    if !lines::hold(&mut tx, permit, of.id, ctx.now()).await? {
        return Ok(answer(StatusCode::CONFLICT, t.moved_on.to_owned()));
    }
    let Some(clauses) = save::write(ctx, &mut tx, permit, of, known, &typed, &HashMap::new()).await? else {
        return Ok(answer(StatusCode::CONFLICT, t.auto_conflict.to_owned()));
    };
    if !clauses.is_empty() {
        lines::record(&mut tx, permit, of, &clauses, ctx.now()).await?;
    }
    if !reported::write(&mut tx, permit, of, observed, ctx.now()).await? {
        return Ok(answer(StatusCode::CONFLICT, t.auto_conflict.to_owned()));
    }
    let observed = reported::saved(observed);
    let wrote = !clauses.is_empty() || !observed.is_empty();
    writers::note(&mut tx, of.id, permit.account(), wrote, ctx.now()).await?;
    let others = writers::others(&mut tx, of.id, permit.account(), ctx.now()).await?;
    tx.commit().await?;
    let time = ctx.now().show();
    let time = time.split(' ').next().unwrap_or_default();
    let message = fill(if held_back { t.auto_problems } else { t.auto_saved }, &[&time]);
    let lines = typed
        .iter()
        .filter(|(_, entry)| entry.touched)
        .map(|(id, entry)| (id.to_string(), (entry.rev + 1, entry.said.digest())))
        .chain(observed)
        .collect();
    Ok(Json(Answer { message, lines, others: at_work(t, &others) }).into_response())
}

fn answer(status: StatusCode, message: String) -> Response {
    (status, Json(Answer { message, lines: HashMap::new(), others: Vec::new() })).into_response()
}
