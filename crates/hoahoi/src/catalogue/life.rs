//! Draft, submitted, sent back, waiting for its hour, published, withdrawn: every change of a record, with its history
//! and audit entry.

use serde_json::json;

use super::changes::{self, New, Step};
use super::doors::{Shown, lay_out};
use super::kinds::Kind;
use super::model::{Action, Content, State, slug};
use super::store::Record;
use super::{history, links, release};
use crate::accounts::access::Permit;
use crate::accounts::rights::{ReviewRecord, WriteRecord};
use crate::audit;
use crate::db::{Millis, Tx};
use crate::ids::{AccountId, OrgId, RecordId};
use crate::jobs;
use crate::organisations::Directory;
use crate::search;

/// Why a step was not taken. Nothing has been changed then.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// Somebody else has changed the record meanwhile.
    #[error("changed meanwhile")]
    Stale,
    /// The state of the record does not allow it.
    #[error("not in this state")]
    NotNow,
    /// Required fields are empty; their identifiers.
    #[error("incomplete")]
    Incomplete(Vec<String>),
    /// Records of this kind are written by other organisations.
    #[error("not written by this organisation")]
    OtherWriters,
    /// The reviewer wrote it.
    #[error("own work")]
    OwnWork,
    /// A reason is missing.
    #[error("no reason given")]
    NoReason,
    /// It is linked to a duty in security and defence.
    #[error("linked to a restricted duty")]
    RestrictedLink,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    /// What is stored cannot be read.
    #[error(transparent)]
    Content(#[from] serde_json::Error),
}

/// What a change of a record needs to know.
pub struct Scene<'a> {
    /// The declaration of its kind.
    pub kind: &'a Kind,
    /// The organisations.
    pub directory: &'a Directory,
    /// The instant.
    pub now: Millis,
}

impl Scene<'_> {
    /// Whether an organisation writes records of the kind.
    fn admits(&self, org: OrgId) -> Result<(), Refusal> {
        let writes = self.directory.get(org).is_some_and(|org| self.kind.is_written_by(org));
        if writes { Ok(()) } else { Err(Refusal::OtherWriters) }
    }
}

/// Begins a record as a draft of an organisation. Returns its address.
///
/// # Errors
/// [`Refusal::OtherWriters`] and those of the database.
pub async fn create(
    tx: &mut Tx,
    permit: &Permit<WriteRecord>,
    scene: &Scene<'_>,
    org: OrgId,
    content: &Content,
) -> Result<String, Refusal> {
    scene.admits(org)?;
    let (_, slug) = begin(tx, scene, org, content, Some(permit.account()), false).await?;
    Ok(slug)
}

pub(super) async fn begin(
    tx: &mut Tx,
    scene: &Scene<'_>,
    org: OrgId,
    content: &Content,
    account: Option<AccountId>,
    demo: bool,
) -> Result<(RecordId, String), Refusal> {
    let id = RecordId::new();
    let mut slug = slug(&content.title);
    if changes::slug_taken(tx, &slug).await? {
        let tail: String = id.0.simple().to_string().chars().skip(24).collect();
        slug = format!("{slug}-{tail}");
    }
    let new = New { id, slug: &slug, kind: &scene.kind.id, org, content, account, at: scene.now, demo };
    changes::insert(tx, &new).await?;
    changes::add_version(tx, id, Action::Save, content, None, account, scene.now).await?;
    let fields: Vec<&String> = content.values.keys().collect();
    note(
        tx,
        scene,
        id,
        Some(org),
        account,
        "record.create",
        json!({ "kind": scene.kind.id, "fields": fields }),
    )
    .await?;
    Ok((id, slug))
}

/// Saves a new working version. The public goes on seeing the published one; a version that waited for review
/// waits no longer.
///
/// # Errors
/// [`Refusal::Stale`] and those of the database.
pub async fn save(
    tx: &mut Tx,
    permit: &Permit<WriteRecord>,
    scene: &Scene<'_>,
    record: &Record,
    rev: i64,
    content: &Content,
) -> Result<(), Refusal> {
    scene.admits(record.org_id)?;
    let before = record.content()?;
    let fields: Vec<&String> = content
        .values
        .keys()
        .chain(before.values.keys().filter(|k| !content.values.contains_key(*k)))
        .filter(|k| before.values(k) != content.values(k))
        .collect();
    let account = Some(permit.account());
    let change = Change { record, rev, state: State::Draft, content, note: None };
    change.take(tx, scene, Action::Save, account, json!({ "fields": fields })).await
}

