//! Finding what is public: records and the paragraphs of plans, with and without diacritics.
//!
//! Writers call [`put`] and [`remove`] in the transaction of the change; readers call [`find`]. How terms are kept
//! and ranked is this folder's own affair.

mod plans;
mod routes;
mod snippet;
mod store;
mod terms;
mod texts;

pub use plans::{PLAN, put_plan};
pub use routes::routes;
pub use snippet::{Piece, mark, mark_line};
pub use store::{Entry, Found, Hit, Query, find, put, remove};
pub use terms::Terms;
pub use texts::SearchTexts;
