//! Reporting in the database.

pub mod accepted;
pub mod due;
pub mod lines;
pub mod progress;
pub mod regimes;
pub mod submissions;

pub use progress::{progress_of_duty, timeliness};
