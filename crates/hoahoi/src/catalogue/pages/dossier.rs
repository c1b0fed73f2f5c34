//! The file of a record: its working version beside the public one, its history, the reviewer's decision.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;

use super::{StateView, kind, working};
use crate::accounts::access::Denied;
use crate::accounts::rights::{ReviewRecord, WriteRecord};
use crate::catalogue::history::{self, Version};
use crate::catalogue::kinds::{Kind, Visibility};
use crate::catalogue::life::{self, Appears, Refusal, Scene};
use crate::catalogue::media::{Paper, Picture};
use crate::catalogue::model::{Action, Content, State};
use crate::catalogue::show::{Change, Contact, Names, Part, Reader, Shown, compare};
use crate::catalogue::store::{self, Record};
use crate::db::Millis;
use crate::web::form::{Fields, Problems};
use crate::web::frame::Frame;
use crate::web::lang::fill;
use crate::web::{Ctx, Error, Result};

/// Entries of the history shown.
const HISTORY: i64 = 60;

struct Event {
    what: &'static str,
    by: String,
    at: String,
    note: Option<String>,
    changed: Option<String>,
}

#[derive(Template)]
#[template(path = "catalogue/dossier.html")]
struct DossierPage {
    frame: Frame,
    slug: String,
    rev: i64,
    title: String,
    summary: String,
    kind_name: String,
    agency: String,
    state: StateView,
    public: bool,
    first_version: bool,
    review_note: Option<String>,
    demo: bool,
    changes: Vec<Change>,
    parts: Vec<Part>,
    contact: Option<Contact>,
    links: Vec<String>,
    sources: Vec<String>,
    pictures: Vec<Picture>,
    files: Vec<Paper>,
    complete: Option<String>,
    events: Vec<Event>,
    writes: bool,
    decides: bool,
    waits: Option<String>,
    stops: bool,
    own_work: bool,
    withdraws: bool,
    reason: String,
    problems: Problems,
}

/// `/muc/{slug}/ho-so`, for the agency's writers and for reviewers.
pub async fn show(ctx: Ctx, Path(slug): Path<String>) -> Result {
    let record = working(&ctx, &slug).await?;
    page(&ctx, &record, StatusCode::OK, "", Problems::default()).await
}

async fn page(ctx: &Ctx, record: &Record, status: StatusCode, reason: &str, problems: Problems) -> Result {
    let t = &ctx.t.catalogue;
    let kind = kind(ctx, &record.kind)?;
    let content = record.content()?;
    let mut c = ctx.app.db.read().await?;
    let versions = history::of(&mut c, record.id, HISTORY).await?;
    let public = if record.is_public() { history::last_published(&mut c, record.id).await? } else { None };
    let public = public.map(|version| version.content()).transpose()?;
    let before = public.clone().unwrap_or_default();
    let directory = ctx.app.directory();
    let names = Names::of(&mut c, &directory, kind, &[&before, &content]).await?;
    let reviews = ctx.viewer.may::<ReviewRecord>(&());
    let own_work = match ctx.viewer.who() {
        Some(who) if reviews => history::wrote(&mut c, record.id, who.account_id).await?,
        _ => false,
    };
    drop(c);
    let reader = Reader { directory: &directory, names: &names, lang: ctx.lang };
    let labels = t.labels();
    let frame = ctx.frame();
    ctx.page_with(
        status,
        &DossierPage {
            slug: record.slug.clone(),
            rev: record.rev,
            title: content.title.clone(),
            summary: content.summary.clone(),
            kind_name: kind.name.get(ctx.lang).to_owned(),
            agency: directory.get(record.org_id).map_or_else(String::new, |o| o.name.clone()),
            state: StateView::of(&frame, record),
            public: record.is_public(),
            first_version: public.is_none(),
            review_note: record.review_note.clone(),
            demo: record.demo,
            changes: compare(&reader, kind, labels, &before, &content),
            parts: reader.parts(kind, &content),
            events: events(ctx, kind, &reader, labels, &versions)?,
            contact: reader.contact(kind, &content),
            links: content.links.iter().filter_map(|link| names.links.get(link).cloned()).collect(),
            complete: complete(ctx, kind, &content),
            waits: content.waits_for(ctx.now()).map(Millis::show),
            sources: content.sources,
            pictures: content.pictures,
            files: content.files,
            writes: ctx.viewer.may::<WriteRecord>(&record.org_id),
            decides: reviews && record.state.awaits_review(),
            stops: reviews && record.state == State::Scheduled,
            own_work,
            withdraws: reviews && record.is_public(),
            reason: reason.to_owned(),
            problems,
            frame,
        },
    )
}

/// How complete a version is, in a sentence; nothing once nothing is missing.
fn complete(ctx: &Ctx, kind: &Kind, content: &Content) -> Option<String> {
    let complete = content.completeness(kind);
    let sentence = || fill(ctx.t.catalogue.complete, &[&complete.percent(), &complete.said, &complete.of]);
    (complete.said < complete.of).then(sentence)
}

