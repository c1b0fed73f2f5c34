//! The search table: what is written, and how a query is answered and ranked.

use uuid::Uuid;

use super::terms::{Terms, pattern};
use crate::db::{Conn, Millis, Sql, Tx, query};
use crate::web::paging::{COUNT_CAP, Cursor, Page};

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
}

/// Makes these entries the only ones of a subject (`record`, `plan`), in the transaction of the change.
///
/// # Errors
/// Those of the database.
pub async fn put(tx: &mut Tx, subject_kind: &str, subject: Uuid, entries: &[Entry]) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO search_entry (id, subject_kind, subject_id, kind, href, title, body, place, at, demo, \
                       title_exact, title_folded, exact, folded) \
                       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    remove(tx, subject_kind, subject).await?;
    for entry in entries {
        let title = Terms::of(&entry.title);
        let body = Terms::of(&entry.body);
        let all = |title: &[String], body: &[String]| Terms::spaced(&[title, body].concat());
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
            .bind(Terms::spaced(&title.exact))
            .bind(Terms::spaced(&title.folded))
            .bind(all(&title.exact, &body.exact))
            .bind(all(&title.folded, &body.folded))
            .run(tx)
            .await?;
    }
    Ok(())
}

/// Takes a subject out of search.
///
/// # Errors
/// Those of the database.
pub async fn remove(tx: &mut Tx, subject_kind: &str, subject: Uuid) -> sqlx::Result<()> {
    const SQL: &str = "DELETE FROM search_entry WHERE subject_kind = $1 AND subject_id = $2";
    query(SQL).bind(subject_kind).bind(subject).run(tx).await
}

/// What somebody looks for.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// As typed.
    pub text: String,
    /// Only this kind.
    pub kind: Option<String>,
    /// Only words with exactly these marks.
    pub exact_only: bool,
    /// Where the page begins.
    pub after: Option<Cursor>,
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
    score: i64,
}

/// An answer.
#[derive(Debug, Clone)]
pub struct Found {
    /// One page, best first.
    pub page: Page<Hit>,
    /// How many there are of each kind, whatever kind was chosen.
    pub kinds: Vec<(String, i64)>,
}

/// Rows of one page of results.
pub const SIZE: usize = 20;

/// Answers a query in two statements. Every word must occur; words with the query's own marks go before words
/// without regard to marks, words in the title before words in the text, words in a row before scattered ones,
/// and then the newest first.
///
/// # Errors
/// Those of the database.
pub async fn find(c: &mut Conn, query: &Query) -> sqlx::Result<Found> {
    let asked = Terms::asked(&query.text);
    if asked.is_empty() {
        return Ok(Found { page: Page { rows: Vec::new(), next: None, total: 0 }, kinds: Vec::new() });
    }
    let mut counts = Sql::new("SELECT kind, COUNT(*) AS n FROM search_entry WHERE ");
    matches(&mut counts, &asked, query.exact_only);
    counts.push(" GROUP BY kind ORDER BY COUNT(*) DESC, kind");
    let kinds: Vec<(String, i64)> = counts.all(c).await?;
    let of_kind = |kind: &String| kinds.iter().find(|(k, _)| k == kind).map_or(0, |(_, n)| *n);
    let total = query.kind.as_ref().map_or_else(|| kinds.iter().map(|(_, n)| n).sum(), of_kind);

    let mut sql = Sql::new(
        "SELECT id, kind, href, title, body, place, at, demo, score FROM (\
         SELECT id, kind, href, title, body, place, at, demo, ",
    );
    score(&mut sql, &asked);
    sql.push(" AS score FROM search_entry WHERE ");
    matches(&mut sql, &asked, query.exact_only);
    if let Some(kind) = &query.kind {
        sql.push(" AND kind = ").bind(kind.as_str());
    }
    sql.push(") AS found");
    if let Some((score, at, id)) = query.after.as_ref().and_then(place) {
        sql.push(" WHERE score < ").bind(score).push(" OR (score = ").bind(score);
        sql.push(" AND (at < ").bind(at).push(" OR (at = ").bind(at).push(" AND id < ").bind(id).push(")))");
    }
    sql.push(" ORDER BY score DESC, at DESC, id DESC LIMIT ").bind(SIZE as i64 + 1);
    let rows = sql.all::<Hit>(c).await?;
    let cursor = |hit: &Hit| Cursor(vec![hit.score.to_string(), hit.at.0.to_string(), hit.id.to_string()]);
    Ok(Found { page: Page::cut(rows, SIZE, total.min(COUNT_CAP + 1), cursor), kinds })
}

fn place(cursor: &Cursor) -> Option<(i64, i64, Uuid)> {
    match cursor.0.as_slice() {
        [score, at, id] => Some((score.parse().ok()?, at.parse().ok()?, id.parse().ok()?)),
        _ => None,
    }
}

fn matches(sql: &mut Sql, asked: &Terms, exact_only: bool) {
    if exact_only {
        every(sql, "exact", &asked.exact);
    } else {
        every(sql, "folded", &asked.folded);
    }
}

fn every(sql: &mut Sql, column: &'static str, terms: &[String]) {
    for (i, term) in terms.iter().enumerate() {
        sql.push(if i > 0 { " AND " } else { "" }).push(column).push(" LIKE ");
        sql.bind(pattern(std::slice::from_ref(term)));
    }
}

fn score(sql: &mut Sql, asked: &Terms) {
    sql.push("CAST(");
    let rules: [(&'static str, &[String], &'static str, bool); 5] = [
        ("exact", &asked.exact, " THEN 16 ELSE 0 END", false),
        ("title_folded", &asked.folded, " THEN 8 ELSE 0 END + ", false),
        ("title_exact", &asked.exact, " THEN 4 ELSE 0 END + ", false),
        ("exact", &asked.exact, " THEN 2 ELSE 0 END + ", true),
        ("folded", &asked.folded, " THEN 1 ELSE 0 END + ", true),
    ];
    for (column, terms, points, in_a_row) in rules.into_iter().rev() {
        sql.push("CASE WHEN ");
        if in_a_row {
            sql.push(column).push(" LIKE ").bind(pattern(terms));
        } else {
            every(sql, column, terms);
        }
        sql.push(points);
    }
    sql.push(" AS BIGINT)");
}
