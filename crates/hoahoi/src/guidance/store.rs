//! Guidance in the database.

use super::model::{Link, State};
use crate::accounts::access::Permit;
use crate::accounts::rights::WriteGuidance;
use crate::audit;
use crate::db::{Conn, Day, Millis, Query, Sql, Tx, query};
use crate::ids::{DutyId, GuidanceId};
use crate::web::paging::{COUNT_CAP, Cursor, PAGE, Page};

/// A piece of guidance.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Guidance {
    /// Which.
    pub id: GuidanceId,
    /// Title.
    pub title: String,
    /// For whom.
    pub audience: String,
    /// What it is about, in paragraphs.
    pub summary: String,
    /// What it rests on.
    pub basis: String,
    /// The steps as typed.
    pub steps: String,
    /// Links as JSON.
    links: String,
    /// From when it holds.
    pub valid_from: Option<Day>,
    /// Until when.
    pub valid_to: Option<Day>,
    /// How far it is.
    pub state: State,
    /// Whether those who have not signed in read it too.
    pub public: bool,
    /// Counts the changes.
    pub rev: i64,
    /// When it last changed.
    pub updated_at: Millis,
}

impl Guidance {
    /// The links.
    #[must_use]
    pub fn links(&self) -> Vec<Link> {
        serde_json::from_str(&self.links).unwrap_or_default()
    }
}

const SELECT: &str = "SELECT h.id, h.title, h.audience, h.summary, h.basis, h.steps, h.links, h.valid_from, h.valid_to, h.state, \
    h.public, h.rev, h.updated_at FROM guidance h WHERE ";

/// What a person wrote.
#[derive(Debug, Clone, Default)]
pub struct Content {
    /// Title.
    pub title: String,
    /// For whom.
    pub audience: String,
    /// What it is about.
    pub summary: String,
    /// What it rests on.
    pub basis: String,
    /// Steps as typed.
    pub steps: String,
    /// Links.
    pub links: Vec<Link>,
    /// From when it holds.
    pub valid_from: Option<Day>,
    /// Until when.
    pub valid_to: Option<Day>,
    /// Whether those who have not signed in read it too.
    pub public: bool,
    /// Fields of forms beside which it stands.
    pub fields: Vec<String>,
}

/// One piece of guidance; the caller checks who may read it.
///
/// # Errors
/// Those of the database.
pub async fn get(c: &mut Conn, id: GuidanceId) -> sqlx::Result<Option<Guidance>> {
    let mut sql = Sql::new(SELECT);
    sql.push("h.id = ").bind(id);
    sql.optional(c).await
}

/// Whose guidance a list holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// Everybody's: what is public.
    Public,
    /// Of those who have signed in.
    SignedIn,
    /// Of those who write: drafts too.
    Writer,
}

/// The guidance that a reader finds by its words, last changed first.
///
/// # Errors
/// Those of the database.
pub async fn list(
    c: &mut Conn,
    reader: Reader,
    words: &str,
    after: Option<&Cursor>,
) -> sqlx::Result<Page<Guidance>> {
    let narrow = |sql: &mut Sql| {
        match reader {
            Reader::Public => {
                sql.push("h.public = ").bind(true).push(" AND h.state = ").bind(State::Published);
            }
            Reader::SignedIn => {
                sql.push("h.state = ").bind(State::Published);
            }
            Reader::Writer => {
                sql.push("1 = 1");
            }
        }
        for word in viet::fold(words).split_whitespace() {
            let escaped = word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
            sql.push(" AND h.folded LIKE ").bind(format!("%{escaped}%")).push(" ESCAPE '\\'");
        }
    };
    let mut count = Sql::new("SELECT COUNT(*) FROM guidance h WHERE ");
    narrow(&mut count);
    let total = count.count(c).await?.min(COUNT_CAP + 1);
    let mut sql = Sql::new(SELECT);
    narrow(&mut sql);
    if let Some([at, id]) = after.map(|cursor| cursor.0.as_slice()) {
        let at = Millis(at.parse().unwrap_or(i64::MAX));
        let id = GuidanceId(id.parse().unwrap_or(uuid::Uuid::max()));
        sql.push(" AND (h.updated_at < ").bind(at).push(" OR (h.updated_at = ").bind(at);
        sql.push(" AND h.id < ").bind(id).push("))");
    }
    sql.push(" ORDER BY h.updated_at DESC, h.id DESC LIMIT ").bind(PAGE as i64 + 1);
    let rows: Vec<Guidance> = sql.all(c).await?;
    Ok(Page::cut(rows, PAGE, total, |row| Cursor(vec![row.updated_at.0.to_string(), row.id.to_string()])))
}

