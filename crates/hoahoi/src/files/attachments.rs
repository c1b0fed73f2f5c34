//! Files attached to something: the rows that say what they belong to.

use uuid::Uuid;

use super::kinds::{FileKind, MAX_BYTES, MAX_FILES, safe_name, size_text};
use crate::audit;
use crate::db::{Conn, Millis, Sql, Tx, query};
use crate::ids::{
    AccountId, ConsolidatedId, ConsultationId, DutyId, FileId, GuidanceId, LineId, NoticeId, OrgId,
    RecommendationId, VersionId,
};
use crate::text_enum;
use crate::web::App;

text_enum! {
    /// What a file can be attached to; it decides who may fetch it.
    pub enum SubjectKind {
        /// A line of a report: evidence.
        Line = "line",
        /// A duty.
        Duty = "duty",
        /// A consolidated report: its signed copy.
        Consolidated = "consolidated",
        /// A message to a body: the letter that went with it.
        Notice = "notice",
        /// A piece of guidance: its forms.
        Guidance = "guidance",
        /// A draft that is open for comment.
        Consultation = "consultation",
        /// A recommendation: the paper that answers it.
        Recommendation = "recommendation",
        /// A version of a report: the signed copy.
        Version = "version",
    }
}

/// What a file is attached to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subject {
    /// What sort of thing.
    pub kind: SubjectKind,
    /// Which one.
    pub id: Uuid,
}

impl From<LineId> for Subject {
    fn from(line: LineId) -> Self {
        Self { kind: SubjectKind::Line, id: line.0 }
    }
}

impl From<NoticeId> for Subject {
    fn from(notice: NoticeId) -> Self {
        Self { kind: SubjectKind::Notice, id: notice.0 }
    }
}

impl From<GuidanceId> for Subject {
    fn from(guidance: GuidanceId) -> Self {
        Self { kind: SubjectKind::Guidance, id: guidance.0 }
    }
}

impl From<ConsultationId> for Subject {
    fn from(draft: ConsultationId) -> Self {
        Self { kind: SubjectKind::Consultation, id: draft.0 }
    }
}

impl From<RecommendationId> for Subject {
    fn from(recommendation: RecommendationId) -> Self {
        Self { kind: SubjectKind::Recommendation, id: recommendation.0 }
    }
}

impl From<VersionId> for Subject {
    fn from(version: VersionId) -> Self {
        Self { kind: SubjectKind::Version, id: version.0 }
    }
}

impl From<DutyId> for Subject {
    fn from(duty: DutyId) -> Self {
        Self { kind: SubjectKind::Duty, id: duty.0 }
    }
}

impl From<ConsolidatedId> for Subject {
    fn from(report: ConsolidatedId) -> Self {
        Self { kind: SubjectKind::Consolidated, id: report.0 }
    }
}

/// A file's row.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Attachment {
    /// Which.
    pub id: FileId,
    /// What sort of thing it is attached to.
    pub subject_kind: SubjectKind,
    /// Which one.
    pub subject_id: Uuid,
    /// The agency that attached it.
    pub org_id: Option<OrgId>,
    /// Its safe name.
    pub name: String,
    /// Its media type, told by content.
    pub media_type: String,
    /// Its size in bytes.
    pub size: i64,
    /// Where its bytes are.
    pub sha256: String,
    /// When it was attached.
    pub uploaded_at: Millis,
}

impl Attachment {
    /// Its size for a reader.
    #[must_use]
    pub fn size_text(&self) -> String {
        size_text(self.size)
    }
}

/// Why a file is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// Not one of the kinds that can be attached.
    Kind,
    /// Larger than [`MAX_BYTES`].
    Size,
    /// There are [`MAX_FILES`] already.
    Count,
}

/// A file whose bytes have been looked at and put away; its row is still to be written.
#[derive(Debug, Clone)]
pub struct Kept {
    name: String,
    kind: FileKind,
    size: i64,
    sha256: String,
}

/// Looks at a file and puts its bytes away. Done before the transaction; bytes without a row are harmless.
///
/// # Errors
/// When the store refuses; the inner error says why the file itself is not taken.
pub async fn keep(app: &App, given_name: &str, bytes: Vec<u8>) -> anyhow::Result<Result<Kept, Refused>> {
    if bytes.len() > MAX_BYTES {
        return Ok(Err(Refused::Size));
    }
    let Some(kind) = FileKind::of(&bytes) else { return Ok(Err(Refused::Kind)) };
    let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    let sha256 = app.files.put(bytes).await?;
    Ok(Ok(Kept { name: safe_name(given_name, kind), kind, size, sha256 }))
}

