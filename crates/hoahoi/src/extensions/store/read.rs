//! Requests as pages and other capabilities read them.

use super::super::model::{Facts, State};
use super::super::scope::ExtensionScope;
use crate::accounts::access::Permit;
use crate::accounts::rights::DecideExtension;
use crate::db::{Conn, Day, Millis, Sql, query};
use crate::duties::model::State as DutyState;
use crate::ids::{DutyId, ExtensionId, OrgId};
use crate::text_enum;
use crate::web::paging::{COUNT_CAP, Cursor, Page};

/// A request with the duty that it is about.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Extension {
    /// Which.
    pub id: ExtensionId,
    /// About which duty.
    pub duty_id: DutyId,
    /// Whose.
    pub org_id: OrgId,
    /// Where it stands.
    pub state: State,
    /// Revision, for forms.
    pub rev: i64,
    /// The deadline as it stood when the request was written.
    pub from_day: Day,
    /// The day asked for.
    pub asked_day: Day,
    /// Why; empty for duties in security and defence.
    pub reason: String,
    /// When the head sent it; nothing as long as it has not left the agency.
    pub sent_on: Option<Day>,
    /// The day granted.
    pub granted_day: Option<Day>,
    /// Words of the decision.
    pub decision: String,
    /// Number and symbol of the paper that carries the decision.
    pub document: Option<String>,
    /// Its date.
    pub document_date: Option<Day>,
    /// When it was decided, or taken back.
    pub decided_on: Option<Day>,
    /// When it last changed.
    pub updated_at: Millis,
    /// Where the duty stands in its plan.
    pub section_path: String,
    /// Which paragraph.
    pub paragraph: i64,
    /// The duty's sentence.
    pub text: String,
    /// Whether it belongs to security and defence.
    pub restricted: bool,
    /// Number and symbol of the plan.
    pub plan_number: Option<String>,
}

const SELECT: &str = "SELECT e.id, e.duty_id, e.org_id, e.state, e.rev, e.from_day, e.asked_day, e.reason, e.sent_on, \
    e.granted_day, e.decision, e.document, e.document_date, e.decided_on, e.updated_at, d.section_path, d.paragraph, \
    d.text, d.restricted, (SELECT p.number FROM plan p WHERE p.id = d.plan_id) AS plan_number \
    FROM extension e JOIN duty d ON d.id = e.duty_id WHERE ";

/// One request, when the viewer sees it.
///
/// # Errors
/// Those of the database.
pub async fn one(c: &mut Conn, scope: &ExtensionScope, id: ExtensionId) -> sqlx::Result<Option<Extension>> {
    let mut sql = Sql::new(SELECT);
    sql.push("e.id = ").bind(id).push(" AND ");
    scope.push(&mut sql);
    sql.optional(c).await
}

/// The requests about one duty that the viewer sees, oldest first.
///
/// # Errors
/// Those of the database.
pub async fn of_duty(c: &mut Conn, scope: &ExtensionScope, duty: DutyId) -> sqlx::Result<Vec<Extension>> {
    let mut sql = Sql::new(SELECT);
    sql.push("e.duty_id = ").bind(duty).push(" AND ");
    scope.push(&mut sql);
    sql.push(" ORDER BY e.id");
    sql.all(c).await
}

/// The request of an agency about a duty that is still being written or decided.
///
/// # Errors
/// Those of the database.
pub async fn live(c: &mut Conn, duty: DutyId, org: OrgId) -> sqlx::Result<Option<Extension>> {
    let mut sql = Sql::new(SELECT);
    sql.push("e.duty_id = ").bind(duty).push(" AND e.org_id = ").bind(org);
    sql.push(" AND e.state IN ('awaiting-head', 'open')");
    sql.optional(c).await
}

text_enum! {
    /// Which requests a list shows, as it stands in the address.
    pub enum Wanted {
        /// Not decided yet.
        Open = "cho",
        /// Decided or taken back.
        Decided = "da-quyet-dinh",
    }
}

/// What a list is narrowed to.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filter {
    /// Open or decided.
    pub wanted: Option<Wanted>,
    /// Of this agency.
    pub org: Option<OrgId>,
}

