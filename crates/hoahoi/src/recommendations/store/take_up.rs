//! What an accepted report recommends becomes items of their own.

use std::collections::HashMap;

use super::super::model::{EventKind, State, restated, unsaid};
use super::{By, note};
use crate::accounts::access::Permit;
use crate::accounts::rights::AcceptSubmission;
use crate::db::{Millis, Tx, query};
use crate::ids::{LineId, RecommendationId};
use crate::reporting::store::lines::{self, Proposal};
use crate::reporting::store::submissions::Submission;

/// An item that a line has made before.
#[derive(sqlx::FromRow)]
struct Known {
    id: RecommendationId,
    line_id: LineId,
    state: State,
    text: String,
}

/// Takes up what a report recommends, in the transaction that accepts it: one item for each line with a proposal. A
/// later version changes the words of the same item; what it no longer says is withdrawn unless it was closed.
///
/// # Errors
/// Those of the database.
pub async fn take_up(
    tx: &mut Tx,
    permit: &Permit<AcceptSubmission>,
    of: &Submission,
    at: Millis,
) -> sqlx::Result<()> {
    const KNOWN: &str = "SELECT id, line_id, state, text FROM recommendation WHERE submission_id = $1";
    let known: Vec<Known> = query(KNOWN).bind(of.id).all(tx).await?;
    let mut known: HashMap<LineId, Known> = known.into_iter().map(|item| (item.line_id, item)).collect();
    let by = By { account: permit.account(), org: permit.org(), at };
    for proposal in lines::proposals(tx, of.id).await? {
        match known.remove(&proposal.line) {
            None => make(tx, of, &proposal, by).await?,
            Some(item) => restate(tx, &item, proposal.text.trim(), by).await?,
        }
    }
    for item in known.values() {
        let state = unsaid(item.state);
        if state != item.state {
            put(tx, item.id, state, &item.text, by).await?;
            note(tx, item.id, EventKind::Withdrawn, by, None, None).await?;
        }
    }
    Ok(())
}

async fn make(tx: &mut Tx, of: &Submission, proposal: &Proposal, by: By) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO recommendation (id, line_id, submission_id, period_id, duty_id, org_id, text, state, rev, made_at, \
                       updated_at, draft) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9, $9, '')";
    let id = RecommendationId::new();
    query(SQL)
        .bind(id)
        .bind(proposal.line)
        .bind(of.id)
        .bind(of.period_id)
        .bind(proposal.duty)
        .bind(of.org_id)
        .bind(proposal.text.trim())
        .bind(State::New)
        .bind(by.at)
        .run(tx)
        .await?;
    note(tx, id, EventKind::Made, by, None, None).await
}

async fn restate(tx: &mut Tx, item: &Known, text: &str, by: By) -> sqlx::Result<()> {
    let other_words = item.text != text;
    let state = restated(item.state, other_words);
    if !other_words && state == item.state {
        return Ok(());
    }
    put(tx, item.id, state, text, by).await?;
    let before = other_words.then_some(item.text.as_str());
    note(tx, item.id, EventKind::Revised, by, None, before).await
}

async fn put(tx: &mut Tx, id: RecommendationId, state: State, text: &str, by: By) -> sqlx::Result<()> {
    const SQL: &str =
        "UPDATE recommendation SET state = $2, text = $3, updated_at = $4, rev = rev + 1 WHERE id = $1";
    query(SQL).bind(id).bind(state).bind(text).bind(by.at).run(tx).await
}
