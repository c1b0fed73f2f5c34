//! One recommendation.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;

use super::super::model::{Act, EventKind};
use super::super::scope::RecommendationScope;
use super::super::store::{self, Event, Recommendation};
use super::super::texts::RecommendationTexts;
use super::list::answered;
use crate::accounts::rights::{DraftAnswer, ReadRegister, RecordAnswer, RouteRecommendation, SendAnswer};
use crate::db::Conn;
use crate::files::attachments::{self, SubjectKind};
use crate::ids::RecommendationId;
use crate::reporting::access::{ReportScope, Sight};
use crate::reporting::model::State as ReportState;
use crate::reporting::words::Chip;
use crate::web::form::{Fields, Problems};
use crate::web::lang::fill;
use crate::web::{Ctx, Error, Frame, Result};

/// What a form held when it was sent and refused, and what is wrong with it.
#[derive(Debug, Clone, Default)]
pub struct Refused {
    /// The form: the last part of its address.
    pub form: &'static str,
    /// As typed.
    pub fields: Fields,
    /// What is wrong.
    pub problems: Problems,
    /// Whether somebody else was faster.
    pub stale: bool,
}

/// What the viewer may do with it as it stands.
#[derive(Debug, Clone, Copy, Default)]
struct May {
    route: bool,
    write: bool,
    send: bool,
    record: bool,
    resolve: bool,
    dismiss: bool,
}

struct EventView {
    at: String,
    what: &'static str,
    to: Option<String>,
    who: String,
    text: Option<String>,
    old: bool,
}

#[derive(Template)]
#[template(path = "recommendations/one.html")]
struct OnePage {
    frame: Frame,
    t: &'static RecommendationTexts,
    of: Recommendation,
    state: Chip,
    clause: String,
    period: String,
    report: Option<String>,
    answered: Option<String>,
    files: Vec<(String, String)>,
    may: May,
    bodies: Vec<String>,
    history: Vec<EventView>,
    refused: Refused,
    today: String,
}

impl OnePage {
    /// What was typed in a form that was refused, or what is offered.
    fn typed<'a>(&'a self, form: &str, field: &str, offered: &'a str) -> &'a str {
        if self.refused.form == form { self.refused.fields.get(field) } else { offered }
    }

    /// What is wrong at a field of a form.
    fn wrong(&self, form: &str, field: &str) -> Option<&str> {
        if self.refused.form == form { self.refused.problems.at(field) } else { None }
    }

    /// `Báo cáo 6 tháng đầu năm 2026`.
    fn report_name(&self) -> String {
        fill(self.t.in_report, &[&self.period])
    }
}

/// `GET /kien-nghi/{id}`.
pub async fn show(ctx: Ctx, Path(id): Path<RecommendationId>) -> Result {
    page(&ctx, id, Refused::default(), StatusCode::OK).await
}

/// A recommendation that the viewer may see; for all others it is not there.
pub(super) async fn find(ctx: &Ctx, c: &mut Conn, id: RecommendationId) -> Result<Recommendation> {
    ctx.permit::<ReadRegister>(&())?;
    store::get(c, &RecommendationScope::of(&ctx.viewer), id).await?.ok_or(Error::NotFound)
}

/// The page, with what was typed and what is wrong when an act was refused.
pub(super) async fn page(ctx: &Ctx, id: RecommendationId, refused: Refused, status: StatusCode) -> Result {
    let t = &ctx.t.recommendations;
    let mut c = ctx.app.db.read().await?;
    let of = find(ctx, &mut c, id).await?;
    let history = store::history(&mut c, id).await?;
    let files = attachments::of(&mut c, SubjectKind::Recommendation, &[id.0]).await?;
    drop(c);
    let may = may(ctx, &of);
    let directory = ctx.app.directory();
    let today = ctx.today();
    let known = ReportScope::of(&ctx.viewer).sight(of.org_id, ReportState::Accepted) == Sight::Words;
    let draft = if may.write { of.draft } else { String::new() };
    let of = Recommendation { draft, ..of };
    ctx.page_with(
        status,
        &OnePage {
            frame: ctx.frame(),
            t,
            state: t.chip(of.state),
            clause: ctx.t.reporting.clause_of(&of.section_path, of.paragraph),
            period: ctx.t.reporting.period_name(&of.code),
            report: known.then(|| format!("/bao-cao/{}", of.submission_id)),
            answered: answered(t, &of),
            files: files.into_iter().map(|file| (format!("/tep/{}", file.id), file.name)).collect(),
            bodies: if may.route {
                let here =
                    |org: &&crate::organisations::Organisation| org.exists_on(today.0) && !org.is_group();
                directory.organisations().iter().filter(here).map(|org| org.name.clone()).collect()
            } else {
                Vec::new()
            },
            may,
            history: history.into_iter().map(|event| event_view(t, event)).collect(),
            refused,
            today: today.show(),
            of,
        },
    )
}

fn may(ctx: &Ctx, of: &Recommendation) -> May {
    let can = |act: Act| act.after(of.state).is_some();
    let coordinator = ctx.viewer.may::<RouteRecommendation>(&());
    May {
        route: coordinator && can(Act::Route),
        write: can(Act::Answer) && of.to_org.is_some_and(|org| ctx.viewer.may::<DraftAnswer>(&org)),
        send: can(Act::Answer) && of.to_org.is_some_and(|org| ctx.viewer.may::<SendAnswer>(&org)),
        record: can(Act::Answer) && ctx.viewer.may::<RecordAnswer>(&()),
        resolve: coordinator && can(Act::Resolve),
        dismiss: coordinator && can(Act::Dismiss),
    }
}

fn event_view(t: &RecommendationTexts, event: Event) -> EventView {
    EventView {
        at: event.at.show(),
        what: t.event_name(event.kind),
        to: event.to_name,
        who: event.org_name.unwrap_or_default(),
        old: event.kind == EventKind::Revised && event.text.is_some(),
        text: event.text,
    }
}

/// The page again: somebody else was faster.
pub(super) async fn stale(ctx: &Ctx, id: RecommendationId, form: &'static str, fields: Fields) -> Result {
    let refused = Refused { form, fields, stale: true, ..Refused::default() };
    page(ctx, id, refused, StatusCode::CONFLICT).await
}

/// The page again with what is wrong.
pub(super) async fn again(
    ctx: &Ctx,
    id: RecommendationId,
    form: &'static str,
    fields: Fields,
    problems: Problems,
) -> Result {
    let refused = Refused { form, fields, problems, stale: false };
    page(ctx, id, refused, StatusCode::UNPROCESSABLE_ENTITY).await
}