/// One page of the requests that the viewer sees, last changed first.
///
/// # Errors
/// Those of the database.
pub async fn page(
    c: &mut Conn,
    scope: &ExtensionScope,
    filter: Filter,
    after: Option<&Cursor>,
    size: usize,
) -> sqlx::Result<Page<Extension>> {
    let narrow = |sql: &mut Sql| {
        scope.push(sql);
        match filter.wanted {
            Some(Wanted::Open) => sql.push(" AND e.state IN ('awaiting-head', 'open')"),
            Some(Wanted::Decided) => sql.push(" AND e.state NOT IN ('awaiting-head', 'open')"),
            None => sql,
        };
        if let Some(org) = filter.org {
            sql.push(" AND e.org_id = ").bind(org);
        }
    };
    let mut count =
        Sql::new("SELECT COUNT(*) FROM (SELECT e.id FROM extension e JOIN duty d ON d.id = e.duty_id WHERE ");
    narrow(&mut count);
    count.push(" LIMIT ").bind(COUNT_CAP + 1).push(") AS counted");
    let total = count.count(c).await?;
    let mut sql = Sql::new(SELECT);
    narrow(&mut sql);
    if let Some([at, id]) = after.map(|cursor| cursor.0.as_slice()) {
        let at: i64 = at.parse().unwrap_or(i64::MAX);
        let id = ExtensionId(id.parse().unwrap_or(uuid::Uuid::nil()));
        sql.push(" AND (e.updated_at, e.id) < (").bind(at).push(", ").bind(id).push(")");
    }
    let limit = i64::try_from(size + 1).unwrap_or(i64::MAX);
    sql.push(" ORDER BY e.updated_at DESC, e.id DESC LIMIT ").bind(limit);
    let rows = sql.all(c).await?;
    Ok(Page::cut(rows, size, total, |row: &Extension| {
        Cursor(vec![row.updated_at.0.to_string(), row.id.to_string()])
    }))
}

/// Requests that wait for the coordinator, those sent first at the top.
///
/// # Errors
/// Those of the database.
pub async fn to_decide(
    c: &mut Conn,
    _permit: &Permit<DecideExtension>,
    limit: i64,
) -> sqlx::Result<Vec<Extension>> {
    let mut sql = Sql::new(SELECT);
    sql.push("e.state = ").bind(State::Open).push(" ORDER BY e.sent_on, e.id LIMIT ").bind(limit);
    sql.all(c).await
}

/// Requests of some agencies that wait for their heads, and those decided since a day.
///
/// # Errors
/// Those of the database.
pub async fn of_agencies(c: &mut Conn, orgs: &[OrgId], decided_since: Day) -> sqlx::Result<Vec<Extension>> {
    if orgs.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(SELECT);
    sql.push("e.org_id IN ").bind_list(orgs.iter().copied());
    sql.push(" AND (e.state = ").bind(State::AwaitingHead);
    sql.push(" OR e.state IN ('granted', 'refused') AND e.decided_on >= ").bind(decided_since);
    sql.push(") ORDER BY e.updated_at DESC, e.id LIMIT 50");
    sql.all(c).await
}

/// How many extensions each agency was granted between two days, both included, for duties in security and defence
/// (`true`) and for all others: for the evaluation of agencies.
///
/// # Errors
/// Those of the database.
pub async fn granted(c: &mut Conn, from: Day, to: Day) -> sqlx::Result<Vec<(OrgId, bool, i64)>> {
    const SQL: &str = "SELECT e.org_id, d.restricted, COUNT(*) FROM extension e JOIN duty d ON d.id = e.duty_id \
                       WHERE e.state = $1 AND e.decided_on >= $2 AND e.decided_on <= $3 \
                       GROUP BY e.org_id, d.restricted ORDER BY e.org_id, d.restricted";
    query(SQL).bind(State::Granted).bind(from).bind(to).all(c).await
}

/// What the rules look at, and the duty's revision and restriction with which they were read.
#[derive(Debug, Clone, Copy)]
pub struct Ground {
    /// What decides.
    pub facts: Facts,
    /// Revision of the duty.
    pub rev: i64,
    /// Whether it belongs to security and defence.
    pub restricted: bool,
}

/// What the rules look at for a tracked duty and a body, read in one statement.
///
/// # Errors
/// Those of the database.
pub async fn ground(c: &mut Conn, duty: DutyId, org: OrgId) -> sqlx::Result<Option<Ground>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        rev: i64,
        restricted: bool,
        deadline: Option<Day>,
        whole: DutyState,
        part: Option<DutyState>,
        granted: i64,
    }
    const SQL: &str = "SELECT d.rev, d.restricted, d.deadline, d.state AS whole, o.state AS part, \
        (SELECT COUNT(*) FROM extension e WHERE e.duty_id = d.id AND e.state = 'granted') AS granted \
        FROM duty d LEFT JOIN duty_owner o ON o.duty_id = d.id AND o.org_id = $2 WHERE d.id = $1 AND d.tracked = $3";
    let row: Option<Row> = query(SQL).bind(duty).bind(org).bind(true).optional(c).await?;
    Ok(row.map(|row| Ground {
        facts: Facts { deadline: row.deadline, whole: row.whole, part: row.part, granted: row.granted },
        rev: row.rev,
        restricted: row.restricted,
    }))
}
