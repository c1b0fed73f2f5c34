//! A report as its page shows it: to be filled in, or to be read.

use std::collections::{BTreeMap, HashMap};

use askama::Template;

use super::super::access::{ReportScope, Sight};
use super::super::entry::{self, Entry};
use super::super::model::{Draft, Progress, State, Timeliness, timeliness};
use super::super::store::lines::{self, Before, Line};
use super::super::store::submissions::{self, Submission};
use super::super::texts::ReportingTexts;
use super::super::words::Chip;
use crate::accounts::rights::{AcceptSubmission, ApproveSubmission, DraftSubmission, ManageRegimes};
use crate::db::{Conn, Day};
use crate::files::attachments::{self, SubjectKind};
use crate::ids::{LineId, ObligationId, SubmissionId};
use crate::reminders::pages::history;
use crate::web::form::Problems;
use crate::web::lang::fill;
use crate::web::{Ctx, Error, Frame, Result};

/// Words of a line, ready to be shown.
#[derive(Debug, Clone, Default)]
pub struct Words {
    pub progress: Option<&'static str>,
    pub result: String,
    pub difficulty: String,
    pub cause: String,
    pub proposal: String,
    /// Name, value (empty when there is no data), unit.
    pub figures: Vec<(String, String, String)>,
}

impl Words {
    fn of(said: &Draft, t: &ReportingTexts) -> Self {
        let show = |value: Option<&str>| entry::show_value(value);
        Self {
            progress: said.progress.map(|p| t.progress_name(p)),
            result: said.result.clone(),
            difficulty: said.difficulty.clone(),
            cause: said.cause.clone(),
            proposal: said.proposal.clone(),
            figures: said
                .figures
                .iter()
                .map(|f| (f.name.clone(), show(f.value.as_deref()), f.unit.clone()))
                .collect(),
        }
    }
}

/// An attached file on a page.
pub struct FileView {
    pub id: String,
    pub name: String,
    pub size: String,
}

/// One line on the page.
pub struct LineView {
    pub key: String,
    pub duty: String,
    pub clause: String,
    pub text: String,
    pub role: &'static str,
    pub restricted: bool,
    pub exempt: Option<String>,
    pub rev: i64,
    pub base: String,
    pub choices: Vec<(&'static str, &'static str, bool)>,
    pub said: Words,
    pub empty: bool,
    pub note: Option<String>,
    pub carried: bool,
    pub before: Option<Words>,
    pub files: Vec<FileView>,
    /// What somebody else saved meanwhile.
    pub theirs: Option<Words>,
    pub problems: BTreeMap<&'static str, String>,
}

impl LineView {
    /// What is wrong at a field.
    pub fn at(&self, field: &str) -> Option<&str> {
        self.problems.get(field).map(String::as_str)
    }
}

/// One event of the history.
pub struct EventView {
    pub at: String,
    pub what: &'static str,
    pub who: String,
    pub text: Option<String>,
}

/// What the viewer may do with the report as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct May {
    pub write: bool,
    pub approve: bool,
    pub accept: bool,
    pub exempt: bool,
}

/// The page of one report.
#[derive(Template)]
#[template(path = "reporting/report.html")]
pub struct ReportPage {
    pub frame: Frame,
    pub t: &'static ReportingTexts,
    pub of: Submission,
    pub id: String,
    pub rev: i64,
    pub title: String,
    pub closes: String,
    pub due: String,
    pub state: Chip,
    pub chip: Option<Chip>,
    pub subordinate: bool,
    pub may: May,
    /// Whether the words are shown at all.
    pub words: bool,
    /// Why nothing can be written now.
    pub locked: Option<&'static str>,
    /// What is wrong with the form as a whole.
    pub alarm: Option<String>,
    pub before: String,
    pub lines: Vec<LineView>,
    pub history: Vec<EventView>,
    /// What was said about it by the ladder and by people.
    pub urged: Option<history::Section>,
    /// The coordinator's request as typed.
    pub ask: Ask,
    pub problems: Problems,
}

/// The coordinator's or the head's request as typed.
#[derive(Debug, Clone, Default)]
pub struct Ask {
    pub reason: String,
    pub due: String,
    pub notes: HashMap<ObligationId, String>,
}

impl ReportPage {
    /// The note typed for a line.
    pub fn note(&self, key: &str) -> &str {
        key.parse().ok().and_then(|id: ObligationId| self.ask.notes.get(&id)).map_or("", String::as_str)
    }
}

/// A report with how much of it the viewer sees; those who may not know of it find nothing.
pub async fn find(ctx: &Ctx, c: &mut Conn, id: SubmissionId) -> Result<(Submission, Sight)> {
    if ctx.viewer.who().is_none() {
        ctx.permit::<crate::accounts::rights::ReadRegister>(&())?;
    }
    let of = submissions::get(c, id).await?.ok_or(Error::NotFound)?;
    match ReportScope::of(&ctx.viewer).sight(of.org_id, of.state) {
        Sight::Nothing => Err(Error::NotFound),
        sight => Ok((of, sight)),
    }
}

/// How a report stands against its day; `None` when nothing is owed.
pub fn judge(ctx: &Ctx, of: &Submission) -> Option<Timeliness> {
    (of.owed > 0).then(|| timeliness(of.period_due, of.submitted_on, ctx.today(), &ctx.app.calendar()))
}

/// How it stands for a person at work: after completion was asked for, the new day counts.
pub fn judge_now(ctx: &Ctx, of: &Submission) -> Timeliness {
    let left = if of.state.is_open() { None } else { of.submitted_on };
    let due: Day = if of.submitted_on.is_some() { of.due_on } else { of.period_due };
    timeliness(due, left, ctx.today(), &ctx.app.calendar())
}

