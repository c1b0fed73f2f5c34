//! What was sent each time, and the paper that carried it.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Multipart, Path};
use axum::http::StatusCode;

use super::super::access::{ReportScope, Sight};
use super::super::model::{Draft, State};
use super::super::store::submissions::{self, Submission};
use super::super::store::versions::{self, Paper, SentLine, Version};
use super::super::texts::ReportingTexts;
use super::said::{Words, paper_words};
use super::view::{self, FileView, PaperForm, find, title};
use crate::accounts::access::Viewer;
use crate::accounts::rights::RegisterPaper;
use crate::db::{Conn, Day};
use crate::files::attachments::{self, By, SubjectKind};
use crate::files::incoming;
use crate::files::kinds::{FileKind, MAX_BYTES};
use crate::ids::{SubmissionId, VersionId};
use crate::indicators::reported::{SentRow, sent_rows};
use crate::web::form::Problems;
use crate::web::lang::fill;
use crate::web::{Ctx, Error, Frame, Result, uploads};

/// A line beside what it was the time before.
struct Compared {
    clause: String,
    text: String,
    /// `None` for a line that was not there.
    before: Option<Words>,
    now: Words,
}

/// A line as it was sent.
struct Sent {
    clause: String,
    text: String,
    exempt: Option<String>,
    empty: bool,
    said: Words,
}

#[derive(Template)]
#[template(path = "reporting/version.html")]
struct VersionPage {
    frame: Frame,
    t: &'static ReportingTexts,
    id: String,
    title: String,
    org: String,
    number: i64,
    sent_at: String,
    paper: Option<String>,
    files: Vec<FileView>,
    summary: String,
    before: Option<i64>,
    changed: Vec<Compared>,
    lines: Vec<Sent>,
    observed: Vec<SentRow>,
}

/// Whether a viewer sees what was sent: the agency's own people, and whoever reads reports.
///
/// What has left the agency once stays readable while the agency completes it.
#[must_use]
pub fn sees(scope: &ReportScope, of: &Submission) -> bool {
    scope.sees_all() || scope.sight(of.org_id, of.state) == Sight::Words
}

/// Whether a viewer may read the signed copy of a version.
///
/// # Errors
/// Those of the database.
pub async fn may_read(c: &mut Conn, viewer: &Viewer, id: VersionId) -> sqlx::Result<bool> {
    let Some(version) = versions::get(c, id).await? else { return Ok(false) };
    let of = submissions::get(c, version.submission_id).await?;
    Ok(of.is_some_and(|of| sees(&ReportScope::of(viewer), &of)))
}

/// `GET /bao-cao/{id}/lan-gui/{n}`: a version with what has changed in it.
pub async fn show(ctx: Ctx, Path((id, number)): Path<(SubmissionId, i64)>) -> Result {
    let t = &ctx.t.reporting;
    let mut c = ctx.app.db.read().await?;
    let (of, _) = find(&ctx, &mut c, id).await?;
    if !sees(&ReportScope::of(&ctx.viewer), &of) {
        return Err(Error::NotFound);
    }
    let all = versions::of_submission(&mut c, id).await?;
    let version = all.iter().find(|v| v.number == number).ok_or(Error::NotFound)?;
    let sent = versions::lines_of(&mut c, version.id).await?;
    let observed = versions::observations_of(&mut c, version.id).await?;
    let (mut before, mut observed_before) = (None, None);
    if let Some(found) = all.iter().find(|v| v.number == number - 1) {
        before = Some((found.number, versions::lines_of(&mut c, found.id).await?));
        observed_before = Some(versions::observations_of(&mut c, found.id).await?);
    }
    let observed = sent_rows(&ctx.t.indicators, observed_before.as_deref(), &observed);
    let files = files(&mut c, version).await?;
    drop(c);
    let changed = before.as_ref().map(|(_, old)| compare(t, old, &sent)).unwrap_or_default();
    let differing = changed.len() + observed.iter().filter(|row| row.before.is_some()).count();
    let summary = match &before {
        None => t.version_first.to_owned(),
        Some((n, _)) if differing == 0 => fill(t.version_same, &[n]),
        Some((n, _)) => fill(t.version_changed, &[&differing, n]),
    };
    ctx.page(&VersionPage {
        frame: ctx.frame(),
        t,
        id: id.to_string(),
        title: title(t, &of),
        org: of.org_name.clone(),
        number,
        sent_at: fill(t.version_at, &[&version.sent_at.show()]),
        paper: version.paper().map(|paper| paper_words(t, &paper)),
        files,
        summary,
        before: before.map(|(n, _)| n),
        changed,
        lines: sent.iter().map(|line| sent_view(t, line)).collect(),
        observed,
    })
}

fn sent_view(t: &ReportingTexts, line: &SentLine) -> Sent {
    Sent {
        clause: t.clause_of(&line.section_path, line.paragraph),
        text: line.text.clone(),
        exempt: line.exempt_reason.as_ref().map(|reason| fill(t.exempt_because, &[reason])),
        empty: line.said.is_empty(),
        said: Words::of(&line.said, t),
    }
}

