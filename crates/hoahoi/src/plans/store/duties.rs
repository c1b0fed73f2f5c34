//! Duties and their parties.

use crate::db::{Conn, Day, Millis, Tx, query};
use crate::ids::{AccountId, DutyId, OrgId, PartyId, PlanId, SectionId, TaskId};
use crate::plans::model::{Origin, PartyOrigin, Position, Recurrence, Review, Role};

/// A duty to be kept.
#[derive(Debug, Clone)]
pub struct NewDuty<'a> {
    /// Its key.
    pub id: DutyId,
    /// The section it stands in.
    pub section: Option<SectionId>,
    /// Path of that section; empty in the closing.
    pub section_path: &'a str,
    /// Order in the plan.
    pub ordinal: i64,
    /// Which paragraph of its section.
    pub paragraph: i64,
    /// Where it stands in the source.
    pub span: Option<(i64, i64)>,
    /// Its words.
    pub text: &'a str,
    /// Where it comes from.
    pub origin: Origin,
    /// The task that was given parties.
    pub task: Option<TaskId>,
    /// How it is answered for as a whole.
    pub role: Role,
    /// The reader's own reading as JSON; never altered.
    pub printed: &'a str,
    /// What is to come of it.
    pub product: Option<&'a str>,
    /// By what it is measured.
    pub indicator: Option<&'a str>,
    /// The day by which.
    pub deadline: Option<Day>,
    /// The time as printed.
    pub deadline_text: Option<&'a str>,
    /// How often it comes round.
    pub recurrence: Option<Recurrence>,
    /// What a person has said about it.
    pub review: Review,
    /// Whether it is to be tracked once confirmed.
    pub to_track: bool,
    /// Security and defence (DESIGN 2.7).
    pub restricted: bool,
    /// Whether several owners answer side by side.
    pub joint: bool,
    /// Who added it.
    pub by: Option<AccountId>,
    /// When.
    pub at: Millis,
}

/// Keeps a duty; it is not tracked.
///
/// # Errors
/// Those of the database.
pub async fn insert_duty(tx: &mut Tx, plan: PlanId, new: &NewDuty<'_>) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO duty (id, plan_id, section_id, section_path, ordinal, paragraph, span_start, span_end, \
                       text, folded, origin, task_id, role, printed, product, indicator, deadline, deadline_text, recurrence, \
                       review, to_track, tracked, restricted, joint, state, rev, created_by, updated_at) \
                       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, \
                       $20, $21, $22, $23, $24, 'assigned', 1, $25, $26)";
    query(SQL)
        .bind(new.id)
        .bind(plan)
        .bind(new.section)
        .bind(new.section_path)
        .bind(new.ordinal)
        .bind(new.paragraph)
        .bind(new.span.map(|s| s.0))
        .bind(new.span.map(|s| s.1))
        .bind(new.text)
        .bind(crate::duties::model::searchable(new.text))
        .bind(new.origin)
        .bind(new.task)
        .bind(new.role)
        .bind(new.printed)
        .bind(new.product)
        .bind(new.indicator)
        .bind(new.deadline)
        .bind(new.deadline_text)
        .bind(new.recurrence)
        .bind(new.review)
        .bind(new.to_track)
        .bind(false)
        .bind(new.restricted)
        .bind(new.joint)
        .bind(new.by)
        .bind(new.at)
        .run(tx)
        .await
}

/// A duty as the draft shows it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct DutyRow {
    /// Its key.
    pub id: DutyId,
    /// Path of its section; empty in the closing.
    pub section_path: String,
    /// Order in the plan.
    pub ordinal: i64,
    /// Which paragraph of its section.
    pub paragraph: i64,
    /// First byte in the source.
    pub span_start: Option<i64>,
    /// One past the last byte.
    pub span_end: Option<i64>,
    /// Its words.
    pub text: String,
    /// Where it comes from.
    pub origin: Origin,
    /// The task that was given parties.
    pub task_id: Option<TaskId>,
    /// How it is answered for as a whole.
    pub role: Role,
    /// The reader's own reading as JSON.
    pub printed: String,
    /// What is to come of it.
    pub product: Option<String>,
    /// By what it is measured.
    pub indicator: Option<String>,
    /// The day by which.
    pub deadline: Option<Day>,
    /// The time as printed.
    pub deadline_text: Option<String>,
    /// How often it comes round.
    pub recurrence: Option<Recurrence>,
    /// What a person has said about it.
    pub review: Review,
    /// Whether it is to be tracked once confirmed.
    pub to_track: bool,
    /// Whether it is tracked.
    pub tracked: bool,
    /// Security and defence.
    pub restricted: bool,
    /// Whether several owners answer side by side.
    pub joint: bool,
    /// Revision, for optimistic changes.
    pub rev: i64,
    /// When it last changed.
    pub updated_at: Millis,
}

