//! Pictures and files in the database; their bytes lie in the file store.

use std::collections::BTreeMap;

use super::{Paper, Picture};
use crate::db::{Conn, Millis, Sql, Tx, query};
use crate::files::kinds::FileKind;
use crate::ids::{AccountId, MediaId, OrgId};

/// What an organisation brought.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Media {
    /// Which.
    pub id: MediaId,
    /// The organisation.
    pub org_id: OrgId,
    /// Its safe name.
    pub name: String,
    /// Its media type, told by content.
    pub media_type: FileKind,
    /// Its size in bytes.
    pub size: i64,
    /// Where its bytes are.
    pub sha256: String,
    width: Option<i64>,
    height: Option<i64>,
    /// Where the small picture's bytes are.
    pub small_sha256: Option<String>,
}

impl Media {
    /// As a picture without words; nothing for a file.
    #[must_use]
    pub fn picture(&self) -> Option<Picture> {
        let side = |side: Option<i64>| side.and_then(|side| u32::try_from(side).ok());
        Some(Picture {
            id: self.id,
            width: side(self.width)?,
            height: side(self.height)?,
            caption: String::new(),
            credit: String::new(),
            licence: String::new(),
        })
    }

    /// As a file; nothing for a picture.
    #[must_use]
    pub fn paper(&self) -> Option<Paper> {
        let paper =
            || Paper { id: self.id, name: self.name.clone(), media_type: self.media_type, size: self.size };
        self.small_sha256.is_none().then(paper)
    }
}

/// Bytes that have been looked at and put away; the row is still to be written.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Its safe name.
    pub name: String,
    /// Its media type.
    pub media_type: FileKind,
    /// Its size in bytes.
    pub size: i64,
    /// Where its bytes are.
    pub sha256: String,
    /// Of a picture: width, height, where the small one is.
    pub picture: Option<(u32, u32, String)>,
}

/// Writes what was put away for an organisation.
///
/// # Errors
/// Those of the database.
pub async fn add(
    tx: &mut Tx,
    org: OrgId,
    account: AccountId,
    kept: &Kept,
    now: Millis,
) -> sqlx::Result<MediaId> {
    const SQL: &str = "INSERT INTO record_media (id, org_id, name, media_type, size, sha256, width, height, small_sha256, \
                       uploaded_by, uploaded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let id = MediaId::new();
    let picture = kept.picture.as_ref();
    query(SQL)
        .bind(id)
        .bind(org)
        .bind(kept.name.as_str())
        .bind(kept.media_type)
        .bind(kept.size)
        .bind(kept.sha256.as_str())
        .bind(picture.map(|(width, _, _)| i64::from(*width)))
        .bind(picture.map(|(_, height, _)| i64::from(*height)))
        .bind(picture.map(|(_, _, small)| small.as_str()))
        .bind(account)
        .bind(now)
        .run(tx)
        .await?;
    Ok(id)
}

const MEDIA: &str = "SELECT id, org_id, name, media_type, size, sha256, width, height, small_sha256 FROM record_media WHERE id ";

/// One picture or file.
///
/// # Errors
/// Those of the database.
pub async fn get(c: &mut Conn, id: MediaId) -> sqlx::Result<Option<Media>> {
    let mut sql = Sql::new(MEDIA);
    sql.push("= ").bind(id);
    sql.optional(c).await
}

/// Some pictures and files of one organisation; those of others are not found.
///
/// # Errors
/// Those of the database.
pub async fn of(c: &mut Conn, org: OrgId, ids: &[MediaId]) -> sqlx::Result<BTreeMap<MediaId, Media>> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut sql = Sql::new(MEDIA);
    sql.push("IN ").bind_list(ids.iter().copied()).push(" AND org_id = ").bind(org);
    Ok(sql.all::<Media>(c).await?.into_iter().map(|media| (media.id, media)).collect())
}
