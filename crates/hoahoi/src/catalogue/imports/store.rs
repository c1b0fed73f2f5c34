//! Imports in the database.

use super::sheet::Sheet;
use super::trial::Choices;
use crate::catalogue::model::{Content, State};
use crate::catalogue::store::{RECORD, Record};
use crate::db::{Conn, Millis, Query, Sql, Tx, json, query};
use crate::ids::{AccountId, ImportId, OrgId, RecordId};
use crate::text_enum;

text_enum! {
    /// Where an import stands.
    pub enum Stage {
        /// Shown to whoever brought it; nothing is written.
        Tried = "tried",
        /// Written.
        Written = "written",
        /// Taken back.
        Undone = "undone",
    }
}

text_enum! {
    /// What an import did to a record.
    pub enum Deed {
        /// Began it.
        Added = "added",
        /// Changed it.
        Changed = "changed",
    }
}

/// So long a file that nobody confirms is kept.
const KEPT: i64 = 7 * 24 * 3_600_000;

/// An import.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Import {
    /// Which.
    pub id: ImportId,
    /// Of which kind of records.
    pub kind: String,
    /// Whose records.
    pub org_id: OrgId,
    /// The file's name.
    pub file_name: String,
    /// Where it stands.
    pub stage: Stage,
    /// Counts changes, for optimistic concurrency.
    pub rev: i64,
    sheet: Option<String>,
    notes: String,
    choices: String,
    /// When it was brought.
    pub tried_at: Millis,
    /// Who brought it.
    pub tried_by: Option<String>,
    /// When it was written.
    pub written_at: Option<Millis>,
    /// Who confirmed it.
    pub written_by: Option<String>,
    /// When it was taken back.
    pub undone_at: Option<Millis>,
    /// Who took it back.
    pub undone_by: Option<String>,
    /// How many records it began.
    pub added: i64,
    /// How many it changed.
    pub changed: i64,
    /// How many said so already.
    pub same: i64,
    /// Whether what it wrote was handed in for review.
    pub handed_in: bool,
}

impl Import {
    /// The file as read, until it is written.
    ///
    /// # Errors
    /// When what is stored is not what this program writes.
    pub fn sheet(&self) -> serde_json::Result<Option<Sheet>> {
        self.sheet.as_deref().map(serde_json::from_str).transpose()
    }

    /// Remarks on columns that are not read.
    ///
    /// # Errors
    /// When what is stored is not what this program writes.
    pub fn notes(&self) -> serde_json::Result<Vec<String>> {
        serde_json::from_str(&self.notes)
    }

    /// What a person said of doubtful rows.
    ///
    /// # Errors
    /// When what is stored is not what this program writes.
    pub fn choices(&self) -> serde_json::Result<Choices> {
        serde_json::from_str(&self.choices)
    }
}

const IMPORT: &str = "SELECT i.id, i.kind, i.org_id, i.file_name, i.stage, i.rev, i.sheet, i.notes, i.choices, i.tried_at, \
                      t.name AS tried_by, i.written_at, w.name AS written_by, i.undone_at, u.name AS undone_by, i.added, \
                      i.changed, i.same, i.handed_in FROM record_import i \
                      LEFT JOIN account t ON t.id = i.tried_by LEFT JOIN account w ON w.id = i.written_by \
                      LEFT JOIN account u ON u.id = i.undone_by WHERE ";

/// An import by its key.
///
/// # Errors
/// Those of the database.
pub async fn by_id(c: &mut Conn, id: ImportId) -> sqlx::Result<Option<Import>> {
    let mut sql = Sql::new(IMPORT);
    sql.push("i.id = ").bind(id);
    sql.optional(c).await
}

/// The latest imports, of some organisations or of all (`None`).
///
/// # Errors
/// Those of the database.
pub async fn latest(c: &mut Conn, of: Option<&[OrgId]>, most: i64) -> sqlx::Result<Vec<Import>> {
    let mut sql = Sql::new(IMPORT);
    match of {
        Some(orgs) => sql.push("i.org_id IN ").bind_list(orgs.iter().copied()),
        None => sql.push("i.stage <> ").bind(Stage::Tried),
    };
    sql.push(" ORDER BY i.tried_at DESC, i.id DESC LIMIT ").bind(most);
    sql.all(c).await
}

