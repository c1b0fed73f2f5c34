//! What can be found, as the database keeps it, and the log by which each replica's index follows.

use std::collections::HashMap;

use uuid::Uuid;

use crate::db::{Conn, Millis, Sql, Tx, query};

/// Something that can be found: a record, or one paragraph of a plan.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The kind of a record, or `ke-hoach`.
    pub kind: String,
    /// Where it is read.
    pub href: String,
    /// Its title.
    pub title: String,
    /// What else can be found in it.
    pub body: String,
    /// Where it stands: a clause, a commune. Shown, not searched.
    pub place: String,
    /// When it was published or issued.
    pub at: Millis,
    /// Made up for demonstration.
    pub demo: bool,
    /// What results are narrowed by, where it has any of it.
    pub facets: Facets,
}

/// What results are narrowed by besides the kind.
#[derive(Debug, Clone, Default)]
pub struct Facets {
    /// Fields of the plan's III.3, as options of the record's field `linh-vuc`.
    pub fields: Vec<String>,
    /// Slugs of communes and wards.
    pub communes: Vec<String>,
    /// The year it belongs to: of issue, of acceptance.
    pub year: Option<String>,
}

/// Makes these entries the only ones of a subject (`record`, `plan`), in the transaction of the change.
///
/// # Errors
/// Those of the database.
pub async fn put(tx: &mut Tx, subject_kind: &str, subject: Uuid, entries: &[Entry]) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO search_entry (id, subject_kind, subject_id, kind, href, title, body, place, at, demo, \
                       field, communes, year) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    remove(tx, subject_kind, subject).await?;
    for entry in entries {
        query(SQL)
            .bind(Uuid::now_v7())
            .bind(subject_kind)
            .bind(subject)
            .bind(entry.kind.as_str())
            .bind(entry.href.as_str())
            .bind(entry.title.as_str())
            .bind(entry.body.as_str())
            .bind(entry.place.as_str())
            .bind(entry.at)
            .bind(entry.demo)
            .bind(entry.facets.fields.join("\n"))
            .bind(entry.facets.communes.join("\n"))
            .bind(entry.facets.year.as_deref().unwrap_or_default())
            .run(tx)
            .await?;
    }
    Ok(())
}

/// Takes a subject out of search. From the commit on it is shown nowhere, whatever an index still holds.
///
/// # Errors
/// Those of the database.
pub async fn remove(tx: &mut Tx, subject_kind: &str, subject: Uuid) -> sqlx::Result<()> {
    const NEXT: &str = "UPDATE search_clock SET n = n + 1 WHERE id = 1";
    const NOTE: &str = "INSERT INTO search_change (subject_kind, subject_id, n) \
                        SELECT $1, $2, n FROM search_clock WHERE id = 1 \
                        ON CONFLICT (subject_kind, subject_id) DO UPDATE SET n = excluded.n";
    const SQL: &str = "DELETE FROM search_entry WHERE subject_kind = $1 AND subject_id = $2";
    query(NEXT).run(tx).await?;
    query(NOTE).bind(subject_kind).bind(subject).run(tx).await?;
    query(SQL).bind(subject_kind).bind(subject).run(tx).await
}

/// How far a history of changes has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, sqlx::FromRow)]
pub struct Position {
    /// Which history.
    pub history: Uuid,
    /// How many changes.
    pub n: i64,
}

/// How far the database has come.
///
/// # Errors
/// Those of the database.
pub async fn head(c: &mut Conn) -> sqlx::Result<Position> {
    query("SELECT history, n FROM search_clock WHERE id = 1").one(c).await
}

/// Begins another history: every replica builds its index anew. To be called after a backup has been restored.
///
/// # Errors
/// Those of the database.
pub async fn begin_anew(tx: &mut Tx) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE search_clock SET history = $1, n = n + 1 WHERE id = 1";
    query(SQL).bind(Uuid::new_v4()).run(tx).await
}

/// A subject and the number of its last change.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Change {
    /// Its sort: `record`, `plan`.
    pub subject_kind: String,
    /// Which.
    pub subject_id: Uuid,
    /// The number of the change.
    pub n: i64,
}

