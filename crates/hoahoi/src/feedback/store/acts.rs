//! What people of the agencies do with a message.

use super::super::consultation::model::{State as Consultation, Verdict};
use super::super::model::{Act, Consent, Ground, Kind, State};
use crate::accounts::access::Permit;
use crate::accounts::rights::{DraftFeedbackAnswer, ForwardFeedback, SettleFeedback};
use crate::audit;
use crate::db::{Millis, Tx, query};
use crate::ids::{FeedbackId, OrgId};

/// What became of an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Done.
    Done,
    /// Somebody else was faster, or it cannot be done any more; nothing was changed.
    Stale,
}

/// A message as somebody saw it: which, of which agency, after how many changes.
#[derive(Debug, Clone, Copy)]
pub struct Seen {
    /// Which.
    pub id: FeedbackId,
    /// The agency that answers; rights were checked on it.
    pub org: OrgId,
    /// Counts the changes.
    pub rev: i64,
}

/// Takes the step that an act leads to, unless somebody else was faster.
async fn step(tx: &mut Tx, seen: Seen, act: Act, at: Millis) -> sqlx::Result<Outcome> {
    const NOW: &str = "SELECT state, kind, consent FROM feedback WHERE id = $1 AND rev = $2 AND org_id = $3";
    const MOVE: &str = "UPDATE feedback SET state = $4, rev = rev + 1, updated_at = $5 WHERE id = $1 AND rev = $2 AND state = $3";
    let now: Option<(State, Kind, Consent)> =
        query(NOW).bind(seen.id).bind(seen.rev).bind(seen.org).optional(tx).await?;
    let step = now.and_then(|(from, kind, consent)| Some((from, act.on(kind, consent, from)?)));
    let Some((from, to)) = step else { return Ok(Outcome::Stale) };
    let moved = query(MOVE).bind(seen.id).bind(seen.rev).bind(from).bind(to).bind(at).execute(tx).await?;
    Ok(if moved == 1 { Outcome::Done } else { Outcome::Stale })
}

/// The agency's people keep what they are writing, of a comment with its verdict; it has not left the agency.
///
/// # Errors
/// Those of the database.
pub async fn save_draft(
    tx: &mut Tx,
    permit: &Permit<DraftFeedbackAnswer>,
    seen: Seen,
    text: &str,
    verdict: Option<Verdict>,
    at: Millis,
) -> sqlx::Result<Outcome> {
    const SQL: &str = "UPDATE feedback SET draft = $5, verdict = $7, rev = rev + 1, updated_at = $6 \
                       WHERE id = $1 AND rev = $2 AND state = $3 AND org_id = $4";
    let saved = query(SQL)
        .bind(seen.id)
        .bind(seen.rev)
        .bind(State::Open)
        .bind(seen.org)
        .bind(text)
        .bind(at)
        .bind(verdict)
        .execute(tx)
        .await?;
    if saved == 0 {
        return Ok(Outcome::Stale);
    }
    note(tx, permit.entry(at, "feedback.draft", subject(seen), serde_json::json!({})), seen).await?;
    Ok(Outcome::Done)
}

/// Sends the answer, of a comment with its verdict: from now on the sender reads it.
///
/// # Errors
/// Those of the database.
pub async fn answer(
    tx: &mut Tx,
    permit: &Permit<SettleFeedback>,
    seen: Seen,
    text: &str,
    verdict: Option<Verdict>,
    at: Millis,
) -> sqlx::Result<Outcome> {
    const PUT: &str =
        "UPDATE feedback SET draft = '', answer = $2, settled_at = $3, verdict = $4 WHERE id = $1";
    let outcome = step(tx, seen, Act::Answer, at).await?;
    if outcome == Outcome::Done {
        query(PUT).bind(seen.id).bind(text).bind(at).bind(verdict).run(tx).await?;
        note(tx, permit.entry(at, "feedback.answer", subject(seen), serde_json::json!({})), seen).await?;
    }
    Ok(outcome)
}

/// Publishes the message with its answer, as its sender allowed.
///
/// # Errors
/// Those of the database.
pub async fn publish(
    tx: &mut Tx,
    permit: &Permit<SettleFeedback>,
    seen: Seen,
    at: Millis,
) -> sqlx::Result<Outcome> {
    let outcome = step(tx, seen, Act::Publish, at).await?;
    if outcome == Outcome::Done {
        note(tx, permit.entry(at, "feedback.publish", subject(seen), serde_json::json!({})), seen).await?;
    }
    Ok(outcome)
}

