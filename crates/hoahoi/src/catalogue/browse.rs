//! Public records across kinds: how many there are of what they share, and a list narrowed by it.
//!
//! The rows counted are those by which each kind's own list is narrowed; they exist for published records alone, so that
//! what is withdrawn is counted nowhere.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::kinds::Kinds;
use super::shared::Shared;
use super::store::{PUBLIC, PublicRecord, newest_first};
use crate::db::{Conn, Millis, Sql};
use crate::web::paging::{COUNT_CAP, Cursor, Page};

/// How many public records of each kind have a value: (kind, number), in order of the kinds.
pub type ByKind<'a> = Vec<(&'a str, i64)>;

/// How many public records there are of every shared value, kind by kind; one statement.
///
/// # Errors
/// Those of the database.
pub async fn totals<'a>(
    c: &mut Conn,
    kinds: &'a Kinds,
) -> sqlx::Result<BTreeMap<(Shared, String), ByKind<'a>>> {
    let mut fields: Vec<&str> =
        Shared::ALL.iter().flat_map(|shared| columns(kinds, *shared)).map(|f| f.0).collect();
    fields.sort_unstable();
    fields.dedup();
    let mut totals: BTreeMap<(Shared, String), ByKind<'a>> = BTreeMap::new();
    if fields.is_empty() {
        return Ok(totals);
    }
    let mut sql = Sql::new("SELECT kind, field, value, COUNT(*) FROM record_facet WHERE kind IN ");
    sql.bind_list(kinds.all().iter().map(|kind| kind.id.as_str()));
    sql.push(" AND field IN ").bind_list(fields).push(" GROUP BY kind, field, value");
    let rows: Vec<(String, String, String, i64)> = sql.all(c).await?;
    for kind in kinds.all() {
        for (_, field, value, n) in rows.iter().filter(|row| row.0 == kind.id) {
            for shared in Shared::ALL {
                if kind.shared(*shared).is_some_and(|own| own.id == *field) {
                    totals.entry((*shared, value.clone())).or_default().push((&kind.id, *n));
                }
            }
        }
    }
    Ok(totals)
}

/// The fields that hold a shared value, each with the kinds in which it does.
fn columns(kinds: &Kinds, shared: Shared) -> Vec<(&str, Vec<&str>)> {
    let mut columns: Vec<(&str, Vec<&str>)> = Vec::new();
    for kind in kinds.all() {
        let Some(field) = kind.shared(shared) else { continue };
        match columns.iter_mut().find(|(id, _)| *id == field.id) {
            Some((_, of)) => of.push(&kind.id),
            None => columns.push((&field.id, vec![&kind.id])),
        }
    }
    columns
}

/// Which public records are listed, of all kinds together.
#[derive(Debug, Clone)]
pub struct Browse<'a> {
    /// The kinds there are.
    pub kinds: &'a Kinds,
    /// Only those with these values.
    pub only: Vec<(Shared, &'a str)>,
    /// Where the page begins.
    pub after: Option<Cursor>,
    /// Rows of a page.
    pub size: usize,
}

impl Browse<'_> {
    /// Narrows to what has every chosen value; `except` one, whose own counts are wanted.
    fn narrow(&self, sql: &mut Sql, column: &'static str, except: Option<Shared>) {
        for (shared, value) in self.only.iter().filter(|(shared, _)| Some(*shared) != except) {
            sql.push(" AND ")
                .push(column)
                .push(" IN (SELECT f.record_id FROM record_facet f WHERE f.value = ");
            sql.bind(*value);
            self.held(sql, *shared, "f.field", "f.kind");
            sql.push(")");
        }
    }

    /// Narrows to the rows that hold a shared value.
    fn held(&self, sql: &mut Sql, shared: Shared, field: &'static str, kind: &'static str) {
        sql.push(" AND (");
        for (n, (id, kinds)) in columns(self.kinds, shared).into_iter().enumerate() {
            sql.push(if n == 0 { "(" } else { " OR (" }).push(field).push(" = ").bind(id);
            sql.push(" AND ").push(kind).push(" IN ").bind_list(kinds).push(")");
        }
        sql.push(")");
    }

    fn can_hold(&self) -> bool {
        self.only.iter().all(|(shared, _)| self.kinds.all().iter().any(|kind| kind.shared(*shared).is_some()))
    }

    fn ids(&self) -> impl Iterator<Item = &str> {
        self.kinds.all().iter().map(|kind| kind.id.as_str())
    }
}

