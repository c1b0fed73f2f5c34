//! Targets and goals (chỉ tiêu và mục tiêu): what is measured, where it starts and where it is to go; what agencies
//! report of it with their periodic reports; how goals without a figure are judged.
//!
//! What the plan prints is offered and never filled in further: a baseline is unknown until a person enters it with
//! its source, and then growth is not worked out. Only accepted reports count, and a figure in which agencies are
//! missing says so wherever it is shown.

pub mod chart;
pub mod course;
mod form;
pub mod model;
mod pages;
pub mod reported;
mod routes;
pub mod store;
pub mod texts;
pub mod words;

pub use pages::{pictures, plan_panel};
pub use routes::routes;
