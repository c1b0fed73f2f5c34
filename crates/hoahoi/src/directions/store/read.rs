//! Directions as pages read them.

use std::collections::HashMap;

use super::super::model::{Answer, Capacity, State};
use super::super::scope::DirectionScope;
use crate::db::{Conn, Day, Millis, Sql, query};
use crate::ids::{AccountId, DirectionId, DutyId, OrgId, SubmissionId};
use crate::text_enum;
use crate::web::paging::{COUNT_CAP, Cursor, Page};

/// A direction with what it is about.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Direction {
    /// Which.
    pub id: DirectionId,
    /// About which duty.
    pub duty_id: Option<DutyId>,
    /// About which report.
    pub submission_id: Option<SubmissionId>,
    /// Where it stands.
    pub state: State,
    /// Revision, for forms.
    pub rev: i64,
    /// In which capacity it was given.
    pub capacity: Capacity,
    /// Its words.
    pub text: String,
    /// The day by which to answer.
    pub answer_by: Option<Day>,
    /// Who gave it.
    pub given_by: AccountId,
    /// For which body.
    pub given_org: Option<OrgId>,
    /// When.
    pub given_at: Millis,
    /// Where the duty stands in its plan.
    pub section_path: Option<String>,
    /// Which paragraph.
    pub paragraph: Option<i64>,
    /// The duty's sentence.
    pub duty_text: Option<String>,
    /// Number of the plan.
    pub plan_number: Option<String>,
    /// Code of the report's period.
    pub code: Option<String>,
    /// The agency that reported.
    pub report_org: Option<OrgId>,
}

/// A body that is to answer.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Addressee {
    /// Which direction.
    pub direction_id: DirectionId,
    /// Which body.
    pub org_id: OrgId,
    /// Where its answer stands.
    pub state: Answer,
    /// Revision, for forms.
    pub rev: i64,
    /// What is being written; only its own people see it before it has been sent.
    pub answer: String,
    /// When the answer was last sent.
    pub answered_on: Option<Day>,
}

text_enum! {
    /// What was said about a direction.
    pub enum Said {
        /// An addressee's answer.
        Answer = "answer",
        /// The words with which more was asked for.
        SendBack = "send-back",
        /// The words at its end.
        Close = "close",
    }
}

/// One thing that was said.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Word {
    /// About which direction.
    pub direction_id: DirectionId,
    /// The addressee concerned.
    pub org_id: Option<OrgId>,
    /// What.
    pub kind: Said,
    /// In which words.
    pub text: String,
    /// When.
    pub at: Millis,
}

const FROM: &str = " FROM direction n LEFT JOIN duty d ON d.id = n.duty_id LEFT JOIN submission s ON s.id = n.submission_id \
    LEFT JOIN period p ON p.id = s.period_id WHERE ";

fn select() -> Sql {
    let mut sql = Sql::new(
        "SELECT n.id, n.duty_id, n.submission_id, n.state, n.rev, n.capacity, n.text, n.answer_by, n.given_by, n.given_org, \
         n.given_at, d.section_path, d.paragraph, d.text AS duty_text, (SELECT k.number FROM plan k WHERE k.id = d.plan_id) AS plan_number, \
         p.code, s.org_id AS report_org",
    );
    sql.push(FROM);
    sql
}

/// One direction, when the viewer sees it.
///
/// # Errors
/// Those of the database.
pub async fn one(c: &mut Conn, scope: &DirectionScope, id: DirectionId) -> sqlx::Result<Option<Direction>> {
    let mut sql = select();
    sql.push("n.id = ").bind(id).push(" AND ");
    scope.push(&mut sql);
    sql.optional(c).await
}

/// What a direction is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// A duty.
    Duty(DutyId),
    /// An agency's report.
    Report(SubmissionId),
}

/// The directions about a duty or a report that the viewer sees, those not closed first, latest first.
///
/// # Errors
/// Those of the database.
pub async fn about(c: &mut Conn, scope: &DirectionScope, about: About) -> sqlx::Result<Vec<Direction>> {
    let mut sql = select();
    match about {
        About::Duty(duty) => sql.push("n.duty_id = ").bind(duty),
        About::Report(report) => sql.push("n.submission_id = ").bind(report),
    };
    sql.push(" AND ");
    scope.push(&mut sql);
    sql.push(" ORDER BY CASE WHEN n.state = 'closed' THEN 1 ELSE 0 END, n.given_at DESC, n.id DESC");
    sql.all(c).await
}

