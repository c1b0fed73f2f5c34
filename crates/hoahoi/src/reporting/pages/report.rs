//! The page of one report.

use std::collections::HashMap;

use axum::extract::Path;

use super::super::store::writers;
use super::view::{find, page};
use crate::ids::SubmissionId;
use crate::web::{Ctx, Result};

/// `GET /bao-cao/{id}`: to its agency as a form while it can be written, to readers once it has left the agency.
pub async fn show(ctx: Ctx, Path(id): Path<SubmissionId>) -> Result {
    let mut c = ctx.app.db.read().await?;
    let (of, sight) = find(&ctx, &mut c, id).await?;
    let page = page(&ctx, &mut c, of, sight, &HashMap::new()).await?;
    drop(c);
    // whoever opens the form is at it: the next one to open it is told
    if let Some(who) = ctx.viewer.who().filter(|_| page.may.write) {
        let mut tx = ctx.app.db.write().await?;
        writers::note(&mut tx, id, who.account_id, false, ctx.now()).await?;
        tx.commit().await?;
    }
    ctx.page(&page)
}