macro_rules! duty_columns {
    () => {
        "SELECT id, section_path, ordinal, paragraph, span_start, span_end, text, origin, task_id, role, printed, product, \
         indicator, deadline, deadline_text, recurrence, review, to_track, tracked, restricted, joint, rev, updated_at \
         FROM duty "
    };
}

/// All duties of a plan in order.
///
/// # Errors
/// Those of the database.
pub async fn duties(c: &mut Conn, plan: PlanId) -> sqlx::Result<Vec<DutyRow>> {
    const SQL: &str = concat!(duty_columns!(), "WHERE plan_id = $1 ORDER BY ordinal, id");
    query(SQL).bind(plan).all(c).await
}

/// One duty of a plan.
///
/// # Errors
/// Those of the database.
pub async fn duty(c: &mut Conn, plan: PlanId, id: DutyId) -> sqlx::Result<Option<DutyRow>> {
    const SQL: &str = concat!(duty_columns!(), "WHERE plan_id = $1 AND id = $2");
    query(SQL).bind(plan).bind(id).optional(c).await
}

/// The plan of a duty.
///
/// # Errors
/// Those of the database.
pub async fn plan_of(c: &mut Conn, id: DutyId) -> sqlx::Result<Option<PlanId>> {
    let row: Option<(PlanId,)> = query("SELECT plan_id FROM duty WHERE id = $1").bind(id).optional(c).await?;
    Ok(row.map(|row| row.0))
}

/// Keeps the deadline that stood before the first extension; a later one changes nothing.
///
/// # Errors
/// Those of the database.
pub async fn keep_first_deadline(tx: &mut Tx, id: DutyId, first: Day) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE duty SET first_deadline = $2 WHERE id = $1 AND first_deadline IS NULL";
    query(SQL).bind(id).bind(first).run(tx).await
}

/// The highest order number in use; 0 when there is none.
///
/// # Errors
/// Those of the database.
pub async fn last_ordinal(c: &mut Conn, plan: PlanId) -> sqlx::Result<i64> {
    const SQL: &str = "SELECT COALESCE(MAX(ordinal), 0) FROM duty WHERE plan_id = $1";
    let row: (i64,) = query(SQL).bind(plan).one(c).await?;
    Ok(row.0)
}

/// Writes what a person said about a duty; `false` when it has changed since `rev`.
///
/// # Errors
/// Those of the database.
pub async fn set_review(tx: &mut Tx, id: DutyId, rev: i64, review: Review, at: Millis) -> sqlx::Result<bool> {
    const SQL: &str = "UPDATE duty SET review = $3, updated_at = $4, rev = rev + 1 WHERE id = $1 AND rev = $2 AND tracked = $5";
    let rows = query(SQL).bind(id).bind(rev).bind(review).bind(at).bind(false).execute(tx).await?;
    Ok(rows == 1)
}

/// Writes the fields that a person may change, and accepts the duty; `false` when it has changed since `rev`.
///
/// # Errors
/// Those of the database.
pub async fn update_duty(tx: &mut Tx, row: &DutyRow, at: Millis) -> sqlx::Result<bool> {
    const SQL: &str = "UPDATE duty SET role = $3, product = $4, indicator = $5, deadline = $6, recurrence = $7, \
                       review = $8, to_track = $9, restricted = $10, joint = $11, updated_at = $12, rev = rev + 1 \
                       WHERE id = $1 AND rev = $2";
    let rows = query(SQL)
        .bind(row.id)
        .bind(row.rev)
        .bind(row.role)
        .bind(row.product.as_deref())
        .bind(row.indicator.as_deref())
        .bind(row.deadline)
        .bind(row.recurrence)
        .bind(row.review)
        .bind(row.to_track)
        .bind(row.restricted)
        .bind(row.joint)
        .bind(at)
        .execute(tx)
        .await?;
    Ok(rows == 1)
}

/// From now on the accepted duties of a plan are tracked, unless they are not meant to be; answers how many began.
///
/// # Errors
/// Those of the database.
pub async fn start_tracking(tx: &mut Tx, plan: PlanId, at: Millis) -> sqlx::Result<u64> {
    const SQL: &str = "UPDATE duty SET tracked = $2, updated_at = $3, rev = rev + 1 \
                       WHERE plan_id = $1 AND review = $4 AND to_track = $2 AND tracked = $5";
    query(SQL).bind(plan).bind(true).bind(at).bind(Review::Accepted).bind(false).execute(tx).await
}

