//! One duty with everything that belongs to it.

use super::super::owners::Party;
use super::super::scope::{DutyScope, Sight};
use super::super::seen::{Row, Seen};
use super::super::timeliness::Reckoning;
use super::acts::EventKind;
use super::{ROW, seen};
use crate::db::{Conn, Day, Millis, Sql, query};
use crate::ids::{DutyId, OrgId, PlanId, TaskId};
use crate::plans::store::parties_of;

/// A duty as a viewer sees it, with its plan, its parties, its content and its log.
#[derive(Debug, Clone)]
pub struct Detail {
    /// What every list shows too.
    pub seen: Seen,
    /// How much of it is seen.
    pub sight: Sight,
    /// The sentence, for finding out who answers; shown only through [`Seen::text`].
    pub(in crate::duties) matter: String,
    /// Its plan.
    pub plan: PlanHead,
    /// Heading of its section.
    pub section_heading: Option<String>,
    /// Its parties as printed and as added, removed ones left out.
    pub parties: Vec<Party>,
    /// Tasks of the plan that it carries out.
    pub tasks: Vec<LinkedTask>,
    /// Content, only for those who see it in full.
    pub content: Option<Content>,
}

/// The plan of a duty.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct PlanHead {
    /// Which.
    pub id: PlanId,
    /// 182/KH-UBND.
    pub number: Option<String>,
    /// Title.
    pub title: String,
    /// Who issued it.
    pub issuer: Option<String>,
    /// When it was issued.
    pub issued_on: Option<Day>,
    /// When it was confirmed.
    pub confirmed_at: Option<Millis>,
    /// The decision that makes agencies' timeliness public.
    pub timeliness_decision: Option<String>,
    /// From when.
    pub timeliness_from: Option<Day>,
    /// Whether it is demonstration data.
    pub demo: bool,
}

impl PlanHead {
    /// The number, or the title of a plan without one.
    #[must_use]
    pub fn name(&self) -> &str {
        self.number.as_deref().unwrap_or(&self.title)
    }

    /// The decision in force on a day that makes agencies' timeliness public, and since when.
    #[must_use]
    pub fn disclosed_on(&self, day: Day) -> Option<(&str, Day)> {
        self.timeliness_decision.as_deref().zip(self.timeliness_from).filter(|(_, from)| *from <= day)
    }
}

/// A task that a duty carries out.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct LinkedTask {
    /// Which.
    pub id: TaskId,
    /// Path of its section.
    pub section_path: Option<String>,
    /// Its text.
    pub text: String,
}

/// What only those see who see the duty in full.
#[derive(Debug, Clone)]
pub struct Content {
    /// The deadline as set, before it is moved off days off.
    pub deadline: Option<Day>,
    /// The deadline in the words of the print.
    pub deadline_text: Option<String>,
    /// What is to come of it; never for duties in security and defence.
    pub product: Option<String>,
    /// By what it is measured; never for duties in security and defence.
    pub indicator: Option<String>,
    /// How often it comes round.
    pub recurrence: Option<String>,
    /// Revision, for forms.
    pub rev: i64,
    /// What people changed, oldest first.
    pub edits: Vec<Edit>,
    /// What happened, oldest first.
    pub events: Vec<Event>,
}

/// A field that a person set or changed.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Edit {
    /// Which field.
    pub field: String,
    /// What stood there.
    pub old: Option<String>,
    /// What stands there now.
    pub new: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// For which body it was set.
    pub org_id: Option<OrgId>,
    /// When.
    pub at: Millis,
}

/// Something that happened.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Event {
    /// What.
    pub kind: EventKind,
    /// To which owner's part, or for which body.
    pub org_id: Option<OrgId>,
    /// In which words.
    pub text: Option<String>,
    /// What else belongs to it, as JSON.
    data: String,
    /// When.
    pub at: Millis,
}

impl Event {
    /// The day as it stood and the day asked for or granted, of what happened about a later day.
    #[must_use]
    pub fn days(&self) -> Option<(Day, Day)> {
        #[derive(serde::Deserialize)]
        struct Days {
            from: Day,
            to: Day,
        }
        serde_json::from_str::<Days>(&self.data).ok().map(|days| (days.from, days.to))
    }
}

