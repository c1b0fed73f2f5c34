//! What happened to a duty, in order.

use jiff::civil::Date;

use super::super::model::{Position, State};
use super::super::owners;
use super::super::seen::Standing;
use super::super::store::one::{Detail, Edit};
use super::super::timeliness::Timeliness;
use super::super::words;
use super::{name_of, succession};
use crate::db::Millis;
use crate::organisations::Directory;
use crate::reporting::store::progress::Said;
use crate::web::Ctx;
use crate::web::lang::fill;

/// Things of one sort that are told one by one; more are counted.
const FEW: usize = 4;

/// A knot of the thread.
pub struct Entry {
    at: i64,
    /// When, in words.
    pub when: String,
    /// What.
    pub heading: String,
    /// What stood there before.
    pub struck: Option<String>,
    /// What a person wrote or set.
    pub pen: Option<String>,
    /// The rest.
    pub text: String,
    /// Class of the knot: `star` begins the thread, `next` has not happened yet.
    pub class: &'static str,
}

/// The log of a duty, oldest first, ending with what comes next.
#[must_use]
pub fn of(ctx: &Ctx, directory: &Directory, detail: &Detail, said: &[Said]) -> Vec<Entry> {
    let mut entries = Vec::new();
    issued(ctx, detail, &mut entries);
    moved(ctx, directory, detail, &mut entries);
    let t = &ctx.t.duties;
    if let Some(at) = detail.plan.confirmed_at {
        entries.push(plain(at.0, at.day().show(), t.e_confirmed_plan, t.e_confirmed_plan_text));
    }
    if let Some(content) = &detail.content {
        edits(ctx, directory, &content.edits, &mut entries);
        for event in &content.events {
            let about = event.org_id.map(|o| name_of(directory, o)).unwrap_or_default();
            let heading = words::event(t, event.kind);
            let heading = match event.days() {
                Some((from, to)) => {
                    fill(t.e_days, &[&heading.trim_end_matches('.'), &from.show(), &to.show()])
                }
                None => heading.to_owned(),
            };
            let mut entry = plain(event.at.0, event.at.show(), &heading, &sentence(&about));
            entry.pen = event.text.clone().filter(|_| !detail.seen.restricted);
            entries.push(entry);
        }
        reports(ctx, said, &mut entries);
        if let Standing::Full { timeliness: Timeliness::Overdue(_), due_on: Some(due), .. } =
            detail.seen.standing
            && let Ok(next) = due.0.tomorrow()
        {
            entries.push(plain(start_of(next), viet::date::show(next), t.e_overdue, ""));
        }
    }
    entries.sort_by_key(|e| e.at);
    if let Some(next) = next_step(ctx, detail) {
        let when = fill(t.e_today, &[&ctx.today().show()]);
        entries.push(Entry { class: "next", ..plain(ctx.now().0, when, t.e_next, next) });
    }
    entries
}

fn plain(at: i64, when: String, heading: &str, text: &str) -> Entry {
    Entry { at, when, heading: heading.to_owned(), struck: None, pen: None, text: text.to_owned(), class: "" }
}

/// A name with a full stop, or nothing.
fn sentence(name: &str) -> String {
    if name.is_empty() { String::new() } else { format!("{name}.") }
}

fn issued(ctx: &Ctx, detail: &Detail, entries: &mut Vec<Entry>) {
    let t = &ctx.t.duties;
    let Some(day) = detail.plan.issued_on else { return };
    let issuer = detail.plan.issuer.clone().unwrap_or_default();
    let text = fill(t.e_issued_text, &[&issuer, &detail.plan.name()]);
    entries.push(Entry { class: "star", ..plain(start_of(day.0), day.show(), t.e_issued, &text) });
}

fn moved(ctx: &Ctx, directory: &Directory, detail: &Detail, entries: &mut Vec<Entry>) {
    let t = &ctx.t.duties;
    let mut told = Vec::new();
    for party in detail.parties.iter().filter(|p| p.position == Position::Owner && !p.is_group) {
        let answer = owners::answer(directory, party, &detail.matter, ctx.today());
        for step in answer.into_iter().flat_map(|a| a.steps) {
            let text = succession::sentence(ctx, directory, &step);
            if !told.contains(&text) {
                entries.push(plain(start_of(step.on), viet::date::show(step.on), t.e_moved, &text));
                told.push(text);
            }
        }
    }
}

