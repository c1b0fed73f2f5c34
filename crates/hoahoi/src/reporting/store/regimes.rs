//! Regimes and their periods in the database.

use viet::calendar::Calendar;

use super::super::model::{Frequency, Schedule, on_day};
use super::super::obligations::{self, AHEAD_DAYS, Made, Scope};
use crate::accounts::access::Permit;
use crate::accounts::rights::ManageRegimes;
use crate::audit;
use crate::db::{Conn, Day, Millis, Tx, query};
use crate::ids::{AccountId, OrgId, PeriodId, PlanId, RegimeId};

/// A regime (chế độ báo cáo).
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Regime {
    /// Which.
    pub id: RegimeId,
    /// The plan it is about.
    pub plan_id: PlanId,
    /// Its name.
    pub name: String,
    /// How often.
    pub frequency: Frequency,
    /// Who collects the reports.
    pub coordinator_id: OrgId,
    /// To whom the consolidated report goes.
    pub recipient_id: Option<OrgId>,
    /// What a report must say (đề cương).
    pub outline: String,
    /// Day of the closing month by which agencies send.
    pub send_day: i64,
    /// Day of that month by which the coordinator sends on.
    pub forward_day: Option<i64>,
    /// From when.
    pub starts_on: Day,
    /// Until when.
    pub ends_on: Option<Day>,
    /// The document that sets it up.
    pub basis: Option<String>,
    /// Day of that month by which the recipient sends on.
    pub onward_day: Option<i64>,
    /// A single report's own days, as a person named them: agencies send, the coordinator sends on.
    pub once_due: Option<Day>,
    /// See `once_due`.
    pub once_forward: Option<Day>,
    /// How reports are sent (phương thức gửi).
    pub method: String,
    /// The form their figures follow (biểu mẫu số liệu).
    pub form: String,
}

impl Regime {
    /// The days by which the coordinator, and then the recipient, send on what they put together for a period.
    #[must_use]
    pub fn sent_on(&self, closes_on: Day, calendar: &Calendar) -> (Option<Day>, Option<Day>) {
        if self.frequency == Frequency::Once {
            return (self.once_forward.map(|day| Day(calendar.next_working_day(day.0))), None);
        }
        let on =
            |day: Option<i64>| day.and_then(|d| i8::try_from(d).ok()).map(|d| on_day(closes_on, d, calendar));
        (on(self.forward_day), on(self.onward_day))
    }

    /// When its reports are made and sent.
    #[must_use]
    pub fn schedule(&self) -> Schedule {
        let send_day = i8::try_from(self.send_day).unwrap_or(Schedule::LATEST);
        Schedule { frequency: self.frequency, send_day, starts_on: self.starts_on, ends_on: self.ends_on }
    }
}

/// A regime to be set up.
#[derive(Debug, Clone)]
pub struct NewRegime {
    /// The plan it is about.
    pub plan_id: PlanId,
    /// Its name.
    pub name: String,
    /// When reports are made and sent.
    pub schedule: Schedule,
    /// For a single report: the day by which it is due.
    pub once_due: Option<Day>,
    /// Day of the closing month by which the coordinator sends on.
    pub forward_day: Option<i8>,
    /// Who collects the reports.
    pub coordinator: OrgId,
    /// To whom the consolidated report goes.
    pub recipient: Option<OrgId>,
    /// What a report must say.
    pub outline: String,
    /// The document that sets it up.
    pub basis: Option<String>,
    /// Day of that month by which the recipient sends on.
    pub onward_day: Option<i8>,
    /// For a single report: the day by which the coordinator sends on.
    pub once_forward: Option<Day>,
    /// How reports are sent.
    pub method: String,
    /// The form their figures follow.
    pub form: String,
    /// Made for demonstration.
    pub demo: bool,
}

const COLUMNS: &str = "id, plan_id, name, frequency, coordinator_id, recipient_id, outline, send_day, forward_day, \
                       starts_on, ends_on, basis, onward_day, once_due, once_forward, method, form";

/// Sets up a regime, its periods as far as they are in sight, and their obligations from its first day on.
///
/// # Errors
/// Those of the database.
pub async fn create(
    tx: &mut Tx,
    permit: &Permit<ManageRegimes>,
    new: &NewRegime,
    calendar: &Calendar,
    now: Millis,
) -> sqlx::Result<(RegimeId, Made)> {
    insert(tx, new, Some(permit.account()), permit.org(), calendar, now).await
}

