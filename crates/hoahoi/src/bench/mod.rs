//! The figures that docs/performance.md quotes: `hoahoi bench NAME`.

mod client;
mod figures;
mod fill;
pub mod register;
pub mod reporting;
pub mod search;
