//! What agencies report of indicators, with their reports.

use std::collections::HashMap;

use crate::accounts::access::Permit;
use crate::accounts::rights::DraftSubmission;
use crate::audit;
use crate::db::{Conn, Day, Millis, Sql, Tx, query};
use crate::ids::{IndicatorId, ObservationId, OrgId, PeriodId, RegimeId, SubmissionId};
use crate::indicators::model::{Amount, Said};
use crate::organisations::System;
use crate::reporting::model::State;

/// What a report says of an indicator.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Observation {
    /// Which.
    pub id: ObservationId,
    /// The indicator.
    pub indicator_id: IndicatorId,
    value: Option<Amount>,
    numerator: Option<Amount>,
    denominator: Option<Amount>,
    missing: String,
    /// Counts changes.
    pub rev: i64,
    /// Who wrote it last.
    pub who: Option<String>,
    /// When.
    pub updated_at: Millis,
}

impl Observation {
    /// What was said.
    #[must_use]
    pub fn said(&self) -> Said {
        Said {
            value: self.value,
            numerator: self.numerator,
            denominator: self.denominator,
            missing: self.missing.clone(),
        }
    }
}

/// What one report says.
///
/// # Errors
/// Those of the database.
pub async fn of_submission(
    c: &mut Conn,
    id: SubmissionId,
) -> sqlx::Result<HashMap<IndicatorId, Observation>> {
    const SQL: &str = "SELECT o.id, o.indicator_id, o.value, o.numerator, o.denominator, o.missing, o.rev, a.name AS who, o.updated_at \
         FROM observation o LEFT JOIN account a ON a.id = o.updated_by WHERE o.submission_id = $1";
    let rows: Vec<Observation> = query(SQL).bind(id).all(c).await?;
    Ok(rows.into_iter().map(|row| (row.indicator_id, row)).collect())
}

/// What the last accepted report of the same agency and regime before a day said: code of its period, and its values.
///
/// # Errors
/// Those of the database.
pub async fn before(
    c: &mut Conn,
    org: OrgId,
    regime: RegimeId,
    closes_on: Day,
) -> sqlx::Result<Option<(String, HashMap<IndicatorId, Observation>)>> {
    const LAST: &str = "SELECT s.id, p.code FROM submission s JOIN period p ON p.id = s.period_id \
         WHERE s.org_id = $1 AND p.regime_id = $2 AND p.closes_on < $3 AND s.state = $4 ORDER BY p.closes_on DESC, s.id LIMIT 1";
    let last: Option<(SubmissionId, String)> =
        query(LAST).bind(org).bind(regime).bind(closes_on).bind(State::Accepted).optional(c).await?;
    match last {
        Some((id, code)) => Ok(Some((code, of_submission(c, id).await?))),
        None => Ok(None),
    }
}

/// Writes what a report that is held says of an indicator; `false` when somebody else has changed it since.
///
/// # Errors
/// Those of the database.
pub async fn write(
    tx: &mut Tx,
    permit: &Permit<DraftSubmission>,
    submission: SubmissionId,
    indicator: IndicatorId,
    rev: i64,
    said: &Said,
    now: Millis,
) -> sqlx::Result<bool> {
    const INSERT: &str = "INSERT INTO observation (id, submission_id, indicator_id, value, numerator, denominator, missing, rev, \
         updated_by, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9) ON CONFLICT (submission_id, indicator_id) DO NOTHING";
    const UPDATE: &str = "UPDATE observation SET value = $4, numerator = $5, denominator = $6, missing = $7, rev = rev + 1, \
         updated_by = $8, updated_at = $9 WHERE submission_id = $2 AND indicator_id = $3 AND rev = $1";
    let written = if rev == 0 { query(INSERT).bind(ObservationId::new()) } else { query(UPDATE).bind(rev) };
    let changed = written
        .bind(submission)
        .bind(indicator)
        .bind(said.value)
        .bind(said.numerator)
        .bind(said.denominator)
        .bind(said.missing.as_str())
        .bind(permit.account())
        .bind(now)
        .execute(tx)
        .await?;
    Ok(changed == 1)
}

/// Records in the audit log for which indicators a report's values were written: not the values.
///
/// # Errors
/// Those of the database.
pub async fn record(
    tx: &mut Tx,
    permit: &Permit<DraftSubmission>,
    submission: SubmissionId,
    org: OrgId,
    indicators: &[IndicatorId],
    at: Millis,
) -> sqlx::Result<()> {
    let entry = audit::Entry {
        at,
        account: Some(permit.account()),
        org: Some(org),
        action: "submission.observe",
        subject_kind: "submission",
        subject_id: Some(submission.0),
        fields: serde_json::json!({ "indicators": indicators }),
    };
    audit::record(tx, entry).await
}

/// What an accepted report says of an indicator.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Accepted {
    /// Which.
    pub id: ObservationId,
    /// The indicator.
    pub indicator_id: IndicatorId,
    /// The report.
    pub submission_id: SubmissionId,
    /// Its period.
    pub period_id: PeriodId,
    /// The period's code.
    pub code: String,
    /// Last day reported.
    pub closes_on: Day,
    /// The agency.
    pub org_id: OrgId,
    /// Its name.
    pub org_name: String,
    /// Its system.
    pub system: System,
    value: Option<Amount>,
    numerator: Option<Amount>,
    denominator: Option<Amount>,
    missing: String,
}

impl Accepted {
    /// What was said.
    #[must_use]
    pub fn said(&self) -> Said {
        Said {
            value: self.value,
            numerator: self.numerator,
            denominator: self.denominator,
            missing: self.missing.clone(),
        }
    }
}

/// What accepted reports say of these indicators, by period and agency.
///
/// # Errors
/// Those of the database.
pub async fn accepted(c: &mut Conn, ids: &[IndicatorId]) -> sqlx::Result<Vec<Accepted>> {
    let mut sql = Sql::new(
        "SELECT o.id, o.indicator_id, o.submission_id, s.period_id, p.code, p.closes_on, s.org_id, g.name AS org_name, g.system, \
         o.value, o.numerator, o.denominator, o.missing FROM observation o JOIN submission s ON s.id = o.submission_id \
         JOIN period p ON p.id = s.period_id JOIN org g ON g.id = s.org_id WHERE s.state = ",
    );
    sql.bind(State::Accepted).push(" AND o.indicator_id IN ").bind_list(ids.iter().copied());
    sql.push(" ORDER BY p.closes_on, p.id, g.sort_key, g.id");
    sql.all(c).await
}
