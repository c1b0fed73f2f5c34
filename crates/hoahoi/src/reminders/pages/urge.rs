//! `/don-doc`: what is late beyond the ladder, for a person at Sở KH&CN or Văn phòng UBND to decide; and what bodies
//! outside the state system are asked.

use std::collections::HashMap;

use askama::Template;
use axum::http::StatusCode;
use serde_json::json;
use thethuc::table::{Cell, Column, Table};

use super::super::facts::{self, Fact, Line};
use super::super::model::{Due, Kind, Notice, Reach, Rung, Subject};
use super::super::run;
use super::super::store::deliveries;
use super::super::store::ledger::{self, Sender};
use super::super::texts::ReminderTexts;
use super::super::words::Timing;
use super::letter;
use crate::accounts::access::Permit;
use crate::accounts::rights::Urge;
use crate::audit;
use crate::db::{Conn, Day};
use crate::duties::{DutyScope, refresh};
use crate::files::attachments::{self, By, Kept};
use crate::ids::OrgId;
use crate::organisations::Organisation;
use crate::sheets::{self, Export, Format};
use crate::web::form::Fields;
use crate::web::lang::fill;
use crate::web::{Ctx, Error, Frame, Result};

/// The most characters of a person's own words.
const WORDS: usize = 2_000;

/// One thing of a body.
pub struct Row {
    key: String,
    line: Line,
    due: String,
    so_far: String,
    chosen: bool,
}

/// A body with what it owes.
pub struct Group {
    slug: String,
    name: String,
    subordinate: bool,
    rows: Vec<Row>,
    words: String,
    /// Value, name, whether chosen.
    urgencies: Vec<(&'static str, &'static str, bool)>,
    problem: Option<&'static str>,
    open: bool,
}

#[derive(Template)]
#[template(path = "reminders/urge.html")]
struct UrgePage {
    frame: Frame,
    t: &'static ReminderTexts,
    lead: String,
    all: bool,
    urged: Vec<Group>,
    asked: Vec<Group>,
    alarm: Option<&'static str>,
    mail: bool,
    waiting: i64,
    failed: i64,
}

/// What a form held when it was sent and refused.
#[derive(Default)]
pub(super) struct Typed {
    slug: String,
    pub(super) all: bool,
    pub(super) words: String,
    pub(super) urgency: String,
    pub(super) keys: Vec<String>,
    pub(super) problem: Option<&'static str>,
    alarm: Option<&'static str>,
}

impl Typed {
    /// `muc` are what was chosen of the body `co-quan`, `loi` words of one's own, `do-khan` the letter's urgency.
    pub(super) fn of(fields: &Fields) -> Self {
        Self {
            slug: fields.get("co-quan").to_owned(),
            all: fields.get("xem") == "tat-ca",
            words: fields.get("loi").to_owned(),
            urgency: fields.get("do-khan").to_owned(),
            keys: fields.all("muc").map(str::to_owned).collect(),
            ..Self::default()
        }
    }

    pub(super) fn own_words(&self) -> Option<&str> {
        Some(self.words.trim()).filter(|words| !words.is_empty())
    }
}

/// Something a person may choose: what it is, and how often a person has sent it already.
pub(super) struct Choice {
    pub(super) fact: Fact,
    sent: u32,
    times: usize,
    last: Option<Day>,
}

impl Choice {
    /// Names the thing and the rung that would be sent, so that of two people who send at once one is told.
    pub(super) fn key(&self) -> String {
        let subject = self.fact.subject();
        format!("{}:{}:{}", subject.kind, subject.id, self.sent + 1)
    }
}

/// `GET /don-doc`; `xem=tat-ca` shows everything late, `tai` gives it as a file. Right: [`Urge`].
pub async fn show(ctx: Ctx, fields: Fields) -> Result {
    ctx.permit::<Urge>(&())?;
    let all = fields.get("xem") == "tat-ca";
    match fields.parse::<Format>("tai") {
        Some(format) => file(&ctx, format, all).await,
        None => page(&ctx, StatusCode::OK, &Typed { all, ..Typed::default() }).await,
    }
}

