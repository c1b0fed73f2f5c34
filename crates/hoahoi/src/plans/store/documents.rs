//! Documents as read, plans, sections and tasks.

use crate::db::{Conn, Day, Millis, Tx, query};
use crate::ids::{AccountId, DocumentId, PlanId, SectionId, TaskId};
use crate::plans::model::PlanState;

/// A document to be kept.
#[derive(Debug)]
pub struct NewDocument<'a> {
    /// Its key.
    pub id: DocumentId,
    /// SHA-256 of the file's bytes.
    pub sha256: &'a str,
    /// Name of the file.
    pub name: &'a str,
    /// Format as the reader names it.
    pub format: &'a str,
    /// The text that spans point into.
    pub source_text: &'a str,
    /// The reading, as `hoahoi read --format json` prints it.
    pub read_json: &'a str,
    /// The document whose plan this copy completes, if it is a second copy.
    pub copy_of: Option<DocumentId>,
    /// Who brought it.
    pub by: Option<AccountId>,
    /// When.
    pub at: Millis,
}

/// Keeps a document; `false` when the same file is there already.
///
/// # Errors
/// Those of the database.
pub async fn insert_document(tx: &mut Tx, new: &NewDocument<'_>) -> sqlx::Result<bool> {
    const SQL: &str = "INSERT INTO document (id, sha256, name, format, source_text, read_json, copy_of, imported_by, imported_at) \
                       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (sha256) DO NOTHING";
    let rows = query(SQL)
        .bind(new.id)
        .bind(new.sha256)
        .bind(new.name)
        .bind(new.format)
        .bind(new.source_text)
        .bind(new.read_json)
        .bind(new.copy_of)
        .bind(new.by)
        .bind(new.at)
        .execute(tx)
        .await?;
    Ok(rows == 1)
}

/// A document as kept.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct StoredDocument {
    /// Its key.
    pub id: DocumentId,
    /// SHA-256 of the file's bytes.
    pub sha256: String,
    /// Name of the file.
    pub name: String,
    /// The text that spans point into.
    pub source_text: String,
    /// The reading.
    pub read_json: String,
    /// When it was brought.
    pub imported_at: Millis,
}

impl StoredDocument {
    /// The reading with its source text.
    ///
    /// # Errors
    /// When the kept JSON cannot be read.
    pub fn reading(&self) -> serde_json::Result<vanban::Document> {
        let mut document: vanban::Document = serde_json::from_str(&self.read_json)?;
        document.source_text.clone_from(&self.source_text);
        Ok(document)
    }
}

/// Finds a document.
///
/// # Errors
/// Those of the database.
pub async fn document(c: &mut Conn, id: DocumentId) -> sqlx::Result<Option<StoredDocument>> {
    const SQL: &str =
        "SELECT id, sha256, name, source_text, read_json, imported_at FROM document WHERE id = $1";
    query(SQL).bind(id).optional(c).await
}

/// The second copies of a document: key and file name.
///
/// # Errors
/// Those of the database.
pub async fn copies(c: &mut Conn, of: DocumentId) -> sqlx::Result<Vec<(DocumentId, String)>> {
    const SQL: &str = "SELECT id, name FROM document WHERE copy_of = $1 ORDER BY imported_at, id";
    query(SQL).bind(of).all(c).await
}

/// The plan that a file was brought in for, as the document itself or as a second copy.
///
/// # Errors
/// Those of the database.
pub async fn plan_of_file(c: &mut Conn, sha256: &str) -> sqlx::Result<Option<PlanId>> {
    const SQL: &str = "SELECT p.id FROM document d JOIN plan p ON p.document_id = COALESCE(d.copy_of, d.id) \
                       WHERE d.sha256 = $1";
    let row: Option<(PlanId,)> = query(SQL).bind(sha256).optional(c).await?;
    Ok(row.map(|row| row.0))
}

/// The header fields of a plan, which a second copy or a person can complete.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewPlan {
    /// Abbreviation of the type (Decree 30/2020, appendix III).
    pub kind: Option<String>,
    /// Number and symbol.
    pub number: Option<String>,
    /// Issuer.
    pub issuer: Option<String>,
    /// Place of issue.
    pub place: Option<String>,
    /// Day of issue.
    pub issued_on: Option<Day>,
    /// Abstract (trích yếu); empty when unknown.
    pub title: String,
    /// Where each field comes from, as JSON.
    pub sources: String,
}

