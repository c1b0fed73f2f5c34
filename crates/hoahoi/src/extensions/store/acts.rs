//! What agencies and the coordinator do with requests. Each act is one transaction: the request, the event beside the
//! duty, the audit entry and, when a day is granted, the deadline with all that follows from it.

use serde_json::json;

use super::super::model::{Act, Refusal, State, after, may_ask, may_grant, may_name};
use super::read::{Ground, ground};
use super::rule;
use crate::accounts::access::Permit;
use crate::accounts::rights::{AskExtension, DecideExtension, SendExtension};
use crate::audit;
use crate::db::{Day, Tx, query};
use crate::duties::store::acts::{EventKind, Postponed, note_postponed};
use crate::ids::{AccountId, DutyId, ExtensionId, OrgId};
use crate::plans::By;
use crate::plans::edit::{self, Saved};
use crate::reminders::model::{Kind, News};
use crate::reminders::run;
use crate::reminders::store::ledger::Sender;
use crate::web::App;

/// Why an act did not happen.
#[derive(Debug)]
pub enum ActError {
    /// There is no such duty or request.
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

/// What an agency wishes.
#[derive(Debug, Clone, Copy)]
pub struct Wish<'a> {
    /// For which duty.
    pub duty: DutyId,
    /// Which agency.
    pub org: OrgId,
    /// The day asked for.
    pub day: Day,
    /// Why; not kept for duties in security and defence.
    pub reason: &'a str,
    /// The request that waits for the head, and the revision from which it is written anew.
    pub known: Option<(ExtensionId, i64)>,
}

/// The agency writes a request; it waits for its head.
///
/// # Errors
/// [`ActError`]; nothing has changed then.
pub async fn write(
    app: &App,
    permit: &Permit<AskExtension>,
    wish: &Wish<'_>,
) -> Result<ExtensionId, ActError> {
    let mut tx = app.db.write().await?;
    let (id, _) = put(&mut tx, app, wish, permit.account(), None).await?;
    let entry = audit::Entry {
        at: app.clock.now(),
        account: Some(permit.account()),
        org: Some(wish.org),
        action: "extension.write",
        subject_kind: "extension",
        subject_id: Some(id.0),
        fields: json!({ "duty": wish.duty, "to": wish.day }),
    };
    audit::record(&mut tx, entry).await?;
    tx.commit().await?;
    Ok(id)
}

/// The head of the agency sends a request: one that was waiting, or one of their own.
///
/// # Errors
/// [`ActError`]; nothing has changed then.
pub async fn send(
    app: &App,
    permit: &Permit<SendExtension>,
    wish: &Wish<'_>,
) -> Result<ExtensionId, ActError> {
    let mut tx = app.db.write().await?;
    let (id, from) = put(&mut tx, app, wish, permit.account(), Some(permit.account())).await?;
    let what = Postponed {
        kind: EventKind::ExtensionAsked,
        asker: wish.org,
        days: (from, wish.day),
        account: permit.account(),
        org: Some(wish.org),
        text: Some(wish.reason).filter(|words| !words.is_empty()),
    };
    note_postponed(&mut tx, wish.duty, &what, app.clock.now()).await?;
    tx.commit().await?;
    Ok(id)
}

