//! What owners and the coordinator do with a duty. Each act is one transaction: the part's new state, the event,
//! the audit entry, and what follows from them.

use serde_json::json;

use super::super::model::{self, Act, Refusal, State};
use super::super::refresh;
use crate::accounts::access::Permit;
use crate::accounts::rights::{AnswerDuty, ConfirmCompletion, ManageDuty};
use crate::audit;
use crate::db::{Day, Millis, Tx, query};
use crate::ids::{AccountId, DutyId, OrgId};
use crate::text_enum;
use crate::web::App;

text_enum! {
    /// What happened to a duty.
    pub enum EventKind {
        /// An owner acknowledged it.
        Acknowledged = "acknowledge",
        /// An owner said it is not within its competence.
        Refused = "refuse",
        /// The coordinator kept it with the owner who had refused.
        Upheld = "uphold",
        /// An owner reported progress.
        Progressed = "progress",
        /// An owner declared its part done.
        Declared = "declare",
        /// The coordinator confirmed a part as done.
        Confirmed = "confirm",
        /// The coordinator asked to complete what had been declared done.
        AskedToComplete = "ask-to-complete",
        /// The coordinator suspended it.
        Suspended = "suspend",
        /// The coordinator took it up again.
        Resumed = "resume",
        /// The coordinator cancelled it.
        Cancelled = "cancel",
        /// Another duty took its place.
        Replaced = "replace",
        /// A person changed parties, deadline or product.
        Edited = "edit",
        /// An owner asked for a later day.
        ExtensionAsked = "ask-extension",
        /// An owner took such a request back.
        ExtensionWithdrawn = "withdraw-extension",
        /// The coordinator granted a later day.
        ExtensionGranted = "grant-extension",
        /// The coordinator refused a later day.
        ExtensionRefused = "refuse-extension",
    }
}

/// Why an act did not happen.
#[derive(Debug)]
pub enum ActError {
    /// There is no such tracked duty, or the body does not owe it.
    NotFound,
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

/// What an owner does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnerAct {
    /// Takes notice and accepts.
    Acknowledge,
    /// Says it is not within its competence.
    Refuse,
    /// Declares its part done.
    Declare,
}

/// What the coordinator does with one owner's part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartAct {
    /// Answers a refusal: the duty stays.
    Uphold,
    /// Confirms that the part is done.
    Confirm,
    /// Asks to complete it.
    AskToComplete,
}

/// What the coordinator does with a whole duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WholeAct {
    /// Suspends it for a time.
    Suspend,
    /// Takes it up again.
    Resume,
    /// Cancels it.
    Cancel,
    /// Notes that another duty took its place.
    Replace,
}

/// Who acts, when, and in which words.
struct Said<'a> {
    account: AccountId,
    org: Option<OrgId>,
    at: Millis,
    text: Option<&'a str>,
}

/// An owner answers for its part. `true` when something changed: doing it twice is harmless.
///
/// # Errors
/// [`ActError`]; nothing has changed then.
pub async fn answer(
    app: &App,
    permit: &Permit<AnswerDuty>,
    duty: DutyId,
    org: OrgId,
    act: OwnerAct,
    text: Option<&str>,
) -> Result<bool, ActError> {
    let (act, kind) = match act {
        OwnerAct::Acknowledge => (Act::Acknowledge, EventKind::Acknowledged),
        OwnerAct::Refuse => (Act::Refuse, EventKind::Refused),
        OwnerAct::Declare => (Act::Declare, EventKind::Declared),
    };
    let said = Said { account: permit.account(), org: Some(org), at: app.clock.now(), text };
    part(app, duty, org, act, kind, &said).await
}

/// The coordinator answers an owner's part. `true` when something changed.
///
/// # Errors
/// [`ActError`]; nothing has changed then.
pub async fn judge(
    app: &App,
    permit: &Permit<ConfirmCompletion>,
    duty: DutyId,
    org: OrgId,
    act: PartAct,
    text: Option<&str>,
) -> Result<bool, ActError> {
    let (act, kind) = match act {
        PartAct::Uphold => (Act::Uphold, EventKind::Upheld),
        PartAct::Confirm => (Act::Confirm, EventKind::Confirmed),
        PartAct::AskToComplete => (Act::AskToComplete, EventKind::AskedToComplete),
    };
    let said = Said { account: permit.account(), org: permit.org(), at: app.clock.now(), text };
    part(app, duty, org, act, kind, &said).await
}

