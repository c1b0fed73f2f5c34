//! What decides about duties on past days.

use std::collections::HashMap;

use super::super::past::History;
use super::acts::EventKind;
use crate::db::{Conn, Day, Millis, Sql};
use crate::ids::{DutyId, OrgId, PartyId, PlanId};
use crate::plans::model::{Position, Role};
use crate::plans::store::PartyRow;

/// Duties read in one go; below the limits of both engines on bound values.
const BATCH: usize = 1_000;
/// A term ends at most so many days after its deadline: the longest run of days off is shorter.
const MOVED_AT_MOST: i64 = 20;

#[derive(sqlx::FromRow)]
struct Row {
    id: DutyId,
    plan_id: PlanId,
    plan_name: String,
    section_path: String,
    paragraph: i64,
    text: String,
    restricted: bool,
    confirmed_at: Millis,
    deadline: Option<Day>,
    due_on: Option<Day>,
}

#[derive(sqlx::FromRow)]
struct PastParty {
    until: Millis,
    party_id: PartyId,
    role: Role,
    position: Position,
    org_id: Option<OrgId>,
    function: Option<String>,
    is_group: bool,
}

/// The histories of the duties whose deadline lies, or ever lay, between two days.
///
/// # Errors
/// Those of the database.
pub async fn with_deadline(c: &mut Conn, from: Day, to: Day) -> sqlx::Result<Vec<History>> {
    const DUTY: &str = "SELECT d.id, d.plan_id, COALESCE(n.number, f.name) AS plan_name, d.section_path, d.paragraph, d.text, \
        d.restricted, n.confirmed_at, d.deadline, d.due_on FROM duty d JOIN plan n ON n.id = d.plan_id \
        JOIN document f ON f.id = n.document_id WHERE n.confirmed_at IS NOT NULL AND d.tracked = ";
    let last = Day(to.0.saturating_add(jiff::Span::new().days(MOVED_AT_MOST)));
    let mut now = Sql::new(DUTY);
    now.bind(true).push(" AND d.due_on >= ").bind(from).push(" AND d.due_on <= ").bind(last);
    let mut once = Sql::new(DUTY);
    once.bind(true).push(" AND d.id IN (SELECT duty_id FROM duty_edit WHERE field = 'deadline' AND old >= ");
    once.bind(from.to_string()).push(" AND old <= ").bind(to.to_string()).push(")");
    let mut rows: Vec<Row> = now.all(c).await?;
    for row in once.all::<Row>(c).await? {
        if rows.iter().all(|known| known.id != row.id) {
            rows.push(row);
        }
    }
    rows.sort_by(|a, b| {
        (a.plan_id, &a.section_path, a.paragraph, a.id).cmp(&(b.plan_id, &b.section_path, b.paragraph, b.id))
    });
    let mut histories = Vec::with_capacity(rows.len());
    let mut rest = rows.into_iter().peekable();
    while rest.peek().is_some() {
        let batch: Vec<Row> = rest.by_ref().take(BATCH).collect();
        histories.extend(load(c, batch).await?);
    }
    Ok(histories)
}

/// What belongs to some duties, read in five statements.
async fn load(c: &mut Conn, rows: Vec<Row>) -> sqlx::Result<Vec<History>> {
    let of = |select: &'static str, order: &'static str| {
        let mut sql = Sql::new(select);
        sql.bind_list(rows.iter().map(|row| row.id)).push(order);
        sql
    };
    let edits = of(
        "SELECT duty_id, at, old FROM duty_edit WHERE field = 'deadline' AND duty_id IN ",
        " ORDER BY at, id",
    );
    let mut deadlines: HashMap<DutyId, Vec<(Millis, Option<Day>)>> = HashMap::new();
    for (duty, at, old) in edits.all::<(DutyId, Millis, Option<String>)>(c).await? {
        deadlines.entry(duty).or_default().push((at, old.and_then(|day| day.parse().ok())));
    }
    let gone = of("SELECT id, removed_at FROM duty_party WHERE removed_at IS NOT NULL AND duty_id IN ", "");
    let gone: HashMap<PartyId, Millis> = gone.all::<(PartyId, Millis)>(c).await?.into_iter().collect();
    let standing = of(
        "SELECT id, duty_id, ordinal, name, role, position, org_id, function, is_group, origin, group_id, added_at \
         FROM duty_party WHERE duty_id IN ",
        " ORDER BY ordinal, id",
    );
    let mut parties: HashMap<DutyId, Vec<(PartyRow, Option<Millis>)>> = HashMap::new();
    for party in standing.all::<PartyRow>(c).await? {
        let removed = gone.get(&party.id).copied();
        parties.entry(party.duty_id).or_default().push((party, removed));
    }
    let past = of(
        "SELECT until, party_id, role, position, org_id, function, is_group FROM duty_party_past WHERE duty_id IN ",
        " ORDER BY until, id",
    );
    let mut before: HashMap<PartyId, Vec<PastParty>> = HashMap::new();
    for party in past.all::<PastParty>(c).await? {
        before.entry(party.party_id).or_default().push(party);
    }
    let happened =
        of("SELECT duty_id, at, kind, org_id FROM duty_event WHERE duty_id IN ", " ORDER BY at, id");
    let mut events: HashMap<DutyId, Vec<(Millis, EventKind, Option<OrgId>)>> = HashMap::new();
    for (duty, at, kind, org) in happened.all::<(DutyId, Millis, EventKind, Option<OrgId>)>(c).await? {
        events.entry(duty).or_default().push((at, kind, org));
    }
    Ok(rows
        .into_iter()
        .map(|row| {
            let parties = parties.remove(&row.id).unwrap_or_default();
            let before = parties.iter().flat_map(|(party, _)| {
                before.remove(&party.id).into_iter().flatten().map(move |past| as_it_stood(party, past))
            });
            History {
                before: before.collect(),
                deadlines: deadlines.remove(&row.id).unwrap_or_default(),
                events: events.remove(&row.id).unwrap_or_default(),
                parties,
                id: row.id,
                plan_id: row.plan_id,
                plan_name: row.plan_name,
                section_path: row.section_path,
                paragraph: row.paragraph,
                text: row.text,
                restricted: row.restricted,
                tracked_from: row.confirmed_at,
                deadline: row.deadline,
                due_on: row.due_on,
            }
        })
        .collect())
}

fn as_it_stood(party: &PartyRow, past: PastParty) -> (Millis, PartyRow) {
    let row = PartyRow {
        role: past.role,
        position: past.position,
        org_id: past.org_id,
        function: past.function,
        is_group: past.is_group,
        ..party.clone()
    };
    (past.until, row)
}
