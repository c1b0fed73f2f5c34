//! What every request shares.

use std::sync::{Arc, RwLock};

use viet::calendar::Calendar;

use crate::calendar::WorkingDays;
use crate::catalogue::kinds::Kinds;
use crate::catalogue::release::Releases;
use crate::clock::Clock;
use crate::config::Config;
use crate::db::{Day, Db};
use crate::files::Files;
use crate::open::limit::Limit;
use crate::organisations::Directory;
use crate::plans::readings::Readings;
use crate::reminders::mail::Mailer;
use crate::reminders::model::Ladder;
use crate::search::SearchIndex;

/// The running system. Cheap to clone.
#[derive(Clone)]
pub struct App {
    /// The database.
    pub db: Db,
    /// The time.
    pub clock: Clock,
    /// The settings.
    pub config: Arc<Config>,
    /// Stored bytes.
    pub files: Files,
    /// The index of what the public can find.
    pub search: SearchIndex,
    /// How many suggestions one address may ask for.
    pub suggestions: Arc<Limit>,
    /// The readings of documents asked for lately.
    pub readings: Readings,
    /// The declared kinds of records.
    pub kinds: Arc<Kinds>,
    /// When agencies are reminded, and whom it reaches.
    pub ladder: Arc<Ladder>,
    /// The way out for e-mail, when there is one.
    pub mailer: Option<Mailer>,
    /// The day as of which duties have been worked out, as far as this process knows; see [`crate::duties::refresh`].
    pub worked_out: Arc<tokio::sync::Mutex<Option<Day>>>,
    /// When the next record that waits for its hour appears, as far as this process knows.
    pub releases: Releases,
    directory: Arc<RwLock<Arc<Directory>>>,
    calendar: Arc<RwLock<WorkingDays>>,
    /// Password hashing takes 19 MiB and a core: no more than two at once.
    pub hashing: Arc<tokio::sync::Semaphore>,
}

impl App {
    /// Puts the system together.
    #[must_use]
    pub fn new(
        db: Db,
        clock: Clock,
        config: Config,
        files: Files,
        directory: Directory,
        kinds: Kinds,
        calendar: Calendar,
    ) -> Self {
        Self {
            search: SearchIndex::new(&config.data.join("index")),
            suggestions: Arc::new(Limit::of(config.requests_per_minute)),
            db,
            clock,
            config: Arc::new(config),
            files,
            readings: Readings::default(),
            kinds: Arc::new(kinds),
            ladder: Arc::new(Ladder::standard()),
            mailer: None,
            worked_out: Arc::new(tokio::sync::Mutex::new(None)),
            releases: Releases::default(),
            directory: Arc::new(RwLock::new(Arc::new(directory))),
            calendar: Arc::new(RwLock::new(WorkingDays::new(calendar))),
            hashing: Arc::new(tokio::sync::Semaphore::new(2)),
        }
    }

    /// The organisations and their successions as of the last change.
    #[must_use]
    pub fn directory(&self) -> Arc<Directory> {
        self.directory.read().map_or_else(|e| e.into_inner().clone(), |d| d.clone())
    }

    /// Replaces the organisations after they have changed.
    pub fn set_directory(&self, directory: Directory) {
        let mut slot = self.directory.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        *slot = Arc::new(directory);
    }

    /// Working days and holidays as of the last change.
    #[must_use]
    pub fn calendar(&self) -> Arc<Calendar> {
        self.working_days().now
    }

    /// The same with what it was put together from.
    #[must_use]
    pub fn working_days(&self) -> WorkingDays {
        self.calendar.read().map_or_else(|e| e.into_inner().clone(), |d| d.clone())
    }

    /// Replaces the working days after they have changed, for all clones.
    pub fn set_working_days(&self, days: WorkingDays) {
        *self.calendar.write().unwrap_or_else(std::sync::PoisonError::into_inner) = days;
    }

    /// This system with other working days, apart from its clones: to work something out before a change lasts.
    #[must_use]
    pub fn with_calendar(&self, calendar: Calendar) -> Self {
        let days = WorkingDays { now: Arc::new(calendar), ..self.working_days() };
        Self { calendar: Arc::new(RwLock::new(days)), ..self.clone() }
    }
}
