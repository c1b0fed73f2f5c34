//! Preparing a consultation.

use askama::Template;
use axum::extract::{Multipart, Path};
use axum::http::StatusCode;

use super::super::model::State;
use super::super::store::{self, Consultation, Content};
use super::super::texts::ConsultationTexts;
use super::one::find;
use crate::accounts::rights::HoldConsultation;
use crate::db::Conn;
use crate::duties::store::one::plans;
use crate::feedback::clean;
use crate::files::attachments::{self, By, Kept, Refused, SubjectKind};
use crate::files::incoming;
use crate::files::kinds::{MAX_BYTES, MAX_FILES};
use crate::ids::{ConsultationId, DutyId, FileId, PlanId};
use crate::plans::model::clause;
use crate::plans::store::{duty, plan_of};
use crate::web::form::{Fields, Problems};
use crate::web::lang::fill;
use crate::web::uploads::{self, Sent};
use crate::web::{Ctx, Error, Frame, Result};

/// The longest text of a draft, in characters: a long decree.
const LIMIT: usize = 200_000;
/// The longest of what is said about it, in characters.
const WORDS_LIMIT: usize = 2_000;

/// A duty that a draft is to carry out.
struct Duty {
    id: DutyId,
    plan: PlanId,
    label: String,
}

#[derive(Template)]
#[template(path = "feedback/consultation/edit.html")]
struct EditPage {
    frame: Frame,
    t: &'static ConsultationTexts,
    heading: &'static str,
    action: String,
    back: String,
    rev: i64,
    /// Of a new one: the form sent twice makes one.
    id: ConsultationId,
    typed: Fields,
    problems: Problems,
    conflict: bool,
    plans: Vec<(String, String, bool)>,
    duty: Option<Duty>,
    files: Vec<(String, String)>,
}

/// `GET /lay-y-kien/moi?ke-hoach=…&nhiem-vu=…`.
pub async fn new(ctx: Ctx, fields: Fields) -> Result {
    ctx.permit::<HoldConsultation>(&())?;
    let mut problems = Problems::default();
    let mut c = ctx.app.db.read().await?;
    let duty = chosen_duty(&ctx, &mut c, &fields, &mut problems).await?;
    let page = page(&ctx, &mut c, None, 0, fields, problems, duty).await?;
    drop(c);
    ctx.page(&page)
}

