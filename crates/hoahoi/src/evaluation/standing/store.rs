//! Assessments in the database. Nothing is overwritten: the latest holds, and earlier ones stay for past days.

use std::collections::HashMap;

use super::super::model::{Level, Span};
use crate::accounts::access::Permit;
use crate::accounts::rights::AssessStanding;
use crate::audit;
use crate::db::{Conn, Day, Millis, Sql, Tx, query};
use crate::ids::{DutyId, OrgId, PeriodId};
use crate::organisations::System;
use crate::reporting::model::{Progress, State};
use crate::web::paging::{COUNT_CAP, Cursor, PAGE, Page};

/// How an agency carried out a standing duty in a period.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Assessment {
    /// The duty.
    pub duty_id: DutyId,
    /// The agency.
    pub org_id: OrgId,
    /// Its name.
    pub org_name: String,
    /// The period.
    pub period_id: PeriodId,
    /// Its code.
    pub code: String,
    /// The plan's number, or the name of its file.
    pub plan_name: String,
    /// Where the duty stands in the plan.
    pub section_path: String,
    /// Which paragraph.
    pub paragraph: i64,
    /// The judgement.
    pub level: Level,
    /// In which words.
    pub note: String,
    /// When.
    pub at: Millis,
}

const SELECT: &str = "SELECT a.duty_id, a.org_id, g.name AS org_name, a.period_id, p.code, COALESCE(n.number, f.name) AS plan_name, \
    d.section_path, d.paragraph, a.level, a.note, a.at FROM standing_assessment a JOIN duty d ON d.id = a.duty_id \
    JOIN plan n ON n.id = d.plan_id JOIN document f ON f.id = n.document_id JOIN period p ON p.id = a.period_id \
    JOIN org g ON g.id = a.org_id WHERE ";

/// The latest of each duty, agency and period by the end of a day; those taken back are left out.
fn latest(rows: Vec<Assessment>, day: Day) -> Vec<Assessment> {
    let mut at: HashMap<(DutyId, OrgId, PeriodId), usize> = HashMap::new();
    let mut kept: Vec<Assessment> = Vec::new();
    for row in rows.into_iter().filter(|row| row.at.day() <= day) {
        match at.entry((row.duty_id, row.org_id, row.period_id)) {
            std::collections::hash_map::Entry::Occupied(place) => kept[*place.get()] = row,
            std::collections::hash_map::Entry::Vacant(place) => {
                place.insert(kept.len());
                kept.push(row);
            }
        }
    }
    kept.retain(|row| row.level != Level::Unassessed);
    kept
}

/// The assessments of a span as they were known at the end of a day. Duties in security and defence are not assessed.
///
/// # Errors
/// Those of the database.
pub async fn in_span(c: &mut Conn, span: &Span, day: Day) -> sqlx::Result<Vec<Assessment>> {
    let mut sql = Sql::new(SELECT);
    match &span.code {
        Some(code) => sql.push("p.code = ").bind(code.as_str()),
        None => sql.push("p.due_on >= ").bind(span.from).push(" AND p.due_on <= ").bind(span.to),
    };
    sql.push(" AND d.restricted = ").bind(false);
    sql.push(" ORDER BY a.at, a.id");
    Ok(latest(sql.all(c).await?, day))
}

/// How a standing duty was carried out, latest period first.
///
/// # Errors
/// Those of the database.
pub async fn of_duty(c: &mut Conn, duty: DutyId, day: Day) -> sqlx::Result<Vec<Assessment>> {
    let mut sql = Sql::new(SELECT);
    sql.push("a.duty_id = ").bind(duty).push(" ORDER BY p.closes_on DESC, g.sort_key, a.at, a.id");
    Ok(latest(sql.all(c).await?, day))
}

/// How some standing duties were carried out, latest period first. Duties in security and defence are left out.
///
/// # Errors
/// Those of the database.
pub async fn of_duties(c: &mut Conn, duties: &[DutyId], day: Day) -> sqlx::Result<Vec<Assessment>> {
    let mut sql = Sql::new(SELECT);
    sql.push("d.restricted = ").bind(false).push(" AND a.duty_id IN ").bind_list(duties.iter().copied());
    sql.push(" ORDER BY p.closes_on DESC, p.id, a.at, a.id");
    Ok(latest(sql.all(c).await?, day))
}

/// One standing duty of an agency in a period, with what its accepted report says and how it was assessed.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct ToAssess {
    /// The duty.
    pub duty_id: DutyId,
    /// The agency.
    pub org_id: OrgId,
    /// Its name.
    pub org_name: String,
    /// The name's place in the alphabet.
    pub org_key: String,
    /// Where the duty stands in the plan.
    pub section_path: String,
    /// Which paragraph.
    pub paragraph: i64,
    /// Its place in the plan.
    pub ordinal: i64,
    /// Its sentence.
    pub text: String,
    /// Where the agency's report stands.
    pub state: Option<State>,
    /// How far, once the report was accepted.
    pub progress: Option<Progress>,
    /// The result, once the report was accepted.
    pub result: Option<String>,
    /// The judgement; none while nobody has judged.
    pub level: Option<Level>,
    /// In which words.
    pub note: Option<String>,
}