/// The history, latest first, each save with the fields it changed.
fn events(
    ctx: &Ctx,
    kind: &Kind,
    reader: &Reader<'_>,
    labels: [&str; 7],
    history: &[Version],
) -> Result<Vec<Event>> {
    let t = &ctx.t.catalogue;
    let mut events = Vec::new();
    for (i, version) in history.iter().enumerate() {
        let what = match version.action {
            Action::Save => t.did_save,
            Action::Submit => t.did_submit,
            Action::SendBack => t.did_send_back,
            Action::Schedule => t.did_schedule,
            Action::Publish => t.did_publish,
            Action::Withdraw => t.did_withdraw,
            Action::Undo => t.did_undo,
        };
        let mut changed = None;
        if version.action == Action::Save {
            let before = history.get(i + 1).map_or_else(|| Ok(Content::default()), Version::content)?;
            let fields = compare(reader, kind, labels, &before, &version.content()?);
            let names: Vec<String> = fields.into_iter().map(|c| c.label).collect();
            changed = (!names.is_empty()).then(|| fill(t.fields_changed, &[&names.join(", ")]));
        }
        events.push(Event {
            what,
            by: version.by.clone().unwrap_or_else(|| t.the_system.to_owned()),
            at: version.at.show(),
            note: version.note.clone(),
            changed,
        });
    }
    Ok(events)
}

/// What a reviewer decides.
#[derive(Clone, Copy)]
enum Decision {
    Publish,
    SendBack,
    Withdraw,
}

impl Decision {
    /// The field in which its reason is typed.
    fn reason(self) -> &'static str {
        if matches!(self, Self::Withdraw) { "ly-do-rut" } else { "ly-do" }
    }
}

/// Publishes.
pub async fn publish(ctx: Ctx, Path(slug): Path<String>, fields: Fields) -> Result {
    decide(&ctx, &slug, &fields, Decision::Publish).await
}

/// Sends back with a reason.
pub async fn send_back(ctx: Ctx, Path(slug): Path<String>, fields: Fields) -> Result {
    decide(&ctx, &slug, &fields, Decision::SendBack).await
}

/// Withdraws with a reason.
pub async fn withdraw(ctx: Ctx, Path(slug): Path<String>, fields: Fields) -> Result {
    decide(&ctx, &slug, &fields, Decision::Withdraw).await
}

async fn decide(ctx: &Ctx, slug: &str, fields: &Fields, decision: Decision) -> Result {
    let permit = ctx.permit::<ReviewRecord>(&())?;
    let (record, directory) = (working(ctx, slug).await?, ctx.app.directory());
    let scene = Scene { kind: kind(ctx, &record.kind)?, directory: &directory, now: ctx.now() };
    let rev = fields.parse("rev").unwrap_or(0);
    let reason = fields.get(decision.reason());
    let mut tx = ctx.app.db.write().await?;
    let outcome = match decision {
        Decision::Publish => life::publish(&mut tx, &permit, &scene, &record, rev).await,
        Decision::SendBack => {
            life::send_back(&mut tx, &permit, &scene, &record, rev, reason).await.map(|()| Appears::Now)
        }
        Decision::Withdraw => {
            life::withdraw(&mut tx, &permit, &scene, &record, rev, reason).await.map(|()| Appears::Now)
        }
    };
    let appears = match outcome {
        Ok(appears) => appears,
        Err(refusal) => {
            drop(tx);
            return refused(ctx, slug, refusal, reason, decision).await;
        }
    };
    tx.commit().await?;
    let t = &ctx.t.catalogue;
    if let Appears::At(at) = appears {
        ctx.app.releases.expect(at);
        return Ok(ctx.done(&format!("/muc/{slug}/ho-so"), &fill(t.scheduled_done, &[&at.show()])));
    }
    Ok(match decision {
        Decision::Publish => ctx.done(&format!("/muc/{slug}"), t.published_done),
        Decision::SendBack => ctx.done("/co-so-du-lieu/cho-duyet", t.sent_back_done),
        Decision::Withdraw => ctx.done(&format!("/muc/{slug}/ho-so"), t.withdrawn_done),
    })
}

/// Shows the file again, with what stood in the way and what was typed.
async fn refused(ctx: &Ctx, slug: &str, refusal: Refusal, reason: &str, decision: Decision) -> Result {
    let t = &ctx.t.catalogue;
    let (status, field, why) = match refusal {
        Refusal::Stale => (StatusCode::CONFLICT, "", t.changed_before_decision),
        Refusal::NotNow | Refusal::Incomplete(_) => (StatusCode::CONFLICT, "", t.not_now),
        Refusal::OtherWriters => return Err(Denied::NotAllowed.into()),
        Refusal::OwnWork => (StatusCode::FORBIDDEN, "", t.own_work),
        Refusal::RestrictedLink => (StatusCode::UNPROCESSABLE_ENTITY, "", t.restricted_link),
        Refusal::NoReason => (StatusCode::UNPROCESSABLE_ENTITY, decision.reason(), t.reason_needed),
        Refusal::Database(error) => return Err(error.into()),
        Refusal::Content(error) => return Err(error.into()),
    };
    let mut problems = Problems::default();
    problems.add(field, why);
    let record = store::by_slug(&mut ctx.app.db.read().await?, slug).await?.ok_or(Error::NotFound)?;
    page(ctx, &record, status, reason, problems).await
}
