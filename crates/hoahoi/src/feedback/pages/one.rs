//! One message, for the people of the agencies.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;

use super::super::consultation::model::{State as Consultation, Verdict};
use super::super::consultation::parts::paragraphs;
use super::super::consultation::store as drafts;
use super::super::consultation::texts::ConsultationTexts;
use super::super::model::{Act, Ground, Kind, PERSONAL_DAYS, State};
use super::super::scope::FeedbackScope;
use super::super::store::{self, Message, Seen};
use super::super::texts::FeedbackTexts;
use super::{Target, target};
use crate::accounts::rights::{DraftFeedbackAnswer, ForwardFeedback, ReadRegister, SettleFeedback};
use crate::audit;
use crate::audit::texts::ActionTexts;
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
    confirm_spam: bool,
    forward: bool,
}

#[derive(Template)]
#[template(path = "feedback/one.html")]
struct OnePage {
    frame: Frame,
    t: &'static FeedbackTexts,
    k: &'static ConsultationTexts,
    of: Message,
    kind: &'static str,
    consent: &'static str,
    state: Chip,
    ground: Option<&'static str>,
    about: Option<Target>,
    /// The paragraph of the draft that it is about.
    quoted: Option<String>,
    own: bool,
    may: May,
    grounds: Vec<(&'static str, &'static str)>,
    bodies: Vec<String>,
    /// How a comment can be taken: value, words, whether it stands.
    verdicts: Vec<(&'static str, &'static str, bool)>,
    verdict: Option<&'static str>,
    days: i64,
    /// What was done with it: when, what, by which agency.
    history: Vec<(String, String, String)>,
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
    let k = &ctx.t.consultations;
    let mut c = ctx.app.db.read().await?;
    let of = find(ctx, &mut c, id).await?;
    let own = FeedbackScope::of(&ctx.viewer).is_own(of.org_id);
    let quoted = quoted(&mut c, &of).await?;
    let history = history(ctx, &mut c, id, own).await?;
    drop(c);
    let may = may(ctx, &of);
    let (directory, today) = (ctx.app.directory(), ctx.today().0);
    let bodies = directory.organisations().iter().filter(|org| org.exists_on(today) && !org.is_group());
    let page = OnePage {
        frame: ctx.frame(),
        t,
        k,
        kind: t.kind_name(of.kind),
        consent: t.consent_name(of.consent),
        state: t.chip(of.state),
        ground: of.ground.filter(|_| of.state == State::SetAside).map(|ground| t.ground_name(ground)),
        about: target(ctx, &of),
        quoted,
        own,
        history,
        grounds: Ground::given(of.kind)
            .iter()
            .map(|ground| (ground.as_str(), t.ground_name(*ground)))
            .collect(),
        bodies: if may.forward { bodies.map(|org| org.name.clone()).collect() } else { Vec::new() },
        verdicts: if of.kind == Kind::Comment {
            let chosen = refused.fields.parse::<Verdict>("cach").or(of.verdict);
            Verdict::ALL
                .iter()
                .map(|one| (one.as_str(), k.verdict_name(*one), chosen == Some(*one)))
                .collect()
        } else {
            Vec::new()
        },
        verdict: of.verdict.map(|verdict| k.verdict_name(verdict)),
        days: PERSONAL_DAYS,
        may,
        refused,
        of,
    };
    ctx.page_with(status, &page)
}

/// The words that a comment is about.
async fn quoted(c: &mut Conn, of: &Message) -> Result<Option<String>> {
    let (Some(draft), Some(number)) = (of.consultation_id, of.paragraph) else { return Ok(None) };
    let text = drafts::get(c, draft).await?.map(|draft| draft.text).unwrap_or_default();
    Ok(paragraphs(&text).into_iter().find(|one| one.number == number).map(|one| one.text))
}

/// What was done with a message; that somebody is writing is for the agency's own people.
async fn history(
    ctx: &Ctx,
    c: &mut Conn,
    id: FeedbackId,
    own: bool,
) -> Result<Vec<(String, String, String)>> {
    let steps = audit::store::of_subject(c, id.0).await?;
    let step = |step: audit::store::Step| {
        let words = audit::texts::words(ActionTexts::ALL, &step.action, ctx.lang).to_owned();
        let by = match step.action.as_str() {
            // it came from outside, or from the body for which it speaks: that stands beside
            "feedback.receive" => String::new(),
            _ => step.org.unwrap_or_else(|| ctx.t.feedback.by_program.to_owned()),
        };
        (step.at.show(), words, by)
    };
    Ok(steps.into_iter().filter(|step| own || step.action != "feedback.draft").map(step).collect())
}

fn may(ctx: &Ctx, of: &Message) -> May {
    let can = |act: Act| act.on(of.kind, of.consent, of.state).is_some();
    let settles = ctx.viewer.may::<SettleFeedback>(&of.org_id);
    // what has been concluded or withdrawn takes no comment up again
    let goes_on = of.consultation_state.is_none_or(|state| state == Consultation::Announced);
    May {
        write: can(Act::Answer) && ctx.viewer.may::<DraftFeedbackAnswer>(&of.org_id),
        send: can(Act::Answer) && settles,
        publish: can(Act::Publish) && settles,
        withhold: can(Act::Withhold) && settles,
        set_aside: can(Act::SetAside) && settles,
        restore: can(Act::Restore) && settles && goes_on,
        confirm_spam: of.state == State::SetAside && of.ground == Some(Ground::Suspected) && settles,
        forward: can(Act::Forward) && ctx.viewer.may::<ForwardFeedback>(&()),
    }
}
