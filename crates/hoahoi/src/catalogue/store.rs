//! Records in the database.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::model::{Content, State};
use crate::db::{Conn, Millis, Sql, query};
use crate::ids::{OrgId, RecordId};
use crate::web::paging::{COUNT_CAP, Cursor, Page};

/// A record with its working version, for those who write and review.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Record {
    /// Which.
    pub id: RecordId,
    /// Its address.
    pub slug: String,
    /// Its kind.
    pub kind: String,
    /// The organisation that keeps it.
    pub org_id: OrgId,
    /// Where the working version stands.
    pub state: State,
    /// Counts changes, for optimistic concurrency.
    pub rev: i64,
    /// Title of the working version.
    pub title: String,
    data: String,
    /// Why it was sent back or withdrawn.
    pub review_note: Option<String>,
    /// Title of the public version, while there is one.
    pub public_title: Option<String>,
    /// When a version was last published; kept after a withdrawal.
    pub published_at: Option<Millis>,
    /// How many versions have been published.
    pub editions: i64,
    /// When the working version appears, while it waits for that.
    pub publish_at: Option<Millis>,
    /// When it was last changed.
    pub updated_at: Millis,
    /// Made up for demonstration.
    pub demo: bool,
}

impl Record {
    /// The working version.
    ///
    /// # Errors
    /// When what is stored is not what this program writes.
    pub fn content(&self) -> serde_json::Result<Content> {
        serde_json::from_str(&self.data)
    }

    /// Whether the public sees a version of it.
    #[must_use]
    pub fn is_public(&self) -> bool {
        self.public_title.is_some()
    }
}

/// A record as the public sees it: withheld fields are not in it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct PublicRecord {
    /// Which.
    pub id: RecordId,
    /// Its address.
    pub slug: String,
    /// Its kind.
    pub kind: String,
    /// The organisation that keeps it.
    pub org_id: OrgId,
    data: String,
    sort_key: String,
    /// When this version was published.
    pub published_at: Millis,
    /// Which version it is.
    pub editions: i64,
    /// Made up for demonstration.
    pub demo: bool,
}

impl PublicRecord {
    /// The public version.
    ///
    /// # Errors
    /// When what is stored is not what this program writes.
    pub fn content(&self) -> serde_json::Result<Content> {
        serde_json::from_str(&self.data)
    }
}

pub(super) const RECORD: &str = "SELECT id, slug, kind, org_id, state, rev, title, data, review_note, public_title, published_at, \
                      editions, publish_at, updated_at, demo FROM record WHERE ";
/// What the public sees, and nothing else: every statement about public records asks this view.
pub(super) const PUBLIC: &str =
    "SELECT id, slug, kind, org_id, data, sort_key, published_at, editions, demo FROM public_record";

/// A record by its address, for those who write and review.
///
/// # Errors
/// Those of the database.
pub async fn by_slug(c: &mut Conn, slug: &str) -> sqlx::Result<Option<Record>> {
    let mut sql = Sql::new(RECORD);
    sql.push("slug = ").bind(slug);
    sql.optional(c).await
}

/// A record as the public sees it, by its address.
///
/// # Errors
/// Those of the database.
pub async fn public_by_slug(c: &mut Conn, slug: &str) -> sqlx::Result<Option<PublicRecord>> {
    let mut sql = Sql::new(PUBLIC);
    sql.push(" WHERE slug = ").bind(slug);
    sql.optional(c).await
}

/// Whether a record was once public at this address.
///
/// # Errors
/// Those of the database.
pub async fn is_gone(c: &mut Conn, slug: &str) -> sqlx::Result<bool> {
    const SQL: &str =
        "SELECT COUNT(*) FROM record WHERE slug = $1 AND public_title IS NULL AND published_at IS NOT NULL";
    let (n,): (i64,) = query(SQL).bind(slug).one(c).await?;
    Ok(n > 0)
}

/// Titles of public records by address, for fields that lead to them.
///
/// # Errors
/// Those of the database.
pub async fn public_titles(
    c: &mut Conn,
    slugs: impl Iterator<Item = &str>,
) -> sqlx::Result<BTreeMap<String, String>> {
    let slugs: Vec<&str> = slugs.collect();
    if slugs.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut sql = Sql::new("SELECT slug, title FROM public_record WHERE slug IN ");
    Ok(sql.bind_list(slugs).all::<(String, String)>(c).await?.into_iter().collect())
}

/// The keys of public records by address.
///
/// # Errors
/// Those of the database.
pub async fn public_ids(c: &mut Conn, slugs: Vec<&str>) -> sqlx::Result<Vec<Uuid>> {
    if slugs.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new("SELECT id FROM public_record WHERE slug IN ");
    Ok(sql.bind_list(slugs).all::<(Uuid,)>(c).await?.into_iter().map(|(id,)| id).collect())
}

