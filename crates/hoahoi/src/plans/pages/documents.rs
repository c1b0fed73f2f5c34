//! The list of documents for people who have signed in, and bringing a new one in.

use askama::Template;
use axum::extract::{Multipart, Query};
use axum::http::StatusCode;
use std::collections::HashMap;

use super::{lists, review_address};
use crate::accounts::rights::{ImportPlan, ReadRegister};
use crate::plans::By;
use crate::plans::import::{self, ImportError, Outcome};
use crate::plans::store::{self, PlanLine};
use crate::plans::texts::PlanTexts;
use crate::web::form::Problems;
use crate::web::lang::fill;
use crate::web::paging::{Cursor, query};
use crate::web::{Ctx, Error, Frame, Result, uploads};

#[derive(Template)]
#[template(path = "plans/documents.html")]
struct DocumentsPage {
    frame: Frame,
    t: &'static PlanTexts,
    may_import: bool,
    words: String,
    rows: Vec<PlanLine>,
    total: String,
    first: Option<String>,
    more: Option<String>,
}

/// Documents and their state; drafts are there only for those who may import. With `tai` as a file.
pub async fn list(ctx: Ctx, Query(q): Query<HashMap<String, String>>) -> Result {
    ctx.permit::<ReadRegister>(&())?;
    let may_import = ctx.viewer.may::<ImportPlan>(&());
    let words = q.get("tim").map(|words| words.trim().to_owned()).unwrap_or_default();
    let after = q.get("sau").and_then(|cursor| Cursor::decode(cursor, 2));
    if let Some(format) = q.get("tai").and_then(|tai| tai.parse().ok()) {
        return lists::documents(&ctx, format, may_import, &words).await;
    }
    let mut c = ctx.app.db.read().await?;
    let found = store::plans_for(&mut c, may_import, &words, after.as_ref()).await?;
    let address = |cursor: &str| format!("/van-ban?{}", query(&[("tim", &words), ("sau", cursor)]));
    let total = fill(ctx.t.plans.n_documents, &[&found.total_text(ctx.t.common.more_than)]);
    ctx.page(&DocumentsPage {
        frame: ctx.frame(),
        t: &ctx.t.plans,
        may_import,
        total,
        first: after.map(|_| address("")),
        more: found.next.map(|cursor| address(&cursor.encode())),
        rows: found.rows,
        words,
    })
}

#[derive(Template)]
#[template(path = "plans/import.html")]
struct ImportPage {
    frame: Frame,
    t: &'static PlanTexts,
    problems: Problems,
}

/// The form for a file.
pub async fn import_form(ctx: Ctx) -> Result {
    ctx.permit::<ImportPlan>(&())?;
    ctx.page(&ImportPage { frame: ctx.frame(), t: &ctx.t.plans, problems: Problems::default() })
}

/// Reads the file into a draft.
pub async fn import_post(ctx: Ctx, multipart: Multipart) -> Result {
    let permit = ctx.permit::<ImportPlan>(&())?;
    let t = &ctx.t.plans;
    let (_, files) = uploads::read(multipart).await?;
    let mut problems = Problems::default();
    if let Some(file) = files.into_iter().next() {
        match import::import(&ctx.app, file.bytes, &file.name, By::from(&permit)).await {
            Ok(Outcome::New(plan)) => return Ok(ctx.done(&review_address(plan), t.imported)),
            Ok(Outcome::Already(plan)) => return Ok(ctx.done(&review_address(plan), t.already)),
            Err(ImportError::Unreadable(why)) => problems.add("tep", why.say(ctx.lang)),
            Err(error) => return Err(failed(error)),
        }
    } else {
        problems.add("tep", t.import_missing);
    }
    ctx.page_with(StatusCode::UNPROCESSABLE_ENTITY, &ImportPage { frame: ctx.frame(), t, problems })
}

/// A failure of ours, for the log.
pub fn failed(error: ImportError) -> Error {
    match error {
        ImportError::Database(error) => error.into(),
        other => Error::Internal(other.to_string()),
    }
}
