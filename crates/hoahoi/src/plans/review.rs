//! Accepting, rejecting, adding duties and saying whom a group means.

use serde_json::json;

use super::By;
use super::edit::{self, Change, DutyInput, PartyAdded, Saved};
use super::import::STEP;
use super::model::{Origin, Owner, PartyOrigin, Position, Review, is_joint, whole_role};
use super::store::{self, NewDuty, NewParty};
use crate::audit;
use crate::db::Tx;
use crate::duties::refresh;
use crate::ids::{DutyId, OrgId, PartyId, PlanId, SectionId, TaskId};
use crate::web::App;

/// Says that a duty stands as it is, that it is none, or takes that back. A tracked duty no longer changes this way.
///
/// # Errors
/// Those of the database.
pub async fn say(
    tx: &mut Tx,
    app: &App,
    plan: PlanId,
    id: DutyId,
    rev: i64,
    review: Review,
    by: By,
) -> sqlx::Result<Saved> {
    let Some(duty) = store::duty(tx, plan, id).await? else { return Ok(Saved::Gone) };
    if duty.tracked {
        return Ok(Saved::Gone);
    }
    store::touch_plan(tx, plan).await?;
    if !store::set_review(tx, id, rev, review, app.clock.now()).await? {
        return Ok(Saved::Stale);
    }
    audit::record(
        tx,
        audit::Entry {
            at: app.clock.now(),
            account: by.account(),
            org: by.org(),
            action: "duty.review",
            subject_kind: "duty",
            subject_id: Some(id.0),
            fields: json!({ "old": duty.review, "new": review }),
        },
    )
    .await?;
    Ok(Saved::Done)
}

/// A duty that a person adds: one that was missed, or a task that is given parties.
#[derive(Debug, Clone)]
pub struct Addition<'a> {
    /// The section it stands in.
    pub section: Option<SectionId>,
    /// Path of that section; empty when it is none.
    pub section_path: &'a str,
    /// Which paragraph of the section.
    pub paragraph: i64,
    /// Where it stands in the source, if it does.
    pub span: Option<(i64, i64)>,
    /// Its words.
    pub text: &'a str,
    /// Added, or a task.
    pub origin: Origin,
    /// The task.
    pub task: Option<TaskId>,
    /// Parties, deadline, product …
    pub input: &'a DutyInput,
}

/// Adds a duty, accepted; like all others it is tracked only once the plan is confirmed.
///
/// # Errors
/// Those of the database.
pub async fn add(tx: &mut Tx, app: &App, plan: PlanId, new: &Addition<'_>, by: By) -> sqlx::Result<DutyId> {
    store::touch_plan(tx, plan).await?;
    let id = DutyId::new();
    let parties: Vec<(PartyId, PartyAdded)> = new.input.added.iter().map(|p| (PartyId::new(), *p)).collect();
    let owners: Vec<Owner> = parties
        .iter()
        .filter_map(|(party, added)| match added.answers {
            edit::Answers::As(role) => Some(Owner { party: *party, role, is_group: false }),
            edit::Answers::NamedOnly => None,
        })
        .collect();
    let duty = NewDuty {
        id,
        section: new.section,
        section_path: new.section_path,
        ordinal: place(tx, plan, new.span).await?,
        paragraph: new.paragraph,
        span: new.span,
        text: new.text,
        origin: new.origin,
        task: new.task,
        role: whole_role(&owners).unwrap_or(super::model::Role::Responsible),
        printed: "null",
        product: new.input.product.as_deref(),
        indicator: new.input.indicator.as_deref(),
        deadline: new.input.deadline,
        deadline_text: None,
        recurrence: new.input.recurrence,
        review: Review::Accepted,
        to_track: new.input.to_track,
        restricted: new.input.restricted,
        joint: is_joint(&owners),
        by: by.account(),
        at: app.clock.now(),
    };
    store::insert_duty(tx, plan, &duty).await?;
    edit::add_parties(tx, app, id, 1, &parties, by).await?;
    let directory = app.directory();
    let mut changes = vec![Change { field: "added", old: None, new: Some(new.origin.as_str().to_owned()) }];
    changes.extend(new.input.added.iter().map(|added| edit::added_change(&directory, *added)));
    let mut note = |field, value: Option<String>| {
        if value.is_some() {
            changes.push(Change { field, old: None, new: value });
        }
    };
    note("deadline", new.input.deadline.map(|d| d.to_string()));
    note("product", new.input.product.clone());
    note("indicator", new.input.indicator.clone());
    note("recurrence", new.input.recurrence.map(|r| r.as_str().to_owned()));
    edit::keep_changes(tx, app, id, &changes, by).await?;
    Ok(id)
}

