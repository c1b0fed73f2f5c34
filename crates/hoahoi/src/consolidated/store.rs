//! Consolidated reports in the database.

use std::collections::{HashMap, HashSet};

use serde_json::json;

use super::model::{Section, State};
use crate::accounts::access::Permit;
use crate::accounts::rights::WriteConsolidated;
use crate::audit;
use crate::db::{Conn, Day, Millis, Sql, Tx, query};
use crate::ids::{ConsolidatedId, DutyId, IndicatorId, LineId, ObservationId, OrgId, PeriodId, SubmissionId};
use crate::indicators::model::{Amount, Said};
use crate::reporting::store::accepted::AcceptedLine;

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

/// What a mark stands for.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Source {
    /// The mark.
    pub mark: i64,
    /// The line.
    pub line_id: LineId,
    /// The report it stands in.
    pub submission_id: SubmissionId,
    /// The duty.
    pub duty_id: DutyId,
    /// Who said it.
    pub org_name: String,
    /// The agency.
    pub org_id: OrgId,
    /// Where the duty stands.
    pub section_path: String,
    /// Kết quả.
    pub result: String,
    /// Khó khăn.
    pub difficulty: String,
    /// Nguyên nhân.
    pub cause: String,
    /// Kiến nghị.
    pub proposal: String,
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

/// What the marks of a report stand for.
///
/// # Errors
/// Those of the database.
pub async fn sources(c: &mut Conn, id: ConsolidatedId) -> sqlx::Result<Vec<Source>> {
    const SQL: &str = "SELECT x.mark, x.line_id, x.submission_id, o.duty_id, g.name AS org_name, g.id AS org_id, d.section_path, \
         l.result, l.difficulty, l.cause, l.proposal FROM consolidated_source x JOIN submission_line l ON l.id = x.line_id \
         JOIN obligation o ON o.id = l.obligation_id JOIN duty d ON d.id = o.duty_id JOIN org g ON g.id = o.org_id \
         WHERE x.report_id = $1 ORDER BY x.mark";
    query(SQL).bind(id).all(c).await
}

/// The marks of a report.
///
/// # Errors
/// Those of the database.
pub async fn marks(c: &mut Conn, id: ConsolidatedId) -> sqlx::Result<HashSet<i64>> {
    const SQL: &str = "SELECT mark FROM consolidated_source WHERE report_id = $1 \
                       UNION ALL SELECT mark FROM consolidated_observation WHERE report_id = $1";
    Ok(query(SQL).bind(id).all::<(i64,)>(c).await?.into_iter().map(|row| row.0).collect())
}

/// A figure of an indicator that a mark stands for.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct FigureSource {
    /// The mark.
    pub mark: i64,
    /// The report it stands in.
    pub submission_id: SubmissionId,
    /// The indicator.
    pub indicator_id: IndicatorId,
    /// Its name.
    pub name: String,
    /// Its unit.
    pub unit: String,
    /// Who said it.
    pub org_name: String,
    value: Option<Amount>,
    numerator: Option<Amount>,
    denominator: Option<Amount>,
}

