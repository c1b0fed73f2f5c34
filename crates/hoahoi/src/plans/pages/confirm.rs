//! The review of a draft: the source on the left, the duties on the right, and the confirmation.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use std::collections::{BTreeMap, HashMap};
use vanban::model::Lines;

use super::{Draft, OrgGroup, org_groups, review_address};
use crate::accounts::rights::{ConfirmPlan, ImportPlan};
use crate::ids::{DutyId, PlanId};
use crate::plans::By;
use crate::plans::cards::{Card, Finding, finding, span_of};
use crate::plans::confirm::{self, Confirmed};
use crate::plans::form::DutyForm;
use crate::plans::header::{self, Source};
use crate::plans::model::{Origin, clause};
use crate::plans::source_view::{self, MarkedDuty, SourceView, lines_of};
use crate::plans::store::{self, TaskRow};
use crate::plans::texts::PlanTexts;
use crate::web::form::Fields;
use crate::web::lang::fill;
use crate::web::{Ctx, Error, Frame, Result};

/// A header field with where it comes from.
struct HeaderLine {
    label: &'static str,
    value: Option<String>,
    source: String,
    pen: bool,
}

/// Findings of one kind.
struct FindingGroup {
    warn: bool,
    message: String,
    code: String,
    /// Clauses concerned: words and anchor on this page.
    places: Vec<(String, String)>,
}

/// A task of part III that nobody has been given.
struct TaskLine {
    id: String,
    clause: String,
    text: String,
    given: bool,
}

#[derive(Template)]
#[template(path = "plans/confirm.html")]
struct ConfirmPage {
    frame: Frame,
    t: &'static PlanTexts,
    plan: crate::plans::store::Plan,
    name: String,
    source: SourceView,
    cards: Vec<Card>,
    seen: usize,
    unseen: usize,
    to_track: usize,
    pending: bool,
    next: Option<String>,
    orgs: Vec<OrgGroup>,
    findings: Vec<FindingGroup>,
    header: Vec<HeaderLine>,
    tasks: Vec<TaskLine>,
    notice: Option<String>,
}

/// Shows the review; `?sua=<duty>` opens a duty for editing, `&de-xuat=1` with one lead proposed.
pub async fn show(ctx: Ctx, Path(id): Path<PlanId>, Query(query): Query<HashMap<String, String>>) -> Result {
    ctx.permit::<ImportPlan>(&())?;
    let draft = Draft::load(&ctx.app, &mut ctx.app.db.read().await?, id).await?;
    let editing = query.get("sua").and_then(|id| id.parse::<DutyId>().ok());
    let form = editing.and_then(|duty| {
        let row = draft.duties.iter().find(|row| row.id == duty)?;
        let parties: Vec<_> = draft.parties.iter().filter(|p| p.duty_id == duty).cloned().collect();
        let mut form = DutyForm::of(row, &parties);
        if query.contains_key("de-xuat") {
            form.propose_one_lead();
        }
        Some(Open { duty, form, conflict: false })
    });
    page(&ctx, draft, form, None, StatusCode::OK).await
}

/// A duty that is open for editing.
pub struct Open {
    /// Which.
    pub duty: DutyId,
    /// The form with what is typed.
    pub form: DutyForm,
    /// Whether somebody else has changed the duty meanwhile.
    pub conflict: bool,
}

/// The review again after a change that was not taken: with the form as typed, and why.
pub async fn again(
    ctx: &Ctx,
    id: PlanId,
    open: Option<Open>,
    notice: Option<String>,
    status: StatusCode,
) -> Result {
    let draft = Draft::load(&ctx.app, &mut ctx.app.db.read().await?, id).await?;
    page(ctx, draft, open, notice, status).await
}

