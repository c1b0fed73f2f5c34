//! Recommendations on the page of a duty or a report.

use askama::Template;

use super::super::scope::RecommendationScope;
use super::super::store::{self, About};
use super::super::texts::RecommendationTexts;
use super::list::{Row, row};
use crate::db::Conn;
use crate::web::{Ctx, Result};

/// A part of another page: render it with `{{ section|safe }}`.
#[derive(Template)]
#[template(path = "recommendations/panel.html")]
pub struct Section {
    t: &'static RecommendationTexts,
    title: &'static str,
    with_clause: bool,
    rows: Vec<Row>,
}

/// The recommendations about a duty or in a report, as far as the viewer may see them; nothing when there are none.
///
/// # Errors
/// When the database fails.
pub async fn section(ctx: &Ctx, c: &mut Conn, about: About) -> Result<Option<Section>> {
    let t = &ctx.t.recommendations;
    let found = store::about(c, &RecommendationScope::of(&ctx.viewer), about).await?;
    if found.is_empty() {
        return Ok(None);
    }
    let (title, with_clause) = match about {
        About::Duty(_) => (t.on_duty, false),
        About::Submission(_) => (t.on_report, true),
    };
    Ok(Some(Section { t, title, with_clause, rows: found.iter().map(|of| row(ctx, of)).collect() }))
}