pub(super) async fn page(ctx: &Ctx, status: StatusCode, typed: &Typed) -> Result {
    let (t, all) = (&ctx.t.reminders, typed.all);
    refresh::ensure(&ctx.app).await?;
    let mut c = ctx.app.db.read().await?;
    let facts = facts::open_until(&mut c, horizon(ctx)).await?;
    let choices = choices(ctx, &mut c, facts, all).await?;
    let (waiting, failed) = deliveries::troubles(&mut c, ctx.now()).await?;
    drop(c);
    let directory = ctx.app.directory();
    let mut by_org: HashMap<OrgId, Vec<Choice>> = HashMap::new();
    for choice in choices {
        by_org.entry(choice.fact.org()).or_default().push(choice);
    }
    let bodies = directory.organisations().iter().filter_map(|org| Some((org, by_org.remove(&org.id)?)));
    let groups: Vec<Group> = bodies.map(|(org, choices)| group(ctx, org, &choices, typed)).collect();
    let (urged, asked) = groups.into_iter().partition(|group| group.subordinate);
    ctx.page_with(
        status,
        &UrgePage {
            frame: ctx.frame(),
            t,
            lead: fill(t.u_lead, &[&ctx.app.ladder.last_day()]),
            all,
            urged,
            asked,
            alarm: typed.alarm,
            mail: ctx.app.mailer.is_some(),
            waiting,
            failed,
        },
    )
}

/// The same as a file.
async fn file(ctx: &Ctx, format: Format, all: bool) -> Result {
    let t = &ctx.t.reminders;
    refresh::ensure(&ctx.app).await?;
    let mut c = ctx.app.db.read().await?;
    let facts = facts::open_until(&mut c, horizon(ctx)).await?;
    let choices = choices(ctx, &mut c, facts, all).await?;
    drop(c);
    let directory = ctx.app.directory();
    let mut by_org: HashMap<OrgId, Vec<Choice>> = HashMap::new();
    for choice in choices {
        by_org.entry(choice.fact.org()).or_default().push(choice);
    }
    let site = ctx.app.config.public_url.as_deref();
    let mut rows = Vec::new();
    for org in directory.organisations() {
        let owes = by_org.remove(&org.id).unwrap_or_default();
        let reach = if org.system.is_subordinate() { t.u_title } else { t.u_outside };
        rows.extend(owes.iter().map(|choice| {
            let line = choice.fact.line(&ctx.app, ctx.t, ctx.today());
            vec![
                sheets::identifier(site, &line.href, &choice.fact.subject().id.to_string()),
                Cell::from(org.name.as_str()),
                Cell::from(reach),
                Cell::from(line.name),
                Cell::from(line.plan),
                Cell::from(line.said),
                Cell::from(choice.fact.due_on().0),
                Cell::from(line.when),
                Cell::from(i64::try_from(choice.times).unwrap_or(i64::MAX)),
                Cell::from(choice.last.map(|day| day.0)),
            ]
        }));
    }
    let table = Table {
        columns: vec![
            Column::identifier(ctx.t.sheets.identifier),
            Column::words(t.u_agency, 36.0),
            Column::words(t.u_reach, 22.0),
            Column::words(t.u_what, 30.0),
            Column::words(t.u_plan, 20.0),
            Column::words(t.u_sentence, 60.0),
            Column::day(t.u_due),
            Column::words(t.u_late_by, 30.0),
            Column::number(t.u_so_far),
            Column::day(t.u_last),
        ],
        rows,
        ..Table::titled(t.u_title)
    };
    let filters = vec![(t.u_view, if all { t.u_late } else { t.u_beyond }.to_owned())];
    Export { stem: "don-doc", filters, cut: false, tables: vec![table] }.reply(ctx, format).await
}

