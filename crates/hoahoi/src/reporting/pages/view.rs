//! A report as its page shows it: to be filled in, or to be read.

use std::collections::{BTreeMap, HashMap};

use askama::Template;

use super::super::access::{ReportScope, Sight};
use super::super::entry::Entry;
use super::super::model::{Draft, Progress, Source, State, Timeliness, Unit, timeliness};
use super::super::money;
use super::super::store::lines::{self, Before, Line};
use super::super::store::submissions::{self, Submission};
use super::super::store::versions as store_versions;
use super::super::store::writers;
use super::super::texts::ReportingTexts;
use super::super::words::Chip;
use super::said::{MoneyField, TotalsView, Words, at_work, paper_words};
use super::versions;
use crate::accounts::rights::{
    AcceptSubmission, ApproveSubmission, DraftSubmission, ManageRegimes, RegisterPaper,
};
use crate::db::{Conn, Day};
use crate::directions;
use crate::files::attachments::{self, SubjectKind};
use crate::guidance::{self, FieldLinks};
use crate::ids::{LineId, ObligationId, OrgId, SubmissionId};
use crate::indicators::reported::{self, Entries, Mode};
use crate::organisations::{Directory, Kind, Organisation};
use crate::recommendations::pages::panel;
use crate::recommendations::store::About;
use crate::reminders::pages::history;
use crate::web::form::Problems;
use crate::web::lang::fill;
use crate::web::{Ctx, Error, Frame, Result};

/// The paper as typed by the clerk.
#[derive(Debug, Clone, Default)]
pub struct PaperForm {
    pub number: String,
    pub symbol: String,
    pub date: String,
}

/// A version in the list beside a report.
pub struct VersionView {
    pub number: i64,
    pub sent_at: String,
    pub paper: Option<String>,
}

/// The commune that a name stands for today, with its official name.
pub fn commune(directory: &Directory, typed: &str, today: Day) -> Option<(OrgId, String)> {
    let org = directory.get(directory.resolve(typed, today.0).id()?)?;
    is_commune(org).then(|| (org.id, org.name.clone()))
}

fn is_commune(org: &Organisation) -> bool {
    matches!(org.kind, Kind::Commune | Kind::Ward)
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
    /// Rows of money with an empty one below.
    pub money: Vec<MoneyField>,
    /// What somebody else saved meanwhile: who and when, what they wrote, what was typed here.
    pub theirs: Option<Conflict>,
    pub problems: BTreeMap<&'static str, String>,
}

impl LineView {
    /// What is wrong at a field.
    pub fn at(&self, field: &str) -> Option<&str> {
        self.problems.get(field).map(String::as_str)
    }
}

/// Two texts for one line.
pub struct Conflict {
    pub by: String,
    pub theirs: Words,
    pub mine: Words,
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
    pub reopen: bool,
    pub paper: bool,
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
    pub directions: Option<directions::pages::panel::Section>,
    pub urged: Option<history::Section>,
    pub recommended: Option<panel::Section>,
    /// Who else is writing.
    pub others: Vec<String>,
    /// For whom this browser keeps what was not saved.
    pub account: String,
    pub sources: Vec<(&'static str, &'static str)>,
    pub units: Vec<(&'static str, &'static str)>,
    pub communes: Vec<String>,
    pub totals: Option<TotalsView>,
    /// Guidance beside the fields.
    pub guides: FieldLinks,
    /// The section of indicators, ready to be set.
    pub indicators: String,
    pub versions: Vec<VersionView>,
    pub signed: Vec<FileView>,
    /// The paper as typed, when something is wrong with it.
    pub paper_form: Option<PaperForm>,
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
    /// The clerk's form.
    pub fn paper(&self) -> PaperForm {
        self.paper_form.clone().unwrap_or_default()
    }

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
    let scope = ReportScope::of(&ctx.viewer);
    let sent =
        if versions::sees(&scope, &of) { store_versions::of_submission(c, of.id).await? } else { Vec::new() };
    let signed = match sent.first() {
        Some(last) => versions::files(c, last).await?,
        None => Vec::new(),
    };
    let may = May {
        reopen: of.state == State::Accepted && ctx.viewer.may::<AcceptSubmission>(&()),
        paper: ctx.viewer.may::<RegisterPaper>(&of.org_id)
            && sent.first().is_some_and(|last| versions::may_register(&of, last)),
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
    let wordless = sight < Sight::Words || of.owed == of.restricted;
    let directions =
        directions::pages::panel::section(ctx, c, directions::store::read::About::Report(of.id), wordless)
            .await?;
    let recommended = panel::section(ctx, c, About::Submission(of.id)).await?;
    let me = ctx.viewer.who().map(|who| who.account_id);
    let others = match me.filter(|_| may.write) {
        Some(me) => at_work(t, &writers::others(c, of.id, me, ctx.now()).await?),
        None => Vec::new(),
    };
    let totals = if sight == Sight::Words { Some(money::of_submission(c, of.id).await?) } else { None };
    let communes = if may.write { communes(&ctx.app.directory(), ctx.today()) } else { Vec::new() };
    let guides = match may.write {
        true => guidance::field_links(c, guidance::fields::REPORT, ctx.today()).await?,
        false => FieldLinks::default(),
    };
    let indicators = match (sight, may.write) {
        (Sight::Words, true) => reported::section(ctx, c, &of, Mode::Write, &Entries::new()).await?,
        (Sight::Words, false) => reported::section(ctx, c, &of, Mode::Read, &Entries::new()).await?,
        _ => String::new(),
    };
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
                text: e.text.filter(|text| !text.is_empty()),
            })
            .collect(),
        directions,
        urged,
        recommended,
        others,
        account: me.map(|me| me.to_string()).unwrap_or_default(),
        sources: Source::ALL.iter().map(|s| (s.as_str(), t.source_name(*s))).collect(),
        units: Unit::ALL.iter().map(|u| (u.as_str(), t.unit_name(*u))).collect(),
        communes,
        guides,
        indicators,
        totals: totals.and_then(|totals| TotalsView::of(t, &totals)),
        versions: sent
            .iter()
            .map(|v| VersionView {
                number: v.number,
                sent_at: fill(t.version_at, &[&v.sent_at.show()]),
                paper: v.paper().map(|paper| paper_words(t, &paper)),
            })
            .collect(),
        signed,
        paper_form: None,
        ask: Ask::default(),
        problems: Problems::default(),
        of,
    })
}

/// The communes of today by their names, to be offered.
fn communes(directory: &Directory, today: Day) -> Vec<String> {
    let found = directory.organisations().iter().filter(|org| is_commune(org) && org.exists_on(today.0));
    found.map(|org| org.name.clone()).collect()
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
    let by = line.updated_by.as_deref().zip(line.updated_at);
    let theirs = stale.then(|| Conflict {
        by: by.map_or_else(|| t.theirs.to_owned(), |(name, at)| fill(t.theirs_by, &[&name, &at.show()])),
        theirs: Words::of(&line.said, t),
        mine: Words::of(&shown, t),
    });
    let money = shown.money.iter().map(MoneyField::of).chain([MoneyField::default()]).collect();
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
        money,
        theirs,
        problems: entry.map(|e| e.problems.clone()).unwrap_or_default(),
    }
}
