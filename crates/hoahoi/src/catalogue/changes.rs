//! The SQL that changes records; [`super::life`] alone calls it.

use uuid::Uuid;

use super::model::{Action, Content, State};
use crate::db::{Conn, Millis, Sql, Tx, json, query};
use crate::ids::{AccountId, OrgId, RecordId};

/// A new record.
pub(super) struct New<'a> {
    pub id: RecordId,
    pub slug: &'a str,
    pub kind: &'a str,
    pub org: OrgId,
    pub content: &'a Content,
    pub account: Option<AccountId>,
    pub at: Millis,
    pub demo: bool,
}

pub(super) async fn insert(tx: &mut Tx, new: &New<'_>) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO record (id, slug, kind, org_id, state, rev, title, data, editions, created_by, \
                       created_at, updated_at, demo) VALUES ($1, $2, $3, $4, $5, 1, $6, $7, 0, $8, $9, $9, $10)";
    let data = json(new.content)?;
    query(SQL)
        .bind(new.id)
        .bind(new.slug)
        .bind(new.kind)
        .bind(new.org)
        .bind(State::Draft)
        .bind(new.content.title.as_str())
        .bind(data.as_str())
        .bind(new.account)
        .bind(new.at)
        .bind(new.demo)
        .run(tx)
        .await
}

pub(super) async fn slug_taken(c: &mut Conn, slug: &str) -> sqlx::Result<bool> {
    let mut sql = Sql::new("SELECT COUNT(*) FROM record WHERE slug = ");
    Ok(sql.bind(slug).count(c).await? > 0)
}

/// What changes on a record; `true` when `rev` was still the current one.
pub(super) struct Step<'a> {
    pub record: RecordId,
    pub rev: i64,
    pub state: State,
    pub content: &'a Content,
    pub note: Option<&'a str>,
    pub at: Millis,
}

pub(super) async fn step(tx: &mut Tx, step: &Step<'_>) -> sqlx::Result<bool> {
    const SQL: &str = "UPDATE record SET state = $3, rev = rev + 1, title = $4, data = $5, review_note = $6, \
                       updated_at = $7, publish_at = $8 WHERE id = $1 AND rev = $2";
    let data = json(step.content)?;
    // whatever else happens to a version that waits, it waits no longer
    let publish_at = step.content.not_before.filter(|_| step.state == State::Scheduled);
    let changed = query(SQL)
        .bind(step.record)
        .bind(step.rev)
        .bind(step.state)
        .bind(step.content.title.as_str())
        .bind(data.as_str())
        .bind(step.note)
        .bind(step.at)
        .bind(publish_at)
        .execute(tx)
        .await?;
    Ok(changed == 1)
}

/// Puts a public version in place of the one before; the content given is what may leave.
pub(super) async fn show(tx: &mut Tx, record: RecordId, public: &Content, at: Millis) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE record SET public_title = $2, public_data = $3, public_sort_key = $4, published_at = $5, \
                       editions = editions + 1 WHERE id = $1";
    let data = json(public)?;
    query(SQL)
        .bind(record)
        .bind(public.title.as_str())
        .bind(data.as_str())
        .bind(viet::sort_key(&public.title))
        .bind(at)
        .run(tx)
        .await
}

/// Writes the public version again as its kind lets it leave today, unless another has been published meanwhile.
pub(super) async fn rewrite(
    tx: &mut Tx,
    record: RecordId,
    editions: i64,
    public: &Content,
) -> sqlx::Result<bool> {
    const SQL: &str =
        "UPDATE record SET public_data = $3 WHERE id = $1 AND editions = $2 AND public_title IS NOT NULL";
    let data = json(public)?;
    Ok(query(SQL).bind(record).bind(editions).bind(data.as_str()).execute(tx).await? == 1)
}

/// Takes the public version away.
pub(super) async fn hide(tx: &mut Tx, record: RecordId) -> sqlx::Result<()> {
    const SQL: &str =
        "UPDATE record SET public_title = NULL, public_data = NULL, public_sort_key = NULL WHERE id = $1";
    query(SQL).bind(record).run(tx).await
}

/// Replaces the values by which public lists narrow to this record.
pub(super) async fn set_facets(
    tx: &mut Tx,
    record: RecordId,
    kind: &str,
    facets: &[(String, String)],
) -> sqlx::Result<()> {
    const DELETE: &str = "DELETE FROM record_facet WHERE record_id = $1";
    const INSERT: &str = "INSERT INTO record_facet (record_id, kind, field, value) VALUES ($1, $2, $3, $4) \
                          ON CONFLICT (record_id, field, value) DO NOTHING";
    query(DELETE).bind(record).run(tx).await?;
    for (field, value) in facets {
        query(INSERT).bind(record).bind(kind).bind(field.as_str()).bind(value.as_str()).run(tx).await?;
    }
    Ok(())
}

/// Adds an entry to the history, after the record's row has been changed in the same transaction (which keeps
/// writers of one record in line).
pub(super) async fn add_version(
    tx: &mut Tx,
    record: RecordId,
    action: Action,
    content: &Content,
    note: Option<&str>,
    account: Option<AccountId>,
    at: Millis,
) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO record_version (id, record_id, number, action, title, data, note, account_id, at) \
                       SELECT $1, $2, COALESCE(MAX(number), 0) + 1, $3, $4, $5, $6, $7, $8 \
                       FROM record_version WHERE record_id = $2";
    let data = json(content)?;
    query(SQL)
        .bind(Uuid::now_v7())
        .bind(record)
        .bind(action)
        .bind(content.title.as_str())
        .bind(data.as_str())
        .bind(note)
        .bind(account)
        .bind(at)
        .run(tx)
        .await
}
