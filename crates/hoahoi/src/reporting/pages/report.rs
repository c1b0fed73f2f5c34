//! The page of one report.

use std::collections::HashMap;

use axum::extract::Path;

use super::view::{find, page};
use crate::ids::SubmissionId;
use crate::web::{Ctx, Result};

/// `GET /bao-cao/{id}`: to its agency as a form while it can be written, to readers once it has left the agency.
pub async fn show(ctx: Ctx, Path(id): Path<SubmissionId>) -> Result {
    let mut c = ctx.app.db.read().await?;
    let (of, sight) = find(&ctx, &mut c, id).await?;
    let page = page(&ctx, &mut c, of, sight, &HashMap::new()).await?;
    ctx.page(&page)
}
