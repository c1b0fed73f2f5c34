//! What the coordinator does with a consultation.

use super::super::super::model::{Ground, State as Message};
use super::super::model::{Phase, State};
use super::{Content, get, tally};
use crate::accounts::access::Permit;
use crate::accounts::rights::HoldConsultation;
use crate::audit;
use crate::db::{Day, Millis, Query, Tx, query};
use crate::ids::{ConsultationId, OrgId};

/// What became of an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Done.
    Done,
    /// Somebody else was faster; nothing was changed.
    Stale,
    /// It cannot be done as things stand; nothing was changed.
    NotYet,
}

/// Begins a consultation as a draft under an identifier that its form was given, so that the form sent twice is one.
/// `false` when it is there already.
///
/// # Errors
/// Those of the database.
pub async fn create(
    tx: &mut Tx,
    permit: &Permit<HoldConsultation>,
    id: ConsultationId,
    org: OrgId,
    content: &Content,
    at: Millis,
) -> sqlx::Result<bool> {
    const SQL: &str = "INSERT INTO consultation (id, title, intro, asked, text, from_on, to_on, plan_id, duty_id, state, rev, \
                       org_id, created_by, updated_at) \
                       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1, $11, $12, $13) ON CONFLICT (id) DO NOTHING";
    let put = bind(query(SQL).bind(id), content).bind(State::Draft).bind(org).bind(permit.account());
    if put.bind(at).execute(tx).await? == 0 {
        return Ok(false);
    }
    note(tx, permit, id, "consultation.create", serde_json::json!({}), at).await?;
    Ok(true)
}

/// Keeps new words of a draft; what is announced stays as it is. `false` when somebody else was faster.
///
/// # Errors
/// Those of the database.
pub async fn save(
    tx: &mut Tx,
    permit: &Permit<HoldConsultation>,
    id: ConsultationId,
    rev: i64,
    content: &Content,
    at: Millis,
) -> sqlx::Result<bool> {
    const SQL: &str = "UPDATE consultation SET title = $2, intro = $3, asked = $4, text = $5, from_on = $6, to_on = $7, \
                       plan_id = $8, duty_id = $9, rev = rev + 1, updated_at = $10 WHERE id = $1 AND rev = $11 AND state = $12";
    let put = bind(query(SQL).bind(id), content).bind(at).bind(rev).bind(State::Draft);
    let saved = put.execute(tx).await? == 1;
    if saved {
        note(tx, permit, id, "consultation.save", serde_json::json!({}), at).await?;
    }
    Ok(saved)
}

/// Announces a draft: from now on it is public and its text stays as it is. `false` when somebody else was faster.
///
/// # Errors
/// Those of the database.
pub async fn announce(
    tx: &mut Tx,
    permit: &Permit<HoldConsultation>,
    id: ConsultationId,
    rev: i64,
    at: Millis,
) -> sqlx::Result<bool> {
    const SQL: &str = "UPDATE consultation SET state = $3, announced_at = $4, rev = rev + 1, updated_at = $4 \
                       WHERE id = $1 AND rev = $2 AND state = $5";
    let put = query(SQL).bind(id).bind(rev).bind(State::Announced).bind(at).bind(State::Draft);
    let done = put.execute(tx).await? == 1;
    if done {
        note(tx, permit, id, "consultation.announce", serde_json::json!({}), at).await?;
    }
    Ok(done)
}

/// Gives more time: comments are taken to the end of a later day.
///
/// # Errors
/// Those of the database.
pub async fn extend(
    tx: &mut Tx,
    permit: &Permit<HoldConsultation>,
    id: ConsultationId,
    rev: i64,
    to: Day,
    at: Millis,
) -> sqlx::Result<Outcome> {
    const SQL: &str =
        "UPDATE consultation SET to_on = $3, rev = rev + 1, updated_at = $4 WHERE id = $1 AND rev = $2";
    if query(SQL).bind(id).bind(rev).bind(to).bind(at).execute(tx).await? != 1 {
        return Ok(Outcome::Stale);
    }
    note(tx, permit, id, "consultation.extend", serde_json::json!({ "to_on": to }), at).await?;
    Ok(Outcome::Done)
}