/// The order number for a duty at a place: after the last duty that begins before it, or at the end.
async fn place(tx: &mut Tx, plan: PlanId, span: Option<(i64, i64)>) -> sqlx::Result<i64> {
    let Some((start, _)) = span else { return Ok(store::last_ordinal(tx, plan).await? + STEP) };
    let duties = store::duties(tx, plan).await?;
    let before = duties.iter().filter(|duty| duty.span_start.is_some_and(|at| at <= start));
    let after = duties.iter().find(|duty| duty.span_start.is_some_and(|at| at > start));
    let low = before.map(|duty| duty.ordinal).max().unwrap_or(0);
    Ok(match after {
        Some(next) if next.ordinal > low + 1 => low + (next.ordinal - low) / 2,
        Some(_) => low,
        None => low + STEP,
    })
}

/// Says whom a printed group means: these organisations owe the duty from now on, in the group's role, and no
/// others of the group do. Names under "phối hợp với" become owners of their part.
///
/// # Errors
/// Those of the database.
#[allow(clippy::too_many_arguments)]
pub async fn expand(
    tx: &mut Tx,
    app: &App,
    plan: PlanId,
    id: DutyId,
    rev: i64,
    group: PartyId,
    chosen: &[OrgId],
    by: By,
) -> sqlx::Result<Saved> {
    let Some(mut duty) = store::duty(tx, plan, id).await? else { return Ok(Saved::Gone) };
    let parties = store::parties_of(tx, id).await?;
    let Some(group) = parties.iter().find(|party| party.id == group && party.is_group) else {
        return Ok(Saved::Gone);
    };
    store::touch_plan(tx, plan).await?;
    duty.rev = rev;
    let now = app.clock.now();
    if !store::update_duty(tx, &duty, now).await? {
        return Ok(Saved::Stale);
    }
    let directory = app.directory();
    let known: Vec<_> = parties.iter().filter(|party| party.group_id == Some(group.id)).collect();
    let mut changes = Vec::new();
    for party in known.iter().filter(|party| party.org_id.is_none_or(|org| !chosen.contains(&org))) {
        store::remove_party(tx, party.id, now).await?;
        changes.push(Change { field: "party-removed", old: Some(party.name.clone()), new: None });
    }
    let first = parties.iter().map(|party| party.ordinal).max().unwrap_or(0) + 1;
    let new = chosen.iter().filter(|org| !known.iter().any(|party| party.org_id == Some(**org)));
    for (ordinal, org) in (first..).zip(new.filter_map(|org| directory.get(*org))) {
        let party = NewParty {
            id: PartyId::new(),
            ordinal,
            name: &org.name,
            role: group.role,
            position: Position::Owner,
            org: Some(org.id),
            function: None,
            is_group: false,
            origin: PartyOrigin::Expanded,
            group: Some(group.id),
            by: by.account(),
            at: Some(now),
        };
        store::insert_party(tx, id, &party).await?;
        changes.push(Change {
            field: "party-added",
            old: Some(group.name.clone()),
            new: Some(org.name.clone()),
        });
    }
    edit::keep_changes(tx, app, id, &changes, by).await?;
    if duty.tracked {
        refresh::duty(tx, app, id).await?;
    }
    Ok(Saved::Done)
}