async fn part(
    app: &App,
    duty: DutyId,
    org: OrgId,
    act: Act,
    kind: EventKind,
    said: &Said<'_>,
) -> Result<bool, ActError> {
    let mut tx = app.db.write().await?;
    let changed = change_part(&mut tx, app, duty, org, act, said.at).await?;
    if changed {
        record(&mut tx, duty, kind, org, said).await?;
        tx.commit().await?;
    }
    Ok(changed)
}

/// Notes in the caller's transaction that an owner has reported progress on a duty: from then on it is "đang thực
/// hiện". Harmless when the part is further on, or is no longer the body's.
///
/// # Errors
/// Those of the database.
pub async fn note_progress(
    tx: &mut Tx,
    app: &App,
    duty: DutyId,
    org: OrgId,
    account: AccountId,
) -> sqlx::Result<()> {
    let at = app.clock.now();
    match change_part(tx, app, duty, org, Act::Progress, at).await {
        Ok(true) => {
            let said = Said { account, org: Some(org), at, text: None };
            record(tx, duty, EventKind::Progressed, org, &said).await
        }
        Ok(false) | Err(ActError::NotFound | ActError::Refused(_)) => Ok(()),
        Err(ActError::Database(error)) => Err(error),
    }
}

#[derive(sqlx::FromRow)]
struct PartRow {
    state: State,
    whole: State,
    deadline: Option<Day>,
}

async fn change_part(
    tx: &mut Tx,
    app: &App,
    duty: DutyId,
    org: OrgId,
    act: Act,
    at: Millis,
) -> Result<bool, ActError> {
    const READ: &str = "SELECT o.state, d.state AS whole, d.deadline FROM duty_owner o \
                        JOIN duty d ON d.id = o.duty_id WHERE o.duty_id = $1 AND o.org_id = $2";
    const PUT: &str = "UPDATE duty_owner SET state = $1, state_at = $2 WHERE duty_id = $3 AND org_id = $4";
    const DECLARE: &str = "UPDATE duty_owner SET declared_on = $1 WHERE duty_id = $2 AND org_id = $3";
    lock(tx, duty, at).await?;
    let row: Option<PartRow> = query(READ).bind(duty).bind(org).optional(tx).await?;
    let row = row.ok_or(ActError::NotFound)?;
    if row.whole.is_void() {
        return Err(ActError::Refused(Refusal::Void));
    }
    let after = model::after(row.state, act, row.deadline.is_none()).map_err(ActError::Refused)?;
    let Some(state) = after else { return Ok(false) };
    query(PUT).bind(state).bind(at).bind(duty).bind(org).run(tx).await?;
    if act == Act::Declare {
        query(DECLARE).bind(at.day()).bind(duty).bind(org).run(tx).await?;
    }
    refresh::duty(tx, app, duty).await?;
    Ok(true)
}

/// Takes the duty for this transaction: another one that changes it waits.
async fn lock(tx: &mut Tx, duty: DutyId, at: Millis) -> Result<(), ActError> {
    const SQL: &str = "UPDATE duty SET updated_at = $1 WHERE id = $2 AND tracked = $3";
    let found = query(SQL).bind(at).bind(duty).bind(true).execute(tx).await?;
    if found == 0 { Err(ActError::NotFound) } else { Ok(()) }
}

/// The coordinator suspends, resumes, cancels or replaces a duty. `true` when something changed.
///
/// # Errors
/// [`ActError`]; nothing has changed then.
pub async fn whole(
    app: &App,
    permit: &Permit<ManageDuty>,
    duty: DutyId,
    act: WholeAct,
    reason: &str,
) -> Result<bool, ActError> {
    const STATE: &str = "SELECT state FROM duty WHERE id = $1";
    const PUT: &str = "UPDATE duty SET state = $1 WHERE id = $2";
    let at = app.clock.now();
    let mut tx = app.db.write().await?;
    lock(&mut tx, duty, at).await?;
    let (now,): (State,) = query(STATE).bind(duty).one(&mut tx).await?;
    let (to, kind) = match act {
        WholeAct::Suspend => (State::Suspended, EventKind::Suspended),
        WholeAct::Cancel => (State::Cancelled, EventKind::Cancelled),
        WholeAct::Replace => (State::Replaced, EventKind::Replaced),
        // Worked out from the parts by `refresh`.
        WholeAct::Resume => (State::Assigned, EventKind::Resumed),
    };
    let unchanged = if act == WholeAct::Resume { !now.is_void() } else { now == to };
    if unchanged {
        return Ok(false);
    }
    if now == State::Done || (now.is_void() && act != WholeAct::Resume) {
        return Err(ActError::Refused(Refusal::NotFrom(now)));
    }
    query(PUT).bind(to).bind(duty).run(&mut tx).await?;
    refresh::duty(&mut tx, app, duty).await?;
    let said = Said { account: permit.account(), org: permit.org(), at, text: Some(reason) };
    event(&mut tx, duty, kind, said.org, &said, json!({})).await?;
    tx.commit().await?;
    Ok(true)
}

