//! What decides how punctual reports were on past days.

use std::collections::HashMap;

use super::super::model::Step;
use crate::db::{Conn, Day, Millis, Sql};
use crate::ids::{OrgId, SubmissionId};
use crate::organisations::System;

/// Which reports: those of one period by its code, or those due between two days.
#[derive(Debug, Clone)]
pub enum Which {
    /// Of the periods with this code, in every regime.
    Code(String),
    /// Due between two days, both included.
    Due(Day, Day),
}

/// Lines owed, and of these in security and defence.
pub type Owed = (i64, i64);

/// Everything that ever decided about a report of a state body.
#[derive(Debug, Clone)]
pub struct ReportHistory {
    /// Which.
    pub id: SubmissionId,
    /// Whose.
    pub org_id: OrgId,
    /// Code of its period.
    pub code: String,
    /// The plan's number, or the name of its file.
    pub plan_name: String,
    /// The regime's name.
    pub regime_name: String,
    /// The day it was due.
    pub due_on: Day,
    /// From when on it was asked for: the regime was set up and the plan confirmed.
    pub known_from: Millis,
    /// What it owes today.
    pub owed: Owed,
    /// What was owed until each exemption or its end, oldest change first.
    pub before: Vec<(Millis, Owed)>,
    /// Steps taken, oldest first.
    pub steps: Vec<(Millis, Step)>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: SubmissionId,
    org_id: OrgId,
    code: String,
    plan_name: String,
    regime_name: String,
    due_on: Day,
    created_at: Millis,
    confirmed_at: Millis,
    owed: i64,
    restricted: i64,
}

const FROM: &str = " FROM submission s JOIN period p ON p.id = s.period_id JOIN regime r ON r.id = p.regime_id \
    JOIN plan n ON n.id = r.plan_id JOIN document f ON f.id = n.document_id JOIN org g ON g.id = s.org_id ";

/// The histories of the reports that state bodies owe, in the order of due days and agencies; three statements.
///
/// # Errors
/// Those of the database.
pub async fn of_state_bodies(c: &mut Conn, which: &Which) -> sqlx::Result<Vec<ReportHistory>> {
    let narrow = |sql: &mut Sql| {
        sql.push("n.confirmed_at IS NOT NULL AND g.system = ").bind(System::State).push(" AND ");
        match which {
            Which::Code(code) => sql.push("p.code = ").bind(code.as_str()),
            Which::Due(from, to) => sql.push("p.due_on >= ").bind(*from).push(" AND p.due_on <= ").bind(*to),
        };
    };
    let mut sql = Sql::new(
        "SELECT s.id, s.org_id, p.code, COALESCE(n.number, f.name) AS plan_name, r.name AS regime_name, p.due_on, r.created_at, \
         n.confirmed_at, s.owed, s.restricted",
    );
    sql.push(FROM).push("WHERE ");
    narrow(&mut sql);
    sql.push(" ORDER BY p.due_on, g.sort_key, s.id");
    let rows: Vec<Row> = sql.all(c).await?;
    let mut steps = Sql::new("SELECT e.submission_id, e.at, e.kind");
    steps.push(FROM).push("JOIN submission_event e ON e.submission_id = s.id WHERE ");
    narrow(&mut steps);
    steps.push(" ORDER BY e.at, e.id");
    let mut taken: HashMap<SubmissionId, Vec<(Millis, Step)>> = HashMap::new();
    for (id, at, step) in steps.all::<(SubmissionId, Millis, Step)>(c).await? {
        taken.entry(id).or_default().push((at, step));
    }
    let mut past = Sql::new("SELECT o.submission_id, o.until, o.owed, o.restricted");
    past.push(FROM).push("JOIN submission_past o ON o.submission_id = s.id WHERE ");
    narrow(&mut past);
    past.push(" ORDER BY o.until, o.id");
    let mut owed: HashMap<SubmissionId, Vec<(Millis, Owed)>> = HashMap::new();
    for (id, until, lines, restricted) in past.all::<(SubmissionId, Millis, i64, i64)>(c).await? {
        owed.entry(id).or_default().push((until, (lines, restricted)));
    }
    Ok(rows
        .into_iter()
        .map(|row| ReportHistory {
            steps: taken.remove(&row.id).unwrap_or_default(),
            before: owed.remove(&row.id).unwrap_or_default(),
            id: row.id,
            org_id: row.org_id,
            code: row.code,
            plan_name: row.plan_name,
            regime_name: row.regime_name,
            due_on: row.due_on,
            known_from: row.created_at.max(row.confirmed_at),
            owed: (row.owed, row.restricted),
        })
        .collect())
}
