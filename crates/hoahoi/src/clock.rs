//! Time, injected: periods, lateness and expiry are tested with a clock that the test sets.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use crate::db::{Day, Millis};

/// Where the program reads the time. Cheap to clone; clones of a set clock move together.
#[derive(Clone, Debug)]
pub struct Clock(Source);

#[derive(Clone, Debug)]
enum Source {
    System,
    Set(Arc<AtomicI64>),
}

impl Clock {
    /// The machine's clock.
    #[must_use]
    pub fn system() -> Self {
        Self(Source::System)
    }

    /// A clock that stands still at nine in the morning (Việt Nam) of the given day until it is set.
    #[must_use]
    pub fn standing(day: Day) -> Self {
        let clock = Self(Source::Set(Arc::new(AtomicI64::new(0))));
        clock.set_day(day);
        clock
    }

    /// Moves a standing clock to nine in the morning of a day; the machine's clock is left alone.
    pub fn set_day(&self, day: Day) {
        if let (Source::Set(at), Ok(zoned)) =
            (&self.0, day.0.at(2, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC))
        {
            at.store(zoned.timestamp().as_millisecond(), Ordering::SeqCst);
        }
    }

    /// Moves a standing clock forward.
    pub fn advance(&self, milliseconds: i64) {
        if let Source::Set(at) = &self.0 {
            at.fetch_add(milliseconds, Ordering::SeqCst);
        }
    }

    /// The instant now.
    #[must_use]
    pub fn now(&self) -> Millis {
        Millis(match &self.0 {
            Source::System => jiff::Timestamp::now().as_millisecond(),
            Source::Set(at) => at.load(Ordering::SeqCst),
        })
    }

    /// The day now in Việt Nam.
    #[must_use]
    pub fn today(&self) -> Day {
        self.now().day()
    }
}
