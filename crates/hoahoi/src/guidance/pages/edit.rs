//! Writing guidance.

use askama::Template;
use axum::extract::{Multipart, Path};
use axum::http::StatusCode;

use super::super::fields::{Form, forms};
use super::super::model::{LIMIT, State, links, typed};
use super::super::store::{self, Content};
use super::super::texts::GuidanceTexts;
use crate::accounts::rights::WriteGuidance;
use crate::files::attachments::{self, By, SubjectKind};
use crate::files::incoming;
use crate::ids::{FileId, GuidanceId};
use crate::web::form::{Fields, Problems};
use crate::web::lang::fill;
use crate::web::uploads;
use crate::web::{Ctx, Error, Frame, Result};

/// The fields of a form with what was chosen: name, label, chosen.
struct FormChoice {
    name: String,
    chosen: usize,
    fields: Vec<(String, String, bool)>,
}

#[derive(Template)]
#[template(path = "guidance/form.html")]
struct FormPage {
    frame: Frame,
    t: &'static GuidanceTexts,
    heading: &'static str,
    action: String,
    back: String,
    rev: i64,
    typed: Fields,
    problems: Problems,
    conflict: bool,
    forms: Vec<FormChoice>,
    files: Vec<(String, String)>,
}

fn page(ctx: &Ctx, typed: Fields, problems: Problems) -> FormPage {
    let t = &ctx.t.guidance;
    let known: Vec<Form> = forms(&ctx.t.reporting, t.report_form, &ctx.app.kinds, ctx.lang);
    let forms = known.into_iter().map(|form| {
        let fields: Vec<(String, String, bool)> = form
            .fields
            .into_iter()
            .map(|(name, label)| {
                let chosen = typed.all("o").any(|field| field == name);
                (name, label, chosen)
            })
            .collect();
        let chosen = fields.iter().filter(|(.., chosen)| *chosen).count();
        FormChoice { name: form.name, chosen, fields }
    });
    FormPage {
        frame: ctx.frame(),
        t,
        heading: t.new,
        action: "/huong-dan/moi".to_owned(),
        back: "/huong-dan".to_owned(),
        rev: 0,
        forms: forms.collect(),
        typed,
        problems,
        conflict: false,
        files: Vec::new(),
    }
}

/// The form of a piece of guidance that is there.
async fn page_of(ctx: &Ctx, id: GuidanceId, rev: i64, typed: Fields, problems: Problems) -> Result<FormPage> {
    let mut c = ctx.app.db.read().await?;
    let files = attachments::of(&mut c, SubjectKind::Guidance, &[id.0]).await?;
    Ok(FormPage {
        heading: ctx.t.guidance.edit_title,
        action: format!("/huong-dan/{id}/sua"),
        back: format!("/huong-dan/{id}"),
        rev,
        files: files.into_iter().map(|file| (file.id.to_string(), file.name)).collect(),
        ..page(ctx, typed, problems)
    })
}

/// `GET /huong-dan/moi`: an empty form.
pub async fn new(ctx: Ctx) -> Result {
    ctx.permit::<WriteGuidance>(&())?;
    ctx.page(&page(&ctx, Fields::default(), Problems::default()))
}

/// `POST /huong-dan/moi`: begins a draft.
pub async fn create(ctx: Ctx, multipart: Multipart) -> Result {
    let permit = ctx.permit::<WriteGuidance>(&())?;
    let (fields, files) = uploads::read(multipart).await?;
    let mut problems = Problems::default();
    let content = read(&ctx, &fields, &mut problems);
    let kept = incoming::keep(&ctx, files, "tep", &mut problems).await?;
    if !problems.is_empty() {
        return ctx.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page(&ctx, fields, problems));
    }
    let mut tx = ctx.app.db.write().await?;
    let id = store::create(&mut tx, &permit, &content, ctx.now()).await?;
    incoming::attach(&ctx, &mut tx, &permit, id, &kept).await?;
    tx.commit().await?;
    Ok(ctx.done(&format!("/huong-dan/{id}"), ctx.t.guidance.saved))
}

/// `GET /huong-dan/{id}/sua`: the form as it stands.
pub async fn edit(ctx: Ctx, Path(id): Path<GuidanceId>) -> Result {
    ctx.permit::<WriteGuidance>(&())?;
    let mut c = ctx.app.db.read().await?;
    let of = store::get(&mut c, id).await?.ok_or(Error::NotFound)?;
    let at = store::fields_of(&mut c, id).await?;
    drop(c);
    let mut fields = Fields::default();
    let day = |day: Option<crate::db::Day>| day.map(|d| d.show()).unwrap_or_default();
    for (name, value) in [
        ("ten", of.title.clone()),
        ("doi-tuong", of.audience.clone()),
        ("tom-tat", of.summary.clone()),
        ("can-cu", of.basis.clone()),
        ("cac-buoc", of.steps.clone()),
        ("lien-ket", typed(&of.links())),
        ("tu-ngay", day(of.valid_from)),
        ("den-ngay", day(of.valid_to)),
    ] {
        fields.push(name, value);
    }
    if of.public {
        fields.push("cong-khai", "1");
    }
    at.into_iter().for_each(|field| fields.push("o", field));
    let page = page_of(&ctx, id, of.rev, fields, Problems::default()).await?;
    ctx.page(&page)
}

