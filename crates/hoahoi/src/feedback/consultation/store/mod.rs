//! Consultations in the database.

mod acts;

pub use acts::{Outcome, announce, conclude, create, extend, hold_open, save, withdraw};

use super::super::model::{Consent, Ground, Kind, State as Message};
use super::model::{Shelf, State, Tally, Verdict};
use crate::db::{Conn, Day, Millis, Sql};
use crate::ids::{ConsultationId, DutyId, OrgId, PlanId};
use crate::plans::model::{clause, paragraph_anchor};
use crate::web::paging::{COUNT_CAP, Cursor, PAGE, Page};

/// A consultation.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Consultation {
    /// Which.
    pub id: ConsultationId,
    /// Title.
    pub title: String,
    /// What it is about, in paragraphs.
    pub intro: String,
    /// Whom it asks.
    pub asked: String,
    /// The draft's text, a paragraph a line; empty when only files are attached.
    pub text: String,
    /// First day for comments.
    pub from_on: Day,
    /// Last day.
    pub to_on: Day,
    /// How far it is.
    pub state: State,
    /// Counts the changes.
    pub rev: i64,
    /// The plan it is to carry out.
    pub plan_id: Option<PlanId>,
    /// What that plan is called.
    pub plan_name: Option<String>,
    /// The duty of that plan.
    pub duty_id: Option<DutyId>,
    /// Where that duty stands in the plan.
    pub duty_section: Option<String>,
    /// Which paragraph there.
    pub duty_paragraph: Option<i64>,
    /// Who answers.
    pub org_id: OrgId,
    /// That agency's name.
    pub org_name: String,
    /// When it last changed.
    pub updated_at: Millis,
    /// When it became public; none for what never was.
    pub announced_at: Option<Millis>,
    /// When it was concluded or withdrawn.
    pub ended_on: Option<Day>,
    /// Why it was withdrawn.
    pub reason: Option<String>,
}

impl Consultation {
    /// Whether everybody may read it: what was announced stays, also when it is withdrawn.
    #[must_use]
    pub fn is_public(&self) -> bool {
        self.announced_at.is_some()
    }

    /// The place in the plan that it is to carry out: its address and its name.
    #[must_use]
    pub fn carries_out(&self) -> Option<(String, String)> {
        let (plan, name) = (self.plan_id?, self.plan_name.as_deref().unwrap_or_default());
        Some(match (&self.duty_section, self.duty_paragraph) {
            (Some(section), Some(paragraph)) => (
                format!("/ke-hoach/{plan}#{}", paragraph_anchor(section, paragraph)),
                format!("{name}, {}", clause(section, paragraph)),
            ),
            _ => (format!("/ke-hoach/{plan}"), name.to_owned()),
        })
    }
}

/// What a person wrote.
#[derive(Debug, Clone)]
pub struct Content {
    /// Title.
    pub title: String,
    /// What it is about.
    pub intro: String,
    /// Whom it asks.
    pub asked: String,
    /// The draft's text.
    pub text: String,
    /// First day for comments.
    pub from_on: Day,
    /// Last day.
    pub to_on: Day,
    /// The plan it is to carry out.
    pub plan: Option<PlanId>,
    /// The duty of that plan.
    pub duty: Option<DutyId>,
}

const SELECT: &str = "SELECT k.id, k.title, k.intro, k.asked, k.text, k.from_on, k.to_on, k.state, k.rev, k.plan_id, \
     COALESCE(n.number, n.title) AS plan_name, k.duty_id, d.section_path AS duty_section, d.paragraph AS duty_paragraph, \
     k.org_id, g.name AS org_name, k.updated_at, k.announced_at, k.ended_on, k.reason FROM consultation k \
     JOIN org g ON g.id = k.org_id LEFT JOIN plan n ON n.id = k.plan_id LEFT JOIN duty d ON d.id = k.duty_id WHERE ";

/// One consultation; the caller checks who may read it.
///
/// # Errors
/// Those of the database.
pub async fn get(c: &mut Conn, id: ConsultationId) -> sqlx::Result<Option<Consultation>> {
    let mut sql = Sql::new(SELECT);
    sql.push("k.id = ").bind(id);
    sql.optional(c).await
}

/// What a list of consultations is narrowed to.
#[derive(Debug, Clone, Copy)]
pub struct Filter {
    /// Whether what is not public is there too: for whoever holds consultations.
    pub all: bool,
    /// Part of the list.
    pub shelf: Option<Shelf>,
    /// The day today.
    pub today: Day,
}

impl Filter {
    fn push(&self, sql: &mut Sql) {
        match self.all {
            true => sql.push("(k.announced_at IS NOT NULL OR k.state = ").bind(State::Draft).push(")"),
            false => sql.push("k.announced_at IS NOT NULL"),
        };
        match self.shelf {
            None => {}
            Some(Shelf::Results) => {
                sql.push(" AND k.state = ").bind(State::Concluded);
            }
            Some(shelf) => {
                sql.push(" AND k.state = ").bind(State::Announced);
                sql.push(if shelf == Shelf::Open { " AND k.to_on >= " } else { " AND k.to_on < " });
                sql.bind(self.today);
            }
        }
    }
}

