//! One import: what its file would do, or did.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;

use super::list::ImportView;
use super::view::{Choosing, RowView, TouchedView, choosing, rows, touched_views};
use super::{kind, seen, writable};
use crate::accounts::access::Denied;
use crate::catalogue::imports::sheet::Finding;
use crate::catalogue::imports::store::{self, Import, Stage};
use crate::catalogue::imports::texts::ImportTexts;
use crate::catalogue::imports::trial::{Compared, Trial, Verdict};
use crate::catalogue::kinds::Visibility;
use crate::catalogue::life::{Refusal, Scene};
use crate::db::Conn;
use crate::ids::ImportId;
use crate::web::frame::Frame;
use crate::web::lang::fill;
use crate::web::{Ctx, Error, Result};

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

/// `GET /co-so-du-lieu/nhap/{id}`: what a file would do, or did. Right: `WriteRecord`, or `ReviewRecord` once it is
/// written.
pub async fn show(ctx: Ctx, Path(id): Path<ImportId>) -> Result {
    let import = seen(&ctx, id).await?;
    page(&ctx, &import, StatusCode::OK, None, Vec::new()).await
}

/// The page of an import as it stands.
pub async fn page(
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

/// The file laid beside the records as they are now.
pub async fn trial(
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

/// A refusal that no page of its own explains.
pub fn failed(refusal: Refusal) -> Error {
    match refusal {
        Refusal::Database(error) => error.into(),
        Refusal::OtherWriters => Denied::NotAllowed.into(),
        other => Error::Internal(other.to_string()),
    }
}