/// Edits, each by itself; of many parties set at once the first few are named.
fn edits(ctx: &Ctx, directory: &Directory, edits: &[Edit], entries: &mut Vec<Entry>) {
    let at_once = |a: &Edit, b: &Edit| a.field == b.field && a.at == b.at && a.field.starts_with("party");
    for group in edits.chunk_by(at_once) {
        let mut shown = group.iter().filter_map(|e| edited(ctx, directory, e));
        let Some(mut first) = shown.next() else { continue };
        if group.len() <= FEW {
            entries.push(first);
            entries.extend(shown);
            continue;
        }
        let names: Vec<&str> =
            group.iter().take(FEW).filter_map(|e| e.new.as_deref().or(e.old.as_deref())).collect();
        let more = fill(ctx.t.duties.more_owners, &[&(group.len() - names.len())]);
        first.pen = Some(format!("{} {more}.", names.join("; ")));
        entries.push(first);
    }
}

/// What was reported; where many agencies reported in a period, how many.
fn reports(ctx: &Ctx, said: &[Said], entries: &mut Vec<Entry>) {
    let t = &ctx.t.duties;
    for period in said.chunk_by(|a, b| a.code == b.code) {
        let latest = period.iter().max_by_key(|s| s.updated_at);
        match latest.filter(|_| period.len() > FEW) {
            None => entries.extend(period.iter().map(|s| reported(ctx, s))),
            Some(latest) => {
                let name = ctx.t.reporting.period_name(&latest.code);
                let text = fill(t.e_many_reports, &[&period.len(), &name]);
                entries.push(plain(latest.updated_at.0, latest.updated_at.day().show(), t.e_progress, &text));
            }
        }
    }
}

fn edited(ctx: &Ctx, directory: &Directory, edit: &Edit) -> Option<Entry> {
    let t = &ctx.t.duties;
    let heading = match edit.field.as_str() {
        "deadline" => t.d_deadline,
        "product" => t.d_product,
        "indicator" => t.d_indicator,
        "recurrence" => t.d_recurrence,
        field if field.starts_with("party") => t.edit_parties,
        _ => return None,
    };
    let show = |value: &Option<String>| value.as_deref().map(shown);
    let by = edit.org_id.and_then(|o| directory.get(o)).map(|o| o.short().to_owned()).unwrap_or_default();
    let reason = edit.reason.as_deref().map(|r| format!(" {r}")).unwrap_or_default();
    Some(Entry {
        struck: show(&edit.old),
        pen: show(&edit.new),
        ..plain(
            edit.at.0,
            edit.at.day().show(),
            &format!("{heading}."),
            &format!("{}{reason}", sentence(&by)),
        )
    })
}

/// A value as kept, in words: days as printed.
#[must_use]
pub fn shown(value: &str) -> String {
    value.parse::<crate::db::Day>().map_or_else(|_| value.to_owned(), |d| d.show())
}

fn reported(ctx: &Ctx, said: &Said) -> Entry {
    let t = &ctx.t.duties;
    let words: Vec<&str> = [&said.result, &said.difficulty, &said.proposal]
        .into_iter()
        .map(|s| s.trim())
        .filter(|s| !s.is_empty())
        .collect();
    Entry {
        pen: (!words.is_empty()).then(|| words.join(" ")),
        ..plain(
            said.updated_at.0,
            said.updated_at.day().show(),
            t.e_progress,
            &format!("{} ({}).", said.org_name, ctx.t.reporting.period_name(&said.code)),
        )
    }
}

fn next_step(ctx: &Ctx, detail: &Detail) -> Option<&'static str> {
    let t = &ctx.t.duties;
    let state = detail.seen.state()?;
    if detail.seen.owners.is_empty() {
        return Some(t.next_owner);
    }
    match state {
        State::Assigned => Some(t.next_acknowledge),
        State::Acknowledged | State::InProgress => Some(t.next_work),
        State::AwaitingConfirmation => Some(t.next_confirm),
        State::AskedToComplete => Some(t.next_complete),
        State::Refused => Some(t.next_answer),
        State::Done | State::Suspended | State::Cancelled | State::Replaced => None,
    }
}

/// Midnight in Việt Nam, for ordering days among instants.
fn start_of(day: Date) -> i64 {
    let midnight = day.at(0, 0, 0, 0).to_zoned(jiff::tz::TimeZone::fixed(jiff::tz::offset(7)));
    midnight.map_or(Millis(0).0, |z| z.timestamp().as_millisecond())
}