/// The subjects changed after this number, earliest first.
///
/// # Errors
/// Those of the database.
pub async fn changes(c: &mut Conn, after: i64, most: usize) -> sqlx::Result<Vec<Change>> {
    const SQL: &str =
        "SELECT subject_kind, subject_id, n FROM search_change WHERE n > $1 ORDER BY n LIMIT $2";
    query(SQL).bind(after).bind(i64::try_from(most).unwrap_or(i64::MAX)).all(c).await
}

/// What the index is made of.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Kept {
    /// Which entry.
    pub id: Uuid,
    /// The sort of its subject.
    pub subject_kind: String,
    /// Its subject.
    pub subject_id: Uuid,
    /// The kind of a record, or `ke-hoach`.
    pub kind: String,
    /// Where it is read.
    pub href: String,
    /// Its title.
    pub title: String,
    /// What else can be found in it.
    pub body: String,
    /// When it was published or issued.
    pub at: Millis,
    /// Fields of III.3, a line each.
    pub field: String,
    /// Slugs of communes, a line each.
    pub communes: String,
    /// Its year, or nothing.
    pub year: String,
}

const KEPT: &str = "SELECT id, subject_kind, subject_id, kind, href, title, body, at, field, communes, year FROM search_entry WHERE ";

/// The entries of these subjects.
///
/// # Errors
/// Those of the database.
pub async fn of_subjects(c: &mut Conn, changes: &[Change]) -> sqlx::Result<Vec<Kept>> {
    let mut sql = Sql::new(KEPT);
    sql.push("subject_id IN ").bind_list(changes.iter().map(|change| change.subject_id));
    sql.all(c).await
}

/// All entries in the order of their identifiers, so many at a time.
///
/// # Errors
/// Those of the database.
pub async fn batch(c: &mut Conn, after: Uuid, most: i64) -> sqlx::Result<Vec<Kept>> {
    let mut sql = Sql::new(KEPT);
    sql.push("id > ").bind(after).push(" ORDER BY id LIMIT ").bind(most);
    sql.all(c).await
}

/// How many entries there are.
///
/// # Errors
/// Those of the database.
pub async fn count(c: &mut Conn) -> sqlx::Result<i64> {
    Sql::new("SELECT COUNT(*) FROM search_entry").count(c).await
}

/// One thing found.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Hit {
    id: Uuid,
    /// The kind of a record, or `ke-hoach`.
    pub kind: String,
    /// Where it is read.
    pub href: String,
    /// Its title.
    pub title: String,
    /// What else can be found in it.
    pub body: String,
    /// Where it stands.
    pub place: String,
    /// When it was published or issued.
    pub at: Millis,
    /// Made up for demonstration.
    pub demo: bool,
}

/// What the database has under these identifiers, in their order. What has been withdrawn is not there.
///
/// # Errors
/// Those of the database.
pub async fn hits(c: &mut Conn, ids: &[Uuid]) -> sqlx::Result<Vec<Hit>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql =
        Sql::new("SELECT id, kind, href, title, body, place, at, demo FROM search_entry WHERE id IN ");
    sql.bind_list(ids.iter().copied());
    let mut rows: HashMap<Uuid, Hit> =
        sql.all::<Hit>(c).await?.into_iter().map(|hit| (hit.id, hit)).collect();
    Ok(ids.iter().filter_map(|id| rows.remove(id)).collect())
}

/// A title that may be suggested.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Title {
    /// The kind of a record, or `ke-hoach`.
    pub kind: String,
    /// Where it is read.
    pub href: String,
    /// The title.
    pub title: String,
}

/// The titles under these identifiers, in no order.
///
/// # Errors
/// Those of the database.
pub async fn titles(c: &mut Conn, ids: &[Uuid]) -> sqlx::Result<Vec<Title>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new("SELECT kind, href, title FROM search_entry WHERE id IN ");
    sql.bind_list(ids.iter().copied());
    sql.all(c).await
}