/// A file that was brought.
pub struct Brought<'a> {
    /// Of which kind.
    pub kind: &'a str,
    /// For which organisation.
    pub org: OrgId,
    /// By whom.
    pub account: AccountId,
    /// The file's name.
    pub file_name: &'a str,
    /// What stands in it.
    pub sheet: &'a Sheet,
    /// Remarks on columns that are not read.
    pub notes: &'a [String],
    /// When.
    pub at: Millis,
}

/// Keeps a file until it is confirmed, and lets go of those that nobody confirmed for a week.
///
/// # Errors
/// Those of the database.
pub async fn keep(tx: &mut Tx, brought: &Brought<'_>) -> sqlx::Result<ImportId> {
    const OLD: &str = "DELETE FROM record_import WHERE stage = $1 AND tried_at < $2";
    const SQL: &str = "INSERT INTO record_import (id, kind, org_id, file_name, stage, rev, sheet, notes, choices, tried_at, \
                       tried_by, added, changed, same, handed_in) VALUES ($1, $2, $3, $4, $5, 1, $6, $7, '{}', $8, $9, 0, 0, 0, $10)";
    query(OLD).bind(Stage::Tried).bind(Millis(brought.at.0 - KEPT)).run(tx).await?;
    let id = ImportId::new();
    query(SQL)
        .bind(id)
        .bind(brought.kind)
        .bind(brought.org)
        .bind(brought.file_name)
        .bind(Stage::Tried)
        .bind(json(brought.sheet)?)
        .bind(json(brought.notes)?)
        .bind(brought.at)
        .bind(brought.account)
        .bind(false)
        .run(tx)
        .await?;
    Ok(id)
}

/// Keeps what a person said of doubtful rows; `false` when the import has moved on.
///
/// # Errors
/// Those of the database.
pub async fn choose(tx: &mut Tx, import: &Import, choices: &Choices) -> sqlx::Result<bool> {
    const SQL: &str =
        "UPDATE record_import SET choices = $3, rev = rev + 1 WHERE id = $1 AND rev = $2 AND stage = $4";
    step(tx, query(SQL).bind(import.id).bind(import.rev).bind(json(choices)?).bind(Stage::Tried)).await
}

/// Takes a file for writing: whoever comes second gets `false`.
pub(super) async fn claim(
    tx: &mut Tx,
    id: ImportId,
    rev: i64,
    by: AccountId,
    at: Millis,
) -> sqlx::Result<bool> {
    const SQL: &str = "UPDATE record_import SET stage = $3, rev = rev + 1, written_at = $4, written_by = $5, sheet = NULL \
                       WHERE id = $1 AND rev = $2 AND stage = $6";
    step(tx, query(SQL).bind(id).bind(rev).bind(Stage::Written).bind(at).bind(by).bind(Stage::Tried)).await
}

pub(super) async fn count(
    tx: &mut Tx,
    id: ImportId,
    [added, changed, same]: [i64; 3],
    handed_in: bool,
) -> sqlx::Result<()> {
    const SQL: &str =
        "UPDATE record_import SET added = $2, changed = $3, same = $4, handed_in = $5 WHERE id = $1";
    query(SQL).bind(id).bind(added).bind(changed).bind(same).bind(handed_in).run(tx).await
}

/// Takes an import for undoing: whoever comes second gets `false`.
pub(super) async fn claim_undo(
    tx: &mut Tx,
    id: ImportId,
    rev: i64,
    by: AccountId,
    at: Millis,
) -> sqlx::Result<bool> {
    const SQL: &str = "UPDATE record_import SET stage = $3, rev = rev + 1, undone_at = $4, undone_by = $5 \
                       WHERE id = $1 AND rev = $2 AND stage = $6";
    step(tx, query(SQL).bind(id).bind(rev).bind(Stage::Undone).bind(at).bind(by).bind(Stage::Written)).await
}

/// Whether a change found its import at the revision and stage that it names.
async fn step(tx: &mut Tx, change: Query) -> sqlx::Result<bool> {
    Ok(change.execute(tx).await? == 1)
}

/// What an import did to a record, and what the record was before.
pub(super) struct Trace<'a> {
    pub import: ImportId,
    pub record: RecordId,
    pub deed: Deed,
    /// The record's revision once the import was through with it.
    pub rev: i64,
    pub before: Option<&'a Record>,
}

