//! The report as DOCX.

use axum::body::Body;
use axum::extract::{Path, Query};
use axum::http::header;
use axum::response::Response;
use std::collections::{HashMap, HashSet};

use super::super::document::{self, Around};
use super::super::model::{Section, State};
use super::super::store;
use super::find;
use crate::files::kinds::disposition;
use crate::ids::ConsolidatedId;
use crate::reporting::access::ReportScope;
use crate::reporting::store::accepted;
use crate::web::{Ctx, Error, Result};

const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// `GET /bao-cao-tong-hop/{id}/docx`; with `ky=thay` a deputy signs in the director's place.
pub async fn docx(
    ctx: Ctx,
    Path(id): Path<ConsolidatedId>,
    Query(q): Query<HashMap<String, String>>,
) -> Result<Response> {
    let mut c = ctx.app.db.read().await?;
    let (report, period) = find(&ctx, &mut c, id).await?;
    // an issued report is read by everyone who has signed in: its paper too
    let scope = match report.state {
        State::Draft => ReportScope::of(&ctx.viewer),
        State::Final => ReportScope::operator(),
    };
    let facts = super::super::facts::gather(
        &mut c,
        &scope,
        period,
        &ctx.app.directory(),
        &ctx.app.calendar(),
        ctx.today(),
    )
    .await?;
    let sections: Vec<Section> = store::sections(&mut c, id).await?.into_iter().map(Into::into).collect();
    let marks: HashSet<i64> = store::sources(&mut c, id).await?.iter().map(|source| source.mark).collect();
    let owed = accepted::owed(&mut c, facts.period.id).await?;
    drop(c);
    let name = format!("bao-cao-tong-hop-{}.docx", facts.period.code);
    let around = Around {
        report: Some(report),
        deputy: q.get("ky").is_some_and(|how| how == "thay"),
        demo: ctx.app.config.demo.then_some("DỮ LIỆU MINH HỌA"),
    };
    let paper = document::document(&facts, &sections, &owed, &around, |mark| marks.contains(&mark));
    let bytes = paper.docx().map_err(|e| Error::Internal(e.to_string()))?;
    Response::builder()
        .header(header::CONTENT_TYPE, DOCX)
        .header(header::CONTENT_DISPOSITION, disposition(&name))
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .body(Body::from(bytes))
        .map_err(|e| Error::Internal(e.to_string()))
}
