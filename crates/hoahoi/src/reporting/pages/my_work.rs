//! "Việc của tôi": what the person's agency owes, by when, one click from doing it.

use askama::Template;

use super::super::access::ReportScope;
use super::super::model::{State, Timeliness, timeliness};
use super::super::store::regimes;
use super::super::store::submissions::{self, Submission};
use super::super::texts::ReportingTexts;
use super::super::words::Chip;
use super::super::work::{Job, Panel, SHOWN};
use super::view::{judge_now, title};
use crate::accounts::rights::{
    AcceptSubmission, AnswerDuty, ApproveSubmission, ConfirmCompletion, HoldMeeting, ImportPlan,
    ReadRegister, ReviewRecord,
};
use crate::catalogue;
use crate::db::{Conn, Day};
use crate::directions;
use crate::duties::store::waiting::{self, Shortened, WaitingDuty};
use crate::extensions;
use crate::feedback;
use crate::feedback::scope::FeedbackScope;
use crate::ids::{OrgId, RegimeId};
use crate::organisations::System;
use crate::plans::store as plans;
use crate::recommendations;
use crate::web::lang::fill;
use crate::web::{Ctx, Frame, Result};

/// A day of the running period.
struct Milestone {
    day: String,
    what: &'static str,
    moved: Option<String>,
    ahead: bool,
}

#[derive(Template)]
#[template(path = "reporting/my_work.html")]
struct MyWorkPage {
    frame: Frame,
    t: &'static ReportingTexts,
    lead: String,
    has_role: bool,
    panels: Vec<Panel>,
    calendar_title: String,
    calendar: Vec<Milestone>,
    lists: Vec<(&'static str, &'static str)>,
}

/// `GET /viec-cua-toi`: home after sign-in.
pub async fn show(ctx: Ctx) -> Result {
    ctx.permit::<ReadRegister>(&())?;
    let t = &ctx.t.reporting;
    let scope = ReportScope::of(&ctx.viewer);
    let mut c = ctx.app.db.read().await?;
    let pending = submissions::pending(&mut c, scope.own(), ctx.today(), 200).await?;
    let answering: Vec<OrgId> =
        scope.own().iter().copied().filter(|org| ctx.viewer.may::<AnswerDuty>(&[*org])).collect();
    let horizon = Day(ctx.app.calendar().add_working_days(ctx.today().0, 10));
    let deadlines = waiting::with_deadline(&mut c, &answering, horizon, SHOWN).await?;
    let unknown = waiting::to_acknowledge(&mut c, &answering, SHOWN).await?;
    let mut panels = own_panels(&ctx, &pending, &deadlines);
    let count = |id: &str| panels.iter().find(|p| p.id == id).map_or(0, |p| p.total);
    let (pressing, soon) = (count("ngay"), count("sap"));
    panels.extend(acknowledge_panel(&ctx, unknown, &deadlines));
    panels.extend(coordinator_panels(&ctx, &mut c).await?);
    panels.extend(recommendations::pages::work::panels(&ctx, &mut c).await?);
    panels.extend(extensions::pages::work::panels(&ctx, &mut c).await?);
    panels.extend(feedback::pages::work::panels(&ctx, &mut c).await?);
    // Directions stand before everything that merely falls due.
    panels.splice(0..0, directions::pages::work::panels(&ctx, &mut c).await?);
    let (calendar_title, calendar) = calendar(&ctx, &mut c, &pending).await?;
    panels.retain(|panel| !panel.jobs.is_empty());
    let who = ctx.viewer.who();
    let weekday = ctx.lang.weekday(ctx.today().0);
    let mut letters = weekday.chars();
    let weekday: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    let today = format!("{weekday}, {}", ctx.today().show());
    let lead = match who.and_then(|w| w.home()) {
        Some(home) => fill(t.my_work_lead, &[&today, &home.org_name, &pressing, &soon]),
        None => fill(t.my_work_plain, &[&today]),
    };
    ctx.page(&MyWorkPage {
        frame: ctx.frame(),
        t,
        lead,
        has_role: who.is_some_and(|w| w.home().is_some()),
        panels,
        calendar_title,
        calendar,
        lists: lists(&ctx),
    })
}

/// Lists that are looked through from time to time.
fn lists(ctx: &Ctx) -> Vec<(&'static str, &'static str)> {
    let mut lists = vec![("/gia-han", ctx.t.extensions.title), ("/chi-dao", ctx.t.directions.title)];
    if !FeedbackScope::of(&ctx.viewer).is_empty() {
        lists.push(("/gop-y/xu-ly", ctx.t.feedback.staff_title));
    }
    if ctx.viewer.may::<HoldMeeting>(&()) {
        lists.insert(0, ("/giao-ban", ctx.t.meeting.title));
    }
    lists
}

