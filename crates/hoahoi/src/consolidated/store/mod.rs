//! Consolidated reports in the database.

mod sources;
mod versions;

use serde_json::json;

use super::model::{Section, State};
use crate::accounts::access::Permit;
use crate::accounts::rights::WriteConsolidated;
use crate::audit;
use crate::db::{Conn, Day, Millis, Sql, Tx, query};
use crate::ids::{ConsolidatedId, PeriodId};

pub use sources::{FigureSource, Source, figure_sources, mark, mark_figures, marks, not_drawn_on, sources};
pub use versions::{Version, keep_version, versions};

/// A consolidated report.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Consolidated {
    /// Which.
    pub id: ConsolidatedId,
    /// Its period.
    pub period_id: PeriodId,
    /// How far it is.
    pub state: State,
    /// Revision of the whole.
    pub rev: i64,
    /// The day its figures were drawn up.
    pub drawn_on: Day,
    /// When it last changed.
    pub updated_at: Millis,
    /// Number and symbol of the signed paper.
    pub number: Option<String>,
    /// Its date.
    pub issued_on: Option<Day>,
    /// Who signed, as on the paper.
    pub signer: Option<String>,
    /// Head of the audit log's chain when it was locked.
    pub audit_head: Option<String>,
    /// When it was locked.
    pub finalised_at: Option<Millis>,
}

/// A section as kept.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Kept {
    /// Its code.
    pub code: String,
    /// Depth.
    pub level: i64,
    /// The number before the heading.
    pub label: String,
    /// The heading.
    pub heading: String,
    /// As last drawn up.
    pub drafted: String,
    /// As it stands.
    pub text: String,
    /// Revision.
    pub rev: i64,
    /// When a person last edited it.
    pub edited_at: Option<Millis>,
    /// Who did.
    pub edited_by: Option<String>,
}

impl Kept {
    /// Whether a person has changed what was drawn up.
    #[must_use]
    pub fn is_edited(&self) -> bool {
        self.text != self.drafted
    }

    /// Whether it holds text of its own rather than sections below it.
    #[must_use]
    pub fn holds_text(&self) -> bool {
        !self.drafted.is_empty() || !self.text.is_empty()
    }
}

impl From<Kept> for Section {
    fn from(kept: Kept) -> Self {
        Self { code: kept.code, level: kept.level, label: kept.label, heading: kept.heading, text: kept.text }
    }
}

const COLUMNS: &str =
    "id, period_id, state, rev, drawn_on, updated_at, number, issued_on, signer, audit_head, finalised_at";

/// One report.
///
/// # Errors
/// Those of the database.
pub async fn get(c: &mut Conn, id: ConsolidatedId) -> sqlx::Result<Option<Consolidated>> {
    let mut sql = Sql::new("SELECT ");
    sql.push(COLUMNS).push(" FROM consolidated WHERE id = ").bind(id);
    sql.optional(c).await
}

/// The report of a period.
///
/// # Errors
/// Those of the database.
pub async fn of_period(c: &mut Conn, period: PeriodId) -> sqlx::Result<Option<Consolidated>> {
    let mut sql = Sql::new("SELECT ");
    sql.push(COLUMNS).push(" FROM consolidated WHERE period_id = ").bind(period);
    sql.optional(c).await
}

/// All reports.
///
/// # Errors
/// Those of the database.
pub async fn all(c: &mut Conn) -> sqlx::Result<Vec<Consolidated>> {
    let mut sql = Sql::new("SELECT ");
    sql.push(COLUMNS).push(" FROM consolidated ORDER BY id");
    sql.all(c).await
}

/// The sections of a report in order.
///
/// # Errors
/// Those of the database.
pub async fn sections(c: &mut Conn, id: ConsolidatedId) -> sqlx::Result<Vec<Kept>> {
    const SQL: &str = "SELECT s.code, s.level, s.label, s.heading, s.drafted, s.text, s.rev, s.edited_at, a.name AS edited_by \
         FROM consolidated_section s LEFT JOIN account a ON a.id = s.edited_by WHERE s.report_id = $1 ORDER BY s.ordinal";
    query(SQL).bind(id).all(c).await
}

/// Makes the report of a period, or finds the one that somebody made at the same moment.
///
/// # Errors
/// Those of the database.
pub async fn make(
    tx: &mut Tx,
    permit: &Permit<WriteConsolidated>,
    period: PeriodId,
    today: Day,
    now: Millis,
) -> sqlx::Result<ConsolidatedId> {
    const SQL: &str = "INSERT INTO consolidated (id, period_id, state, rev, drawn_on, created_by, created_at, updated_at) \
                       VALUES ($1, $2, $3, 1, $4, $5, $6, $6) ON CONFLICT (period_id) DO NOTHING";
    let id = ConsolidatedId::new();
    let made = query(SQL)
        .bind(id)
        .bind(period)
        .bind(State::Draft)
        .bind(today)
        .bind(permit.account())
        .bind(now)
        .execute(tx)
        .await?;
    if made == 0 {
        return of_period(tx, period).await?.map(|found| found.id).ok_or(sqlx::Error::RowNotFound);
    }
    record(tx, permit, id, "consolidated.make", now, json!({ "period": period })).await?;
    Ok(id)
}

/// Takes a report for this transaction, so that it is not locked or drawn up by somebody else meanwhile. `false` when
/// it is locked.
///
/// # Errors
/// Those of the database.
pub async fn hold(tx: &mut Tx, id: ConsolidatedId) -> sqlx::Result<bool> {
    const SQL: &str = "UPDATE consolidated SET rev = rev WHERE id = $1 AND state = $2";
    Ok(query(SQL).bind(id).bind(State::Draft).execute(tx).await? == 1)
}

