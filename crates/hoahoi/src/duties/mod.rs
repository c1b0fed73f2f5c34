//! The register: who owes what, by when, how far it is.
//!
//! `model` and `timeliness` hold the rules, `owners` says who answers on a day, `scope` who sees what. Whoever
//! changes a tracked duty calls [`refresh::duty`] (or [`refresh::plan`] after a confirmation) in its transaction:
//! owners today, states and sums follow from there.

pub mod model;
pub mod owners;
pub mod pages;
pub mod past;
pub mod refresh;
mod routes;
pub mod scope;
pub mod seen;
pub mod store;
pub mod sums;
pub mod texts;
pub mod timeliness;
pub mod words;

pub use routes::routes;
pub use scope::{DutyScope, Sight};
