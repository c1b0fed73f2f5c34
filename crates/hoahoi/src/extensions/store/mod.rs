//! The requests' SQL.

pub mod acts;
pub mod read;
pub mod rule;

pub use read::granted;
