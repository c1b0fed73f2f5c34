//! Messages from outside in the database.

mod acts;
mod list;
mod personal;

pub use acts::{
    Outcome, Seen, answer, confirm_spam, forward, publish, restore, save_draft, set_aside, withhold,
};
pub use list::{Filter, Published, list, published, waiting};
pub use personal::erase;

use super::consultation::model::{self as consultation, Verdict};
use super::model::{Consent, Ground, Kind, State};
use super::scope::FeedbackScope;
use super::slip::Code;
use crate::accounts::access::Permit;
use crate::accounts::rights::SpeakForBody;
use crate::audit;
use crate::db::{Conn, Millis, Sql, Tx, query};
use crate::ids::{AccountId, ConsultationId, FeedbackId, OrgId, PlanId, RecordId};

/// A message as people of the agencies see it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Message {
    /// Which.
    pub id: FeedbackId,
    /// Counts the changes.
    pub rev: i64,
    /// What sort.
    pub kind: Kind,
    /// Where it stands.
    pub state: State,
    /// What it says.
    pub text: String,
    /// Who says it, as far as they said.
    pub name: Option<String>,
    /// For which body they speak.
    pub body: Option<String>,
    /// How they can be reached; only for the people of the agency that answers.
    pub contact: Option<String>,
    /// What they allow.
    pub consent: Consent,
    /// The record it is about.
    pub record_id: Option<RecordId>,
    /// That record's address and public title, while it is public.
    pub record_slug: Option<String>,
    /// See [`Message::record_slug`].
    pub record_title: Option<String>,
    /// The plan it is about.
    pub plan_id: Option<PlanId>,
    /// What that plan is called.
    pub plan_name: Option<String>,
    /// The draft it is about.
    pub consultation_id: Option<ConsultationId>,
    /// Its title.
    pub consultation_title: Option<String>,
    /// How far that consultation is.
    pub consultation_state: Option<consultation::State>,
    /// Which paragraph of the draft; none for the whole, or a part named in words.
    pub paragraph: Option<i64>,
    /// What that part is called.
    pub part: Option<String>,
    /// The body for which it was sent from an account of that body.
    pub speaker_id: Option<OrgId>,
    /// Who answers.
    pub org_id: OrgId,
    /// That agency's name.
    pub org_name: String,
    /// Why the coordinator sent it there.
    pub forwarded: Option<String>,
    /// What that agency is writing; only for its own people.
    pub draft: String,
    /// The answer.
    pub answer: Option<String>,
    /// How a comment is taken; before the answer only for that agency's own people.
    pub verdict: Option<Verdict>,
    /// Why it was set aside.
    pub ground: Option<Ground>,
    /// When it came.
    pub sent_at: Millis,
    /// When it was answered or set aside.
    pub settled_at: Option<Millis>,
}

impl Message {
    /// Without what only the people of the answering agency see, for everybody else.
    fn for_scope(mut self, scope: &FeedbackScope) -> Self {
        if !scope.is_own(self.org_id) {
            self.contact = None;
            self.draft = String::new();
            self.verdict = self.verdict.filter(|_| self.answer.is_some());
        }
        self
    }
}

const SELECT: &str = "SELECT m.id, m.rev, m.kind, m.state, m.text, m.name, m.body, m.contact, m.consent, m.record_id, \
     r.slug AS record_slug, r.title AS record_title, m.plan_id, \
     COALESCE(n.number, f.name) AS plan_name, m.consultation_id, k.title AS consultation_title, \
     k.state AS consultation_state, m.paragraph, m.part, m.speaker_id, m.org_id, g.name AS org_name, m.forwarded, m.draft, \
     m.answer, m.verdict, m.ground, m.sent_at, m.settled_at FROM feedback m JOIN org g ON g.id = m.org_id \
     LEFT JOIN public_record r ON r.id = m.record_id LEFT JOIN plan n ON n.id = m.plan_id \
     LEFT JOIN document f ON f.id = n.document_id LEFT JOIN consultation k ON k.id = m.consultation_id WHERE ";

