//! The audit log: who changed what, when; written in the transaction of the change.
//!
//! Values that are personal are never written, only the names of their fields. A leased job seals entries in
//! batches by a hash chain.

pub mod chain;
mod pages;
mod routes;
pub mod seal;
pub mod store;
pub mod texts;

pub use routes::routes;
pub use store::{Entry, record};