/// Hands the working version in for review.
///
/// # Errors
/// [`Refusal`]: not in this state, required fields empty, changed meanwhile.
pub async fn submit(
    tx: &mut Tx,
    permit: &Permit<WriteRecord>,
    scene: &Scene<'_>,
    record: &Record,
    rev: i64,
) -> Result<(), Refusal> {
    hand_in(tx, scene, record, rev, Some(permit.account())).await
}

pub(super) async fn hand_in(
    tx: &mut Tx,
    scene: &Scene<'_>,
    record: &Record,
    rev: i64,
    account: Option<AccountId>,
) -> Result<(), Refusal> {
    if !record.state.can_submit() {
        return Err(Refusal::NotNow);
    }
    let content = record.content()?;
    let missing = content.missing(scene.kind);
    if !missing.is_empty() {
        return Err(Refusal::Incomplete(missing));
    }
    let change = Change { record, rev, state: State::Submitted, content: &content, note: None };
    change.take(tx, scene, Action::Submit, account, json!({})).await
}

/// When the public sees what a reviewer has published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Appears {
    /// From now on.
    Now,
    /// From this instant on; until then it is as invisible as a draft.
    At(Millis),
}

/// Publishes the submitted version: the public sees it, in lists, counts and search, from now on, or from the hour on
/// that the version names.
///
/// # Errors
/// [`Refusal`]: not submitted, the reviewer's own work, changed meanwhile, linked to a restricted duty.
pub async fn publish(
    tx: &mut Tx,
    permit: &Permit<ReviewRecord>,
    scene: &Scene<'_>,
    record: &Record,
    rev: i64,
) -> Result<Appears, Refusal> {
    not_own(tx, permit, record).await?;
    let account = Some(permit.account());
    let content = record.content()?;
    let Some(at) = content.waits_for(scene.now) else {
        make_public(tx, scene, record, rev, account).await?;
        return Ok(Appears::Now);
    };
    if !record.state.awaits_review() {
        return Err(Refusal::NotNow);
    }
    if links::any_restricted(tx, &content.links).await? {
        return Err(Refusal::RestrictedLink);
    }
    let change = Change { record, rev, state: State::Scheduled, content: &content, note: None };
    let fields = json!({ "edition": record.editions + 1, "at": at.show() });
    change.take(tx, scene, Action::Schedule, account, fields).await?;
    jobs::store::enqueue(tx, release::JOB, &serde_json::Value::Null, at).await?;
    Ok(Appears::At(at))
}

pub(super) async fn make_public(
    tx: &mut Tx,
    scene: &Scene<'_>,
    record: &Record,
    rev: i64,
    account: Option<AccountId>,
) -> Result<(), Refusal> {
    let waited = record.publish_at.is_some_and(|at| at <= scene.now);
    if !(record.state.awaits_review() || waited) {
        return Err(Refusal::NotNow);
    }
    let content = record.content()?;
    if links::any_restricted(tx, &content.links).await? {
        return Err(Refusal::RestrictedLink);
    }
    let change = Change { record, rev, state: State::Published, content: &content, note: None };
    change.take(tx, scene, Action::Publish, account, json!({ "edition": record.editions + 1 })).await?;

    let public = content.public(scene.kind);
    changes::show(tx, record.id, &public, scene.now).await?;
    let shown = Shown { id: record.id, slug: &record.slug, at: scene.now, demo: record.demo };
    Ok(lay_out(tx, scene, &shown, &public).await?)
}

/// Sends the submitted version, or one that waits for its hour, back with a reason.
///
/// # Errors
/// [`Refusal`]: neither, no reason, the reviewer's own work, changed meanwhile.
pub async fn send_back(
    tx: &mut Tx,
    permit: &Permit<ReviewRecord>,
    scene: &Scene<'_>,
    record: &Record,
    rev: i64,
    reason: &str,
) -> Result<(), Refusal> {
    if !record.state.can_send_back() {
        return Err(Refusal::NotNow);
    }
    let reason = given(reason)?;
    not_own(tx, permit, record).await?;
    give_back(tx, scene, record, rev, reason, Some(permit.account())).await
}

