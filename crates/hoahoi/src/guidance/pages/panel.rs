//! Guidance on the page of a duty.

use askama::Template;
use axum::extract::Path;

use super::super::model::State;
use super::super::store;
use super::super::texts::GuidanceTexts;
use super::term;
use crate::accounts::rights::WriteGuidance;
use crate::db::Conn;
use crate::ids::{DutyId, GuidanceId};
use crate::reporting::words::Chip;
use crate::web::form::Fields;
use crate::web::{Ctx, Error, Result};

struct Row {
    id: GuidanceId,
    title: String,
    audience: String,
    note: Option<&'static str>,
    /// Only when it is not published.
    state: Option<Chip>,
}

/// A part of the duty's page: render it with `{{ section|safe }}`.
#[derive(Template)]
#[template(path = "guidance/panel.html")]
pub struct Section {
    t: &'static GuidanceTexts,
    duty: DutyId,
    rows: Vec<Row>,
    may_write: bool,
    choices: Vec<(GuidanceId, String)>,
}

/// The guidance attached to a duty, with a form to attach more for those who write; nothing when there is neither.
///
/// # Errors
/// When the database fails.
pub async fn section(ctx: &Ctx, c: &mut Conn, duty: DutyId) -> Result<Option<Section>> {
    let t = &ctx.t.guidance;
    let may_write = ctx.viewer.may::<WriteGuidance>(&());
    let found = store::of_duty(c, duty, may_write).await?;
    let choices = if may_write { store::attachable(c, duty).await? } else { Vec::new() };
    if found.is_empty() && choices.is_empty() {
        return Ok(None);
    }
    let rows = found.into_iter().map(|of| Row {
        note: term(ctx, &of).1,
        state: (of.state != State::Published).then(|| t.chip(of.state)),
        id: of.id,
        title: of.title,
        audience: of.audience,
    });
    Ok(Some(Section { t, duty, rows: rows.collect(), may_write, choices }))
}

/// `POST /nhiem-vu/{duty}/huong-dan`: attaches guidance to a duty, or takes it off.
pub async fn attach(ctx: Ctx, Path(duty): Path<DutyId>, fields: Fields) -> Result {
    let permit = ctx.permit::<WriteGuidance>(&())?;
    let t = &ctx.t.guidance;
    let id = fields.parse::<GuidanceId>("huong-dan").ok_or(Error::NotFound)?;
    let there = fields.get("viec") != "bo";
    let mut tx = ctx.app.db.write().await?;
    let changed = store::attach(&mut tx, &permit, id, duty, there, ctx.now()).await?;
    if !changed {
        return Err(Error::NotFound);
    }
    tx.commit().await?;
    Ok(ctx.done(&format!("/nhiem-vu/{duty}"), if there { t.attached } else { t.detached }))
}
