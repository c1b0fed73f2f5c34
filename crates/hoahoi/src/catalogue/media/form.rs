//! Pictures and files in the form of a record.
//!
//! What was brought is put away at once and its identifier stands in the form from then on, so that a mistake elsewhere
//! costs nobody an upload. Only what the record's own organisation brought can be named.

use tokio::sync::Semaphore;

use super::super::form::line;
use super::picture::{self, Prepared};
use super::store::{self, Kept};
use super::{MOST, Paper, Picture};
use crate::accounts::access::Permit;
use crate::accounts::rights::WriteRecord;
use crate::files::attachments::Refused;
use crate::files::kinds::{FileKind, safe_name};
use crate::ids::{MediaId, OrgId};
use crate::web::form::{Fields, Problems};
use crate::web::lang::fill;
use crate::web::uploads::{Sent, Upload};
use crate::web::{App, Ctx, Result};

/// The field of pictures kept so far, and of their problems.
pub const PICTURES: &str = "anh";
/// The field of files kept so far, and of their problems.
pub const FILES: &str = "tep";
const NEW_PICTURES: &str = "anh-moi";
const NEW_FILES: &str = "tep-moi";
/// Longest caption, credit and name.
const LINE: usize = 300;

/// Decoded pictures weigh much: one at a time.
static ONE_PICTURE: Semaphore = Semaphore::const_new(1);

/// Puts away what the form brings and names it in the form's own fields, as if it had been there before.
///
/// # Errors
/// Those of the database and of the file store.
pub async fn take_in(
    ctx: &Ctx,
    permit: &Permit<WriteRecord>,
    org: OrgId,
    sent: &mut Sent,
    problems: &mut Problems,
) -> Result<()> {
    let mut kept = Vec::new();
    for (field, name) in &sent.too_large {
        problems.add(shown_at(field), ctx.t.files.why(Refused::Size, name));
    }
    for upload in std::mem::take(&mut sent.files) {
        let at = shown_at(&upload.field);
        match put_away(ctx, upload).await? {
            Ok(one) => kept.push(one),
            Err(why) => problems.add(at, why),
        }
    }
    if kept.is_empty() {
        return Ok(());
    }
    let mut tx = ctx.app.db.write().await?;
    for one in &kept {
        let id = store::add(&mut tx, org, permit.account(), one, ctx.now()).await?;
        sent.fields.push(if one.picture.is_some() { PICTURES } else { FILES }, id.to_string());
    }
    tx.commit().await?;
    Ok(())
}

fn shown_at(field: &str) -> &'static str {
    if field == NEW_FILES { FILES } else { PICTURES }
}

/// Puts one file away, or says why it is not taken. A picture is a picture wherever it was put: as a file its remarks
/// would leave with it.
async fn put_away(ctx: &Ctx, upload: Upload) -> Result<std::result::Result<Kept, String>> {
    let as_picture = upload.field == NEW_PICTURES;
    let media_type = match FileKind::of(&upload.bytes) {
        Some(FileKind::Jpeg | FileKind::Png | FileKind::Webp) => {
            let kept = keep_picture(&ctx.app, &upload.name, upload.bytes).await?;
            return Ok(kept.ok_or_else(|| fill(ctx.t.catalogue.picture_unreadable, &[&upload.name])));
        }
        Some(kind) if !as_picture && upload.field == NEW_FILES => kind,
        _ if as_picture => return Ok(Err(fill(ctx.t.catalogue.picture_unreadable, &[&upload.name]))),
        _ => return Ok(Err(ctx.t.files.why(Refused::Kind, &upload.name))),
    };
    let size = i64::try_from(upload.bytes.len()).unwrap_or(i64::MAX);
    let name = safe_name(&upload.name, media_type);
    let sha256 = ctx.app.files.put(upload.bytes).await?;
    Ok(Ok(Kept { name, media_type, size, sha256, picture: None }))
}

/// Makes a picture ready and puts it away; nothing when it cannot be read.
///
/// # Errors
/// When the file store refuses.
pub async fn keep_picture(app: &App, name: &str, bytes: Vec<u8>) -> anyhow::Result<Option<Kept>> {
    let _turn = ONE_PICTURE.acquire().await?;
    let prepared = tokio::task::spawn_blocking(move || picture::prepare(&bytes)).await;
    let Ok(Ok(Prepared { large, small, width, height })) = prepared else { return Ok(None) };
    let size = i64::try_from(large.len()).unwrap_or(i64::MAX);
    let sha256 = app.files.put(large).await?;
    let small = app.files.put(small).await?;
    Ok(Some(Kept {
        name: safe_name(name, FileKind::Jpeg),
        media_type: FileKind::Jpeg,
        size,
        sha256,
        picture: Some((width, height, small)),
    }))
}

/// The pictures and files that a form names, in its order, the chosen one first; those that are struck out are gone.
///
/// # Errors
/// Those of the database.
pub async fn read(
    ctx: &Ctx,
    org: OrgId,
    fields: &Fields,
    problems: &mut Problems,
) -> Result<(Vec<Picture>, Vec<Paper>)> {
    let named = |field: &str| -> Vec<MediaId> {
        let kept = |id: &MediaId| !fields.ticked(&format!("{field}-bo-{id}"));
        fields.all(field).filter_map(|id| id.parse().ok()).filter(kept).collect()
    };
    let (pictures, files) = (named(PICTURES), named(FILES));
    for (field, ids) in [(PICTURES, &pictures), (FILES, &files)] {
        if ids.len() > MOST {
            problems.add(field, fill(ctx.t.catalogue.too_many_media, &[&MOST]));
        }
    }
    let all: Vec<MediaId> = pictures.iter().chain(&files).take(4 * MOST).copied().collect();
    let mut known = store::of(&mut ctx.app.db.read().await?, org, &all).await?;
    let words = |name: &str, id: MediaId| -> String {
        line(fields.get(&format!("{name}-{id}"))).chars().take(LINE).collect()
    };
    let mut shown: Vec<Picture> = Vec::new();
    for id in pictures {
        if let Some(mut picture) = known.remove(&id).and_then(|media| media.picture()) {
            picture.caption = words("anh-chu-thich", id);
            picture.credit = words("anh-nguon", id);
            picture.licence = words("anh-dung", id);
            shown.push(picture);
        }
    }
    if let Some(first) = fields.parse::<MediaId>("anh-dau") {
        shown.sort_by_key(|picture| picture.id != first);
    }
    let files = files.into_iter().filter_map(|id| known.remove(&id)?.paper()).collect();
    Ok((shown, files))
}