/// [`create`] without a person: the demonstration data.
///
/// # Errors
/// Those of the database.
pub async fn insert(
    tx: &mut Tx,
    new: &NewRegime,
    by: Option<AccountId>,
    for_org: Option<OrgId>,
    calendar: &Calendar,
    now: Millis,
) -> sqlx::Result<(RegimeId, Made)> {
    const SQL: &str = "INSERT INTO regime (id, plan_id, name, frequency, coordinator_id, recipient_id, outline, send_day, \
                       forward_day, starts_on, ends_on, basis, created_by, created_at, demo, once_due, \
                       onward_day, once_forward, method, form) \
                       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)";
    let id = RegimeId::new();
    let schedule = new.schedule;
    query(SQL)
        .bind(id)
        .bind(new.plan_id)
        .bind(new.name.as_str())
        .bind(schedule.frequency)
        .bind(new.coordinator)
        .bind(new.recipient)
        .bind(new.outline.as_str())
        .bind(i64::from(schedule.send_day))
        .bind(new.forward_day.map(i64::from))
        .bind(schedule.starts_on)
        .bind(schedule.ends_on)
        .bind(new.basis.as_deref())
        .bind(by)
        .bind(now)
        .bind(new.demo)
        .bind(new.once_due)
        .bind(new.onward_day.map(i64::from))
        .bind(new.once_forward)
        .bind(new.method.as_str())
        .bind(new.form.as_str())
        .run(tx)
        .await?;
    open(tx, id, schedule, new.once_due, calendar, now.day()).await?;
    let scope = Scope { plan: new.plan_id, duty: None, from: schedule.starts_on };
    let made = obligations::make(tx, scope, now).await?;
    audit::record(tx, audit::Entry {
        at: now,
        account: by,
        org: for_org,
        action: "regime.create",
        subject_kind: "regime",
        subject_id: Some(id.0),
        fields: serde_json::json!({
            "frequency": schedule.frequency, "send_day": schedule.send_day, "starts_on": schedule.starts_on,
            "obligations": made.added,
        }),
    })
    .await?;
    Ok((id, made))
}

/// Opens the periods of a regime that have come into sight; those that exist stay as they are.
///
/// # Errors
/// Those of the database.
pub async fn open_periods(tx: &mut Tx, regime: &Regime, calendar: &Calendar, today: Day) -> sqlx::Result<()> {
    if regime.frequency == Frequency::Once {
        return Ok(());
    }
    open(tx, regime.id, regime.schedule(), None, calendar, today).await
}

async fn open(
    tx: &mut Tx,
    id: RegimeId,
    schedule: Schedule,
    once_due: Option<Day>,
    calendar: &Calendar,
    today: Day,
) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO period (id, regime_id, code, starts_on, closes_on, due_on) VALUES ($1, $2, $3, $4, $5, $6) \
                       ON CONFLICT (regime_id, code) DO NOTHING";
    let horizon = Day(today.0.saturating_add(jiff::Span::new().days(AHEAD_DAYS)));
    for period in schedule.periods(horizon) {
        let due = once_due.map_or_else(
            || schedule.due(period.closes_on, calendar),
            |day| Day(calendar.next_working_day(day.0)),
        );
        query(SQL)
            .bind(PeriodId::new())
            .bind(id)
            .bind(period.code.as_str())
            .bind(period.starts_on)
            .bind(period.closes_on)
            .bind(due)
            .run(tx)
            .await?;
    }
    Ok(())
}

