//! What a person changes in a duty: worked out field by field, kept beside the print, never over it.
//!
//! A change names the revision it was made from. When somebody else was faster nothing is written.

use serde_json::json;

use super::By;
use super::model::{Owner, PartyOrigin, Position, Recurrence, Review, Role, is_joint, whole_role};
use super::store::{self, DutyRow, NewParty, PartyRow};
use crate::audit;
use crate::db::{Day, Tx};
use crate::duties::refresh;
use crate::ids::{DutyId, OrgId, PartyId, PlanId};
use crate::organisations::Directory;
use crate::web::App;

/// One field that a person set or changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Which: `deadline`, `product`, `indicator`, `recurrence`, `role`, `tracked`, `restricted`, `party-added`,
    /// `party-removed`, `party-role`, `party-org`, `party-function`.
    pub field: &'static str,
    /// What stood there.
    pub old: Option<String>,
    /// What stands there now.
    pub new: Option<String>,
}

/// What became of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// It is kept.
    Done,
    /// Somebody else has changed the duty meanwhile; nothing was written.
    Stale,
    /// There is no such duty, or it no longer takes this change.
    Gone,
}

/// How a party answers, as a person chooses it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answers {
    /// As an owner in this role.
    As(Role),
    /// Only named after "phối hợp với"; owes nothing.
    NamedOnly,
}

impl Answers {
    /// How a party answers now.
    #[must_use]
    pub fn of(party: &PartyRow) -> Self {
        match party.position {
            Position::Owner => Self::As(party.role),
            Position::Coordinator => Self::NamedOnly,
        }
    }

    /// The word under which it is kept and sent in forms.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::As(role) => role.as_str(),
            Self::NamedOnly => "named",
        }
    }

    /// Reads what [`Answers::as_str`] wrote.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text == "named" { Some(Self::NamedOnly) } else { text.parse().ok().map(Self::As) }
    }

    fn role(self) -> Role {
        match self {
            Self::As(role) => role,
            Self::NamedOnly => Role::Coordinate,
        }
    }

    fn position(self) -> Position {
        match self {
            Self::As(_) => Position::Owner,
            Self::NamedOnly => Position::Coordinator,
        }
    }
}

/// A party that is there already, as a person wants it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartyInput {
    /// Which.
    pub id: PartyId,
    /// The organisation it stands for.
    pub org: Option<OrgId>,
    /// How it answers.
    pub answers: Answers,
    /// The function to which the duty belongs.
    pub function: Option<String>,
    /// Whether it is taken out.
    pub removed: bool,
}

/// A party that a person adds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartyAdded {
    /// The organisation.
    pub org: OrgId,
    /// How it answers.
    pub answers: Answers,
}

/// A duty as a person wants it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DutyInput {
    /// Parties that are there already.
    pub parties: Vec<PartyInput>,
    /// Parties to add.
    pub added: Vec<PartyAdded>,
    /// The day by which; none for a standing duty.
    pub deadline: Option<Day>,
    /// What is to come of it.
    pub product: Option<String>,
    /// By what it is measured.
    pub indicator: Option<String>,
    /// How often it comes round.
    pub recurrence: Option<Recurrence>,
    /// Whether it is to be tracked.
    pub to_track: bool,
    /// Whether it belongs to security and defence.
    pub restricted: bool,
}

