//! The report to be read, with what it rests on.

use std::collections::HashSet;

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use super::super::marks::{self, Piece};
use super::super::model::State;
use super::super::store::{self, Consolidated, FigureSource, Kept, Source};
use super::super::texts::ConsolidatedTexts;
use super::list::chip;
use super::{draw, find, workbook};
use crate::accounts::rights::{ReadSubmissions, WriteConsolidated};
use crate::db::Conn;
use crate::files::attachments::{self, SubjectKind};
use crate::ids::ConsolidatedId;
use crate::reporting::store::accepted::PeriodOf;
use crate::reporting::words::Chip;
use crate::sheets::Format;
use crate::web::form::{Fields, Problems};
use crate::web::lang::fill;
use crate::web::{Ctx, Error, Frame, Result};

/// A paragraph: words, and marks with their sources.
pub struct Paragraph {
    pub bullet: bool,
    pub pieces: Vec<(String, Option<i64>)>,
}

/// Splits a text into paragraphs for the page. `given` are the marks that stand for something.
pub fn paragraphs(text: &str, given: &HashSet<i64>) -> Vec<Paragraph> {
    let known = |mark| given.contains(&mark);
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| Paragraph {
            bullet: line.trim_start().starts_with("- "),
            pieces: marks::split(line, known)
                .into_iter()
                .map(|piece| match piece {
                    Piece::Words(words) => (words.to_owned(), None),
                    Piece::Mark(mark) => (String::new(), Some(mark)),
                })
                .collect(),
        })
        .collect()
}

/// A section on the page.
pub struct SectionView {
    pub code: String,
    pub level: i64,
    pub title: String,
    pub paragraphs: Vec<Paragraph>,
    pub editable: bool,
    pub edited: Option<String>,
}

/// A source in the list at the end.
pub struct SourceView {
    pub mark: i64,
    pub href: String,
    pub text: String,
}

/// The number, date and signer as typed.
#[derive(Default)]
pub struct Typed {
    pub number: String,
    pub issued_on: String,
    pub signer: String,
}

#[derive(Template)]
#[template(path = "consolidated/report.html")]
pub struct ReportPage {
    frame: Frame,
    t: &'static ConsolidatedTexts,
    id: ConsolidatedId,
    rev: i64,
    title: String,
    plan: String,
    closes: String,
    state: Chip,
    drawn: String,
    sections: Vec<SectionView>,
    sources: Vec<SourceView>,
    fresh: Option<String>,
    may_write: bool,
    /// Whether the annex in full is offered: it holds what every agency said.
    annex: bool,
    issued: Option<(String, String)>,
    audit_head: Option<String>,
    files: Vec<(String, String)>,
    pub typed: Typed,
    pub problems: Problems,
}

/// `GET /bao-cao-tong-hop/{id}`. With `tai` its annex in full as a file.
pub async fn show(ctx: Ctx, Path(id): Path<ConsolidatedId>, fields: Fields) -> Result {
    let mut c = ctx.app.db.read().await?;
    let (report, period) = find(&ctx, &mut c, id).await?;
    if let Some(format) = fields.parse::<Format>("tai") {
        ctx.permit::<ReadSubmissions>(&())?;
        return workbook::reply(&ctx, &mut c, format, id, &period).await;
    }
    let page = page(&ctx, &mut c, report, &period).await?;
    ctx.page(&page)
}

/// The page again with what was typed and what is wrong.
pub async fn again(ctx: &Ctx, id: ConsolidatedId, typed: Typed, problems: Problems) -> Result<Response> {
    let mut c = ctx.app.db.read().await?;
    let (report, period) = find(ctx, &mut c, id).await?;
    let mut shown = page(ctx, &mut c, report, &period).await?;
    (shown.typed, shown.problems) = (typed, problems);
    ctx.page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown)
}