/// Dates the periods that are not yet due anew, as after a change of the working days, and with them the reports
/// still due on the period's day. Nothing moves into the past. Returns how many periods moved.
///
/// # Errors
/// Those of the database.
pub async fn redate(tx: &mut Tx, calendar: &Calendar, today: Day) -> sqlx::Result<usize> {
    const SQL: &str = "SELECT p.id, p.closes_on, p.due_on, r.frequency, r.send_day, r.once_due FROM period p \
                       JOIN regime r ON r.id = p.regime_id WHERE p.due_on >= $1 ORDER BY p.id";
    const PERIOD: &str = "UPDATE period SET due_on = $2 WHERE id = $1";
    const REPORTS: &str = "UPDATE submission SET due_on = $3 WHERE period_id = $1 AND due_on = $2";
    type Row = (PeriodId, Day, Day, Frequency, i64, Option<Day>);
    let rows: Vec<Row> = query(SQL).bind(today).all(tx).await?;
    let mut moved = 0;
    for (id, closes_on, before, frequency, send_day, once_due) in rows {
        let now = match (frequency, once_due) {
            (Frequency::Once, None) => before,
            (Frequency::Once, Some(day)) => Day(calendar.next_working_day(day.0)),
            _ => on_day(closes_on, i8::try_from(send_day).unwrap_or(Schedule::LATEST), calendar),
        };
        if now != before && now >= today {
            query(PERIOD).bind(id).bind(now).run(tx).await?;
            query(REPORTS).bind(id).bind(before).bind(now).run(tx).await?;
            moved += 1;
        }
    }
    Ok(moved)
}

/// Every regime of a confirmed plan.
///
/// # Errors
/// Those of the database.
pub async fn all(c: &mut Conn) -> sqlx::Result<Vec<Regime>> {
    let mut sql = crate::db::Sql::new("SELECT ");
    sql.push(COLUMNS).push(
        " FROM regime WHERE plan_id IN (SELECT id FROM plan WHERE confirmed_at IS NOT NULL) ORDER BY id",
    );
    sql.all(c).await
}

/// One regime.
///
/// # Errors
/// Those of the database.
pub async fn get(c: &mut Conn, id: RegimeId) -> sqlx::Result<Option<Regime>> {
    let mut sql = crate::db::Sql::new("SELECT ");
    sql.push(COLUMNS).push(" FROM regime WHERE id = ").bind(id);
    sql.optional(c).await
}

/// A plan for which a regime can be set up.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct PlanChoice {
    /// Which.
    pub id: PlanId,
    /// Number and symbol.
    pub number: Option<String>,
    /// Title.
    pub title: String,
}

impl PlanChoice {
    /// `182/KH-UBND: …`, or the title alone.
    #[must_use]
    pub fn label(&self) -> String {
        self.number.as_ref().map_or_else(|| self.title.clone(), |n| format!("{n}: {}", self.title))
    }
}

/// The confirmed plans, latest first.
///
/// # Errors
/// Those of the database.
pub async fn plans(c: &mut Conn) -> sqlx::Result<Vec<PlanChoice>> {
    const SQL: &str =
        "SELECT id, number, title FROM plan WHERE confirmed_at IS NOT NULL ORDER BY confirmed_at DESC, id";
    query(SQL).all(c).await
}

/// A period with what has come in for it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct PeriodRow {
    /// Which.
    pub id: PeriodId,
    /// The regime.
    pub regime_id: RegimeId,
    /// `2026-H1`.
    pub code: String,
    /// First day reported.
    pub starts_on: Day,
    /// Last day reported.
    pub closes_on: Day,
    /// Agencies send by this day.
    pub due_on: Day,
    /// Agencies that owe a report.
    pub expected: i64,
    /// Of these, whose report has left the agency.
    pub received: i64,
    /// Of these, whose report was accepted.
    pub accepted: i64,
    /// Agencies exempted altogether.
    pub exempt: i64,
}

/// The periods of all regimes of confirmed plans, by their days.
///
/// # Errors
/// Those of the database.
pub async fn periods(c: &mut Conn) -> sqlx::Result<Vec<PeriodRow>> {
    const SQL: &str = "SELECT p.id, p.regime_id, p.code, p.starts_on, p.closes_on, p.due_on, \
         COUNT(CASE WHEN s.owed > 0 THEN 1 END) AS expected, \
         COUNT(CASE WHEN s.owed > 0 AND s.submitted_on IS NOT NULL THEN 1 END) AS received, \
         COUNT(CASE WHEN s.owed > 0 AND s.state = 'accepted' THEN 1 END) AS accepted, \
         COUNT(CASE WHEN s.owed = 0 AND s.exempted > 0 THEN 1 END) AS exempt \
         FROM period p LEFT JOIN submission s ON s.period_id = p.id \
         GROUP BY p.id, p.regime_id, p.code, p.starts_on, p.closes_on, p.due_on ORDER BY p.starts_on, p.closes_on";
    query(SQL).all(c).await
}
