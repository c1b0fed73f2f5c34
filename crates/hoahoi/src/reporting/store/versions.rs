//! What was sent each time the head approved, and the paper that carried it.

use serde::{Deserialize, Serialize};

use super::super::model::Draft;
use super::lines;
use super::submissions::Submission;
use crate::accounts::access::Permit;
use crate::accounts::rights::RegisterPaper;
use crate::audit;
use crate::db::{Conn, Day, Millis, Sql, Tx, json, query};
use crate::ids::{AccountId, DutyId, ObligationId, SubmissionId, VersionId};
use crate::indicators::reported;

/// A line as it was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentLine {
    /// The obligation.
    pub obligation: ObligationId,
    /// The duty.
    pub duty: DutyId,
    /// Where it stands in the plan.
    pub section_path: String,
    /// Which paragraph of its section.
    pub paragraph: i64,
    /// Its sentence at that time.
    pub text: String,
    /// How the agency answered for it.
    pub role: String,
    /// Security and defence: no content.
    pub restricted: bool,
    /// Why nothing was owed.
    pub exempt_reason: Option<String>,
    /// What was said.
    pub said: Draft,
}

/// The paper that carried a version: the signed document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Its number.
    pub number: String,
    /// Its symbol: `BC-SNNMT`.
    pub symbol: String,
    /// Its date.
    pub date: Day,
}

/// A version without its lines.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Version {
    /// Which; the signed copy is attached to it.
    pub id: VersionId,
    /// Of which report.
    pub submission_id: SubmissionId,
    /// 1 for the first.
    pub number: i64,
    /// When it left the agency.
    pub sent_at: Millis,
    paper_number: Option<String>,
    paper_symbol: Option<String>,
    paper_date: Option<Day>,
}

impl Version {
    /// The paper, once the clerk has entered it.
    #[must_use]
    pub fn paper(&self) -> Option<Paper> {
        let number = self.paper_number.clone()?;
        Some(Paper { number, symbol: self.paper_symbol.clone().unwrap_or_default(), date: self.paper_date? })
    }
}

const COLUMNS: &str = "SELECT id, submission_id, number, sent_at, paper_number, paper_symbol, paper_date FROM submission_version WHERE ";

/// Keeps the lines as they are sent now, as the next version.
///
/// # Errors
/// Those of the database.
pub async fn keep(tx: &mut Tx, of: &Submission, by: Option<AccountId>, at: Millis) -> sqlx::Result<()> {
    const INSERT: &str = "INSERT INTO submission_version (id, submission_id, number, content, sent_by, sent_at, observations) \
         VALUES ($1, $2, (SELECT COALESCE(MAX(v.number), 0) + 1 FROM submission_version v WHERE v.submission_id = $2), $3, $4, $5, $6)";
    let sent: Vec<SentLine> = lines::of(tx, of)
        .await?
        .into_iter()
        .map(|line| SentLine {
            obligation: line.obligation,
            duty: line.duty,
            section_path: line.section_path,
            paragraph: line.paragraph,
            text: line.text,
            role: line.role,
            restricted: line.restricted,
            exempt_reason: line.exempt_reason,
            said: line.said,
        })
        .collect();
    let observed = reported::sent(tx, of).await?;
    let (content, observed) = (json(&sent)?, json(&observed)?);
    query(INSERT)
        .bind(VersionId::new())
        .bind(of.id)
        .bind(content)
        .bind(by)
        .bind(at)
        .bind(observed)
        .run(tx)
        .await
}

/// [`keep`] for a report that was sent before versions were kept.
///
/// # Errors
/// Those of the database.
pub async fn keep_first(tx: &mut Tx, of: &Submission, at: Millis) -> sqlx::Result<()> {
    if of_submission(tx, of.id).await?.is_empty() {
        keep(tx, of, None, at).await?;
    }
    Ok(())
}

/// The versions of a report, latest first.
///
/// # Errors
/// Those of the database.
pub async fn of_submission(c: &mut Conn, submission: SubmissionId) -> sqlx::Result<Vec<Version>> {
    let mut sql = Sql::new(COLUMNS);
    sql.push("submission_id = ").bind(submission).push(" ORDER BY number DESC");
    sql.all(c).await
}

/// One version by its identifier.
///
/// # Errors
/// Those of the database.
pub async fn get(c: &mut Conn, id: VersionId) -> sqlx::Result<Option<Version>> {
    let mut sql = Sql::new(COLUMNS);
    sql.push("id = ").bind(id);
    sql.optional(c).await
}

/// The lines of a version.
///
/// # Errors
/// Those of the database; `Decode` when the kept lines cannot be read.
pub async fn lines_of(c: &mut Conn, id: VersionId) -> sqlx::Result<Vec<SentLine>> {
    let row: (String,) =
        query("SELECT content FROM submission_version WHERE id = $1").bind(id).one(c).await?;
    serde_json::from_str(&row.0).map_err(|e| sqlx::Error::Decode(Box::new(e)))
}

/// What a version said of indicators.
///
/// # Errors
/// Those of the database; `Decode` when what was kept cannot be read.
pub async fn observations_of(c: &mut Conn, id: VersionId) -> sqlx::Result<Vec<reported::Sent>> {
    let row: (String,) =
        query("SELECT observations FROM submission_version WHERE id = $1").bind(id).one(c).await?;
    serde_json::from_str(&row.0).map_err(|e| sqlx::Error::Decode(Box::new(e)))
}

/// The clerk enters the paper that carried a version.
///
/// # Errors
/// Those of the database.
pub async fn set_paper(
    tx: &mut Tx,
    permit: &Permit<RegisterPaper>,
    of: &Submission,
    version: VersionId,
    paper: &Paper,
    at: Millis,
) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE submission_version SET paper_number = $2, paper_symbol = $3, paper_date = $4, paper_by = $5, \
                       paper_at = $6 WHERE id = $1";
    query(SQL)
        .bind(version)
        .bind(paper.number.as_str())
        .bind(paper.symbol.as_str())
        .bind(paper.date)
        .bind(permit.account())
        .bind(at)
        .run(tx)
        .await?;
    audit::record(
        tx,
        audit::Entry {
            at,
            account: Some(permit.account()),
            org: Some(of.org_id),
            action: "submission.paper",
            subject_kind: "submission",
            subject_id: Some(of.id.0),
            fields: serde_json::json!({ "number": paper.number, "symbol": paper.symbol, "date": paper.date }),
        },
    )
    .await
}