/// Keeps what was drawn up. A section that a person has edited keeps that person's text; `code` draws up one section
/// alone, and then even an edited one takes the new text.
///
/// # Errors
/// Those of the database.
pub async fn keep(
    tx: &mut Tx,
    id: ConsolidatedId,
    drawn: &[Section],
    only: Option<&str>,
    today: Day,
    now: Millis,
) -> sqlx::Result<()> {
    const NEW: &str = "INSERT INTO consolidated_section (report_id, code, ordinal, level, label, heading, drafted, text, rev) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $7, 1) ON CONFLICT (report_id, code) DO NOTHING";
    const FOLLOW: &str = "UPDATE consolidated_section SET ordinal = $3, heading = $4, drafted = $5, text = $5, rev = rev + 1 \
         WHERE report_id = $1 AND code = $2 AND text = drafted AND drafted <> $5";
    const BESIDE: &str =
        "UPDATE consolidated_section SET drafted = $3 WHERE report_id = $1 AND code = $2 AND text <> drafted";
    const OVER: &str = "UPDATE consolidated_section SET drafted = $3, text = $3, rev = rev + 1, edited_by = NULL, edited_at = NULL \
         WHERE report_id = $1 AND code = $2";
    const DRAWN: &str = "UPDATE consolidated SET drawn_on = $2, updated_at = $3, rev = rev + 1 WHERE id = $1";
    for (ordinal, section) in (0_i64..).zip(drawn) {
        if let Some(only) = only {
            if section.code == only {
                query(OVER).bind(id).bind(only).bind(section.text.as_str()).run(tx).await?;
            }
            continue;
        }
        query(NEW)
            .bind(id)
            .bind(section.code.as_str())
            .bind(ordinal)
            .bind(section.level)
            .bind(section.label.as_str())
            .bind(section.heading.as_str())
            .bind(section.text.as_str())
            .run(tx)
            .await?;
        query(FOLLOW)
            .bind(id)
            .bind(section.code.as_str())
            .bind(ordinal)
            .bind(section.heading.as_str())
            .bind(section.text.as_str())
            .run(tx)
            .await?;
        query(BESIDE).bind(id).bind(section.code.as_str()).bind(section.text.as_str()).run(tx).await?;
    }
    query(DRAWN).bind(id).bind(today).bind(now).run(tx).await
}

/// Writes a section as a person typed it. `false` when somebody else was faster or the report is locked.
///
/// # Errors
/// Those of the database.
pub async fn write(
    tx: &mut Tx,
    permit: &Permit<WriteConsolidated>,
    id: ConsolidatedId,
    code: &str,
    rev: i64,
    text: &str,
    now: Millis,
) -> sqlx::Result<bool> {
    const SQL: &str = "UPDATE consolidated_section SET text = $4, rev = rev + 1, edited_by = $5, edited_at = $6 \
         WHERE report_id = $1 AND code = $2 AND rev = $3 \
         AND EXISTS (SELECT 1 FROM consolidated r WHERE r.id = $1 AND r.state = $7)";
    const TOUCH: &str = "UPDATE consolidated SET updated_at = $2, rev = rev + 1 WHERE id = $1 AND state = $3";
    // the report's row first: locking it and writing a section wait for each other
    if query(TOUCH).bind(id).bind(now).bind(State::Draft).execute(tx).await? == 0 {
        return Ok(false);
    }
    let changed = query(SQL)
        .bind(id)
        .bind(code)
        .bind(rev)
        .bind(text)
        .bind(permit.account())
        .bind(now)
        .bind(State::Draft)
        .execute(tx)
        .await?;
    if changed == 1 {
        record(tx, permit, id, "consolidated.edit", now, json!({ "section": code })).await?;
    }
    Ok(changed == 1)
}

/// What is entered when the signed paper has its number.
#[derive(Debug, Clone)]
pub struct Signed {
    /// Number and symbol.
    pub number: String,
    /// Date.
    pub issued_on: Day,
    /// Who signed, as on the paper.
    pub signer: String,
}

/// Locks the report. `false` when it changed meanwhile or was locked before.
///
/// # Errors
/// Those of the database.
pub async fn finalise(
    tx: &mut Tx,
    permit: &Permit<WriteConsolidated>,
    id: ConsolidatedId,
    rev: i64,
    signed: &Signed,
    audit_head: Option<&str>,
    now: Millis,
) -> sqlx::Result<bool> {
    const SQL: &str = "UPDATE consolidated SET state = $3, rev = rev + 1, number = $4, issued_on = $5, signer = $6, \
         audit_head = $7, finalised_by = $8, finalised_at = $9, updated_at = $9 WHERE id = $1 AND rev = $2 AND state = $10";
    let changed = query(SQL)
        .bind(id)
        .bind(rev)
        .bind(State::Final)
        .bind(signed.number.as_str())
        .bind(signed.issued_on)
        .bind(signed.signer.as_str())
        .bind(audit_head)
        .bind(permit.account())
        .bind(now)
        .bind(State::Draft)
        .execute(tx)
        .await?;
    if changed == 1 {
        let fields =
            json!({ "number": signed.number, "issued_on": signed.issued_on, "audit_head": audit_head });
        record(tx, permit, id, "consolidated.finalise", now, fields).await?;
    }
    Ok(changed == 1)
}

async fn record(
    tx: &mut Tx,
    permit: &Permit<WriteConsolidated>,
    id: ConsolidatedId,
    action: &'static str,
    at: Millis,
    fields: serde_json::Value,
) -> sqlx::Result<()> {
    let entry = permit.entry(at, action, ("consolidated", Some(id.0)), fields);
    audit::record(tx, entry).await
}
