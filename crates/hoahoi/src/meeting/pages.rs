//! `/giao-ban`: the list, which printed is the meeting's paper; `/giao-ban/{id}`: one duty for the projector.

use askama::Template;
use axum::extract::Path;

use super::agenda::{self, Item, MOST, NEAR, Narrow, Why};
use super::texts::MeetingTexts;
use crate::accounts::rights::{GiveDirection, HoldMeeting};
use crate::db::{Conn, Day};
use crate::directions::pages::give::Form;
use crate::directions::pages::{self as directions, panel};
use crate::directions::store::read::About;
use crate::directions::texts::DirectionTexts;
use crate::duties::DutyScope;
use crate::duties::pages::{Choice, DutyView, organisations_on, reckoning};
use crate::duties::seen::Seen;
use crate::duties::store::{one, these};
use crate::duties::texts::DutyTexts;
use crate::extensions;
use crate::ids::DutyId;
use crate::organisations::Directory;
use crate::reminders::pages::history;
use crate::reporting::access::ReportScope;
use crate::reporting::store::progress::{self, Said};
use crate::web::form::{Fields, Problems};
use crate::web::lang::fill;
use crate::web::paging::query;
use crate::web::{Ctx, Error, Frame, Result};

/// Agencies whose last words are shown; the rest are counted.
const SPEAKERS: usize = 3;

/// What the address asks for.
struct Asked {
    narrow: Narrow,
    query: String,
}

impl Asked {
    fn read(fields: &Fields, directory: &Directory) -> Self {
        let narrow = Narrow {
            plan: fields.parse("ke-hoach"),
            org: directory.find(fields.get("co-quan")).map(|org| org.id),
            section: fields.filled("muc").map(str::to_owned),
        };
        let kept = ["ke-hoach", "co-quan", "muc"].map(|name| (name, fields.get(name)));
        Self { narrow, query: query(&kept) }
    }

    fn address(&self, path: &str) -> String {
        if self.query.is_empty() { path.to_owned() } else { format!("{path}?{}", self.query) }
    }

    fn of(&self, id: DutyId) -> String {
        self.address(&format!("/giao-ban/{id}"))
    }
}

struct Row {
    href: String,
    duty: DutyView,
    why: &'static str,
}

#[derive(Template)]
#[template(path = "meeting/start.html")]
struct StartPage {
    frame: Frame,
    t: &'static MeetingTexts,
    d: &'static DutyTexts,
    rule: String,
    at_most: String,
    printed_on: String,
    total: String,
    first: Option<String>,
    rows: Vec<Row>,
    filtered: bool,
    plans: Vec<Choice>,
    agencies: Vec<Choice>,
    sections: Vec<Choice>,
}

/// `GET /giao-ban`: the list of a meeting. Right: `HoldMeeting`.
///
/// # Errors
/// When the right is missing, or the database fails.
pub async fn start(ctx: Ctx, fields: Fields) -> Result {
    ctx.permit::<HoldMeeting>(&())?;
    let t = &ctx.t.meeting;
    let directory = ctx.app.directory();
    let asked = Asked::read(&fields, &directory);
    let mut c = ctx.app.db.read().await?;
    let items = agenda::agenda(&ctx, &mut c, &asked.narrow).await?;
    let plans = one::plans(&mut c, asked.narrow.plan).await?;
    let sections = match asked.narrow.plan {
        Some(plan) => one::sections(&mut c, plan).await?,
        None => Vec::new(),
    };
    drop(c);
    let row = |item: &Item| Row {
        href: asked.of(item.seen.id),
        duty: DutyView::of(&ctx, &directory, &item.seen),
        why: why(t, item.why),
    };
    let section = |(path, heading): (String, Option<String>)| {
        let chosen = asked.narrow.section.as_deref() == Some(path.as_str());
        let text = heading.map_or_else(|| path.clone(), |heading| format!("{path}. {heading}"));
        (path, text, chosen)
    };
    ctx.page(&StartPage {
        frame: ctx.frame(),
        t,
        d: &ctx.t.duties,
        rule: fill(t.rule, &[&NEAR]),
        at_most: fill(t.at_most, &[&MOST]),
        printed_on: fill(t.printed_on, &[&ctx.today().show()]),
        total: fill(t.n_items, &[&items.len()]),
        first: items.first().map(|item| asked.of(item.seen.id)),
        rows: items.iter().map(row).collect(),
        filtered: !asked.query.is_empty(),
        plans: plans
            .iter()
            .map(|p| (p.id.to_string(), p.name().to_owned(), asked.narrow.plan == Some(p.id)))
            .collect(),
        agencies: organisations_on(&directory, ctx.today().0, asked.narrow.org),
        sections: sections.into_iter().map(section).collect(),
    })
}

fn why(t: &MeetingTexts, why: Why) -> &'static str {
    match why {
        Why::Late => t.why_late,
        Why::Near => t.why_near,
        Why::Difficulty => t.why_difficulty,
    }
}

/// What an agency said last.
struct Words {
    by: String,
    result: String,
    difficulty: String,
    proposal: String,
}