/// Gives a version back to its agency; the system does so when what waited may no longer be published.
pub(super) async fn give_back(
    tx: &mut Tx,
    scene: &Scene<'_>,
    record: &Record,
    rev: i64,
    reason: &str,
    account: Option<AccountId>,
) -> Result<(), Refusal> {
    let content = record.content()?;
    let change = Change { record, rev, state: State::SentBack, content: &content, note: Some(reason) };
    change.take(tx, scene, Action::SendBack, account, json!({})).await
}

/// Withdraws a record from every public door, past versions included. A reviewer may withdraw what they wrote:
/// taking something down is never a favour to oneself.
///
/// # Errors
/// [`Refusal`]: not public, no reason, changed meanwhile.
pub async fn withdraw(
    tx: &mut Tx,
    permit: &Permit<ReviewRecord>,
    scene: &Scene<'_>,
    record: &Record,
    rev: i64,
    reason: &str,
) -> Result<(), Refusal> {
    take_down(tx, scene, record, rev, given(reason)?, Some(permit.account())).await
}

/// Puts a record back to what it said and where it stood before an import that is undone.
pub(super) async fn put_back(
    tx: &mut Tx,
    scene: &Scene<'_>,
    record: &Record,
    content: &Content,
    state: State,
    reason: Option<&str>,
    account: AccountId,
) -> Result<(), Refusal> {
    let step = Step { record: record.id, rev: record.rev, state, content, note: reason, at: scene.now };
    if !changes::step(tx, &step).await? {
        return Err(Refusal::Stale);
    }
    changes::add_version(tx, record.id, Action::Undo, content, None, Some(account), scene.now).await?;
    Ok(())
}

pub(super) async fn take_down(
    tx: &mut Tx,
    scene: &Scene<'_>,
    record: &Record,
    rev: i64,
    reason: &str,
    account: Option<AccountId>,
) -> Result<(), Refusal> {
    if !record.is_public() {
        return Err(Refusal::NotNow);
    }
    let content = record.content()?;
    let change = Change { record, rev, state: State::Withdrawn, content: &content, note: Some(reason) };
    change.take(tx, scene, Action::Withdraw, account, json!({})).await?;
    changes::hide(tx, record.id).await?;
    changes::set_facets(tx, record.id, &scene.kind.id, &[]).await?;
    links::replace(tx, record.id, &[]).await?;
    search::remove(tx, "record", record.id.0).await?;
    Ok(())
}

async fn not_own(tx: &mut Tx, permit: &Permit<ReviewRecord>, record: &Record) -> Result<(), Refusal> {
    if history::wrote(tx, record.id, permit.account()).await? {
        return Err(Refusal::OwnWork);
    }
    Ok(())
}

fn given(reason: &str) -> Result<&str, Refusal> {
    let reason = reason.trim();
    if reason.chars().any(char::is_alphanumeric) { Ok(reason) } else { Err(Refusal::NoReason) }
}

/// One step of a record's life.
struct Change<'a> {
    record: &'a Record,
    rev: i64,
    state: State,
    content: &'a Content,
    note: Option<&'a str>,
}

impl Change<'_> {
    async fn take(
        &self,
        tx: &mut Tx,
        scene: &Scene<'_>,
        action: Action,
        account: Option<AccountId>,
        fields: serde_json::Value,
    ) -> Result<(), Refusal> {
        let (id, at) = (self.record.id, scene.now);
        let Self { rev, state, content, note: reason, .. } = *self;
        let step = Step { record: id, rev, state, content, note: reason, at };
        if !changes::step(tx, &step).await? {
            return Err(Refusal::Stale);
        }
        changes::add_version(tx, id, action, content, reason, account, at).await?;
        let name = match action {
            Action::Save => "record.save",
            Action::Submit => "record.submit",
            Action::SendBack => "record.send-back",
            Action::Schedule => "record.schedule",
            Action::Publish => "record.publish",
            Action::Withdraw => "record.withdraw",
            Action::Undo => "record.undo",
        };
        note(tx, scene, id, Some(self.record.org_id), account, name, fields).await
    }
}

async fn note(
    tx: &mut Tx,
    scene: &Scene<'_>,
    record: RecordId,
    org: Option<OrgId>,
    account: Option<AccountId>,
    action: &'static str,
    fields: serde_json::Value,
) -> Result<(), Refusal> {
    let entry = audit::Entry {
        at: scene.now,
        account,
        org,
        action,
        subject_kind: "record",
        subject_id: Some(record.0),
        fields,
    };
    Ok(audit::record(tx, entry).await?)
}
