//! How a standing duty was assessed, on its page.

use askama::Template;

use super::super::standing::store;
use super::super::texts::EvaluationTexts;
use crate::accounts::rights::ReadEvaluation;
use crate::db::Conn;
use crate::ids::DutyId;
use crate::web::lang::fill;
use crate::web::{Ctx, Result};

struct Row {
    period: String,
    org: String,
    level: &'static str,
    note: String,
    on: String,
}

/// A part of the duty's page: render it with `{{ section|safe }}`.
#[derive(Template)]
#[template(path = "evaluation/panel.html")]
pub struct Section {
    t: &'static EvaluationTexts,
    rows: Vec<Row>,
}

/// The assessments of a duty, of the agencies whose evaluation the viewer may read; nothing when there are none. The
/// caller has checked that the viewer sees the duty in full.
///
/// # Errors
/// When the database fails.
pub async fn section(ctx: &Ctx, c: &mut Conn, duty: DutyId) -> Result<Option<Section>> {
    let t = &ctx.t.evaluation;
    let mut found = store::of_duty(c, duty, ctx.today()).await?;
    found.retain(|one| ctx.viewer.may::<ReadEvaluation>(&one.org_id));
    if found.is_empty() {
        return Ok(None);
    }
    let rows = found.into_iter().map(|one| Row {
        period: ctx.t.reporting.period_name(&one.code),
        org: one.org_name,
        level: t.level_name(one.level),
        note: one.note,
        on: fill(t.assessed_on, &[&one.at.day().show()]),
    });
    Ok(Some(Section { t, rows: rows.collect() }))
}