#[derive(Template)]
#[template(path = "meeting/one.html")]
struct OnePage {
    frame: Frame,
    t: &'static MeetingTexts,
    d: &'static DutyTexts,
    n: &'static DirectionTexts,
    problems: Problems,
    list: String,
    position: Option<String>,
    previous: Option<String>,
    next: Option<String>,
    duty: DutyView,
    why: Option<&'static str>,
    words: Vec<Words>,
    more_words: Option<String>,
    days: Vec<(String, String)>,
    directions: Vec<directions::View>,
    extensions: Option<extensions::pages::panel::Section>,
    urged: Option<history::Section>,
    form: Option<Form>,
}

/// `GET /giao-ban/{id}`: one duty for the projector. Right: `HoldMeeting`.
///
/// # Errors
/// When the right is missing, the viewer does not see the duty in full, or the database fails.
pub async fn one(ctx: Ctx, Path(id): Path<DutyId>, fields: Fields) -> Result {
    ctx.permit::<HoldMeeting>(&())?;
    let t = &ctx.t.meeting;
    let directory = ctx.app.directory();
    let asked = Asked::read(&fields, &directory);
    let on = reckoning(&ctx.app).await?;
    let mut c = ctx.app.db.read().await?;
    let items = agenda::agenda(&ctx, &mut c, &asked.narrow).await?;
    let at = items.iter().position(|item| item.seen.id == id);
    let seen = these(&mut c, &DutyScope::of(&ctx.viewer), &on, &[id]).await?.pop();
    let seen = seen.filter(|seen| seen.state().is_some()).ok_or(Error::NotFound)?;
    let said = progress::progress_of_duty(&mut c, &ReportScope::of(&ctx.viewer), id).await?;
    let days = days(&ctx, &mut c, &seen).await?;
    let directions = panel::views(&ctx, &mut c, About::Duty(id), true).await?;
    let extensions = extensions::pages::panel::section(&ctx, &mut c, &seen).await?;
    let urged = history::section(&ctx, &mut c, id.into()).await?;
    drop(c);
    let neighbour = |step: fn(usize) -> Option<usize>| {
        at.and_then(step).and_then(|at| items.get(at)).map(|item| asked.of(item.seen.id))
    };
    let next = neighbour(|at| at.checked_add(1));
    let list = asked.address("/giao-ban");
    let owners: Vec<_> = seen.owners.iter().map(|owner| owner.org).collect();
    let go_on = next.clone().unwrap_or_else(|| list.clone());
    let speaks = !seen.restricted && ctx.viewer.may::<GiveDirection>(&());
    let (words, more) = last_words(&ctx, &said);
    ctx.page(&OnePage {
        frame: ctx.frame(),
        t,
        d: &ctx.t.duties,
        n: &ctx.t.directions,
        problems: Problems::default(),
        position: at.map(|at| fill(t.position, &[&(at + 1), &items.len()])),
        previous: neighbour(|at| at.checked_sub(1)),
        next,
        list,
        duty: DutyView::of(&ctx, &directory, &seen),
        // That it is late or near its badge says.
        why: at
            .and_then(|at| items.get(at))
            .filter(|item| item.why == Why::Difficulty)
            .map(|item| why(t, item.why)),
        words,
        more_words: (more > 0).then(|| fill(t.more_said, &[&more])),
        days,
        directions,
        extensions,
        urged,
        form: speaks.then(|| Form::new(&ctx, About::Duty(id), &owners, &go_on)),
    })
}

/// What the agencies said in the last period, those with difficulties first, and how many more spoke.
fn last_words(ctx: &Ctx, said: &[Said]) -> (Vec<Words>, usize) {
    let t = &ctx.t.meeting;
    let Some(last) = said.first() else { return (Vec::new(), 0) };
    let has_words = |s: &&Said| ![&s.result, &s.difficulty, &s.proposal].iter().all(|w| w.trim().is_empty());
    let mut spoke: Vec<&Said> = said.iter().filter(|s| s.code == last.code).filter(has_words).collect();
    spoke.sort_by_key(|s| s.difficulty.trim().is_empty());
    let period = ctx.t.reporting.period_name(&last.code);
    let words = |s: &&Said| Words {
        by: fill(t.said_by, &[&s.org_name, &period]),
        result: s.result.clone(),
        difficulty: s.difficulty.clone(),
        proposal: s.proposal.clone(),
    };
    (spoke.iter().take(SPEAKERS).map(words).collect(), spoke.len().saturating_sub(SPEAKERS))
}

/// The days that are to come, and the deadline in any case: what, and when.
async fn days(ctx: &Ctx, c: &mut Conn, seen: &Seen) -> Result<Vec<(String, String)>> {
    let t = &ctx.t.meeting;
    let weekday = |day: Day| format!("{}, {}", ctx.lang.weekday(day.0), day.show());
    let mut days = Vec::new();
    days.extend(seen.first_deadline().map(|day| (t.d_first.to_owned(), day.show())));
    days.extend(seen.due_on().map(|day| (t.d_deadline.to_owned(), weekday(day))));
    if let Some((code, due)) = progress::next_report(c, seen.id, ctx.today()).await? {
        days.push((fill(t.d_report, &[&ctx.t.reporting.period_name(&code)]), weekday(due)));
    }
    Ok(days)
}
