//! The directions about a duty or a report, for its page.

use askama::Template;

use super::super::model::State;
use super::super::scope::DirectionScope;
use super::super::store::read::{self, About};
use super::super::texts::DirectionTexts;
use super::View;
use crate::accounts::rights::GiveDirection;
use crate::db::Conn;
use crate::web::{Ctx, Result};

/// A part of the page of a duty or a report: render it with `{{ section|safe }}`.
#[derive(Template)]
#[template(path = "directions/panel.html")]
pub struct Section {
    t: &'static DirectionTexts,
    title: &'static str,
    rows: Vec<View>,
    give: Option<String>,
}

/// The directions that the viewer sees, and the way to give one. Nothing when there is neither. The caller has checked
/// that the viewer sees the thing itself; `wordless` says that nothing may be written about it.
///
/// # Errors
/// When the database fails.
pub async fn section(ctx: &Ctx, c: &mut Conn, about: About, wordless: bool) -> Result<Option<Section>> {
    let t = &ctx.t.directions;
    let rows = views(ctx, c, about, false).await?;
    let give = (!wordless && ctx.viewer.may::<GiveDirection>(&())).then(|| match about {
        About::Duty(duty) => format!("/nhiem-vu/{duty}/chi-dao"),
        About::Report(report) => format!("/bao-cao/{report}/chi-dao"),
    });
    if rows.is_empty() && give.is_none() {
        return Ok(None);
    }
    let asked = !rows.is_empty() && rows.iter().all(|row| row.heading == t.one_outside);
    Ok(Some(Section { t, title: if asked { t.one_outside } else { t.title }, rows, give }))
}

/// The directions about something that the viewer sees, in words.
///
/// # Errors
/// Those of the database.
pub async fn views(ctx: &Ctx, c: &mut Conn, about: About, only_open: bool) -> sqlx::Result<Vec<View>> {
    let scope = DirectionScope::of(&ctx.viewer);
    let mut found = read::about(c, &scope, about).await?;
    found.retain(|n| !only_open || n.state != State::Closed);
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let to = read::addressees(c, found.iter().map(|n| n.id)).await?;
    let directory = ctx.app.directory();
    let view = |n| View::of(ctx, &directory, &scope, n, to.get(&n.id).map_or(&[], Vec::as_slice));
    Ok(found.iter().map(view).collect())
}
