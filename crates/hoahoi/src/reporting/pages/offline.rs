//! The form that is filled in offline: its way out, and what comes back beside the draft as it stands.

use askama::Template;
use axum::extract::{Multipart, Path};
use axum::http::StatusCode;
use thethuc::table::TableError;

use super::super::entry;
use super::super::model::Draft;
use super::super::offline::columns::Words as Named;
use super::super::offline::compare::{Compared, Difference, compare};
use super::super::offline::filled::{self, Finding};
use super::super::offline::form::{self, About};
use super::super::offline::targets;
use super::super::offline::texts::OfflineTexts;
use super::super::store::lines::{self, Line};
use super::super::store::submissions::Submission;
use super::super::texts::ReportingTexts;
use super::said::{MoneyField, Words};
use super::view::{commune, find, title};
use crate::accounts::rights::DraftSubmission;
use crate::files::as_attachment;
use crate::files::kinds::FileKind;
use crate::ids::SubmissionId;
use crate::indicators::model::Said;
use crate::indicators::reported::{self, Owed};
use crate::plans::reading;
use crate::web::lang::fill;
use crate::web::uploads::{self, Upload};
use crate::web::{Ctx, Error, Frame, Result};

/// A field of a line, now and in the file.
struct FieldView {
    label: &'static str,
    before: String,
    after: String,
}

/// A line for which file and draft say different things.
struct DifferenceView {
    href: String,
    clause: String,
    text: String,
    /// Who changed it since the form was made.
    by: String,
    fields: Vec<FieldView>,
    /// The line as fields of the report's form.
    hidden: Vec<(String, String)>,
}

/// What came of a file.
struct Outcome {
    file: String,
    problems: Vec<Finding>,
    notes: Vec<String>,
    conflicts: Vec<DifferenceView>,
    changes: Vec<DifferenceView>,
    same: usize,
    ready: bool,
}

#[derive(Template)]
#[template(path = "reporting/offline.html")]
struct OfflinePage {
    frame: Frame,
    t: &'static OfflineTexts,
    r: &'static ReportingTexts,
    id: String,
    rev: i64,
    report: String,
    org: String,
    open: bool,
    advice: Vec<&'static str>,
    outcome: Option<Outcome>,
}

/// A report in which the viewer may write, with its lines and the targets that it is asked for.
async fn own(ctx: &Ctx, id: SubmissionId) -> Result<(Submission, Vec<Line>, Vec<Owed>)> {
    let mut c = ctx.app.db.read().await?;
    let (of, _) = find(ctx, &mut c, id).await?;
    ctx.permit::<DraftSubmission>(&of.org_id)?;
    let known = lines::of(&mut c, &of).await?;
    let owed = reported::owed(&mut c, &of).await?;
    Ok((of, known, owed))
}

/// `GET /bao-cao/{id}/bieu-mau`: how the form works, the form, and where it comes back. Right: `DraftSubmission`.
pub async fn show(ctx: Ctx, Path(id): Path<SubmissionId>) -> Result {
    let (of, ..) = own(&ctx, id).await?;
    ctx.page(&page(&ctx, &of, None))
}

/// `GET /bao-cao/{id}/bieu-mau.xlsx`: the form, filled with the draft as it stands, while the report can be written.
/// Right: `DraftSubmission`.
pub async fn xlsx(ctx: Ctx, Path(id): Path<SubmissionId>) -> Result {
    let (of, known, owed) = writable(&ctx, id).await?;
    let about = about(&ctx, &of);
    let words = Named::of(ctx.t);
    let name = file_name(&ctx, &of, "xlsx");
    let work = tokio::task::spawn_blocking(move || {
        let mut form = form::form(words, &about, &of, &known);
        if !owed.is_empty() {
            form.sheets.push(targets::form(words, &about, &of, &owed));
        }
        form.xlsx()
    });
    let bytes: std::result::Result<Vec<u8>, TableError> = work.await.map_err(anyhow::Error::from)?;
    as_attachment(bytes.map_err(anyhow::Error::from)?, FileKind::Xlsx.as_str(), &name)
}

