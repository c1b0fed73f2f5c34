//! `/nhiem-vu/{id}/sua`: the coordinator changes parties, deadline and product of a tracked duty.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;

use super::super::scope::DutyScope;
use super::super::store::acts;
use super::super::store::one::{self, Detail};
use super::super::texts::DutyTexts;
use super::super::words;
use super::{Choice, reckoning};
use crate::accounts::rights::ManageDuty;
use crate::db::Day;
use crate::ids::DutyId;
use crate::organisations::Directory;
use crate::plans::By;
use crate::plans::edit::{self, Answers, DutyInput, PartyAdded, PartyInput, Saved};
use crate::plans::model::Role;
use crate::plans::store::{self, DutyRow, PartyRow};
use crate::web::form::{Fields, Problems};
use crate::web::lang::fill;
use crate::web::{Ctx, Error, Frame, Result};

/// Empty rows for bodies to add.
const NEW: usize = 2;

struct PartyForm {
    key: String,
    name: String,
    printed: bool,
    orgs: Vec<Choice>,
    answers: Vec<Choice>,
    functions: Vec<Choice>,
    removed: bool,
}

#[derive(Template)]
#[template(path = "duties/edit.html")]
struct EditPage {
    frame: Frame,
    t: &'static DutyTexts,
    problems: Problems,
    id: DutyId,
    rev: i64,
    clause: String,
    said: String,
    restricted: bool,
    parties: Vec<PartyForm>,
    added: Vec<PartyForm>,
    deadline: String,
    product: String,
    indicator: String,
    reason: String,
}

struct Loaded {
    detail: Detail,
    row: DutyRow,
    parties: Vec<PartyRow>,
}

async fn load(ctx: &Ctx, id: DutyId) -> Result<Loaded> {
    let on = reckoning(&ctx.app).await?;
    let mut c = ctx.app.db.read().await?;
    let detail = one::find(&mut c, &DutyScope::of(&ctx.viewer), &on, id).await?.ok_or(Error::NotFound)?;
    let row = store::duty(&mut c, detail.plan.id, id).await?.ok_or(Error::NotFound)?;
    let parties = store::parties_of(&mut c, id).await?;
    Ok(Loaded { detail, row, parties })
}

/// `GET /nhiem-vu/{id}/sua`. Right: `ManageDuty`.
///
/// # Errors
/// When the right is missing, there is no such tracked duty, or the database fails.
pub async fn show(ctx: Ctx, Path(id): Path<DutyId>) -> Result {
    ctx.permit::<ManageDuty>(&())?;
    let loaded = load(&ctx, id).await?;
    let mut fields = Fields::default();
    fields.push("rev", loaded.row.rev.to_string());
    fields.push("thoi-han", loaded.row.deadline.map(Day::show).unwrap_or_default());
    fields.push("san-pham", loaded.row.product.clone().unwrap_or_default());
    fields.push("chi-so", loaded.row.indicator.clone().unwrap_or_default());
    let directory = ctx.app.directory();
    for party in &loaded.parties {
        let slug = party.org_id.and_then(|o| directory.get(o)).map(|o| o.slug.clone());
        fields.push(format!("co-quan-{}", party.id), slug.unwrap_or_default());
        fields.push(format!("vai-tro-{}", party.id), Answers::of(party).as_str());
        fields.push(format!("phan-viec-{}", party.id), party.function.clone().unwrap_or_default());
    }
    render(&ctx, &loaded, &fields, Problems::default(), StatusCode::OK)
}

