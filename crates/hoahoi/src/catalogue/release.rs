//! Bringing out what has waited for its hour, without a person acting.
//!
//! A version that waits is in none of the columns, tables and entries that public doors read: before its hour there is
//! nothing to hide. At its hour [`due`] publishes it, through the very step that a reviewer's click takes. Three call
//! it: a job put in for that instant, a job every minute (whatever happened to the other), and [`on_time`], the first
//! request after the hour, so that nobody who comes on time finds an earlier state. Each may come twice without harm,
//! and after a downtime the first to come does it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;

use super::life::{self, Refusal, Scene};
use super::store::{self, Record};
use crate::db::{Millis, Tx};
use crate::web::App;
use crate::web::lang::Lang;

/// The job put in for the hour of a version.
pub const JOB: &str = "records.release";

/// After a failure requests try again so many milliseconds later.
const RETRY_MS: i64 = 1_000;

/// The next hour for which something waits, as far as this process knows: what another replica has been told, its
/// jobs see to. In the beginning nothing is known, and the first request looks.
#[derive(Debug, Clone)]
pub struct Releases(Arc<AtomicI64>);

impl Default for Releases {
    fn default() -> Self {
        Self(Arc::new(AtomicI64::new(i64::MIN)))
    }
}

impl Releases {
    /// Something waits for this hour.
    pub fn expect(&self, at: Millis) {
        self.0.fetch_min(at.0, Ordering::SeqCst);
    }

    /// Takes the hour that has come; nothing for everybody who comes after.
    fn take(&self, now: Millis) -> bool {
        let next = self.0.load(Ordering::SeqCst);
        let taken = || self.0.compare_exchange(next, i64::MAX, Ordering::SeqCst, Ordering::SeqCst).is_ok();
        next <= now.0 && taken()
    }
}

/// Before a request is answered: what is due appears.
pub async fn on_time(State(app): State<App>, request: Request, next: Next) -> Response {
    let now = app.clock.now();
    if app.releases.take(now)
        && let Err(error) = due(app.clone()).await
    {
        tracing::error!(%error, "publishing what is due");
        app.releases.expect(Millis(now.0 + RETRY_MS));
    }
    next.run(request).await
}

/// Publishes every version whose hour has come. One that cannot be published keeps no other from appearing.
///
/// # Errors
/// Those of the database.
pub async fn due(app: App) -> anyhow::Result<()> {
    let now = app.clock.now();
    let mut c = app.db.read().await?;
    let waiting = store::due(&mut c, now).await?;
    let next = store::next_due(&mut c, now).await?;
    drop(c);
    app.releases.expect(next.unwrap_or(Millis(i64::MAX)));
    for record in waiting {
        let mut tx = app.db.write().await?;
        match bring_out(&mut tx, &app, &record, now).await {
            Ok(()) => tx.commit().await?,
            // another was faster, or a person has changed it meanwhile
            Err(Refusal::Stale) => {}
            Err(Refusal::Database(error)) => return Err(error.into()),
            Err(error) => {
                tracing::error!(%error, record = %record.id, "a record cannot be published at its hour")
            }
        }
    }
    Ok(())
}

/// Publishes one; what has come to touch security and defence meanwhile goes back to its agency instead.
async fn bring_out(tx: &mut Tx, app: &App, record: &Record, now: Millis) -> Result<(), Refusal> {
    let directory = app.directory();
    let kind = app.kinds.get(&record.kind).ok_or(Refusal::NotNow)?;
    let scene = Scene { kind, directory: &directory, now };
    match life::make_public(tx, &scene, record, record.rev, None).await {
        Err(Refusal::RestrictedLink) => {
            let why = Lang::Vi.texts().catalogue.restricted_link;
            life::give_back(tx, &scene, record, record.rev, why, None).await
        }
        outcome => outcome,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_hour_is_taken_once_and_the_earliest_counts() {
        let releases = Releases::default();
        assert!(releases.take(Millis(5)), "in the beginning somebody looks");
        assert!(!releases.take(Millis(5)));
        releases.expect(Millis(30));
        releases.expect(Millis(20));
        assert!(!releases.take(Millis(19)));
        assert!(releases.take(Millis(20)));
        assert!(!releases.take(Millis(40)));
    }
}
