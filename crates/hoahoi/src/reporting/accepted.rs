//! What has been accepted for a period: what the consolidated report is drafted from.

use std::collections::HashMap;

use super::access::ReportScope;
use super::model::{Draft, Progress};
use super::store::extras::{self, Of};
use crate::db::{Conn, Day, query};
use crate::ids::{DutyId, LineId, ObligationId, OrgId, PeriodId, SubmissionId};
use crate::organisations::System;

/// An accepted report.
#[derive(Debug, Clone)]
pub struct Accepted {
    /// Which: `/bao-cao/{id}` shows it.
    pub submission: SubmissionId,
    /// Whose.
    pub org_id: OrgId,
    /// That agency's name.
    pub org_name: String,
    /// Its system.
    pub system: System,
    /// The first day on which it left the agency.
    pub submitted_on: Option<Day>,
    /// Which version was accepted; 0 when it was sent before versions were kept.
    pub version: i64,
    /// Number and symbol of the paper that carried it: `12/BC-SNNMT`.
    pub paper: Option<String>,
    /// That paper's date.
    pub paper_date: Option<Day>,
    /// Duties in security and defence it answers for; their lines are not given.
    pub restricted: i64,
    /// Its lines, in the order of the plan.
    pub lines: Vec<Line>,
}

/// A line of an accepted report.
#[derive(Debug, Clone)]
pub struct Line {
    /// The line: `/bao-cao/{submission}#d-{obligation}` shows it, files are attached to it.
    pub id: LineId,
    /// The obligation.
    pub obligation: ObligationId,
    /// The duty.
    pub duty: DutyId,
    /// Where it stands in the plan.
    pub section_path: String,
    /// Which paragraph of its section.
    pub paragraph: i64,
    /// Its sentence.
    pub text: String,
    /// How the agency answers for it: `lead`, `responsible`, `coordinate`, `requested`.
    pub role: String,
    /// What was said, with figures and money.
    pub said: Draft,
}

#[derive(sqlx::FromRow)]
struct Report {
    submission: SubmissionId,
    org_id: OrgId,
    org_name: String,
    system: System,
    submitted_on: Option<Day>,
    version: Option<i64>,
    paper_number: Option<String>,
    paper_symbol: Option<String>,
    paper_date: Option<Day>,
    restricted: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    submission_id: SubmissionId,
    id: LineId,
    obligation: ObligationId,
    duty: DutyId,
    section_path: String,
    paragraph: i64,
    text: String,
    role: String,
    progress: Option<Progress>,
    result: String,
    difficulty: String,
    cause: String,
    proposal: String,
}

/// The accepted reports of a period by the names of their agencies, in four statements; nothing for who has not
/// signed in. Lines of duties in security and defence are left out and counted.
///
/// # Errors
/// Those of the database.
pub async fn of_period(c: &mut Conn, scope: &ReportScope, period: PeriodId) -> sqlx::Result<Vec<Accepted>> {
    const REPORTS: &str = "SELECT s.id AS submission, s.org_id, g.name AS org_name, g.system, s.submitted_on, s.restricted, \
         v.number AS version, v.paper_number, v.paper_symbol, v.paper_date FROM submission s JOIN org g ON g.id = s.org_id \
         LEFT JOIN submission_version v ON v.submission_id = s.id AND v.number = \
         (SELECT MAX(w.number) FROM submission_version w WHERE w.submission_id = s.id) \
         WHERE s.period_id = $1 AND s.state = 'accepted' ORDER BY g.sort_key, s.id";
    const LINES: &str = "SELECT l.submission_id, l.id, o.id AS obligation, d.id AS duty, d.section_path, d.paragraph, d.text, \
         o.role, l.progress, l.result, l.difficulty, l.cause, l.proposal FROM submission s \
         JOIN submission_line l ON l.submission_id = s.id JOIN obligation o ON o.id = l.obligation_id \
         JOIN duty d ON d.id = o.duty_id WHERE s.period_id = $1 AND s.state = 'accepted' AND o.exempt_reason IS NULL \
         AND d.restricted = $2 ORDER BY d.ordinal, d.id";
    if !scope.signed_in() {
        return Ok(Vec::new());
    }
    let reports: Vec<Report> = query(REPORTS).bind(period).all(c).await?;
    let rows: Vec<Row> = query(LINES).bind(period).bind(false).all(c).await?;
    let mut extras = extras::load(c, Of::Accepted(period)).await?;
    let mut lines: HashMap<SubmissionId, Vec<Line>> = HashMap::new();
    for row in rows {
        let (figures, money) = extras.take(row.id);
        let said = Draft {
            progress: row.progress,
            result: row.result,
            difficulty: row.difficulty,
            cause: row.cause,
            proposal: row.proposal,
            figures,
            money,
        };
        lines.entry(row.submission_id).or_default().push(Line {
            id: row.id,
            obligation: row.obligation,
            duty: row.duty,
            section_path: row.section_path,
            paragraph: row.paragraph,
            text: row.text,
            role: row.role,
            said,
        });
    }
    Ok(reports
        .into_iter()
        .map(|report| Accepted {
            lines: lines.remove(&report.submission).unwrap_or_default(),
            submission: report.submission,
            org_id: report.org_id,
            org_name: report.org_name,
            system: report.system,
            submitted_on: report.submitted_on,
            version: report.version.unwrap_or_default(),
            paper: report.paper_number.map(|number| {
                let symbol = report.paper_symbol.unwrap_or_default();
                if symbol.is_empty() { number } else { format!("{number}/{symbol}") }
            }),
            paper_date: report.paper_date,
            restricted: report.restricted,
        })
        .collect())
}
