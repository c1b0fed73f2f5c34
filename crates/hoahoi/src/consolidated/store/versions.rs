//! Versions of a report: the whole wording as it was.

use super::super::model::Section;
use super::sections;
use crate::accounts::access::Permit;
use crate::accounts::rights::WriteConsolidated;
use crate::db::{Conn, Millis, Tx, query};
use crate::ids::ConsolidatedId;

/// A version as kept.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Version {
    /// Its number, from 1.
    pub number: i64,
    /// When.
    pub at: Millis,
    /// Who kept it.
    pub who: Option<String>,
    /// Why.
    pub note: String,
    /// The sections as JSON.
    pub body: String,
}

impl Version {
    /// The sections it holds.
    ///
    /// # Errors
    /// When the database holds something else.
    pub fn sections(&self) -> serde_json::Result<Vec<Section>> {
        serde_json::from_str(&self.body)
    }
}

/// Keeps the report as it stands as a version.
///
/// # Errors
/// Those of the database.
pub async fn keep_version(
    tx: &mut Tx,
    permit: &Permit<WriteConsolidated>,
    id: ConsolidatedId,
    note: &str,
    now: Millis,
) -> crate::web::Result<()> {
    const LAST: &str = "SELECT COALESCE(MAX(number), 0) FROM consolidated_version WHERE report_id = $1";
    const SQL: &str = "INSERT INTO consolidated_version (report_id, number, at, account_id, note, body) VALUES ($1, $2, $3, $4, $5, $6)";
    let (last,): (i64,) = query(LAST).bind(id).one(tx).await?;
    let body: Vec<Section> = sections(tx, id).await?.into_iter().map(Into::into).collect();
    let body = serde_json::to_string(&body)?;
    query(SQL).bind(id).bind(last + 1).bind(now).bind(permit.account()).bind(note).bind(body).run(tx).await?;
    Ok(())
}

/// The versions of a report, latest first.
///
/// # Errors
/// Those of the database.
pub async fn versions(c: &mut Conn, id: ConsolidatedId) -> sqlx::Result<Vec<Version>> {
    const SQL: &str = "SELECT v.number, v.at, a.name AS who, v.note, v.body FROM consolidated_version v \
         LEFT JOIN account a ON a.id = v.account_id WHERE v.report_id = $1 ORDER BY v.number DESC";
    query(SQL).bind(id).all(c).await
}