/// A party to be kept.
#[derive(Debug, Clone)]
pub struct NewParty<'a> {
    /// Its key.
    pub id: PartyId,
    /// Order within the duty.
    pub ordinal: i64,
    /// Name as printed or chosen.
    pub name: &'a str,
    /// How it answers.
    pub role: Role,
    /// Owner or only named.
    pub position: Position,
    /// The organisation, when known.
    pub org: Option<OrgId>,
    /// The function to which the duty belongs, where a split needs it.
    pub function: Option<&'a str>,
    /// Whether it is a name for many.
    pub is_group: bool,
    /// Where it comes from.
    pub origin: PartyOrigin,
    /// The group it was chosen out of.
    pub group: Option<PartyId>,
    /// Who added it; `None` when printed.
    pub by: Option<AccountId>,
    /// When a person added it.
    pub at: Option<Millis>,
}

/// Keeps a party.
///
/// # Errors
/// Those of the database.
pub async fn insert_party(tx: &mut Tx, duty: DutyId, new: &NewParty<'_>) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO duty_party (id, duty_id, ordinal, name, role, position, org_id, function, is_group, \
                       origin, group_id, added_by, added_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    query(SQL)
        .bind(new.id)
        .bind(duty)
        .bind(new.ordinal)
        .bind(new.name)
        .bind(new.role)
        .bind(new.position)
        .bind(new.org)
        .bind(new.function)
        .bind(new.is_group)
        .bind(new.origin)
        .bind(new.group)
        .bind(new.by)
        .bind(new.at)
        .run(tx)
        .await
}

/// A party in force, as the duty names it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct PartyRow {
    /// Its key.
    pub id: PartyId,
    /// The duty.
    pub duty_id: DutyId,
    /// Order within the duty.
    pub ordinal: i64,
    /// Name as printed or chosen.
    pub name: String,
    /// How it answers.
    pub role: Role,
    /// Owner, or named after "phối hợp với".
    pub position: Position,
    /// The organisation as of the document's date; `None` when unknown or a group.
    pub org_id: Option<OrgId>,
    /// The function by which a divided body's work is followed, when a person named it.
    pub function: Option<String>,
    /// Whether it is a name for many.
    pub is_group: bool,
    /// Printed, added, or chosen from a group.
    pub origin: PartyOrigin,
    /// The group from which it was chosen.
    pub group_id: Option<PartyId>,
    /// When a person added it.
    pub added_at: Option<Millis>,
}

macro_rules! party_columns {
    () => {
        "SELECT p.id, p.duty_id, p.ordinal, p.name, p.role, p.position, p.org_id, p.function, p.is_group, p.origin, \
         p.group_id, p.added_at FROM duty_party p "
    };
}

/// The parties in force of all duties of a plan.
///
/// # Errors
/// Those of the database.
pub async fn parties(c: &mut Conn, plan: PlanId) -> sqlx::Result<Vec<PartyRow>> {
    const SQL: &str = concat!(
        party_columns!(),
        "JOIN duty d ON d.id = p.duty_id WHERE d.plan_id = $1 AND p.removed_at IS NULL ORDER BY p.duty_id, p.ordinal, p.id"
    );
    query(SQL).bind(plan).all(c).await
}

/// The parties in force of one duty.
///
/// # Errors
/// Those of the database.
pub async fn parties_of(c: &mut Conn, duty: DutyId) -> sqlx::Result<Vec<PartyRow>> {
    const SQL: &str =
        concat!(party_columns!(), "WHERE p.duty_id = $1 AND p.removed_at IS NULL ORDER BY p.ordinal, p.id");
    query(SQL).bind(duty).all(c).await
}

/// Keeps a party of a tracked duty as it stood until now, so that past days are judged as they were.
///
/// # Errors
/// Those of the database.
pub async fn keep_party(tx: &mut Tx, stood: &PartyRow, until: Millis) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO duty_party_past (id, party_id, duty_id, until, role, position, org_id, function, is_group) \
                       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    query(SQL)
        .bind(uuid::Uuid::now_v7())
        .bind(stood.id)
        .bind(stood.duty_id)
        .bind(until)
        .bind(stood.role)
        .bind(stood.position)
        .bind(stood.org_id)
        .bind(stood.function.as_deref())
        .bind(stood.is_group)
        .run(tx)
        .await
}

/// Changes how a party answers and which organisation it is.
///
/// # Errors
/// Those of the database.
pub async fn set_party(tx: &mut Tx, party: &PartyRow) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE duty_party SET role = $2, position = $3, org_id = $4, function = $5, is_group = $6 WHERE id = $1";
    query(SQL)
        .bind(party.id)
        .bind(party.role)
        .bind(party.position)
        .bind(party.org_id)
        .bind(party.function.as_deref())
        .bind(party.is_group)
        .run(tx)
        .await
}

/// Takes a party out of force; the row stays.
///
/// # Errors
/// Those of the database.
pub async fn remove_party(tx: &mut Tx, id: PartyId, at: Millis) -> sqlx::Result<()> {
    query("UPDATE duty_party SET removed_at = $2 WHERE id = $1").bind(id).bind(at).run(tx).await
}
