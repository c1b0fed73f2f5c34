//! What extensions ask of a person on "Việc của tôi".

use super::super::model::State;
use super::super::store::read::{self, Extension};
use super::View;
use crate::accounts::rights::{AskExtension, DecideExtension, SendExtension};
use crate::db::{Conn, Day};
use crate::duties::words::Badge;
use crate::ids::OrgId;
use crate::reporting::words::Chip;
use crate::reporting::work::{Job, Panel, SHOWN};
use crate::web::lang::fill;
use crate::web::{Ctx, Result};

/// For so many working days a decision is told.
const TOLD: i32 = 10;

/// Requests to decide, to send, and what was decided lately.
///
/// # Errors
/// When the database fails.
pub async fn panels(ctx: &Ctx, c: &mut Conn) -> Result<Vec<Panel>> {
    let t = &ctx.t.extensions;
    let mut panels = Vec::new();
    if let Ok(permit) = ctx.permit::<DecideExtension>(&()) {
        let waiting = read::to_decide(c, &permit, SHOWN + 1).await?;
        let more = waiting.len() > usize::try_from(SHOWN).unwrap_or(usize::MAX);
        let jobs = waiting.iter().take(usize::try_from(SHOWN).unwrap_or(usize::MAX));
        let jobs = jobs.map(|e| job(ctx, e, t.work_decide_act, true)).collect();
        let all = more.then(|| "/gia-han?trang-thai=cho".to_owned());
        panels.push(Panel { all, ..Panel::of("gia-han-den", t.work_decide, jobs) });
    }
    let orgs = ctx.viewer.who().map(|who| who.orgs()).unwrap_or_default();
    let mine: Vec<OrgId> = orgs.into_iter().filter(|org| ctx.viewer.may::<AskExtension>(org)).collect();
    let since = Day(ctx.app.calendar().add_working_days(ctx.today().0, -TOLD));
    let (mut to_send, mut results) = (Vec::new(), Vec::new());
    for e in read::of_agencies(c, &mine, since).await? {
        if e.state != State::AwaitingHead {
            results.push(job(ctx, &e, t.work_see, false));
        } else if ctx.viewer.may::<SendExtension>(&e.org_id) {
            to_send.push(job(ctx, &e, t.send, true));
        } else {
            to_send.push(job(ctx, &e, t.work_see, false));
        }
    }
    panels.push(Panel::of("gia-han-gui", t.work_send, to_send));
    panels.push(Panel::of("gia-han-ket-qua", t.work_results, results));
    Ok(panels)
}

fn job(ctx: &Ctx, e: &Extension, act: &'static str, main: bool) -> Job {
    let t = &ctx.t.extensions;
    let view = View::of(ctx, &ctx.app.directory(), e);
    let Badge { class, icon, text } = view.state;
    let mut notes =
        vec![view.org, fill(t.from_to, &[&view.from_day, &view.granted_day.unwrap_or(view.asked_day)])];
    notes.extend(view.late.map(str::to_owned));
    Job {
        due: None,
        place: view.clause,
        title: view.said,
        href: view.href,
        printed: true,
        state: Some(Chip { class, icon, text }),
        notes,
        act,
        main,
    }
}
