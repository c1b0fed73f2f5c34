//! Public records for programs: of all kinds, in the order of their keys, which no change moves.

use super::store::{PUBLIC, PublicRecord};
use crate::db::{Conn, Millis, Sql};
use crate::ids::RecordId;
use crate::web::paging::{COUNT_CAP, Cursor, Page};

/// Which public records are asked for.
#[derive(Debug, Clone, Default)]
pub struct Harvest<'a> {
    /// Of these kinds.
    pub kinds: Vec<&'a str>,
    /// Each with a value that one of some facet fields must hold.
    pub having: Vec<(Vec<&'a str>, &'a str)>,
    /// Published then or later.
    pub since: Option<Millis>,
    /// Only at these addresses.
    pub slugs: Option<Vec<&'a str>>,
    /// After this one.
    pub after: Option<RecordId>,
    /// Rows of a page.
    pub size: usize,
}

impl Harvest<'_> {
    fn narrow(&self, sql: &mut Sql) {
        sql.push(" WHERE kind IN ").bind_list(self.kinds.iter().copied());
        for (fields, value) in &self.having {
            sql.push(
                " AND EXISTS (SELECT 1 FROM record_facet f WHERE f.record_id = public_record.id AND f.value = ",
            );
            sql.bind(*value).push(" AND f.field IN ").bind_list(fields.iter().copied()).push(")");
        }
        if let Some(since) = self.since {
            sql.push(" AND published_at >= ").bind(since);
        }
        if let Some(slugs) = &self.slugs {
            sql.push(" AND slug IN ").bind_list(slugs.iter().copied());
        }
    }
}

/// One page, and how many there are in all. Nobody who reads to the end meets a record twice, nor misses one that was
/// there from the start.
///
/// # Errors
/// Those of the database.
pub async fn harvest(c: &mut Conn, wanted: &Harvest<'_>) -> sqlx::Result<Page<PublicRecord>> {
    let mut sql = Sql::new(PUBLIC);
    wanted.narrow(&mut sql);
    if let Some(after) = wanted.after {
        sql.push(" AND id > ").bind(after);
    }
    sql.push(" ORDER BY id LIMIT ").bind(wanted.size as i64 + 1);
    let rows: Vec<PublicRecord> = sql.all(c).await?;
    let mut count = Sql::new("SELECT COUNT(*) FROM (SELECT id FROM public_record");
    wanted.narrow(&mut count);
    count.push(" LIMIT ").bind(COUNT_CAP + 1).push(") AS counted");
    let total = count.count(c).await?;
    Ok(Page::cut(rows, wanted.size, total, |row| Cursor(vec![row.id.to_string()])))
}

/// Address and day of public records, for a map of the site: a part of it, in the order of their keys.
///
/// # Errors
/// Those of the database.
pub async fn addresses(
    c: &mut Conn,
    kinds: &[&str],
    from: i64,
    most: i64,
) -> sqlx::Result<Vec<(String, Millis)>> {
    let mut sql = Sql::new("SELECT slug, published_at FROM public_record WHERE kind IN ");
    sql.bind_list(kinds.iter().copied()).push(" ORDER BY id LIMIT ").bind(most);
    sql.push(" OFFSET ").bind(from);
    sql.all(c).await
}

/// When something was published last among a part of the public records; nothing when the part is empty.
///
/// # Errors
/// Those of the database.
pub async fn changed(c: &mut Conn, kinds: &[&str], from: i64, most: i64) -> sqlx::Result<Option<Millis>> {
    let mut sql =
        Sql::new("SELECT MAX(published_at) FROM (SELECT published_at FROM public_record WHERE kind IN ");
    sql.bind_list(kinds.iter().copied()).push(" ORDER BY id LIMIT ").bind(most);
    sql.push(" OFFSET ").bind(from).push(") AS part");
    Ok(sql.optional::<(Option<Millis>,)>(c).await?.and_then(|(at,)| at))
}