pub(super) async fn trace(tx: &mut Tx, trace: &Trace<'_>) -> Result<(), crate::catalogue::life::Refusal> {
    const SQL: &str = "INSERT INTO record_import_row (import_id, record_id, deed, rev, before_rev, before_state, before_note, \
                       before) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let before = trace.before.map(Record::content).transpose()?.map(|content| json(&content)).transpose()?;
    query(SQL)
        .bind(trace.import)
        .bind(trace.record)
        .bind(trace.deed)
        .bind(trace.rev)
        .bind(trace.before.map(|record| record.rev))
        .bind(trace.before.map(|record| record.state))
        .bind(trace.before.and_then(|record| record.review_note.clone()))
        .bind(before)
        .run(tx)
        .await?;
    Ok(())
}

/// A record that an import touched, as it is now.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Touched {
    /// Which.
    pub record_id: RecordId,
    /// What was done to it.
    pub deed: Deed,
    /// Its revision once the import was through with it.
    pub rev: i64,
    /// Its revision before.
    pub before_rev: Option<i64>,
    /// Where it stood before.
    pub before_state: Option<State>,
    /// Why it had been sent back or withdrawn.
    pub before_note: Option<String>,
    before: Option<String>,
    /// Its address; nothing once it is gone.
    pub slug: Option<String>,
    /// Its title now.
    pub title: Option<String>,
    /// Its revision now.
    pub rev_now: Option<i64>,
}

impl Touched {
    /// Whether it is as the import left it.
    #[must_use]
    pub fn is_untouched(&self) -> bool {
        self.rev_now == Some(self.rev)
    }

    /// What it said before.
    ///
    /// # Errors
    /// When what is stored is not what this program writes.
    pub fn before(&self) -> serde_json::Result<Option<Content>> {
        self.before.as_deref().map(serde_json::from_str).transpose()
    }
}

/// The records that an import touched, by title.
///
/// # Errors
/// Those of the database.
pub async fn touched(c: &mut Conn, id: ImportId) -> sqlx::Result<Vec<Touched>> {
    const SQL: &str = "SELECT t.record_id, t.deed, t.rev, t.before_rev, t.before_state, t.before_note, t.before, r.slug, \
                       r.title, r.rev AS rev_now FROM record_import_row t LEFT JOIN record r ON r.id = t.record_id \
                       WHERE t.import_id = $1 ORDER BY r.title, t.record_id";
    query(SQL).bind(id).all(c).await
}

/// A record went back to what an earlier import had left: that one can be undone again.
pub(super) async fn follow(tx: &mut Tx, record: RecordId, from: i64, to: i64) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE record_import_row SET rev = $3 WHERE record_id = $1 AND rev = $2";
    query(SQL).bind(record).bind(from).bind(to).run(tx).await
}

/// Removes a record that was never public, with its history.
pub(super) async fn remove(tx: &mut Tx, record: RecordId) -> sqlx::Result<()> {
    const PARTS: [&str; 4] = [
        "DELETE FROM record_facet WHERE record_id = $1",
        "DELETE FROM record_link WHERE record_id = $1",
        "DELETE FROM record_version WHERE record_id = $1",
        "DELETE FROM record WHERE id = $1 AND published_at IS NULL",
    ];
    for part in PARTS {
        query(part).bind(record).run(tx).await?;
    }
    Ok(())
}

/// Every record of a kind that an organisation keeps.
///
/// # Errors
/// Those of the database.
pub async fn of_kind(c: &mut Conn, kind: &str, org: OrgId) -> sqlx::Result<Vec<Record>> {
    let mut sql = Sql::new(RECORD);
    sql.push("kind = ").bind(kind).push(" AND org_id = ").bind(org).push(" ORDER BY title, id");
    sql.all(c).await
}

/// Public records by address or title: (address, kind, title).
///
/// # Errors
/// Those of the database.
pub async fn public_named(
    c: &mut Conn,
    slugs: &[String],
    titles: &[String],
) -> sqlx::Result<Vec<(String, String, String)>> {
    // fewer than the parameters that an engine takes in one statement
    const MOST: usize = 500;
    let mut found = Vec::new();
    for (by, names) in [("slug IN ", slugs), ("title IN ", titles)] {
        for some in names.chunks(MOST) {
            let mut sql = Sql::new("SELECT slug, kind, title FROM public_record WHERE ");
            sql.push(by).bind_list(some.iter().map(String::as_str)).push(" ORDER BY slug");
            found.extend(sql.all::<(String, String, String)>(c).await?);
        }
    }
    found.sort();
    found.dedup();
    Ok(found)
}