/// The addressees of some directions, in the order in which they were named.
///
/// # Errors
/// Those of the database.
pub async fn addressees(
    c: &mut Conn,
    ids: impl IntoIterator<Item = DirectionId>,
) -> sqlx::Result<HashMap<DirectionId, Vec<Addressee>>> {
    let mut sql = Sql::new(
        "SELECT direction_id, org_id, state, rev, answer, answered_on FROM direction_addressee WHERE direction_id IN ",
    );
    sql.bind_list(ids).push(" ORDER BY direction_id, ordinal");
    let mut out: HashMap<DirectionId, Vec<Addressee>> = HashMap::new();
    for row in sql.all::<Addressee>(c).await? {
        out.entry(row.direction_id).or_default().push(row);
    }
    Ok(out)
}

/// What was said about a direction, oldest first.
///
/// # Errors
/// Those of the database.
pub async fn words(c: &mut Conn, id: DirectionId) -> sqlx::Result<Vec<Word>> {
    const SQL: &str = "SELECT direction_id, org_id, kind, text, at FROM direction_event WHERE direction_id = $1 ORDER BY at, id";
    query(SQL).bind(id).all(c).await
}

/// What a list is narrowed to.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filter {
    /// In this state.
    pub state: Option<State>,
    /// Addressed to this body.
    pub org: Option<OrgId>,
}

/// One page of the directions that the viewer sees, latest first.
///
/// # Errors
/// Those of the database.
pub async fn page(
    c: &mut Conn,
    scope: &DirectionScope,
    filter: Filter,
    after: Option<&Cursor>,
    size: usize,
) -> sqlx::Result<Page<Direction>> {
    let narrow = |sql: &mut Sql| {
        scope.push(sql);
        if let Some(state) = filter.state {
            sql.push(" AND n.state = ").bind(state);
        }
        if let Some(org) = filter.org {
            sql.push(" AND EXISTS (SELECT 1 FROM direction_addressee b WHERE b.direction_id = n.id AND b.org_id = ");
            sql.bind(org).push(")");
        }
    };
    let mut count = Sql::new("SELECT COUNT(*) FROM (SELECT n.id");
    count.push(FROM);
    narrow(&mut count);
    count.push(" LIMIT ").bind(COUNT_CAP + 1).push(") AS counted");
    let total = count.count(c).await?;
    let mut sql = select();
    narrow(&mut sql);
    if let Some([at, id]) = after.map(|cursor| cursor.0.as_slice()) {
        let at: i64 = at.parse().unwrap_or(i64::MAX);
        let id = DirectionId(id.parse().unwrap_or(uuid::Uuid::nil()));
        sql.push(" AND (n.given_at, n.id) < (").bind(at).push(", ").bind(id).push(")");
    }
    let limit = i64::try_from(size + 1).unwrap_or(i64::MAX);
    sql.push(" ORDER BY n.given_at DESC, n.id DESC LIMIT ").bind(limit);
    let rows = sql.all(c).await?;
    Ok(Page::cut(rows, size, total, |row: &Direction| {
        Cursor(vec![row.given_at.0.to_string(), row.id.to_string()])
    }))
}

/// Directions that some agencies have still to answer: those with the nearest day first.
///
/// # Errors
/// Those of the database.
pub async fn to_answer(
    c: &mut Conn,
    scope: &DirectionScope,
    limit: i64,
) -> sqlx::Result<Vec<(Direction, Addressee)>> {
    if scope.own().is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = select();
    sql.push(
        "n.state <> 'closed' AND EXISTS (SELECT 1 FROM direction_addressee w WHERE w.direction_id = n.id ",
    );
    sql.push("AND w.state <> 'answered' AND w.org_id IN ")
        .bind_list(scope.own().iter().copied())
        .push(") AND ");
    scope.push(&mut sql);
    sql.push(" ORDER BY COALESCE(n.answer_by, '9999-12-31'), n.given_at, n.id LIMIT ").bind(limit);
    let found: Vec<Direction> = sql.all(c).await?;
    let mut addressed = addressees(c, found.iter().map(|n| n.id)).await?;
    let mut out = Vec::new();
    for direction in found {
        for addressee in addressed.remove(&direction.id).unwrap_or_default() {
            if addressee.state.is_owed() && scope.own().contains(&addressee.org_id) {
                out.push((direction.clone(), addressee));
            }
        }
    }
    Ok(out)
}

/// Directions of one person that all addressees have answered: to be closed.
///
/// # Errors
/// Those of the database.
pub async fn to_close(
    c: &mut Conn,
    scope: &DirectionScope,
    giver: AccountId,
    limit: i64,
) -> sqlx::Result<Vec<Direction>> {
    let mut sql = select();
    sql.push("n.state = ").bind(State::Answered).push(" AND n.given_by = ").bind(giver).push(" AND ");
    scope.push(&mut sql);
    sql.push(" ORDER BY n.given_at, n.id LIMIT ").bind(limit);
    sql.all(c).await
}
