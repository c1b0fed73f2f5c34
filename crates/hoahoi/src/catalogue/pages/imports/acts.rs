//! What a person does with an import: says which records doubtful rows are, confirms, takes back.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};

use super::one::{failed, page, trial};
use super::view::touched_views;
use super::{address, kind, seen};
use crate::accounts::access::Permit;
use crate::accounts::rights::WriteRecord;
use crate::catalogue::imports::store::{self, Import};
use crate::catalogue::imports::trial::Choices;
use crate::catalogue::imports::undo::{self, Undone};
use crate::catalogue::imports::write;
use crate::catalogue::life::{Refusal, Scene};
use crate::ids::ImportId;
use crate::web::form::Fields;
use crate::web::{Ctx, Result};

/// An import of the viewer's agency, with the proof.
async fn own(ctx: &Ctx, id: ImportId) -> Result<(Import, Permit<WriteRecord>)> {
    let import = seen(ctx, id).await?;
    let permit = ctx.permit::<WriteRecord>(&import.org_id)?;
    Ok((import, permit))
}

/// Shows an import as it stands now, with a warning.
async fn again(ctx: &Ctx, id: ImportId, warning: &'static str) -> Result {
    let import = seen(ctx, id).await?;
    page(ctx, &import, StatusCode::CONFLICT, Some(warning), Vec::new()).await
}

/// `POST /co-so-du-lieu/nhap/{id}/chon` (fields `hang-N`): says which records doubtful rows are. Right: `WriteRecord`.
pub async fn choose(ctx: Ctx, Path(id): Path<ImportId>, fields: Fields) -> Result {
    let (import, _) = own(&ctx, id).await?;
    let mut choices: Choices = import.choices()?;
    for (name, said) in fields.iter() {
        if let Some(row) = name.strip_prefix("hang-").and_then(|row| row.parse().ok()) {
            choices.insert(row, said.to_owned());
        }
    }
    let mut tx = ctx.app.db.write().await?;
    if !store::choose(&mut tx, &import, &choices).await? {
        drop(tx);
        return again(&ctx, id, ctx.t.imports.changed_meanwhile).await;
    }
    tx.commit().await?;
    Ok(Redirect::to(&address(id)).into_response())
}

/// `POST /co-so-du-lieu/nhap/{id}` (fields `viec`: `nhap` or `gui`, `doi-chieu`): writes what was shown, and nothing
/// else. Right: `WriteRecord`.
pub async fn confirm(ctx: Ctx, Path(id): Path<ImportId>, fields: Fields) -> Result {
    let (import, permit) = own(&ctx, id).await?;
    let kind = kind(&ctx, &import.kind)?;
    let directory = ctx.app.directory();
    let scene = Scene { kind, directory: &directory, now: ctx.now() };
    let t = &ctx.t.imports;
    let mut tx = ctx.app.db.write().await?;
    if !write::claim(&mut tx, &permit, &scene, &import).await? {
        drop(tx);
        return again(&ctx, id, t.already).await;
    }
    let trial = trial(&ctx, &mut tx, &scene, &import).await.map_err(failed)?;
    let shown = trial.digest() == fields.get("doi-chieu");
    let hand_in = fields.get("viec") == "gui";
    let outcome = if shown && (trial.is_complete() || !hand_in) {
        write::all(&mut tx, &permit, &scene, &import, &trial, hand_in).await
    } else {
        Err(Refusal::Stale)
    };
    match outcome {
        Ok(()) => {
            tx.commit().await?;
            Ok(ctx.done(&address(id), t.done))
        }
        Err(Refusal::Stale | Refusal::NotNow | Refusal::Incomplete(_)) => {
            drop(tx);
            again(&ctx, id, t.changed_meanwhile).await
        }
        Err(refusal) => Err(failed(refusal)),
    }
}

/// `POST /co-so-du-lieu/nhap/{id}/hoan-tac`: takes an import back while nothing of it has been changed since. Right:
/// `WriteRecord`.
pub async fn undo(ctx: Ctx, Path(id): Path<ImportId>, fields: Fields) -> Result {
    let (import, permit) = own(&ctx, id).await?;
    let kind = kind(&ctx, &import.kind)?;
    let directory = ctx.app.directory();
    let scene = Scene { kind, directory: &directory, now: ctx.now() };
    let t = &ctx.t.imports;
    let mut tx = ctx.app.db.write().await?;
    let rev = fields.parse("rev").unwrap_or(0);
    match undo::all(&mut tx, &permit, &scene, &import, rev).await.map_err(failed)? {
        Undone::All => {
            tx.commit().await?;
            Ok(ctx.done(&address(id), t.undone_done))
        }
        Undone::NotNow => {
            drop(tx);
            again(&ctx, id, t.undo_not_now).await
        }
        Undone::Blocked(rows) => {
            drop(tx);
            page(&ctx, &import, StatusCode::CONFLICT, None, touched_views(t, &rows)).await
        }
    }
}