async fn page(
    ctx: &Ctx,
    draft: Draft,
    open: Option<Open>,
    notice: Option<String>,
    status: StatusCode,
) -> Result {
    let t = &ctx.t.plans;
    let directory = ctx.app.directory();
    let mut c = ctx.app.db.read().await?;
    let tasks = store::tasks(&mut c, draft.plan.id).await?;
    let copies = store::copies(&mut c, draft.plan.document_id).await?;
    let mut documents = vec![(draft.plan.document_id, draft.plan.file_name.clone())];
    documents.extend(copies);
    let mut cards = draft.cards(ctx, &directory).cards(&draft.duties, &draft.parties, &draft.edits);
    if !draft.plan.is_draft() {
        // what is tracked already is changed on its own page; here only what has been added since
        let editing = open.as_ref().map(|open| open.duty);
        cards.retain(|card| !card.tracked && (card.to_track || card.is_unseen()) || Some(card.id) == editing);
    }
    let unseen = cards.iter().filter(|card| card.is_unseen()).count();
    let next = cards.iter().find(|card| card.is_unseen()).map(|card| format!("nv-{}", card.id));
    let here =
        open.as_ref().map(|open| open.duty).or_else(|| cards.iter().find(|c| c.is_unseen()).map(|c| c.id));
    let mut orgs = Vec::new();
    if let Some(open) = open {
        orgs = org_groups(&directory, ctx.today(), ctx.t);
        if let Some(card) = cards.iter_mut().find(|card| card.id == open.duty) {
            card.form = Some(open.form);
            card.conflict = open.conflict;
        }
    }
    let marked: Vec<MarkedDuty> = draft
        .duties
        .iter()
        .filter(|duty| matches!(duty.origin, Origin::Printed | Origin::Added | Origin::Task))
        .filter_map(|duty| {
            let span = span_of(duty)?;
            Some(MarkedDuty { span, anchor: format!("d-{}", duty.id), here: Some(duty.id) == here })
        })
        .collect();
    let page = ConfirmPage {
        t,
        name: draft.plan.name().to_owned(),
        source: source_view::view(&draft.read, &marked),
        seen: cards.len() - unseen,
        unseen,
        to_track: cards.iter().filter(|card| card.to_track && !card.is_rejected()).count(),
        pending: cards.iter().any(|card| card.to_track && !card.tracked && !card.is_rejected()),
        next,
        orgs,
        findings: findings(ctx, &draft, &cards),
        header: header_lines(ctx, &draft, &documents),
        tasks: task_lines(&draft, &tasks),
        notice,
        cards,
        frame: ctx.frame(),
        plan: draft.plan,
    };
    ctx.page_with(status, &page)
}

