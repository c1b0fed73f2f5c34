//! The press desk: what newspapers and broadcasters need at hand (plan 182, IV.10 and IV.13).
//!
//! Releases are records of a kind ([`KIND`]) with all that records have: review, pictures, files, links, search, open
//! data, and the hour before which nobody sees them. The desk lays them out beside figures ([`facts`]) that other public
//! pages show already, each with its instant and its source; it has no figure of its own. Whom the press may call is
//! what the office has entered ([`model::Contact`]), or nothing.

pub mod facts;
pub mod model;
mod pages;
mod routes;
pub mod store;
pub mod texts;

pub use routes::routes;

/// The kind of record that a release is.
pub const KIND: &str = "thong-cao-bao-chi";