/// How many public records there are of each kind.
///
/// # Errors
/// Those of the database.
pub async fn public_counts(c: &mut Conn) -> sqlx::Result<BTreeMap<String, i64>> {
    const SQL: &str = "SELECT kind, COUNT(*) FROM public_record GROUP BY kind";
    let rows: Vec<(String, i64)> = query(SQL).all(c).await?;
    Ok(rows.into_iter().collect())
}

/// How many public records of a kind fit all conditions (field, value), and of these how many say each value of another
/// field, in order of its values.
///
/// # Errors
/// Those of the database.
pub async fn public_counts_by(
    c: &mut Conn,
    kind: &str,
    having: &[(String, String)],
    by: Option<&str>,
) -> sqlx::Result<(i64, Vec<(String, i64)>)> {
    let narrow = |sql: &mut Sql, column: &'static str| {
        for (field, value) in having {
            sql.push(" AND EXISTS (SELECT 1 FROM record_facet f WHERE f.record_id = ").push(column);
            sql.push(" AND f.field = ").bind(field.as_str()).push(" AND f.value = ").bind(value.as_str());
            sql.push(")");
        }
    };
    let mut all = Sql::new("SELECT COUNT(*) FROM public_record r WHERE r.kind = ");
    all.bind(kind);
    narrow(&mut all, "r.id");
    let all = all.count(c).await?;
    let Some(by) = by else { return Ok((all, Vec::new())) };
    let mut values = Sql::new("SELECT v.value, COUNT(*) FROM record_facet v WHERE v.kind = ");
    values.bind(kind).push(" AND v.field = ").bind(by);
    narrow(&mut values, "v.record_id");
    values.push(" GROUP BY v.value ORDER BY v.value");
    Ok((all, values.all(c).await?))
}

/// The records published last.
///
/// # Errors
/// Those of the database.
pub async fn newest(c: &mut Conn, most: i64) -> sqlx::Result<Vec<PublicRecord>> {
    let mut sql = Sql::new(PUBLIC);
    sql.push(" ORDER BY published_at DESC, id DESC LIMIT ").bind(most);
    sql.all(c).await
}

/// The public records of a kind that say one of these values of a facet field, the newest first.
///
/// # Errors
/// Those of the database.
pub async fn newest_having(
    c: &mut Conn,
    kind: &str,
    field: &str,
    values: &[String],
    most: i64,
) -> sqlx::Result<Vec<PublicRecord>> {
    if values.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(PUBLIC);
    sql.push(" WHERE kind = ").bind(kind);
    sql.push(" AND EXISTS (SELECT 1 FROM record_facet f WHERE f.record_id = public_record.id AND f.field = ");
    sql.bind(field).push(" AND f.value IN ").bind_list(values.iter().map(String::as_str));
    sql.push(") ORDER BY published_at DESC, id DESC LIMIT ").bind(most);
    sql.all(c).await
}

/// How a public list is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// By title, in the order of the alphabet.
    #[default]
    Title,
    /// The newest first.
    Newest,
}

/// Which public records of a kind are listed.
#[derive(Debug, Clone, Default)]
pub struct Listing<'a> {
    /// The kind.
    pub kind: &'a str,
    /// Chosen facet values: (field, value).
    pub chosen: Vec<(&'a str, &'a str)>,
    /// The order.
    pub order: Order,
    /// Where the page begins.
    pub after: Option<Cursor>,
    /// Rows of a page.
    pub size: usize,
}

impl Listing<'_> {
    /// Narrows by every chosen value; `except` one field, whose own counts are wanted.
    fn narrow(&self, sql: &mut Sql, column: &'static str, except: Option<&str>) {
        for (field, value) in self.chosen.iter().filter(|(f, _)| Some(*f) != except) {
            sql.push(" AND EXISTS (SELECT 1 FROM record_facet f WHERE f.record_id = ").push(column);
            sql.push(" AND f.field = ").bind(*field).push(" AND f.value = ").bind(*value).push(")");
        }
    }
}

/// Orders what was published last first, and goes on after this place; the limit is still to come.
pub(super) fn newest_first(sql: &mut Sql, after: Option<(Millis, Uuid)>) {
    if let Some((at, id)) = after {
        sql.push(" AND (published_at < ").bind(at);
        sql.push(" OR (published_at = ").bind(at).push(" AND id < ").bind(id).push("))");
    }
    sql.push(" ORDER BY published_at DESC, id DESC LIMIT ");
}

