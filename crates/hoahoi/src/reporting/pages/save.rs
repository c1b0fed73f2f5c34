//! Writing in a report: save, attach, take over, hand to the head. One form, so that nothing typed is ever left
//! behind by another button.

use std::collections::HashMap;

use axum::extract::{Multipart, Path};
use axum::http::StatusCode;

use super::super::access::Sight;
use super::super::entry::{self, Entry};
use super::super::model::{Draft, Figure, Money, State, Written};
use super::super::store::lines::{self, Change, Line};
use super::super::store::submissions::{self, Outcome, Submission};
use super::super::store::writers;
use super::autosave::autosave;
use super::view::{ReportPage, commune, find, page};
use crate::accounts::access::Permit;
use crate::accounts::rights::DraftSubmission;
use crate::db::{Conn, Tx};
use crate::files::attachments::{self, By, Kept, Refused, Subject};
use crate::files::kinds::MAX_BYTES;
use crate::ids::{FileId, LineId, ObligationId, SubmissionId};
use crate::indicators::reported::{self, Entries, Mode};
use crate::web::form::Fields;
use crate::web::lang::fill;
use crate::web::{Ctx, Error, Result, uploads};

/// The most one sending of the form may weigh, all files together.
pub const MAX_FORM: usize = 100 * 1024 * 1024;

/// A file put away, waiting for its line.
struct Waiting {
    obligation: ObligationId,
    kept: Kept,
}

/// `POST /bao-cao/{id}`: the agency's people write in its report.
pub async fn save(ctx: Ctx, Path(id): Path<SubmissionId>, multipart: Multipart) -> Result {
    let mut c = ctx.app.db.read().await?;
    let (of, sight) = find(&ctx, &mut c, id).await?;
    let permit = ctx.permit::<DraftSubmission>(&of.org_id)?;
    let sent = uploads::read_within(multipart, MAX_BYTES).await?;
    let known = lines::of(&mut c, &of).await?;
    let mut typed = read(&ctx, &sent.fields, &known);
    let asked = reported::asked(&mut c, &of).await?;
    let observed = reported::read(&sent.fields, &asked, &ctx.t.indicators);
    if sent.fields.ticked("tu-dong") {
        drop(c);
        return autosave(&ctx, &permit, &of, &known, typed, &observed).await;
    }
    let waiting = put_away(&ctx, sent.files, &known, &mut typed).await?;
    for (field, name) in &sent.too_large {
        refuse(&mut typed, &known, field, &ctx.t.files.why(Refused::Size, name));
    }
    let carried = take_over(&mut c, &of, &sent.fields, &known, &mut typed).await?;
    drop(c);
    if typed.values().any(|entry| !entry.problems.is_empty()) || reported::problems(&observed) > 0 {
        return with_problems(&ctx, id, sight, (&typed, &observed), waiting, &permit).await;
    }
    let mut tx = ctx.app.db.write().await?;
    if !lines::hold(&mut tx, &permit, id, ctx.now()).await? {
        let again = sent.fields.get("viec") == "trinh"
            && is_handed(&mut tx, &of, &sent.fields, &typed).await?
            && reported::is_kept(&mut tx, &of, &observed).await?;
        drop(tx);
        if again {
            return Ok(ctx.done(&format!("/bao-cao/{id}"), ctx.t.reporting.handed));
        }
        return conflict(&ctx, id, (&typed, &observed), ctx.t.reporting.moved_on).await;
    }
    let Some(clauses) = write(&ctx, &mut tx, &permit, &of, &known, &typed, &carried).await? else {
        let again = waiting.is_empty()
            && is_kept(&mut tx, &of, &typed).await?
            && reported::is_kept(&mut tx, &of, &observed).await?;
        drop(tx);
        if again {
            return Ok(ctx.done(&format!("/bao-cao/{id}"), said(&ctx, &sent.fields)));
        }
        return conflict(&ctx, id, (&typed, &observed), ctx.t.reporting.conflict_top).await;
    };
    if !reported::write(&mut tx, &permit, &of, &observed, ctx.now()).await? {
        drop(tx);
        return conflict(&ctx, id, (&typed, &observed), ctx.t.reporting.conflict_top).await;
    }
    if !clauses.is_empty() {
        lines::record(&mut tx, &permit, &of, &clauses, ctx.now()).await?;
    }
    let by = By { account: permit.account(), org: of.org_id, at: ctx.now() };
    writers::note(&mut tx, id, permit.account(), true, ctx.now()).await?;
    let too_many = attach(&ctx, &mut tx, &permit, &of, waiting).await?;
    if let Some(file) = sent.fields.parse::<FileId>("go") {
        remove(&mut tx, &of, file, by).await?;
    }
    if sent.fields.get("viec") == "trinh" && too_many.is_none() {
        return hand(&ctx, tx, &permit, &of, sent.fields.parse("rev").unwrap_or_default()).await;
    }
    tx.commit().await?;
    if let Some(why) = too_many {
        return Err(Error::Bad(why));
    }
    let at = ["dong", "chep"].iter().find_map(|name| sent.fields.parse::<ObligationId>(name));
    let to = at.map_or_else(|| format!("/bao-cao/{id}"), |line| format!("/bao-cao/{id}#d-{line}"));
    Ok(ctx
        .done(&to, if carried.is_empty() { said(&ctx, &sent.fields) } else { ctx.t.reporting.carried_done }))
}