/// `GET /bao-cao/{id}/bieu-mau.csv`: the lines alone. Right: `DraftSubmission`.
pub async fn csv(ctx: Ctx, Path(id): Path<SubmissionId>) -> Result {
    let (of, known, _) = writable(&ctx, id).await?;
    let bytes = form::csv(Named::of(ctx.t), &of, &known);
    as_attachment(bytes, FileKind::Csv.as_str(), &file_name(&ctx, &of, "csv"))
}

async fn writable(ctx: &Ctx, id: SubmissionId) -> Result<(Submission, Vec<Line>, Vec<Owed>)> {
    let own = own(ctx, id).await?;
    if is_open(&own.0) { Ok(own) } else { Err(Error::Conflict(ctx.t.reporting.stale.to_owned())) }
}

fn is_open(of: &Submission) -> bool {
    of.state.is_open() && of.owed > 0
}

fn about(ctx: &Ctx, of: &Submission) -> About {
    let r = &ctx.t.reporting;
    let who = ctx.viewer.who().map_or("", |who| who.name.as_str());
    About {
        title: title(r, of),
        period: fill(r.closes, &[&of.starts_on.show(), &of.closes_on.show()]),
        made: fill(ctx.t.offline.f_made_by, &[&ctx.now().show(), &who]),
        mark: ctx.app.config.demo.then(|| ctx.t.common.demo_band.to_owned()),
    }
}

fn file_name(ctx: &Ctx, of: &Submission, extension: &str) -> String {
    let org = of.org_short.as_deref().unwrap_or(&of.org_name);
    let stem = viet::fold(&format!("bieu mau {} {org}", of.code));
    let stem: String = stem.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let demo = if ctx.app.config.demo { "minh-hoa-" } else { "" };
    format!("{demo}{stem}.{extension}")
}

fn page(ctx: &Ctx, of: &Submission, outcome: Option<Outcome>) -> OfflinePage {
    let o = &ctx.t.offline;
    OfflinePage {
        frame: ctx.frame(),
        t: o,
        r: &ctx.t.reporting,
        id: of.id.to_string(),
        rev: of.rev,
        report: title(&ctx.t.reporting, of),
        org: of.org_name.clone(),
        open: is_open(of),
        advice: vec![o.a_colour, o.a_whole, o.a_extra, o.a_targets, o.a_formula, o.a_try, o.a_file],
        outcome,
    }
}

/// `POST /bao-cao/{id}/bieu-mau` (field `tep`): lays a form that was filled in beside the draft. Nothing is written;
/// the page's button sends the changed lines through the report's own form. Right: `DraftSubmission`.
pub async fn check(ctx: Ctx, Path(id): Path<SubmissionId>, multipart: Multipart) -> Result {
    let (of, known, owed) = own(&ctx, id).await?;
    let (_, files) = uploads::read(multipart).await?;
    if !is_open(&of) {
        return ctx.page_with(StatusCode::CONFLICT, &page(&ctx, &of, None));
    }
    let (file, read) = match files.into_iter().next() {
        Some(file) => (file.name.clone(), read(&ctx, file).await),
        None => (String::new(), Err(ctx.t.offline.no_file.to_owned())),
    };
    let book = match read {
        Ok(book) => book,
        Err(why) => {
            let problem = Finding { place: ctx.t.offline.at_file.to_owned(), what: why };
            let outcome = Outcome { problems: vec![problem], ..Outcome::nothing(file) };
            return ctx.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page(&ctx, &of, Some(outcome)));
        }
    };
    let directory = ctx.app.directory();
    let communes = |typed: &str| commune(&directory, typed, ctx.today());
    let words = Named::of(ctx.t);
    let mut filled = filled::read(&book, &known, words, &communes);
    let read = targets::read(&book, &owed, words, &mut filled.found);
    let compared = Both {
        lines: compare(filled, &known, of.rev),
        targets: targets::compare(read, &owed),
        whole: !book.is_csv,
    };
    let status = match (compared.lines.found.problems.is_empty(), compared.has_no_conflicts()) {
        (false, _) => StatusCode::UNPROCESSABLE_ENTITY,
        (true, false) => StatusCode::CONFLICT,
        (true, true) => StatusCode::OK,
    };
    let outcome = Outcome::of(&ctx, file, compared);
    ctx.page_with(status, &page(&ctx, &of, Some(outcome)))
}

