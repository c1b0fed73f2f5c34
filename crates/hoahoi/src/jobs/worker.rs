//! The worker: looks for due jobs, runs them one after another, stops when told to.

use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::store::{self, Job};
use super::{KINDS, Kind, Schedule};
use crate::calendar;
use crate::db::Millis;
use crate::web::App;

/// Pause between looks when nothing is due.
const PAUSE: Duration = Duration::from_secs(2);
/// A job put in once is tried so often.
const ATTEMPTS: i64 = 5;
/// A job under way may take so long to end when the program stops; its lease lets another worker finish it.
const PATIENCE: Duration = Duration::from_secs(10);

/// A worker of this process.
#[derive(Debug)]
pub struct Worker {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Worker {
    /// Starts a worker.
    #[must_use]
    pub fn start(app: App) -> Self {
        let (stop, mut stopped) = watch::channel(false);
        let task = tokio::spawn(async move {
            if let Err(error) = plant(&app).await {
                tracing::error!(%error, "jobs: planting");
            }
            while !*stopped.borrow() {
                match run_one(&app).await {
                    Ok(true) => continue,
                    Ok(false) => {}
                    Err(error) => tracing::error!(%error, "jobs: claiming"),
                }
                tokio::select! { () = tokio::time::sleep(PAUSE) => {}, _ = stopped.changed() => {} }
            }
        });
        Self { stop, task }
    }

    /// Tells the worker to stop and waits for the job under way.
    pub async fn stop(self) {
        // nobody listens when the worker has ended already
        let _ = self.stop.send(true);
        let _ = tokio::time::timeout(PATIENCE, self.task).await;
    }
}

async fn plant(app: &App) -> sqlx::Result<()> {
    let now = app.clock.now();
    let mut tx = app.db.write().await?;
    for kind in KINDS.iter().filter(|kind| kind.schedule != Schedule::Once) {
        store::plant(&mut tx, kind.name, now).await?;
    }
    tx.commit().await
}

/// Runs every job that is due now, recurring ones included, and returns how many ran. For tests and for commands
/// that work without a server.
///
/// # Errors
/// Those of the database; a job that fails is noted in the table.
pub async fn run_due(app: &App) -> sqlx::Result<usize> {
    plant(app).await?;
    let mut ran = 0;
    while run_one(app).await? {
        ran += 1;
    }
    Ok(ran)
}

/// Runs the job that has waited longest; `false` when none is due.
async fn run_one(app: &App) -> sqlx::Result<bool> {
    let now = app.clock.now();
    if !store::is_due(&mut app.db.read().await?, now).await? {
        return Ok(false);
    }
    let mut tx = app.db.write().await?;
    let claimed = store::claim(&mut tx, now).await?;
    tx.commit().await?;
    let Some(job) = claimed else { return Ok(false) };
    calendar::follow(app).await?;
    let outcome = match KINDS.iter().find(|kind| kind.name == job.kind) {
        Some(kind) => run(app, kind, &job).await,
        None => Err(anyhow::anyhow!("no such kind of job")),
    };
    settle(app, &job, outcome).await?;
    Ok(true)
}

/// Runs a job in a task of its own, so that its panic is a failure and not the worker's end.
async fn run(app: &App, kind: &Kind, job: &Job) -> anyhow::Result<()> {
    let payload = serde_json::from_str(&job.payload)?;
    tokio::spawn((kind.run)(app.clone(), payload)).await?
}

async fn settle(app: &App, job: &Job, outcome: anyhow::Result<()>) -> sqlx::Result<()> {
    let now = app.clock.now();
    let schedule =
        KINDS.iter().find(|kind| kind.name == job.kind).map_or(Schedule::Once, |kind| kind.schedule);
    let mut tx = app.db.write().await?;
    match outcome {
        Ok(()) => match schedule.next(now) {
            Some(at) => store::again(&mut tx, job, at, None).await?,
            None => store::finish(&mut tx, job).await?,
        },
        Err(error) => {
            let error = format!("{error:#}");
            tracing::error!(kind = job.kind, attempt = job.attempts, error, "job failed");
            if schedule == Schedule::Once && job.attempts >= ATTEMPTS {
                store::give_up(&mut tx, job, &error).await?;
            } else {
                store::again(&mut tx, job, retry_at(job.attempts, now), Some(&error)).await?;
            }
        }
    }
    tx.commit().await
}

/// After a failure a job waits a minute, then twice as long each time, at most an hour.
fn retry_at(attempts: i64, now: Millis) -> Millis {
    let doublings = attempts.clamp(1, 7) - 1;
    Millis(now.0 + (60_000 << doublings).min(3_600_000))
}