/// Whether the very same form has just been handed to the head: a second click.
async fn is_handed(
    c: &mut Conn,
    of: &Submission,
    fields: &Fields,
    typed: &HashMap<ObligationId, Entry>,
) -> Result<bool> {
    let rev: i64 = fields.parse("rev").unwrap_or_default();
    let now = submissions::get(c, of.id).await?;
    if now.is_none_or(|now| now.state != State::AwaitingHead || now.rev != rev + 1) {
        return Ok(false);
    }
    let kept = lines::of(c, of).await?;
    Ok(kept.iter().all(|line| typed.get(&line.obligation).is_none_or(|entry| entry.said == line.said)))
}

/// Whether every line that was written in already says so: the same form, sent twice.
async fn is_kept(c: &mut Conn, of: &Submission, typed: &HashMap<ObligationId, Entry>) -> Result<bool> {
    let kept = lines::of(c, of).await?;
    let same = |entry: &Entry, line: &Line| !entry.touched || entry.said.digest() == line.said.digest();
    Ok(kept.iter().all(|line| typed.get(&line.obligation).is_none_or(|entry| same(entry, line))))
}

/// What is said after saving: a form that was filled in offline is named.
fn said(ctx: &Ctx, fields: &Fields) -> &'static str {
    if fields.get("viec") == "nhap" { ctx.t.offline.done } else { ctx.t.reporting.saved }
}

fn read(ctx: &Ctx, fields: &Fields, known: &[Line]) -> HashMap<ObligationId, Entry> {
    let directory = ctx.app.directory();
    let communes = |typed: &str| commune(&directory, typed, ctx.today());
    known
        .iter()
        .filter(|line| line.exempt_reason.is_none())
        .filter_map(|line| {
            let entry = entry::read(fields, line.obligation, line.restricted, &communes, &ctx.t.reporting)?;
            Some((line.obligation, entry))
        })
        .collect()
}

/// Puts the bytes of files away and notes at its line what is wrong with one.
async fn put_away(
    ctx: &Ctx,
    files: Vec<uploads::Upload>,
    known: &[Line],
    typed: &mut HashMap<ObligationId, Entry>,
) -> Result<Vec<Waiting>> {
    let mut waiting = Vec::new();
    for file in files {
        let Some(line) = known.iter().find(|l| entry::name(l.obligation, "tep") == file.field) else {
            continue;
        };
        if line.restricted {
            refuse(typed, known, &file.field, ctx.t.files.restricted);
            continue;
        }
        match attachments::keep(&ctx.app, &file.name, file.bytes).await? {
            Ok(kept) => waiting.push(Waiting { obligation: line.obligation, kept }),
            Err(why) => refuse(typed, known, &file.field, &ctx.t.files.why(why, &file.name)),
        }
    }
    Ok(waiting)
}

