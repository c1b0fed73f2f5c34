//! Lists of documents and plans, with a constant number of queries.

use crate::accounts::access::Permit;
use crate::accounts::rights::ImportPlan;
use crate::db::{Conn, Day, Millis, Sql, query};
use crate::ids::PlanId;
use crate::plans::model::{PlanState, Review};
use crate::web::paging::{COUNT_CAP, Cursor, PAGE, Page};

/// A plan in a list.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct PlanLine {
    /// Its key.
    pub id: PlanId,
    /// Draft or confirmed.
    pub state: PlanState,
    /// Number and symbol.
    pub number: Option<String>,
    /// Issuer.
    pub issuer: Option<String>,
    /// Day of issue.
    pub issued_on: Option<Day>,
    /// Abstract; empty when unknown.
    pub title: String,
    /// Name of the file.
    pub file_name: String,
    /// When it was brought in.
    pub created_at: Millis,
    /// Duties not rejected.
    pub duties: i64,
    /// Duties that nobody has looked at.
    pub unseen: i64,
}

impl PlanLine {
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
}

/// The documents that a signed-in person may see, newest first; drafts only with the right to import.
///
/// # Errors
/// Those of the database.
pub async fn plans_for(
    c: &mut Conn,
    with_drafts: bool,
    words: &str,
    after: Option<&Cursor>,
) -> sqlx::Result<Page<PlanLine>> {
    list(c, with_drafts, words, after).await
}

/// The confirmed plans, newest first: what everybody may see.
///
/// # Errors
/// Those of the database.
pub async fn confirmed_plans(c: &mut Conn, after: Option<&Cursor>) -> sqlx::Result<Page<PlanLine>> {
    list(c, false, "", after).await
}

async fn list(
    c: &mut Conn,
    with_drafts: bool,
    words: &str,
    after: Option<&Cursor>,
) -> sqlx::Result<Page<PlanLine>> {
    let mut rows = Sql::new(
        "SELECT p.id, p.state, p.number, p.issuer, p.issued_on, p.title, d.name AS file_name, p.created_at, \
         (SELECT COUNT(*) FROM duty x WHERE x.plan_id = p.id AND x.review <> ",
    );
    rows.bind(Review::Rejected)
        .push(") AS duties, (SELECT COUNT(*) FROM duty x WHERE x.plan_id = p.id AND x.review = ");
    rows.bind(Review::Unseen).push(") AS unseen FROM plan p JOIN document d ON d.id = p.document_id");
    filter(&mut rows, with_drafts, words);
    if let Some((at, id)) =
        after.and_then(|cursor| Some((cursor.0[0].parse::<i64>().ok()?, cursor.0[1].parse::<PlanId>().ok()?)))
    {
        rows.push(" AND (p.created_at < ")
            .bind(at)
            .push(" OR (p.created_at = ")
            .bind(at)
            .push(" AND p.id < ")
            .bind(id)
            .push("))");
    }
    rows.push(" ORDER BY p.created_at DESC, p.id DESC LIMIT ").bind(PAGE as i64 + 1);
    let found: Vec<PlanLine> = rows.all(c).await?;
    let mut count = Sql::new("SELECT COUNT(*) FROM (SELECT 1 FROM plan p");
    filter(&mut count, with_drafts, words);
    count.push(" LIMIT ").bind(COUNT_CAP + 1).push(") AS counted");
    let total = count.count(c).await?;
    Ok(Page::cut(found, PAGE, total, |line| Cursor(vec![line.created_at.0.to_string(), line.id.to_string()])))
}

fn filter(sql: &mut Sql, with_drafts: bool, words: &str) {
    sql.push(" WHERE (p.state = ").bind(PlanState::Confirmed).push(" OR ").bind(with_drafts).push(")");
    for word in viet::fold(words).split_whitespace() {
        sql.push(" AND p.folded LIKE ").bind(format!("%{}%", word.replace(['%', '_'], "")));
    }
}

/// A plan that has been read and waits to be confirmed.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct DraftPlan {
    /// Which.
    pub id: PlanId,
    /// Number and symbol.
    pub number: Option<String>,
    /// Title.
    pub title: String,
    /// Duties that nobody has looked at.
    pub unseen: i64,
}

/// Plans that wait to be confirmed.
///
/// # Errors
/// Those of the database.
pub async fn drafts(c: &mut Conn, _permit: &Permit<ImportPlan>) -> sqlx::Result<Vec<DraftPlan>> {
    const SQL: &str = "SELECT n.id, n.number, n.title, (SELECT COUNT(*) FROM duty d WHERE d.plan_id = n.id AND d.review = 'unseen') AS unseen \
                       FROM plan n WHERE n.state = 'draft' ORDER BY n.created_at DESC, n.id LIMIT 20";
    query(SQL).all(c).await
}
