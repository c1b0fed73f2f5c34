//! What the marks in a report stand for: lines of agencies' reports, and their figures of indicators.

use std::collections::{HashMap, HashSet};

use crate::db::{Conn, Tx, query};
use crate::ids::{ConsolidatedId, DutyId, IndicatorId, LineId, ObservationId, OrgId, PeriodId, SubmissionId};
use crate::indicators::model::{Amount, Said};
use crate::reporting::store::accepted::AcceptedLine;

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
