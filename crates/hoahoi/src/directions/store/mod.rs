//! The directions' SQL.

pub mod acts;
pub mod read;