impl NewPlan {
    fn folded(&self) -> String {
        viet::fold(&format!("{} {}", self.number.as_deref().unwrap_or_default(), self.title))
    }
}

/// Makes a draft.
///
/// # Errors
/// Those of the database.
pub async fn insert_plan(
    tx: &mut Tx,
    id: PlanId,
    document: DocumentId,
    new: &NewPlan,
    by: Option<AccountId>,
    at: Millis,
    demo: bool,
) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO plan (id, document_id, state, type, number, issuer, place, issued_on, title, folded, \
                       header_sources, rev, created_by, created_at, demo) \
                       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1, $12, $13, $14)";
    query(SQL)
        .bind(id)
        .bind(document)
        .bind(PlanState::Draft)
        .bind(new.kind.as_deref())
        .bind(new.number.as_deref())
        .bind(new.issuer.as_deref())
        .bind(new.place.as_deref())
        .bind(new.issued_on)
        .bind(new.title.as_str())
        .bind(new.folded())
        .bind(new.sources.as_str())
        .bind(by)
        .bind(at)
        .bind(demo)
        .run(tx)
        .await
}

/// Replaces the header fields; `false` when the plan has changed since `rev`.
///
/// # Errors
/// Those of the database.
pub async fn set_header(tx: &mut Tx, id: PlanId, rev: i64, new: &NewPlan) -> sqlx::Result<bool> {
    const SQL: &str = "UPDATE plan SET type = $3, number = $4, issuer = $5, place = $6, issued_on = $7, title = $8, \
                       folded = $9, header_sources = $10, rev = rev + 1 WHERE id = $1 AND rev = $2";
    let rows = query(SQL)
        .bind(id)
        .bind(rev)
        .bind(new.kind.as_deref())
        .bind(new.number.as_deref())
        .bind(new.issuer.as_deref())
        .bind(new.place.as_deref())
        .bind(new.issued_on)
        .bind(new.title.as_str())
        .bind(new.folded())
        .bind(new.sources.as_str())
        .execute(tx)
        .await?;
    Ok(rows == 1)
}

/// A plan.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Plan {
    /// Its key.
    pub id: PlanId,
    /// The document it was read from.
    pub document_id: DocumentId,
    /// Draft or confirmed.
    pub state: PlanState,
    /// Abbreviation of the type.
    #[sqlx(rename = "type")]
    pub kind: Option<String>,
    /// Number and symbol.
    pub number: Option<String>,
    /// Issuer.
    pub issuer: Option<String>,
    /// Place of issue.
    pub place: Option<String>,
    /// Day of issue.
    pub issued_on: Option<Day>,
    /// Abstract; empty when unknown.
    pub title: String,
    /// Where each header field comes from, as JSON.
    pub header_sources: String,
    /// Revision, for optimistic changes.
    pub rev: i64,
    /// When it was brought in.
    pub created_at: Millis,
    /// When it was confirmed.
    pub confirmed_at: Option<Millis>,
    /// Name of the file it came from.
    pub file_name: String,
    /// Whether it belongs to the demonstration data.
    pub demo: bool,
}

impl Plan {
    /// What the plan is called: its number, else the name of its file.
    #[must_use]
    pub fn name(&self) -> &str {
        self.number.as_deref().unwrap_or(&self.file_name)
    }

    /// Whether it still is a draft.
    #[must_use]
    pub fn is_draft(&self) -> bool {
        self.state == PlanState::Draft
    }

    /// The header fields as they can be replaced.
    #[must_use]
    pub fn header(&self) -> NewPlan {
        NewPlan {
            kind: self.kind.clone(),
            number: self.number.clone(),
            issuer: self.issuer.clone(),
            place: self.place.clone(),
            issued_on: self.issued_on,
            title: self.title.clone(),
            sources: self.header_sources.clone(),
        }
    }
}

/// Finds a plan.
///
/// # Errors
/// Those of the database.
pub async fn plan(c: &mut Conn, id: PlanId) -> sqlx::Result<Option<Plan>> {
    const SQL: &str = "SELECT p.id, p.document_id, p.state, p.type, p.number, p.issuer, p.place, p.issued_on, p.title, \
                       p.header_sources, p.rev, p.created_at, p.confirmed_at, d.name AS file_name, p.demo \
                       FROM plan p JOIN document d ON d.id = p.document_id WHERE p.id = $1";
    query(SQL).bind(id).optional(c).await
}

