//! The pages of reporting.

pub mod list;
pub mod my_work;
pub mod regimes;
pub mod report;
pub mod save;
pub mod steps;
mod view;
