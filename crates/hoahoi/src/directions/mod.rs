//! Directions (chỉ đạo): the leadership, the Office on its behalf or the coordinator writes to agencies about a duty or a
//! report; each agency's head sends its answer; whoever gave the direction closes it or asks again.
//!
//! Bodies outside the state system are asked ("đề nghị quan tâm, phối hợp") and never sent back; nothing is written about
//! duties in security and defence, which have no content fields (DESIGN 2.7).

pub mod model;
pub mod pages;
mod routes;
pub mod scope;
pub mod store;
pub mod texts;
pub mod words;

pub use routes::routes;
