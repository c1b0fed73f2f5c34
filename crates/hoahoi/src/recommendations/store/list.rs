//! Lists of recommendations.

use super::super::model::State;
use super::super::scope::RecommendationScope;
use super::{Recommendation, SELECT};
use crate::accounts::access::Permit;
use crate::accounts::rights::RouteRecommendation;
use crate::db::{Conn, Day, Millis, Sql, query};
use crate::ids::{DutyId, LineId, OrgId, PeriodId, RecommendationId, SubmissionId};
use crate::web::paging::{COUNT_CAP, Cursor, PAGE, Page};

/// What a list is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// States; empty for all.
    pub states: Vec<State>,
    /// Name of the competent body.
    pub to: Option<String>,
    /// Who made it.
    pub from: Option<OrgId>,
    /// The period.
    pub period: Option<PeriodId>,
}

/// The recommendations a viewer sees, newest first.
///
/// # Errors
/// Those of the database.
pub async fn list(
    c: &mut Conn,
    scope: &RecommendationScope,
    filter: &Filter,
    after: Option<&Cursor>,
) -> sqlx::Result<Page<Recommendation>> {
    let narrow = |sql: &mut Sql| {
        scope.push(sql);
        if !filter.states.is_empty() {
            sql.push(" AND r.state IN ").bind_list(filter.states.iter().copied());
        }
        if let Some(to) = &filter.to {
            sql.push(" AND r.to_name = ").bind(to.as_str());
        }
        if let Some(org) = filter.from {
            sql.push(" AND r.org_id = ").bind(org);
        }
        if let Some(period) = filter.period {
            sql.push(" AND r.period_id = ").bind(period);
        }
    };
    let mut count = Sql::new(
        "SELECT COUNT(*) FROM (SELECT r.id FROM recommendation r JOIN duty d ON d.id = r.duty_id WHERE ",
    );
    narrow(&mut count);
    count.push(" LIMIT ").bind(COUNT_CAP + 1).push(") AS counted");
    let total = count.count(c).await?;
    let mut sql = Sql::new(SELECT);
    narrow(&mut sql);
    if let Some([at, id]) = after.map(|cursor| cursor.0.as_slice()) {
        let at = Millis(at.parse().unwrap_or(i64::MAX));
        let id = RecommendationId(id.parse().unwrap_or(uuid::Uuid::max()));
        sql.push(" AND (r.made_at < ").bind(at).push(" OR (r.made_at = ").bind(at);
        sql.push(" AND r.id < ").bind(id).push("))");
    }
    sql.push(" ORDER BY r.made_at DESC, r.id DESC LIMIT ").bind(PAGE as i64 + 1);
    let rows: Vec<Recommendation> = sql.all(c).await?;
    Ok(Page::cut(rows, PAGE, total, |row| Cursor(vec![row.made_at.0.to_string(), row.id.to_string()])))
}

/// What recommendations are looked for about.
#[derive(Debug, Clone, Copy)]
pub enum About {
    /// A duty.
    Duty(DutyId),
    /// A report.
    Submission(SubmissionId),
}

/// The recommendations about one thing that a viewer sees, newest first; those withdrawn are left out.
///
/// # Errors
/// Those of the database.
pub async fn about(
    c: &mut Conn,
    scope: &RecommendationScope,
    about: About,
) -> sqlx::Result<Vec<Recommendation>> {
    let mut sql = Sql::new(SELECT);
    match about {
        About::Duty(duty) => sql.push("r.duty_id = ").bind(duty),
        About::Submission(submission) => sql.push("r.submission_id = ").bind(submission),
    };
    sql.push(" AND r.state <> ").bind(State::Withdrawn).push(" AND ");
    scope.push(&mut sql);
    sql.push(" ORDER BY p.closes_on DESC, d.ordinal, r.id");
    sql.all(c).await
}

