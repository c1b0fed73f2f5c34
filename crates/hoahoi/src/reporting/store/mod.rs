//! Reporting in the database.

pub mod accepted;
pub mod due;
pub mod extras;
pub mod lines;
pub mod past;
pub mod progress;
pub mod regimes;
pub mod submissions;
pub mod versions;
pub mod writers;

pub use progress::{progress_of_duty, timeliness};