/// The lines that differ, in the order in which they were sent now.
fn compare(t: &ReportingTexts, old: &[SentLine], now: &[SentLine]) -> Vec<Compared> {
    let before: HashMap<_, &Draft> = old.iter().map(|line| (line.obligation, &line.said)).collect();
    now.iter()
        .filter(|line| before.get(&line.obligation).is_none_or(|said| **said != line.said))
        .map(|line| Compared {
            clause: t.clause_of(&line.section_path, line.paragraph),
            text: line.text.clone(),
            before: before.get(&line.obligation).map(|said| Words::of(said, t)),
            now: Words::of(&line.said, t),
        })
        .collect()
}

/// The signed copies attached to a version.
pub async fn files(c: &mut Conn, version: &Version) -> Result<Vec<FileView>> {
    let found = attachments::of(c, SubjectKind::Version, &[version.id.0]).await?;
    Ok(found
        .into_iter()
        .map(|file| FileView { id: file.id.to_string(), size: file.size_text(), name: file.name })
        .collect())
}

/// `POST /bao-cao/{id}/van-thu`: the clerk enters the paper of the version sent last and attaches the signed copy.
/// After acceptance only what is still missing can be entered.
pub async fn register_paper(ctx: Ctx, Path(id): Path<SubmissionId>, multipart: Multipart) -> Result {
    let mut c = ctx.app.db.read().await?;
    let (of, sight) = find(&ctx, &mut c, id).await?;
    let permit = ctx.permit::<RegisterPaper>(&of.org_id)?;
    let sent = uploads::read_within(multipart, MAX_BYTES).await?;
    let last = versions::of_submission(&mut c, id).await?.into_iter().next();
    let Some(last) = last.filter(|last| may_register(&of, last)) else {
        return Err(Error::Conflict(ctx.t.reporting.stale.to_owned()));
    };
    let form = PaperForm {
        number: sent.fields.get("so").to_owned(),
        symbol: sent.fields.get("ky-hieu").to_owned(),
        date: sent.fields.get("ngay").to_owned(),
    };
    let mut problems = Problems::default();
    let paper = read(&ctx, &form, &mut problems);
    let t = &ctx.t.reporting;
    if !sent.too_large.is_empty() {
        problems.add("tep", ctx.t.files.why(attachments::Refused::Size, ""));
    }
    let mut kept = None;
    if let Some(file) = sent.files.into_iter().find(|file| file.field == "tep") {
        if FileKind::of(&file.bytes) != Some(FileKind::Pdf) {
            problems.add("tep", t.paper_pdf_only);
        } else {
            match attachments::keep(&ctx.app, &file.name, file.bytes).await? {
                Ok(one) => kept = Some(one),
                Err(why) => problems.add("tep", ctx.t.files.why(why, &file.name)),
            }
        }
    }
    let Some(paper) = paper.filter(|_| problems.is_empty()) else {
        let mut shown = view::page(&ctx, &mut c, of, sight, &HashMap::new()).await?;
        shown.paper_form = Some(form);
        shown.problems = problems;
        return ctx.page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown);
    };
    drop(c);
    let mut tx = ctx.app.db.write().await?;
    let now = submissions::get(&mut tx, id).await?.ok_or(Error::NotFound)?;
    if now.rev != of.rev {
        return Err(Error::Conflict(t.stale.to_owned()));
    }
    versions::set_paper(&mut tx, &permit, &of, last.id, &paper, ctx.now()).await?;
    let by = By { account: permit.account(), org: of.org_id, at: ctx.now() };
    incoming::attach_by(&ctx, &mut tx, last.id, &kept, by).await?;
    tx.commit().await?;
    Ok(ctx.done(&format!("/bao-cao/{id}"), t.paper_saved))
}

/// Whether the paper of a version can be entered as the report stands.
#[must_use]
pub fn may_register(of: &Submission, last: &Version) -> bool {
    match of.state {
        State::Submitted => true,
        State::Accepted => last.paper().is_none(),
        State::Draft | State::AwaitingHead | State::SentBack => false,
    }
}

fn read(ctx: &Ctx, form: &PaperForm, problems: &mut Problems) -> Option<Paper> {
    let t = &ctx.t.reporting;
    let required = ctx.t.common.required;
    let digits = form.number.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let letters = form.number.len() - digits.len();
    if form.number.is_empty() {
        problems.add("so", required);
    } else if digits.is_empty()
        || digits.len() > 6
        || letters > 1
        || !digits.bytes().all(|b| b.is_ascii_digit())
    {
        problems.add("so", t.paper_bad_number);
    }
    if form.symbol.is_empty() {
        problems.add("ky-hieu", required);
    } else if form.symbol.chars().count() > 60 {
        problems.add("ky-hieu", fill(t.too_long, &[&60]));
    }
    let date = match viet::date::parse(&form.date) {
        Ok(date) if date > ctx.today().0 => {
            problems.add("ngay", t.paper_in_future);
            None
        }
        Ok(date) => Some(Day(date)),
        Err(error) => {
            problems.add("ngay", crate::web::form::date_problem(&error, &ctx.t.common));
            None
        }
    };
    Some(Paper { number: form.number.clone(), symbol: form.symbol.clone(), date: date? })
}
