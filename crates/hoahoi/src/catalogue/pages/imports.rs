//! Bringing records in from a spreadsheet: the file, what it would do, confirmation, undoing.

use askama::Template;
use axum::extract::{Multipart, Path};
use axum::http::StatusCode;
use thethuc::table::TableError;
use vanban::workbook::Workbook;

use super::import_view::{Choosing, RowView, TouchedView, choosing, rows, touched_views};
use super::{home, kind, writable};
use crate::accounts::access::{Denied, Permit};
use crate::accounts::rights::{ReviewRecord, WriteRecord};
use crate::catalogue::imports::form::{About, Content as Form};
use crate::catalogue::imports::sheet::{self, Finding};
use crate::catalogue::imports::store::{self, Brought, Import, Stage};
use crate::catalogue::imports::texts::ImportTexts;
use crate::catalogue::imports::trial::{Choices, Compared, Known, Trial, Verdict};
use crate::catalogue::imports::undo::{self, Undone};
use crate::catalogue::imports::write;
use crate::catalogue::kinds::{Kind, Visibility};
use crate::catalogue::life::{Refusal, Scene};
use crate::catalogue::links;
use crate::catalogue::show::Names;
use crate::db::Conn;
use crate::files::as_attachment;
use crate::files::kinds::FileKind;
use crate::ids::{ImportId, OrgId};
use crate::organisations::id_of;
use crate::plans::reading;
use crate::web::form::Fields;
use crate::web::frame::Frame;
use crate::web::lang::fill;
use crate::web::uploads::{self, Upload};
use crate::web::{Ctx, Error, Result};

/// The latest imports that a list shows.
const MOST: i64 = 200;

#[derive(Template)]
#[template(path = "catalogue/import.html")]
struct StartPage {
    frame: Frame,
    t: &'static ImportTexts,
    kind: String,
    name: String,
    orgs: Vec<(String, String)>,
    advice: [&'static str; 6],
    file: String,
    problems: Vec<Finding>,
}

/// The kind, and the organisations for which the viewer may bring its records in; whoever may for none is refused.
fn allowed<'a>(ctx: &'a Ctx, id: &str) -> Result<(&'a Kind, Vec<OrgId>)> {
    ctx.permit::<WriteRecord>(&home(ctx, None))?;
    let kind = kind(ctx, id)?;
    let orgs = writable(ctx, Some(kind));
    if orgs.is_empty() { Err(Denied::NotAllowed.into()) } else { Ok((kind, orgs)) }
}

fn start_page(ctx: &Ctx, kind: &Kind, orgs: &[OrgId], file: String, problems: Vec<Finding>) -> StartPage {
    let t = &ctx.t.imports;
    let directory = ctx.app.directory();
    let orgs = orgs.iter().filter_map(|org| directory.get(*org));
    StartPage {
        frame: ctx.frame(),
        t,
        kind: kind.id.clone(),
        name: kind.name.get(ctx.lang).to_owned(),
        orgs: orgs.map(|org| (org.slug.clone(), org.name.clone())).collect(),
        advice: [t.a_row, t.a_match, t.a_empty, t.a_many, t.a_values, t.a_write],
        file,
        problems,
    }
}

/// `GET /co-so-du-lieu/{kind}/nhap`: how it works, the template, and where the file comes in. Right: `WriteRecord`.
pub async fn start(ctx: Ctx, Path(id): Path<String>) -> Result {
    let (kind, orgs) = allowed(&ctx, &id)?;
    ctx.page(&start_page(&ctx, kind, &orgs, String::new(), Vec::new()))
}

