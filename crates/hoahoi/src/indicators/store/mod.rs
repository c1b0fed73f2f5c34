//! The SQL of indicators.

pub mod goals;
pub mod indicators;
pub mod observations;
pub mod values;

pub use indicators::{Indicator, Input};
