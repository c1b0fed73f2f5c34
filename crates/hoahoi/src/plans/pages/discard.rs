//! Deleting a draft, and fetching the files a plan was read from.

use askama::Template;
use axum::extract::Path;

use crate::accounts::rights::{ImportPlan, ReadRegister};
use crate::files;
use crate::ids::{DocumentId, PlanId};
use crate::plans::By;
use crate::plans::discard::{self, Discarded};
use crate::plans::store::{self, Plan, PlanFile};
use crate::plans::texts::PlanTexts;
use crate::web::form::Fields;
use crate::web::lang::fill;
use crate::web::{Ctx, Error, Frame, Result};

#[derive(Template)]
#[template(path = "plans/discard.html")]
struct DiscardPage {
    frame: Frame,
    t: &'static PlanTexts,
    plan: Plan,
    files: Vec<PlanFile>,
    what: String,
}

/// `GET /van-ban/{plan}/xoa`: what would be deleted. Right: `ImportPlan`.
pub async fn discard_form(ctx: Ctx, Path(id): Path<PlanId>) -> Result {
    ctx.permit::<ImportPlan>(&())?;
    let t = &ctx.t.plans;
    let mut c = ctx.app.db.read().await?;
    let plan = store::plan(&mut c, id).await?.ok_or(Error::NotFound)?;
    if !plan.is_draft() {
        return Err(Error::Conflict(t.discard_confirmed.to_owned()));
    }
    let files = store::files_of(&mut c, plan.document_id).await?;
    let duties = store::duties(&mut c, id).await?.len();
    let edits = store::edits(&mut c, id).await?.len();
    drop(c);
    let what = fill(t.discard_what, &[&duties, &edits]);
    ctx.page(&DiscardPage { frame: ctx.frame(), t, plan, files, what })
}

/// `POST /van-ban/{plan}/xoa`: deletes the draft. Right: `ImportPlan`.
pub async fn discard_post(ctx: Ctx, Path(id): Path<PlanId>, fields: Fields) -> Result {
    let permit = ctx.permit::<ImportPlan>(&())?;
    let t = &ctx.t.plans;
    let rev = fields.parse("rev").unwrap_or_default();
    match discard::discard(&ctx.app, id, rev, By::from(&permit)).await? {
        Discarded::Done => Ok(ctx.done("/van-ban", t.discarded)),
        Discarded::Stale => Ok(ctx.done(&format!("/van-ban/{id}/xoa"), t.discard_stale)),
        Discarded::Confirmed => Err(Error::Conflict(t.discard_confirmed.to_owned())),
        Discarded::Gone => Err(Error::NotFound),
    }
}

/// `GET /van-ban/{plan}/tep/{document}`: a file the plan was read from, as an attachment. For everybody who has
/// signed in; files of a draft only for those who may import.
pub async fn file(ctx: Ctx, Path((id, document)): Path<(PlanId, DocumentId)>) -> Result {
    ctx.permit::<ReadRegister>(&())?;
    let mut c = ctx.app.db.read().await?;
    let plan = store::plan(&mut c, id).await?.ok_or(Error::NotFound)?;
    if plan.is_draft() {
        ctx.permit::<ImportPlan>(&())?;
    }
    let files = store::files_of(&mut c, plan.document_id).await?;
    drop(c);
    let file = files.into_iter().find(|file| file.id == document).ok_or(Error::NotFound)?;
    let bytes = ctx.app.files.get(&file.sha256).await?;
    files::as_attachment(bytes, media_type(&file.format), &file.name)
}

/// The media type of a document; what a browser might run is sent as mere bytes.
fn media_type(format: &str) -> &'static str {
    match format {
        "txt" | "md" => "text/plain; charset=utf-8",
        "pdf" => "application/pdf",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "doc" => "application/msword",
        _ => "application/octet-stream",
    }
}
