//! One message, for the people of the agencies.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;

use super::super::model::{Act, Ground, PERSONAL_DAYS, State};
use super::super::scope::FeedbackScope;
use super::super::store::{self, Message, Seen};
use super::super::texts::FeedbackTexts;
use super::{Target, target};
use crate::accounts::rights::{DraftFeedbackAnswer, ForwardFeedback, ReadRegister, SettleFeedback};
use crate::db::Conn;
use crate::ids::FeedbackId;
use crate::reporting::words::Chip;
use crate::web::form::{Fields, Problems};
use crate::web::{Ctx, Error, Frame, Result};

/// What a form held when it was sent and refused, and what is wrong with it.
#[derive(Debug, Clone, Default)]
pub(super) struct Refused {
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
    write: bool,
    send: bool,
    publish: bool,
    withhold: bool,
    set_aside: bool,
    restore: bool,
    forward: bool,
}

#[derive(Template)]
#[template(path = "feedback/one.html")]
struct OnePage {
    frame: Frame,
    t: &'static FeedbackTexts,
    of: Message,
    kind: &'static str,
    consent: &'static str,
    state: Chip,
    ground: Option<&'static str>,
    about: Option<Target>,
    own: bool,
    may: May,
    grounds: Vec<(&'static str, &'static str)>,
    bodies: Vec<String>,
    days: i64,
    refused: Refused,
}

impl OnePage {
    /// What was typed in a form that was refused, or what is offered.
    fn typed<'a>(&'a self, field: &str, offered: &'a str) -> &'a str {
        self.refused.fields.filled(field).unwrap_or(offered)
    }
}

/// `GET /gop-y/xu-ly/{id}`.
pub async fn show(ctx: Ctx, Path(id): Path<FeedbackId>) -> Result {
    page(&ctx, id, Refused::default(), StatusCode::OK).await
}

/// A message that the viewer may see; for all others it is not there.
pub(super) async fn find(ctx: &Ctx, c: &mut Conn, id: FeedbackId) -> Result<Message> {
    ctx.permit::<ReadRegister>(&())?;
    store::get(c, &FeedbackScope::of(&ctx.viewer), id).await?.ok_or(Error::NotFound)
}

/// The same as it was seen when the form was shown.
pub(super) fn seen(of: &Message, fields: &Fields) -> Seen {
    Seen { id: of.id, org: of.org_id, rev: fields.parse("rev").unwrap_or_default() }
}

/// The page, with what was typed and what is wrong when an act was refused.
pub(super) async fn page(ctx: &Ctx, id: FeedbackId, refused: Refused, status: StatusCode) -> Result {
    let t = &ctx.t.feedback;
    let of = find(ctx, &mut ctx.app.db.read().await?, id).await?;
    let may = may(ctx, &of);
    let (directory, today) = (ctx.app.directory(), ctx.today().0);
    let bodies = directory.organisations().iter().filter(|org| org.exists_on(today) && !org.is_group());
    let page = OnePage {
        frame: ctx.frame(),
        t,
        kind: t.kind_name(of.kind),
        consent: t.consent_name(of.consent),
        state: t.chip(of.state),
        ground: of.ground.filter(|_| of.state == State::SetAside).map(|ground| t.ground_name(ground)),
        about: target(
            ctx,
            of.record_id.map(|_| (&of.record_slug, &of.record_title)),
            of.plan_id.map(|id| (id, &of.plan_name)),
        ),
        own: FeedbackScope::of(&ctx.viewer).is_own(of.org_id),
        grounds: Ground::GIVEN.iter().map(|ground| (ground.as_str(), t.ground_name(*ground))).collect(),
        bodies: if may.forward { bodies.map(|org| org.name.clone()).collect() } else { Vec::new() },
        days: PERSONAL_DAYS,
        may,
        refused,
        of,
    };
    ctx.page_with(status, &page)
}

fn may(ctx: &Ctx, of: &Message) -> May {
    let can = |act: Act| act.after(of.state, of.is_publishable()).is_some();
    let settles = ctx.viewer.may::<SettleFeedback>(&of.org_id);
    May {
        write: can(Act::Answer) && ctx.viewer.may::<DraftFeedbackAnswer>(&of.org_id),
        send: can(Act::Answer) && settles,
        publish: can(Act::Publish) && settles,
        withhold: can(Act::Withhold) && settles,
        set_aside: can(Act::SetAside) && settles,
        restore: can(Act::Restore) && settles,
        forward: can(Act::Forward) && ctx.viewer.may::<ForwardFeedback>(&()),
    }
}
