//! The report as DOCX.

use std::collections::HashMap;

use axum::extract::{Path, Query};

use super::super::document;
use super::super::model::State;
use super::find;
use crate::files::as_attachment;
use crate::files::kinds::FileKind;
use crate::ids::ConsolidatedId;
use crate::reporting::access::ReportScope;
use crate::web::{Ctx, Error, Result};

/// `GET /bao-cao-tong-hop/{id}/docx`; with `ky=thay` a deputy signs in the director's place.
pub async fn docx(
    ctx: Ctx,
    Path(id): Path<ConsolidatedId>,
    Query(q): Query<HashMap<String, String>>,
) -> Result {
    let mut c = ctx.app.db.read().await?;
    let (report, period) = find(&ctx, &mut c, id).await?;
    // an issued report is read by everyone who has signed in: its paper too
    let scope = match report.state {
        State::Draft => ReportScope::of(&ctx.viewer),
        State::Final => ReportScope::operator(),
    };
    let name = format!("bao-cao-tong-hop-{}.docx", period.code);
    let deputy = q.get("ky").is_some_and(|how| how == "thay");
    let paper = document::paper(&mut c, &ctx.app, &scope, period, Some(report), deputy).await?;
    drop(c);
    let bytes = paper.docx().map_err(|e| Error::Internal(e.to_string()))?;
    as_attachment(bytes, FileKind::Docx.as_str(), &name)
}
