//! Recommendations on the page of a duty or a report, and in a person's own work.

use askama::Template;

use super::super::model::State;
use super::super::scope::RecommendationScope;
use super::super::store::{self, About, Recommendation};
use super::super::texts::RecommendationTexts;
use super::list::{Row, row};
use crate::accounts::rights::RouteRecommendation;
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

/// What waits for a person.
#[derive(Debug, Clone, Default)]
pub struct Waiting {
    /// For the coordinator: to be routed, or answered and to be closed.
    pub to_route: Vec<Task>,
    /// For the people of a body: to be answered.
    pub to_answer: Vec<Task>,
}

/// A recommendation as a thing to do.
#[derive(Debug, Clone)]
pub struct Task {
    /// Where it is done.
    pub href: String,
    /// Clause of the plan.
    pub clause: String,
    /// Its words.
    pub text: String,
    /// Who makes it, since when it waits.
    pub notes: Vec<String>,
    /// What the button says.
    pub act: &'static str,
}

/// What waits for the viewer, oldest first, at most `limit` of each.
///
/// # Errors
/// When the database fails.
pub async fn waiting(ctx: &Ctx, c: &mut Conn, limit: i64) -> Result<Waiting> {
    let t = &ctx.t.recommendations;
    let scope = RecommendationScope::of(&ctx.viewer);
    let mut waiting = Waiting::default();
    if let Ok(permit) = ctx.permit::<RouteRecommendation>(&()) {
        let found = store::waiting_for_coordinator(c, &permit, &scope, limit).await?;
        let act = |of: &Recommendation| if of.state == State::Answered { t.do_close } else { t.do_route };
        waiting.to_route = found.iter().map(|of| task(ctx, of, act(of))).collect();
    }
    let found = store::waiting_for_orgs(c, &scope, limit).await?;
    waiting.to_answer = found.iter().map(|of| task(ctx, of, t.do_answer)).collect();
    Ok(waiting)
}

fn task(ctx: &Ctx, of: &Recommendation, act: &'static str) -> Task {
    let t = &ctx.t.recommendations;
    let mut notes = vec![of.org_name.clone(), t.chip(of.state).text];
    notes.extend(of.routed_on.map(|day| format!("{} {}", t.routed_on, day.show())));
    Task {
        href: format!("/kien-nghi/{}", of.id),
        clause: ctx.t.reporting.clause_of(&of.section_path, of.paragraph),
        text: of.text.clone(),
        notes,
        act,
    }
}
