//! One section, with its sources beside it.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;

use super::super::model::{LIMIT, State};
use super::super::store::{self, FigureSource, Kept, Source};
use super::super::texts::ConsolidatedTexts;
use super::super::{compare, marks};
use super::report::redraw;
use super::{find, versions};
use crate::accounts::rights::WriteConsolidated;
use crate::db::Conn;
use crate::ids::ConsolidatedId;
use crate::indicators::words::said_words;
use crate::web::form::{Fields, Problems};
use crate::web::lang::fill;
use crate::web::{Ctx, Error, Frame, Result};

/// What an agency said, as the editor sees it.
struct Quote {
    mark: i64,
    org: String,
    clause: String,
    href: String,
    said: Vec<(&'static str, String)>,
}

#[derive(Template)]
#[template(path = "consolidated/edit.html")]
struct EditPage {
    frame: Frame,
    t: &'static ConsolidatedTexts,
    id: ConsolidatedId,
    code: String,
    title: String,
    heading: String,
    rev: i64,
    text: String,
    rows: usize,
    quotes: Vec<Quote>,
    /// What the program would write now, where a person has written something else.
    proposal: Option<Vec<(&'static str, String)>>,
    /// What somebody else saved meanwhile.
    theirs: Option<String>,
    problems: Problems,
}

/// `GET /bao-cao-tong-hop/{id}/muc/{code}`.
pub async fn show(ctx: Ctx, Path((id, code)): Path<(ConsolidatedId, String)>) -> Result {
    ctx.permit::<WriteConsolidated>(&())?;
    let mut c = ctx.app.db.read().await?;
    let page = page(&ctx, &mut c, id, &code).await?;
    ctx.page(&page)
}

async fn page(ctx: &Ctx, c: &mut Conn, id: ConsolidatedId, code: &str) -> Result<EditPage> {
    let (report, period) = find(ctx, c, id).await?;
    if report.state == State::Final {
        return Err(Error::Conflict(ctx.t.consolidated.locked.to_owned()));
    }
    let kept = section(c, id, code).await?;
    let sources = store::sources(c, id).await?;
    let figures = store::figure_sources(c, id).await?;
    let t = &ctx.t.consolidated;
    let known =
        |mark| sources.iter().any(|source| source.mark == mark) || figures.iter().any(|f| f.mark == mark);
    let cited = marks::of(&format!("{}\n{}", kept.text, kept.drafted), known);
    Ok(EditPage {
        frame: ctx.frame(),
        t,
        id,
        code: code.to_owned(),
        title: fill(t.one_of, &[&ctx.t.reporting.period_name(&period.code)]),
        heading: format!("{} {}", kept.label, kept.heading).trim().to_owned(),
        rev: kept.rev,
        rows: (kept.text.chars().count() / 80 + kept.text.lines().count()).clamp(6, 30),
        quotes: sources
            .iter()
            .filter(|s| cited.contains(&s.mark))
            .map(|s| quote(ctx, s))
            .chain(figures.iter().filter(|f| cited.contains(&f.mark)).map(|f| figure_quote(ctx, f)))
            .collect(),
        proposal: kept.is_edited().then(|| versions::runs(&compare::words(&kept.text, &kept.drafted))),
        text: kept.text,
        theirs: None,
        problems: Problems::default(),
    })
}

async fn section(c: &mut Conn, id: ConsolidatedId, code: &str) -> Result<Kept> {
    let found = store::sections(c, id).await?.into_iter().find(|s| s.code == code && s.holds_text());
    found.ok_or(Error::NotFound)
}

fn quote(ctx: &Ctx, source: &Source) -> Quote {
    let t = &ctx.t.reporting;
    let said = [
        (t.result, &source.result),
        (t.difficulty, &source.difficulty),
        (t.cause, &source.cause),
        (t.proposal, &source.proposal),
    ];
    Quote {
        mark: source.mark,
        org: source.org_name.clone(),
        clause: source.section_path.clone(),
        href: format!("/bao-cao/{}", source.submission_id),
        said: said
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(label, text)| (label, text.clone()))
            .collect(),
    }
}

fn figure_quote(ctx: &Ctx, source: &FigureSource) -> Quote {
    let t = &ctx.t.indicators;
    Quote {
        mark: source.mark,
        org: source.org_name.clone(),
        clause: t.indicator.to_owned(),
        href: format!("/bao-cao/{}", source.submission_id),
        said: vec![(t.value, format!("{}: {}", source.name, said_words(t, &source.said(), &source.unit)))],
    }
}

/// `POST /bao-cao-tong-hop/{id}/muc/{code}`: saves the text, or (`viec=soan-lai`) takes what the reports give.
pub async fn save(ctx: Ctx, Path((id, code)): Path<(ConsolidatedId, String)>, fields: Fields) -> Result {
    let permit = ctx.permit::<WriteConsolidated>(&())?;
    let t = &ctx.t.consolidated;
    let back = format!("/bao-cao-tong-hop/{id}#muc-{code}");
    if fields.get("viec") == "soan-lai" {
        redraw(&ctx, id, Some(&code)).await?;
        return Ok(ctx.done(&back, t.redrawn));
    }
    let text = viet::nfc(fields.get("noi-dung")).replace("\r\n", "\n");
    let mut problems = Problems::default();
    if text.is_empty() {
        problems.add("noi-dung", ctx.t.common.required);
    } else if text.chars().count() > LIMIT {
        problems.add("noi-dung", fill(t.too_long, &[&viet::number::show(LIMIT)]));
    }
    if !problems.is_empty() {
        let mut c = ctx.app.db.read().await?;
        let mut shown = page(&ctx, &mut c, id, &code).await?;
        (shown.text, shown.problems) = (text, problems);
        shown.rev = fields.parse("rev").unwrap_or_default();
        return ctx.page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown);
    }
    let mut tx = ctx.app.db.write().await?;
    let now = section(&mut tx, id, &code).await?;
    if now.text == text {
        // sent twice, or nothing changed
        return Ok(ctx.done(&back, t.saved));
    }
    let rev = fields.parse("rev").unwrap_or_default();
    if store::write(&mut tx, &permit, id, &code, rev, &text, ctx.now()).await? {
        tx.commit().await?;
        return Ok(ctx.done(&back, t.saved));
    }
    drop(tx);
    let mut c = ctx.app.db.read().await?;
    let mut shown = page(&ctx, &mut c, id, &code).await?;
    shown.theirs = Some(std::mem::replace(&mut shown.text, text));
    ctx.page_with(StatusCode::CONFLICT, &shown)
}