/// One page, newest first, and how many there are in all.
///
/// # Errors
/// Those of the database.
pub async fn list(c: &mut Conn, wanted: &Browse<'_>) -> sqlx::Result<Page<PublicRecord>> {
    if !wanted.can_hold() {
        return Ok(Page { rows: Vec::new(), next: None, total: 0 });
    }
    let mut sql = Sql::new(PUBLIC);
    sql.push(" WHERE kind IN ").bind_list(wanted.ids());
    wanted.narrow(&mut sql, "public_record.id", None);
    let after = wanted.after.as_ref();
    let after = after.and_then(|c| Some((c.0.first()?.parse().ok()?, c.0.get(1)?.parse::<Uuid>().ok()?)));
    newest_first(&mut sql, after.map(|(at, id)| (Millis(at), id)));
    sql.bind(wanted.size as i64 + 1);
    let rows: Vec<PublicRecord> = sql.all(c).await?;
    let mut count = Sql::new("SELECT COUNT(*) FROM (SELECT id FROM public_record WHERE kind IN ");
    count.bind_list(wanted.ids());
    wanted.narrow(&mut count, "public_record.id", None);
    count.push(" LIMIT ").bind(COUNT_CAP + 1).push(") AS counted");
    let total = count.count(c).await?;
    Ok(Page::cut(rows, wanted.size, total, |row| {
        Cursor(vec![row.published_at.0.to_string(), row.id.to_string()])
    }))
}

/// How many of them there are of each kind.
///
/// # Errors
/// Those of the database.
pub async fn by_kind(c: &mut Conn, wanted: &Browse<'_>) -> sqlx::Result<BTreeMap<String, i64>> {
    if !wanted.can_hold() {
        return Ok(BTreeMap::new());
    }
    let mut sql = Sql::new("SELECT kind, COUNT(*) FROM public_record WHERE kind IN ");
    sql.bind_list(wanted.ids());
    wanted.narrow(&mut sql, "public_record.id", None);
    sql.push(" GROUP BY kind");
    Ok(sql.all::<(String, i64)>(c).await?.into_iter().collect())
}

/// How many there are of each value of what is shared, given what is chosen besides; most first.
///
/// # Errors
/// Those of the database.
pub async fn by_value(c: &mut Conn, wanted: &Browse<'_>, shared: Shared) -> sqlx::Result<Vec<(String, i64)>> {
    if !wanted.can_hold() || columns(wanted.kinds, shared).is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new("SELECT v.value, COUNT(*) FROM record_facet v WHERE v.value <> ''");
    wanted.held(&mut sql, shared, "v.field", "v.kind");
    wanted.narrow(&mut sql, "v.record_id", Some(shared));
    sql.push(" GROUP BY v.value ORDER BY COUNT(*) DESC, v.value LIMIT 200");
    sql.all(c).await
}

/// The public records with these keys or at these addresses, by title.
///
/// # Errors
/// Those of the database.
pub async fn among(c: &mut Conn, ids: &[Uuid], slugs: &[&str]) -> sqlx::Result<Vec<PublicRecord>> {
    if ids.is_empty() && slugs.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(PUBLIC);
    // a list may be empty, but not in SQL
    sql.push(" WHERE (id IN ").bind_list(ids.iter().copied().chain([Uuid::nil()]));
    sql.push(" OR slug IN ").bind_list(slugs.iter().copied().chain([""])).push(")");
    sql.push(" ORDER BY sort_key, id");
    sql.all(c).await
}

/// The records of these kinds that were published last.
///
/// # Errors
/// Those of the database.
pub async fn newest(c: &mut Conn, kinds: &[&str], most: i64) -> sqlx::Result<Vec<PublicRecord>> {
    if kinds.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(PUBLIC);
    sql.push(" WHERE kind IN ").bind_list(kinds.iter().copied());
    sql.push(" ORDER BY published_at DESC, id DESC LIMIT ").bind(most);
    sql.all(c).await
}