/// `GET /co-so-du-lieu/{kind}/nhap/mau`: the template; with `co-quan` filled with that agency's records, with
/// `tai=csv` as CSV. Right: `WriteRecord`.
pub async fn template(ctx: Ctx, Path(id): Path<String>, fields: Fields) -> Result {
    let (kind, orgs) = allowed(&ctx, &id)?;
    let org = fields.filled("co-quan").map(id_of);
    if org.is_some_and(|org| !orgs.contains(&org)) {
        return Err(Denied::NotAllowed.into());
    }
    let directory = ctx.app.directory();
    let mut c = ctx.app.db.read().await?;
    let mut records = Vec::new();
    if let Some(org) = org {
        for record in store::of_kind(&mut c, &kind.id, org).await? {
            let known = Known::of(record)?;
            let links = links::addresses(&mut c, &directory, &known.content.links).await?;
            records.push((known, links));
        }
    }
    drop(c);
    let names = Names::default();
    let content = Form { kind, directory: &directory, names: &names, records: &records, lang: ctx.lang };
    let demo = if ctx.app.config.demo { "minh-hoa-" } else { "" };
    let name = format!("{demo}nhap-{}", kind.id);
    if fields.get("tai") == "csv" {
        return as_attachment(content.csv(), FileKind::Csv.as_str(), &format!("{name}.csv"));
    }
    let form = content.form(about(&ctx, kind, org), &ctx.t.imports);
    let work = tokio::task::spawn_blocking(move || form.xlsx());
    let bytes: std::result::Result<Vec<u8>, TableError> = work.await.map_err(anyhow::Error::from)?;
    as_attachment(bytes.map_err(anyhow::Error::from)?, FileKind::Xlsx.as_str(), &format!("{name}.xlsx"))
}

fn about(ctx: &Ctx, kind: &Kind, org: Option<OrgId>) -> About {
    let t = &ctx.t.imports;
    let directory = ctx.app.directory();
    let who = ctx.viewer.who().map_or("", |who| who.name.as_str());
    let mut facts = vec![(t.f_kind.to_owned(), kind.name.get(ctx.lang).to_owned())];
    facts.extend(org.and_then(|org| directory.get(org)).map(|org| (t.f_agency.to_owned(), org.name.clone())));
    facts.push((t.f_made.to_owned(), fill(t.f_made_by, &[&ctx.now().show(), &who])));
    About { facts, mark: ctx.app.config.demo.then(|| ctx.t.common.demo_band.to_owned()) }
}

