//! Pages of the information database.

mod dossier;
mod edit;
mod export;
mod imports;
mod input;
mod linked;
mod media;
mod mine;
mod public;
mod record;

pub use linked::linked_section;

use axum::Router;
use axum::routing::{get, post};

use super::kinds::Kind;
use super::model::State;
use super::store::{self, Record};
use crate::accounts::rights::{ReadRegister, ReviewRecord, WriteRecord};
use crate::ids::OrgId;
use crate::organisations::id_of;
use crate::web::frame::Frame;
use crate::web::{App, Ctx, Error, Result};

/// Addresses of the information database.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/co-so-du-lieu", get(public::index))
        .route("/co-so-du-lieu/cua-toi", get(mine::mine))
        .route("/co-so-du-lieu/cho-duyet", get(mine::awaiting))
        .route("/co-so-du-lieu/nhap", get(imports::list))
        .route("/co-so-du-lieu/nhap/{id}", get(imports::show).post(imports::confirm))
        .route("/co-so-du-lieu/nhap/{id}/chon", post(imports::choose))
        .route("/co-so-du-lieu/nhap/{id}/hoan-tac", post(imports::undo))
        .route("/co-so-du-lieu/{kind}", get(public::list))
        .route("/co-so-du-lieu/{kind}/nhap", get(imports::start).post(imports::bring))
        .route("/co-so-du-lieu/{kind}/nhap/mau", get(imports::template))
        .route("/muc/moi/{kind}", get(edit::new).post(edit::create))
        .route("/muc/{slug}", get(record::show))
        .route("/muc/{slug}/anh/{id}", get(media::picture))
        .route("/muc/{slug}/tep/{id}", get(media::file))
        .route("/co-so-du-lieu/tep/{id}", get(media::working))
        .route("/muc/{slug}/sua", get(edit::edit).post(edit::save))
        .route("/muc/{slug}/ho-so", get(dossier::show))
        .route("/muc/{slug}/cong-bo", post(dossier::publish))
        .route("/muc/{slug}/tra-lai", post(dossier::send_back))
        .route("/muc/{slug}/rut", post(dossier::withdraw))
}

/// A state in words, with its icon and class.
#[derive(Debug, Clone)]
struct StateView {
    text: String,
    icon: &'static str,
    class: &'static str,
}

impl StateView {
    fn of(frame: &Frame, record: &Record) -> Self {
        let t = &frame.t.catalogue;
        let (text, icon, class) = match record.state {
            State::Draft => (t.draft, "half", "idle"),
            State::Submitted => (t.submitted, "clock", ""),
            State::SentBack => (t.sent_back, "back", "back"),
            State::Scheduled => (t.scheduled, "clock", ""),
            State::Published => (t.published, "done", ""),
            State::Withdrawn => (t.withdrawn, "none", "idle"),
        };
        let text = match record.publish_at {
            Some(at) => format!("{text}: {}", at.show()),
            None => text.to_owned(),
        };
        Self { text, icon, class }
    }
}

/// The kind with this identifier.
fn kind<'a>(ctx: &'a Ctx, id: &str) -> Result<&'a Kind> {
    ctx.app.kinds.get(id).ok_or(Error::NotFound)
}

/// The organisations for which the viewer may write records, of any kind or of one.
fn writable(ctx: &Ctx, kind: Option<&Kind>) -> Vec<OrgId> {
    let directory = ctx.app.directory();
    let admits =
        |org: &OrgId| kind.is_none_or(|kind| directory.get(*org).is_some_and(|org| kind.is_written_by(org)));
    let mine = ctx.viewer.who().map(|who| who.orgs()).unwrap_or_default();
    mine.into_iter().filter(|org| ctx.viewer.may::<WriteRecord>(org) && admits(org)).collect()
}

/// The first organisation for which the viewer may write records; whoever may for none is refused by the permission
/// asked with it.
fn home(ctx: &Ctx, kind: Option<&Kind>) -> OrgId {
    let mine = ctx.viewer.who().map(|who| who.orgs()).unwrap_or_default();
    writable(ctx, kind).first().or(mine.first()).copied().unwrap_or_else(|| id_of(""))
}

/// A record that the viewer may see in its working version: its agency's writers, and reviewers. To everybody else an
/// address under which nothing is public answers alike, whether a version waits there or not.
async fn working(ctx: &Ctx, slug: &str) -> Result<Record> {
    ctx.permit::<ReadRegister>(&())?;
    let record = store::by_slug(&mut ctx.app.db.read().await?, slug).await?.ok_or(Error::NotFound)?;
    if ctx.viewer.may::<ReviewRecord>(&()) {
        return Ok(record);
    }
    match ctx.permit::<WriteRecord>(&record.org_id) {
        Err(_) if !record.is_public() => Err(Error::NotFound),
        Err(denied) => Err(denied),
        Ok(_) => Ok(record),
    }
}