/// Saves what a person changed in a duty, and accepts it.
///
/// # Errors
/// Those of the database.
pub async fn save(
    tx: &mut Tx,
    app: &App,
    plan: PlanId,
    id: DutyId,
    rev: i64,
    input: &DutyInput,
    by: By,
) -> sqlx::Result<Saved> {
    let Some(before) = store::duty(tx, plan, id).await? else { return Ok(Saved::Gone) };
    let parties = store::parties_of(tx, id).await?;
    let directory = app.directory();
    let mut changes = field_changes(&before, input);
    let mut after: Vec<PartyRow> = Vec::new();
    for party in &parties {
        let mut party = party.clone();
        if let Some(wanted) = input.parties.iter().find(|wanted| wanted.id == party.id) {
            changes.extend(party_changes(&directory, &party, wanted));
            if wanted.removed {
                continue;
            }
            (party.role, party.position) = (wanted.answers.role(), wanted.answers.position());
            if wanted.org != party.org_id {
                party.is_group = wanted.org.is_none() && party.is_group;
            }
            party.org_id = wanted.org;
            party.function.clone_from(&wanted.function);
        }
        after.push(party);
    }
    let new: Vec<(PartyId, PartyAdded)> = input.added.iter().map(|added| (PartyId::new(), *added)).collect();
    changes.extend(new.iter().map(|(_, added)| added_change(&directory, *added)));
    let mut owners: Vec<Owner> = after
        .iter()
        .filter(|party| party.position == Position::Owner)
        .map(|party| Owner { party: party.id, role: party.role, is_group: party.is_group })
        .collect();
    owners.extend(new.iter().filter_map(|(id, added)| match added.answers {
        Answers::As(role) => Some(Owner { party: *id, role, is_group: false }),
        Answers::NamedOnly => None,
    }));
    let row = DutyRow {
        rev,
        role: whole_role(&owners).unwrap_or(before.role),
        joint: is_joint(&owners),
        product: input.product.clone(),
        indicator: input.indicator.clone(),
        deadline: input.deadline,
        recurrence: input.recurrence,
        review: Review::Accepted,
        to_track: input.to_track,
        restricted: input.restricted,
        ..before.clone()
    };
    store::touch_plan(tx, plan).await?;
    let now = app.clock.now();
    if before.tracked && before.restricted != row.restricted {
        refresh::uncount(tx, id).await?;
    }
    if !store::update_duty(tx, &row, now).await? {
        return Ok(Saved::Stale);
    }
    for party in &after {
        if let Some(stood) = parties.iter().find(|p| before.tracked && p.id == party.id && *p != party) {
            store::keep_party(tx, stood, now).await?;
        }
        store::set_party(tx, party).await?;
    }
    for gone in input.parties.iter().filter(|wanted| wanted.removed) {
        store::remove_party(tx, gone.id, now).await?;
    }
    let next = parties.iter().map(|party| party.ordinal).max().unwrap_or(0) + 1;
    add_parties(tx, app, id, next, &new, by).await?;
    keep_changes(tx, app, id, &changes, by).await?;
    if before.tracked {
        refresh::duty(tx, app, id).await?;
    }
    Ok(Saved::Done)
}

/// Gives a tracked duty a later deadline and leaves everything else as it is. The deadline before the first extension is
/// kept. A duty that has changed since `rev` is left alone.
///
/// # Errors
/// Those of the database.
pub async fn extend(tx: &mut Tx, app: &App, id: DutyId, rev: i64, to: Day, by: By) -> sqlx::Result<Saved> {
    let Some(plan) = store::plan_of(tx, id).await? else { return Ok(Saved::Gone) };
    let Some(row) = store::duty(tx, plan, id).await? else { return Ok(Saved::Gone) };
    let parties = store::parties_of(tx, id).await?;
    let as_it_is = |party: &PartyRow| PartyInput {
        id: party.id,
        org: party.org_id,
        answers: Answers::of(party),
        function: party.function.clone(),
        removed: false,
    };
    let input = DutyInput {
        parties: parties.iter().map(as_it_is).collect(),
        deadline: Some(to),
        product: row.product,
        indicator: row.indicator,
        recurrence: row.recurrence,
        to_track: row.to_track,
        restricted: row.restricted,
        ..DutyInput::default()
    };
    let saved = save(tx, app, plan, id, rev, &input, by).await?;
    if let (Saved::Done, Some(first)) = (saved, row.deadline) {
        store::keep_first_deadline(tx, id, first).await?;
    }
    Ok(saved)
}

