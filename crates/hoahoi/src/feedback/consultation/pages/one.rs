//! One consultation: the draft in paragraphs, and in the end the table of comments.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use super::super::model::{Phase, State, Tally};
use super::super::parts::{self, paragraphs};
use super::super::store::{self, Comment, Consultation};
use super::super::texts::ConsultationTexts;
use super::super::{readable, table};
use super::{days, left, phase};
use crate::accounts::rights::{HoldConsultation, ReadSubmissions};
use crate::db::Conn;
use crate::feedback::comment_address;
use crate::files::as_attachment;
use crate::files::attachments::{self, SubjectKind};
use crate::files::kinds::FileKind;
use crate::ids::ConsultationId;
use crate::reporting::words::Chip;
use crate::sheets::{Export, Format};
use crate::web::form::{Fields, Problems};
use crate::web::lang::fill;
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

/// A heading is shorter than this, in characters.
const HEADING_LIMIT: usize = 160;

struct Paragraph {
    number: i64,
    text: String,
    /// Where it is commented on, and what the link says.
    comment: String,
    label: String,
    heading: bool,
}

struct Row {
    number: usize,
    place: String,
    /// The paragraph's anchor; empty for the whole.
    anchor: String,
    text: String,
    who: String,
    official: bool,
    verdict: &'static str,
    answer: String,
}

/// How far the comments are, for those who answer and those who watch over it.
struct Work {
    answered: String,
    waiting: Option<String>,
    suspected: Option<String>,
    all: String,
}

/// What the viewer may do with it as it stands.
#[derive(Debug, Clone, Copy, Default)]
struct May {
    edit: bool,
    extend: bool,
    conclude: bool,
    withdraw: bool,
    /// Over, and not every comment is answered.
    wait: bool,
}

#[derive(Template)]
#[template(path = "feedback/consultation/one.html")]
struct OnePage {
    frame: Frame,
    t: &'static ConsultationTexts,
    official: &'static str,
    of: Consultation,
    state: Chip,
    days: String,
    left: Option<String>,
    carries_out: Option<(String, String)>,
    paragraphs: Vec<Paragraph>,
    files: Vec<(String, String, String)>,
    open: bool,
    comment: String,
    withdrawn: Option<String>,
    work: Option<Work>,
    may: May,
    summary: Option<String>,
    rows: Vec<Row>,
    held_back: i64,
    refused: Refused,
}

/// `GET /lay-y-kien/{id}`; with `tai` the table as a file, once it is public.
pub async fn show(ctx: Ctx, Path(id): Path<ConsultationId>, fields: Fields) -> Result {
    if let Some(format) = fields.parse::<Format>("tai") {
        let t = &ctx.t.consultations;
        let mut c = ctx.app.db.read().await?;
        let (of, comments, all) = results(&ctx, &mut c, id).await?;
        drop(c);
        let tables = vec![table::sheet(t, &of, &comments, all)];
        return Export { stem: "tong-hop-y-kien", tables, ..Export::default() }.reply(&ctx, format).await;
    }
    page(&ctx, id, Refused::default(), StatusCode::OK).await
}

/// The page, with what was typed and what is wrong when an act was refused.
pub(super) async fn page(ctx: &Ctx, id: ConsultationId, refused: Refused, status: StatusCode) -> Result {
    let t = &ctx.t.consultations;
    let mut c = ctx.app.db.read().await?;
    let of = find(ctx, &mut c, id).await?;
    let (holds, phase) = (ctx.viewer.may::<HoldConsultation>(&()), phase(ctx, &of));
    let watches = holds || ctx.viewer.may::<ReadSubmissions>(&());
    let tally = store::tally(&mut c, id).await?;
    let comments = store::comments(&mut c, id).await?;
    let files = if phase == Phase::Withdrawn {
        Vec::new()
    } else {
        attachments::of(&mut c, SubjectKind::Consultation, &[id.0]).await?
    };
    drop(c);
    let shown = i64::try_from(comments.len()).unwrap_or(i64::MAX);
    let text = if phase == Phase::Withdrawn { "" } else { of.text.as_str() };
    let page = OnePage {
        frame: ctx.frame(),
        t,
        official: ctx.t.feedback.of_account,
        state: t.chip(phase),
        days: days(ctx, &of),
        left: left(ctx, &of),
        carries_out: of.carries_out(),
        paragraphs: paragraphs(text).into_iter().map(|one| paragraph(t, id, one)).collect(),
        files: files
            .into_iter()
            .map(|file| (format!("/tep/{}", file.id), file.size_text(), file.name))
            .collect(),
        open: phase == Phase::Open,
        comment: comment_address(id, None),
        withdrawn: of
            .ended_on
            .filter(|_| phase == Phase::Withdrawn)
            .map(|on| fill(t.withdrawn_on, &[&on.show(), &of.reason.as_deref().unwrap_or_default()])),
        work: (watches && of.is_public() && phase != Phase::Withdrawn).then(|| work(t, tally)),
        may: May {
            edit: holds && phase == Phase::Draft,
            extend: holds && phase.can_extend(),
            conclude: holds && phase.can_conclude(tally),
            withdraw: holds && phase.can_withdraw(),
            wait: holds && phase == Phase::Answering && !phase.can_conclude(tally),
        },
        summary: (phase == Phase::Concluded).then(|| t.counts(tally.all, comments.len())),
        held_back: tally.all - shown,
        rows: (1..).zip(&comments).map(|(number, one)| row(t, number, one)).collect(),
        refused,
        of,
    };
    ctx.page_with(status, &page)
}

