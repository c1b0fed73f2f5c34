//! What was said about something, for its page.

use std::collections::HashMap;

use super::super::model::{Kind, Rung, Subject};
use super::deliveries::State;
use super::ledger;
use crate::db::{Conn, Day, Sql};
use crate::ids::{NoticeId, OrgId};

/// A message about the thing.
#[derive(Debug, Clone)]
pub struct Said {
    /// Which message.
    pub notice: NoticeId,
    /// To which body.
    pub org: OrgId,
    /// How it was spoken to.
    pub kind: Kind,
    /// The rung.
    pub rung: Rung,
    /// Whether it reached the head.
    pub to_head: bool,
    /// On which day.
    pub on: Day,
    /// For which body a person sent it.
    pub by: Option<OrgId>,
    /// Its e-mails: to the agency's mailbox or to people, and what became of them.
    pub mails: Vec<(bool, State)>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: NoticeId,
    org_id: OrgId,
    kind: Kind,
    rung: String,
    to_head: bool,
    on_day: Day,
    by_org: Option<OrgId>,
}

/// What was said about some things, oldest first; skipped rungs were not said.
///
/// # Errors
/// Those of the database.
pub async fn of(c: &mut Conn, subjects: &[Subject]) -> sqlx::Result<Vec<Said>> {
    let mut sql = Sql::new(
        "SELECT n.id, r.org_id, n.kind, r.rung, r.to_head, r.on_day, n.by_org FROM reminder r \
         JOIN notice n ON n.id = r.notice_id WHERE r.subject_id IN ",
    );
    sql.bind_list(subjects.iter().map(|subject| subject.id)).push(" ORDER BY n.at, r.id");
    let rows: Vec<Row> = sql.all(c).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new("SELECT notice_id, account_id IS NULL, state FROM delivery WHERE notice_id IN ");
    sql.bind_list(rows.iter().map(|row| row.id)).push(" ORDER BY id");
    let mut mails: HashMap<NoticeId, Vec<(bool, State)>> = HashMap::new();
    for (notice, office, state) in sql.all::<(NoticeId, bool, State)>(c).await? {
        mails.entry(notice).or_default().push((office, state));
    }
    let said = |row: Row| {
        let mails = mails.get(&row.id).cloned().unwrap_or_default();
        let rung = ledger::read(&row.rung)?;
        let Row { id: notice, org_id: org, kind, to_head, on_day: on, by_org: by, .. } = row;
        Ok(Said { notice, org, kind, rung, to_head, on, by, mails })
    };
    rows.into_iter().map(said).collect()
}
