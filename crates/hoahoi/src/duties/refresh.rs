//! Keeps what is worked out from duties: owners today, deadlines off holidays, states from parts, sums.
//!
//! Whoever changes a tracked duty, its parties, deadline or owners' states calls [`plan`] or [`duty`] in the same
//! transaction; nothing else writes these columns. When the day turns, [`ensure`] moves everything on: successions
//! that begin to apply give duties new owners, and deadlines that have passed make duties overdue.

use std::collections::HashMap;

use super::model::{self, Part, PartyRole, State};
use super::owners::{self, Party};
use super::sums::{self, Outcome, Place, Shift};
use super::timeliness;
use crate::db::{Conn, Day, Millis, Sql, Tx, query, setting};
use crate::ids::{DutyId, OrgId, PartyId, PlanId};
use crate::organisations::{self, Directory};
use crate::reporting::obligations;
use crate::web::App;

/// The setting that holds the day as of which everything has been worked out.
pub const AS_OF: &str = "duties.as-of";

/// The setting that holds which data of organisations this was done with.
const LOADED_WITH: &str = "duties.organisations";

/// The setting whose row is held while the day is being turned.
const TURNING: &str = "duties.turning";

/// Sort key of duties without an owner: after every name (keys of names are hexadecimal).
const NOBODY: &str = "g";

#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
struct DutyRow {
    id: DutyId,
    plan_id: PlanId,
    section_path: String,
    ordinal: i64,
    text: String,
    folded: String,
    deadline: Option<Day>,
    tracked: bool,
    restricted: bool,
    state: State,
    closed_on: Option<Day>,
    due_on: Option<Day>,
    asked: bool,
    owner_key: String,
    outcome: Option<Outcome>,
}

#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
struct OwnerRow {
    duty_id: DutyId,
    org_id: OrgId,
    party_id: PartyId,
    plan_id: PlanId,
    ordinal: i64,
    role: PartyRole,
    state: State,
    state_at: Millis,
    declared_on: Option<Day>,
    outcome: Option<Outcome>,
    duty_due_on: Option<Day>,
    duty_outcome: Option<Outcome>,
    duty_restricted: bool,
}

impl OwnerRow {
    fn part(&self) -> Part {
        Part { org: self.org_id, role: self.role, state: self.state, declared_on: self.declared_on }
    }
}

/// A plan or a duty with everything that belongs to it, read in three statements.
struct Loaded {
    duties: Vec<DutyRow>,
    parties: HashMap<DutyId, Vec<Party>>,
    owners: HashMap<DutyId, Vec<OwnerRow>>,
}

/// What is to be worked out anew.
#[derive(Debug, Clone, Copy)]
enum Which {
    Plan(PlanId),
    Duty(DutyId),
}

/// Works out a whole plan anew, as after its confirmation.
///
/// # Errors
/// Those of the database.
pub async fn plan(tx: &mut Tx, app: &App, plan: PlanId) -> sqlx::Result<()> {
    let today = as_of(tx).await?.unwrap_or_else(|| app.clock.today());
    rework(tx, app, Which::Plan(plan), true, today).await?;
    let scope = obligations::Scope { plan, duty: None, from: today };
    obligations::make(tx, scope, app.clock.now()).await.map(|_| ())
}

/// Works out one duty anew, as after a change of its parties, deadline or an owner's state.
///
/// # Errors
/// Those of the database.
pub async fn duty(tx: &mut Tx, app: &App, duty: DutyId) -> sqlx::Result<()> {
    let today = as_of(tx).await?.unwrap_or_else(|| app.clock.today());
    rework(tx, app, Which::Duty(duty), true, today).await?;
    obligations::make_for_duty(tx, duty, today, app.clock.now()).await
}

/// Brings everything up to today if that has not been done yet. Costs nothing when it has.
///
/// # Errors
/// Those of the database.
pub async fn ensure(app: &App) -> sqlx::Result<()> {
    let today = app.clock.today();
    let mut done = app.worked_out.lock().await;
    if *done == Some(today) {
        return Ok(());
    }
    if reached(&mut app.db.read().await?).await? != Some(today) {
        let mut tx = app.db.write().await?;
        // Another replica that turns the day at the same moment waits here, and then finds it turned.
        setting::put(&mut tx, TURNING, "").await?;
        let before = reached(&mut tx).await?;
        if before != Some(today) {
            advance(&mut tx, app, before, today).await?;
            tx.commit().await?;
        }
    }
    *done = Some(today);
    Ok(())
}

