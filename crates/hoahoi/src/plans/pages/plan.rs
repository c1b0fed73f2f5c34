//! Confirmed plans for everybody: the list, and the plan as a readable document.

use askama::Template;
use axum::extract::{Path, Query};
use std::collections::HashMap;

use super::lists;
use crate::accounts::rights::ImportPlan;
use crate::catalogue::linked_section;
use crate::catalogue::model::{Link, LinkKind};
use crate::duties::scope::DutyScope;
use crate::duties::seen::Seen;
use crate::duties::store::notes_for_plan;
use crate::duties::store::one::plan_head;
use crate::duties::timeliness::Reckoning;
use crate::duties::words::{self, Badge};
use crate::feedback::consultation::pages::panel as drafts;
use crate::ids::PlanId;
use crate::organisations::Directory;
use crate::plans::cards::span_of;
use crate::plans::model::{Origin, Review, clause, paragraph_anchor};
use crate::plans::sheet::{self, Block, Sheet};
use crate::plans::store::{self, DutyRow, Plan, PlanFile, PlanLine};
use crate::plans::texts::PlanTexts;
use crate::web::lang::fill;
use crate::web::paging::{Cursor, query};
use crate::web::{Ctx, Error, Frame, Result};

#[derive(Template)]
#[template(path = "plans/plans.html")]
struct PlansPage {
    frame: Frame,
    t: &'static PlanTexts,
    rows: Vec<PlanLine>,
    total: String,
    first: Option<String>,
    more: Option<String>,
}

/// The confirmed plans; with `tai` as a file.
pub async fn list(ctx: Ctx, Query(q): Query<HashMap<String, String>>) -> Result {
    if let Some(format) = q.get("tai").and_then(|tai| tai.parse().ok()) {
        return lists::plans(&ctx, format).await;
    }
    let after = q.get("sau").and_then(|cursor| Cursor::decode(cursor, 2));
    let found = store::confirmed_plans(&mut ctx.app.db.read().await?, after.as_ref()).await?;
    let address = |cursor: &str| format!("/ke-hoach?{}", query(&[("sau", cursor)]));
    let total = fill(ctx.t.plans.n_documents, &[&found.total_text(ctx.t.common.more_than)]);
    ctx.page(&PlansPage {
        frame: ctx.frame(),
        t: &ctx.t.plans,
        total,
        first: after.map(|_| address("")),
        more: found.next.map(|cursor| address(&cursor.encode())),
        rows: found.rows,
    })
}

/// A piece of the sheet with the duties that stand in it.
struct Piece {
    block: Block,
    has: bool,
    late: bool,
    notes: Vec<Note>,
}

/// What the margin says about a duty.
struct Note {
    href: String,
    clause: String,
    state: Option<Badge>,
    due: Option<Badge>,
    owners: Vec<NoteOwner>,
}

/// Who answers today, and whom that body took over from.
struct NoteOwner {
    name: String,
    role: &'static str,
}

/// A row of the annex.
struct AnnexLine {
    anchor: String,
    number: i64,
    text: String,
    piece: Notes,
}

/// The notes beside a row of the annex.
struct Notes {
    late: bool,
    notes: Vec<Note>,
}

#[derive(Template)]
#[template(path = "plans/plan.html")]
struct PlanPage {
    frame: Frame,
    t: &'static PlanTexts,
    plan: Plan,
    sheet: Sheet,
    pieces: Vec<Piece>,
    annex: Vec<AnnexLine>,
    states: bool,
    may_review: bool,
    published: bool,
    records: String,
    consultations: Option<drafts::Section>,
    targets: String,
    files: Vec<PlanFile>,
}

