//! Directions as messages about them say them: to each addressee, as they stand now.

use super::super::model::{Answer, State};
use super::read::{About, Said};
use crate::db::{Conn, Day, Sql, query};
use crate::ids::{DirectionId, DutyId, OrgId, SubmissionId};

/// A direction as one addressee has it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Told {
    /// Which.
    pub id: DirectionId,
    /// The addressee.
    pub org_id: OrgId,
    /// Where the whole stands.
    pub state: State,
    /// Where the addressee's answer stands.
    pub answer: Answer,
    /// The day by which to answer.
    pub answer_by: Option<Day>,
    /// Its words.
    pub text: String,
    /// The words with which more was last asked for.
    pub asked: Option<String>,
    /// About which duty.
    pub duty_id: Option<DutyId>,
    /// About which report.
    pub submission_id: Option<SubmissionId>,
    /// Code of the report's period.
    pub code: Option<String>,
    /// Where the duty stands in its plan.
    pub section_path: Option<String>,
    /// Which paragraph.
    pub paragraph: Option<i64>,
    /// Number of the duty's plan.
    pub plan_number: Option<String>,
    /// Whether it is now about security and defence alone: then nothing of it is said.
    pub restricted: bool,
}

impl Told {
    /// Whether the addressee has still to answer.
    #[must_use]
    pub fn is_owed(&self) -> bool {
        self.state != State::Closed && self.answer.is_owed()
    }

    /// The words that matter to the addressee: what was asked for besides, or the direction's own.
    #[must_use]
    pub fn words(&self) -> &str {
        match &self.asked {
            Some(asked) if self.answer != Answer::Answered => asked,
            _ => &self.text,
        }
    }
}

/// Some directions as each of their addressees has them. Nobody's rights are looked at: for messages alone.
///
/// # Errors
/// Those of the database.
pub async fn told(c: &mut Conn, ids: &[DirectionId]) -> sqlx::Result<Vec<Told>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(
        "SELECT n.id, a.org_id, n.state, a.state AS answer, n.answer_by, n.text, \
         (SELECT e.text FROM direction_event e WHERE e.direction_id = n.id AND e.org_id = a.org_id AND e.kind = ",
    );
    sql.bind(Said::SendBack)
        .push(" ORDER BY e.at DESC, e.id DESC LIMIT 1) AS asked, n.duty_id, n.submission_id, p.code, ");
    sql.push(
        "d.section_path, d.paragraph, (SELECT k.number FROM plan k WHERE k.id = d.plan_id) AS plan_number, ",
    );
    sql.push("COALESCE(d.restricted, s.restricted > 0 AND s.owed = s.restricted) AS restricted ");
    sql.push("FROM direction n JOIN direction_addressee a ON a.direction_id = n.id LEFT JOIN duty d ON d.id = n.duty_id ");
    sql.push("LEFT JOIN submission s ON s.id = n.submission_id LEFT JOIN period p ON p.id = s.period_id WHERE n.id IN ");
    sql.bind_list(ids.iter().copied());
    sql.all(c).await
}

/// The directions about a duty or a report, whoever sees them.
///
/// # Errors
/// Those of the database.
pub async fn ids_about(c: &mut Conn, about: About) -> sqlx::Result<Vec<DirectionId>> {
    let of = match about {
        About::Duty(duty) => query("SELECT id FROM direction WHERE duty_id = $1").bind(duty),
        About::Report(report) => query("SELECT id FROM direction WHERE submission_id = $1").bind(report),
    };
    let rows: Vec<(DirectionId,)> = of.all(c).await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}