/// Confirms the plan.
pub async fn confirm_post(ctx: Ctx, Path(id): Path<PlanId>, fields: Fields) -> Result {
    let permit = ctx.permit::<ConfirmPlan>(&())?;
    let t = &ctx.t.plans;
    let Some(rev) = fields.parse::<i64>("rev") else { return Err(Error::Bad(String::new())) };
    match confirm::confirm(&ctx.app, id, Some(rev), By::from(&permit)).await? {
        Confirmed::Tracking(_) => Ok(ctx.done(&format!("/ke-hoach/{id}"), t.confirm_done)),
        Confirmed::Already => Ok(ctx.done(&format!("/ke-hoach/{id}"), t.confirm_already)),
        Confirmed::Unseen(n) => {
            let notice = format!("{} {}", fill(t.confirm_unseen, &[&n]), t.confirm_unseen_help);
            again(&ctx, id, None, Some(notice), StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Confirmed::Stale => {
            again(&ctx, id, None, Some(t.confirm_stale.to_owned()), StatusCode::CONFLICT).await
        }
        Confirmed::Gone => Err(Error::NotFound),
    }
}

/// Findings about the plan as a whole, and those about duties gathered by code.
fn findings(ctx: &Ctx, draft: &Draft, cards: &[Card]) -> Vec<FindingGroup> {
    let t = &ctx.t.plans;
    let mut groups = document_findings(ctx, draft);
    let mut by_code: Vec<(Finding, Vec<(String, String)>)> = Vec::new();
    for card in cards.iter().filter(|card| !card.is_rejected()) {
        for found in &card.findings {
            let place = (card.clause.clone(), format!("nv-{}", card.id));
            match by_code.iter_mut().find(|(known, _)| known.code == found.code) {
                Some((_, places)) if places.last() != Some(&place) => places.push(place),
                Some(_) => {}
                None => by_code.push((found.clone(), vec![place])),
            }
        }
    }
    for (found, places) in by_code {
        let message = match places.len() {
            1 => found.message,
            n => fill(t.diag_duties, &[&n, &found.message]),
        };
        groups.push(FindingGroup { warn: found.warn, message, code: found.code, places });
    }
    let (former, named) = former_parties(ctx, draft);
    if former > 0 {
        let message = fill(t.diag_former, &[&former, &named]);
        groups.push(FindingGroup { warn: true, message, code: "party-abolished".into(), places: Vec::new() });
    }
    let lines = Lines::of(&draft.read.source_text);
    for noise in &draft.read.noise {
        let (line, _) = lines.numbers(noise.span);
        let message = fill(t.noise_line, &[&line]);
        groups.push(FindingGroup { warn: false, message, code: noise.reason.clone(), places: Vec::new() });
    }
    groups
}

/// Findings outside the duties, each with its line; a code that comes often is one entry with its lines.
fn document_findings(ctx: &Ctx, draft: &Draft) -> Vec<FindingGroup> {
    let t = &ctx.t.plans;
    let spans: Vec<_> =
        draft.duties.iter().filter(|d| d.origin == Origin::Printed).filter_map(span_of).collect();
    let outside = draft.read.diagnostics.iter().filter(|d| !spans.iter().any(|span| span.contains(d.span)));
    let lines = Lines::of(&draft.read.source_text);
    let mut groups: Vec<FindingGroup> = Vec::new();
    // joint owners are named in a heading; each card says it with a proposal
    for diagnostic in outside.filter(|d| d.code != "duty-many-owners") {
        let Finding { code, message, warn } = finding(diagnostic, ctx.lang);
        let (line, _) = lines.numbers(diagnostic.span);
        let place = (fill(t.at_line, &[&line]), format!("dong-{line}"));
        groups.push(FindingGroup { warn, message, code, places: vec![place] });
    }
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    groups.iter().for_each(|group| *counts.entry(group.code.clone()).or_default() += 1);
    let mut gathered: Vec<FindingGroup> = Vec::new();
    for group in groups {
        let count = counts.get(&group.code).copied().unwrap_or_default();
        match gathered.iter_mut().find(|known| count > FEW && known.code == group.code) {
            Some(known) => known.places.extend(group.places),
            None if count > FEW => {
                let message = fill(t.diag_places, &[&count, &group.message]);
                gathered.push(FindingGroup { message, ..group });
            }
            None => gathered.push(group),
        }
    }
    gathered
}

/// Findings of one code that are listed one by one.
const FEW: usize = 3;

/// How many of the bodies named as owners no longer exist, and how many bodies are named.
fn former_parties(ctx: &Ctx, draft: &Draft) -> (usize, usize) {
    let directory = ctx.app.directory();
    let mut named: Vec<_> = draft
        .parties
        .iter()
        .filter(|p| p.position == crate::plans::model::Position::Owner && p.group_id.is_none())
        .filter_map(|p| p.org_id)
        .collect();
    named.sort_unstable();
    named.dedup();
    let today = ctx.today().0;
    let former =
        named.iter().filter(|id| directory.get(**id).is_some_and(|org| !org.exists_on(today))).count();
    (former, named.len())
}

fn header_lines(ctx: &Ctx, draft: &Draft, documents: &[(crate::ids::DocumentId, String)]) -> Vec<HeaderLine> {
    let t = &ctx.t.plans;
    let plan = &draft.plan;
    let sources = header::sources(plan);
    let title = Some(plan.title.clone()).filter(|title| !title.is_empty());
    let fields = [
        ("type", t.field_type, plan.kind.clone()),
        ("number", t.field_number, plan.number.clone()),
        ("issuer", t.field_issuer, plan.issuer.clone()),
        ("place", t.field_place, plan.place.clone()),
        ("date", t.field_date, plan.issued_on.map(crate::db::Day::show)),
        ("title", t.field_title, title),
    ];
    fields
        .into_iter()
        .map(|(field, label, value)| {
            let source = match sources.get(field) {
                Some(Source::Document { document_id, span }) => {
                    let name =
                        documents.iter().find(|(id, _)| id == document_id).map_or("", |(_, name)| name);
                    match span.filter(|_| *document_id == plan.document_id) {
                        Some(span) => {
                            let (line, _) = lines_of(&draft.read.source_text, span);
                            fill(t.from_document_line, &[&name, &line])
                        }
                        None => fill(t.from_document, &[&name]),
                    }
                }
                Some(Source::Person { at, .. }) => fill(t.from_person, &[&at.show()]),
                None => String::new(),
            };
            HeaderLine {
                label,
                value,
                source,
                pen: matches!(sources.get(field), Some(Source::Person { .. })),
            }
        })
        .collect()
}

fn task_lines(draft: &Draft, tasks: &[TaskRow]) -> Vec<TaskLine> {
    tasks
        .iter()
        .map(|task| TaskLine {
            id: task.id.to_string(),
            clause: task_clause(&draft.read, task),
            text: task.text.clone(),
            given: draft.duties.iter().any(|duty| duty.task_id == Some(task.id)),
        })
        .collect()
}

/// The clause of a task in words.
pub fn task_clause(read: &vanban::Document, task: &TaskRow) -> String {
    clause(&task.section_path, super::add::task_paragraph(read, task))
}

/// The way back to a duty of the review.
#[must_use]
pub fn back_to(plan: PlanId, duty: DutyId) -> String {
    format!("{}#nv-{duty}", review_address(plan))
}
