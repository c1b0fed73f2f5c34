//! The public information database: records of declared kinds, written by organisations and reviewed before
//! anybody else sees them.
//!
//! [`kinds`] reads what a kind is, [`model`] says what a record holds and how it lives, [`media`] keeps its pictures
//! and files, [`life`] changes it, [`release`] brings out what has waited for its hour, and the public doors (pages,
//! lists, counts, search) read only what [`model::Content::public`] let through.

pub mod browse;
pub mod cards;
mod changes;
pub mod demo;
mod demo_pictures;
mod doors;
mod embargo;
mod form;
pub mod harvest;
pub mod history;
pub mod imports;
pub mod kinds;
pub mod laid;
pub mod life;
pub mod links;
pub mod media;
pub mod model;
mod pages;
pub mod refresh;
pub mod release;
pub mod shared;
pub mod show;
pub mod starter;
pub mod store;
mod texts;

pub use pages::{linked_section, routes};
pub use texts::CatalogueTexts;
