//! What recommendations ask of a person on "Việc của tôi".

use super::super::model::State;
use super::super::scope::RecommendationScope;
use super::super::store::{self, Recommendation};
use crate::accounts::rights::RouteRecommendation;
use crate::db::Conn;
use crate::reporting::work::{Job, Panel, SHOWN};
use crate::web::{Ctx, Result};

/// To be answered by the people of a body; to be routed, or answered and to be closed, by the coordinator. Oldest
/// first.
///
/// # Errors
/// When the database fails.
pub async fn panels(ctx: &Ctx, c: &mut Conn) -> Result<Vec<Panel>> {
    let t = &ctx.t.recommendations;
    let scope = RecommendationScope::of(&ctx.viewer);
    let to_answer = store::waiting_for_orgs(c, &scope, SHOWN + 1).await?;
    let to_answer = to_answer.iter().map(|of| job(ctx, of, t.do_answer)).collect();
    let mut to_route = Vec::new();
    if let Ok(permit) = ctx.permit::<RouteRecommendation>(&()) {
        let found = store::waiting_for_coordinator(c, &permit, &scope, SHOWN + 1).await?;
        let act = |of: &Recommendation| if of.state == State::Answered { t.do_close } else { t.do_route };
        to_route = found.iter().map(|of| job(ctx, of, act(of))).collect();
    }
    Ok(vec![
        panel("tra-loi", t.to_answer, to_answer, "/kien-nghi?trang-thai=routed"),
        panel("kien-nghi", t.to_route, to_route, "/kien-nghi?trang-thai=chua-ket-thuc"),
    ])
}

/// The first of them, and where the rest is.
fn panel(id: &'static str, title: &'static str, jobs: Vec<Job>, rest: &str) -> Panel {
    let most = usize::try_from(SHOWN).unwrap_or(usize::MAX);
    let mut panel = Panel::of(id, title, jobs);
    panel.all = (panel.jobs.len() > most).then(|| rest.to_owned());
    panel.jobs.truncate(most);
    panel
}

fn job(ctx: &Ctx, of: &Recommendation, act: &'static str) -> Job {
    let t = &ctx.t.recommendations;
    let mut notes = vec![of.org_name.clone(), t.chip(of.state).text];
    notes.extend(of.routed_on.map(|day| format!("{} {}", t.routed_on, day.show())));
    Job {
        due: None,
        place: ctx.t.reporting.clause_of(&of.section_path, of.paragraph),
        title: of.text.clone(),
        href: format!("/kien-nghi/{}", of.id),
        printed: false,
        state: None,
        notes,
        act,
        main: true,
    }
}
