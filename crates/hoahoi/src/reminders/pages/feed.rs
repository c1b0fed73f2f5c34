//! `/lich/{secret}.ics`: a calendar for whoever holds its address, with what its owner may see now.

use axum::extract::Path;
use axum::http::header;
use axum::response::IntoResponse;
use jiff::{Timestamp, ToSpan};
use thethuc::calendar::{Calendar, Event};

use super::super::facts::{self, Fact};
use super::super::store::feeds;
use crate::accounts::access::Viewer;
use crate::accounts::rights::DraftSubmission;
use crate::accounts::sessions;
use crate::db::Day;
use crate::ids::OrgId;
use crate::web::lang::{Lang, fill};
use crate::web::{App, Ctx, Error, Result};

/// Days behind and ahead of today that the calendar shows.
const SPAN: (i64, i64) = (60, 400);
/// After how many hours programs are asked to look again.
const REFRESH_HOURS: u32 = 6;

/// `GET /lich/{secret}.ics`. The owner's roles are looked up at each request: who has left an agency, whose account is
/// disabled or whose address was revoked gets 404.
pub async fn show(ctx: Ctx, Path(file): Path<String>) -> Result {
    let secret = file.strip_suffix(".ics").ok_or(Error::NotFound)?;
    let mut c = ctx.app.db.read().await?;
    let feed = feeds::find(&mut c, secret).await?.ok_or(Error::NotFound)?;
    let (who, lang) = sessions::holder(&mut c, feed.account_id, ctx.now()).await?.ok_or(Error::NotFound)?;
    let works_for = who.orgs();
    let viewer = Viewer::person(who, false);
    let wanted =
        |org: &OrgId| feed.org_id.is_none_or(|only| only == *org) && viewer.may::<DraftSubmission>(org);
    let orgs: Vec<OrgId> = works_for.into_iter().filter(wanted).collect();
    if orgs.is_empty() {
        return Err(Error::NotFound);
    }
    let today = ctx.today().0;
    let (from, to) = (Day(today.saturating_sub(SPAN.0.days())), Day(today.saturating_add(SPAN.1.days())));
    let mut found = facts::between(&mut c, &orgs, from, to).await?;
    drop(c);
    found.retain(|fact| !fact.is_restricted());
    let events: Vec<Event> = found.iter().map(|fact| event(&ctx.app, lang, fact, orgs.len() > 1)).collect();
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "inline; filename=\"hoa-hoi.ics\""),
        (header::CACHE_CONTROL, "private, max-age=900"),
    ];
    let calendar = Calendar { name: name(&ctx, lang, &orgs), refresh_hours: Some(REFRESH_HOURS), events };
    Ok((headers, calendar.ics()).into_response())
}

fn name(ctx: &Ctx, lang: Lang, orgs: &[OrgId]) -> String {
    let t = &lang.texts().reminders;
    let directory = ctx.app.directory();
    match orgs {
        [one] => directory.get(*one).map_or(t.l_title_all.to_owned(), |org| fill(t.l_title, &[&org.short()])),
        _ => t.l_title_all.to_owned(),
    }
}

fn event(app: &App, lang: Lang, fact: &Fact, several: bool) -> Event {
    let texts = lang.texts();
    let t = &texts.reminders;
    let directory = app.directory();
    let subordinate = directory.is_subordinate(fact.org());
    let mut what = fact.name(texts);
    if let Some(org) = directory.get(fact.org()).filter(|_| several) {
        what = format!("{what} ({})", org.short());
    }
    let gap = match (fact.is_open(), subordinate) {
        (false, _) => t.l_done,
        (true, true) => t.l_due,
        (true, false) => t.l_wished,
    };
    let kind = match fact {
        Fact::Report(_) => "bao-cao",
        Fact::Part(_) => "nhiem-vu",
    };
    Event {
        uid: format!("{kind}-{}-{}@hoahoi", fact.subject().id, fact.org()),
        day: fact.due_on().0,
        repeats: None,
        summary: fill(gap, &[&what]),
        description: [Some(fact.plan(t)), fact.said().map(str::to_owned)]
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("\n"),
        url: app.config.public_url.as_ref().map(|site| format!("{site}{}", fact.href())),
        changed: Timestamp::from_millisecond(fact.updated_at().0).unwrap_or_default(),
        alarms: if fact.is_open() { alarms(app, fact, subordinate) } else { Vec::new() },
    }
}

/// The rungs before the day and on it, in days of the calendar.
fn alarms(app: &App, fact: &Fact, subordinate: bool) -> Vec<i64> {
    let steps = app.ladder.steps(subordinate).iter().filter(|step| step.day <= 0);
    let calendar = app.calendar();
    let days = steps.filter_map(|step| step.rung().falls_on(fact.due_on(), &calendar));
    days.filter_map(|day| fact.due_on().0.since(day.0).ok())
        .map(|span| i64::from(span.get_days()))
        .filter(|days| *days >= 0)
        .collect()
}