/// One message, when the viewer sees it.
///
/// # Errors
/// Those of the database.
pub async fn get(c: &mut Conn, scope: &FeedbackScope, id: FeedbackId) -> sqlx::Result<Option<Message>> {
    let mut sql = Sql::new(SELECT);
    sql.push("m.id = ").bind(id).push(" AND ");
    scope.push(&mut sql);
    let found: Option<Message> = sql.optional(c).await?;
    Ok(found.map(|of| of.for_scope(scope)))
}

/// The message of a code, for whoever holds it; without contact and draft.
///
/// # Errors
/// Those of the database.
pub async fn by_code(c: &mut Conn, code: &Code) -> sqlx::Result<Option<Message>> {
    let mut sql = Sql::new(SELECT);
    sql.push("m.code_hash = ").bind(code.digest());
    let found: Option<Message> = sql.optional(c).await?;
    Ok(found.map(|of| Message { contact: None, draft: String::new(), ..of }))
}

/// A body that speaks through an account of its own.
#[derive(Debug, Clone, Copy)]
pub struct Speaker {
    account: AccountId,
    org: OrgId,
}

impl Speaker {
    /// Whoever holds the right for that body.
    #[must_use]
    pub fn of(permit: &Permit<SpeakForBody>, org: OrgId) -> Self {
        Self { account: permit.account(), org }
    }
}

/// What a person sent.
#[derive(Debug, Clone)]
pub struct New {
    /// What sort.
    pub kind: Kind,
    /// What it says.
    pub text: String,
    /// Who says it.
    pub name: Option<String>,
    /// For which body.
    pub body: Option<String>,
    /// How they can be reached.
    pub contact: Option<String>,
    /// What they allow.
    pub consent: Consent,
    /// The record it is about.
    pub record: Option<RecordId>,
    /// The plan it is about.
    pub plan: Option<PlanId>,
    /// The draft it comments on.
    pub consultation: Option<ConsultationId>,
    /// Which paragraph of it.
    pub paragraph: Option<i64>,
    /// What that part is called.
    pub part: Option<String>,
    /// For which body it speaks, and who sends it.
    pub speaker: Option<Speaker>,
    /// Who answers.
    pub org: OrgId,
    /// Whether a robot seems to have written it: it is kept aside for a person to look at.
    pub suspected: bool,
}

/// Takes a message in under its code. `None` when one with this code is there already: the same form sent twice.
///
/// # Errors
/// Those of the database.
pub async fn receive(tx: &mut Tx, new: &New, code: &Code, at: Millis) -> sqlx::Result<Option<FeedbackId>> {
    const SQL: &str = "INSERT INTO feedback (id, code_hash, kind, state, rev, text, name, body, contact, consent, record_id, plan_id, \
                       org_id, draft, ground, sent_at, updated_at, settled_at, consultation_id, paragraph, part, speaker_id) \
                       VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8, $9, $10, $11, $12, '', $13, $14, $14, $15, $16, $17, $18, $19) \
                       ON CONFLICT (code_hash) DO NOTHING";
    let id = FeedbackId::new();
    let state = if new.suspected { State::SetAside } else { State::Open };
    let put = query(SQL)
        .bind(id)
        .bind(code.digest())
        .bind(new.kind)
        .bind(state)
        .bind(new.text.as_str())
        .bind(&new.name)
        .bind(&new.body)
        .bind(&new.contact)
        .bind(new.consent)
        .bind(new.record)
        .bind(new.plan)
        .bind(new.org)
        .bind(new.suspected.then_some(Ground::Suspected))
        .bind(at)
        .bind(new.suspected.then_some(at))
        .bind(new.consultation)
        .bind(new.paragraph)
        .bind(&new.part)
        .bind(new.speaker.map(|speaker| speaker.org))
        .execute(tx)
        .await?;
    if put == 0 {
        return Ok(None);
    }
    let entry = audit::Entry {
        at,
        account: new.speaker.map(|speaker| speaker.account),
        org: Some(new.speaker.map_or(new.org, |speaker| speaker.org)),
        action: "feedback.receive",
        subject_kind: "feedback",
        subject_id: Some(id.0),
        fields: serde_json::json!({ "kind": new.kind, "state": state }),
    };
    audit::record(tx, entry).await?;
    Ok(Some(id))
}