fn refuse(typed: &mut HashMap<ObligationId, Entry>, known: &[Line], field: &str, why: &str) {
    let line = known.iter().find(|l| entry::name(l.obligation, "tep") == field);
    if let Some(entry) = line.and_then(|l| typed.get_mut(&l.obligation)) {
        entry.problems.entry("tep").or_insert_with(|| why.to_owned());
    }
}

/// Fills the empty fields of one line with what the last accepted report said, when that was asked for.
async fn take_over(
    c: &mut Conn,
    of: &Submission,
    fields: &Fields,
    known: &[Line],
    typed: &mut HashMap<ObligationId, Entry>,
) -> Result<HashMap<ObligationId, LineId>> {
    let mut carried = HashMap::new();
    let wanted = fields.parse::<ObligationId>("chep");
    let Some(line) = wanted.and_then(|id| known.iter().find(|l| l.obligation == id && !l.restricted)) else {
        return Ok(carried);
    };
    let Some(before) = lines::before(c, of.org_id, of.regime_id, of.closes_on).await? else {
        return Ok(carried);
    };
    if let (Some((from, said)), Some(entry)) = (before.lines.get(&line.duty), typed.get_mut(&line.obligation))
    {
        fill_in(&mut entry.said, said);
        entry.touched = true;
        carried.insert(line.obligation, *from);
    }
    Ok(carried)
}

fn fill_in(said: &mut Draft, before: &Draft) {
    said.progress = said.progress.or(before.progress);
    for (now, then) in [
        (&mut said.result, &before.result),
        (&mut said.difficulty, &before.difficulty),
        (&mut said.cause, &before.cause),
        (&mut said.proposal, &before.proposal),
    ] {
        if now.is_empty() {
            now.clone_from(then);
        }
    }
    if said.figures.is_empty() {
        // a figure is counted anew each period: its name and unit are taken over, never its value
        said.figures = before.figures.iter().map(|f| Figure { value: None, ..f.clone() }).collect();
    }
    if said.money.is_empty() {
        let empty =
            |row: &Money| Money { allotted: Written::Missing, disbursed: Written::Missing, ..row.clone() };
        said.money = before.money.iter().map(empty).collect();
    }
}

/// Writes the touched lines; `None` when somebody else has changed one of them: then nothing is written.
pub(super) async fn write(
    ctx: &Ctx,
    tx: &mut Tx,
    permit: &Permit<DraftSubmission>,
    of: &Submission,
    known: &[Line],
    typed: &HashMap<ObligationId, Entry>,
    carried: &HashMap<ObligationId, LineId>,
) -> Result<Option<Vec<String>>> {
    let mut clauses = Vec::new();
    for line in known {
        let Some(entry) = typed.get(&line.obligation).filter(|e| e.touched) else { continue };
        let change = Change {
            obligation: line.obligation,
            rev: entry.rev,
            said: &entry.said,
            carried_from: carried.get(&line.obligation).copied(),
        };
        if lines::write(tx, permit, of.id, &change, ctx.now()).await?.is_none() {
            return Ok(None);
        }
        clauses.push(format!("{}/{}", line.section_path, line.paragraph));
    }
    Ok(Some(clauses))
}

/// Attaches what was put away; a sentence when one line has too many files already.
async fn attach(
    ctx: &Ctx,
    tx: &mut Tx,
    permit: &Permit<DraftSubmission>,
    of: &Submission,
    waiting: Vec<Waiting>,
) -> Result<Option<String>> {
    let by = By { account: permit.account(), org: of.org_id, at: ctx.now() };
    for file in waiting {
        let Some(line) = lines::ensure(tx, permit, of.id, file.obligation, ctx.now()).await? else {
            continue;
        };
        if let Err(why) = attachments::attach(tx, Subject::from(line), &file.kept, by).await? {
            return Ok(Some(ctx.t.files.why(why, "")));
        }
    }
    Ok(None)
}

async fn remove(tx: &mut Tx, of: &Submission, file: FileId, by: By) -> Result<()> {
    let Some(found) = attachments::get(tx, file).await? else { return Ok(()) };
    let line = lines::about(tx, LineId(found.subject_id)).await?;
    if line.is_some_and(|line| line.submission == of.id) {
        attachments::remove(tx, file, by).await?;
    }
    Ok(())
}