/// The title of a report: `Báo cáo 6 tháng đầu năm 2026`.
pub fn title(t: &ReportingTexts, of: &Submission) -> String {
    fill(t.report_of, &[&t.period_name(&of.code)])
}

/// Puts the page together: a constant number of statements, however many lines there are.
pub async fn page(
    ctx: &Ctx,
    c: &mut Conn,
    of: Submission,
    sight: Sight,
    typed: &HashMap<ObligationId, Entry>,
) -> Result<ReportPage> {
    let t = &ctx.t.reporting;
    let found = lines::of(c, &of).await?;
    let may = May {
        write: of.state.is_open() && of.owed > 0 && ctx.viewer.may::<DraftSubmission>(&of.org_id),
        approve: of.state == State::AwaitingHead && ctx.viewer.may::<ApproveSubmission>(&of.org_id),
        accept: of.state == State::Submitted && ctx.viewer.may::<AcceptSubmission>(&()),
        exempt: of.state.is_open() && of.submitted_on.is_none() && ctx.viewer.may::<ManageRegimes>(&()),
    };
    let before =
        if may.write { lines::before(c, of.org_id, of.regime_id, of.closes_on).await? } else { None };
    let mut files = if sight == Sight::Words { files(c, &found).await? } else { HashMap::new() };
    let history = submissions::history(c, of.id).await?;
    let urged = history::section(ctx, c, of.id.into()).await?;
    let lines = found
        .into_iter()
        .map(|line| {
            let files = line.id.and_then(|id| files.remove(&id)).unwrap_or_default();
            line_view(t, line, sight, before.as_ref(), typed, files)
        })
        .collect();
    let own = ctx.viewer.may::<DraftSubmission>(&of.org_id);
    let locked = match of.state {
        State::Accepted => Some(t.locked),
        State::AwaitingHead if own => Some(t.waits_for_head),
        State::Submitted if own => Some(t.waits_for_coordinator),
        _ if sight == Sight::Cover => Some(t.words_hidden),
        _ => None,
    };
    let begun = of.written > 0 || of.drafted_by.is_some();
    Ok(ReportPage {
        frame: ctx.frame(),
        t,
        id: of.id.to_string(),
        rev: of.rev,
        title: title(t, &of),
        closes: fill(t.closes, &[&of.starts_on.show(), &of.closes_on.show()]),
        due: of.due_on.show(),
        state: t.state_chip(of.state, begun, of.system),
        chip: judge(ctx, &of).map(|judged| t.due_chip(judged, of.period_due, of.submitted_on, of.system)),
        subordinate: of.system.is_subordinate(),
        may,
        words: sight == Sight::Words,
        locked,
        alarm: None,
        before: before.map(|b| t.period_name(&b.code)).unwrap_or_default(),
        lines,
        history: history
            .into_iter()
            .map(|e| EventView {
                at: e.at.show(),
                what: t.step_name(e.kind, of.system),
                who: e.org_name.unwrap_or_default(),
                text: e.text,
            })
            .collect(),
        urged,
        ask: Ask::default(),
        problems: Problems::default(),
        of,
    })
}

async fn files(c: &mut Conn, found: &[Line]) -> Result<HashMap<LineId, Vec<FileView>>> {
    let ids: Vec<uuid::Uuid> = found.iter().filter_map(|line| line.id.map(|id| id.0)).collect();
    let mut files: HashMap<LineId, Vec<FileView>> = HashMap::new();
    for file in attachments::of(c, SubjectKind::Line, &ids).await? {
        let size = file.size_text();
        let view = FileView { id: file.id.to_string(), name: file.name, size };
        files.entry(LineId(file.subject_id)).or_default().push(view);
    }
    Ok(files)
}

fn line_view(
    t: &ReportingTexts,
    line: Line,
    sight: Sight,
    before: Option<&Before>,
    typed: &HashMap<ObligationId, Entry>,
    files: Vec<FileView>,
) -> LineView {
    // what nobody touched is shown as it now stands, not as this form once had it
    let entry = typed.get(&line.obligation);
    let shown = match (sight, entry.filter(|e| e.touched)) {
        (Sight::Words, Some(entry)) => entry.said.clone(),
        (Sight::Words, None) => line.said.clone(),
        _ => Draft::default(),
    };
    // somebody else's words stand in the database under a later revision than the one typed over
    let stale = entry.is_some_and(|e| e.touched && e.rev != line.rev);
    let suggestion = before
        .and_then(|b| b.lines.get(&line.duty))
        .filter(|(_, said)| !said.is_empty() && *said != line.said && !line.restricted);
    LineView {
        key: line.obligation.to_string(),
        duty: line.duty.to_string(),
        clause: t.clause_of(&line.section_path, line.paragraph),
        text: line.text,
        role: t.role_name(&line.role),
        restricted: line.restricted,
        exempt: line.exempt_reason.map(|reason| fill(t.exempt_because, &[&reason])),
        rev: line.rev,
        base: line.said.digest(),
        choices: Progress::choices(line.restricted)
            .iter()
            .map(|p| (p.as_str(), t.progress_name(*p), shown.progress == Some(*p)))
            .collect(),
        said: Words::of(&shown, t),
        empty: shown.is_empty(),
        note: line.return_note.map(|note| fill(t.note_on_line, &[&note])),
        carried: line.carried,
        before: suggestion.map(|(_, said)| Words::of(said, t)),
        files,
        theirs: stale.then(|| Words::of(&line.said, t)),
        problems: entry.map(|e| e.problems.clone()).unwrap_or_default(),
    }
}
