//! Pictures and files of records as bytes.

use std::collections::HashMap;

use axum::body::Body;
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;

use crate::accounts::rights::{ReadRegister, ReviewRecord, WriteRecord};
use crate::catalogue::media::store::{self as media, Media};
use crate::catalogue::model::Content;
use crate::catalogue::store;
use crate::files::as_attachment;
use crate::ids::MediaId;
use crate::web::{Ctx, Error, Result, etag};

/// `GET /muc/{slug}/anh/{id}`, with `co=nho` the small one: a picture that the published version shows.
pub async fn picture(
    ctx: Ctx,
    Path((slug, id)): Path<(String, MediaId)>,
    Query(q): Query<HashMap<String, String>>,
    headers: HeaderMap,
) -> Result {
    let found =
        public(&ctx, &slug, id, |content| content.pictures.iter().any(|picture| picture.id == id)).await?;
    image(&ctx, &found, &q, &headers, "public, no-cache").await
}

/// `GET /muc/{slug}/tep/{id}`: a file of the published version, always as an attachment.
pub async fn file(ctx: Ctx, Path((slug, id)): Path<(String, MediaId)>) -> Result {
    let found = public(&ctx, &slug, id, |content| content.files.iter().any(|file| file.id == id)).await?;
    as_attachment(ctx.app.files.get(&found.sha256).await?, found.media_type.as_str(), &found.name)
}

async fn public(ctx: &Ctx, slug: &str, id: MediaId, shows: impl Fn(&Content) -> bool) -> Result<Media> {
    let mut c = ctx.app.db.read().await?;
    let record = store::public_by_slug(&mut c, slug).await?.ok_or(Error::NotFound)?;
    if !shows(&record.content()?) {
        return Err(Error::NotFound);
    }
    media::get(&mut c, id).await?.ok_or(Error::NotFound)
}

/// `GET /co-so-du-lieu/tep/{id}`: what an organisation brought for its records, for its writers and for reviewers.
pub async fn working(
    ctx: Ctx,
    Path(id): Path<MediaId>,
    Query(q): Query<HashMap<String, String>>,
    headers: HeaderMap,
) -> Result {
    ctx.permit::<ReadRegister>(&())?;
    let found = media::get(&mut ctx.app.db.read().await?, id).await?.ok_or(Error::NotFound)?;
    if !(ctx.viewer.may::<ReviewRecord>(&()) || ctx.viewer.may::<WriteRecord>(&found.org_id)) {
        return Err(Error::NotFound);
    }
    if found.small_sha256.is_some() {
        return image(&ctx, &found, &q, &headers, "private, no-cache").await;
    }
    as_attachment(ctx.app.files.get(&found.sha256).await?, found.media_type.as_str(), &found.name)
}

/// The bytes of a picture. A browser asks each time whether it may still be shown: a withdrawn one is gone at once.
async fn image(
    ctx: &Ctx,
    found: &Media,
    q: &HashMap<String, String>,
    headers: &HeaderMap,
    kept: &'static str,
) -> Result {
    let small = found.small_sha256.as_ref().filter(|_| q.get("co").is_some_and(|size| size == "nho"));
    let digest = small.unwrap_or(&found.sha256);
    let tag = format!("\"{digest}\"");
    let known = etag::is_known(headers.get_all(header::IF_NONE_MATCH), &tag);
    let answer = Response::builder().header(header::ETAG, &tag).header(header::CACHE_CONTROL, kept);
    let answer = if known {
        answer.status(StatusCode::NOT_MODIFIED).body(Body::empty())
    } else {
        let bytes = ctx.app.files.get(digest).await?;
        answer
            .header(header::CONTENT_TYPE, found.media_type.as_str())
            .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
            .header(header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'")
            .body(Body::from(bytes))
    };
    answer.map_err(|e| Error::Internal(e.to_string()))
}