/// `POST /huong-dan/{id}/sua`: keeps the new words, adds and removes forms.
pub async fn save(ctx: Ctx, Path(id): Path<GuidanceId>, multipart: Multipart) -> Result {
    let permit = ctx.permit::<WriteGuidance>(&())?;
    let (fields, files) = uploads::read(multipart).await?;
    let rev = fields.parse("rev").unwrap_or_default();
    let mut problems = Problems::default();
    let content = read(&ctx, &fields, &mut problems);
    let kept = incoming::keep(&ctx, files, "tep", &mut problems).await?;
    if !problems.is_empty() {
        let page = page_of(&ctx, id, rev, fields, problems).await?;
        return ctx.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    let mut tx = ctx.app.db.write().await?;
    if !store::save(&mut tx, &permit, id, rev, &content, ctx.now()).await? {
        let now = store::get(&mut tx, id).await?.ok_or(Error::NotFound)?;
        drop(tx);
        let page = page_of(&ctx, id, now.rev, fields, Problems::default()).await?;
        return ctx.page_with(StatusCode::CONFLICT, &FormPage { conflict: true, ..page });
    }
    if let Some(file) = fields.parse::<FileId>("go") {
        let mine = attachments::get(&mut tx, file).await?.filter(|f| f.subject_id == id.0);
        if let Some(org) = mine.and_then(|f| f.org_id) {
            let by = By { account: permit.account(), org, at: ctx.now() };
            attachments::remove(&mut tx, file, by).await?;
        }
    }
    incoming::attach(&ctx, &mut tx, &permit, id, &kept).await?;
    tx.commit().await?;
    let back = if fields.get("go").is_empty() { "" } else { "/sua" };
    Ok(ctx.done(&format!("/huong-dan/{id}{back}"), ctx.t.guidance.saved))
}

/// `POST /huong-dan/{id}/trang-thai`: publishes, withdraws, takes back as a draft.
pub async fn set_state(ctx: Ctx, Path(id): Path<GuidanceId>, fields: Fields) -> Result {
    let permit = ctx.permit::<WriteGuidance>(&())?;
    let t = &ctx.t.guidance;
    let (to, said) = match fields.get("viec") {
        "cong-bo" => (State::Published, t.published),
        "rut" => (State::Withdrawn, t.withdrawn),
        "nhap" => (State::Draft, t.redrafted),
        _ => return Err(Error::NotFound),
    };
    let mut tx = ctx.app.db.write().await?;
    store::get(&mut tx, id).await?.ok_or(Error::NotFound)?;
    let rev = fields.parse("rev").unwrap_or_default();
    if !store::set_state(&mut tx, &permit, id, rev, to, ctx.now()).await? {
        return Err(Error::Conflict(t.stale.to_owned()));
    }
    tx.commit().await?;
    Ok(ctx.done(&format!("/huong-dan/{id}"), said))
}

/// Reads the form; what is wrong stands at the field concerned.
fn read(ctx: &Ctx, fields: &Fields, problems: &mut Problems) -> Content {
    let t = &ctx.t.guidance;
    for name in ["ten", "doi-tuong", "cac-buoc"] {
        if fields.get(name).is_empty() {
            problems.add(name, ctx.t.common.required);
        }
    }
    for name in ["ten", "doi-tuong", "tom-tat", "can-cu", "cac-buoc", "lien-ket"] {
        if fields.get(name).chars().count() > LIMIT {
            problems.add(name, fill(t.too_long, &[&viet::number::show(LIMIT)]));
        }
    }
    let links = links(fields.get("lien-ket")).unwrap_or_else(|line| {
        problems.add("lien-ket", fill(t.bad_link, &[&line]));
        Vec::new()
    });
    let valid_from = fields.day("tu-ngay", problems, &ctx.t.common);
    let valid_to = fields.day("den-ngay", problems, &ctx.t.common);
    if valid_from.zip(valid_to).is_some_and(|(from, to)| to < from) {
        problems.add("den-ngay", t.bad_term);
    }
    let known = forms(&ctx.t.reporting, t.report_form, &ctx.app.kinds, ctx.lang);
    let is_known = |field: &&str| known.iter().any(|form| form.fields.iter().any(|(name, _)| name == field));
    Content {
        title: fields.get("ten").to_owned(),
        audience: fields.get("doi-tuong").to_owned(),
        summary: fields.get("tom-tat").to_owned(),
        basis: fields.get("can-cu").to_owned(),
        steps: fields.get("cac-buoc").to_owned(),
        links,
        valid_from,
        valid_to,
        public: fields.ticked("cong-khai"),
        fields: fields.all("o").filter(is_known).map(str::to_owned).collect(),
    }
}