/// Who attaches, and when.
#[derive(Debug, Clone, Copy)]
pub struct By {
    /// The person.
    pub account: AccountId,
    /// The agency.
    pub org: OrgId,
    /// When.
    pub at: Millis,
}

/// Attaches what [`keep`] put away; the caller has checked that the person may write to the subject.
///
/// # Errors
/// Those of the database.
pub async fn attach(
    tx: &mut Tx,
    subject: Subject,
    kept: &Kept,
    by: By,
) -> sqlx::Result<Result<FileId, Refused>> {
    const SQL: &str = "INSERT INTO file (id, subject_kind, subject_id, org_id, name, media_type, size, sha256, uploaded_by, uploaded_at) \
                       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    const SAME: &str = "SELECT id FROM file WHERE subject_kind = $1 AND subject_id = $2 AND sha256 = $3 AND name = $4 AND removed_at IS NULL";
    let same: Option<(FileId,)> = query(SAME)
        .bind(subject.kind)
        .bind(subject.id)
        .bind(kept.sha256.as_str())
        .bind(kept.name.as_str())
        .optional(tx)
        .await?;
    if let Some((id,)) = same {
        return Ok(Ok(id));
    }
    let mut count = Sql::new("SELECT COUNT(*) FROM file WHERE removed_at IS NULL AND subject_kind = ");
    count.bind(subject.kind).push(" AND subject_id = ").bind(subject.id);
    if count.count(tx).await? >= MAX_FILES {
        return Ok(Err(Refused::Count));
    }
    let id = FileId::new();
    query(SQL)
        .bind(id)
        .bind(subject.kind)
        .bind(subject.id)
        .bind(by.org)
        .bind(kept.name.as_str())
        .bind(kept.kind)
        .bind(kept.size)
        .bind(kept.sha256.as_str())
        .bind(by.account)
        .bind(by.at)
        .run(tx)
        .await?;
    note(tx, "file.attach", id, by, serde_json::json!({ "type": kept.kind, "size": kept.size })).await?;
    Ok(Ok(id))
}

/// Removes a file from what it is attached to; the caller has checked the right. `false` when it was not there.
///
/// # Errors
/// Those of the database.
pub async fn remove(tx: &mut Tx, id: FileId, by: By) -> sqlx::Result<bool> {
    const SQL: &str = "UPDATE file SET removed_at = $2 WHERE id = $1 AND removed_at IS NULL AND org_id = $3";
    let removed = query(SQL).bind(id).bind(by.at).bind(by.org).execute(tx).await?;
    if removed > 0 {
        note(tx, "file.remove", id, by, serde_json::json!({})).await?;
    }
    Ok(removed > 0)
}

async fn note(
    tx: &mut Tx,
    action: &'static str,
    id: FileId,
    by: By,
    fields: serde_json::Value,
) -> sqlx::Result<()> {
    audit::record(
        tx,
        audit::Entry {
            at: by.at,
            account: Some(by.account),
            org: Some(by.org),
            action,
            subject_kind: "file",
            subject_id: Some(id.0),
            fields,
        },
    )
    .await
}

const COLUMNS: &str = "id, subject_kind, subject_id, org_id, name, media_type, size, sha256, uploaded_at";

/// One attached file.
///
/// # Errors
/// Those of the database.
pub async fn get(c: &mut Conn, id: FileId) -> sqlx::Result<Option<Attachment>> {
    let mut sql = Sql::new("SELECT ");
    sql.push(COLUMNS).push(" FROM file WHERE removed_at IS NULL AND id = ").bind(id);
    sql.optional(c).await
}

/// The files attached to some things of one sort, oldest first.
///
/// # Errors
/// Those of the database.
pub async fn of(c: &mut Conn, kind: SubjectKind, ids: &[Uuid]) -> sqlx::Result<Vec<Attachment>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new("SELECT ");
    sql.push(COLUMNS).push(" FROM file WHERE removed_at IS NULL AND subject_kind = ").bind(kind);
    sql.push(" AND subject_id IN ").bind_list(ids.iter().copied()).push(" ORDER BY uploaded_at, id");
    sql.all(c).await
}

/// Whether bytes are attached to anything, removed attachments included: their rows still name them.
///
/// # Errors
/// Those of the database.
pub async fn uses(c: &mut Conn, sha256: &str) -> sqlx::Result<bool> {
    const SQL: &str = "SELECT (SELECT COUNT(*) FROM file WHERE sha256 = $1) \
         + (SELECT COUNT(*) FROM record_media WHERE sha256 = $1 OR small_sha256 = $1)";
    let (n,): (i64,) = query(SQL).bind(sha256).one(c).await?;
    Ok(n > 0)
}
