//! What people do with a recommendation.

use super::super::model::{Act, EventKind, State};
use super::{By, note};
use crate::accounts::access::Permit;
use crate::accounts::rights::{DraftAnswer, RecordAnswer, RouteRecommendation, SendAnswer};
use crate::db::{Day, Millis, Tx, query};
use crate::ids::{OrgId, RecommendationId};

/// The competent body: in the directory, or by name alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// Which, when the directory knows it.
    pub org: Option<OrgId>,
    /// Its name.
    pub name: String,
}

/// An answer that came on paper.
#[derive(Debug, Clone)]
pub struct Paper {
    /// Number and symbol.
    pub number: String,
    /// Its date.
    pub date: Day,
    /// What it says, in short; may be empty.
    pub gist: String,
}

/// What became of an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Done.
    Done,
    /// Somebody else was faster, or it cannot be done any more; nothing was changed.
    Stale,
}

/// Takes the step that an act leads to, unless somebody else was faster.
async fn step(tx: &mut Tx, id: RecommendationId, rev: i64, act: Act, at: Millis) -> sqlx::Result<Outcome> {
    const NOW: &str = "SELECT state FROM recommendation WHERE id = $1 AND rev = $2";
    const MOVE: &str = "UPDATE recommendation SET state = $4, rev = rev + 1, updated_at = $5 WHERE id = $1 AND rev = $2 AND state = $3";
    let now: Option<(State,)> = query(NOW).bind(id).bind(rev).optional(tx).await?;
    let Some((from, to)) = now.and_then(|(from,)| Some((from, act.after(from)?))) else {
        return Ok(Outcome::Stale);
    };
    let moved = query(MOVE).bind(id).bind(rev).bind(from).bind(to).bind(at).execute(tx).await?;
    Ok(if moved == 1 { Outcome::Done } else { Outcome::Stale })
}

/// The coordinator routes it to the competent body, or forwards it to another; an earlier answer stays in the history.
///
/// # Errors
/// Those of the database.
pub async fn route(
    tx: &mut Tx,
    permit: &Permit<RouteRecommendation>,
    id: RecommendationId,
    rev: i64,
    to: &Body,
    reason: &str,
    at: Millis,
) -> sqlx::Result<Outcome> {
    const PUT: &str = "UPDATE recommendation SET to_org = $2, to_name = $3, routed_on = $4, draft = '', answer = NULL, \
                       answer_number = NULL, answer_date = NULL, answered_on = NULL WHERE id = $1";
    let outcome = step(tx, id, rev, Act::Route, at).await?;
    if outcome == Outcome::Done {
        query(PUT).bind(id).bind(to.org).bind(to.name.as_str()).bind(at.day()).run(tx).await?;
        let by = By { account: permit.account(), org: permit.org(), at };
        note(tx, id, EventKind::Routed, by, Some(&to.name), Some(reason)).await?;
    }
    Ok(outcome)
}

/// The body's head says that it is not competent, and why.
///
/// # Errors
/// Those of the database.
pub async fn decline(
    tx: &mut Tx,
    permit: &Permit<SendAnswer>,
    body: OrgId,
    id: RecommendationId,
    rev: i64,
    reason: &str,
    at: Millis,
) -> sqlx::Result<Outcome> {
    let outcome = step(tx, id, rev, Act::Decline, at).await?;
    if outcome == Outcome::Done {
        let by = By { account: permit.account(), org: Some(body), at };
        note(tx, id, EventKind::Declined, by, None, Some(reason)).await?;
    }
    Ok(outcome)
}

/// The body's people keep what they are writing; it has not left the body.
///
/// # Errors
/// Those of the database.
pub async fn save_draft(
    tx: &mut Tx,
    permit: &Permit<DraftAnswer>,
    body: OrgId,
    id: RecommendationId,
    rev: i64,
    text: &str,
    at: Millis,
) -> sqlx::Result<Outcome> {
    const SQL: &str = "UPDATE recommendation SET draft = $5, rev = rev + 1, updated_at = $6 \
                       WHERE id = $1 AND rev = $2 AND state = $3 AND to_org = $4";
    let saved =
        query(SQL).bind(id).bind(rev).bind(State::Routed).bind(body).bind(text).bind(at).execute(tx).await?;
    if saved == 0 {
        return Ok(Outcome::Stale);
    }
    crate::audit::record(
        tx,
        crate::audit::Entry {
            at,
            account: Some(permit.account()),
            org: Some(body),
            action: "recommendation.draft",
            subject_kind: "recommendation",
            subject_id: Some(id.0),
            fields: serde_json::json!({}),
        },
    )
    .await?;
    Ok(Outcome::Done)
}

/// The body's head sends the answer.
///
/// # Errors
/// Those of the database.
pub async fn answer(
    tx: &mut Tx,
    permit: &Permit<SendAnswer>,
    body: OrgId,
    id: RecommendationId,
    rev: i64,
    text: &str,
    at: Millis,
) -> sqlx::Result<Outcome> {
    const PUT: &str = "UPDATE recommendation SET draft = '', answer = $2, answered_on = $3 WHERE id = $1";
    let outcome = step(tx, id, rev, Act::Answer, at).await?;
    if outcome == Outcome::Done {
        query(PUT).bind(id).bind(text).bind(at.day()).run(tx).await?;
        let by = By { account: permit.account(), org: Some(body), at };
        note(tx, id, EventKind::Answered, by, None, Some(text)).await?;
    }
    Ok(outcome)
}

/// The coordinator or the office records an answer that came on paper.
///
/// # Errors
/// Those of the database.
pub async fn answer_on_paper(
    tx: &mut Tx,
    permit: &Permit<RecordAnswer>,
    id: RecommendationId,
    rev: i64,
    paper: &Paper,
    at: Millis,
) -> sqlx::Result<Outcome> {
    const PUT: &str = "UPDATE recommendation SET draft = '', answer = $2, answer_number = $3, answer_date = $4, answered_on = $4 \
                       WHERE id = $1";
    let outcome = step(tx, id, rev, Act::Answer, at).await?;
    if outcome == Outcome::Done {
        let gist = Some(paper.gist.as_str()).filter(|gist| !gist.is_empty());
        query(PUT).bind(id).bind(gist).bind(paper.number.as_str()).bind(paper.date).run(tx).await?;
        let by = By { account: permit.account(), org: permit.org(), at };
        note(tx, id, EventKind::AnsweredOnPaper, by, None, Some(&paper.number)).await?;
    }
    Ok(outcome)
}

/// The coordinator closes it: resolved, or not taken up, with a reason.
///
/// # Errors
/// Those of the database.
pub async fn close(
    tx: &mut Tx,
    permit: &Permit<RouteRecommendation>,
    id: RecommendationId,
    rev: i64,
    resolved: bool,
    reason: &str,
    at: Millis,
) -> sqlx::Result<Outcome> {
    const PUT: &str = "UPDATE recommendation SET closing = $2 WHERE id = $1";
    let (act, kind) = match resolved {
        true => (Act::Resolve, EventKind::Resolved),
        false => (Act::Dismiss, EventKind::NotTakenUp),
    };
    let outcome = step(tx, id, rev, act, at).await?;
    if outcome == Outcome::Done {
        query(PUT).bind(id).bind(reason).run(tx).await?;
        let by = By { account: permit.account(), org: permit.org(), at };
        note(tx, id, kind, by, None, Some(reason)).await?;
    }
    Ok(outcome)
}