/// The agency's reports and duties, by how pressing they are.
fn own_panels(ctx: &Ctx, pending: &[Submission], deadlines: &Shortened<WaitingDuty>) -> Vec<Panel> {
    let t = &ctx.t.reporting;
    let (mut now, mut soon, mut view, mut head) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for of in pending {
        let judged = judge_now(ctx, of);
        let job = report_job(ctx, of, judged);
        match (of.state, judged) {
            (State::AwaitingHead, _) => head.push(job),
            (State::Submitted | State::Accepted, _) => view.push(job),
            (State::SentBack, _) | (State::Draft, Timeliness::Overdue(_)) => now.push(job),
            (State::Draft, Timeliness::Soon(_)) => soon.push(job),
            (State::Draft, _) => view.push(job),
        }
    }
    for duty in &deadlines.rows {
        let act = if duty.state == "assigned" { t.acknowledge } else { t.open_duty };
        let (job, urgent) = duty_job(ctx, duty, act, true);
        if urgent { now.push(job) } else { soon.push(job) }
    }
    vec![
        Panel { urgent: true, ..Panel::of("ngay", t.urgent, now) },
        Panel::of("duyet", t.awaiting_you, head),
        Panel::of("sap", t.upcoming_work, soon),
        Panel::of("theo-doi", t.following, view),
    ]
}

fn report_job(ctx: &Ctx, of: &Submission, judged: Timeliness) -> Job {
    let t = &ctx.t.reporting;
    let begun = of.written > 0 || of.drafted_by.is_some();
    let head = ctx.viewer.may::<ApproveSubmission>(&of.org_id);
    let (act, main) = match of.state {
        State::Draft if begun => (t.write_on, true),
        State::Draft => (t.write, true),
        State::SentBack => (t.fix, true),
        State::AwaitingHead if head => (t.approve, true),
        State::AwaitingHead | State::Submitted | State::Accepted => (t.view, false),
    };
    let mut notes = vec![fill(t.written_of, &[&of.written, &of.owed])];
    if ctx.viewer.who().is_some_and(|who| who.orgs().len() > 1) {
        notes.insert(0, of.org_name.clone());
    }
    let shown_due = if of.submitted_on.is_some() { of.due_on } else { of.period_due };
    let came = if of.state.is_open() { None } else { of.submitted_on };
    Job {
        due: Some(t.due_chip(judged, shown_due, came, of.system)),
        place: t.period_name(&of.code),
        title: title(t, of),
        href: format!("/bao-cao/{}", of.id),
        printed: false,
        state: Some(t.state_chip(of.state, begun, of.system)),
        notes,
        act,
        main,
    }
}

/// A duty as a thing to do, and whether it presses.
fn duty_job(ctx: &Ctx, duty: &WaitingDuty, act: &'static str, main: bool) -> (Job, bool) {
    let t = &ctx.t.reporting;
    let system = ctx.app.directory().get(duty.org_id).map_or(System::State, |org| org.system);
    let judged = duty.deadline.map(|day| timeliness(day, None, ctx.today(), &ctx.app.calendar()));
    let state = match duty.state.as_str() {
        "asked-to-complete" => Some(t.asked_to_complete),
        "awaiting-confirmation" => Some(t.declared_done),
        "refused" => Some(t.refused),
        _ => None,
    };
    let urgent = matches!(judged, Some(Timeliness::Overdue(_))) || duty.state == "asked-to-complete";
    let mut notes = vec![t.role_name(&duty.role).to_owned()];
    notes.extend(duty.deadline.map(|day| fill(t.deadline, &[&day.show()])));
    let job = Job {
        due: judged.zip(duty.deadline).map(|(judged, day)| t.due_chip(judged, day, None, system)),
        place: t.clause_of(&duty.section_path, duty.paragraph),
        title: duty.text.clone(),
        href: format!("/nhiem-vu/{}", duty.id),
        printed: true,
        state: state.map(|text| Chip { class: "st", icon: "half", text: text.to_owned() }),
        notes,
        act,
        main,
    };
    (job, urgent && system.is_subordinate())
}

/// Duties that nobody has acknowledged; those that press already stand above.
fn acknowledge_panel(
    ctx: &Ctx,
    unknown: Shortened<WaitingDuty>,
    above: &Shortened<WaitingDuty>,
) -> Option<Panel> {
    let t = &ctx.t.reporting;
    let shown = |duty: &WaitingDuty| above.rows.iter().any(|d| d.id == duty.id && d.org_id == duty.org_id);
    let twice = i64::try_from(unknown.rows.iter().filter(|d| shown(d)).count()).unwrap_or(0);
    let total = unknown.total - twice;
    (total > 0).then(|| Panel {
        id: "tiep-nhan",
        title: t.to_acknowledge,
        urgent: false,
        total,
        jobs: unknown
            .rows
            .iter()
            .filter(|duty| !shown(duty))
            .map(|duty| duty_job(ctx, duty, t.acknowledge, false).0)
            .collect(),
        all: (unknown.total > SHOWN).then(|| "/nhiem-vu?trang-thai=assigned".to_owned()),
    })
}