/// Turns a draft into a confirmed plan; `false` when somebody else was faster.
///
/// # Errors
/// Those of the database.
pub async fn mark_confirmed(
    tx: &mut Tx,
    id: PlanId,
    by: Option<AccountId>,
    at: Millis,
) -> sqlx::Result<bool> {
    const SQL: &str = "UPDATE plan SET state = $2, confirmed_by = $3, confirmed_at = $4, rev = rev + 1 \
                       WHERE id = $1 AND state = $5";
    let rows = query(SQL)
        .bind(id)
        .bind(PlanState::Confirmed)
        .bind(by)
        .bind(at)
        .bind(PlanState::Draft)
        .execute(tx)
        .await?;
    Ok(rows == 1)
}

/// Marks that something of the plan has changed. It also makes changes of one plan wait for each other, on
/// PostgreSQL too, until the transaction ends.
///
/// # Errors
/// Those of the database.
pub async fn touch_plan(tx: &mut Tx, id: PlanId) -> sqlx::Result<()> {
    query("UPDATE plan SET rev = rev + 1 WHERE id = $1").bind(id).run(tx).await
}

/// A section to be kept.
#[derive(Debug)]
pub struct NewSection<'a> {
    /// Its key.
    pub id: SectionId,
    /// The section above.
    pub parent: Option<SectionId>,
    /// Order in the plan.
    pub ordinal: i64,
    /// What the reader found.
    pub read: &'a vanban::model::Section,
}

/// Keeps a section.
///
/// # Errors
/// Those of the database.
pub async fn insert_section(tx: &mut Tx, plan: PlanId, new: &NewSection<'_>) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO section (id, plan_id, parent_id, ordinal, path, label, heading, span_start, span_end) \
                       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    query(SQL)
        .bind(new.id)
        .bind(plan)
        .bind(new.parent)
        .bind(new.ordinal)
        .bind(new.read.path.as_str())
        .bind(new.read.label.as_str())
        .bind(new.read.heading.as_deref())
        .bind(offset(new.read.span.start))
        .bind(offset(new.read.span.end))
        .run(tx)
        .await
}

/// The sections of a plan in order: key and path.
///
/// # Errors
/// Those of the database.
pub async fn section_ids(c: &mut Conn, plan: PlanId) -> sqlx::Result<Vec<(SectionId, String)>> {
    const SQL: &str = "SELECT id, path FROM section WHERE plan_id = $1 ORDER BY ordinal";
    query(SQL).bind(plan).all(c).await
}

/// A task to be kept.
#[derive(Debug)]
pub struct NewTask<'a> {
    /// The section it stands in.
    pub section: Option<SectionId>,
    /// Order in the plan.
    pub ordinal: i64,
    /// What the reader found.
    pub read: &'a vanban::model::Task,
}

/// Keeps a task.
///
/// # Errors
/// Those of the database.
pub async fn insert_task(tx: &mut Tx, plan: PlanId, new: &NewTask<'_>) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO task (id, plan_id, section_id, ordinal, span_start, span_end, text) \
                       VALUES ($1, $2, $3, $4, $5, $6, $7)";
    query(SQL)
        .bind(TaskId::new())
        .bind(plan)
        .bind(new.section)
        .bind(new.ordinal)
        .bind(offset(new.read.span.start))
        .bind(offset(new.read.span.end))
        .bind(new.read.text.as_str())
        .run(tx)
        .await
}

/// A task (nhiệm vụ, giải pháp) of part III.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct TaskRow {
    /// Its key.
    pub id: TaskId,
    /// The section it stands in.
    pub section_id: Option<SectionId>,
    /// Path of that section; empty when there is none.
    pub section_path: String,
    /// First byte in the source.
    pub span_start: i64,
    /// One past the last byte.
    pub span_end: i64,
    /// The text.
    pub text: String,
}

/// The tasks of a plan in order.
///
/// # Errors
/// Those of the database.
pub async fn tasks(c: &mut Conn, plan: PlanId) -> sqlx::Result<Vec<TaskRow>> {
    const SQL: &str = "SELECT t.id, t.section_id, COALESCE(s.path, '') AS section_path, t.span_start, t.span_end, t.text \
                       FROM task t LEFT JOIN section s ON s.id = t.section_id WHERE t.plan_id = $1 ORDER BY t.ordinal";
    query(SQL).bind(plan).all(c).await
}

/// A byte offset as the database keeps it.
fn offset(at: usize) -> i64 {
    i64::try_from(at).unwrap_or(i64::MAX)
}
