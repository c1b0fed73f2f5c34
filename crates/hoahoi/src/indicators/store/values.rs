//! Values that the coordinator enters for an indicator that no agency reports.

use serde_json::json;

use super::indicators::event;
use crate::accounts::access::Permit;
use crate::accounts::rights::EnterValue;
use crate::audit;
use crate::db::{Conn, Day, Millis, Sql, Tx, query};
use crate::ids::IndicatorId;
use crate::indicators::model::{Amount, Said};

/// A value as entered.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Value {
    /// Of which indicator.
    pub indicator_id: IndicatorId,
    /// The day it is about.
    pub on_day: Day,
    value: Option<Amount>,
    numerator: Option<Amount>,
    denominator: Option<Amount>,
    /// Where it comes from.
    pub source: String,
    /// Who entered it.
    pub who: Option<String>,
    /// When.
    pub at: Millis,
}

impl Value {
    /// The figures.
    #[must_use]
    pub fn said(&self) -> Said {
        Said {
            value: self.value,
            numerator: self.numerator,
            denominator: self.denominator,
            missing: String::new(),
        }
    }
}

/// The values of these indicators in the order of their days.
///
/// # Errors
/// Those of the database.
pub async fn of(c: &mut Conn, ids: &[IndicatorId]) -> sqlx::Result<Vec<Value>> {
    let mut sql = Sql::new(
        "SELECT v.indicator_id, v.on_day, v.value, v.numerator, v.denominator, v.source, a.name AS who, v.at \
         FROM indicator_value v LEFT JOIN account a ON a.id = v.account_id WHERE v.indicator_id IN ",
    );
    sql.bind_list(ids.iter().copied()).push(" ORDER BY v.on_day, v.id");
    sql.all(c).await
}

/// Enters the value of a day; one that was entered for the same day before is replaced.
///
/// # Errors
/// Those of the database.
pub async fn put(
    tx: &mut Tx,
    permit: &Permit<EnterValue>,
    id: IndicatorId,
    on: Day,
    said: &Said,
    source: &str,
    now: Millis,
) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO indicator_value (id, indicator_id, on_day, value, numerator, denominator, source, account_id, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (indicator_id, on_day) DO UPDATE SET value = excluded.value, \
         numerator = excluded.numerator, denominator = excluded.denominator, source = excluded.source, \
         account_id = excluded.account_id, at = excluded.at";
    query(SQL)
        .bind(uuid::Uuid::now_v7())
        .bind(id)
        .bind(on)
        .bind(said.value)
        .bind(said.numerator)
        .bind(said.denominator)
        .bind(source)
        .bind(permit.account())
        .bind(now)
        .run(tx)
        .await?;
    event(tx, permit.account(), id, "value", &on.to_string(), now).await?;
    record(tx, permit, id, "indicator.value", on, said, now).await
}

/// Takes the value of a day out again. `false` when there is none.
///
/// # Errors
/// Those of the database.
pub async fn remove(
    tx: &mut Tx,
    permit: &Permit<EnterValue>,
    id: IndicatorId,
    on: Day,
    now: Millis,
) -> sqlx::Result<bool> {
    const SQL: &str = "DELETE FROM indicator_value WHERE indicator_id = $1 AND on_day = $2";
    if query(SQL).bind(id).bind(on).execute(tx).await? == 0 {
        return Ok(false);
    }
    event(tx, permit.account(), id, "remove-value", &on.to_string(), now).await?;
    record(tx, permit, id, "indicator.remove-value", on, &Said::default(), now).await?;
    Ok(true)
}

async fn record(
    tx: &mut Tx,
    permit: &Permit<EnterValue>,
    id: IndicatorId,
    action: &'static str,
    on: Day,
    said: &Said,
    at: Millis,
) -> sqlx::Result<()> {
    let entry = permit.entry(at, action, ("indicator", Some(id.0)), json!({ "day": on, "value": said.value, "numerator": said.numerator, "denominator": said.denominator }));
    audit::record(tx, entry).await
}