/// What stands in a file, or why it cannot be read.
async fn read(ctx: &Ctx, file: Upload) -> std::result::Result<vanban::workbook::Workbook, String> {
    match FileKind::of(&file.bytes) {
        Some(FileKind::Xlsx | FileKind::Csv) => {
            reading::workbook(file.bytes).await.map_err(|why| why.say(ctx.lang).to_owned())
        }
        // text that Excel saves as "Unicode" begins with a mark that no other kind has
        None if file.bytes.starts_with(&[0xff, 0xfe]) => {
            reading::workbook(file.bytes).await.map_err(|why| why.say(ctx.lang).to_owned())
        }
        _ => Err(fill(ctx.t.offline.wrong_kind, &[&file.name])),
    }
}

/// A file beside the draft: its lines and its targets.
struct Both<'a> {
    lines: Compared<'a>,
    targets: targets::Compared<'a>,
    /// Whether the file can hold targets: CSV cannot.
    whole: bool,
}

impl Both<'_> {
    fn has_no_conflicts(&self) -> bool {
        self.lines.conflicts.is_empty() && self.targets.conflicts.is_empty()
    }

    /// Whether the changes may go into the report.
    fn is_ready(&self) -> bool {
        let changes = !self.lines.changes.is_empty() || !self.targets.changes.is_empty();
        self.lines.found.problems.is_empty() && self.has_no_conflicts() && changes
    }
}

impl Outcome {
    fn nothing(file: String) -> Self {
        Self {
            file,
            problems: Vec::new(),
            notes: Vec::new(),
            conflicts: Vec::new(),
            changes: Vec::new(),
            same: 0,
            ready: false,
        }
    }

    fn of(ctx: &Ctx, file: String, both: Both<'_>) -> Self {
        let o = &ctx.t.offline;
        let ready = both.is_ready();
        let Both { lines: compared, targets, whole } = both;
        let mut notes: Vec<String> =
            compared.found.notes.iter().map(|note| format!("{}: {}", note.place, note.what)).collect();
        if compared.left_out > 0 {
            notes.push(fill(o.left_out, &[&compared.left_out]));
        }
        if targets.left_out > 0 && whole {
            notes.push(fill(o.targets_left_out, &[&targets.left_out]));
        }
        if compared.moved_on {
            notes.push(o.moved_on.to_owned());
        }
        let view = |difference: &Difference<'_>| DifferenceView::of(ctx, difference, ready);
        let target = |difference: &targets::Difference<'_>| DifferenceView::of_target(ctx, difference, ready);
        Self {
            file,
            notes,
            conflicts: compared
                .conflicts
                .iter()
                .map(view)
                .chain(targets.conflicts.iter().map(target))
                .collect(),
            changes: compared.changes.iter().map(view).chain(targets.changes.iter().map(target)).collect(),
            same: compared.same + targets.same,
            ready,
            problems: compared.found.problems,
        }
    }
}

impl DifferenceView {
    fn of(ctx: &Ctx, difference: &Difference<'_>, with_fields: bool) -> Self {
        let r = &ctx.t.reporting;
        let line = difference.line;
        let by = line.updated_by.as_deref().zip(line.updated_at);
        Self {
            href: format!("/nhiem-vu/{}", line.duty),
            clause: r.clause_of(&line.section_path, line.paragraph),
            text: line.text.clone(),
            by: by.map_or_else(String::new, |(name, at)| fill(r.theirs_by, &[&name, &at.show()])),
            fields: fields(ctx, &line.said, &difference.said),
            hidden: if with_fields { hidden(line, &difference.said) } else { Vec::new() },
        }
    }
}

