//! Adding the annex: a dry run first, then all of its rows or none.

use askama::Template;
use axum::extract::{Multipart, Path};
use axum::http::StatusCode;

use super::documents::failed;
use super::review_address;
use crate::accounts::rights::ConfirmPlan;
use crate::ids::PlanId;
use crate::plans::By;
use crate::plans::annex::{self, Added, Checked};
use crate::plans::store::{self, Plan};
use crate::plans::texts::PlanTexts;
use crate::plans::{import, reading};
use crate::web::form::{Fields, Problems};
use crate::web::lang::fill;
use crate::web::{Ctx, Error, Frame, Result, uploads};

/// A row of the dry run.
struct Line {
    place: String,
    task: String,
    owners: String,
    deadline: String,
    product: String,
    errors: Vec<(&'static str, String)>,
    unknown: Vec<String>,
}

#[derive(Template)]
#[template(path = "plans/annex.html")]
struct AnnexPage {
    frame: Frame,
    t: &'static PlanTexts,
    plan: Plan,
    problems: Problems,
    /// The address of the kept file, once it has been tried out.
    sha256: String,
    lines: Vec<Line>,
    errors: usize,
}

async fn load(ctx: &Ctx, id: PlanId) -> Result<AnnexPage> {
    let plan = store::plan(&mut ctx.app.db.read().await?, id).await?.ok_or(Error::NotFound)?;
    let (problems, sha256, lines) = (Problems::default(), String::new(), Vec::new());
    Ok(AnnexPage { frame: ctx.frame(), t: &ctx.t.plans, plan, problems, sha256, lines, errors: 0 })
}

/// The form for the file.
pub async fn annex_form(ctx: Ctx, Path(id): Path<PlanId>) -> Result {
    ctx.permit::<ConfirmPlan>(&())?;
    ctx.page(&load(&ctx, id).await?)
}

/// Tries the file out: shows its rows and what is wrong with them, and keeps no duty.
pub async fn annex_try(ctx: Ctx, Path(id): Path<PlanId>, multipart: Multipart) -> Result {
    ctx.permit::<ConfirmPlan>(&())?;
    let t = &ctx.t.plans;
    let (_, files) = uploads::read(multipart).await?;
    let mut page = load(&ctx, id).await?;
    let Some(file) = files.into_iter().next() else {
        page.problems.add("tep", t.import_missing);
        return ctx.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let rows = match reading::annex(file.bytes.clone()).await {
        Ok(rows) => rows,
        Err(why) => {
            page.problems.add("tep", why.say(ctx.lang));
            return ctx.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
    };
    let duties = store::duties(&mut ctx.app.db.read().await?, id).await?;
    let checked = annex::check(rows, t, &ctx.app.directory(), page.plan.issued_on, ctx.today(), &duties);
    page.errors = checked.iter().map(|row| row.errors.len()).sum();
    page.lines = checked.into_iter().map(|row| line(t, row)).collect();
    if page.errors > 0 {
        page.problems.add("tep", t.annex_errors);
        return ctx.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    page.sha256 = ctx.app.files.put(file.bytes).await?;
    ctx.page(&page)
}

/// Adds the rows of a file that has been tried out.
pub async fn annex_add(ctx: Ctx, Path(id): Path<PlanId>, fields: Fields) -> Result {
    let permit = ctx.permit::<ConfirmPlan>(&())?;
    let t = &ctx.t.plans;
    let sha256 = fields.get("sha256");
    if sha256.len() != 64 || !sha256.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(Error::Bad(t.import_missing.to_owned()));
    }
    let bytes = ctx.app.files.get(sha256).await.map_err(|_| Error::Bad(t.import_missing.to_owned()))?;
    let rows = reading::annex(bytes).await.map_err(|why| Error::Bad(why.say(ctx.lang).to_owned()))?;
    match annex::add(&ctx.app, t, id, rows, sha256, By::from(&permit)).await {
        Ok(Added::Duties(n)) => Ok(ctx.done(&review_address(id), &fill(t.annex_added, &[&n]))),
        Ok(Added::Refused) => Err(Error::Conflict(t.annex_errors.to_owned())),
        Err(import::ImportError::Unreadable(why)) => Err(Error::Bad(why.say(ctx.lang).to_owned())),
        Err(error) => Err(failed(error)),
    }
}

fn line(t: &PlanTexts, checked: Checked) -> Line {
    let row = checked.row;
    let place = match &row.sheet {
        Some(sheet) => format!("{sheet}, {}", row.row),
        None => row.row.to_string(),
    };
    let deadline = row
        .deadline
        .map(|d| d.text)
        .or_else(|| row.recurrence.map(|r| crate::plans::cards::recurrence_word(t, r.into()).to_owned()));
    Line {
        place,
        task: row.task,
        owners: row.owners.join("; "),
        deadline: deadline.unwrap_or_default(),
        product: row.product.unwrap_or_default(),
        errors: checked.errors,
        unknown: checked.unknown,
    }
}
