//! The requests' SQL.

pub mod acts;
pub mod news;
pub mod read;
pub mod rule;

pub use read::granted;
