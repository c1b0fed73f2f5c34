//! The register: who owes what, by when, how far it is, and who may see it.

mod given;
mod life;
mod listing;
mod restricted;
