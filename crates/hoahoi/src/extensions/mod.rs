//! Extensions of deadlines (gia hạn): an owner asks for a later day, its head sends the request, the coordinator at Sở
//! KH&CN grants or refuses it.
//!
//! Each duty is extended once at most unless the coordinator sets another rule (so Đồng Tháp's decision 790 on following
//! assigned tasks). Until the decision the old day counts; after it the old day stays visible beside the new one.

pub mod model;
pub mod pages;
mod routes;
pub mod scope;
pub mod store;
pub mod texts;
pub mod words;

pub use routes::routes;