/// The standing duties that state bodies owe in a period, a page of them.
///
/// # Errors
/// Those of the database.
pub async fn to_assess(
    c: &mut Conn,
    _permit: &Permit<AssessStanding>,
    period: PeriodId,
    after: Option<&Cursor>,
) -> sqlx::Result<Page<ToAssess>> {
    const FROM: &str = " FROM obligation o JOIN duty d ON d.id = o.duty_id JOIN org g ON g.id = o.org_id ";
    let narrow = |sql: &mut Sql| {
        sql.push("WHERE o.period_id = ")
            .bind(period)
            .push(" AND o.exempt_reason IS NULL AND d.deadline IS NULL");
        sql.push(" AND o.role <> 'requested' AND d.restricted = ").bind(false);
        sql.push(" AND g.system = ").bind(System::State);
    };
    let mut count = Sql::new("SELECT COUNT(*)");
    count.push(FROM);
    narrow(&mut count);
    let total = count.count(c).await?.min(COUNT_CAP + 1);
    let mut sql = Sql::new(
        "SELECT o.duty_id, o.org_id, g.name AS org_name, g.sort_key AS org_key, d.section_path, d.paragraph, d.ordinal, d.text, \
         s.state, l.progress, l.result, a.level, a.note",
    );
    sql.push(FROM);
    sql.push("LEFT JOIN submission s ON s.period_id = o.period_id AND s.org_id = o.org_id ");
    sql.push("LEFT JOIN submission_line l ON l.obligation_id = o.id AND s.state = ").bind(State::Accepted);
    sql.push(
        " LEFT JOIN standing_assessment a ON a.id = (SELECT b.id FROM standing_assessment b WHERE b.period_id = o.period_id \
         AND b.org_id = o.org_id AND b.duty_id = o.duty_id ORDER BY b.at DESC, b.id DESC LIMIT 1) ",
    );
    narrow(&mut sql);
    if let Some([key, ordinal, duty]) = after.map(|cursor| cursor.0.as_slice()) {
        let ordinal: i64 = ordinal.parse().unwrap_or_default();
        let duty = DutyId(duty.parse().unwrap_or_default());
        sql.push(" AND (g.sort_key > ").bind(key.as_str()).push(" OR (g.sort_key = ").bind(key.as_str());
        sql.push(" AND (d.ordinal > ").bind(ordinal).push(" OR (d.ordinal = ").bind(ordinal);
        sql.push(" AND d.id > ").bind(duty).push("))))");
    }
    sql.push(" ORDER BY g.sort_key, d.ordinal, d.id LIMIT ").bind(PAGE as i64 + 1);
    let rows: Vec<ToAssess> = sql.all(c).await?;
    let cursor =
        |row: &ToAssess| Cursor(vec![row.org_key.clone(), row.ordinal.to_string(), row.duty_id.to_string()]);
    Ok(Page::cut(rows, PAGE, total, cursor))
}

/// A judgement to be kept.
#[derive(Debug, Clone)]
pub struct Judged<'a> {
    /// The duty.
    pub duty: DutyId,
    /// The agency.
    pub org: OrgId,
    /// How it was carried out.
    pub level: Level,
    /// In which words.
    pub note: &'a str,
}

/// Keeps a judgement, when it differs from the last one. `false` when it does not, or when the agency owes no such
/// standing duty in the period.
///
/// # Errors
/// Those of the database.
pub async fn assess(
    tx: &mut Tx,
    permit: &Permit<AssessStanding>,
    period: PeriodId,
    judged: &Judged<'_>,
    at: Millis,
) -> sqlx::Result<bool> {
    const OWED: &str = "SELECT o.duty_id FROM obligation o JOIN duty d ON d.id = o.duty_id JOIN org g ON g.id = o.org_id \
        WHERE o.period_id = $1 AND o.duty_id = $2 AND o.org_id = $3 AND o.exempt_reason IS NULL AND d.deadline IS NULL \
        AND d.restricted = $4 AND g.system = $5 AND o.role <> 'requested'";
    const LAST: &str = "SELECT level, note FROM standing_assessment WHERE period_id = $1 AND duty_id = $2 AND org_id = $3 \
        ORDER BY at DESC, id DESC LIMIT 1";
    const PUT: &str = "INSERT INTO standing_assessment (id, duty_id, org_id, period_id, level, note, account_id, at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let owed: Option<(DutyId,)> = query(OWED)
        .bind(period)
        .bind(judged.duty)
        .bind(judged.org)
        .bind(false)
        .bind(System::State)
        .optional(tx)
        .await?;
    if owed.is_none() {
        return Ok(false);
    }
    let last: Option<(Level, String)> =
        query(LAST).bind(period).bind(judged.duty).bind(judged.org).optional(tx).await?;
    let (level, note) = last.unwrap_or((Level::Unassessed, String::new()));
    if (level, note.as_str()) == (judged.level, judged.note) {
        return Ok(false);
    }
    query(PUT)
        .bind(uuid::Uuid::now_v7())
        .bind(judged.duty)
        .bind(judged.org)
        .bind(period)
        .bind(judged.level)
        .bind(judged.note)
        .bind(permit.account())
        .bind(at)
        .run(tx)
        .await?;
    audit::record(
        tx,
        permit.entry(
            at,
            "duty.assess",
            ("duty", Some(judged.duty.0)),
            serde_json::json!({ "org": judged.org, "period": period, "level": judged.level }),
        ),
    )
    .await?;
    Ok(true)
}
