//! Lists of messages from outside.

use super::super::model::{Consent, Kind, State};
use super::super::scope::FeedbackScope;
use super::{Message, SELECT};
use crate::db::{Conn, Millis, Sql};
use crate::ids::{ConsultationId, FeedbackId};
use crate::web::paging::{COUNT_CAP, Cursor, PAGE, Page};

/// Messages on one public page: they stand there in full, with their answers.
const OPEN_PAGE: usize = 20;

/// What a list is narrowed to.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filter {
    /// Where they stand.
    pub state: Option<State>,
    /// What sort they are.
    pub kind: Option<Kind>,
    /// Comments on this draft.
    pub consultation: Option<ConsultationId>,
}

/// The messages a viewer sees, newest first.
///
/// # Errors
/// Those of the database.
pub async fn list(
    c: &mut Conn,
    scope: &FeedbackScope,
    filter: &Filter,
    after: Option<&Cursor>,
) -> sqlx::Result<Page<Message>> {
    let narrow = |sql: &mut Sql| {
        scope.push(sql);
        if let Some(state) = filter.state {
            sql.push(" AND m.state = ").bind(state);
        }
        if let Some(kind) = filter.kind {
            sql.push(" AND m.kind = ").bind(kind);
        }
        if let Some(draft) = filter.consultation {
            sql.push(" AND m.consultation_id = ").bind(draft);
        }
    };
    let mut count = Sql::new("SELECT COUNT(*) FROM (SELECT m.id FROM feedback m WHERE ");
    narrow(&mut count);
    count.push(" LIMIT ").bind(COUNT_CAP + 1).push(") AS counted");
    let total = count.count(c).await?;
    let mut sql = Sql::new(SELECT);
    narrow(&mut sql);
    newest_first(&mut sql, after, PAGE);
    let rows: Vec<Message> = sql.all(c).await?;
    let rows = rows.into_iter().map(|of| of.for_scope(scope)).collect();
    Ok(Page::cut(rows, PAGE, total, |of: &Message| cursor(of.sent_at, of.id)))
}

/// What somebody of the viewer's own agencies has to answer, or to decide whether to publish; oldest first. Comments on a
/// draft are published all together.
///
/// # Errors
/// Those of the database.
pub async fn waiting(c: &mut Conn, scope: &FeedbackScope, limit: i64) -> sqlx::Result<Vec<Message>> {
    if scope.own().is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(SELECT);
    sql.push("(m.state = ").bind(State::Open).push(" OR (m.state = ").bind(State::Answered);
    sql.push(" AND m.kind <> ").bind(Kind::Comment).push(")) AND m.org_id IN ");
    sql.bind_list(scope.own().iter().copied()).push(" ORDER BY m.sent_at, m.id LIMIT ").bind(limit);
    sql.all(c).await
}

/// A message as everybody reads it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Published {
    /// Which.
    pub id: FeedbackId,
    /// What sort.
    pub kind: Kind,
    /// What it says.
    pub text: String,
    /// Who says it, when they allowed that.
    pub name: Option<String>,
    /// For which body, when they allowed that.
    pub body: Option<String>,
    /// Address of the record it is about.
    pub record_slug: Option<String>,
    /// Its public title.
    pub record_title: Option<String>,
    /// The plan it is about.
    pub plan_id: Option<crate::ids::PlanId>,
    /// What that plan is called.
    pub plan_name: Option<String>,
    /// Who answered.
    pub org_name: String,
    /// The answer.
    pub answer: String,
    /// When it came.
    pub sent_at: Millis,
    /// When it was answered.
    pub settled_at: Millis,
}

/// What is published, newest first. What is about a record that has been withdrawn is gone with it.
///
/// # Errors
/// Those of the database.
pub async fn published(c: &mut Conn, after: Option<&Cursor>) -> sqlx::Result<Page<Published>> {
    let narrow = |sql: &mut Sql| {
        sql.push("m.state = ").bind(State::Published).push(" AND m.consent <> ").bind(Consent::None);
        sql.push(" AND m.kind IN ").bind_list([Kind::Opinion, Kind::Proposal]);
        sql.push(" AND (m.record_id IS NULL OR r.id IS NOT NULL)");
    };
    let mut count = Sql::new(
        "SELECT COUNT(*) FROM (SELECT m.id FROM feedback m LEFT JOIN public_record r ON r.id = m.record_id WHERE ",
    );
    narrow(&mut count);
    count.push(" LIMIT ").bind(COUNT_CAP + 1).push(") AS counted");
    let total = count.count(c).await?;
    let mut sql = Sql::new("SELECT m.id, m.kind, m.text, CASE WHEN m.consent = ");
    sql.bind(Consent::Named).push(" THEN m.name END AS name, CASE WHEN m.consent = ");
    sql.bind(Consent::Named).push(
        " THEN m.body END AS body, r.slug AS record_slug, r.title AS record_title, m.plan_id, \
         COALESCE(n.number, f.name) AS plan_name, g.name AS org_name, m.answer, m.sent_at, m.settled_at \
         FROM feedback m JOIN org g ON g.id = m.org_id LEFT JOIN public_record r ON r.id = m.record_id \
         LEFT JOIN plan n ON n.id = m.plan_id LEFT JOIN document f ON f.id = n.document_id WHERE ",
    );
    narrow(&mut sql);
    newest_first(&mut sql, after, OPEN_PAGE);
    let rows: Vec<Published> = sql.all(c).await?;
    Ok(Page::cut(rows, OPEN_PAGE, total, |of| cursor(of.sent_at, of.id)))
}

fn cursor(at: Millis, id: FeedbackId) -> Cursor {
    Cursor(vec![at.0.to_string(), id.to_string()])
}

fn newest_first(sql: &mut Sql, after: Option<&Cursor>, size: usize) {
    if let Some([at, id]) = after.map(|cursor| cursor.0.as_slice()) {
        let at = Millis(at.parse().unwrap_or(i64::MAX));
        let id = FeedbackId(id.parse().unwrap_or(uuid::Uuid::max()));
        sql.push(" AND (m.sent_at < ").bind(at).push(" OR (m.sent_at = ").bind(at);
        sql.push(" AND m.id < ").bind(id).push("))");
    }
    sql.push(" ORDER BY m.sent_at DESC, m.id DESC LIMIT ").bind(size as i64 + 1);
}
