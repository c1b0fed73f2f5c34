//! The years of working days in the database.

use std::collections::BTreeMap;

use viet::calendar::SpecialDay;

use crate::accounts::access::Permit;
use crate::accounts::rights::ManageCalendar;
use crate::db::{Conn, Day, Millis, Sql, Tx, query, setting};
use crate::text_enum;

/// The setting whose value changes with every change of the working days.
const VERSION: &str = "calendar.version";

text_enum! {
    /// In what a day differs from the week.
    pub enum Kind {
        /// Nghỉ: offices are closed.
        Off = "off",
        /// Làm bù: offices work at the weekend.
        Worked = "worked",
    }
}

/// One special day with the paper that sets it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct StoredDay {
    /// The day.
    pub day: Day,
    /// Closed or at work.
    pub kind: Kind,
    /// What it is called.
    pub name: String,
    /// The notice or decision, where it is not that of the whole year.
    pub decision: Option<String>,
    /// Still to be checked ("cần kiểm chứng").
    pub unverified: bool,
}

impl StoredDay {
    fn special(&self) -> SpecialDay {
        SpecialDay {
            date: self.day.0,
            worked: self.kind == Kind::Worked,
            name: self.name.clone(),
            unverified: self.unverified,
        }
    }
}

/// A year that stands in the database.
#[derive(Debug, Clone, Default, sqlx::FromRow)]
pub struct StoredYear {
    /// The notice or decision.
    pub decision: Option<String>,
    /// The whole year is still to be checked.
    pub unverified: bool,
    /// Counts the changes.
    pub rev: i64,
}

/// Which state of the working days the database holds; `None` when none was ever changed.
///
/// # Errors
/// Those of the database.
pub async fn version(c: &mut Conn) -> sqlx::Result<Option<String>> {
    setting::get(c, VERSION).await
}

/// Every year in the database with its special days.
///
/// # Errors
/// Those of the database.
pub async fn years(c: &mut Conn) -> sqlx::Result<BTreeMap<i16, Vec<SpecialDay>>> {
    const YEARS: &str = "SELECT year, unverified FROM calendar_year ORDER BY year";
    const DAYS: &str = "SELECT day, kind, name, decision, unverified FROM calendar_day ORDER BY day";
    let years: Vec<(i64, bool)> = query(YEARS).all(c).await?;
    let whole = |year: i16| years.iter().any(|(y, unverified)| *y == i64::from(year) && *unverified);
    let mut found: BTreeMap<i16, Vec<SpecialDay>> =
        years.iter().filter_map(|(year, _)| Some((i16::try_from(*year).ok()?, Vec::new()))).collect();
    for day in query(DAYS).all::<StoredDay>(c).await? {
        let year = day.day.0.year();
        let unverified = day.unverified || whole(year);
        found.entry(year).or_default().push(SpecialDay { unverified, ..day.special() });
    }
    Ok(found)
}

/// One year with its days, when it stands in the database.
///
/// # Errors
/// Those of the database.
pub async fn year(c: &mut Conn, year: i16) -> sqlx::Result<Option<(StoredYear, Vec<StoredDay>)>> {
    const YEAR: &str = "SELECT decision, unverified, rev FROM calendar_year WHERE year = $1";
    const DAYS: &str =
        "SELECT day, kind, name, decision, unverified FROM calendar_day WHERE year = $1 ORDER BY day";
    let found: Option<StoredYear> = query(YEAR).bind(i64::from(year)).optional(c).await?;
    let Some(found) = found else { return Ok(None) };
    Ok(Some((found, query(DAYS).bind(i64::from(year)).all(c).await?)))
}

/// Puts a year in place of what stands for it. `false` when somebody else has changed it since: nothing is written.
///
/// # Errors
/// Those of the database.
pub async fn save(
    tx: &mut Tx,
    permit: &Permit<ManageCalendar>,
    of: i16,
    year: &StoredYear,
    days: &[StoredDay],
    at: Millis,
) -> sqlx::Result<bool> {
    const INSERT: &str = "INSERT INTO calendar_year (year, decision, unverified, rev, updated_by, updated_at) \
                          VALUES ($1, $2, $3, 1, $4, $5) ON CONFLICT (year) DO NOTHING";
    const UPDATE: &str = "UPDATE calendar_year SET decision = $2, unverified = $3, updated_by = $4, updated_at = $5, \
                          rev = rev + 1 WHERE year = $1 AND rev = $6";
    let number = i64::from(of);
    let statement = query(if year.rev == 0 { INSERT } else { UPDATE })
        .bind(number)
        .bind(year.decision.as_deref())
        .bind(year.unverified)
        .bind(permit.account())
        .bind(at);
    let statement = if year.rev == 0 { statement } else { statement.bind(year.rev) };
    if statement.execute(tx).await? == 0 {
        return Ok(false);
    }
    query("DELETE FROM calendar_day WHERE year = $1").bind(number).run(tx).await?;
    if !days.is_empty() {
        let mut sql =
            Sql::new("INSERT INTO calendar_day (day, year, kind, name, decision, unverified) VALUES ");
        for (i, day) in days.iter().enumerate() {
            sql.push(if i == 0 { "(" } else { ", (" }).bind(day.day).push(", ").bind(number);
            sql.push(", ").bind(day.kind).push(", ").bind(day.name.as_str()).push(", ");
            sql.bind(day.decision.as_deref()).push(", ").bind(day.unverified).push(")");
        }
        sql.execute(tx).await?;
    }
    moved_on(tx).await?;
    Ok(true)
}

/// Takes a year out of the database, so that the built-in data hold again. `false` when somebody else was faster.
///
/// # Errors
/// Those of the database.
pub async fn reset(tx: &mut Tx, _permit: &Permit<ManageCalendar>, year: i16, rev: i64) -> sqlx::Result<bool> {
    const HOLD: &str = "UPDATE calendar_year SET rev = rev + 1 WHERE year = $1 AND rev = $2";
    if query(HOLD).bind(i64::from(year)).bind(rev).execute(tx).await? == 0 {
        return Ok(false);
    }
    for sql in ["DELETE FROM calendar_day WHERE year = $1", "DELETE FROM calendar_year WHERE year = $1"] {
        query(sql).bind(i64::from(year)).run(tx).await?;
    }
    moved_on(tx).await?;
    Ok(true)
}

async fn moved_on(tx: &mut Tx) -> sqlx::Result<()> {
    setting::put(tx, VERSION, &uuid::Uuid::now_v7().to_string()).await
}
