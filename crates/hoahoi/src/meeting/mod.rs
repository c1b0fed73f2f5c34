//! The meeting (giao ban): late and endangered duties one after the other, each with its last words and next days, and a
//! direction given on the spot.

pub mod agenda;
mod pages;
mod routes;
pub mod texts;

pub use routes::routes;
