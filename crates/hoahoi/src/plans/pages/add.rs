//! Adding a duty that was missed, and giving a task of part III to agencies.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use std::collections::HashMap;

use super::confirm::{back_to, task_clause};
use super::{Draft, OrgGroup, org_groups};
use crate::accounts::rights::ConfirmPlan;
use crate::ids::{DutyId, PlanId, SectionId, TaskId};
use crate::plans::By;
use crate::plans::form::DutyForm;
use crate::plans::import::{Place, offset};
use crate::plans::model::{Origin, clause};
use crate::plans::review::{self, Addition};
use crate::plans::store::{self, Plan, TaskRow};
use crate::plans::texts::PlanTexts;
use crate::web::form::Fields;
use crate::web::{Ctx, Error, Frame, Result};

/// A paragraph to choose.
struct ParagraphChoice {
    id: String,
    clause: String,
    start: String,
    path: String,
    number: i64,
    span: (i64, i64),
    text: String,
}

#[derive(Template)]
#[template(path = "plans/add.html")]
struct AddPage {
    frame: Frame,
    t: &'static PlanTexts,
    plan: Plan,
    title: &'static str,
    about: &'static str,
    action: String,
    /// The task's clause and words, when a task is given to agencies.
    task: Option<(String, String)>,
    paragraphs: Vec<ParagraphChoice>,
    chosen: String,
    text: String,
    form: DutyForm,
    orgs: Vec<OrgGroup>,
}

/// The form for a duty that was missed; `?tu=<duty>` begins with what follows the first “;” of that duty.
pub async fn add_form(ctx: Ctx, Path(id): Path<PlanId>, Query(q): Query<HashMap<String, String>>) -> Result {
    ctx.permit::<ConfirmPlan>(&())?;
    let draft = Draft::load(&ctx.app, &mut ctx.app.db.read().await?, id).await?;
    let mut form = DutyForm::blank();
    let (mut chosen, mut text) = (String::new(), String::new());
    let from = q.get("tu").and_then(|duty| duty.parse::<DutyId>().ok());
    if let Some(duty) = from.and_then(|id| draft.duties.iter().find(|duty| duty.id == id)) {
        text = duty.text.split_once(';').map_or("", |(_, rest)| rest.trim()).to_owned();
        let paragraphs = paragraphs(&draft.read);
        let own = |p: &&ParagraphChoice| duty.span_start.is_some_and(|at| p.span.0 <= at && at < p.span.1);
        chosen = paragraphs.iter().find(own).map(|p| p.id.clone()).unwrap_or_default();
        let owners =
            draft.parties.iter().filter(|p| p.duty_id == duty.id && p.org_id.is_some() && !p.is_group);
        for (field, party) in form.parties.iter_mut().zip(owners) {
            field.org = party.org_id.map(|id| id.to_string()).unwrap_or_default();
            field.answers = crate::plans::edit::Answers::of(party).as_str().to_owned();
        }
    }
    page(&ctx, draft, form, chosen, text, StatusCode::OK)
}

fn page(ctx: &Ctx, draft: Draft, form: DutyForm, chosen: String, text: String, status: StatusCode) -> Result {
    let t = &ctx.t.plans;
    ctx.page_with(
        status,
        &AddPage {
            frame: ctx.frame(),
            t,
            title: t.add_title,
            about: t.add_about,
            action: format!("/van-ban/{}/them", draft.plan.id),
            task: None,
            paragraphs: paragraphs(&draft.read),
            chosen,
            text,
            form,
            orgs: org_groups(&ctx.app.directory(), ctx.today(), ctx.t),
            plan: draft.plan,
        },
    )
}

/// Adds a duty that was missed.
pub async fn add_post(ctx: Ctx, Path(id): Path<PlanId>, fields: Fields) -> Result {
    let permit = ctx.permit::<ConfirmPlan>(&())?;
    let t = &ctx.t.plans;
    let mut c = ctx.app.db.read().await?;
    let draft = Draft::load(&ctx.app, &mut c, id).await?;
    let sections = store::section_ids(&mut c, id).await?;
    drop(c);
    let (chosen, typed) = (fields.get("doan").to_owned(), fields.get("loi-van").to_owned());
    let mut form = DutyForm::sent(&fields, &[]);
    let choices = paragraphs(&draft.read);
    let paragraph = choices.iter().find(|p| p.id == chosen);
    let text =
        if typed.is_empty() { paragraph.map(|p| p.text.clone()).unwrap_or_default() } else { typed.clone() };
    if text.is_empty() {
        form.problems.add("doan", t.add_missing);
    }
    let Some(input) = form.check(t, &ctx.app.directory(), draft.plan.issued_on) else {
        return page(&ctx, draft, form, chosen, typed, StatusCode::UNPROCESSABLE_ENTITY);
    };
    let path = paragraph.map_or("", |p| p.path.as_str());
    let addition = Addition {
        section: section_of(&sections, path),
        section_path: path,
        paragraph: paragraph.map_or(1, |p| p.number),
        span: paragraph.map(|p| p.span),
        text: &text,
        origin: Origin::Added,
        task: None,
        input: &input,
    };
    keep(&ctx, id, &addition, By::from(&permit)).await
}

