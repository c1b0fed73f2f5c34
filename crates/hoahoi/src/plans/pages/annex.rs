//! Adding the annex: a dry run first, then all of its rows or none.

use askama::Template;
use axum::extract::{Multipart, Path};
use axum::http::StatusCode;

use super::documents::failed;
use super::review_address;
use crate::accounts::rights::ConfirmPlan;
use crate::ids::PlanId;
use crate::plans::By;
use crate::plans::annex::{self, Added, CheckedRow, Problem, Words};
use crate::plans::cards;
use crate::plans::edit::Answers;
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
    /// For each role the names.
    parties: Vec<(&'static str, String)>,
    deadline: String,
    product: String,
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
    /// Place and problem of what must be mended first; there are no lines then.
    faults: Vec<(String, Problem)>,
}

async fn load(ctx: &Ctx, id: PlanId) -> Result<AnnexPage> {
    let plan = store::plan(&mut ctx.app.db.read().await?, id).await?.ok_or(Error::NotFound)?;
    Ok(AnnexPage {
        frame: ctx.frame(),
        t: &ctx.t.plans,
        plan,
        problems: Problems::default(),
        sha256: String::new(),
        lines: Vec::new(),
        faults: Vec::new(),
    })
}

/// The form for the file.
pub async fn annex_form(ctx: Ctx, Path(id): Path<PlanId>) -> Result {
    ctx.permit::<ConfirmPlan>(&())?;
    ctx.page(&load(&ctx, id).await?)
}

/// Tries the file out: shows everything that is wrong with it, or its rows; no duty is kept.
pub async fn annex_try(ctx: Ctx, Path(id): Path<PlanId>, multipart: Multipart) -> Result {
    ctx.permit::<ConfirmPlan>(&())?;
    let t = &ctx.t.plans;
    let (_, files) = uploads::read(multipart).await?;
    let mut page = load(&ctx, id).await?;
    let Some(file) = files.into_iter().next() else {
        page.problems.add("tep", t.import_missing);
        return ctx.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let annex = match reading::annex(file.bytes.clone()).await {
        Ok(annex) => annex,
        Err(why) => {
            page.problems.add("tep", why.say(ctx.lang));
            return ctx.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
    };
    let duties = store::duties(&mut ctx.app.db.read().await?, id).await?;
    let words = Words { t, lang: ctx.lang };
    let checked = annex::check(annex, words, &ctx.app.directory(), page.plan.issued_on, ctx.today(), &duties);
    if !checked.problems.is_empty() {
        page.problems.add("tep", fill(t.annex_errors, &[&checked.problems.len()]));
        page.faults = checked.problems.into_iter().map(|fault| (words.place(&fault.place), fault)).collect();
        return ctx.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    page.lines = checked.rows.into_iter().map(|row| line(words, row)).collect();
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
    let annex = reading::annex(bytes).await.map_err(|why| Error::Bad(why.say(ctx.lang).to_owned()))?;
    let words = Words { t, lang: ctx.lang };
    match annex::add(&ctx.app, words, id, annex, sha256, By::from(&permit)).await {
        Ok(Added::Duties(n)) => Ok(ctx.done(&review_address(id), &fill(t.annex_added, &[&n]))),
        Ok(Added::Refused) => Err(Error::Conflict(t.annex_refused.to_owned())),
        Err(import::ImportError::Unreadable(why)) => Err(Error::Bad(why.say(ctx.lang).to_owned())),
        Err(error) => Err(failed(error)),
    }
}

fn line(words: Words, checked: CheckedRow) -> Line {
    let (row, t) = (checked.row, words.t);
    let deadline = row
        .deadline
        .map(|d| d.text)
        .or_else(|| row.recurrence.map(|r| cards::recurrence_word(t, r.into()).to_owned()));
    let owners = row.owners.into_iter().map(|owner| (Answers::As(owner.role.into()), owner.name));
    let others = row.coordinators.into_iter().map(|name| (Answers::NamedOnly, name));
    let mut parties: Vec<(&'static str, String)> = Vec::new();
    for (answers, name) in owners.chain(others) {
        let word = cards::answers_word(t, answers);
        match parties.iter_mut().find(|(known, _)| *known == word) {
            Some((_, names)) => *names = format!("{names}; {name}"),
            None => parties.push((word, name)),
        }
    }
    Line {
        place: words.place(&row.place),
        task: row.task,
        parties,
        deadline: deadline.unwrap_or_default(),
        product: row.product.unwrap_or_default(),
        unknown: checked.unknown,
    }
}
