//! The state and the answer of a message, for whoever holds its code.

use askama::Template;
use axum::http::StatusCode;

use super::super::model::{Ground, State};
use super::super::slip::Code;
use super::super::store::{self, Message};
use super::super::texts::FeedbackTexts;
use super::{Target, target};
use crate::reporting::words::Chip;
use crate::web::form::{Fields, Problems};
use crate::web::{Ctx, Frame, Result};

struct Found {
    kind: &'static str,
    state: Chip,
    text: String,
    about: Option<Target>,
    agency: String,
    sent: String,
    verdict: Option<&'static str>,
    answer: Option<String>,
    answered: String,
    ground: Option<&'static str>,
}

#[derive(Template)]
#[template(path = "feedback/lookup.html")]
struct LookupPage {
    frame: Frame,
    t: &'static FeedbackTexts,
    typed: String,
    problems: Problems,
    found: Option<Found>,
}

/// `GET /gop-y/tra-cuu`.
pub async fn form(ctx: Ctx) -> Result {
    ctx.page(&page(&ctx, String::new(), Problems::default(), None))
}

/// `POST /gop-y/tra-cuu`: a form, so that the code stands in no address.
pub async fn show(ctx: Ctx, fields: Fields) -> Result {
    let typed = fields.get("ma");
    let mut problems = Problems::default();
    let found = match typed.parse::<Code>() {
        Ok(code) => store::by_code(&mut ctx.app.db.read().await?, &code).await?,
        Err(()) => None,
    };
    match found {
        Some(of) => {
            let found = view(&ctx, of);
            ctx.page(&page(&ctx, typed.to_owned(), problems, Some(found)))
        }
        None => {
            problems.add("ma", ctx.t.feedback.no_code);
            ctx.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page(&ctx, typed.to_owned(), problems, None))
        }
    }
}

fn page(ctx: &Ctx, typed: String, problems: Problems, found: Option<Found>) -> LookupPage {
    LookupPage { frame: ctx.frame(), t: &ctx.t.feedback, typed, problems, found }
}

/// What the sender is told. That a robot is suspected is nothing to tell: a person has not looked yet.
fn view(ctx: &Ctx, of: Message) -> Found {
    let t = &ctx.t.feedback;
    let suspected = of.ground == Some(Ground::Suspected);
    let state = if suspected { State::Open } else { of.state };
    Found {
        kind: t.kind_name(of.kind),
        state: t.chip(state),
        about: target(ctx, &of),
        text: of.text,
        agency: of.org_name,
        sent: of.sent_at.day().show(),
        verdict: of
            .verdict
            .filter(|_| of.state.is_answered())
            .map(|verdict| ctx.t.consultations.verdict_name(verdict)),
        answer: of.answer.filter(|_| of.state.is_answered()),
        answered: of.settled_at.map(|at| at.day().show()).unwrap_or_default(),
        ground: of
            .ground
            .filter(|_| !suspected && of.state == State::SetAside)
            .map(|ground| t.ground_name(ground)),
    }
}