/// One page of public records, in two statements.
///
/// # Errors
/// Those of the database.
pub async fn list(c: &mut Conn, listing: &Listing<'_>) -> sqlx::Result<Page<PublicRecord>> {
    let mut sql = Sql::new(PUBLIC);
    sql.push(" WHERE kind = ").bind(listing.kind);
    listing.narrow(&mut sql, "public_record.id", None);
    let after = listing.after.as_ref().and_then(|c| Some((c.0.first()?, c.0.get(1)?.parse::<Uuid>().ok()?)));
    match listing.order {
        Order::Title => {
            if let Some((key, id)) = after {
                sql.push(" AND (sort_key > ").bind(key.as_str());
                sql.push(" OR (sort_key = ").bind(key.as_str()).push(" AND id > ").bind(id).push("))");
            }
            sql.push(" ORDER BY sort_key, id LIMIT ");
        }
        Order::Newest => {
            newest_first(&mut sql, after.and_then(|(at, id)| Some((Millis(at.parse().ok()?), id))));
        }
    }
    sql.bind(listing.size as i64 + 1);
    let rows: Vec<PublicRecord> = sql.all(c).await?;
    let mut count = Sql::new("SELECT COUNT(*) FROM (SELECT id FROM public_record WHERE kind = ");
    count.bind(listing.kind);
    listing.narrow(&mut count, "public_record.id", None);
    count.push(" LIMIT ").bind(COUNT_CAP + 1).push(") AS counted");
    let total = count.count(c).await?;
    let order = listing.order;
    Ok(Page::cut(rows, listing.size, total, |row| {
        let key = match order {
            Order::Title => row.sort_key.clone(),
            Order::Newest => row.published_at.0.to_string(),
        };
        Cursor(vec![key, row.id.to_string()])
    }))
}

/// How many records stand behind each value of a facet, given what is chosen in the other facets.
///
/// # Errors
/// Those of the database.
pub async fn facet_counts(
    c: &mut Conn,
    listing: &Listing<'_>,
    field: &str,
) -> sqlx::Result<Vec<(String, i64)>> {
    let mut sql = Sql::new("SELECT v.value, COUNT(*) AS n FROM record_facet v WHERE v.kind = ");
    sql.bind(listing.kind).push(" AND v.field = ").bind(field);
    listing.narrow(&mut sql, "v.record_id", Some(field));
    sql.push(" GROUP BY v.value ORDER BY COUNT(*) DESC, v.value LIMIT 200");
    sql.all(c).await
}

/// The records an organisation keeps, latest change first.
///
/// # Errors
/// Those of the database.
pub async fn of_orgs(c: &mut Conn, orgs: &[OrgId], most: i64) -> sqlx::Result<Vec<Record>> {
    let mut sql = Sql::new(RECORD);
    sql.push("org_id IN ").bind_list(orgs.iter().copied());
    sql.push(" ORDER BY updated_at DESC, id DESC LIMIT ").bind(most);
    sql.all(c).await
}

/// Working versions that the public does not see, latest change first; of some organisations, or of all (`None`).
///
/// # Errors
/// Those of the database.
pub async fn in_the_making(c: &mut Conn, of: Option<&[OrgId]>, most: i64) -> sqlx::Result<Vec<Record>> {
    let mut sql = Sql::new(RECORD);
    sql.push("state IN ").bind_list([State::Draft, State::Submitted, State::SentBack, State::Scheduled]);
    if let Some(orgs) = of {
        sql.push(" AND org_id IN ").bind_list(orgs.iter().copied());
    }
    sql.push(" ORDER BY updated_at DESC, id DESC LIMIT ").bind(most);
    sql.all(c).await
}

/// The records that wait for a reviewer, the longest wait first.
///
/// # Errors
/// Those of the database.
pub async fn awaiting_review(c: &mut Conn, most: i64) -> sqlx::Result<Vec<Record>> {
    let mut sql = Sql::new(RECORD);
    sql.push("state = ").bind(State::Submitted).push(" ORDER BY updated_at, id LIMIT ").bind(most);
    sql.all(c).await
}

/// The records whose hour has come, the earliest first.
///
/// # Errors
/// Those of the database.
pub async fn due(c: &mut Conn, now: Millis) -> sqlx::Result<Vec<Record>> {
    let mut sql = Sql::new(RECORD);
    sql.push("publish_at <= ").bind(now).push(" ORDER BY publish_at, id");
    sql.all(c).await
}

/// The next hour for which a record waits.
///
/// # Errors
/// Those of the database.
pub async fn next_due(c: &mut Conn, now: Millis) -> sqlx::Result<Option<Millis>> {
    const SQL: &str = "SELECT MIN(publish_at) FROM record WHERE publish_at > $1";
    let (at,): (Option<Millis>,) = query(SQL).bind(now).one(c).await?;
    Ok(at)
}

/// The records of a kind that wait for their hour, the earliest first; of some organisations, or of all (`None`).
///
/// # Errors
/// Those of the database.
pub async fn waiting(c: &mut Conn, kind: &str, of: Option<&[OrgId]>) -> sqlx::Result<Vec<Record>> {
    let mut sql = Sql::new(RECORD);
    sql.push("state = ").bind(State::Scheduled).push(" AND kind = ").bind(kind);
    if let Some(orgs) = of {
        sql.push(" AND org_id IN ").bind_list(orgs.iter().copied());
    }
    sql.push(" ORDER BY publish_at, id");
    sql.all(c).await
}