/// Writes the row, sent or not, and answers with it and the deadline from which it is counted.
async fn put(
    tx: &mut Tx,
    app: &App,
    wish: &Wish<'_>,
    writer: AccountId,
    sender: Option<AccountId>,
) -> Result<(ExtensionId, Day), ActError> {
    const NEW: &str = "INSERT INTO extension (id, duty_id, org_id, state, rev, from_day, asked_day, reason, written_by, written_at, \
        sent_by, sent_on, decision, updated_at) VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8, $9, $10, $11, '', $9) \
        ON CONFLICT DO NOTHING";
    const ANEW: &str = "UPDATE extension SET state = $3, rev = rev + 1, from_day = $4, asked_day = $5, reason = $6, written_by = $7, \
        written_at = $8, sent_by = $9, sent_on = $10, updated_at = $8 \
        WHERE id = $1 AND rev = $2";
    let Ground { facts, restricted, .. } =
        ground(tx, wish.duty, wish.org).await?.ok_or(ActError::NotFound)?;
    let from = may_ask(&facts, rule::limit(tx).await?)?;
    may_name(wish.day, from, &app.calendar())?;
    let now = app.clock.now();
    let act = if sender.is_some() { Act::Send } else { Act::Rewrite };
    let reason = if restricted { "" } else { wish.reason };
    let sent_on = sender.map(|_| now.day());
    let before = match wish.known {
        Some((id, rev)) => {
            let row = take(tx, id, rev).await?;
            if (row.duty_id, row.org_id) != (wish.duty, wish.org) {
                return Err(ActError::NotFound);
            }
            row.state
        }
        None => State::AwaitingHead,
    };
    let state = after(before, act)?;
    let (id, statement) = match wish.known {
        Some((id, rev)) => {
            let of = query(ANEW).bind(id).bind(rev).bind(state).bind(from).bind(wish.day).bind(reason);
            let of = of.bind(writer).bind(now).bind(sender).bind(sent_on);
            (id, of)
        }
        None => {
            let id = ExtensionId::new();
            let of = query(NEW).bind(id).bind(wish.duty).bind(wish.org).bind(state).bind(from);
            let of = of.bind(wish.day).bind(reason).bind(writer).bind(now).bind(sender).bind(sent_on);
            (id, of)
        }
    };
    if statement.execute(tx).await? == 1 { Ok((id, from)) } else { Err(ActError::Stale) }
}

/// The request as an act finds it.
#[derive(sqlx::FromRow)]
struct Row {
    duty_id: DutyId,
    org_id: OrgId,
    state: State,
    rev: i64,
    from_day: Day,
    asked_day: Day,
}

/// Takes a request for this transaction: another act on it waits, and then finds another revision.
async fn take(tx: &mut Tx, id: ExtensionId, rev: i64) -> Result<Row, ActError> {
    const TAKE: &str = "UPDATE extension SET rev = rev WHERE id = $1";
    const READ: &str = "SELECT duty_id, org_id, state, rev, from_day, asked_day FROM extension WHERE id = $1";
    query(TAKE).bind(id).run(tx).await?;
    let row: Option<Row> = query(READ).bind(id).optional(tx).await?;
    let row = row.ok_or(ActError::NotFound)?;
    if row.rev == rev { Ok(row) } else { Err(ActError::Stale) }
}

/// The agency drops a request that has not left it.
///
/// # Errors
/// [`ActError`]; nothing has changed then.
pub async fn drop_unsent(
    app: &App,
    permit: &Permit<AskExtension>,
    id: ExtensionId,
    rev: i64,
) -> Result<(), ActError> {
    let mut tx = app.db.write().await?;
    let row = take(&mut tx, id, rev).await?;
    let state = after(row.state, Act::Drop)?;
    close(&mut tx, app, id, state, None, &Words::default(), permit.account()).await?;
    let entry = audit::Entry {
        at: app.clock.now(),
        account: Some(permit.account()),
        org: Some(row.org_id),
        action: "extension.withdraw",
        subject_kind: "extension",
        subject_id: Some(id.0),
        fields: json!({ "duty": row.duty_id }),
    };
    audit::record(&mut tx, entry).await?;
    tx.commit().await?;
    Ok(())
}

/// The head takes back a request that has been sent.
///
/// # Errors
/// [`ActError`]; nothing has changed then.
pub async fn withdraw(
    app: &App,
    permit: &Permit<SendExtension>,
    id: ExtensionId,
    rev: i64,
) -> Result<(), ActError> {
    let mut tx = app.db.write().await?;
    let row = take(&mut tx, id, rev).await?;
    let state = after(row.state, Act::Withdraw)?;
    close(&mut tx, app, id, state, None, &Words::default(), permit.account()).await?;
    let what = Postponed {
        kind: EventKind::ExtensionWithdrawn,
        asker: row.org_id,
        days: (row.from_day, row.asked_day),
        account: permit.account(),
        org: Some(row.org_id),
        text: None,
    };
    note_postponed(&mut tx, row.duty_id, &what, app.clock.now()).await?;
    tx.commit().await?;
    Ok(())
}