#[derive(sqlx::FromRow)]
struct ContentRow {
    deadline: Option<Day>,
    deadline_text: Option<String>,
    product: Option<String>,
    indicator: Option<String>,
    recurrence: Option<String>,
    rev: i64,
    heading: Option<String>,
}

const PLAN: &str =
    "id, number, title, issuer, issued_on, confirmed_at, timeliness_decision, timeliness_from, demo";

/// A tracked duty, as far as the viewer may see it.
///
/// # Errors
/// Those of the database.
pub async fn find(
    c: &mut Conn,
    scope: &DutyScope,
    on: &Reckoning,
    id: DutyId,
) -> sqlx::Result<Option<Detail>> {
    const TASKS: &str = "SELECT t.id, s.path AS section_path, t.text FROM duty_task l JOIN task t ON t.id = l.task_id \
        LEFT JOIN section s ON s.id = t.section_id WHERE l.duty_id = $1 ORDER BY t.ordinal";
    const CONTENT: &str = "SELECT d.deadline, d.deadline_text, d.product, d.indicator, d.recurrence, d.rev, \
        s.heading FROM duty d LEFT JOIN section s ON s.id = d.section_id WHERE d.id = $1";
    let mut sql = Sql::new("SELECT ");
    sql.push(ROW).push(" FROM duty d WHERE d.id = ").bind(id).push(" AND d.tracked = ").bind(true);
    let rows: Vec<Row> = sql.all(c).await?;
    let Some(row) = rows.first() else { return Ok(None) };
    let (plan, matter, restricted) = (row.plan_id, row.text.clone(), row.restricted);
    let Some(seen) = seen(c, rows, scope, on).await?.pop() else { return Ok(None) };
    let Some(plan) = plan_head(c, plan).await? else { return Ok(None) };
    let orgs: Vec<OrgId> = seen.owners.iter().map(|o| o.org).collect();
    let sight = scope.sight(restricted, &orgs);
    let parties = parties_of(c, id).await?;
    let tasks = query(TASKS).bind(id).all(c).await?;
    let row: ContentRow = query(CONTENT).bind(id).one(c).await?;
    let section_heading = row.heading.clone();
    let content = if sight == Sight::Full { Some(content(c, id, row, restricted).await?) } else { None };
    Ok(Some(Detail { seen, sight, matter, plan, section_heading, parties, tasks, content }))
}

async fn content(c: &mut Conn, id: DutyId, row: ContentRow, restricted: bool) -> sqlx::Result<Content> {
    const EDITS: &str =
        "SELECT field, old, new, reason, org_id, at FROM duty_edit WHERE duty_id = $1 ORDER BY at, id";
    const EVENTS: &str =
        "SELECT kind, org_id, text, data, at FROM duty_event WHERE duty_id = $1 ORDER BY at, id LIMIT 500";
    let of = |text: Option<String>| text.filter(|_| !restricted);
    let mut edits: Vec<Edit> = query(EDITS).bind(id).all(c).await?;
    edits.retain(|e| !restricted || !matches!(e.field.as_str(), "product" | "indicator"));
    Ok(Content {
        deadline: row.deadline,
        deadline_text: row.deadline_text,
        product: of(row.product),
        indicator: of(row.indicator),
        recurrence: row.recurrence,
        rev: row.rev,
        edits,
        events: query(EVENTS).bind(id).all(c).await?,
    })
}

/// A confirmed plan.
///
/// # Errors
/// Those of the database.
pub async fn plan_head(c: &mut Conn, id: PlanId) -> sqlx::Result<Option<PlanHead>> {
    let mut sql = Sql::new("SELECT ");
    sql.push(PLAN).push(" FROM plan WHERE confirmed_at IS NOT NULL AND id = ").bind(id);
    sql.optional(c).await
}

/// Plans that a list offers to choose from; older ones are reached from their own pages.
const OFFERED: i64 = 100;