async fn advance(tx: &mut Tx, app: &App, before: Option<Day>, today: Day) -> sqlx::Result<()> {
    match before.filter(|b| *b < today && !organisations_change(&app.directory(), *b, today)) {
        Some(before) => deadlines_passed(tx, app, before, today).await?,
        None => everything(tx, app, today).await?,
    }
    obligations::roll(tx, &app.calendar(), today, app.clock.now()).await?;
    setting::put(tx, AS_OF, &today.to_string()).await?;
    let loaded = setting::get(tx, organisations::store::LOADED).await?.unwrap_or_default();
    setting::put(tx, LOADED_WITH, &loaded).await
}

/// The day up to which everything has been worked out with the organisations as they are loaded now.
async fn reached(c: &mut Conn) -> sqlx::Result<Option<Day>> {
    let same = setting::get(c, LOADED_WITH).await? == setting::get(c, organisations::store::LOADED).await?;
    Ok(as_of(c).await?.filter(|_| same))
}

/// Works out every plan anew: the first time, when organisations change, when they have been loaded again.
///
/// # Errors
/// Those of the database.
pub async fn everything(tx: &mut Tx, app: &App, today: Day) -> sqlx::Result<()> {
    sums::clear(tx).await?;
    const SQL: &str = "SELECT id FROM plan WHERE confirmed_at IS NOT NULL ORDER BY id";
    let plans: Vec<(PlanId,)> = query(SQL).all(tx).await?;
    for (plan,) in plans {
        rework(tx, app, Which::Plan(plan), false, today).await?;
    }
    Ok(())
}

/// Whether a succession begins to apply, or a body begins or ends, after one day and up to another.
fn organisations_change(directory: &Directory, after: Day, up_to: Day) -> bool {
    let between = |day: jiff::civil::Date| after.0 < day && day <= up_to.0;
    directory.successions().iter().any(|s| between(s.on))
        || directory.organisations().iter().any(|o| {
            o.valid_from.is_some_and(between)
                || o.valid_to.and_then(|d| d.tomorrow().ok()).is_some_and(between)
        })
}

/// Moves the duties whose deadline has passed since `before` to where they now belong.
async fn deadlines_passed(tx: &mut Tx, app: &App, before: Day, today: Day) -> sqlx::Result<()> {
    const IDS: &str = "SELECT id FROM duty WHERE tracked = $1 AND due_on >= $2 AND due_on < $3 ORDER BY id";
    let ids: Vec<(DutyId,)> = query(IDS).bind(true).bind(before).bind(today).all(tx).await?;
    for (id,) in ids {
        rework(tx, app, Which::Duty(id), true, today).await?;
    }
    Ok(())
}

/// Dates duties that are not yet due anew, as after a change of the working days: `app` has the new ones. Nothing
/// moves into the past. Returns how many duties moved.
///
/// # Errors
/// Those of the database.
pub async fn redate(tx: &mut Tx, app: &App, today: Day) -> sqlx::Result<usize> {
    const SQL: &str = "SELECT id, deadline, due_on FROM duty WHERE tracked = $1 AND due_on >= $2 AND deadline IS NOT NULL ORDER BY id";
    let rows: Vec<(DutyId, Day, Day)> = query(SQL).bind(true).bind(today).all(tx).await?;
    let as_of = as_of(tx).await?.unwrap_or(today);
    let calendar = app.calendar();
    let mut moved = 0;
    for (id, deadline, before) in rows {
        let now = timeliness::due_on(deadline, &calendar);
        if now != before && now >= today {
            rework(tx, app, Which::Duty(id), true, as_of).await?;
            moved += 1;
        }
    }
    Ok(moved)
}

/// The day as of which owners and sums hold.
///
/// # Errors
/// Those of the database.
pub async fn as_of(c: &mut Conn) -> sqlx::Result<Option<Day>> {
    Ok(setting::get(c, AS_OF).await?.and_then(|day| day.parse().ok()))
}