async fn record(
    tx: &mut Tx,
    duty: DutyId,
    kind: EventKind,
    part_of: OrgId,
    said: &Said<'_>,
) -> sqlx::Result<()> {
    event(tx, duty, kind, Some(part_of), said, json!({ "org": part_of })).await
}

async fn event(
    tx: &mut Tx,
    duty: DutyId,
    kind: EventKind,
    about: Option<OrgId>,
    said: &Said<'_>,
    fields: serde_json::Value,
) -> sqlx::Result<()> {
    put_event(tx, duty, kind, about, said, &json!({})).await?;
    audit_of(tx, duty, kind, said, fields).await
}

async fn audit_of(
    tx: &mut Tx,
    duty: DutyId,
    kind: EventKind,
    said: &Said<'_>,
    fields: serde_json::Value,
) -> sqlx::Result<()> {
    let entry = audit::Entry {
        at: said.at,
        account: Some(said.account),
        org: said.org,
        action: action(kind),
        subject_kind: "duty",
        subject_id: Some(duty.0),
        fields,
    };
    audit::record(tx, entry).await
}

/// Notes in the caller's transaction why the coordinator edited a duty; the fields themselves are kept by
/// [`crate::plans::edit`].
///
/// # Errors
/// Those of the database.
pub async fn note_edit(
    tx: &mut Tx,
    duty: DutyId,
    permit: &Permit<ManageDuty>,
    at: Millis,
    reason: Option<&str>,
) -> sqlx::Result<()> {
    let said = Said { account: permit.account(), org: permit.org(), at, text: reason };
    put_event(tx, duty, EventKind::Edited, permit.org(), &said, &json!({})).await
}

/// What happened about a later day.
#[derive(Debug, Clone, Copy)]
pub struct Postponed<'a> {
    /// Asked, taken back, granted or refused.
    pub kind: EventKind,
    /// The owner that asked.
    pub asker: OrgId,
    /// The day as it stood, and the day asked for or granted.
    pub days: (Day, Day),
    /// Who did it.
    pub account: AccountId,
    /// For which body.
    pub org: Option<OrgId>,
    /// In which words.
    pub text: Option<&'a str>,
}

/// Notes in the caller's transaction what happened about a later day, beside the duty and in the audit log; the
/// deadline itself is changed by [`crate::plans::edit::extend`].
///
/// # Errors
/// Those of the database.
pub async fn note_postponed(tx: &mut Tx, duty: DutyId, what: &Postponed<'_>, at: Millis) -> sqlx::Result<()> {
    let said = Said { account: what.account, org: what.org, at, text: what.text };
    let data = json!({ "org": what.asker, "from": what.days.0, "to": what.days.1 });
    put_event(tx, duty, what.kind, Some(what.asker), &said, &data).await?;
    audit_of(tx, duty, what.kind, &said, data).await
}

/// Writes an event beside a duty; the words in it are shown to those who see the duty in full.
async fn put_event(
    tx: &mut Tx,
    duty: DutyId,
    kind: EventKind,
    about: Option<OrgId>,
    said: &Said<'_>,
    data: &serde_json::Value,
) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO duty_event (id, duty_id, at, kind, org_id, account_id, text, data) \
                       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    query(SQL)
        .bind(uuid::Uuid::now_v7())
        .bind(duty)
        .bind(said.at)
        .bind(kind)
        .bind(about)
        .bind(said.account)
        .bind(said.text)
        .bind(data.to_string())
        .run(tx)
        .await
}

fn action(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Acknowledged => "duty.acknowledge",
        EventKind::Refused => "duty.refuse",
        EventKind::Upheld => "duty.uphold",
        EventKind::Progressed => "duty.progress",
        EventKind::Declared => "duty.declare",
        EventKind::Confirmed => "duty.confirm",
        EventKind::AskedToComplete => "duty.ask-to-complete",
        EventKind::Suspended => "duty.suspend",
        EventKind::Resumed => "duty.resume",
        EventKind::Cancelled => "duty.cancel",
        EventKind::Replaced => "duty.replace",
        EventKind::Edited => "duty.edit",
        EventKind::ExtensionAsked => "extension.send",
        EventKind::ExtensionWithdrawn => "extension.withdraw",
        EventKind::ExtensionGranted => "extension.grant",
        EventKind::ExtensionRefused => "extension.refuse",
    }
}
