//! The directions' SQL.

pub mod acts;
pub mod news;
pub mod past;
pub mod read;
