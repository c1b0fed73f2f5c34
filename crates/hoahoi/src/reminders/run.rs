//! The messages of a day, worked out once a day by whichever replica comes first.

use super::facts;
use super::model::{Item, News, Notice, plan};
use super::store::ledger::Sender;
use super::store::{deliveries, ledger};
use crate::calendar;
use crate::db::{Day, Millis, Tx};
use crate::duties::refresh;
use crate::ids::NoticeId;
use crate::web::App;

/// Nobody is reminded before this hour in Việt Nam.
const FIRST_HOUR: i64 = 7;

/// Works out and writes down today's messages, unless that has been done; e-mails follow from there.
///
/// # Errors
/// Those of the database; nothing has been written then.
pub async fn day(app: App) -> anyhow::Result<()> {
    calendar::follow(&app).await?;
    let (now, today, calendar) = (app.clock.now(), app.clock.today(), app.calendar());
    if hour(now) < FIRST_HOUR || !calendar.is_working_day(today.0) {
        return Ok(());
    }
    refresh::ensure(&app).await?;
    let mut tx = app.db.write().await?;
    if !ledger::take_day(&mut tx, today).await? {
        return Ok(());
    }
    let directory = app.directory();
    let horizon = Day(calendar.add_working_days(today.0, app.ladder.ahead()));
    let items: Vec<Item> =
        facts::open_until(&mut tx, horizon).await?.iter().map(|fact| fact.item(&directory)).collect();
    let Some(first) = items.iter().map(|item| item.due_on).min() else {
        return Ok(tx.commit().await?);
    };
    let told = ledger::told(&mut tx, first).await?;
    for notice in plan(today, &items, &told, &app.ladder, &calendar) {
        anyhow::ensure!(send(&mut tx, &app, &notice, None, now).await?.is_some(), "a rung was said twice");
    }
    tx.commit().await?;
    Ok(())
}

/// Writes one message and its e-mails; nothing when somebody has sent one of its rungs already, and then nothing may
/// be committed.
///
/// # Errors
/// Those of the database.
pub async fn send(
    tx: &mut Tx,
    app: &App,
    notice: &Notice,
    sender: Option<&Sender>,
    now: Millis,
) -> sqlx::Result<Option<NoticeId>> {
    let id = NoticeId::new();
    if !ledger::write(tx, id, notice, sender, now).await? {
        return Ok(None);
    }
    if app.mailer.is_some() {
        deliveries::put(tx, id, notice, now).await?;
    }
    Ok(Some(id))
}

/// Tells a body what an act has just done, in the act's transaction; `false` (and nothing may be committed) when the
/// ledger has it already.
///
/// # Errors
/// Those of the database.
pub async fn tell(tx: &mut Tx, app: &App, news: &News, by: &Sender) -> sqlx::Result<bool> {
    Ok(send(tx, app, &news.notice(), Some(by), app.clock.now()).await?.is_some())
}

/// The hour of the day in Việt Nam.
fn hour(now: Millis) -> i64 {
    (now.0.div_euclid(3_600_000) + 7).rem_euclid(24)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;

    #[test]
    fn a_standing_clock_stands_at_nine() {
        let clock = Clock::standing("2026-11-23".parse().unwrap());
        assert_eq!(hour(clock.now()), 9);
        clock.advance(-3 * 3_600_000);
        assert_eq!(hour(clock.now()), 6);
        clock.advance(-7 * 3_600_000);
        assert_eq!(hour(clock.now()), 23);
    }
}