/// Works duties out anew as of a day; `counted` says whether the sums hold them as their rows say.
async fn rework(tx: &mut Tx, app: &App, which: Which, counted: bool, today: Day) -> sqlx::Result<()> {
    let directory = app.directory();
    hold(tx, which).await?;
    let loaded = load(tx, which).await?;
    let mut shift = Shift::default();
    for duty in &loaded.duties {
        let before = loaded.owners.get(&duty.id).map_or(&[] as &[OwnerRow], Vec::as_slice);
        let parties = loaded.parties.get(&duty.id).map_or(&[] as &[Party], Vec::as_slice);
        let mut changed = duty.clone();
        let mut after = Vec::new();
        if duty.tracked {
            after = owners_of(&directory, duty, parties, before, today, app.clock.now());
        }
        let parts: Vec<Part> = after.iter().map(OwnerRow::part).collect();
        changed.due_on = duty.deadline.map(|d| timeliness::due_on(d, &app.calendar()));
        changed.asked = sums::all_asked(&directory, &parts);
        changed.folded = model::searchable(&duty.text);
        changed.owner_key = owner_key(&directory, after.first().map(|o| o.org_id));
        if duty.tracked && !duty.state.is_void() {
            (changed.state, changed.closed_on) = model::overall(&parts);
        }
        let (whole, due) = ((changed.state, changed.closed_on), changed.due_on);
        changed.outcome = duty.tracked.then(|| sums::outcome(whole.0, due, whole.1, changed.asked, today));
        for (owner, part) in after.iter_mut().zip(&parts) {
            owner.duty_due_on = due;
            owner.duty_outcome = changed.outcome;
            owner.outcome = Some(sums::part_outcome(&directory, &parts, part, whole, due, today));
        }
        let place =
            Place { plan: duty.plan_id, section_path: &duty.section_path, restricted: duty.restricted };
        if counted {
            shift.duty(&place, duty.outcome, -1);
            before.iter().for_each(|o| shift.part(&place, o.org_id, o.outcome, -1));
        }
        shift.duty(&place, changed.outcome, 1);
        after.iter().for_each(|o| shift.part(&place, o.org_id, o.outcome, 1));
        write_owners(tx, before, &after).await?;
        if *duty != changed {
            write_duty(tx, &changed).await?;
        }
    }
    shift.write(tx).await
}

/// The owners today. A body that owned the duty before keeps its part as it stands; a successor goes on where its
/// predecessor stopped.
fn owners_of(
    directory: &Directory,
    duty: &DutyRow,
    parties: &[Party],
    before: &[OwnerRow],
    today: Day,
    now: Millis,
) -> Vec<OwnerRow> {
    let found = owners::on(directory, parties, &duty.text, today);
    let row = |owner: owners::Owner| {
        let kept = before.iter().find(|b| b.org_id == owner.org);
        let followed = kept.or_else(|| before.iter().find(|b| b.party_id == owner.party));
        OwnerRow {
            duty_id: duty.id,
            org_id: owner.org,
            party_id: owner.party,
            plan_id: duty.plan_id,
            ordinal: duty.ordinal,
            role: owner.role,
            state: followed.map_or(State::Assigned, |f| model::kept(f.state, duty.deadline.is_none())),
            state_at: followed.map_or(now, |f| f.state_at),
            declared_on: followed.and_then(|f| f.declared_on).filter(|_| duty.deadline.is_some()),
            outcome: None,
            duty_due_on: None,
            duty_outcome: None,
            duty_restricted: duty.restricted,
        }
    };
    found.into_iter().map(row).collect()
}

/// By what duties are sorted when they are sorted by agency: the name of the first owner.
#[must_use]
pub fn owner_key(directory: &Directory, first: Option<OrgId>) -> String {
    let first = first.and_then(|org| directory.get(org));
    first.map_or_else(|| NOBODY.to_owned(), |org| viet::sort_key(&org.name))
}

/// Takes the duties for this transaction, so that nobody changes a part while it is being counted.
async fn hold(tx: &mut Tx, which: Which) -> sqlx::Result<()> {
    let mut sql = Sql::new("UPDATE duty SET asked = asked WHERE ");
    match which {
        Which::Plan(plan) => sql.push("plan_id = ").bind(plan),
        Which::Duty(duty) => sql.push("id = ").bind(duty),
    };
    sql.execute(tx).await.map(|_| ())
}

