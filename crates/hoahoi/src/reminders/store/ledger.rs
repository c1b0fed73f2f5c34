//! The ledger: every rung of every ladder once, whatever runs twice.

use super::super::model::{Due, Item, Notice, Reach, Rung, Subject, SubjectKind, Told};
use crate::db::{Conn, Day, Millis, Sql, Tx, query};
use crate::ids::{AccountId, NoticeId, OrgId};

/// Name of the setting that keeps the day for which messages were last worked out.
const DAY: &str = "reminders.day";

/// A person who sends.
#[derive(Debug, Clone)]
pub struct Sender {
    /// Who.
    pub account: AccountId,
    /// For which body.
    pub org: Option<OrgId>,
    /// In which words, besides what is owed.
    pub words: Option<String>,
}

/// Takes a day for this run; `false` when another run has had it. Of two replicas at once the second waits here
/// until the first is done.
///
/// # Errors
/// Those of the database.
pub async fn take_day(tx: &mut Tx, today: Day) -> sqlx::Result<bool> {
    const SQL: &str = "INSERT INTO setting (name, value) VALUES ($1, $2) \
                       ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE setting.value <> excluded.value";
    Ok(query(SQL).bind(DAY).bind(today).execute(tx).await? == 1)
}

/// What has been said about things due on or after a day.
///
/// # Errors
/// Those of the database.
pub async fn told(c: &mut Conn, since: Day) -> sqlx::Result<Vec<Told>> {
    const SQL: &str =
        "SELECT subject_kind, subject_id, org_id, due_on, rung FROM reminder WHERE due_on >= $1";
    let rows: Vec<(SubjectKind, uuid::Uuid, OrgId, Day, String)> = query(SQL).bind(since).all(c).await?;
    rows.into_iter()
        .map(|(kind, id, org, due_on, rung)| {
            Ok(Told { subject: Subject { kind, id }, org, due_on, rung: read(&rung)? })
        })
        .collect()
}

/// Reads a rung from its column.
pub(super) fn read(rung: &str) -> sqlx::Result<Rung> {
    rung.parse().map_err(|e: String| sqlx::Error::Decode(e.into()))
}

/// Writes a message and its rungs; `false` (and nothing may be committed) when somebody has said one of them already.
///
/// # Errors
/// Those of the database.
pub async fn write(
    tx: &mut Tx,
    id: NoticeId,
    notice: &Notice,
    sender: Option<&Sender>,
    now: Millis,
) -> sqlx::Result<bool> {
    const NOTICE: &str = "INSERT INTO notice (id, org_id, kind, to_head, on_day, at, account_id, by_org, words) \
                          VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    query(NOTICE)
        .bind(id)
        .bind(notice.org)
        .bind(notice.kind)
        .bind(notice.reaches() == Reach::Head)
        .bind(now.day())
        .bind(now)
        .bind(sender.map(|s| s.account))
        .bind(sender.and_then(|s| s.org))
        .bind(sender.and_then(|s| s.words.clone()))
        .run(tx)
        .await?;
    for due in &notice.due {
        for rung in &due.skipped {
            row(tx, &due.item, *rung, due, None, now).await?;
        }
        if !row(tx, &due.item, due.rung, due, Some(id), now).await? {
            return Ok(false);
        }
    }
    Ok(true)
}

async fn row(
    tx: &mut Tx,
    item: &Item,
    rung: Rung,
    due: &Due,
    notice: Option<NoticeId>,
    now: Millis,
) -> sqlx::Result<bool> {
    const SQL: &str = "INSERT INTO reminder (id, subject_kind, subject_id, org_id, due_on, rung, to_head, notice_id, on_day) \
                       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (subject_id, org_id, due_on, rung) DO NOTHING";
    let rows = query(SQL)
        .bind(uuid::Uuid::now_v7())
        .bind(item.subject.kind)
        .bind(item.subject.id)
        .bind(item.org)
        .bind(item.due_on)
        .bind(rung.to_string())
        .bind(due.reaches == Reach::Head)
        .bind(notice)
        .bind(now.day())
        .execute(tx)
        .await?;
    Ok(rows == 1)
}

/// What people and the ladder have said about some things: how often a person has sent, and the last day.
///
/// # Errors
/// Those of the database.
pub async fn so_far(c: &mut Conn, subjects: &[Subject]) -> sqlx::Result<Vec<(Told, Day)>> {
    if subjects.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(
        "SELECT subject_kind, subject_id, org_id, due_on, rung, on_day FROM reminder WHERE notice_id IS NOT NULL AND subject_id IN ",
    );
    sql.bind_list(subjects.iter().map(|s| s.id)).push(" ORDER BY on_day, id");
    let rows: Vec<(SubjectKind, uuid::Uuid, OrgId, Day, String, Day)> = sql.all(c).await?;
    rows.into_iter()
        .map(|(kind, id, org, due_on, rung, on)| {
            Ok((Told { subject: Subject { kind, id }, org, due_on, rung: read(&rung)? }, on))
        })
        .collect()
}