/// The form by which a task is given to agencies.
pub async fn task_form(ctx: Ctx, Path((id, task)): Path<(PlanId, TaskId)>) -> Result {
    ctx.permit::<ConfirmPlan>(&())?;
    let (draft, task) = load_task(&ctx, id, task).await?;
    task_page(&ctx, draft, &task, DutyForm::blank(), StatusCode::OK)
}

fn task_page(ctx: &Ctx, draft: Draft, task: &TaskRow, form: DutyForm, status: StatusCode) -> Result {
    let t = &ctx.t.plans;
    ctx.page_with(
        status,
        &AddPage {
            frame: ctx.frame(),
            t,
            title: t.task_title,
            about: t.tasks_about,
            action: format!("/van-ban/{}/giao/{}", draft.plan.id, task.id),
            task: Some((task_clause(&draft.read, task), task.text.clone())),
            paragraphs: Vec::new(),
            chosen: String::new(),
            text: String::new(),
            form,
            orgs: org_groups(&ctx.app.directory(), ctx.today(), ctx.t),
            plan: draft.plan,
        },
    )
}

/// Gives a task to agencies.
pub async fn task_post(ctx: Ctx, Path((id, task)): Path<(PlanId, TaskId)>, fields: Fields) -> Result {
    let permit = ctx.permit::<ConfirmPlan>(&())?;
    let (draft, task) = load_task(&ctx, id, task).await?;
    let mut form = DutyForm::sent(&fields, &[]);
    let Some(input) = form.check(&ctx.t.plans, &ctx.app.directory(), draft.plan.issued_on) else {
        return task_page(&ctx, draft, &task, form, StatusCode::UNPROCESSABLE_ENTITY);
    };
    let addition = Addition {
        section: task.section_id,
        section_path: &task.section_path,
        paragraph: task_paragraph(&draft.read, &task),
        span: Some((task.span_start, task.span_end)),
        text: &task.text,
        origin: Origin::Task,
        task: Some(task.id),
        input: &input,
    };
    keep(&ctx, id, &addition, By::from(&permit)).await
}

async fn load_task(ctx: &Ctx, id: PlanId, task: TaskId) -> Result<(Draft, TaskRow)> {
    let mut c = ctx.app.db.read().await?;
    let draft = Draft::load(&ctx.app, &mut c, id).await?;
    let found = store::tasks(&mut c, id).await?.into_iter().find(|row| row.id == task);
    Ok((draft, found.ok_or(Error::NotFound)?))
}

async fn keep(ctx: &Ctx, plan: PlanId, addition: &Addition<'_>, by: By) -> Result {
    let mut tx = ctx.app.db.write().await?;
    let id = review::add(&mut tx, &ctx.app, plan, addition, by).await?;
    tx.commit().await?;
    Ok(ctx.done(&back_to(plan, id), ctx.t.plans.added))
}

/// Which paragraph of its section a task is.
pub fn task_paragraph(read: &vanban::Document, task: &TaskRow) -> i64 {
    let at = |n: i64| usize::try_from(n).unwrap_or_default();
    let span = vanban::model::Span::new(at(task.span_start), at(task.span_end));
    Place::of(read, Some(&task.section_path), span).paragraph
}

/// Every paragraph of the sections and the closing.
fn paragraphs(read: &vanban::Document) -> Vec<ParagraphChoice> {
    let sections = read
        .all_sections()
        .into_iter()
        .flat_map(|s| (1..).zip(&s.paragraphs).map(|(n, p)| (s.path.as_str(), n, p)));
    let closing = (1..).zip(&read.closing.paragraphs).map(|(n, p)| ("", n, p));
    sections
        .chain(closing)
        .map(|(path, number, paragraph)| ParagraphChoice {
            id: paragraph.id.clone(),
            clause: clause(path, number),
            start: paragraph.text.chars().take(70).collect(),
            path: path.to_owned(),
            number,
            span: (offset(paragraph.span.start), offset(paragraph.span.end)),
            text: paragraph.text.clone(),
        })
        .collect()
}

fn section_of(sections: &[(SectionId, String)], path: &str) -> Option<SectionId> {
    sections.iter().find(|(_, known)| known == path).map(|(id, _)| *id)
}
