//! Recommendations in the database.

mod acts;
mod list;
mod take_up;

pub use acts::{Body, Outcome, Paper, answer, answer_on_paper, close, decline, route, save_draft};
pub use list::{
    About, Filter, Followed, Names, about, followed, list, names, waiting_for_coordinator, waiting_for_orgs,
};
pub use take_up::take_up;

use super::model::{EventKind, State};
use super::scope::RecommendationScope;
use crate::db::{Conn, Day, Millis, Sql, Tx, query};
use crate::ids::{AccountId, DutyId, LineId, OrgId, PeriodId, RecommendationId, SubmissionId};
use crate::organisations::System;

/// A recommendation with where it comes from.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Recommendation {
    /// Which.
    pub id: RecommendationId,
    /// Counts the changes.
    pub rev: i64,
    /// Where it stands.
    pub state: State,
    /// Its words, as in the last accepted version of the report.
    pub text: String,
    /// The line that makes it.
    pub line_id: LineId,
    /// The report.
    pub submission_id: SubmissionId,
    /// The period.
    pub period_id: PeriodId,
    /// The period's code.
    pub code: String,
    /// The duty.
    pub duty_id: DutyId,
    /// Where the duty stands in the plan.
    pub section_path: String,
    /// Which paragraph.
    pub paragraph: i64,
    /// The plan's number, or the name of its file.
    pub plan_name: String,
    /// Who makes it.
    pub org_id: OrgId,
    /// That agency's name.
    pub org_name: String,
    /// Its system.
    pub system: System,
    /// When it was taken up.
    pub made_at: Millis,
    /// When it last changed.
    pub updated_at: Millis,
    /// The competent body, when the directory knows it.
    pub to_org: Option<OrgId>,
    /// The competent body's name.
    pub to_name: Option<String>,
    /// Since when it is there.
    pub routed_on: Option<Day>,
    /// What that body is writing; seen by its own people only.
    pub draft: String,
    /// The answer.
    pub answer: Option<String>,
    /// Number and symbol of the paper that answers.
    pub answer_number: Option<String>,
    /// Its date.
    pub answer_date: Option<Day>,
    /// When it was answered.
    pub answered_on: Option<Day>,
    /// Why it was closed.
    pub closing: Option<String>,
}

const SELECT: &str = "SELECT r.id, r.rev, r.state, r.text, r.line_id, r.submission_id, r.period_id, p.code, r.duty_id, d.section_path, \
     d.paragraph, COALESCE(n.number, f.name) AS plan_name, r.org_id, g.name AS org_name, g.system, r.made_at, r.updated_at, \
     r.to_org, r.to_name, r.routed_on, r.draft, r.answer, r.answer_number, r.answer_date, r.answered_on, r.closing \
     FROM recommendation r JOIN duty d ON d.id = r.duty_id JOIN plan n ON n.id = d.plan_id \
     JOIN document f ON f.id = n.document_id JOIN period p ON p.id = r.period_id JOIN org g ON g.id = r.org_id WHERE ";

/// One recommendation, when the viewer sees it.
///
/// # Errors
/// Those of the database.
pub async fn get(
    c: &mut Conn,
    scope: &RecommendationScope,
    id: RecommendationId,
) -> sqlx::Result<Option<Recommendation>> {
    let mut sql = Sql::new(SELECT);
    sql.push("r.id = ").bind(id).push(" AND ");
    scope.push(&mut sql);
    sql.optional(c).await
}

/// Something that happened to a recommendation.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Event {
    /// When.
    pub at: Millis,
    /// What.
    pub kind: EventKind,
    /// For which body a person acted.
    pub org_name: Option<String>,
    /// To which body it went.
    pub to_name: Option<String>,
    /// In which words.
    pub text: Option<String>,
}

/// What has happened to a recommendation, oldest first.
///
/// # Errors
/// Those of the database.
pub async fn history(c: &mut Conn, id: RecommendationId) -> sqlx::Result<Vec<Event>> {
    const SQL: &str = "SELECT e.at, e.kind, g.name AS org_name, e.to_name, e.text FROM recommendation_event e \
                       LEFT JOIN org g ON g.id = e.org_id WHERE e.recommendation_id = $1 ORDER BY e.at, e.id";
    query(SQL).bind(id).all(c).await
}

/// Who acts, for which body, and when.
#[derive(Debug, Clone, Copy)]
struct By {
    account: AccountId,
    org: Option<OrgId>,
    at: Millis,
}

/// Writes an event and the audit entry; the words stay out of the log.
async fn note(
    tx: &mut Tx,
    id: RecommendationId,
    kind: EventKind,
    by: By,
    to_name: Option<&str>,
    text: Option<&str>,
) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO recommendation_event (id, recommendation_id, at, kind, org_id, account_id, to_name, text) \
                       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    query(SQL)
        .bind(uuid::Uuid::now_v7())
        .bind(id)
        .bind(by.at)
        .bind(kind)
        .bind(by.org)
        .bind(by.account)
        .bind(to_name)
        .bind(text)
        .run(tx)
        .await?;
    crate::audit::record(
        tx,
        crate::audit::Entry {
            at: by.at,
            account: Some(by.account),
            org: by.org,
            action: action(kind),
            subject_kind: "recommendation",
            subject_id: Some(id.0),
            fields: serde_json::json!({ "to": to_name }),
        },
    )
    .await
}

fn action(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Made => "recommendation.make",
        EventKind::Revised => "recommendation.revise",
        EventKind::Withdrawn => "recommendation.withdraw",
        EventKind::Routed => "recommendation.route",
        EventKind::Declined => "recommendation.decline",
        EventKind::Answered => "recommendation.answer",
        EventKind::AnsweredOnPaper => "recommendation.answer-on-paper",
        EventKind::Resolved => "recommendation.resolve",
        EventKind::NotTakenUp => "recommendation.dismiss",
    }
}