/// `POST /co-so-du-lieu/{kind}/nhap` (fields `org`, `tep`): reads a file and keeps it until it is confirmed. Right:
/// `WriteRecord`.
pub async fn bring(ctx: Ctx, Path(id): Path<String>, multipart: Multipart) -> Result {
    let (kind, orgs) = allowed(&ctx, &id)?;
    let (fields, files) = uploads::read(multipart).await?;
    let org = fields.filled("org").map_or(orgs[0], id_of);
    let permit = ctx.permit::<WriteRecord>(&org)?;
    if !orgs.contains(&org) {
        return Err(Denied::NotAllowed.into());
    }
    let t = &ctx.t.imports;
    let whole = |what: String| vec![Finding { place: t.at_file.to_owned(), what }];
    let (file, found) = match files.into_iter().next() {
        Some(file) => (file.name.clone(), book(&ctx, file).await.map_err(whole)),
        None => (String::new(), Err(whole(t.no_file.to_owned()))),
    };
    let (sheet, notes) = match found.and_then(|book| sheet::read(&book, kind, t)) {
        Ok(read) => read,
        Err(problems) => {
            let page = start_page(&ctx, kind, &orgs, file, problems);
            return ctx.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
    };
    let brought = Brought {
        kind: &kind.id,
        org,
        account: permit.account(),
        file_name: &file,
        sheet: &sheet,
        notes: &notes,
        at: ctx.now(),
    };
    let mut tx = ctx.app.db.write().await?;
    let import = store::keep(&mut tx, &brought).await?;
    tx.commit().await?;
    Ok(axum::response::IntoResponse::into_response(axum::response::Redirect::to(&address(import))))
}

fn address(id: ImportId) -> String {
    format!("/co-so-du-lieu/nhap/{id}")
}

/// What stands in a file, or why it cannot be read.
async fn book(ctx: &Ctx, file: Upload) -> std::result::Result<Workbook, String> {
    match FileKind::of(&file.bytes) {
        Some(FileKind::Xlsx | FileKind::Csv) => {}
        // text that Excel saves as "Unicode" begins with a mark that no other kind has
        None if file.bytes.starts_with(&[0xff, 0xfe]) => {}
        _ => return Err(fill(ctx.t.imports.wrong_kind, &[&file.name])),
    }
    reading::workbook(file.bytes).await.map_err(|why| why.say(ctx.lang).to_owned())
}

#[derive(Template)]
#[template(path = "catalogue/import_trial.html")]
struct TrialPage {
    frame: Frame,
    t: &'static ImportTexts,
    id: String,
    kind: String,
    name: String,
    agency: String,
    file: String,
    by: String,
    digest: String,
    warning: Option<&'static str>,
    notes: Vec<String>,
    problems: Vec<Finding>,
    counts: Vec<String>,
    choosing: Vec<Choosing>,
    rows: Vec<RowView>,
    open: bool,
    ready: bool,
    complete: bool,
    nothing: bool,
}

#[derive(Template)]
#[template(path = "catalogue/import_done.html")]
struct DonePage {
    frame: Frame,
    t: &'static ImportTexts,
    view: ImportView,
    rev: i64,
    touched: Vec<TouchedView>,
    blocked: Vec<TouchedView>,
    warning: Option<&'static str>,
    undoable: bool,
}

/// An import in a list.
struct ImportView {
    href: String,
    file: String,
    kind: String,
    kind_href: String,
    agency: String,
    when: String,
    by: String,
    stage: &'static str,
    counts: String,
    undone: Option<String>,
}

impl ImportView {
    fn of(ctx: &Ctx, import: &Import) -> Self {
        let t = &ctx.t.imports;
        let directory = ctx.app.directory();
        let counts = fill(t.counts_of, &[&import.added, &import.changed, &import.same]);
        let how = if import.handed_in { t.handed_in } else { t.as_drafts };
        let undone = import
            .undone_at
            .map(|at| fill(t.when_by, &[&at.show(), &import.undone_by.as_deref().unwrap_or_default()]));
        Self {
            href: address(import.id),
            file: import.file_name.clone(),
            kind: ctx
                .app
                .kinds
                .get(&import.kind)
                .map_or_else(String::new, |k| k.name.get(ctx.lang).to_owned()),
            kind_href: format!("/co-so-du-lieu/{}", import.kind),
            agency: directory.get(import.org_id).map_or_else(String::new, |org| org.name.clone()),
            when: import.written_at.unwrap_or(import.tried_at).show(),
            by: import.written_by.clone().or_else(|| import.tried_by.clone()).unwrap_or_default(),
            stage: match import.stage {
                Stage::Tried => t.tried,
                Stage::Written => t.written,
                Stage::Undone => t.undone,
            },
            counts: if import.stage == Stage::Tried { String::new() } else { format!("{counts}; {how}") },
            undone,
        }
    }
}

#[derive(Template)]
#[template(path = "catalogue/imports.html")]
struct ListPage {
    frame: Frame,
    t: &'static ImportTexts,
    imports: Vec<ImportView>,
}

/// `GET /co-so-du-lieu/nhap`: who brought in what; a reviewer sees every agency's. Right: `WriteRecord` or
/// `ReviewRecord`.
pub async fn list(ctx: Ctx) -> Result {
    let reviews = ctx.viewer.may::<ReviewRecord>(&());
    let orgs = writable(&ctx, None);
    if !reviews {
        ctx.permit::<WriteRecord>(&home(&ctx, None))?;
    }
    let of = if reviews { None } else { Some(orgs.as_slice()) };
    let imports = store::latest(&mut ctx.app.db.read().await?, of, MOST).await?;
    let imports = imports.iter().map(|import| ImportView::of(&ctx, import)).collect();
    ctx.page(&ListPage { frame: ctx.frame(), t: &ctx.t.imports, imports })
}

/// An import that the viewer may see: its agency's writers, and reviewers once it is written.
async fn seen(ctx: &Ctx, id: ImportId) -> Result<Import> {
    let import = store::by_id(&mut ctx.app.db.read().await?, id).await?;
    let Some(import) = import else {
        ctx.permit::<WriteRecord>(&home(ctx, None))?;
        return Err(Error::NotFound);
    };
    if !(import.stage != Stage::Tried && ctx.viewer.may::<ReviewRecord>(&())) {
        ctx.permit::<WriteRecord>(&import.org_id)?;
    }
    Ok(import)
}

/// `GET /co-so-du-lieu/nhap/{id}`: what a file would do, or did. Right: `WriteRecord`, or `ReviewRecord` once it is
/// written.
pub async fn show(ctx: Ctx, Path(id): Path<ImportId>) -> Result {
    let import = seen(&ctx, id).await?;
    page(&ctx, &import, StatusCode::OK, None, Vec::new()).await
}

async fn page(
    ctx: &Ctx,
    import: &Import,
    status: StatusCode,
    warning: Option<&'static str>,
    blocked: Vec<TouchedView>,
) -> Result {
    let t = &ctx.t.imports;
    let kind = kind(ctx, &import.kind)?;
    let mut c = ctx.app.db.read().await?;
    if import.stage != Stage::Tried {
        let touched = store::touched(&mut c, import.id).await?;
        drop(c);
        let writes = writable(ctx, Some(kind)).contains(&import.org_id);
        return ctx.page_with(
            status,
            &DonePage {
                frame: ctx.frame(),
                t,
                view: ImportView::of(ctx, import),
                rev: import.rev,
                touched: touched_views(t, &touched),
                blocked,
                warning,
                undoable: writes && import.stage == Stage::Written,
            },
        );
    }
    let directory = ctx.app.directory();
    let scene = Scene { kind, directory: &directory, now: ctx.now() };
    let trial = trial(ctx, &mut c, &scene, import).await.map_err(failed)?;
    let rows = rows(ctx, &mut c, kind, &trial).await?;
    drop(c);
    let problems: Vec<Finding> = trial.outcomes.iter().flat_map(|outcome| outcome.problems.clone()).collect();
    let status = if problems.is_empty() { status } else { StatusCode::UNPROCESSABLE_ENTITY };
    let writes = trial.count(Verdict::New) + trial.count(Verdict::Changed) > 0;
    let counted = [
        (t.n_new, Verdict::New),
        (t.n_changed, Verdict::Changed),
        (t.n_same, Verdict::Same),
        (t.n_doubtful, Verdict::Doubtful),
        (t.n_skipped, Verdict::Skipped),
        (t.n_wrong, Verdict::Wrong),
    ];
    let counts = counted.iter().filter(|(_, verdict)| trial.count(*verdict) > 0);
    let view = ImportView::of(ctx, import);
    ctx.page_with(
        status,
        &TrialPage {
            frame: ctx.frame(),
            t,
            id: import.id.to_string(),
            kind: kind.id.clone(),
            name: view.kind,
            agency: view.agency,
            file: view.file,
            by: fill(t.when_by, &[&view.when, &view.by]),
            digest: trial.digest(),
            warning,
            notes: import.notes()?,
            counts: counts.map(|(words, verdict)| fill(words, &[&trial.count(*verdict)])).collect(),
            choosing: choosing(ctx, &trial),
            open: trial.count(Verdict::Doubtful) > 0,
            ready: trial.is_ready(),
            complete: trial.is_complete(),
            nothing: problems.is_empty() && trial.count(Verdict::Doubtful) == 0 && !writes,
            problems,
            rows,
        },
    )
}

async fn trial(
    ctx: &Ctx,
    c: &mut Conn,
    scene: &Scene<'_>,
    import: &Import,
) -> std::result::Result<Trial, Refusal> {
    let sheet = import.sheet()?.unwrap_or_default();
    let choices = import.choices()?;
    let compared = Compared { sheet: &sheet, choices: &choices, org: import.org_id, texts: ctx.t };
    Trial::run(c, scene, &compared).await
}

fn failed(refusal: Refusal) -> Error {
    match refusal {
        Refusal::Database(error) => error.into(),
        Refusal::OtherWriters => Denied::NotAllowed.into(),
        other => Error::Internal(other.to_string()),
    }
}

/// An import of the viewer's agency, with the proof.
async fn own(ctx: &Ctx, id: ImportId) -> Result<(Import, Permit<WriteRecord>)> {
    let import = seen(ctx, id).await?;
    let permit = ctx.permit::<WriteRecord>(&import.org_id)?;
    Ok((import, permit))
}

/// `POST /co-so-du-lieu/nhap/{id}/chon` (fields `hang-N`): says which records doubtful rows are. Right: `WriteRecord`.
pub async fn choose(ctx: Ctx, Path(id): Path<ImportId>, fields: Fields) -> Result {
    let (import, _) = own(&ctx, id).await?;
    let mut choices: Choices = import.choices()?;
    for (name, said) in fields.iter() {
        if let Some(row) = name.strip_prefix("hang-").and_then(|row| row.parse().ok()) {
            choices.insert(row, said.to_owned());
        }
    }
    let mut tx = ctx.app.db.write().await?;
    if !store::choose(&mut tx, &import, &choices).await? {
        drop(tx);
        return again(&ctx, id, ctx.t.imports.changed_meanwhile).await;
    }
    tx.commit().await?;
    Ok(axum::response::IntoResponse::into_response(axum::response::Redirect::to(&address(id))))
}

/// Shows an import as it stands now, with a warning.
async fn again(ctx: &Ctx, id: ImportId, warning: &'static str) -> Result {
    let import = seen(ctx, id).await?;
    page(ctx, &import, StatusCode::CONFLICT, Some(warning), Vec::new()).await
}

/// `POST /co-so-du-lieu/nhap/{id}` (fields `viec`: `nhap` or `gui`, `doi-chieu`): writes what was shown, and nothing
/// else. Right: `WriteRecord`.
pub async fn confirm(ctx: Ctx, Path(id): Path<ImportId>, fields: Fields) -> Result {
    let (import, permit) = own(&ctx, id).await?;
    let kind = kind(&ctx, &import.kind)?;
    let directory = ctx.app.directory();
    let scene = Scene { kind, directory: &directory, now: ctx.now() };
    let t = &ctx.t.imports;
    let mut tx = ctx.app.db.write().await?;
    if !write::claim(&mut tx, &permit, &scene, &import).await? {
        drop(tx);
        return again(&ctx, id, t.already).await;
    }
    let trial = trial(&ctx, &mut tx, &scene, &import).await.map_err(failed)?;
    let shown = trial.digest() == fields.get("doi-chieu");
    let hand_in = fields.get("viec") == "gui";
    let outcome = if shown && (trial.is_complete() || !hand_in) {
        write::all(&mut tx, &permit, &scene, &import, &trial, hand_in).await
    } else {
        Err(Refusal::Stale)
    };
    match outcome {
        Ok(()) => {
            tx.commit().await?;
            Ok(ctx.done(&address(id), t.done))
        }
        Err(Refusal::Stale | Refusal::NotNow | Refusal::Incomplete(_)) => {
            drop(tx);
            again(&ctx, id, t.changed_meanwhile).await
        }
        Err(refusal) => Err(failed(refusal)),
    }
}

/// `POST /co-so-du-lieu/nhap/{id}/hoan-tac`: takes an import back while nothing of it has been changed since. Right:
/// `WriteRecord`.
pub async fn undo(ctx: Ctx, Path(id): Path<ImportId>, fields: Fields) -> Result {
    let (import, permit) = own(&ctx, id).await?;
    let kind = kind(&ctx, &import.kind)?;
    let directory = ctx.app.directory();
    let scene = Scene { kind, directory: &directory, now: ctx.now() };
    let t = &ctx.t.imports;
    let mut tx = ctx.app.db.write().await?;
    let rev = fields.parse("rev").unwrap_or(0);
    match undo::all(&mut tx, &permit, &scene, &import, rev).await.map_err(failed)? {
        Undone::All => {
            tx.commit().await?;
            Ok(ctx.done(&address(id), t.undone_done))
        }
        Undone::NotNow => {
            drop(tx);
            again(&ctx, id, t.undo_not_now).await
        }
        Undone::Blocked(rows) => {
            drop(tx);
            page(&ctx, &import, StatusCode::CONFLICT, None, touched_views(t, &rows)).await
        }
    }
}