/// The plan as it was issued; for people who have signed in each duty's state stands in the margin. A draft is there
/// only for those who may import.
pub async fn show(ctx: Ctx, Path(id): Path<PlanId>) -> Result {
    let mut c = ctx.app.db.read().await?;
    let plan = store::plan(&mut c, id).await?.ok_or(Error::NotFound)?;
    let may_review = ctx.viewer.may::<ImportPlan>(&());
    if plan.is_draft() && !may_review {
        return Err(Error::NotFound);
    }
    let published = plan_head(&mut c, id).await?.is_some_and(|head| head.disclosed_on(ctx.today()).is_some());
    let read = ctx.app.readings.of(&mut c, plan.document_id).await?.ok_or(Error::NotFound)?;
    let scope = DutyScope::of(&ctx.viewer);
    let files =
        if scope.sees_states() { store::files_of(&mut c, plan.document_id).await? } else { Vec::new() };
    let duties = store::duties(&mut c, id).await?;
    let sheet = sheet::sheet(&plan, &read);
    let states = scope.sees_states() && !plan.is_draft();
    let seen = if states {
        let on = Reckoning::on(ctx.today(), ctx.app.config.soon_days, ctx.app.calendar());
        notes_for_plan(&mut c, &scope, &on, id).await?
    } else {
        Vec::new()
    };
    let link = Link { kind: LinkKind::Plan, id: id.0 };
    let targets =
        if plan.is_draft() { String::new() } else { crate::indicators::plan_panel(&ctx, &mut c, id).await? };
    let records = linked_section(&ctx, &mut c, link).await?.render()?;
    let consultations =
        if plan.is_draft() { None } else { drafts::section(&ctx, &mut c, drafts::About::Plan(id)).await? };
    drop(c);
    let directory = ctx.app.directory();
    let pieces = sheet
        .blocks
        .iter()
        .map(|block| {
            let here = duties.iter().filter(|duty| duty.review != Review::Rejected);
            let here: Vec<_> =
                here.filter(|duty| span_of(duty).is_some_and(|span| block.holds(span.start))).collect();
            let seen = here.iter().filter_map(|duty| seen.iter().find(|seen| seen.id == duty.id));
            let notes: Vec<Note> = seen.map(|seen| note(&ctx, &directory, seen)).collect();
            Piece { block: block.clone(), has: !here.is_empty(), late: is_late(&notes), notes }
        })
        .collect();
    let annex = duties
        .iter()
        .filter(|duty| duty.origin == Origin::Annex && duty.review == Review::Accepted)
        .filter(|duty| plan.is_draft() || duty.tracked || !duty.to_track)
        .map(|duty| AnnexLine {
            anchor: paragraph_anchor(&duty.section_path, duty.paragraph),
            number: duty.paragraph,
            text: duty.text.clone(),
            piece: annex_piece(&ctx, &directory, &seen, duty),
        })
        .collect();
    ctx.page(&PlanPage {
        frame: ctx.frame(),
        t: &ctx.t.plans,
        states,
        plan,
        sheet,
        pieces,
        annex,
        may_review,
        published,
        records,
        consultations,
        targets,
        files,
    })
}

fn annex_piece(ctx: &Ctx, directory: &Directory, seen: &[Seen], duty: &DutyRow) -> Notes {
    let notes: Vec<Note> =
        seen.iter().filter(|seen| seen.id == duty.id).map(|seen| note(ctx, directory, seen)).collect();
    Notes { late: is_late(&notes), notes }
}

fn is_late(notes: &[Note]) -> bool {
    notes.iter().any(|note| note.due.as_ref().is_some_and(|due| due.class == "due late"))
}

/// How many owners the margin names before it only counts them.
const NAMED_OWNERS: usize = 3;

fn note(ctx: &Ctx, directory: &Directory, seen: &Seen) -> Note {
    let t = &ctx.t.duties;
    let (state, due) = words::badges(t, &seen.standing);
    let mut owners: Vec<NoteOwner> = seen
        .owners
        .iter()
        .take(NAMED_OWNERS)
        .filter_map(|owner| Some((directory.get(owner.org)?, owner.role)))
        .map(|(org, role)| NoteOwner { name: org.name.clone(), role: words::role(t, role) })
        .collect();
    if seen.owners.len() > NAMED_OWNERS {
        let name = fill(ctx.t.plans.note_owners, &[&seen.owners.len()]);
        owners = vec![NoteOwner { name, role: words::role(t, seen.role) }];
    }
    let clause = clause(&seen.section_path, seen.paragraph);
    Note { href: format!("/nhiem-vu/{}", seen.id), clause, state, due, owners }
}