/// The last day about which bodies outside the state system may be asked.
fn horizon(ctx: &Ctx) -> Day {
    Day(ctx.app.calendar().add_working_days(ctx.today().0, ctx.app.ladder.ahead()))
}

/// What may be chosen: of agencies what is late beyond the last rung (or all that is late), of other bodies what is
/// near or past its day. Duties whose state the viewer does not see are left out.
async fn choices(ctx: &Ctx, c: &mut Conn, facts: Vec<Fact>, all: bool) -> sqlx::Result<Vec<Choice>> {
    let directory = ctx.app.directory();
    let sees_all = DutyScope::of(&ctx.viewer).sees_all();
    let least = if all { 0 } else { i64::from(ctx.app.ladder.last_day()) };
    let listed = |fact: &Fact| match Timing::of(fact.due_on(), ctx.today(), &ctx.app.calendar()) {
        _ if fact.is_restricted() && !sees_all => false,
        _ if !directory.is_subordinate(fact.org()) => true,
        Timing::Late(days) => days > least,
        Timing::Left(_) | Timing::Today => false,
    };
    let facts: Vec<Fact> = facts.into_iter().filter(listed).collect();
    let mut subjects: Vec<Subject> = facts.iter().map(Fact::subject).collect();
    subjects.dedup();
    let mut said = Vec::new();
    for some in subjects.chunks(1_000) {
        said.extend(ledger::so_far(c, some).await?);
    }
    let choice = |fact: Fact| {
        let about = |told: &&(super::super::model::Told, Day)| {
            told.0.subject == fact.subject() && told.0.org == fact.org() && told.0.due_on == fact.due_on()
        };
        let of: Vec<_> = said.iter().filter(about).collect();
        let sent = of.iter().filter_map(|(told, _)| match told.rung {
            Rung::Person(n) => Some(n),
            Rung::Days(_) | Rung::Act(_) => None,
        });
        Choice { sent: sent.max().unwrap_or(0), times: of.len(), last: of.last().map(|(_, on)| *on), fact }
    };
    Ok(facts.into_iter().map(choice).collect())
}

fn group(ctx: &Ctx, org: &Organisation, choices: &[Choice], typed: &Typed) -> Group {
    let t = &ctx.t.reminders;
    let here = typed.slug == org.slug;
    let row = |choice: &Choice| Row {
        line: choice.fact.line(&ctx.app, ctx.t, ctx.today()),
        due: choice.fact.due_on().show(),
        so_far: choice
            .last
            .map_or(t.u_never.to_owned(), |last| fill(t.u_so_far_n, &[&choice.times, &last.show()])),
        chosen: here && typed.keys.contains(&choice.key()),
        key: choice.key(),
    };
    Group {
        slug: org.slug.clone(),
        name: org.name.clone(),
        subordinate: org.system.is_subordinate(),
        rows: choices.iter().map(row).collect(),
        words: if here { typed.words.clone() } else { String::new() },
        urgencies: letter::URGENCIES
            .iter()
            .map(|(value, urgency)| (*value, urgency.words(), here && typed.urgency == *value))
            .collect(),
        problem: typed.problem.filter(|_| here),
        open: here,
    }
}