/// Keeps the message and its answer from the public, or takes them back.
///
/// # Errors
/// Those of the database.
pub async fn withhold(
    tx: &mut Tx,
    permit: &Permit<SettleFeedback>,
    seen: Seen,
    at: Millis,
) -> sqlx::Result<Outcome> {
    let outcome = step(tx, seen, Act::Withhold, at).await?;
    if outcome == Outcome::Done {
        note(tx, permit.entry(at, "feedback.withhold", subject(seen), serde_json::json!({})), seen).await?;
    }
    Ok(outcome)
}

/// Sets the message aside, with the ground.
///
/// # Errors
/// Those of the database.
pub async fn set_aside(
    tx: &mut Tx,
    permit: &Permit<SettleFeedback>,
    seen: Seen,
    ground: Ground,
    at: Millis,
) -> sqlx::Result<Outcome> {
    const PUT: &str = "UPDATE feedback SET ground = $2, settled_at = $3 WHERE id = $1";
    let outcome = step(tx, seen, Act::SetAside, at).await?;
    if outcome == Outcome::Done {
        query(PUT).bind(seen.id).bind(ground).bind(at).run(tx).await?;
        let fields = serde_json::json!({ "ground": ground });
        note(tx, permit.entry(at, "feedback.set-aside", subject(seen), fields), seen).await?;
    }
    Ok(outcome)
}

/// A person agrees that a robot wrote what the program set aside.
///
/// # Errors
/// Those of the database.
pub async fn confirm_spam(
    tx: &mut Tx,
    permit: &Permit<SettleFeedback>,
    seen: Seen,
    at: Millis,
) -> sqlx::Result<Outcome> {
    const SQL: &str = "UPDATE feedback SET ground = $3, rev = rev + 1, updated_at = $4 \
                       WHERE id = $1 AND rev = $2 AND org_id = $5 AND state = $6 AND ground = $7";
    let put = query(SQL).bind(seen.id).bind(seen.rev).bind(Ground::Spam).bind(at).bind(seen.org);
    if put.bind(State::SetAside).bind(Ground::Suspected).execute(tx).await? != 1 {
        return Ok(Outcome::Stale);
    }
    let fields = serde_json::json!({ "ground": Ground::Spam });
    note(tx, permit.entry(at, "feedback.set-aside", subject(seen), fields), seen).await?;
    Ok(Outcome::Done)
}

/// Takes a message that was set aside up after all.
///
/// # Errors
/// Those of the database.
pub async fn restore(
    tx: &mut Tx,
    permit: &Permit<SettleFeedback>,
    seen: Seen,
    at: Millis,
) -> sqlx::Result<Outcome> {
    const PUT: &str = "UPDATE feedback SET ground = NULL, settled_at = NULL WHERE id = $1";
    const ENDED: &str =
        "SELECT k.state FROM consultation k JOIN feedback m ON m.consultation_id = k.id WHERE m.id = $1";
    let ended: Option<(Consultation,)> = query(ENDED).bind(seen.id).optional(tx).await?;
    if ended.is_some_and(|(state,)| state != Consultation::Announced) {
        return Ok(Outcome::Stale);
    }
    let outcome = step(tx, seen, Act::Restore, at).await?;
    if outcome == Outcome::Done {
        query(PUT).bind(seen.id).run(tx).await?;
        note(tx, permit.entry(at, "feedback.restore", subject(seen), serde_json::json!({})), seen).await?;
    }
    Ok(outcome)
}

/// The coordinator sends the message on to another agency; what the first was writing does not go with it.
///
/// # Errors
/// Those of the database.
pub async fn forward(
    tx: &mut Tx,
    permit: &Permit<ForwardFeedback>,
    seen: Seen,
    to: OrgId,
    reason: &str,
    at: Millis,
) -> sqlx::Result<Outcome> {
    const PUT: &str =
        "UPDATE feedback SET org_id = $2, forwarded = $3, draft = '', verdict = NULL WHERE id = $1";
    let outcome = step(tx, seen, Act::Forward, at).await?;
    if outcome == Outcome::Done {
        query(PUT).bind(seen.id).bind(to).bind(reason).run(tx).await?;
        let fields = serde_json::json!({ "to": to });
        let entry = permit.entry(at, "feedback.forward", subject(seen), fields);
        audit::record(tx, entry).await?;
    }
    Ok(outcome)
}

fn subject(seen: Seen) -> (&'static str, Option<uuid::Uuid>) {
    ("feedback", Some(seen.id.0))
}

/// Writes the entry in the name of the agency on which the right was checked.
async fn note(tx: &mut Tx, entry: audit::Entry, seen: Seen) -> sqlx::Result<()> {
    audit::record(tx, audit::Entry { org: Some(seen.org), ..entry }).await
}
