//! What the crate writes, read back by another program's library.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod files;
mod printed;
mod samples;
mod tables;
