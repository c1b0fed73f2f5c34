//! `/ke-hoach/{id}/ma-tran`: tasks × duties, and what nobody answers for.

use std::collections::HashMap;

use askama::Template;
use axum::extract::Path;

use super::super::scope::DutyScope;
use super::super::store::{matrix, notes_for_plan, one};
use super::super::texts::DutyTexts;
use super::{Choice, DutyView, export_sums, reckoning};
use crate::accounts::rights::{ManageDuty, ReadRegister};
use crate::ids::{DutyId, PlanId, TaskId};
use crate::plans::model::section_anchor;
use crate::plans::store::tasks;
use crate::sheets::Format;
use crate::web::form::Fields;
use crate::web::lang::fill;
use crate::web::{Ctx, Error, Frame, Result};

/// A task with the duties that carry it out.
pub(super) struct TaskRow {
    pub(super) id: TaskId,
    href: String,
    pub(super) path: String,
    pub(super) text: String,
    pub(super) duties: Vec<LinkedDuty>,
}

/// A duty in the row of a task.
pub(super) struct LinkedDuty {
    pub(super) id: DutyId,
    pub(super) href: String,
    pub(super) clause: String,
    pub(super) owners: String,
    /// Whether it is the task itself, given parties: that link is not taken back here.
    own: bool,
}

#[derive(Template)]
#[template(path = "duties/matrix.html")]
struct MatrixPage {
    frame: Frame,
    t: &'static DutyTexts,
    plan: PlanId,
    plan_name: String,
    rows: Vec<TaskRow>,
    summary: String,
    all_linked: bool,
    only_open: bool,
    choices: Vec<Choice>,
    may_link: bool,
    free: Vec<DutyView>,
}

/// `GET /ke-hoach/{id}/ma-tran`; with `tai` as a file. For everybody who has signed in.
///
/// # Errors
/// When nobody has signed in, there is no such confirmed plan, or the database fails.
pub async fn show(ctx: Ctx, Path(plan): Path<PlanId>, fields: Fields) -> Result {
    ctx.permit::<ReadRegister>(&())?;
    let t = &ctx.t.duties;
    let on = reckoning(&ctx.app).await?;
    let mut c = ctx.app.db.read().await?;
    let head = one::plan_head(&mut c, plan).await?.ok_or(Error::NotFound)?;
    let duties = notes_for_plan(&mut c, &DutyScope::of(&ctx.viewer), &on, plan).await?;
    let tasks = tasks(&mut c, plan).await?;
    let links = matrix::links(&mut c, plan).await?;
    drop(c);
    let directory = ctx.app.directory();
    let views: Vec<(DutyId, DutyView)> =
        duties.iter().map(|seen| (seen.id, DutyView::of(&ctx, &directory, seen))).collect();
    let by_id: HashMap<DutyId, &DutyView> = views.iter().map(|(id, view)| (*id, view)).collect();
    let given: HashMap<DutyId, bool> =
        duties.iter().map(|seen| (seen.id, seen.origin == super::super::model::DutyOrigin::Task)).collect();
    let linked = |task: TaskId| {
        links.iter().filter(move |(of, _)| *of == task).filter_map(|(_, duty)| {
            let view = by_id.get(duty)?;
            Some(LinkedDuty {
                id: *duty,
                href: view.href.clone(),
                clause: view.clause.clone(),
                owners: owners(view),
                own: given.get(duty).copied().unwrap_or_default(),
            })
        })
    };
    let only_open = fields.ticked("chua-ai");
    let mut rows: Vec<TaskRow> = tasks
        .into_iter()
        .map(|task| TaskRow {
            id: task.id,
            href: format!("/ke-hoach/{plan}#{}", section_anchor(&task.section_path)),
            path: task.section_path,
            text: task.text,
            duties: linked(task.id).collect(),
        })
        .collect();
    let (all, open) = (rows.len(), rows.iter().filter(|r| r.duties.is_empty()).count());
    rows.retain(|r| !only_open || r.duties.is_empty());
    let is_free = |id: &DutyId| links.iter().all(|(_, duty)| duty != id);
    if let Some(format) = fields.parse::<Format>("tai") {
        let free: Vec<&DutyView> = views.iter().filter(|(id, _)| is_free(id)).map(|(_, view)| view).collect();
        return export_sums::matrix(&ctx, format, head.name(), only_open, &rows, &free).await;
    }
    let choices = views
        .iter()
        .map(|(id, view)| {
            let said: String = view.action.as_deref().unwrap_or(t.restricted_text).chars().take(70).collect();
            (id.to_string(), format!("{}: {said}…", view.clause), false)
        })
        .collect();
    ctx.page(&MatrixPage {
        frame: ctx.frame(),
        t,
        plan,
        plan_name: head.name().to_owned(),
        summary: if open == 0 {
            t.matrix_all_linked.to_owned()
        } else {
            fill(t.matrix_unlinked, &[&open, &all])
        },
        all_linked: open == 0,
        only_open,
        choices,
        may_link: ctx.viewer.may::<ManageDuty>(&()),
        free: views.into_iter().filter(|(id, _)| is_free(id)).map(|(_, view)| view).collect(),
        rows,
    })
}

/// `POST /ke-hoach/{id}/ma-tran`: links a task and a duty, or takes the link back. Right: `ManageDuty`.
///
/// # Errors
/// When the right is missing, the task or the duty is not of this plan, or the database fails.
pub async fn post(ctx: Ctx, Path(plan): Path<PlanId>, fields: Fields) -> Result {
    let permit = ctx.permit::<ManageDuty>(&())?;
    let t = &ctx.t.duties;
    let (task, duty) = (fields.parse("nhiem-vu-ke-hoach"), fields.parse("nhiem-vu"));
    let (Some(task), Some(duty)) = (task, duty) else { return Err(Error::NotFound) };
    let linked = !fields.ticked("bo");
    let mut tx = ctx.app.db.write().await?;
    if !matrix::set(&mut tx, &permit, plan, task, duty, linked, ctx.now()).await? {
        return Err(Error::NotFound);
    }
    tx.commit().await?;
    let message = if linked { t.matrix_linked } else { t.matrix_unlinked_done };
    Ok(ctx.done(&format!("/ke-hoach/{plan}/ma-tran#{task}"), message))
}

fn owners(view: &DutyView) -> String {
    let names = view.owners.iter().map(|o| o.name.as_str()).collect::<Vec<_>>().join("; ");
    format!("{names} {}", view.more_owners)
}