async fn load(c: &mut Conn, which: Which) -> sqlx::Result<Loaded> {
    const DUTY: &str = "SELECT d.id, d.plan_id, d.section_path, d.ordinal, d.text, d.folded, d.deadline, d.tracked, \
        d.restricted, d.state, d.closed_on, d.due_on, d.asked, d.owner_key, d.outcome FROM duty d WHERE ";
    const PARTY: &str = "SELECT q.id, q.duty_id, q.ordinal, q.name, q.role, q.position, q.org_id, q.function, \
        q.is_group, q.origin, q.group_id, q.added_at FROM duty_party q JOIN duty d ON d.id = q.duty_id \
        WHERE q.removed_at IS NULL AND ";
    const OWNER: &str = "SELECT o.duty_id, o.org_id, o.party_id, o.plan_id, o.ordinal, o.role, o.state, o.state_at, \
        o.declared_on, o.outcome, o.duty_due_on, o.duty_outcome, o.duty_restricted FROM duty_owner o JOIN duty d ON d.id = o.duty_id WHERE ";
    let of = |select: &'static str| {
        let mut sql = Sql::new(select);
        match which {
            Which::Plan(plan) => sql.push("d.plan_id = ").bind(plan),
            Which::Duty(duty) => sql.push("d.id = ").bind(duty),
        };
        sql
    };
    let mut loaded =
        Loaded { duties: of(DUTY).all(c).await?, parties: HashMap::new(), owners: HashMap::new() };
    for party in of(PARTY).all::<Party>(c).await? {
        loaded.parties.entry(party.duty_id).or_default().push(party);
    }
    for owner in of(OWNER).all::<OwnerRow>(c).await? {
        loaded.owners.entry(owner.duty_id).or_default().push(owner);
    }
    Ok(loaded)
}

async fn write_owners(tx: &mut Tx, before: &[OwnerRow], after: &[OwnerRow]) -> sqlx::Result<()> {
    const REMOVE: &str = "DELETE FROM duty_owner WHERE duty_id = $1 AND org_id = $2";
    const PUT: &str = "INSERT INTO duty_owner (duty_id, org_id, party_id, plan_id, ordinal, role, state, state_at, \
        declared_on, outcome, duty_due_on, duty_outcome, duty_restricted) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) \
        ON CONFLICT (duty_id, org_id) DO UPDATE SET party_id = excluded.party_id, role = excluded.role, \
        state = excluded.state, state_at = excluded.state_at, declared_on = excluded.declared_on, \
        outcome = excluded.outcome, duty_due_on = excluded.duty_due_on, duty_outcome = excluded.duty_outcome, \
        duty_restricted = excluded.duty_restricted";
    for gone in before.iter().filter(|b| after.iter().all(|a| a.org_id != b.org_id)) {
        query(REMOVE).bind(gone.duty_id).bind(gone.org_id).run(tx).await?;
    }
    for owner in after.iter().filter(|a| !before.contains(a)) {
        query(PUT)
            .bind(owner.duty_id)
            .bind(owner.org_id)
            .bind(owner.party_id)
            .bind(owner.plan_id)
            .bind(owner.ordinal)
            .bind(owner.role)
            .bind(owner.state)
            .bind(owner.state_at)
            .bind(owner.declared_on)
            .bind(owner.outcome)
            .bind(owner.duty_due_on)
            .bind(owner.duty_outcome)
            .bind(owner.duty_restricted)
            .run(tx)
            .await?;
    }
    Ok(())
}

async fn write_duty(tx: &mut Tx, duty: &DutyRow) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE duty SET folded = $1, state = $2, closed_on = $3, due_on = $4, asked = $5, \
        owner_key = $6, outcome = $7 WHERE id = $8";
    query(SQL)
        .bind(duty.folded.as_str())
        .bind(duty.state)
        .bind(duty.closed_on)
        .bind(duty.due_on)
        .bind(duty.asked)
        .bind(duty.owner_key.as_str())
        .bind(duty.outcome)
        .bind(duty.id)
        .run(tx)
        .await
}

/// Takes a duty out of the sums, before a change of where it is counted (restricted or not, its section).
/// [`duty`] counts it again.
///
/// # Errors
/// Those of the database.
pub async fn uncount(tx: &mut Tx, duty: DutyId) -> sqlx::Result<()> {
    const WHOLE: &str = "UPDATE duty SET outcome = NULL WHERE id = $1";
    const PARTS: &str = "UPDATE duty_owner SET outcome = NULL WHERE duty_id = $1";
    let loaded = load(tx, Which::Duty(duty)).await?;
    let mut shift = Shift::default();
    for row in &loaded.duties {
        let place = Place { plan: row.plan_id, section_path: &row.section_path, restricted: row.restricted };
        shift.duty(&place, row.outcome, -1);
        for owner in loaded.owners.get(&duty).into_iter().flatten() {
            shift.part(&place, owner.org_id, owner.outcome, -1);
        }
    }
    query(WHOLE).bind(duty).run(tx).await?;
    query(PARTS).bind(duty).run(tx).await?;
    shift.write(tx).await
}