/// In which words a decision is given, and by which paper.
#[derive(Debug, Clone, Copy, Default)]
pub struct Words<'a> {
    /// The words; not kept for duties in security and defence.
    pub text: &'a str,
    /// Number and symbol of the paper, if there is one.
    pub document: Option<&'a str>,
    /// Its date.
    pub document_date: Option<Day>,
}

/// The coordinator grants a day (perhaps another than asked), or refuses. A granted day becomes the duty's deadline.
///
/// # Errors
/// [`ActError`]; nothing has changed then.
pub async fn decide(
    app: &App,
    permit: &Permit<DecideExtension>,
    id: ExtensionId,
    rev: i64,
    grant: Option<Day>,
    words: &Words<'_>,
) -> Result<(), ActError> {
    let mut tx = app.db.write().await?;
    let row = take(&mut tx, id, rev).await?;
    let ground = ground(&mut tx, row.duty_id, row.org_id).await?.ok_or(ActError::NotFound)?;
    let state = after(row.state, if grant.is_some() { Act::Grant } else { Act::Refuse })?;
    if let Some(day) = grant {
        may_grant(&ground.facts, rule::limit(&mut tx).await?, day, &app.calendar())?;
    }
    let text = if ground.restricted { "" } else { words.text };
    let words = Words { text, ..*words };
    close(&mut tx, app, id, state, grant, &words, permit.account()).await?;
    if let Some(day) = grant {
        let by = By::from(permit);
        match edit::extend(&mut tx, app, row.duty_id, ground.rev, day, by).await? {
            Saved::Done => {}
            Saved::Stale => return Err(ActError::Stale),
            Saved::Gone => return Err(ActError::NotFound),
        }
    }
    let paper = words.document.map(|number| match words.document_date {
        Some(date) => format!("{number}, {}", date.show()),
        None => number.to_owned(),
    });
    let told: Vec<&str> =
        [Some(text), paper.as_deref()].into_iter().flatten().filter(|s| !s.is_empty()).collect();
    let told = told.join(" · ");
    let what = Postponed {
        kind: if grant.is_some() { EventKind::ExtensionGranted } else { EventKind::ExtensionRefused },
        asker: row.org_id,
        days: (ground.facts.deadline.unwrap_or(row.from_day), grant.unwrap_or(row.asked_day)),
        account: permit.account(),
        org: permit.org(),
        text: Some(told.as_str()).filter(|told| !told.is_empty()),
    };
    note_postponed(&mut tx, row.duty_id, &what, app.clock.now()).await?;
    let subordinate = app.directory().is_subordinate(row.org_id);
    let news = News {
        org: row.org_id,
        kind: if subordinate { Kind::Decision } else { Kind::Reply },
        subject: id.into(),
        day: grant.unwrap_or(row.from_day),
        revision: rev + 1,
        subordinate,
    };
    let by = Sender { account: permit.account(), org: permit.org(), words: None };
    if !run::tell(&mut tx, app, &news, &by).await? {
        return Err(ActError::Stale);
    }
    tx.commit().await?;
    Ok(())
}

async fn close(
    tx: &mut Tx,
    app: &App,
    id: ExtensionId,
    state: State,
    granted: Option<Day>,
    words: &Words<'_>,
    by: AccountId,
) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE extension SET state = $2, rev = rev + 1, granted_day = $3, decision = $4, document = $5, \
        document_date = $6, decided_by = $7, decided_on = $8, updated_at = $9 WHERE id = $1";
    let now = app.clock.now();
    query(SQL)
        .bind(id)
        .bind(state)
        .bind(granted)
        .bind(words.text)
        .bind(words.document)
        .bind(words.document_date)
        .bind(by)
        .bind(now.day())
        .bind(now)
        .run(tx)
        .await
}
