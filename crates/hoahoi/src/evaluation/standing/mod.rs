//! Standing duties are never done; the coordinator assesses for each period how each agency carried them out.

pub mod last;
pub mod store;

pub use store::Assessment;
