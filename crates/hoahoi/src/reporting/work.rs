//! What stands on "Việc của tôi": things to do, in panels. Each capability that has something for a person to do gives
//! panels of its own.

use super::words::Chip;

/// A panel shows at most so many rows; the rest is one click away.
pub const SHOWN: i64 = 12;

/// One thing to do.
#[derive(Debug, Clone)]
pub struct Job {
    /// By when, in a word.
    pub due: Option<Chip>,
    /// Clause of the plan, or the period.
    pub place: String,
    /// What.
    pub title: String,
    /// Where it is done.
    pub href: String,
    /// Whether the title is printed text.
    pub printed: bool,
    /// Where it stands.
    pub state: Option<Chip>,
    /// What else is to be known.
    pub notes: Vec<String>,
    /// What the button says.
    pub act: &'static str,
    /// Whether it is what the page is for.
    pub main: bool,
}

/// A panel of things to do.
#[derive(Debug, Clone)]
pub struct Panel {
    /// Anchor on the page.
    pub id: &'static str,
    /// What sort of things.
    pub title: &'static str,
    /// Whether they press.
    pub urgent: bool,
    /// How many there are, shown or not.
    pub total: i64,
    /// The first of them.
    pub jobs: Vec<Job>,
    /// Where all of them are, when not all are shown.
    pub all: Option<String>,
}

impl Panel {
    /// A panel that shows everything it has.
    #[must_use]
    pub fn of(id: &'static str, title: &'static str, jobs: Vec<Job>) -> Self {
        let total = i64::try_from(jobs.len()).unwrap_or(i64::MAX);
        Self { id, title, urgent: false, total, jobs, all: None }
    }
}
