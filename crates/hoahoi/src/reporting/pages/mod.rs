//! The pages of reporting.

mod autosave;
pub mod list;
pub mod my_work;
pub mod offline;
pub mod regimes;
pub mod report;
mod said;
pub mod save;
pub mod steps;
pub mod versions;
mod view;
