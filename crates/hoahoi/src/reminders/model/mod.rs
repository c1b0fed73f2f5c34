//! What is said when, and to whom. Pure: no clock, no database.

mod ladder;
mod plan;

pub use ladder::{Ladder, LadderError, Reach, Rung, Step};
pub use plan::{Due, Item, Kind, News, Notice, Subject, SubjectKind, Told, plan};
