//! What is done about directions. Each act is one transaction: the direction, its addressees, what was said, the audit
//! entry.

use serde_json::json;
use uuid::Uuid;

use super::super::model::{Act, Answer, Capacity, Refusal, State, after, may_close, overall};
use super::read::{About, Said};
use crate::accounts::access::Permit;
use crate::accounts::rights::{AnswerDirection, CloseDirection, GiveDirection, SendDirectionAnswer};
use crate::audit;
use crate::db::{Day, Tx, query};
use crate::ids::{AccountId, DirectionId, OrgId};
use crate::reminders::model::{Kind, News};
use crate::reminders::run;
use crate::reminders::store::ledger::Sender;
use crate::web::App;

/// The revision with which a direction and its addressees begin.
const FIRST: i64 = 1;

/// Why an act did not happen.
#[derive(Debug)]
pub enum ActError {
    /// There is no such thing, or nothing may be written about it.
    NotFound,
    /// Somebody else was faster; nothing was written.
    Stale,
    /// The rules refuse it.
    Refused(Refusal),
    /// The database failed.
    Database(sqlx::Error),
}

impl From<sqlx::Error> for ActError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error)
    }
}

impl From<Refusal> for ActError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// A direction to be given.
#[derive(Debug, Clone, Copy)]
pub struct New<'a> {
    /// About what.
    pub about: About,
    /// In which capacity.
    pub capacity: Capacity,
    /// In which words.
    pub text: &'a str,
    /// The day by which to answer.
    pub answer_by: Option<Day>,
    /// To whom.
    pub to: &'a [OrgId],
}

/// Gives a direction.
///
/// # Errors
/// [`ActError::NotFound`] when there is no such tracked duty or report, when the duty belongs to security and defence,
/// or when nobody is addressed.
pub async fn give(app: &App, permit: &Permit<GiveDirection>, new: &New<'_>) -> Result<DirectionId, ActError> {
    const PUT: &str = "INSERT INTO direction (id, duty_id, submission_id, state, rev, capacity, text, answer_by, given_by, \
        given_org, given_at, updated_at) VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8, $9, $10, $10)";
    const TO: &str = "INSERT INTO direction_addressee (direction_id, org_id, ordinal, state, rev, answer) \
        VALUES ($1, $2, $3, $4, 1, '') ON CONFLICT DO NOTHING";
    let mut tx = app.db.write().await?;
    let (duty, report) = match new.about {
        About::Duty(duty) => (Some(duty), None),
        About::Report(report) => (None, Some(report)),
    };
    if new.to.is_empty() || !open_to_words(&mut tx, new.about).await? {
        return Err(ActError::NotFound);
    }
    let id = DirectionId::new();
    query(PUT)
        .bind(id)
        .bind(duty)
        .bind(report)
        .bind(State::Open)
        .bind(new.capacity)
        .bind(new.text)
        .bind(new.answer_by)
        .bind(permit.account())
        .bind(permit.org())
        .bind(app.clock.now())
        .run(&mut tx)
        .await?;
    for (ordinal, org) in (1_i64..).zip(new.to) {
        let put = query(TO).bind(id).bind(*org).bind(ordinal).bind(Answer::Waiting);
        if put.execute(&mut tx).await? == 1 {
            let by = Sender { account: permit.account(), org: permit.org(), words: None };
            tell(&mut tx, app, (id, *org), Kind::Direction, FIRST, &by).await?;
        }
    }
    let fields = json!({ "duty": duty, "submission": report, "to": new.to, "answer_by": new.answer_by });
    note(&mut tx, app, id, permit.account(), permit.org(), "direction.give", fields).await?;
    tx.commit().await?;
    Ok(id)
}

/// Whether something may be written about it: a report, or a tracked duty that has content fields.
async fn open_to_words(tx: &mut Tx, about: About) -> sqlx::Result<bool> {
    const DUTY: &str = "SELECT restricted FROM duty WHERE id = $1 AND tracked = $2";
    const REPORT: &str = "SELECT owed = restricted FROM submission WHERE id = $1";
    let restricted: Option<(bool,)> = match about {
        About::Duty(duty) => query(DUTY).bind(duty).bind(true).optional(tx).await?,
        About::Report(report) => query(REPORT).bind(report).optional(tx).await?,
    };
    Ok(restricted == Some((false,)))
}