async fn page(ctx: &Ctx, c: &mut Conn, report: Consolidated, period: &PeriodOf) -> Result<ReportPage> {
    let t = &ctx.t.consolidated;
    let sections = store::sections(c, report.id).await?;
    let sources = store::sources(c, report.id).await?;
    let figures = store::figure_sources(c, report.id).await?;
    let given: HashSet<i64> = sources.iter().map(|s| s.mark).chain(figures.iter().map(|f| f.mark)).collect();
    let is_draft = report.state == State::Draft;
    let may_write = is_draft && ctx.viewer.may::<WriteConsolidated>(&());
    let unread = if may_write { store::not_drawn_on(c, report.id, period.id).await? } else { 0 };
    let files = attachments::of(c, SubjectKind::Consolidated, &[report.id.0]).await?;
    let cited: HashSet<i64> =
        sections.iter().flat_map(|s| marks::of(&s.text, |mark| given.contains(&mark))).collect();
    Ok(ReportPage {
        frame: ctx.frame(),
        t,
        id: report.id,
        rev: report.rev,
        title: fill(t.one_of, &[&ctx.t.reporting.period_name(&period.code)]),
        plan: period.plan_name.clone(),
        closes: fill(ctx.t.reporting.closes, &[&period.starts_on.show(), &period.closes_on.show()]),
        state: chip(t, Some(report.state)),
        drawn: fill(t.drawn_on, &[&report.drawn_on.show()]),
        sections: sections.iter().map(|kept| section(t, kept, &given)).collect(),
        sources: source_views(ctx, &sources, &figures, &cited),
        fresh: (unread > 0).then(|| fill(t.new_lines, &[&unread])),
        may_write,
        annex: ctx.viewer.may::<ReadSubmissions>(&()),
        issued: report.number.clone().zip(report.issued_on).map(|(number, day)| {
            (fill(t.issued_as, &[&number, &day.show()]), report.signer.clone().unwrap_or_default())
        }),
        audit_head: report.audit_head,
        files: files.into_iter().map(|file| (file.id.to_string(), file.name)).collect(),
        typed: Typed::default(),
        problems: Problems::default(),
    })
}

/// What the marks in use stand for, in their order.
fn source_views(
    ctx: &Ctx,
    lines: &[Source],
    figures: &[FigureSource],
    cited: &HashSet<i64>,
) -> Vec<SourceView> {
    let t = &ctx.t.consolidated;
    let line = |source: &Source| SourceView {
        mark: source.mark,
        href: format!("/nhiem-vu/{}", source.duty_id),
        text: fill(t.source_of, &[&source.org_name, &source.section_path]),
    };
    let figure = |source: &FigureSource| SourceView {
        mark: source.mark,
        href: format!("/chi-tieu/{}", source.indicator_id),
        text: fill(t.source_of_figure, &[&source.org_name, &source.name]),
    };
    let mut views: Vec<SourceView> = lines.iter().map(line).chain(figures.iter().map(figure)).collect();
    views.retain(|view| cited.contains(&view.mark));
    views.sort_by_key(|view| view.mark);
    views
}

fn section(t: &ConsolidatedTexts, kept: &Kept, given: &HashSet<i64>) -> SectionView {
    SectionView {
        code: kept.code.clone(),
        level: kept.level,
        title: format!("{} {}", kept.label, kept.heading).trim().to_owned(),
        paragraphs: paragraphs(&kept.text, given),
        editable: kept.holds_text(),
        edited: kept.is_edited().then(|| match (&kept.edited_by, kept.edited_at) {
            (Some(who), Some(at)) => fill(t.edited_by, &[who, &at.show()]),
            _ => t.edited.to_owned(),
        }),
    }
}

/// `POST /bao-cao-tong-hop/{id}/cap-nhat`: draws the sections up anew that nobody has edited.
pub async fn refresh(ctx: Ctx, Path(id): Path<ConsolidatedId>) -> Result {
    let _ = ctx.permit::<WriteConsolidated>(&())?;
    redraw(&ctx, id, None).await?;
    Ok(ctx.done(&format!("/bao-cao-tong-hop/{id}"), ctx.t.consolidated.refreshed))
}

/// Draws the report up anew, or one section of it.
pub async fn redraw(ctx: &Ctx, id: ConsolidatedId, only: Option<&str>) -> Result<()> {
    let mut tx = ctx.app.db.write().await?;
    if !store::hold(&mut tx, id).await? {
        return Err(Error::Conflict(ctx.t.consolidated.stale.to_owned()));
    }
    let (_, period) = find(ctx, &mut tx, id).await?;
    draw(ctx, &mut tx, id, period, only).await?;
    tx.commit().await?;
    Ok(())
}
