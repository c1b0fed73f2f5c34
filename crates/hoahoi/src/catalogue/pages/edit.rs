//! Writing a record.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;

use super::input::{Control, Group, groups};
use super::{home, kind, working, writable};
use crate::accounts::access::{Denied, Permit};
use crate::accounts::rights::WriteRecord;
use crate::catalogue::embargo;
use crate::catalogue::form::{self, Typed, name_of};
use crate::catalogue::kinds::{Kind, Visibility};
use crate::catalogue::life::{self, Refusal, Scene};
use crate::catalogue::links;
use crate::catalogue::media::form::PICTURES;
use crate::catalogue::media::{self, Paper, Picture};
use crate::catalogue::model::{Content, State};
use crate::catalogue::show::{Change, Names, Reader, compare};
use crate::catalogue::store::{self, Record};
use crate::db::{Conn, Tx};
use crate::files::kinds::MAX_BYTES;
use crate::guidance::fields::of_kind;
use crate::guidance::{FieldLinks, field_links};
use crate::ids::OrgId;
use crate::organisations::id_of;
use crate::web::form::{Fields, Problems};
use crate::web::frame::Frame;
use crate::web::lang::fill;
use crate::web::uploads::{Form, Sent};
use crate::web::{Ctx, Error, Result};

#[derive(Template)]
#[template(path = "catalogue/form.html")]
struct FormPage {
    frame: Frame,
    heading: String,
    title_hint: String,
    action: String,
    rev: i64,
    orgs: Vec<(String, String, bool)>,
    typed: Fields,
    problems: Problems,
    groups: Vec<Group>,
    guides: FieldLinks,
    notes: Vec<&'static str>,
    review_note: Option<String>,
    conflict: Vec<Change>,
    pictures: Vec<Picture>,
    files: Vec<Paper>,
    back: String,
}

impl FormPage {
    /// The form with the pictures and files of a version.
    fn with_media(mut self, content: &Content) -> Self {
        self.pictures.clone_from(&content.pictures);
        self.files.clone_from(&content.files);
        self
    }

    fn summary(&self) -> Option<String> {
        let n = self.problems.iter().count();
        (n > 0).then(|| fill(self.frame.t.catalogue.fix_these, &[&n]))
    }
}

/// The organisations the viewer may write for: (slug, name, chosen).
fn orgs(ctx: &Ctx, kind: &Kind, chosen: &str) -> Vec<(String, String, bool)> {
    let directory = ctx.app.directory();
    writable(ctx, Some(kind))
        .into_iter()
        .filter_map(|org| directory.get(org))
        .map(|org| (org.slug.clone(), org.name.clone(), org.slug == chosen))
        .collect()
}

async fn blank(ctx: &Ctx, kind: &Kind, typed: Fields, problems: Problems) -> Result<FormPage> {
    let mut c = ctx.app.db.read().await?;
    let guides = field_links(&mut c, &of_kind(&kind.id), ctx.today()).await?;
    drop(c);
    Ok(FormPage {
        frame: ctx.frame(),
        heading: fill(ctx.t.catalogue.new, &[&kind.name.get(ctx.lang)]),
        title_hint: kind.title_help.get(ctx.lang).to_owned(),
        action: format!("/muc/moi/{}", kind.id),
        rev: 0,
        orgs: orgs(ctx, kind, typed.get("org")),
        groups: groups(ctx, kind, &typed, &problems),
        guides,
        typed,
        problems,
        notes: Vec::new(),
        review_note: None,
        conflict: Vec::new(),
        pictures: Vec::new(),
        files: Vec::new(),
        back: "/co-so-du-lieu/cua-toi".to_owned(),
    })
}

async fn filled(
    ctx: &Ctx,
    kind: &Kind,
    record: &Record,
    typed: Fields,
    problems: Problems,
) -> Result<FormPage> {
    let t = &ctx.t.catalogue;
    let mut notes = Vec::new();
    if record.state == State::Submitted {
        notes.push(t.editing_submitted);
    }
    if record.state == State::Scheduled {
        notes.push(t.editing_scheduled);
    }
    if record.is_public() {
        notes.push(t.editing_public);
    }
    let sent_back = matches!(record.state, State::SentBack | State::Withdrawn);
    Ok(FormPage {
        heading: record.title.clone(),
        action: format!("/muc/{}/sua", record.slug),
        rev: record.rev,
        orgs: Vec::new(),
        notes,
        review_note: record.review_note.clone().filter(|_| sent_back),
        back: format!("/muc/{}/ho-so", record.slug),
        ..blank(ctx, kind, typed, problems).await?
    })
}

