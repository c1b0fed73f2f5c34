//! What was said about a duty or a report, for its page.

use askama::Template;

use super::super::model::{Kind, Subject, SubjectKind};
use super::super::store::deliveries::State;
use super::super::store::history::{self, Said};
use super::super::texts::ReminderTexts;
use crate::accounts::rights::ReadReminders;
use crate::db::Conn;
use crate::directions::store::read::About;
use crate::files::attachments;
use crate::ids::{DutyId, SubmissionId};
use crate::web::lang::fill;
use crate::web::{Ctx, Result};
use crate::{directions, extensions};

struct Row {
    on: String,
    rung: String,
    to: String,
    how: String,
    letter: Option<String>,
}

/// A part of the page of a duty or a report: render it with `{{ section|safe }}`.
#[derive(Template)]
#[template(path = "reminders/history.html")]
pub struct Section {
    t: &'static ReminderTexts,
    title: &'static str,
    rows: Vec<Row>,
}

/// What was said about something: to the agencies whose people look, or to all for those who watch over all. Nothing
/// when nothing was. The caller has checked that the viewer sees the thing itself.
///
/// # Errors
/// When the database fails.
pub async fn section(ctx: &Ctx, c: &mut Conn, subject: Subject) -> Result<Option<Section>> {
    let t = &ctx.t.reminders;
    let about = with_acts(c, subject).await?;
    let mut said = history::of(c, &about).await?;
    said.retain(|one| ctx.viewer.may::<ReadReminders>(&one.org));
    if said.is_empty() {
        return Ok(None);
    }
    let reminders = said.iter().filter(|one| one.kind == Kind::Reminder).count();
    let title = match reminders {
        _ if said.iter().any(|one| one.kind.is_of_act()) => t.h_sent,
        0 => t.h_asked,
        n if n == said.len() => t.h_urged,
        _ => t.h_both,
    };
    let ids: Vec<uuid::Uuid> = said.iter().map(|one| one.notice.0).collect();
    let files = attachments::of(c, attachments::SubjectKind::Notice, &ids).await?;
    let letter = |one: &Said| files.iter().find(|file| file.subject_id == one.notice.0);
    let rows = said.iter().map(|one| row(ctx, one, letter(one).map(|file| format!("/tep/{}", file.id))));
    Ok(Some(Section { t, title, rows: rows.collect() }))
}

/// A duty or a report with the directions and requests about it: what was said of these belongs to its history.
async fn with_acts(c: &mut Conn, subject: Subject) -> sqlx::Result<Vec<Subject>> {
    let mut all = vec![subject];
    let about = match subject.kind {
        SubjectKind::Duty => About::Duty(DutyId(subject.id)),
        SubjectKind::Submission => About::Report(SubmissionId(subject.id)),
        SubjectKind::Direction | SubjectKind::Extension => return Ok(all),
    };
    all.extend(directions::store::news::ids_about(c, about).await?.into_iter().map(Subject::from));
    if let About::Duty(duty) = about {
        all.extend(extensions::store::news::ids_of(c, duty).await?.into_iter().map(Subject::from));
    }
    Ok(all)
}

fn row(ctx: &Ctx, said: &Said, letter: Option<String>) -> Row {
    let t = &ctx.t.reminders;
    let directory = ctx.app.directory();
    let name = |org| directory.get(org).map(|o| o.short().to_owned()).unwrap_or_default();
    let position = if said.to_head { t.p_head } else { t.p_officer };
    Row {
        on: said.on.show(),
        rung: t.rung(said.rung, said.kind, &said.by.map(name).unwrap_or_default()),
        to: format!("{}: {position}", name(said.org)),
        how: channels(t, &said.mails),
        letter,
    }
}

/// `trong hệ thống; thư tới hộp thư cơ quan; thư tới 2 người`.
fn channels(t: &ReminderTexts, mails: &[(bool, State)]) -> String {
    let mut out = vec![t.c_inside.to_owned()];
    for (_, state) in mails.iter().filter(|(office, _)| *office) {
        out.extend(with_state(t, t.c_mailbox.to_owned(), *state));
    }
    for state in [State::Sent, State::Waiting, State::Failed] {
        let people = mails.iter().filter(|(office, of)| !office && *of == state).count();
        if people > 0 {
            out.extend(with_state(t, fill(t.c_people, &[&people]), state));
        }
    }
    out.join("; ")
}

fn with_state(t: &ReminderTexts, what: String, state: State) -> Option<String> {
    match state {
        State::Sent => Some(what),
        State::Waiting => Some(format!("{what} ({})", t.c_waiting)),
        State::Failed => Some(format!("{what} ({})", t.c_failed)),
        State::Withdrawn => None,
    }
}