/// Begins a piece of guidance as a draft.
///
/// # Errors
/// Those of the database.
pub async fn create(
    tx: &mut Tx,
    permit: &Permit<WriteGuidance>,
    content: &Content,
    at: Millis,
) -> sqlx::Result<GuidanceId> {
    const SQL: &str = "INSERT INTO guidance (id, title, folded, audience, summary, basis, steps, links, valid_from, valid_to, public, \
        state, rev, created_by, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1, $13, $14)";
    let id = GuidanceId::new();
    bind(query(SQL).bind(id), content).bind(State::Draft).bind(permit.account()).bind(at).run(tx).await?;
    set_fields(tx, id, &content.fields).await?;
    note(tx, permit, id, "guidance.create", at).await?;
    Ok(id)
}

/// Puts new words in place of the old. `false` when somebody else has changed it since `rev`.
///
/// # Errors
/// Those of the database.
pub async fn save(
    tx: &mut Tx,
    permit: &Permit<WriteGuidance>,
    id: GuidanceId,
    rev: i64,
    content: &Content,
    at: Millis,
) -> sqlx::Result<bool> {
    const SQL: &str = "UPDATE guidance SET title = $3, folded = $4, audience = $5, summary = $6, basis = $7, steps = $8, links = $9, \
        valid_from = $10, valid_to = $11, public = $12, rev = rev + 1, updated_at = $13 WHERE id = $1 AND rev = $2";
    let saved = bind(query(SQL).bind(id).bind(rev), content).bind(at).execute(tx).await?;
    if saved == 0 {
        return Ok(false);
    }
    set_fields(tx, id, &content.fields).await?;
    note(tx, permit, id, "guidance.save", at).await?;
    Ok(true)
}

/// Publishes it, withdraws it, or takes it up again as a draft. `false` when somebody else was faster.
///
/// # Errors
/// Those of the database.
pub async fn set_state(
    tx: &mut Tx,
    permit: &Permit<WriteGuidance>,
    id: GuidanceId,
    rev: i64,
    to: State,
    at: Millis,
) -> sqlx::Result<bool> {
    const SQL: &str =
        "UPDATE guidance SET state = $3, rev = rev + 1, updated_at = $4 WHERE id = $1 AND rev = $2";
    const FIRST: &str = "UPDATE guidance SET published_at = COALESCE(published_at, $2) WHERE id = $1";
    if query(SQL).bind(id).bind(rev).bind(to).bind(at).execute(tx).await? == 0 {
        return Ok(false);
    }
    let action = match to {
        State::Published => {
            query(FIRST).bind(id).bind(at).run(tx).await?;
            "guidance.publish"
        }
        State::Withdrawn => "guidance.withdraw",
        State::Draft => "guidance.redraft",
    };
    note(tx, permit, id, action, at).await?;
    Ok(true)
}

/// Binds the words and days, in the order in which both statements name them.
fn bind(sql: Query, content: &Content) -> Query {
    sql.bind(content.title.as_str())
        .bind(folded(content))
        .bind(content.audience.as_str())
        .bind(content.summary.as_str())
        .bind(content.basis.as_str())
        .bind(content.steps.as_str())
        .bind(json(&content.links))
        .bind(content.valid_from)
        .bind(content.valid_to)
        .bind(content.public)
}

fn folded(content: &Content) -> String {
    viet::fold(&format!("{}\n{}\n{}\n{}", content.title, content.audience, content.summary, content.steps))
}

fn json(links: &[Link]) -> String {
    serde_json::to_string(links).unwrap_or_default()
}

async fn set_fields(tx: &mut Tx, id: GuidanceId, fields: &[String]) -> sqlx::Result<()> {
    query("DELETE FROM guidance_field WHERE guidance_id = $1").bind(id).run(tx).await?;
    for field in fields {
        const SQL: &str =
            "INSERT INTO guidance_field (guidance_id, field) VALUES ($1, $2) ON CONFLICT DO NOTHING";
        query(SQL).bind(id).bind(field.as_str()).run(tx).await?;
    }
    Ok(())
}

async fn note(
    tx: &mut Tx,
    permit: &Permit<WriteGuidance>,
    id: GuidanceId,
    action: &'static str,
    at: Millis,
) -> sqlx::Result<()> {
    audit::record(tx, permit.entry(at, action, ("guidance", Some(id.0)), serde_json::json!({}))).await
}