/// `/muc/moi/{kind}`: an empty form.
pub async fn new(ctx: Ctx, Path(id): Path<String>) -> Result {
    ctx.permit::<WriteRecord>(&home(&ctx, None))?;
    let kind = kind(&ctx, &id)?;
    if writable(&ctx, Some(kind)).is_empty() {
        return Err(Denied::NotAllowed.into());
    }
    ctx.page(&blank(&ctx, kind, Fields::default(), Problems::default()).await?)
}

/// Begins a record, and hands it in when asked to.
pub async fn create(ctx: Ctx, Path(id): Path<String>, form: Form) -> Result {
    let home = home(&ctx, ctx.app.kinds.get(&id));
    ctx.permit::<WriteRecord>(&home)?;
    let mut sent = form.read(MAX_BYTES).await?;
    let org = sent.fields.filled("org").map_or(home, id_of);
    let permit = ctx.permit::<WriteRecord>(&org)?;
    let kind = kind(&ctx, &id)?;
    let (typed, hand_in) = read(&ctx, &permit, org, kind, &mut sent).await?;
    if !typed.problems.is_empty() {
        let page = blank(&ctx, kind, sent.fields, typed.problems).await?;
        return invalid(&ctx, &page.with_media(&typed.content));
    }
    let directory = ctx.app.directory();
    let scene = Scene { kind, directory: &directory, now: ctx.now() };
    let mut tx = ctx.app.db.write().await?;
    let slug = life::create(&mut tx, &permit, &scene, org, &typed.content).await.map_err(failed)?;
    if hand_in {
        hand_over(&mut tx, &permit, &scene, &slug).await.map_err(failed)?;
    }
    tx.commit().await?;
    Ok(done(&ctx, &slug, hand_in, &typed.content))
}

/// `/muc/{slug}/sua`: the form with the working version.
pub async fn edit(ctx: Ctx, Path(slug): Path<String>) -> Result {
    let record = working(&ctx, &slug).await?;
    ctx.permit::<WriteRecord>(&record.org_id)?;
    let kind = kind(&ctx, &record.kind)?;
    let content = record.content()?;
    let directory = ctx.app.directory();
    let links = links::addresses(&mut ctx.app.db.read().await?, &directory, &content.links).await?;
    let mut typed = form::write(kind, &content, &links);
    embargo::write(&mut typed, content.not_before, ctx.now());
    ctx.page(&filled(&ctx, kind, &record, typed, Problems::default()).await?.with_media(&content))
}

/// Saves the working version, and hands it in when asked to. When somebody else was faster, what was typed is shown
/// beside what the other saved.
pub async fn save(ctx: Ctx, Path(slug): Path<String>, form: Form) -> Result {
    let current = working(&ctx, &slug).await?;
    let permit = ctx.permit::<WriteRecord>(&current.org_id)?;
    let kind = kind(&ctx, &current.kind)?;
    let mut sent = form.read(MAX_BYTES).await?;
    let (typed, hand_in) = read(&ctx, &permit, current.org_id, kind, &mut sent).await?;
    let fields = sent.fields;
    if !typed.problems.is_empty() {
        let page = filled(&ctx, kind, &current, fields, typed.problems).await?;
        let mut page = page.with_media(&typed.content);
        // the form goes on from what its writer has seen, so that a change in between is still noticed
        page.rev = page.typed.parse("rev").unwrap_or(0);
        return invalid(&ctx, &page);
    }
    let directory = ctx.app.directory();
    let scene = Scene { kind, directory: &directory, now: ctx.now() };
    let rev = fields.parse("rev").unwrap_or(0);
    let mut tx = ctx.app.db.write().await?;
    match life::save(&mut tx, &permit, &scene, &current, rev, &typed.content).await {
        Ok(()) => {}
        Err(Refusal::Stale) => {
            drop(tx);
            return conflict(&ctx, kind, &slug, fields, &typed).await;
        }
        Err(refusal) => return Err(failed(refusal)),
    }
    if hand_in {
        hand_over(&mut tx, &permit, &scene, &slug).await.map_err(failed)?;
    }
    tx.commit().await?;
    Ok(done(&ctx, &slug, hand_in, &typed.content))
}

