//! The job that sends what waits.

use super::message::{Body, opening, subject};
use super::smtp::{Email, Failure, Mailer};
use askama::Template as _;

use crate::db::{Conn, Millis};
use crate::ids::NoticeId;
use crate::reminders::contents::Contents;
use crate::reminders::facts::Line;
use crate::reminders::model::Rung;
use crate::reminders::store::deliveries::{self, Address, State, Taken};
use crate::reminders::store::inbox::{self, Kept};
use crate::web::App;

/// E-mails of one run; what is left waits for the next.
const BATCH: usize = 200;

/// Sends what waits. A server that is away ends the run: the rest would fail likewise.
///
/// Each e-mail is taken first and settled afterwards. If the program dies between the server's answer and the note of
/// it, the e-mail is sent again under the same Message-ID, so that it is seen once.
///
/// # Errors
/// Those of the database.
pub async fn send(app: App) -> anyhow::Result<()> {
    let Some(mailer) = app.mailer.clone() else { return Ok(()) };
    for _ in 0..BATCH {
        let now = app.clock.now();
        let mut tx = app.db.write().await?;
        let taken = deliveries::take(&mut tx, now).await?;
        tx.commit().await?;
        let Some(taken) = taken else { return Ok(()) };
        if !one(&app, &mailer, &taken).await? {
            return Ok(());
        }
    }
    Ok(())
}

/// Sends one e-mail; `false` when the server is away.
async fn one(app: &App, mailer: &Mailer, taken: &Taken) -> anyhow::Result<bool> {
    let now = app.clock.now();
    let mut c = app.db.read().await?;
    let notice = inbox::get(&mut c, taken.notice_id).await?;
    let letter = match &notice {
        Some(notice) => write(app, &mut c, taken, notice, now).await?,
        None => None,
    };
    drop(c);
    let outcome = match &letter {
        Some(letter) => Some(mailer.send(&letter.email(now)).await),
        None => None,
    };
    let first = notice.map_or(now, |notice| notice.at);
    let mut tx = app.db.write().await?;
    let mut reachable = true;
    match outcome {
        None => deliveries::settle(&mut tx, taken, State::Withdrawn, None, now).await?,
        Some(Ok(())) => deliveries::settle(&mut tx, taken, State::Sent, None, now).await?,
        Some(Err(Failure::Refused(why))) => {
            tracing::warn!(delivery = %taken.id, why, "mail refused");
            deliveries::settle(&mut tx, taken, State::Failed, Some(&why), now).await?;
        }
        Some(Err(Failure::NotNow(why))) => {
            tracing::warn!(delivery = %taken.id, attempt = taken.attempts, why, "mail not sent");
            deliveries::again(&mut tx, taken, first, &why, now).await?;
            reachable = false;
        }
    }
    tx.commit().await?;
    Ok(reachable)
}

/// An e-mail ready to go.
struct Letter {
    id: String,
    to: String,
    subject: String,
    body: String,
}

impl Letter {
    fn email(&self, now: Millis) -> Email<'_> {
        Email { to: &self.to, subject: &self.subject, body: &self.body, id: &self.id, at: now }
    }
}

/// Writes an e-mail about what is still owed; nothing when nothing is, or when there is nobody to read it.
async fn write(
    app: &App,
    c: &mut Conn,
    taken: &Taken,
    notice: &Kept,
    now: Millis,
) -> anyhow::Result<Option<Letter>> {
    let Some(to) = deliveries::address(c, taken, notice.org_id, now).await? else { return Ok(None) };
    let lines = lines(app, c, notice.id, &to).await?;
    if lines.is_empty() {
        return Ok(None);
    }
    let directory = app.directory();
    let t = &to.lang.texts().reminders;
    let by = notice.by_org.and_then(|org| directory.get(org)).map(|org| org.name.as_str());
    let org = directory.get(notice.org_id).map(|org| org.name.as_str()).unwrap_or_default();
    let body = Body {
        t,
        to: org,
        opening: opening(t, notice.kind, by),
        words: notice.words.as_deref(),
        lines: &lines,
        site: app.config.public_url.as_deref(),
        demo: app.config.demo.then_some(to.lang.texts().common.demo_band),
    };
    Ok(Some(Letter {
        id: taken.id.to_string(),
        subject: subject(t, notice.kind, &lines),
        body: body.render()?,
        to: to.address,
    }))
}

/// What of a message is still owed and meant for this reader.
async fn lines(app: &App, c: &mut Conn, notice: NoticeId, to: &Address) -> anyhow::Result<Vec<Line>> {
    let contents = inbox::contents(c, &[notice]).await?;
    let known = Contents::of(c, contents.iter().map(inbox::KeptDue::subject)).await?;
    let mut lines = Vec::new();
    for due in &contents {
        let early = due.rung.parse::<Rung>().is_ok_and(Rung::is_early);
        let line = known.line(app, to.lang.texts(), due.subject(), due.org_id).filter(|line| line.open);
        lines.extend(line.filter(|_| to.reader.gets(due.to_head, early)));
    }
    Ok(lines)
}
