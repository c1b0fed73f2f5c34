//! Background work: a table of jobs, claimed with a lease by whichever replica is free.
//!
//! Every job can run twice without harm: a worker that dies leaves its lease to expire, and another begins anew.

mod daily;
pub mod store;
mod worker;

use std::future::Future;
use std::pin::Pin;

use serde_json::Value;

use crate::db::Millis;
use crate::web::App;

pub use worker::{Worker, run_due};

/// When a kind of job runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Schedule {
    /// Once for each time it is put in with [`store::enqueue`]; a failure is tried again, five times in all.
    Once,
    /// Again and again, so many milliseconds after it ended.
    Every(i64),
    /// Every day, shortly after midnight in Việt Nam.
    Daily,
}

impl Schedule {
    /// When a job of this schedule runs next; never again for [`Schedule::Once`].
    #[must_use]
    pub fn next(self, now: Millis) -> Option<Millis> {
        const DAY: i64 = 86_400_000;
        // seven hours east of universal time, five minutes after midnight
        const AFTER_MIDNIGHT: i64 = -7 * 3_600_000 + 5 * 60_000;
        match self {
            Self::Once => None,
            Self::Every(pause) => Some(Millis(now.0 + pause)),
            Self::Daily => {
                Some(Millis(((now.0 - AFTER_MIDNIGHT).div_euclid(DAY) + 1) * DAY + AFTER_MIDNIGHT))
            }
        }
    }
}

/// What a job does.
pub type Run = fn(App, Value) -> Pin<Box<dyn Future<Output = anyhow::Result<()>> + Send>>;

/// A kind of job.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    /// Its name in the table.
    pub name: &'static str,
    /// When it runs.
    pub schedule: Schedule,
    /// What it does.
    pub run: Run,
}

/// Every kind of job, in one place.
pub const KINDS: &[Kind] = &[
    Kind { name: "audit.seal", schedule: Schedule::Every(60_000), run: |app, _| Box::pin(daily::seal(app)) },
    Kind {
        name: "reminders.day",
        schedule: Schedule::Every(15 * 60_000),
        run: |app, _| Box::pin(crate::reminders::run::day(app)),
    },
    Kind {
        name: "reminders.mail",
        schedule: Schedule::Every(30_000),
        run: |app, _| Box::pin(crate::reminders::mail::send(app)),
    },
    Kind {
        name: crate::catalogue::release::JOB,
        schedule: Schedule::Once,
        run: |app, _| Box::pin(crate::catalogue::release::due(app)),
    },
    Kind {
        name: "records.due",
        schedule: Schedule::Every(60_000),
        run: |app, _| Box::pin(crate::catalogue::release::due(app)),
    },
    Kind {
        name: crate::catalogue::refresh::JOB,
        schedule: Schedule::Once,
        run: |app, _| Box::pin(crate::catalogue::refresh::run(app)),
    },
    Kind { name: "daily", schedule: Schedule::Daily, run: |app, _| Box::pin(daily::run(app)) },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;

    #[test]
    fn a_daily_job_runs_next_after_the_coming_midnight_in_viet_nam() {
        let clock = Clock::standing("2026-11-21".parse().unwrap());
        let next = Schedule::Daily.next(clock.now()).unwrap();
        assert_eq!(next.show(), "00:05 22/11/2026");
        assert_eq!(Schedule::Daily.next(next).unwrap().show(), "00:05 23/11/2026");
        assert_eq!(Schedule::Once.next(next), None);
    }
}