/// Reads the form, looks up what its links lead to, and asks for required fields when it is to be handed in.
async fn read(
    ctx: &Ctx,
    permit: &Permit<WriteRecord>,
    org: OrgId,
    kind: &Kind,
    sent: &mut Sent,
) -> Result<(Typed, bool)> {
    let t = &ctx.t.catalogue;
    let directory = ctx.app.directory();
    let mut problems = Problems::default();
    media::form::take_in(ctx, permit, org, sent, &mut problems).await?;
    let fields = &sent.fields;
    let mut typed = form::read(kind, fields, &directory, ctx.t);
    (typed.content.pictures, typed.content.files) =
        media::form::read(ctx, org, fields, &mut problems).await?;
    typed.content.not_before = embargo::read(fields, ctx.now(), &mut problems, ctx.t);
    problems.iter().for_each(|(field, why)| typed.problems.add(field, why));
    let mut c = ctx.app.db.read().await?;
    match links::resolve(&mut c, &directory, &typed.addresses).await? {
        Ok(links) => typed.content.links = links,
        Err(_) => typed.problems.add("links", t.link_unknown),
    }
    unknown_records(&mut c, kind, &mut typed, t.record_unknown).await?;
    let hand_in = fields.get("viec") == "gui";
    if hand_in {
        for field in typed.content.missing(kind) {
            match field.as_str() {
                "summary" => typed.problems.add(field, ctx.t.common.required),
                PICTURES => typed.problems.add(field, t.caption_needed),
                declared => typed.problems.add(name_of(declared), ctx.t.common.required),
            }
        }
    }
    Ok((typed, hand_in))
}

async fn unknown_records(c: &mut Conn, kind: &Kind, typed: &mut Typed, why: &str) -> sqlx::Result<()> {
    let known = store::public_titles(c, typed.content.record_slugs(kind)).await?;
    for field in kind.fields().filter(|f| f.kind.leads_to_records()) {
        if typed.content.values(&field.id).iter().any(|slug| !known.contains_key(slug)) {
            typed.problems.add(name_of(&field.id), why);
        }
    }
    Ok(())
}

async fn hand_over(
    tx: &mut Tx,
    permit: &Permit<WriteRecord>,
    scene: &Scene<'_>,
    slug: &str,
) -> Result<(), Refusal> {
    let record = store::by_slug(tx, slug).await?.ok_or(Refusal::NotNow)?;
    life::submit(tx, permit, scene, &record, record.rev).await
}

async fn conflict(ctx: &Ctx, kind: &Kind, slug: &str, fields: Fields, typed: &Typed) -> Result {
    let t = &ctx.t.catalogue;
    let current = working(ctx, slug).await?;
    let theirs = current.content()?;
    let directory = ctx.app.directory();
    let versions = [&typed.content, &theirs];
    let names = Names::of(&mut ctx.app.db.read().await?, &directory, kind, &versions).await?;
    let reader = Reader { directory: &directory, names: &names, lang: ctx.lang };
    let mut page = filled(ctx, kind, &current, fields, Problems::default()).await?.with_media(&typed.content);
    page.conflict = compare(&reader, kind, t.labels(), &theirs, &typed.content);
    page.notes.insert(0, t.changed_meanwhile);
    ctx.page_with(StatusCode::CONFLICT, &page)
}

fn invalid(ctx: &Ctx, page: &FormPage) -> Result {
    ctx.page_with(StatusCode::UNPROCESSABLE_ENTITY, page)
}

fn done(ctx: &Ctx, slug: &str, handed_in: bool, content: &Content) -> axum::response::Response {
    let t = &ctx.t.catalogue;
    if content.pictures.iter().any(|picture| picture.caption.is_empty()) {
        return ctx.done(&format!("/muc/{slug}/sua#anh"), t.saved_without_captions);
    }
    ctx.done(&format!("/muc/{slug}/ho-so"), if handed_in { t.handed_in } else { t.saved })
}

fn failed(refusal: Refusal) -> Error {
    match refusal {
        Refusal::OtherWriters => Denied::NotAllowed.into(),
        Refusal::Database(error) => error.into(),
        other => Error::Internal(other.to_string()),
    }
}