/// Hands the saved report to the head, or says what is still missing.
async fn hand(ctx: &Ctx, mut tx: Tx, permit: &Permit<DraftSubmission>, of: &Submission, rev: i64) -> Result {
    let t = &ctx.t.reporting;
    let now = lines::of(&mut tx, of).await?;
    let missing: HashMap<ObligationId, Entry> = now
        .iter()
        .filter(|line| line.exempt_reason.is_none())
        .filter_map(|line| {
            let problems: std::collections::BTreeMap<_, _> = line
                .said
                .missing()
                .into_iter()
                .map(|field| match field {
                    "result" => ("ket-qua", t.missing_result.to_owned()),
                    _ => ("tien-do", t.missing_progress.to_owned()),
                })
                .collect();
            let entry = Entry { rev: line.rev, said: line.said.clone(), touched: false, problems };
            (!entry.problems.is_empty()).then_some((line.obligation, entry))
        })
        .collect();
    let unsaid = reported::missing(&mut tx, of, &ctx.t.indicators).await?;
    if !missing.is_empty() || !unsaid.is_empty() {
        tx.commit().await?;
        let count: usize =
            missing.values().map(|e| e.problems.len()).sum::<usize>() + reported::problems(&unsaid);
        let mut shown = show(ctx, of.id, (&missing, &unsaid)).await?;
        shown.alarm = Some(fill(t.incomplete_top, &[&count]));
        return ctx.page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown);
    }
    match submissions::hand_to_head(&mut tx, permit, of, rev, ctx.now()).await? {
        Outcome::Stale => {
            tx.commit().await?;
            Err(Error::Conflict(t.stale.to_owned()))
        }
        Outcome::Done | Outcome::Already => {
            tx.commit().await?;
            Ok(ctx.done(&format!("/bao-cao/{}", of.id), t.handed))
        }
    }
}

/// What was typed: of lines and of indicators.
type Typed<'a> = (&'a HashMap<ObligationId, Entry>, &'a Entries);

async fn show(ctx: &Ctx, id: SubmissionId, (lines, observed): Typed<'_>) -> Result<ReportPage> {
    let mut c = ctx.app.db.read().await?;
    let (of, sight) = find(ctx, &mut c, id).await?;
    let indicators = reported::section(ctx, &mut c, &of, Mode::Write, observed).await?;
    let mut shown = page(ctx, &mut c, of, sight, lines).await?;
    shown.indicators = indicators;
    Ok(shown)
}

/// The form again with what was typed. Files that are all right are attached all the same: a browser cannot send
/// them a second time.
async fn with_problems(
    ctx: &Ctx,
    id: SubmissionId,
    sight: Sight,
    typed: Typed<'_>,
    waiting: Vec<Waiting>,
    permit: &Permit<DraftSubmission>,
) -> Result {
    debug_assert!(sight == Sight::Words, "only the agency's own people come here");
    if !waiting.is_empty() {
        let mut tx = ctx.app.db.write().await?;
        if lines::hold(&mut tx, permit, id, ctx.now()).await?
            && let Some(of) = submissions::get(&mut tx, id).await?
        {
            attach(ctx, &mut tx, permit, &of, waiting).await?;
            tx.commit().await?;
        }
    }
    let count: usize =
        typed.0.values().map(|e| e.problems.len()).sum::<usize>() + reported::problems(typed.1);
    let mut shown = show(ctx, id, typed).await?;
    shown.alarm = Some(fill(ctx.t.reporting.problems_top, &[&count]));
    ctx.page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown)
}

/// The form again with what was typed, beside what somebody else has saved.
async fn conflict(ctx: &Ctx, id: SubmissionId, typed: Typed<'_>, why: &'static str) -> Result {
    let mut shown = show(ctx, id, typed).await?;
    if !shown.may.write {
        shown.locked = None;
        shown.may.write = true;
    }
    shown.alarm = Some(why.to_owned());
    ctx.page_with(StatusCode::CONFLICT, &shown)
}
