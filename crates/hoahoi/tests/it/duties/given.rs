//! A confirmed plan with the duties a story needs.

use hoahoi::db::{Day, Tx, query};
use hoahoi::duties::refresh;
use hoahoi::ids::{DocumentId, DutyId, PartyId, PlanId, TaskId};
use hoahoi::organisations::id_of;
use hoahoi::plans::model::{Origin, PartyOrigin, Position, Review, Role};
use hoahoi::plans::store::{
    self, NewDocument, NewDuty, NewParty, NewPlan, insert_document, insert_duty, insert_party, insert_plan,
};

use crate::support::{Site, reading};

/// A duty of a story.
#[derive(Clone)]
pub struct Given {
    pub section: &'static str,
    pub text: String,
    pub parties: Vec<(&'static str, Role)>,
    pub deadline: Option<&'static str>,
    pub restricted: bool,
}

pub fn duty(section: &'static str, text: &str, lead: &'static str, deadline: Option<&'static str>) -> Given {
    Given { section, text: text.to_owned(), parties: vec![(lead, Role::Lead)], deadline, restricted: false }
}

impl Given {
    pub fn secret(mut self) -> Self {
        self.restricted = true;
        self
    }

    pub fn by(mut self, parties: &[(&'static str, Role)]) -> Self {
        self.parties = parties.to_vec();
        self
    }
}

/// A plan in the register.
pub struct Made {
    pub plan: PlanId,
    pub duties: Vec<DutyId>,
}

impl Made {
    pub fn page(&self, at: usize) -> String {
        format!("/nhiem-vu/{}", self.duties[at])
    }
}

/// Confirms a plan of 06/9/2023 with these duties.
pub async fn plan(site: &Site, number: &str, given: &[Given]) -> Made {
    let mut tx = site.app.db.write().await.unwrap();
    let at = site.app.clock.now();
    let (document, plan) = (DocumentId::new(), PlanId::new());
    let (text, read) = reading("KẾ HOẠCH\n\nI. TỔ CHỨC THỰC HIỆN\n\nCác cơ quan thực hiện kế hoạch này.");
    let new = NewDocument {
        id: document,
        sha256: number,
        name: "ke-hoach.txt",
        format: "txt",
        source_text: &text,
        read_json: &read,
        copy_of: None,
        by: None,
        at,
    };
    assert!(insert_document(&mut tx, &new).await.unwrap());
    let head = NewPlan {
        kind: Some("KH".into()),
        number: Some(number.to_owned()),
        issuer: Some("Ủy ban nhân dân tỉnh".into()),
        place: None,
        issued_on: Some("2023-09-06".parse().unwrap()),
        title: "Phát triển vùng hồi".into(),
        sources: "{}".into(),
    };
    insert_plan(&mut tx, plan, document, &head, None, at, false).await.unwrap();
    let mut duties = Vec::new();
    for (ordinal, given) in (1..).zip(given) {
        duties.push(one(&mut tx, plan, ordinal, given, at).await);
    }
    assert!(store::mark_confirmed(&mut tx, plan, None, at).await.unwrap());
    store::start_tracking(&mut tx, plan, at).await.unwrap();
    refresh::plan(&mut tx, &site.app, plan).await.unwrap();
    tx.commit().await.unwrap();
    Made { plan, duties }
}

async fn one(tx: &mut Tx, plan: PlanId, ordinal: i64, given: &Given, at: hoahoi::db::Millis) -> DutyId {
    let id = DutyId::new();
    let new = NewDuty {
        id,
        section: None,
        section_path: given.section,
        ordinal,
        paragraph: ordinal,
        span: Some((0, 1)),
        text: &given.text,
        origin: Origin::Printed,
        task: None,
        role: given.parties.first().map_or(Role::Responsible, |p| p.1),
        printed: "{}",
        product: None,
        indicator: None,
        deadline: given.deadline.map(|d| d.parse::<Day>().unwrap()),
        deadline_text: None,
        recurrence: None,
        review: Review::Accepted,
        to_track: true,
        restricted: given.restricted,
        joint: false,
        by: None,
        at,
    };
    insert_duty(tx, plan, &new).await.unwrap();
    for (ordinal, (slug, role)) in (1..).zip(&given.parties) {
        let party = NewParty {
            id: PartyId::new(),
            ordinal,
            name: slug,
            role: *role,
            position: Position::Owner,
            org: Some(id_of(slug)),
            function: None,
            is_group: false,
            origin: PartyOrigin::Printed,
            group: None,
            by: None,
            at: None,
        };
        insert_party(tx, id, &party).await.unwrap();
    }
    id
}

/// A task of the plan.
pub async fn task(site: &Site, plan: PlanId, text: &str) -> TaskId {
    let id = TaskId::new();
    let mut tx = site.app.db.write().await.unwrap();
    query(
        "INSERT INTO task (id, plan_id, section_id, ordinal, span_start, span_end, text) VALUES ($1, $2, NULL, 1, 0, 1, $3)"
    ).bind(id).bind(plan).bind(text).run(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    id
}
