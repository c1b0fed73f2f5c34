//! The register: who owes what, by when, how far it is, and who may see it.

pub mod given;
mod life;
mod listing;
pub mod restricted;
