//! Fetching, attaching and removing files.

use axum::Router;
use axum::body::Body;
use axum::extract::{Multipart, Path};
use axum::http::header;
use axum::response::Response;
use axum::routing::{get, post};

use super::attachments::{self, By, Refused, SubjectKind};
use super::incoming;
use super::kinds::disposition;
use super::texts::FileTexts;
use crate::accounts::rights::{AnswerDuty, ManageDuty, ReadRegister};
use crate::consolidated;
use crate::db::Conn;
use crate::duties::store::one::owned;
use crate::feedback;
use crate::guidance;
use crate::ids::{
    ConsolidatedId, ConsultationId, DutyId, FileId, GuidanceId, LineId, NoticeId, RecommendationId, VersionId,
};
use crate::recommendations;
use crate::reminders;
use crate::reporting;
use crate::web::form::Problems;
use crate::web::{App, Ctx, Error, Result, uploads};

/// Attached files.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/tep/{id}", get(fetch))
        .route("/tep/{id}/go", post(remove))
        .route("/nhiem-vu/{id}/tep", post(attach_to_duty))
}

/// `GET /tep/{id}`: the bytes, always as an attachment and never as a page, to whoever may read what it belongs to.
async fn fetch(ctx: Ctx, Path(id): Path<FileId>) -> Result {
    let mut c = ctx.app.db.read().await?;
    let file = attachments::get(&mut c, id).await?.ok_or(Error::NotFound)?;
    if !may_read(&ctx, &mut c, file.subject_kind, file.subject_id).await? {
        return Err(Error::NotFound);
    }
    drop(c);
    let bytes = ctx.app.files.get(&file.sha256).await?;
    as_attachment(bytes, &file.media_type, &file.name)
}

/// Bytes that people brought, as an attachment and never as a page.
///
/// # Errors
/// When the media type cannot stand in a header.
pub fn as_attachment(bytes: Vec<u8>, media_type: &str, name: &str) -> Result {
    Response::builder()
        .header(header::CONTENT_TYPE, media_type)
        .header(header::CONTENT_DISPOSITION, disposition(name))
        .header(header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'")
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .body(Body::from(bytes))
        .map_err(|e| Error::Internal(e.to_string()))
}

async fn may_read(ctx: &Ctx, c: &mut Conn, kind: SubjectKind, id: uuid::Uuid) -> Result<bool> {
    Ok(match kind {
        SubjectKind::Line => {
            let scope = reporting::access::ReportScope::of(&ctx.viewer);
            let about = reporting::store::lines::about(c, LineId(id)).await?;
            about.is_some_and(|line| scope.sees_line(line.org_id, line.state))
        }
        SubjectKind::Version => reporting::may_read_version(c, &ctx.viewer, VersionId(id)).await?,
        SubjectKind::Duty => {
            ctx.viewer.may::<ReadRegister>(&())
                && owned(c, DutyId(id)).await?.is_some_and(|(restricted, _)| !restricted)
        }
        SubjectKind::Consolidated => consolidated::may_read(&ctx.viewer, c, ConsolidatedId(id)).await?,
        SubjectKind::Guidance => guidance::may_read(&ctx.viewer, c, GuidanceId(id)).await?,
        SubjectKind::Consultation => {
            feedback::consultation::may_read(&ctx.viewer, c, ConsultationId(id)).await?
        }
        SubjectKind::Recommendation => {
            recommendations::may_read(&ctx.viewer, c, RecommendationId(id)).await?
        }
        SubjectKind::Notice => reminders::may_read(&ctx.viewer, c, NoticeId(id)).await?,
    })
}

/// `POST /tep/{id}/go`: the agency that attached a file takes it back, while what it belongs to is not locked.
async fn remove(ctx: Ctx, Path(id): Path<FileId>) -> Result {
    let mut tx = ctx.app.db.write().await?;
    let file = attachments::get(&mut tx, id).await?.ok_or(Error::NotFound)?;
    let owner = file.org_id.ok_or(Error::NotFound)?;
    let permit = ctx
        .permit::<AnswerDuty>(&[owner])
        .map_err(|e| if ctx.viewer.who().is_some() { Error::NotFound } else { e })?;
    let back = match file.subject_kind {
        SubjectKind::Line => {
            let line = reporting::store::lines::about(&mut tx, LineId(file.subject_id))
                .await?
                .ok_or(Error::NotFound)?;
            if !line.state.is_open() {
                return Err(Error::Conflict(ctx.t.files.locked.to_owned()));
            }
            format!("/bao-cao/{}#d-{}", line.submission, line.obligation)
        }
        // a signed copy belongs to what was sent
        SubjectKind::Version => return Err(Error::Conflict(ctx.t.files.locked.to_owned())),
        SubjectKind::Duty => format!("/nhiem-vu/{}", file.subject_id),
        // the signed copy of a locked report stays
        SubjectKind::Consolidated => return Err(Error::Conflict(ctx.t.files.locked.to_owned())),
        // what was sent was sent
        SubjectKind::Notice
        | SubjectKind::Recommendation
        | SubjectKind::Guidance
        | SubjectKind::Consultation => {
            return Err(Error::Conflict(ctx.t.files.locked.to_owned()));
        }
    };
    let by = By { account: permit.account(), org: owner, at: ctx.now() };
    attachments::remove(&mut tx, id, by).await?;
    tx.commit().await?;
    Ok(ctx.done(&back, ctx.t.files.removed))
}

/// `POST /nhiem-vu/{id}/tep`: an owner or the coordinator attaches files to a duty (field `tep`). Duties in
/// security and defence take none.
async fn attach_to_duty(ctx: Ctx, Path(id): Path<DutyId>, multipart: Multipart) -> Result {
    let mut c = ctx.app.db.read().await?;
    let (restricted, owners) = owned(&mut c, id).await?.ok_or(Error::NotFound)?;
    drop(c);
    let mine = owners.iter().copied().find(|org| ctx.viewer.may::<AnswerDuty>(&[*org]));
    let (account, org) = match mine {
        Some(org) => (ctx.permit::<AnswerDuty>(&[org])?.account(), org),
        None => {
            let permit = ctx.permit::<ManageDuty>(&())?;
            (permit.account(), permit.org().ok_or(Error::NotFound)?)
        }
    };
    if restricted {
        return Err(Error::Bad(ctx.t.files.restricted.to_owned()));
    }
    let (_, files) = uploads::read(multipart).await?;
    if files.is_empty() {
        return Err(Error::Bad(ctx.t.files.nothing.to_owned()));
    }
    let mut problems = Problems::default();
    let kept = incoming::keep(&ctx, files, "tep", &mut problems).await?;
    if let Some(why) = problems.at("tep") {
        return Err(Error::Bad(why.to_owned()));
    }
    let by = By { account, org, at: ctx.now() };
    let mut tx = ctx.app.db.write().await?;
    incoming::attach_by(&ctx, &mut tx, id, &kept, by).await?;
    tx.commit().await?;
    Ok(ctx.done(&format!("/nhiem-vu/{id}"), ctx.t.files.attached))
}

impl FileTexts {
    /// Why a file is not taken, in a sentence.
    #[must_use]
    pub fn why(&self, why: Refused, name: &str) -> String {
        let text = match why {
            Refused::Kind => self.bad_kind,
            Refused::Size => self.too_large,
            Refused::Count => self.too_many,
        };
        crate::web::lang::fill(text, &[&name])
    }
}