/// Recommendations routed to some bodies, which have not answered; oldest first.
///
/// # Errors
/// Those of the database.
pub async fn waiting_for_orgs(
    c: &mut Conn,
    scope: &RecommendationScope,
    limit: i64,
) -> sqlx::Result<Vec<Recommendation>> {
    if scope.own().is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(SELECT);
    sql.push("r.state = ").bind(State::Routed).push(" AND r.to_org IN ");
    sql.bind_list(scope.own().iter().copied()).push(" AND ");
    scope.push(&mut sql);
    sql.push(" ORDER BY r.routed_on, r.id LIMIT ").bind(limit);
    sql.all(c).await
}

/// Recommendations that wait for the coordinator: to be routed, or answered and to be closed; oldest first.
///
/// # Errors
/// Those of the database.
pub async fn waiting_for_coordinator(
    c: &mut Conn,
    _permit: &Permit<RouteRecommendation>,
    scope: &RecommendationScope,
    limit: i64,
) -> sqlx::Result<Vec<Recommendation>> {
    let mut sql = Sql::new(SELECT);
    sql.push("r.state IN ").bind_list([State::New, State::Declined, State::Answered]).push(" AND ");
    scope.push(&mut sql);
    sql.push(" ORDER BY r.updated_at, r.id LIMIT ").bind(limit);
    sql.all(c).await
}

/// What a list can be narrowed to.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// Competent bodies by name.
    pub to: Vec<String>,
    /// Agencies that made recommendations.
    pub from: Vec<(OrgId, String)>,
    /// Periods with their codes.
    pub periods: Vec<(PeriodId, String)>,
}

/// Bodies, agencies and periods of the recommendations that a viewer sees.
///
/// # Errors
/// Those of the database.
pub async fn names(c: &mut Conn, scope: &RecommendationScope) -> sqlx::Result<Names> {
    let mut to = Sql::new(
        "SELECT DISTINCT r.to_name FROM recommendation r JOIN duty d ON d.id = r.duty_id WHERE r.to_name IS NOT NULL AND ",
    );
    scope.push(&mut to);
    to.push(" ORDER BY r.to_name");
    let mut from = Sql::new(
        "SELECT DISTINCT g.id, g.name, g.sort_key FROM recommendation r JOIN duty d ON d.id = r.duty_id \
         JOIN org g ON g.id = r.org_id WHERE ",
    );
    scope.push(&mut from);
    from.push(" ORDER BY g.sort_key, g.id");
    let mut periods = Sql::new(
        "SELECT DISTINCT p.id, p.code, p.closes_on FROM recommendation r JOIN duty d ON d.id = r.duty_id \
         JOIN period p ON p.id = r.period_id WHERE ",
    );
    scope.push(&mut periods);
    periods.push(" ORDER BY p.closes_on DESC, p.id");
    let to: Vec<(String,)> = to.all(c).await?;
    let from: Vec<(OrgId, String, String)> = from.all(c).await?;
    let periods: Vec<(PeriodId, String, Day)> = periods.all(c).await?;
    Ok(Names {
        to: to.into_iter().map(|row| row.0).collect(),
        from: from.into_iter().map(|(id, name, _)| (id, name)).collect(),
        periods: periods.into_iter().map(|(id, code, _)| (id, code)).collect(),
    })
}

/// How far the recommendation of a line has come: the consolidated report says it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Followed {
    /// The line that makes it.
    pub line_id: LineId,
    /// Where it stands.
    pub state: State,
    /// The competent body.
    pub to_name: Option<String>,
    /// Since when it is there.
    pub routed_on: Option<Day>,
    /// Number and symbol of the paper that answers.
    pub answer_number: Option<String>,
    /// Its date.
    pub answer_date: Option<Day>,
    /// When it was answered.
    pub answered_on: Option<Day>,
    /// Why it was closed.
    pub closing: Option<String>,
}

/// How far the recommendations of a period have come; for whoever reads the reports of all agencies.
///
/// # Errors
/// Those of the database.
pub async fn followed(c: &mut Conn, period: PeriodId) -> sqlx::Result<Vec<Followed>> {
    const SQL: &str = "SELECT line_id, state, to_name, routed_on, answer_number, answer_date, answered_on, closing \
                       FROM recommendation WHERE period_id = $1";
    query(SQL).bind(period).all(c).await
}