/// `POST /lay-y-kien/moi`: begins a draft.
pub async fn create(ctx: Ctx, multipart: Multipart) -> Result {
    let permit = ctx.permit::<HoldConsultation>(&())?;
    let sent = uploads::read_within(multipart, MAX_BYTES).await?;
    let mut problems = Problems::default();
    let mut c = ctx.app.db.read().await?;
    let duty = chosen_duty(&ctx, &mut c, &sent.fields, &mut problems).await?;
    let content = read(&ctx, &sent.fields, !sent.files.is_empty(), duty.as_ref(), &mut problems);
    drop(c);
    let (fields, kept) = keep(&ctx, sent, 0, &mut problems).await?;
    let (Some(content), true) = (content, problems.is_empty()) else {
        let mut c = ctx.app.db.read().await?;
        let page = page(&ctx, &mut c, None, 0, fields, problems, duty).await?;
        drop(c);
        return ctx.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let org = permit.org().ok_or(Error::NotFound)?;
    let id = fields.parse("ma").unwrap_or_else(ConsultationId::new);
    let mut tx = ctx.app.db.write().await?;
    if store::create(&mut tx, &permit, id, org, &content, ctx.now()).await? {
        incoming::attach(&ctx, &mut tx, &permit, id, &kept).await?;
    }
    tx.commit().await?;
    Ok(ctx.done(&format!("/lay-y-kien/{id}"), ctx.t.consultations.saved))
}

/// `GET /lay-y-kien/{id}/sua`: a draft as it stands.
pub async fn edit(ctx: Ctx, Path(id): Path<ConsultationId>) -> Result {
    ctx.permit::<HoldConsultation>(&())?;
    let mut c = ctx.app.db.read().await?;
    let of = find(&ctx, &mut c, id).await?;
    if of.state != State::Draft {
        return Err(Error::Conflict(ctx.t.consultations.text_fixed.to_owned()));
    }
    let (fields, mut problems) = (typed(&of), Problems::default());
    let duty = chosen_duty(&ctx, &mut c, &fields, &mut problems).await?;
    let page = page(&ctx, &mut c, Some(id), of.rev, fields, problems, duty).await?;
    drop(c);
    ctx.page(&page)
}

/// `POST /lay-y-kien/{id}/sua`: keeps the new words, adds and removes files.
pub async fn save(ctx: Ctx, Path(id): Path<ConsultationId>, multipart: Multipart) -> Result {
    let permit = ctx.permit::<HoldConsultation>(&())?;
    let t = &ctx.t.consultations;
    let sent = uploads::read_within(multipart, MAX_BYTES).await?;
    let rev = sent.fields.parse("rev").unwrap_or_default();
    let mut problems = Problems::default();
    let mut c = ctx.app.db.read().await?;
    if find(&ctx, &mut c, id).await?.state != State::Draft {
        return Err(Error::Conflict(t.text_fixed.to_owned()));
    }
    let there = attachments::of(&mut c, SubjectKind::Consultation, &[id.0]).await?.len();
    let duty = chosen_duty(&ctx, &mut c, &sent.fields, &mut problems).await?;
    drop(c);
    let has_file = there > 0 || !sent.files.is_empty();
    let content = read(&ctx, &sent.fields, has_file, duty.as_ref(), &mut problems);
    let (fields, kept) = keep(&ctx, sent, there, &mut problems).await?;
    let (Some(content), true) = (content, problems.is_empty()) else {
        let mut c = ctx.app.db.read().await?;
        let page = page(&ctx, &mut c, Some(id), rev, fields, problems, duty).await?;
        drop(c);
        return ctx.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let mut tx = ctx.app.db.write().await?;
    if !store::save(&mut tx, &permit, id, rev, &content, ctx.now()).await? {
        let now = store::get(&mut tx, id).await?.filter(|of| of.state == State::Draft);
        let now = now.ok_or_else(|| Error::Conflict(t.stale.to_owned()))?;
        let page = page(&ctx, &mut tx, Some(id), now.rev, fields, Problems::default(), duty).await?;
        drop(tx);
        return ctx.page_with(StatusCode::CONFLICT, &EditPage { conflict: true, ..page });
    }
    if let Some(file) = fields.parse::<FileId>("go") {
        let mine = attachments::get(&mut tx, file).await?.filter(|file| file.subject_id == id.0);
        if let Some(org) = mine.and_then(|file| file.org_id) {
            let by = By { account: permit.account(), org, at: ctx.now() };
            attachments::remove(&mut tx, file, by).await?;
        }
    }
    incoming::attach(&ctx, &mut tx, &permit, id, &kept).await?;
    tx.commit().await?;
    let back = if fields.get("go").is_empty() { "" } else { "/sua" };
    Ok(ctx.done(&format!("/lay-y-kien/{id}{back}"), t.saved))
}

async fn page(
    ctx: &Ctx,
    c: &mut Conn,
    id: Option<ConsultationId>,
    rev: i64,
    typed: Fields,
    problems: Problems,
    duty: Option<Duty>,
) -> Result<EditPage> {
    let t = &ctx.t.consultations;
    let plan = duty.as_ref().map(|duty| duty.plan).or(typed.parse("ke-hoach"));
    let choices = plans(c, plan).await?.into_iter();
    let files = match id {
        Some(id) => attachments::of(c, SubjectKind::Consultation, &[id.0]).await?,
        None => Vec::new(),
    };
    Ok(EditPage {
        frame: ctx.frame(),
        t,
        heading: if id.is_some() { t.edit } else { t.new },
        action: id.map_or_else(|| "/lay-y-kien/moi".to_owned(), |id| format!("/lay-y-kien/{id}/sua")),
        back: id.map_or_else(|| "/lay-y-kien".to_owned(), |id| format!("/lay-y-kien/{id}")),
        rev,
        id: id.or(typed.parse("ma")).unwrap_or_else(ConsultationId::new),
        plans: choices.map(|one| (one.id.to_string(), one.name().to_owned(), plan == Some(one.id))).collect(),
        files: files.into_iter().map(|file| (file.id.to_string(), file.name)).collect(),
        duty,
        typed,
        problems,
        conflict: false,
    })
}

/// The duty that was chosen: tracked, and not in security or defence.
async fn chosen_duty(
    ctx: &Ctx,
    c: &mut Conn,
    fields: &Fields,
    problems: &mut Problems,
) -> Result<Option<Duty>> {
    let t = &ctx.t.consultations;
    let Some(id) = fields.parse::<DutyId>("nhiem-vu") else { return Ok(None) };
    let Some(plan) = plan_of(c, id).await? else { return Ok(None) };
    let Some(row) = duty(c, plan, id).await?.filter(|row| row.tracked) else { return Ok(None) };
    if row.restricted {
        problems.add("nhiem-vu", t.restricted);
        return Ok(None);
    }
    let label = fill(t.f_duty, &[&clause(&row.section_path, row.paragraph)]);
    Ok(Some(Duty { id, plan, label }))
}

fn typed(of: &Consultation) -> Fields {
    let mut fields = Fields::default();
    for (name, value) in [
        ("ten", of.title.clone()),
        ("gioi-thieu", of.intro.clone()),
        ("hoi-ai", of.asked.clone()),
        ("du-thao", of.text.clone()),
        ("tu-ngay", of.from_on.show()),
        ("den-ngay", of.to_on.show()),
        ("ke-hoach", of.plan_id.map(|id| id.to_string()).unwrap_or_default()),
        ("nhiem-vu", of.duty_id.map(|id| id.to_string()).unwrap_or_default()),
    ] {
        fields.push(name, value);
    }
    fields
}

/// Reads the form; what is wrong stands at the field concerned.
fn read(
    ctx: &Ctx,
    fields: &Fields,
    has_file: bool,
    duty: Option<&Duty>,
    problems: &mut Problems,
) -> Option<Content> {
    let t = &ctx.t.consultations;
    for name in ["ten", "hoi-ai", "tu-ngay", "den-ngay"] {
        if fields.get(name).is_empty() {
            problems.add(name, ctx.t.common.required);
        }
    }
    let text = clean::text(fields.get("du-thao"));
    if text.is_empty() && !has_file {
        problems.add("du-thao", t.text_or_file);
    }
    for (name, most) in
        [("ten", WORDS_LIMIT), ("gioi-thieu", WORDS_LIMIT), ("hoi-ai", WORDS_LIMIT), ("du-thao", LIMIT)]
    {
        if fields.get(name).chars().count() > most {
            problems.add(name, fill(t.too_long, &[&viet::number::show(most)]));
        }
    }
    let from = fields.day("tu-ngay", problems, &ctx.t.common);
    let to = fields.day("den-ngay", problems, &ctx.t.common);
    if from.zip(to).is_some_and(|(from, to)| to < from) {
        problems.add("den-ngay", t.bad_days);
    }
    Some(Content {
        title: clean::line(fields.get("ten")),
        intro: clean::text(fields.get("gioi-thieu")),
        asked: clean::line(fields.get("hoi-ai")).trim_end_matches(['.', ';']).to_owned(),
        text,
        from_on: from?,
        to_on: to?,
        plan: duty.map(|duty| duty.plan).or(fields.parse("ke-hoach")),
        duty: duty.map(|duty| duty.id),
    })
}

/// Puts the bytes of the draft's files away. A form that comes back cannot hold them: it says so.
async fn keep(ctx: &Ctx, sent: Sent, there: usize, problems: &mut Problems) -> Result<(Fields, Vec<Kept>)> {
    let t = &ctx.t.consultations;
    let Sent { fields, files, too_large } = sent;
    for (_, name) in &too_large {
        problems.add("tep", ctx.t.files.why(Refused::Size, name));
    }
    if i64::try_from(there + files.len()).unwrap_or(i64::MAX) > MAX_FILES {
        problems.add("tep", ctx.t.files.why(Refused::Count, ""));
    }
    let any = !files.is_empty();
    let kept = incoming::keep(ctx, files, "tep", problems).await?;
    if any && !problems.is_empty() && problems.at("tep").is_none() {
        problems.add("tep", t.choose_again);
    }
    Ok((fields, kept))
}