impl DifferenceView {
    fn of_target(ctx: &Ctx, difference: &targets::Difference<'_>, with_fields: bool) -> Self {
        let (t, r) = (&ctx.t.indicators, &ctx.t.reporting);
        let owed = difference.owed;
        let words = |said: &Said| t.said(&owed.indicator, said);
        Self {
            href: format!("/chi-tieu/{}", owed.indicator.id),
            clause: ctx.t.offline.c_target.to_owned(),
            text: owed.indicator.name.clone(),
            by: owed.by.as_ref().map_or_else(String::new, |(who, at)| fill(r.theirs_by, &[who, &at.show()])),
            fields: vec![FieldView {
                label: t.value,
                before: words(&owed.said),
                after: words(&difference.said),
            }],
            hidden: if with_fields { reported::said_fields(owed, &difference.said) } else { Vec::new() },
        }
    }
}

/// The fields that differ.
fn fields(ctx: &Ctx, before: &Draft, after: &Draft) -> Vec<FieldView> {
    let r = &ctx.t.reporting;
    let shown = |said: &Draft| {
        let words = Words::of(said, r);
        let figures = words.figures.iter().map(|(name, value, unit)| {
            let value = if value.is_empty() { ctx.t.common.no_data } else { value };
            format!("{name}: {value} {unit}").trim_end().to_owned()
        });
        let amount =
            |text: &String| if text.is_empty() { ctx.t.common.no_data.to_owned() } else { text.clone() };
        let money = words.money.iter().map(|row| {
            let (allotted, disbursed) = (amount(&row.allotted), amount(&row.disbursed));
            fill(ctx.t.offline.money_row, &[&row.label, &r.allotted, &allotted, &r.disbursed, &disbursed])
        });
        [
            words.progress.unwrap_or_default().to_owned(),
            words.result.clone(),
            words.difficulty.clone(),
            words.cause.clone(),
            words.proposal.clone(),
            figures.collect::<Vec<_>>().join("\n"),
            money.collect::<Vec<_>>().join("\n"),
        ]
    };
    let labels = [r.progress, r.result, r.difficulty, r.cause, r.proposal, r.figures, r.money];
    let both = shown(before).into_iter().zip(shown(after));
    let views =
        labels.into_iter().zip(both).map(|(label, (before, after))| FieldView { label, before, after });
    views.filter(|field| field.before != field.after).collect()
}

/// A line as fields of the report's own form, with the revision that it was compared with.
fn hidden(line: &Line, said: &Draft) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    let mut put = |field: &str, value: String| fields.push((entry::name(line.obligation, field), value));
    put("rev", line.rev.to_string());
    put("goc", line.said.digest());
    put("tien-do", said.progress.map_or_else(String::new, |p| p.as_str().to_owned()));
    for (field, text) in [
        ("ket-qua", &said.result),
        ("kho-khan", &said.difficulty),
        ("nguyen-nhan", &said.cause),
        ("de-xuat", &said.proposal),
    ] {
        put(field, text.clone());
    }
    for figure in &said.figures {
        put("so-lieu", figure.name.clone());
        put("gia-tri", entry::show_value(figure.value.as_deref()));
        put("don-vi", figure.unit.clone());
    }
    for (at, row) in said.money.iter().enumerate() {
        let row = MoneyField::of(row);
        put("nguon", row.source.to_owned());
        put("nam", row.year);
        put("duoc-giao", row.allotted);
        put("giai-ngan", row.disbursed);
        put("don-vi-tien", row.unit.to_owned());
        put("xa", row.place);
        for (field, holds) in
            [("bien-gioi", row.border), ("dan-toc", row.minority), ("vung-kho-khan", row.difficult)]
        {
            if holds {
                put(field, at.to_string());
            }
        }
    }
    fields
}