/// `POST /don-doc`: sends what was chosen (fields `muc`) of one body (`co-quan`), in words of one's own if wanted
/// (`loi`). Right: [`Urge`].
pub async fn send(ctx: Ctx, fields: Fields) -> Result {
    let permit = ctx.permit::<Urge>(&())?;
    let t = &ctx.t.reminders;
    let directory = ctx.app.directory();
    let org = directory.by_slug(fields.get("co-quan")).ok_or(Error::NotFound)?;
    let mut typed = Typed::of(&fields);
    let now_owed = owed(&ctx, org.id, typed.all).await?;
    let chosen: Vec<&Choice> = now_owed.iter().filter(|choice| typed.keys.contains(&choice.key())).collect();
    if chosen.len() != typed.keys.len() {
        typed.alarm = Some(t.u_gone);
        return page(&ctx, StatusCode::CONFLICT, &typed).await;
    }
    typed.problem = problem(t, &chosen, &typed.words);
    if typed.problem.is_some() {
        return page(&ctx, StatusCode::UNPROCESSABLE_ENTITY, &typed).await;
    }
    let kept = if fields.ticked("cong-van") {
        letter::keep(&ctx, &permit, org, &chosen, &typed).await?
    } else {
        None
    };
    let notice = notice(&ctx, org, &chosen);
    if !write(&ctx, &permit, &notice, typed.own_words(), kept.as_ref()).await? {
        typed.alarm = Some(t.u_gone);
        return page(&ctx, StatusCode::CONFLICT, &typed).await;
    }
    let back = if typed.all { "/don-doc?xem=tat-ca" } else { "/don-doc" };
    Ok(ctx.done(back, if notice.kind == Kind::Request { t.u_asked } else { t.u_sent }))
}

/// What may be chosen of one body as things stand now.
pub(super) async fn owed(ctx: &Ctx, org: OrgId, all: bool) -> Result<Vec<Choice>> {
    let mut c = ctx.app.db.read().await?;
    let facts = facts::open_of(&mut c, org, horizon(ctx)).await?;
    Ok(choices(ctx, &mut c, facts, all).await?)
}

/// What is wrong with a choice and its words. Words could say what a duty in security and defence is about, so none
/// go with one.
pub(super) fn problem(t: &'static ReminderTexts, chosen: &[&Choice], words: &str) -> Option<&'static str> {
    if chosen.is_empty() {
        Some(t.u_choose)
    } else if words.chars().count() > WORDS {
        Some(t.u_words_long)
    } else if !words.is_empty() && chosen.iter().any(|choice| choice.fact.is_restricted()) {
        Some(t.u_words_restricted)
    } else {
        None
    }
}

fn notice(ctx: &Ctx, org: &Organisation, chosen: &[&Choice]) -> Notice {
    let directory = ctx.app.directory();
    let due = |choice: &&Choice| Due {
        item: choice.fact.item(&directory),
        rung: Rung::Person(choice.sent + 1),
        reaches: Reach::Head,
        skipped: Vec::new(),
    };
    Notice {
        org: org.id,
        kind: if org.system.is_subordinate() { Kind::Reminder } else { Kind::Request },
        due: chosen.iter().map(due).collect(),
    }
}

/// Writes the message with its entry in the log; `false` when somebody has just sent one of these.
async fn write(
    ctx: &Ctx,
    permit: &Permit<Urge>,
    notice: &Notice,
    words: Option<&str>,
    letter: Option<&Kept>,
) -> Result<bool> {
    let sender = Sender { account: permit.account(), org: permit.org(), words: words.map(str::to_owned) };
    let mut tx = ctx.app.db.write().await?;
    let Some(id) = run::send(&mut tx, &ctx.app, notice, Some(&sender), ctx.now()).await? else {
        return Ok(false);
    };
    if let Some((letter, org)) = letter.zip(permit.org()) {
        let by = By { account: permit.account(), org, at: ctx.now() };
        attachments::attach(&mut tx, id.into(), letter, by)
            .await?
            .map_err(|why| Error::Bad(ctx.t.files.why(why, "")))?;
    }
    let entry = audit::Entry {
        at: ctx.now(),
        account: Some(permit.account()),
        org: permit.org(),
        action: if notice.kind == Kind::Request { "reminder.request" } else { "reminder.send" },
        subject_kind: "organisation",
        subject_id: Some(notice.org.0),
        fields: json!({
            "about": notice.due.iter().map(|due| due.item.subject.id).collect::<Vec<_>>(),
            "words": words.is_some(),
        }),
    };
    audit::record(&mut tx, entry).await?;
    tx.commit().await?;
    Ok(true)
}