/// Consultations, the last to end first, so that those that are open stand at the top.
///
/// # Errors
/// Those of the database.
pub async fn list(c: &mut Conn, filter: Filter, after: Option<&Cursor>) -> sqlx::Result<Page<Consultation>> {
    let mut count = Sql::new("SELECT COUNT(*) FROM (SELECT k.id FROM consultation k WHERE ");
    filter.push(&mut count);
    count.push(" LIMIT ").bind(COUNT_CAP + 1).push(") AS counted");
    let total = count.count(c).await?;
    let mut sql = Sql::new(SELECT);
    filter.push(&mut sql);
    if let Some([day, id]) = after.map(|cursor| cursor.0.as_slice()) {
        let id = ConsultationId(id.parse().unwrap_or(uuid::Uuid::max()));
        sql.push(" AND (k.to_on < ").bind(day).push(" OR (k.to_on = ").bind(day);
        sql.push(" AND k.id < ").bind(id).push("))");
    }
    sql.push(" ORDER BY k.to_on DESC, k.id DESC LIMIT ").bind(PAGE as i64 + 1);
    let rows: Vec<Consultation> = sql.all(c).await?;
    Ok(Page::cut(rows, PAGE, total, |of| Cursor(vec![of.to_on.to_string(), of.id.to_string()])))
}

/// What a consultation may be about, for a list beside it.
#[derive(Debug, Clone, Copy)]
pub enum About {
    /// A plan, or any of its duties.
    Plan(PlanId),
    /// A duty.
    Duty(DutyId),
}

/// Consultations shown beside what they are about.
const BESIDE: i64 = 10;

/// The latest consultations about a plan or a duty; drafts only when `all`. What was withdrawn is not there.
///
/// # Errors
/// Those of the database.
pub async fn about(c: &mut Conn, about: About, all: bool) -> sqlx::Result<Vec<Consultation>> {
    let mut sql = Sql::new(SELECT);
    match about {
        About::Plan(id) => sql.push("k.plan_id = ").bind(id),
        About::Duty(id) => sql.push("k.duty_id = ").bind(id),
    };
    sql.push(" AND k.state <> ").bind(State::Withdrawn);
    if !all {
        sql.push(" AND k.announced_at IS NOT NULL");
    }
    sql.push(" ORDER BY k.to_on DESC, k.id DESC LIMIT ").bind(BESIDE);
    sql.all(c).await
}

/// Announced consultations that take no comments any more and are not concluded, the longest closed first.
///
/// # Errors
/// Those of the database.
pub async fn to_conclude(c: &mut Conn, today: Day, limit: i64) -> sqlx::Result<Vec<Consultation>> {
    let mut sql = Sql::new(SELECT);
    sql.push("k.state = ").bind(State::Announced).push(" AND k.to_on < ").bind(today);
    sql.push(" ORDER BY k.to_on, k.id LIMIT ").bind(limit);
    sql.all(c).await
}

/// Public consultations that were not withdrawn, the last changed first, at most so many.
///
/// # Errors
/// Those of the database.
pub async fn announced(c: &mut Conn, limit: i64) -> sqlx::Result<Vec<Consultation>> {
    let mut sql = Sql::new(SELECT);
    sql.push("k.announced_at IS NOT NULL AND k.state <> ").bind(State::Withdrawn);
    sql.push(" ORDER BY k.updated_at DESC, k.id DESC LIMIT ").bind(limit);
    sql.all(c).await
}

/// How many comments there are, and how many are answered.
///
/// # Errors
/// Those of the database.
pub async fn tally(c: &mut Conn, id: ConsultationId) -> sqlx::Result<Tally> {
    let mut sql = Sql::new("SELECT COUNT(CASE WHEN m.state <> ");
    sql.bind(Message::SetAside).push(" THEN 1 END) AS \"all\", COUNT(CASE WHEN m.state <> ");
    sql.bind(Message::SetAside)
        .push(" AND m.answer IS NOT NULL THEN 1 END) AS answered, COUNT(CASE WHEN m.state = ");
    sql.bind(Message::SetAside).push(" AND m.ground = ").bind(Ground::Suspected);
    sql.push(" THEN 1 END) AS suspected FROM feedback m WHERE m.consultation_id = ").bind(id);
    Ok(sql.optional(c).await?.unwrap_or_default())
}

/// A comment in the table.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Comment {
    /// The paragraph; none for the whole, or a part that was named in words.
    pub paragraph: Option<i64>,
    /// What that part is called.
    pub part: Option<String>,
    /// What it says.
    pub text: String,
    /// Who says it, when they allowed that.
    pub name: Option<String>,
    /// For which body, when they allowed that, or when it was sent from that body's account.
    pub body: Option<String>,
    /// The body from whose account it was sent, if it was.
    pub speaker_id: Option<OrgId>,
    /// How it was taken.
    pub verdict: Verdict,
    /// The answer.
    pub answer: String,
}

/// The comments of a consultation that has been concluded, as far as their senders allow publication, with their answers,
/// in the order of the text.
///
/// # Errors
/// Those of the database.
pub async fn comments(c: &mut Conn, id: ConsultationId) -> sqlx::Result<Vec<Comment>> {
    let mut sql = Sql::new("SELECT m.paragraph, m.part, m.text, CASE WHEN m.consent = ");
    sql.bind(Consent::Named)
        .push(" AND m.speaker_id IS NULL THEN m.name END AS name, CASE WHEN m.consent = ");
    sql.bind(Consent::Named)
        .push(" OR m.speaker_id IS NOT NULL THEN m.body END AS body, m.speaker_id, m.verdict, m.answer");
    sql.push(" FROM feedback m JOIN consultation k ON k.id = m.consultation_id");
    sql.push(" WHERE m.consultation_id = ").bind(id).push(" AND k.state = ").bind(State::Concluded);
    sql.push(" AND m.kind = ").bind(Kind::Comment).push(" AND m.consent <> ").bind(Consent::None);
    sql.push(" AND m.verdict IS NOT NULL AND m.answer IS NOT NULL AND m.state = ").bind(Message::Published);
    sql.push(" ORDER BY COALESCE(m.paragraph, 0), m.sent_at, m.id");
    sql.all(c).await
}
