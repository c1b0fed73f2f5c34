//! What a plan's own page says of its targets: accepted figures only, for everybody.

use askama::Template;

use super::super::course;
use super::super::store::indicators;
use super::super::texts::IndicatorTexts;
use super::Row;
use crate::accounts::rights::ReadRegister;
use crate::db::Conn;
use crate::ids::PlanId;
use crate::web::{Ctx, Frame, Result};

#[derive(Template)]
#[template(path = "indicators/panel.html")]
struct Panel {
    frame: Frame,
    t: &'static IndicatorTexts,
    plan: PlanId,
    rows: Vec<Row>,
    signed_in: bool,
}

/// A part of a confirmed plan's page: render it with `|safe`. The public sees it once a target is set up.
///
/// # Errors
/// Those of the database and of the template.
pub async fn plan_panel(ctx: &Ctx, c: &mut Conn, plan: PlanId) -> Result<String> {
    let signed_in = ctx.viewer.may::<ReadRegister>(&());
    let found = indicators::list(c, Some(plan)).await?;
    if found.is_empty() && !signed_in {
        return Ok(String::new());
    }
    let courses = course::of(c, found, ctx.today()).await?;
    let t = &ctx.t.indicators;
    Ok(Panel { frame: ctx.frame(), t, plan, rows: Row::all(t, &courses), signed_in }.render()?)
}