/// An addressee's answer: which direction, which body, from which revision, in which words.
#[derive(Debug, Clone, Copy)]
pub struct Reply<'a> {
    /// Which direction.
    pub id: DirectionId,
    /// Which body.
    pub org: OrgId,
    /// The revision from which it was written.
    pub rev: i64,
    /// The words.
    pub text: &'a str,
}

/// An addressee writes its answer; it waits for the head.
///
/// # Errors
/// [`ActError`]; nothing has changed then.
pub async fn write(app: &App, permit: &Permit<AnswerDirection>, reply: &Reply<'_>) -> Result<(), ActError> {
    let mut tx = app.db.write().await?;
    step(&mut tx, app, reply, Act::Write, true, permit.account()).await?;
    let fields = json!({ "org": reply.org });
    note(&mut tx, app, reply.id, permit.account(), Some(reply.org), "direction.write", fields).await?;
    tx.commit().await?;
    Ok(())
}

/// The head of an addressee sends its answer.
///
/// # Errors
/// [`ActError`]; nothing has changed then.
pub async fn send(
    app: &App,
    permit: &Permit<SendDirectionAnswer>,
    reply: &Reply<'_>,
) -> Result<(), ActError> {
    let mut tx = app.db.write().await?;
    step(&mut tx, app, reply, Act::Send, true, permit.account()).await?;
    say(&mut tx, app, reply, Said::Answer, permit.account()).await?;
    let fields = json!({ "org": reply.org });
    note(&mut tx, app, reply.id, permit.account(), Some(reply.org), "direction.answer", fields).await?;
    tx.commit().await?;
    Ok(())
}

/// Whoever gave the direction asks an addressee for more.
///
/// # Errors
/// [`ActError`]; nothing has changed then.
pub async fn send_back(
    app: &App,
    permit: &Permit<CloseDirection>,
    reply: &Reply<'_>,
) -> Result<(), ActError> {
    let subordinate = app.directory().is_subordinate(reply.org);
    let mut tx = app.db.write().await?;
    step(&mut tx, app, reply, Act::SendBack, subordinate, permit.account()).await?;
    say(&mut tx, app, reply, Said::SendBack, permit.account()).await?;
    let by = Sender { account: permit.account(), org: permit.org(), words: None };
    tell(&mut tx, app, (reply.id, reply.org), Kind::SentBack, reply.rev + 1, &by).await?;
    let fields = json!({ "org": reply.org });
    note(&mut tx, app, reply.id, permit.account(), permit.org(), "direction.send-back", fields).await?;
    tx.commit().await?;
    Ok(())
}