/// Keeps the changes beside the print, and writes one audit entry for them.
pub(super) async fn keep_changes(
    tx: &mut Tx,
    app: &App,
    duty: DutyId,
    changes: &[Change],
    by: By,
) -> sqlx::Result<()> {
    let at = app.clock.now();
    for change in changes {
        store::insert_edit(tx, duty, change, &by, at).await?;
    }
    let fields: Vec<_> =
        changes.iter().map(|c| json!({ "field": c.field, "old": c.old, "new": c.new })).collect();
    audit::record(
        tx,
        audit::Entry {
            at,
            account: by.account(),
            org: by.org(),
            action: "duty.edit",
            subject_kind: "duty",
            subject_id: Some(duty.0),
            fields: json!(fields),
        },
    )
    .await
}

/// Keeps parties that a person adds.
pub(super) async fn add_parties(
    tx: &mut Tx,
    app: &App,
    duty: DutyId,
    first: i64,
    new: &[(PartyId, PartyAdded)],
    by: By,
) -> sqlx::Result<()> {
    let directory = app.directory();
    for (ordinal, (id, added)) in (first..).zip(new) {
        let Some(org) = directory.get(added.org) else { continue };
        let party = NewParty {
            id: *id,
            ordinal,
            name: &org.name,
            role: added.answers.role(),
            position: added.answers.position(),
            org: Some(org.id),
            function: None,
            is_group: false,
            origin: PartyOrigin::Added,
            group: None,
            by: by.account(),
            at: Some(app.clock.now()),
        };
        store::insert_party(tx, duty, &party).await?;
    }
    Ok(())
}

/// The change that an added party is.
pub(super) fn added_change(directory: &Directory, added: PartyAdded) -> Change {
    let name = directory.get(added.org).map(|org| org.name.clone());
    Change { field: "party-added", old: None, new: name }
}

fn field_changes(before: &DutyRow, input: &DutyInput) -> Vec<Change> {
    let yes_no = |yes: bool| Some(if yes { "yes" } else { "no" }.to_owned());
    let mut changes = Vec::new();
    let mut note = |field: &'static str, old: Option<String>, new: Option<String>| {
        if old != new {
            changes.push(Change { field, old, new });
        }
    };
    note("deadline", before.deadline.map(|d| d.to_string()), input.deadline.map(|d| d.to_string()));
    note("product", before.product.clone(), input.product.clone());
    note("indicator", before.indicator.clone(), input.indicator.clone());
    note(
        "recurrence",
        before.recurrence.map(|r| r.as_str().to_owned()),
        input.recurrence.map(|r| r.as_str().to_owned()),
    );
    note("tracked", yes_no(before.to_track), yes_no(input.to_track));
    note("restricted", yes_no(before.restricted), yes_no(input.restricted));
    changes
}

fn party_changes(directory: &Directory, before: &PartyRow, wanted: &PartyInput) -> Vec<Change> {
    let name = || Some(before.name.clone());
    if wanted.removed {
        return vec![Change { field: "party-removed", old: name(), new: None }];
    }
    let mut changes = Vec::new();
    if before.org_id != wanted.org {
        let new = wanted.org.and_then(|id| directory.get(id)).map(|org| org.name.clone());
        changes.push(Change { field: "party-org", old: name(), new });
    }
    let (old, new) = (Answers::of(before), wanted.answers);
    if old != new {
        let of = |answers: Answers| Some(format!("{}: {}", before.name, answers.as_str()));
        changes.push(Change { field: "party-role", old: of(old), new: of(new) });
    }
    if before.function != wanted.function {
        let label = |slug: &Option<String>| {
            slug.as_deref()
                .and_then(|slug| directory.function(slug))
                .map(|f| format!("{}: {}", before.name, f.name))
        };
        changes.push(Change {
            field: "party-function",
            old: label(&before.function),
            new: label(&wanted.function),
        });
    }
    changes
}