async fn coordinator_panels(ctx: &Ctx, c: &mut Conn) -> Result<Vec<Panel>> {
    let t = &ctx.t.reporting;
    let mut panels = Vec::new();
    if let Ok(permit) = ctx.permit::<AcceptSubmission>(&()) {
        let waiting = submissions::to_accept(c, &permit, SHOWN + 1).await?;
        let more = waiting.len() > usize::try_from(SHOWN).unwrap_or(usize::MAX);
        let jobs: Vec<Job> = waiting
            .iter()
            .take(usize::try_from(SHOWN).unwrap_or(usize::MAX))
            .map(|of| Job {
                title: format!("{}: {}", of.org_name, title(t, of)),
                act: t.review,
                main: true,
                ..report_job(
                    ctx,
                    of,
                    timeliness(of.period_due, of.submitted_on, ctx.today(), &ctx.app.calendar()),
                )
            })
            .collect();
        let all = more.then(|| "/bao-cao?trang-thai=submitted".to_owned());
        panels.push(Panel { all, ..Panel::of("bao-cao-den", t.to_accept, jobs) });
    }
    if let Ok(permit) = ctx.permit::<ConfirmCompletion>(&()) {
        let waiting = waiting::to_confirm(c, &permit, SHOWN).await?;
        let jobs = waiting
            .rows
            .iter()
            .map(|duty| {
                let mut job = duty_job(ctx, duty, t.confirm, true).0;
                job.due = None;
                job.notes.insert(0, duty.org_name.clone());
                job
            })
            .collect();
        let all = (waiting.total > SHOWN).then(|| "/nhiem-vu?trang-thai=awaiting-confirmation".to_owned());
        panels.push(Panel {
            id: "xac-nhan",
            title: t.to_confirm,
            urgent: false,
            total: waiting.total,
            jobs,
            all,
        });
    }
    if let Ok(permit) = ctx.permit::<ImportPlan>(&()) {
        let drafts = plans::drafts(c, &permit).await?;
        let jobs: Vec<Job> = drafts
            .into_iter()
            .map(|plan| Job {
                due: None,
                place: plan.number.unwrap_or_default(),
                title: plan.title,
                href: format!("/van-ban/{}/xac-nhan", plan.id),
                printed: true,
                state: None,
                notes: vec![fill(t.unseen, &[&plan.unseen])],
                act: t.confirm,
                main: true,
            })
            .collect();
        panels.push(Panel::of("ke-hoach", t.drafts, jobs));
    }
    if ctx.viewer.may::<ReviewRecord>(&()) {
        let jobs: Vec<Job> = catalogue::store::awaiting_review(c, SHOWN)
            .await?
            .into_iter()
            .map(|record| Job {
                due: None,
                place: ctx
                    .app
                    .directory()
                    .get(record.org_id)
                    .map(|org| org.short().to_owned())
                    .unwrap_or_default(),
                title: record.title,
                href: format!("/muc/{}/ho-so", record.slug),
                printed: false,
                state: None,
                notes: vec![record.updated_at.show()],
                act: t.review_record,
                main: true,
            })
            .collect();
        let panel = Panel::of("muc", t.records, jobs);
        let all = (panel.total == SHOWN).then(|| "/co-so-du-lieu/cho-duyet".to_owned());
        panels.push(Panel { all, ..panel });
    }
    Ok(panels)
}

/// The days of the period that comes due next.
async fn calendar(ctx: &Ctx, c: &mut Conn, pending: &[Submission]) -> Result<(String, Vec<Milestone>)> {
    let t = &ctx.t.reporting;
    let today = ctx.today();
    let next: Option<(RegimeId, String, Day, Day)> = pending
        .iter()
        .filter(|of| of.period_due >= today)
        .min_by_key(|of| of.period_due)
        .map(|of| (of.regime_id, of.code.clone(), of.closes_on, of.period_due));
    let next = match next {
        Some(next) => Some(next),
        None => regimes::periods(c)
            .await?
            .into_iter()
            .filter(|p| p.due_on >= today)
            .min_by_key(|p| p.due_on)
            .map(|p| (p.regime_id, p.code, p.closes_on, p.due_on)),
    };
    let Some((regime, code, closes, due)) = next else { return Ok((String::new(), Vec::new())) };
    let Some(regime) = regimes::get(c, regime).await? else { return Ok((String::new(), Vec::new())) };
    let show = |day: Day| format!("{}, {}", day.show(), ctx.lang.weekday(day.0));
    let milestone = |what, day: Day, planned: Option<i8>| {
        let planned = planned.and_then(|d| jiff::civil::Date::new(day.0.year(), closes.0.month(), d).ok());
        let moved = planned.filter(|p| *p != day.0).map(|p| fill(t.weekend_moved, &[&Day(p).show()]));
        Milestone { day: show(day), what, moved, ahead: day >= today }
    };
    let send_day = i8::try_from(regime.send_day).ok();
    let mut days = vec![milestone(t.closing, closes, None), milestone(t.sending, due, send_day)];
    if let (Some(on), _) = regime.sent_on(closes, &ctx.app.calendar()) {
        let planned = regime.forward_day.and_then(|d| i8::try_from(d).ok());
        days.push(milestone(t.forwarding, on, planned));
    }
    Ok((fill(t.calendar, &[&t.period_name(&code)]), days))
}