/// Closes a direction, with words when somebody has not answered.
///
/// # Errors
/// [`ActError`]; nothing has changed then.
pub async fn close(
    app: &App,
    permit: &Permit<CloseDirection>,
    id: DirectionId,
    rev: i64,
    words: Option<&str>,
) -> Result<(), ActError> {
    const PUT: &str = "UPDATE direction SET state = $2, rev = rev + 1, updated_at = $3 WHERE id = $1";
    const SAY: &str = "INSERT INTO direction_event (id, direction_id, kind, text, account_id, at) VALUES ($1, $2, $3, $4, $5, $6)";
    let mut tx = app.db.write().await?;
    let (state, found) = take(&mut tx, id).await?;
    if found != rev {
        return Err(ActError::Stale);
    }
    may_close(state, words.is_some())?;
    let now = app.clock.now();
    query(PUT).bind(id).bind(State::Closed).bind(now).run(&mut tx).await?;
    let said = query(SAY).bind(Uuid::now_v7()).bind(id).bind(Said::Close).bind(words.unwrap_or_default());
    said.bind(permit.account()).bind(now).run(&mut tx).await?;
    note(&mut tx, app, id, permit.account(), permit.org(), "direction.close", json!({})).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes a direction for this transaction: another act on it waits.
async fn take(tx: &mut Tx, id: DirectionId) -> Result<(State, i64), ActError> {
    query("UPDATE direction SET rev = rev WHERE id = $1").bind(id).run(tx).await?;
    let row = query("SELECT state, rev FROM direction WHERE id = $1").bind(id).optional(tx).await?;
    row.ok_or(ActError::NotFound)
}

/// Changes an addressee's answer and works out where the direction stands.
async fn step(
    tx: &mut Tx,
    app: &App,
    reply: &Reply<'_>,
    act: Act,
    subordinate: bool,
    by: AccountId,
) -> Result<(), ActError> {
    const READ: &str = "SELECT state, rev FROM direction_addressee WHERE direction_id = $1 AND org_id = $2";
    const STATE: &str =
        "UPDATE direction_addressee SET state = $3, rev = rev + 1 WHERE direction_id = $1 AND org_id = $2";
    const WORDS: &str =
        "UPDATE direction_addressee SET answer = $3, written_by = $4 WHERE direction_id = $1 AND org_id = $2";
    const SENT: &str =
        "UPDATE direction_addressee SET answered_on = $3 WHERE direction_id = $1 AND org_id = $2";
    const ALL: &str = "SELECT state FROM direction_addressee WHERE direction_id = $1";
    const WHOLE: &str = "UPDATE direction SET state = $2, rev = rev + 1, updated_at = $3 WHERE id = $1";
    let (whole, _) = take(tx, reply.id).await?;
    let row: Option<(Answer, i64)> = query(READ).bind(reply.id).bind(reply.org).optional(tx).await?;
    let (answer, rev) = row.ok_or(ActError::NotFound)?;
    if rev != reply.rev {
        return Err(ActError::Stale);
    }
    let next = after(whole, answer, act, subordinate)?;
    query(STATE).bind(reply.id).bind(reply.org).bind(next).run(tx).await?;
    if act != Act::SendBack {
        query(WORDS).bind(reply.id).bind(reply.org).bind(reply.text).bind(by).run(tx).await?;
    }
    if act == Act::Send {
        query(SENT).bind(reply.id).bind(reply.org).bind(app.clock.today()).run(tx).await?;
    }
    let answers: Vec<(Answer,)> = query(ALL).bind(reply.id).all(tx).await?;
    let answers: Vec<Answer> = answers.into_iter().map(|row| row.0).collect();
    query(WHOLE).bind(reply.id).bind(overall(&answers)).bind(app.clock.now()).run(tx).await?;
    Ok(())
}

/// Tells an addressee what has just been done; a body outside the state system is asked.
async fn tell(
    tx: &mut Tx,
    app: &App,
    (id, org): (DirectionId, OrgId),
    kind: Kind,
    revision: i64,
    by: &Sender,
) -> Result<(), ActError> {
    const DAY: &str = "SELECT answer_by FROM direction WHERE id = $1";
    let (day,): (Option<Day>,) = query(DAY).bind(id).one(tx).await?;
    let subordinate = app.directory().is_subordinate(org);
    let news = News {
        org,
        kind: if subordinate { kind } else { Kind::Request },
        subject: id.into(),
        day: day.unwrap_or_else(|| app.clock.today()),
        revision,
        subordinate,
    };
    if run::tell(tx, app, &news, by).await? { Ok(()) } else { Err(ActError::Stale) }
}

async fn say(tx: &mut Tx, app: &App, reply: &Reply<'_>, kind: Said, by: AccountId) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO direction_event (id, direction_id, org_id, kind, text, account_id, at) \
                       VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let of = query(SQL).bind(Uuid::now_v7()).bind(reply.id).bind(reply.org).bind(kind).bind(reply.text);
    of.bind(by).bind(app.clock.now()).run(tx).await
}

async fn note(
    tx: &mut Tx,
    app: &App,
    id: DirectionId,
    account: AccountId,
    org: Option<OrgId>,
    action: &'static str,
    fields: serde_json::Value,
) -> sqlx::Result<()> {
    let entry = audit::Entry {
        at: app.clock.now(),
        account: Some(account),
        org,
        action,
        subject_kind: "direction",
        subject_id: Some(id.0),
        fields,
    };
    audit::record(tx, entry).await
}