/// Concludes a consultation and publishes its comments as far as their senders allowed, once every comment is answered.
///
/// # Errors
/// Those of the database.
pub async fn conclude(
    tx: &mut Tx,
    permit: &Permit<HoldConsultation>,
    id: ConsultationId,
    rev: i64,
    at: Millis,
) -> sqlx::Result<Outcome> {
    const OPEN: &str = "UPDATE feedback SET state = $2, rev = rev + 1, updated_at = $3 WHERE consultation_id = $1 AND state = $4";
    let Some(of) = get(tx, id).await? else { return Ok(Outcome::Stale) };
    // the row is taken first: whatever is counted afterwards stays so
    if !end(tx, id, rev, State::Concluded, None, at).await? {
        return Ok(Outcome::Stale);
    }
    let comments = tally(tx, id).await?;
    if !Phase::on(of.state, of.from_on, of.to_on, at.day()).can_conclude(comments) {
        return Ok(Outcome::NotYet);
    }
    query(OPEN).bind(id).bind(Message::Published).bind(at).bind(Message::Answered).run(tx).await?;
    note(tx, permit, id, "consultation.conclude", serde_json::json!({ "comments": comments.all }), at)
        .await?;
    Ok(Outcome::Done)
}

/// Withdraws a consultation: a draft is gone, what was announced stays as a notice. Comments that were not answered are
/// set aside, those that were are not published.
///
/// # Errors
/// Those of the database.
pub async fn withdraw(
    tx: &mut Tx,
    permit: &Permit<HoldConsultation>,
    id: ConsultationId,
    rev: i64,
    reason: &str,
    at: Millis,
) -> sqlx::Result<Outcome> {
    const ASIDE: &str = "UPDATE feedback SET state = $2, ground = $3, draft = '', settled_at = $4, rev = rev + 1, updated_at = $4 \
                         WHERE consultation_id = $1 AND state = $5";
    const KEEP: &str = "UPDATE feedback SET state = $2, rev = rev + 1, updated_at = $3 WHERE consultation_id = $1 AND state = $4";
    if !end(tx, id, rev, State::Withdrawn, Some(reason), at).await? {
        return Ok(Outcome::Stale);
    }
    let aside = query(ASIDE).bind(id).bind(Message::SetAside).bind(Ground::Withdrawn).bind(at);
    aside.bind(Message::Open).run(tx).await?;
    query(KEEP).bind(id).bind(Message::Unpublished).bind(at).bind(Message::Answered).run(tx).await?;
    note(tx, permit, id, "consultation.withdraw", serde_json::json!({}), at).await?;
    Ok(Outcome::Done)
}

/// Keeps a consultation as it is until the end of the transaction, in which a comment is taken in; `false` when it takes
/// no comments on that day.
///
/// # Errors
/// Those of the database.
pub async fn hold_open(tx: &mut Tx, id: ConsultationId, today: Day) -> sqlx::Result<bool> {
    const SQL: &str =
        "UPDATE consultation SET rev = rev WHERE id = $1 AND state = $2 AND from_on <= $3 AND to_on >= $3";
    Ok(query(SQL).bind(id).bind(State::Announced).bind(today).execute(tx).await? == 1)
}

async fn end(
    tx: &mut Tx,
    id: ConsultationId,
    rev: i64,
    to: State,
    reason: Option<&str>,
    at: Millis,
) -> sqlx::Result<bool> {
    const SQL: &str = "UPDATE consultation SET state = $3, ended_on = $4, reason = $5, rev = rev + 1, updated_at = $6 \
                       WHERE id = $1 AND rev = $2 AND state IN ($7, $8)";
    let put = query(SQL).bind(id).bind(rev).bind(to).bind(at.day()).bind(reason.map(str::to_owned)).bind(at);
    Ok(put.bind(State::Draft).bind(State::Announced).execute(tx).await? == 1)
}

fn bind(query: Query, content: &Content) -> Query {
    query
        .bind(content.title.as_str())
        .bind(content.intro.as_str())
        .bind(content.asked.as_str())
        .bind(content.text.as_str())
        .bind(content.from_on)
        .bind(content.to_on)
        .bind(content.plan)
        .bind(content.duty)
}

async fn note(
    tx: &mut Tx,
    permit: &Permit<HoldConsultation>,
    id: ConsultationId,
    action: &'static str,
    fields: serde_json::Value,
    at: Millis,
) -> sqlx::Result<()> {
    audit::record(tx, permit.entry(at, action, ("consultation", Some(id.0)), fields)).await
}