/// A plan to choose.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct PlanChoice {
    /// Which.
    pub id: PlanId,
    /// 182/KH-UBND.
    pub number: Option<String>,
    /// Title.
    pub title: String,
}

impl PlanChoice {
    /// The number, or the title of a plan without one.
    #[must_use]
    pub fn name(&self) -> &str {
        self.number.as_deref().unwrap_or(&self.title)
    }
}

/// Confirmed plans, newest first, at most a hundred: for choosing one. The one that has been chosen is always there.
///
/// # Errors
/// Those of the database.
pub async fn plans(c: &mut Conn, chosen: Option<PlanId>) -> sqlx::Result<Vec<PlanChoice>> {
    const NEWEST: &str = "SELECT id, number, title FROM plan WHERE confirmed_at IS NOT NULL \
                          ORDER BY issued_on DESC, id DESC LIMIT $1";
    let mut plans: Vec<PlanChoice> = query(NEWEST).bind(OFFERED).all(c).await?;
    if let Some(chosen) = chosen.filter(|id| plans.iter().all(|p| p.id != *id)) {
        let head = plan_head(c, chosen).await?;
        plans.extend(head.map(|p| PlanChoice { id: p.id, number: p.number, title: p.title }));
    }
    Ok(plans)
}

/// Confirmed plans whose agencies' timeliness is public on a day, by a recorded decision.
///
/// # Errors
/// Those of the database.
pub async fn disclosed(c: &mut Conn, on: Day) -> sqlx::Result<Vec<PlanHead>> {
    let mut sql = Sql::new("SELECT ");
    sql.push(PLAN).push(" FROM plan WHERE confirmed_at IS NOT NULL AND timeliness_decision IS NOT NULL");
    sql.push(" AND timeliness_from <= ").bind(on).push(" ORDER BY issued_on DESC, id DESC");
    sql.all(c).await
}

/// Sections of a plan, for choosing one: path and heading.
///
/// # Errors
/// Those of the database.
pub async fn sections(c: &mut Conn, plan: PlanId) -> sqlx::Result<Vec<(String, Option<String>)>> {
    const SQL: &str = "SELECT path, heading FROM section WHERE plan_id = $1 ORDER BY ordinal";
    query(SQL).bind(plan).all(c).await
}

/// Whether a tracked duty is in security or defence, and who owns it today, the first owner first.
///
/// # Errors
/// Those of the database.
pub async fn owned(c: &mut Conn, id: DutyId) -> sqlx::Result<Option<(bool, Vec<OrgId>)>> {
    const DUTY: &str = "SELECT restricted FROM duty WHERE id = $1 AND tracked = $2";
    const OWNERS: &str = "SELECT org_id FROM duty_owner WHERE duty_id = $1 ORDER BY ordinal";
    let found: Option<(bool,)> = query(DUTY).bind(id).bind(true).optional(c).await?;
    let Some((restricted,)) = found else { return Ok(None) };
    let owners: Vec<(OrgId,)> = query(OWNERS).bind(id).all(c).await?;
    Ok(Some((restricted, owners.into_iter().map(|row| row.0).collect())))
}

/// How many tracked duties a plan gives, and to how many organisations of today, without duties in security and
/// defence: what everybody may know.
///
/// # Errors
/// Those of the database.
pub async fn given(c: &mut Conn, plan: PlanId) -> sqlx::Result<(i64, i64)> {
    const DUTIES: &str = "SELECT COUNT(*) FROM duty WHERE plan_id = $1 AND tracked = $2 AND restricted = $3";
    const OWNERS: &str = "SELECT COUNT(DISTINCT o.org_id) FROM duty_owner o JOIN duty d ON d.id = o.duty_id \
                          WHERE d.plan_id = $1 AND d.tracked = $2 AND d.restricted = $3";
    let (duties,): (i64,) = query(DUTIES).bind(plan).bind(true).bind(false).one(c).await?;
    let (owners,): (i64,) = query(OWNERS).bind(plan).bind(true).bind(false).one(c).await?;
    Ok((duties, owners))
}