/// The fields beside which it stands.
///
/// # Errors
/// Those of the database.
pub async fn fields_of(c: &mut Conn, id: GuidanceId) -> sqlx::Result<Vec<String>> {
    const SQL: &str = "SELECT field FROM guidance_field WHERE guidance_id = $1 ORDER BY field";
    Ok(query(SQL).bind(id).all::<(String,)>(c).await?.into_iter().map(|row| row.0).collect())
}

/// Published guidance at the fields of one form that holds on a day: field, which, title; the latest last.
///
/// # Errors
/// Those of the database.
pub async fn at_fields(
    c: &mut Conn,
    form: &str,
    day: Day,
) -> sqlx::Result<Vec<(String, GuidanceId, String)>> {
    const SQL: &str = "SELECT f.field, h.id, h.title FROM guidance_field f JOIN guidance h ON h.id = f.guidance_id \
        WHERE f.field >= $1 AND f.field < $2 AND h.state = $3 AND (h.valid_from IS NULL OR h.valid_from <= $4) \
        AND (h.valid_to IS NULL OR h.valid_to >= $4) ORDER BY h.updated_at, h.id";
    // '/' follows '.' in the order of characters
    query(SQL).bind(format!("{form}.")).bind(format!("{form}/")).bind(State::Published).bind(day).all(c).await
}

/// Guidance attached to a duty: published alone, or drafts too for those who write.
///
/// # Errors
/// Those of the database.
pub async fn of_duty(c: &mut Conn, duty: DutyId, drafts: bool) -> sqlx::Result<Vec<Guidance>> {
    let mut sql = Sql::new(SELECT);
    sql.push("h.id IN (SELECT guidance_id FROM guidance_duty WHERE duty_id = ").bind(duty).push(")");
    if !drafts {
        sql.push(" AND h.state = ").bind(State::Published);
    }
    sql.push(" ORDER BY h.title, h.id");
    sql.all(c).await
}

/// A duty to which guidance is attached.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct AtDuty {
    /// Which.
    pub id: DutyId,
    /// Its plan.
    pub plan_name: String,
    /// Where it stands in the plan.
    pub section_path: String,
    /// Which paragraph.
    pub paragraph: i64,
}

/// The tracked duties to which it is attached.
///
/// # Errors
/// Those of the database.
pub async fn duties_of(c: &mut Conn, id: GuidanceId) -> sqlx::Result<Vec<AtDuty>> {
    const SQL: &str = "SELECT d.id, COALESCE(n.number, f.name) AS plan_name, d.section_path, d.paragraph FROM guidance_duty g \
        JOIN duty d ON d.id = g.duty_id JOIN plan n ON n.id = d.plan_id JOIN document f ON f.id = n.document_id \
        WHERE g.guidance_id = $1 AND d.tracked = $2 ORDER BY d.plan_id, d.ordinal";
    query(SQL).bind(id).bind(true).all(c).await
}

/// Guidance that can be attached to a duty: published, and not yet there.
///
/// # Errors
/// Those of the database.
pub async fn attachable(c: &mut Conn, duty: DutyId) -> sqlx::Result<Vec<(GuidanceId, String)>> {
    const SQL: &str = "SELECT h.id, h.title FROM guidance h WHERE h.state = $2 AND NOT EXISTS \
        (SELECT 1 FROM guidance_duty g WHERE g.guidance_id = h.id AND g.duty_id = $1) ORDER BY h.title, h.id LIMIT 200";
    query(SQL).bind(duty).bind(State::Published).all(c).await
}

/// Attaches guidance to a tracked duty, or takes it off. `false` when there is no such duty or guidance.
///
/// # Errors
/// Those of the database.
pub async fn attach(
    tx: &mut Tx,
    permit: &Permit<WriteGuidance>,
    id: GuidanceId,
    duty: DutyId,
    there: bool,
    at: Millis,
) -> sqlx::Result<bool> {
    const PUT: &str = "INSERT INTO guidance_duty (guidance_id, duty_id) SELECT h.id, d.id FROM guidance h, duty d \
        WHERE h.id = $1 AND d.id = $2 AND d.tracked = $3 ON CONFLICT DO NOTHING";
    const TAKE: &str = "DELETE FROM guidance_duty WHERE guidance_id = $1 AND duty_id = $2";
    let changed = match there {
        true => query(PUT).bind(id).bind(duty).bind(true).execute(tx).await?,
        false => query(TAKE).bind(id).bind(duty).execute(tx).await?,
    };
    if changed > 0 {
        note(tx, permit, id, if there { "guidance.attach" } else { "guidance.detach" }, at).await?;
    }
    Ok(changed > 0)
}