impl FigureSource {
    /// What was said.
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

/// The figures of indicators that marks of a report stand for.
///
/// # Errors
/// Those of the database.
pub async fn figure_sources(c: &mut Conn, id: ConsolidatedId) -> sqlx::Result<Vec<FigureSource>> {
    const SQL: &str = "SELECT x.mark, x.submission_id, o.indicator_id, i.name, i.unit, g.name AS org_name, o.value, o.numerator, \
         o.denominator FROM consolidated_observation x JOIN observation o ON o.id = x.observation_id \
         JOIN indicator i ON i.id = o.indicator_id JOIN submission s ON s.id = x.submission_id JOIN org g ON g.id = s.org_id \
         WHERE x.report_id = $1 ORDER BY x.mark";
    query(SQL).bind(id).all(c).await
}

/// How many lines were accepted for the period after the report was drawn up; security and defence aside.
///
/// # Errors
/// Those of the database.
pub async fn not_drawn_on(c: &mut Conn, id: ConsolidatedId, period: PeriodId) -> sqlx::Result<i64> {
    const SQL: &str = "SELECT COUNT(*) FROM submission s JOIN submission_line l ON l.submission_id = s.id \
         JOIN obligation o ON o.id = l.obligation_id JOIN duty d ON d.id = o.duty_id \
         WHERE s.period_id = $1 AND s.state = $2 AND o.exempt_reason IS NULL AND d.restricted = $3 \
         AND NOT EXISTS (SELECT 1 FROM consolidated_source x WHERE x.report_id = $4 AND x.line_id = l.id)";
    let accepted = crate::reporting::model::State::Accepted;
    let (count,): (i64,) = query(SQL).bind(period).bind(accepted).bind(false).bind(id).one(c).await?;
    Ok(count)
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

/// Gives every line a mark; lines that have one keep it.
///
/// # Errors
/// Those of the database.
pub async fn mark(
    tx: &mut Tx,
    id: ConsolidatedId,
    lines: &[AcceptedLine],
) -> sqlx::Result<HashMap<LineId, i64>> {
    const FIND: &str = "SELECT line_id, mark FROM consolidated_source WHERE report_id = $1";
    const PUT: &str =
        "INSERT INTO consolidated_source (report_id, mark, line_id, submission_id) VALUES ($1, $2, $3, $4)";
    let known: Vec<(LineId, i64)> = query(FIND).bind(id).all(tx).await?;
    let mut next = last_mark(tx, id).await?;
    let mut marks: HashMap<LineId, i64> = known.into_iter().collect();
    for line in lines.iter().filter(|line| !line.restricted) {
        if marks.contains_key(&line.line) {
            continue;
        }
        next += 1;
        query(PUT).bind(id).bind(next).bind(line.line).bind(line.submission).run(tx).await?;
        marks.insert(line.line, next);
    }
    Ok(marks)
}

/// The last mark given, whatever it stands for.
async fn last_mark(c: &mut Conn, id: ConsolidatedId) -> sqlx::Result<i64> {
    const SQL: &str = "SELECT COALESCE(MAX(given.mark), 0) FROM (SELECT mark FROM consolidated_source WHERE report_id = $1 \
         UNION ALL SELECT mark FROM consolidated_observation WHERE report_id = $1) AS given";
    let (last,): (i64,) = query(SQL).bind(id).one(c).await?;
    Ok(last)
}

/// Gives every accepted figure of an indicator a mark, numbered on from those of lines; figures that have one keep it.
///
/// # Errors
/// Those of the database.
pub async fn mark_figures(
    tx: &mut Tx,
    id: ConsolidatedId,
    figures: impl Iterator<Item = ObservationId>,
) -> sqlx::Result<HashMap<ObservationId, i64>> {
    const FIND: &str = "SELECT observation_id, mark FROM consolidated_observation WHERE report_id = $1";
    const PUT: &str = "INSERT INTO consolidated_observation (report_id, mark, observation_id, submission_id) \
                       SELECT $1, $2, o.id, o.submission_id FROM observation o WHERE o.id = $3";
    let figures: Vec<ObservationId> = figures.collect();
    let known: Vec<(ObservationId, i64)> = query(FIND).bind(id).all(tx).await?;
    let mut marks: HashMap<ObservationId, i64> = known.into_iter().collect();
    let mut next = last_mark(tx, id).await?;
    for figure in figures {
        if marks.contains_key(&figure) {
            continue;
        }
        next += 1;
        query(PUT).bind(id).bind(next).bind(figure).run(tx).await?;
        marks.insert(figure, next);
    }
    Ok(marks)
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

async fn record(
    tx: &mut Tx,
    permit: &Permit<WriteConsolidated>,
    id: ConsolidatedId,
    action: &'static str,
    at: Millis,
    fields: serde_json::Value,
) -> sqlx::Result<()> {
    let entry = audit::Entry {
        at,
        account: Some(permit.account()),
        org: permit.org(),
        action,
        subject_kind: "consolidated",
        subject_id: Some(id.0),
        fields,
    };
    audit::record(tx, entry).await
}
