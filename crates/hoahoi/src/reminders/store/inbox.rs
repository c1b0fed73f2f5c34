//! What a person finds under "Thông báo".

use super::super::model::{Kind, Subject, SubjectKind};
use crate::accounts::model::{Role, SignedIn};
use crate::db::{Conn, Day, Millis, Sql, Tx, query};
use crate::ids::{AccountId, NoticeId, OrgId};
use crate::web::paging::{Cursor, Page};

/// Notices on one page.
const SIZE: usize = 20;
/// Older ones no longer count as unread: somebody new in an agency does not begin with its past.
const FRESH_MS: i64 = 90 * 86_400_000;
/// The count of unread ones stops here.
pub const MOST_UNREAD: i64 = 99;

/// The notices that reach a person: all of the agencies for which they are officer or clerk, and of those they head
/// what goes to the head.
#[derive(Debug, Clone)]
pub struct Inbox {
    account: AccountId,
    all: Vec<OrgId>,
    head: Vec<OrgId>,
}

impl Inbox {
    /// The inbox of a person.
    #[must_use]
    pub fn of(who: &SignedIn) -> Self {
        let works = |org: &OrgId| who.is_for(*org, &[Role::Officer, Role::Clerk]);
        let (all, rest): (Vec<OrgId>, Vec<OrgId>) = who.orgs().into_iter().partition(works);
        let head = rest.into_iter().filter(|org| who.is_for(*org, &[Role::Head])).collect();
        Self { account: who.account_id, all, head }
    }

    /// Whether nothing can ever be in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty() && self.head.is_empty()
    }

    /// Whether of this body only what goes to the head is seen.
    #[must_use]
    pub fn sees_as_head(&self, org: OrgId) -> bool {
        !self.all.contains(&org)
    }

    fn push_mine(&self, sql: &mut Sql) {
        sql.push("(n.org_id IN ").bind_list(self.all.iter().copied());
        sql.push(" OR (n.to_head = ").bind(true).push(" AND n.org_id IN ");
        sql.bind_list(self.head.iter().copied()).push("))");
    }

    fn push_unread(&self, sql: &mut Sql, now: Millis) {
        self.push_mine(sql);
        sql.push(" AND n.at > ").bind(now.0 - FRESH_MS);
        sql.push(" AND NOT EXISTS (SELECT 1 FROM notice_read d WHERE d.notice_id = n.id AND d.account_id = ");
        sql.bind(self.account).push(")");
    }
}

/// How many notices a person has not read, up to [`MOST_UNREAD`].
///
/// # Errors
/// Those of the database.
pub async fn unread(c: &mut Conn, inbox: &Inbox, now: Millis) -> sqlx::Result<i64> {
    if inbox.is_empty() {
        return Ok(0);
    }
    let mut sql = Sql::new("SELECT COUNT(*) FROM (SELECT n.id FROM notice n WHERE ");
    inbox.push_unread(&mut sql, now);
    sql.push(" LIMIT ").bind(MOST_UNREAD).push(") AS counted");
    sql.count(c).await
}

/// A message as it is kept.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Kept {
    /// Which.
    pub id: NoticeId,
    /// To which body.
    pub org_id: OrgId,
    /// How it is spoken to.
    pub kind: Kind,
    /// When.
    pub at: Millis,
    /// For which body a person sent it; nothing for the ladder.
    pub by_org: Option<OrgId>,
    /// The person's words.
    pub words: Option<String>,
    /// Whether this person has read it (or it is too old to count).
    pub is_read: bool,
}

/// The person's notices, latest first.
///
/// # Errors
/// Those of the database.
pub async fn list(
    c: &mut Conn,
    inbox: &Inbox,
    after: Option<&Cursor>,
    now: Millis,
) -> sqlx::Result<Page<Kept>> {
    let mut sql = Sql::new(
        "SELECT n.id, n.org_id, n.kind, n.at, n.by_org, n.words, \
         (EXISTS (SELECT 1 FROM notice_read d WHERE d.notice_id = n.id AND d.account_id = ",
    );
    sql.bind(inbox.account).push(") OR n.at <= ").bind(now.0 - FRESH_MS);
    sql.push(") AS is_read FROM notice n WHERE ");
    inbox.push_mine(&mut sql);
    if let Some([at, id]) = after.map(|cursor| cursor.0.as_slice()) {
        let at: i64 = at.parse().unwrap_or(i64::MAX);
        let id = NoticeId(id.parse().unwrap_or(uuid::Uuid::nil()));
        sql.push(" AND (n.at < ")
            .bind(at)
            .push(" OR (n.at = ")
            .bind(at)
            .push(" AND n.id < ")
            .bind(id)
            .push("))");
    }
    let size = i64::try_from(SIZE).unwrap_or(i64::MAX);
    sql.push(" ORDER BY n.at DESC, n.id DESC LIMIT ").bind(size + 1);
    let rows = sql.all(c).await?;
    Ok(Page::cut(rows, SIZE, 0, |row: &Kept| Cursor(vec![row.at.0.to_string(), row.id.to_string()])))
}

/// One message, as its e-mails need it.
///
/// # Errors
/// Those of the database.
pub async fn get(c: &mut Conn, id: NoticeId) -> sqlx::Result<Option<Kept>> {
    const SQL: &str =
        "SELECT id, org_id, kind, at, by_org, words, 1 = 1 AS is_read FROM notice WHERE id = $1";
    query(SQL).bind(id).optional(c).await
}

/// One thing in a message as it is kept.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct KeptDue {
    /// In which message.
    pub notice_id: NoticeId,
    /// What sort of thing.
    pub subject_kind: SubjectKind,
    /// Which one.
    pub subject_id: uuid::Uuid,
    /// Whose.
    pub org_id: OrgId,
    /// For which day.
    pub due_on: Day,
    /// Which rung.
    pub rung: String,
    /// Whether it reaches the head.
    pub to_head: bool,
}

impl KeptDue {
    /// What it is about.
    #[must_use]
    pub fn subject(&self) -> Subject {
        Subject { kind: self.subject_kind, id: self.subject_id }
    }
}

/// What some messages are about.
///
/// # Errors
/// Those of the database.
pub async fn contents(c: &mut Conn, notices: &[NoticeId]) -> sqlx::Result<Vec<KeptDue>> {
    if notices.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(
        "SELECT notice_id, subject_kind, subject_id, org_id, due_on, rung, to_head FROM reminder WHERE notice_id IN ",
    );
    sql.bind_list(notices.iter().copied()).push(" ORDER BY due_on, id");
    sql.all(c).await
}

/// Notes that a person has read one notice, or all that reach them.
///
/// # Errors
/// Those of the database.
pub async fn mark_read(tx: &mut Tx, inbox: &Inbox, which: Option<NoticeId>, now: Millis) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO notice_read (notice_id, account_id, at) VALUES ($1, $2, $3) \
                       ON CONFLICT (notice_id, account_id) DO NOTHING";
    let mut sql = Sql::new("SELECT n.id FROM notice n WHERE ");
    inbox.push_unread(&mut sql, now);
    if let Some(id) = which {
        sql.push(" AND n.id = ").bind(id);
    }
    let unread: Vec<(NoticeId,)> = sql.all(tx).await?;
    for (id,) in unread {
        query(SQL).bind(id).bind(inbox.account).bind(now).run(tx).await?;
    }
    Ok(())
}