fn paragraph(t: &ConsultationTexts, id: ConsultationId, one: parts::Paragraph) -> Paragraph {
    let place = t.place(one.place.as_deref(), Some(one.number));
    Paragraph {
        number: one.number,
        comment: comment_address(id, Some(one.number)),
        label: fill(t.comment_on, &[&place]),
        // an article without a title holds its sentence itself
        heading: one.heading && one.text.chars().count() < HEADING_LIMIT,
        text: one.text,
    }
}

fn row(t: &ConsultationTexts, number: usize, one: &Comment) -> Row {
    Row {
        number,
        place: t.place(one.part.as_deref(), one.paragraph),
        anchor: one.paragraph.map(|n| format!("#doan-{n}")).unwrap_or_default(),
        text: one.text.clone(),
        who: table::who(t, one),
        official: one.speaker_id.is_some(),
        verdict: t.verdict_name(one.verdict),
        answer: one.answer.clone(),
    }
}

fn work(t: &ConsultationTexts, tally: Tally) -> Work {
    let number = |n: i64| viet::number::show(n);
    let waiting = tally.all - tally.answered;
    Work {
        answered: fill(t.n_answered, &[&number(tally.answered), &number(tally.all)]),
        waiting: (waiting > 0).then(|| fill(t.n_waiting, &[&number(waiting)])),
        suspected: (tally.suspected > 0).then(|| fill(t.n_suspected, &[&number(tally.suspected)])),
        all: fill(t.n_received, &[&number(tally.all)]),
    }
}

/// A consultation that the viewer may read.
pub(super) async fn find(ctx: &Ctx, c: &mut Conn, id: ConsultationId) -> Result<Consultation> {
    let found = store::get(c, id).await?;
    found.filter(|of| readable(&ctx.viewer, of)).ok_or(Error::NotFound)
}

/// A consultation that has been concluded, with what is public of its comments, and how many there were.
async fn results(ctx: &Ctx, c: &mut Conn, id: ConsultationId) -> Result<(Consultation, Vec<Comment>, i64)> {
    let of = find(ctx, c, id).await?;
    if of.state != State::Concluded {
        return Err(Error::NotFound);
    }
    let comments = store::comments(c, id).await?;
    let all = store::tally(c, id).await?.all;
    Ok((of, comments, all))
}

/// `GET /lay-y-kien/{id}/tong-hop.docx`: the table that is public, laid out for signature; it holds what the page shows.
pub async fn document(ctx: Ctx, Path(id): Path<ConsultationId>) -> Result<Response> {
    let mut c = ctx.app.db.read().await?;
    let (of, comments, all) = results(&ctx, &mut c, id).await?;
    drop(c);
    let directory = ctx.app.directory();
    let from = directory.get(of.org_id).ok_or(Error::NotFound)?;
    let superior = from.parent.and_then(|id| directory.get(id));
    let bytes =
        table::docx(&of, &comments, all, from, superior, ctx.app.config.demo).map_err(anyhow::Error::from)?;
    let demo = if ctx.app.config.demo { "minh-hoa-" } else { "" };
    as_attachment(bytes, FileKind::Docx.as_str(), &format!("{demo}tong-hop-y-kien-{}.docx", ctx.today()))
}