/// `POST /nhiem-vu/{id}/sua`. Right: `ManageDuty`. A form made from an older revision changes nothing and is shown
/// again with what was typed.
///
/// # Errors
/// When the right is missing, there is no such tracked duty, or the database fails.
pub async fn post(ctx: Ctx, Path(id): Path<DutyId>, fields: Fields) -> Result {
    let permit = ctx.permit::<ManageDuty>(&())?;
    let t = &ctx.t.duties;
    let loaded = load(&ctx, id).await?;
    let mut problems = Problems::default();
    let input = read(&ctx, &loaded, &fields, &mut problems);
    let reason = fields.filled("ly-do").filter(|_| !loaded.row.restricted);
    if reason.is_none() && !loaded.row.restricted {
        problems.add("ly-do", ctx.t.common.required);
    }
    if !problems.is_empty() {
        return render(&ctx, &loaded, &fields, problems, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let rev = fields.parse("rev").unwrap_or_default();
    let mut tx = ctx.app.db.write().await?;
    let by = By::from(&permit);
    match edit::save(&mut tx, &ctx.app, loaded.detail.plan.id, id, rev, &input, by).await? {
        Saved::Done => {
            acts::note_edit(&mut tx, id, &permit, ctx.now(), reason).await?;
            tx.commit().await?;
            Ok(ctx.done(&format!("/nhiem-vu/{id}"), t.done_edit))
        }
        Saved::Gone => Err(Error::NotFound),
        Saved::Stale => {
            drop(tx);
            let fresh = load(&ctx, id).await?;
            problems.add("rev", t.stale);
            render(&ctx, &fresh, &fields, problems, StatusCode::CONFLICT)
        }
    }
}

fn read(ctx: &Ctx, loaded: &Loaded, fields: &Fields, problems: &mut Problems) -> DutyInput {
    let directory = ctx.app.directory();
    let org = |key: &str| directory.find(fields.get(&format!("co-quan-{key}"))).map(|o| o.id);
    let answers = |key: &str| Answers::parse(fields.get(&format!("vai-tro-{key}")));
    let party = |row: &PartyRow| {
        let key = row.id.to_string();
        PartyInput {
            id: row.id,
            org: org(&key),
            answers: answers(&key).unwrap_or(Answers::of(row)),
            function: fields.filled(&format!("phan-viec-{key}")).map(str::to_owned),
            removed: fields.ticked(&format!("bo-{key}")),
        }
    };
    let added = (0..NEW).filter_map(|at| {
        let key = format!("moi-{at}");
        Some(PartyAdded { org: org(&key)?, answers: answers(&key).unwrap_or(Answers::As(Role::Responsible)) })
    });
    let deadline = fields.day("thoi-han", problems, &ctx.t.common);
    if let (Some(deadline), Some(issued)) = (deadline, loaded.detail.plan.issued_on)
        && deadline < issued
    {
        problems.add("thoi-han", fill(ctx.t.duties.edit_before_issue, &[&issued.show()]));
    }
    let text = |name: &str| fields.filled(name).map(str::to_owned).filter(|_| !loaded.row.restricted);
    DutyInput {
        parties: loaded.parties.iter().map(party).collect(),
        added: added.collect(),
        deadline,
        product: text("san-pham"),
        indicator: text("chi-so"),
        recurrence: loaded.row.recurrence,
        to_track: loaded.row.to_track,
        restricted: loaded.row.restricted,
    }
}

fn render(ctx: &Ctx, loaded: &Loaded, fields: &Fields, problems: Problems, status: StatusCode) -> Result {
    let t = &ctx.t.duties;
    let directory = ctx.app.directory();
    let parties = loaded.parties.iter().map(|p| {
        let printed = p.origin == super::super::model::PartyOrigin::Printed;
        form(ctx, &directory, fields, &p.id.to_string(), p.name.clone(), printed)
    });
    ctx.page_with(
        status,
        &EditPage {
            frame: ctx.frame(),
            t,
            problems,
            id: loaded.row.id,
            rev: fields.parse("rev").unwrap_or(loaded.row.rev),
            clause: words::clause(t, &loaded.row.section_path, loaded.row.paragraph),
            said: loaded.row.text.clone(),
            restricted: loaded.row.restricted,
            parties: parties.collect(),
            added: (0..NEW)
                .map(|at| form(ctx, &directory, fields, &format!("moi-{at}"), String::new(), false))
                .collect(),
            deadline: fields.get("thoi-han").to_owned(),
            product: fields.get("san-pham").to_owned(),
            indicator: fields.get("chi-so").to_owned(),
            reason: fields.get("ly-do").to_owned(),
        },
    )
}

fn form(
    ctx: &Ctx,
    directory: &Directory,
    fields: &Fields,
    key: &str,
    name: String,
    printed: bool,
) -> PartyForm {
    let t = &ctx.t.duties;
    let chosen = fields.get(&format!("co-quan-{key}"));
    let answers = fields.get(&format!("vai-tro-{key}"));
    let function = fields.get(&format!("phan-viec-{key}"));
    let roles = Role::ALL.iter().map(|r| (r.as_str(), words::role(t, *r)));
    PartyForm {
        key: key.to_owned(),
        name,
        printed,
        orgs: directory
            .organisations()
            .iter()
            .filter(|o| !o.is_group())
            .map(|o| (o.slug.clone(), o.name.clone(), o.slug == chosen))
            .collect(),
        answers: roles
            .chain([(Answers::NamedOnly.as_str(), t.role_named)])
            .map(|(value, text)| (value.to_owned(), text.to_owned(), value == answers))
            .collect(),
        functions: directory
            .functions()
            .iter()
            .map(|f| (f.slug.clone(), f.name.clone(), f.slug == function))
            .collect(),
        removed: fields.ticked(&format!("bo-{key}")),
    }
}
